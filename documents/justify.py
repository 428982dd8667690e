"""Flush right margins for Chinese text in WeasyPrint.

WeasyPrint justifies a line by widening its spaces. Chinese is written without spaces, so its lines
would end ragged. Here every place where two characters touch and one of them is Chinese takes its
share of the room left on the line. The shares are written straight into Pango's glyph widths when
the line is drawn, in whole thousandths of the font size with the rounding carried along, so the
last glyph ends where the margin is; line breaking itself is left alone.

The functions replaced are private to WeasyPrint: the version is pinned, and
tests/documents/test_metrics.py measures the margin of a full page.
"""

import math
import re
from typing import Any

from documents.words import WIDE

_WIDE = re.compile(f"[{WIDE}]")
_SPACES = " \u00a0"
_INVISIBLE = " \u00a0\u200b"
# Written as pairs, each pair is one sign and stays together.
_PAIRED = "—…"

_installed = False


def gaps(text: str) -> list[int]:
    """Positions of the characters after which the line may be opened."""
    found = []
    for position, character in enumerate(text):
        following = text[position + 1 : position + 2]
        if character == "\u200b" or (character in _PAIRED and following == character):
            continue
        if character in _SPACES or _WIDE.match(character) or (following and _WIDE.match(following)):
            found.append(position)
    return found


def install() -> None:
    """Teach WeasyPrint to justify Chinese; safe to call again."""
    global _installed
    if _installed:
        return
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    _replace_justification(inline)
    _replace_drawing(line_break)
    _installed = True


def _replace_justification(inline: Any) -> None:
    boxes = inline.boxes

    def count_gaps(box: Any) -> int:
        if isinstance(box, boxes.TextBox):
            return len(gaps(box.text))
        if isinstance(box, boxes.LineBox | boxes.InlineBox):
            return sum(count_gaps(child) for child in box.children)
        return 0

    def last_text(box: Any) -> str:
        if isinstance(box, boxes.TextBox):
            return str(box.text)
        for child in reversed(getattr(box, "children", ())):
            if text := last_text(child):
                return text
        return ""

    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        """Share the room among the gaps; those behind the last visible character do not count."""
        spacing = line.style["letter_spacing"]
        if spacing != "normal":
            extra_width += spacing  # it also follows the last character, where nothing is to be seen
        text = last_text(line)
        last_visible = len(text.rstrip(_INVISIBLE)) - 1
        number = count_gaps(line) - sum(position >= last_visible for position in gaps(text))
        if number > 0:
            inline.add_word_spacing(context, line, extra_width / number, 0)

    inline.count_expandable_spaces = count_gaps
    inline.justify_line = justify_line


def _replace_drawing(line_break: Any) -> None:
    plain_set_text = line_break.Layout.set_text
    plain_first_line = line_break.Layout.get_first_line

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        plain_set_text(layout, text)
        layout.widen_by = layout.justification_spacing if justify else 0

    def get_first_line(layout: Any) -> Any:
        line, index = plain_first_line(layout)
        if getattr(layout, "widen_by", 0):
            _widen(line, layout, line_break)
            layout.widen_by = 0
        return line, index

    line_break.Layout.set_text = set_text
    line_break.Layout.get_first_line = get_first_line


def _gap_ends(text: str) -> set[int]:
    """UTF-8 offsets at which a gap opens."""
    ends, offset, positions = set(), 0, set(gaps(text))
    for position, character in enumerate(text):
        offset += len(character.encode())
        if position in positions:
            ends.add(offset)
    return ends


def _widen(line: Any, layout: Any, line_break: Any) -> None:
    """Give each gap of the line its share, in exact thousandths of the font size."""
    ffi, pango = line_break.ffi, line_break.pango
    em = int(layout.style["font_size"] * line_break.TO_UNITS)  # Pango's own rounding of the size
    share = layout.widen_by * line_break.TO_UNITS * 1000 / em
    ends = _gap_ends(layout.text)
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    carried = 0.0
    run = line.runs
    while run != ffi.NULL:
        item = run.data
        run = run.next
        font, glyphs = item.item.analysis.font, item.glyphs
        for i in range(glyphs.num_glyphs):
            info = glyphs.glyphs[i]
            if info.glyph == pango.PANGO_GLYPH_EMPTY:  # a break opportunity takes no room
                carried += info.geometry.width * 1000 / em
                info.geometry.width = 0
                continue
            end = item.item.length if i == glyphs.num_glyphs - 1 else glyphs.log_clusters[i + 1]
            wanted = info.geometry.width * 1000 / em + carried
            if item.item.offset + end in ends:
                wanted += share
            pango.pango_font_get_glyph_extents(font, info.glyph, ink, logical)
            natural = round(logical.width * 1000 / em) + info.geometry.x_offset / layout.style["font_size"]
            kerning = round(natural - wanted)
            carried = wanted - (natural - kerning)
            info.geometry.width = _units(natural - kerning, kerning, em)


def _units(advance: float, kerning: int, em: int) -> int:
    """Pango units for an advance, on the side where WeasyPrint's int() gives the kerning meant."""
    exact = advance * em / 1000
    if kerning == 0:
        return round(exact)
    return math.ceil(exact) + 1 if kerning < 0 else math.floor(exact) - 1
