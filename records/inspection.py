"""A verification of the whole log as a row: asked for, carried out in the background, found whole or broken."""

from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from records import audit
from records.enums import CheckState
from records.errors import WrongState
from records.models import AuditCheck
from records.services import append_event

STREAM = "records.auditcheck"
RUNNING = (CheckState.WAITING, CheckState.RUNNING)
LOST_AFTER = timedelta(hours=6)


@transaction.atomic
def ask(*, actor) -> AuditCheck:
    """Ask for a verification. One at a time; one that nobody finished in six hours no longer counts."""
    since = timezone.now() - LOST_AFTER
    if actor and AuditCheck.objects.filter(state__in=RUNNING, asked_at__gt=since).exists():
        raise WrongState("正在校验，请等这一次完成。页面刷新后可以看到结果。")
    check = AuditCheck.objects.create(asked_by=actor)
    append_event(
        actor=actor, verb="audit.ask", subject=check, stream=(STREAM, 1), summary=f"发起第{check.pk}次审计校验"
    )
    return check


def run(check_pk: int) -> AuditCheck:
    """Carry it out and keep what it found; the finding itself becomes an event."""
    AuditCheck.objects.filter(pk=check_pk).update(state=CheckState.RUNNING)
    try:
        report = audit.verify()
    except (DatabaseError, OSError):
        AuditCheck.objects.filter(pk=check_pk).update(state=CheckState.FAILED, finished_at=timezone.now())
        raise
    with transaction.atomic():
        check = AuditCheck.objects.select_for_update().get(pk=check_pk)
        check.state = CheckState.WHOLE if report.is_whole else CheckState.BROKEN
        check.finished_at = timezone.now()
        check.events, check.papers, check.files = report.counts.events, report.counts.papers, report.counts.files
        check.head, check.broken = report.head, [str(one) for one in report.breaks]
        check.save()
        append_event(
            actor=None,
            verb="audit.check",
            subject=check,
            stream=(STREAM, 1),
            summary=f"第{check.pk}次审计校验：{check.get_state_display()}",
            after={"事件": check.events, "断开": len(check.broken)},
        )
    return check
