"""Signing in and out, the gate before every page, and what was being sent when a session ran out."""

import pytest
from django.conf import settings
from django.urls import reverse

from accounts import kept
from accounts.models import Bureau
from tests.factories import PASSWORD

SIGN_IN = "/accounts/sign-in/"


def sign_in(client, username="officer1", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password} | more)


def test_a_person_signs_in_and_lands_on_the_start_page(client, cast):
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, reverse("start"))
    assert client.session["_auth_user_id"] == str(cast.officer1.pk)


@pytest.mark.parametrize(
    ("username", "page"),
    [("admin1", "accounts:people"), ("security1", "accounts:lockouts"), ("auditor1", "accounts:audit")],
)
def test_the_three_administrators_land_on_their_own_work(client, cast, username, page):
    assert sign_in(client, username).url == reverse(page)


def test_a_wrong_password_says_what_to_do_and_not_which_of_the_two_was_wrong(client, cast):
    wrong = sign_in(client, password="wrong").content.decode()
    assert "用户名或者密码不正确" in wrong
    assert "有1处需要改正" in wrong
    assert "用户名或者密码不正确" in sign_in(client, username="nobody").content.decode()


def test_the_password_never_comes_back_into_the_page(client, cast):
    assert "wrong-secret" not in sign_in(client, password="wrong-secret").content.decode()


def test_an_account_that_was_ended_cannot_sign_in(client, cast):
    cast.officer1.is_active = False
    cast.officer1.save()
    assert sign_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


def five_wrong(client, time_machine):
    """Each after the delay that the ones before it cost."""
    for number in range(5):
        time_machine.move_to(f"2026-06-08 09:0{number}+08:00", tick=False)
        last = sign_in(client, password="wrong")
    time_machine.move_to("2026-06-08 09:05+08:00", tick=False)
    return last


def test_five_wrong_passwords_lock_and_the_page_names_who_unlocks(client, cast, settings, time_machine):
    settings.AXES_ENABLED = True
    last = five_wrong(client, time_machine)
    assert last.status_code == 429
    assert "账号已锁定30分钟" in last.content.decode()
    assert "安全管理员" in last.content.decode()
    assert sign_in(client).status_code == 429


def test_the_security_administrator_unlocks(client, cast, settings, signed_in, time_machine):
    settings.AXES_ENABLED = True
    five_wrong(client, time_machine)
    page = signed_in(cast.security1).get(reverse("accounts:lockouts")).content.decode()
    assert "冉启明" in page
    signed_in(cast.security1).post(reverse("accounts:lockouts"), {"username": "officer1"})
    client.logout()
    assert sign_in(client).status_code == 302


def test_demo_accounts_show_while_demo_data_is_on(client, cast):
    page = client.get(SIGN_IN).content.decode()
    assert "演示账号" in page
    assert all(f"?as={name}" in page for name in ("officer1", "head1", "leader1", "auditor1"))


def test_one_click_fills_a_demo_account_without_javascript(client, cast):
    page = client.get(f"{SIGN_IN}?as=head1").content.decode()
    assert 'value="head1"' in page
    assert f'value="{PASSWORD}"' in page


@pytest.mark.parametrize("real", ["setting", "bureau"])
def test_demo_accounts_and_their_password_are_hidden_in_real_use(client, cast, settings, real):
    if real == "setting":
        settings.FLEX_DEMO = False
    else:
        Bureau.objects.update(is_demo=False)
    page = client.get(f"{SIGN_IN}?as=head1").content.decode()
    assert "演示账号" not in page
    assert PASSWORD not in page
    assert "示范数据" not in page


def test_signing_out_takes_a_post(client, cast):
    sign_in(client)
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post(reverse("accounts:sign_out")).url == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_a_stranger_is_led_to_sign_in_and_back_to_the_page(client, cast):
    asked = client.get(reverse("accounts:profile"))
    assert asked.url == f"{SIGN_IN}?next=%2Faccounts%2Fprofile%2F"
    assert sign_in(client, next="/accounts/profile/").url == "/accounts/profile/"


def test_an_outside_address_is_never_followed(client, cast):
    assert sign_in(client, next="https://elsewhere.example/").url == reverse("start")


def test_an_empty_installation_leads_to_its_set_up(client, db):
    assert client.get(reverse("accounts:profile")).url == reverse("accounts:set_up")
    assert client.get(SIGN_IN).url == reverse("accounts:set_up")


def expire(client):
    """The session runs out; the browser keeps its other cookies."""
    del client.cookies[settings.SESSION_COOKIE_NAME]


def test_what_was_sent_after_the_session_ran_out_comes_back_after_sign_in(client, cast):
    sign_in(client)
    expire(client)
    lost = client.post(reverse("accounts:stand_ins"), {"reason": "参加全市统计执法培训", "deputy": "3"})
    assert lost.url == f"{SIGN_IN}?expired=1"
    assert "刚才写的内容没有丢" in client.get(lost.url).content.decode()
    assert sign_in(client).url == reverse("accounts:resume")
    page = client.get(reverse("accounts:resume")).content.decode()
    assert "参加全市统计执法培训" in page
    assert f'action="{reverse("accounts:stand_ins")}"' in page


def test_sending_the_kept_form_again_uses_it_up(client, cast):
    sign_in(client)
    expire(client)
    client.post(reverse("accounts:stand_ins"), {"reason": "出差"})
    sign_in(client)
    client.post(reverse("accounts:stand_ins"), {"reason": "出差"})
    assert client.get(reverse("accounts:resume")).url == reverse("start")


def test_kept_content_can_be_dropped(client, cast):
    sign_in(client)
    expire(client)
    client.post(reverse("accounts:stand_ins"), {"reason": "出差"})
    sign_in(client)
    client.post(reverse("accounts:resume"))
    assert kept.SESSION_KEY not in client.session


def test_a_colleague_at_the_same_desk_never_sees_what_another_typed(client, cast):
    sign_in(client)
    expire(client)
    client.post(reverse("accounts:stand_ins"), {"reason": "只给自己看"})
    assert sign_in(client, "officer2").url == reverse("start")
    assert client.get(reverse("accounts:resume")).status_code == 302
    assert kept.SESSION_KEY not in client.session


def test_a_stranger_cannot_fill_the_session_store(client, cast):
    client.post(reverse("accounts:stand_ins"), {"reason": "x" * 1000})
    assert kept.SESSION_KEY not in client.session
    sign_in(client)
    expire(client)
    client.post(reverse("accounts:stand_ins"), {"reason": "长" * kept.LIMIT})
    assert kept.SESSION_KEY not in client.session


def test_a_draft_saved_in_the_background_is_refused_quietly(client, cast):
    sign_in(client)
    expire(client)
    assert client.post(reverse("accounts:stand_ins"), {"reason": "x"}, headers={"X-Draft": "1"}).status_code == 401


def test_a_late_answer_without_a_session_leaves_the_cookie_of_the_new_one_alone(client, cast):
    sign_in(client)
    client.session.flush()
    refused = client.post(reverse("accounts:stand_ins"), {"reason": "x"}, headers={"X-Draft": "1"})
    assert refused.status_code == 401
    assert settings.SESSION_COOKIE_NAME not in refused.cookies
    sign_in(client)
    assert client.post(reverse("accounts:sign_out")).cookies[settings.SESSION_COOKIE_NAME].value == ""


def test_a_part_of_a_page_that_asks_in_the_background_leads_nobody_away(client, cast):
    """The form of the page may be on its way at the same moment; it is kept, and leads to the sign-in."""
    sign_in(client)
    expire(client)
    page = reverse("accounts:stand_ins")
    asked = client.post(reverse("accounts:profile"), {"reason": "参加全市"}, headers={"HX-Request": "true"})
    assert asked.status_code == 204 and "HX-Redirect" not in asked.headers
    assert kept.SESSION_KEY not in client.session
    assert client.post(page, {"reason": "参加全市统计执法培训"}).url == f"{SIGN_IN}?expired=1"
    assert client.session[kept.SESSION_KEY]["path"] == page


def test_passwords_and_tokens_are_not_kept(client, cast):
    sign_in(client)
    expire(client)
    client.post(reverse("accounts:password"), {"old": PASSWORD, "new": "another-long-one", "csrfmiddlewaretoken": "t"})
    assert kept.SESSION_KEY not in client.session
