"""Open questions of law answered otherwise: proposed by a legal reviewer, signed by the chair, holding from a day on."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.powers import chair
from exemptions import live
from exemptions.enums import ChangeEnd
from exemptions.models import RuleSetting, SettingChange
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event, notify
from rules.calendar import zh_date
from rules.settings import Setting

STREAM = "exemptions.settingchange"


def _log(actor, verb: str, change: SettingChange, summary: str, **more: Any) -> None:
    append_event(
        actor=actor,
        verb=verb,
        subject=change,
        stream=(STREAM, change.pk),
        summary=summary,
        weight=Weight.DECISION,
        **more,
    )


def _setting(name: str, on: date) -> Setting:
    found = live.current_law(on=on).settings.get(name)
    if found is None:
        raise DomainError("没有这项设定。")
    return found


@transaction.atomic
def propose_setting(*, actor, name: str, value: Any, reason: str, effective_from: date) -> SettingChange:
    """A reviewer proposes another answer, with the reason and the first day it is to hold."""
    live.lock_lists()
    if actor.role != Role.REVIEWER:
        raise NotAllowed("设定的变更由法制审核人员提出。")
    today = timezone.localdate()
    if effective_from <= today:
        raise DomainError("施行日最早为明天：已经作出的判断不因设定变更而改变。", field="effective_from")
    setting = _setting(name, effective_from)
    if value not in setting.choices:
        raise DomainError("请从列出的答案中选择。", field="value")
    if value == setting.value:
        raise DomainError("选的就是那一天适用的答案，不需要变更。", field="value")
    if not reason.strip():
        raise DomainError("请写明理由。", field="reason")
    if SettingChange.objects.filter(name=name, end="").exists():
        raise WrongState("这项设定已有等待签署的变更。请先处理，再提出新的变更。")
    change = SettingChange.objects.create(
        name=name, value=value, reason=reason.strip(), effective_from=effective_from, proposed_by=actor
    )
    words = f"“{setting.title}”改为“{setting.words(value)}”，自{zh_date(effective_from)}起"
    _log(actor, "setting.propose", change, f"提出变更设定：{words}", detail=change.reason)
    head = chair(on=today)
    if head:
        notify(user=head, text=f"{actor.name}提出变更设定：{words}，请签署。", link=change.get_absolute_url())
    return change


def _open(change: SettingChange) -> SettingChange:
    live.lock_lists()
    row = SettingChange.objects.select_for_update(of=["self"]).select_related("proposed_by").get(pk=change.pk)
    if row.end:
        raise WrongState(f"这项变更{row.get_end_display()}，不能再办理。")
    return row


def _only_chair(actor, row: SettingChange) -> None:
    head = chair(on=timezone.localdate())
    if head is None:
        raise NotAllowed("领导小组现在没有组长。请先由系统管理员登记组长的任期。")
    if actor.pk != head.pk:
        raise NotAllowed(f"设定的变更由领导小组组长{head.name}签署。")
    if actor.pk == row.proposed_by_id:
        raise NotAllowed("提出变更的人不能自己签署。")


def _end(row: SettingChange, actor, end: str, words: str) -> SettingChange:
    row.end, row.ended_by, row.ended_at, row.words = end, actor, timezone.now(), words.strip()
    row.save()
    return row


@transaction.atomic
def sign_setting(*, actor, change: SettingChange, words: str = "") -> RuleSetting:
    """The chair signs: from its first day every judgement follows the new answer, and says so in its trace."""
    row = _open(change)
    _only_chair(actor, row)
    if row.effective_from <= timezone.localdate():
        raise WrongState("施行日已经到了。请退回，由提出人另定施行日。")
    setting = _setting(row.name, row.effective_from)
    if row.value not in setting.choices:
        raise WrongState("这个答案已经不在可选范围内。请退回。")
    revision = RuleSetting.objects.filter(name=row.name).count() + 1
    signed = RuleSetting.objects.create(
        name=row.name,
        revision=revision,
        value=row.value,
        reason=row.reason,
        effective_from=row.effective_from,
        proposed_by=row.proposed_by,
        signed_by=actor,
    )
    _end(row, actor, ChangeEnd.SIGNED, words)
    summary = f"签署变更设定：“{setting.title}”改为“{setting.words(row.value)}”，自{zh_date(row.effective_from)}起"
    before = {"取值": setting.words(setting.value)}
    _log(actor, "setting.sign", row, summary, detail=row.words, before=before, after={"取值": setting.words(row.value)})
    notify(user=row.proposed_by, text=f"{actor.name}已{summary}", link=row.get_absolute_url())
    return signed


@transaction.atomic
def refuse_setting(*, actor, change: SettingChange, words: str) -> SettingChange:
    """The chair sends it back, saying why."""
    row = _open(change)
    _only_chair(actor, row)
    if not words.strip():
        raise DomainError("请写明退回的理由。", field="words")
    _end(row, actor, ChangeEnd.REFUSED, words)
    title = _setting(row.name, timezone.localdate()).title
    _log(actor, "setting.refuse", row, f"退回变更设定：“{title}”", detail=row.words)
    notify(
        user=row.proposed_by, text=f"{actor.name}退回了设定“{title}”的变更：{row.words}", link=row.get_absolute_url()
    )
    return row


@transaction.atomic
def withdraw_setting(*, actor, change: SettingChange) -> SettingChange:
    """Who proposed it takes it back."""
    row = _open(change)
    if actor.pk != row.proposed_by_id:
        raise NotAllowed(f"变更由提出人{row.proposed_by.name}撤回。")
    _end(row, actor, ChangeEnd.WITHDRAWN, "")
    _log(actor, "setting.withdraw", row, f"撤回变更设定：“{_setting(row.name, timezone.localdate()).title}”")
    return row
