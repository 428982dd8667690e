"""Replay by columns says what the tracing evaluator says, and names what unknown facts leave open."""

import copy
import json
import random
from datetime import date
from functools import cache

import numpy as np
import pytest
from django.conf import settings

import rules
from rules.law import law_from_data, read_packs
from rules.replay import (
    HARSHER,
    LENIENT,
    OPEN,
    OUTCOME_CODES,
    SAME,
    UNDECIDED,
    Column,
    changes,
    facts_asked,
    replay,
    row_of,
    snapshot,
    tally,
)
from rules.values import NOT_APPLICABLE

FOLDERS = (settings.BASE_DIR / "fixtures/reference", settings.BASE_DIR / "fixtures/statistics")
TODAY = date(2026, 5, 20)
BASE, DRAFT = "QJ-DEMO", "DRAFT"
SAMPLE = 120


def wider() -> dict:
    """The shipped list with a higher ratio, another convention of history and a test of days."""
    entry = json.loads((FOLDERS[1] / "list_qj_demo.json").read_text(encoding="utf-8"))
    draft = copy.deepcopy(entry) | {"code": DRAFT, "effective_from": "2027-01-01", "first_window": "rolling_24_months"}
    draft["items"][0]["condition"]["all"][0]["value"] = "20%"
    draft["items"][3]["condition"] = {"fact": "days_late", "op": "le", "value": 2}
    draft["items"][2]["condition"] = {
        "any": [{"fact": "blank_ratio", "op": "lt", "value": "10%"}, {"fact": "prior_count", "op": "lt", "value": 1}]
    }
    return draft


@cache
def both() -> rules.Law:
    data = read_packs(*FOLDERS)
    return law_from_data({**data, "lists": [*data["lists"], wider()]})


def versions():
    return both().list_version(BASE), both().list_version(DRAFT)


def drawn(dice: random.Random, *, complete: bool) -> dict:
    """A case at random, near the limits of the lists."""
    violation = dice.choice(["UNTRUE_DATA", "LATE", "NO_LEDGER", "INCOMPLETE_DATA"])
    sheet = {
        "party": {"kind": dice.choice(["enterprise", "individual_business", "state_organ"])},
        "violation": violation,
        "routine_screen": "clear",
        "as_of": "2026-05-20",
        "discovered_date": "2026-05-11",
        "act_date": "2026-05-08",
        "harm": dice.choice(["none", "none", "minor"]),
        "minor_act": dice.choice([True, False, False]),
        "prior_same_type": dice.choice([[], [], [{"date": "2024-03-01", "result": "警告"}]]),
        "correction": {
            "ordered_on": "2026-05-12",
            "deadline": "2026-05-18",
            "done_on": dice.choice(["2026-05-17", "2026-05-19"]),
            "result": "full",
        },
    }
    sheet |= {
        "UNTRUE_DATA": {
            "unit": dice.choice(["万元", "人"]),
            "actual": dice.choice([100, 0]),
            "reported": dice.choice([110, 111, 120, 121]),
        },
        "LATE": {
            "due": "2026-05-01",
            "submitted": dice.choice(["2026-05-02", "2026-05-03", "2026-05-04"]),
            "urged": False,
        },
        "NO_LEDGER": {"ledger_state": dice.choice(["单项缺失", "不合规", "完全未设置"])},
        "INCOMPLETE_DATA": {"blank_items": dice.choice([1, 2, 3]), "required_items": 20},
    }[violation]
    if violation == "LATE":
        sheet.pop("act_date")
    if not complete:
        sheet.pop(dice.choice(["harm", "minor_act", "prior_same_type", "discovered_date", "correction"]))
    return sheet


def columns(sheets: list[dict]):
    keys = facts_asked(both(), versions())
    rows = [row_of(sheet, both(), TODAY, keys) for sheet in sheets]
    assert None not in rows
    return snapshot(rows)


def answered(sheet: dict, code: str) -> str | None:
    return rules.assess({**sheet, "active_list": code}, law=both(), today=TODAY).outcome


@pytest.mark.parametrize("code", [BASE, DRAFT])
def test_known_cases_come_out_as_the_tracing_evaluator_says(code):
    dice = random.Random(11)
    sheets = [drawn(dice, complete=True) for _ in range(SAMPLE)]
    outcomes = replay(columns(sheets), both().list_version(code), both())
    assert OPEN not in outcomes
    assert [OUTCOME_CODES[place] for place in outcomes] == [answered(sheet, code) for sheet in sheets]


def test_a_case_with_unknown_facts_is_open_or_right_but_never_guessed():
    dice = random.Random(12)
    sheets = [drawn(dice, complete=False) for _ in range(SAMPLE // 2)]
    outcomes = replay(columns(sheets), both().list_version(DRAFT), both())
    assert OPEN in outcomes
    for sheet, place in zip(sheets, outcomes, strict=True):
        assert place == OPEN or OUTCOME_CODES[place] == answered(sheet, DRAFT), sheet


def test_without_any_list_nothing_is_matched():
    sheets = [drawn(random.Random(13), complete=True) for _ in range(10)]
    empty = law_from_data({**read_packs(*FOLDERS), "lists": []})
    outcomes = replay(columns(sheets), None, both())
    assert [OUTCOME_CODES[place] for place in outcomes] == [
        rules.assess(sheet, law=empty, today=TODAY).outcome for sheet in sheets
    ]


def test_changes_tell_the_lenient_from_the_harsh_and_count_them_by_group():
    codes = ["PENALTY", "NP_MANDATORY_MINOR", "PENALTY", "NP_MANDATORY_MINOR"]
    old = np.array([OUTCOME_CODES.index(code) for code in codes], dtype=np.int8)
    new = np.array([OUTCOME_CODES.index(code) for code in [codes[1], codes[0], codes[0], codes[1]]], dtype=np.int8)
    new[3] = OPEN
    found = changes(old, new)
    assert found.tolist() == [LENIENT, HARSHER, SAME, UNDECIDED]
    assert tally(found, np.array([0, 0, 1, 1]), 2) == [[0, 1, 1, 0], [1, 0, 0, 1]]


def test_limits_are_placed_among_exact_values():
    from fractions import Fraction

    from rules.cells import cells_of
    from rules.cond import Test

    spec = both().facts["error_ratio"]
    cells = cells_of(spec, [Test("error_ratio", "le", Fraction(10)), Test("error_ratio", "lt", Fraction(20))])
    values = [Fraction(10), Fraction(100_000_000_001, 10_000_000_000), Fraction(20), NOT_APPLICABLE, None]
    assert Column.of(values).cells(cells).tolist() == [*(cells.place(value) for value in values[:4]), OPEN]


def test_a_sheet_that_names_no_offence_or_is_malformed_is_no_case():
    assert row_of({"party": {"kind": "enterprise"}}, both(), TODAY) is None
    assert row_of({"party": {"kind": "enterprise"}, "violation": "LATE", "nonsense": 1}, both(), TODAY) is None
