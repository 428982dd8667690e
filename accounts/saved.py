"""Saved filters on the pages of lists: where each leads and how many rows it finds now, in one question for all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, QueryDict

from accounts.models import SavedFilter

SHOWN = 12


@dataclass(frozen=True)
class List:
    """A list whose filters are kept: the name of its page, and the conditions it knows."""

    url: str
    keys: tuple[str, ...]


LISTS = {
    "cases": List("cases:list", ("q", "state", "act_state", "violation", "section", "whose")),
    "leads": List("cases:leads", ("q", "state", "section", "source")),
    "parties": List("parties:list", ("q", "kind", "survey_class", "township", "standing", "register")),
    "papers": List("cases:paper_register", ("q", "year", "kind", "status")),
}


@dataclass(frozen=True)
class Chip:
    row: SavedFilter
    count: int
    is_here: bool
    may_drop: bool


def clean_query(page: str, raw: str) -> str:
    """Only the list's own conditions, in one order, so that equal filters are written alike."""
    asked = QueryDict(raw)
    return urlencode([(key, asked[key].strip()[:120]) for key in LISTS[page].keys if asked.get(key, "").strip()])


def saved_filters(
    request: HttpRequest, page: str, narrowed: Callable[[QueryDict], QuerySet], here: str, *, saveable: bool = True
) -> dict[str, Any]:
    """What components/saved_filters.html shows. `narrowed` gives the rows this person may see under the conditions of one filter."""
    query = clean_query(page, here)
    return {
        "page": page,
        "chips": _chips(request, page, narrowed, query),
        "saveable": query if saveable else "",
        "may_share": request.user.section_id is not None,
    }


def _chips(request: HttpRequest, page: str, narrowed: Callable[[QueryDict], QuerySet], here: str) -> list[Chip]:
    rows = list(SavedFilter.objects.visible_to(request.user).filter(page=page).select_related("made_by")[:SHOWN])
    if not rows:
        return []
    found = {f"of{row.pk}": Count("pk", filter=Q(pk__in=narrowed(QueryDict(row.query)).values("pk"))) for row in rows}
    counts = narrowed(QueryDict("")).order_by().aggregate(**found)
    return [Chip(row, counts[f"of{row.pk}"], row.query == here, row.made_by_id == request.user.pk) for row in rows]
