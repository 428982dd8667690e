"""Rows of the law library in the shape the pages show them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exemptions.enums import DayKind
from exemptions.models import CalendarYear, Provision, StatuteVersion


@dataclass(frozen=True)
class Run:
    """Days off in one go: first, last and how many."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class YearShown:
    number: int
    source: str
    issued: date
    holidays: tuple[Run, ...]
    workdays: tuple[date, ...]


def calendar_year(year: CalendarYear) -> YearShown:
    return YearShown(
        number=year.year,
        source=year.source,
        issued=year.issued,
        holidays=tuple(
            Run(run["name"], date.fromisoformat(run["from"]), date.fromisoformat(run["to"]))
            for run in year.as_data()["holidays"]
        ),
        workdays=tuple(day.on for day in year.days.all() if day.kind == DayKind.WORKDAY),
    )


def renumbering_rows(version: StatuteVersion) -> list[tuple[str, str]]:
    """Old number → new number, in the order of the old ones."""
    return sorted(
        version.renumberings.values_list("old_position", "new_position"),
        key=lambda row: (int(row[0].partition("条")[0]), row[0]),
    )


@dataclass(frozen=True)
class ProvisionShown:
    """A line of the statute's page. `wording` leaves out what the lines below it show."""

    pk: int
    position: str
    depth: int
    gist: str
    wording: str


def provisions_shown(rows: Sequence[Provision]) -> list[ProvisionShown]:
    parts: dict[tuple, list[Provision]] = defaultdict(list)
    for row in rows:
        if row.depth and not row.half and row.wording:
            parts[row.article, row.inserted].append(row)
    return [ProvisionShown(row.pk, row.position or "全文", row.depth, row.gist, _own_words(row, parts)) for row in rows]


def _own_words(row: Provision, parts: dict[tuple, list[Provision]]) -> str:
    below = parts[row.article, row.inserted]
    if row.half and row.paragraph:
        return ""
    if row.depth or not below:
        return row.wording
    if any(part.paragraph for part in below):
        return ""
    return row.wording.partition("\n")[0]
