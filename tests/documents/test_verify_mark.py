"""The QR code: on the first page only, outside the type area, readable, and nothing of it in a draft."""

import subprocess

import documents
from tests.documents import samples
from tests.documents.measure import LEFT, RIGHT, TOP, pages, reader

ADDRESS = "https://tjj.example.gov.cn/verify/ABCDEFGH23456789/"


def printed(code="CORRECTION_ORDER", **more):
    return documents.render(code, samples.full(code), draft=False, number=samples.number_for(code), **more)


def test_the_code_stands_in_the_corner_of_the_first_page_only():
    sheets = pages(printed(verify=ADDRESS))
    marks = [[line for line in page if line.text == "扫码核验"] for page in sheets]
    assert [len(found) for found in marks] == [1] + [0] * (len(sheets) - 1)
    [mark] = marks[0]
    assert mark.bottom < TOP and mark.left > (LEFT + RIGHT) / 2


def test_the_code_moves_no_line_of_the_paper():
    plain, marked = pages(printed()), pages(printed(verify=ADDRESS))
    without = [[line for line in page if line.text != "扫码核验"] for page in marked]
    assert [list(page) for page in plain] == without


def test_without_an_outside_address_the_codes_stand_there_in_letters():
    [first, *_] = pages(printed(verify="ABCDEFGH23456789", door=("", "7KQM-2XPD-9HTR")))
    found = "".join(line.text.replace(" ", "") for line in first if line.bottom < TOP)
    assert "核验码ABCDEFGH23456789" in found and "办理码7KQM-2XPD-9HTR" in found and "扫码" not in found


def test_the_code_that_is_printed_leads_to_the_address(tmp_path):
    import segno

    first = reader(printed(verify=ADDRESS)).pages[0]
    modules = sum(sum(row) for row in segno.make(ADDRESS, error="m", micro=False).matrix)
    strokes = first.get_contents().get_data().count(b" l\n")
    assert strokes > 0 and modules > strokes  # runs of dark modules, drawn as lines
    (tmp_path / "paper.pdf").write_bytes(printed(verify=ADDRESS))
    subprocess.run(["pdftoppm", "-r", "150", "-l", "1", "-png", "paper.pdf", "page"], cwd=tmp_path, check=True)
    assert _modules_seen(next(tmp_path.glob("*.png")), segno.make(ADDRESS, error="m", micro=False))


def _modules_seen(path, code):
    """Every module of the code, looked for in the picture at its own place."""
    from PIL import Image

    picture = Image.open(path).convert("L")
    scale = 150 / 25.4
    left, top, size = (210 - 26 + 14 - 17) * scale, 7 * scale, 17 * scale
    count = code.symbol_size(border=0)[0]
    step = size / count
    seen = [
        [picture.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))) < 128 for x in range(count)]
        for y in range(count)
    ]
    wanted = [[bool(cell) for cell in row] for row in code.matrix]
    wrong = sum(a != b for one, other in zip(seen, wanted, strict=True) for a, b in zip(one, other, strict=True))
    return wrong <= count * count * 0.02


def test_a_draft_carries_no_code():
    draft = documents.render("REMINDER", samples.full("REMINDER"), draft=True, verify="")
    assert all(line.text != "扫码核验" for page in pages(draft) for line in page)


def test_the_preview_of_an_issued_paper_shows_the_code():
    html = documents.preview_html("REMINDER", samples.full("REMINDER"), number="黔统提示〔2026〕5号", verify=ADDRESS)
    assert 'class="verify"' in html and "<svg" in html and "style=" not in html.partition("<body")[2]
