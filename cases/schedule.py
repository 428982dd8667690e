"""Every open clock of a person or a section, with its rule, unit, start, pauses and who is warned when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from accounts.enums import Role
from accounts.models import Section, User
from cases.deadlines import left_words, split_unit, stands_still
from cases.enums import Bound, WarnLevel
from cases.law import law_on
from cases.models import Case, CaseOfficer, Obligation
from documents.words import zh_date
from rules.calendar import Calendar

SOON_DAYS = 3
WARNED = {
    WarnLevel.SOON: f"提前{SOON_DAYS}天提醒办案人员",
    WarnLevel.TODAY: "到期日提醒办案人员和科室负责人",
    WarnLevel.LATE: "逾期再提醒局领导",
}


@dataclass(frozen=True)
class ScheduleRow:
    """One clock as pages print it. `stands_still`: a pause is open, so no day can be told."""

    obligation: Obligation
    case: Case
    on: date | None
    title: str
    left: str
    span: str
    unit: str
    rule: str
    source: str
    start: str
    officers: str
    is_late: bool
    is_party: bool
    stands_still: bool
    provisional: bool


def _base():
    working = CaseOfficer.objects.filter(until_on__isnull=True).select_related("user")
    rows = Obligation.objects.open().select_related("case__party", "case__section", "act")
    return rows.prefetch_related(Prefetch("case__officers", working, to_attr="working"))


def clocks_of(user: User, on: date) -> list[ScheduleRow]:
    """Of the files this person works on."""
    mine = Case.objects.worked_by(user)
    return _in_order(_base().filter(case__in=mine), on)


def clocks_of_section(section: Section, on: date) -> list[ScheduleRow]:
    return _in_order(_base().filter(case__section=section), on)


def _in_order(rows: Iterable[Obligation], on: date) -> list[ScheduleRow]:
    calendar = law_on(on).calendar
    found = (_row(row, on, calendar) for row in rows)
    return sorted(found, key=lambda row: (row.on is None, row.on or date.max, row.obligation.pk))


def _row(row: Obligation, on: date, calendar: Calendar) -> ScheduleRow:
    span, unit = split_unit(row.unit)
    still = stands_still(row)
    rule, _, rest = row.due_words.partition("；")
    start = zh_date(row.starts_on)
    return ScheduleRow(
        obligation=row,
        case=row.case,
        on=row.due_on,
        title=row.title,
        left="期间中止" if still else left_words(row.due_on, on=on, unit=unit, calendar=calendar),
        span=span,
        unit=unit,
        rule=row.rule or rule,
        source=rest or ("" if not row.rule else rule),
        start=f"{start}{row.start_event}" if start else row.start_event,
        officers="、".join(one.user.name for one in row.case.working),
        is_late=row.due_on is not None and row.due_on < on,
        is_party=row.bound == Bound.PARTY,
        stands_still=still,
        provisional=row.provisional,
    )


@dataclass(frozen=True)
class Warned:
    obligation: Obligation
    user: User
    level: str


def level_of(row: Obligation, on: date) -> str:
    """How pressing it is on that day; empty while it is far off."""
    if row.due_on is None or row.due_on > on + timedelta(days=SOON_DAYS):
        return ""
    if row.due_on > on:
        return WarnLevel.SOON
    return WarnLevel.TODAY if row.due_on == on else WarnLevel.LATE


def to_warn(on: date) -> Iterator[Warned]:
    """Who is to be warned of which clock today, told from what is open now and not from anything stored."""
    heads: dict[int, list[User]] = {}
    people = User.objects.filter(is_active=True)
    for head in people.filter(role=Role.HEAD):
        heads.setdefault(head.section_id, []).append(head)
    leaders = list(people.filter(role=Role.LEADER))
    near = on + timedelta(days=SOON_DAYS)
    for row in _base().filter(due_on__lte=near, bound=Bound.BUREAU):
        level = level_of(row, on)
        told = [one.user for one in row.case.working]
        if level != WarnLevel.SOON:
            told += heads.get(row.case.section_id, [])
        if level == WarnLevel.LATE:
            told += leaders
        for user in dict.fromkeys(told):
            yield Warned(row, user, level)
