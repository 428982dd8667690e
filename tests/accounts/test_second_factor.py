"""The code on the phone: right by the standard, asked for after the password, used once, reset by the security administrator."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts import second_factor, totp
from accounts.models import Bureau, RecoveryCode, SecondFactor, SignIn
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.factories import PASSWORD

SIGN_IN, CODE, OWN, ALL = (
    "/accounts/sign-in/",
    "/accounts/sign-in/code/",
    "/accounts/second-factor/",
    "/accounts/second-factors/",
)
# RFC 6238, appendix B, SHA-1: seconds and the eight digits of the secret 12345678901234567890.
VECTORS = [
    (59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
    (2000000000, "69279037"), (20000000000, "65353130"),
]  # fmt: skip


@pytest.fixture
def strict(cast):
    Bureau.objects.update(is_demo=False)
    return cast


def now_code(user, off=0):
    return totp.code(SecondFactor.objects.get(user=user).key, totp.step_at(timezone.now().timestamp()) + off)


def enrolled(user):
    second_factor.show(actor=user)
    return second_factor.confirm(actor=user, code=now_code(user, -1))


def sign_in(client, user, **more):
    return client.post(SIGN_IN, {"username": user.username, "password": PASSWORD} | more)


@pytest.mark.parametrize(("seconds", "digits"), VECTORS)
def test_the_codes_are_those_of_the_standard(seconds, digits):
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert totp.code(key, totp.step_at(seconds), digits=8) == digits
    assert totp.matching_step(key, digits[-6:], seconds + 30) == totp.step_at(seconds)
    assert totp.matching_step(key, digits[-6:], seconds + 61) is None


def test_the_key_lies_closed_in_the_database(strict):
    key = second_factor.show(actor=strict.leader1).key
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM accounts_secondfactor")
        (held,) = cursor.fetchone()
    assert held.startswith("f1:") and key not in held
    assert second_factor.show(actor=strict.leader1).key == key


def test_who_must_have_a_second_factor_does_nothing_before(client, strict):
    assert sign_in(client, strict.leader1).url == OWN
    assert client.get("/accounts/profile/").url == OWN
    page = client.get(OWN).content.decode()
    assert "您的角色须启用双因素认证" in page and "data:image/svg+xml" in page
    assert "验证码不正确" in client.post(OWN, {"code": "000000x"}).content.decode()
    done = client.post(OWN, {"code": now_code(strict.leader1)}).content.decode()
    assert "恢复码" in done and RecoveryCode.objects.count() == 10
    assert client.get("/accounts/profile/").status_code == 200
    assert "已启用" in client.get(OWN).content.decode()


def test_nobody_is_signed_in_between_password_and_code(client, strict):
    enrolled(strict.leader1)
    assert sign_in(client, strict.leader1, next="/accounts/profile/").url == CODE
    assert "_auth_user_id" not in client.session
    assert client.get("/accounts/profile/").url.startswith(SIGN_IN)
    wrong = client.post(CODE, {"code": "000000"})
    assert "验证码不正确" in wrong.content.decode() and "_auth_user_id" not in client.session
    assert client.post(CODE, {"code": now_code(strict.leader1)}).url == "/accounts/profile/"
    assert [row.outcome for row in SignIn.objects.order_by("pk")] == ["code", "in"]


def test_a_code_works_once_and_the_step_before_it_no_more(client, strict):
    enrolled(strict.leader1)
    code = now_code(strict.leader1)
    assert second_factor.is_right(user=strict.leader1, code=f"{code[:3]} {code[3:]}")
    assert not second_factor.is_right(user=strict.leader1, code=code)
    assert not second_factor.is_right(user=strict.leader1, code=now_code(strict.leader1, -1))


def test_a_recovery_code_works_once_and_leaves_a_row(strict):
    word = enrolled(strict.leader1)[3]
    assert word not in str(list(RecoveryCode.objects.values()))
    assert second_factor.is_right(user=strict.leader1, code=f" {word.upper()} ")
    assert not second_factor.is_right(user=strict.leader1, code=word)
    assert Event.objects.filter(verb="person.recovery_code", summary="用恢复码登录，还剩9个").count() == 1


def test_wrong_codes_wait_longer_and_longer(strict, time_machine):
    time_machine.move_to("2026-06-08 09:00+08:00", tick=False)
    enrolled(strict.leader1)
    for _ in range(3):
        assert not second_factor.is_right(user=strict.leader1, code="000000")
    with pytest.raises(DomainError, match="请等6秒再试"):
        second_factor.is_right(user=strict.leader1, code=now_code(strict.leader1))
    time_machine.shift(timedelta(seconds=7))
    assert not second_factor.is_right(user=strict.leader1, code="000000")
    with pytest.raises(DomainError, match="请等11秒再试"):
        second_factor.is_right(user=strict.leader1, code=now_code(strict.leader1))
    time_machine.shift(timedelta(hours=1))
    assert second_factor.is_right(user=strict.leader1, code=now_code(strict.leader1))


def test_the_half_way_sign_in_ends_after_five_minutes(client, strict, time_machine):
    time_machine.move_to("2026-06-08 09:00+08:00", tick=False)
    enrolled(strict.leader1)
    sign_in(client, strict.leader1)
    time_machine.shift(timedelta(seconds=301))
    assert client.post(CODE, {"code": now_code(strict.leader1)}).url == SIGN_IN
    assert "_auth_user_id" not in client.session
    assert client.get(CODE).url == SIGN_IN


def test_the_security_administrator_resets_with_a_reason_and_a_row(client, strict, signed_in):
    enrolled(strict.leader1)
    client = signed_in(strict.security1)
    said = {"user": strict.leader1.pk, "reason": "手机丢失，已当面核实本人"}
    assert "请填写理由" in client.post(ALL, said | {"reason": ""}).content.decode()
    assert client.post(ALL, said).url == ALL
    event = Event.objects.get(verb="person.factor_reset")
    assert (event.actor, event.detail) == (strict.security1, "手机丢失，已当面核实本人")
    assert not SecondFactor.objects.exists() and not RecoveryCode.objects.exists()
    page = client.get(ALL).content.decode()
    assert "应启用" in page and "未启用" in page


def test_who_may_not_reset(strict, signed_in):
    enrolled(strict.security1)
    for actor, said in ((strict.admin1, "由安全管理员重设"), (strict.security1, "不能重设本人")):
        with pytest.raises(NotAllowed, match=said):
            second_factor.reset(actor=actor, user=strict.security1, reason="丢失")
    with pytest.raises(WrongState, match="没有启用"):
        second_factor.reset(actor=strict.security1, user=strict.leader1, reason="丢失")
    with pytest.raises(WrongState, match="已经启用"):
        second_factor.show(actor=strict.security1)
    assert signed_in(strict.admin1).get(ALL).status_code == 403


def test_the_demo_bureau_asks_for_none_and_says_so(client, cast, signed_in):
    assert sign_in(client, cast.leader1).url == reverse("start")
    assert "演示环境不使用双因素认证" in client.get(OWN).content.decode()
    client.logout()
    assert "演示环境不使用双因素认证" in client.get(SIGN_IN).content.decode()
    assert "演示环境不使用双因素认证" in signed_in(cast.security1).get("/accounts/status/").content.decode()
    assert not SecondFactor.objects.exists()


def test_others_may_have_one_too(client, strict):
    assert sign_in(client, strict.officer1).url == reverse("start")
    client.get(OWN)
    assert "恢复码" in client.post(OWN, {"code": now_code(strict.officer1)}).content.decode()
    client.logout()
    assert sign_in(client, strict.officer1).url == CODE
