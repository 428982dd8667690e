"""Any documented key may be missing: the answer stands on what is left, or it says what is still possible and asks."""

import json
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from rules.sheet import flat, parted
from tests.rules.brute import TODAY, refuted_by_completion, statistics_law, with_facts, without
from tests.rules.hand_sheets import SHEETS
from tests.rules.sheets import POOLS

LAW = statistics_law()
GIVEN = json.loads(
    (Path(__file__).parent / "scenarios" / "given.json").read_text(encoding="utf-8"), parse_float=Decimal
)
PARTS = [
    (f"{entry['id']}-{place}", json.loads(json.dumps(part, default=str)))
    for entry in GIVEN
    if entry["facts"].get("ask", "outcome") == "outcome"
    for place, part in enumerate(parted(entry["facts"]))
]
SHEETS_BY_NAME = [*PARTS, *((name, facts) for name, _, facts, _ in SHEETS[::3])]


def assess(sheet):
    return rules.assess(sheet, law=LAW, today=TODAY)


def askable(sheet):
    """The keys of a sheet whose absence leaves them unknown; the others say something by their silence (docs/rules.md)."""
    for key, _ in flat(sheet):
        spec = LAW.facts.get(key)
        if (
            spec is None
            or spec.kind in ("text", "record", "list", "datetime")
            or key in ("as_of", "decision_date", "unit")
        ):
            continue
        if spec.silence is None and not (spec.screen is not None and sheet.get("routine_screen")):
            yield key


def checked(sheet, dropped):
    """What is left of a sheet answers, asks, or is refused as contradictory; never a guess."""
    left = without(sheet, dropped)
    if rules.validate_sheet(left, LAW, today=TODAY):
        return
    whole, answer = assess(sheet), assess(left)
    assert (answer.outcome is None) == (len(answer.possible) > 1)
    assert answer.outcome is not None or answer.questions, dropped
    speaks = {
        "correction.ordered_on",
        "correction.deadline",
        "act_start",
        "act_end",
        "urge_served",
        "urged",
        "filed_date",
        "first_window",  # unstated, the list in force says it
    }
    if not speaks & set(dropped) and not refuted_by_completion(sheet, LAW) and whole.outcome:
        assert whole.outcome in answer.possible, (dropped, answer.possible)
    for key in dropped:
        if key in POOLS and not answer.questions and answer.outcome:
            settled(left, key, answer)


def settled(left, key, answer):
    """The key is not asked, so no value of it may matter."""
    for value in POOLS[key]:
        full = with_facts(left, {key: value})
        if rules.validate_sheet(full, LAW, today=TODAY) or refuted_by_completion(full, LAW):
            continue
        again = assess(full)
        assert answer.outcome in again.possible, (key, value)
        assert again.outcome is None or again.outcome == answer.outcome, (key, value, again.outcome)


@pytest.mark.parametrize("sheet", [pytest.param(facts, id=name) for name, facts in PARTS])
def test_each_key_of_the_ten_cases_left_out_answers_or_asks(sheet):
    for key in askable(sheet):
        checked(sheet, [key])


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_any_keys_left_out_answer_or_ask(seed):
    dice = Random(seed)
    _, sheet = dice.choice(SHEETS_BY_NAME)
    keys = sorted(askable(sheet))
    if keys:
        checked(sheet, dice.sample(keys, min(len(keys), dice.randint(1, 4))))


@pytest.mark.parametrize("sheet", [pytest.param(facts, id=name) for name, facts in PARTS[:4]])
def test_a_sheet_stripped_to_nothing_names_every_outcome_it_may_still_have(sheet):
    whole = assess(sheet)
    bare = assess(
        {
            "as_of": sheet.get("as_of", "2026-06-16"),
            "violation": sheet["violation"],
            "party": {"kind": sheet["party"]["kind"]},
        }
    )
    assert bare.outcome is None and whole.outcome in bare.possible and "crime_suspected" in bare.questions
