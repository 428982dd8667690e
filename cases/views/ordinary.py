"""Where soft handling is not open: the penalty procedure with its range, duties and clocks."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.deadlines import clocks
from cases.forms.decide import WithdrawForm
from cases.views.heads import slim
from cases.views.laws import basis_rows
from cases.views.powers import Powers
from cases.views.route import route_rows
from cases.views.steps import STEPS
from cases.views.support import find_act, page


@require_GET
def penalty(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    rows = act.penalty_procedures.select_related("assessment", "opinion", "opened_by", "author")
    procedure = rows.filter(ended_at__isnull=True).first()
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "procedure": procedure,
        "ended": [row for row in rows if row.ended_at],
        "answer": procedure.assessment.answer if procedure else {},
        "basis": basis_rows(procedure.basis) if procedure else [],
        "route": route_rows(act),
        "reported": act.reports.exists(),
        "clocks": clocks(act.case, timezone.localdate()),
        "withdraw": WithdrawForm(signed=True, user=request.user, case=act.case),
        "may": Powers(request.user, act.case, act),
        "step": STEPS["处罚程序"],
    }
    return page(request, "cases/penalty.html", context)
