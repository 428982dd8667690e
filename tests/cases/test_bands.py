"""A fine outside the band of the baseline is said with its reason, or not stored."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import PriorNotice
from records.errors import DomainError
from tests.cases.story import Story

SMALL = "当事人确有困难，所涉差错已在汇总前更正。"


def in_procedure(story):
    """An untrue figure corrected too late, its history searched: the lowest band, up to 20000元."""
    story.registered().filed().untrue().know(harm="none", minor_act=True).screened()
    story.registers_complete().first_checked().order_served("2026-05-18")
    story.on("2026-05-20").rechecked("full", "2026-05-19")
    story.signed()
    Story.decided(story)
    story.act.refresh_from_db()
    story.reported()
    return story


def test_a_fine_within_the_band_needs_no_further_reason(story):
    notice = in_procedure(story).notified(fine=10000)
    assert (notice.band_least, notice.band_most, notice.band_reason) == (0, 20000, "")
    assert not notice.is_outside_band


def test_a_fine_outside_the_band_is_refused_without_a_reason(story):
    in_procedure(story)
    with pytest.raises(DomainError, match="不在裁量基准的幅度") as refused:
        story.notified(fine=30000)
    assert refused.value.field == "band_reason"
    assert not PriorNotice.objects.exists()


def test_with_a_reason_it_is_stored_logged_and_printed(story):
    notice = in_procedure(story).notified(fine=30000, band_reason=SMALL)
    assert notice.is_outside_band and notice.band_reason == SMALL
    assert SMALL.rstrip("。") in notice.paper.context["reasons"]
    assert "基准" not in notice.paper.context["reasons"]


def test_the_reason_of_the_notice_stands_for_the_same_fine_at_the_decision(story):
    in_procedure(story).told(30000, band_reason=SMALL)
    story.spoke()
    decision = story.punished(30000)
    assert (decision.band_least, decision.band_most, decision.band_reason) == (0, 20000, SMALL)


def test_a_fine_lowered_into_the_band_keeps_no_reason(story):
    in_procedure(story).told(30000, band_reason=SMALL)
    story.spoke()
    assert story.punished(20000).band_reason == ""


def test_another_fine_outside_the_band_needs_its_own_reason(story):
    in_procedure(story).told(30000, band_reason=SMALL)
    story.spoke()
    with pytest.raises(DomainError, match="不在裁量基准的幅度"):
        story.punished(25000)


def test_while_the_history_is_not_searched_the_band_is_open_and_asks_no_reason(story):
    notice = story.in_procedure().notified(fine=60000)
    assert notice.band_most is None and not notice.is_outside_band
    assert story.act.assessment.answer["discretion"]["questions"] == ["prior_same_type"]


def test_the_database_refuses_a_fine_outside_the_band_without_reason(story):
    notice = in_procedure(story).notified(fine=10000)
    with pytest.raises(IntegrityError, match="notice_outside_band_with_reason"), transaction.atomic():
        PriorNotice.objects.filter(pk=notice.pk).update(fine=30000)


def test_the_recommendation_page_shows_the_bands_and_where_the_case_falls(story, signed_in, cast):
    in_procedure(story)
    page = signed_in(cast.officer1).get(f"/cases/{story.case.pk}/acts/{story.act.order}/recommendation/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "提供不真实统计资料裁量基准" in text and "示范数据" in text
    assert [row["severity"] for row in page.context["bands"]["rows"] if row["is_hit"]] == ["较轻"]
