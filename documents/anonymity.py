"""Removing what would show who it was: one pure function for everything the bureau publishes.

What is known to be secret is found however it is written: wide or narrow letters, blanks between them, the short form of
a company's name. What merely looks secret (numbers of persons, telephones, addresses, a unit's own figures) goes as well:
a text may say too little, never too much.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PARTY, PERSON, NUMBER, PLACE, FIGURE = "当事人", "个人", "号码", "地址", "数据"
GROUNDS = {
    PARTY: "能够识别当事人",
    PERSON: "个人隐私（行政处罚法50条）",
    NUMBER: "能够识别当事人或者个人的号码",
    PLACE: "能够识别当事人或者个人的地址",
    FIGURE: "当事人自己的数据",
}
_IGNORED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad·•・")
_REGION = re.compile(
    r"^(?:中国|[\u4e00-\u9fff]{2,3}(?:省|市|自治区)|重庆|[\u4e00-\u9fff]{1,4}(?:土家族|苗族)*(?:区|县|市))"
)
_FORM = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|总公司|分公司|公司|个体工商户|经营部|合作社|事务所|总厂|商行|工厂"
    r"|厂|店|部|中心|（[^（）]*）|\([^()]*\))$"
)
_FEW = "零〇一二两三四五六七八九十"
_NUMERAL = rf"(?:\d(?:[\d,，.．]*\d)?|[{_FEW}百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{{1,20}})"
_UNIT = (
    r"(?:[多余来几]?\s*(?:(?:万亿|亿|千万|百万|万|千|百)?(?:美元|欧元|元|吨|千克|公斤|克|立方米|平方米|平方公里|公里"
    r"|千米|米|亩|公顷|千瓦时|千瓦|度|升|桶|台|辆|套|只|头|件|箱|户|人次|人|名|家|个百分点)|万|亿|%|％|‰|倍|成))"
)
_COUNTED = r"(?:个工作日|工作日|日内|日|天|个月|年内|年|种|份|项|次|处|张|页|个?方面)"
# What a law, a form or a calendar counts says nothing of the unit: it stays.
_HARMLESS = re.compile(
    rf"第[（(]?[\d{_FEW}百千]+[）)]?[条款项目章节次届档]|[（(][\d{_FEW}]+[）)]|[A-Z]{{0,2}}\d{{2,4}}(?:-\d{{1,2}})?表"
    rf"|\d{{4}}年(?:第?[{_FEW}\d]{{1,2}}季度|上半年|下半年)|(?:\d{{4}}年)?\d{{1,2}}(?:[-—~～至、]\d{{1,2}})?月(?:\d{{1,2}}日|份)?"
    rf"|(?<!\d)(?:\d{{1,2}}|(?:19|20)\d\d(?=年)){_COUNTED}|[{_FEW}]{{1,3}}{_COUNTED}|[{_FEW}]+[名位](?:执法|办案|调查)人员"
    rf"|[\d{_FEW}百]{{1,6}}条(?:\d+款)?(?:[（(][{_FEW}]+[）)])?"
)
_WORDS = r"[\u4e00-\u9fff]"
_PATTERNS = (
    (NUMBER, re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{9}[\dXx](?![0-9A-Za-z])")),
    (NUMBER, re.compile(r"(?<![0-9A-Za-z])(?=[0-9A-Z]*\d)[0-9A-HJ-NP-RT-UW-Y]{18}(?![0-9A-Za-z])")),
    (NUMBER, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    (
        NUMBER,
        re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-Z0-9]{5,6}(?![A-Z0-9])"),
    ),
    (NUMBER, re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")),
    (NUMBER, re.compile(r"(?<!\d)0\d{2,3}[-—－ ]?[2-9]\d{6,7}(?:[-—转]\d{1,5})?(?!\d)")),
    (NUMBER, re.compile(r"(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3,7}(?!\d)")),
    (NUMBER, re.compile(rf"{_WORDS}{{0,8}}[〔\[]\d{{4}}[〕\]]第?\d+号")),
    (
        PLACE,
        re.compile(
            rf"{_WORDS}{{1,8}}(?:路|街|大道|巷|弄|社区|村|小区|大厦|广场){_WORDS}{{0,8}}\d+(?:号|栋|幢|楼|层|室|组|单元)"
            r"(?:[\d\-—附]+(?:号|栋|幢|楼|层|室|单元))*"
        ),
    ),
    (FIGURE, re.compile(rf"[百千]分之{_NUMERAL}(?:点{_NUMERAL})?")),
    (FIGURE, re.compile(rf"{_NUMERAL}{_UNIT}")),
    (FIGURE, re.compile(r"[一二两三四五六七八九][十百千万亿][零〇一二三四五六七八九十百千万亿]*")),
    (FIGURE, re.compile(r"(?<![\d.A-Za-z])\d(?:[\d,，]*\d)?(?:\.\d+)?(?![\dA-Za-z])")),
)


@dataclass(frozen=True)
class Secret:
    """Words that must not be read outside, what kind they are, what is written instead, why."""

    text: str
    kind: str = PARTY
    instead: str = ""
    reason: str = ""

    @property
    def shown(self) -> str:
        return self.instead or {PARTY: "某当事人", PERSON: "某某", PLACE: "某地"}.get(self.kind, "×")

    @property
    def ground(self) -> str:
        return self.reason or GROUNDS.get(self.kind, self.kind)


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: `text` is what the public reads; `removed` what stood there, empty where nothing was."""

    text: str
    removed: str = ""
    ground: str = ""


@dataclass(frozen=True)
class Anonymous:
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def removals(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.removed)


def short_names(name: str) -> list[str]:
    """The name and what people call it: without the place before and the legal form behind, at least three letters."""
    found, core = [name], name
    while (cut := _FORM.sub("", core)) != core and len(cut) >= 2:
        core = cut
        found.append(core)
    while (cut := _REGION.sub("", core)) != core and len(cut) >= 2:
        core = cut
        found.append(core)
    rest = _REGION.sub("", name)
    return list(dict.fromkeys(word for word in (*found, rest) if len(word) >= 3 or word == name))


def secrets_of(name: str, *, instead: str = "", kind: str = PARTY) -> list[Secret]:
    """A name in all its forms."""
    return [Secret(word, kind, instead) for word in short_names(name.strip())] if name.strip() else []


def anonymous(
    text: str, secrets: Iterable[Secret] = (), *, keep: Sequence[str] = (), figures: bool = True
) -> Anonymous:
    """`text` without the secrets and without what looks like one; `keep`: words of the bureau's own that may stand.

    `figures` False leaves quantities alone, for texts that a table of the bureau made (a fine, a deadline).
    """
    folded, places = _fold(text)
    narrow = _narrow(text)
    taken: list[tuple[int, int, Secret]] = []
    known = sorted((one for one in secrets if one.text.strip()), key=lambda one: -len(one.text))
    for secret in known:
        _find_known(folded, places, secret, taken)
    kept = _spans(text, keep)
    safe = [*kept, *(found.span() for found in _HARMLESS.finditer(narrow))]
    for kind, pattern in _PATTERNS:
        if kind == FIGURE and not figures:
            continue
        allowed = safe if kind == FIGURE else kept
        for found in pattern.finditer(narrow):
            _take(taken, *found.span(), Secret(found.group(), kind), allowed)
    return Anonymous(tuple(_cut(text, sorted(taken, key=lambda one: one[:2]))))


def leaks(text: str, secrets: Iterable[Secret]) -> list[Secret]:
    """The secrets that can still be read in a text, however they are written."""
    folded, _ = _fold(text)
    return [one for one in secrets if (word := _fold(one.text)[0]) and word in folded]


def _narrow(text: str) -> str:
    """Wide digits and letters made narrow, letter for letter."""
    return "".join(one if len(one := unicodedata.normalize("NFKC", letter)) == 1 else letter for letter in text)


def _fold(text: str) -> tuple[str, list[int]]:
    """The letters that count, each with its place in the text."""
    letters, places = [], []
    for place, letter in enumerate(text):
        if letter.isspace() or letter in _IGNORED:
            continue
        for one in unicodedata.normalize("NFKC", letter).casefold():
            letters.append(one)
            places.append(place)
    return "".join(letters), places


def _find_known(folded: str, places: list[int], secret: Secret, taken: list[tuple[int, int, Secret]]) -> None:
    word = _fold(secret.text)[0]
    start = folded.find(word) if word else -1
    while start >= 0:
        _take(taken, places[start], places[start + len(word) - 1] + 1, secret, [])
        start = folded.find(word, start + len(word))


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    return [found.span() for word in words if word for found in re.finditer(re.escape(word), text)]


def _take(
    taken: list[tuple[int, int, Secret]], start: int, end: int, secret: Secret, safe: Sequence[tuple[int, int]]
) -> None:
    if any(start < last and first < end for first, last, _ in taken):
        return
    if not any(start < last and first < end for first, last in safe):
        taken.append((start, end, secret))


def _cut(text: str, taken: list[tuple[int, int, Secret]]) -> Iterable[Piece]:
    here = 0
    for start, end, secret in taken:
        if start > here:
            yield Piece(text[here:start])
        yield Piece(secret.shown, text[start:end], secret.ground)
        here = end
    if here < len(text):
        yield Piece(text[here:])
