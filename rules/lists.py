"""Versions of the exemption list: items with conditions as data, conventions, dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any

from rules.cond import Cond, Facts
from rules.cond import load as load_cond
from rules.condtext import Convention
from rules.offences import PackError, only, text_tuple

MINOR = "minor"
WINDOWS = ("natural_years_2", "rolling_24_months", "unlimited")
BINDINGS = ("must", "may")


@dataclass(frozen=True)
class Step:
    """One step up the ladder of measures where the condition holds."""

    when: Cond
    title: str


@dataclass(frozen=True)
class ListItem:
    """One item. `condition` quantifies what `supplies` names (轻微); the law's other demands stay with the law.

    `confirm`: what the wording asks beyond the condition and an officer must confirm. `steps` raise the measure.
    `violates`, `punished_by`, `implementer`, `proposed_section` are printed with the item and decide nothing.
    """

    number: str
    wording: str
    offences: tuple[str, ...]
    kinds: tuple[str, ...]
    condition: Cond
    outcome: str
    binding: str
    measure: str
    supplies: str
    basis: tuple[str, ...]
    confirm: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    note: str = ""
    name: str = ""
    external_code: str = ""
    supporting: tuple[str, ...] = ()
    violates: tuple[str, ...] = ()
    punished_by: tuple[str, ...] = ()
    implementer: str = ""
    proposed_section: str = ""

    def fits(self, offence: str, kind: str) -> bool:
        return offence in self.offences and kind in self.kinds


@dataclass(frozen=True)
class ListVersion:
    """A version of the list, in force from `first` to `last` (None = in force)."""

    code: str
    title: str
    demo: bool
    first: date
    last: date | None
    convention: Convention
    first_window: str
    items: tuple[ListItem, ...]

    def fitting(self, offence: str, kind: str) -> tuple[ListItem, ...]:
        """The items for an offence and a kind of party, in their order."""
        return self._by_subject.get((offence, kind), ())

    @cached_property
    def _by_subject(self) -> dict[tuple[str, str], tuple[ListItem, ...]]:
        found: dict[tuple[str, str], tuple[ListItem, ...]] = {}
        for item in self.items:
            for subject in dict.fromkeys(product(item.offences, item.kinds)):
                found[subject] = (*found.get(subject, ()), item)
        return found

    def in_force(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def load_list(entry: Mapping[str, Any], facts: Facts) -> ListVersion:
    """A list version from its JSON form (docs/rules.md). Raises PackError or CondError."""
    code = str(entry.get("code", ""))
    where = f"清单{code}"
    window = str(entry.get("first_window", "natural_years_2"))
    if window not in WINDOWS:
        raise PackError(f"{where}的初次违法窗口“{window}”不对，只能是{'、'.join(WINDOWS)}之一。")
    last = entry.get("effective_to")
    return ListVersion(
        code=code,
        title=str(entry["title"]),
        demo=bool(entry.get("demo", False)),
        first=date.fromisoformat(entry["effective_from"]),
        last=date.fromisoformat(last) if last else None,
        convention=Convention.from_json(entry.get("bounds_inclusive", True)),
        first_window=window,
        items=tuple(sorted((_item(item, facts, where) for item in entry["items"]), key=_by_number)),
    )


def _by_number(item: ListItem) -> tuple[int, str]:
    digits = "".join(mark for mark in item.number if mark.isdigit())
    return int(digits or 0), item.number


def _item(entry: Mapping[str, Any], facts: Facts, where: str) -> ListItem:
    where = f"{where}第{entry.get('number', '')}项"
    only(entry, set(ListItem.__dataclass_fields__), where)
    binding = str(entry["binding"])
    if binding not in BINDINGS:
        raise PackError(f"{where}的效力“{binding}”不对，只能是 must 或者 may。")
    return ListItem(
        number=str(entry["number"]),
        wording=str(entry["wording"]),
        offences=text_tuple(entry["offences"], where),
        kinds=text_tuple(entry["kinds"], where),
        condition=load_cond(entry["condition"], facts),
        outcome=str(entry["outcome"]),
        binding=binding,
        measure=str(entry.get("measure") or ""),
        supplies=str(entry.get("supplies") or ""),
        basis=text_tuple(entry.get("basis", []), where),
        confirm=text_tuple(entry.get("confirm", []), where),
        steps=tuple(Step(load_cond(step["when"], facts), str(step["title"])) for step in entry.get("steps", [])),
        note=str(entry.get("note") or ""),
        name=str(entry.get("name") or ""),
        external_code=str(entry.get("external_code") or ""),
        supporting=text_tuple(entry.get("supporting") or [], where),
        violates=text_tuple(entry.get("violates") or [], where),
        punished_by=text_tuple(entry.get("punished_by") or [], where),
        implementer=str(entry.get("implementer") or ""),
        proposed_section=str(entry.get("proposed_section") or ""),
    )
