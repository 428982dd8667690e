"""Long work in the background."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from accounts.models import User
from oversight import replays
from oversight.annual import press
from oversight.services.detection import run_detectors

AT = time(6)


@task()
def run_replay(pk: int) -> None:
    """A replay over all past cases; its progress stands on its row."""
    replays.run(pk)


@task()
def press_report(pk: int) -> None:
    """The printed report of a frozen assessment; started again it goes on, or finds the bytes there."""
    press.press(pk)


@task()
def detect_now(user_pk: int) -> int:
    """The detectors over the last year, because supervision asked. Returns how many questions are new."""
    return run_detectors(actor=User.objects.get(pk=user_pk)).fresh


@task()
def detect_weekly() -> int:
    """The same every Monday at six, without anybody asking."""
    fresh = run_detectors(actor=None).fresh
    today = timezone.localdate()
    monday = datetime.combine(today + timedelta(days=7 - today.weekday()), AT)
    detect_weekly.using(run_after=timezone.make_aware(monday)).enqueue()
    return fresh
