"""Every page a person can reach by links from their start page, once for each kind of address, as a picture."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PASSWORD = "demo-demo"
TALLEST = 4000
# Links of charts are SVG, whose href is no text.
ADDRESSES = "links => links.filter(a => !a.download).map(a => new URL(a.getAttribute('href'), location.href).href)"
# Addresses that end the walk or hand out a file.
LEFT_OUT = re.compile(r"sign-out|/sheet/|/file/|/pdf/|/export|template|download|original|\.(ics|pdf|docx|xlsx|zip)$")


@dataclass
class Look:
    """One page as one person saw it. `faults` in words: not found, wider than the screen, errors of the browser."""

    user: str
    address: str
    title: str
    picture: Path
    faults: list[str] = field(default_factory=list)


def kind_of(address: str) -> str:
    """Two addresses that differ by numbers, codes or questions only show the same page."""
    path = urlsplit(address).path
    return re.sub(r"/(\d+|[A-Z]{2}-[\w-]+|[A-Z]\d+|[\w-]*%[\w%-]+|[A-Z_\d]+(-[A-Z_\d]+)+)(?=/)", "/N", path)


def sign_in(page: Any, base: str, user: str) -> None:
    page.goto(f"{base}/accounts/sign-in/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", PASSWORD)
    page.locator("form.fx-login__form button[type=submit]").click()
    page.wait_for_load_state()


def walk(page: Any, base: str, user: str, folder: Path, most: int) -> Iterator[Look]:
    """Breadth first, so that what stands near the start page comes first."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    waiting, seen = deque([urlsplit(page.url).path]), set[str]()
    while waiting and len(seen) < most:
        address = waiting.popleft()
        if kind_of(address) in seen:
            continue
        seen.add(kind_of(address))
        said.clear()
        look = _take(page, base, user, address, folder / f"{user}-{len(seen):03d}.png", said)
        if look is None:
            continue
        yield look
        waiting.extend(_links(page, base))


def _take(page: Any, base: str, user: str, address: str, path: Path, said: list[str]) -> Look | None:
    from playwright.sync_api import Error

    try:
        answer = page.goto(base + address, wait_until="load")
    except Error as error:
        if "Download is starting" in error.message or "HTTP_RESPONSE_CODE" in error.message:
            return None
        raise
    if answer is None or "text/html" not in answer.headers.get("content-type", ""):
        return None
    width = page.viewport_size["width"]
    tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(path=str(path), clip={"x": 0, "y": 0, "width": width, "height": tall}, full_page=True)
    look = Look(user, address, page.title().split(" · ")[0], path, [words[:120] for words in said])
    if answer.status >= 400:
        look.faults.append(f"{answer.status}")
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        look.faults.append(f"{wide} > {width} px")
    return look


def _links(page: Any, base: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", ADDRESSES)
    own = [link[len(base) :] for link in found if link.startswith(f"{base}/")]
    return [link.split("#")[0] for link in own if not LEFT_OUT.search(link)]
