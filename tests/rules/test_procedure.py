"""`ask: procedure`: block, breach, in order or asked back, worked by hand from the articles."""

import pytest

from rules.procedure import Result, answer_procedure, case_clocks
from tests.rules.clock_samples import LAW, TODAY, TWO, in_order, sheet

BLOCK, BREACH, OK = "PROCEDURE_BLOCK", "PROCEDURE_BREACH", "PROCEDURE_OK"


def ask(facts, **settled):
    return answer_procedure(facts, LAW, TODAY, **settled)


def days(answer):
    return {key: str(due) for key, due in answer["deadlines"].items()}


# --- in order, and silence -------------------------------------------------------------


def test_a_case_without_a_fault_is_in_order():
    answer = ask(in_order())
    assert answer["outcome"] == OK
    assert answer["possible"] == (OK,)
    assert (answer["questions"], answer["blocks"], answer["duties"]) == ((), (), ())
    assert answer["hearing_required"] is True and answer["simple_procedure"] is False
    assert answer["law_version"] is None and answer["fine_range"] is None and answer["binding"] == "must"


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("officers", "officers"),
        ("record", "record"),
        ("filed_date", "filed_date"),
        ("notice_served", "notice_served"),
        ("hearing_notified", "hearing_notified"),
        ("proposed_fine_yuan", "proposed_fine_yuan"),
        ("fine_yuan", "fine_yuan"),
        ("served", "served"),
    ],
)
def test_silence_on_a_step_keeps_the_good_answer_back_and_is_asked_about(key, asked):
    answer = ask(in_order(**{key: ...}))
    assert answer["outcome"] is None
    assert asked in answer["questions"]
    assert set(answer["possible"]) == {BREACH, OK}
    assert answer["blocks"] == ()


def test_an_empty_sheet_is_asked_back():
    answer = ask(sheet(ask="procedure"))
    assert answer["outcome"] is None
    assert answer["possible"] == (BLOCK, BREACH, OK)
    assert answer["questions"][0] == "officers" and "filed_date" in answer["questions"]


def test_a_fault_that_shows_is_enough_whatever_else_is_silent():
    answer = ask(sheet(officers=TWO[:1], ask="procedure"))
    assert answer["outcome"] == BLOCK
    assert answer["questions"] == ()


# --- people and evidence -----------------------------------------------------------------


def test_one_officer_blocks_before_the_decision_and_is_a_breach_after_it():
    before = ask(in_order(officers=TWO[:1], decision_date=None, fine_yuan=..., served=..., decision_type=...))
    after = ask(in_order(officers=TWO[:1]))
    assert (before["outcome"], after["outcome"]) == (BLOCK, BREACH)
    assert {"行政处罚法42条1款", "统计法(2024修正)38条2款", "行政处罚法38条2款", "行政处罚法46条3款"} <= set(
        after["basis"]
    )
    assert "依法自行纠正" in after["duties"][0]
    assert before["duties"] == ("指派两名以上持有效执法证且无须回避的人员，重新调查取证",)


def test_the_statistics_law_in_force_at_the_inspection_is_cited():
    answer = ask(in_order(officers=TWO[:1], action="2024-08-20现场检查"))
    assert "统计法(2009)35条2款" in answer["basis"]
    assert "统计法(2024修正)38条2款" not in answer["basis"]


def test_certificate_and_relation_are_faults_of_their_own():
    people = [{"name": "A", "cert_valid": True, "relation": "系当事人统计员配偶"}, {"name": "B", "cert_valid": False}]
    answer = ask(sheet(officers=people, action="现场检查2026-04-15", record="只有B签名", decision_date=None))
    assert answer["outcome"] == BLOCK
    assert len(answer["blocks"]) == 4
    expected = {
        "行政处罚法38条2款",
        "行政处罚法42条1款",
        "行政处罚法43条1款",
        "行政处罚法46条3款",
        "行政处罚法76条1款(五)",
        "统计法(2024修正)38条2款",
        "统计法实施条例36条",
    }
    assert expected <= set(answer["basis"])


def test_a_certificate_that_ran_out_before_the_inspection_is_not_valid():
    lapsed = [{"name": "张工", "cert_valid": "2026-03-09"}, TWO[1]]
    last_day = [{"name": "张工", "cert_valid": "2026-03-10"}, TWO[1]]
    assert ask(in_order(officers=lapsed))["outcome"] == BREACH
    assert ask(in_order(officers=last_day))["outcome"] == OK


@pytest.mark.parametrize(("relation", "outcome"), [("无", OK), ("", OK), ("同学", BREACH), ("配偶，已回避", OK)])
def test_a_relation_calls_for_recusal_unless_there_is_none_or_it_was_resolved(relation, outcome):
    people = [{"name": "张工", "cert_valid": True, "relation": relation}, TWO[1]]
    assert ask(in_order(officers=people))["outcome"] == outcome


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        ("张工、李工签名", OK),
        ("张工签名，李工未签名", BREACH),
        ("仅张工签字", BREACH),
        ("一人签名", BREACH),
        ("张工、李工签名，当事人拒绝签名，已注明", OK),
        ("两名执法人员均已签名", OK),
        ("执法人员未签名", BREACH),
    ],
)
def test_a_record_needs_the_signatures_of_two_officers(record, outcome):
    assert ask(in_order(record=record))["outcome"] == outcome


def test_records_and_actions_may_be_objects_and_lists():
    signed_by_one = ask(in_order(record={"signed_by": ["张工"]}))
    signed_by_two = ask(in_order(record={"signed_by": ["张工", "李工"]}, action=["2026-03-10现场检查"]))
    told = ask(in_order(action=[{"on": "2026-03-10", "what": "张工一人到场检查"}]))
    assert [one["outcome"] for one in (signed_by_one, signed_by_two, told)] == [BREACH, OK, BREACH]


@pytest.mark.parametrize(
    ("action", "citation"),
    [
        ("2026-03-10张工一人到场检查", "行政处罚法42条1款"),
        ("2026-03-10现场检查，未出示执法证件", "行政处罚法55条1款"),
        ("2026-04-20当事人申辩，拒绝听取", "行政处罚法45条1款"),
        ("2026-04-20拒绝听取当事人的陈述", "行政处罚法62条"),
        ("未经法制审核即作出决定", "行政处罚法58条1款"),
        ("没有责令改正", "行政处罚法28条1款"),
        ("听证由本案调查人员主持", "行政处罚法64条(四)"),
        ("没有告知听证权利", "行政处罚法63条1款(一)"),
    ],
)
def test_what_the_text_says_outright_is_a_fault(action, citation):
    answer = ask(in_order(action=action, hearing_notified=... if "听证权利" in action else True))
    assert answer["outcome"] == BREACH
    assert citation in answer["basis"]


# --- the limit of a case ---------------------------------------------------------------------


def test_the_92nd_day_may_still_lie_within_three_months():
    answer = ask(in_order(filed_date="2026-03-02", decision_date="2026-06-02", served="2026-06-03", as_of=...))
    assert answer["outcome"] == OK
    assert days(answer)["alert"] == "2026-05-31" and days(answer)["hard"] == "2026-06-02"


LATE = {
    "filed_date": "2026-01-05",
    "decision_date": "2026-04-07",
    "served": "2026-04-08",
    "notice_served": "2026-03-02",
}


def test_the_92nd_day_is_late_after_a_short_february_and_the_limit_does_not_roll():
    answer = ask(in_order(**LATE, extension={"approved_on": None}, as_of=...))
    assert answer["outcome"] == BREACH
    assert days(answer)["hard"] == "2026-04-05"  # a Sunday and a holiday
    assert "行政处罚法60条" in answer["basis"] and "第92日" in answer["blocks"][0]


@pytest.mark.parametrize("extension", [None, False, {"approved_on": None, "until": "2026-05-05"}])
def test_an_extension_said_not_to_be_approved_lengthens_nothing(extension):
    assert ask(in_order(**LATE, extension=extension, as_of=...))["outcome"] == BREACH


def test_whether_an_extension_was_approved_is_asked_when_the_sheet_is_silent():
    answer = ask(in_order(**LATE, as_of=...))
    assert (answer["outcome"], answer["questions"]) == (None, ("extension.approved_on",))


@pytest.mark.parametrize(
    ("extension", "outcome"),
    [
        ({"approved_on": "2026-04-03", "until": "2026-05-05"}, OK),
        ({"approved_on": "2026-04-05", "until": "2026-04-07"}, OK),
        ({"approved_on": "2026-04-03", "until": "2026-04-06"}, BREACH),
        ({"approved_on": "2026-04-06", "until": "2026-05-05"}, BREACH),
        ({"approved_on": "2026-04-03"}, OK),
    ],
)
def test_an_extension_counts_when_approved_in_time_and_long_enough(extension, outcome):
    assert ask(in_order(**LATE, extension=extension, as_of=...))["outcome"] == outcome


def test_no_extension_reaches_beyond_three_more_months():
    late = {**LATE, "decision_date": "2026-07-06", "served": "2026-07-07"}
    answer = ask(in_order(**late, extension={"approved_on": "2026-04-01", "until": "2026-08-01"}, as_of=...))
    assert days(answer)["max_extended"] == "2026-07-05"
    assert answer["outcome"] == BREACH
    assert ask(in_order(**late, as_of=...))["outcome"] == BREACH


OPEN = {"decision_date": None, "decision_type": ..., "fine_yuan": ..., "served": ...}


def test_an_open_case_past_its_limit_is_a_breach_and_with_a_curable_fault_a_block():
    late = {**OPEN, "filed_date": "2026-01-05", "as_of": "2026-04-20", "extension": {"approved_on": None}}
    assert ask(in_order(**late))["outcome"] == BREACH
    assert ask(in_order(**late, officers=TWO[:1]))["outcome"] == BLOCK
    assert ask(in_order(**{**late, "as_of": "2026-04-05"}))["outcome"] == OK


def test_between_alert_and_limit_nothing_is_wrong_yet():
    answer = ask(in_order(**OPEN, filed_date="2026-05-13", as_of="2026-08-12"))
    assert days(answer)["alert"] == "2026-08-11"
    assert answer["outcome"] == OK


# --- service ------------------------------------------------------------------------------------


def test_the_eighth_working_day_over_the_may_holiday_is_late():
    assert days(ask(in_order()))["serve_by"] == "2026-05-09"
    assert ask(in_order(served="2026-05-09"))["outcome"] == OK
    late = ask(in_order(served="2026-05-11"))
    assert late["outcome"] == BREACH
    assert late["blocks"] == (
        "2026年4月27日（星期一）作出决定，最迟2026年5月9日（星期六）送达，"
        "实际2026年5月11日（星期一）送达（第8个工作日）（行政处罚法61条1款、行政处罚法76条1款(三)）",
    )


def test_service_that_is_not_yet_due_is_not_asked_about():
    assert ask(in_order(served=..., as_of="2026-05-09"))["outcome"] == OK
    assert ask(in_order(served=..., as_of="2026-05-11"))["questions"] == ("served",)


def test_publication_takes_seven_working_days_for_a_penalty_and_twenty_otherwise():
    assert days(ask(in_order()))["publish_by"] == "2026-05-09"
    other = in_order(decision_type="不予行政处罚", proposed_fine_yuan=..., fine_yuan=..., notice_served=...)
    answer = ask(other)
    assert days(answer)["publish_by"] == "2026-05-27"
    assert answer["outcome"] == OK and answer["hearing_required"] is False


# --- on the spot -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fine", "outcome"),
    [
        ("individual_business", 200, OK),
        ("individual_business", 201, BREACH),
        ("enterprise", 3000, OK),
        ("enterprise", 3001, BREACH),
        ("public_institution", 0, OK),
    ],
)
def test_a_decision_on_the_spot_stays_within_its_limit(kind, fine, outcome):
    keys = {"filed_date": ..., "notice_served": ..., "hearing_notified": ..., "served": "2026-04-27"}
    facts = in_order(**keys, decision_type="当场处罚", fine_yuan=fine, proposed_fine_yuan=fine, party={"kind": kind})
    answer = ask(facts)
    assert answer["outcome"] == outcome
    assert answer["simple_procedure"] == (outcome == OK)
    assert "serve_by" not in answer["deadlines"]


# --- referral ------------------------------------------------------------------------------------------

CRIME = {
    "officers": TWO,
    "crime_suspected": True,
    "report_to_head": "2026-05-11T10:00",
    "head_decision": "2026-05-13T16:00",
    "decision": "批准移送",
    "decision_date": None,
    "filed_date": "2026-05-11",
}


@pytest.mark.parametrize(
    ("sent", "outcome"),
    [("2026-05-14T16:00", OK), ("2026-05-14T17:00", BREACH), ("2026-05-13T17:30", OK)],
)
def test_twenty_four_hours_run_from_the_approval(sent, outcome):
    by_key = ask(sheet(**CRIME, transferred_at=sent, as_of="2026-05-20"))
    by_text = ask(sheet(**CRIME, action=f"{sent}移送区公安局", record="张工、李工签名", as_of="2026-05-20"))
    assert (by_key["outcome"], by_text["outcome"]) == (outcome, outcome)
    assert days(by_key)["transfer_by"] == "2026-05-14T16:00"


def test_a_referral_not_reported_as_sent_is_asked_about_once_its_time_is_over():
    assert ask(sheet(**CRIME, as_of="2026-05-14"))["outcome"] == OK
    assert ask(sheet(**CRIME, as_of="2026-05-15"))["questions"] == ("action",)


def test_the_chief_has_three_days_that_count_weekends():
    late = {**CRIME, "report_to_head": "2026-05-15T10:00", "head_decision": "2026-05-19T09:00", "as_of": "2026-05-19"}
    answer = ask(sheet(**late))
    assert days(answer)["head_decide_by"] == "2026-05-18"
    assert answer["outcome"] == BREACH
    assert "行政执法机关移送涉嫌犯罪案件的规定5条2款" in answer["basis"]
    assert ask(sheet(**{**late, "head_decision": "2026-05-18T23:00"}))["outcome"] == OK


@pytest.mark.parametrize("decision", ["承办人自行决定移送", "科室负责人批准移送", "分管副局长同意移送"])
def test_nobody_below_the_chief_decides_on_a_referral(decision):
    answer = ask(sheet(**{**CRIME, "decision": decision, "as_of": "2026-05-14"}))
    assert answer["outcome"] == BLOCK
    assert "行政执法机关移送涉嫌犯罪案件的规定5条1款" in answer["basis"]


def test_a_deputy_who_presides_over_the_work_may_decide():
    facts = sheet(**{**CRIME, "decision": "主持工作的副局长批准移送", "as_of": "2026-05-14"})
    assert ask(facts)["outcome"] == OK


def test_a_penalty_before_the_referral_blocks_or_is_a_breach():
    intended = ask(sheet(**CRIME, proposed_fine_yuan=20000, as_of="2026-05-14"))
    made = ask(sheet(**{**CRIME, "decision_date": "2026-05-12"}, fine_yuan=20000, decision_type="罚款"))
    assert (intended["outcome"], made["outcome"]) == (BLOCK, BREACH)
    assert {"行政处罚法27条1款", "行政处罚法8条2款", "行政处罚法82条"} <= set(made["basis"])


# --- basis of the penalty ---------------------------------------------------------------------------------


def test_a_fine_outside_the_statutory_range_has_no_basis():
    above = ask(in_order(), result=Result(outcome="PENALTY", fine_range=(0, 50000)))
    below = ask(in_order(), result=Result(outcome="PENALTY_SERIOUS", fine_range=(100000, 500000)))
    lenient = ask(in_order(), result=Result(outcome="PENALTY_LENIENT", fine_range=(100000, 500000)))
    within = ask(in_order(), result=Result(outcome="PENALTY", fine_range=(0, 100000)))
    assert [one["outcome"] for one in (above, below, lenient, within)] == [BREACH, BREACH, OK, OK]
    assert "行政处罚法76条1款(二)" in above["basis"] and "行政处罚法38条1款" in above["basis"]
    assert below["collective_discussion"] is True


def test_a_penalty_where_the_law_gives_none_and_a_fine_on_a_state_organ_have_no_basis():
    barred = ask(in_order(), result=Result(outcome="NP_MANDATORY_MINOR"))
    organ = ask(in_order(party={"kind": "state_organ"}))
    assert barred["outcome"] == BREACH and "行政处罚法38条1款" in barred["basis"]
    assert organ["outcome"] == BREACH and organ["hearing_required"] is False


def test_urging_without_proof_of_service_carries_no_penalty():
    unproved = ask(in_order(violation="REFUSE_OR_AFTER_URGE", urge_served=None))
    proved = ask(in_order(violation="REFUSE_OR_AFTER_URGE", urge_served="2026-02-20"))
    refused = ask(in_order(violation="REFUSE_OR_AFTER_URGE", urge_served=None, refused=True))
    late = case_clocks(
        in_order(violation="REFUSE_OR_AFTER_URGE", urge_served=None),
        Result(outcome="PENALTY", violation="LATE"),
        LAW,
        TODAY,
    )
    assert [one["outcome"] for one in (unproved, proved, refused)] == [BREACH, OK, OK]
    assert "统计法(2024修正)44条1款(一)" in unproved["basis"]
    assert late["blocks"] == ()
