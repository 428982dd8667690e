"""An independent look at open sheets: complete them in every way and see what comes out.

Nothing here knows clusters, diagrams or days solved: a completed sheet is read and decided like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from rules import load_law
from rules.assessment import validate_sheet
from rules.inquiry import inquire
from rules.resolve import NoWay
from rules.sheet import read

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
TODAY = date(2026, 6, 16)


@lru_cache
def statistics_law():
    return load_law(FIXTURES / "reference", FIXTURES / "statistics")


def without(sheet: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """The sheet without these (dotted) keys."""
    copy = json.loads(json.dumps(sheet))
    for key in keys:
        head, _, tail = key.partition(".")
        if tail:
            copy.get(head, {}).pop(tail, None)
        else:
            copy.pop(head, None)
    return copy


def with_facts(sheet: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet with these (dotted) facts added."""
    copy = json.loads(json.dumps(sheet))
    for key, value in facts.items():
        head, _, tail = key.partition(".")
        if tail:
            copy.setdefault(head, {})[tail] = value
        else:
            copy[head] = value
    return copy


def decided(sheet: Mapping[str, Any], law) -> tuple | None:
    """The verdict of a complete sheet; None where it contradicts itself."""
    if validate_sheet(sheet, law, today=TODAY):
        return None
    try:
        inquiry = inquire(read(sheet, law)[0], law, TODAY)
    except NoWay:
        return None
    assert len(inquiry.verdicts) == 1, (sheet, inquiry.verdicts, inquiry.questions)
    return next(iter(inquiry.verdicts)).key()


def refuted_by_completion(sheet: Mapping[str, Any], law) -> bool:
    """Whether a completion itself refutes the officer's finding, which stands unless the sheet refutes it."""
    inquiry = inquire(read(sheet, law)[0], law, TODAY)
    return inquiry.single is not None and any(
        way.result for way in inquiry.single.case.memo.get(("alone", "contrary"), [])
    )


def completions(sheet: Mapping[str, Any], pools: Mapping[str, list[Any]]) -> Iterator[dict[str, Any]]:
    names = list(pools)
    for values in product(*pools.values()):
        yield with_facts(sheet, dict(zip(names, values, strict=True)))


def brute(sheet: Mapping[str, Any], pools: Mapping[str, list[Any]], law) -> tuple[set, set]:
    """Verdicts over all completions from the pools, and the facts a change of which alone changes the verdict."""
    names = list(pools)
    found: dict[tuple, tuple] = {}
    for values in product(*(range(len(pool)) for pool in pools.values())):
        facts = {name: pools[name][index] for name, index in zip(names, values, strict=True)}
        full = with_facts(sheet, facts)
        verdict = decided(full, law)
        if verdict is not None and not refuted_by_completion(full, law):
            found[values] = verdict
    matter = set()
    for place, name in enumerate(names):
        rest: dict[tuple, set] = {}
        for values, verdict in found.items():
            rest.setdefault(values[:place] + values[place + 1 :], set()).add(verdict)
        if any(len(verdicts) > 1 for verdicts in rest.values()):
            matter.add(name)
    return set(found.values()), matter


def days_around(*days: date) -> list[str]:
    return sorted({(day + timedelta(days=step)).isoformat() for day in days for step in (-1, 0, 1)})


def text(value: Fraction) -> str:
    return f"{value.numerator}" if value.denominator == 1 else str(value.numerator / value.denominator)
