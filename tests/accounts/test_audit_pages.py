"""The auditor's pages, the history of sign-ins, and the notice of a device never used before."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.enums import SignInOutcome
from accounts.models import SignIn
from accounts.views import audit
from records import rights, seals
from records.models import AuditCheck, Event
from records.services import append_event
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
HOME, EVENTS, SIGN_INS = (reverse(f"accounts:{name}") for name in ("audit", "audit_events", "audit_sign_ins"))
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/118.0.0.0 Safari/537.36"


@pytest.fixture
def auditor(cast, signed_in, time_machine):
    time_machine.move_to("2026-06-08 09:00+08:00", tick=False)
    return signed_in(cast.auditor1)


def say(actor, words, stream="cases.case", number=7):
    return append_event(actor=actor, verb="record_fact", subject=actor, stream=(stream, number), summary=words)


def read(client, url, **asked):
    answer = client.get(url, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def sign_in(client, username="officer1", password=PASSWORD):
    return client.post(
        reverse("accounts:sign_in"), {"username": username, "password": password}, headers={"User-Agent": CHROME}
    )


@pytest.mark.parametrize("url", [HOME, EVENTS, SIGN_INS])
@pytest.mark.parametrize("who", ["officer1", "leader1", "supervisor1", "admin1", "security1"])
def test_only_the_auditor_opens_the_audit(cast, signed_in, url, who):
    assert signed_in(getattr(cast, who)).get(url).status_code == 403


def test_the_page_shows_the_seals_and_a_verification_by_button(cast, auditor):
    assert "还没有校验过" in read(auditor, HOME)
    say(cast.officer1, "立案")
    made = seals.seal(day=seals.timezone.localdate())
    assert auditor.get(reverse("accounts:audit_check")).status_code == 405
    assert auditor.post(reverse("accounts:audit_check")).url == HOME
    page = read(auditor, HOME)
    assert made.hash in page and "完整，没有断开之处" in page and "沈清" in page
    assert AuditCheck.objects.get().asked_by == cast.auditor1
    assert Event.objects.filter(verb="audit.ask", actor=cast.auditor1).exists()


def test_a_broken_log_is_named_on_the_page(cast, auditor):
    AuditCheck.objects.create(
        state="broken", finished_at=seals.timezone.now(), broken=["cases.case/7：第2条事件缺失，接着的是第3条。"]
    )
    page = read(auditor, HOME)
    assert "有断开之处" in page and "cases.case/7：第2条事件缺失" in page


def test_the_auditor_reads_who_did_what_when_but_no_case(cast, auditor):
    say(cast.officer1, "登记事实：重庆峻岭建材有限公司迟报")
    say(cast.admin1, "建立账号", stream="accounts.user", number=3)
    page = read(auditor, EVENTS)
    assert "峻岭" not in page and "内容不显示" in page and "案件 7" in page and "建立账号" in page


def test_events_are_found_by_person_file_and_day(cast, auditor, signed_in, time_machine):
    say(cast.admin1, "甲", stream="accounts.user", number=1)
    time_machine.move_to("2026-06-09 23:59+08:00", tick=False)
    say(cast.security1, "乙", stream="accounts.user", number=2)
    signed_in(cast.auditor1)
    assert shown(auditor, person="任立") == {"甲"} and shown(auditor, person="security1") == {"乙"}
    assert shown(auditor, kind="accounts.user", number=2) == {"乙"}
    assert shown(auditor, since="2026-06-09", until="2026-06-09") == {"乙"}
    assert shown(auditor, until="2026-06-08") == {"甲"} and shown(auditor, person="任") == set()
    assert "结束日期不能早于开始日期" in read(auditor, EVENTS, since="2026-06-09", until="2026-06-08")
    assert auditor.get(EVENTS, {"number": "9" * 40, "kind": "x", "since": "2026-13-01"}).status_code == 200


def shown(client, **asked):
    page = read(client, EVENTS, **asked)
    return {words for words in "甲乙" if f"<span>{words}<small>" in page}


def test_pages_follow_each_other_by_key_and_ask_few_questions(
    cast, auditor, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(audit, "PAGE", 5)
    for _ in range(12):
        say(cast.officer1, "立案")
    seen, url = [], EVENTS
    while url:
        with django_assert_max_num_queries(10):
            answer = auditor.get(url, follow=True)
        seen += [event.pk for event, *_ in answer.context["table"]]
        url = EVENTS + answer.context["next_url"] if answer.context["next_url"] else ""
    assert seen == list(Event.objects.order_by("-pk").values_list("pk", flat=True))


def test_each_attempt_is_kept_and_a_typed_secret_is_not(client, cast):
    sign_in(client, password="wrong-one")
    sign_in(client, username="my-secret-password")
    sign_in(client)
    client.post(reverse("accounts:sign_out"))
    kept = [(row.user, row.outcome) for row in SignIn.objects.order_by("pk")]
    assert kept == [(cast.officer1, "wrong"), (None, "wrong"), (cast.officer1, "in"), (cast.officer1, "out")]
    assert SignIn.objects.first().browser == "Chrome 118（Windows）" and SignIn.objects.first().address == "127.0.0.1"


def test_a_locked_attempt_is_kept_as_locked(client, cast, settings, time_machine):
    settings.AXES_ENABLED = True
    for minute in range(6):
        time_machine.move_to(f"2026-06-08 09:0{minute}+08:00", tick=False)
        sign_in(client, password="wrong")
    assert SignIn.objects.filter(user=cast.officer1, outcome=SignInOutcome.LOCKED).exists()


def test_a_device_never_used_before_is_told_to_the_person_once(client, cast):
    sign_in(client)
    assert cast.officer1.notices.count() == 0
    client.post(reverse("accounts:sign_out"))
    sign_in(client)
    assert cast.officer1.notices.count() == 0
    client.cookies.clear()
    sign_in(client)
    notice = cast.officer1.notices.get()
    assert "没有用过的设备" in notice.text and notice.link == reverse("accounts:my_sign_ins")
    assert "新设备" in read(client, notice.link)


def test_a_person_sees_only_the_own_history(client, cast):
    sign_in(client, "officer2", "wrong")
    sign_in(client)
    page = read(client, reverse("accounts:my_sign_ins"))
    assert page.count('<td data-label="结果">') == 1


def test_the_auditor_finds_anybodys_sign_ins(client, cast, signed_in):
    sign_in(client)
    client.post(reverse("accounts:sign_out"))
    sign_in(client, "head1", "wrong")
    page = read(signed_in(cast.auditor1), SIGN_INS, person="冉启明")
    assert "officer1" in page and "head1" not in page
    page = read(client, SIGN_INS, outcome="wrong")
    assert "head1" in page and "（officer1）" not in page


def test_the_name_of_the_device_cookie_is_no_secret_of_the_database(client, cast):
    sign_in(client)
    cookie = client.cookies["flex_device"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie.value not in SignIn.objects.get().device


@pytest.mark.parametrize("who", ["admin1", "security1", "auditor1"])
def test_the_status_page_says_when_one_role_does_both(cast, signed_in, who):
    page = read(signed_in(getattr(cast, who)), reverse("accounts:status"))
    assert "证明力较弱" in page and "DATABASE_OWNER_URL" in page and "还没有" in page


def test_the_status_page_is_not_for_those_who_see_cases(cast, signed_in):
    assert signed_in(cast.leader1).get(reverse("accounts:status")).status_code == 403


def test_the_status_page_says_when_roles_are_apart_and_seals_stopped(cast, auditor, monkeypatch, time_machine):
    monkeypatch.setattr(rights, "weaknesses", lambda cursor: [])
    seals.seal(day=seals.timezone.localdate())
    assert "已分开" in read(auditor, reverse("accounts:status"))
    seals.seal(day=seals.timezone.localdate())
    monkeypatch.setattr("accounts.views.status.TWO_DAYS", timedelta(days=-1))
    assert "已中断" in read(auditor, reverse("accounts:status"))
