"""Many papers at once: one PDF in printing order, and the labels for their envelopes."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents import html, pdf


@dataclass(frozen=True)
class Label:
    """Whom, where to, and the number of the paper inside."""

    name: str
    address: str
    number: str = ""


def merge(papers: Iterable[bytes], *, duplex: bool) -> bytes:
    """Every paper in its order. `duplex` adds a blank side where a paper would end on the front of a sheet."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for content in papers:
        pages = PdfReader(io.BytesIO(content)).pages
        for page in pages:
            writer.add_page(page)
        if duplex and len(pages) % 2:
            writer.add_blank_page()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def labels(rows: Sequence[Label]) -> bytes:
    """The sheets of labels."""
    return pdf.to_bytes(pdf.layout(html.fill("documents/labels.html", {"rows": rows})))
