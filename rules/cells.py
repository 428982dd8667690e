"""Cells of a fact: the finitely many classes its values fall into under the constants a list compares it with.

Neighbouring values that every test judges alike share a cell; 不适用 and 尚未发生 are cells of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from rules import cond
from rules.cond import ORDERED_KINDS, Test
from rules.facts import FactSpec
from rules.spread import decimal_between
from rules.values import NOT_APPLICABLE, NOT_YET, Value

OTHER = "其他"


@dataclass(frozen=True)
class Cell:
    """One class of values and one value of it. `low` and `high` are its ends where values have an order (None = without)."""

    sample: Value
    low: Any = None
    high: Any = None
    low_in: bool = False
    high_in: bool = False

    @property
    def special(self) -> bool:
        return self.sample is NOT_APPLICABLE or self.sample is NOT_YET


@dataclass(frozen=True)
class Cells:
    """All cells of one fact: ordered ones from small to large, then the special ones."""

    spec: FactSpec
    cells: tuple[Cell, ...]
    marks: tuple[Any, ...] = ()
    of_step: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.cells)

    def place(self, value: Value) -> int:
        """The cell of a value."""
        if value is NOT_APPLICABLE or value is NOT_YET or not self.marks:
            return self._discrete.get(value, self._discrete.get(OTHER, 0))
        step = bisect_left(self.marks, value)
        return self.of_step[2 * step + (step < len(self.marks) and self.marks[step] == value)]

    @cached_property
    def _discrete(self) -> dict[Value, int]:
        return {cell.sample: index for index, cell in enumerate(self.cells)}

    @property
    def ordered(self) -> tuple[int, ...]:
        """The cells that lie in an order, the better first where the fact has a direction."""
        if self.spec.kind in ("text",):
            return ()
        if self.spec.kind == "bool":
            places = [self.place(False), self.place(True)]
        else:
            places = [index for index, cell in enumerate(self.cells) if not cell.special]
        return tuple(reversed(places) if self.spec.direction == "-" else places)

    def meets(self, test: Test) -> tuple[int, ...]:
        """The cells whose values meet a test."""
        return tuple(index for index, cell in enumerate(self.cells) if cond.compare(test, cell.sample))


def cells_of(spec: FactSpec, tests: Iterable[Test]) -> Cells:
    """The cells of a fact under these tests."""
    own = [test for test in tests if test.fact == spec.key]
    if spec.kind == "bool":
        return Cells(spec, (Cell(True), Cell(False)))
    if spec.kind == "enum":
        return Cells(spec, tuple(Cell(option.value) for option in spec.options))
    if spec.kind not in ORDERED_KINDS:
        named = dict.fromkeys(value for test in own for value in _constants(test))
        return Cells(spec, tuple(Cell(value) for value in (*named, OTHER)))
    return _ordered(spec, own)


def _constants(test: Test) -> Sequence[Value]:
    return () if test.op == "is_na" else test.value if isinstance(test.value, tuple) else (test.value,)


def _ordered(spec: FactSpec, tests: list[Test]) -> Cells:
    marks = tuple(sorted({_plain(value) for test in tests for value in _constants(test)}))
    steps = _steps(spec, marks)
    cells: list[Cell] = []
    of_step: list[int] = []
    last: tuple[bool, ...] | None = None
    for step in steps:
        if step is None:
            of_step.append(max(len(cells) - 1, 0))
            continue
        verdicts = tuple(cond.compare(test, step.sample) for test in tests)
        if verdicts == last:
            cells[-1] = _joined(cells[-1], step)
        else:
            cells.append(step)
        last = verdicts
        of_step.append(len(cells) - 1)
    if _may_be_na(spec):
        cells.append(Cell(NOT_APPLICABLE))
    if spec.kind == "date" and spec.nullable:
        cells.append(Cell(NOT_YET))
    return Cells(spec, tuple(cells), marks, tuple(of_step))


def _plain(value: Value) -> Any:
    """Whole numbers as ints: they compare fast with ints and exactly with fractions."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def _may_be_na(spec: FactSpec) -> bool:
    derive = spec.derive or {}
    return spec.kind != "int" and (not derive or derive.get("fn") in ("difference", "ratio"))


def _steps(spec: FactSpec, marks: Sequence[Any]) -> list[Cell | None]:
    """Below the first mark, the mark, between, the next mark, … beyond the last; None where no value lies there."""
    steps: list[Cell | None] = []
    low: Any = None
    for mark in marks:
        steps += [_between(spec, low, mark), Cell(_exact(mark), mark, mark, True, True)]
        low = mark
    return [*steps, _between(spec, low, None)]


def _exact(mark: Any) -> Value:
    return Fraction(mark) if isinstance(mark, int) else mark


def _between(spec: FactSpec, low: Any, high: Any) -> Cell | None:
    if spec.kind == "date":
        return _days_between(low, high)
    if spec.kind == "int":
        first = 0 if low is None else low + 1
        last = first + 1 if high is None else high - 1
        return Cell(Fraction(last if high is not None else first), low, high) if first <= last else None
    if high is not None and high <= 0:
        return None
    bottom = Fraction(0 if low is None else low)
    top = Fraction(high if high is not None else bottom * 2 + 2)
    round_one = bottom * 11 / 10 if bottom else top / 2
    fits = spec.kind == "money" and bottom < round_one < top
    return Cell(round_one if fits else decimal_between(bottom, top), low, high)


def _days_between(low: date | None, high: date | None) -> Cell | None:
    if low is None and high is None:
        return Cell(date(2026, 1, 1))
    if low is None:
        assert high is not None
        return Cell(high - timedelta(1), low, high)
    day = low + timedelta(1)
    return Cell(day, low, high) if high is None or day < high else None


def _joined(cell: Cell, step: Cell) -> Cell:
    """Two neighbours as one cell; a limit that belongs to it is its most telling value."""
    at_limit = step.low == step.high is not None
    sample = step.sample if at_limit else cell.sample
    return Cell(sample, cell.low, step.high, cell.low_in, step.high_in)
