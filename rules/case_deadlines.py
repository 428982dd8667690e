"""The last days a fact sheet gives rise to, under the names of the fact sheet's documentation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rules.clocks import case_clock, clock
from rules.deadlines import Due
from rules.gates_hearing import hearing_needed
from rules.procedure_facts import DISMISSED, NO_PENALTY, TRANSFER, ProcedureFacts
from rules.remedies import pauses_of, read_remedies, remedy_deadlines
from rules.sheet_values import day, part
from rules.surcharge import cap_day, pay_by, surcharge


def deadlines_of(sheet: Mapping[str, Any], facts: ProcedureFacts) -> dict[str, Due]:
    """Every clock that has started, in the order of a case."""
    return _transfer(facts) | _case(facts) | _hearing(facts) | _decision(facts) | _payment(sheet, facts)


def _transfer(facts: ProcedureFacts) -> dict[str, Due]:
    dues: dict[str, Due] = {}
    if facts.reported_at is not None:
        dues["head_decide_by"] = clock("head_decide_by", facts.terms).due(facts.reported_at, facts.calendar)
    if facts.head_decided_at is not None and facts.transfer_approved:
        dues["transfer_by"] = clock("transfer_by").due(facts.head_decided_at, facts.calendar)
    return dues


def _case(facts: ProcedureFacts) -> dict[str, Due]:
    if facts.filed_on is None or facts.spot:
        return {}
    limit = case_clock(facts.filed_on, facts.calendar, facts.terms, facts.pauses, facts.on)
    dues = {"alert": limit.alert, "hard": limit.hard}
    return dues | ({"max_extended": limit.max_extended} if limit.max_extended else {})


def _hearing(facts: ProcedureFacts) -> dict[str, Due]:
    dues: dict[str, Due] = {}
    if facts.notified_on and hearing_needed(facts).value is not False:
        dues["hearing_request_last_day"] = clock("hearing_request_last_day").due(facts.notified_on, facts.calendar)
    if facts.hearing_on:
        dues["hearing_notice_last_day"] = clock("hearing_notice_last_day").due(facts.hearing_on, facts.calendar)
    return dues


def _decision(facts: ProcedureFacts) -> dict[str, Due]:
    if facts.decided_on is None or facts.decision_kind in (TRANSFER, DISMISSED):
        return {}
    publish = "publish_other" if facts.decision_kind == NO_PENALTY else "publish_penalty"
    dues = {} if facts.spot else {"serve_by": clock("serve_by").due(facts.decided_on, facts.calendar)}
    return dues | {"publish_by": clock(publish).due(facts.decided_on, facts.calendar)}


def _payment(sheet: Mapping[str, Any], facts: ProcedureFacts) -> dict[str, Due]:
    if facts.served_on is None:
        return {}
    remedies = read_remedies(sheet)
    dues = remedy_deadlines(facts.served_on, remedies, facts.calendar)
    if facts.penal is False or facts.fine == 0:
        return dues
    due = pay_by(facts.served_on, facts.calendar, deferral(sheet, facts))
    return {"pay_by": due, "cap_date": cap_day(due.on, pauses_of(remedies), facts.on)} | dues


def deferral(sheet: Mapping[str, Any], facts: ProcedureFacts) -> date | None:
    """The day to which payment was deferred: an extension approved after the decision (or its service), 66条2款."""
    extension = part(sheet, "extension")
    approved, until = day(extension.get("approved_on")), day(extension.get("until"))
    made = facts.decided_on or facts.served_on
    return until if approved and until and made and approved > made else None


def surcharge_of(sheet: Mapping[str, Any], facts: ProcedureFacts) -> int | None:
    """加处罚款 in yuan as of the day asked about (or the day of payment); None while it cannot be told."""
    fine, remedies = facts.final_fine, read_remedies(sheet)
    if not fine or facts.served_on is None or "paid" not in sheet or any(one.filed_on is None for one in remedies):
        return None
    due = pay_by(facts.served_on, facts.calendar, deferral(sheet, facts))
    return surcharge(fine, due.on, day(sheet.get("paid")) or facts.on, pauses_of(remedies)).yuan
