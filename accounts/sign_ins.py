"""Keeping sign-ins: who, when, from where, on which device; and telling people of a device they have not used before."""

import hashlib
import re
import secrets

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.enums import SignInOutcome
from accounts.models import SignIn, User
from documents.words import zh_date
from records.services import notify

DEVICE_COOKIE = "flex_device"
DEVICE_AGE = 400 * 24 * 3600
BROWSERS = (("Edge", r"Edg/([\d.]+)"), ("360", r"QIHU|360SE|360EE"), ("Firefox", r"Firefox/([\d.]+)"), ("Chrome", r"Chrome/([\d.]+)"), ("Safari", r"Version/([\d.]+).*Safari"))  # fmt: skip
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iOS", "iPhone|iPad"),
    ("macOS", "Mac OS X"),
    ("Linux", "Linux"),
)


def note(request, *, username: str = "", user: User | None = None, outcome: str) -> SignIn:
    """One row of the history. The device is known by a random cookie, kept here only as part of its hash."""
    person = user or (User.objects.filter(username=username).first() if username else None)
    return SignIn.objects.create(
        user=person,
        outcome=outcome,
        address=get_client_ip_address(request),
        browser=_browser(request.headers.get("User-Agent", "")),
        device=device_of(request),
    )


@transaction.atomic
def signed_in(request, response, *, user: User) -> SignIn:
    """The row of a sign-in; on a device never used by this person before, a notice to the person."""
    cookie = request.COOKIES.get(DEVICE_COOKIE, "") or secrets.token_urlsafe(24)
    response.set_cookie(
        DEVICE_COOKIE,
        cookie,
        max_age=DEVICE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    device = _short(cookie)
    before = SignIn.objects.filter(user=user, outcome=SignInOutcome.IN)
    is_new = before.exists() and not before.filter(device=device).exists()
    row = SignIn.objects.create(
        user=user,
        outcome=SignInOutcome.IN,
        address=get_client_ip_address(request),
        browser=_browser(request.headers.get("User-Agent", "")),
        device=device,
        is_new_device=is_new,
    )
    if is_new:
        at = timezone.localtime(row.at)
        notify(
            user=user,
            text=f"您的账号{zh_date(at.date())}{at:%H:%M}在一台没有用过的设备上登录（{row.address or '地址不明'}，"
            f"{row.browser}）。不是您本人的，请立即改密码并告诉安全管理员。",
            link=reverse("accounts:my_sign_ins"),
        )
    return row


def found(*, person: str = "", outcome: str = "", since=None, until=None) -> QuerySet[SignIn]:
    """Rows of the auditor's search; `until` itself is no longer in."""
    rows = SignIn.objects.select_related("user")
    if person:
        rows = rows.filter(user__in=User.objects.filter(name=person) | User.objects.filter(username=person))
    if outcome:
        rows = rows.filter(outcome=outcome)
    if since:
        rows = rows.filter(at__gte=since)
    if until:
        rows = rows.filter(at__lt=until)
    return rows


def device_of(request) -> str:
    """The browser by its cookie, as the history knows it; empty for one that has none."""
    return _short(request.COOKIES.get(DEVICE_COOKIE, ""))


def _short(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()[:16] if cookie else ""


def _browser(agent: str) -> str:
    """Name, main version and system: enough to recognise one's own machine."""
    name = "未知浏览器"
    for known, pattern in BROWSERS:
        if match := re.search(pattern, agent):
            version = match.group(1).split(".")[0] if match.groups() and match.group(1) else ""
            name = f"{known} {version}".strip()
            break
    system = next((known for known, pattern in SYSTEMS if re.search(pattern, agent)), "")
    return f"{name}（{system}）" if system else name
