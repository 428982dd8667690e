"""The addresses of the interface. What a token sees is what its person sees on the pages."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from accounts.models import ConnectedSystem, SystemReceipt
from cases.api import leads
from cases.api.document import document as openapi
from cases.api.guard import Refused, answer, body_of, for_systems
from cases.models import Case, Decision, Lead
from cases.outcomes import outcome_words

PAGE = 100


@login_not_required
@require_GET
def document(request: HttpRequest) -> JsonResponse:
    return answer(openapi())


@for_systems("sends_leads", "POST")
def send_leads(request: HttpRequest, *, system: ConnectedSystem) -> JsonResponse:
    """Up to 200 leads; a fault in one of them and none is registered."""
    rows = body_of(request).get("leads")
    if not isinstance(rows, list) or not rows:
        raise Refused(422, "faults", "请在 leads 里至少报送一条线索。", faults=[])
    if len(rows) > leads.MOST:
        raise Refused(422, "faults", f"一次最多报送{leads.MOST}条，这次有{len(rows)}条。请分几次报送。", faults=[])
    sent, faults = leads.read(rows)
    if faults:
        raise Refused(422, "faults", f"{len(faults)}处有错误，一条也没有登记。请改正后重新报送。", faults=faults)
    done = leads.take_in(system, sent)
    told = [{**_lead(row.reference, lead), "is_new": is_new} for row, lead, is_new in done]
    return answer({"leads": told}, 201 if any(is_new for *_, is_new in done) else 200)


@for_systems("sends_leads", "GET")
def lead(request: HttpRequest, *, system: ConnectedSystem, reference: str) -> JsonResponse:
    """What became of a lead that was sent under this number."""
    receipt = SystemReceipt.objects.filter(source=system.name, reference=reference).first()
    rows = Lead.objects.visible_to(system.acts_for).select_related("case", "handling")
    found = rows.filter(pk=receipt.object_id).first() if receipt else None
    if found is None:
        raise Http404
    return answer(_lead(reference, found))


@for_systems("reads_outcomes", "GET")
def outcomes(request: HttpRequest, *, system: ConnectedSystem) -> JsonResponse:
    """Decisions in the order in which they were made, after the last one read."""
    after, since = request.GET.get("after", ""), _since(request.GET.get("since", ""))
    rows = Decision.objects.filter(act__case__in=Case.objects.visible_to(system.acts_for))
    if after:
        if not after.isdigit():
            raise Refused(400, "after", "after 应是上一次回答里的 next。")
        rows = rows.filter(pk__gt=int(after))
    if since:
        rows = rows.filter(decided_on__gte=since)
    rows = list(rows.select_related("act__case", "act__party").order_by("pk")[: PAGE + 1])
    numbers = _references(system, [row.act.case_id for row in rows[:PAGE]])
    told = [_outcome(row, numbers.get(row.act.case_id, [])) for row in rows[:PAGE]]
    return answer({"outcomes": told, "next": str(rows[PAGE - 1].pk) if len(rows) > PAGE else None})


def _since(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(400, "since", "since 请写成2026-06-07。") from error


def _references(system: ConnectedSystem, cases: list[int]) -> dict[int, list[str]]:
    """The numbers under which this system sent the leads of these files."""
    leads_of = dict(Lead.objects.filter(case__in=cases).values_list("pk", "case_id"))
    found: dict[int, list[str]] = {}
    for receipt in SystemReceipt.objects.filter(source=system.name, object_id__in=leads_of).order_by("pk"):
        found.setdefault(leads_of[receipt.object_id], []).append(receipt.reference)
    return found


def _lead(reference: str, row: Lead) -> dict[str, Any]:
    handling = getattr(row, "handling", None)
    return {
        "reference": reference,
        "number": row.pk,
        "state": row.state,
        "state_name": row.get_state_display(),
        "received_on": row.received_on.isoformat(),
        "case_number": row.case.number or None if row.case else None,
        "not_filed_reason": row.not_filed_reason,
        "measure": handling.measure if handling else None,
    }


def _outcome(row: Decision, references: list[str]) -> dict[str, Any]:
    act = row.act
    return {
        "number": row.pk,
        "case_number": act.case.number,
        "party": {"name": act.party.name, "credit_code": act.party.credit_code},
        "violation": act.violation,
        "violation_name": act.violation_name,
        "outcome": row.outcome,
        "outcome_name": outcome_words(row.outcome),
        "measure": row.measure or None,
        "fine_yuan": row.fine,
        "decided_on": row.decided_on.isoformat(),
        "references": references,
    }
