"""Working days of China, from the State Council's yearly notice. Data in, answers out; no year is ever assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

ONE_DAY = timedelta(days=1)
SATURDAY = 5
WEEKDAYS_ZH = "一二三四五六日"


class CalendarError(ValueError):
    """The calendar data are not what they must be; the Chinese sentence names the entry."""


def zh_date(day: date) -> str:
    """2026年6月7日（星期日）: the one form in which a day is written out."""
    return f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS_ZH[day.weekday()]}）"


@dataclass(frozen=True)
class Holiday:
    """A run of days off, both ends included, weekend days inside it too."""

    name: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            yield day
            day += ONE_DAY


@dataclass(frozen=True)
class YearNotice:
    """What the State Council published for one year: its source, the days off and the weekend days worked instead."""

    year: int
    source: str
    issued: date
    holidays: tuple[Holiday, ...]
    workdays: tuple[date, ...]


@dataclass(frozen=True)
class Calendar:
    """Working days. A year without a notice is unknown: weekends alone then count as off, and `knows` says so."""

    notices: tuple[YearNotice, ...]
    _off: Mapping[date, str] = field(default_factory=dict, repr=False, compare=False)
    _worked: frozenset[date] = field(default_factory=frozenset, repr=False, compare=False)
    _years: frozenset[int] = field(default_factory=frozenset, repr=False, compare=False)

    def __post_init__(self) -> None:
        off = {day: run.name for notice in self.notices for run in notice.holidays for day in run.days()}
        worked = frozenset(day for notice in self.notices for day in notice.workdays)
        object.__setattr__(self, "_off", off)
        object.__setattr__(self, "_worked", worked)
        object.__setattr__(self, "_years", frozenset(notice.year for notice in self.notices))

    def __hash__(self) -> int:
        return hash(self.notices)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Calendar:
        """Read `fixtures/reference/calendar.json` or the same shape from rows. Raises CalendarError, never guesses."""
        years = data.get("years")
        if not isinstance(years, Mapping):
            raise CalendarError("工作日历缺少“years”。")
        return cls(tuple(_notice(str(year), entry) for year, entry in sorted(years.items())))

    def to_json(self) -> dict[str, Any]:
        """The same shape back, canonical: two calendars are equal exactly when these are."""
        return {"years": {str(notice.year): _notice_json(notice) for notice in self.notices}}

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted(self._years))

    def knows(self, day: date) -> bool:
        """Whether the notice for this day's own year is held (31 December counts by its year, whoever names it)."""
        return day.year in self._years

    def is_working_day(self, day: date) -> bool:
        """Weekends are off and weekdays on, unless the notice says otherwise. Ask `knows` whether a notice exists."""
        if day in self._off:
            return False
        return day.weekday() < SATURDAY or day in self._worked

    def why(self, day: date) -> str:
        """One word for a day: 国庆节放假, 调休上班, 周末 or 工作日."""
        if day in self._off:
            return f"{self._off[day]}放假"
        if day in self._worked:
            return "调休上班"
        return "周末" if day.weekday() >= SATURDAY else "工作日"

    def source(self, year: int) -> str | None:
        """The notice that governs a year; None where there is none."""
        return next((notice.source for notice in self.notices if notice.year == year), None)

    def next_working_day(self, day: date) -> date:
        """The day itself when it is worked, otherwise the first working day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day


def _notice(year: str, entry: object) -> YearNotice:
    if not isinstance(entry, Mapping) or not str(entry.get("source") or "").strip():
        raise CalendarError(f"{year}年没有写明国务院办公厅的通知，不得收入工作日历。")
    try:
        notice = YearNotice(
            year=int(year),
            source=str(entry["source"]),
            issued=date.fromisoformat(str(entry["issued"])),
            holidays=tuple(_holiday(run) for run in entry["holidays"]),
            workdays=tuple(sorted(date.fromisoformat(str(day)) for day in entry["workdays"])),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise CalendarError(f"{year}年的工作日历有误：{fault}。") from fault
    _check(notice)
    return notice


def _holiday(run: Mapping[str, Any]) -> Holiday:
    return Holiday(str(run["name"]), date.fromisoformat(str(run["from"])), date.fromisoformat(str(run["to"])))


def _check(notice: YearNotice) -> None:
    off: set[date] = set()
    for run in notice.holidays:
        days = set(run.days())
        if not days or days & off or run.last.year != notice.year:
            raise CalendarError(f"{notice.year}年“{run.name}”的起止日期有误（倒置、重叠或者不在本年）。")
        off |= days
    for day in notice.workdays:
        if day.weekday() < SATURDAY or day in off or day.year != notice.year:
            raise CalendarError(f"{notice.year}年调休上班日{day.isoformat()}不是本年的周末，或者又列为放假。")


def _notice_json(notice: YearNotice) -> dict[str, Any]:
    return {
        "source": notice.source,
        "issued": notice.issued.isoformat(),
        "holidays": [
            {"name": run.name, "from": run.first.isoformat(), "to": run.last.isoformat()} for run in notice.holidays
        ],
        "workdays": [day.isoformat() for day in notice.workdays],
    }
