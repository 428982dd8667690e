"""What is due on a file and by which rule, in the shape of the side panels: date, unit, rule, start, left."""

from dataclasses import dataclass
from datetime import date

from cases.enums import Bound, CaseState
from cases.law import law_on
from cases.models import Case, Obligation
from rules.calendar import Calendar
from rules.clocks import case_clock
from rules.deadlines import Pause, working_days_between

WORKING, NATURAL = "working", "calendar"


@dataclass(frozen=True)
class Clock:
    """One line of 期限 or 义务. `kind` is a mark (late, wait, done, lock) or empty; `unit` working, calendar or empty."""

    title: str
    left: str
    on: date | None
    span: str
    unit: str
    source: str
    kind: str = ""
    provisional: bool = False
    obligation: Obligation | None = None


def split_unit(text: str) -> tuple[str, str]:
    """("7个工作日", working), ("30日", calendar), or ("24小时", "")."""
    if "工作日" in text:
        return text, WORKING
    span = text.removesuffix(" · 自然日")
    return span, NATURAL if span != text or "个月" in text else ""


def left_words(due: date | None, *, on: date, unit: str, calendar: Calendar) -> str:
    """How much is left, in the unit of the rule."""
    if due is None:
        return "没有期限"
    if due == on:
        return "今天到期"
    if due < on:
        return f"逾期{(on - due).days}天"
    if unit == WORKING:
        return f"还有{working_days_between(on, due, calendar)}个工作日"
    return f"还有{(due - on).days}天"


def stands_still(row: Obligation) -> bool:
    """A pause is open: no day can be told until it ends."""
    return row.due_on is None and "中止" in row.due_words


def _line(row: Obligation, on: date, calendar: Calendar) -> Clock:
    span, unit = split_unit(row.unit)
    if row.fulfilled_at:
        left, kind = "已履行", "done"
    elif row.cancelled_at:
        left, kind = "已取消", "na"
    else:
        late = row.due_on is not None and row.due_on < on
        still = stands_still(row)
        left = "期间中止" if still else left_words(row.due_on, on=on, unit=unit, calendar=calendar)
        kind = "late" if late else "wait" if row.bound == Bound.PARTY else ""
    return Clock(
        title=row.title,
        left=left,
        on=row.due_on,
        span=span,
        unit=unit,
        source=row.fulfilled_words or row.cancelled_words or row.due_words,
        kind=kind,
        provisional=row.provisional,
        obligation=row,
    )


def obligations(case: Case, on: date) -> list[Clock]:
    """Everything owed on the file, open first by day, then what is settled."""
    calendar = law_on(on).calendar
    rows = sorted(
        case.obligations.all(),
        key=lambda row: (bool(row.fulfilled_at or row.cancelled_at), row.due_on or date.max, row.pk),
    )
    return [_line(row, on, calendar) for row in rows]


def clocks(case: Case, on: date) -> list[Clock]:
    """The open clocks of the file by day, those that stand still last, with the warning that comes before the limit of the case."""
    open_rows = [clock for clock in obligations(case, on) if not clock.obligation.fulfilled_at]
    live = [clock for clock in open_rows if not clock.obligation.cancelled_at]
    found = [clock for clock in live if clock.on or stands_still(clock.obligation)]
    if case.state == CaseState.INVESTIGATING and case.filed_on and any(not act.has_ended for act in case.acts.all()):
        found += _alert(case, on)
    return sorted(found, key=lambda clock: clock.on or date.max)


def _alert(case: Case, on: date) -> list[Clock]:
    """The warning that comes before the limit of the case; past, it says nothing more."""
    law = law_on(on)
    pauses = [Pause(row.first, row.last) for row in case.limit_pauses.all()]
    due = case_clock(case.filed_on, law.calendar, law.procedure, pauses, on).alert
    if on > due.on or due.suspended:
        return []
    left = left_words(due.on, on=on, unit=NATURAL, calendar=law.calendar)
    return [Clock(due.rule, left, due.on, f"{due.amount}日", NATURAL, f"{due.citation}；{due.arithmetic}")]
