"""What is still possible, and what is still worth asking, is exact: proved from both sides.

From outside: every completion of an open sheet is read like any sheet; nothing may come out that was not announced, and
no fact may make a difference that was not asked. From inside: every outcome announced has an example sheet that brings
it about, and every question a pair of sheets that differ in that fact and come out differently.
"""

from random import Random

import pytest
from hypothesis import example as pinned
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import validate_sheet
from rules.examples import example_pair, example_verdicts
from rules.inquiry import inquire
from rules.resolve import NoWay
from rules.sheet import PRIOR, read
from tests.rules.brute import TODAY, brute, refuted_by_completion, statistics_law, with_facts, without
from tests.rules.sheets import POOLS, complete_sheet, left_out

pytestmark = pytest.mark.slow

LAW = statistics_law()
MOST_COMPLETIONS = 250


def open_inquiry(sheet):
    try:
        return inquire(read(sheet, LAW)[0], LAW, TODAY)
    except NoWay:
        return None


def keys(verdicts):
    return {verdict.key() for verdict in verdicts}


def completions_of(drop):
    size = 1
    for key in drop:
        size *= len(POOLS.get(key, [None, True, False]))
    return size


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_nothing_comes_out_of_a_completion_that_was_not_announced(seed):
    dice = Random(seed)
    sheet, facts = complete_sheet(dice)
    drop = left_out(facts, dice, 3)
    signalled = facts.get("violence") or "violence" in drop  # then silence on crime is no silence
    if (
        completions_of(drop) > MOST_COMPLETIONS
        or refuted_by_completion(sheet, LAW)
        or (signalled and "crime_suspected" in drop)
    ):
        return
    open_sheet = without(sheet, drop)
    inquiry = open_inquiry(open_sheet)
    verdicts, matter = brute(open_sheet, {key: POOLS[key] for key in drop}, LAW)
    assert inquiry is not None or not verdicts
    if inquiry:
        assert verdicts <= keys(inquiry.verdicts)
        assert matter <= set(inquiry.questions)


def still_running(facts):
    """A deadline that has not passed: nothing on a sheet of today can complete it."""
    return any(isinstance(value, bool) and LAW.facts[key].kind == "date" for key, value in facts.items())


def lacks_prior(sheet, facts):
    return PRIOR not in facts and PRIOR not in sheet


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
@pinned(638560768)  # nothing is filed, and the unknown deadline of the urging may still run
@pinned(1653329005)  # the act begins with that deadline, wherever it is not a refusal
def test_every_outcome_and_every_question_has_its_example(seed):
    dice = Random(seed)
    sheet, facts = complete_sheet(dice)
    open_sheet = without(sheet, left_out(facts, dice, 9))
    if dice.random() < 0.4:
        open_sheet["routine_screen"] = "clear"
    inquiry = open_inquiry(open_sheet)
    if inquiry is None:
        return
    for verdict, example in example_verdicts(inquiry.single):
        if not still_running(example) and not lacks_prior(open_sheet, example):
            assert keys(decided(open_sheet, example)) == {verdict.key()}
    for key in inquiry.questions:
        pair = example_pair(inquiry.single, key)
        assert pair is not None
        if any(still_running(one) or (key == PRIOR and lacks_prior(open_sheet, one)) for one in pair):
            continue
        one, other = (keys(decided(open_sheet, example)) for example in pair)
        assert len(one) == len(other) == 1 and one != other, key


def decided(sheet, example):
    whole = with_facts(sheet, example)
    assert validate_sheet(whole, LAW, today=TODAY) == [], whole
    return open_inquiry(whole).verdicts


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_knowing_more_never_opens_what_was_closed(seed):
    """The outcomes of a sheet are among the outcomes of the same sheet with a fact left out."""
    dice = Random(seed)
    sheet, facts = complete_sheet(dice)
    if refuted_by_completion(sheet, LAW):
        return
    drop = left_out(facts, dice, 4)
    inquiry, wider = open_inquiry(without(sheet, drop[1:])), open_inquiry(without(sheet, drop))
    if inquiry and wider and not (facts.get("violence") and "crime_suspected" in drop):
        assert keys(inquiry.verdicts) <= keys(wider.verdicts)


def test_an_empty_sheet_asks_for_offence_and_kind_first():
    inquiry = open_inquiry({})
    assert inquiry.questions[:2] == ("violation", "party.kind")
    assert len(inquiry.verdicts) > 50


@pytest.mark.parametrize("offence", ["UNTRUE_DATA", "LATE", "NO_LEDGER", "NO_STAT_RELATION"])
def test_answering_in_the_order_asked_comes_to_an_end(offence):
    """Answer the first question again and again: the sheet is decided, and the outcomes only ever shrink."""
    sheet = {"party": {"kind": "enterprise"}, "violation": offence, "as_of": "2026-06-16", "routine_screen": "clear"}
    answers = {key: pool[-1] for key, pool in POOLS.items()} | {"correction.result": "full", "submitted": "2026-03-20"}
    answers |= {
        "prior_same_type": [],
        "tip_off_date": None,
        "minor_act": False,
        "harm": "minor",
        "act_date": "2026-03-10",
    }
    before = open_inquiry(sheet)
    for _ in range(30):
        if not before.questions:
            break
        sheet = with_facts(sheet, {before.questions[0]: answers[before.questions[0]]})
        after = open_inquiry(sheet)
        assert keys(after.verdicts) <= keys(before.verdicts)
        before = after
    assert before.questions == () and len(before.verdicts) == 1


def test_a_day_and_the_fact_it_is_tied_to_are_looked_at_together():
    """The end of an omission is the day of its correction, and the result says whether there is such a day."""
    sheet = {
        "party": {"kind": "state_organ"},
        "violation": "NO_STAT_RELATION",
        "relation_due": "2026-02-01",
        "correction": {},
    }
    sheet |= {
        "as_of": "2026-06-16",
        "discovered_date": "2025-12-31",
        "harm": "none",
        "minor_act": False,
        "tip_off_date": None,
    }
    sheet |= {"prior_same_type": [], "routine_screen": "clear"}
    inquiry = open_inquiry(sheet)
    assert set(inquiry.questions) == {"correction.result", "correction.done_on"}
    for key in inquiry.questions:
        one, other = (keys(decided(sheet, example)) for example in example_pair(inquiry.single, key))
        assert one != other
