"""HTML to PDF bytes: no network, no clock, the fonts of FONTCONFIG_FILE and nothing else."""

import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from documents import justify, subsets

STATIC = Path(__file__).resolve().parent.parent / "static" / "print"
_INSTALL = "请在 Debian 上安装 libpango-1.0-0、libpangoft2-1.0-0、libharfbuzz-subset0，然后重新启动系统"

_SVG = "http://www.w3.org/2000/svg"
_UNCLOSED = re.compile(r"<(meta|br|col|hr|img|link|input)((?:\s[^<>]*?)?)/?>")

_local = threading.local()


class PdfUnavailable(RuntimeError):
    """This machine cannot make PDF; the message is a Chinese sentence for people."""


class ForeignResource(ValueError):
    """A paper pointed at something outside itself."""


def to_bytes(document: Any) -> bytes:
    """The bytes of a laid-out document; equal HTML gives equal bytes."""
    with subsets.kept_subsets():
        content: bytes = document.write_pdf(finisher=_finish)
    return content


def layout(html: str, *, sheet: str = "") -> Any:
    """The laid-out WeasyPrint document, for counting pages and for merging; `sheet` names a style sheet on top of paper.css."""
    room = _room()
    try:
        return room.parse(html).render(
            font_config=room.fonts, stylesheets=[room.styles, *([room.sheet(sheet)] if sheet else [])]
        )
    except room.refused as error:
        raise ForeignResource(f"文书模板引用了外部资源: {error}") from error


def problem() -> str:
    """Empty when PDF can be made, else the reason in Chinese."""
    try:
        _room()
    except PdfUnavailable as error:
        return str(error)
    return ""


class _Room:
    """What one thread reuses from paper to paper; Pango's font maps must not be shared by threads."""

    def __init__(self) -> None:
        self.weasyprint = _import()
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError

        self.fonts = FontConfiguration()
        self.refused = FatalURLFetchingError
        self.fetcher = _refuse_all(FatalURLFetchingError)
        self.styles = self.sheet("paper.css")

    def parse(self, html: str) -> Any:
        """Our own pages are well formed, so the parser of Python's library does in no time what takes one of HTML 10 ms.

        The trees are equal (tests/documents/test_subsets.py); what is not well formed goes to the parser of HTML.
        """
        closed = _UNCLOSED.sub(r"<\1\2/>", html).replace("<svg ", f'<svg xmlns="{_SVG}" ')
        try:
            root = ElementTree.fromstring(closed)
        except (ElementTree.ParseError, ValueError):
            root = None
        if root is None or [root.tag, *(child.tag for child in root)] != ["html", "head", "body"]:
            return self.weasyprint.HTML(string=html, url_fetcher=self.fetcher)
        from cssselect2 import ElementWrapper

        page = self.weasyprint.HTML.__new__(self.weasyprint.HTML)
        page.base_url, page.url_fetcher, page.media_type = None, self.fetcher, "print"
        page.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        page.etree_element = page.wrapper_element.etree_element
        return page

    def sheet(self, name: str) -> Any:
        style = (STATIC / name).read_text(encoding="utf-8")
        return self.weasyprint.CSS(string=style, font_config=self.fonts, url_fetcher=self.fetcher)


def _room() -> _Room:
    if not hasattr(_local, "room"):
        _local.room = _Room()
    room: _Room = _local.room
    return room


def _import() -> Any:
    _point_at_fonts()
    try:
        import weasyprint
    except OSError as error:
        raise PdfUnavailable(f"暂时不能生成 PDF：本机缺少排版组件 Pango（{error}）。{_INSTALL}。") from error
    justify.install()
    subsets.install()
    return weasyprint


def _point_at_fonts() -> None:
    """Fontconfig reads the variable once, when Pango is loaded."""
    if os.environ.get("FONTCONFIG_FILE"):
        return
    from django.conf import settings

    prepared = Path(str(getattr(settings, "PAPER_FONTCONFIG", "") or _default_fontconfig()))
    if prepared.is_file():
        os.environ["FONTCONFIG_FILE"] = str(prepared)


def _default_fontconfig() -> Path:
    return Path(__file__).resolve().parent.parent / "var" / "fonts" / "fonts.conf"


def _refuse_all(error: type[BaseException]) -> Callable[..., Any]:
    """Style is handed over as text and pictures are drawn inline, so nothing is ever fetched."""

    def refuse(url: str, **_: object) -> Any:
        raise error(url)

    return refuse


def _finish(document: Any, pdf: Any) -> None:
    """Only title and author stay: neither a date nor the name of a tool belongs to the paper."""
    for key in ("Producer", "Creator", "CreationDate", "ModDate"):
        pdf.info.pop(key, None)
    subsets.pack(pdf)
