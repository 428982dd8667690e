"""Rules of a password beyond its look: not one of the last five, not older than ninety days, not one that another chose."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from accounts.models import PastPassword, User
from records.errors import DomainError

REMEMBERED = 5


def must_change(user: User) -> bool:
    if user.password_is_first:
        return True
    oldest = timezone.now() - timedelta(days=settings.PASSWORD_DAYS)
    return bool(settings.PASSWORD_DAYS) and user.password_set_at < oldest


def refuse_used(user: User, word: str) -> None:
    past = PastPassword.objects.filter(user=user).order_by("-pk")[: REMEMBERED - 1].values_list("password", flat=True)
    if any(check_password(word, held) for held in [user.password, *past] if held):
        raise DomainError(f"新密码和最近{REMEMBERED}次用过的密码相同。请另想一个。", field="new")


def replace(user: User, word: str, *, by_other: bool) -> None:
    """Remembers the hash that goes; older ones than asked for are forgotten."""
    if user.password:
        PastPassword.objects.create(user=user, password=user.password, set_at=user.password_set_at)
    keep = PastPassword.objects.filter(user=user).order_by("-pk")[: REMEMBERED - 1].values_list("pk", flat=True)
    PastPassword.objects.filter(user=user).exclude(pk__in=list(keep)).delete()
    user.set_password(word)
    user.password_set_at, user.password_is_first = timezone.now(), by_other
    user.save(update_fields=["password", "password_set_at", "password_is_first"])
