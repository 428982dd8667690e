"""What a PDF really shows: lines with their places, fonts, text; by poppler and pypdf, never by our own style sheet."""

import io
import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from pypdf import PdfReader

import documents
from tests.documents import samples

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, 184 * MM
TOP, BOTTOM = 37 * MM, 262 * MM
LINE = 225 / 22 * MM


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    top: float
    right: float
    bottom: float


_printed: dict[str, bytes] = {}


def paper(code: str, context=None, *, draft: bool = False) -> bytes:
    """The printed paper; what several tests look at is printed once."""
    context = samples.full(code) if context is None else context
    key = repr((code, context, draft))
    if key not in _printed:
        number = "" if draft else samples.number_for(code)
        _printed[key] = documents.render(code, context, draft=draft, number=number)
    return _printed[key]


@lru_cache(maxsize=64)
def pages(pdf: bytes) -> tuple[tuple[Line, ...], ...]:
    """Lines of every page from top to bottom, in points from the upper left corner."""
    found = subprocess.run(["pdftotext", "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return tuple(_lines(page) for page in found.stdout.decode().split("<page ")[1:])


def _lines(page: str) -> tuple[Line, ...]:
    pattern = r'<line xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</line>'
    lines = []
    for left, top, right, bottom, words in re.findall(pattern, page, re.S):
        text = "".join(unescape(word) for word in re.findall(r">([^<]+)</word>", words))
        lines.append(Line(text, float(left), float(top), float(right), float(bottom)))
    return tuple(sorted(lines, key=lambda line: (round(line.top), line.left)))


def body_lines(page: tuple[Line, ...]) -> list[Line]:
    """Lines inside the type area: neither the page number nor what stands in the margins."""
    return [line for line in page if line.top > TOP - 1 and line.bottom < BOTTOM + 1]


def text_of(pdf: bytes) -> str:
    """All text in reading order, without line breaks."""
    return "".join(line.text for page in pages(pdf) for line in page)


def page_text(pdf: bytes, index: int) -> str:
    return "".join(line.text for line in pages(pdf)[index])


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def fonts(pdf: bytes) -> dict[str, bool]:
    """Font name without its subset mark → embedded and cut to what is used."""
    found = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    result = {}
    for row in found.splitlines()[2:]:
        name, *rest = row.split()
        embedded, subset = rest[-5], rest[-4]
        result[name.partition("+")[2] or name] = (embedded, subset) == ("yes", "yes")
    return result
