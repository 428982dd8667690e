"""责令改正: drafted, issued, served, extended, re-inspected; and the recommendation made anew."""

from datetime import date

import pytest

from cases.models import Obligation
from cases.services import corrections, facts, papers
from cases.sheets import fact_sheet
from cases.tasks import banners
from records.errors import DomainError, WrongState
from records.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def investigated(story):
    """Filed, an untrue figure with everything known but the correction."""
    return story.registered().filed().untrue().know(harm="none", minor_act=True).screened()


def test_an_order_binds_nobody_before_it_is_served(investigated):
    investigated.ordered("2026-05-18")
    assert "correction" not in fact_sheet(investigated.act, date(2026, 5, 11))
    assert not Obligation.objects.filter(kind__in=["correct", "recheck"]).exists()
    with pytest.raises(DomainError) as error:
        investigated.rechecked("full", "2026-05-11")
    assert "还没有送达" in error.value.message


def test_ordering_again_changes_the_draft_not_its_number_of_papers(investigated):
    first = investigated.ordered("2026-05-18")
    again = investigated.ordered("2026-05-20")
    assert again.pk == first.pk and again.paper_id == first.paper_id
    assert again.paper.context["deadline"] == "2026-05-20"


def test_service_starts_the_partys_deadline_and_our_duty_to_look(investigated):
    investigated.order_served("2026-05-18")
    rows = {row.kind: row for row in Obligation.objects.filter(act=investigated.act)}
    assert rows["correct"].due_on == date(2026, 5, 18) and rows["correct"].bound == "party"
    assert rows["recheck"].due_on == date(2026, 5, 25) and rows["recheck"].bound == "bureau"
    sheet = fact_sheet(investigated.act, date(2026, 5, 11))
    assert sheet["correction"] == {"ordered_on": "2026-05-11", "deadline": "2026-05-18"}


def test_an_order_served_after_its_deadline_needs_an_extension_first(investigated):
    row = investigated.ordered("2026-05-12")
    papers.issue_case_paper(actor=investigated.cast.officer1, paper=row.paper)
    investigated.on("2026-05-13")
    with pytest.raises(DomainError) as error:
        papers.serve_paper(
            actor=investigated.cast.officer1,
            paper=row.paper,
            method="direct",
            served_on=date(2026, 5, 13),
            recipient="王明",
        )
    assert "先办理延期" in error.value.message


def test_a_second_order_waits_until_the_first_has_run(investigated):
    investigated.order_served("2026-05-18")
    with pytest.raises(WrongState) as error:
        investigated.ordered("2026-05-25")
    assert "已经责令改正" in error.value.message


def test_an_excused_delay_is_a_longer_deadline_with_its_reason(investigated):
    row = investigated.order_served("2026-05-18")
    corrections.extend_correction(
        actor=investigated.cast.head1, correction=row, new_deadline=date(2026, 5, 25), reason="系统停机检修"
    )
    assert (row.deadline, row.current_deadline) == (date(2026, 5, 18), date(2026, 5, 25))
    due = {item.kind: item.due_on for item in Obligation.objects.open().filter(act=investigated.act)}
    assert due == {"correct": date(2026, 5, 25), "recheck": date(2026, 6, 1)}
    investigated.on("2026-05-22")
    investigated.rechecked("full", "2026-05-21")
    assert investigated.act.assessments.first().outcome == "NP_MANDATORY_MINOR"


@pytest.mark.parametrize("day", ["2026-05-18", "2026-05-10"])
def test_a_new_deadline_is_later_than_the_old(investigated, day):
    row = investigated.order_served("2026-05-18")
    with pytest.raises(DomainError) as error:
        corrections.extend_correction(
            actor=investigated.cast.head1, correction=row, new_deadline=date.fromisoformat(day), reason="停机"
        )
    assert error.value.field == "new_deadline"


def test_the_recommendation_is_made_anew_after_the_recheck_and_the_old_one_stays(investigated):
    before = investigated.assessed()
    investigated.order_served("2026-05-18")
    investigated.on("2026-05-15")
    investigated.rechecked("full", "2026-05-14")
    after = investigated.act.assessments.first()
    assert before.pk != after.pk and before.outcome == "" and after.outcome == "NP_MANDATORY_MINOR"
    assert Event.objects.filter(summary__contains="复查后系统建议").exists()


@pytest.mark.parametrize(
    ("result", "words"),
    [("refused", "拒不改正"), ("partial", "改正后仍不符合要求"), ("none", "逾期不改正")],
)
def test_a_failed_correction_is_punished_under_a_banner(investigated, result, words):
    investigated.order_served("2026-05-18")
    investigated.on("2026-05-19")
    investigated.rechecked(result)
    assert investigated.act.assessments.first().outcome == "PENALTY"
    assert [words in row.title for row in banners(investigated.case)] == [True]
    assert Obligation.objects.open().filter(kind="correct").exists()


@pytest.mark.parametrize(("done_on", "outcome"), [("2026-05-18", "NP_MANDATORY_MINOR"), ("2026-05-19", "PENALTY")])
def test_the_last_day_of_the_deadline_is_in_time_and_the_next_is_not(investigated, done_on, outcome):
    investigated.order_served("2026-05-18")
    investigated.on("2026-05-20")
    investigated.rechecked("full", done_on)
    assert investigated.act.assessments.first().outcome == outcome


def test_a_recommendation_from_before_the_recheck_carries_no_opinion(investigated):
    investigated.order_served("2026-05-18")
    row = investigated.assessed()
    with pytest.raises(DomainError) as error:
        investigated.proposed()
    assert "还有没查明的事实" in error.value.message
    assert row.outcome == ""


def test_a_self_correction_is_verified_without_an_order(investigated):
    investigated.rechecked("full", "2026-05-10")
    assert investigated.act.assessments.first().outcome == "NP_MANDATORY_MINOR"
    assert investigated.proposed().outcome == "NP_MANDATORY_MINOR"


def test_beside_an_order_the_correction_is_not_typed_as_a_fact(investigated):
    investigated.order_served("2026-05-18")
    with pytest.raises(DomainError) as error:
        facts.record_fact(actor=investigated.cast.officer1, act=investigated.act, key="correction.result", value="full")
    assert "登记复查" in error.value.message


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": date(2026, 5, 20)}, "on"),
        ({"on": date(2026, 5, 10)}, "on"),
        ({"done_on": date(2026, 5, 12)}, "done_on"),
        ({"done_on": None}, "done_on"),
        ({"result": "none"}, "done_on"),
        ({"note": " "}, "note"),
    ],
)
def test_days_and_words_of_a_recheck_must_fit(investigated, fields, field):
    investigated.order_served("2026-05-18")
    given = {"on": date(2026, 5, 11), "result": "full", "done_on": date(2026, 5, 11), "note": "核对报表"}
    with pytest.raises(DomainError) as error:
        corrections.record_recheck(actor=investigated.cast.officer1, act=investigated.act, **(given | fields))
    assert error.value.field == field
