"""What the checks find in a list version, each with a case that the tracing evaluator confirms."""

from dataclasses import replace
from random import Random

import pytest

import rules
from rules.law import Law
from rules.list_checks import check_list
from tests.rules.brute import statistics_law
from tests.rules.list_samples import MAY, item, random_items, test_on, version

LAW = statistics_law()


def ratio(op, value):
    return test_on("error_ratio", op, value)


def amount(op, value):
    return test_on("error_amount", op, value)


def all_of(*parts):
    return {"all": list(parts)}


def law_with(made) -> Law:
    return replace(LAW, lists=(made,), memo={})


def assessed(made, sheet):
    day = rules.sheet.read(sheet, LAW)[0].day("as_of")
    return rules.assess(sheet, law=law_with(made), today=day)


def verdicts(made, sheet):
    """Verdict of each item's own condition on an example, by the tracing evaluator."""
    from rules.inquiry import inquire
    from rules.reading import Reading
    from rules.sheet import read

    facts, faults = read(sheet, LAW)
    assert faults == []
    reading = Reading(inquire(facts, law_with(made), facts.day("as_of")).single)
    return {one.number: reading.holds(one.condition) for _, one in reading.items()}


def found(made, check):
    return [one for one in check_list(made, LAW) if one.check == check]


def test_the_shipped_list_has_no_finding():
    assert check_list(LAW.list_version("QJ-DEMO"), LAW) == ()


@pytest.mark.parametrize(
    "condition",
    [
        all_of(ratio("le", "5%"), ratio("ge", "8%")),
        all_of(ratio("lt", "10%"), ratio("eq", "10%")),
        all_of(amount("le", "100万元"), amount("gt", "100万元")),
        all_of(ratio("le", "5%"), {"fact": "error_ratio", "op": "is_na"}),
        {"any": [all_of(ratio("le", "5%"), ratio("gt", "5%")), all_of(amount("lt", "1元"), amount("gt", "1元"))]},
    ],
)
def test_a_contradictory_item_never_matches(condition):
    (dead,) = found(version(item("1", condition), item("2", ratio("le", "3%"))), "dead")
    assert dead.items == ("1",) and "自相矛盾" in dead.text_zh
    assert verdicts(version(item("1", condition)), dead.examples[0].sheet)["1"] is False


def test_an_item_that_the_law_itself_shuts_out_never_applies():
    condition = all_of(ratio("le", "5%"), test_on("harm", "eq", "minor"))
    (dead,) = found(version(item("1", condition)), "dead")
    assert "永远不会适用" in dead.title_zh and "没有造成危害后果" in dead.text_zh
    assert found(version(item("1", condition, outcome=MAY)), "dead") == []


def test_what_no_case_can_be_makes_an_item_dead():
    past = test_on("blank_ratio", "gt", "100%")
    assert [one.items for one in found(version(item("1", past, offence="INCOMPLETE_DATA")), "dead")] == [("1",)]
    both = all_of(test_on("filed_before_urging", "eq", True), test_on("filed_by_urge_deadline", "eq", True))
    assert [one.items for one in found(version(item("1", both, offence="LATE")), "dead")] == [("1",)]
    few = all_of(test_on("blank_items", "ge", "5"), test_on("required_items", "lt", "5"))
    assert [one.items for one in found(version(item("1", few, offence="INCOMPLETE_DATA")), "dead")] == [("1",)]


def test_an_item_inside_a_lighter_one_decides_nothing():
    made = version(item("1", ratio("le", "10%"), measure="reminder"), item("2", ratio("le", "5%"), measure="interview"))
    (found_one,) = found(made, "redundant")
    assert found_one.items == ("2", "1")
    assert verdicts(made, found_one.examples[0].sheet) == {"1": True, "2": True}


def test_of_two_equal_items_only_the_later_decides_nothing():
    made = version(item("1", ratio("le", "10%")), item("2", ratio("le", "10%")))
    assert [one.items[0] for one in found(made, "redundant")] == ["2"]


def test_an_item_that_decides_for_one_kind_of_party_is_not_redundant():
    made = version(
        item("1", ratio("le", "10%")), item("2", ratio("le", "5%"), kinds=["enterprise", "individual_business"])
    )
    assert found(made, "redundant") == []


def test_overlapping_items_with_different_results_are_told_with_a_case_that_meets_both():
    made = version(item("1", ratio("le", "10%")), item("2", amount("le", "100万元"), measure="interview"))
    (overlap,) = found(made, "overlap")
    assert overlap.items == ("1", "2") and "系统取较轻的：不予行政处罚，轻微违法警示" in overlap.text_zh
    sheet = overlap.examples[0].sheet
    assert verdicts(made, sheet) == {"1": True, "2": True}
    assert assessed(made, {**sheet, "discovered_date": "2026-02-01", "active_list": "TRIAL"}).measure == "warning"


def test_bands_that_touch_do_not_overlap_and_leave_no_gap():
    made = version(
        item("1", ratio("le", "10%")),
        item("2", all_of(ratio("gt", "10%"), ratio("le", "20%")), measure="interview"),
    )
    assert check_list(made, LAW) == ()


@pytest.mark.parametrize(
    ("upper", "words"),
    [("10.1%", "超过10%、10.1%以下"), ("10%", None), ("10.001%", "超过10%、10.001%以下")],
)
def test_a_gap_between_two_bands_is_told_with_a_case_in_it(upper, words):
    made = version(
        item("1", ratio("le", "10%"), measure="reminder"), item("2", all_of(ratio("gt", upper), ratio("le", "20%")))
    )
    gaps = found(made, "gap")
    if words is None:
        assert gaps == []
        return
    (gap,) = gaps
    assert gap.items == ("1", "2") and words in gap.text_zh
    assert set(verdicts(made, gap.examples[0].sheet).values()) == {False}


def test_a_single_value_left_out_is_a_gap():
    made = version(item("1", ratio("lt", "10%")), item("2", all_of(ratio("gt", "10%"), ratio("le", "20%"))))
    (gap,) = found(made, "gap")
    assert "差错率10%的没有规定" in gap.text_zh


def test_a_worse_case_treated_more_lightly_is_told_with_both_cases():
    made = version(
        item("1", ratio("le", "10%"), measure="interview"),
        item("2", all_of(ratio("gt", "10%"), ratio("le", "20%")), measure="reminder"),
    )
    (wrong,) = found(made, "not_monotone")
    better, worse = (verdicts(made, one.sheet) for one in wrong.examples)
    assert (better, worse) == ({"1": True, "2": False}, {"1": False, "2": True})


def test_a_lower_limit_without_anything_below_it_is_not_monotone():
    (wrong,) = found(version(item("1", ratio("ge", "10%"))), "not_monotone")
    assert wrong.items == ("1",) and "不命中任何一项" in wrong.examples[0].text_zh


def test_a_better_flag_that_costs_the_item_is_not_monotone():
    (wrong,) = found(version(item("1", test_on("first_offence", "eq", False))), "not_monotone")
    assert "更重反而更轻" in wrong.title_zh


@pytest.mark.parametrize(
    ("measure", "told"), [("reminder", True), ("warning", False), ("warning/admonition", False), ("interview", False)]
)
def test_what_the_law_itself_says_is_no_favour_but_a_lighter_measure_is(measure, told):
    """33①后 says 可以不予 to the better case as well, with a warning; only a lighter measure is more than that."""
    condition = all_of(ratio("gt", "10%"), ratio("le", "20%"))
    one = {
        **item("1", condition, measure=measure),
        "outcome": "NP_DISCRETIONARY_FIRST",
        "binding": "may",
        "supplies": "",
    }
    assert bool(found(version(one), "not_monotone")) is told


def test_bands_that_are_monotone_only_as_a_union_pass():
    band = all_of(ratio("gt", "15%"), ratio("le", "20%"), amount("le", "1000万元"))
    made = version(item("1", ratio("le", "15%")), item("2", band))
    assert [one.check for one in check_list(made, LAW)] == []


def test_an_order_on_a_fact_without_direction_is_told():
    (told,) = found(version(item("1", test_on("reported", "le", "100"))), "unordered")
    assert "没有轻重方向" in told.title_zh


@pytest.mark.parametrize("seed", range(25))
def test_every_example_of_a_random_list_shows_what_it_says(seed):
    made = version(*random_items(Random(seed), 8))
    for one in check_list(made, LAW):
        met = [verdicts(made, example.sheet) for example in one.examples]
        if one.check == "dead" and "自相矛盾" in one.text_zh:
            assert all(not each[one.items[0]] for each in met)
        elif one.check in ("overlap", "redundant"):
            assert all(each[number] is True for each in met for number in one.items[:2])
        elif one.check == "gap":
            assert all(not any(each.values()) for each in met)
        assert all(example.text_zh for example in one.examples)
