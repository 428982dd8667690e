"""One PDF out of many: front matter, then the papers in order, each page with its number in the volume."""

import io
from collections.abc import Sequence
from html import escape

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from documents import pdf

A4_POINTS = (595.28, 841.89)
MARGIN = 42
# Sides of A4 at 150 dots per inch: enough to read, small enough to keep.
A4_DOTS = (1240, 1754)
_STAMP = """<!DOCTYPE html><html lang="zh-CN"><head><title>页码</title></head><body class="folios">{}</body></html>"""
_SLIP = """<!DOCTYPE html><html lang="zh-CN"><head><title>{title}</title></head><body class="form"><main class="sheet">
<p class="slip-title">{title}</p>{lines}</main></body></html>"""


def readable(content: bytes) -> int:
    """How many pages the PDF has; 0 where it cannot be read or is locked."""
    try:
        reader = PdfReader(io.BytesIO(content))
        return 0 if reader.is_encrypted else len(reader.pages)
    except (PyPdfError, ValueError, OSError, KeyError, TypeError, RecursionError):
        return 0


def slip(title: str, lines: Sequence[str]) -> bytes:
    """A sheet that stands for material that cannot be printed, with what identifies it."""
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return pdf.to_bytes(pdf.layout(_SLIP.format(title=escape(title), lines=said)))


def picture(content: bytes) -> bytes:
    """An image on a sheet of A4; empty where it is no image."""
    try:
        image = Image.open(io.BytesIO(content)).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return b""
    image.thumbnail((A4_DOTS[0] - 160, A4_DOTS[1] - 200))
    sheet = Image.new("RGB", A4_DOTS, "white")
    sheet.paste(image, ((A4_DOTS[0] - image.width) // 2, 120))
    out = io.BytesIO()
    sheet.save(out, format="PDF", resolution=150)
    return out.getvalue()


def bind(front: Sequence[bytes], parts: Sequence[bytes]) -> bytes:
    """Front matter without numbers, then the parts with 第1页 and so on in the outer upper corner."""
    writer = PdfWriter()
    for content in front:
        for sheet in PdfReader(io.BytesIO(content)).pages:
            writer.add_page(sheet)
    sheets = [sheet for content in parts for sheet in PdfReader(io.BytesIO(content)).pages]
    stamps = _stamps(len(sheets))
    for number, sheet in enumerate(sheets):
        added = writer.add_page(sheet)
        added.merge_page(stamps.pages[number])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stamps(count: int) -> PdfReader:
    marks = "".join(
        f'<div class="folio{" folio-even" if number % 2 == 0 else ""}">第{number}页</div>'
        for number in range(1, count + 1)
    )
    return PdfReader(io.BytesIO(pdf.to_bytes(pdf.layout(_STAMP.format(marks)))))
