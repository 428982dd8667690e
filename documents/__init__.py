"""Papers: context in, PDF bytes out. Knows no database; documents/README.md gives each paper's context."""

import io
import re
from collections.abc import Mapping

from documents import check, compose, html, pdf
from documents.catalogue import CATALOGUE
from documents.kinds import Field, PaperKind
from documents.pdf import PdfUnavailable
from documents.words import NUMBER

__all__ = [
    "CATALOGUE",
    "Field",
    "PaperFault",
    "PaperKind",
    "PdfUnavailable",
    "context_errors",
    "page_count",
    "pdf_problem",
    "preview_html",
    "render",
]


class PaperFault(ValueError):
    """The paper cannot be made from this context; `errors` are Chinese sentences."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("；".join(error.rstrip("。") for error in errors) + "。")
        self.errors = errors


def context_errors(code: str, context: Mapping[str, object], *, draft: bool = False) -> list[str]:
    """What keeps the paper from being printed. A draft may lack what comes with the signature."""
    return check.context_errors(CATALOGUE[code], context, draft=draft)


def render(code: str, context: Mapping[str, object], *, draft: bool, number: str = "") -> bytes:
    """PDF bytes; the same arguments give the same bytes on every machine with the same fonts.

    A draft carries the watermark 草稿 and never a number. Raises PaperFault, PdfUnavailable.
    """
    kind = CATALOGUE[code]
    errors = check.context_errors(kind, context, draft=draft)
    errors += _number_errors(kind, draft, number)
    if errors:
        raise PaperFault(errors)
    number = "" if draft else number
    return pdf.to_bytes(compose.lay_out(kind, context, draft=draft, number=number))


def preview_html(code: str, context: Mapping[str, object], *, number: str = "") -> str:
    """The paper as a page for the browser: same text and style sheet, shown as a sheet on the screen."""
    from django.templatetags.static import static

    sheets = (static("print/paper.css"), static("print/screen.css"))
    return html.page(CATALOGUE[code], context, draft=not number, number=number, screen=sheets)


def page_count(content: bytes) -> int:
    """Pages of a PDF."""
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(content)).pages)


def pdf_problem() -> str:
    """Empty where PDF works, else the Chinese reason for a status page."""
    return pdf.problem()


def _number_errors(kind: PaperKind, draft: bool, number: str) -> list[str]:
    if draft:
        return []
    if kind.number_word and not re.fullmatch(NUMBER, number):
        return [f"文号“{number}”写法不对，应如“黔统{kind.number_word}〔2026〕1号”。"]
    if number and not kind.number_word:
        return [f"{kind.title}没有自己的文号。"]
    return []
