"""Data checks and records of earlier years come in through the same preview as late lists."""

from datetime import date

import pytest

from cases.enums_intake import RowPlan, RowState
from cases.models import Lead, PastDecision
from cases.services import intake as verbs
from cases.services import intake_steps as steps
from tests import factories
from tests.cases import lists
from tests.cases.test_intake import desk, run  # noqa: F401

pytestmark = pytest.mark.django_db
CHECK_HEADS = ("单位名称", "统一社会信用代码", "表号", "报告期", "指标", "计量单位", "上报数", "核实数", "应报数")
PAST_HEADS = ("当事人", "信用代码", "案由", "结果", "决定日期", "文号", "出处")


def brought(actor, kind, heads, rows):
    batch = verbs.hand_in(actor=actor, kind=kind, upload=("a.xlsx", lists.xlsx(rows, heads)))
    while steps.prepare_some(batch.pk, {}):
        pass
    batch.refresh_from_db()
    return batch


def pair(number, reported, actual, **other):
    name = f"重庆第{number}号机械制造有限公司"
    head = [name, lists.code(number), "B204-1", "2026年5月", other.get("indicator", "工业总产值"), "万元"]
    return [*head, reported, actual, other.get("reportable", "")]


def past(number=1, **other):
    return [
        f"重庆第{number}号机械制造有限公司",
        lists.code(number),
        other.get("offence", "迟报统计资料"),
        other.get("outcome", "警告"),
        other.get("on", "2025-05-08"),
        "黔统罚决字〔2025〕4号",
        "2025年第4卷",
    ]


def test_a_pair_becomes_a_lead_with_the_ratio_by_the_lists_definition(desk):  # noqa: F811
    batch = run(desk.officer1, brought(desk.officer1, "data_check", CHECK_HEADS, [pair(1, 4860, 4500)]))
    lead = Lead.objects.get()
    assert lead.source == "data_check" and "上报4860万元，核实4500万元" in lead.description
    assert "差错率8" in lead.description and batch.rows.get().state == RowState.DONE


def test_figures_that_agree_are_nothing_and_no_denominator_gives_no_ratio(desk):  # noqa: F811
    rows = [pair(1, 4500, 4500), pair(2, 300, 0), pair(3, "约三百", 200)]
    batch = brought(desk.officer1, "data_check", CHECK_HEADS, rows)
    first, second, third = batch.rows.order_by("line")
    assert (first.plan, second.plan, third.plan) == (RowPlan.NONE, RowPlan.PERSON, RowPlan.WRONG)
    assert "差错率不适用" in second.words and "不是数" in third.faults[0]["message"]


def test_the_same_check_twice_makes_no_second_lead(desk):  # noqa: F811
    rows = [pair(1, 4860, 4500)]
    run(desk.officer1, brought(desk.officer1, "data_check", CHECK_HEADS, rows))
    again = brought(desk.officer1, "data_check", CHECK_HEADS, rows)
    assert again.rows.get().plan == RowPlan.KNOWN and Lead.objects.count() == 1


def test_records_of_earlier_years_are_found_by_the_first_offence_check(desk):  # noqa: F811
    run(desk.officer1, brought(desk.officer1, "past", PAST_HEADS, [past(1), past(1)]))
    row = PastDecision.objects.get()
    assert (row.violation, row.outcome, row.decided_on) == ("LATE", "PENALTY", date(2025, 5, 8))
    late = verbs.hand_in(
        actor=desk.officer1, kind="late_list", upload=("b.xlsx", lists.xlsx([lists.row(1)])), harm="none", screened=True
    )
    steps.prepare_some(late.pk, {})
    assert late.rows.get().first_offence == "found"
    again = brought(desk.officer1, "past", PAST_HEADS, [past(1)])
    assert again.rows.get().plan == RowPlan.KNOWN


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"offence": "晚报"}, "没有“晚报”这个案由"),
        ({"outcome": "算了"}, "认不出“算了”"),
        ({"on": "2025-02-30"}, "没有这一天"),
    ],
)
def test_what_an_old_record_says_must_be_understood(desk, other, words):  # noqa: F811
    row = brought(desk.officer1, "past", PAST_HEADS, [past(1, **other)]).rows.get()
    assert row.plan == RowPlan.WRONG and words in row.faults[0]["message"]


def test_a_known_unit_keeps_its_kind(desk):  # noqa: F811
    organ = factories.party("黔江区某局", "state_organ", by=desk.officer1, credit_code=lists.code(7, "11"))
    rows = [["黔江区某局", lists.code(7, "11"), "B204-1", "2026年5月", "人数", "人", 12, 10, ""]]
    assert brought(desk.officer1, "data_check", CHECK_HEADS, rows).rows.get().party == organ
