"""The words of a list version as data: filling its items, hashing what it says."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from exemptions.citations import find_provision, held_provision, short_form
from exemptions.models import ItemBasis, ItemExample, ListItem, ListVersion, Provision
from exemptions.packs.files import PackFault
from records.chain import canonical_json
from records.errors import DomainError
from rules.lists import MINOR
from rules.text import NP_MANDATORY_MINOR, OUTCOMES

COPIED = (
    "name", "external_code", "wording", "offences", "kinds", "condition", "outcome", "binding", "measure", "supplies",
    "confirm", "steps", "supporting", "violates", "punished_by", "implementer", "proposed_section", "note",
)  # fmt: skip


def list_hash(version: ListVersion) -> str:
    """SHA-256 of the words of the version: what a signature stands under. The day of publication is no word of it."""
    words = {name: value for name, value in version.as_data().items() if name != "published_on"}
    return hashlib.sha256(canonical_json(words).encode()).hexdigest()


def write_basis(item: ListItem, citations: Iterable[str], *, on: date) -> None:
    """Link what the law library holds, in force or not; what cannot be linked stays as typed until it is put right."""
    texts = list(dict.fromkeys(short_form(text) for text in citations))
    found = {text: held_provision(text, on=on) for text in texts}
    set_basis(item, [provision for provision in found.values() if provision])
    item.open_basis = [text for text in texts if found[text] is None]
    item.full_clean()
    item.save(update_fields=["open_basis"])


def force_of(outcome: str) -> tuple[str, str]:
    """The binding word and what the item supplies, both given by the law once the outcome is chosen."""
    return OUTCOMES[outcome].binding, MINOR if outcome == NP_MANDATORY_MINOR else ""


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
            version=target,
            order=item.order,
            **{name: getattr(item, name) for name in ("number", "open_basis", *COPIED)},
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
