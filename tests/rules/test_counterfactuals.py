"""What would change the answer: only what the party can still do, each as the answer then really comes out."""

from random import Random

import pytest

import rules
from rules.text import OUTCOMES
from tests.rules.brute import TODAY, statistics_law, with_facts
from tests.rules.sheets import complete_sheet

LAW = statistics_law()
CASE = {
    "party": {"kind": "enterprise"},
    "violation": "UNTRUE_DATA",
    "routine_screen": "clear",
    "act_date": "2026-04-08",
    "discovered_date": "2026-05-06",
    "as_of": "2026-05-10",
    "prior_same_type": [],
    "reported": 1050,
    "actual": 1000,
    "unit": "万元",
    "harm": "minor",
}
RUNNING = {"ordered_on": "2026-05-07", "deadline": "2026-05-14", "done_on": None, "result": "none"}


def changes(sheet, **facts):
    found = rules.assess(with_facts(sheet, facts), law=LAW, today=TODAY).counterfactuals
    return {(one.key, one.outcome): one for one in found}


def test_while_the_deadline_runs_both_sides_are_told():
    found = changes({**CASE, "correction": RUNNING})
    done = found["correction.result", "NP_DISCRETIONARY_FIRST"]
    left = found["correction.result", "PENALTY"]
    assert done.change_zh == "当事人在2026年5月14日以前（含当日）全部改正" and done.now_zh == "现为：没有改正"
    assert left.change_zh == "到2026年5月14日仍没有全部改正"
    assert left.detail_zh == "一般行政处罚，可以并处10万元以下罚款"


def test_after_the_deadline_a_correction_is_no_longer_advised():
    found = changes({**CASE, "as_of": "2026-05-15", "correction": RUNNING})
    assert {key for key, _ in found} == {"fault_evidence", "harm_reduced", "merit"}
    assert found["merit", "PENALTY_LENIENT"].change_zh == "当事人配合查处有立功表现"


def test_a_harm_that_is_not_there_cannot_be_reduced():
    late = {**CASE, "as_of": "2026-05-15", "correction": RUNNING, "harm": "none"}
    assert "harm_reduced" not in {key for key, _ in changes(late)}


def test_a_filing_before_the_end_of_the_urging_is_told():
    late = {key: value for key, value in CASE.items() if key not in ("act_date", "reported", "actual", "unit")}
    late |= {"violation": "LATE", "due": "2026-05-01", "submitted": None, "harm": "none"}
    late |= {"urged": True, "urge_served": "2026-05-06", "urge_deadline": "2026-05-12"}
    found = changes(late)
    assert found["submitted", "NP_MANDATORY_MINOR"].change_zh == "当事人在2026年5月12日以前（含当日）报送"
    assert "submitted" not in {key for key, _ in changes(late, as_of="2026-05-13")}


def test_nothing_can_be_changed_once_the_decision_is_made():
    assert changes({**CASE, "correction": RUNNING, "decision_date": "2026-05-10"}) == {}


def test_what_no_party_can_change_is_never_advised():
    crime = changes({**CASE, "correction": RUNNING, "crime_suspected": True})
    assert crime == {}


@pytest.mark.parametrize("seed", range(40))
def test_every_change_told_is_changeable_and_comes_out_as_told(seed):
    sheet, _ = complete_sheet(Random(seed))
    answer = rules.assess(sheet, law=LAW, today=TODAY)
    for one in answer.counterfactuals:
        assert LAW.facts[one.key].changeable
        assert one.change_zh and one.now_zh and one.detail_zh.startswith(OUTCOMES[one.outcome].name)
        if LAW.facts[one.key].kind == "bool":
            again = rules.assess(with_facts(sheet, {one.key: True}), law=LAW, today=TODAY)
            assert (again.outcome, answer.outcome != again.outcome) == (one.outcome, True)


def test_the_stored_form_carries_the_changes():
    stored = rules.assess({**CASE, "correction": RUNNING}, law=LAW, today=TODAY).to_json()["counterfactuals"]
    assert {"key", "change_zh", "now_zh", "outcome", "detail_zh"} == set(stored[0])


def test_an_item_whose_condition_holds_but_not_the_law_s_demands_is_not_met():
    full = {"ordered_on": "2026-05-07", "deadline": "2026-05-14", "done_on": "2026-05-09", "result": "full"}
    with_harm = rules.assess({**CASE, "correction": full}, law=LAW, today=TODAY).items[0]
    assert with_harm.verdict == "false" and with_harm.detail_zh.startswith("有轻微危害后果")
    open_still = rules.assess({**CASE, "correction": RUNNING}, law=LAW, today=TODAY)
    assert open_still.items[0].verdict == "false"
    running = rules.assess({**CASE, "harm": "none", "correction": RUNNING}, law=LAW, today=TODAY).items[0]
    assert running.verdict == "unknown"
    late = rules.assess({**CASE, "harm": "none", "as_of": "2026-05-20", "correction": RUNNING}, law=LAW, today=TODAY)
    assert late.items[0].verdict == "false" and late.items[0].detail_zh.startswith("没有及时改正")
    risky = rules.assess({**CASE, "harm": "none", "correction": full, "risk_high": True}, law=LAW, today=TODAY)
    assert "清单不自动适用" in risky.items[0].detail_zh
    plain = rules.assess({**CASE, "harm": "none", "correction": full}, law=LAW, today=TODAY)
    assert plain.items[0].verdict == "true"
