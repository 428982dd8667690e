"""Checks before a version of the list is published: what blocks, what must be explained, each with a case.

Reads only. Every finding names the item, says what is wrong, shows a case, and where possible what to do instead.
"""

from collections.abc import Iterator
from datetime import date

from exemptions import live
from exemptions.citations import BadCitation, find_provision, successor
from exemptions.findings import BLOCK, EXPLAIN, Finding, found
from exemptions.gate_diagram import diagram_findings
from exemptions.gate_version import version_findings
from exemptions.models import ListItem, ListVersion, Pack, Provision
from exemptions.trial import item_verdict, law_with, readable
from rules import cond
from rules.answer import SheetFault
from rules.calendar import zh_date
from rules.citation import Citation
from rules.condtext import parse_zh, print_zh
from rules.findings import HARMS
from rules.law import Law
from rules.text import MEASURES, NP_DISCRETIONARY_FIRST, NP_MANDATORY_MINOR

FORCE = {NP_MANDATORY_MINOR: ("must", "minor"), NP_DISCRETIONARY_FIRST: ("may", "")}


UNMET = "没有案件会命中这一项。"
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
    "dead": "没有永不命中的项目",
    "redundant": "没有多余的项目",
    "overlap": "项目之间没有不同的结果",
    "gap": "界值没有空档",
    "not_monotone": "情节越重不会越轻",
    "unordered": "没有把无轻重的事实当轻重用",
    "difference": "已读版本差异",
}


def findings(version: ListVersion, *, today: date) -> list[Finding]:
    """Everything the gate finds, blocking first and missing examples last of these, then in the order of the items."""
    law = live.current_law()
    version = ListVersion.objects.whole().get(pk=version.pk)
    items = list(version.items.all())
    words = _words(version.pack)
    trial = law_with(version, readable(items, law.facts), today=today, law=law)
    rows = [*version_findings(version, items, law, today=today)]
    for item in items:
        rows += [*_condition_findings(item, version, law), *_subject_findings(item, version, law)]
        rows += [*_force_findings(item, law), *_basis_findings(item, version, today), *_word_findings(item, words)]
        rows += [*_meaning_findings(item), *_example_findings(item, version, trial, today)]
    rows += diagram_findings(version, items, law, today=today)
    return sorted(rows, key=lambda one: (one.severity != BLOCK, one.check == "examples"))


def passed(rows: list[Finding]) -> list[str]:
    """The checks nothing was found by, in words."""
    failed = {one.check for one in rows}
    return [name for check, name in PASSED.items() if check not in failed]


def unanswered(version: ListVersion, rows: list[Finding]) -> list[Finding]:
    """What still keeps the version from publication: everything that blocks, and what nobody has explained."""
    answered = set(version.gate_reasons.values_list("finding", flat=True))
    return [one for one in rows if one.severity == BLOCK or one.key not in answered]


def _words(pack: Pack) -> dict[str, object]:
    return pack.data.get("words", {})


# --- conditions ----------------------------------------------------------------


def _condition_findings(item: ListItem, version: ListVersion, law: Law) -> Iterator[Finding]:
    if item.condition is None:
        text = "这一项只有文字，系统不能判断。请用表单录入事实、比较和数值。"
        yield found(item, "condition", BLOCK, "没有条件", text, "任何案件都不会命中这一项。")
        return
    if faults := cond.check(item.condition, law.facts):
        yield found(item, "condition", BLOCK, "条件有误", "；".join(faults), "任何案件都判断不出是否命中这一项。")
        return
    loaded = cond.load(item.condition, law.facts)
    printed = print_zh(loaded, law.facts, version.convention)
    try:
        same = parse_zh(printed, law.facts, version.convention) == loaded
    except cond.CondError:
        same = False
    if not same:
        text = f"条件印成“{printed}”，读回来不是原来的条件。请拆成更简单的几行。"
        yield found(item, "round_trip", BLOCK, "印出的话有歧义", text, f"两个人读“{printed}”，可以得出两种结果。")
    yield from _ratio_findings(item, loaded, law)


def _ratio_findings(item: ListItem, loaded: cond.Cond, law: Law) -> Iterator[Finding]:
    """A ratio has no value where its denominator is nothing: the item must say what holds then."""
    tests = list(cond.tests(loaded))
    handled = {test.fact for test in tests if test.op == "is_na"}
    for key in dict.fromkeys(test.fact for test in tests):
        spec = law.facts[key]
        if (spec.derive or {}).get("fn") == "ratio" and key not in handled:
            yield found(
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
        yield found(item, "subjects", BLOCK, "没有案由或者主体", "请选择违法行为和适用主体。", UNMET)
    for code in item.offences:
        offence = law.offences.get(code)
        if offence is None:
            yield found(item, "subjects", BLOCK, "案由不存在", f"没有“{code}”这个案由。", UNMET)
            continue
        latest = law.pack.regime(offence.law).versions[-1].id
        for kind in item.kinds:
            if kind not in names:
                yield found(item, "subjects", BLOCK, "主体不存在", f"没有“{kind}”这种主体。", UNMET)
            elif not offence.liable(kind, latest):
                yield found(
                    item,
                    "subjects",
                    BLOCK,
                    f"{names[kind]}没有这个案由",
                    f"法律没有规定{names[kind]}“{offence.name}”的责任，本来就不能处罚，不能写成免罚。",
                    f"某{names[kind]}有这一行为：结果是没有处罚依据，轮不到清单。",
                )


def _force_findings(item: ListItem, law: Law) -> Iterator[Finding]:
    if item.outcome not in FORCE:
        yield found(
            item,
            "force",
            BLOCK,
            "结果超出清单的权限",
            "清单只能给出“不予行政处罚”或者“可以不予行政处罚”。",
            "命中这一项的案件，印出的结果不是清单可以给的。",
        )
        return
    binding, supplies = FORCE[item.outcome]
    if item.binding != binding or (supplies and item.supplies != supplies):
        yield found(
            item,
            "force",
            BLOCK,
            "约束力与法律不一致",
            "行政处罚法33条1款前段是应当不予，后段是可以不予。清单不能把“可以”变成“应当”，也不能反过来。",
            "初次违法、后果轻微、及时改正：法律只说可以不予，要说理并经负责人批准。",
        )
    if item.outcome == NP_MANDATORY_MINOR and _admits_harm(item, law):
        yield found(
            item,
            "force",
            BLOCK,
            "把“可以”写成了“应当”",
            "条件里有危害后果轻微的情形，结果却是不予行政处罚。危害后果轻微的，行政处罚法33条1款后段只说可以不予。",
            "初次违法、危害后果轻微、及时改正：本项印成应当不予，法律只是可以不予，承办人没有裁量的余地。",
            "这一情形另立一项，结果改为可以不予行政处罚",
        )
    if item.measure and item.measure not in MEASURES:
        yield found(
            item,
            "force",
            BLOCK,
            "柔性措施不存在",
            f"没有“{item.measure}”这种措施。",
            "命中这一项的案件，没有措施可以采取。",
        )


def _admits_harm(item: ListItem, law: Law) -> bool:
    """Whether a test of the condition speaks of harm and lets more than none pass."""
    if not readable([item], law.facts):
        return False
    spoken = [test for test in cond.tests(cond.load(item.condition, law.facts)) if test.fact == "harm"]
    return any(cond.compare(test, harm) for test in spoken for harm in HARMS[1:])


# --- law and words -------------------------------------------------------------


def _basis_findings(item: ListItem, version: ListVersion, today: date) -> Iterator[Finding]:
    on = version.effective_from or today
    if not item.citations():
        yield found(
            item, "basis", BLOCK, "没有依据", "请从法规库选择免罚依据。", "命中这一项的决定书，写不出不予处罚的依据。"
        )
    for row in item.basis_rows.all():
        yield from _citation_findings(item, "免罚依据", row.provision.citation, on, as_basis=True)
    for text in item.open_basis:
        yield from _citation_findings(item, "免罚依据", text, on, as_basis=True)
    for name, texts in (("违反条款", item.violates), ("处罚条款", item.punished_by)):
        for text in texts:
            yield from _citation_findings(item, name, text, on)


def _citation_findings(item: ListItem, what: str, text: str, on: date, *, as_basis: bool = False) -> Iterator[Finding]:
    """One citation as the list prints it: held by the library, and in force on the first day of the list."""
    try:
        find_provision(text, on=on, as_basis=as_basis)
    except BadCitation as error:
        held = Provision.objects.filter(citation=text).select_related("version__statute").first()
        said = _held_words(held, as_basis=as_basis)
        now = successor(Citation.parse(text), held.version) if held else None
        example = f"{zh_date(on)}的行为，第{item.number}项将引用{said}的条文：{text}。"
        yield found(item, "basis", BLOCK, f"{what}{said}", error.message, example, f"改为{now.format()}" if now else "")


def _held_words(held: Provision | None, *, as_basis: bool) -> str:
    if held is None:
        return "查不到"
    return "不能作为法律依据" if as_basis and not held.version.statute.may_be_basis else "在施行日无效"


def _word_findings(item: ListItem, words: dict[str, object]) -> Iterator[Finding]:
    text = f"{item.name}{item.wording}{item.note}"
    wrong = words.get("wrong_domain_words", {})
    for word, instead in wrong.items() if isinstance(wrong, dict) else ():
        if word in text:
            yield found(
                item,
                "words",
                BLOCK,
                f"出现“{word}”",
                f"这个词不属于本机关，应写“{instead}”。",
                _around(text, word),
                f"改为“{instead}”",
            )
    for word in words.get("vague_words", []):
        if word in text:
            yield found(
                item,
                "vague",
                EXPLAIN,
                f"“{word}”没有定义",
                f"官方表述里的“{word}”没有标准，条件里也没有对应的事实。请改写，或者说明怎样认定。",
                f"{_around(text, word)}：同一案件，一人认为符合，一人认为不符合。",
            )


def _around(text: str, word: str) -> str:
    """The words that stand about a word, as they would be printed."""
    place = text.index(word)
    return f"“…{text[max(0, place - 8) : place + len(word) + 8]}…”"


def _meaning_findings(item: ListItem) -> Iterator[Finding]:
    if item.condition is not None and item.equated_at is None:
        yield found(
            item,
            "equated",
            EXPLAIN,
            "两处表述还没有确认",
            "请对照官方表述和系统印出的条件，确认含义一致；不一致的，改其中一处。",
            f"正式表述：{item.wording[:60]}",
        )


# --- examples ------------------------------------------------------------------


def _example_findings(item: ListItem, version: ListVersion, law: Law, today: date) -> Iterator[Finding]:
    examples = list(item.examples.all())
    for wanted, name in ((True, "命中"), (False, "差一点不命中")):
        if not any(example.qualifies is wanted for example in examples):
            yield found(
                item,
                "examples",
                BLOCK,
                f"缺少{name}的例案",
                f"请补一个{name}的例案。公布前逐个试算。",
                f"条件改错一个数，没有{name}的例案就看不出来。",
            )
    if item.condition is None or cond.check(item.condition, law.facts):
        return
    for example in examples:
        try:
            verdict = item_verdict(example.sheet, item, version, today=today, law=law)
        except SheetFault as fault:
            yield found(item, "examples", BLOCK, "例案写得不对", f"例案“{example.title}”：{fault}", example.title)
            continue
        if verdict is not example.qualifies:
            wanted = "应当命中" if example.qualifies else "应当不命中"
            text = f"例案“{example.title}”{wanted}，试算结果是{SAID[verdict]}。请核对条件、案由和主体，或者改正例案。"
            yield found(item, "examples", BLOCK, "例案与条件不符", text, example.title)
