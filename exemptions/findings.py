"""What the gate says: one finding about a version or an item, with a case that shows it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from exemptions.models import ListItem
from records.chain import canonical_json

BLOCK, EXPLAIN = "block", "explain"


@dataclass(frozen=True)
class Finding:
    """One result of the gate. `key` stays the same while the item's words do; a reason given under it lapses with them."""

    check: str
    severity: str
    title: str
    text: str
    example: str = ""
    item: str = ""
    fix: str = ""
    state: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        digest = hashlib.sha256(f"{self.state}{self.text}".encode()).hexdigest()[:16]
        return f"{self.check}:{self.item}:{digest}"


def found(
    item: ListItem,
    check: str,
    severity: str,
    title: str,
    text: str,
    example: str = "",
    fix: str = "",
    beside: Sequence[ListItem] = (),
) -> Finding:
    """A finding about an item as it now reads; `beside`: other items whose words the finding also rests on."""
    state = "".join(canonical_json(one.as_data()) for one in (item, *beside))
    return Finding(check, severity, title, text, example, item.number, fix, state=state)
