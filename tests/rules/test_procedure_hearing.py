"""Notice, defence and hearing: thresholds, periods over the holidays of 2026, never heavier for speaking."""

import pytest

from rules.hearing import hearing, on_the_spot
from rules.procedure import Result, answer_procedure, case_clocks
from tests.rules.clock_samples import LAW, TERMS, TODAY, d, in_order, sheet

BLOCK, BREACH, OK = "PROCEDURE_BLOCK", "PROCEDURE_BREACH", "PROCEDURE_OK"
ON = d("2026-06-01")


def ask(facts):
    return answer_procedure(facts, LAW, TODAY)


def days(answer):
    return {key: str(due) for key, due in answer["deadlines"].items()}


# --- thresholds --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fine", "told"),
    [
        ("enterprise", 50000, True),
        ("enterprise", 49999, False),
        ("public_institution", 50000, True),
        ("other_organisation", 49999, False),
        ("individual_business", 2000, True),
        ("individual_business", 1999, False),
        ("individual", 5000, True),
        ("individual", 4999, False),
        ("state_organ", 90000, False),
    ],
)
def test_the_lowest_threshold_any_rule_names_opens_the_hearing(kind, fine, told):
    assert hearing(kind, fine, TERMS, ON).value is told


@pytest.mark.parametrize(
    ("kind", "fine_range", "told"),
    [
        ("enterprise", (100000, 500000), True),
        ("enterprise", (0, 10000), False),
        ("enterprise", (0, 50000), None),
        ("individual_business", (0, 1000), False),
        ("individual_business", (0, 10000), None),
    ],
)
def test_the_range_settles_the_hearing_where_every_fine_in_it_agrees(kind, fine_range, told):
    assert hearing(kind, None, TERMS, ON, fine_range).value is told


def test_both_rules_are_cited_and_the_city_rule_only_since_it_is_in_force():
    cited = hearing("enterprise", 50000, TERMS, ON).basis
    before = hearing("enterprise", 50000, TERMS, d("2022-06-01")).basis
    assert cited == (
        "行政处罚法63条1款(一)",
        "统计执法监督检查办法38条",
        "重庆市行政处罚听证程序规定(渝府令354号)",
    )
    assert before == cited[:2]


def test_an_unknown_kind_of_party_leaves_the_hearing_and_the_spot_open():
    assert hearing(None, 50000, TERMS, ON).value is None
    assert on_the_spot(None, 100, TERMS).value is None


@pytest.mark.parametrize(
    ("kind", "fine", "fine_range", "allowed"),
    [
        ("individual_business", 200, (0, 1000), True),
        ("individual_business", 201, (0, 1000), False),
        ("enterprise", 3000, (0, 50000), True),
        ("enterprise", 3001, (0, 50000), False),
        ("enterprise", None, (0, 50000), None),
        ("enterprise", None, (100000, 500000), False),
    ],
)
def test_the_spot_takes_200_from_citizens_and_3000_from_organisations(kind, fine, fine_range, allowed):
    assert on_the_spot(kind, fine, TERMS, fine_range).value is allowed


# --- beside a substantive answer ------------------------------------------------------------


def test_a_substantive_answer_gets_its_thresholds_and_their_basis():
    clocks = case_clocks(
        sheet(filed_date="2025-06-16", decision_date="2025-09-05", proposed_fine_yuan=50000),
        Result(outcome="PENALTY", fine_range=(0, 50000)),
        LAW,
        TODAY,
    )
    assert clocks["hearing_required"] is True and clocks["simple_procedure"] is False
    assert clocks["collective_discussion"] is None
    assert "统计执法监督检查办法38条" in clocks["basis"] and clocks["duties"] == ("听证告知书",)
    assert days(clocks) == {
        "alert": "2025-09-14",
        "hard": "2025-09-16",
        "max_extended": "2025-12-16",
        "serve_by": "2025-09-16",
        "publish_by": "2025-09-16",
    }


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Result(outcome="PENALTY_SERIOUS", fine_range=(100000, 500000)), (True, False, True)),
        (Result(outcome="PENALTY_LENIENT", fine_range=(100000, 500000), serious=True), (True, False, True)),
        (Result(outcome="PENALTY", fine_range=(0, 100000)), (None, None, None)),
        (Result(outcome="ESCALATE_MANUAL", fine_range=(0, 100000)), (None, False, True)),
        (Result(outcome="NP_DISCRETIONARY_FIRST", fine_range=(0, 100000)), (None, None, None)),
        (Result(outcome="NP_MANDATORY_MINOR"), (False, False, False)),
        (Result(outcome="CRIMINAL_TRANSFER"), (False, False, False)),
        (None, (None, None, None)),
    ],
)
def test_outcomes_settle_what_they_can_and_leave_the_rest_to_people(result, expected):
    clocks = case_clocks(sheet(), result, LAW, TODAY)
    assert (clocks["hearing_required"], clocks["simple_procedure"], clocks["collective_discussion"]) == expected


# --- the right told ----------------------------------------------------------------------------

OPEN = {"decision_date": None, "decision_type": ..., "fine_yuan": ..., "served": ..., "as_of": "2026-04-20"}


def test_a_hearing_right_not_told_blocks_the_decision_and_spoils_one_that_was_made():
    before, after = ask(in_order(**OPEN, hearing_notified=False)), ask(in_order(hearing_notified=False))
    assert (before["outcome"], after["outcome"]) == (BLOCK, BREACH)
    expected = {"行政处罚法63条1款(一)", "行政处罚法44条", "行政处罚法62条", "统计执法监督检查办法38条"}
    assert expected <= set(before["basis"])


def test_below_the_threshold_the_right_need_not_be_told():
    assert ask(in_order(hearing_notified=False, proposed_fine_yuan=49999, fine_yuan=49999))["outcome"] == OK


def test_a_decision_whose_fine_is_unknown_leaves_the_hearing_open():
    answer = ask(in_order(hearing_notified=..., proposed_fine_yuan=..., fine_yuan=..., decision_type=...))
    assert answer["outcome"] is None and answer["hearing_required"] is None
    assert "proposed_fine_yuan" in answer["questions"]


def test_no_notice_at_all_blocks_the_decision():
    assert ask(in_order(**OPEN, notice_served=False))["outcome"] == BLOCK
    late = ask(in_order(notice_served="2026-04-28"))
    assert late["outcome"] == BREACH and "晚于" in late["blocks"][0]


# --- five working days to ask ---------------------------------------------------------------------

HOLIDAY = {"filed_date": "2026-08-03", "action": ..., "record": ..., "notice_served": "2026-09-28", "as_of": ...}


def test_the_fifth_working_day_over_national_day_is_the_saturday_worked():
    answer = ask(in_order(**HOLIDAY, decision_date="2026-10-12", served="2026-10-12"))
    assert days(answer)["hearing_request_last_day"] == "2026-10-10"
    assert answer["outcome"] == OK


def test_a_decision_on_the_last_day_to_ask_comes_too_early_unless_the_party_gave_it_up():
    early = {**HOLIDAY, "decision_date": "2026-10-10", "served": "2026-10-10"}
    answer = ask(in_order(**early))
    assert answer["outcome"] == BREACH and "行政处罚法64条(一)" in answer["basis"]
    assert ask(in_order(**early, waived=True))["outcome"] == OK
    assert ask(in_order(**{**early, "record": "张工、李工签名，当事人书面放弃听证"}))["outcome"] == OK


def test_a_hearing_asked_for_on_the_fifth_day_must_be_held_and_on_the_sixth_need_not():
    refused = "{}当事人申请听证，不予听证"
    decided = {**HOLIDAY, "record": "张工、李工签名", "decision_date": "2026-10-20", "served": "2026-10-20"}
    fifth = ask(in_order(**{**decided, "action": refused.format("2026-10-10")}))
    sixth = ask(in_order(**{**decided, "action": refused.format("2026-10-12")}))
    assert (fifth["outcome"], sixth["outcome"]) == (BREACH, OK)
    assert "第5个工作日" in fifth["blocks"][0] and "行政处罚法63条1款" in fifth["basis"]


def test_a_hearing_asked_for_in_time_is_asked_about_when_a_decision_follows_without_one():
    facts = in_order(**HOLIDAY, hearing_requested="2026-10-09", decision_date="2026-10-30", served="2026-10-30")
    assert ask(facts)["questions"] == ("hearing_date",)


def test_the_five_days_over_the_spring_festival():
    answer = ask(in_order(**{**OPEN, "as_of": "2026-02-24"}, filed_date="2026-01-12", notice_served="2026-02-11"))
    assert days(answer)["hearing_request_last_day"] == "2026-02-25"


# --- seven working days of notice, the hearing itself ---------------------------------------------------

HEARD = {**HOLIDAY, "hearing_date": "2026-10-20", "decision_date": "2026-10-28", "served": "2026-10-28"}


@pytest.mark.parametrize(("notice", "outcome"), [("2026-10-10", OK), ("2026-10-12", BREACH)])
def test_seven_working_days_before_the_hearing_are_counted_back(notice, outcome):
    answer = ask(in_order(**HEARD, hearing_notice_served=notice, legal_review={"passed": True}))
    assert days(answer)["hearing_notice_last_day"] == "2026-10-10"
    assert answer["outcome"] == outcome


def test_a_prior_notice_served_after_the_last_day_shows_that_the_hearing_was_told_too_late():
    answer = ask(in_order(**{**HEARD, "notice_served": "2026-10-12"}))
    assert answer["outcome"] == BREACH and "行政处罚法64条(二)" in answer["basis"]


def test_a_short_notice_of_a_hearing_to_come_can_still_be_put_right():
    facts = in_order(**{**HEARD, **OPEN, "as_of": "2026-10-13"}, hearing_notice_served="2026-10-12")
    assert ask(facts)["outcome"] == BLOCK


def test_a_decision_before_the_hearing_is_a_breach():
    answer = ask(in_order(**{**HEARD, "decision_date": "2026-10-16", "served": "2026-10-16"}))
    assert answer["outcome"] == BREACH


def test_an_investigator_does_not_preside():
    own = ask(in_order(**HEARD, hearing_notice_served="2026-10-09", hearing_presider="张工"))
    other = ask(in_order(**HEARD, hearing_notice_served="2026-10-09", hearing_presider="王工"))
    assert (own["outcome"], other["outcome"]) == (BREACH, OK)
    assert "行政处罚法64条(四)" in own["basis"]


# --- never heavier, review ----------------------------------------------------------------------------------


def test_a_fine_raised_after_the_defence_is_a_breach():
    answer = ask(in_order(proposed_fine_yuan=30000, fine_yuan=40000, defence="2026-04-15"))
    assert answer["outcome"] == BREACH
    assert answer["blocks"][0].startswith("当事人申辩之后加重处罚：告知拟处罚款30000元，决定罚款40000元")
    assert {"行政处罚法45条2款", "行政处罚法62条", "行政处罚法76条1款(二)"} <= set(answer["basis"])


def test_a_fine_above_the_notified_one_is_a_breach_even_without_a_defence_and_a_lower_one_is_not():
    assert ask(in_order(proposed_fine_yuan=60000, fine_yuan=60001))["outcome"] == BREACH
    assert ask(in_order(proposed_fine_yuan=60000, fine_yuan=59999))["outcome"] == OK


def test_a_draft_above_the_notified_fine_blocks():
    assert ask(in_order(**{**OPEN, "fine_yuan": 70000}))["outcome"] == BLOCK


@pytest.mark.parametrize(
    ("review", "citation"),
    [({"passed": False}, "行政处罚法58条1款(二)"), ({"passed": True, "qualified": False}, "行政处罚法58条2款")],
)
def test_after_a_hearing_the_decision_needs_a_review_by_somebody_qualified(review, citation):
    answer = ask(in_order(**HEARD, hearing_notice_served="2026-10-09", legal_review=review))
    assert answer["outcome"] == BREACH and citation in answer["basis"]


def test_a_serious_act_decided_without_collective_discussion_is_a_breach():
    facts = in_order(proposed_fine_yuan=150000, fine_yuan=150000, discussion_held=False)
    result = Result(outcome="PENALTY_SERIOUS", fine_range=(100000, 500000))
    answer = answer_procedure(facts, LAW, TODAY, result)
    assert answer["outcome"] == BREACH and "行政处罚法57条2款" in answer["basis"]
    assert answer_procedure({**facts, "discussion_held": True}, LAW, TODAY, result)["outcome"] == OK
