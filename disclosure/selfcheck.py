"""“Would this be exempt?” One question at a time on the rules that decide cases; what was said travels in the form alone.

Nothing is written down anywhere: not in the database, not in a session, not in an address.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import rules
from exemptions.queries import kind_names, violation_choices
from rules import FactSpec, Law
from rules.text import OUTCOMES
from rules.values import BadValue

UNKNOWN = "?"
NOT_YET = "-"
NONE = "[]"
MOST_ANSWERS = 60
LONGEST = 200
# What only the bureau can know or judge is not asked of an enterprise.
OURS = frozenset(
    {"discovered_date", "tip_off_date", "tip_off_verified", "orders_within_1y", "serious_consequence", "minor_act"}
)


class Nonsense(ValueError):
    """What the form brought back is not what it was given; the check begins anew."""


@dataclass
class Said:
    """The answers so far, and as the rules read them."""

    kind: str
    violation: str
    answers: dict[str, str] = field(default_factory=dict)

    def sheet(self, law: Law) -> dict[str, Any]:
        """`routine_screen`: nothing out of the ordinary beyond what is said; the page says so beside the result."""
        sheet: dict[str, Any] = {"violation": self.violation, "party": {"kind": self.kind}, "routine_screen": "clear"}
        for key, raw in self.answers.items():
            if raw != UNKNOWN:
                _put(sheet, key, _value(law.facts[key], raw))
        return sheet


def _put(sheet: dict[str, Any], key: str, value: object) -> None:
    *path, last = key.split(".")
    for part in path:
        sheet = sheet.setdefault(part, {})
    sheet[last] = value


def _value(spec: FactSpec, raw: str) -> object:
    if raw == NOT_YET and spec.nullable:
        return None
    if spec.kind == "list":
        return []
    if spec.kind == "bool":
        return raw == "true"
    if spec.kind == "int":
        return int(raw)
    return raw


def begin(kind: str, violation: str) -> Said:
    if kind not in kind_names() or violation not in dict(violation_choices()):
        raise Nonsense
    return Said(kind, violation)


def read(kind: str, violation: str, told: Sequence[str], law: Law) -> Said:
    """What the hidden fields of the form say. Raises Nonsense."""
    said = begin(kind, violation)
    if len(told) > MOST_ANSWERS:
        raise Nonsense
    for line in told:
        key, _, raw = line.partition("=")
        if problem(law, key, raw):
            raise Nonsense
        said.answers[key] = raw
    return said


def problem(law: Law, key: str, raw: str) -> str:
    """Why this is no answer to that question; empty where it is one."""
    spec = law.facts.get(key)
    if spec is None or not spec.entered or len(raw) > LONGEST:
        return "请从头再来。"
    if raw == UNKNOWN or raw == NOT_YET and spec.nullable:
        return ""
    if spec.kind == "list":
        return "" if raw == NONE else "请选择一项。"
    if spec.kind == "bool":
        return "" if raw in {"true", "false"} else "请选择一项。"
    if not raw:
        return "请填写；不清楚的，选“不清楚”。"
    try:
        spec.parse(raw)
    except BadValue as error:
        return f"{error}。"
    return ""


def next_question(said: Said, answer: rules.Answer, law: Law) -> FactSpec | None:
    """The open fact that decides fastest, among those an enterprise can know."""
    keys = (key for key in answer.questions if key not in said.answers and key not in OURS)
    return next((law.facts[key] for key in keys if law.facts[key].question), None)


def choices(spec: FactSpec) -> list[dict[str, str]]:
    """Radio buttons of one question; a typed answer has a field of its own."""
    if spec.kind == "enum":
        rows = [(option.value, option.label, option.hint) for option in spec.options]
    elif spec.kind == "bool":
        rows = [("true", spec.says_true or "是", ""), ("false", spec.says_false or "否", "")]
    elif spec.kind == "list":
        rows = [(NONE, "没有", "")]
    else:
        rows = [("typed", "我来填写", "")]
    if spec.nullable:
        rows.append((NOT_YET, "没有，或者还没有发生", ""))
    rows.append((UNKNOWN, "不清楚", "跳过这一题，结果可能不止一种。" if spec.kind != "list" else "有，或者不清楚。"))
    return [{"value": value, "label": label, "hint": hint} for value, label, hint in rows]


@dataclass(frozen=True)
class Result:
    """What the rules say to it, and what may lawfully still be done."""

    outcomes: tuple[Any, ...]
    items: tuple[Any, ...]
    basis: tuple[str, ...]
    still: tuple[str, ...]
    is_sure: bool


def result(said: Said, answer: rules.Answer, law: Law, today: date) -> Result:
    codes = (answer.outcome,) if answer.outcome else answer.possible
    sheet = said.sheet(law)
    facts = rules.applicable_facts(sheet, law)
    still = tuple(dict.fromkeys(spec.change for spec in facts if spec.change and not _done(spec, said)))
    return Result(
        outcomes=tuple(OUTCOMES[code] for code in codes),
        items=tuple(line for line in answer.items if line.verdict == "true"),
        basis=answer.basis if answer.outcome else (),
        still=still,
        is_sure=answer.outcome is not None,
    )


def _done(spec: FactSpec, said: Said) -> bool:
    """Whether the answer already says that this was done."""
    raw = said.answers.get(spec.key, UNKNOWN)
    if raw in {UNKNOWN, NOT_YET}:
        return False
    option = spec.option(raw)
    return raw == "true" or spec.kind == "date" or bool(option and option.label == spec.change)


def told(said: Said) -> list[str]:
    """For the hidden fields."""
    return [f"{key}={raw}" for key, raw in said.answers.items()]


def told_words(said: Said, law: Law) -> list[tuple[str, str]]:
    """Question and answer as they were given, for the result page."""
    rows = []
    for key, raw in said.answers.items():
        spec = law.facts[key]
        words = {row["value"]: row["label"] for row in choices(spec)}
        rows.append((spec.question or spec.label, words.get(raw, f"{raw}{spec.unit}")))
    return rows
