"""How every list of cases leaves as a sheet; and the measures, by the same rows as their page."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.views import measures
from cases.views.intake import sheet_response
from records.workbooks import workbook

MOST_ROWS = 20_000


def listed(
    title: str, heads: Sequence[str], lines: Iterable[Sequence[object]], *, most: int | None = None
) -> HttpResponse:
    """The lines under a title, the day in the name of the file."""
    content = workbook(title, heads, lines, most=most or MOST_ROWS)
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
    return listed("柔性措施", heads, lines)
