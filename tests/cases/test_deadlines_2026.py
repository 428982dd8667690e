"""Clocks of a file over the Spring Festival and the National Day of 2026, as the official calendar has it."""

from datetime import date

import pytest

from cases.services import inquiry
from rules.clocks import case_clock, clock
from tests.cases.conftest import shipped_law
from tests.cases.inquiry_scenes import ITEMS

# 15–23 February and 1–7 October are off; 14 and 28 February, 20 September and 10 October are worked.
CASES = [
    ("hearing_request_last_day", "2026-02-13", "2026-02-27"),
    ("preserve_by", "2026-02-13", "2026-03-02"),
    ("serve_by", "2026-02-11", "2026-02-27"),
    ("pay_by", "2026-02-05", "2026-02-24"),
    ("hearing_request_last_day", "2026-09-28", "2026-10-10"),
    ("serve_by", "2026-09-30", "2026-10-15"),
    ("pay_by", "2026-09-20", "2026-10-08"),
    ("hearing_notice_last_day", "2026-10-15", "2026-09-30"),
    ("hand_in_by", "2026-09-18", "2026-09-21"),
    ("demand_wait", "2026-09-24", "2026-10-15"),
]


@pytest.mark.parametrize(("name", "start", "due"), CASES)
def test_the_clock_comes_out_as_the_official_calendar_says(name, start, due):
    found = clock(name).due(date.fromisoformat(start), shipped_law().calendar)
    assert (found.on, found.provisional) == (date.fromisoformat(due), False)


def test_the_limit_of_the_case_is_ours_and_never_waits_for_a_holiday():
    law = shipped_law()
    found = case_clock(date(2026, 7, 3), law.calendar, law.procedure)
    assert found.alert.on == date(2026, 10, 1) and found.hard.on == date(2026, 10, 3)


@pytest.mark.django_db
def test_a_file_worked_over_the_spring_festival_shows_the_same_days(story):
    story.on("2026-02-13").registered(discovered_on="2026-02-13").filed()
    row = inquiry.request_preservation(
        actor=story.cast.officer1, case=story.case, items=ITEMS, place="档案室", reason="可能被替换"
    )
    row.case = story.case
    inquiry.approve_preservation(actor=story.cast.leader1, preservation=row, approve=True)
    owed = story.case.obligations.get(kind="preserve")
    assert owed.due_on == date(2026, 3, 2) and "2月" in owed.due_words
