"""Warnings of deadlines, in the site and by mail; and the private calendar links."""

import secrets
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from accounts.systems import digest_of
from cases.enums import WarnLevel
from cases.models import CalendarLink, DeadlineWarning
from cases.schedule import Warned, to_warn
from records.errors import NotAllowed, WrongState
from records.services import append_event, notify
from rules.values import day_text

STREAM = "cases.calendar"
WORDS = {WarnLevel.SOON: "将到期", WarnLevel.TODAY: "今天到期", WarnLevel.LATE: "已经逾期"}


def send_warnings(*, on: date | None = None) -> int:
    """Warn everybody who is to be warned today and has not been; the number of new warnings."""
    day = on or timezone.localdate()
    return sum(_warn(one, day) for one in list(to_warn(day)))


def _warn(one: Warned, day: date) -> int:
    """Once for each clock, person and level, also when two runs meet."""
    row = one.obligation
    try:
        with transaction.atomic():
            sent = DeadlineWarning.objects.create(
                obligation=row, user=one.user, level=one.level, due_on=row.due_on, sent_on=day
            )
            text = f"{row.case}：{row.title}，{day_text(row.due_on)}{WORDS[WarnLevel(one.level)]}"
            notify(user=one.user, text=text, link=reverse("cases:detail", args=[row.case_id]))
    except IntegrityError:
        return 0
    if settings.EMAIL_HOST and one.user.email:
        _mail(sent, f"{row.case} {day_text(row.due_on)}{WORDS[WarnLevel(one.level)]}")
    return 1


def _mail(sent: DeadlineWarning, words: str) -> None:
    """Number and day only: mail is no place for names and facts. A server that fails costs nobody the notice."""
    message = EmailMessage(subject=words, body=f"{words}。请登录系统办理。", to=[sent.user.email])
    if message.send(fail_silently=True):
        sent.mailed = True
        sent.save(update_fields=["mailed"])


def open_calendar(*, actor: User) -> str:
    """A new private link; its secret is shown once and never stored. The earlier link stops working."""
    if actor.role not in {*CASE_WORKERS, Role.LEADER, Role.REVIEWER}:
        raise NotAllowed("期限日历由办案人员、科室负责人、法制审核人员和局领导使用。")
    with transaction.atomic():
        CalendarLink.objects.filter(user=actor, revoked_at__isnull=True).update(revoked_at=timezone.now())
        secret = secrets.token_urlsafe(32)
        row = CalendarLink.objects.create(user=actor, secret_hash=digest_of(secret))
        append_event(
            actor=actor, verb="open_calendar", subject=row, stream=(STREAM, actor.pk), summary="建立期限日历订阅地址"
        )
    return secret


def revoke_calendar(*, actor: User) -> None:
    """From now on the address answers nothing."""
    with transaction.atomic():
        row = CalendarLink.objects.select_for_update().filter(user=actor, revoked_at__isnull=True).first()
        if row is None:
            raise WrongState("没有在用的订阅地址。")
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        append_event(
            actor=actor, verb="revoke_calendar", subject=row, stream=(STREAM, actor.pk), summary="撤销期限日历订阅地址"
        )


def set_mail(*, actor: User, email: str) -> None:
    """Where this person's warnings go by mail; empty: they stay in the site."""
    with transaction.atomic():
        User.objects.filter(pk=actor.pk).update(email=email.strip())
        append_event(
            actor=actor,
            verb="set_mail",
            subject=actor,
            stream=(STREAM, actor.pk),
            summary="登记接收提醒的邮箱" if email.strip() else "不再用邮件接收提醒",
        )


def read_notices(*, actor: User) -> int:
    """Everything that stood there has been seen."""
    return actor.notices.filter(read_at__isnull=True).update(read_at=timezone.now())


def reader_of(secret: str) -> User | None:
    """Whose deadlines the secret opens; nobody's once the link is revoked or the person has left."""
    row = (
        CalendarLink.objects.filter(secret_hash=digest_of(secret), revoked_at__isnull=True, user__is_active=True)
        .select_related("user")
        .first()
    )
    if row is None:
        return None
    CalendarLink.objects.filter(pk=row.pk).update(last_read_at=timezone.now())
    return row.user
