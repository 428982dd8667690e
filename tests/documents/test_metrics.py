"""GB/T 9704 measured on the pages themselves."""

import re

import pytest

from documents import CATALOGUE
from tests.documents import samples
from tests.documents.measure import (
    BOTTOM,
    LEFT,
    LINE,
    MM,
    RIGHT,
    TOP,
    body_lines,
    fonts,
    page_text,
    pages,
    paper,
    reader,
    text_of,
)

pytestmark = pytest.mark.slow  # every paper is printed

CODES = sorted(CATALOGUE)
CLOSE = 0.35  # points; an eighth of a millimetre


def long_document(text: str, times: int = 80):
    body = [{"text": text * times}]
    return paper("OFFICIAL_DOCUMENT", samples.full("OFFICIAL_DOCUMENT", body=body, annexes=[], cc="", printed_by=""))


PLAIN = "统计行政执法工作应当坚持公正公开过罚相当处罚与教育相结合"
MIXED = "为落实《中华人民共和国统计法》，2026年检查“四上”企业1,286家，立案97件——其中迟报61件，占62.9%……喆、玥两名人员。"


@pytest.mark.parametrize("code", CODES)
def test_every_page_is_a4(code):
    for page in reader(paper(code)).pages:
        assert float(page.mediabox.width) == pytest.approx(210 * MM, abs=0.01)
        assert float(page.mediabox.height) == pytest.approx(297 * MM, abs=0.01)


@pytest.mark.parametrize("code", CODES)
def test_every_font_is_embedded_and_cut_to_what_is_used(code):
    used = fonts(paper(code))
    assert used and all(used.values())
    assert any(name.startswith("Gongwen") for name in used)


def test_a_full_page_holds_22_lines_of_28_characters():
    page = body_lines(pages(long_document(PLAIN))[1])
    assert len(page) == 22
    assert {len(line.text) for line in page} == {28}
    for number, line in enumerate(page):
        middle = (line.top + line.bottom) / 2
        assert middle == pytest.approx(TOP + LINE * (number + 0.5), abs=CLOSE * 2)


def test_a_page_of_mixed_signs_keeps_its_22_lines():
    """Digits, quotes, dashes and rare characters come from other fonts; none of them may push a line down."""
    page = body_lines(pages(long_document(MIXED))[1])
    assert len(page) == 22
    steps = [below.bottom - above.bottom for above, below in zip(page, page[1:], strict=False)]
    assert all(step == pytest.approx(LINE, abs=CLOSE) for step in steps)


@pytest.mark.parametrize("text", [PLAIN, MIXED])
def test_full_lines_end_flush_at_the_right_margin(text):
    for page in pages(long_document(text))[1:-1]:
        for line in body_lines(page):
            assert line.left == pytest.approx(LEFT, abs=CLOSE)
            assert line.right == pytest.approx(RIGHT, abs=CLOSE)


def test_quotation_marks_do_not_leave_lines_short():
    text = "行政处罚法规定：“违法行为轻微的，不予行政处罚。”当事人的“四上”企业符合“一套表”规定，‘上报’及时。"
    pdf = long_document(text, 30)
    lengths = [len(line.text) for line in body_lines(pages(pdf)[1])]
    assert min(lengths) >= 26 and sum(lengths) >= 27.5 * len(lengths)
    assert "：“违法行为轻微的，不予行政处罚。”当事人的“四上”企业" in text_of(pdf)


def test_the_first_line_of_a_paragraph_is_indented_two_characters():
    first = next(line for line in pages(long_document(PLAIN))[0] if line.text.startswith("统计行政执法工作"))
    assert first.left - LEFT == pytest.approx(2 * (RIGHT - LEFT) / 28, abs=0.6)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("fields", ["full", "least"])
def test_nothing_sticks_out_of_the_type_area(code, fields):
    for page in pages(paper(code, getattr(samples, fields)(code))):
        for line in body_lines(page):
            if line.bottom < TOP + 12 * MM:
                continue  # the red head of a letter is 170 mm wide
            assert line.left > LEFT - 1 and line.right < RIGHT + 1, line


def test_page_numbers_stand_outside_by_parity():
    sheets = pages(long_document(PLAIN))
    assert len(sheets) >= 4
    for number, page in enumerate(sheets, 1):
        mark = next(line for line in page if line.top > BOTTOM)
        assert mark.text == f"—{number}—"
        assert mark.top == pytest.approx(BOTTOM + 7 * MM, abs=2)
        if number % 2:
            assert RIGHT - mark.right == pytest.approx(16, abs=2)
        else:
            assert mark.left - LEFT == pytest.approx(16, abs=2)
        assert mark.bottom - mark.top == pytest.approx(14, abs=1)


def test_the_first_page_of_a_letter_shows_no_number_and_the_second_does():
    sheets = pages(paper("CORRECTION_ORDER"))
    assert not any(re.fullmatch("—1—", line.text) for line in sheets[0])
    assert any(line.text == "—2—" for line in sheets[1])


def test_the_title_is_set_in_22_points_centred_and_never_a_rectangle():
    title = [line for line in pages(paper("OFFICIAL_DOCUMENT"))[0] if 20 < line.bottom - line.top < 24]
    assert len(title) == 2
    assert "".join(line.text for line in title) == samples.full("OFFICIAL_DOCUMENT")["title"]
    widths = [line.right - line.left for line in title]
    assert abs(widths[0] - widths[1]) >= 2 * 22
    for line in title:
        assert (line.left + line.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=2)


def test_the_date_keeps_four_characters_from_the_right_and_the_organ_is_centred_over_it():
    lines = [line for page in pages(paper("NO_PENALTY_DECISION")) for line in page]
    date = next(line for line in lines if line.text == "2026年4月8日")
    organ = next(line for line in reversed(lines) if line.text == "重庆市黔江区统计局" and line.top < date.top)
    character = date.bottom - date.top
    assert RIGHT - date.right == pytest.approx(4 * character, abs=2)
    assert (organ.left + organ.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=1)


@pytest.mark.parametrize("paragraphs", range(15, 27))
def test_the_signature_never_stands_alone_on_a_page(paragraphs):
    body = [{"text": f"本段说明第{number}项情况。"} for number in range(paragraphs)]
    changes = {"body": body, "annexes": [], "cc": "", "printed_by": "", "remark": ""}
    pdf = paper("OFFICIAL_DOCUMENT", samples.full("OFFICIAL_DOCUMENT", **changes))
    signed = next(page for page in pages(pdf) if any(line.text == "2026年10月15日" for line in page))
    date = next(line for line in signed if line.text == "2026年10月15日")
    above = [line for line in signed if line.text.startswith("本段说明")]
    assert above
    assert date.top - max(line.bottom for line in above) < 42 * MM + LINE


def test_the_seal_has_its_room_on_the_page_of_the_signature():
    for code in ("CORRECTION_ORDER", "NO_PENALTY_DECISION", "MINOR_WARNING", "REMINDER"):
        page = pages(paper(code))[-1]
        signature = [line for line in page if line.text == "重庆市黔江区统计局" and line.top > TOP][-1]
        text = [line for line in body_lines(page) if line.bottom < signature.top]
        assert signature.top - max(line.bottom for line in text) >= 12 * MM
        assert 297 * MM - signature.bottom >= 21 * MM


def test_a_table_of_40_rows_repeats_its_head():
    cells = [[f"第{number}号企业", str(number), "1"] for number in range(1, 41)]
    body = [{"caption": "检查名单", "columns": ["企业", "序号", "次数"], "numeric": ["序号"], "cells": cells}]
    pdf = paper("OFFICIAL_DOCUMENT", samples.full("OFFICIAL_DOCUMENT", body=body, annexes=[], cc="", printed_by=""))
    with_rows = [page for page in range(len(pages(pdf))) if "号企业" in page_text(pdf, page)]
    assert len(with_rows) >= 2
    assert all("企业" in page_text(pdf, page) and "次数" in page_text(pdf, page) for page in with_rows)
    assert all(f"第{number}号企业" in text_of(pdf) for number in range(1, 41))


def test_the_colophon_closes_the_last_even_page():
    sheets = pages(paper("OFFICIAL_DOCUMENT"))
    assert len(sheets) % 2 == 0
    printed = next(line for line in sheets[-1] if "印发" in line.text)
    assert BOTTOM - printed.bottom < LINE
    assert printed.bottom - printed.top == pytest.approx(14, abs=1)
