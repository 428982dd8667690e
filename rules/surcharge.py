"""What a fine costs in time: the last day of payment, 3% for each day after it, never more than the fine (72, 73)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.calendar import Calendar, zh_date
from rules.clocks import clock
from rules.deadlines import BUREAU, Due, Pause, add_days, counted_days

PERCENT_A_DAY = 3
DAYS_TO_CAP = -(-100 // PERCENT_A_DAY)
BASIS = ("行政处罚法72条1款(一)",)
PAUSE_BASIS = ("行政处罚法73条3款",)


@dataclass(frozen=True)
class Surcharge:
    """加处罚款: whole yuan (a part of a yuan is let go), the days that count, and the sum in Chinese."""

    yuan: int
    days: int
    capped: bool
    arithmetic: str


def pay_by(served_on: date, calendar: Calendar, deferred_until: date | None = None) -> Due:
    """Fifteen natural days from receipt, rolled past days off; or the day a deferral names, which is never moved."""
    due = clock("pay_by").due(served_on, calendar)
    if deferred_until is None or deferred_until <= due.on:
        return due
    return Due(
        deferred_until,
        start=served_on,
        rule="暂缓（分期）缴纳期限",
        citation="行政处罚法66条2款",
        start_event="批准暂缓或者分期",
        binds=due.binds,
        arithmetic=f"经批准暂缓或者分期缴纳至{zh_date(deferred_until)}",
    )


def surcharge(fine: int, last_day: date, until: date, pauses: Sequence[Pause] = ()) -> Surcharge:
    """3% of the fine for each day after `last_day` up to and including `until`, remedies left out, capped at the fine."""
    days = counted_days(last_day, until, pauses)
    full = fine * PERCENT_A_DAY * days
    yuan = min(fine, full // 100)
    capped = full >= fine * 100 and days > 0
    if not days:
        return Surcharge(0, 0, False, "没有逾期，不加处罚款")
    note = "（复议、诉讼期间不计）" if pauses else ""
    text = f"{fine}元×{PERCENT_A_DAY}%×{days}日{note}"
    text += f"，超过罚款本数，以{fine}元为限" if full > fine * 100 else f"={yuan}元"
    return Surcharge(yuan, days, capped, text)


def cap_day(last_day: date, pauses: Sequence[Pause] = (), as_of: date | None = None) -> Due:
    """The day on which the surcharge reaches the fine: the 34th day that counts."""
    plain = add_days(last_day, DAYS_TO_CAP, pauses, as_of)
    text = f"每日{PERCENT_A_DAY}%，第{DAYS_TO_CAP}个计算日达到罚款本数；{plain.arithmetic}"
    return Due(
        plain.on,
        start=last_day,
        amount=DAYS_TO_CAP,
        unit=plain.unit,
        rule="加处罚款封顶日",
        citation="、".join(BASIS),
        start_event="缴款期限届满",
        binds=BUREAU,
        arithmetic=text,
        suspended=plain.suspended,
        pauses=plain.pauses,
    )
