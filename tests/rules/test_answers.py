"""What an answer carries for the pages: steps, arithmetic, both laws, the list, the questionnaire."""

from datetime import date

import pytest

import rules
from tests.rules.brute import TODAY, statistics_law, with_facts

LAW = statistics_law()
OLD_LAW_CASE = {
    "party": {"name": "示例公司", "kind": "enterprise"},
    "violation": "UNTRUE_DATA",
    "unit": "万元",
    "reported": 4860,
    "actual": 4500,
    "act_date": "2024-08-09",
    "discovered_date": "2026-05-11",
    "filed_date": "2026-05-12",
    "as_of": "2026-06-16",
    "correction": {"ordered_on": "2026-05-13", "deadline": "2026-06-02", "done_on": "2026-05-29", "result": "full"},
    "recheck_date": "2026-06-09",
    "harm": "minor",
    "harm_note": "汇入月度快报，影响度0.11%",
    "prior_same_type": [],
    "routine_screen": "clear",
}


def answer(sheet=OLD_LAW_CASE, **facts):
    return rules.assess(with_facts(sheet, facts), law=LAW, today=TODAY)


def step(found, rule):
    return next(one for one in found.trace if one.rule_id == rule)


def test_the_trace_tells_every_article_in_the_order_of_the_law():
    found = answer()
    assert [one.rule_id for one in found.trace] == [
        "crime",
        "jurisdiction",
        "no_offence",
        "contrary",
        "time_barred",
        "law",
        "no_fault",
        "minor",
        "exclusions",
        "first",
        "list",
        "lenient",
        "serious",
        "ordinary",
    ]
    assert [one.rule_id for one in found.trace if one.decisive] == ["first"]


def test_the_arithmetic_stands_in_the_trace():
    found = answer()
    assert step(found, "contrary").detail_zh == "上报数4,860万元，实际数4,500万元，违法数额360万元，差错率8.00%"
    assert "2024年8月9日 → 2026年5月11日发现，未超过" in step(found, "time_barred").detail_zh
    timely = step(found, "first").atoms[2]
    assert (timely.title_zh, timely.verdict) == ("及时改正", "true")
    assert timely.detail_zh == "期限2026年6月2日，2026年5月29日全部改正，2026年6月9日复查"


def test_failed_steps_and_atoms_are_listed_too():
    minor = step(answer(), "minor")
    assert (minor.verdict, minor.word_zh, minor.decisive) == ("false", "不成立", False)
    assert [atom.verdict for atom in minor.atoms] == ["true", "true", "false"]
    assert "汇入月度快报" in minor.atoms[2].detail_zh


def test_searched_and_not_asked_never_share_a_word():
    searched = step(answer(), "first").atoms[0]
    assert (searched.verdict, "没有查到同类违法" in searched.detail_zh) == ("true", True)
    unasked = {key: value for key, value in OLD_LAW_CASE.items() if key != "prior_same_type"}
    not_asked = step(answer(unasked), "first").atoms[0]
    assert (not_asked.verdict, not_asked.detail_zh) == ("unknown", "还没有核查")


def test_both_laws_stand_side_by_side_where_the_law_changed():
    laws = answer().both_laws
    assert [(one.version, one.applies) for one in laws.columns] == [("2009", True), ("2024", False)]
    table = dict(zip(laws.rows, zip(*(one.cells for one in laws.columns), strict=True), strict=True))
    assert table["一般罚款"] == ("可以并处5万元以下", "可以并处10万元以下")
    assert table["情节严重罚款"] == ("并处5万元以上20万元以下", "并处10万元以上50万元以下")
    assert table["条款"] == ("41条1款(二)、41条2款", "44条1款(二)、44条2款")
    assert "2024年9月13日" in laws.note_zh
    assert answer(act_date="2024-09-13").both_laws.columns == ()


def test_the_items_of_the_list_stand_beside_the_case():
    first, second = answer().items
    assert (first.number, first.verdict, second.verdict) == ("M1", "false", "na")
    assert first.condition_zh == "差错率10%以下，且违法数额1000万元以下"
    assert first.detail_zh.startswith("有轻微危害后果") and second.detail_zh == "主体是企业"
    hit = answer(harm="none").items[0]
    assert (hit.verdict, hit.demo) == ("true", True)


def test_a_fact_that_no_longer_matters_is_said_to_be_unknown_and_moot():
    bare = {"party": {"kind": "enterprise"}, "violation": "OBSTRUCT", "act_date": "2026-05-11", "crime_suspected": True}
    found = answer(bare)
    assert found.outcome == "CRIMINAL_TRANSFER" and found.questions == ()
    open_step = step(found, "minor")
    assert open_step.verdict == "unknown" and "都不改变本建议" in open_step.detail_zh


def test_settings_that_decided_are_named_with_their_version():
    assert any("timely" in line and "版本" in line for line in answer().settings)
    urged = {"party": {"kind": "enterprise"}, "violation": "REFUSE_OR_AFTER_URGE", "due": "2026-04-10", "urged": True}
    urged |= {
        "urge_served": None,
        "refused": False,
        "submitted": None,
        "routine_screen": "clear",
        "as_of": "2026-06-16",
    }
    found = answer(urged)
    assert found.violation == "LATE" and any("urge_unproved" in line for line in found.settings)


@pytest.mark.parametrize(
    ("label", "formula", "value"),
    [
        ("违法数额", "|4,860 − 4,500|", "360万元"),
        ("差错率", "360 ÷ 4,500", "8.00%"),
        ("改正期限", "期限2026年6月2日，2026年5月29日完成，提前4日", "按期"),
        ("首违窗口", "两个自然年度（2023年1月1日至2024年8月9日），没有查到同类违法", "初次"),
    ],
)
def test_worked_out_facts_show_their_sum(label, formula, value):
    found = {one.label: one for one in rules.derived(OLD_LAW_CASE, LAW, TODAY)}
    assert (found[label].formula_zh, found[label].value_zh) == (formula, value)
    assert found[label].citation


def test_a_rounded_share_says_so_and_the_exact_one_decides():
    third = answer(reported=2900, actual=2700)
    assert "≈7.41%" in step(third, "contrary").detail_zh
    just_over = answer(reported="49500.01", actual="45000", harm="none", minor_act=False)
    assert just_over.items[0].verdict == "false"


def test_days_late_are_counted():
    late = {
        "party": {"kind": "enterprise"},
        "violation": "LATE",
        "due": "2026-04-10",
        "submitted": "2026-04-13",
        "urged": False,
    }
    found = {one.label: one for one in rules.derived(late, LAW, TODAY)}
    assert found["迟报天数"].value_zh == "3日"


def test_nothing_is_ordered_where_the_filing_came_in_unasked():
    late = {
        "party": {"kind": "enterprise"},
        "violation": "LATE",
        "due": "2026-04-10",
        "submitted": "2026-04-12",
        "urged": False,
        "harm": "none",
        "minor_act": True,
        "discovered_date": "2026-04-11",
        "as_of": "2026-04-20",
        "routine_screen": "clear",
    }
    unasked = rules.assess(late, law=LAW, today=TODAY)
    assert unasked.outcome == "NP_MANDATORY_MINOR"
    assert {"责令改正通知书", "复查记录"}.isdisjoint(unasked.duties)
    ordered = rules.assess(
        late | {"correction": {"ordered_on": "2026-04-11", "deadline": "2026-04-14"}}, law=LAW, today=TODAY
    )
    assert {"责令改正通知书", "复查记录"} <= set(ordered.duties)


# --- the questionnaire -------------------------------------------------------------


def test_the_questionnaire_holds_the_facts_of_this_act_and_party():
    keys = [spec.key for spec in rules.applicable_facts(OLD_LAW_CASE, LAW)]
    assert {"reported", "actual", "harm", "correction.result"} <= set(keys)
    assert not {"due", "urge_served", "ledger_state", "party.organ_level", "party.born_on", "blank_items"} & set(keys)
    assert keys == sorted(keys, key=lambda key: (LAW.facts[key].order, key))


def test_the_next_question_is_the_first_that_still_matters():
    open_sheet = {key: value for key, value in OLD_LAW_CASE.items() if key not in ("harm", "harm_note")}
    asked = rules.next_question(open_sheet, LAW, TODAY)
    assert asked.key == "harm" and asked.question.endswith("？")
    assert rules.next_question(OLD_LAW_CASE, LAW, TODAY) is None


@pytest.mark.parametrize(
    ("leader", "follower"),
    [("urged", "urge_served"), ("tip_off_date", "tip_off_verified"), ("harm", "serious_consequence")],
)
def test_a_fact_is_asked_before_what_it_opens(leader, follower):
    for sheet in (
        {"party": {"kind": "enterprise"}, "violation": "LATE", "due": "2026-04-10", "submitted": "2026-04-20"},
        {"party": {"kind": "enterprise"}, "violation": "UNTRUE_DATA"},
    ):
        asked = answer({**sheet, "as_of": "2026-06-16", "routine_screen": "clear"}).questions
        if follower in asked:
            assert asked.index(leader) < asked.index(follower)


def test_an_open_answer_names_no_outcome_but_what_is_possible():
    open_sheet = {key: value for key, value in OLD_LAW_CASE.items() if key != "harm"}
    found = answer(open_sheet)
    assert (found.outcome, found.binding, found.final) == (None, None, False)
    assert "NP_DISCRETIONARY_FIRST" in found.possible and "PENALTY" in found.possible
    assert found.duties == () and not any(one.decisive for one in found.trace)


def test_an_outcome_may_be_settled_while_the_law_is_open():
    found = answer({"party": {"kind": "enterprise"}, "violation": "OBSTRUCT", "crime_suspected": True})
    assert (found.outcome, found.law_version, found.questions) == ("CRIMINAL_TRANSFER", None, ("act_date",))


# --- time ----------------------------------------------------------------------------


def test_the_day_of_the_question_is_asked_decided_or_today():
    running = {"result": "none", "ordered_on": "2026-06-10", "deadline": "2026-06-20"}
    base = {key: value for key, value in OLD_LAW_CASE.items() if key not in ("as_of", "correction", "recheck_date")}
    sheet = {**base, "correction": running}
    assert rules.assess(sheet, law=LAW, today=date(2026, 6, 20)).questions == ("correction.done_on",)
    assert rules.assess(sheet, law=LAW, today=date(2026, 6, 21)).outcome == "PENALTY"
    assert rules.assess({**sheet, "as_of": "2026-06-21"}, law=LAW, today=date(2026, 6, 20)).outcome == "PENALTY"
