"""Yearly enforcement data for everybody: the counts as they were issued, with the paper itself."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from disclosure.views.public import cached, public
from oversight.annual import yearly
from oversight.models import YearlyData


@public
@cached
@require_safe
def yearly_data(request: HttpRequest, year: int = 0) -> HttpResponse:
    """The newest year, or the one asked for; of each year the last issue counts, and is the one shown."""
    years = list(YearlyData.objects.order_by("-year").values_list("year", flat=True).distinct())
    if year and year not in years:
        raise Http404("没有公布这一年的年报。")
    wanted = year or next(iter(years), 0)
    rows = list(YearlyData.objects.filter(year=wanted).select_related("paper").order_by("-order"))
    found = json.loads(rows[0].data) if rows else None
    context = {
        "years": years,
        "row": rows[0] if rows else None,
        "earlier": rows[1:],
        "tables": yearly.tables(found) if found else [],
    }
    return render(request, "disclosure/public_yearly.html", context)


@public
@cached
@require_safe
def yearly_paper(request: HttpRequest, year: int, order: int) -> HttpResponse:
    row = get_object_or_404(YearlyData.objects.select_related("paper__stored"), year=year, order=order)
    response = HttpResponse(bytes(row.paper.stored.pdf), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{year}年行政执法统计年报.pdf")
    return response
