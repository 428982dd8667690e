"""Reading a fact sheet for the gates of procedure: typed values as they come, free text only where it speaks outright."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rules import wording
from rules.calendar import Calendar
from rules.procedure_facts import DISMISSED, NO_PENALTY, PENALTY, TRANSFER, Officer, ProcedureFacts
from rules.sheet_values import day, flag, moment, not_yet, part, text, yuan
from rules.terms import Terms

SIGNERS = ("signed_by", "signers", "signatures", "signed")


def from_sheet(sheet: Mapping[str, Any], calendar: Calendar, terms: Terms, today: date, **known: Any) -> ProcedureFacts:
    """Read a validated fact sheet. `known`: fields the caller has settled (the offence judged, the range), which win."""
    fields: dict[str, Any] = {"on": asked_on(sheet, today), "calendar": calendar, "terms": terms}
    fields |= _case(sheet, terms) | _people(sheet) | _notice(sheet) | _transfer(sheet)
    return ProcedureFacts(**{**fields, **known})


def asked_on(sheet: Mapping[str, Any], today: date) -> date:
    """The day the question is asked: `as_of`, else the day of the decision, else today."""
    return day(sheet.get("as_of")) or day(sheet.get("decision_date")) or today


def _case(sheet: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    words = text(sheet, "action", "record", "proposed", "decision_type")
    extension, correction = case_extension(sheet), part(sheet, "correction")
    return {
        "party_kind": part(sheet, "party").get("kind"),
        "offence": sheet.get("violation"),
        "crime_suspected": _crime(sheet),
        "filed_on": day(sheet.get("filed_date")),
        "extension_asked": _extension_asked(extension),
        "extension_approved_on": day(extension.get("approved_on")),
        "extension_until": day(extension.get("until")),
        "decided": _decided(sheet),
        "decided_on": day(sheet.get("decision_date")),
        "decision_kind": decision_kind(sheet),
        "spot": True if wording.ON_THE_SPOT.search(words) else None,
        "proposed_fine": _amount(sheet, "proposed_fine_yuan", "proposed"),
        "final_fine": _amount(sheet, "fine_yuan", "decision_type"),
        "correction_ordered": _stated_false(words, "correction_ordered", flag(correction.get("ordered_on"))),
        "refused": flag(sheet.get("refused")),
        "prompt_unproved": _unproved(sheet, terms.prompt_served),
        "served": flag(sheet.get("served")),
        "served_on": day(sheet.get("served")),
        "discussed": _stated_false(words, "discussed", flag(sheet.get("discussion_held"))),
        **_review(sheet, words),
    }


def _unproved(sheet: Mapping[str, Any], served: str) -> bool | None:
    """Whether the sheet says that there is no proof of service of the prompt; None where it says nothing."""
    if served in sheet and not_yet(sheet[served]):
        return True
    return False if served and day(sheet.get(served)) else None


def _crime(sheet: Mapping[str, Any]) -> bool | None:
    stated = flag(sheet.get("crime_suspected"))
    if stated is None and (sheet.get("violence") is True or sheet.get("injury") is True):
        return True
    if stated is None and sheet.get("routine_screen") == "clear":
        return False
    return stated


def case_extension(sheet: Mapping[str, Any]) -> Mapping[str, Any]:
    """The extension of the case limit: null or false = none was approved.

    One approved after the decision can only be a deferral of payment (66条2款), so it says nothing here.
    """
    if "extension" in sheet and (not_yet(sheet["extension"]) or sheet["extension"] is False):
        return {"approved_on": None}
    extension, decided = part(sheet, "extension"), day(sheet.get("decision_date")) or day(sheet.get("served"))
    approved = day(extension.get("approved_on"))
    return {} if approved and decided and approved > decided else extension


def _extension_asked(extension: Mapping[str, Any]) -> bool | None:
    """False when the sheet says that no extension was approved; None when it is silent."""
    if day(extension.get("approved_on")):
        return True
    return False if "approved_on" in extension else None


def _decided(sheet: Mapping[str, Any]) -> bool | None:
    if "decision_date" in sheet:
        return not not_yet(sheet["decision_date"])
    later = ("decision_type", "fine_yuan", "served", "paid", "reconsideration", "litigation")
    return True if any(not not_yet(sheet.get(key)) and sheet.get(key) not in (False, "") for key in later) else None


def decision_kind(sheet: Mapping[str, Any]) -> str | None:
    """What kind of decision is meant or made, as far as the sheet says."""
    words = text(sheet, "decision_type").lower()
    if words:
        if any(mark in words for mark in ("不予", "no_penalty", "np_", "不处罚", "免")):
            return NO_PENALTY
        if any(mark in words for mark in ("移送", "transfer")):
            return TRANSFER
        if any(mark in words for mark in ("撤销案件", "撤案", "不立案", "dismiss", "withdraw")):
            return DISMISSED
        return PENALTY
    if any(yuan(sheet.get(key)) for key in ("fine_yuan", "proposed_fine_yuan")):
        return PENALTY
    return PENALTY if any(mark in text(sheet, "proposed") for mark in ("罚款", "警告", "通报")) else None


def _amount(sheet: Mapping[str, Any], key: str, words: str) -> int | None:
    stated = yuan(sheet.get(key))
    if stated is not None:
        return stated
    phrase = text(sheet, words)
    named = wording.fine_in(phrase)
    if named is None and "警告" in phrase and "罚款" not in phrase:
        return 0
    return named


def _stated_false(words: str, fault: str, stated: bool | None) -> bool | None:
    return False if stated is None and wording.says(words, fault) else stated


def _review(sheet: Mapping[str, Any], words: str) -> dict[str, bool | None]:
    review = part(sheet, "legal_review")
    passed = flag(review.get("passed")) if review else flag(sheet.get("legal_review"))
    return {
        "review_passed": _stated_false(words, "legal_review_passed", passed),
        "reviewer_qualified": _stated_false(words, "reviewer_qualified", flag(review.get("qualified"))),
    }


def _people(sheet: Mapping[str, Any]) -> dict[str, Any]:
    action, record, words = text(sheet, "action"), text(sheet, "record"), text(sheet, "action", "record")
    acted_on = wording.first_day(action)
    people = _officers(sheet.get("officers"), acted_on)
    return {
        "officers": people,
        "acted": True if action else None,
        "acted_on": acted_on,
        "present": 1 if wording.ALONE.search(action) else None,
        "identity_shown": False if wording.says(words, "identity_shown") else None,
        "recorded": False if wording.says(words, "recorded") else (True if record else None),
        "signed_by": _signed_by(sheet.get("record"), record, people),
    }


def _signed_by(value: object, words: str, people: tuple[Officer, ...] | None) -> int | None:
    """How many officers signed: by name where the record lists them, otherwise as its words tell."""
    names = [officer.name for officer in people or ()]
    listed = next((value[key] for key in SIGNERS if key in value), None) if isinstance(value, Mapping) else None
    if isinstance(listed, (list, tuple)):
        return sum(name in names for name in listed) if any(names) else len(listed)
    return wording.signers(words, names) if words else None


def _officers(value: object, acted_on: date | None) -> tuple[Officer, ...] | None:
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        return None
    people = []
    for entry in value:
        row = entry if isinstance(entry, Mapping) else {"name": entry}
        until = day(row.get("cert_valid"))
        certified = flag(row.get("cert_valid")) if until is None else until >= (acted_on or until)
        relation = row.get("relation")
        related = wording.has_relation(relation)
        people.append(Officer(str(row.get("name") or ""), certified, related, str(relation or "") if related else ""))
    return tuple(people)


def _notice(sheet: Mapping[str, Any]) -> dict[str, Any]:
    words = text(sheet, "action", "record")
    told, notified_on = sheet.get("hearing_notified"), day(sheet.get("notice_served"))
    presider = text(sheet, "hearing_presider")
    names = {str(row.get("name")) for row in sheet.get("officers") or () if isinstance(row, Mapping)}
    waived = flag(sheet.get("waived"))
    held = False if wording.says(words, "hearing_held") else None
    return {
        "notified": _stated_false(words, "notified", flag(sheet.get("notice_served"))),
        "notified_on": notified_on,
        "hearing_offered": _stated_false(words, "hearing_offered", flag(told)),
        "defended": flag(sheet.get("defence")) or (True if wording.DEFENDED.search(words) else None),
        "heard": _stated_false(words, "heard", flag(sheet.get("defence_heard"))),
        "waived": True if waived is None and wording.WAIVED.search(words) else waived,
        "hearing_requested_on": day(sheet.get("hearing_requested"))
        or day(wording.moment_of(words, wording.HEARING_ASKED)),
        "hearing_notice_on": _hearing_notice(sheet, words, notified_on),
        "hearing_on": day(sheet.get("hearing_date")),
        "hearing_held": held,
        "presider_of_case": True
        if wording.INVESTIGATOR_PRESIDES.search(words) or (presider and presider in names)
        else (False if presider else None),
    }


def _hearing_notice(sheet: Mapping[str, Any], words: str, notified_on: date | None) -> date | None:
    """The day the time of the hearing was notified; a day under `hearing_notified` after the prior notice is that day."""
    stated = day(sheet.get("hearing_notice_served")) or day(wording.moment_of(words, wording.HEARING_TOLD))
    told = day(sheet.get("hearing_notified"))
    if stated is None and told and notified_on and told > notified_on and sheet.get("hearing_date"):
        return told
    return stated


def _transfer(sheet: Mapping[str, Any]) -> dict[str, Any]:
    decision = text(sheet, "decision")
    words = text(sheet, "decision", "action")
    sent = sheet.get("transferred_at")
    decided_at = sheet.get("head_decision")
    return {
        "reported_at": moment(sheet.get("report_to_head")),
        "head_decided_at": moment(decided_at),
        "transfer_approved": wording.approved(decision) if decision else (True if decided_at else None),
        "decided_below_head": True if wording.decided_below(words) else None,
        "penalised_first": True if wording.PENALISED_FIRST.search(words) else None,
        "transferred_at": moment(sent) or wording.moment_of(text(sheet, "action"), wording.TRANSFERRED),
    }
