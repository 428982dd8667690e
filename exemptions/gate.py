"""Checks before a version of the list is published: what blocks, what must be explained, each with a case.

Reads only. Every finding names the item, says what is wrong, shows a case, and where possible what to do instead.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from exemptions import live
from exemptions.citations import BadCitation, find_provision, successor
from exemptions.listing import list_hash
from exemptions.models import ListItem, ListVersion, Pack
from exemptions.queries import replayed
from exemptions.trial import item_verdict
from records.services import canonical_json
from rules import cond
from rules.answer import SheetFault
from rules.calendar import zh_date
from rules.citation import Citation
from rules.condtext import parse_zh, print_zh
from rules.law import Law
from rules.text import MEASURES, NP_DISCRETIONARY_FIRST, NP_MANDATORY_MINOR

BLOCK, EXPLAIN = "block", "explain"
FORCE = {NP_MANDATORY_MINOR: ("must", "minor"), NP_DISCRETIONARY_FIRST: ("may", "")}


@dataclass(frozen=True)
class Finding:
    """One result of the gate. `key` stays the same while the item's words do; a reason given under it lapses with them."""

    check: str
    severity: str
    title: str
    text: str
    example: str = ""
    item: str = ""
    fix: str = ""
    state: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        digest = hashlib.sha256(f"{self.state}{self.text}".encode()).hexdigest()[:16]
        return f"{self.check}:{self.item}:{digest}"


SAID = {True: "命中", False: "不命中", None: "查不清"}
PASSED = {
    "empty": "有项目",
    "dates": "施行日在公布之后",
    "replay": "过去的案件已经试算并签署",
    "condition": "条件都用表单录入",
    "round_trip": "印出再读入一致",
    "subjects": "案由和主体存在",
    "force": "没有把“可以”写成“应当”",
    "basis": "依据存在并在施行日有效",
    "words": "用词属于本机关",
    "vague": "没有未定义的模糊用语",
    "equated": "官方表述与条件已确认一致",
    "ratio": "比例没有分母时有规定",
    "examples": "例案齐全并试算相符",
}


def findings(version: ListVersion, *, today: date) -> list[Finding]:
    """Everything the gate finds, blocking first, then in the order of the items."""
    law = live.current_law()
    items = list(version.items.prefetch_related("basis_rows__provision__version__statute", "examples"))
    words = _words(version.pack)
    found = [*_version_findings(version, items, today), *_replay_findings(version)]
    for item in items:
        found += [*_condition_findings(item, version, law), *_subject_findings(item, version, law)]
        found += [*_force_findings(item), *_basis_findings(item, version, today), *_word_findings(item, words)]
        found += [*_meaning_findings(item), *_example_findings(item, version, law, today)]
    return sorted(found, key=lambda one: one.severity != BLOCK)


def passed(found: list[Finding]) -> list[str]:
    """The checks nothing was found by, in words."""
    failed = {one.check for one in found}
    return [name for check, name in PASSED.items() if check not in failed]


def unanswered(version: ListVersion, found: list[Finding]) -> list[Finding]:
    """What still keeps the version from publication: everything that blocks, and what nobody has explained."""
    answered = set(version.gate_reasons.values_list("finding", flat=True))
    return [one for one in found if one.severity == BLOCK or one.key not in answered]


def _words(pack: Pack) -> dict[str, object]:
    return pack.data.get("words", {})


def _found(
    item: ListItem, check: str, severity: str, title: str, text: str, example: str = "", fix: str = ""
) -> Finding:
    return Finding(check, severity, title, text, example, item.number, fix, state=canonical_json(item.as_data()))


# --- the version ---------------------------------------------------------------


def _version_findings(version: ListVersion, items: list[ListItem], today: date) -> Iterator[Finding]:
    if not items:
        yield Finding("empty", BLOCK, "没有项目", "清单至少要有一项。没有清单也是合法的状态，请改用废止。")
    start = version.effective_from
    if start is None:
        yield Finding("dates", BLOCK, "没有施行日", "请先填写施行日。")
    elif start <= today:
        yield Finding(
            "dates",
            BLOCK,
            "施行日不在公布之后",
            f"施行日{zh_date(start)}不晚于今天。清单不溯及既往，最早可以从{zh_date(today + timedelta(days=1))}起施行。",
            f"{zh_date(start)}上午作出的决定没有依据本版，下午的却依据本版，同一天两种结果。",
        )


def _replay_findings(version: ListVersion) -> Iterator[Finding]:
    """The signed replay of exactly these words over past cases (rules.md 2.9: difference and replay are read)."""
    if not replayed(version):
        yield Finding(
            "replay",
            EXPLAIN,
            "还没有签署过去案件的试算",
            "请用这一稿试算过去的案件，看哪些会变宽、哪些会变严，并签署结果；没有案件可试算的，写明理由。",
            "过去按“应当处罚”办结的案件，按这一稿可能变为不予处罚，公布前应当知道有多少。",
            state=list_hash(version),
        )


# --- conditions ----------------------------------------------------------------


def _condition_findings(item: ListItem, version: ListVersion, law: Law) -> Iterator[Finding]:
    if item.condition is None:
        text = "这一项只有文字，系统不能判断。请用表单录入事实、比较和数值。"
        yield _found(item, "condition", BLOCK, "没有条件", text, "任何案件都不会命中这一项。")
        return
    if faults := cond.check(item.condition, law.facts):
        yield _found(item, "condition", BLOCK, "条件有误", "；".join(faults))
        return
    loaded = cond.load(item.condition, law.facts)
    printed = print_zh(loaded, law.facts, version.convention)
    try:
        same = parse_zh(printed, law.facts, version.convention) == loaded
    except cond.CondError:
        same = False
    if not same:
        text = f"条件印成“{printed}”，读回来不是原来的条件。请拆成更简单的几行。"
        yield _found(item, "round_trip", BLOCK, "印出的话有歧义", text)
    yield from _ratio_findings(item, loaded, law)


def _ratio_findings(item: ListItem, loaded: cond.Cond, law: Law) -> Iterator[Finding]:
    """A ratio has no value where its denominator is nothing: the item must say what holds then."""
    tests = list(cond.tests(loaded))
    handled = {test.fact for test in tests if test.op == "is_na"}
    for key in dict.fromkeys(test.fact for test in tests):
        spec = law.facts[key]
        if (spec.derive or {}).get("fn") == "ratio" and key not in handled:
            yield _found(
                item,
                "ratio",
                EXPLAIN,
                f"{spec.label}没有分母时没有规定",
                f"分母为0时没有{spec.label}，这一项不命中。可以另设“{spec.label}不适用”的条件，或者说明就按不命中处理。",
                f"分母为0的案件：{spec.label}不适用，这一项不命中，也没有别的规定。",
            )


def _subject_findings(item: ListItem, version: ListVersion, law: Law) -> Iterator[Finding]:
    names = {kind.code: kind.name for kind in law.pack.kinds}
    if not item.offences or not item.kinds:
        yield _found(
            item, "subjects", BLOCK, "没有案由或者主体", "请选择违法行为和适用主体。", "没有案件会命中这一项。"
        )
    for code in item.offences:
        offence = law.offences.get(code)
        if offence is None:
            yield _found(item, "subjects", BLOCK, "案由不存在", f"没有“{code}”这个案由。")
            continue
        latest = law.pack.regime(offence.law).versions[-1].id
        for kind in item.kinds:
            if kind not in names:
                yield _found(item, "subjects", BLOCK, "主体不存在", f"没有“{kind}”这种主体。")
            elif not offence.liable(kind, latest):
                yield _found(
                    item,
                    "subjects",
                    BLOCK,
                    f"{names[kind]}没有这个案由",
                    f"法律没有规定{names[kind]}“{offence.name}”的责任，本来就不能处罚，不能写成免罚。",
                    f"某{names[kind]}有这一行为：结果是没有处罚依据，轮不到清单。",
                )


def _force_findings(item: ListItem) -> Iterator[Finding]:
    if item.outcome not in FORCE:
        yield _found(item, "force", BLOCK, "结果超出清单的权限", "清单只能给出“不予行政处罚”或者“可以不予行政处罚”。")
        return
    binding, supplies = FORCE[item.outcome]
    if item.binding != binding or (supplies and item.supplies != supplies):
        yield _found(
            item,
            "force",
            BLOCK,
            "约束力与法律不一致",
            "行政处罚法33条1款前段是应当不予，后段是可以不予。清单不能把“可以”变成“应当”，也不能反过来。",
            "初次违法、后果轻微、及时改正：法律只说可以不予，要说理并经负责人批准。",
        )
    if item.measure and item.measure not in MEASURES:
        yield _found(item, "force", BLOCK, "柔性措施不存在", f"没有“{item.measure}”这种措施。")


# --- law and words -------------------------------------------------------------


def _basis_findings(item: ListItem, version: ListVersion, today: date) -> Iterator[Finding]:
    rows = list(item.basis_rows.all())
    if not rows:
        yield _found(item, "basis", BLOCK, "没有依据", "请从法规库选择免罚依据。")
    on = version.effective_from or today
    for row in rows:
        try:
            find_provision(row.provision.citation, on=on, as_basis=True)
        except BadCitation as error:
            place = Citation.parse(row.provision.citation)
            now = successor(place, row.provision.version)
            yield _found(
                item,
                "basis",
                BLOCK,
                "依据在施行日无效",
                error.message,
                f"{zh_date(on)}的行为，第{item.number}项将引用一条当日无效的条文。",
                f"改为{now.format()}" if now else "",
            )


def _word_findings(item: ListItem, words: dict[str, object]) -> Iterator[Finding]:
    text = f"{item.name}{item.wording}{item.note}"
    wrong = words.get("wrong_domain_words", {})
    for word, instead in wrong.items() if isinstance(wrong, dict) else ():
        if word in text:
            yield _found(
                item, "words", BLOCK, f"出现“{word}”", f"这个词不属于本机关，应写“{instead}”。", fix=f"改为“{instead}”"
            )
    for word in words.get("vague_words", []):
        if word in text:
            yield _found(
                item,
                "vague",
                EXPLAIN,
                f"“{word}”没有定义",
                f"官方表述里的“{word}”没有标准，条件里也没有对应的事实。请改写，或者说明怎样认定。",
            )


def _meaning_findings(item: ListItem) -> Iterator[Finding]:
    if item.condition is not None and item.equated_at is None:
        yield _found(
            item,
            "equated",
            EXPLAIN,
            "两处表述还没有确认",
            "请对照官方表述和系统印出的条件，确认含义一致；不一致的，改其中一处。",
        )


# --- examples ------------------------------------------------------------------


def _example_findings(item: ListItem, version: ListVersion, law: Law, today: date) -> Iterator[Finding]:
    examples = list(item.examples.all())
    for wanted, name in ((True, "命中"), (False, "差一点不命中")):
        if not any(example.qualifies is wanted for example in examples):
            yield _found(item, "examples", BLOCK, f"缺少{name}的例案", f"请补一个{name}的例案。公布前逐个试算。")
    if item.condition is None or cond.check(item.condition, law.facts):
        return
    for example in examples:
        try:
            verdict = item_verdict(example.sheet, item, version, today=today)
        except SheetFault as fault:
            yield _found(item, "examples", BLOCK, "例案写得不对", f"例案“{example.title}”：{fault}", example.title)
            continue
        if verdict is not example.qualifies:
            wanted = "应当命中" if example.qualifies else "应当不命中"
            text = f"例案“{example.title}”{wanted}，试算结果是{SAID[verdict]}。请核对条件、案由和主体，或者改正例案。"
            yield _found(item, "examples", BLOCK, "例案与条件不符", text, example.title)
