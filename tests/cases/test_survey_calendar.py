"""The survey calendar: imported, moved by a later sheet, watched before its deadlines."""

from datetime import date

import pytest
from django.urls import reverse

from cases.enums_intake import RowPlan
from cases.models import ReportingTerm, SurveyForm
from cases.services import surveys
from records.errors import NotAllowed, WrongState
from records.models import Event
from tests.cases import lists
from tests.cases.test_intake import desk, hand_in, run  # noqa: F401
from tests.cases.test_intake_kinds import brought

pytestmark = pytest.mark.django_db
HEADS = ("表号", "表名", "调查制度", "报告期", "截止日", "应报单位数")


def term(code="B204-1", period="2026年5月", due="2026-06-08", expected="100"):
    return [code, "工业产销总值", "规上工业制度", period, due, expected]


@pytest.fixture
def calendar(desk):  # noqa: F811
    run(desk.officer1, brought(desk.officer1, "calendar", HEADS, [term(), term(period="2026年6月", due="2026-06-12")]))
    return desk


def test_a_sheet_becomes_forms_and_periods_and_again_changes_nothing(calendar):
    assert SurveyForm.objects.get().code == "B204-1" and ReportingTerm.objects.count() == 2
    again = brought(calendar.officer1, "calendar", HEADS, [term()])
    assert again.rows.get().plan == RowPlan.KNOWN


def test_a_later_sheet_moves_a_deadline_and_keeps_what_it_was(calendar):
    batch = brought(calendar.officer1, "calendar", HEADS, [term(due="2026-06-10")])
    assert "由2026年6月8日改为2026年6月10日" in batch.rows.get().words
    run(calendar.officer1, batch)
    assert ReportingTerm.objects.get(period="2026年5月").due_on == date(2026, 6, 10)
    assert Event.objects.filter(verb="term.record", before={"截止日": "2026-06-08", "应报": 100}).exists()


def test_a_late_list_is_held_against_the_calendar(calendar):
    batch = hand_in(calendar.officer1, [lists.row(1, form="B203"), lists.row(2, due="2026-06-05")])
    assert [
        "不在2026年制度目录" in one.faults[0]["message"] or "2026-06-08" in one.faults[0]["suggest"]
        for one in batch.rows.order_by("line")
    ] == [True, True]


def test_a_tip_is_proposed_before_the_deadline_and_once(calendar):
    (near,) = surveys.to_remind(date(2026, 6, 9))
    surveys.remind_term(actor=calendar.officer1, term=near)
    assert surveys.to_remind(date(2026, 6, 9)) == [] and Event.objects.filter(verb="term.remind").exists()
    with pytest.raises(WrongState, match="已经登记"):
        surveys.remind_term(actor=calendar.officer1, term=near)
    with pytest.raises(WrongState, match="截止"):
        surveys.remind_term(actor=calendar.officer1, term=ReportingTerm.objects.get(period="2026年5月"))
    with pytest.raises(NotAllowed):
        surveys.remind_term(actor=calendar.leader1, term=near)


def test_the_late_rate_is_told_with_and_without_a_tip(calendar, signed_in, clock):
    surveys.remind_term(actor=calendar.officer1, term=ReportingTerm.objects.get(period="2026年6月"))
    clock.move_to("2026-06-13T10:00:00+08:00")
    rows = [lists.row(1), lists.row(2), lists.row(3, period="2026年6月", due="2026-06-12", submitted="2026-06-13")]
    run(calendar.officer1, hand_in(calendar.officer1, rows))
    shown = signed_in(calendar.officer1).get(reverse("intake:calendar")).content.decode()
    assert "迟报率1.0%" in shown and "迟报率2.0%" in shown


def test_the_page_is_the_sections_and_the_tip_a_post(calendar, signed_in):
    near = ReportingTerm.objects.get(period="2026年6月")
    address = reverse("intake:remind", args=[near.pk])
    assert signed_in(calendar.officer1).get(address).status_code == 405
    assert signed_in(calendar.admin1).post(address).status_code == 403
    assert signed_in(calendar.admin1).get(reverse("intake:calendar")).status_code == 403
    signed_in(calendar.officer1).post(address)
    near.refresh_from_db()
    assert near.reminded_by == calendar.officer1
