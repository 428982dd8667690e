"""Papers: context in, PDF bytes out. Knows no database; documents/README.md gives each paper's context."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from documents import bundle, check, compose, html, joining, pdf, plain, word
from documents.bundle import Label
from documents.catalogue import CATALOGUE, OF_A_TRADE
from documents.kinds import Field, PaperKind
from documents.pdf import PdfUnavailable
from documents.plain import Remark
from documents.words import NUMBER

__all__ = [
    "CATALOGUE",
    "Field",
    "OF_A_TRADE",
    "Label",
    "PaperFault",
    "PaperKind",
    "PdfUnavailable",
    "Remark",
    "context_errors",
    "labels",
    "merge",
    "page_count",
    "pdf_problem",
    "preview_html",
    "remarks",
    "render",
    "to_word",
]


class PaperFault(ValueError):
    """The paper cannot be made from this context; `errors` are Chinese sentences."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("；".join(error.rstrip("。") for error in errors) + "。")
        self.errors = errors


def context_errors(code: str, context: Mapping[str, object], *, draft: bool = False) -> list[str]:
    """What keeps the paper from being printed. A draft may lack what comes with the signature."""
    return check.context_errors(CATALOGUE[code], context, draft=draft)


def render(
    code: str,
    context: Mapping[str, object],
    *,
    draft: bool,
    number: str = "",
    verify: str = "",
    door: tuple[str, str] | None = None,
) -> bytes:
    """PDF bytes; the same arguments give the same bytes on every machine with the same fonts.

    A draft carries the watermark 草稿 and never a number. `verify` is the address its QR code leads to,
    `door` address and code of the party's own page.
    Raises PaperFault, PdfUnavailable.
    """
    kind = CATALOGUE[code]
    errors = check.context_errors(kind, context, draft=draft)
    errors += _number_errors(kind, draft, number)
    if errors:
        raise PaperFault(errors)
    number = "" if draft else number
    return pdf.to_bytes(compose.lay_out(kind, context, draft=draft, number=number, verify=verify, door=door))


def preview_html(code: str, context: Mapping[str, object], *, number: str = "", verify: str = "") -> str:
    """The paper as a page for the browser: same text and style sheet, shown as a sheet on the screen."""
    from django.templatetags.static import static

    sheets = (static("print/paper.css"), static("print/screen.css"))
    return html.page(CATALOGUE[code], context, draft=not number, number=number, screen=sheets, verify=verify)


def to_word(code: str, context: Mapping[str, object], *, number: str = "", mark: str, day: date) -> bytes:
    """The paper as .docx, the same text as the PDF; `mark` stands in the head of every page, `day` dates the file.

    An incomplete context is no error here: house edits begin with what there is.
    """
    kind = CATALOGUE[code]
    page = html.page(kind, context, draft=not number, number=number, screen=("",))
    organ = context.get("organ")
    author = str(organ.get("name", "")) if isinstance(organ, Mapping) else ""
    return word.to_docx(page, title=f"{kind.title}{number}", author=author, mark=mark, made_on=day)


def remarks(code: str, context: Mapping[str, object]) -> list[Remark]:
    """What keeps a notice from being understood at the first reading; empty where it is plain, or not for the party."""
    kind = CATALOGUE[code]
    return plain.remarks(kind, html.page(kind, context, draft=True, screen=("",))) if kind.for_party else []


def page_count(content: bytes) -> int:
    """Pages of a PDF; told at once where it is a print of this room."""
    try:
        return joining.page_count(content)
    except joining.StrangePdf:
        from pypdf import PdfReader

        return len(PdfReader(io.BytesIO(content)).pages)


def merge(papers: Iterable[bytes], *, duplex: bool) -> bytes:
    """One PDF in the given order; on both sides of the sheet, every paper begins on a new sheet."""
    return bundle.merge(papers, duplex=duplex)


def labels(rows: Sequence[Label]) -> bytes:
    """Address labels for window-less envelopes, 24 on a sheet of A4 (70 × 37 mm), in the given order."""
    return bundle.labels(rows)


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
