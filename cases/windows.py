"""The window of 首违: from which day earlier handling counts, against the first day of the present act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cases.law import Law
from cases.sheets import look

DEFAULT_WINDOW = "natural_years_2"
WINDOW_WORDS = {
    "natural_years_2": "两个自然年度（行为发生的公历年和上一年）",
    "rolling_24_months": "行为发生前24个月（对应日当天计入）",
    "unlimited": "不限时间",
}


@dataclass(frozen=True)
class Window:
    """`first` None = no limit. Both ends are included."""

    rule: str
    first: date | None
    last: date

    @property
    def words(self) -> str:
        return WINDOW_WORDS.get(self.rule, self.rule)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) and value else None


def first_day_of_act(sheet: Mapping[str, Any], law: Law) -> date | None:
    """The day the act began: stated, or for an omission the day after the missed day; None while unknown."""
    for key in ("act_start", "act_date"):
        if day := _day(look(sheet, key)):
            return day
    offence = law.offences.get(str(sheet.get("violation")))
    if offence and offence.act_days:
        days = offence.act_days
        without = bool(days.unless) and look(sheet, days.unless) is True
        for key in days.after[-1:] if without else days.after:
            if day := _day(look(sheet, key)):
                return day + timedelta(days=1)
    return _day(look(sheet, "act_end"))


def two_years_before(day: date) -> date:
    """The corresponding day 24 months earlier; the last day of February where there is none."""
    try:
        return day.replace(year=day.year - 2)
    except ValueError:
        return day.replace(year=day.year - 2, day=28)


def window_of(sheet: Mapping[str, Any], law: Law) -> Window | None:
    """The window by the list version in force on the day of the act; None while that day is unknown."""
    last = first_day_of_act(sheet, law)
    if last is None:
        return None
    version = law.lists_on(last)
    rule = version.first_window if version else DEFAULT_WINDOW
    if rule == "rolling_24_months":
        return Window(rule, two_years_before(last), last)
    return Window(rule, None if rule == "unlimited" else date(last.year - 1, 1, 1), last)
