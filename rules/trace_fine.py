"""The later steps of the trace: the list, art. 32, 情节严重, state organs, the range of the fine."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.answer import FALSE, TRUE, UNKNOWN, Atom, TraceStep
from rules.consequence import Verdict, can_be_serious, penalty_of
from rules.findings import LENIENCY
from rules.list_place import demands_met
from rules.lists import ListItem, ListVersion
from rules.reading import Reading
from rules.text import NO_FINE_ORGAN, OUTCOMES
from rules.trace_parts import found, step
from rules.values import money_text


def after_exclusions(reading: Reading, verdict: Verdict | None) -> Iterator[TraceStep]:
    yield _list(reading, verdict)
    if reading.law.pack.kind(reading.case.kind).organ:
        yield _organ(reading)
    yield _lenient(reading)
    if _seriousable(reading):
        yield _serious(reading)
    yield _range(reading, verdict)


def _list(reading: Reading, verdict: Verdict | None) -> TraceStep:
    """The list: hit or not, and what a hit does. A hit is an item whose condition and legal demands are both met."""
    versions = reading.list_versions()
    words = ("命中", "没有命中")
    if not versions:
        return step("list", "L4", "免罚清单", False, "没有现行有效的清单", "", ("命中", "没有清单"))
    title = f"《{'、'.join(_titled(version) for version in versions)}》"
    citation = next(iter(reading.law.pack.references.get("list", ())), "")
    items = list(reading.items())
    met = [item for _, item in reading.matched()]
    places = [(item, *demands_met(reading, item, verdict)) for item in met]
    if hits := [item for item, place, _ in places if place]:
        return step("list", "L4", title, True, f"{_numbers(hits)}", citation, words)
    if pending := [item for item, place, _ in places if place is None]:
        return step(
            "list", "L4", title, None, f"{_numbers(pending)}的条件满足，法律的其他要求还要查明", citation, words
        )
    if met:
        why = "；".join(dict.fromkeys(why for _, _, why in places))
        return step("list", "L4", title, False, f"{_numbers(met)}的条件满足，但{why}", citation, words)
    open_items = [item for _, item in items if reading.holds(item.condition) is None]
    if open_items:
        return step("list", "L4", title, None, f"{_numbers(open_items)}还要查明", citation, words)
    detail = "没有对应的项目" if not items else "各项条件均不满足；没有命中清单，不等于不能适用33条"
    return step("list", "L4", title, False, detail, citation, words)


def _titled(version: ListVersion) -> str:
    """The title, with the mark of sample data where the title lacks it."""
    return version.title if not version.demo or "示范" in version.title else f"{version.title}（示范数据）"


def _numbers(items: list[ListItem]) -> str:
    return f"第{'、'.join(item.number for item in items)}项"


def _organ(reading: Reading) -> TraceStep:
    return step(
        "organ", "L5", "国家机关不罚款", True, "责令改正、给予警告，提出处分建议", "行政处罚法4条", ("适用", "不适用")
    )


def _lenient(reading: Reading) -> TraceStep:
    atoms = tuple(_ground_atom(reading, key, citation) for key, citation in LENIENCY)
    if reading.value("age") == "minor":
        atoms += (Atom("已满十四周岁不满十八周岁", TRUE, "行政处罚法30条后段，应当从轻或者减轻"),)
    if reading.value("mind") == "limited":
        atoms += (Atom("尚未完全丧失责任能力", TRUE, "行政处罚法31条后段，可以从轻或者减轻"),)
    met = [atom for atom in atoms if atom.verdict == TRUE]
    verdict: bool | None = bool(met)
    if not met and None in (reading.value("age"), reading.value("mind"), reading.flag("lenient")):
        verdict = None
    detail = "、".join(atom.title_zh for atom in met) if met else "当事人没有证明有从轻、减轻的情节"
    shown = met if met else []
    return step("lenient", "L5", "从轻或者减轻", verdict, detail, "行政处罚法32条", ("存在", "不存在"), tuple(shown))


def _ground_atom(reading: Reading, key: str, citation: str) -> Atom:
    value = reading.case.settled(key)
    return Atom(reading.case.spec(key).label, TRUE if value is True else FALSE, citation)


def _seriousable(reading: Reading) -> bool:
    versions = {rule.version for rule in reading.offence.penalties}
    return any(can_be_serious(reading.offence, reading.case.kind, version) for version in versions)


def _serious(reading: Reading) -> TraceStep:
    grounds = [one for one in reading.law.pack.serious if one.fits(reading.offence.code, reading.case.kind)]
    atoms = tuple(found(one.title, reading.holds(one.when), one.citation) for one in grounds)
    serious = reading.flag("serious")
    met = [atom.title_zh for atom in atoms if atom.verdict == TRUE]
    unknown = [atom.title_zh for atom in atoms if atom.verdict == UNKNOWN]
    detail = f"{len(grounds)}种情形逐一核对"
    if met:
        detail = "、".join(met)
    elif unknown:
        detail = f"还要查明：{'、'.join(unknown)}"
    citation = next((one.citation.split("(")[0] for one in grounds if one.citation), "")
    shown = tuple(atom for atom in atoms if atom.verdict != FALSE)
    return step("serious", "L6", "情节严重", serious, detail, citation, ("存在", "不存在"), shown)


def _range(reading: Reading, verdict: Verdict | None) -> TraceStep:
    """What a penalty would be."""
    if verdict is None or not (OUTCOMES[verdict.outcome].fine or verdict.outcome == NO_FINE_ORGAN):
        moot = verdict is not None
        detail = "不给予行政处罚，不涉及幅度" if moot else "结果未定"
        return step("ordinary", "L6", "处罚幅度", False if moot else None, detail, "", ("适用", "不涉及"))
    rule = penalty_of(reading.offence, reading.case.kind, verdict.version, bool(reading.flag("serious")))
    citation = rule.basis[-1] if rule else ""
    return step("ordinary", "L6", "处罚幅度", True, penalty_words(reading, verdict), citation, ("适用", "不涉及"))


def penalty_words(reading: Reading, verdict: Verdict) -> str:
    """警告，可以并处5万元以下罚款."""
    rule = penalty_of(reading.offence, reading.case.kind, verdict.version, bool(reading.flag("serious")))
    if rule is None:
        return "没有处罚依据"
    named = ["责令改正", *([rule.warning] if rule.warning else []), *(["可以通报"] if rule.circular else [])]
    return "，".join(named) + fine_words(verdict)


def fine_words(verdict: Verdict) -> str:
    if verdict.fine is None:
        return "，不罚款"
    least, most = (money_text(Fraction(amount)) for amount in verdict.fine)
    if verdict.fine[0] == 0:
        return f"，可以并处{most}以下罚款"
    return f"，并处{least}以上{most}以下罚款"
