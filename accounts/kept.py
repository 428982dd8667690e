"""What somebody was sending when the session had run out: kept in the new session, given back to the same person only."""

from dataclasses import dataclass

from django.core import signing
from django.utils import timezone

SESSION_KEY = "kept_post"
WHO_COOKIE = "flex_who"
WHO_AGE = 30 * 24 * 3600
# More than any form of ours holds; a stranger cannot fill the session store with it.
LIMIT = 256 * 1024
NOT_KEPT = {"csrfmiddlewaretoken"}
PAGES_WITH_PASSWORDS = {"accounts:password", "accounts:person_add", "accounts:person_password", "accounts:factor"}


@dataclass(frozen=True)
class KeptPost:
    path: str
    fields: list[tuple[str, str]]
    files: list[str]
    at: str


def remember(response, user) -> None:
    """Leave a signed note of who works in this browser, so that typed text never reaches a colleague at the same desk."""
    response.set_cookie(
        WHO_COOKIE, signing.dumps(user.pk, salt=WHO_COOKIE), max_age=WHO_AGE, httponly=True, samesite="Lax"
    )


def _who(request) -> int | None:
    try:
        return signing.loads(request.COOKIES.get(WHO_COOKIE, ""), salt=WHO_COOKIE, max_age=WHO_AGE)
    except signing.BadSignature:
        return None


def keep(request) -> bool:
    """Keep the body of this request; False for passwords, for a body too large, and where the browser knows nobody."""
    who = _who(request)
    if request.resolver_match.view_name in PAGES_WITH_PASSWORDS:
        return False
    fields = [(name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values]
    if who is None or not fields or sum(len(name) + len(value) for name, value in fields) > LIMIT:
        return False
    request.session[SESSION_KEY] = {
        "who": who,
        "path": request.get_full_path(),
        "fields": fields,
        "files": sorted(request.FILES),
        "at": timezone.now().isoformat(),
    }
    return True


def waiting(request) -> bool:
    return SESSION_KEY in request.session


def kept_for(request) -> KeptPost | None:
    """What waits for the person who has signed in; somebody else's is thrown away."""
    row = request.session.get(SESSION_KEY)
    if not row:
        return None
    if row["who"] != request.user.pk:
        forget(request)
        return None
    return KeptPost(row["path"], [(name, value) for name, value in row["fields"]], row["files"], row["at"])


def arrived(request) -> None:
    """The kept form is being sent again: from here on the page itself keeps what was typed."""
    row = request.session.get(SESSION_KEY)
    if row and row["path"] == request.get_full_path():
        forget(request)


def forget(request) -> None:
    request.session.pop(SESSION_KEY, None)
