"""一刀切: everybody the same, though the cases are not.

Looked for where the law leaves the choice: a group (section, officer or the whole bureau, one offence, the year or a
part of it) in which all were penalised or all were spared while gravity varied and comparable cases went both ways;
and one amount for fines whose gravity differs. Being stricter or milder throughout is not yet 一刀切: the tests
tolerate an odds ratio before they count.
"""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from oversight.detection import exact
from oversight.detection.cell import Cell
from oversight.detection.table import Table
from oversight.detection.thresholds import Thresholds

NAME = "one_size"
LIKE = ("offence", "severity")
LIKE_FINED = ("offence", "kind", "severity", "is_first")


def cells(table: Table, limits: Thresholds) -> Iterator[Cell]:
    """Every group large enough to ask about."""
    for where, group, period in groups(table):
        yield from outcomes(table, limits, where, group, period)
        yield from same_fine(table, limits, where, group, period)


def groups(table: Table) -> Iterator[tuple[tuple, np.ndarray, tuple[int, int] | None]]:
    """(where, rows, part of the year): sections and officers, offences, one offence in a section; halves of the first."""
    for name in ("section", "officer", "offence"):
        for code, word in enumerate(table.words(name)):
            group = table.column(name) == code
            yield ((name, word),), group, None
            if name != "officer":
                for start, end in spans(table.days):
                    yield ((name, word),), group & (table.decided >= start) & (table.decided < end), (start, end)
    for code, section in enumerate(table.words("section")):
        for place, offence in enumerate(table.words("offence")):
            group = (table.column("section") == code) & (table.column("offence") == place)
            yield (("section", section), ("offence", offence)), group, None


def spans(days: int) -> list[tuple[int, int]]:
    """The halves of the year: a new way of dealing rarely begins in January."""
    half = days // 2
    return [(0, half), (half, days + 400)]


def outcomes(table: Table, limits: Thresholds, where, group, period) -> Iterator[Cell]:
    """All penalised, or all spared."""
    at = table.open_choice
    inside = (group & at)[at]
    strata = table.strata(*LIKE)[at]
    counted = exact.telling(strata, table.spared[at], inside) & inside
    if counted.sum() < limits.least_cases or not _varies(table.column("severity")[at][counted]):
        return
    size = int(counted.sum())
    for sign, marked in (("all_penalised", ~table.spared[at]), ("all_spared", table.spared[at])):
        parts = exact.split(strata, marked, inside)
        seen = int((marked & counted).sum())
        chance, floor = exact.upper_tail(parts, seen, float(limits.uniform_odds))
        effect = exact.gap(strata, marked, inside)
        expected = sum(n * k / total for total, k, n in parts)
        few = size - seen <= float(limits.uniform_share) * size
        yield _cell(
            table,
            sign,
            where,
            period,
            cases=table.cases(_spread(at, inside)),
            size=size,
            count=seen,
            expected=expected,
            effect=effect,
            chance=chance,
            floor=floor,
            enough=few and effect >= float(limits.uniform_gap),
        )


def same_fine(table: Table, limits: Thresholds, where, group, period) -> Iterator[Cell]:
    """One amount for cases of different gravity, far more often than comparable cases have it."""
    at = table.fined
    inside = (group & at)[at]
    size = int(inside.sum())
    if size < limits.least_cases or not _varies(table.column("severity")[at][inside]):
        return
    amounts = np.round(table.position[at], 4)
    values, counts = np.unique(amounts[inside], return_counts=True)
    strata = table.strata(*LIKE_FINED)[at]
    most = values[counts.argmax()]
    marked = amounts == most
    if not _varies(table.column("severity")[at][inside & marked]):
        return
    found = exact.compare(strata, marked, inside)
    chance, floor = exact.upper_tail(found.parts, found.seen, float(limits.uniform_odds))
    share = int((marked & inside).sum()) / size
    effect = exact.gap(strata, marked, inside)
    yield _cell(
        table,
        "same_fine",
        where,
        period,
        cases=table.cases(_spread(at, inside & marked)),
        size=size,
        count=int((marked & inside).sum()),
        expected=found.expected,
        effect=effect,
        chance=min(1.0, chance * len(values)),
        floor=floor,
        enough=share >= float(limits.same_fine_share) and effect >= float(limits.uniform_gap),
    )


def _varies(severity) -> bool:
    """At least two grades of gravity, neither a single case."""
    counts = np.unique(severity, return_counts=True)[1]
    return int((counts >= 2).sum()) >= 2


def _spread(at, inside):
    whole = np.zeros(len(at), dtype=bool)
    whole[np.nonzero(at)[0][inside]] = True
    return whole


def _cell(table: Table, sign: str, where, period, **counts) -> Cell:
    since = until = None
    if period:
        since = table.book.since + timedelta(days=period[0])
        until = min(table.book.since + timedelta(days=period[1] - 1), table.book.until)
    return Cell(detector=NAME, sign=sign, where=where, since=since, until=until, **counts)
