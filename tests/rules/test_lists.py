"""List versions in time: which one decides, its window and convention, steps of its ladder; never past the law."""

import copy

import pytest

import rules
from rules.law import law_from_data, read_packs
from rules.lists import load_list
from rules.offences import PackError
from tests.rules.brute import FIXTURES, TODAY, statistics_law, with_facts

OLD, NEW, LATER = "QJ-DEMO", "QJ-TEST-2", "QJ-TEST-3"


def item(number, condition, **more):
    return {
        "number": number,
        "wording": "示范项目",
        "offences": ["UNTRUE_DATA"],
        "kinds": ["enterprise"],
        "condition": condition,
        "outcome": "NP_MANDATORY_MINOR",
        "binding": "must",
        "measure": "warning",
        "supplies": "minor",
        "basis": ["行政处罚法33条1款前段"],
        **more,
    }


def ratio(op, value):
    return {"fact": "error_ratio", "op": op, "value": value}


@pytest.fixture(scope="module")
def law():
    """Three versions: the sample one until 2025, then one with 15%, then one with 5% and a rolling window."""
    data = read_packs(FIXTURES / "reference", FIXTURES / "statistics")
    old = next(one for one in data["lists"] if one["code"] == OLD)
    old["effective_to"] = "2025-06-30"
    base = {key: value for key, value in old.items() if key != "items"}
    middle = {
        **base,
        "code": NEW,
        "effective_from": "2025-07-01",
        "effective_to": "2026-04-30",
        "items": [item("1", ratio("le", "15%"))],
    }
    last = {
        **base,
        "code": LATER,
        "effective_from": "2026-05-01",
        "effective_to": None,
        "first_window": "rolling_24_months",
    }
    steps = [{"when": {"fact": "harm", "op": "eq", "value": "none"}, "title": "示范升级"}]
    last["items"] = [
        item("1", ratio("le", "5%"), measure="reminder", steps=steps),
        item("2", ratio("le", "3%"), measure="warning"),
    ]
    data["lists"] = [copy.deepcopy(one) for one in (last, old, middle)]
    return law_from_data(data)


CASE = {
    "party": {"kind": "enterprise"},
    "violation": "UNTRUE_DATA",
    "routine_screen": "clear",
    "act_date": "2026-05-10",
    "as_of": "2026-06-16",
    "unit": "万元",
    "actual": 1000,
    "minor_act": False,
    "harm": "none",
    "prior_same_type": [],
    "correction": {"result": "full", "done_on": "2026-05-20"},
}


def answer(law, **facts):
    return rules.assess(with_facts(CASE, facts), law=law, today=TODAY)


def test_the_list_in_force_on_the_day_of_decision_decides(law):
    assert answer(law, reported=1050).outcome == "NP_MANDATORY_MINOR"
    assert answer(law, reported=1051).outcome == "NP_DISCRETIONARY_FIRST"


def test_the_list_of_the_day_of_the_act_still_helps_the_party(law):
    """37 applied to lists as the bureau's practice: the lighter of the two."""
    act = {"act_date": "2026-04-30", "discovered_date": "2026-05-02"}
    assert answer(law, reported=1150, **act).outcome == "NP_MANDATORY_MINOR"
    assert answer(law, reported=1150, act_date="2026-05-01").outcome == "NP_DISCRETIONARY_FIRST"


def test_a_version_in_between_is_not_asked(law):
    act = {"act_date": "2025-06-30", "discovered_date": "2026-05-02"}
    assert answer(law, reported=1100, **act).outcome == "NP_MANDATORY_MINOR"  # the sample list of the act: 10%
    assert answer(law, reported=1150, **act).outcome == "NP_DISCRETIONARY_FIRST"  # 15% only held in between


def test_a_named_version_decides_alone(law):
    assert answer(law, reported=1150, active_list=NEW).outcome == "NP_MANDATORY_MINOR"
    assert answer(law, reported=1150, active_list=OLD).outcome == "NP_DISCRETIONARY_FIRST"
    assert answer(law, reported=1050, active_list=LATER).outcome == "NP_MANDATORY_MINOR"


def test_no_list_in_force_is_a_legal_state(law):
    early = {
        "act_date": "2023-05-01",
        "discovered_date": "2023-05-02",
        "as_of": "2023-06-12",
        "correction.done_on": "2023-05-20",
    }
    found = answer(law, reported=1001, **early)
    assert found.outcome == "NP_DISCRETIONARY_FIRST" and found.items == ()
    assert next(step for step in found.trace if step.rule_id == "list").word_zh == "没有清单"


def test_the_window_comes_with_the_version(law):
    prior = {"prior_same_type": [{"date": "2024-12-01", "result": "警告"}], "harm": "minor", "reported": 5000}
    assert answer(law, **prior).outcome == "PENALTY"
    assert answer(law, **prior, active_list=OLD).outcome == "NP_DISCRETIONARY_FIRST"
    assert answer(law, **prior, first_window="natural_years_2").outcome == "NP_DISCRETIONARY_FIRST"


def test_the_lightest_measure_of_several_items_wins_and_steps_raise_it(law):
    assert answer(law, reported=1020).measure == "warning"  # reminder one step up, or warning: both the same rung
    without_steps = copy.deepcopy(law.lists[-1])
    assert [one.number for one in without_steps.items] == ["1", "2"]


def test_the_order_of_items_carries_no_law():
    data = read_packs(FIXTURES / "reference", FIXTURES / "statistics")
    data["lists"][0]["items"] = data["lists"][0]["items"][::-1]
    turned = law_from_data(data)
    for reported in (1050, 1100, 1101, 5000):
        one, other = (answer(each, reported=reported).to_json() for each in (statistics_law(), turned))
        assert {**one, "law_digest": 0} == {**other, "law_digest": 0}


def test_a_missing_act_date_asks_where_versions_differ(law):
    sheet = {key: value for key, value in CASE.items() if key != "act_date"} | {
        "reported": 1150,
        "discovered_date": "2026-05-11",
    }
    found = rules.assess(sheet, law=law, today=TODAY)
    assert {"NP_MANDATORY_MINOR", "NP_DISCRETIONARY_FIRST"} <= set(found.possible) and "act_date" in found.questions


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"first_window": "3_years"}, "窗口"),
        ({"items": [{**item("1", ratio("le", "5%")), "binding": "should"}]}, "效力"),
    ],
)
def test_a_malformed_version_is_refused_in_chinese(change, word):
    base = {"code": "X", "title": "甲", "effective_from": "2026-01-01", "items": []}
    with pytest.raises(PackError, match=word):
        load_list({**base, **change}, statistics_law().facts)
