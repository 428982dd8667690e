"""Statute text for a page: the official words where they are loaded, our gist beside or instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from exemptions.models import Provision
from rules.citation import Citation

MOST_PARTS = 6


@dataclass(frozen=True)
class Quote:
    """`text` is the law's own wording or empty; `gist` our sentence. `since`: the day this wording came into force."""

    citation: str
    title: str
    text: str
    gist: str
    since: date | None
    document: str = ""


def quotes(citations: Iterable[str]) -> dict[str, Quote]:
    """Each citation with what it says, in one query. A place kept only in parts (前段, 后段, 项) is joined from them."""
    wanted = [citation for citation in dict.fromkeys(citations) if citation]
    if not wanted:
        return {}
    which = Q()
    for citation in wanted:
        which |= Q(citation__startswith=citation)
    rows = list(Provision.objects.filter(which).select_related("version__statute").order_by("order", "pk"))
    return {citation: quote for citation in wanted if (quote := _quote(citation, rows))}


def basis_rows(citations: Iterable[str]) -> list[tuple[str, str]]:
    """Each provision with its own words where they are loaded, else our sentence."""
    citations = list(citations)
    found = quotes(citations)
    return [(one, (found[one].text or found[one].gist) if one in found else "") for one in citations]


def _quote(citation: str, rows: list[Provision]) -> Quote | None:
    place = _parse(citation)
    if place is None:
        return None
    inside = [row for row in rows if (found := _parse(row.citation)) is not None and place.covers(found)]
    exact = [row for row in inside if row.citation == citation]
    parts = exact or inside[:MOST_PARTS]
    if not parts:
        return None
    version = parts[0].version
    return Quote(
        citation=citation,
        title=place.format_long(version.statute.title),
        text="".join(row.wording for row in parts),
        gist="；".join(row.gist.rstrip("。") for row in parts if row.gist) + "。"
        if any(row.gist for row in parts)
        else "",
        since=version.effective_from,
        document=version.document,
    )


def _parse(citation: str) -> Citation | None:
    try:
        return Citation.parse(citation)
    except ValueError:
        return None


def first_citation(text: str) -> str:
    """The first provision of a step that names several, e.g. 行政处罚法27条1款、57条1款(四)."""
    head = text.replace("；", "、").split("、")[0].strip()
    return head if _parse(head) else ""
