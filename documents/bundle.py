"""Many papers at once: one PDF in printing order, and the labels for their envelopes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents import html, joining, pdf

LABELS_PER_SHEET = 24


@dataclass(frozen=True)
class Label:
    """Whom, where to, and the number of the paper inside."""

    name: str
    address: str
    number: str = ""


def merge(papers: Iterable[bytes], *, duplex: bool) -> bytes:
    """Every paper in its order. `duplex` adds a blank side where a paper would end on the front of a sheet."""
    joined = joining.Joined()
    for content in papers:
        pages = joined.add(content)
        if duplex and pages % 2:
            joined.add_blank_page()
    return joined.finish()


def labels(rows: Sequence[Label]) -> bytes:
    """The sheets of labels."""
    sheets = [rows[start : start + LABELS_PER_SHEET] for start in range(0, len(rows), LABELS_PER_SHEET)]
    return pdf.to_bytes(pdf.layout(html.fill("documents/labels.html", {"sheets": sheets})))
