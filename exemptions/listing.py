"""The words of a list version as data: filling its items, hashing what it says."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exemptions.citations import find_provision
from exemptions.models import ItemBasis, ListItem, ListVersion
from exemptions.packs.files import PackFault
from records.errors import DomainError
from records.services import canonical_json

COPIED = (
    "name", "external_code", "wording", "offences", "kinds", "condition", "outcome", "binding", "measure", "supplies",
    "confirm", "steps", "supporting", "note",
)  # fmt: skip


def list_hash(version: ListVersion) -> str:
    """SHA-256 of the words of the version: what a signature stands under."""
    return hashlib.sha256(canonical_json(version.as_data()).encode()).hexdigest()


def fill_items(version: ListVersion, entries: Sequence[Mapping[str, Any]], *, file: str) -> Iterator[PackFault]:
    """Add items to a draft; yields a fault for each basis that cannot stand on the day the list takes effect."""
    for order, entry in enumerate(entries):
        item = ListItem.objects.create(
            version=version,
            number=entry["number"],
            order=order,
            **{key: entry[key] for key in COPIED if key in entry},
        )
        for place, text in enumerate(entry["basis"]):
            try:
                provision = find_provision(text, on=version.effective_from, as_basis=True)
            except DomainError as error:
                yield PackFault(file, item.number, error.message)
            else:
                ItemBasis.objects.create(item=item, provision=provision, order=place)
