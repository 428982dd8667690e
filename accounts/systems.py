"""Verbs on connected systems (对接平台): a token given out, taken back, recognised; every call is on record."""

import hashlib
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import ConnectedSystem, SystemCall, SystemReceipt, User
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event

STREAM = "accounts.system"
LONGEST = timedelta(days=366)
CALLS_A_MINUTE = 60


def digest_of(token: str) -> str:
    """What is kept of a secret that is told once."""
    return hashlib.sha256(token.encode()).hexdigest()


def _only_security(actor: User) -> None:
    if actor.role != Role.SECURITY:
        raise NotAllowed("对接平台的令牌由安全管理员发放和收回。请联系安全管理员。")


@transaction.atomic
def connect_system(
    *, actor: User, name: str, acts_for: User, sends_leads: bool, reads_outcomes: bool, expires_on: date
) -> tuple[ConnectedSystem, str]:
    """The token is told once, here; only its hash is kept. The system may never do more than the person it acts for."""
    _only_security(actor)
    today, name = timezone.localdate(), name.strip()
    if not name:
        raise DomainError("请填写系统名称。", field="name")
    if not sends_leads and not reads_outcomes:
        raise DomainError("请至少选择一项允许的事项。", field="sends_leads")
    if not acts_for.is_active or acts_for.role not in {*CASE_WORKERS, Role.LEADER}:
        raise DomainError("对接平台只能代表在岗的执法人员、科室负责人或者局领导。", field="acts_for")
    if sends_leads and acts_for.role not in CASE_WORKERS:
        raise DomainError("报送线索的平台须代表执法人员或者科室负责人，线索归其科室。", field="acts_for")
    if not today < expires_on <= today + LONGEST:
        raise DomainError("有效期至晚于今天，最长一年。", field="expires_on")
    token = f"flex_{secrets.token_urlsafe(32)}"
    row = ConnectedSystem.objects.create(
        name=name[:60],
        acts_for=acts_for,
        digest=digest_of(token),
        hint=token[-4:],
        sends_leads=sends_leads,
        reads_outcomes=reads_outcomes,
        expires_on=expires_on,
        made_by=actor,
    )
    _log(actor, "connect", row, f"发放{row.name}的令牌，代表{acts_for.name}")
    return row, token


@transaction.atomic
def disconnect_system(*, actor: User, system: ConnectedSystem) -> ConnectedSystem:
    """From this moment the token opens nothing."""
    _only_security(actor)
    row = ConnectedSystem.objects.select_for_update().get(pk=system.pk)
    if row.revoked_at is not None:
        raise WrongState("这个令牌已经收回。")
    row.revoked_by, row.revoked_at = actor, timezone.now()
    row.save(update_fields=["revoked_by", "revoked_at"])
    _log(actor, "disconnect", row, f"收回{row.name}的令牌")
    return row


def _log(actor: User, verb: str, row: ConnectedSystem, summary: str) -> None:
    append_event(
        actor=actor,
        verb=f"system.{verb}",
        subject=row,
        stream=(STREAM, row.pk),
        summary=summary,
        weight=Weight.DECISION,
        after={
            "代表": row.acts_for_id,
            "报送线索": row.sends_leads,
            "读取结果": row.reads_outcomes,
            "有效期至": row.expires_on,
        },
    )


def recognise(token: str) -> ConnectedSystem | None:
    """The system whose token this is, while it is valid and its person is in office."""
    rows = ConnectedSystem.objects.select_related("acts_for", "acts_for__section")
    valid = rows.filter(revoked_at__isnull=True, expires_on__gte=timezone.localdate(), acts_for__is_active=True)
    return valid.filter(digest=digest_of(token)).first()


def is_too_fast(system: ConnectedSystem) -> bool:
    since = timezone.now() - timedelta(minutes=1)
    return SystemCall.objects.filter(system=system, at__gt=since).count() >= CALLS_A_MINUTE


def note_call(system: ConnectedSystem, *, method: str, path: str, status: int, words: str) -> None:
    SystemCall.objects.create(system=system, method=method[:8], path=path[:200], status=status, words=words[:300])


def receipts_of(system: ConnectedSystem, references: list[str]) -> dict[str, SystemReceipt]:
    """What came in before under these numbers, also by an earlier token of the same system."""
    rows = SystemReceipt.objects.filter(source=system.name, reference__in=references)
    return {row.reference: row for row in rows}


def keep_receipt(system: ConnectedSystem, *, reference: str, digest: str, subject: Model) -> SystemReceipt:
    """What came in under this number is registered here as `subject`; the caller holds the transaction."""
    return SystemReceipt.objects.create(
        system=system, source=system.name, reference=reference, digest=digest, object_id=subject.pk
    )
