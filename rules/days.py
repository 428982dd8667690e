"""Comparisons of days, also where some of the days are unknown.

A `Day` is a known day or the name of a fact, shifted by periods of law. Every shift is monotone, so a set of demands
`a ≤ b` has a least solution if it has one at all: `solve` climbs to it. That makes it exact which answers to several
comparisons can hold together, and gives an example of days for each.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

DAY, MONTH, NEW_YEAR = "day", "month", "new_year"
EARLIEST, LATEST = date(1950, 1, 1).toordinal(), date(2100, 12, 31).toordinal()
_SLACK = 10

Shift = tuple[str, int]
Least = dict[str, int]


class Day(NamedTuple):
    """A day: `base` is a date or the key of a date fact; the shifts apply from left to right."""

    base: date | str
    shifts: tuple[Shift, ...] = ()

    def plus(self, days: int) -> Day:
        return Day(self.base, (*self.shifts, (DAY, days)))

    def plus_months(self, months: int) -> Day:
        """The corresponding day, or the last day of the month where there is none (民法典 202)."""
        return Day(self.base, (*self.shifts, (MONTH, months)))

    def plus_years(self, years: int) -> Day:
        return self.plus_months(12 * years)

    def new_year(self, years: int) -> Day:
        """1 January of the year that lies this many years away."""
        return Day(self.base, (*self.shifts, (NEW_YEAR, years)))

    @property
    def known(self) -> date | None:
        return date.fromordinal(moved(self.base.toordinal(), self.shifts)) if isinstance(self.base, date) else None


class Demand(NamedTuple):
    """a ≤ b."""

    a: Day
    b: Day

    def names(self) -> frozenset[str]:
        return _names(self.a.base, self.b.base)

    def negation(self) -> Demand:
        return Demand(self.b.plus(1), self.a)

    def renamed(self, old: str, new: str) -> Demand:
        return Demand(*(Day(new, day.shifts) if day.base == old else day for day in self))


@lru_cache(maxsize=4096)
def _names(*bases: date | str) -> frozenset[str]:
    return frozenset(base for base in bases if isinstance(base, str))


@lru_cache(maxsize=65_536)
def moved(ordinal: int, shifts: tuple[Shift, ...]) -> int:
    """The shifted day, as an ordinal."""
    for unit, amount in shifts:
        ordinal = _move(ordinal, unit, amount)
    return ordinal


def _move(ordinal: int, unit: str, amount: int) -> int:
    if unit == DAY:
        return ordinal + amount
    day = date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
    if unit == NEW_YEAR:
        return date(min(max(day.year + amount, 1), 9999), 1, 1).toordinal()
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    if not 1 <= year <= 9999:
        return 1 if year < 1 else date.max.toordinal()
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])).toordinal()


@lru_cache(maxsize=65_536)
def earliest_reaching(target: int, shifts: tuple[Shift, ...]) -> int:
    """The first day whose shifted day is not before `target`."""
    if all(unit == DAY for unit, _ in shifts):
        return target - sum(amount for _, amount in shifts)
    low, high = EARLIEST - 400, LATEST + 400
    while low < high:
        middle = (low + high) // 2
        if moved(middle, shifts) >= target:
            high = middle
        else:
            low = middle + 1
    return low


class _Contradiction(Exception):
    """The demands cannot hold together."""


def solve(demands: Iterable[Demand], start: Mapping[str, int] | None = None) -> Least | None:
    """The least days (as ordinals) that meet all demands; None where they contradict each other.

    `start`: the solution of some of the demands, from which the climb goes on. Demands that still push each other up after every chain of them has been followed several times go round in a circle.
    """
    pending = list(demands)
    least = {name: EARLIEST for demand in pending for name in demand.names()} | dict(start or {})
    try:
        for _ in range(_SLACK + 3 * len(least)):
            if not _climb(pending, least):
                return least
    except _Contradiction:
        pass
    return None


def _climb(demands: list[Demand], least: dict[str, int]) -> bool:
    """One round of raising the days to what the demands ask; whether any moved."""
    changed = False
    for demand in demands:
        a, b = demand.a, demand.b
        floor = moved(least[a.base] if isinstance(a.base, str) else a.base.toordinal(), a.shifts)
        if isinstance(b.base, str):
            needed = earliest_reaching(floor, b.shifts)
            if needed > LATEST:
                raise _Contradiction
            if needed > least[b.base]:
                least[b.base] = needed
                changed = True
        elif floor > moved(b.base.toordinal(), b.shifts):
            raise _Contradiction
    return changed
