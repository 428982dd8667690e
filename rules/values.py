"""Exact values: no float ever stands between a fact and the law.

Numbers are `Fraction`; percentages are counted in points (10% is 10); money is in 元. `NOT_YET` is the stated null of a
date that has not come, `NOT_APPLICABLE` the value 不适用. Unknown is absence and has no value here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction

YUAN_UNITS = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_MONEY = re.compile(r"^(?P<number>\d+(?:\.\d+)?)(?P<unit>亿元|万元|元)?$")


class Special(Enum):
    """Values that are no quantity."""

    NOT_YET = "尚未发生"
    NOT_APPLICABLE = "不适用"

    def __repr__(self) -> str:
        return self.value


NOT_YET = Special.NOT_YET
NOT_APPLICABLE = Special.NOT_APPLICABLE

Value = bool | str | Fraction | date | tuple[object, ...] | Special


class BadValue(ValueError):
    """A value that cannot stand for the fact; the Chinese sentence says what it should look like."""


@dataclass(frozen=True)
class Written:
    """A number as it was written: its exact value and how many decimals it carries."""

    value: Fraction
    decimals: int


def written_number(raw: object) -> Written:
    """An exact decimal from an int, a Decimal or text. A float is taken as the decimal it was written as."""
    if isinstance(raw, bool):
        raise BadValue("应填写数字")
    text = repr(raw) if isinstance(raw, float) else str(raw).strip() if isinstance(raw, (int, str, Decimal)) else ""
    if not _NUMBER.match(text):
        raise BadValue("应填写数字，例如 12 或者 12.5")
    try:
        number = Decimal(text)
    except InvalidOperation as fault:
        raise BadValue("应填写数字，例如 12 或者 12.5") from fault
    exponent = number.as_tuple().exponent
    return Written(Fraction(number), max(0, -exponent) if isinstance(exponent, int) else 0)


def parse_day(raw: object) -> date:
    """A legal day from a date or `YYYY-MM-DD`."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str) and _DATE.match(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError as fault:
            raise BadValue(f"没有“{raw}”这一天，请核对") from fault
    raise BadValue("日期应写作 2026-03-10 这样的形式")


def parse_moment(raw: object) -> date:
    """A day or a moment (`YYYY-MM-DDTHH:MM`)."""
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, str) and "T" in raw:
        try:
            return datetime.fromisoformat(raw)
        except ValueError as fault:
            raise BadValue("时间应写作 2026-05-11T10:00 这样的形式") from fault
    return parse_day(raw)


def parse_money(raw: object) -> Fraction:
    """元 from a whole number, or from text such as 1000万元."""
    match = _MONEY.match(raw.strip().replace(",", "")) if isinstance(raw, str) else None
    if match:
        return Fraction(Decimal(match["number"])) * YUAN_UNITS[match["unit"] or "元"]
    return written_number(raw).value


def parse_percent(raw: object) -> Fraction:
    """Points from 10, "10" or "10%"."""
    return written_number(raw.strip().removesuffix("%") if isinstance(raw, str) else raw).value


# --- writing -------------------------------------------------------------------


def decimal_text(number: Fraction) -> str:
    """The number in full where it ends, otherwise as a fraction. Never rounded."""
    sign, number = ("-", -number) if number < 0 else ("", number)
    denominator, shift = number.denominator, 0
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        shift = max(shift, count)
    if denominator != 1:
        return f"{sign}{number.numerator}/{number.denominator}"
    digits = str(number.numerator * 10**shift // number.denominator).rjust(shift + 1, "0")
    return sign + (f"{digits[:-shift]}.{digits[-shift:]}" if shift else digits)


def grouped(number: Fraction) -> str:
    """4860 → 4,860; decimals stay."""
    text = decimal_text(number)
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if "/" not in text else text


def rounded(number: Fraction, decimals: int) -> Fraction:
    """Half up."""
    scale = 10**decimals
    scaled = abs(number) * scale
    whole = (scaled.numerator * 2 + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if number >= 0 else -whole, scale)


def percent_text(points: Fraction, decimals: int = 2) -> str:
    """8 → 8.00%; ≈ stands before a rounded value."""
    near = rounded(points, decimals)
    digits = str(abs(near.numerator) * 10**decimals // near.denominator).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"{'' if near == points else '≈'}{'-' if near < 0 else ''}{text}%"


def money_text(yuan: Fraction) -> str:
    """50000 → 5万元, 3000 → 3000元, 150000000 → 1.5亿元."""
    for unit in ("亿元", "万元"):
        size = YUAN_UNITS[unit]
        if abs(yuan) >= size and (yuan * 100 / size).denominator == 1:
            return f"{decimal_text(yuan / size)}{unit}"
    return f"{decimal_text(yuan)}元"


def day_text(day: date) -> str:
    """2026年6月7日."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment_text(moment: date) -> str:
    if isinstance(moment, datetime):
        return f"{day_text(moment)}{moment:%H:%M}"
    return day_text(moment)
