"""The words of a list version as data: filling its items, hashing what it says."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exemptions.citations import find_provision
from exemptions.models import ItemBasis, ItemExample, ListItem, ListVersion, Provision
from exemptions.packs.files import PackFault
from records.errors import DomainError
from records.services import canonical_json

COPIED = (
    "name", "external_code", "wording", "offences", "kinds", "condition", "outcome", "binding", "measure", "supplies",
    "confirm", "steps", "supporting", "note",
)  # fmt: skip


def list_hash(version: ListVersion) -> str:
    """SHA-256 of the words of the version: what a signature stands under. The day of publication is no word of it."""
    words = {name: value for name, value in version.as_data().items() if name != "published_on"}
    return hashlib.sha256(canonical_json(words).encode()).hexdigest()


def set_basis(item: ListItem, provisions: Sequence[Provision]) -> None:
    """The provisions an item rests on, in order, in place of those before."""
    item.basis_rows.all().delete()
    ItemBasis.objects.bulk_create(
        ItemBasis(item=item, provision=provision, order=place) for place, provision in enumerate(provisions)
    )


def copy_items(source: ListVersion, target: ListVersion) -> None:
    """Items with their basis and examples, for a new draft."""
    for item in source.items.prefetch_related("basis_rows__provision", "examples"):
        copied = ListItem.objects.create(
            version=target, order=item.order, **{name: getattr(item, name) for name in ("number", *COPIED)}
        )
        set_basis(copied, [row.provision for row in item.basis_rows.all()])
        ItemExample.objects.bulk_create(
            ItemExample(item=copied, title=one.title, sheet=one.sheet, qualifies=one.qualifies)
            for one in item.examples.all()
        )


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
