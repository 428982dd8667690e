"""Who works the file: naming, recusal, replacement; and the filing that needs them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import CASE_WORKERS
from accounts.models import User
from cases.capacity import current_officers, gate_problems
from cases.enums import RecusalState
from cases.forms.base import WorkForm
from cases.forms.people import (
    FilingForm,
    FilingRefusalForm,
    OfficersForm,
    RecusalDecisionForm,
    RecusalForm,
    ReplaceForm,
)
from cases.models import Case, CaseOfficer
from cases.services import files
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.steps import STEPS
from cases.views.support import attempt, find_case, page, to
from cases.workflow import Gate


def _colleagues(case: Case) -> list[User]:
    """Who may be named: people of the section with a 执法证 valid today, then those of other sections."""
    rows = User.objects.certified(on=timezone.localdate()).filter(role__in=CASE_WORKERS).select_related("section")
    return sorted(rows, key=lambda person: (person.section_id != case.section_id, person.section.order, person.pk))


def _officers_page(request: HttpRequest, case: Case, replacing: str = "", **forms: WorkForm) -> HttpResponse:
    rows = current_officers(case)
    people = _colleagues(case)
    initial = {row.part: row.user_id for row in rows}
    first = {"lead_officer": initial.get("lead"), "assistant": initial.get("assist")}
    context = {
        "case": case,
        "head": slim(case),
        "officers": rows,
        "past": case.officers.filter(until_on__isnull=False).select_related("user", "user__section"),
        "mine": next((row for row in rows if row.user_id == request.user.pk), None),
        "may": Powers(request.user, case),
        "problems": gate_problems(case, Gate.TWO_OFFICERS, on=timezone.localdate()),
        "naming": OfficersForm(people=people, user=request.user, case=case, initial=first),
        "recusal": RecusalForm(user=request.user, case=case),
        "decision": RecusalDecisionForm(user=request.user, case=case),
        "replace": ReplaceForm(people=people, user=request.user, case=case),
        "asked": next((row for row in rows if row.recusal == RecusalState.ASKED), None),
        "replacing": next((row for row in rows if str(row.pk) == (replacing or request.GET.get("replace"))), None),
        "step": STEPS["立案"],
        **forms,
    }
    return page(request, "cases/officers.html", context, next(iter(forms.values()), None))


@require_http_methods(["GET", "POST"])
def officers(request: HttpRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk)
    if request.method == "GET":
        return _officers_page(request, case)
    form = OfficersForm(request.POST, people=_colleagues(case), user=request.user, case=case)

    def write() -> str:
        files.name_officers(actor=request.user, case=case, version=form.seen_version, **form.values)
        return to("officers", pk)

    return attempt(request, form, write, "办案人员已指定。请两名执法人员各自声明是否需要回避。") or _officers_page(
        request, case, naming=form
    )


@require_POST
def declare_recusal(request: HttpRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk)
    form = RecusalForm(request.POST, user=request.user, case=case)

    def write() -> str:
        relation = form.values["relation"] if form.values["has_relation"] == "yes" else ""
        files.declare_recusal(actor=request.user, case=case, relation=relation, version=form.seen_version)
        return to("officers", pk)

    return attempt(request, form, write, "您的声明已记入案卷。") or _officers_page(request, case, recusal=form)


def _row(case: Case, row: int) -> CaseOfficer:
    found = get_object_or_404(case.officers.select_related("user"), pk=row)
    found.case = case
    return found


@require_POST
def decide_recusal(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    case = find_case(request, pk)
    form = RecusalDecisionForm(request.POST, user=request.user, case=case)

    def write() -> str:
        files.decide_recusal(actor=request.user, row=_row(case, row), version=form.seen_version, **form.values)
        return to("officers", pk)

    return attempt(request, form, write, "回避决定已记入案卷。") or _officers_page(request, case, decision=form)


@require_POST
def replace_officer(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    case = find_case(request, pk)
    form = ReplaceForm(request.POST, people=_colleagues(case), user=request.user, case=case)

    def write() -> str:
        files.replace_officer(actor=request.user, outgoing=_row(case, row), version=form.seen_version, **form.values)
        return to("officers", pk)

    done = attempt(request, form, write, "办案人员已更换。")
    return done or _officers_page(request, case, replacing=str(row), replace=form)


def _filing_page(request: HttpRequest, case: Case, **forms: WorkForm) -> HttpResponse:
    context = {
        "case": case,
        "head": slim(case),
        "acts": list(case.acts.all()),
        "officers": current_officers(case),
        "problems": gate_problems(case, Gate.TWO_OFFICERS, on=timezone.localdate()),
        "may": Powers(request.user, case),
        "ask": FilingForm(
            user=request.user, case=case, place=f"case:{case.pk}:filing", initial={"reason": case.summary}
        ),
        "refuse": FilingRefusalForm(user=request.user, case=case, place=f"case:{case.pk}:filing-refusal"),
        "plain": WorkForm(user=request.user, case=case),
        "step": STEPS["立案"],
        **forms,
    }
    return page(request, "cases/filing.html", context, next(iter(forms.values()), None))


@require_http_methods(["GET", "POST"])
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk)
    if request.method == "GET":
        return _filing_page(request, case)
    form = FilingForm(request.POST, user=request.user, case=case)

    def write() -> str:
        files.request_filing(actor=request.user, case=case, version=form.seen_version, **form.values)
        return to("detail", pk)

    return attempt(request, form, write, "已提请局领导批准立案。") or _filing_page(request, case, ask=form)


@require_POST
def approve_filing(request: HttpRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk)
    form = WorkForm(request.POST, user=request.user, case=case)

    def write() -> str:
        files.approve_filing(actor=request.user, case=case, version=form.seen_version)
        return to("detail", pk)

    return attempt(request, form, write, "已批准立案，案号已编定。") or _filing_page(request, case, plain=form)


@require_POST
def refuse_filing(request: HttpRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk)
    form = FilingRefusalForm(request.POST, user=request.user, case=case)

    def write() -> str:
        files.refuse_filing(actor=request.user, case=case, version=form.seen_version, **form.values)
        return to("detail", pk)

    return attempt(request, form, write, "已决定不予立案，理由已留存。") or _filing_page(request, case, refuse=form)
