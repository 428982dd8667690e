"""Typical cases for everybody: the published words, marked where something was removed."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from disclosure.views.public import cached, public
from oversight.typical import reading
from oversight.typical.masking import PARTS

PAGE = 20
HEADS = {**PARTS, "law": "相关法条"}


@public
@cached
@require_safe
def typical_cases(request: HttpRequest) -> HttpResponse:
    """Newest first, a year at a time where one is asked for; a page goes on below a key."""
    asked, after = request.GET.get("year", ""), request.GET.get("after", "")
    years = reading.years()
    year = int(asked) if asked.isdigit() and int(asked) in years else None
    before = int(after) if after.isdigit() else None
    rows = reading.published(year=year, before=before, limit=PAGE + 1)
    query = {"year": year} if year else {}
    context = {
        "rows": rows[:PAGE],
        "years": years,
        "year": year,
        "next_url": f"?{urlencode(query | {'after': rows[PAGE - 1].pk})}" if len(rows) > PAGE else "",
        "first_url": f"?{urlencode(query)}" if before else "",
    }
    return render(request, "disclosure/public_typical.html", context)


@public
@cached
@require_safe
def typical_case(request: HttpRequest, pk: int) -> HttpResponse:
    row = reading.published_one(pk)
    if row is None:
        raise Http404("没有这个典型案例，或者已经撤下。")
    parts = [
        (HEADS[name], pieces) for name, pieces in row.parts.items() if pieces and name in HEADS and name != "title"
    ]
    return render(request, "disclosure/public_typical_case.html", {"row": row, "parts": parts})


@public
@cached
@require_safe
def typical_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as it was issued."""
    pdf = reading.published_pdf(pk)
    if pdf is None:
        raise Http404("没有这个典型案例，或者已经撤下。")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"典型案例{pk}.pdf")
    return response
