"""What is kept between prints changes no byte: cuts of fonts, the grid a kind ended in, the joining of many prints."""

import io
from itertools import product
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

import documents
from documents import CATALOGUE, compose, fitting, html, joining, pdf, subsets
from tests.documents import measure, samples

pytestmark = pytest.mark.slow

ADDRESS = "http://127.0.0.1:8000/verify/ABCDEFGHJKLMNPQR/"


def page(code, fit="", name="重庆喆玥建材有限公司"):
    context = samples.full(code) | {"party": samples.PARTY | {"name": name}}
    return html.page(CATALOGUE[code], context, draft=False, number=samples.number_for(code), verify=ADDRESS, fit=fit)


def alone(text):
    """What WeasyPrint writes by itself: its own parser, no shelf."""
    room = pdf._room()

    def clean(document, made):
        for key in ("Producer", "Creator", "CreationDate", "ModDate"):
            made.info.pop(key, None)

    page = room.weasyprint.HTML(string=text, url_fetcher=room.fetcher)
    return page.render(font_config=room.fonts, stylesheets=[room.styles]).write_pdf(finisher=clean)


def test_a_print_with_kept_cuts_is_the_same_to_the_byte():
    text = page("REMINDER", "fit-2", "喆玥䶮𬭎（重庆）科技有限公司")
    wanted = alone(text)
    assert pdf.to_bytes(pdf.layout(text)) == wanted
    assert pdf.to_bytes(pdf.layout(text)) == wanted


def test_the_second_print_cuts_no_font(monkeypatch):
    documents.render("REMINDER", samples.full("REMINDER"), draft=True)
    made = []
    monkeypatch.setattr(subsets._Shelf, "put", lambda shelf, key, content: made.append(key))
    documents.render("REMINDER", samples.full("REMINDER"), draft=True)
    assert made == []


@pytest.mark.parametrize("sample", [samples.full, samples.least])
def test_the_quick_parser_reads_every_paper_as_the_one_of_html_does(sample):
    from weasyprint import HTML

    for code, kind in CATALOGUE.items():
        text = html.page(kind, sample(code), draft=False, number=samples.number_for(code), verify=ADDRESS)
        quick, thorough = pdf._room().parse(text), HTML(string=text)
        assert quick.etree_element.tag == "html"
        assert ElementTree.tostring(quick.etree_element) == ElementTree.tostring(thorough.etree_element), code


def test_signs_that_xml_does_not_know_still_print():
    context = samples.full("REMINDER", reason="第一句\x0b第二句。")
    assert "第二句" in measure.text_of(documents.render("REMINDER", context, draft=True))


def test_the_shelf_lets_go_of_what_was_not_asked_for_longest(monkeypatch):
    monkeypatch.setattr(subsets, "KEPT", 2)
    shelf = subsets._Shelf()
    shelf.put(("a",), b"A")
    shelf.put(("b",), b"B")
    assert shelf.get(("a",)) == b"A"
    shelf.put(("c",), b"C")
    assert [shelf.get((name,)) for name in "abc"] == [b"A", None, b"C"]


def test_weasyprint_used_by_others_is_left_as_it_came():
    from weasyprint.pdf import fonts, stream

    made = []

    class Watched(fonts.Font):
        def __init__(self, *given):
            super().__init__(*given)
            made.append(type(self.file_content))

    plain, stream.Font = stream.Font, Watched
    try:
        alone(page("SERVICE_ADDRESS"))
    finally:
        stream.Font = plain
    assert made and set(made) == {bytes}


@pytest.mark.parametrize("code", ["REMINDER", "GUIDANCE", "RECUSAL_DECISION"])
def test_where_the_search_for_a_grid_begins_changes_no_byte(code):
    prints = set()
    for begun in ("", *CATALOGUE[code].tighter):
        compose._last_grids()[code] = begun
        prints.add(documents.render(code, samples.full(code), draft=True))
    assert len(prints) == 1


@pytest.mark.parametrize("code", ["REMINDER", "JURISDICTION_TRANSFER"])
def test_a_grid_is_passed_over_only_where_the_text_cannot_fit(code):
    kind = CATALOGUE[code]
    laid = {fit: pdf.layout(page(code, fit)) for fit in ("", *kind.tighter)}
    for begun, fit in product(laid, laid):
        if fitting.cannot_fit(laid[begun], begun, fit, kind.pages):
            assert len(laid[fit].pages) > kind.pages, (begun, fit)


def test_a_reminder_that_needs_the_closest_grid_is_laid_out_once():
    documents.render("REMINDER", samples.full("REMINDER"), draft=True)
    assert compose._last_grids()["REMINDER"] == "fit-2"
    laid = []
    plain = compose.pdf.layout
    compose.pdf.layout = lambda text: laid.append(text) or plain(text)
    try:
        documents.render("REMINDER", samples.full("REMINDER"), draft=True)
    finally:
        compose.pdf.layout = plain
    assert len(laid) == 1


def test_a_joined_file_shows_every_page_and_keeps_what_is_shared_once():
    codes = ("REMINDER", "CORRECTION_ORDER", "REMINDER", "FIRST_OFFENCE_CHECK")
    prints = [measure.paper(code) for code in codes]
    joined = documents.merge(prints, duplex=True)
    pages = PdfReader(io.BytesIO(joined)).pages
    assert [len(PdfReader(io.BytesIO(content)).pages) for content in prints] == [1, 2, 1, 1] and len(pages) == 8
    texts = [sheet.extract_text() for sheet in pages]
    assert texts[0] == texts[4] == PdfReader(io.BytesIO(prints[0])).pages[0].extract_text()
    assert texts[1] == texts[5] == texts[7] == "" and "责令改正" in texts[2].replace(" ", "")
    assert len(joined) < sum(map(len, prints)) - 150_000
    assert all(measure.fonts(joined).values())


def test_pages_are_counted_without_building_the_file():
    assert joining.page_count(measure.paper("CORRECTION_ORDER")) == 2
    assert documents.page_count(documents.merge([measure.paper("REMINDER")], duplex=True)) == 2


def test_a_strange_file_is_refused_in_plain_words():
    with pytest.raises(joining.StrangePdf, match="不是由本系统制作的"):
        documents.merge([b"%PDF-1.4 something else"], duplex=False)
