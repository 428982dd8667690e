"""The page behind the header's search box, and lists as sheets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cases import filters, lead_filters
from cases.models import Case, Lead
from cases.search import find
from cases.views.sheets import MOST_ROWS, listed
from exemptions.queries import violation_choices


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """One exact number opens its file at once."""
    words = request.GET.get("q", "")[:120]
    found = find(request.user, words)
    if len(found.cases) == 1 and found.cases[0].number == found.words:
        return redirect("cases:detail", found.cases[0].pk)
    return render(request, "cases/search.html", {"found": found, "q": words})


@require_GET
def cases_sheet(request: HttpRequest) -> HttpResponse:
    """The filtered list of files, as a sheet."""
    form = filters.CaseFilterForm(request.GET, violations=violation_choices())
    rows = filters.apply(Case.objects.visible_to(request.user), filters.read(form), request.user)
    rows = rows.select_related("party", "section").prefetch_related("acts", "officers__user").order_by("-pk")
    heads = [
        "案号",
        "当事人",
        "统一社会信用代码",
        "违法行为",
        "状态",
        "来源",
        "科室",
        "办案人员",
        "发现日期",
        "立案日期",
    ]
    lines = (
        [
            str(case),
            case.party.name,
            case.party.credit_code,
            "；".join(f"{act.violation_name}（{act.get_state_display()}）" for act in case.acts.all()),
            case.get_state_display(),
            case.get_source_display(),
            case.section.name,
            "、".join(row.user.name for row in case.officers.all() if row.until_on is None),
            case.discovered_on,
            case.filed_on,
        ]
        for case in rows[: MOST_ROWS + 1]
    )
    return listed("案件", heads, lines)


@require_GET
def leads_sheet(request: HttpRequest) -> HttpResponse:
    """The filtered leads, as a sheet."""
    visible = Lead.objects.visible_to(request.user)
    rows = lead_filters.narrowed(request.user, visible, request.GET).select_related(
        "party", "section", "case", "recorded_by"
    )
    heads = [
        "收到日期",
        "当事人",
        "统一社会信用代码",
        "线索内容",
        "来源",
        "科室",
        "状态",
        "不立案理由",
        "案件",
        "登记人",
    ]
    lines = (
        [
            lead.received_on,
            lead.party.name if lead.party else lead.party_words,
            lead.party.credit_code if lead.party else "",
            lead.description,
            lead.get_source_display(),
            lead.section.name,
            lead.get_state_display(),
            lead.not_filed_reason,
            str(lead.case) if lead.case else "",
            lead.recorded_by.name,
        ]
        for lead in rows[: MOST_ROWS + 1]
    )
    return listed("线索", heads, lines)
