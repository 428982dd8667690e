"""Explain, sign, publish, repeal: what turns a draft into a list that binds the bureau."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.powers import chair
from exemptions import gate, live
from exemptions.enums import ListState, SignatureRole
from exemptions.listing import list_hash
from exemptions.models import GateReason, ListSignature, ListVersion
from exemptions.services.drafts import STREAM
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from records.services import append_event
from rules.calendar import zh_date

EDITS = (
    "list.draft",
    "list.change",
    "list.item",
    "list.remove_item",
    "list.example",
    "list.remove_example",
    "list.import",
)


def _log(actor, verb: str, version: ListVersion, summary: str, **more) -> None:
    append_event(
        actor=actor,
        verb=verb,
        subject=version,
        stream=(STREAM, version.pk),
        summary=summary,
        weight=Weight.DECISION,
        **more,
    )


def drafters(version: ListVersion) -> set[int]:
    """Everybody who put a word into the draft, from its events; none of them reviews it."""
    events = Event.objects.of(STREAM, version.pk).filter(verb__in=EDITS)
    return {pk for pk in events.values_list("actor_id", flat=True) if pk}


def _locked(version: ListVersion, state: str) -> ListVersion:
    live.lock_lists()
    row = ListVersion.objects.select_for_update().get(pk=version.pk)
    if row.state != state:
        raise WrongState(f"{row.title}现在是{row.get_state_display()}，不能这样办理。")
    return row


def _only_chair(actor, on: date) -> None:
    head = chair(on=on)
    if head is None:
        raise NotAllowed("领导小组现在没有组长。请先由系统管理员登记组长的任期。")
    if head.pk != actor.pk:
        raise NotAllowed(f"清单由领导小组组长{head.name}公布和废止。")


@transaction.atomic
def explain_finding(*, actor, version: ListVersion, key: str, reason: str) -> GateReason:
    """Answer a finding that does not block; the answer lapses when the item's words change."""
    row = _locked(version, ListState.DRAFT)
    if actor.role != Role.REVIEWER:
        raise NotAllowed("检查结果由法制审核人员说明。")
    found = {one.key: one for one in gate.findings(row, today=timezone.localdate())}
    if key not in found:
        raise WrongState("这一检查结果已经不存在，可能项目已经修改。请刷新后再看。")
    if found[key].severity == gate.BLOCK:
        raise DomainError(f"“{found[key].title}”不能用说明代替，必须改正。")
    if not reason.strip():
        raise DomainError("请写明理由。", field="reason")
    answer = GateReason.objects.create(
        version=row, finding=key, text=found[key].text[:600], reason=reason.strip(), signed_by=actor
    )
    _log(actor, "list.explain", row, f"说明：{found[key].title}", detail=answer.reason)
    return answer


def _must_pass(version: ListVersion, today: date) -> None:
    open_findings = gate.unanswered(version, gate.findings(version, today=today))
    if open_findings:
        first = open_findings[0]
        where = f"第{first.item}项" if first.item else ""
        raise DomainError(f"公布前检查还有{len(open_findings)}处没有处理，例如{where}{first.title}。请先改正或者说明。")


@transaction.atomic
def sign_review(*, actor, version: ListVersion, words: str = "") -> ListSignature:
    """The legal reviewer who did not draft signs under exactly these words."""
    row = _locked(version, ListState.DRAFT)
    if actor.role != Role.REVIEWER:
        raise NotAllowed("法制审核由法制审核人员签署。")
    if actor.pk in drafters(row):
        raise NotAllowed("您参加了起草，不能审核自己起草的清单。请由另一名法制审核人员签署。")
    _must_pass(row, timezone.localdate())
    return _sign(actor, row, SignatureRole.LEGAL_REVIEW, words)


def _sign(actor, version: ListVersion, role: str, words: str) -> ListSignature:
    digest = list_hash(version)
    if ListSignature.objects.filter(version=version, role=role, sha256=digest).exists():
        raise WrongState("这一稿已经有人以该身份签署。")
    signature = ListSignature.objects.create(
        version=version, role=role, signer=actor, sha256=digest, words=words.strip()
    )
    _log(actor, "list.sign", version, f"{signature.get_role_display()}签署{version.title}", after={"sha256": digest})
    return signature


def reviewed(version: ListVersion) -> ListSignature | None:
    """The review that stands under the words as they are now; an earlier one lapsed with the words."""
    return version.signatures.filter(role=SignatureRole.LEGAL_REVIEW, sha256=list_hash(version)).first()


@transaction.atomic
def publish(*, actor, version: ListVersion, words: str = "") -> ListVersion:
    """The chair signs and publishes. The version in force ends the day before the new one begins.

    Final decisions take the same lock, so no case is decided half under the one and half under the other.
    """
    today = timezone.localdate()
    row = _locked(version, ListState.DRAFT)
    _only_chair(actor, today)
    if reviewed(row) is None:
        raise WrongState("这一稿还没有法制审核的签署，或者签署后又有修改。请先送法制审核。")
    _must_pass(row, today)
    _sign(actor, row, SignatureRole.CHAIR, words)
    _end_earlier(actor, row)
    row.sha256 = list_hash(row)
    row.state, row.published_by, row.published_at = ListState.PUBLISHED, actor, timezone.now()
    row.save()
    _log(actor, "list.publish", row, f"公布{row.title}，自{zh_date(row.effective_from)}起施行", detail=words.strip())
    return row


def _end_earlier(actor, version: ListVersion) -> None:
    last_day = version.effective_from - timedelta(days=1)
    rows = ListVersion.objects.select_for_update().deciding().filter(pack=version.pack)
    for earlier in rows.filter(effective_from__lte=last_day, effective_to__isnull=True):
        earlier.effective_to = last_day
        earlier.save(update_fields=["effective_to"])
        _log(actor, "list.end", earlier, f"{earlier.title}用到{zh_date(last_day)}，其后适用{version.title}")


@transaction.atomic
def repeal(*, actor, version: ListVersion, last_day: date, reason: str) -> ListVersion:
    """No list from the day after; the repealed version keeps deciding the acts of its time."""
    row = _locked(version, ListState.PUBLISHED)
    _only_chair(actor, timezone.localdate())
    if last_day < timezone.localdate():
        raise DomainError("不能废止到过去的日期：已经依据它作出的处理仍然有效。最早可以用到今天。", field="last_day")
    if last_day < row.effective_from:
        raise DomainError("最后有效日不能早于施行日。", field="last_day")
    if not reason.strip():
        raise DomainError("请写明废止的理由。", field="reason")
    row.state, row.effective_to = ListState.REPEALED, last_day
    row.repealed_by, row.repealed_at, row.repeal_reason = actor, timezone.now(), reason.strip()
    row.save()
    _log(actor, "list.repeal", row, f"废止{row.title}，用到{zh_date(last_day)}", detail=row.repeal_reason)
    return row
