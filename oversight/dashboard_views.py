"""Pages of figures: the dashboard, the list behind each of its counts, the sheet."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from documents.charts import svg
from oversight.dashboard import Dashboard, dashboard, keys_from, keys_words
from oversight.figure_lists import lines
from oversight.queries import SOURCES, chosen
from oversight.scope import READERS, Scope, ScopeForm, usual_periods
from records.workbooks import workbook

PAGE = 30
# They read what the detectors ask, the assessment and the yearly data.
WATCHERS = frozenset({Role.HEAD, Role.LEADER, Role.SUPERVISOR})
TITLES = {Role.OFFICER: "科室概览", Role.HEAD: "科室概览"}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def tabs(here: str, user: User) -> list[dict[str, Any]]:
    """The rooms of figures, each a page of its own."""
    watches, works = user.role in WATCHERS, user.role in {Role.OFFICER, *WATCHERS}
    found = [
        ("dashboard", "概览", True),
        ("findings", "检测提示", watches),
        ("assessments", "年度考核", watches),
        ("bulletins", "通报", True),
        ("typical_cases", "典型案例", True),
        ("yearly_report", "执法年报", watches),
        ("group_work", "会议与督办", works),
        ("accounts:group", "领导小组", True),
    ]
    return [{"name": name, "url": reverse(url), "is_here": url == here} for url, name, opens in found if opens]


def _scope(request: HttpRequest) -> tuple[ScopeForm, Scope]:
    form = ScopeForm(request.GET, user=request.user, on=timezone.localdate())
    return form, form.scope()


@for_roles(*READERS)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Everything the person may see in figures; every count opens its rows."""
    form, scope = _scope(request)
    found = dashboard(scope, request.user)
    periods = [
        {"name": name, "url": f"?{Scope(first, last, scope.on, scope.section, scope.violation, scope.party_kind, scope.whose).query}",
         "is_here": (first, last) == (scope.first, scope.last)}
        for name, first, last in usual_periods(scope.on)
    ]  # fmt: skip
    context = {
        "form": form,
        "scope": scope,
        "title": TITLES.get(request.user.role, "执法概览"),
        "periods": periods,
        "headlines": found.headlines,
        "panels": [(panel, svg(panel.chart) if panel.chart else "") for panel in found.panels],
        "tabs": tabs("dashboard", request.user),
    }
    return render(request, "oversight/dashboard.html", context, status=422 if form.errors else 200)


@for_roles(*READERS)
@require_GET
def figure_list(request: HttpRequest, name: str) -> HttpResponse:
    """The rows of one count: as many as the count said, newest first."""
    if name not in SOURCES:
        raise Http404
    _, scope = _scope(request)
    try:
        keys = keys_from(name, request.GET)
    except ValueError as error:
        raise Http404("地址里的条件写法不对，请从概览页重新点开。") from error
    found = chosen(name, scope, request.user, keys)
    number = found.count()
    after = request.GET.get("after", "")
    page = list((found.filter(pk__lt=int(after)) if after.isdigit() else found)[: PAGE + 1])
    asked = request.GET.copy()
    asked.pop("after", None)
    context = {
        "source": SOURCES[name],
        "number": number,
        "said": keys_words(name, keys),
        "scope": scope,
        "lines": lines(name, page[:PAGE], request.user),
        "back": f"{reverse('dashboard')}?{scope.query}",
        "next_url": f"?{asked.urlencode()}&after={page[PAGE - 1].pk}" if len(page) > PAGE else "",
        "first_url": f"?{asked.urlencode()}" if after else "",
        "standing": not SOURCES[name].dated,
    }
    return render(request, "oversight/figure_list.html", context)


@for_roles(*READERS)
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """Every table of the page below each other, as Excel."""
    _, scope = _scope(request)
    name = f"执法概览{scope.first:%Y%m%d}-{scope.last:%Y%m%d}.xlsx"
    response = HttpResponse(_workbook(dashboard(scope, request.user), scope), content_type=SHEET)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _workbook(found: Dashboard, scope: Scope) -> bytes:
    body: list[list[object]] = [[line.name, line.number, line.unit, line.note] for line in found.headlines]
    for panel in found.panels:
        body += [[], [panel.title, panel.note], list(panel.table.heads)]
        body += [[int(cell.text) if cell.text.isdigit() else cell.text for cell in row] for row in panel.table.rows]
        body += [[panel.foot]] if panel.foot else []
    notes = [["期间", f"{scope.first}至{scope.last}"], ["数据截至", f"{scope.on}"]]
    return workbook("执法概览", ["指标", "数字", "单位", "说明"], body, notes)
