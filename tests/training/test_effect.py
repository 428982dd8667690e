"""Did it help: who violated again within twelve months, with intervals and no percentage under ten cases."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import ActState
from cases.models import Fact, PenaltyProcedure
from parties.models import Party
from tests import factories as people
from tests.training import factories
from training.effect import effect
from training.intervals import wilson

pytestmark = pytest.mark.django_db
THEN, NOW = date(2025, 3, 1), date(2026, 6, 1)


def decided(cast, name: str, on: date = THEN, **more):
    party = Party.objects.filter(name=name).first() or people.party(name, by=cast.officer1)
    return factories.act(cast, ActState.DECIDED, party=party, on=on, **more)


def happened(cast, act, on: date) -> None:
    Fact.objects.create(case=act.case, act=act, key="act_date", value=on.isoformat(), recorded_by=cast.officer1)


def counts(on: date = NOW) -> dict[tuple[str, str], tuple[int, int]]:
    return {(row.measure, row.learning): (row.share.hits, row.share.cases) for row in effect(on=on).rows}


def test_a_second_violation_within_a_year_counts_once(cast):
    decided(cast, "甲厂")
    decided(cast, "乙厂")
    for month in (5, 7):
        happened(cast, decided(cast, "甲厂", date(2025, 8, month)), date(2025, month, 1))
    assert counts(date(2026, 3, 1)) == {("warning", "none"): (1, 2)}


def test_a_violation_of_before_the_decision_found_later_is_no_relapse(cast):
    decided(cast, "甲厂")
    happened(cast, decided(cast, "甲厂", date(2025, 8, 1)), date(2025, 2, 1))
    assert counts(date(2026, 3, 1)) == {("warning", "none"): (0, 1)}


def test_where_the_day_of_the_act_is_unknown_the_day_of_discovery_counts(cast):
    decided(cast, "甲厂")
    decided(cast, "甲厂", date(2025, 8, 1))
    assert counts(date(2026, 3, 1)) == {("warning", "none"): (1, 1)}


def test_after_twelve_months_it_counts_no_more(cast):
    decided(cast, "甲厂")
    happened(cast, decided(cast, "甲厂", date(2026, 4, 1)), date(2026, 3, 2))
    assert counts() == {("warning", "none"): (0, 1)}


def test_decisions_whose_year_is_not_over_are_left_out(cast):
    decided(cast, "甲厂", date(2025, 6, 2))
    assert counts() == {} and effect(on=NOW).total.words == "没有"


def test_what_was_not_established_is_no_violation(cast):
    decided(cast, "甲厂")
    decided(cast, "甲厂", date(2025, 8, 1), outcome="NP_NOT_ESTABLISHED", measure="")
    assert counts() == {("warning", "none"): (0, 1)}


def test_a_penalty_procedure_under_way_has_established_nothing_yet(cast):
    decided(cast, "甲厂")
    again = factories.act(cast, party=Party.objects.get(), on=date(2025, 8, 1), outcome="PENALTY", measure="")
    happened(cast, again, date(2025, 7, 1))
    PenaltyProcedure.objects.create(
        act=again,
        assessment=again.opinion.assessment,
        opinion=again.opinion,
        outcome="PENALTY",
        reasons="没有改正",
        opened_on=date(2025, 8, 2),
        opened_by=cast.leader1,
        author=cast.officer1,
    )
    assert counts(date(2026, 3, 1)) == {("warning", "none"): (0, 1)}


def test_another_act_of_the_same_file_is_no_relapse(cast):
    act = decided(cast, "甲厂")
    happened(cast, act, date(2025, 4, 1))
    assert counts() == {("warning", "none"): (0, 1)}


def test_rows_go_by_measure_and_by_learning(cast):
    unit = factories.learning_unit(cast)
    factories.learn(cast, factories.learning_offer(cast, decided(cast, "甲厂"), unit=unit))
    factories.learning_offer(cast, decided(cast, "乙厂"), unit=unit)
    decided(cast, "丙厂", measure="reminder")
    later = date(timezone.localdate().year + 2, 1, 1)
    assert counts(later) == {("reminder", "none"): (0, 1), ("warning", "done"): (0, 1), ("warning", "offered"): (0, 1)}
    found = effect(on=later)
    assert [(row.measure_name, row.share.cases) for row in found.by_measure] == [("提醒", 1), ("警示", 2)]
    assert {row.learning_name: row.share.cases for row in found.by_learning} == {
        "学完": 1,
        "没有提供": 1,
        "提供了，没有学完": 1,
    }


def test_learning_after_the_relapse_is_not_counted_as_learnt(cast):
    act = decided(cast, "甲厂")
    happened(cast, decided(cast, "甲厂", date(2025, 8, 1)), date(2025, 7, 1))
    factories.learn(cast, factories.learning_offer(cast, act))
    assert counts(date(2026, 3, 1)) == {("warning", "offered"): (1, 1)}


def test_below_ten_cases_there_is_no_percentage(cast):
    share = wilson(3, 9)
    assert share.percent is None and share.words == "3/9，不足10件，不计比例"


def test_the_interval_by_hand():
    """Checked against the published formula: 8 of 40 → 20 %, 10.5 % to 34.8 %."""
    share = wilson(8, 40)
    assert (share.percent, share.low, share.high) == (Decimal("20.0"), Decimal("10.5"), Decimal("34.8"))
    assert "20.0%（95%区间10.5%至34.8%）" in share.words


@given(st.integers(10, 400).flatmap(lambda cases: st.tuples(st.integers(0, cases), st.just(cases))))
def test_the_interval_holds_its_share_and_stays_within_the_scale(pair):
    share = wilson(*pair)
    assert 0 <= share.low <= share.percent <= share.high <= 100
