"""Background tasks. Each may be started any number of times and be killed at any moment."""

from django_tasks import task

from records import batches


@task()
def make_papers(batch_pk: int, lane: int) -> None:
    """Number and print the papers of one lane of a batch."""
    batches.run_lane(batch_pk, lane)
