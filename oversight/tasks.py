"""Long work in the background."""

from django_tasks import task

from oversight import replays


@task()
def run_replay(pk: int) -> None:
    """A replay over all past cases; its progress stands on its row."""
    replays.run(pk)
