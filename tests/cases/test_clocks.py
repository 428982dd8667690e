"""Deadlines: rule, unit, start and pauses are shown; who is warned when; the calendar tells numbers and days only."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import DeadlineWarning, LimitPause, Obligation
from cases.schedule import clocks_of, clocks_of_section
from cases.services import limits, sanctions, warnings
from cases.workflow import TRANSITIONS
from records.errors import DomainError, WrongState
from rules.clocks import clock
from tests.cases.story import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(story):
    return story.registered().filed()


def paused(story, ground: str = "appraisal"):
    return limits.pause_limit(
        actor=story.cast.leader1, case=story.case, ground=ground, first=today(), words="委托鉴定差错数额"
    )


def test_every_clock_says_its_rule_unit_and_start(filed):
    (row,) = clocks_of(filed.cast.officer1, today())
    assert (row.span, row.unit, row.on) == ("3个月", "calendar", date(2026, 8, 11))
    assert row.rule and row.start == "2026年5月11日立案" and "冉启明" in row.officers


def test_a_pause_takes_its_days_out_of_the_limit(filed):
    paused(filed)
    (row,) = clocks_of(filed.cast.officer1, today())
    assert row.stands_still and row.on is None and "鉴定" in row.rule + row.source
    filed.on("2026-05-20")
    limits.resume_limit(actor=filed.cast.officer1, case=filed.case, last=date(2026, 5, 20), words="鉴定意见收到")
    (row,) = clocks_of(filed.cast.officer1, today())
    assert row.on == date(2026, 8, 20)
    assert filed.case.limit_pauses.get().last == date(2026, 5, 20)


def test_the_limit_is_not_extended_while_it_stands_still(filed):
    paused(filed)
    with pytest.raises(WrongState) as error:
        sanctions.extend_limit(actor=filed.cast.leader1, case=filed.case, reason="案情复杂")
    assert "先恢复" in error.value.message


def test_a_limit_that_ran_out_cannot_be_paused_afterwards(filed):
    filed.on("2026-08-12")
    with pytest.raises(DomainError) as error:
        paused(filed)
    assert "已经届满" in error.value.message


def test_the_database_keeps_pauses_apart_and_as_they_were(filed):
    row = paused(filed)
    with pytest.raises(IntegrityError), transaction.atomic():
        LimitPause.objects.filter(pk=row.pk).update(first=date(2026, 5, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        LimitPause.objects.create(
            case=filed.case,
            ground="hearing",
            words="试",
            first=today(),
            last=today(),
            resumed_by=filed.cast.officer1,
            resumed_words="试",
            paused_by=filed.cast.leader1,
        )


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-08-07", set()),
        ("2026-08-08", {"officer1", "officer2"}),
        ("2026-08-11", {"officer1", "officer2", "head1"}),
        ("2026-08-12", {"officer1", "officer2", "head1", "leader1", "leader2"}),
    ],
)
def test_officers_are_warned_first_then_the_head_then_the_leaders(filed, day, told):
    warnings.send_warnings(on=date.fromisoformat(day))
    assert set(DeadlineWarning.objects.values_list("user__username", flat=True)) == told


def test_nobody_is_warned_twice_of_the_same(filed):
    filed.on("2026-08-12")
    first = warnings.send_warnings()
    assert first > 0 and warnings.send_warnings() == 0
    notice = filed.cast.head1.notices.get()
    assert "已经逾期" in notice.text and notice.link


def test_what_was_done_meanwhile_warns_nobody(filed):
    Obligation.objects.filter(case=filed.case).update(fulfilled_at=filed.case.registered_at)
    assert warnings.send_warnings(on=date(2026, 8, 12)) == 0


def test_mail_goes_where_a_server_is_set_and_says_number_and_day_only(filed, settings):
    who = filed.cast.officer1
    warnings.set_mail(actor=who, email="rqm@example.com")
    warnings.send_warnings(on=date(2026, 8, 8))
    assert mail.outbox == []
    settings.EMAIL_HOST = "mail.example.com"
    warnings.send_warnings(on=date(2026, 8, 11))
    (sent,) = mail.outbox
    assert sent.to == ["rqm@example.com"]
    assert filed.case.number in sent.subject and filed.case.party.name not in sent.subject + sent.body
    assert DeadlineWarning.objects.get(user=who, level="today").mailed


def test_an_overdue_decision_stands_on_the_heads_page(filed, signed_in):
    filed.on("2026-08-12")
    page = signed_in(filed.cast.head1).get(reverse("cases:deadlines_section")).content.decode()
    assert "逾期1件" in page and "逾期1天" in page and "作出处理决定" in page
    assert clocks_of_section(filed.case.section, today())[0].is_late


def test_the_calendar_tells_numbers_and_days_and_ends_when_revoked(filed, client, signed_in):
    secret = warnings.open_calendar(actor=filed.cast.officer1)
    address = reverse("cases:calendar", args=[secret])
    answer = client.get(address)
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20260811" in text and f"SUMMARY:{filed.case.number} 到期" in text
    assert filed.case.party.name not in text and "冉启明" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    warnings.revoke_calendar(actor=filed.cast.officer1)
    assert client.get(address).status_code == 404


def test_a_new_calendar_link_ends_the_old_one(filed, client):
    old, new = (warnings.open_calendar(actor=filed.cast.officer1) for _ in range(2))
    assert client.get(reverse("cases:calendar", args=[old])).status_code == 404
    assert client.get(reverse("cases:calendar", args=[new])).status_code == 200
    assert client.get(reverse("cases:calendar", args=["x" * 43])).status_code == 404


def test_deadlines_of_others_are_the_heads_and_the_leaders_to_see(filed, signed_in):
    who = filed.cast
    address = reverse("cases:deadlines_person", args=[who.officer1.pk])
    for person, status in ((who.officer1, 200), (who.head1, 200), (who.leader1, 200)):
        assert signed_in(person).get(address).status_code == status
    for person, status in ((who.officer2, 404), (who.head2, 404), (who.admin1, 403)):
        assert signed_in(person).get(address).status_code == status
    assert signed_in(who.officer1).get(reverse("cases:deadlines_section")).status_code == 403


@pytest.mark.parametrize("name", ["calendar_open", "calendar_revoke", "deadlines_mail", "notices_read"])
def test_writes_of_the_deadline_page_take_no_get(filed, signed_in, name):
    assert signed_in(filed.cast.officer1).get(reverse(f"cases:{name}")).status_code == 405


def test_the_page_shows_a_new_address_once(filed, signed_in):
    client = signed_in(filed.cast.officer1)
    page = client.post(reverse("cases:calendar_open")).content.decode()
    assert ".ics" in page and "以后不再显示" in page
    assert ".ics" not in client.get(reverse("cases:deadlines")).content.decode()


def test_the_page_asks_the_database_no_more_for_more_clocks(filed, signed_in, django_assert_max_num_queries):
    client = signed_in(filed.cast.officer1)
    address = reverse("cases:deadlines")
    for number in range(12):
        Obligation.objects.create(
            case=filed.case, kind="revisit", title=f"回访{number}", bound="bureau", due_on=today() + timedelta(days=9)
        )
    with django_assert_max_num_queries(16):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        (date(2026, 2, 13), date(2026, 3, 2)),  # 2月15日至23日春节放假，14日、28日上班
        (date(2026, 9, 30), date(2026, 10, 15)),  # 10月1日至7日国庆放假，10日上班
    ],
)
def test_working_days_over_the_holidays_of_2026_are_those_of_the_official_calendar(law, decided, last):
    due = clock("serve_by").due(decided, law.calendar)
    assert (due.on, due.provisional) == (last, False)


def test_pausing_and_resuming_are_verbs_of_the_table():
    assert {"pause_limit", "resume_limit"} <= set(TRANSITIONS)
