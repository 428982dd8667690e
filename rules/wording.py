"""What free text in a fact sheet says about procedure: moments, signers, fines, plain statements of a fault.

Only what the text says outright is taken; silence and anything unclear stay unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

_MOMENT = re.compile(
    r"(?P<y>20\d\d)\s*[-年./]\s*(?P<m>\d{1,2})\s*[-月./]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:\s*[T ]?\s*(?P<h>\d{1,2})\s*[:：时点]\s*(?P<min>\d{1,2})?\s*分?)?"
)
_FINE = re.compile(r"(?P<n>\d+(?:\.\d+)?)\s*(?P<w>万)?\s*元")
_BREAK = re.compile(r"[，,。；;\n]")

ALONE = re.compile(r"(?:一人|单人|独自|1人|一名|1名)[^，,。；;]{0,8}(?:检查|到场|询问|调查|执法|取证)")
FAULTS: dict[str, re.Pattern[str]] = {
    "identity_shown": re.compile(r"(?:未|没有|不)(?:主动|依法)?(?:向[^，,。；;]{0,10})?出示[^，,。；;]{0,6}证"),
    "notified": re.compile(
        r"(?:未|没有)(?:经|作出?)?(?:书面)?(?:事先|事前|依法)?告知(?!听证|[^，,。；;]{0,10}听证)|(?:未|没有)送达[^，,。；;]{0,8}告知书"
    ),
    "hearing_offered": re.compile(r"(?:未|没有)(?:依法|书面)?告知[^，,。；;]{0,14}听证"),
    "heard": re.compile(r"拒绝听取|(?:不予?|未|没有)(?:充分)?听取[^，,。；;]{0,8}(?:陈述|申辩|意见|辩解)"),
    "hearing_held": re.compile(r"(?:拒绝|不予|未|没有)(?:依法)?(?:组织|举行|安排)[^，,。；;]{0,6}听证|不予听证"),
    "legal_review_passed": re.compile(
        r"(?:未|没有)(?:经|作|进行)?(?:过)?法制审核|法制审核[^，,。；;]{0,4}(?:未|没有|不)通过"
    ),
    "discussed": re.compile(r"(?:未|没有)(?:经|作|进行)?(?:过)?(?:负责人)?集体讨论"),
    "recorded": re.compile(r"(?:未|没有)(?:依法)?制作[^，,。；;]{0,6}笔录"),
    "reviewer_qualified": re.compile(r"审核人员?[^，,。；;]{0,8}(?:未|没有|无|不具)[^，,。；;]{0,6}(?:资格|法律职业)"),
    "correction_ordered": re.compile(r"(?:未|没有)(?:依法)?责令[^，,。；;]{0,8}改正"),
}
INVESTIGATOR_PRESIDES = re.compile(r"(?:本案)?(?:调查|承办|办案|检查)人员?[^，,。；;]{0,6}主持")
PENALISED_FIRST = re.compile(r"先(?:行)?[^。；;]{0,10}罚[^。；;]{0,14}(?:后|再|才)[^。；;]{0,8}移送|以罚代(?:刑|移)")
WAIVED = re.compile(r"(?<!未)(?:明确)?(?:书面)?放弃[^，,。；;]{0,8}(?:陈述|申辩|听证)")
ON_THE_SPOT = re.compile(
    r"当场[^，,。；;]{0,6}(?:处罚|罚款|作出|决定)|简易程序|simple|summary|on_the_spot", re.IGNORECASE
)
DEFENDED = re.compile(r"(?<!放弃)(?<!未提出)(?<!没有提出)(?:提出|进行|作)?[^，,。；;放弃未]{0,4}申辩")
TRANSFERRED = re.compile(r"移送(?:至|给|到)?[^，,。；;]{0,6}(?:公安|司法)|(?:公安|司法)[^，,。；;]{0,6}移送|移送")
HEARING_ASKED = re.compile(r"(?:申请|要求|提出)[^，,。；;]{0,4}听证")
HEARING_TOLD = re.compile(r"(?:送达|发出|通知)[^，,。；;]{0,6}听证(?:会)?(?:通知|时间|举行)|听证通知书")

_LOWER_RANK = re.compile(
    r"(?:承办人|经办人|办案人员?|执法人员|调查人员|检查人员|科长|科室负责人|队长|分管[^，,。；;]{0,4}|副局长|副职[^，,。；;]{0,3})"
    r"[^，,。；;]{0,8}(?:批准|决定|同意|自行|签发|审批)|(?:自行|直接|擅自)(?:决定)?移送|未[经报]?经?[^，,。；;]{0,8}(?:负责人|局长|领导)[^，,。；;]{0,4}(?:批准|审批|同意)"
)
_PRESIDING_DEPUTY = re.compile(r"主持(?:全面)?工作")
_REFUSED = re.compile(r"不(?:予)?批准|不(?:予)?同意|不(?:予)?移送")
_ONLY = re.compile(
    r"(?:只有|仅有?|只)(?P<who>[^，,。；;]{1,20}?)(?:一人|1人|一名[^，,。；;]{0,6})?(?:签名|签字|签章|盖章)"
)
_ONE_SIGNS = re.compile(r"(?:一人|一名|1人|1名|单人)[^，,。；;]{0,8}(?:签名|签字)")
_UNSIGNED = re.compile(r"(?:未|没有|无|漏|缺)[^，,。；;]{0,6}(?:签名|签字)")
_SIGNED = re.compile(r"签名|签字|签章")
_SPLIT_NAMES = re.compile(r"[、和与及,，/ ]+")
NO_RELATION = frozenset({"", "无", "没有", "无关系", "无利害关系", "没有关系", "不存在", "none", "no"})


def moments(text: str) -> list[tuple[date, int]]:
    """Days and moments written in a text, each with its place. Impossible dates are left out."""
    found: list[tuple[date, int]] = []
    for match in _MOMENT.finditer(text):
        year, month, day = (int(match[key]) for key in "ymd")
        try:
            value: date = date(year, month, day)
            if match["h"]:
                value = datetime(year, month, day, int(match["h"]), int(match["min"] or 0))
        except ValueError:
            continue
        found.append((value, match.start()))
    return found


def moment_of(text: str, act: re.Pattern[str]) -> date | None:
    """The moment that stands in the same clause as an act; None unless exactly one does."""
    found: set[date] = set()
    for clause in _BREAK.split(text):
        if act.search(clause):
            found.update(value for value, _place in moments(clause))
    return found.pop() if len(found) == 1 else None


def first_day(text: str) -> date | None:
    found = moments(text)
    if not found:
        return None
    day = found[0][0]
    return day.date() if isinstance(day, datetime) else day


def fine_in(text: str) -> int | None:
    """The one amount named in a text (罚款5万元 → 50000); None where there is none, several, or no whole yuan."""
    sums: set[int] = set()
    for match in _FINE.finditer(text):
        whole, _dot, rest = match["n"].partition(".")
        scale = 4 if match["w"] else 0
        if len(rest) > scale:
            return None
        sums.add(int(whole + rest.ljust(scale, "0")))
    return sums.pop() if len(sums) == 1 else None


def says(text: str, fault: str) -> bool:
    """Whether the text states this fault outright."""
    return bool(FAULTS[fault].search(text))


def signers(record: str, officers: Sequence[str]) -> int | None:
    """How many officers signed the record, as far as the text tells; None = it does not tell.

    A party that would not sign is no matter of this: the officers' signatures are asked for.
    """
    only = _ONLY.search(record)
    if only:
        who = [part for part in _SPLIT_NAMES.split(only["who"].strip()) if part]
        return 0 if only["who"].startswith("当事人") else len(who)
    if _ONE_SIGNS.search(record):
        return 1
    unsigned = [clause for clause in _BREAK.split(record) if _UNSIGNED.search(clause) and "当事人" not in clause]
    if unsigned:
        missing = sum(any(name and name in clause for clause in unsigned) for name in officers)
        return max(len(officers) - missing, 0) if missing else 0
    if not _SIGNED.search(record):
        return None
    named = [name for name in officers if name and name in record]
    if len(named) >= 2 or re.search(r"(?:两|二|2|双)(?:名|人)|均已?签|都已?签|全体", record):
        return max(len(named), 2)
    return 1 if named and len(officers) >= 2 else None


def decided_below(text: str) -> bool:
    """Whether a text says that somebody other than the chief (or whoever presides over the work) decided."""
    return bool(_LOWER_RANK.search(text)) and not _PRESIDING_DEPUTY.search(text)


def approved(text: str) -> bool | None:
    """批准移送 → True, 不批准移送 → False, anything else → None."""
    if _REFUSED.search(text):
        return False
    return True if re.search(r"批准|同意|决定移送|准予", text) else None


def has_relation(value: object) -> bool:
    """Whether an officer's declared relation to the party is one. Nothing declared counts as none."""
    if value is None or value is False:
        return False
    if value is True:
        return True
    text = str(value).strip().lower()
    return text not in NO_RELATION and "已回避" not in text
