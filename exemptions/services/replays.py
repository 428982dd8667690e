"""Replay and shadow of a list version: begun, carried on, signed. What comes out is worked out where the cases are."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from exemptions.enums import ReplayState
from exemptions.listing import list_hash
from exemptions.models import ListVersion, Replay, Shadow
from exemptions.queries import list_in_force
from exemptions.services.drafts import STREAM
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event

BEGINNERS = (Role.REVIEWER, Role.LEADER)


def _log(actor: User, verb: str, version: ListVersion, summary: str, **more: Any) -> None:
    append_event(actor=actor, verb=verb, subject=version, stream=(STREAM, version.pk), summary=summary, **more)


@transaction.atomic
def begin_replay(*, actor: User, version: ListVersion) -> Replay:
    """Open a replay of the words as they are now, against the list in force today."""
    if actor.role not in BEGINNERS:
        raise NotAllowed("试算由法制审核人员或者局领导发起。")
    row = ListVersion.objects.select_for_update().get(pk=version.pk)
    items = list(row.items.all())
    if not items or any(item.condition is None for item in items):
        raise DomainError("每一项都用表单录入条件以后才能试算。只有文字的项目，请先录入条件。")
    base = list_in_force(on=timezone.localdate())
    try:
        with transaction.atomic():
            replay = Replay.objects.create(
                version=row, base=base if base != row else None, sha256=list_hash(row), started_by=actor
            )
    except IntegrityError as error:
        raise WrongState("这一版本正在试算，请等它完成。") from error
    _log(actor, "list.replay", row, f"开始用{row.title}试算过去的案件", after={"sha256": replay.sha256})
    return replay


def report_progress(*, replay: Replay, done: int, total: int) -> None:
    """How far the reading of the cases has come."""
    Replay.objects.filter(pk=replay.pk, state=ReplayState.RUNNING).update(done=done, total=total)


@transaction.atomic
def finish_replay(*, replay: Replay, found: dict[str, Any]) -> Replay:
    """What came out; from now on it only waits for its signature."""
    row = Replay.objects.select_for_update().get(pk=replay.pk)
    if row.state != ReplayState.RUNNING:
        raise WrongState("这次试算已经结束。")
    for name, value in found.items():
        setattr(row, name, value)
    row.state, row.finished_at = ReplayState.DONE, timezone.now()
    row.save()
    return row


def fail_replay(*, replay: Replay, problem: str) -> None:
    """The replay stopped; the reason is shown, and another may be begun."""
    rows = Replay.objects.filter(pk=replay.pk, state=ReplayState.RUNNING)
    rows.update(state=ReplayState.FAILED, problem=problem[:300], finished_at=timezone.now())


@transaction.atomic
def sign_replay(*, actor: User, replay: Replay, words: str) -> Replay:
    """A legal reviewer has read the result; it stays with the version."""
    row = Replay.objects.select_for_update().select_related("version").get(pk=replay.pk)
    if actor.role != Role.REVIEWER:
        raise NotAllowed("试算结果由法制审核人员签署。")
    if row.state != ReplayState.DONE or row.signed_at:
        raise WrongState("只有已经完成、还没有签署的试算可以签署。")
    if row.sha256 != list_hash(row.version):
        raise WrongState("试算以后清单又有修改。请重新试算再签署。")
    if not words.strip():
        raise DomainError("请写明看过哪些变化、是否认可。", field="words")
    row.signed_by, row.signed_at, row.words = actor, timezone.now(), words.strip()[:500]
    row.save()
    summary = f"签署试算结果：新从宽{row.lenient}件，新从严{row.harsher}件，不能确定{row.undecided}件"
    _log(actor, "list.sign_replay", row.version, summary, detail=row.words, weight=Weight.DECISION)
    return row


@transaction.atomic
def start_shadow(*, actor: User, version: ListVersion) -> Shadow:
    """From now on the draft is asked beside every live case. It decides nothing."""
    if actor.role not in BEGINNERS:
        raise NotAllowed("影子运行由法制审核人员或者局领导发起。")
    row = ListVersion.objects.select_for_update().get(pk=version.pk)
    if not row.is_draft:
        raise WrongState("只有草案可以影子运行；公布的清单已经在用。")
    if row.shadows.filter(ended_at__isnull=True).exists():
        raise WrongState("这一版本已经在影子运行。")
    shadow = Shadow.objects.create(version=row, started_by=actor)
    _log(actor, "list.shadow", row, f"{row.title}开始影子运行")
    return shadow


@transaction.atomic
def end_shadow(*, actor: User, version: ListVersion) -> Shadow:
    """No longer beside live cases."""
    if actor.role not in BEGINNERS:
        raise NotAllowed("影子运行由法制审核人员或者局领导结束。")
    shadow = Shadow.objects.select_for_update().filter(version=version, ended_at__isnull=True).first()
    if shadow is None:
        raise WrongState("这一版本没有在影子运行。")
    shadow.ended_at = timezone.now()
    shadow.save(update_fields=["ended_at"])
    _log(actor, "list.end_shadow", version, f"{version.title}结束影子运行")
    return shadow
