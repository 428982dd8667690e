"""Font files made even. Needs fontTools, so it runs in the virtual environment.

Fonts disagree on how tall a line is; a line that mixes two of them grows, and the 22 lines of an official page no longer fit.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ASCENT, DESCENT = 880, 120  # per 1000 units of the em square
DIGITS_SOURCE = "NotoSerifSC-Regular.otf"
DIGITS_FAMILY = "GW Num"


def make_even(source: Path, target: Path) -> None:
    """Writes a copy with our ascent and descent. recalcBBoxes stays off: with it one font takes two minutes."""
    font = TTFont(source, recalcBBoxes=False, lazy=True)
    _set_metrics(font)
    font.save(target)


def make_digits(source: Path, target: Path) -> None:
    """Digits and Latin letters under a family name of their own: those inside the free 仿宋 look too dark.

    A file of its own, because unicode-range on an installed font restricts that font everywhere.
    """
    font = TTFont(source, recalcBBoxes=False)
    options = Options()
    options.name_IDs = ["*"]
    options.drop_tables += ["GSUB", "GPOS", "VORG", "vhea", "vmtx", "DSIG", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=range(0x20, 0x7F))
    subsetter.subset(font)
    _rename(font, DIGITS_FAMILY)
    _set_metrics(font)
    font.save(target)


def _set_metrics(font: TTFont) -> None:
    scale = font["head"].unitsPerEm / 1000
    ascent, descent = round(ASCENT * scale), round(DESCENT * scale)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent


def _rename(font: TTFont, family: str) -> None:
    postscript = family.replace(" ", "")
    wanted = {1: family, 2: "Regular", 3: postscript, 4: family, 6: postscript}
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in {0, 13, 14}]
    for number, text in wanted.items():
        names.setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = postscript
        cff.topDictIndex[0].FamilyName = cff.topDictIndex[0].FullName = family


def main(source: Path, target: Path) -> None:
    """Everything in one folder, into another. A file that is no font is named and left out; collections stay as they are."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()):
        unfinished = target / f".{path.name}"
        try:
            if path.suffix == ".ttc":
                unfinished.write_bytes(path.read_bytes())
            else:
                make_even(path, unfinished)
        except Exception as error:  # noqa: BLE001 - fontTools raises whatever a broken file makes it raise
            print(f"{path}: {error}", file=sys.stderr)
            unfinished.unlink(missing_ok=True)
            continue
        unfinished.rename(target / path.name)
    if (source / DIGITS_SOURCE).exists():
        make_digits(source / DIGITS_SOURCE, target / "GWNum.otf")
