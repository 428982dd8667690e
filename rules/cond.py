"""The condition language of lists and packs: all-of, any-of, and one fact against constants. Nothing else.

    cond := {"all": [cond…]} | {"any": [cond…]} | {"fact": f, "op": o, "value": v}
    o    := le lt ge gt eq ne in not_in is_na

Values are text read by the kind of the fact ("10%", "1000万元", "是", an option); floats are refused. Negation lives only
inside an operator. Conditions never compute: sums and dates are worked out by derived facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Any

from rules.facts import PERCENT, FactSpec
from rules.values import NOT_APPLICABLE, NOT_YET, BadValue, Value, decimal_text, parse_money, parse_percent

ORDER_OPS = ("le", "lt", "ge", "gt")
SET_OPS = ("in", "not_in")
OPS = (*ORDER_OPS, "eq", "ne", *SET_OPS, "is_na")
ORDERED_KINDS = ("int", "decimal", "money", "date")
MAX_DEPTH, MAX_ATOMS = 4, 40

OPS_OF_KIND = {
    "bool": ("eq",),
    "enum": ("eq", "ne", "in", "not_in", "is_na"),
    "text": ("eq", "ne", "in", "not_in"),
    "int": (*ORDER_OPS, "eq", "ne", "in", "not_in", "is_na"),
    "decimal": (*ORDER_OPS, "eq", "ne", "is_na"),
    "money": (*ORDER_OPS, "eq", "ne", "is_na"),
    "date": (*ORDER_OPS, "eq", "ne", "is_na"),
}


class CondError(ValueError):
    """A condition that cannot be read; the Chinese sentence says where and why."""


@dataclass(frozen=True)
class Test:
    """One fact against constants. `value` is a Value, for in/not_in a tuple of them, for is_na None."""

    __test__ = False

    fact: str
    op: str
    value: Any = None


@dataclass(frozen=True)
class All:
    parts: tuple[Cond, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Cond, ...]


Cond = Test | All | AnyOf
Facts = Mapping[str, FactSpec]


# --- reading -------------------------------------------------------------------


def load(data: Any, facts: Facts) -> Cond:
    """Read a condition; groups of one are opened. Raises CondError."""
    cond = _load(data, facts, 1)
    if sum(1 for _ in tests(cond)) > MAX_ATOMS:
        raise CondError(f"一个条件最多包含{MAX_ATOMS}项判断，请拆分。")
    return cond


def _load(data: Any, facts: Facts, depth: int) -> Cond:
    if not isinstance(data, Mapping):
        raise CondError("条件应当是“全部满足”“任一满足”或者单项判断。")
    for name, group in (("all", All), ("any", AnyOf)):
        if set(data) == {name}:
            if depth > MAX_DEPTH:
                raise CondError(f"条件最多嵌套{MAX_DEPTH}层。")
            parts = data[name]
            if not isinstance(parts, (list, tuple)) or not parts:
                raise CondError("“全部满足”“任一满足”里至少要有一项。")
            loaded = tuple(_load(part, facts, depth + 1) for part in parts)
            return loaded[0] if len(loaded) == 1 else group(loaded)
    if not {"fact", "op"} <= set(data) <= {"fact", "op", "value"}:
        raise CondError("单项判断应当写明 fact、op 和 value。")
    return _load_test(data, facts)


def _load_test(data: Mapping[str, Any], facts: Facts) -> Test:
    fact, op = data["fact"], data["op"]
    if fact not in facts:
        raise CondError(f"事实目录里没有“{fact}”。")
    spec = facts[fact]
    if op not in OPS_OF_KIND.get(spec.kind, ()):
        raise CondError(f"“{spec.label}”不能用“{op}”判断。")
    if op == "is_na":
        return Test(fact, op)
    raw = data.get("value")
    if op in SET_OPS:
        if not isinstance(raw, (list, tuple)) or not raw:
            raise CondError(f"“{spec.label}”的取值应当是列表。")
        values = tuple(dict.fromkeys(constant(spec, one) for one in raw))
        return Test(fact, op, values)
    return Test(fact, op, constant(spec, raw))


def constant(spec: FactSpec, raw: object) -> Value:
    """A constant of a condition, read by the kind of its fact. Numbers with a point must be text."""
    if isinstance(raw, float):
        raise CondError(f"“{spec.label}”的取值请写成文字，例如“10.5%”，不要写成带小数点的数字。")
    try:
        if spec.kind == "money":
            return parse_money(raw)
        if spec.kind == "decimal" and spec.unit == PERCENT:
            return parse_percent(raw)
        return spec.parse(raw)
    except BadValue as fault:
        raise CondError(f"“{spec.label}”的取值“{raw}”不对：{fault}。") from fault


def check(data: Any, facts: Facts) -> list[str]:
    """Faults of a condition as Chinese sentences; [] where it is well formed."""
    try:
        load(data, facts)
    except CondError as fault:
        return [str(fault)]
    return []


def to_json(cond: Cond) -> dict[str, Any]:
    """The data form back. Values become text that `load` reads to the same value."""
    if isinstance(cond, All):
        return {"all": [to_json(part) for part in cond.parts]}
    if isinstance(cond, AnyOf):
        return {"any": [to_json(part) for part in cond.parts]}
    if cond.op == "is_na":
        return {"fact": cond.fact, "op": cond.op}
    value = [_plain(one) for one in cond.value] if cond.op in SET_OPS else _plain(cond.value)
    return {"fact": cond.fact, "op": cond.op, "value": value}


def _plain(value: Value) -> object:
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


# --- walking -------------------------------------------------------------------


def tests(cond: Cond) -> Iterator[Test]:
    """Every single test, left to right."""
    if isinstance(cond, Test):
        yield cond
        return
    for part in cond.parts:
        yield from tests(part)


def holds(cond: Cond, verdict: Callable[[Test], bool | None]) -> bool | None:
    """Kleene's three values, with short cut: None = unknown."""
    if isinstance(cond, Test):
        return verdict(cond)
    stop = isinstance(cond, AnyOf)
    unknown = False
    for part in cond.parts:
        value = holds(part, verdict)
        if value is stop:
            return stop
        unknown = unknown or value is None
    return None if unknown else not stop


_ORDER: dict[str, Callable[[Any, Any], bool]] = {"le": le, "lt": lt, "ge": ge, "gt": gt}


def compare(test: Test, value: Value) -> bool:
    """A known value against the constants. 不适用 and 尚未发生 meet no test but is_na."""
    if value is NOT_APPLICABLE or value is NOT_YET:
        return test.op == "is_na" and value is NOT_APPLICABLE
    ordered = _ORDER.get(test.op)
    if ordered is not None:
        return bool(ordered(value, test.value))
    if test.op == "eq":
        return bool(value == test.value)
    if test.op == "ne":
        return bool(value != test.value)
    return test.op in SET_OPS and (value in test.value) is (test.op == "in")
