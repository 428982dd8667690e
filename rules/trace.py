"""The trace: every article tried, in the order of the law, with its verdict, its arithmetic and its citation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rules.answer import FALSE, TRUE, UNKNOWN, Atom, TraceStep
from rules.basis import of_version
from rules.consequence import Verdict
from rules.correction import FAILED, OVERDUE, REFUSED, correction_state
from rules.pack import Exclusion
from rules.reading import Reading, verdict_word
from rules.sums import limitation, window
from rules.trace_fine import after_exclusions
from rules.trace_parts import conjunction, found, harm_atom, minor_atom, step, timely_atom

UNIMPORTANT = "没有查明；无论有无，都不改变本建议"


def trace(reading: Reading, verdict: Verdict | None, decisive: str) -> tuple[TraceStep, ...]:
    """All steps, numbered; `decisive` is the id of the rule that decides."""
    steps = [*_before_facts(reading), *_statutory(reading), *after_exclusions(reading, verdict)]
    settled = verdict is not None
    numbered = []
    for number, one in enumerate(steps, 1):
        moot = settled and one.verdict == UNKNOWN
        detail = (
            f"{one.detail_zh}；{UNIMPORTANT}" if moot and one.detail_zh else (UNIMPORTANT if moot else one.detail_zh)
        )
        numbered.append(replace(one, number=number, decisive=one.rule_id == decisive, detail_zh=detail))
    return tuple(numbered)


# --- before the facts ----------------------------------------------------------------


def _before_facts(reading: Reading) -> Iterator[TraceStep]:
    yield _crime(reading)
    yield _jurisdiction(reading)
    yield _subject(reading)
    if reading.case.charged.elements:
        yield _elements(reading)
    yield _facts(reading)


def _crime(reading: Reading) -> TraceStep:
    crime = reading.flag("crime")
    signals = [ground for ground in reading.law.pack.crimes if reading.strict.peek(ground.when)]
    if crime:
        detail = "、".join(ground.title for ground in signals) or "已发现涉嫌犯罪的线索"
    elif crime is False:
        stated = reading.case.stated("crime_suspected")
        detail = "已查，没有线索" if stated else "已按标准逐项核对，没有线索"
        if stated and signals:
            detail = "有暴力、威胁情形，公安机关已决定不予立案，由本局依法处理"
    else:
        detail = "还没有核对"
    atoms = tuple(found(ground.title, True, ground.citation) for ground in signals)
    return step("crime", "L0", "涉嫌犯罪", crime, detail, "行政处罚法27条1款", ("涉嫌", "不存在"), atoms)


def _jurisdiction(reading: Reading) -> TraceStep:
    values = reading.values("elsewhere")
    away = next(iter(values)) if len(values) == 1 else None
    grounds = {ground.id: ground for ground in reading.law.pack.jurisdiction}
    if away:
        ground = grounds[away]
        return step(
            "jurisdiction", "L0", "本局有管辖权", False, f"{ground.title}，由{ground.receiver}查处", ground.citation
        )
    if away == "":
        return step("jurisdiction", "L0", "本局有管辖权", True, "没有应当由其他机关查处的情形", "行政处罚法22条")
    open_grounds = "、".join(grounds[one].title for one in sorted(values - {""}))
    return step("jurisdiction", "L0", "本局有管辖权", None, f"还要查明：是否属于{open_grounds}", "行政处罚法22条")


def _subject(reading: Reading) -> TraceStep:
    offence, kind = reading.offence, reading.case.kind
    name = f"{reading.kind_name()}；{offence.name}"
    person = next((rule for rule in reading.law.pack.persons if rule.fits(offence.code, kind)), None)
    if person:
        citation = next(iter(of_version(person.basis, reading)), "")
        return step("person", "L0", "主体适用行政处罚", False, f"{name}；{person.title}", citation, ("适用", "不适用"))
    liable = kind in offence.kinds()
    cited = of_version(offence.duty, reading)
    if liable:
        return step("no_offence", "L0", "主体适用本案由", True, name, _punishing(reading) or next(iter(cited), ""))
    none = of_version(offence.no_offence or {}, reading)
    return step(
        "no_offence", "L0", "主体适用本案由", False, f"{name}；没有处罚依据", next(iter(none), "行政处罚法38条1款")
    )


def _punishing(reading: Reading) -> str:
    """The provision that punishes, under the law of the act."""
    version = reading.versions[0] if reading.versions else None
    rules = [rule for rule in reading.offence.penalties if reading.case.kind in rule.kinds and rule.version == version]
    return rules[0].basis[0] if rules else ""


def _elements(reading: Reading) -> TraceStep:
    elements = reading.case.charged.elements
    assert elements is not None
    proved = reading.holds(elements.when)
    other = reading.law.offences[elements.otherwise]
    detail = {True: elements.title, False: f"没有查实，改按“{other.gist or other.name}”认定", None: "还没有查明"}[
        proved
    ]
    return step("elements", "L0", "案由的构成要件", proved, detail, next(iter(elements.basis), ""))


def _facts(reading: Reading) -> TraceStep:
    values = reading.values("contrary")
    contrary = next(iter(values)) if len(values) == 1 else None
    detail = _facts_detail(reading)
    if contrary:
        ground = next(one for one in reading.offence.contrary if one.id == contrary)
        return step("contrary", "L0", "违法事实成立", False, f"{ground.title}；{detail}".rstrip("；"), ground.citation)
    return step("contrary", "L0", "违法事实成立", True, detail, "行政处罚法40条")


def _facts_detail(reading: Reading) -> str:
    """The quantities, days and states that make the act, as far as known."""
    parts = []
    for key in reading.offence.quantities:
        spec = reading.case.spec(key)
        derive = spec.derive or {}
        if derive.get("fn") == "difference" and all(reading.case.stated(one) for one in derive["of"]):
            parts += [f"{reading.case.spec(one).label}{reading.quantity(one)}" for one in derive["of"]]
        if reading.fact(key) is not None:
            parts.append(f"{spec.label}{reading.fact_text(key)}")
    days = reading.offence.act_days
    if days:
        parts += [
            f"{reading.case.spec(key).label}{reading.day_text(key)}"
            for key in dict.fromkeys((*reversed(days.after), days.end))
            if reading.case.stated(key)
        ]
    states = [key for key in _own_states(reading) if reading.case.stated(key)]
    parts += [f"{reading.case.spec(key).label}：{reading.fact_text(key)}" for key in states]
    return "，".join(parts) or "按承办人的认定，事实单上没有相反的记载"


def _own_states(reading: Reading) -> list[str]:
    """Facts of a single offence that say what was found."""
    code = reading.offence.code
    return [key for key, spec in reading.law.facts.items() if spec.offences == (code,) and spec.kind == "enum"]


# --- statutory grounds ---------------------------------------------------------------


def _statutory(reading: Reading) -> Iterator[TraceStep]:
    yield _limitation(reading)
    if reading.law.pack.kind(reading.case.kind).natural:
        yield _capacity(reading)
    yield _law(reading)
    yield _no_fault(reading)
    yield _minor(reading)
    yield _exclusions(reading)
    yield _first(reading)


def _limitation(reading: Reading) -> TraceStep:
    barred = reading.flag("barred")
    line = limitation(reading)
    detail = f"{line.formula_zh}，{line.value_zh}" if line else "行为日期未查明"
    within = None if barred is None else not barred
    return step("time_barred", "L1", "在追究时效内", within, detail, "行政处罚法36条", ("未超过", "已超过"))


def _capacity(reading: Reading) -> TraceStep:
    mind, age = reading.value("mind"), reading.value("age")
    words = [
        {"none": "不能辨认或者不能控制自己的行为", "limited": "尚未完全丧失辨认或者控制能力"}.get(str(mind)),
        {"none": "不满十四周岁", "minor": "已满十四周岁不满十八周岁"}.get(str(age)),
    ]
    able: bool | None = False if "none" in (mind, age) else None if None in (mind, age) else True
    detail = "；".join(word for word in words if word) or "年龄和精神状况没有影响责任的情形"
    cited = "行政处罚法31条" if mind in ("none", "limited") else "行政处罚法30条"
    return step("no_capacity", "L1", "有责任能力", able, "还没有查明" if able is None else detail, cited)


def _law(reading: Reading) -> TraceStep:
    versions = reading.versions
    if versions is None:
        return step("law", "L1", "适用的法律", None, "行为日期未查明，不能确定适用哪一部法律", "行政处罚法37条")
    regime = reading.law.pack.regime(reading.offence.law)
    titles = {version.id: version.title for version in regime.versions}
    old, new = versions
    detail = f"{reading.act_text()}，适用{titles[old]}"
    if old != new:
        detail = f"{reading.act_text()}，行为时为{titles[old]}，决定时为{titles[new]}，从旧兼从轻"
        detail += "；持续行为以最后一天定法律，须由人确认" if _spans(reading) else ""
    return step("law", "L1", "适用的法律", True, detail, "行政处罚法37条", ("已确定", "未确定"))


def _spans(reading: Reading) -> bool:
    start, end = reading.start(), reading.end()
    regime = reading.law.pack.regime(reading.offence.law)
    return bool(start and end and regime.on(start) != regime.on(end))


def _no_fault(reading: Reading) -> TraceStep:
    proved = reading.flag("no_fault")
    note = reading.case.sheet.text("fault_note")
    absent = "当事人没有举证，或者证据不足以证明；决定作出前可以补充"
    detail = (note or "当事人的证据足以证明") if proved else absent
    return step("no_fault", "L2", "没有主观过错", proved, detail, "行政处罚法33条2款")


def _minor(reading: Reading) -> TraceStep:
    atoms = (minor_atom(reading), timely_atom(reading), harm_atom(reading, none_only=True))
    verdict = conjunction(atoms)
    return step(
        "minor", "L2", "轻微、及时改正且没有危害后果", verdict, "三项须同时成立", "行政处罚法33条1款前段", atoms=atoms
    )


def _first(reading: Reading) -> TraceStep:
    line = window(reading)
    first = reading.flag("first")
    first_atom = Atom("初次违法", verdict_word(first), line.formula_zh if line else "还没有核查")
    atoms = (first_atom, harm_atom(reading, none_only=False), timely_atom(reading))
    verdict = conjunction(atoms)
    excluded = reading.flag("excluded")
    detail = "三项须同时成立"
    if excluded:
        detail += "；命中不适用柔性执法的情形，不适用本段"
        verdict = False
    elif excluded is None and verdict:
        verdict = None
    rule = "first_escalated" if reading.flag("key_area") else "first"
    title = "初次违法、危害后果轻微且及时改正"
    return step(rule, "L4", title, verdict, detail, "行政处罚法33条1款后段", atoms=atoms)


def _exclusions(reading: Reading) -> TraceStep:
    plan = reading.law.pack
    atoms = tuple(_exclusion_atom(reading, one) for one in plan.exclusions)
    closing = [atom for atom, one in zip(atoms, plan.exclusions, strict=True) if not one.escalates]
    verdicts = {atom.verdict for atom in closing}
    value = True if TRUE in verdicts else None if UNKNOWN in verdicts else False
    named = [atom.title_zh for atom in atoms if atom.verdict == TRUE]
    detail = f"{plan.plan_citation}所列{len(atoms)}种，逐一核对"
    if named:
        detail = f"存在：{'、'.join(named)}"
        detail += "；只关闭“可以不予”、清单和柔性措施，不影响法律规定的应当不予和应当从轻、减轻" if value else ""
        detail += "；重点领域只提高审批层级" if value is not True else ""
    words = ("存在", "均不存在" if not named else "只有重点领域")
    shown = tuple(atom for atom in atoms if atom.verdict != FALSE)
    return step("exclusions", "L3", "不适用柔性执法的情形", value, detail, plan.plan_citation, words, shown)


def _exclusion_atom(reading: Reading, exclusion: Exclusion) -> Atom:
    if exclusion.when is not None:
        return Atom(
            exclusion.name, verdict_word(reading.holds(exclusion.when)), reading.law.facts[exclusion.fact].label
        )
    state = reading.one(lambda view: correction_state(view, reading.offence))
    wanted = {"refused": REFUSED, "overdue": OVERDUE, "failed": FAILED}[exclusion.correction]
    return Atom(exclusion.name, verdict_word(None if state is None else state == wanted), "依改正情况认定")
