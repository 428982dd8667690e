"""Plain words: would the owner of a small shop understand this notice at the first reading, and know what to do by when?"""

import re
from dataclasses import dataclass

from documents.kinds import PaperKind
from documents.tree import Node, parse
from documents.words import CITATION

LONGEST_SENTENCE = 80  # characters, articles of law not counted
LONGEST_NOTICE = {1: 650, 2: 1300}  # characters, by the pages the paper should fill
# A term of the trade → how to say or explain it. One that is explained where it stands is no fault.
TERMS = {
    "行政相对人": "写“你单位”",
    "裁量基准": "写明按什么标准、为什么",
    "主观过错": "写“故意或者疏忽”",
    "留置送达": "写明把文书留在哪里、由谁见证",
    "差错率": "写明多少除以多少",
    "违法数额": "写明多报或者少报了多少",
    "应报数额": "写明按账簿应当报多少",
    "一套表": "写“联网直报平台上的统计报表”",
    "四上": "写“规模以上工业、限额以上商贸等单位”",
    "催报期": "写明从哪天到哪天",
    "自然年度": "写“某年1月1日至某年12月31日”",
    "竞合": "写明适用哪一条",
    "幅度": "写明从多少到多少",
    "法制审核": "写“由本局法制人员审核”",
    "履行义务": "写明要做什么",
    "予以核实": "写“请核对”",
    "相关规定": "写明是哪部法的哪一条",
    "有关规定": "写明是哪部法的哪一条",
    "尽快": "写明日期",
    "近期": "写明日期",
}
_STOPS = re.compile("[。；！？]")
_BY_WHEN = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:（星期|\d{1,2}时)|\d+个工作日内")
_PHONE = re.compile(r"\d{3,4}-\d{7,8}|1\d{10}|\d{7,8}")
_EXPLAINED = "(?:（|，?即|是指|，?也就是|：)"


@dataclass(frozen=True)
class Remark:
    """One piece of advice: what was found (words of the paper), and what to do about it."""

    found: str
    advice: str


def remarks(kind: PaperKind, html: str) -> list[Remark]:
    """Advice on the whole paper, most important first."""
    tree = parse(html)
    body = _body(tree)
    text = "".join(body)
    return [
        *_what_to_do(tree, text),
        *_too_long(kind, text),
        *_long_sentences(body),
        *_unexplained(kind, text),
    ]


def _body(tree: Node) -> list[str]:
    """Paragraphs and cells as the reader meets them, without head, seal and slip."""
    skipped = {"front", "sign", "watermark", "verify", "copies", "slip"}

    def collect(node: Node) -> list[str]:
        if node.classes & skipped:
            return []
        if node.tag in ("p", "td", "th", "li") and not any(child.tag == "p" for child in node.nodes()):
            words = "".join(node.text().split())
            return [words] if words else []
        return [words for child in node.nodes() for words in collect(child)]

    return collect(tree)


def _what_to_do(tree: Node, text: str) -> list[Remark]:
    found = []
    asks = any("todo" in table.classes for table in tree.all("table"))
    if asks and not _BY_WHEN.search(text):
        found.append(Remark("没有写明最迟日期", "在要做的事旁边写明年、月、日和星期"))
    if not _PHONE.search(text):
        found.append(Remark("没有联系电话", "写明联系人和电话，当事人有疑问时知道问谁"))
    return found


def _too_long(kind: PaperKind, text: str) -> list[Remark]:
    most = LONGEST_NOTICE.get(kind.pages or 2, 1300)
    if len(text) <= most:
        return []
    return [Remark(f"全文{len(text)}字", f"通知以{most}字以内为宜，删去重复的话，细节写进附件")]


def _long_sentences(body: list[str]) -> list[Remark]:
    found = []
    for paragraph in body:
        for sentence in _STOPS.split(paragraph):
            length = len(CITATION.sub("《》", sentence))
            if length > LONGEST_SENTENCE:
                found.append(Remark(f"“{sentence[:18]}…”一句有{length}字", f"拆成几句，每句不超过{LONGEST_SENTENCE}字"))
    return found


def _unexplained(kind: PaperKind, text: str) -> list[Remark]:
    """Terms typed into the fields; the words of the template itself are settled."""
    quoted = re.sub("《[^》]+》|“[^”]+”", "", text)
    own = _fixed_words(kind)
    found = []
    for term, advice in TERMS.items():
        if term in quoted and term not in own and not re.search(re.escape(term) + _EXPLAINED, quoted):
            longer = any(term != other and term in other and other in quoted for other in TERMS)
            if not longer:
                found.append(Remark(f"“{term}”", advice))
    return found


def _fixed_words(kind: PaperKind) -> str:
    from documents.html import TEMPLATES

    return (TEMPLATES / kind.template).read_text(encoding="utf-8")
