"""The skeleton and list versions as formulas, read from the very objects that run."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import z3

from rules import cond
from rules.cells import Cells
from rules.cond import All, Test
from rules.list_diagram import ListDiagram
from rules.skeleton import Rule
from rules.text import OUTCOMES

VALUES = {
    "mind": ("full", "limited", "none"),
    "age": ("full", "minor", "none"),
    "harm": ("none", "minor", "serious"),
    "elsewhere": ("", "other"),
    "contrary": ("", "refuted"),
    "person": ("", "EDUCATE_INDIVIDUAL", "REFER_OFFICIAL"),
}
CODES = tuple(OUTCOMES)


class Facts:
    """One free vector of findings. `listed` is free too: it stands for any list there may ever be."""

    def __init__(self, mark: str = "") -> None:
        self.mark = mark
        self.known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self.known:
            sort = z3.Int if name in VALUES else z3.Bool
            self.known[name] = sort(f"{name}{self.mark}")
        return self.known[name]

    def domain(self) -> list[Any]:
        return [z3.And(self[name] >= 0, self[name] < len(values)) for name, values in VALUES.items()]

    def holds(self, condition: Any) -> Any:
        if isinstance(condition, Test):
            if condition.fact not in VALUES:
                return self[condition.fact] if cond.compare(condition, True) else z3.Not(self[condition.fact])
            values = VALUES[condition.fact]
            met = [place for place, value in enumerate(values) if cond.compare(condition, value)]
            return z3.Or([self[condition.fact] == place for place in met])
        parts = [self.holds(part) for part in condition.parts]
        return z3.And(parts) if isinstance(condition, All) else z3.Or(parts)

    def outcome(self, rules: tuple[Rule, ...]) -> Any:
        """The number of the outcome in CODES; -1 where no rule is met."""
        result: Any = z3.IntVal(-1)
        for rule in reversed(rules):
            result = z3.If(self.holds(rule.when), self._leaf(rule), result)
        return result

    def _leaf(self, rule: Rule) -> Any:
        if rule.outcome != "person":
            return z3.IntVal(CODES.index(rule.outcome))
        persons = [CODES.index(value) if value else -1 for value in VALUES["person"]]
        result: Any = z3.IntVal(-1)
        for place, code in enumerate(persons):
            result = z3.If(self["person"] == place, code, result)
        return result


def one_of(outcome: Any, *codes: str) -> Any:
    return z3.Or([outcome == CODES.index(code) for code in codes])


def rank(outcome: Any) -> Any:
    result: Any = z3.IntVal(-1)
    for place, code in enumerate(CODES):
        result = z3.If(outcome == place, OUTCOMES[code].rank, result)
    return result


def proved(*assumptions: Any) -> bool:
    """Whether the assumptions cannot hold together. Anything but a clear no fails."""
    solver = z3.Solver()
    solver.set("timeout", 20_000)
    solver.add(*assumptions)
    return solver.check() == z3.unsat


# --- lists --------------------------------------------------------------------------


class Values:
    """One free vector of the facts of a list: numbers as exact reals or ints, the rest as numbers of their values."""

    def __init__(self, made: ListDiagram, mark: str = "") -> None:
        self.made, self.mark = made, mark
        self.numbers: Mapping[str, Any] = {key: self._number(key) for key in made.cells}
        self.na = {key: z3.Bool(f"na:{key}{mark}") for key in made.cells}
        self.offence, self.kind = z3.Int(f"offence{mark}"), z3.Int(f"kind{mark}")

    def _number(self, key: str) -> Any:
        real = self.made.facts[key].kind in ("decimal", "money")
        return (z3.Real if real else z3.Int)(f"{key}{self.mark}")

    def domain(self) -> list[Any]:
        made = self.made
        limits = [z3.And(self.offence >= 0, self.offence < len(made.offences))]
        limits.append(z3.And(self.kind >= 0, self.kind < len(made.kinds)))
        for key, cells in made.cells.items():
            limits.append(self.numbers[key] >= 0)
            if not _numeric(cells):
                limits.append(self.numbers[key] < len(cells))
            if not any(cell.special for cell in cells.cells):
                limits.append(z3.Not(self.na[key]))
        return limits

    def test(self, test: Test) -> Any:
        cells, number, na = self.made.cells[test.fact], self.numbers[test.fact], self.na[test.fact]
        if test.op == "is_na":
            return na
        if not _numeric(cells):
            return z3.Or([number == place for place in cells.meets(test)])
        values = test.value if isinstance(test.value, tuple) else (test.value,)
        one = {
            "le": lambda limit: number <= limit,
            "lt": lambda limit: number < limit,
            "ge": lambda limit: number >= limit,
            "gt": lambda limit: number > limit,
            "eq": lambda limit: number == limit,
            "in": lambda limit: number == limit,
            "ne": lambda limit: number != limit,
            "not_in": lambda limit: number != limit,
        }[test.op]
        joined = z3.And if test.op in ("ne", "not_in") else z3.Or
        return z3.And(z3.Not(na), joined([one(_exact(value)) for value in values]))

    def holds(self, condition: Any) -> Any:
        if isinstance(condition, Test):
            return self.test(condition)
        parts = [self.holds(part) for part in condition.parts]
        return z3.And(parts) if isinstance(condition, All) else z3.Or(parts)

    def cell(self, key: str, index: int) -> Any:
        """The fact lies in this cell, by its ends."""
        cells, number, na = self.made.cells[key], self.numbers[key], self.na[key]
        cell = cells.cells[index]
        if cell.special:
            return na
        if not _numeric(cells):
            return z3.And(z3.Not(na), number == index)
        ends = [z3.Not(na)]
        if cell.low is not None:
            ends.append(number >= _exact(cell.low) if cell.low_in else number > _exact(cell.low))
        if cell.high is not None:
            ends.append(number <= _exact(cell.high) if cell.high_in else number < _exact(cell.high))
        return z3.And(ends)


def _numeric(cells: Cells) -> bool:
    return cells.spec.kind in ("int", "decimal", "money")


def _exact(value: Any) -> Any:
    number = Fraction(value)
    return z3.Q(number.numerator, number.denominator) if number.denominator != 1 else z3.IntVal(number.numerator)
