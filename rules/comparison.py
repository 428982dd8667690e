"""Old and new law side by side, and the items of the list beside the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from rules.answer import NOT_APPLICABLE, ItemLine, LawColumn, LawComparison
from rules.citation import Citation
from rules.cond import tests
from rules.condtext import print_zh
from rules.consequence import Verdict, penalty_of
from rules.decision import active_rules, constants
from rules.lists import ListItem
from rules.offences import Penalty, RegimeVersion
from rules.reading import Reading, verdict_word
from rules.text import MEASURES, OUTCOMES
from rules.trace_fine import fine_words
from rules.values import day_text, money_text

ROWS = ("条款", "警告、通报", "一般罚款", "情节严重罚款", "本案结果")


def comparison(reading: Reading, verdict: Verdict | None) -> LawComparison:
    """Both laws, where the law of the act is not the law of the decision. Empty otherwise."""
    versions = reading.versions
    if not versions or versions[0] == versions[1]:
        return LawComparison()
    regime = {version.id: version for version in reading.law.pack.regime(reading.offence.law).versions}
    old, new = regime[versions[0]], regime[versions[1]]
    note = f"分界：{day_text(new.first)} · 从旧兼从轻（行政处罚法37条）"
    columns = tuple(_column(reading, version, version is old, verdict) for version in (old, new))
    return LawComparison(note, ROWS, columns)


def _column(reading: Reading, version: RegimeVersion, is_old: bool, verdict: Verdict | None) -> LawColumn:
    rule = penalty_of(reading.offence, reading.case.kind, version.id, False)
    serious = penalty_of(reading.offence, reading.case.kind, version.id, True)
    under = verdict_under(reading, version.id)
    subtitle = f"行为时的法 · {_day(reading.end())}" if is_old else f"决定时的法 · {day_text(version.first)}起施行"
    cells = (
        "、".join(_places(rule)) if rule else "没有处罚依据",
        (f"责令改正，给予{rule.warning}" + ("，可以通报" if rule.circular else "")) if rule else "—",
        _range(rule.fine if rule else None),
        _range(serious.serious_fine if serious else None),
        _result(under),
    )
    return LawColumn(version.id, version.title, subtitle, verdict is not None and verdict.version == version.id, cells)


def _day(day: date | None) -> str:
    return day_text(day) if day else "行为日期未查明"


def _places(rule: Penalty) -> list[str]:
    return [Citation.parse(citation).place() for citation in rule.basis]


def _range(fine: tuple[int, int] | None) -> str:
    if fine is None:
        return "没有"
    least, most = (money_text(Fraction(amount)) for amount in fine)
    return f"可以并处{most}以下" if fine[0] == 0 else f"并处{least}以上{most}以下"


def _result(verdict: Verdict | None) -> str:
    if verdict is None:
        return "未定"
    text = OUTCOMES[verdict.outcome]
    return f"{text.name}{fine_words(verdict)}" if text.fine else text.name


def verdict_under(reading: Reading, version: str) -> Verdict | None:
    """What the case would come to under this version alone; None while it is open."""
    made = reading.resolution.decisions
    node = made.under(reading.case.kind, reading.offence, version)
    while not made.diagrams.is_leaf(node):
        value = reading.value(made.diagrams.asks(node).name)
        if value is None:
            return None
        node = made.diagrams.child(node, value)
    found = made.diagrams.value(node)
    return found if isinstance(found, Verdict) else None


def decisive_rule(reading: Reading, verdict: Verdict | None) -> str:
    """The id of the rule that decides: the first of the skeleton that is met."""
    if verdict is None:
        return ""
    fixed = constants(reading.law, reading.offence, reading.case.kind, verdict.version)
    for rule in active_rules(reading.law):
        outcome = fixed["person"] if rule.outcome == "person" else rule.outcome
        if outcome == verdict.outcome and (rule.id != "no_offence" or not fixed["liable"]):
            return rule.id
    return ""


def item_lines(reading: Reading, verdict: Verdict | None) -> tuple[ItemLine, ...]:
    """The items that name this offence, beside the case."""
    return tuple(_lines(reading, verdict))


def _lines(reading: Reading, verdict: Verdict | None) -> Iterator[ItemLine]:
    for version in reading.list_versions():
        for item in version.items:
            if reading.offence.code not in item.offences:
                continue
            holds = reading.holds(item.condition) if reading.case.kind in item.kinds else False
            yield ItemLine(
                list_code=version.code,
                number=item.number,
                wording_zh=item.wording,
                condition_zh=print_zh(item.condition, reading.law.facts, version.convention),
                outcome=item.outcome,
                measure=MEASURES.get(item.measure, item.measure),
                verdict=_item_verdict(reading, item, holds, verdict),
                detail_zh=_item_detail(reading, item, holds, verdict),
                demo=version.demo,
            )


def _item_verdict(reading: Reading, item: ListItem, holds: bool | None, verdict: Verdict | None) -> str:
    """Met only where the condition holds and the law's own demands lead to the item's outcome."""
    if reading.case.kind not in item.kinds:
        return NOT_APPLICABLE
    return verdict_word(False if holds and verdict and verdict.outcome != item.outcome else holds)


def _item_detail(reading: Reading, item: ListItem, holds: bool | None, verdict: Verdict | None) -> str:
    if reading.case.kind not in item.kinds:
        return f"主体是{reading.kind_name()}"
    keys = dict.fromkeys(test.fact for test in tests(item.condition))
    told = "，".join(_fact(reading, key) for key in keys)
    if holds and verdict and verdict.outcome != item.outcome:
        return f"{told}；{_why_not(reading)}"
    return told


def _why_not(reading: Reading) -> str:
    """Which of the law's own demands fails where an item's condition holds."""
    if reading.flag("excluded") or reading.flag("key_area"):
        return "命中排除情形或者重点领域，清单不自动适用"
    if reading.flag("timely") is False:
        return "没有及时改正"
    harm = reading.value("harm")
    return f"有危害后果（{reading.fact_text('harm')}）" if harm and harm != "none" else "不具备法定条件"


def _fact(reading: Reading, key: str) -> str:
    """A fact as the list's table tells it; a flag speaks for itself."""
    spec, text = reading.law.facts[key], reading.fact_text(key)
    return text if spec.kind == "bool" and reading.fact(key) is not None else f"{spec.label}：{text}"
