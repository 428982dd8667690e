"""从旧兼从轻 by whole outcome: both laws side by side, the old one unless the new is lighter, people where neither is."""

import pytest

import rules
from rules.law import law_from_data, read_packs
from tests.rules.brute import FIXTURES, TODAY, statistics_law, with_facts

LAW = statistics_law()
CASE = {
    "party": {"kind": "enterprise"},
    "violation": "NO_LEDGER",
    "routine_screen": "clear",
    "act_date": "2024-09-12",
    "discovered_date": "2024-10-08",
    "as_of": "2025-01-10",
    "ledger_state": "不合规",
    "harm": "minor",
    "prior_same_type": [],
    "correction": {"ordered_on": "2024-10-10", "deadline": "2024-10-20", "done_on": None, "result": "none"},
}


def answer(law=LAW, **facts):
    return rules.assess(with_facts(CASE, facts), law=law, today=TODAY)


def law_with(change):
    """The law with one place of the new penalty for firms without ledgers changed."""
    data = read_packs(FIXTURES / "reference", FIXTURES / "statistics")
    offence = next(one for one in data["offences"] if one["code"] == "NO_LEDGER")
    rule = next(one for one in offence["penalties"] if one["version"] == "2024" and "enterprise" in one["kinds"])
    rule.update(change)
    # The sample bands were cut for the fines as they stand.
    data["baselines"] = [one for one in data["baselines"] if one["offence"] != "NO_LEDGER"]
    return law_from_data(data)


@pytest.mark.parametrize(
    ("day", "version", "top"),
    [("2024-09-11", "2009", 10_000), ("2024-09-12", "2009", 10_000), ("2024-09-13", "2024", 50_000)],
)
def test_the_day_of_the_change_belongs_to_the_new_law(day, version, top):
    found = answer(act_date=day)
    assert (found.law_version, found.fine_range) == (version, (0, top))


def test_both_laws_stand_side_by_side_with_their_whole_results():
    old, new = answer().both_laws.columns
    assert (old.version, old.applies, new.version, new.applies) == ("2009", True, "2024", False)
    assert old.cells[-1] == "一般行政处罚，可以并处1万元以下罚款"
    assert new.cells[-1] == "一般行政处罚，可以并处5万元以下罚款"


def test_a_lighter_new_law_applies_to_an_old_act():
    found = answer(law_with({"fine": [0, 5_000], "circular": False}))
    assert (found.law_version, found.fine_range) == ("2024", (0, 5_000))
    assert [column.applies for column in found.both_laws.columns] == [False, True]


def test_equal_laws_leave_the_old_one():
    assert answer(law_with({"fine": [0, 10_000], "circular": False})).law_version == "2009"


def test_laws_that_cannot_be_compared_go_to_legal_review_with_both_shown():
    """A lower maximum, but an extra kind of consequence: no half of each is mixed."""
    found = answer(law_with({"fine": [0, 5_000], "circular": True}))
    assert (found.outcome, found.fine_range, found.questions) == ("NEEDS_LEGAL_REVIEW", None, ())
    assert found.law_version is None
    old, new = found.both_laws.columns
    assert "1万元" in old.cells[-1] and "5000元" in new.cells[-1] and not old.applies and not new.applies
    assert "法制审核意见表" in found.duties


def test_a_higher_least_fine_beside_a_lower_most_cannot_be_compared():
    assert answer(law_with({"fine": [3_000, 5_000], "circular": False})).outcome == "NEEDS_LEGAL_REVIEW"


def test_laws_are_not_compared_where_no_penalty_follows():
    full = {"correction.done_on": "2024-10-20", "correction.result": "full", "harm": "none"}
    found = answer(law_with({"fine": [0, 5_000], "circular": True}), **full)
    assert (found.outcome, found.law_version) == ("NP_MANDATORY_MINOR", "2009")


def test_a_continuing_act_takes_the_law_of_its_last_day_and_a_person_confirms():
    days = {"act_date": None, "act_start": "2023-01-01"}
    ended = answer(**days, act_end="2024-09-12")
    assert (ended.law_version, ended.fine_range) == ("2009", (0, 10_000))
    going_on = answer(**days, act_end="2024-09-13")
    assert (going_on.law_version, going_on.fine_range) == ("2024", (0, 50_000))
    assert "人工确认跨新旧法的持续行为适用的法律" in going_on.duties
    assert "人工确认跨新旧法的持续行为适用的法律" not in ended.duties


def test_an_unknown_day_of_the_act_asks_while_the_laws_differ():
    bare = {key: value for key, value in CASE.items() if key != "act_date"}
    found = rules.assess(bare, law=LAW, today=TODAY)
    assert "act_date" in found.questions and found.law_version is None
