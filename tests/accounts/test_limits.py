"""Passwords that grow old, guesses that wait, sessions that end; and that none of it can shut a whole bureau out."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import services
from accounts.models import Bureau, LiveSession, PastPassword, SignIn, User
from records.errors import DomainError
from tests.factories import PASSWORD

SIGN_IN, OWN = "/accounts/sign-in/", "/accounts/password/"


@pytest.fixture
def strict(cast, time_machine):
    time_machine.move_to("2026-06-08 09:00+08:00", tick=False)
    Bureau.objects.update(is_demo=False)
    User.objects.update(password_set_at="2026-06-01 09:00+08:00")
    return cast


def sign_in(client, user="officer1", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": user, "password": password}, **more)


def test_the_last_five_passwords_are_not_taken_again(strict):
    user = strict.officer1
    for number in range(1, 6):
        services.set_password(actor=user, user=user, password=f"long-word-{number}")
    assert PastPassword.objects.filter(user=user).count() == 4
    for number in range(1, 6):
        with pytest.raises(DomainError, match="最近5次用过的密码相同"):
            services.set_password(actor=user, user=user, password=f"long-word-{number}")
    services.set_password(actor=user, user=user, password=PASSWORD)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_a_password_of_ninety_days_and_one_given_by_another_are_changed_first(client, strict, time_machine):
    assert sign_in(client).url == reverse("start")
    client.logout()
    time_machine.move_to("2026-08-31 09:00+08:00", tick=False)
    assert sign_in(client).url == OWN
    assert client.get("/accounts/profile/").url == OWN
    assert "请先改密码" in client.get(OWN).content.decode()
    said = {"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}
    assert "最近5次用过" in client.post(OWN, said).content.decode()
    client.post(OWN, said | {"new": "long-word-1", "again": "long-word-1"})
    assert client.get("/accounts/profile/").status_code == 200
    assert LiveSession.objects.filter(session_key=client.session.session_key).count() == 1
    services.set_password(actor=strict.admin1, user=strict.officer1, password="long-word-2")
    client.logout()
    assert sign_in(client, password="long-word-2").url == OWN


def test_the_demo_bureau_lets_old_passwords_be(client, strict, time_machine):
    Bureau.objects.update(is_demo=True)
    time_machine.move_to("2027-06-08 09:00+08:00", tick=False)
    assert sign_in(client).url == reverse("start")


def test_nothing_done_for_an_hour_ends_the_session_and_keeps_what_was_sent(client, strict, time_machine):
    sign_in(client)
    for _ in range(3):
        time_machine.shift(timedelta(minutes=59))
        assert client.get("/accounts/profile/").status_code == 200
    time_machine.shift(timedelta(minutes=61))
    lost = client.post(reverse("accounts:stand_ins"), {"reason": "参加全市统计执法培训"})
    assert lost.url == f"{SIGN_IN}?expired=1" and not LiveSession.objects.exists()
    assert sign_in(client).url == reverse("accounts:resume")


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(client, strict, time_machine):
    sign_in(client)
    for _ in range(3):
        time_machine.shift(timedelta(minutes=25))
        answer = client.get("/accounts/profile/", headers={"HX-Request": "true"})
    assert answer.status_code == 204


def test_a_day_at_work_ends_every_session(client, strict, time_machine):
    sign_in(client)
    for _ in range(14):
        time_machine.shift(timedelta(minutes=50))
        client.get("/accounts/profile/")
    time_machine.shift(timedelta(minutes=50))
    assert client.get("/accounts/profile/").url.startswith(SIGN_IN)


def test_the_fourth_browser_ends_the_first(client, client_of_another, strict):
    browsers = [client_of_another() for _ in range(4)]
    for browser in browsers:
        assert sign_in(browser).status_code == 302
    states = [browser.get("/accounts/profile/").status_code for browser in browsers]
    assert states == [302, 200, 200, 200] and LiveSession.objects.count() == 3
    browsers[1].post(reverse("accounts:sign_out"))
    assert LiveSession.objects.count() == 2


@pytest.fixture
def client_of_another(client):
    return lambda: type(client)()


@pytest.fixture
def guarded(strict, settings):
    settings.AXES_ENABLED = True
    return strict


def test_wrong_tries_wait_longer_and_longer_before_the_password_is_looked_at(client, guarded, time_machine):
    said = [sign_in(client, password="wrong").status_code for _ in range(3)]
    assert said == [200, 200, 200]
    refused = sign_in(client)
    assert refused.status_code == 429 and "请等2秒再试" in refused.content.decode()
    assert PASSWORD not in refused.content.decode() and SignIn.objects.filter(outcome="wrong").count() == 3
    time_machine.shift(timedelta(seconds=2))
    assert sign_in(client, password="wrong").status_code == 200
    assert "请等4秒再试" in sign_in(client).content.decode()
    time_machine.shift(timedelta(seconds=4))
    assert sign_in(client).status_code == 302


def test_a_name_that_nobody_has_waits_in_the_same_way(client, guarded):
    said = [sign_in(client, "nobody", "wrong").status_code for _ in range(4)]
    assert said == [200, 200, 200, 429]


def test_guessing_many_names_from_one_address_waits_too(client, guarded):
    said = [sign_in(client, f"nobody{number}", "wrong").status_code for number in range(12)]
    assert said[:10] == [200] * 10 and said[11] == 429


def test_nobody_outside_can_lock_people_out_of_their_own_browsers(client, client_of_another, guarded):
    """The attacker sits behind the same address as the whole bureau."""
    assert sign_in(client).status_code == 302
    client.post(reverse("accounts:sign_out"))
    attacker = client_of_another()
    for _ in range(30):
        sign_in(attacker, password="guess")
    assert sign_in(attacker).status_code == 429
    assert sign_in(client, password="slip").status_code == 200
    assert sign_in(client).status_code == 302


def test_ones_own_browser_is_locked_by_its_own_mistakes_and_unlocked(client, guarded, signed_in, time_machine):
    sign_in(client)
    client.post(reverse("accounts:sign_out"))
    for _ in range(5):
        time_machine.shift(timedelta(seconds=1))
        assert sign_in(client, password="slip").status_code == 200
    assert sign_in(client).status_code == 429
    time_machine.shift(timedelta(seconds=1))
    services.record_unlock(actor=guarded.security1, user=guarded.officer1)
    time_machine.shift(timedelta(seconds=1))
    assert sign_in(client).status_code == 302
