"""The second factor of a person: shown, tried, asked for at each sign-in, reset by the security administrator."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts import totp
from accounts.enums import Role
from accounts.models import RecoveryCode, SecondFactor, User
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event

PERSON = "accounts.user"
RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
FREE_FAILURES, LONGEST_BLOCK = 3, 900


def of(user: User) -> SecondFactor | None:
    """The factor in use."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()


def is_required(user: User) -> bool:
    return user.role in settings.SECOND_FACTOR_ROLES


def must_enrol(user: User) -> bool:
    return is_required(user) and of(user) is None


@transaction.atomic
def show(*, actor: User) -> SecondFactor:
    """The key to scan. The same until it is confirmed, so that a page loaded twice still fits the phone."""
    factor, _ = SecondFactor.objects.get_or_create(user=actor, defaults={"key": totp.new_key()})
    if factor.confirmed_at:
        raise WrongState("双因素认证已经启用。换手机的，请先请安全管理员重设。")
    return factor


@transaction.atomic
def confirm(*, actor: User, code: str) -> list[str]:
    """The phone shows the right code: from now on it is asked for. Returns the recovery codes, which are shown once."""
    factor = SecondFactor.objects.select_for_update().filter(user=actor).first()
    if factor is None or factor.confirmed_at:
        raise WrongState("请先扫描二维码。" if factor is None else "双因素认证已经启用。")
    step = totp.matching_step(factor.key, _digits(code), timezone.now().timestamp())
    if step is None:
        raise DomainError("验证码不正确。请核对手机的时间，等新的验证码出现后再输入。", field="code")
    factor.confirmed_at, factor.last_step = timezone.now(), step
    factor.save(update_fields=["confirmed_at", "last_step"])
    words = [
        "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(RECOVERY_CODES)
    ]
    RecoveryCode.objects.filter(user=actor).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=actor, digest=_digest(word)) for word in words)
    append_event(actor=actor, verb="person.factor", subject=actor, stream=(PERSON, actor.pk), summary="启用双因素认证")
    return words


def is_right(*, user: User, code: str) -> bool:
    """At the sign-in: a fresh code of the phone, or a recovery code. Refused in words while too many were wrong."""
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().get(user=user, confirmed_at__isnull=False)
        now = timezone.now()
        if factor.blocked_until and factor.blocked_until > now:
            seconds = int((factor.blocked_until - now).total_seconds()) + 1
            raise DomainError(f"验证码错误次数太多。请等{seconds}秒再试。", field="code")
        step = totp.matching_step(factor.key, _digits(code), now.timestamp())
        is_fresh = step is not None and step > factor.last_step
        if is_fresh:
            factor.last_step = step
        if is_fresh or _use_recovery(user, code):
            factor.failures, factor.blocked_until = 0, None
            factor.save(update_fields=["last_step", "failures", "blocked_until"])
            return True
        factor.failures = min(factor.failures + 1, 1000)
        beyond = factor.failures - FREE_FAILURES
        if beyond >= 0:
            factor.blocked_until = now + timedelta(seconds=min(5 * 2 ** min(beyond, 10), LONGEST_BLOCK))
        factor.save(update_fields=["failures", "blocked_until"])
    return False


def _use_recovery(user: User, code: str) -> bool:
    asked = _digest(code.strip().lower().replace(" ", ""))
    for row in RecoveryCode.objects.select_for_update().filter(user=user, used_at__isnull=True):
        if constant_time_compare(row.digest, asked):
            row.used_at = timezone.now()
            row.save(update_fields=["used_at"])
            left = RecoveryCode.objects.filter(user=user, used_at__isnull=True).count()
            append_event(
                actor=user,
                verb="person.recovery_code",
                subject=user,
                stream=(PERSON, user.pk),
                summary=f"用恢复码登录，还剩{left}个",
            )
            return True
    return False


@transaction.atomic
def reset(*, actor: User, user: User, reason: str) -> None:
    """The phone is lost: the person enrols anew at the next sign-in. Never for oneself."""
    if actor.role != Role.SECURITY:
        raise NotAllowed("双因素认证由安全管理员重设。请联系安全管理员。")
    if actor.pk == user.pk:
        raise NotAllowed("不能重设本人的双因素认证。请由另一名安全管理员办理，或者使用恢复码。")
    if not reason.strip():
        raise DomainError("请填写重设的理由，如“手机丢失，已当面核实本人”。", field="reason")
    if not SecondFactor.objects.filter(user=user).delete()[0]:
        raise WrongState(f"{user.name}没有启用双因素认证。")
    RecoveryCode.objects.filter(user=user).delete()
    append_event(
        actor=actor,
        verb="person.factor_reset",
        subject=user,
        stream=(PERSON, user.pk),
        summary=f"重设{user.name}的双因素认证",
        detail=reason.strip(),
    )


def _digits(code: str) -> str:
    return "".join(code.split())


def _digest(word: str) -> str:
    return salted_hmac("accounts.recovery_code", word, algorithm="sha256").hexdigest()
