"""Read the official wording of a statute from plain or Markdown text: articles, paragraphs, items.

Pure text in, frozen rows out; knows nothing of the database.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[〇零一二两三四五六七八九十百千]+"

ARTICLE = re.compile(rf"^第({NUMERAL})条(?:之({NUMERAL}))?(?P<gap>[\s　]*)(?P<text>.*)$")
HEADING = re.compile(rf"^第{NUMERAL}[编篇章节](?![一-龥]*条)")
ITEM = re.compile(rf"^[（(]({NUMERAL})[）)][\s　]*(.*)$")
INLINE_ITEM = re.compile(rf"(?<=[：；:;])[\s　]*(?=[（(]{NUMERAL}[）)])")
SENTENCE_ENDS = "。；：！？…”）)】》;:"
MARKDOWN = re.compile(r"^#+\s*")
# Shorter than any sentence of law, long enough for a chapter's name whose number was lost.
LONGEST_HEADING = 20


class StatuteTextError(ValueError):
    """The text cannot be read as a statute; the sentence says what to check."""


@dataclass(frozen=True)
class Paragraph:
    text: str
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Article:
    number: int
    inserted: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        return "\n".join(line for part in self.paragraphs for line in (part.text, *(_item_line(i) for i in part.items)))


@dataclass(frozen=True)
class StatuteText:
    title: str
    articles: tuple[Article, ...]
    headings: tuple[str, ...] = ()
    unsure: tuple[str, ...] = field(default=())
    missing: tuple[int, ...] = field(default=())

    @property
    def paragraph_count(self) -> int:
        return sum(len(article.paragraphs) for article in self.articles)

    @property
    def item_count(self) -> int:
        return sum(len(part.items) for article in self.articles for part in article.paragraphs)


def chinese_number(text: str) -> int:
    """一百零五 → 105, 二十 → 20, 十三 → 13, 一千二百五十九 → 1259."""
    total, digit = 0, 0
    for character in text:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


def _item_line(item: tuple[str, str]) -> str:
    return f"（{item[0]}）{item[1]}"


def _clean_lines(text: str) -> Iterator[str]:
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).replace("\ufeff", "")
    for raw in text.splitlines():
        line = raw.strip(" \t　\r\u00a0")
        if not line or set(line) <= {"-", "*", "="}:
            continue
        for number, part in enumerate(INLINE_ITEM.split(line)):
            yield part.strip("*") if number == 0 else part


class _Reader:
    """Walks the lines once; the article, paragraph and item being read are the open ends of three lists."""

    def __init__(self) -> None:
        self.articles: list[tuple[int, str, list[list]]] = []
        self.headings: list[str] = []
        self.unsure: list[str] = []

    def feed(self, line: str) -> None:
        bare = MARKDOWN.sub("", line)
        if HEADING.match(bare) and not bare.endswith("。"):
            self.headings.append(bare)
        elif self._starts_article(bare) or not self.articles:
            return
        elif item := ITEM.match(bare):
            self._add_item(item[1], item[2])
        elif line != bare or self._looks_like_heading(bare):
            self.unsure.append(bare)
        else:
            self._add_text(bare)

    def _starts_article(self, line: str) -> bool:
        found = ARTICLE.match(line)
        if not found:
            return False
        number, inserted = chinese_number(found[1]), found[2] or ""
        last = self.articles[-1][0] if self.articles else 0
        follows = number == last if inserted else number == last + 1
        # A gap in the numbering is believed only where the typography also says "new article".
        if not follows and (number <= last or not found["gap"]):
            return False
        self.articles.append((number, inserted, [[found["text"], []]]))
        return True

    def _looks_like_heading(self, line: str) -> bool:
        return len(line) <= LONGEST_HEADING and line[-1] not in SENTENCE_ENDS and self._is_finished()

    def _is_finished(self) -> bool:
        return self._open_text()[-1:] in SENTENCE_ENDS

    def _open_text(self) -> str:
        text, items = self.articles[-1][2][-1]
        return items[-1][1] if items else text

    def _add_item(self, numeral: str, text: str) -> None:
        self.articles[-1][2][-1][1].append([numeral, text])

    def _add_text(self, line: str) -> None:
        paragraphs = self.articles[-1][2]
        text, items = paragraphs[-1]
        if self._is_finished() and not (items and items[-1][1][-1:] in "；：;:"):
            paragraphs.append([line, []])
        elif items:
            items[-1][1] += line
        else:
            paragraphs[-1][0] = text + line

    def result(self, title: str) -> StatuteText:
        articles = tuple(
            Article(number, inserted, tuple(Paragraph(text, tuple((n, t) for n, t in items)) for text, items in parts))
            for number, inserted, parts in self.articles
        )
        present = {article.number for article in articles}
        missing = tuple(number for number in range(1, max(present) + 1) if number not in present)
        return StatuteText(title, articles, tuple(self.headings), tuple(self.unsure), missing)


def parse_statute(text: str) -> StatuteText:
    """Every 第…条 with its paragraphs and items, in order.

    Chapter headings and a table of contents are skipped; short lines without an end of sentence are kept apart
    as `unsure` for a person to look at; numbers left out come back as `missing`. Raises StatuteTextError when no
    article is found.
    """
    reader = _Reader()
    title = ""
    for line in _clean_lines(text):
        if not title:
            title = MARKDOWN.sub("", line)
        reader.feed(line)
    if not reader.articles:
        raise StatuteTextError("没有找到“第…条”。请确认文件是法规全文，编码为 UTF-8。")
    return reader.result(title)
