"""Background tasks. Each may be started any number of times and be killed at any moment."""

from django_tasks import task

from records import batches, inspection, seals


@task()
def make_papers(batch_pk: int, lane: int) -> None:
    """Number and print the papers of one lane of a batch."""
    batches.run_lane(batch_pk, lane)


@task()
def seal_daily() -> int:
    """Seal yesterday, prove the whole log, and come back tomorrow ten minutes after midnight."""
    seal_daily.using(run_after=seals.next_time()).enqueue()
    number = seals.seal_yesterday().number
    inspection.run(inspection.ask(actor=None).pk)
    return number


@task()
def check_audit(check_pk: int) -> None:
    """The verification an auditor asked for."""
    inspection.run(check_pk)
