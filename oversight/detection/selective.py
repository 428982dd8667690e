"""选择性: like cases, unlike parties, unlike treatment.

Like is only compared with like: same offence, same gravity, first or not, officers of one hand. An officer who is strict with
everybody is therefore no finding; one who is strict with one trade, township or kind of party is. Three signs: how
often parties are penalised where the law leaves the choice, where their fines stand in the range, and whether leads
about them are filed.
"""

from collections.abc import Iterator

import numpy as np

from oversight.detection import exact
from oversight.detection.cell import Cell
from oversight.detection.table import TRAITS, Table, coded
from oversight.detection.thresholds import Thresholds

NAME = "selective"
# These are filed because somebody else said so; leaving them out is not the section's choice.
ORDERED = frozenset({"assigned"})
LIKE = ("offence", "severity", "is_first", "hand")


def cells(table: Table, limits: Thresholds) -> Iterator[Cell]:
    for where, group in groups(table):
        yield from outcomes(table, limits, where, group)
        yield from fines(table, limits, where, group)
    yield from leads(table, limits)


def groups(table: Table) -> Iterator[tuple[tuple, np.ndarray]]:
    """One trade, township or kind of party, in the whole bureau, in a section, with one officer."""
    for trait in TRAITS:
        for code, word in enumerate(table.words(trait)):
            about = table.column(trait) == code
            yield ((trait, word),), about
            for scope in ("section", "officer"):
                for place, name in enumerate(table.words(scope)):
                    yield ((scope, name), (trait, word)), about & (table.column(scope) == place)


def inside_scope(table: Table, where) -> np.ndarray:
    scope = np.ones(len(table.book.cases), dtype=bool)
    for name, word in where[:-1]:
        scope &= table.column(name) == table.words(name).index(word)
    return scope


def outcomes(table: Table, limits: Thresholds, where, group) -> Iterator[Cell]:
    at = table.open_choice & inside_scope(table, where)
    inside = (group & at)[at]
    if inside.sum() < limits.least_cases:
        return
    strata, marked = table.strata(*LIKE)[at], ~table.spared[at]
    found = exact.compare(strata, marked, inside)
    if found.size < limits.least_cases:
        return
    more = exact.gap(strata, marked, inside)
    for sign, (chance, floor) in zip(("harsher", "milder"), exact.tails(found.parts, found.seen), strict=True):
        hard = sign == "harsher"
        effect = more if hard else -more
        yield Cell(
            detector=NAME,
            sign=sign,
            where=where,
            cases=table.cases(spread(at, inside)),
            size=found.size,
            count=found.seen if hard else found.size - found.seen,
            expected=found.expected if hard else found.size - found.expected,
            effect=effect,
            chance=chance,
            floor=floor,
            enough=effect >= float(limits.selective_gap),
        )


def fines(table: Table, limits: Thresholds, where, group) -> Iterator[Cell]:
    at = table.fined & inside_scope(table, where)
    inside = (group & at)[at]
    if inside.sum() < limits.least_cases:
        return
    strata, position = table.strata(*LIKE)[at], table.position[at]
    size = compared(strata, inside)
    if size < limits.least_cases:
        return
    more = lead_of_ranks(strata, position, inside)
    tails = exact.rank_tails(strata, position, inside)
    for sign, (chance, floor) in zip(("fined_more", "fined_less"), tails, strict=True):
        effect = more if sign == "fined_more" else -more
        yield Cell(
            detector=NAME,
            sign=sign,
            where=where,
            cases=table.cases(spread(at, inside)),
            size=size,
            count=size,
            expected=0.0,
            effect=effect,
            chance=chance,
            floor=floor,
            enough=effect >= float(limits.selective_fine),
        )


def leads(table: Table, limits: Thresholds) -> Iterator[Cell]:
    """Leads that were not filed, by trait of the party; leads of one source and section are alike."""
    rows = [row for row in table.book.leads if row.source not in ORDERED]
    if len(rows) < 2 * limits.least_cases:
        return
    section, sections = coded([row.section for row in rows])
    source, _ = coded([row.source for row in rows])
    strata = np.unique(section * 100 + source, return_inverse=True)[1].astype(np.int64)
    dropped = np.array([not row.is_filed for row in rows], dtype=bool)
    numbers = np.array([row.lead for row in rows])
    for trait in TRAITS:
        column, words = coded([getattr(row, trait) for row in rows])
        for code, word in enumerate(words):
            yield from _lead_cells(numbers, limits, ((trait, word),), strata, dropped, column == code)
            for place, name in enumerate(sections):
                where, at = (("section", name), (trait, word)), section == place
                yield from _lead_cells(numbers[at], limits, where, strata[at], dropped[at], (column == code)[at])


def _lead_cells(numbers, limits: Thresholds, where, strata, dropped, inside) -> Iterator[Cell]:
    if inside.sum() < limits.least_cases:
        return
    found = exact.compare(strata, dropped, inside)
    if found.size < limits.least_cases:
        return
    more = exact.gap(strata, dropped, inside)
    tails = exact.tails(found.parts, found.seen)
    for sign, (chance, floor) in zip(("leads_dropped", "leads_pursued"), tails, strict=True):
        laid_aside = sign == "leads_dropped"
        effect = more if laid_aside else -more
        yield Cell(
            detector=NAME,
            sign=sign,
            where=where,
            cases=(),
            leads=tuple(int(number) for number in numbers[inside & (dropped == laid_aside)]),
            size=found.size,
            count=found.seen if laid_aside else found.size - found.seen,
            expected=found.expected if laid_aside else found.size - found.expected,
            effect=effect,
            chance=chance,
            floor=floor,
            enough=effect >= float(limits.selective_gap),
        )


def compared(strata, inside) -> int:
    """How many of the group have somebody to be compared with."""
    total = np.bincount(strata)
    size = np.bincount(strata, weights=inside, minlength=len(total))
    return int((inside & ((size > 0) & (size < total))[strata]).sum())


def lead_of_ranks(strata, values, inside) -> float:
    """How much more often the group's fine is above a comparable one than below it, -1 to 1."""
    won = pairs = 0.0
    for one in np.unique(strata[inside]):
        here = strata == one
        mine, theirs = values[here & inside], values[here & ~inside]
        if len(theirs):
            won += np.sign(mine[:, None] - theirs[None, :]).sum()
            pairs += len(mine) * len(theirs)
    return float(won / pairs) if pairs else 0.0


def spread(at, inside):
    """Rows of a selection, as a mask over all rows."""
    whole = np.zeros(len(at), dtype=bool)
    whole[np.nonzero(at)[0][inside]] = True
    return whole
