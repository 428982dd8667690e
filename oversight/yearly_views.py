"""Pages of the yearly enforcement data: the counts as they stand, the issued papers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.powers import chair
from oversight.annual import yearly
from oversight.assessment_views import stored_file
from oversight.dashboard_views import tabs
from oversight.models import YearlyData
from records.errors import DomainError

READERS = (Role.HEAD, Role.LEADER, Role.SUPERVISOR)
YEARS = 5


@for_roles(*READERS)
@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """One year's counts in the ministry's layout; due on 31 January."""
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    years = list(range(today.year, today.year - YEARS, -1))
    year = int(asked) if asked.isdigit() and int(asked) in years else today.year - 1
    issued = list(YearlyData.objects.filter(year=year).select_related("paper", "issued_by"))
    seat = chair(on=today)
    context = {
        "year": year,
        "years": years,
        "tables": yearly.tables(yearly.count(year)),
        "due_on": yearly.due_on(year),
        "is_late": not issued and yearly.due_on(year) < today,
        "issued": issued,
        "may_issue": seat == request.user and year < today.year,
        "chair": seat,
        "tabs": tabs("yearly_report", request.user),
    }
    return render(request, "oversight/yearly.html", context)


@for_roles(*READERS)
@require_POST
def issue(request: HttpRequest, year: int) -> HttpResponse:
    try:
        row = yearly.issue_yearly(actor=request.user, year=year, words=request.POST.get("words", ""))
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"年报已签发，{row.paper.number}。")
    return redirect(f"{reverse('yearly_report')}?year={year}")


@for_roles(*READERS)
@require_GET
def paper(request: HttpRequest, year: int, order: int) -> HttpResponse:
    row = get_object_or_404(YearlyData.objects.select_related("paper__stored"), year=year, order=order)
    return stored_file(bytes(row.paper.stored.pdf), "application/pdf", f"{row}{row.paper.number}.pdf", attached=False)
