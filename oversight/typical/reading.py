"""What the public pages read: the published words, and nothing of the case behind them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cases.models import Remedy
from oversight.models import TypicalCase

CHANGED = ("revoked", "changed", "redo", "unlawful", "self")


@dataclass(frozen=True)
class PublicCase:
    """`parts` are stretches (words, whether something was removed there) by name of the part."""

    pk: int
    title: str
    keywords: list[str]
    on: date
    section: str
    parts: dict[str, list[tuple[str, bool]]]
    sha256: str

    @property
    def summary(self) -> str:
        text = "".join(words for words, _ in self.parts.get("facts", []))
        return text if len(text) <= 120 else f"{text[:120]}……"


def published(*, year: int | None = None, before: int | None = None, limit: int = 20) -> list[PublicCase]:
    """Published and not taken down, newest first; a page goes on below a key."""
    rows = _open_rows()
    if year:
        rows = rows.filter(published_at__year=year)
    if before:
        rows = rows.filter(pk__lt=before)
    return [_shown(row) for row in rows.order_by("-pk")[:limit]]


def published_one(pk: int) -> PublicCase | None:
    row = _open_rows().filter(pk=pk).first()
    return _shown(row) if row else None


def _open_rows() -> QuerySet[TypicalCase]:
    """Without the columns that hold names: the role of the public door may not read those."""
    rows = TypicalCase.objects.published().select_related("section")
    return rows.only("published_at", "public", "sha256", "section__name")


def published_pdf(pk: int) -> bytes | None:
    """The paper as it was issued when the case was published."""
    rows = TypicalCase.objects.published().select_related("paper__stored")
    row = rows.only("paper__stored__pdf").filter(pk=pk).first()
    return bytes(row.paper.stored.pdf) if row and row.paper else None


def years() -> list[int]:
    return sorted({day.year for day in TypicalCase.objects.published().dates("published_at", "year")}, reverse=True)


def _shown(row: TypicalCase) -> PublicCase:
    said: dict[str, Any] = json.loads(row.public)
    parts = {name: [(words, removed) for words, removed in pieces] for name, pieces in said.items()}
    whole = {name: "".join(words for words, _ in pieces) for name, pieces in parts.items()}
    return PublicCase(
        pk=row.pk,
        title=whole.get("title", ""),
        keywords=whole.get("keywords", "").split(),
        on=timezone.localdate(row.published_at),
        section=row.section.name,
        parts=parts,
        sha256=row.sha256,
    )


def to_take_down() -> set[int]:
    """Published ones whose decision was changed since: they must not stand as examples (行政处罚法48条2款)."""
    changed = Remedy.objects.filter(result__in=CHANGED).values("decision__act__case")
    return set(TypicalCase.objects.published().filter(case__in=changed).values_list("pk", flat=True))
