"""From the rules' answer to what a row becomes: nothing is decided here that the rules and their settings do not say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.enums_intake import RowPlan
from cases.law import Law
from cases.outcomes import outcome_words
from cases.sheets import look
from documents.words import zh_date
from rules.text import MEASURES

WITHOUT_CASE = "minor_lead_without_case"
MINOR, NOT_ESTABLISHED = "NP_MANDATORY_MINOR", "NP_NOT_ESTABLISHED"
# The measures that the setting names.
ENDING = frozenset({"reminder", "warning"})


def plan_of(answer: Mapping[str, Any], sheet: Mapping[str, Any], law: Law, *, on: date) -> tuple[RowPlan, str]:
    """What the row becomes, and why in one line."""
    if faults := answer.get("faults"):
        return RowPlan.PERSON, "".join(faults)[:300]
    outcome = answer.get("outcome")
    if outcome == NOT_ESTABLISHED:
        return RowPlan.NONE, f"{outcome_words(outcome)}：在规定的期限内报送"
    if waiting := _still_open(answer, sheet, law, on):
        return waiting
    about = _about(answer, law)
    if outcome is None:
        return RowPlan.PERSON, f"{about}；还要查明{_questions(answer, law)}"[:300]
    measure = str(answer.get("measure") or "")
    if outcome == MINOR and measure in ENDING and law.setting(WITHOUT_CASE):
        return RowPlan.DECLINE, f"{about}；不立案，{MEASURES[measure]}"[:300]
    return RowPlan.CASE, f"{about}；{outcome_words(outcome)}"[:300]


def _still_open(answer: Mapping[str, Any], sheet: Mapping[str, Any], law: Law, on: date) -> tuple[RowPlan, str] | None:
    """An offence that may still be mended by the deadline of an urging: urge first, then wait for that day."""
    offence = law.offences.get(str(answer.get("violation")))
    if offence is None or offence.filing is None or look(sheet, offence.filing.done):
        return None
    served, deadline = sheet.get("urge_served"), look(sheet, offence.filing.deadline)
    if not served or not deadline:
        return RowPlan.URGE, "还没有报送，也没有送达过催报通知书"
    if date.fromisoformat(deadline) >= on:
        return RowPlan.WAIT, f"催报期限到{zh_date(date.fromisoformat(deadline))}，期满再作处理"
    return None


def _about(answer: Mapping[str, Any], law: Law) -> str:
    offence = law.offences.get(str(answer.get("violation")))
    name = (offence.gist or offence.name) if offence else ""
    items = "、".join(answer.get("items") or [])
    return f"{name}，清单{items}" if items else name


def _questions(answer: Mapping[str, Any], law: Law) -> str:
    labels = [law.facts[key].label for key in answer.get("questions") or [] if key in law.facts]
    return "、".join(labels[:3]) + ("等" if len(labels) > 3 else "")
