"""Fact sheets are read strictly: every fault is named by its key, in Chinese, and nothing bad ever raises."""

import pytest

import rules
from tests.rules.brute import TODAY, statistics_law

LAW = statistics_law()
BASE = {
    "party": {"kind": "enterprise"},
    "violation": "UNTRUE_DATA",
    "act_date": "2026-03-10",
    "routine_screen": "clear",
}


def faults(sheet):
    return rules.validate_sheet(sheet, LAW, today=TODAY)


def keys(sheet):
    return [fault.key for fault in faults(sheet)]


@pytest.mark.parametrize(
    ("extra", "key"),
    [
        ({"colour": "red"}, "colour"),
        ({"party": {"kind": "enterprise", "size": 3}}, "party.size"),
        ({"party": {"kind": "company"}}, "party.kind"),
        ({"party": "某公司"}, "party"),
        ({"violation": "THEFT"}, "violation"),
        ({"harm": "big"}, "harm"),
        ({"act_date": "2026-02-30"}, "act_date"),
        ({"act_date": "2026/3/10"}, "act_date"),
        ({"act_date": 20260310}, "act_date"),
        ({"reported": "about 5"}, "reported"),
        ({"reported": True}, "reported"),
        ({"minor_act": "maybe"}, "minor_act"),
        ({"orders_within_1y": 1.5}, "orders_within_1y"),
        ({"orders_within_1y": -1}, "orders_within_1y"),
        ({"prior_same_type": "none"}, "prior_same_type"),
        ({"prior_same_type": [{"result": "警告"}]}, "prior_same_type"),
        ({"exclusions": ["天气不好"]}, "exclusions"),
        ({"exclusions": [3]}, "exclusions"),
        ({"routine_screen": "done"}, "routine_screen"),
        ({"ask": "advice"}, "ask"),
        ({"active_list": "NO-SUCH"}, "active_list"),
        ({"acts": {"violation": "LATE"}}, "acts"),
        ({"acts": [1]}, "acts"),
        ({"acts": [{"violation": "LATE", "hue": 1}]}, "hue"),
        ({"error_ratio": 3}, "error_ratio"),
    ],
)
def test_a_bad_key_or_value_is_named(extra, key):
    found = faults({**BASE, **extra})
    assert key in [fault.key for fault in found]
    assert all(fault.message_zh.endswith("。") for fault in found)


@pytest.mark.parametrize("sheet", [None, 3, "x", [], [BASE]])
def test_what_is_no_sheet_is_refused_without_raising(sheet):
    assert keys(sheet) == [""]


@pytest.mark.parametrize("empty", [None, ""])
def test_null_and_empty_text_are_absence(empty):
    assert (
        faults({**BASE, "harm": empty, "discovered_date": empty, "party": {"kind": "enterprise", "name": empty}}) == []
    )
    absent, given = (rules.assess({**BASE, **extra}, law=LAW, today=TODAY) for extra in ({}, {"harm": empty}))
    assert absent.to_json() == given.to_json()


def test_null_says_not_yet_only_where_it_may():
    late = {
        "party": {"kind": "enterprise"},
        "violation": "LATE",
        "due": "2026-04-10",
        "routine_screen": "clear",
        "urged": False,
    }
    open_answer = rules.assess(late, law=LAW, today=TODAY)
    not_filed = rules.assess({**late, "submitted": None}, law=LAW, today=TODAY)
    assert "submitted" in open_answer.questions
    assert "submitted" not in not_filed.questions


@pytest.mark.parametrize(
    ("extra", "key"),
    [
        ({"reported": 10300, "actual": 10000, "error_amount": 301}, "error_amount"),
        ({"reported": 10300, "actual": 10000, "error_ratio_pct": 3.1}, "error_ratio_pct"),
        ({"reported": 10300, "actual": 10000, "error_ratio_pct": "2.99"}, "error_ratio_pct"),
        ({"reported": 10, "actual": 0, "error_ratio_pct": 100}, "error_ratio_pct"),
        ({"blank_items": 21, "required_items": 20}, "blank_items"),
        (
            {"orders_within_1y": 2, "orders": [{"date": "2026-03-01", "basis": "统计法(2024修正)44条1款(二)"}]},
            "orders_within_1y",
        ),
        ({"key_area": False, "exclusions": ["重点领域"]}, "key_area"),
        ({"event_relation": "affected", "exclusions": ["利用突发事件"]}, "event_relation"),
        ({"act_start": "2026-03-10", "act_end": "2026-03-01", "act_date": None}, "act_end"),
        ({"discovered_date": "2026-03-09"}, "discovered_date"),
        ({"discovered_date": "2026-04-10", "filed_date": "2026-04-09"}, "filed_date"),
        ({"filed_date": "2026-03-09"}, "filed_date"),
        ({"correction": {"ordered_on": "2026-05-07", "deadline": "2026-05-06"}}, "correction.deadline"),
        ({"correction": {"result": "full", "done_on": None}}, "correction.done_on"),
        ({"correction": {"result": "none", "done_on": "2026-05-06"}}, "correction.done_on"),
        (
            {
                "correction": {"deadline": "2026-05-06", "result": "full", "done_on": "2026-05-06"},
                "exclusions": ["逾期不改正"],
            },
            "exclusions",
        ),
        ({"harm": "none", "serious_consequence": True}, "serious_consequence"),
        ({"urged": False, "urge_served": "2026-04-13"}, "urge_served"),
        ({"tip_off_date": None, "tip_off_verified": True}, "tip_off_verified"),
        ({"as_of": "2026-03-09"}, "act_date"),
        ({"act_date": "2026-03-10", "act_start": "2026-03-11"}, "act_date"),
    ],
)
def test_a_contradiction_is_refused_by_its_key(extra, key):
    assert key in keys({**BASE, **extra})


@pytest.mark.parametrize(
    ("reported", "actual", "written"),
    [
        (2900, 2700, 7.41),
        (2900, 2700, "7.4"),
        (2900, 2700, 7),
        (10300, 10000, 3.0),
        (1005, 1000, "0.5"),
        (8_000_050, 8_000_000, "0.001"),
    ],
)
def test_a_share_may_be_written_rounded_half_up_to_its_decimals(reported, actual, written):
    assert faults({**BASE, "reported": reported, "actual": actual, "error_ratio_pct": written}) == []


def test_an_exclusion_by_flag_or_by_name_is_the_same():
    by_flag = rules.assess({**BASE, "risk_high": True}, law=LAW, today=TODAY)
    by_name = rules.assess({**BASE, "exclusions": ["风险较大"]}, law=LAW, today=TODAY)
    assert (by_flag.outcome, by_flag.questions) == (by_name.outcome, by_name.questions)


def test_exclusions_checked_and_none_leave_no_flag_open():
    bare = {key: value for key, value in BASE.items() if key != "routine_screen"}
    asked = rules.assess({**bare, "exclusions": []}, law=LAW, today=TODAY).questions
    assert not {"risk_high", "costly_correction", "irreversible", "event_relation", "key_area"} & set(asked)


def test_keys_outside_hold_for_each_act_that_has_not_its_own():
    sheet = {
        **BASE,
        "harm": "none",
        "acts": [{"harm": "minor"}, {"act_start": "2026-01-01", "act_end": None, "violation": "NO_LEDGER"}],
    }
    assert faults(sheet) == []
    first, second = rules.assess(sheet, law=LAW, today=TODAY).answers
    assert (first.violation, second.violation) == ("UNTRUE_DATA", "NO_LEDGER")


def test_several_parties_are_answered_by_name():
    sheet = {"routine_screen": "clear", "act_date": "2026-03-10", "parties": [
        {"party": {"name": "甲", "kind": "enterprise"}, "violation": "FOREIGN_SURVEY"},
        {"party": {"name": "乙", "kind": "government_head"}, "violation": "LEADER_FRAUD"},
    ]}  # fmt: skip
    answer = rules.assess(sheet, law=LAW, today=TODAY)
    assert answer.outcome == "SPLIT" and answer.fine_range is None
    assert [(one.party, one.outcome) for one in answer.answers] == [
        ("甲", "JURISDICTION_TRANSFER"),
        ("乙", "REFER_OFFICIAL"),
    ]
    assert {"行政处罚法5条2款", "行政处罚法29条"} <= set(answer.basis)


def test_a_malformed_sheet_is_not_answered():
    with pytest.raises(rules.SheetFault) as fault:
        rules.assess({**BASE, "colour": 1}, law=LAW, today=TODAY)
    assert [error.key for error in fault.value.errors] == ["colour"]


@pytest.mark.parametrize(
    ("basis", "serious"),
    [
        ("统计法(2024修正)44条1款(二)", True),
        ("44①", True),
        ("44①(二)", True),
        ("统计法第四十四条第一款第（二）项", True),
    ]
    + [
        ("UNTRUE_DATA", True),
        ("统计法44条", True),
        ("44条1款", True),
        ("统计法41条(旧)", True),
        ("统计法(2009)41条1款(二)", True),
    ]
    + [("统计法(2024修正)45条1款", False), ("LATE", False), ("统计法第四十五条第一款", False), ("统计法45条", False)],
)
def test_orders_of_the_same_group_count_however_their_basis_is_written(basis, serious):
    orders = [{"date": day, "basis": basis} for day in ("2025-08-01", "2025-12-01", "2026-05-07")]
    answer = rules.assess(
        {**BASE, "orders": orders, "harm": "minor", "correction": {"result": "none"}}, law=LAW, today=TODAY
    )
    assert (answer.outcome == "PENALTY_SERIOUS") is serious


@pytest.mark.parametrize("basis", ["", "责令改正通知书", None])
def test_an_order_whose_basis_cannot_be_read_is_asked_where_it_matters(basis):
    orders = [{"date": day, "basis": "统计法44条"} for day in ("2025-12-01", "2026-05-07")] + [
        {"date": "2026-01-01", "basis": basis}
    ]
    sheet = {**BASE, "orders": orders, "harm": "minor", "correction": {"result": "none"}}
    answer = rules.assess(sheet, law=LAW, today=TODAY)
    assert (answer.outcome, answer.possible, answer.questions) == (
        None,
        ("PENALTY", "PENALTY_SERIOUS"),
        ("orders_within_1y",),
    )
    assert rules.assess({**sheet, "orders_within_1y": 3}, law=LAW, today=TODAY).outcome == "PENALTY_SERIOUS"
    assert rules.assess({**sheet, "orders": orders[1:]}, law=LAW, today=TODAY).outcome == "PENALTY"
    assert keys({**sheet, "orders_within_1y": 4}) == ["orders_within_1y"]


def test_beside_unproved_urging_silence_on_refusal_means_no():
    late = {"party": {"kind": "enterprise"}, "violation": "REFUSE_OR_AFTER_URGE", "due": "2026-04-10", "urged": True}
    late |= {
        "urge_served": None,
        "submitted": "2026-04-20",
        "harm": "none",
        "prior_same_type": [],
        "routine_screen": "clear",
    }
    answer = rules.assess(late, law=LAW, today=TODAY)
    assert (answer.violation, answer.outcome, answer.questions) == ("LATE", "NP_MANDATORY_MINOR", ())
