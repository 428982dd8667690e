"""首违核查: what is searched, what counts, and that 未查 is never 无."""

from datetime import date

import pytest

from cases.enums import CheckResult
from cases.models import PastDecision
from cases.services import facts, history
from cases.sheets import fact_sheet
from cases.windows import two_years_before
from records.errors import DomainError, NotAllowed
from tests import factories

pytestmark = pytest.mark.django_db


def past(story, **fields):
    given = {
        "party": story.case.party,
        "violation": "UNTRUE_DATA",
        "outcome": "PENALTY",
        "decided_on": date(2025, 3, 3),
        "source": "2025年第4卷",
        "number": "黔统罚决〔2025〕4号",
        "recorded_by": story.cast.officer1,
    }
    return PastDecision.objects.create(**(given | fields))


def check(story):
    story.act.refresh_from_db()
    return facts.check_first_offence(actor=story.cast.officer1, act=story.act)


@pytest.fixture
def searched(story):
    """An act of 8 May 2026: the window is 2025 and 2026 to that day. Registers complete since 2020."""
    return story.registers_complete().registered().know(act_date=date(2026, 5, 8))


def test_nothing_found_in_complete_registers_says_none_and_feeds_the_sheet(searched):
    row = check(searched)
    assert (row.result, row.priors) == (CheckResult.NONE, [])
    assert (row.window, row.window_from, row.window_to) == ("natural_years_2", date(2025, 1, 1), date(2026, 5, 8))
    assert fact_sheet(searched.act, date(2026, 5, 11))["prior_same_type"] == []


@pytest.mark.parametrize("since", ["2025-01-02", "2026-01-01"])
def test_a_register_that_begins_inside_the_window_says_not_searched(story, since):
    story.registers_complete(since).registered().know(act_date=date(2026, 5, 8))
    row = check(story)
    assert row.result == CheckResult.NOT_SEARCHED
    assert "prior_same_type" not in fact_sheet(story.act, date(2026, 5, 11))


def test_a_register_complete_from_the_first_day_of_the_window_is_enough(story):
    story.registers_complete("2025-01-01").registered().know(act_date=date(2026, 5, 8))
    assert check(story).result == CheckResult.NONE


def test_no_register_declared_says_not_searched(story):
    story.registered().know(act_date=date(2026, 5, 8))
    assert check(story).result == CheckResult.NOT_SEARCHED


def test_what_a_person_answered_stands_where_the_search_could_not_say_none(story):
    story.registered().know(act_date=date(2026, 5, 8))
    check(story)
    story.know(prior_same_type=[])
    assert fact_sheet(story.act, date(2026, 5, 11))["prior_same_type"] == []


def test_a_find_counts_even_in_an_incomplete_register(story):
    story.registered().know(act_date=date(2026, 5, 8))
    past(story)
    row = check(story)
    assert row.result == CheckResult.FOUND
    assert fact_sheet(story.act, date(2026, 5, 11))["prior_same_type"] == [{"date": "2025-03-03", "result": "PENALTY"}]


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2026, 5, 8)])
def test_both_ends_of_the_window_are_inside(searched, day):
    past(searched, decided_on=day)
    assert check(searched).result == CheckResult.FOUND


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2026, 5, 9)])
def test_what_lies_outside_the_window_does_not_count(searched, day):
    past(searched, decided_on=day)
    assert check(searched).result == CheckResult.NONE


@pytest.mark.parametrize(
    "outcome", ["NP_MANDATORY_MINOR", "NP_DISCRETIONARY_FIRST", "PENALTY_SERIOUS", "NO_FINE_ORGAN"]
)
def test_an_earlier_handling_with_the_act_established_counts_also_without_a_penalty(searched, outcome):
    past(searched, outcome=outcome)
    assert check(searched).result == CheckResult.FOUND


@pytest.mark.parametrize("outcome", ["NP_NOT_ESTABLISHED", "NP_MANDATORY_NO_FAULT", "NP_TIME_BARRED"])
def test_not_established_no_fault_and_time_barred_do_not_count(searched, outcome):
    past(searched, outcome=outcome)
    assert check(searched).result == CheckResult.NONE


def test_an_annulled_decision_another_offence_and_another_party_do_not_count(searched):
    past(searched, is_annulled=True)
    past(searched, violation="LATE", number="2")
    other = factories.party("重庆别家建材有限公司", by=searched.cast.officer1)
    past(searched, party=other)
    assert check(searched).result == CheckResult.NONE


def test_the_search_is_frozen_with_its_hash(searched):
    first = check(searched)
    past(searched)
    second = check(searched)
    first.refresh_from_db()
    assert first.result == CheckResult.NONE and second.result == CheckResult.FOUND
    assert len(first.sha256) == 64 and first.sha256 != second.sha256


def test_without_the_day_of_the_act_there_is_no_window(story):
    story.registered()
    with pytest.raises(DomainError) as error:
        check(story)
    assert "行为发生在哪一天" in error.value.message


def test_the_window_of_a_late_filing_runs_from_the_day_after_it_was_due(story):
    story.registers_complete().registered("LATE", "2025年年报迟报").know(due=date(2025, 12, 31))
    row = check(story)
    assert (row.window_from, row.window_to) == (date(2025, 1, 1), date(2026, 1, 1))


def test_twenty_four_months_back_from_the_last_of_february():
    assert two_years_before(date(2024, 2, 29)) == date(2022, 2, 28)
    assert two_years_before(date(2026, 5, 8)) == date(2024, 5, 8)


def test_only_heads_and_leaders_answer_for_a_register(story):
    with pytest.raises(NotAllowed):
        history.declare_register(actor=story.cast.officer1, kind="own", complete_from=date(2020, 1, 1), note="逐卷核对")
    row = history.declare_register(actor=story.cast.head1, kind="own", complete_from=date(2020, 1, 1), note="逐卷核对")
    assert row.declared_by == story.cast.head1


def test_an_earlier_handling_is_entered_once(story):
    story.registered()
    fields = {
        "actor": story.cast.officer1,
        "party": story.case.party,
        "violation": "UNTRUE_DATA",
        "outcome": "PENALTY",
        "decided_on": date(2025, 3, 3),
        "source": "2025年第4卷",
        "number": "黔统罚决〔2025〕4号",
    }
    history.record_past_decision(**fields)
    with pytest.raises(DomainError) as error:
        history.record_past_decision(**fields)
    assert "已经补录过" in error.value.message
