"""Abuses put into a clean year, and what a test told where to look makes of each.

A planting names its detector, its shape, its strength as an effect size, the rows concerned and its `told` chance: that
of the exact test of the one group, period and direction where the abuse was put, without the search for it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from oversight.detection.rows import Book, CaseRow, Grievance
from oversight.detection.table import Table
from oversight.simulation.world import World
from oversight.simulation.year import Draft, book_of, grievances_of, leads_of

LOG_ODDS = (0.6, 1.5, 2.5, 4.0)
HIGHER = (0.03, 0.08, 0.16, 0.28)
SURE = 0.001


@dataclass(frozen=True)
class Planted:
    detector: str
    shape: str
    strength: str
    level: int
    book: Book
    rows: frozenset[int]
    told: float

    @property
    def is_findable(self) -> bool:
        return self.told <= SURE


@dataclass
class Field:
    """A year under the plough."""

    world: World
    drafts: list[Draft]
    level: int

    @property
    def rng(self) -> np.random.Generator:
        return self.world.rng

    def pick(self, names) -> str:
        return str(names[int(self.rng.integers(len(names)))])

    def busy(self, name: str, least: int, ask=lambda row: True) -> str:
        """One of the words of a column that stand on enough rows; the most frequent one where none does."""
        words = [getattr(draft.row, name) for draft in self.drafts if ask(draft.row)]
        counts = {word: words.count(word) for word in sorted(set(words))}
        enough = [word for word, count in counts.items() if count >= least]
        return self.pick(enough) if enough else max(counts, key=counts.get)

    def change(self, ask: Callable[[CaseRow], bool], how: Callable[[Draft], Draft]) -> frozenset[int]:
        touched = set()
        for place, draft in enumerate(self.drafts):
            if ask(draft.row):
                self.drafts[place] = how(draft)
                touched.add(draft.row.case)
        return frozenset(touched)

    def book(self, grievances: list[Grievance] | None = None) -> Book:
        grown = grievances if grievances is not None else grievances_of(self.world, self.drafts)
        return book_of(self.world, self.drafts, leads_of(self.world, self.drafts), grown)


def told_at(cells, sign: str) -> float:
    """The chance of the one cell meant; 1 where there is none."""
    return min((cell.chance for cell in cells if cell.sign == sign), default=1.0)


def mask_of(table: Table, **words: str) -> np.ndarray:
    found = np.ones(len(table.book.cases), dtype=bool)
    for name, word in words.items():
        found &= np.array([getattr(row, name) == word for row in table.book.cases], dtype=bool)
    return found


def open_choice(row: CaseRow) -> bool:
    return row.is_open and row.is_spared is not None


def matches(row: CaseRow, words: dict[str, str]) -> bool:
    return all(getattr(row, name) == word for name, word in words.items())
