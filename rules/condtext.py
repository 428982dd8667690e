"""Conditions as Chinese sentences, and back. The sentence is the condition: nothing is added or lost.

A version of a list stores its convention: `Convention(below, above)` says whether 以下 and 以上 include the number
itself. 不满 and 超过 never do, 不超过 and 不低于 always do (民法典 1259 makes the default inclusive).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules.cond import All, AnyOf, Cond, CondError, Facts, Test, constant
from rules.facts import FactSpec
from rules.values import Value, day_text, decimal_text, money_text

AND, OR = "，且", "，或者"
OPEN, CLOSE = "（", "）"
_MARKS = re.compile(f"[（）“”]|{AND}|{OR}")
_DEPTH = {"（": 1, "“": 1, "）": -1, "”": -1}
_DAY = re.compile(r"^(\d+)年(\d+)月(\d+)日$")


@dataclass(frozen=True)
class Convention:
    """Whether 以下 and 以上 include the number itself."""

    below: bool = True
    above: bool = True

    @classmethod
    def from_json(cls, data: bool | Mapping[str, bool]) -> Convention:
        if isinstance(data, bool):
            return cls(data, data)
        return cls(bool(data["below"]), bool(data["above"]))

    def to_json(self) -> bool | dict[str, bool]:
        return self.below if self.below == self.above else {"below": self.below, "above": self.above}

    def forms(self, op: str) -> tuple[str, str]:
        """What stands before and after the number."""
        if op == "le":
            return ("", "以下") if self.below else ("不超过", "")
        if op == "lt":
            return ("不满", "") if self.below else ("", "以下")
        if op == "ge":
            return ("", "以上") if self.above else ("不低于", "")
        return ("超过", "") if self.above else ("", "以上")

    def note(self) -> str:
        if self.below and self.above:
            return "以下、以上含本数，不满、超过不含本数"
        return f"以下{'含' if self.below else '不含'}本数，以上{'含' if self.above else '不含'}本数"


# --- printing ------------------------------------------------------------------


def print_zh(cond: Cond, facts: Facts, convention: Convention | None = None) -> str:
    """差错率10%以下，且违法数额1000万元以下. Nested groups stand in brackets."""
    return _print(cond, facts, convention or Convention())


def _print(cond: Cond, facts: Facts, convention: Convention) -> str:
    if isinstance(cond, Test):
        return print_test(cond, facts, convention)
    joint = AND if isinstance(cond, All) else OR
    parts = (_print(part, facts, convention) for part in cond.parts)
    return joint.join(
        text if isinstance(part, Test) else f"{OPEN}{text}{CLOSE}" for part, text in zip(cond.parts, parts, strict=True)
    )


def print_test(test: Test, facts: Facts, convention: Convention | None = None) -> str:
    """One test as a clause."""
    convention = convention or Convention()
    spec = facts[test.fact]
    if spec.kind == "bool":
        return _says(spec, bool(test.value))
    if test.op == "is_na":
        return f"{spec.label}不适用"
    if test.op in ("in", "not_in"):
        head, tail = ("是", "之一") if test.op == "in" else ("不是", "中任何一个")
        return spec.label + head + "、".join(f"“{write(spec, one)}”" for one in test.value) + tail
    if test.op in ("eq", "ne"):
        word = "是" if test.op == "eq" else "不是"
        return f"{spec.label}{word}“{write(spec, test.value)}”"
    if spec.kind == "date":
        return spec.label + _day_clause(test)
    before, after = convention.forms(test.op)
    return f"{spec.label}{before}{write(spec, test.value)}{after}"


def _says(spec: FactSpec, value: bool) -> str:
    return (spec.says_true or f"{spec.label}：是") if value else (spec.says_false or f"{spec.label}：否")


def _day_clause(test: Test) -> str:
    words = {"le": "当日及以前", "lt": "以前", "ge": "当日及以后", "gt": "以后"}
    return f"在{day_text(test.value)}{words[test.op]}"


def write(spec: FactSpec, value: Value) -> str:
    """A constant as it stands in a sentence; read back by `_read`."""
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, Fraction):
        if spec.kind == "money":
            return money_text(value)
        return decimal_text(value) + spec.unit
    option = spec.option(str(value)) if spec.kind == "enum" else None
    return option.label if option else str(value)


# --- reading -------------------------------------------------------------------


def parse_zh(text: str, facts: Facts, convention: Convention | None = None) -> Cond:
    """The condition a sentence printed by `print_zh` stands for. Raises CondError."""
    return _parse(text, facts, convention or Convention())


def _parse(text: str, facts: Facts, convention: Convention) -> Cond:
    for joint, group in ((AND, All), (OR, AnyOf)):
        pieces = _split(text, joint)
        if len(pieces) > 1:
            return group(tuple(_parse(piece, facts, convention) for piece in pieces))
    if text.startswith(OPEN) and _closes(text) == len(text) - 1:
        return _parse(text[1:-1], facts, convention)
    return _parse_test(text, facts, convention)


def _split(text: str, joint: str) -> list[str]:
    """Pieces at the joint, outside brackets and quotation marks."""
    pieces, depth, start = [], 0, 0
    for mark in _MARKS.finditer(text):
        word = mark.group()
        if word in _DEPTH:
            depth += _DEPTH[word]
        elif depth == 0 and word == joint:
            pieces.append(text[start : mark.start()])
            start = mark.end()
    return [*pieces, text[start:]]


def _closes(text: str) -> int:
    """The place of the bracket that closes the first one."""
    depth = 0
    for mark in _MARKS.finditer(text):
        depth += _DEPTH.get(mark.group(), 0)
        if depth == 0:
            return mark.start()
    return -1


@dataclass(frozen=True)
class _Phrases:
    """Whole clauses of flags, and labels by length, longest first."""

    facts: Facts
    clauses: Mapping[str, Test]
    labels: Mapping[str, FactSpec]
    lengths: tuple[int, ...]


_phrases: dict[int, _Phrases] = {}


def _phrases_of(facts: Facts) -> _Phrases:
    """The table of phrases of a catalogue, kept for the catalogue last used."""
    found = _phrases.get(id(facts))
    if found is None or found.facts is not facts:
        flags = [spec for spec in facts.values() if spec.kind == "bool"]
        clauses = {_says(spec, value): Test(spec.key, "eq", value) for spec in flags for value in (True, False)}
        labels = {spec.label: spec for spec in facts.values() if spec.kind != "bool"}
        found = _Phrases(facts, clauses, labels, tuple(sorted({len(label) for label in labels}, reverse=True)))
        _phrases.clear()
        _phrases[id(facts)] = found
    return found


def _parse_test(text: str, facts: Facts, convention: Convention) -> Test:
    phrases = _phrases_of(facts)
    if text in phrases.clauses:
        return phrases.clauses[text]
    for length in phrases.lengths:
        spec = phrases.labels.get(text[:length])
        test = _parse_clause(spec, text[length:], convention) if spec else None
        if test is not None:
            return test
    raise CondError(f"看不懂“{text}”。")


def _parse_clause(spec: FactSpec, clause: str, convention: Convention) -> Test | None:
    if clause == "不适用":
        return Test(spec.key, "is_na")
    for op, head, tail in (("in", "是“", "”之一"), ("not_in", "不是“", "”中任何一个")):
        if clause.startswith(head) and clause.endswith(tail):
            values = clause[len(head) : -len(tail)].split("”、“")
            return Test(spec.key, op, tuple(_read(spec, one) for one in values))
    for op, head in (("eq", "是“"), ("ne", "不是“")):
        if clause.startswith(head) and clause.endswith("”"):
            return Test(spec.key, op, _read(spec, clause[len(head) : -1]))
    if spec.kind == "date":
        return _parse_day(spec, clause)
    for op in ("le", "lt", "ge", "gt"):
        before, after = convention.forms(op)
        if clause.startswith(before) and clause.endswith(after):
            number = clause[len(before) : len(clause) - len(after)]
            if number[:1].isdigit() or number[:1] == "-":
                return Test(spec.key, op, _read(spec, number))
    return None


def _parse_day(spec: FactSpec, clause: str) -> Test | None:
    for op, word in (("le", "当日及以前"), ("lt", "以前"), ("ge", "当日及以后"), ("gt", "以后")):
        if clause.startswith("在") and clause.endswith(f"日{word}"):
            return Test(spec.key, op, _read(spec, clause[1 : -len(word)]))
    return None


def _read(spec: FactSpec, text: str) -> Value:
    day = _DAY.match(text) if spec.kind == "date" else None
    if day:
        year, month, number = (int(part) for part in day.groups())
        return date(year, month, number)
    if spec.kind in ("int", "decimal") and spec.unit and text.endswith(spec.unit):
        text = text.removesuffix(spec.unit)
    return constant(spec, text)
