"""Pages of the yearly assessment: the years, the scheme, the course of one year, one section, what can be printed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.powers import chair
from documents.charts import Chart, Series, svg
from oversight.annual import course, freeze
from oversight.annual.freeze import late_changes
from oversight.assessment_forms import IndicatorForm
from oversight.dashboard_views import tabs
from oversight.enums import AssessmentState, PressState, SchemeState
from oversight.models import (
    AnnualAssessment,
    AssessmentScheme,
    CorrectionSheet,
    Indicator,
    ScoreObjection,
    SectionScore,
)
from oversight.tasks import press_report
from records.errors import DomainError

READERS = (Role.HEAD, Role.LEADER, Role.SUPERVISOR)


def year_of(year: int) -> AnnualAssessment:
    return get_object_or_404(AnnualAssessment.objects.select_related("scheme", "frozen_by"), scheme__year=year)


def scores_of(assessment: AnnualAssessment, user: Any) -> list[SectionScore]:
    """Leaders and supervision read every section; a head the own one until the year is frozen."""
    rows = assessment.scores.select_related("section", "indicator", "evidence").prefetch_related(
        "objections__raised_by"
    )
    if user.role == Role.HEAD and assessment.state != AssessmentState.FROZEN:
        rows = rows.filter(section=user.section_id)
    return list(rows)


def carry_on(request: HttpRequest, said: str, to: str, *where: Any, verb: Callable, **arguments: Any) -> HttpResponse:
    try:
        verb(actor=request.user, **arguments)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect(to, *where)


@for_roles(*READERS)
@require_GET
def assessments(request: HttpRequest) -> HttpResponse:
    rows = AssessmentScheme.objects.select_related("assessment", "drafted_by")
    this_year = timezone.localdate().year
    known = {row.year for row in rows}
    context = {
        "schemes": rows,
        "free": [year for year in (this_year, this_year - 1) if year not in known],
        "may_draft": request.user.role == Role.SUPERVISOR,
        "tabs": tabs("assessments", request.user),
    }
    return render(request, "oversight/assessments.html", context)


@for_roles(*READERS)
@require_POST
def scheme_draft(request: HttpRequest) -> HttpResponse:
    asked = request.POST.get("year", "")
    year = int(asked) if asked.isdigit() and len(asked) == 4 else 0
    return carry_on(request, "已按示范方案起草，请逐项核对。", "assessments", verb=course.draft_scheme, year=year)


@for_roles(*READERS)
@require_http_methods(["GET", "POST"])
def scheme(request: HttpRequest, year: int) -> HttpResponse:
    """The indicators and their points; changed by supervision until the chair approves."""
    row = get_object_or_404(AssessmentScheme, year=year)
    form = IndicatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            course.add_indicator(actor=request.user, scheme=row, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "已增加指标。")
            return redirect("assessment_scheme", year)
    indicators = list(row.indicators.all())
    seat = chair(on=timezone.localdate())
    context = {
        "scheme": row,
        "indicators": indicators,
        "total": sum(one.points for one in indicators),
        "form": form,
        "is_draft": row.state == SchemeState.DRAFT,
        "may_change": request.user.role == Role.SUPERVISOR and row.state == SchemeState.DRAFT,
        "may_approve": seat == request.user and row.state == SchemeState.DRAFT,
        "chair": seat,
    }
    return render(request, "oversight/scheme.html", context, status=422 if form.errors else 200)


@for_roles(*READERS)
@require_POST
def indicator_change(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    row = get_object_or_404(Indicator.objects.select_related("scheme"), pk=pk, scheme__year=year)
    if "remove" in request.POST:
        return carry_on(request, "已删去指标。", "assessment_scheme", year, verb=course.remove_indicator, indicator=row)
    asked = request.POST.get("points", "")
    points = int(asked) if asked.isdigit() and len(asked) < 4 else 0
    said = "已改分值。"
    return carry_on(request, said, "assessment_scheme", year, verb=course.change_points, indicator=row, points=points)


@for_roles(*READERS)
@require_POST
def open_year(request: HttpRequest, year: int) -> HttpResponse:
    row = get_object_or_404(AssessmentScheme, year=year)
    return carry_on(request, "已批准方案，各科室可以自评。", "assessments", verb=course.open_assessment, scheme=row)


# --- one year -------------------------------------------------------------------


@for_roles(*READERS)
@require_GET
def assessment(request: HttpRequest, year: int) -> HttpResponse:
    row = year_of(year)
    scores = scores_of(row, request.user)
    handed = set(row.returns.values_list("section_id", flat=True))
    sections = _by_section(scores, handed)
    frozen = row.state == AssessmentState.FROZEN
    shown = frozen or request.user.role != Role.HEAD or row.state == AssessmentState.OBJECTION
    context = {
        "assessment": row,
        "sections": sections,
        "stages": [{"name": label, "is_here": value == row.state} for value, label in AssessmentState.choices],
        "shown": shown,
        "frozen": frozen,
        "chart": _chart(sections) if frozen else "",
        "report": getattr(row, "report", None),
        "is_pressing": frozen and row.report.state in {PressState.WAITING, PressState.RUNNING},
        "changes": late_changes(row) if frozen and request.user.role != Role.HEAD else [],
        "sheets": row.sheets.select_related("paper"),
        "statements": {one.section_id: one for one in row.statements.all()},
        "is_supervisor": request.user.role == Role.SUPERVISOR,
        "is_chair": chair(on=timezone.localdate()) == request.user,
        "chair": chair(on=timezone.localdate()),
        "open_objections": ScoreObjection.objects.filter(score__in=scores, answered_by__isnull=True).count(),
        "tabs": tabs("assessments", request.user),
    }
    return render(request, "oversight/assessment.html", context)


def _by_section(scores: list[SectionScore], handed: set[int]) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for score in scores:
        start = {"section": score.section, "total": 0, "vetoed": [], "handed": score.section_id in handed}
        row = found.setdefault(score.section_id, start)
        row["total"] += score.final or 0
        row["vetoed"] += [score.indicator.name] if score.vetoed else []
    for row in found.values():
        row["grade"] = freeze.grade(row["total"], bool(row["vetoed"]))
    return list(found.values())


def _chart(sections: list[dict[str, Any]]) -> str:
    rows = sorted(sections, key=lambda row: -row["total"])
    if len(rows) < 2:
        return ""
    totals = [row["total"] for row in rows]
    mean = (2 * sum(totals) + len(totals)) // (2 * len(totals))
    names = [row["section"].name for row in rows]
    return svg(
        Chart("lollipop", "各科室得分", names, [Series("得分", totals)], mean=mean, scale=10, key="totals"), width=900
    )


VERBS: dict[str, tuple[Callable, str]] = {
    "review": (course.begin_review, "已开始评审，系统取数的指标已经取数。"),
    "show": (course.show_results, "已告知各科室，可以提出异议。"),
}


@for_roles(*READERS)
@require_POST
def step(request: HttpRequest, year: int, name: str) -> HttpResponse:
    if name not in VERBS:
        raise Http404
    verb, said = VERBS[name]
    return carry_on(request, said, "assessment", year, verb=verb, assessment=year_of(year))


@for_roles(*READERS)
@require_POST
def freeze_year(request: HttpRequest, year: int) -> HttpResponse:
    row = year_of(year)
    words = request.POST.get("words", "")

    def freeze_and_press(*, actor: Any, assessment: AnnualAssessment, words: str) -> None:
        done = freeze.freeze(actor=actor, assessment=assessment, words=words)
        transaction.on_commit(lambda: press_report.enqueue(done.report.pk))

    said = "已审定冻结，报告正在后台排版。"
    return carry_on(request, said, "assessment", year, verb=freeze_and_press, assessment=row, words=words)


@for_roles(*READERS)
@require_POST
def press_again(request: HttpRequest, year: int) -> HttpResponse:
    """A layout that broke off is begun again; one that is done stays."""
    row = year_of(year)
    if row.state != AssessmentState.FROZEN:
        messages.error(request, "审定冻结以后才能排版。")
    elif row.report.state != PressState.DONE:
        press_report.enqueue(row.report.pk)
        messages.success(request, "已重新开始排版。")
    return redirect("assessment", year)


@for_roles(*READERS)
@require_GET
def report(request: HttpRequest, year: int) -> HttpResponse:
    """The stored bytes; never laid out again."""
    row = year_of(year)
    if row.state != AssessmentState.FROZEN or row.report.state != PressState.DONE:
        raise Http404("报告还没有排好，请稍后在“年度考核”页打开。")
    return stored_file(bytes(row.report.pdf), "application/pdf", f"{year}年度行政柔性执法考核报告.pdf", attached=False)


@for_roles(*READERS)
@require_GET
def frozen_data(request: HttpRequest, year: int) -> HttpResponse:
    """The frozen data byte by byte, so that anybody can compute the hash."""
    row = year_of(year)
    if row.state != AssessmentState.FROZEN:
        raise Http404("审定冻结以后才有冻结数据。")
    return stored_file(
        row.data.encode(), "application/json; charset=utf-8", f"{year}年度考核冻结数据.json", attached=True
    )


def stored_file(content: bytes, kind: str, name: str, *, attached: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(attached, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@for_roles(*READERS)
@require_POST
def correct(request: HttpRequest, year: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    said = "更正单已制发。冻结的数据和报告没有改动。"
    return carry_on(request, said, "assessment", year, verb=freeze.correct, assessment=year_of(year), reason=reason)


@for_roles(*READERS)
@require_GET
def sheet(request: HttpRequest, year: int, order: int) -> HttpResponse:
    rows = CorrectionSheet.objects.select_related("paper__stored")
    row = get_object_or_404(rows, assessment__scheme__year=year, order=order)
    return stored_file(bytes(row.paper.stored.pdf), "application/pdf", f"更正单{row.paper.number}.pdf", attached=False)
