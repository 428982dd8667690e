"""The first page of every paper on a few sheets: docs/img/papers-*.png. `python -m bench.papers.contact_sheet`."""

import io
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "img"
ACROSS, DOWN, RESOLUTION, GAP = 5, 4, 42, 14
GREY = "#8b949c"


def first_pages() -> list:
    """Pictures of page one of every paper of the catalogue, filled with the samples of the tests."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flexenforce.settings")
    django.setup()
    from PIL import Image

    import documents
    from tests.documents import samples

    pictures = []
    for code in documents.CATALOGUE:
        address = "http://127.0.0.1:8000/verify/ABCDEFGHJKLMNPQR/"
        number = samples.number_for(code)
        pdf = documents.render(code, samples.full(code), draft=False, number=number, verify=address)
        command = ["pdftoppm", "-r", str(RESOLUTION), "-l", "1", "-png", "-"]
        drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
        pictures.append(Image.open(io.BytesIO(drawn)).convert("RGB"))
    return pictures


def sheet(pictures: list):
    from PIL import Image

    width, height = pictures[0].size
    down = -(-len(pictures) // ACROSS)
    found = Image.new("RGB", (ACROSS * (width + GAP) + GAP, down * (height + GAP) + GAP), GREY)
    for number, picture in enumerate(pictures):
        place = (number % ACROSS * (width + GAP) + GAP, number // ACROSS * (height + GAP) + GAP)
        found.paste(picture, place)
    return found.quantize(32)


def main() -> int:
    os.environ.setdefault("FONTCONFIG_FILE", str(ROOT / "var" / "fonts" / "fonts.conf"))
    pictures = first_pages()
    each = ACROSS * DOWN
    for number, start in enumerate(range(0, len(pictures), each), 1):
        path = FOLDER / f"papers-{number}.png"
        sheet(pictures[start : start + each]).save(path, optimize=True)
        print(f"{path.relative_to(ROOT)}: {len(pictures[start : start + each])} papers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
