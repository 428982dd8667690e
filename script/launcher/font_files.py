"""Font files made even. Needs fontTools, so it runs in the virtual environment.

Fonts disagree on how tall a line is; a line that mixes two of them grows, and the 22 lines of an official page no longer fit.
The free fonts also get family names of their own, so that a font the machine happens to have never slips in between.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from .fonts import FACES, Face

ASCENT, DESCENT = 880, 120  # per 1000 units of the em square
USE_TYPO_METRICS, REGULAR = 1 << 7, 1 << 6
LEGAL_NAMES = {0, 7, 8, 9, 11, 13, 14}


@contextmanager
def opened(path: Path) -> Iterator[TTFont]:
    """recalcBBoxes stays off: with it one font takes two minutes. The time stamp stays: the same input gives the same file."""
    with path.open("rb") as file, TTFont(file, recalcBBoxes=False, recalcTimestamp=False, lazy=True) as font:
        yield font


def make_face(face: Face, folder: Path, target: Path) -> None:
    with opened(folder / face.source) as font:
        if face.latin_only:
            _cut(font)
        _rename(font, face.family)
        _set_metrics(font)
        os2 = font["OS/2"]
        os2.version, os2.usWeightClass, os2.fsSelection = max(os2.version, 4), 400, REGULAR | USE_TYPO_METRICS
        font["head"].macStyle = 0
        _save(font, target / face.file_name)


def make_even(source: Path, target: Path) -> None:
    """A copy of the bureau's own font, under its own name, with our ascent and descent."""
    with opened(source) as font:
        _set_metrics(font)
        if font["OS/2"].version >= 4:
            font["OS/2"].fsSelection |= USE_TYPO_METRICS
        _save(font, target / source.name)


def _cut(font: TTFont) -> None:
    options = Options()
    options.name_IDs = ["*"]
    options.drop_tables += ["GSUB", "GPOS", "VORG", "vhea", "vmtx", "DSIG", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=range(0x20, 0x7F))
    subsetter.subset(font)


def _set_metrics(font: TTFont) -> None:
    """BASE goes as well: Pango shifts each run by it, and a line that mixes two fonts would grow all the same."""
    if "BASE" in font:
        del font["BASE"]
    scale = font["head"].unitsPerEm / 1000
    ascent, descent = round(ASCENT * scale), round(DESCENT * scale)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent


def _rename(font: TTFont, family: str) -> None:
    postscript = family.replace(" ", "")
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in LEGAL_NAMES]
    for number, text in {
        1: family,
        2: "Regular",
        3: postscript,
        4: family,
        6: postscript,
        16: family,
        17: "Regular",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames[0] = postscript
    top = cff.topDictIndex[0]
    top.FamilyName = top.FullName = family
    top.Weight = "Regular"


def _save(font: TTFont, path: Path) -> None:
    """Whole or not at all: a set-up that was cut short leaves no half font."""
    unfinished = path.with_name(f".{path.name}")
    font.save(unfinished)
    unfinished.rename(path)


def main(source: Path, target: Path) -> None:
    """The free faces whose sources are there, and every other font evened; one that cannot be read is named and left out."""
    target.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        if (source / face.source).exists():
            make_face(face, source, target)
    free = {face.source for face in FACES}
    for path in sorted(source.iterdir()):
        if path.name in free:
            continue
        try:
            if path.suffix == ".ttc":
                (target / path.name).write_bytes(path.read_bytes())
            else:
                make_even(path, target)
        except Exception as error:  # noqa: BLE001 - fontTools raises whatever a broken file makes it raise
            print(f"{path}: {error}", file=sys.stderr)
