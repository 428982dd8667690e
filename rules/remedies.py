"""Reconsideration and litigation as a fact sheet tells them: the days they stop the surcharge, and when the right to them ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.calendar import Calendar
from rules.clocks import clock
from rules.deadlines import Due, Pause
from rules.sheet_values import day, flag, not_yet

FILED = ("filed_on", "applied_on", "accepted_on", "start", "from", "on", "date", "filed_date", "applied")
ENDED = ("decided_on", "concluded_on", "ended_on", "closed_on", "end", "until", "to", "result_on", "decision_date")
NAMES = {"reconsideration": "行政复议", "litigation": "行政诉讼"}


@dataclass(frozen=True)
class Remedy:
    """One remedy taken up. `filed_on` None = taken up, the day not told; `ended_on` None = still pending."""

    kind: str
    filed_on: date | None
    ended_on: date | None

    def pause(self) -> Pause | None:
        """The days on which the surcharge is not counted, first and last included."""
        if self.filed_on is None:
            return None
        return Pause(self.filed_on, self.ended_on, NAMES[self.kind], "行政处罚法73条3款")


def read_remedies(sheet: Mapping[str, Any]) -> tuple[Remedy, ...]:
    """The remedies a sheet names; false or null = none."""
    return tuple(remedy for kind in NAMES if (remedy := _read(kind, sheet.get(kind))) is not None)


def _read(kind: str, value: object) -> Remedy | None:
    if isinstance(value, Mapping):
        return _of_record(kind, value) if value else None
    if isinstance(value, (list, tuple)) and value:
        days = [day(entry) for entry in value]
        return Remedy(kind, days[0], days[1] if len(days) > 1 else None)
    if not_yet(value) or flag(value) is not True:
        return None
    return Remedy(kind, day(value), None)


def _of_record(kind: str, value: Mapping[str, Any]) -> Remedy:
    """By the names of the days; failing these, the first and the last day that the record holds."""
    filed, ended = (_first(value, keys) for keys in (FILED, ENDED))
    if filed is None and ended is None:
        days = sorted(found for entry in value.values() if (found := day(entry)) is not None)
        filed, ended = days[0] if days else None, days[-1] if len(days) > 1 else None
    return Remedy(kind, filed, ended)


def _first(value: Mapping[str, Any], keys: tuple[str, ...]) -> date | None:
    return next((found for key in keys if (found := day(value.get(key))) is not None), None)


def pauses_of(remedies: tuple[Remedy, ...]) -> tuple[Pause, ...]:
    return tuple(pause for remedy in remedies if (pause := remedy.pause()) is not None)


def remedy_deadlines(served_on: date, remedies: tuple[Remedy, ...], calendar: Calendar) -> dict[str, Due]:
    """The last days for remedies that are still open to the party."""
    review = next((remedy for remedy in remedies if remedy.kind == "reconsideration"), None)
    suit = next((remedy for remedy in remedies if remedy.kind == "litigation"), None)
    if suit is not None:
        return {}
    if review is None:
        keys = ("reconsideration_last_day", "litigation_last_day")
        return {key: clock(key).due(served_on, calendar) for key in keys}
    if review.ended_on is None:
        return {}
    return {"litigation_last_day": clock("litigation_after_review").due(review.ended_on, calendar)}
