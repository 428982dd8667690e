"""Citations of law: one spelling for machines, one long form for papers.

The short form is `行政处罚法32条(一)`, `行政处罚法33条1款前段`, `法规(2024修正)44条1款(二)`: statute, label of its version in brackets where it has several, then
条, 款, (项), 前段/后段. A document without articles is cited by its name alone, or with a section: `黔江方案三(三)`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMERALS = "零一二三四五六七八九"
_FORM = re.compile(
    r"^(?P<statute>[^()（）\s]+?(?<!\d))"
    r"(?:\((?P<label>[^()（）]+)\))?"
    r"(?:(?P<article>[1-9]\d*)条(?:之(?P<inserted>[一二三四五六七八九十]+))?"
    r"(?:(?P<paragraph>[1-9]\d*)款)?(?:\((?P<item>[一二三四五六七八九十]+)\))?(?P<half>前段|后段)?"
    r"|(?P<section>[一二三四五六七八九十]+(?:\([一二三四五六七八九十]+\))?))?$"
)


@dataclass(frozen=True, order=True)
class Citation:
    """A place in a document. Empty parts are None (numbers) or ""."""

    statute: str
    label: str = ""
    article: int | None = None
    inserted: str = ""
    paragraph: int | None = None
    item: str = ""
    half: str = ""
    section: str = ""

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read the short form. Raises ValueError with a Chinese sentence."""
        match = _FORM.match(text)
        if match is None:
            raise ValueError(
                f"“{text}”不是规范的法条写法，应写作“行政处罚法33条1款前段”或者“法规(2024修正)44条1款(二)”这样的形式。"
            )
        found = match.groupdict()
        return cls(
            statute=found["statute"],
            label=found["label"] or "",
            article=int(found["article"]) if found["article"] else None,
            inserted=found["inserted"] or "",
            paragraph=int(found["paragraph"]) if found["paragraph"] else None,
            item=found["item"] or "",
            half=found["half"] or "",
            section=found["section"] or "",
        )

    def format(self) -> str:
        """The short form; `parse(c.format()) == c`."""
        return self.statute + (f"({self.label})" if self.label else "") + self.place()

    def place(self) -> str:
        """The part after the statute: 44条1款(二)."""
        if self.article is None:
            return self.section
        inserted = f"之{self.inserted}" if self.inserted else ""
        paragraph = f"{self.paragraph}款" if self.paragraph else ""
        item = f"({self.item})" if self.item else ""
        return f"{self.article}条{inserted}{paragraph}{item}{self.half}"

    def format_long(self, title: str = "") -> str:
        """《中华人民共和国行政处罚法》第三十二条第（一）项. `title`: the full name where it is not 中华人民共和国+名称."""
        return f"《{title or _full_name(self.statute)}》{self._place_long()}"

    def _place_long(self) -> str:
        if self.article is None:
            return self.section.replace("(", "（").replace(")", "）")
        inserted = f"之{self.inserted}" if self.inserted else ""
        paragraph = f"第{numeral(self.paragraph)}款" if self.paragraph else ""
        item = f"第（{self.item}）项" if self.item else ""
        return f"第{numeral(self.article)}条{inserted}{paragraph}{item}{self.half}"

    def covers(self, other: Citation) -> bool:
        """Whether `other` lies inside this place (33条1款 covers 33条1款前段), itself included."""
        if (self.statute, self.label) != (other.statute, other.label):
            return False
        pairs = (
            (self.article, other.article),
            (self.inserted, other.inserted),
            (self.paragraph, other.paragraph),
            (self.item, other.item),
            (self.half, other.half),
            (self.section, other.section),
        )
        return all(not mine or mine == theirs for mine, theirs in pairs)


def _full_name(statute: str) -> str:
    """A national law is named with 中华人民共和国 in papers; anything else by its own name."""
    national = statute.endswith("法") and not statute.startswith("中华人民共和国")
    return f"中华人民共和国{statute}" if national else statute


def numeral(number: int | None) -> str:
    """44 → 四十四, 105 → 一百零五, 1259 → 一千二百五十九. Articles stay below ten thousand."""
    if number is None:
        return ""
    digits = str(number)
    text = ""
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit != "0":
            text += _NUMERALS[int(digit)] + ("", "十", "百", "千")[place]
        elif text and not text.endswith("零") and int(digits[len(digits) - place :] or 0):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def arabic(text: str) -> int:
    """44 from "44" or "四十四"."""
    if text.isdigit():
        return int(text)
    return next((number for number in range(1, 1000) if numeral(number) == text), 0)
