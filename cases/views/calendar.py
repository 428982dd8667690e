"""The survey calendar: what is due, the tips that the system proposes, and whether they helped."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from cases.law import trade_terms
from cases.models import ReportingTerm
from cases.services import surveys as verbs
from records.errors import DomainError

READERS = (Role.OFFICER, Role.HEAD, Role.LEADER)


@require_GET
@for_roles(*READERS)
def terms(request: HttpRequest) -> HttpResponse:
    """The periods of one year, with the late filings of each."""
    if not trade_terms("calendar"):
        raise Http404
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and len(asked) == 4 else today.year
    rows = list(
        ReportingTerm.objects.filter(year=year).select_related("form", "reminded_by").order_by("-due_on", "form")
    )
    counts = verbs.late_counts(rows)
    for row in rows:
        row.late = counts.get((row.form.code, row.period), 0)
    over = [row for row in rows if row.due_on < today]
    context = {
        "terms": rows,
        "year": year,
        "years": sorted(set(ReportingTerm.objects.values_list("year", flat=True)) | {today.year}, reverse=True),
        "proposed": verbs.to_remind(today),
        "with_tip": verbs.effect(over, counts, reminded=True),
        "without_tip": verbs.effect(over, counts, reminded=False),
        "may_work": request.user.role in CASE_WORKERS,
    }
    return render(request, "intake/calendar.html", context)


@require_POST
@for_roles(Role.OFFICER, Role.HEAD)
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    term = get_object_or_404(ReportingTerm, pk=pk)
    try:
        verbs.remind_term(actor=request.user, term=term)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"已登记{term}的风险提示。")
    return redirect("intake:calendar")
