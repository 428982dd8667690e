"""Fonts of the papers: their configuration, their metrics, and the bureau's own."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from launcher import font_files, fonts


def write_font(path: Path, *, family: str, upem: int = 1000) -> None:
    builder = FontBuilder(upem, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": empty, "A": empty})
    builder.setupHorizontalMetrics({".notdef": (upem, 0), "A": (upem, 0)})
    builder.setupHorizontalHeader(ascent=1100, descent=-400, lineGap=90)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=1100, sTypoDescender=-400, usWinAscent=1300, usWinDescent=500)
    builder.setupPost()
    builder.save(path)


def line_metrics(path: Path) -> tuple[int, ...]:
    with TTFont(path) as font:
        hhea, os2 = font["hhea"], font["OS/2"]
        return (
            hhea.ascent, hhea.descent, hhea.lineGap, os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap,
            os2.usWinAscent, os2.usWinDescent,
        )  # fmt: skip


def test_the_configuration_is_one_folder_and_one_cache(monkeypatch):
    monkeypatch.setattr(fonts, "FONTS", Path("/srv/A&B/fonts"))
    tree = ElementTree.fromstring(fonts.config())
    assert [node.text for node in tree.findall("dir")] == ["/srv/A&B/fonts"]
    assert len(tree.findall("cachedir")) == 1
    answers = {node.findtext("family"): node.findtext("prefer/family") for node in tree.findall("alias")}
    assert answers["sans-serif"] == "Gongwen Hei"
    assert answers["serif"] == "Gongwen Rare"


@pytest.mark.parametrize("face", fonts.FACES, ids=lambda face: face.family)
def test_each_face_has_its_own_name_and_the_same_line(face):
    path = fonts.FONTS / face.file_name
    assert line_metrics(path) == (880, -120, 0, 880, -120, 0, 880, 120)
    with TTFont(path) as font:
        names = {record.nameID: str(record) for record in font["name"].names}
        assert (names[1], names[2], names[4]) == (face.family, "Regular", face.family)
        assert names[6] == face.family.replace(" ", "")
        assert (font["OS/2"].usWeightClass, font["head"].macStyle) == (400, 0)
        assert ("A" in map(chr, font.getBestCmap())) and (("国" in map(chr, font.getBestCmap())) is not face.latin_only)


def test_a_font_of_the_bureau_keeps_its_name_and_gets_our_line(tmp_path):
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    write_font(source / "000.ttf", family="仿宋_GB2312", upem=2000)
    font_files.main(source, target)
    assert line_metrics(target / "000.ttf") == (1760, -240, 0, 1760, -240, 0, 1760, 240)
    with TTFont(target / "000.ttf") as font:
        assert font["name"].getBestFamilyName() == "仿宋_GB2312"


def test_a_file_that_is_no_font_is_named_and_left_out(tmp_path, capsys):
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "000.ttf").write_bytes(b"not a font")
    write_font(source / "001.ttf", family="楷体_GB2312")
    font_files.main(source, target)
    assert [path.name for path in target.iterdir()] == ["001.ttf"]
    assert "000.ttf" in capsys.readouterr().err


def test_only_font_files_of_the_bureau_are_taken(tmp_path, monkeypatch):
    first, second = tmp_path / "fonts", tmp_path / "var" / "fonts-local"
    monkeypatch.setattr(fonts, "LOCAL_FOLDERS", (first, second, tmp_path / "missing"))
    for path in (first / "README.md", first / "b.TTF", second / "deep" / "a.otf"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert fonts.local_files() == [first / "b.TTF", second / "deep" / "a.otf"]


def test_fonts_of_the_bureau_are_made_anew_only_when_they_changed(tmp_path, monkeypatch):
    own = tmp_path / "own"
    own.mkdir()
    write_font(own / "a.ttf", family="小标宋")
    made = []
    monkeypatch.setattr(fonts, "LOCAL_FOLDERS", (own,))
    monkeypatch.setattr(fonts, "FONTS", tmp_path / "fonts")
    monkeypatch.setattr(fonts, "VAR", tmp_path)
    monkeypatch.setattr(fonts, "_make", lambda raw, target: made.append(sorted(path.name for path in raw.iterdir())))
    (tmp_path / "fonts").mkdir()
    fonts._prepare_local()
    fonts._prepare_local()
    assert made == [["000.ttf"]]
    write_font(own / "b.ttf", family="仿宋")
    fonts._prepare_local()
    assert made[1:] == [["000.ttf", "001.ttf"]]
