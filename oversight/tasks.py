"""Long work in the background."""

from django_tasks import task

from oversight import replays
from oversight.annual import press


@task()
def run_replay(pk: int) -> None:
    """A replay over all past cases; its progress stands on its row."""
    replays.run(pk)


@task()
def press_report(pk: int) -> None:
    """The printed report of a frozen assessment; started again it goes on, or finds the bytes there."""
    press.press(pk)
