"""Chinese official style as pure functions: numbers, dates, levels, citations, sentences."""

import re
from datetime import date, datetime
from decimal import Decimal

# Inside a character class: East Asian ideographs, punctuation and full-width forms, and the quotes and
# dashes that Chinese fonts draw as wide as an ideograph.
WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef‘’“”—…·\U00020000-\U0003ffff"
_DIGITS = "零一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"


def chinese_number(value: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一; up to 99, as levels and annexes need."""
    if not 0 < value < 100:
        raise ValueError(f"序号超出范围: {value}")
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def mark(index: int, depth: int = 3) -> str:
    """Marks of the levels in GB/T 9704: 一、 （一） 1. （1）"""
    if depth == 1:
        return chinese_number(index) + "、"
    if depth == 2:
        return f"（{chinese_number(index)}）"
    return f"{index}." if depth == 3 else f"（{index}）"


def as_date(value: object) -> date | None:
    """A date, a datetime or an ISO string; a stored context comes back as strings."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return None


def zh_date(value: object) -> str:
    """2026年6月7日, months and days without padding."""
    day = as_date(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def zh_day(value: object) -> str:
    """2026年6月7日（星期日）: for a date by which somebody must act."""
    day = as_date(value)
    return f"{zh_date(day)}（星期{_WEEKDAYS[day.weekday()]}）" if day else ""


def as_moment(text: str) -> datetime | None:
    """A datetime from its ISO form, hour included."""
    try:
        return datetime.fromisoformat(text) if len(text) > 10 else None
    except ValueError:
        return None


def zh_moment(value: object) -> str:
    """2026年6月7日9时05分; a plain date prints without the hour."""
    if isinstance(value, str) and len(value) > 10:
        value = as_moment(value)
    if isinstance(value, datetime):
        return f"{zh_date(value)}{value.hour}时{value.minute:02d}分"
    return zh_date(value)


def zh_money(value: object) -> str:
    """Yuan as papers write it: 50000 → 5万元, 1234.5 → 1234.50元."""
    amount = Decimal(str(value))
    if amount and amount % 10000 == 0:
        return f"{int(amount) // 10000}万元"
    return f"{int(amount)}元" if amount == int(amount) else f"{amount:.2f}元"


NUMBER = re.compile(r"\S+〔[12]\d{3}〕[1-9]\d*号")
CITATION = re.compile(
    r"《[^《》]+》(?:（[^（）]+）)?"
    r"(?:第[一二三四五六七八九十百零]+条(?:之[一二三四五六七八九十]+)?)"
    r"(?:第[一二三四五六七八九十]+款)?(?:第（[一二三四五六七八九十]+）项)?(?:第\d+目)?(?:前段|后段)?"
)


def is_citation(text: str) -> bool:
    """One provision in its long form, 《中华人民共和国统计法》第四十四条第一款第（二）项."""
    return CITATION.fullmatch(text) is not None


def join_citations(citations: list[str]) -> str:
    """What is the same is said once: 《甲法》第一条第一款、第二款、第三条和《乙法》第四条."""
    said: list[str] = []
    statute = article = ""
    for citation in citations:
        end = citation.find("》") + 1
        found = re.match("(?:（[^）]+）)?第[^条]+条(?:之[一二三四五六七八九十]+)?", citation[end:])
        here, place = citation[:end], found.group(0) if found else ""
        rest = citation[end + len(place) :]
        if here != statute or not here:
            said.append(("和" if said else "") + citation)
        else:
            said.append("、" + (rest if place == article and rest else place + rest))
        statute, article = here, place
    return "".join(said)


def bare(text: object) -> str:
    """Without the stop at its end, so that a sentence can go on."""
    return str(text).rstrip("。；，、 ")


def stop(text: object) -> str:
    """With exactly one full stop at its end."""
    return bare(text) + "。" if str(text).strip() else ""


def paragraphs(text: object) -> list[str]:
    """Every paragraph of a long field, each closed by a full stop unless it closes itself."""
    lines = text if isinstance(text, list) else [str(text)] if text else []
    return [line if line[-1] in "。：；？！”）" else line + "。" for line in lines]


def flow(text: object) -> str:
    """A long field inside one paragraph."""
    return "".join(paragraphs(text))


def listed(items: list[str]) -> str:
    """Short items in one sentence: 甲、乙、丙."""
    return "、".join(bare(item) for item in items)


def without(text: str, *labels: str) -> str:
    """Without a label at its head that the template says itself: 没有造成危害后果：尚未汇总 → 尚未汇总."""
    for label in labels:
        if text.startswith(label):
            return text.removeprefix(label).lstrip("：，。； ")
    return text


def groups(digest: str) -> str:
    """A hash in groups of eight, readable aloud."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))


def width_class(text: str) -> str:
    """Class of a red head by its length: a long name is drawn smaller so that it keeps to one line."""
    return next((f"up-to-{most}" for most in (9, 11, 13, 16, 20) if len(text) <= most), "longest")
