"""Old and new law side by side, each with its whole result, and the rule that decides."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rules.answer import LawColumn, LawComparison
from rules.citation import Citation
from rules.consequence import Verdict, penalty_of
from rules.decision import active_rules, constants
from rules.offences import Penalty, RegimeVersion
from rules.reading import Reading
from rules.text import MAY, NEEDS_LEGAL_REVIEW, OUTCOMES
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
        result_zh(under),
    )
    chosen = verdict is not None and verdict.outcome != NEEDS_LEGAL_REVIEW and verdict.version == version.id
    return LawColumn(version.id, version.title, subtitle, chosen, cells)


def _day(day: date | None) -> str:
    return day_text(day) if day else "行为日期未查明"


def _places(rule: Penalty) -> list[str]:
    return [Citation.parse(citation).place() for citation in rule.basis]


def _range(fine: tuple[int, int] | None) -> str:
    if fine is None:
        return "没有"
    least, most = (money_text(Fraction(amount)) for amount in fine)
    return f"可以并处{most}以下" if fine[0] == 0 else f"并处{least}以上{most}以下"


def result_zh(verdict: Verdict | None) -> str:
    """A whole verdict in words, with the range of its fine."""
    if verdict is None:
        return "未定"
    text = OUTCOMES[verdict.outcome]
    if text.binding == MAY:
        return f"{text.name}；如给予处罚{fine_words(verdict)}"
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
