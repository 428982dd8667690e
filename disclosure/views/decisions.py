"""Decisions as everybody reads them: a list with search, one page each; only what was signed for publication."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.allowed import table
from disclosure.models import Disclosed
from disclosure.views.public import cached, public

PAGE = 20
LONGEST = 60


@public
@cached
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Newest first, by key; every word asked for must be in it."""
    kinds = table().kinds
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    rows = Disclosed.objects.standing(on=timezone.localdate()).about(words)
    rows = rows.filter(kind=kind) if kind else rows
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 16:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.defer("search").order_by("-pk")[: PAGE + 1])
    context = {
        "rows": found[:PAGE],
        "next": found[PAGE - 1].pk if len(found) > PAGE else None,
        "q": words,
        "kind": kind,
        "kinds": kinds.values(),
        "is_first": not before,
    }
    return render(request, "disclosure/public_decisions.html", context)


@public
@cached
@require_safe
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """One decision, or the reason of its withdrawal; after its period it is not found."""
    row = get_object_or_404(Disclosed.objects.shown(on=timezone.localdate()), code=code)
    context = {"row": row, "kind": table().kinds.get(row.kind)}
    return render(request, "disclosure/public_decision.html", context, status=410 if row.withdrawn_on else 200)
