"""裁量基准: every shipped band keeps within the law, says it is a sample, and never falls when facts get worse."""

from datetime import date
from functools import cache

import pytest
from django.conf import settings

import rules
from rules.bands import cells_of, faults, load_baseline, place, worse_pairs
from rules.law import law_from_data, read_packs
from rules.offences import PackError

TODAY = date(2026, 5, 20)
PACKS = sorted(path.parent.name for path in (settings.BASE_DIR / "fixtures").glob("*/baselines.json"))
SHEET = {
    "party": {"name": "某公司", "kind": "enterprise"},
    "violation": "UNTRUE_DATA",
    "routine_screen": "clear",
    "unit": "万元",
    "reported": 10300,
    "actual": 9000,
    "act_date": "2026-05-08",
    "discovered_date": "2026-05-11",
    "correction": {"ordered_on": "2026-05-12", "deadline": "2026-05-18", "done_on": "2026-05-19", "result": "full"},
    "harm": "minor",
    "minor_act": False,
    "prior_same_type": [],
    "as_of": "2026-05-20",
}


@cache
def law(pack: str = "statistics") -> rules.Law:
    fixtures = settings.BASE_DIR / "fixtures"
    return rules.load_law(fixtures / "reference", fixtures / pack)


def band(**facts):
    return rules.assess({**SHEET, **facts}, law=law(), today=TODAY).discretion


def shipped(pack: str):
    return [(one, serious) for one in law(pack).baselines for serious in (False, True) if one.of_class(serious)]


@pytest.mark.parametrize("pack", PACKS)
def test_every_shipped_baseline_says_that_it_is_a_sample(pack):
    assert law(pack).baselines
    for baseline in law(pack).baselines:
        assert baseline.demo and "示范" in baseline.title and "示范数据" in baseline.note, baseline.code


@pytest.mark.parametrize("pack", PACKS)
def test_worse_facts_never_give_a_lower_band(pack):
    pairs = 0
    for baseline, serious in shipped(pack):
        bands = baseline.of_class(serious)
        for better, worse in worse_pairs(cells_of(bands, law(pack).facts), law(pack).facts):
            pairs += 1
            assert place(bands, better) <= place(bands, worse), (baseline.code, better, worse)
    assert pairs > 100


@pytest.mark.parametrize("pack", PACKS)
def test_a_higher_band_never_allows_a_lower_fine_and_none_leaves_the_law(pack):
    for baseline, serious in shipped(pack):
        bands = baseline.of_class(serious)
        for low, high in zip(bands, bands[1:], strict=False):
            assert low.fine[0] <= high.fine[0] and low.fine[1] <= high.fine[1], baseline.code
        assert list(faults(baseline, law(pack).offences, law(pack).facts)) == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_finable_offence_of_a_pack_has_bands_under_every_version(pack):
    missing = [
        (offence.code, rule.version, kind)
        for offence in law(pack).offences.values()
        for rule in offence.penalties
        for kind in rule.kinds
        if rule.fine
        and not any(
            one.offence == offence.code and kind in one.kinds and one.law_version == rule.version
            for one in law(pack).baselines
        )
    ]
    assert missing == []


def test_the_band_stands_in_the_answer_with_its_factors():
    found = band()
    assert (found.severity, found.fine, found.demo) == ("一般", (20000, 50000), True)
    assert ("违法数额", "1300万元") in found.factors
    assert ("首违窗口内以前的同类违法次数", "0次") in found.factors


def test_the_amount_lifts_a_small_ratio_and_the_ratio_a_small_amount():
    assert band(reported=60_600, actual=60_000).severity == "较轻"
    assert band(reported=66_000, actual=60_000).severity == "较重"
    assert band(reported=17, actual=10).severity == "重"


def test_a_zero_base_is_judged_by_the_amount_alone():
    assert band(reported=5, actual=0).severity == "较轻"
    assert band(reported=12_000, actual=0).severity == "重"


def test_figures_that_are_no_money_are_judged_by_the_ratio_alone():
    assert band(unit="人", reported=130, actual=100).severity == "一般"
    assert band(unit="人", reported=131, actual=100).severity == "较重"


def test_no_money_and_no_base_is_not_the_lightest_band():
    assert band(unit="人", reported=5, actual=0).severity == "一般"


def test_what_was_not_reported_counts_as_nothing_reported():
    assert band(reported=0, actual=500).severity == "重"


def test_repeats_lift_the_band():
    once = [{"date": "2025-06-01", "result": "警告"}]
    assert band(reported=10_100, actual=10_000, prior_same_type=once).severity == "一般"
    twice = [*once, {"date": "2025-09-01", "result": "警告"}]
    assert band(reported=10_100, actual=10_000, prior_same_type=twice).severity == "较重"


def test_unknown_facts_leave_the_band_open_and_are_named_but_are_no_question_of_the_answer():
    sheet = {key: value for key, value in SHEET.items() if key != "prior_same_type"}
    answer = rules.assess(sheet, law=law(), today=TODAY)
    assert answer.outcome == "PENALTY" and answer.questions == ()
    assert answer.discretion.fine is None
    assert answer.discretion.questions == ("prior_same_type",)
    assert [row.verdict for row in answer.discretion.rows] == ["false", "unknown", "unknown", "unknown"]


def test_a_case_without_a_fine_has_no_band():
    assert rules.assess({**SHEET, "party": {"kind": "state_organ"}}, law=law(), today=TODAY).discretion is None


def broken(change) -> list[str]:
    data = read_packs(settings.BASE_DIR / "fixtures/reference", settings.BASE_DIR / "fixtures/statistics")
    entry = next(one for one in data["baselines"] if one["code"] == "DEMO-UNTRUE_DATA-2024-U")
    change(entry)
    return list(faults(load_baseline(entry, law().facts), law().offences, law().facts))


def _reversed(entry):
    entry["bands"][1]["when"] = {"fact": "error_ratio", "op": "le", "value": "10%"}


def _beyond_the_law(entry):
    entry["bands"][3]["fine"] = [80000, 120000]


def _cheaper(entry):
    entry["bands"][2]["fine"] = [10000, 30000]


def _no_lowest(entry):
    entry["bands"][0]["when"] = {"fact": "error_ratio", "op": "le", "value": "5%"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_reversed, "反而从“一般”降为“较轻”"),
        (_beyond_the_law, "不在法定幅度以内"),
        (_cheaper, "罚款幅度却更低"),
        (_no_lowest, "不能有条件"),
    ],
)
def test_a_bad_band_is_refused_with_the_case_that_shows_it(change, says):
    assert any(says in fault for fault in broken(change))


def test_a_pack_with_a_bad_band_does_not_load():
    data = read_packs(settings.BASE_DIR / "fixtures/reference", settings.BASE_DIR / "fixtures/statistics")
    _beyond_the_law(next(one for one in data["baselines"] if one["code"] == "DEMO-UNTRUE_DATA-2024-U"))
    with pytest.raises(PackError, match="不在法定幅度以内"):
        law_from_data(data)
