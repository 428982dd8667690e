"""Measures and urging as sheets, by the same rows as their pages."""

from collections.abc import Iterable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from cases.models import LateFiling, UrgingNotice
from cases.services import urging as verbs
from cases.views import measures, urging
from cases.views.intake import sheet_response
from records.workbooks import workbook

MOST_ROWS = 20_000


def _sheet(title: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponse:
    content = workbook(title, heads, lines, most=MOST_ROWS)
    return sheet_response(content, f"{title}{timezone.localdate()}.xlsx")


@require_GET
def measures_sheet(request: HttpRequest) -> HttpResponse:
    """The measures in one state."""
    rows = measures.of_state(request).select_related("party", "begun_by", "section", "case").order_by("-pk")
    heads = ["措施", "事项", "当事人", "统一社会信用代码", "启动情形", "状态", "实施日期", "科室", "经办", "案件"]
    lines = (
        [
            row.get_kind_display(),
            row.subject,
            row.party.name,
            row.party.credit_code,
            row.get_trigger_display(),
            row.get_state_display(),
            row.given_on or "",
            row.section.name,
            row.begun_by.name,
            str(row.case) if row.case else "",
        ]
        for row in rows[: MOST_ROWS + 1]
    )
    return _sheet("柔性措施", heads, lines)


@require_GET
@for_roles(*urging.READERS)
def urging_sheet(request: HttpRequest) -> HttpResponse:
    """What stands under one tab of the urging desk: filings, or notices with their service."""
    if not verbs.enabled():
        raise Http404
    tab = urging.asked_tab(request)
    rows = urging.rows_of(request, tab)[: MOST_ROWS + 1]
    title = f"催报{dict(urging.TABS)[tab]}"
    if tab in ("urge", "judge"):
        verbs.note_exported_phones(actor=request.user, title=title)
        heads = ["单位", "统一社会信用代码", "报表", "报送截止日", "实际报送日", "联系电话"]
        return _sheet(title, heads, (_filing(row) for row in rows))
    heads = ["单位", "统一社会信用代码", "催报通知书", "报表", "催报期限", "送达"]
    return _sheet(title, heads, (_notice(row) for row in rows))


def _filing(row: LateFiling) -> list[object]:
    party = row.party
    return [party.name, party.credit_code, row.title, row.due_on, row.submitted_on or "未报", row.phone or party.phone]


def _notice(row: UrgingNotice) -> list[object]:
    services = "；".join(
        f"{one.served_on:%Y-%m-%d}{one.get_means_display()}（{'有送达证明' if one.is_proved else '没有证明，不作为送达'}）"
        for one in row.services.all()
    )
    titles = "；".join(filing.title for filing in row.filings.all())
    return [row.party.name, row.party.credit_code, str(row), titles, row.deadline, services]
