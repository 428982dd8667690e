"""The case file: where it stands, what is next, everything in it; and its print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import filters
from cases.capacity import current_officers
from cases.deadlines import clocks
from cases.law import law_on, one_law
from cases.models import Case
from cases.reading import read_file
from cases.steps import acts_of
from cases.tasks import DONE, LOCKED, Task, banners, next_step, progress, task_list, views_of
from cases.views.heads import case_title
from cases.views.powers import Powers
from cases.views.shown import act_rows, events_of, meta, obligation_rows, officer_rows, paper_rows, stages
from cases.views.steps import STEPS
from cases.views.support import find_case, to, visible_cases
from exemptions.queries import violation_choices

STEP_OF_TASK = {
    1: "立案",
    2: "违法行为与事实",
    3: "首违核查",
    4: "责令改正与复查",
    5: "处理建议",
    6: "作出决定",
    7: "结案",
}


def _crumbs(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Back to the list as it was filtered, and the files before and after this one in it."""
    if not any(request.GET.get(key) for key in filters.KEEP):
        return {"crumbs": [("案件", to("list")), (str(case), "")]}
    filtered = filters.read(filters.CaseFilterForm(request.GET, violations=violation_choices()))
    rows = filters.apply(visible_cases(request), filtered, request.user)
    before, after = filters.neighbours(rows, case.pk)
    query = f"?{filtered.query}"
    return {
        "crumbs": [("案件", to("list")), ("筛选结果", to("list") + query), (str(case), "")],
        "previous_url": to("detail", before) + query if before else "",
        "next_url": to("detail", after) + query if after else "",
    }


def _head(request: HttpRequest, case: Case, acts: list, tasks: list[Task]) -> dict[str, Any]:
    return {
        **_crumbs(request, case),
        "number": str(case),
        "title": case_title(case, acts),
        "acts": [
            {"name": "打印案卷", "url": to("print", case.pk), "glyph": "printer"},
            {"name": "证据", "url": to("evidence", case.pk), "glyph": "paperclip"},
        ],
        "meta": meta(case),
        "stages": stages(case, tasks),
    }


@require_GET
@one_law()
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    case = read_file(find_case(request, pk))
    on = timezone.localdate()
    acts, views = acts_of(case), views_of(case, on)
    tasks = task_list(case, on, views)
    here = next((task for task in tasks if task.is_here), None)
    for task in tasks:
        task.url = "" if task.state == LOCKED else task.url
    owed = obligation_rows(case, on)
    only = request.GET.get("only") == "decisions"
    context = {
        "case": case,
        "head": _head(request, case, acts, tasks),
        "tasks": tasks,
        "progress": progress(tasks),
        "done_count": sum(task.state == DONE for task in tasks),
        "next": next_step(case, request.user, on, views),
        "banners": banners(case, on),
        "acts": act_rows(acts, law_on(on)),
        "papers": paper_rows(case),
        "events": events_of(case, only_decisions=only),
        "only": only,
        "clocks": clocks(case, on),
        "owed": owed,
        "owed_done": sum(row.settled for row in owed),
        "officers": officer_rows(current_officers(case)),
        "may": Powers(request.user, case),
        "step": STEPS[STEP_OF_TASK[here.number]] if here else None,
        "today": on,
    }
    return render(request, "cases/detail.html", context)


@require_GET
@one_law()
def print_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole file on paper: heads repeated, page numbers, seal area."""
    case = read_file(find_case(request, pk))
    on = timezone.localdate()
    acts = acts_of(case)
    tasks = task_list(case, on)
    context = {
        "case": case,
        "title": case_title(case, acts),
        "meta": meta(case),
        "tasks": tasks,
        "acts": act_rows(acts, law_on(on)),
        "papers": paper_rows(case),
        "evidence": list(case.evidence.select_related("file", "added_by").order_by("number")),
        "events": events_of(case, limit=400)[::-1],
        "owed": obligation_rows(case, on),
        "officers": officer_rows(current_officers(case)),
        "today": on,
    }
    return render(request, "cases/print.html", context)
