"""Saved filters on the pages of lists: where each leads and how many rows it finds now, in one question for all."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, QueryDict

from accounts.models import SavedFilter

SHOWN = 12
KEPT_KEYS = ("q", "state", "act_state", "violation", "section", "whose", "source")


@dataclass(frozen=True)
class Chip:
    row: SavedFilter
    count: int
    is_here: bool
    may_drop: bool


def clean_query(raw: str) -> str:
    """Only conditions, in one order, so that equal filters are written alike."""
    asked = QueryDict(raw)
    return urlencode([(key, asked[key].strip()[:120]) for key in KEPT_KEYS if asked.get(key, "").strip()])


def chips(request: HttpRequest, page: str, narrowed: Callable[[QueryDict], QuerySet], here: str) -> list[Chip]:
    """`narrowed` gives the rows this person may see under the conditions of one filter."""
    rows = list(SavedFilter.objects.visible_to(request.user).filter(page=page).select_related("made_by")[:SHOWN])
    if not rows:
        return []
    found = {f"of{row.pk}": Count("pk", filter=Q(pk__in=narrowed(QueryDict(row.query)).values("pk"))) for row in rows}
    counts = narrowed(QueryDict("")).order_by().aggregate(**found)
    return [
        Chip(row, counts[f"of{row.pk}"], row.query == clean_query(here), row.made_by_id == request.user.pk)
        for row in rows
    ]
