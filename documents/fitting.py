"""How tall a text must become in another grid, seen from one layout of it: what cannot fit need not be laid out.

The bound is a low one: a paragraph takes at least the lines that its characters fill; all else keeps its height in a wider
grid, and in a closer one at least the share SHRUNK. So a grid is passed over only where laying it out would show the same.
"""

import math
import re
from dataclasses import dataclass, field
from typing import Any

from documents.words import WIDE

PIXELS = 96 / 25.4  # WeasyPrint measures in CSS pixels
POINT = 25.4 / 72
TEXT_WIDTH, TEXT_HEIGHT, TOLERANCE = 156.0, 225.0, 0.5
# Room for a seal goes from two lines to one and a half, the cells of a form from 11 to 9 points.
SHRUNK = 0.5
DIGIT, NARROW = 0.45, 0.25  # of an em: no digit, no other visible sign of the fonts is narrower
_WIDE = re.compile(f"[{WIDE}]")
_DIGIT = re.compile("[0-9]")
_NARROW = re.compile(f"[^0-9{WIDE}\\s\\u200b]")


@dataclass(frozen=True)
class Grid:
    """Type size in points, what is added after each character in ems, height of a line in millimetres; as in paper.css."""

    size: float
    spacing: float
    pitch: float

    @property
    def line_ems(self) -> float:
        """Whole characters that a line can hold; the last one needs no room behind it."""
        return TEXT_WIDTH / (self.size * POINT * (1 + self.spacing)) + 0.1


GRIDS = {"": Grid(16, -0.014, 225 / 22), "fit-1": Grid(15, -0.016, 9.375), "fit-2": Grid(14, 0, 8.653)}


def cannot_fit(document: Any, laid: str, fit: str, pages: int) -> bool:
    """Would the text in the grid `fit` certainly take more pages, as its layout in the grid `laid` shows?"""
    grid, seen = GRIDS[fit], _Seen(GRIDS[laid])
    for page in document.pages:
        for root in page._page_box.children:
            if root.element_tag == "html":
                seen.walk(root)
    share = SHRUNK if grid.pitch < seen.grid.pitch else 1.0
    lines = sum(max(1, math.ceil(ems / grid.line_ems)) for ems in seen.paragraphs.values())
    return lines * grid.pitch + seen.rest / PIXELS * share > pages * TEXT_HEIGHT + TOLERANCE


@dataclass
class _Seen:
    """Characters of each paragraph in ems, by its element (it may stand on two pages), and the height of all else in pixels."""

    grid: Grid
    paragraphs: dict[int, float] = field(default_factory=dict)
    heads: set[int] = field(default_factory=set)
    rest: float = 0.0

    def walk(self, box: Any) -> None:
        if not box.is_in_normal_flow():
            return
        kind = type(box).__name__
        if kind == "TableBox":
            self._table(box)
        elif box.style["height"] != "auto" or kind not in ("BlockBox", "PageBox"):
            self.rest += box.height
        elif box.children and type(box.children[0]).__name__ == "LineBox":
            self._lines(box)
        else:
            self.rest += box.padding_top + box.padding_bottom
            if box.is_table_wrapper:
                self.rest += box.margin_top + box.margin_bottom
            for child in box.children:
                self.walk(child)

    def _lines(self, box: Any) -> None:
        pitch = self.grid.pitch * PIXELS
        if any(abs(line.height - pitch) > 0.5 for line in box.children):
            self.rest += box.height
            return
        self.rest += box.padding_top + box.padding_bottom
        text = "".join(_text(line) for line in box.children)
        ems = len(_WIDE.findall(text)) + DIGIT * len(_DIGIT.findall(text)) + NARROW * len(_NARROW.findall(text))
        self.paragraphs[id(box.element)] = self.paragraphs.get(id(box.element), 0.0) + ems

    def _table(self, box: Any) -> None:
        """Rows; a head repeated on the next page counts once."""
        for group in box.children:
            if group.is_header and id(group.element) in self.heads:
                continue
            if group.is_header:
                self.heads.add(id(group.element))
            self.rest += sum(row.height for row in group.children)


def _text(box: Any) -> str:
    if hasattr(box, "text"):
        return str(box.text)
    return "".join(_text(child) for child in getattr(box, "children", ()))
