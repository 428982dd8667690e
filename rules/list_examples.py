"""Example cases of a list check: a fact sheet that can be assessed, and the same in Chinese."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from rules.cells import Cell
from rules.examples import completed
from rules.facts import PERCENT, FactSpec
from rules.law import Law
from rules.list_world import World, nested
from rules.spread import ends
from rules.text import MEASURES, OUTCOMES
from rules.values import NOT_APPLICABLE, NOT_YET, day_text, decimal_text, grouped, money_text, percent_text


@dataclass(frozen=True)
class ExampleCase:
    """A case: `sheet` for `rules.assess` (name the draft by `active_list`), `text_zh` for people."""

    sheet: Mapping[str, Any] = field(hash=False)
    text_zh: str = ""

    def with_words(self, words: str) -> ExampleCase:
        return replace(self, text_zh=f"{self.text_zh}：{words}。")


def example(world: World, law: Law, chosen: Mapping[str, Hashable], keys: tuple[str, ...]) -> ExampleCase:
    """A case with these cells. Facts under `keys` are told even where any value would do."""
    cells = {key: chosen[key] for key in world.keys if key in chosen}
    _, taken = world.facts(cells)
    wanted = cells | {key: taken[key] for key in keys if key in taken}
    facts, _ = world.facts(wanted)
    sheet = _joined(world.sheet, nested(completed(world.case, facts)))
    case = world.case_of(sheet)
    told = [fact_zh(law.facts[key], world.value(case, key, taken[key])) for key in world.keys if key in wanted]
    offence = law.offences[world.offence]
    subject = f"{law.pack.kind(world.kind).name}，{offence.gist or offence.name}"
    return ExampleCase(sheet | {"routine_screen": "clear"}, "，".join((subject, *told)))


def _joined(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(base)
    for key, value in more.items():
        joined[key] = (
            {**joined[key], **value} if isinstance(value, dict) and isinstance(joined.get(key), dict) else value
        )
    return joined


def fact_zh(spec: FactSpec, value: Any) -> str:
    """A fact with its value in words."""
    if isinstance(value, bool):
        option = spec.option("true" if value else "false")
        said = spec.says_true if value else spec.says_false
        return said or (f"{spec.label}：{option.label}" if option else f"{spec.label}：{'是' if value else '否'}")
    return f"{spec.label}{value_zh(spec, value)}"


def value_zh(spec: FactSpec, value: Any) -> str:
    if value is NOT_APPLICABLE or value is NOT_YET:
        return str(value.value)
    if isinstance(value, Fraction):
        if spec.unit == PERCENT:
            return f"{decimal_text(value)}%" if ends(value) else percent_text(value)
        return money_text(value) if spec.kind == "money" else f"{grouped(value)}{spec.unit}"
    if isinstance(value, str):
        option = spec.option(value)
        return f"：{option.label if option else value}"
    return day_text(value)


def range_zh(spec: FactSpec, first: Cell, last: Cell) -> str:
    """From one cell to another in words: 超过10%、10.1%以下."""
    if first.low == last.high is not None:
        return value_zh(spec, first.sample)
    parts = []
    if first.low is not None:
        low = value_zh(spec, _value(first.low))
        parts.append(f"{low}以上" if first.low_in else f"超过{low}")
    if last.high is not None:
        high = value_zh(spec, _value(last.high))
        parts.append(f"{high}以下" if last.high_in else f"不满{high}")
    return "、".join(parts) or "任何值"


def _value(mark: Any) -> Any:
    return Fraction(mark) if isinstance(mark, int) else mark


def outcome_zh(outcome: str, measure: str) -> str:
    """可以不予行政处罚、提醒."""
    name = OUTCOMES[outcome].name
    return f"{name}，{MEASURES.get(measure, measure)}" if measure else name
