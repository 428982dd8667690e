"""What must follow an answer: papers and acts, and the measure that goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.consequence import Verdict, penalty_of
from rules.correction import ordered
from rules.reading import Reading
from rules.text import (
    CRIMINAL_TRANSFER,
    DEFAULT_MEASURE,
    EDUCATE_INDIVIDUAL,
    ESCALATE_MANUAL,
    JURISDICTION_TRANSFER,
    LADDER,
    NEEDS_LEGAL_REVIEW,
    NO_FINE_ORGAN,
    NP_DISCRETIONARY_FIRST,
    NP_MANDATORY_MINOR,
    NP_MANDATORY_NO_FAULT,
    NP_NO_CAPACITY,
    NP_NOT_ESTABLISHED,
    NP_TIME_BARRED,
    PENALTY,
    PENALTY_LENIENT,
    PENALTY_SERIOUS,
    REFER_OFFICIAL,
)

ORDER, RECHECK, EDUCATION, NO_PENALTY = "责令改正通知书", "复查记录", "教育记录", "不予行政处罚决定书"
FIRST_CHECK, REASONS, APPROVAL, DISCUSSION = "首违核查单", "裁量理由", "机关负责人批准", "集体讨论记录"
FILING, REPORT, NOTICE, DECISION = "立案审批表", "调查终结报告", "行政处罚事先告知书", "行政处罚决定书"
SERVICE, CLOSING, PUBLICATION, DISCIPLINE = "送达回证", "结案报告", "处罚决定公示", "处分建议书"

_PENALTY = (FILING, ORDER, RECHECK, REPORT, NOTICE, "陈述申辩记录", DECISION, SERVICE, PUBLICATION, CLOSING)
GENERAL: dict[str, tuple[str, ...]] = {
    CRIMINAL_TRANSFER: (
        "指定两名以上执法人员组成专案组",
        "移送涉嫌犯罪案件的书面报告",
        "正职负责人三日内决定是否移送",
        "批准后二十四小时内移送公安机关",
        "涉嫌犯罪案件移送书",
        "涉嫌犯罪案件情况的调查报告",
        "涉案物品清单",
        "检验报告或者鉴定结论",
        "其他有关涉嫌犯罪的材料",
    ),
    JURISDICTION_TRANSFER: ("案件移送函", SERVICE),
    EDUCATE_INDIVIDUAL: (),
    REFER_OFFICIAL: (),
    NP_NOT_ESTABLISHED: (NO_PENALTY, SERVICE),
    NP_TIME_BARRED: (NO_PENALTY, SERVICE),
    NP_NO_CAPACITY: (NO_PENALTY, SERVICE),
    NP_MANDATORY_NO_FAULT: (ORDER, RECHECK, EDUCATION, NO_PENALTY, SERVICE),
    NP_MANDATORY_MINOR: (ORDER, RECHECK, EDUCATION, NO_PENALTY, SERVICE),
    NP_DISCRETIONARY_FIRST: (ORDER, RECHECK, FIRST_CHECK, REASONS, APPROVAL, EDUCATION, NO_PENALTY, SERVICE),
    ESCALATE_MANUAL: (ORDER, RECHECK, FIRST_CHECK, REASONS, DISCUSSION),
    NO_FINE_ORGAN: (FILING, ORDER, RECHECK, REPORT, NOTICE, "陈述申辩记录", DECISION, SERVICE, DISCIPLINE, CLOSING),
    PENALTY_LENIENT: (*_PENALTY, "从轻、减轻理由"),
    PENALTY: _PENALTY,
    PENALTY_SERIOUS: (*_PENALTY, DISCUSSION, "法制审核意见表"),
    NEEDS_LEGAL_REVIEW: ("法制审核意见表",),
}
NOT_PUNISHED = (NP_MANDATORY_NO_FAULT, NP_MANDATORY_MINOR, NP_DISCRETIONARY_FIRST)
MEASURE_PAPERS: dict[str, tuple[str, ...]] = {
    "guidance": ("行政指导书",),
    "reminder": ("提醒函",),
    "warning": ("轻微违法警示书",),
    "warning/admonition": ("行政监管劝诫书",),
    "interview": ("约谈通知书", "约谈记录"),
}


def measure(reading: Reading, verdict: Verdict) -> str | None:
    """The measure of the item that is met, the lightest of several, with its steps; else the outcome's own."""
    default = DEFAULT_MEASURE.get(verdict.outcome)
    if default is None:
        return None
    closed = reading.flag("excluded") is not False or reading.flag("key_area") is not False
    if closed:
        return default
    found = [
        raised(item.measure, sum(reading.holds(one.when) is True for one in item.steps))
        for _, item in reading.matched()
        if item.outcome == verdict.outcome and item.measure
    ]
    return min(found, key=_height) if found else default


def raised(base: str, steps: int) -> str:
    """The measure so many steps up the ladder, never past its top."""
    if not steps:
        return base
    return LADDER[min(LADDER.index(base.split("/")[0]) + steps, len(LADDER) - 1)]


def _height(code: str) -> tuple[int, str]:
    return LADDER.index(code.split("/")[0]), code


def duties(reading: Reading, verdict: Verdict, chosen: str | None, decisive: str) -> tuple[str, ...]:
    """Papers and acts in the order in which they come, each once."""
    moot = (ORDER, RECHECK) if verdict.outcome in NOT_PUNISHED and _filed_unasked(reading) else ()
    return tuple(one for one in dict.fromkeys(_duties(reading, verdict, chosen, decisive)) if one not in moot)


def _filed_unasked(reading: Reading) -> bool:
    """Where the filing is the correction and has come in without an order, there is nothing left to order (28条1款)."""
    filing = reading.offence.filing
    if filing is None or ordered(reading.strict):
        return False
    return isinstance(reading.case.settled(filing.done), date)


def _duties(reading: Reading, verdict: Verdict, chosen: str | None, decisive: str) -> Iterator[str]:
    pack, outcome = reading.law.pack, verdict.outcome
    yield from GENERAL.get(outcome, ())
    yield from MEASURE_PAPERS.get(chosen or "", ())
    if outcome in (EDUCATE_INDIVIDUAL, REFER_OFFICIAL):
        rule = next(rule for rule in pack.persons if rule.fits(reading.offence.code, reading.case.kind))
        yield from rule.duties
    if outcome == JURISDICTION_TRANSFER:
        ground = next(ground for ground in pack.jurisdiction if ground.id == reading.value("elsewhere"))
        yield f"移送{ground.receiver}"
    if outcome == NP_NO_CAPACITY:
        mind = reading.case.settled("party.capacity") == "none"
        yield "责令监护人严加看管和治疗" if mind else "责令监护人加以管教"
    if outcome in (PENALTY, PENALTY_LENIENT, PENALTY_SERIOUS, NO_FINE_ORGAN):
        yield from _of_penalty(reading, verdict)
    if outcome == PENALTY_LENIENT and reading.flag("serious"):
        yield from (DISCUSSION, "法制审核意见表")
    if reading.case.settled("whistleblown") is True:
        yield "报复性执法监看"
    yield from _to_confirm(reading, verdict)
    yield from pack.duties.get(outcome, ())


def _of_penalty(reading: Reading, verdict: Verdict) -> Iterator[str]:
    rule = penalty_of(reading.offence, reading.case.kind, verdict.version, bool(reading.flag("serious")))
    if rule:
        yield f"给予{rule.warning}"
        if rule.circular and verdict.outcome == NO_FINE_ORGAN:
            yield "可以予以通报"


def _to_confirm(reading: Reading, verdict: Verdict) -> Iterator[str]:
    """What an officer must still confirm: texts of an item that no fact carries, a change of law on the way."""
    for version, item in reading.matched():
        if item.outcome == verdict.outcome:
            yield from (f"确认{text}（{version.title}第{item.number}项）" for text in item.confirm)
    regime = reading.law.pack.regime(reading.offence.law)
    start, end = reading.start(), reading.end()
    if start and end and regime.on(start) != regime.on(end):
        yield "人工确认跨新旧法的持续行为适用的法律"
