"""Periods of law as exact calendar arithmetic: which day a period ends, and the sum written out in Chinese.

The first day is never counted (民法典 201 by analogy); months and years end on the corresponding day, or on the last
day of the month where there is none (202). Where the working-day table lacks a year, the result is provisional and says
so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from rules.calendar import ONE_DAY, Calendar, zh_date

WORKING_DAYS = "工作日"
NATURAL_DAYS = "自然日"
MONTHS = "月"
YEARS = "年"
HOURS = "小时"

BUREAU = "本局"
PARTY = "当事人"

CHINA_TIME = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Pause:
    """Days on which a clock stands still, both ends included; `last` None = still standing."""

    first: date
    last: date | None
    reason: str = ""
    citation: str = ""


@dataclass(frozen=True)
class Due:
    """The last day (or moment) of a period, and how it was reached.

    `on` is a date, or a datetime for a clock of hours; the day itself is still in time. `provisional`: the working-day
    notice of a year is missing. `suspended`: a pause is still open, so the day moves on with every further day.
    """

    on: date
    provisional: bool = False
    start: date | None = None
    amount: int = 0
    unit: str = ""
    rule: str = ""
    citation: str = ""
    start_event: str = ""
    binds: str = ""
    arithmetic: str = ""
    suspended: bool = False
    pauses: tuple[Pause, ...] = ()

    def iso(self) -> str:
        """2026-05-14, or 2026-05-14T16:00 for a clock of hours."""
        return self.on.isoformat(timespec="minutes") if isinstance(self.on, datetime) else self.on.isoformat()

    def __str__(self) -> str:
        return self.iso()

    def passed(self, moment: date) -> bool:
        """Whether the moment lies after the last day. A bare day never outruns a clock of hours that ends on it."""
        if isinstance(self.on, datetime) and isinstance(moment, datetime):
            return china_moment(moment) > self.on
        return legal_day(moment) > legal_day(self.on)

    def explain(self) -> str:
        """One Chinese sentence: rule, citation, who is bound, arithmetic, and what is uncertain about it."""
        head = self.rule or f"{self.amount}{unit_zh(self.unit)}的期间"
        parts = [f"{head}（{self.citation}）" if self.citation else head]
        if self.binds:
            parts.append(f"约束{self.binds}")
        if self.arithmetic:
            parts.append(self.arithmetic)
        if self.suspended:
            parts.append("现处于中止，恢复后继续计算")
        if self.provisional:
            parts.append("所涉年度的放假安排尚未公布，按周一至周五推算，暂定")
        return "；".join(parts) + "。"


def unit_zh(unit: str) -> str:
    return {WORKING_DAYS: "个工作日", NATURAL_DAYS: "日", MONTHS: "个月", YEARS: "年", HOURS: "小时"}.get(unit, unit)


def china_moment(moment: datetime) -> datetime:
    """A naive moment on the clock of Beijing; an aware one is converted first."""
    return moment.astimezone(CHINA_TIME).replace(tzinfo=None) if moment.tzinfo else moment


def legal_day(value: date) -> date:
    """The legal day of a date or a moment (never the day of a UTC moment)."""
    return china_moment(value).date() if isinstance(value, datetime) else value


def zh_moment(value: date) -> str:
    if not isinstance(value, datetime):
        return zh_date(value)
    moment = china_moment(value)
    return f"{zh_date(moment.date())}{moment:%H:%M}"


# --- forward -----------------------------------------------------------------


def add_working_days(
    start: date, n: int, calendar: Calendar, pauses: Sequence[Pause] = (), as_of: date | None = None
) -> Due:
    """The n-th working day after `start`, which is not counted itself."""
    first, stops = legal_day(start), _settled(pauses, as_of)
    last = _walk(first, n, lambda day: calendar.is_working_day(day) and not _standing(day, stops))
    skipped = [day for day in _days_after(first, last) if not calendar.is_working_day(day)]
    note = f"（其间{_runs_zh(skipped, calendar)}不计）" if skipped else ""
    tail = f"，{calendar.why(last)}" if calendar.why(last) == "调休上班" else ""
    text = f"{zh_date(first)}不计入，自次日起数满{n}个工作日{note}{_pause_zh(stops)}，至{zh_date(last)}{tail}"
    return Due(
        last,
        provisional=_unknown_year(first, last, calendar),
        start=start,
        amount=n,
        unit=WORKING_DAYS,
        arithmetic=text,
        suspended=_open(pauses),
        pauses=stops,
    )


def add_days(start: date, n: int, pauses: Sequence[Pause] = (), as_of: date | None = None) -> Due:
    """The n-th natural day after `start`; holidays count."""
    first, stops = legal_day(start), _settled(pauses, as_of)
    last = _walk(first, n, lambda day: not _standing(day, stops)) if stops else first + timedelta(days=n)
    text = f"{zh_date(first)}不计入，自次日起数满{n}日（自然日，含节假日）{_pause_zh(stops)}，至{zh_date(last)}"
    return Due(last, start=start, amount=n, unit=NATURAL_DAYS, arithmetic=text, suspended=_open(pauses), pauses=stops)


def add_months(start: date, n: int, pauses: Sequence[Pause] = (), as_of: date | None = None) -> Due:
    """The corresponding day n months later; the last day of that month where it has none."""
    first, stops = legal_day(start), _settled(pauses, as_of)
    plain = _month_later(first, n)
    last = _walk(first, (plain - first).days, lambda day: not _standing(day, stops)) if stops else plain
    note = "（无对应日，以月末日为准）" if plain.day != first.day else "（对应日）"
    text = f"自{zh_date(first)}起{n}个月，至{zh_date(plain)}{note}"
    if last != plain:
        text += f"{_pause_zh(stops)}，顺延至{zh_date(last)}"
    return Due(last, start=start, amount=n, unit=MONTHS, arithmetic=text, suspended=_open(pauses), pauses=stops)


def add_years(start: date, n: int) -> Due:
    """The corresponding day n years later, which still lies within the period; 29 February ends on 28 February."""
    due = add_months(start, 12 * n)
    text = due.arithmetic.replace(f"{12 * n}个月", f"{n}年", 1)
    return replace(due, amount=n, unit=YEARS, arithmetic=text)


def add_hours(start: datetime, n: int) -> Due:
    """The moment n hours later, to the minute as given; holidays count."""
    moment = china_moment(start)
    last = moment + timedelta(hours=n)
    text = f"自{zh_moment(moment)}起{n}小时，至{zh_moment(last)}"
    return Due(last, start=start, amount=n, unit=HOURS, arithmetic=text)


def roll_forward(due: Due | date, calendar: Calendar) -> Due:
    """A period that ends on a day off ends on the next working day (民法典 203): for the party's periods only."""
    plain = due if isinstance(due, Due) else Due(legal_day(due), arithmetic=f"至{zh_date(legal_day(due))}")
    last = legal_day(plain.on)
    rolled = calendar.next_working_day(last)
    provisional = plain.provisional or any(not calendar.knows(day) for day in (last, rolled))
    if rolled == last:
        return replace(plain, provisional=provisional)
    text = f"{plain.arithmetic}；该日为{calendar.why(last)}，顺延至{zh_date(rolled)}"
    return replace(plain, on=rolled, provisional=provisional, arithmetic=text)


# --- backward and between -------------------------------------------------------


def subtract_working_days(end: date, n: int, calendar: Calendar) -> Due:
    """The n-th working day before `end`, not counting `end`: the last day on which something due “n日前” is in time."""
    last = legal_day(end)
    first = _walk(last, n, calendar.is_working_day, back=True)
    skipped = [day for day in _days_after(first, last - ONE_DAY) if not calendar.is_working_day(day)]
    note = f"（其间{_runs_zh(skipped, calendar)}不计）" if skipped else ""
    text = f"自{zh_date(last)}倒数，该日不计，数满{n}个工作日{note}，最迟{zh_date(first)}"
    unknown = _unknown_year(first - ONE_DAY, last - ONE_DAY, calendar)
    return Due(first, provisional=unknown, start=end, amount=n, unit=WORKING_DAYS, arithmetic=text)


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days lie after `start` up to and including `end`: the end is the n-th working day."""
    return sum(calendar.is_working_day(day) for day in _days_after(legal_day(start), legal_day(end)))


def counted_days(start: date, end: date, pauses: Sequence[Pause] = ()) -> int:
    """How many natural days lie after `start` up to and including `end`, pauses left out."""
    stops = _settled(pauses, legal_day(end))
    return sum(not _standing(day, stops) for day in _days_after(legal_day(start), legal_day(end)))


# --- inside -------------------------------------------------------------------


def _walk(start: date, n: int, counts: Callable[[date], bool], *, back: bool = False) -> date:
    if n < 0:
        raise ValueError("期间的长度不得为负。")
    step = -ONE_DAY if back else ONE_DAY
    day = start
    while n:
        day += step
        n -= counts(day)
    return day


def _days_after(start: date, end: date) -> Iterable[date]:
    return (start + timedelta(days=i) for i in range(1, (end - start).days + 1))


def _month_later(start: date, n: int) -> date:
    months = start.year * 12 + start.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _settled(pauses: Sequence[Pause], as_of: date | None) -> tuple[Pause, ...]:
    """Pauses in order; an open one is taken as far as `as_of`."""
    closed = []
    for pause in pauses:
        last = pause.last if pause.last is not None else as_of
        if last is None:
            raise ValueError("有尚未恢复的中止，须写明计算到哪一天。")
        closed.append(replace(pause, last=last))
    return tuple(sorted(closed, key=lambda pause: pause.first))


def _open(pauses: Sequence[Pause]) -> bool:
    return any(pause.last is None for pause in pauses)


def _standing(day: date, stops: Sequence[Pause]) -> bool:
    return any(stop.last is not None and stop.first <= day <= stop.last for stop in stops)


def _unknown_year(start: date, last: date, calendar: Calendar) -> bool:
    """Whether a day after `start` up to `last` lies in a year whose notice is missing."""
    years = range((start + ONE_DAY).year, last.year + 1) if last > start else ()
    return any(not calendar.knows(date(year, 1, 1)) for year in years)


def _pause_zh(stops: Sequence[Pause]) -> str:
    if not stops:
        return ""
    runs = "、".join(f"{_span_zh(stop.first, stop.last or stop.first)}{stop.reason}" for stop in stops)
    return f"（{runs}期间不计）"


def _runs_zh(days: Sequence[date], calendar: Calendar) -> str:
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    named = []
    for run in runs:
        names = dict.fromkeys(calendar.why(day) for day in run)
        named.append(f"{_span_zh(run[0], run[-1])}{'、'.join(names)}")
    return "、".join(named)


def _span_zh(first: date, last: date) -> str:
    head = f"{first.month}月{first.day}日"
    return head if first == last else f"{head}至{last.month}月{last.day}日"
