"""Fact sheets: read strictly, every fault named by its key in Chinese; several acts or parties parted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.answer import SheetError
from rules.facts import FactSpec
from rules.law import Law
from rules.values import NOT_YET, BadValue, Value, Written, parse_day, written_number

NESTED = ("party", "correction")
SEVERAL = ("acts", "parties")
ASKS = ("outcome", "procedure", "execution")
SCREEN_CLEAR = "clear"
EXCLUSIONS, PRIOR, ORDERS = "exclusions", "prior_same_type", "orders"
NUMBERS = ("int", "decimal", "money")
ACT_DAYS = ("act_date", "act_start", "act_end")


@dataclass(frozen=True)
class Earlier:
    """An earlier decision or order: its day, and its result or basis as written."""

    on: date
    text: str


@dataclass(frozen=True)
class Sheet:
    """One act of one party, read: exact values by dotted key. What is not in `facts` is unknown.

    `written` keeps how many decimals a number was written with. `raw` is the sheet as given, for the procedure.
    """

    facts: Mapping[str, Value]
    written: Mapping[str, Written]
    clear: bool
    ask: str
    raw: Mapping[str, Any]

    def day(self, key: str) -> date | None:
        """A stated day; None where absent or not yet."""
        value = self.facts.get(key)
        return value if isinstance(value, date) else None

    def text(self, key: str) -> str:
        value = self.facts.get(key)
        return value if isinstance(value, str) else ""

    @property
    def party(self) -> str | None:
        return self.text("party.name") or None


def parted(sheet: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sheet of each act and party; keys outside hold for each that has not its own. One sheet: itself."""
    for name in SEVERAL:
        inner = sheet.get(name)
        if isinstance(inner, (list, tuple)) and inner and all(isinstance(one, Mapping) for one in inner):
            base = {key: value for key, value in sheet.items() if key != name}
            return [part for one in inner for part in parted(_over(base, one))]
    return [{key: value for key, value in sheet.items() if key not in SEVERAL}]


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Own keys win; an own day of the act replaces all days of the act outside."""
    kept = {key: value for key, value in base.items() if not (key in ACT_DAYS and any(day in own for day in ACT_DAYS))}
    merged = {**kept, **own}
    if isinstance(base.get("party"), Mapping) and isinstance(own.get("party"), Mapping):
        merged["party"] = {**base["party"], **own["party"]}
    return merged


def flat(sheet: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Dotted keys and raw values."""
    for key, value in sheet.items():
        if key in NESTED and isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", one) for inner, one in value.items())
        else:
            yield str(key), value


def read(raw: Mapping[str, Any], law: Law) -> tuple[Sheet, list[SheetError]]:
    """One parted sheet as exact values, and the faults of single keys. Contradictions: `rules.contradictions`."""
    facts: dict[str, Value] = {}
    written: dict[str, Written] = {}
    errors: list[SheetError] = []
    ask, clear = "outcome", False
    for key, value in flat(raw):
        if key == "ask":
            ask = _among(key, value, ASKS, errors) or "outcome"
        elif key == "routine_screen":
            clear = _among(key, value, (SCREEN_CLEAR,), errors) == SCREEN_CLEAR
        elif key in NESTED and value is None:
            continue
        elif key not in law.facts or not law.facts[key].entered:
            errors.append(SheetError(key, f"“{key}”不是事实单里的键，请核对拼写。"))
        else:
            _read_fact(law.facts[key], value, facts, written, errors)
    return Sheet(facts, written, clear, ask, raw), errors


def _among(key: str, value: Any, allowed: tuple[str, ...], errors: list[SheetError]) -> str | None:
    if value in (None, ""):
        return None
    if value in allowed:
        return str(value)
    errors.append(SheetError(key, f"“{key}”只能是{'、'.join(allowed)}之一，不能是“{value}”。"))
    return None


def _read_fact(
    spec: FactSpec, value: Any, facts: dict[str, Value], written: dict[str, Written], errors: list[SheetError]
) -> None:
    if value == "" or (value is None and not spec.nullable):
        return
    try:
        if value is None:
            facts[spec.key] = NOT_YET
            return
        facts[spec.key] = _special_list(spec, value) or spec.parse(value)
        if spec.kind in NUMBERS:
            written[spec.key] = written_number(value.strip().removesuffix("%") if isinstance(value, str) else value)
    except BadValue as fault:
        facts.pop(spec.key, None)
        errors.append(SheetError(spec.key, f"“{spec.key}”（{spec.label}）{fault}，现为“{value}”。"))


def _special_list(spec: FactSpec, value: Any) -> tuple[object, ...] | None:
    if spec.key == PRIOR:
        return tuple(_earlier(one, "result") for one in _items(value))
    if spec.key == ORDERS:
        return tuple(_earlier(one, "basis") for one in _items(value))
    if spec.key == EXCLUSIONS:
        if not all(isinstance(one, str) for one in _items(value)):
            raise BadValue("应填写情形名称的列表")
        return tuple(value)
    return None


def _items(value: Any) -> list[Any]:
    if not isinstance(value, (list, tuple)):
        raise BadValue("应填写列表")
    return list(value)


def _earlier(entry: Any, text_key: str) -> Earlier:
    if isinstance(entry, Mapping):
        text = entry.get(text_key)
        return Earlier(parse_day(entry.get("date")), "" if text is None else str(text))
    return Earlier(parse_day(entry), "")
