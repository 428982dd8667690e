"""What is still owed, the closing of the file, and the registers of the past that first-offence checks search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from cases.forms.ending import CloseForm, FulfilForm, PastDecisionForm, RegisterDayForm
from cases.law import law_on
from cases.models import Case, PastDecision, Register
from cases.services import files, history, obligations
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.shown import obligation_rows
from cases.views.steps import STEPS
from cases.views.support import attempt, find_case, page, posted, to
from parties.merging import records_of
from parties.models import Party


def _owed_page(request: HttpRequest, case: Case, form: FulfilForm, row_pk: int | None = None) -> HttpResponse:
    context = {
        "case": case,
        "head": slim(case),
        "rows": obligation_rows(case, timezone.localdate()),
        "form": form,
        "form_row": row_pk,
        "may": Powers(request.user, case),
        "step": STEPS["结案"],
    }
    return page(request, "cases/obligations.html", context, form)


@require_http_methods(["GET"])
def owed(request: HttpRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk)
    return _owed_page(request, case, FulfilForm(user=request.user, case=case))


@require_POST
def fulfil(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    case = find_case(request, pk)
    found = get_object_or_404(case.obligations, pk=row)
    found.case = case
    form = FulfilForm(request.POST, user=request.user, case=case)

    def write() -> str:
        obligations.fulfil_obligation(actor=request.user, obligation=found, version=form.seen_version, **form.values)
        return to("obligations", pk)

    return attempt(request, form, write, "已登记办结。") or _owed_page(request, case, form, row)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk)
    form = CloseForm(posted(request), user=request.user, case=case, place=f"case:{pk}:close")
    if request.method == "POST":

        def write() -> str:
            files.close_case(actor=request.user, case=case, version=form.seen_version, **form.values)
            return to("detail", pk)

        if done := attempt(request, form, write, "案件已结案。"):
            return done
    context = {
        "case": case,
        "head": slim(case),
        "form": form,
        "acts": list(case.acts.select_related("party", "decision")),
        "problems": files.closing_problems(case),
        "rows": obligation_rows(case, timezone.localdate()),
        "may": Powers(request.user, case),
        "step": STEPS["结案"],
    }
    return page(request, "cases/close.html", context, form)


@for_roles(Role.OFFICER, Role.HEAD, Role.LEADER)
@require_http_methods(["GET", "POST"])
def registers(request: HttpRequest) -> HttpResponse:
    """From which day each register is complete; a head or leader answers for it."""
    form = RegisterDayForm(posted(request), user=request.user, place="registers")
    if request.method == "POST":

        def write() -> str:
            history.declare_register(actor=request.user, **form.values)
            return to("registers")

        if done := attempt(request, form, write, "登记库的完整起始日已确认。"):
            return done
    rows = Register.objects.select_related("declared_by").order_by("kind")
    may_declare = request.user.role in {Role.HEAD, Role.LEADER}
    return page(request, "cases/registers.html", {"form": form, "rows": rows, "may_declare": may_declare}, form)


@require_http_methods(["GET", "POST"])
def past(request: HttpRequest, party_pk: int) -> HttpResponse:
    """Earlier handlings of a party, entered from the paper files of before this system."""
    party = get_object_or_404(Party.objects.visible_to(request.user), pk=party_pk)
    if party.merged_into_id:
        return redirect("cases:past", party.merged_into_id)
    offences = [(code, one.name) for code, one in law_on(timezone.localdate()).offences.items()]
    place = f"past:{party_pk}"
    form = PastDecisionForm(posted(request), offences=offences, user=request.user, place=place)
    if request.method == "POST":

        def write() -> str:
            history.record_past_decision(actor=request.user, party=party, **form.values)
            return to("past", party_pk)

        if done := attempt(request, form, write, "历年处理记录已补录。"):
            return done
    names = dict(offences)
    rows = [
        (row, names.get(row.violation, row.violation))
        for row in PastDecision.objects.filter(party__in=records_of([party_pk]))
        .select_related("recorded_by")
        .order_by("-decided_on")
    ]
    may_record = request.user.role in CASE_WORKERS
    return page(
        request, "cases/past.html", {"party": party, "form": form, "rows": rows, "may_record": may_record}, form
    )
