"""How long and in how many browsers somebody is signed in, and what is owed before the work may begin."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone

from accounts import passwords, second_factor
from accounts.models import Bureau, LiveSession, User

SEEN, BEGAN, OWED = "seen", "began", "owed"
# Writing down each click would cost a write per page.
STEP = 60
PASSWORD, FACTOR = "accounts:password", "accounts:factor"
ALWAYS_OPEN = {PASSWORD, FACTOR, "accounts:sign_out"}


def is_strict() -> bool:
    """The demo bureau, whose passwords everybody knows, asks for no second factor and no new password; it says so."""
    bureau = Bureau.objects.first()
    return not (settings.FLEX_DEMO and bureau and bureau.is_demo)


def begin(request, user: User) -> None:
    """After the sign-in. Beyond the number allowed, the oldest browser is signed out."""
    now = timezone.now()
    request.session[SEEN] = request.session[BEGAN] = int(now.timestamp())
    owe(request, user)
    mine = LiveSession.objects.filter(user=user)
    mine.filter(began_at__lt=now - timedelta(hours=settings.SESSION_HOURS)).delete()
    LiveSession.objects.create(user=user, session_key=request.session.session_key)
    too_many = mine.order_by("-pk")[settings.SESSIONS_AT_ONCE :]
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for row in list(too_many):
        store(row.session_key).delete()
        row.delete()


def end(request) -> None:
    LiveSession.objects.filter(session_key=request.session.session_key).delete()


def renamed(request, old_key: str) -> None:
    """A changed password gives the session a new key."""
    LiveSession.objects.filter(session_key=old_key).update(session_key=request.session.session_key)


def owe(request, user: User) -> None:
    """What this person must do first; asked at the sign-in and after each of these duties, never in the middle of work."""
    owed = []
    if is_strict():
        owed = [PASSWORD] * passwords.must_change(user) + [FACTOR] * second_factor.must_enrol(user)
    request.session[OWED] = owed


def owed_page(request) -> str:
    """Where somebody must go before anything else, or nothing."""
    owed = request.session.get(OWED)
    return owed[0] if owed and request.resolver_match.view_name not in ALWAYS_OPEN else ""


def is_over(request) -> bool:
    """Idle or old. What a page asks by itself in the background is no sign of a person."""
    seen, began = request.session.get(SEEN), request.session.get(BEGAN)
    if seen is None or began is None:
        return False
    now = int(timezone.now().timestamp())
    if now - seen > settings.SESSION_IDLE_MINUTES * 60 or now - began > settings.SESSION_HOURS * 3600:
        return True
    by_itself = request.method == "GET" and getattr(request, "htmx", False)
    if now - seen >= STEP and not by_itself:
        request.session[SEEN] = now
    return False
