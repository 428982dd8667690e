"""List versions made for tests: short items over the facts of the statistics pack."""

from __future__ import annotations

from random import Random
from typing import Any

from rules.lists import ListVersion, load_list
from tests.rules.brute import statistics_law

MUST, MAY = "NP_MANDATORY_MINOR", "NP_DISCRETIONARY_FIRST"
LIMITS = {
    "error_ratio": ["5%", "10%", "10.5%", "20%"],
    "error_amount": ["100万元", "120万元", "1000万元"],
    "blank_ratio": ["5%", "10%", "50%"],
    "days_late": ["1", "5", "30"],
}
MEASURES = ("guidance", "reminder", "warning", "warning/admonition", "interview")
OF_OFFENCE = {
    "UNTRUE_DATA": ("error_ratio", "error_amount"),
    "INCOMPLETE_DATA": ("blank_ratio",),
    "LATE": ("days_late",),
    "NO_LEDGER": (),
}
FLAGS = {
    "UNTRUE_DATA": [("first_offence", True), ("harm", "none"), ("corrected_in_time", True)],
    "INCOMPLETE_DATA": [("first_offence", True), ("party.survey_class", "一套表单位")],
    "LATE": [("filed_before_urging", True), ("filed_by_urge_deadline", True), ("first_offence", True)],
    "NO_LEDGER": [("ledger_state", "单项缺失"), ("ledger_state", "不合规"), ("corrected_in_time", True)],
}


def test_on(fact: str, op: str, value: Any) -> dict[str, Any]:
    return {"fact": fact, "op": op, "value": value}


test_on.__test__ = False  # type: ignore[attr-defined]


def item(number: str, condition: Any, *, offence: str = "UNTRUE_DATA", **more: Any) -> dict[str, Any]:
    """One item as data; everything but the condition has a usual value."""
    outcome = more.pop("outcome", MUST)
    must = outcome == MUST
    return {
        "number": number,
        "wording": f"第{number}项",
        "offences": [offence],
        "kinds": ["enterprise"],
        "condition": condition,
        "outcome": outcome,
        "binding": "must" if must else "may",
        "measure": "warning",
        "supplies": "minor" if must else "",
        "basis": ["行政处罚法33条1款前段"],
        **more,
    }


def version(*items: dict[str, Any], code: str = "TRIAL", **more: Any) -> ListVersion:
    entry = {"code": code, "title": "试验清单", "effective_from": "2026-01-01", "items": list(items), **more}
    return load_list(entry, statistics_law().facts)


def random_items(dice: Random, many: int) -> list[dict[str, Any]]:
    """Items of every shape: bands, all-of with any-of inside, flags, 不适用, steps."""
    return [_random_item(dice, str(number)) for number in range(1, many + 1)]


def _random_item(dice: Random, number: str) -> dict[str, Any]:
    offence = dice.choice(sorted(OF_OFFENCE))
    parts = [_random_test(dice, offence) for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.4:
        parts.append({"any": [_random_test(dice, offence) for _ in range(dice.randint(1, 2))]})
    kinds = dice.sample(["enterprise", "public_institution"], dice.randint(1, 2))
    steps = []
    if dice.random() < 0.3:
        steps = [{"when": _random_test(dice, offence), "title": "加重"}]
    outcome = dice.choice([MUST, MUST, MAY])
    return item(
        number,
        {"all": parts},
        offence=offence,
        kinds=kinds,
        outcome=outcome,
        measure=dice.choice(MEASURES),
        steps=steps,
    )


def _random_test(dice: Random, offence: str) -> dict[str, Any]:
    counted = OF_OFFENCE[offence]
    if counted and dice.random() < 0.7:
        fact = dice.choice(counted)
        if fact.endswith("ratio") and dice.random() < 0.1:
            return {"fact": fact, "op": "is_na"}
        return test_on(fact, dice.choice(["le", "lt", "ge", "gt", "le", "le"]), dice.choice(LIMITS[fact]))
    fact, value = dice.choice(FLAGS[offence])
    return test_on(fact, "eq", value)
