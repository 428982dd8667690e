"""Wrong passwords: a lock for the place they come from, a growing delay for everybody who is not known here, and never more.

A browser from which the person has signed in before carries a cookie that nobody else has. It answers for its own mistakes
only: whoever guesses from elsewhere, even from the same address, can neither lock nor delay the people at their own machines.
"""

from datetime import timedelta

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_ip_address
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.utils import timezone

from accounts.enums import SignInOutcome
from accounts.models import SignIn, User
from accounts.sign_ins import device_of
from records.models import Event

WINDOW = timedelta(hours=settings.AXES_COOLOFF_TIME)
# Wrong tries that cost nothing: of one name, and from one address whatever the name.
FREE_OF_NAME, FREE_OF_ADDRESS = 2, 10
LONGEST = 60
UNLOCK = "person.unlock"


def known_person(request, username: str) -> User | None:
    """The person of that name, when this browser has been theirs before."""
    device = device_of(request)
    if not device or not username:
        return None
    mine = SignIn.objects.filter(device=device, outcome=SignInOutcome.IN, user__username=username)
    row = mine.select_related("user").first()
    return row.user if row else None


class Guard(AxesDatabaseHandler):
    def get_failures(self, request, credentials=None) -> int:
        """Of a known browser its own failures since it was last signed in or unlocked; of others as axes counts."""
        person = known_person(request, (credentials or {}).get("username", ""))
        if person is None:
            return super().get_failures(request, credentials)
        return len(_wrong_here(person, device_of(request)))


def _wrong_here(person: User, device: str) -> list[int]:
    since = timezone.now() - WINDOW
    unlocked = Event.objects.of("accounts.user", person.pk).filter(verb=UNLOCK).aggregate(at=Max("at"))["at"]
    rows = SignIn.objects.filter(user=person, device=device, at__gt=max(since, unlocked or since))
    last = rows.filter(outcome=SignInOutcome.IN).aggregate(pk=Max("pk"))["pk"] or 0
    return list(rows.filter(outcome=SignInOutcome.WRONG, pk__gt=last).values_list("pk", flat=True))


def seconds_to_wait(request, username: str) -> int:
    """How long a browser that is not known here must wait before the next try; asked before the password is looked at."""
    if not settings.AXES_ENABLED or known_person(request, username):
        return 0
    recent = AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - WINDOW)
    of_name = _delay(recent.filter(username=username), FREE_OF_NAME, 1)
    return max(of_name, _delay(recent.filter(ip_address=get_client_ip_address(request)), FREE_OF_ADDRESS, 5))


def _delay(rows, free: int, step: int) -> int:
    """Twice as long with every `step` failures beyond the free ones."""
    said = rows.aggregate(count=Sum("failures_since_start"), last=Max("attempt_time"))
    beyond = (said["count"] or 0) - free
    if beyond <= 0:
        return 0
    seconds = min(2 ** min((beyond + step - 1) // step, 10), LONGEST)
    left = said["last"] + timedelta(seconds=seconds) - timezone.now()
    return max(0, -(-left // timedelta(seconds=1)))
