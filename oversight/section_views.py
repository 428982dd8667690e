"""Pages of one section in a year's assessment: marks by its head or by supervision, objections, what it speaks from."""

import json
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import Section
from oversight.annual import course, statements
from oversight.assessment_forms import ScoreForm
from oversight.assessment_views import READERS, carry_on, scores_of, stored_file, year_of
from oversight.enums import AssessmentState, Way
from oversight.models import AnnualAssessment, LawStatement, ScoreObjection, SectionScore
from records.errors import DomainError


def _section(request: HttpRequest, pk: int) -> Section:
    rows = Section.objects.all()
    if request.user.role == Role.HEAD:
        rows = rows.filter(pk=request.user.section_id)
    return get_object_or_404(rows, pk=pk)


@for_roles(*READERS)
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """All indicators of a section; its head or supervision types marks, all saved together or none."""
    row, unit = year_of(year), _section(request, pk)
    scores = [score for score in scores_of(row, request.user) if score.section_id == unit.pk]
    if not scores:
        raise Http404
    handed = row.returns.filter(section=unit).first()
    by = _writer(request.user, row, handed)
    wanted = {"head": (Way.MANUAL,), "supervisor": (Way.MANUAL, Way.VETO)}.get(by, ())
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    forms = {score.pk: ScoreForm(*given, score=score, by=by) for score in scores if score.indicator.way in wanted}
    valid = request.method == "POST" and all([form.is_valid() for form in forms.values()])
    if valid and _saved(request, list(forms.values()), by):
        messages.success(request, "已保存。")
        return redirect("assessment_section", year, pk)
    said = json.loads(row.data)["sections"] if row.data else []
    context = {
        "assessment": row,
        "section": unit,
        "lines": [(score, forms.get(score.pk)) for score in scores],
        "by": by,
        "handed": handed,
        "total": sum(score.final or 0 for score in scores),
        "shown": row.state in {AssessmentState.OBJECTION, AssessmentState.FROZEN} or request.user.role != Role.HEAD,
        "may_object": row.state == AssessmentState.OBJECTION and request.user.role == Role.HEAD,
        "may_answer": row.state == AssessmentState.OBJECTION and request.user.role == Role.SUPERVISOR,
        "objections": [one for score in scores for one in score.objections.all()],
        "traced": next((one["scores"] for one in said if one["id"] == unit.pk), []),
        "names": {indicator.order: indicator.name for indicator in row.scheme.indicators.all()},
        "statement": row.statements.filter(section=unit).first(),
        "frozen": row.state == AssessmentState.FROZEN,
    }
    wrong = any(form.errors for form in forms.values() if form.is_bound)
    return render(request, "oversight/assessment_section.html", context, status=422 if wrong else 200)


def _writer(user: Any, row: AnnualAssessment, handed: Any) -> str:
    if user.role == Role.HEAD and row.state == AssessmentState.SELF and not handed:
        return "head"
    return "supervisor" if user.role == Role.SUPERVISOR and row.state == AssessmentState.REVIEW else ""


def _saved(request: HttpRequest, forms: list[ScoreForm], by: str) -> bool:
    """All of them in one transaction; the first refusal is shown at its row and nothing is kept of the others."""
    current = None
    try:
        with transaction.atomic():
            for current in forms:
                _save_one(request, current, by)
    except DomainError as error:
        current.add_error(None, error.message)
        return False
    return True


def _save_one(request: HttpRequest, form: ScoreForm, by: str) -> None:
    said = form.cleaned_data
    if by == "supervisor":
        final, vetoed = said.get("points"), said.get("vetoed", False)
        if final is not None or form.score.indicator.way == Way.VETO:
            course.review_score(actor=request.user, score=form.score, final=final, words=said["words"], vetoed=vetoed)
        return
    if said["points"] is None and not said["words"] and not said["file"]:
        return
    if said["points"] is None:
        raise DomainError("写了说明的，请同时填写得分。")
    file = {"name": said["file"].name, "content": said["file"].read()} if said["file"] else {}
    course.assess_own(actor=request.user, score=form.score, own=said["points"], words=said["words"], **file)


@for_roles(*READERS)
@require_POST
def hand_in(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    words, unit = request.POST.get("words", ""), _section(request, pk)
    said = "已提交自评。"
    where = ("assessment_section", year, pk)
    return carry_on(request, said, *where, verb=course.hand_in, assessment=year_of(year), section=unit, words=words)


@for_roles(*READERS)
@require_POST
def objection(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    asked = request.POST.get("score", "")
    rows = SectionScore.objects.select_related("assessment", "section", "indicator")
    score = get_object_or_404(
        rows, pk=int(asked) if asked.isdigit() else 0, section=_section(request, pk), assessment__scheme__year=year
    )
    words = request.POST.get("words", "")
    where = ("assessment_section", year, pk)
    return carry_on(
        request, "异议已提出，由监督人员答复。", *where, verb=course.raise_objection, score=score, words=words
    )


@for_roles(*READERS)
@require_POST
def objection_answer(request: HttpRequest, year: int, pk: int, number: int) -> HttpResponse:
    rows = ScoreObjection.objects.select_related("score__assessment", "score__section", "score__indicator")
    row = get_object_or_404(rows, pk=number, score__section=_section(request, pk), score__assessment__scheme__year=year)
    form = ScoreForm({f"s{row.score_id}-points": request.POST.get("after", "")}, score=row.score, by="supervisor")
    if not form.is_valid():
        messages.error(request, f"得分应在0至{row.score.indicator.points}分之间，最多一位小数。")
        return redirect("assessment_section", year, pk)
    said = {"after": form.cleaned_data.get("points"), "words": request.POST.get("words", "")}
    where = ("assessment_section", year, pk)
    return carry_on(request, "已答复。", *where, verb=course.answer_objection, objection=row, **said)


@for_roles(*READERS)
@require_POST
def statement_make(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    unit = _section(request, pk)
    where = ("assessment_section", year, pk)
    return carry_on(
        request, "述法材料已制作。", *where, verb=statements.make_statement, assessment=year_of(year), section=unit
    )


@for_roles(*READERS)
@require_GET
def statement(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    rows = LawStatement.objects.select_related("paper__stored")
    row = get_object_or_404(rows, assessment__scheme__year=year, section=_section(request, pk))
    return stored_file(
        bytes(row.paper.stored.pdf), "application/pdf", f"述法材料{row.paper.number}.pdf", attached=False
    )
