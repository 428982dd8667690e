"""Contact sheets: small pictures in rows, each with who saw it, the address and what is wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.looks.crawl import Look

GAP, LINE, GREY, RED, INK = 12, 16, "#dfe3e8", "#b01e22", "#1b2430"
EACH = 24
# Width and height of one small picture, and how many stand in a row.
WIDE, NARROW = (420, 320, 4), (200, 430, 8)


def sheets(looks: Sequence[Look], out: Path, size: str) -> list[Path]:
    """`out`/looks-SIZE-1.png and so on."""
    shape = WIDE if int(size.split("x")[0]) > 700 else NARROW
    paths = []
    for number, start in enumerate(range(0, len(looks), EACH), 1):
        path = out / f"looks-{size}-{number}.png"
        _sheet(looks[start : start + EACH], shape).save(path, optimize=True)
        paths.append(path)
    return paths


def _sheet(looks: Sequence[Look], shape: tuple[int, int, int]) -> Any:
    from PIL import Image, ImageDraw

    width, height, across = shape
    down = -(-len(looks) // across)
    sheet = Image.new("RGB", (across * (width + GAP) + GAP, down * (height + 2 * LINE + GAP) + GAP), GREY)
    draw = ImageDraw.Draw(sheet)
    for number, look in enumerate(looks):
        left = number % across * (width + GAP) + GAP
        top = number // across * (height + 2 * LINE + GAP) + GAP
        draw.text((left, top), f"{look.user} {look.address}"[: width // 6], fill=INK)
        # The font that comes along writes no Chinese; the browser's errors are in English.
        words = " ".join(look.faults).encode("ascii", "replace").decode()
        draw.text((left, top + LINE), words[: width // 6], fill=RED)
        sheet.paste(_small(look.picture, width, height), (left, top + 2 * LINE))
    return sheet.quantize(128)


def _small(path: Path, width: int, height: int) -> Any:
    from PIL import Image

    picture = Image.open(path).convert("RGB")
    scaled = picture.resize((width, max(1, picture.height * width // picture.width)))
    found = Image.new("RGB", (width, height), "white")
    found.paste(scaled.crop((0, 0, width, min(height, scaled.height))), (0, 0))
    return found
