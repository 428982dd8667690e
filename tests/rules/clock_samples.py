"""The law of clocks for tests, read from the fixtures, and fact sheets written as in the documentation."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rules.calendar import Calendar
from rules.procedure_facts import Officer, ProcedureFacts
from rules.terms import Terms

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CALENDAR_DATA = json.loads((FIXTURES / "reference" / "calendar.json").read_text(encoding="utf-8"))
CALENDAR = Calendar.from_json(CALENDAR_DATA)
TERMS = Terms.from_json(json.loads((FIXTURES / "statistics" / "procedure.json").read_text(encoding="utf-8")))
TODAY = date(2026, 11, 22)
TWO = [{"name": "张工", "cert_valid": True}, {"name": "李工", "cert_valid": True}]


@dataclass(frozen=True)
class ClockLaw:
    calendar: Calendar = CALENDAR
    procedure: Terms = TERMS


LAW = ClockLaw()


def d(text: str) -> date:
    return date.fromisoformat(text)


def sheet(**keys) -> dict:
    """A fact sheet with its dates read, as validation hands it on; an enterprise unless told otherwise."""
    return _read({"party": {"kind": "enterprise"}, **keys})


def _read(value):
    if isinstance(value, dict):
        return {key: _read(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_read(entry) for entry in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value):
        return datetime.fromisoformat(value)
    return value


def in_order(**changes) -> dict:
    """A penalty of 60000 yuan worked without a fault: hearing right told and not used, decided, served. Change what you test.

    A key changed to `...` is left out (unknown).
    """
    keys = {
        "officers": TWO,
        "action": "现场检查2026-03-10",
        "record": "张工、李工签名，当事人签名",
        "filed_date": "2026-03-12",
        "notice_served": "2026-04-13",
        "hearing_notified": True,
        "proposed_fine_yuan": 60000,
        "decision_date": "2026-04-27",
        "decision_type": "行政处罚",
        "fine_yuan": 60000,
        "served": "2026-04-29",
        "as_of": "2026-05-20",
        "ask": "procedure",
        **changes,
    }
    return sheet(**{key: value for key, value in keys.items() if value is not ...})


def facts(**known) -> ProcedureFacts:
    fields = {"on": TODAY, "calendar": CALENDAR, "terms": TERMS, "party_kind": "enterprise", **known}
    return ProcedureFacts(**fields)


def officers(*certified: bool | None) -> tuple[Officer, ...]:
    return tuple(Officer(name, known) for name, known in zip("甲乙丙丁", certified, strict=False))
