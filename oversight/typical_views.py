"""Pages of the typical cases: who has told how many, what could be told, one of them from its first words to the public page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import CASE_WORKERS
from accounts.forms import carry_out
from cases.models import Case
from oversight.assessment_views import stored_file
from oversight.dashboard_views import tabs
from oversight.enums import TypicalState
from oversight.models import Removal, TypicalCase
from oversight.scope import READERS
from oversight.typical import course, figures, finder, masking, reading
from oversight.typical_forms import FinderFilter, NominateForm, RemoveForm, TypicalFilter, WriteForm
from records.errors import DomainError

PAGE = 20
STEPS: dict[str, tuple[Callable, str]] = {
    "submit": (course.submit, "已送初审。"),
    "approve": (course.approve_first, "初审通过，等局领导终审。"),
    "publish": (course.publish, "已发布，公开页面上可以看到。"),
    "return": (course.send_back, "已退回。"),
    "drop": (course.drop, "已登记不再推荐。"),
    "withdraw": (course.withdraw, "已撤下，公开页面上不再显示。"),
}
WITH_WORDS = frozenset({"return", "drop", "withdraw"})


def _rows(request: HttpRequest):
    marks = Prefetch("removals", Removal.objects.select_related("marked_by", "restored_by"))
    people = ("nominated_by", "written_by", "first_by", "second_by", "withdrawn_by")
    rows = TypicalCase.objects.visible_to(request.user).select_related("section", "case__party", "paper", *people)
    return rows.prefetch_related(marks)


def _page_of(rows, after: str, query: dict[str, object]) -> tuple[list[Any], str, str]:
    """One page by key, with the addresses of the next and of the first."""
    found = list((rows.filter(pk__lt=int(after)) if after.isdigit() else rows)[: PAGE + 1])
    more = urlencode(query)
    next_url = f"?{more}&after={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return found[:PAGE], next_url, f"?{more}" if after else ""


@for_roles(*READERS)
@require_GET
def typical_cases(request: HttpRequest) -> HttpResponse:
    """All that the person may see, by year, section and state; beside it what each section has told this year."""
    form = TypicalFilter(request.GET or {"year": timezone.localdate().year})
    said = form.said()
    rows, next_url, first_url = _page_of(
        _rows(request).filter(**form.conditions()).order_by("-pk"), request.GET.get("after", ""), said
    )
    year = said.get("year") or timezone.localdate().year
    context = {
        "form": form,
        "lines": [(row, masking.stretches(row.title, list(row.removals.all()))) for row in rows],
        "next_url": next_url,
        "first_url": first_url,
        "sections": figures.by_section(year),
        "year": year,
        "down": reading.to_take_down(),
        "may_find": bool(request.user.role in CASE_WORKERS),
        "tabs": tabs("typical_cases", request.user),
    }
    return render(request, "oversight/typical_cases.html", context)


@for_roles(*READERS)
@require_GET
def typical_finder(request: HttpRequest) -> HttpResponse:
    """Closed cases that meet the conditions, each condition with where it comes from."""
    form = FinderFilter(request.GET)
    said = form.said()
    found = finder.candidates(request.user, **said)
    rows, next_url, first_url = _page_of(found, request.GET.get("after", ""), said)
    context = {
        "form": form,
        "lines": [(row, finder.criteria_of(row)) for row in rows],
        "next_url": next_url,
        "first_url": first_url,
        "criteria": finder.CRITERIA,
        "may_nominate": request.user.role in CASE_WORKERS,
        "tabs": tabs("typical_cases", request.user),
    }
    return render(request, "oversight/typical_finder.html", context)


@for_roles(*READERS)
@require_http_methods(["GET", "POST"])
def typical_nominate(request: HttpRequest, pk: int) -> HttpResponse:
    case = get_object_or_404(finder.candidates(request.user), pk=pk)
    form = NominateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = carry_out(form, course.nominate, actor=request.user, case=case, reasons=form.cleaned_data["reasons"])
        if row:
            messages.success(request, "已推荐。文字由案卷生成，请修改，并逐处核对去标识。")
            return redirect("typical_case", row.pk)
    context = {"case": case, "criteria": finder.criteria_of(case), "form": form}
    return render(request, "oversight/typical_nominate.html", context, status=422 if form.errors else 200)


def _find(request: HttpRequest, pk: int) -> TypicalCase:
    return get_object_or_404(_rows(request), pk=pk)


def _detail(request: HttpRequest, row: TypicalCase, **more: Any) -> HttpResponse:
    """`more`: a form that was refused, or the words of a refusal with what was typed."""
    user = request.user
    opens = Case.objects.visible_to(user).filter(pk=row.case_id).exists()
    own = user.role in CASE_WORKERS and user.section_id == row.section_id
    draft = row.state == TypicalState.DRAFT
    may_write = own and draft
    first = row.state == TypicalState.NOMINATED and course.may_check_first(user, row)
    second = row.state == TypicalState.CHECKED and course.may_check_second(user, row)
    marks = list(row.removals.all())
    written = {name: getattr(row, name) for name in course.LONGEST}
    context = {
        "row": row,
        "opens": opens,
        "sees_words": own or first or second,
        "shown": [(masking.PARTS.get(name, "相关法条"), pieces) for name, pieces in masking.shown(row, marks).items()],
        "marks": [(mark, mark.kind not in masking.HARD) for mark in marks],
        "texts": " ".join(str(getattr(row, name)) for name in masking.PARTS),
        "criteria": [finder.BY_KEY[key] for key in row.criteria if key in finder.BY_KEY],
        "may_write": may_write,
        "may_first": first,
        "may_second": second,
        "may_withdraw": row.state == TypicalState.PUBLISHED and user.role == "leader",
        "must_withdraw": row.pk in reading.to_take_down(),
        "write_form": WriteForm(initial=written) if may_write else None,
        "remove_form": RemoveForm() if may_write else None,
    } | more
    return render(request, "oversight/typical_case.html", context, status=422 if more else 200)


@for_roles(*READERS)
@require_GET
def typical_case(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _find(request, pk))


@for_roles(*READERS)
@require_POST
def typical_write(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _find(request, pk), WriteForm(request.POST)
    if form.is_valid() and carry_out(form, course.write, actor=request.user, typical=row, **form.cleaned_data):
        messages.success(request, "已保存。新出现的名称、号码、日期和数据已经标记，请核对。")
        return redirect("typical_case", pk)
    return _detail(request, row, write_form=form)


@for_roles(*READERS)
@require_POST
def typical_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _find(request, pk), RemoveForm(request.POST)
    if form.is_valid() and carry_out(form, course.remove, actor=request.user, typical=row, **form.cleaned_data):
        messages.success(request, "已标记去除。")
        return redirect("typical_case", pk)
    return _detail(request, row, remove_form=form)


@for_roles(*READERS)
@require_POST
def typical_restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    row = _find(request, pk)
    mark = get_object_or_404(row.removals.select_related("typical"), pk=number)
    words = request.POST.get("words", "")
    try:
        course.restore(actor=request.user, removal=mark, words=words)
    except DomainError as error:
        return _detail(request, row, refused=error.message, refused_at=mark.pk, typed=words)
    messages.success(request, "已恢复原文。")
    return redirect("typical_case", pk)


@for_roles(*READERS)
@require_POST
def typical_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One verb; refused, the page comes back with the reason and with what was typed."""
    if name not in STEPS:
        raise Http404
    row, (verb, said) = _find(request, pk), STEPS[name]
    words = request.POST.get("words", "")
    try:
        verb(actor=request.user, typical=row, **({"words": words} if name in WITH_WORDS else {}))
    except DomainError as error:
        return _detail(request, row, refused=error.message, refused_step=name, typed=words)
    messages.success(request, said)
    return redirect("typical_case", pk)


@for_roles(*READERS)
@require_GET
def typical_paper(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_rows(request).select_related("paper__stored"), pk=pk)
    if row.paper is None:
        raise Http404("典型案例还没有发布，没有文书。")
    return stored_file(
        bytes(row.paper.stored.pdf), "application/pdf", f"典型案例{row.paper.number}.pdf", attached=False
    )
