"""Where a case stands in the list: which items are met, and for the others what fails, the law's own demands included."""

from __future__ import annotations

from collections.abc import Iterator

from rules.answer import NOT_APPLICABLE, ItemLine
from rules.cond import tests
from rules.condtext import print_zh
from rules.consequence import Verdict
from rules.lists import ListItem
from rules.reading import Reading, verdict_word
from rules.text import MEASURES, NP_DISCRETIONARY_FIRST

HARM_WORDS = {"minor": "有轻微危害后果", "serious": "有较重的危害后果"}
CLOSED, ELSEWHERE = "命中排除情形或者重点领域，清单不自动适用", "结果由更优先的规定决定"


def item_lines(reading: Reading, verdict: Verdict | None) -> tuple[ItemLine, ...]:
    """The items that name this offence, beside the case."""
    return tuple(_lines(reading, verdict))


def _lines(reading: Reading, verdict: Verdict | None) -> Iterator[ItemLine]:
    for version in reading.list_versions():
        for item in version.items:
            if reading.offence.code not in item.offences:
                continue
            place, detail = _place(reading, item, verdict)
            yield ItemLine(
                list_code=version.code,
                number=item.number,
                wording_zh=item.wording,
                condition_zh=print_zh(item.condition, reading.law.facts, version.convention),
                outcome=item.outcome,
                measure=MEASURES.get(item.measure, item.measure),
                verdict=place,
                detail_zh=detail,
                demo=version.demo,
                holds=place if place == NOT_APPLICABLE else verdict_word(reading.holds(item.condition)),
            )


def _place(reading: Reading, item: ListItem, verdict: Verdict | None) -> tuple[str, str]:
    if reading.case.kind not in item.kinds:
        return NOT_APPLICABLE, f"主体是{reading.kind_name()}"
    keys = dict.fromkeys(test.fact for test in tests(item.condition))
    told = "，".join(_fact(reading, key) for key in keys)
    holds = reading.holds(item.condition)
    if holds is False:
        return verdict_word(False), told
    met, why = demands_met(reading, item, verdict)
    if met is False:
        return verdict_word(False), f"{why}；{told}"
    return verdict_word(None if met is None else holds), told


def demands_met(reading: Reading, item: ListItem, verdict: Verdict | None) -> tuple[bool | None, str]:
    """Whether the law's own demands for an item are met, and the first that fails in words."""
    failed = _failing(reading, item)
    if failed:
        return False, failed
    if verdict is not None:
        return verdict.outcome == item.outcome, "" if verdict.outcome == item.outcome else ELSEWHERE
    unknown = None in (
        reading.flag("excluded"),
        reading.flag("key_area"),
        reading.flag("timely"),
        reading.value("harm"),
    )
    if item.outcome == NP_DISCRETIONARY_FIRST:
        unknown = unknown or reading.flag("first") is None
    return (None if unknown else True), ""


def _failing(reading: Reading, item: ListItem) -> str:
    first = item.outcome == NP_DISCRETIONARY_FIRST
    harm = reading.value("harm")
    if reading.flag("excluded") or reading.flag("key_area"):
        return CLOSED
    if harm == "serious" or (harm == "minor" and not first):
        return HARM_WORDS[harm]
    if reading.flag("timely") is False:
        return "没有及时改正"
    return "不是初次违法" if first and reading.flag("first") is False else ""


def _fact(reading: Reading, key: str) -> str:
    """A fact as the list's table tells it; a flag speaks for itself."""
    spec, text = reading.law.facts[key], reading.fact_text(key)
    return text if spec.kind == "bool" and reading.fact(key) is not None else f"{spec.label}：{text}"
