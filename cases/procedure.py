"""The ordinary procedure as the gates of the rules see it: rows in, ProcedureFacts out; and the gates in Chinese."""

from datetime import date
from typing import Any

from django.utils import timezone

from cases.capacity import authors_of, current_officers
from cases.enums import RecusalState, StatementKind, Verdict
from cases.law import law_on
from cases.models import Act, Case, Hearing, PenaltyProcedure, PriorNotice
from cases.reading import is_read
from cases.services.assessments import is_self_corrected
from cases.sheets import binding_correction, fact_sheet, look
from records.errors import DomainError
from rules.gates import barring
from rules.gates_hearing import hearing_needed
from rules.hearing import Reading
from rules.procedure_facts import PENALTY, Officer, ProcedureFacts


def _officers(act: Act, on: date) -> tuple[Officer, ...]:
    return tuple(
        Officer(
            name=row.user.name,
            certified=row.user.certificate_valid(on=on),
            related=row.recusal == RecusalState.ASKED,
            relation=row.recusal_words,
        )
        for row in current_officers(act.case)
    )


def _statement(notice: PriorNotice | None) -> dict[str, bool | None]:
    kinds = {row.kind for row in notice.statements.all()} if notice else set()
    return {
        "defended": StatementKind.STATED in kinds,
        "heard": bool(kinds),
        "waived": StatementKind.WAIVED in kinds,
    }


def last_hearing(notice: PriorNotice | None) -> Hearing | None:
    """The hearing that counts: asked for in time and not withdrawn."""
    rows = notice.hearings.all() if notice else []
    return next((row for row in rows if row.in_time and (row.ended_at is None or row.held_on)), None)


def _hearing(act: Act, notice: PriorNotice | None) -> dict[str, object]:
    row = last_hearing(notice)
    if row is None:
        return {}
    return {
        "hearing_requested_on": row.requested_on,
        "hearing_notice_on": row.called_on,
        "hearing_on": row.held_on or row.scheduled_on,
        "hearing_held": row.held_on is not None,
        "presider_of_case": row.presider_id in authors_of(act.case) if row.presider_id else None,
    }


def _review(procedure: PenaltyProcedure, notice: PriorNotice | None) -> dict[str, bool | None]:
    """A person says that review is needed, or a hearing was held (58条1款(二)); a large fine asks for it too."""
    row = procedure.reviews.first()
    heard = last_hearing(notice)
    needed = bool((notice and notice.review_ground) or (heard and heard.held_on))
    return {
        "review_required": needed or None,
        "review_passed": row is not None and row.verdict == Verdict.APPROVE,
        "reviewer_qualified": row.qualified if row else None,
        "discussion_required": bool(notice and notice.discussion_ground) or None,
        "discussed": procedure.discussions.exists(),
    }


def _correction(act: Act, sheet: dict[str, Any], on: date) -> bool | None:
    """An order served, or nothing to order because the party corrected of its own accord."""
    if binding_correction(act):
        return True
    return None if is_self_corrected(sheet, law_on(on)) else False


def _records(case: Case) -> dict[str, object]:
    """What the records of inspection and questioning prove; without one, nothing is said."""
    records = case.field_records
    rows = records.all() if is_read(case, "field_records") else records.prefetch_related("officers")
    counts = [len(row.officers.all()) for row in rows]
    return {"acted": True, "recorded": True, "identity_shown": True, "signed_by": min(counts)} if counts else {}


def procedure_facts(act: Act, on: date, *, fine: int | None = None, final: bool = False) -> ProcedureFacts:
    """Everything the gates may ask of this act's procedure. `fine`: intended now, or with `final` decided now."""
    law, procedure = law_on(on), act.penalty_procedure
    notice = procedure.notice if procedure else None
    sheet, case = fact_sheet(act, on), act.case
    longer = case.limit_extensions.first()
    told = notice.fine if notice else None
    fields: dict[str, object] = {
        "party_kind": act.party.kind,
        "offence": act.violation,
        "crime_suspected": look(sheet, "crime_suspected") is True,
        "officers": _officers(act, on),
        "filed_on": case.filed_on,
        "extension_asked": longer is not None,
        "extension_approved_on": timezone.localtime(longer.approved_at).date() if longer else None,
        "extension_until": longer.new_limit if longer else None,
        "decided": final,
        "decided_on": on if final else None,
        "decision_kind": PENALTY,
        "proposed_fine": fine if fine is not None and not final else told,
        "final_fine": fine if final else None,
        "lenient": bool(procedure and procedure.outcome == "PENALTY_LENIENT"),
        "serious": bool(procedure and procedure.outcome == "PENALTY_SERIOUS"),
        "correction_ordered": _correction(act, sheet, on),
        "refused": look(sheet, "refused"),
        "prompt_unproved": law.procedure.prompt_served in sheet and sheet[law.procedure.prompt_served] is None,
        "notified": bool(notice and notice.served_on),
        "notified_on": notice.served_on if notice else None,
        "hearing_offered": notice.hearing_told if notice else None,
    }
    fields |= _records(case)
    if procedure and procedure.fine_most is not None:
        fields["fine_range"] = (procedure.fine_least or 0, procedure.fine_most)
    if procedure:
        fields |= _statement(notice) | _hearing(act, notice) | _review(procedure, notice)
    return ProcedureFacts(on=on, calendar=law.calendar, terms=law.procedure, **fields)


def check_gates(step: str, facts: ProcedureFacts, *, way_out: str = "") -> None:
    """Refuse a step of the procedure with every gate that bars it, its article and how to put it right."""
    gates = barring(step, facts, strict=False)
    if gates:
        said = "；".join(f"{gate.sentence()}。{gate.way_out_zh}".rstrip("。") for gate in gates)
        raise DomainError(f"现在还不能办理这一步：{said}。", way_out=way_out)


def hearing_reading(act: Act, on: date, fine: int) -> Reading:
    """Whether a fine of this size opens the right to a hearing for this party, with the reason in Chinese."""
    return hearing_needed(procedure_facts(act, on, fine=fine))
