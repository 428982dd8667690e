"""报复性: worse off for having used a right.

After a complaint, an appeal, a statement or a refusal: is the party taken up again within the following days of the
bureau's own choice more often than comparable parties of the same section, counted from their decisions? Is its case
penalised where comparable ones are spared, or fined higher? A right used never counts against its holder.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from oversight.detection import exact
from oversight.detection.cell import Cell
from oversight.detection.rows import GRIEVANCES, Book, CaseRow
from oversight.detection.selective import compared, lead_of_ranks, spread
from oversight.detection.table import Table
from oversight.detection.thresholds import Thresholds

NAME = "retaliatory"
ANY = "any"
MANY = 3
LIKE = ("offence", "severity", "is_first", "hand")


def cells(table: Table, limits: Thresholds) -> Iterator[Cell]:
    watch = Watch(table.book, limits.after_days)
    for kind in (ANY, *GRIEVANCES):
        exposures = watch.exposures(kind)
        for section in (None, *table.words("section")):
            yield from taken_up_again(exposures, limits, section, kind)
    for section in (None, *table.words("section")):
        yield from after_refusal(table, limits, section)
        yield from after_statement(table, limits, section)


@dataclass(frozen=True)
class Exposure:
    """A party watched from one day on: the day of its grievance, or of a decision it took without one."""

    section: str
    is_grievance: bool
    earlier: int
    case: int


class Watch:
    """What happened to parties in the days after a grievance, and after decisions without one."""

    def __init__(self, book: Book, days: int) -> None:
        self.days = days
        self.own: dict[int, list[tuple[date, int]]] = {}
        self.filed: dict[int, list[date]] = {}
        self.quiet: list[CaseRow] = []
        for row in book.cases:
            if row.is_own_choice:
                self.own.setdefault(row.party, []).append((row.filed_on, row.case))
            self.filed.setdefault(row.party, []).append(row.filed_on)
        self.grievances = sorted(book.grievances, key=lambda one: (one.on, one.party, one.kind))
        self.days_of: dict[int, list[date]] = {}
        for one in self.grievances:
            self.days_of.setdefault(one.party, []).append(one.on)
        self.quiet = [row for row in book.cases if row.decided_on and self._is_quiet(row)]

    def _is_quiet(self, row: CaseRow) -> bool:
        """No grievance of the party near this decision, so that nothing could have been paid back."""
        days = self.days_of.get(row.party, ())
        return not any(-self.days <= (row.decided_on - on).days <= self.days for on in days if row.decided_on)

    def exposures(self, kind: str) -> list[Exposure]:
        """One for each party and stretch of days: the second grievance within it says nothing new."""
        found, last = [], {}
        for one in self.grievances:
            if kind not in (ANY, one.kind) or (one.on - last.get(one.party, date.min)).days <= self.days:
                continue
            last[one.party] = one.on
            found.append(self._from(one.section, one.party, one.on, True))
        return found + [self._from(row.section, row.party, row.decided_on, False) for row in self.quiet]

    def _from(self, section: str, party: int, on, is_grievance: bool) -> Exposure:
        earlier = sum(1 for day in self.filed.get(party, ()) if day <= on)
        later = [pair for pair in self.own.get(party, ()) if 0 < (pair[0] - on).days <= self.days]
        return Exposure(section, is_grievance, min(earlier, MANY), min(later)[1] if later else 0)


def taken_up_again(exposures: list[Exposure], limits: Thresholds, section: str | None, kind: str) -> Iterator[Cell]:
    """Taken up of the bureau's own choice within the days after the grievance."""
    rows = [one for one in exposures if section in (None, one.section)]
    inside = np.array([one.is_grievance for one in rows], dtype=bool)
    if inside.sum() < limits.least_cases or inside.all():
        return
    marked = np.array([one.case > 0 for one in rows], dtype=bool)
    names = sorted({(one.section, one.earlier) for one in rows})
    strata = np.array([names.index((one.section, one.earlier)) for one in rows], dtype=np.int64)
    found = exact.compare(strata, marked, inside)
    usual = float(marked[~inside].mean())
    ratio = float(marked[inside].mean()) / max(usual, 1 / len(rows))
    chance, floor = exact.upper_tail(found.parts, found.seen, float(limits.after_odds))
    yield Cell(
        detector=NAME,
        sign="taken_up_again",
        where=_where(section, kind),
        cases=tuple(sorted({one.case for one in rows if one.is_grievance and one.case})),
        size=int(inside.sum()),
        count=int((marked & inside).sum()),
        expected=found.expected,
        effect=ratio,
        chance=chance,
        floor=floor,
        enough=ratio >= float(limits.after_ratio),
    )


def _where(section: str | None, kind: str) -> tuple:
    return ((("section", section),) if section else ()) + (("grievance", kind),)


def after_refusal(table: Table, limits: Thresholds, section: str | None) -> Iterator[Cell]:
    """Penalised after declining the offer, where parties who accepted were spared."""
    at = table.open_choice & table.flags(lambda row: row.answer in {"accept", "decline", "ordinary"})
    at &= _of_section(table, section)
    inside = table.flags(lambda row: row.answer in {"decline", "ordinary"})[at]
    strata, marked = table.strata(*LIKE)[at], ~table.spared[at]
    found = exact.compare(strata, marked, inside)
    if found.size < limits.least_cases:
        return
    chance, floor = exact.upper_tail(found.parts, found.seen)
    effect = exact.gap(strata, marked, inside)
    yield Cell(
        detector=NAME,
        sign="penalised_after_refusal",
        where=_where(section, "refusal"),
        cases=table.cases(spread(at, inside & marked)),
        size=found.size,
        count=found.seen,
        expected=found.expected,
        effect=effect,
        chance=chance,
        floor=floor,
        enough=effect >= float(limits.after_gap),
    )


def after_statement(table: Table, limits: Thresholds, section: str | None) -> Iterator[Cell]:
    """Fined higher than comparable parties who said nothing."""
    at = table.fined & _of_section(table, section)
    inside = table.flags(lambda row: row.has_stated)[at]
    strata, position = table.strata(*LIKE)[at], table.position[at]
    size = compared(strata, inside)
    if size < limits.least_cases:
        return
    (chance, floor), _ = exact.rank_tails(strata, position, inside)
    effect = lead_of_ranks(strata, position, inside)
    yield Cell(
        detector=NAME,
        sign="fined_more_after_statement",
        where=_where(section, "statement"),
        cases=table.cases(spread(at, inside)),
        size=size,
        count=size,
        expected=0.0,
        effect=effect,
        chance=chance,
        floor=floor,
        enough=effect >= float(limits.after_gap),
    )


def _of_section(table: Table, section: str | None):
    if section is None:
        return np.ones(len(table.book.cases), dtype=bool)
    return table.column("section") == table.words("section").index(section)
