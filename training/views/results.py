"""Did it help, the figures of a year, and the papers of the room."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

import documents
from records.errors import DomainError
from training import papers
from training.effect import effect
from training.figures import year_figures
from training.models import AttemptResult, LearningOffer, Session, TrainingPaper
from training.people import may_see_figures, records_visible_to
from training.services import papers as verbs
from training.sheets import workbook
from training.views.people import YEARS, chosen_year
from training.views.support import learners_only, managers_only, page, press, sheet_response


@require_GET
@learners_only
def results(request):
    if not may_see_figures(request.user):
        raise PermissionDenied("成效和年度情况由领导小组成员、培训管理和内部监督人员查看。您的个人档案在“我的学习”。")
    today, year = timezone.localdate(), chosen_year(request)
    found = year_figures(year, on=today)
    context = {
        "year": year,
        "years": range(today.year, today.year - YEARS, -1),
        "figures": found,
        "rows": papers.figure_rows(found),
        "effect": effect(on=today),
        "papers": TrainingPaper.objects.filter(year=year).select_related("paper"),
        "today": today,
    }
    return page(request, "training/results.html", context, here="results")


@require_GET
@learners_only
def results_sheet(request):
    """The same figures as Excel."""
    if not may_see_figures(request.user):
        raise PermissionDenied("年度情况由领导小组成员、培训管理和内部监督人员查看。")
    year = chosen_year(request)
    said = papers.statement_context(year, on=timezone.localdate())
    heads = ["指标", "数字", "口径"]
    rows = [[row["name"], row["value"], row["note"]] for row in said["figures"]]
    rows += [[], said["columns"], *said["cells"], [], *([row["name"], row["value"]] for row in said["coverage"])]
    return sheet_response(workbook(f"{year}年度", heads, rows), f"{year}年度学习培训情况.xlsx")


@require_POST
@managers_only
def statement_issue(request, year: int):
    to = reverse("training:results") + f"?year={year}"
    return press(request, verbs.issue_statement, year=year, to=to, said=f"{year}年度情况表已固定，可以打印。")


@require_POST
@managers_only
def attendance_issue(request, pk: int):
    row = get_object_or_404(Session.objects.visible_to(request.user), pk=pk)
    to = reverse("training:session", args=[row.pk])
    return press(request, verbs.issue_attendance_sheet, session=row, to=to, said="签到表已制作。")


@require_POST
@managers_only
def certificate_issue(request, pk: int):
    rows = AttemptResult.objects.select_related("attempt__quiz__course", "attempt__user__section")
    row = get_object_or_404(rows, pk=pk)
    to = reverse("training:person", args=[row.attempt.user_id])
    return press(request, verbs.issue_certificate, result=row, to=to, said="合格证明已出具。")


@require_POST
@learners_only
def plan_report_issue(request):
    try:
        verbs.issue_plan_report(actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "进展报告已制发。")
    return redirect("training:plan")


def visible_papers(user):
    """Sheets and plan reports are everybody's; a certificate is its owner's; a statement is the leading group's."""
    common = Q(user__isnull=True, year__isnull=True) | Q(user__in=records_visible_to(user))
    rows = TrainingPaper.objects.all() if may_see_figures(user) else TrainingPaper.objects.filter(year__isnull=True)
    return rows.filter(common | Q(year__isnull=False))


@require_GET
@learners_only
def paper(request, pk: int):
    row = get_object_or_404(visible_papers(request.user).select_related("paper__stored"), pk=pk)
    return _pdf(bytes(row.paper.stored.pdf), f"{row.paper.title}{row.paper.number}.pdf")


@require_GET
@learners_only
def offer_sheet(request, pk: int):
    """The lesson to print for a party that has no phone at hand. A hand-out: no number, nothing to keep until it comes back."""
    rows = LearningOffer.objects.visible_to(request.user).select_related("act__party", "unit")
    row = get_object_or_404(rows, pk=pk)
    context = papers.learning_context(row)
    return _pdf(documents.render("LEARNING_SHEET", context, draft=False), f"学习单元《{row.unit.title}》.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
