"""The Word file says what the PDF says."""

import io
import re
from collections import Counter
from datetime import date

import docx
import pytest

import documents
from documents import CATALOGUE
from tests.documents import samples
from tests.documents.measure import pages, paper

pytestmark = pytest.mark.slow
CODES = sorted(CATALOGUE)
DAY = date(2026, 4, 8)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word(code, *, mark="副本", number=None):
    number = samples.number_for(code) if number is None else number
    return docx.Document(io.BytesIO(documents.to_word(code, samples.full(code), number=number, mark=mark, day=DAY)))


def words(document):
    return "".join("".join(part.text or "" for part in document.element.body.iter(f"{W}t")).split())


def printed(code):
    """Characters of the PDF, page numbers aside."""
    lines = [line.text for page in pages(paper(code)) for line in page]
    return Counter("".join(line for line in lines if not re.fullmatch(r"—\d+—", line)))


def repeated(code, document):
    """Table heads once more for every further page."""
    heads = "".join(cell.text for table in document.tables for cell in table.rows[0].cells)
    return Counter("".join(heads.split()) * (len(pages(paper(code))) - 1))


@pytest.mark.parametrize("code", CODES)
def test_the_word_file_has_the_text_of_the_pdf(code):
    document = word(code)
    shown, on_paper = Counter(words(document)), printed(code)
    assert shown - on_paper == {}
    assert on_paper - shown - repeated(code, document) == {}


@pytest.mark.parametrize("mark", ["草稿", "副本：以制发的PDF为准"])
def test_every_page_of_the_word_file_says_what_it_is(mark):
    document = word("REMINDER", mark=mark)
    assert document.sections[0].header.paragraphs[0].text == mark
    assert document.core_properties.comments == mark


def test_the_word_page_is_the_official_page():
    section = word("CORRECTION_ORDER").sections[0]
    assert round(section.page_width.mm) == 210 and round(section.page_height.mm) == 297
    edges = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(edge.mm) for edge in edges] == [37, 35, 28, 26]


def test_a_list_of_40_rows_repeats_its_head_in_word_too():
    rows = [{"name": f"第{number}号证据", "kind": "书证"} for number in range(1, 41)]
    context = samples.full("EVIDENCE_LIST", evidence=rows)
    content = documents.to_word("EVIDENCE_LIST", context, mark="副本", number="", day=DAY)
    table = docx.Document(io.BytesIO(content)).tables[0]
    assert len(table.rows) == 41
    assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert table.cell(40, 1).text == "第40号证据"


def test_equal_papers_give_equal_word_text_and_a_draft_has_no_number():
    draft = word("REMINDER", mark="草稿", number="")
    assert "（未编号）" in words(draft) and "黔统提示" not in words(draft)
    assert words(word("REMINDER")) == words(word("REMINDER"))
