"""The official look measured on every paper of the catalogue: red head, numbers, page numbers, the place of the seal, annexes."""

import re

import pytest

from documents import CATALOGUE
from tests.documents import samples
from tests.documents.measure import BOTTOM, LEFT, LINE, MM, RIGHT, TOP, body_lines, pages, paper, reader, text_of

pytestmark = pytest.mark.slow

CODES = sorted(CATALOGUE)
ORGAN = samples.ORGAN["name"]
RED = re.compile(rb"(?<![\d.])0?\.90\d* 0 0?\.07\d* rg|(?<![\d.])0?\.90\d* 0 0?\.07\d* scn")


def raw(pdf, page=0):
    return reader(pdf).pages[page].get_contents().get_data()


def head(code):
    """letter, file, gongwen or form, as the template says."""
    from documents import html

    page = html.page(CATALOGUE[code], samples.full(code), draft=False, number=samples.number_for(code))
    return re.search(r'<body class="(\w+)', page).group(1)


HEADS = {code: head(code) for code in CODES}
LETTERS = [code for code in CODES if HEADS[code] == "letter"]
WITH_RED = [code for code in CODES if HEADS[code] != "form"]
SIGNED = [code for code in WITH_RED if "issued_on" in samples.full(code)]


@pytest.mark.parametrize("code", WITH_RED)
def test_the_red_head_is_red_centred_and_high_on_the_first_page(code):
    pdf = paper(code)
    mark = next(line for line in pages(pdf)[0] if line.text.startswith(ORGAN) and line.bottom - line.top > 24)
    assert (mark.left + mark.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=4)
    expected = {"letter": 30 * MM, "file": TOP + 1 * MM, "gongwen": TOP + 35 * MM}[HEADS[code]]
    assert mark.top == pytest.approx(expected, abs=2 * MM)
    assert RED.search(raw(pdf))


@pytest.mark.parametrize("code", [code for code in CODES if HEADS[code] == "form"])
def test_forms_for_the_file_carry_no_red(code):
    assert not RED.search(raw(paper(code)))


@pytest.mark.parametrize("code", [code for code in CODES if CATALOGUE[code].number_word])
def test_numbers_stand_in_hexagonal_brackets_without_padding(code):
    text = text_of(paper(code))
    assert f"〔2026〕{5}号" in text
    assert not re.search(r"〔\d{4}〕0|第\d+号|\[\d{4}\]\d|（\d{4}）\d+号", text)


@pytest.mark.parametrize("code", CODES)
def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(code):
    sheets = pages(paper(code))
    for number, page in enumerate(sheets, 1):
        if number == len(sheets) and CATALOGUE[code].colophon:
            continue  # the back of the last leaf, where only the 版记 stands, has no number
        found = [line for line in page if line.top > BOTTOM and line.text == f"—{number}—"]
        if number == 1 and HEADS[code] == "letter":
            assert found == []
            continue
        [mark] = found
        middle = (mark.left + mark.right) / 2
        assert (middle > (LEFT + RIGHT) / 2) == (number % 2 == 1)
        assert mark.top == pytest.approx(BOTTOM + 7 * MM, abs=2)


@pytest.mark.parametrize("code", SIGNED)
def test_the_date_and_the_seal_never_stand_alone_on_a_page(code):
    """On the page of the signature stands text of the paper, and 署名 is right above the date."""
    sheets = pages(paper(code))
    page = next(
        page for page in reversed(sheets) if any(re.fullmatch(r"\d{4}年\d+月\d+日", line.text) for line in page)
    )
    date = [line for line in page if re.fullmatch(r"\d{4}年\d+月\d+日", line.text)][-1]
    organ = [line for line in page if line.text == ORGAN and line.bottom <= date.top + 2][-1]
    assert date.top - organ.bottom < LINE
    text = [line for line in body_lines(page) if line.bottom < organ.top and line.text != ORGAN]
    assert text, "the signature stands alone"
    assert organ.top - max(line.bottom for line in text) < 42 * MM


@pytest.mark.parametrize("code", LETTERS)
def test_the_first_page_of_a_letter_says_how_many_copies_there_are(code):
    foot = [line for line in pages(paper(code))[0] if line.top > BOTTOM - 1 and "一式" in line.text]
    assert len(foot) == 1


@pytest.mark.parametrize("code", WITH_RED)
def test_the_text_is_set_in_the_size_of_its_grid(code):
    """3号 as a rule; 小三 or 四号 only where the paper would need one more page."""
    party = samples.full(code).get("party")
    sizes = [
        line.bottom - line.top
        for page in pages(paper(code))
        for line in body_lines(page)
        if len(line.text) >= 26 and line.right - line.left > 150 * MM
    ]
    most = max(sizes, default=16)
    assert most == pytest.approx(16, abs=0.6) or CATALOGUE[code].tighter and most == pytest.approx(15, abs=1.3)
    assert party is None or party["name"] in text_of(paper(code))


def test_annexes_are_named_two_characters_in_with_their_marks_aligned():
    lines = [line for page in pages(paper("OFFICIAL_DOCUMENT")) for line in page]
    first = next(line for line in lines if line.text.startswith("附件："))
    assert first.left - LEFT == pytest.approx(2 * 16, abs=1)
    assert "1.2026年第三季度检查企业名单" in first.text or any(line.text.startswith("1.") for line in lines)
    second = next(line for line in lines if line.text.startswith("2.统计台账"))
    assert second.left - first.left == pytest.approx(3 * 16, abs=2)
    assert not first.text.endswith(("。", "；")) and not second.text.endswith("。")


@pytest.mark.parametrize("code", ["EVIDENCE_LIST", "FILE_CONTENTS", "PAPER_REGISTER"])
def test_a_list_of_40_rows_keeps_every_row_and_repeats_its_head(code):
    kind = CATALOGUE[code]
    row = samples.full(code)[kind.listing][0]
    named = "title" if "title" in row else "name"
    rows = [{**row, named: f"第{number}项材料"} for number in range(1, 41)]
    pdf = paper(code, samples.full(code, **{kind.listing: rows}))
    text = text_of(pdf)
    assert all(f"第{number}项材料" in text for number in range(1, 41)) and "共40项" in text
    with_rows = [page for page in pages(pdf) if any("项材料" in line.text for line in page)]
    assert len(with_rows) > 1
    assert all(any(line.text == kind.columns[1].label for line in page) for page in with_rows)


@pytest.mark.parametrize("code", [code for code in CODES if "party" in samples.full(code)])
def test_rare_names_print_in_every_paper(code):
    party = {**samples.PARTY, "name": "喆玥䶮𬭎实业有限公司"}
    assert "喆玥䶮𬭎实业有限公司" in text_of(paper(code, samples.full(code, party=party)))
