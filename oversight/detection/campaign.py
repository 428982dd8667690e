"""运动式: much at once, little before and after.

Only cases that the bureau took up of its own choice are counted: late lists follow the survey calendar, random draws
and ordered checks come in batches by their nature. A scan statistic asks for the densest week, fortnight and four weeks
of each group, measured by how the rest of the bureau was busy around then; the chance is that of any such stretch in the
whole year (Wallenstein and Neff's approximation). A second sign: many fines of one amount decided on one day.
"""

from collections.abc import Iterator
from datetime import timedelta
from math import exp, lgamma, log

import numpy as np

from oversight.detection import exact
from oversight.detection.cell import Cell
from oversight.detection.one_size import LIKE_FINED
from oversight.detection.selective import spread
from oversight.detection.table import Table
from oversight.detection.thresholds import Thresholds

NAME = "campaign"
WEEKS = (7, 14, 28)
# Three lengths are three looks, but a dense week makes its four weeks dense as well.
NESTED = 1.5
AROUND = 45
TRIP_DAYS, TINY = 2, 1e-9
GROUPS = ("section", "trade", "township", "offence")


def cells(table: Table, limits: Thresholds) -> Iterator[Cell]:
    counted = table.own_choice & beyond_trips(table, limits)
    for where, group in groups(table):
        yield from densest(table, limits, where, group, counted)
    yield from batches(table, limits)


def groups(table: Table) -> Iterator[tuple[tuple, np.ndarray]]:
    yield (), np.ones(len(table.book.cases), dtype=bool)
    for name in GROUPS:
        for code, word in enumerate(table.words(name)):
            yield ((name, word),), table.column(name) == code


def densest(table: Table, limits: Thresholds, where, group, counted) -> Iterator[Cell]:
    """The stretch of the year in which the group was taken up most."""
    inside = group & table.own_choice
    if inside.sum() < max(limits.least_cases, limits.burst_cases):
        return
    days, others = np.sort(table.filed[counted & group]), np.sort(table.filed[table.own_choice & ~group])
    size = len(days)
    if size < 2:
        return
    found = []
    for length in WEEKS:
        counts = np.searchsorted(days, days + length) - np.arange(size)
        for place in np.unique(days, return_index=True)[1]:
            found.append(stretch(table, limits, others, int(days[place]), length, int(counts[place]), size))
    chance, start, length, count, usual = min(found)
    mask = inside & (table.filed >= start) & (table.filed < start + length)
    yield Cell(
        detector=NAME,
        sign="burst",
        where=where,
        cases=table.cases(mask),
        size=size,
        count=count,
        expected=usual,
        effect=count / usual,
        chance=min(1.0, chance * NESTED),
        floor=0.0,
        enough=count >= limits.burst_cases and count >= float(limits.burst_ratio) * usual,
        since=table.book.since + timedelta(days=start),
        until=table.book.since + timedelta(days=start + length - 1),
    )


def beyond_trips(table: Table, limits: Thresholds) -> np.ndarray:
    """One trip reaches a few firms of one place: the first ones after the first do not count as more work begun."""
    counts = np.ones(len(table.book.cases), dtype=bool)
    rows = table.book.cases
    last: dict[tuple[str, str], tuple[int, int]] = {}
    for place in sorted(np.nonzero(table.own_choice)[0], key=lambda at: (rows[at].lead_on, at)):
        row = rows[place]
        where, day = (row.section, row.township), (row.lead_on - table.book.since).days
        before, length = last.get(where, (-99, 0))
        length = length + 1 if day - before <= TRIP_DAYS else 1
        last[where] = (day, length)
        counts[place] = length == 1 or length > limits.trip_cases
    return counts


def stretch(table: Table, limits: Thresholds, others, start: int, length: int, count: int, size: int):
    """(chance of so dense a stretch anywhere, start, length, cases, usual number)."""
    share = usual_share(table.days, others, start, length)
    tolerated = min(share * float(limits.burst_odds), 0.9)
    return scan_chance(count, size, tolerated), start, length, count, max(share * size, 0.01)


def usual_share(days: int, others, start: int, length: int) -> float:
    """The part of a year's work that falls into the stretch, after what the others did in the weeks around it."""
    low, high = max(0, start - AROUND), min(days, start + length + AROUND)
    near = np.searchsorted(others, high) - np.searchsorted(others, low)
    flat = length / days
    prior = 20.0
    local = (near + prior * (high - low) / days) / (len(others) + prior) * length / max(high - low, 1)
    return float(max(flat * 0.75, local))


def told_chance(count: int, size: int, share: float) -> float:
    """Binomial: chance of `count` or more of `size` in a stretch named beforehand."""
    total = 0.0
    for k in range(count, size + 1):
        term = _binomial(k, size, share)
        total += term
        if k > size * share and term < total * TINY:
            break
    return min(total, 1.0)


def scan_chance(count: int, size: int, share: float) -> float:
    """Chance that any stretch of this length holds so many; an upper bound where it is not small."""
    if count <= 2 or count <= 2 * size * share:
        return 1.0
    point, tail = _binomial(count, size, share), told_chance(count, size, share)
    return float(min(1.0, max((count / share - size - 1) * point + 2 * tail, tail)))


def _binomial(k: int, n: int, p: float) -> float:
    if p >= 1:
        return float(k == n)
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p))


def batches(table: Table, limits: Thresholds) -> Iterator[Cell]:
    """One day, one section, one amount, for more parties than comparable cases would have it."""
    at = table.fined & (table.decided >= 0)
    days = table.decided[at]
    strata, position = table.strata(*LIKE_FINED)[at], np.round(table.position[at], 4)
    sections = table.column("section")[at]
    for place, section in enumerate(table.words("section")):
        for day in np.unique(days[sections == place]):
            inside = (sections == place) & (days == day)
            if inside.sum() >= limits.batch_cases:
                yield _batch(table, limits, at, inside, strata, position, (("section", section),), int(day))


def _batch(table: Table, limits: Thresholds, at, inside, strata, position, where, day: int) -> Cell:
    values, counts = np.unique(position[inside], return_counts=True)
    marked = position == values[counts.argmax()]
    found = exact.compare(strata, marked, inside)
    chance, floor = exact.upper_tail(found.parts, found.seen, float(limits.burst_odds))
    count, on = int((marked & inside).sum()), table.book.since + timedelta(days=day)
    return Cell(
        detector=NAME,
        sign="batch",
        where=where,
        cases=table.cases(spread(at, inside & marked)),
        size=int(inside.sum()),
        count=count,
        expected=found.expected,
        effect=exact.gap(strata, marked, inside),
        chance=min(1.0, chance * len(values)),
        floor=floor,
        enough=count >= limits.batch_cases,
        since=on,
        until=on,
    )
