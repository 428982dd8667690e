"""Small readers of fact-sheet values for the clocks and gates: typed values and their written forms alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rules.deadlines import legal_day
from rules.values import NOT_YET


def not_yet(value: object) -> bool:
    """Whether a stated value says “has not happened”."""
    return value is None or value is NOT_YET


def moment(value: object) -> date | None:
    """A day or a moment, also as written (2026-05-14, 2026-05-14T16:00); None for anything else."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError:
        return None


def day(value: object) -> date | None:
    """The legal day of a day or a moment."""
    found = moment(value)
    return legal_day(found) if found is not None else None


def flag(value: object) -> bool | None:
    """A yes or no; a day stands for yes."""
    if isinstance(value, bool):
        return value
    return True if day(value) is not None else None


def yuan(value: object) -> int | None:
    """Whole yuan from an int or an exact number; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, Fraction, Decimal)):
        return None
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 and exact >= 0 else None


def part(sheet: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object under a key; empty where there is none."""
    value = sheet.get(key)
    return value if isinstance(value, Mapping) else {}


def text(sheet: Mapping[str, Any], *keys: str) -> str:
    """The words of several keys, one clause each; a list or an object under a key gives the words in it."""
    return "；".join(words for key in keys for words in _words(sheet.get(key)) if words)


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, date):
        return [value.isoformat()]
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else ()
    found = [words for entry in inside for words in _words(entry)]
    return ["".join(found)] if isinstance(value, Mapping) and found else found
