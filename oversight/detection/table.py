"""The rows of a book as columns, with the words of each column as whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from oversight.detection.rows import Book, CaseRow

# Five grades of gravity, and how far an officer must stand from the others to be of another hand.
BANDS, STRICT = 5, 1.0
TRAITS = {"trade": "行业", "township": "镇街", "kind": "主体类型"}


def coded(values: Sequence[object]) -> tuple[NDArray[np.int64], list]:
    """Numbers for words, and the words by number."""
    words = sorted(set(values), key=str)
    places = {word: place for place, word in enumerate(words)}
    return np.array([places[value] for value in values], dtype=np.int64), words


@dataclass(frozen=True)
class Table:
    book: Book

    def column(self, name: str) -> NDArray[np.int64]:
        return self._columns[name][0]

    def words(self, name: str) -> list:
        return self._columns[name][1]

    @cached_property
    def _columns(self) -> dict[str, tuple[NDArray[np.int64], list]]:
        names = ("section", "officer", "kind", "trade", "township", "offence", "severity", "is_first", "answer")
        found = {name: coded([getattr(row, name) for row in self.book.cases]) for name in names}
        found["hand"] = self._hands(found)
        return found

    def _hands(self, found) -> tuple[NDArray[np.int64], list]:
        """Officers by how strict they are with everybody: 0 mild, 1 as the others, 2 strict.

        Like cases are compared between parties of officers of one hand, so that strictness is not taken for choice.
        """
        officer, names = found["officer"]
        alike = found["offence"][0] * (BANDS + 1) + found["severity"][0]
        at, hard = self.open_choice, (~self.spared).astype(float)
        usual = np.bincount(alike, weights=hard * at) / np.maximum(np.bincount(alike, weights=at.astype(float)), 1)
        over = np.bincount(officer, weights=np.where(at, hard - usual[alike], 0.0), minlength=len(names))
        room = np.bincount(officer, weights=np.where(at, (usual * (1 - usual))[alike], 0.0), minlength=len(names))
        standing = over / np.sqrt(np.maximum(room, 0.25))
        hand = 1 + (standing > STRICT).astype(np.int64) - (standing < -STRICT).astype(np.int64)
        return hand[officer], [0, 1, 2]

    def strata(self, *names: str) -> NDArray[np.int64]:
        """One number for each combination that occurs."""
        if names not in self._strata:
            joined = np.zeros(len(self.book.cases), dtype=np.int64)
            for name in names:
                column = self.column(name)
                joined = joined * (int(column.max(initial=0)) + 1) + column
            self._strata[names] = np.unique(joined, return_inverse=True)[1].astype(np.int64)
        return self._strata[names]

    @cached_property
    def _strata(self) -> dict[tuple[str, ...], NDArray[np.int64]]:
        return {}

    def flags(self, ask) -> NDArray[np.bool_]:
        return np.array([bool(ask(row)) for row in self.book.cases], dtype=bool)

    @cached_property
    def open_choice(self) -> NDArray[np.bool_]:
        """Decided cases in which the law leaves the choice."""
        return self.flags(lambda row: row.is_open and row.is_spared is not None)

    @cached_property
    def spared(self) -> NDArray[np.bool_]:
        return self.flags(lambda row: row.is_spared)

    @cached_property
    def fined(self) -> NDArray[np.bool_]:
        return self.flags(lambda row: row.fine is not None and row.fine_most > row.fine_least)

    @cached_property
    def position(self) -> NDArray[np.float64]:
        """Where the fine stands between least and most."""
        return np.array([_position(row) for row in self.book.cases])

    @cached_property
    def own_choice(self) -> NDArray[np.bool_]:
        return self.flags(lambda row: row.is_own_choice)

    @cached_property
    def filed(self) -> NDArray[np.int64]:
        """Day of filing, counted from the first day of the book."""
        return np.array([(row.filed_on - self.book.since).days for row in self.book.cases], dtype=np.int64)

    @cached_property
    def decided(self) -> NDArray[np.int64]:
        """Day of decision; -1 while there is none."""
        since = self.book.since
        return np.array([(row.decided_on - since).days if row.decided_on else -1 for row in self.book.cases])

    @property
    def days(self) -> int:
        return (self.book.until - self.book.since).days + 1

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        return np.array([row.case for row in self.book.cases], dtype=np.int64)

    def cases(self, mask: NDArray[np.bool_]) -> tuple[int, ...]:
        return tuple(sorted({int(number) for number in self.numbers[mask]}))


def _position(row: CaseRow) -> float:
    if row.fine is None or row.fine_most <= row.fine_least:
        return 0.0
    return (row.fine - row.fine_least) / (row.fine_most - row.fine_least)
