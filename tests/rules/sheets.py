"""Fact sheets drawn at random: complete ones near every limit of the law, and the same with facts left out."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from rules import validate_sheet
from tests.rules.brute import TODAY, statistics_law, with_facts

DAYS = (
    date(2022, 1, 1),
    date(2023, 12, 31),
    date(2024, 2, 29),
    date(2024, 6, 15),
    date(2024, 6, 16),
    date(2024, 6, 17),
    date(2024, 9, 12),
    date(2024, 9, 13),
    date(2025, 1, 1),
    date(2026, 3, 10),
)
POOLS: dict[str, list[Any]] = {
    "act_date": [day.isoformat() for day in DAYS],
    "discovered_date": ["2024-03-01", "2025-12-31", "2026-02-28", "2026-03-01", "2026-06-15", "2026-06-16"],
    "tip_off_date": [None, "2023-12-31", "2024-06-16", "2026-02-28", "2026-06-16"],
    "tip_off_verified": [True, False],
    "harm": ["none", "minor", "serious"],
    "serious_consequence": [True, False],
    "minor_act": [True, False],
    "correction.result": ["full", "partial", "none", "refused"],
    "correction.done_on": [None, "2026-04-01", "2026-04-10", "2026-04-11"],
    "correction.deadline": ["2026-04-09", "2026-04-10"],
    "correction.ordered_on": ["2026-04-01"],
    "prior_same_type": [
        [],
        [{"date": "2025-05-01", "result": "警告"}],
        [{"date": "2022-12-31", "result": "警告"}],
        [{"date": "2025-05-01", "result": "撤销"}],
    ],
    "crime_suspected": [False, True],
    "violence": [False, True],
    "survey_organiser": ["local_statistics", "国家统计局派出的调查队"],
    "key_area": [False, True],
    "risk_high": [False, True],
    "costly_correction": [False, True],
    "irreversible": [False, True],
    "event_relation": ["none", "affected", "exploited"],
    "party.capacity": ["full", "limited", "none", "intermittent_lucid"],
    "party.born_on": ["1990-01-01", "2008-06-01", "2010-03-10", "2012-06-16"],
    "party.organ_level": ["乡镇街道", "区政府"],
    "work_impeded": [False, True],
    "orders_within_1y": [0, 2, 3],
    "fault_evidence": [False, True],
    "coerced": [False, True],
    "reported": [0, 900, 1000, 1100, 1101, 20000],
    "actual": [0, 1000, 10000],
    "blank_items": [1, 2, 5],
    "required_items": [10, 20],
    "due": ["2026-03-05", "2026-03-10"],
    "submitted": [None, "2026-03-09", "2026-03-11", "2026-03-15", "2026-03-20", "2026-04-15"],
    "urged": [True, False],
    "urge_served": [None, "2026-03-12", "2026-03-20"],
    "urge_deadline": ["2026-03-15", "2026-03-20"],
    "refused": [False, True],
    "ledger_state": ["完全未设置", "单项缺失", "不合规", "合规"],
    "relation_due": ["2026-02-01"],
}
# Facts that are rarely other than their first value, so that the later layers of the law are reached.
CALM = frozenset(
    {"crime_suspected", "violence", "survey_organiser", "key_area", "risk_high", "costly_correction", "irreversible"}
    | {"event_relation", "fault_evidence", "coerced", "party.capacity", "party.born_on", "tip_off_date"}
)
PROVED = frozenset({"fault_evidence", "coerced"})  # absent means not proved, never unknown
COMMON = (
    *("discovered_date", "harm", "minor_act", "correction.result", "correction.deadline", "correction.ordered_on"),
    *(
        "correction.done_on",
        "prior_same_type",
        "crime_suspected",
        "violence",
        "survey_organiser",
        "key_area",
        "risk_high",
    ),
    *(
        "costly_correction",
        "irreversible",
        "event_relation",
        "fault_evidence",
        "coerced",
        "tip_off_date",
        "tip_off_verified",
    ),
)
OF_OFFENCE = {
    "LATE": ("due", "submitted", "urged", "urge_served", "urge_deadline"),
    "REFUSE_OR_AFTER_URGE": ("due", "submitted", "urged", "urge_served", "urge_deadline", "refused"),
    "NO_STAT_RELATION": ("relation_due",),
    "UNTRUE_DATA": ("act_date", "reported", "actual"),
    "INCOMPLETE_DATA": ("act_date", "blank_items", "required_items"),
    "NO_LEDGER": ("act_date", "ledger_state"),
}
OF_KIND = {
    "state_organ": ("party.organ_level",),
    "individual_business": ("party.capacity", "party.born_on"),
    "individual": ("party.capacity", "party.born_on"),
}
KINDS = ("enterprise", "individual_business", "state_organ") * 3 + ("individual", "government_head")


def complete_sheet(dice: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """A sheet without contradictions on which everything that matters is stated; and its facts by dotted key."""
    law = statistics_law()
    while True:
        kind, offence = dice.choice(KINDS), dice.choice(sorted(law.offences))
        keys = [*COMMON, *OF_OFFENCE.get(offence, ("act_date",)), *OF_KIND.get(kind, ())]
        keys += [
            key
            for key in ("serious_consequence", "work_impeded", "orders_within_1y")
            if offence in law.facts[key].offences
        ]
        if dice.random() < 0.25:
            keys = [key for key in keys if key not in ("correction.deadline", "correction.ordered_on")]
        facts = {key: _drawn(key, dice) for key in keys}
        if facts["tip_off_date"] is None:
            del facts["tip_off_verified"]
        base = {"party": {"kind": kind}, "violation": offence, "as_of": "2026-06-16", "unit": "万元"}
        sheet = with_facts(base, facts)
        if not validate_sheet(sheet, law, today=TODAY):
            return sheet, facts


def _drawn(key: str, dice: Random) -> Any:
    pool = POOLS[key]
    calm = key in CALM and dice.random() < 0.85
    return (None if key == "tip_off_date" else pool[0]) if calm else dice.choice(pool)


def left_out(facts: dict[str, Any], dice: Random, most: int) -> list[str]:
    """Some facts to leave out, with those that only mean something beside them."""
    speaks = {"refused"} if facts.get("urge_served", "") is None else set()  # then silence on a refusal means no
    candidates = [key for key in facts if key not in PROVED | speaks]
    drop = dice.sample(candidates, min(dice.randint(1, most), len(candidates)))
    if {"correction.ordered_on", "correction.deadline"} <= set(drop):
        drop.remove("correction.ordered_on")  # without both there is no order: silence that speaks
    for key, followers in (
        ("tip_off_date", ("tip_off_verified",)),
        ("urged", ("urge_served", "urge_deadline") if facts.get("urged") is False else ()),
        ("harm", ("serious_consequence",) if "serious_consequence" in facts else ()),
    ):
        if key in drop:
            drop += [one for one in followers if one not in drop]
    return drop
