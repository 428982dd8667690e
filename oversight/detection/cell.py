"""One comparison that a detector made: where, which cases, what was counted, how surprising it is."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Cell:
    """`chance`: how often mere accident would show as much; `floor`: the least chance these numbers could give.

    `where` names the group in pairs of column and word; `cases` are those the question is about. `enough`: the
    difference is large enough to ask about, whatever its chance.
    """

    detector: str
    sign: str
    where: tuple[tuple[str, str], ...]
    cases: tuple[int, ...]
    size: int
    count: int
    expected: float
    effect: float
    chance: float
    floor: float
    enough: bool
    since: date | None = None
    until: date | None = None
    leads: tuple[int, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same question has the same key in every run."""
        words = "|".join(f"{name}={word}" for name, word in self.where)
        part = f"@{self.since}" if self.since else ""
        return f"{self.detector}:{self.sign}:{words}{part}"
