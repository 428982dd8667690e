"""Long work in the background. A job may be started twice or broken off: its steps are transactions and find their place."""

import logging
from collections.abc import Callable

from django_tasks import task

from accounts.models import User
from cases.models import IntakeBatch, UrgingNotice
from cases.services import intake_steps as steps
from cases.services.urging import issue_notice
from records.errors import DomainError

logger = logging.getLogger(__name__)


@task()
def prepare(batch_pk: int) -> None:
    """Work out what the rows of a list become."""
    kept: dict[str, dict] = {}
    _until_done(batch_pk, lambda: steps.prepare_some(batch_pk, kept))


@task()
def run(batch_pk: int) -> None:
    """Carry out a confirmed list."""
    _until_done(batch_pk, lambda: steps.run_some(batch_pk))


@task()
def end_leads(batch_pk: int) -> None:
    """End the leads of signed rows and issue their papers."""
    _until_done(batch_pk, lambda: steps.end_one(batch_pk))


@task()
def issue_notices(user_pk: int, notice_pks: list[int]) -> None:
    """Issue urging notices one by one; what cannot be issued stays a draft that says so on its page."""
    actor = User.objects.get(pk=user_pk)
    for notice in UrgingNotice.objects.filter(pk__in=notice_pks, paper__isnull=True).order_by("pk"):
        try:
            issue_notice(actor=actor, notice=notice)
        except DomainError as error:
            logger.info("urging %s not issued: %s", notice.pk, error.message)


def _until_done(batch_pk: int, step: Callable[[], bool]) -> None:
    try:
        while step():
            pass
    except Exception:
        # People see that it stands still and may take it up again; the log has the whole story.
        logger.exception("intake %s broke off", batch_pk)
        IntakeBatch.objects.filter(pk=batch_pk).update(
            is_halted=True, trouble="处理到一半中断了，已处理的各行没有丢失。请点“继续”；再次中断的，请联系系统管理员。"
        )
