"""What must hold of every case: worse facts are never answered more lightly, order and offers carry no law."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from rules.inquiry import inquire
from rules.resolve import NoWay
from rules.sheet import read
from rules.text import OUTCOMES
from tests.rules.brute import TODAY, statistics_law, with_facts
from tests.rules.sheets import complete_sheet

LAW = statistics_law()
# Each fact with its values from better to worse for the party.
WORSE = {
    "harm": ["none", "minor", "serious"],
    "minor_act": [True, False],
    "risk_high": [False, True],
    "irreversible": [False, True],
    "key_area": [False, True],
    "event_relation": ["none", "exploited"],
    "fault_evidence": [True, False],
    "coerced": [True, False],
    "work_impeded": [False, True],
    "orders_within_1y": [0, 2, 3, 5],
    "prior_same_type": [[], [{"date": "2026-01-05", "result": "警告"}]],
    "correction.done_on": ["2026-04-01", "2026-04-10", "2026-04-11"],
    "reported": [1001, 1100, 1101, 20_000],
    "blank_items": [1, 2, 5, 10],
}


def weight(sheet):
    """How heavy an answer is: its class, then the most and the least of its fine. None where it is not comparable."""
    if rules.validate_sheet(sheet, LAW, today=TODAY):
        return None
    try:
        verdicts = inquire(read(sheet, LAW)[0], LAW, TODAY).verdicts
    except NoWay:
        return None
    if len(verdicts) != 1:
        return None
    verdict = next(iter(verdicts))
    least, most = verdict.fine or (0, 0)
    rank = OUTCOMES[verdict.outcome].rank
    return (rank, most, least) if rank >= 0 else None


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_worse_facts_are_never_answered_more_lightly(seed):
    dice = Random(seed)
    sheet, facts = complete_sheet(dice)
    for key in sorted(WORSE.keys() & facts.keys()):
        weights = [weight(with_facts(sheet, {key: value})) for value in WORSE[key]]
        found = [one for one in weights if one is not None]
        assert found == sorted(found, key=lambda one: one[0]), (key, weights)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_the_order_of_keys_and_entries_carries_no_law(seed):
    dice = Random(seed)
    sheet, _ = complete_sheet(dice)
    names = list(sheet)
    dice.shuffle(names)
    sheet["prior_same_type"] = [{"date": "2025-05-01", "result": "警告"}, {"date": "2022-05-01", "result": "撤销"}]
    turned = {name: sheet[name] for name in names} | {"prior_same_type": sheet["prior_same_type"][::-1]}
    if rules.validate_sheet(sheet, LAW, today=TODAY) == []:
        one, other = (rules.assess(each, law=LAW, today=TODAY) for each in (sheet, turned))
        assert one.to_json() | {"trace": 0} == other.to_json() | {"trace": 0}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["accept", "decline", "ordinary", "silent"]))
def test_the_answer_to_an_offer_never_changes_the_outcome(seed, reply):
    sheet, _ = complete_sheet(Random(seed))
    offered = with_facts(sheet, {"offer": {"measure": "warning", "offered_on": "2026-05-20", "answer": reply}})
    plain, after = (rules.assess(each, law=LAW, today=TODAY) for each in (sheet, offered))
    assert (plain.outcome, plain.fine_range, plain.measure) == (after.outcome, after.fine_range, after.measure)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_both_evaluators_agree_on_a_complete_sheet(seed):
    """The tracing evaluator and the diagram read the same rules; the step that decides leads to the diagram's outcome."""
    sheet, _ = complete_sheet(Random(seed))
    answer = rules.assess(sheet, law=LAW, today=TODAY)
    assert answer.final and answer.possible == (answer.outcome,)
    deciding = [step for step in answer.trace if step.decisive]
    assert len(deciding) == 1
    assert deciding[0].verdict == ("false" if deciding[0].rule_id in FAILS_TO_DECIDE else "true")


# Steps that say the good thing, so that their failing decides.
FAILS_TO_DECIDE = {"jurisdiction", "person", "no_offence", "contrary", "time_barred", "no_capacity"}


def test_the_same_sheet_gives_the_same_bytes():
    sheet, _ = complete_sheet(Random(5))
    one, other = (rules.assess(sheet, law=LAW, today=TODAY).to_json() for _ in range(2))
    assert one == other


@pytest.mark.parametrize("measure", ["guidance", "warning"])
def test_an_answer_names_the_law_it_rests_on(measure):
    sheet, _ = complete_sheet(Random(7))
    answer = rules.assess(with_facts(sheet, {"offer": {"measure": measure}}), law=LAW, today=TODAY)
    assert answer.law_digest == LAW.digest and answer.engine == rules.ENGINE_VERSION
