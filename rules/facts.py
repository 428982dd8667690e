"""The catalogue of facts: what may stand in a fact sheet, how it is asked, what its silence means.

Entries are data (`facts.json` of the common law and of each pack). A fact with `derive` is worked out by a general
function of `rules.derivations` that the entry names and feeds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from rules.values import (
    NOT_APPLICABLE,
    NOT_YET,
    BadValue,
    Value,
    parse_day,
    parse_moment,
    parse_money,
    parse_percent,
    written_number,
)

KINDS = ("bool", "enum", "int", "decimal", "money", "date", "datetime", "text", "list", "record")
PERCENT = "%"
YES, NO = "是", "否"


@dataclass(frozen=True)
class Option:
    """One value of an enumeration as the page shows it."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class FactSpec:
    """One fact. `key` is dotted as in the fact sheet (`correction.done_on`).

    `nullable`: null says "has not happened (as of as_of)". `screen`: the value an absent fact has after the standard
    screen; `change`: what the party can still do about a changeable fact, in words; `silence`: the value it has whenever it is absent (a party's unproved plea, a documented default);
    `denied_by`: a day; where null says it has not happened, the absent fact counts as no; `only_if`: the
    condition without which a flag can only be false. `or_day`: a day may stand for true. `not_before`: days it cannot
    precede; `past`: it has happened by the day of the question; `tied`: values of another fact with which it must have (`true`)
    or cannot have (`false`) happened; `not_with`: beside a stated null of this day, silence on the flag means no. `direction`: "+" more is worse, "-" more is better, "" unordered. `entered` is False for facts that are only derived.
    """

    key: str
    label: str
    kind: str
    question: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    unit: str = ""
    citation: str = ""
    group: str = "act"
    order: int = 0
    offences: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    evidence: bool = False
    changeable: bool = False
    change: str = ""
    effort: int = 1
    direction: str = ""
    nullable: bool = False
    entered: bool = True
    screen: Value | None = None
    silence: Value | None = None
    denied_by: str = ""
    only_if: Mapping[str, Any] | None = None
    or_day: bool = False
    not_before: tuple[str, ...] = ()
    past: bool = False
    tied: Mapping[str, Any] | None = None
    not_with: str = ""
    note: str = ""
    says_true: str = ""
    says_false: str = ""
    derive: Mapping[str, Any] | None = None

    @property
    def of(self) -> tuple[str, ...]:
        """The facts a derived one is worked out of."""
        return tuple(self.derive.get("of", ())) if self.derive else ()

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)

    def parse(self, raw: object) -> Value:
        """A value of this fact, exact. Raises BadValue with a Chinese sentence."""
        return _PARSERS[self.kind](self, raw)

    def asks(self, offence: str | None, kind: str | None) -> bool:
        """Whether the fact belongs to the questionnaire of this offence and kind of party (None = not yet known)."""
        fits_offence = not self.offences or offence is None or offence in self.offences
        fits_kind = not self.kinds or kind is None or kind in self.kinds
        return self.entered and bool(self.question) and fits_offence and fits_kind


def _bool(spec: FactSpec, raw: object) -> Value:
    if isinstance(raw, bool):
        return raw
    if raw in (YES, NO):
        return raw == YES
    if spec.or_day and isinstance(raw, (str, date)):
        parse_day(raw)
        return True
    raise BadValue("应填写 true 或者 false")


def _enum(spec: FactSpec, raw: object) -> Value:
    for option in spec.options:
        if raw == option.value:
            return option.value
    for option in spec.options:
        if raw == option.label:
            return option.value
    allowed = "、".join(option.value for option in spec.options)
    raise BadValue(f"只能是{allowed}之一")


def _int(spec: FactSpec, raw: object) -> Value:
    number = written_number(raw).value
    if number.denominator != 1 or number < 0:
        raise BadValue("应填写不小于0的整数")
    return number


def _decimal(spec: FactSpec, raw: object) -> Value:
    if raw == NOT_APPLICABLE.value:
        return NOT_APPLICABLE
    return parse_percent(raw) if spec.unit == PERCENT else written_number(raw).value


def _money(spec: FactSpec, raw: object) -> Value:
    amount = parse_money(raw)
    if amount < 0:
        raise BadValue("金额不能小于0")
    return amount


def _date(spec: FactSpec, raw: object) -> Value:
    if raw == NOT_APPLICABLE.value:
        return NOT_APPLICABLE
    return NOT_YET if raw is None else parse_day(raw)


def _text(spec: FactSpec, raw: object) -> Value:
    if not isinstance(raw, str):
        raise BadValue("应填写文字")
    return raw.strip()


def _list(spec: FactSpec, raw: object) -> Value:
    if not isinstance(raw, (list, tuple)):
        raise BadValue("应填写列表")
    return tuple(raw)


def _record(spec: FactSpec, raw: object) -> Value:
    """Free-form procedure keys: read by the procedure, only carried here."""
    return (raw,)


_PARSERS = {
    "bool": _bool,
    "enum": _enum,
    "int": _int,
    "decimal": _decimal,
    "money": _money,
    "date": _date,
    "datetime": lambda spec, raw: parse_moment(raw),
    "text": _text,
    "list": _list,
    "record": _record,
}


class CatalogueError(ValueError):
    """A catalogue entry is not what it must be."""


def load_facts(entries: list[Mapping[str, Any]]) -> dict[str, FactSpec]:
    """The catalogue from its JSON entries, in asking order."""
    specs = sorted((load_fact(entry) for entry in entries), key=lambda spec: (spec.order, spec.key))
    facts = {spec.key: spec for spec in specs}
    if len(facts) != len(specs):
        raise CatalogueError("事实目录中有重复的键。")
    return facts


def load_fact(entry: Mapping[str, Any]) -> FactSpec:
    known = set(FactSpec.__dataclass_fields__) - {"says_true", "says_false"} | {"says"}
    key = str(entry.get("key", ""))
    if unknown := sorted(set(entry) - known):
        raise CatalogueError(f"事实“{key}”有不认识的栏目：{'、'.join(unknown)}。")
    if entry.get("kind") not in KINDS:
        raise CatalogueError(f"事实“{key}”的类型不对。")
    fields: dict[str, Any] = {name: value for name, value in entry.items() if name not in ("says", "screen", "silence")}
    fields["options"] = tuple(_option(option) for option in entry.get("options", []))
    fields["offences"] = tuple(entry.get("offences", []))
    fields["kinds"] = tuple(entry.get("kinds", []))
    fields["not_before"] = tuple(entry.get("not_before", []))
    says = entry.get("says", {})
    fields["says_true"], fields["says_false"] = says.get("true", ""), says.get("false", "")
    spec = FactSpec(**fields)
    return _with_silence(spec, entry)


def _with_silence(spec: FactSpec, entry: Mapping[str, Any]) -> FactSpec:
    values = {}
    for name in ("screen", "silence"):
        if name in entry:
            values[name] = spec.parse(entry[name])
    return FactSpec(**{**vars(spec), **values}) if values else spec


def _option(entry: Mapping[str, Any] | list[str] | str) -> Option:
    if isinstance(entry, str):
        return Option(entry, entry)
    if isinstance(entry, Mapping):
        return Option(str(entry["value"]), str(entry["label"]), str(entry.get("hint", "")))
    return Option(*(str(part) for part in entry))


def whole(value: Value) -> int:
    """The int of an exact whole number."""
    if not isinstance(value, Fraction) or value.denominator != 1:
        raise BadValue("应填写整数")
    return value.numerator
