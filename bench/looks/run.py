"""All pages of all roles of a running demo bureau on contact sheets: python -m bench.looks.run --base http://127.0.0.1:8000."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from bench.looks.crawl import Look, sign_in, walk
from bench.looks.sheet import sheets

ROOT = Path(__file__).resolve().parent.parent.parent
ROLES = ("officer1", "head1", "leader1", "reviewer1", "training1", "supervisor1", "admin1", "security1", "auditor1")
SIZES = ("1366x768", "1920x1080", "390x844")
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.looks.run")
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "looks")
    parser.add_argument("--roles", nargs="+", default=ROLES)
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    parser.add_argument("--most", type=int, default=200, help="pages of one role at one size")
    parser.add_argument("--check", action="store_true", help="exit 1 where a page is wide, missing or in error")
    wishes = parser.parse_args(arguments)
    os.environ.setdefault("FONTCONFIG_FILE", str(ROOT / "var" / "fonts" / "fonts.conf"))
    faulty = 0
    for size in wishes.sizes:
        folder = wishes.out / size
        folder.mkdir(parents=True, exist_ok=True)
        looks = [look for role in wishes.roles for look in _of_role(wishes, role, size, folder)]
        for path in sheets(looks, wishes.out, size):
            print(path)
        print(f"{size}: {len(looks)} pages")
        faulty += sum(bool(look.faults) for look in looks)
    print(f"{faulty} with faults")
    return 1 if wishes.check and faulty else 0


def _of_role(wishes: argparse.Namespace, role: str, size: str, folder: Path) -> list[Look]:
    from playwright.sync_api import sync_playwright

    width, height = (int(part) for part in size.split("x"))
    chromium = next(path for name in CHROMIUM if (path := shutil.which(name)))
    found = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN").new_page()
        sign_in(page, wishes.base, role)
        for look in walk(page, wishes.base, role, folder, wishes.most):
            found.append(look)
            print(role, size, look.address, look.title, *look.faults, flush=True)
        browser.close()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
