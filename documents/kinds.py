"""What a paper is: its fields, its legal basis, who signs, how many copies, which template."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Context = Mapping[str, object]
Values = dict[str, Any]
FieldKind = Literal[
    "text",  # one line
    "long",  # paragraphs, separated by line breaks
    "date",
    "moment",  # date with hour and minute
    "flag",
    "whole",  # a whole number, 0 or more
    "choice",
    "citation",  # one provision in its long form
    "digest",  # SHA-256 in hexadecimal
    "lines",  # list of texts
    "citations",  # list of provisions
    "cells",  # list of rows of a table, each a list of texts
    "group",  # an object with fields of its own
    "rows",  # list of such objects
]
LISTS: tuple[FieldKind, ...] = ("lines", "citations", "cells", "rows")


@dataclass(frozen=True)
class Field:
    """One entry of a paper's context. `later` may still be missing while the paper is a draft."""

    name: str
    label: str
    kind: FieldKind = "text"
    required: bool = True
    later: bool = False
    least: int = 1
    choices: tuple[tuple[str, str], ...] = ()
    fields: tuple["Field", ...] = ()
    help: str = ""


@dataclass(frozen=True)
class Box:
    """One labelled cell of a form: the field it shows (dotted for a part of a group), or room to write in.

    `sign` names who signs in it; `tall` leaves room for writing by hand; `words` print where no field is shown.
    """

    label: str
    of: str = ""
    sign: str = ""
    tall: bool = False
    words: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a list: its heading, the field of a row it shows (empty: the serial number), its width by name."""

    label: str
    of: str
    width: str = ""


@dataclass(frozen=True)
class PaperKind:
    """One 文书 of the catalogue.

    `number_word` stands between the organ's 机关代字 and 字〔年份〕; empty where the paper has no number of
    its own. `pages` is how many it should fill at most where the text allows (0: as many as it takes), `tighter` the closer grids to try for
    that in this order (GB/T 9704 5.2.4 allows adjusting in special cases).
    `decides` marks acts with legal effect: they may rest on laws, regulations and rules only.
    `boxes` are the rows of a form, one or two boxes each, `remark` the small print below it.
    A list prints the rows of the field `listing` in `columns`.
    `colophon` names the fields of a 版记, which belongs on the last side of the last sheet.
    `rules` are checks across fields; each returns Chinese sentences. `derive` adds what the template
    needs beyond the fields.
    """

    code: str
    title: str
    number_word: str
    purpose: str
    legal_basis: tuple[str, ...]
    fields: tuple[Field, ...]
    signers: tuple[str, ...]
    copies: tuple[str, ...]
    template: str
    for_party: bool = True
    decides: bool = False
    pages: int = 0
    tighter: tuple[str, ...] = ("fit-1", "fit-2")
    colophon: tuple[str, ...] = ()
    boxes: tuple[tuple[Box, ...], ...] = ()
    listing: str = ""
    columns: tuple[Column, ...] = ()
    remark: str = ""
    rules: tuple[Callable[[Context], list[str]], ...] = ()
    derive: Callable[[Values], Values] | None = None

    @property
    def copies_text(self) -> str:
        return f"一式{_COUNT[len(self.copies)]}份，" + "，".join(self.copies)


_COUNT = "零一两三四五六七八九十"
