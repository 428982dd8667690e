"""Verbs of the leading group's supervision: meetings and what they resolve, checks and what they find, until it is put right."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Bureau, GroupSeat, Section, User
from accounts.powers import acts_as
from documents.words import zh_date, zh_day
from oversight.annual.course import require_chair, require_supervisor
from oversight.enums import FollowResult, ItemState, MeetingState, Presence
from oversight.models import (
    ActionFollowUp,
    ActionItem,
    ActionReport,
    AgendaItem,
    GroupMeeting,
    MeetingSeat,
    PlanCheck,
)
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import draft_paper, issue_paper, notify, store_file
from training.papers import organ
from training.services.base import locked, log, saved, verb

LONGEST = 5000
OWNERS = (Role.OFFICER, Role.HEAD, Role.LEADER, Role.SUPERVISOR)


def _words(words: str, missing: str, *, field: str = "words") -> str:
    words = words.strip()
    if not words:
        raise DomainError(missing, field=field)
    if len(words) > LONGEST:
        raise DomainError(f"内容有{len(words)}字，最多{LONGEST}字。请精简。", field=field)
    return words


def seats_on(on: date) -> QuerySet[GroupSeat]:
    return GroupSeat.objects.held(on=on).select_related("user__section").order_by("pk")


def may_record(user: User) -> bool:
    """Supervision, and whoever sits in the group."""
    today = timezone.localdate()
    return acts_as(user, Role.SUPERVISOR, on=today) is not None or seats_on(today).filter(user=user).exists()


def _require_recorder(actor: User) -> None:
    if not actor.is_active or not may_record(actor):
        raise NotAllowed("会议由领导小组成员或者内部监督人员记录。请联系内部监督人员。")


def _require_draft(row: GroupMeeting) -> None:
    if row.state != MeetingState.DRAFT:
        raise WrongState("会议纪要已经签发，不能再改。需要补充的，在下次会议上说明。")


# --- meetings -----------------------------------------------------------------------


@verb
def record_meeting(
    *,
    actor: User,
    agenda: Sequence[str],
    presences: Mapping[int, str],
    meeting: GroupMeeting | None = None,
    **fields: Any,
) -> GroupMeeting:
    """A meeting with its agenda and who was there; `meeting`: one whose minutes are not signed is written anew."""
    _require_recorder(actor)
    row = GroupMeeting(recorded_by=actor) if meeting is None else locked(meeting)
    _require_draft(row)
    if fields["held_on"] > timezone.localdate():
        raise DomainError("会议日期不能晚于今天，开过以后再记录。", field="held_on")
    if not agenda:
        raise DomainError("请写明议题，一行一个。", field="agenda")
    for name, value in fields.items():
        setattr(row, name, value)
    row.recorded_by = actor
    saved(row, exclude=("signed_by", "signed_at", "paper"))
    row.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=row, order=order, title=title[:120]) for order, title in enumerate(agenda, 1)
    )
    row.seats.all().delete()
    MeetingSeat.objects.bulk_create(
        MeetingSeat(meeting=row, user=seat.user, seat=seat.seat, presence=presences.get(seat.user_id, Presence.ABSENT))
        for seat in seats_on(row.held_on)
    )
    said = "记录" if meeting is None else "修改"
    log(actor, "meeting.record", row, f"{said}{zh_date(row.held_on)}领导小组会议", after={"议题": list(agenda)})
    return row


@verb
def resolve(
    *, actor: User, meeting: GroupMeeting, words: str, section: Section, owner: User, due_on: date
) -> ActionItem:
    """What the meeting resolved, who does it and by when; it binds once the minutes are signed."""
    _require_recorder(actor)
    row = locked(meeting)
    _require_draft(row)
    item = _item(actor, words, section, owner, due_on, since=row.held_on, meeting=row)
    log(actor, "meeting.resolve", row, f"议定事项{item.order}：{owner.name}，{zh_date(due_on)}前", detail=item.words)
    return item


def _item(
    actor: User, words: str, section: Section, owner: User, due_on: date, *, since: date, **of: Any
) -> ActionItem:
    if due_on < since:
        raise DomainError("期限不能早于会议或者检查的日期。", field="due_on")
    if not owner.is_active or owner.role not in OWNERS:
        raise DomainError("请选择在岗的责任人。", field="owner")
    if owner.section_id and owner.section_id != section.pk:
        raise DomainError(f"{owner.name}不在{section.name}。请选择这个科室的人，或者改选科室。", field="owner")
    order = ActionItem.objects.filter(**of).count() + 1
    said = _words(words, "请写明要办什么。")
    return saved(ActionItem(order=order, words=said, section=section, owner=owner, due_on=due_on, made_by=actor, **of))


@verb
def sign_meeting(*, actor: User, meeting: GroupMeeting) -> GroupMeeting:
    """The chair signs the minutes; they become a paper, and what was resolved is owed from now on."""
    require_chair(actor)
    row = locked(meeting)
    _require_draft(row)
    if row.recorded_by_id == actor.pk:
        raise NotAllowed("您记录的纪要不能由您签发。请由别人记录。")
    if not row.minutes.strip():
        raise DomainError("还没有写会议纪要，不能签发。")
    if not row.seats.filter(presence=Presence.PRESENT).exists():
        raise DomainError("没有登记到会的人，不能签发。请先补上到会情况。")
    stream = (row._meta.label_lower, row.pk)
    paper = draft_paper(actor=actor, kind="OFFICIAL_DOCUMENT", stream=stream, context=minutes_context(row))
    row.paper = issue_paper(actor=actor, paper=paper, organ_word=Bureau.objects.get().word)
    row.state, row.signed_by, row.signed_at = MeetingState.SIGNED, actor, timezone.now()
    saved(row)
    log(actor, "meeting.sign", row, f"签发会议纪要，{row.paper.number}", weight=Weight.DECISION)
    for item in row.items.select_related("owner"):
        _tell_owner(item)
    return row


def minutes_context(row: GroupMeeting) -> dict[str, Any]:
    by_presence: dict[str, list[str]] = {label: [] for label in Presence.labels}
    for seat in row.seats.select_related("user"):
        by_presence[seat.get_presence_display()].append(f"{seat.get_seat_display()}{seat.user.name}")
    there = "；".join(f"{label}：{'、'.join(names)}" for label, names in by_presence.items() if names)
    agenda = "\n".join(f"{one.order}. {one.title}" for one in row.agenda.all())
    body: list[dict[str, Any]] = [
        {"text": f"{zh_date(row.held_on)}，{row.chaired_by.name}在{row.place}主持召开{row.subject}。{there}。"},
        {"heading": "一、议题", "level": 1, "text": agenda},
        {"heading": "二、会议情况", "level": 1, "text": row.minutes},
    ]
    items = list(row.items.select_related("section", "owner"))
    if items:
        cells = [[str(one.order), one.words, one.section.name, one.owner.name, zh_day(one.due_on)] for one in items]
        body.append({"heading": "三、议定事项", "level": 1})
        body.append({"caption": "议定事项", "columns": ["序号", "事项", "科室", "责任人", "期限"], "cells": cells})
    return {
        "organ": organ(),
        "title": f"{row.subject}纪要",
        "to": "领导小组各成员，局属各科室",
        "body": body,
        "issued_on": timezone.localdate(),
        "remark": "内部使用",
    }


def _tell_owner(item: ActionItem) -> None:
    notify(user=item.owner, text=f"督办事项：{item.words[:60]}（{zh_date(item.due_on)}前）", link=link_of(item))


def link_of(item: ActionItem) -> str:
    return reverse("action_item", args=[item.pk])


# --- checks ---------------------------------------------------------------------------


@verb
def record_check(*, actor: User, **fields: Any) -> PlanCheck:
    """Supervision looked how a section carries the plan out: what was looked at, and what was seen."""
    require_supervisor(actor)
    if fields["checked_on"] > timezone.localdate():
        raise DomainError("检查日期不能晚于今天，检查以后再记录。", field="checked_on")
    row = saved(PlanCheck(checked_by=actor, **fields))
    log(actor, "check.record", row, f"检查{row.section.name}：{row.title}", detail=row.result)
    return row


@verb
def find_problem(*, actor: User, check: PlanCheck, words: str, owner: User, due_on: date) -> ActionItem:
    """What must be put right after a check, by whom and when."""
    require_supervisor(actor)
    check = locked(check)
    item = _item(actor, words, check.section, owner, due_on, since=check.checked_on, check_row=check)
    log(actor, "check.find", check, f"检查发现{item.order}：{owner.name}，{zh_date(due_on)}前整改", detail=item.words)
    _tell_owner(item)
    return item


# --- until it is done -----------------------------------------------------------------


def may_report(user: User, item: ActionItem) -> bool:
    head = acts_as(user, Role.HEAD, on=timezone.localdate(), section_id=item.section_id)
    return user.is_active and (user.pk == item.owner_id or head is not None)


@verb
def report_action(*, actor: User, item: ActionItem, words: str, name: str = "", content: bytes = b"") -> ActionReport:
    """What was done, by its owner or the head of the section; supervision looks again."""
    row = locked(item)
    if row.meeting and row.meeting.state != MeetingState.SIGNED:
        raise WrongState("会议纪要还没有签发，事项还没有生效。")
    if row.state != ItemState.OPEN:
        raise WrongState(f"这个事项现在是“{row.get_state_display()}”，不用再报告。")
    if not may_report(actor, row):
        raise NotAllowed(f"由责任人{row.owner.name}或者{row.section.name}负责人报告。")
    file = store_file(actor=actor, name=name, content=content) if content else None
    said = _words(words, "请写明落实情况。")
    report = saved(ActionReport(item=row, words=said, file=file, reported_by=actor))
    row.state = ItemState.REPORTED
    row.save(update_fields=["state"])
    log(actor, "action.report", row, "报告督办事项落实情况", detail=said)
    for one in User.objects.filter(role=Role.SUPERVISOR, is_active=True):
        notify(user=one, text=f"督办事项待核查：{row.words[:60]}", link=link_of(row))
    return report


@verb
def follow_up(
    *, actor: User, item: ActionItem, result: str, words: str, new_due_on: date | None = None
) -> ActionFollowUp:
    """Supervision looks whether it is so: done, or again by another day."""
    require_supervisor(actor)
    row = locked(item)
    if row.state != ItemState.REPORTED:
        raise WrongState("还没有落实报告，不能核查。请先请责任人报告。")
    report = row.reports.last()
    if actor.pk in {report.reported_by_id, row.owner_id}:
        raise NotAllowed("不能核查自己办理的事项，请由其他监督人员核查。")
    if result not in FollowResult.values:
        raise DomainError("请选择核查结果。", field="result")
    again = result == FollowResult.AGAIN
    if again and (new_due_on is None or new_due_on < timezone.localdate()):
        raise DomainError("继续整改的，请定一个今天以后的期限。", field="new_due_on")
    said = _words(words, "请写明核查情况。")
    seen = ActionFollowUp(
        item=row, report=report, result=result, words=said, new_due_on=new_due_on if again else None, followed_by=actor
    )
    saved(seen)
    before = zh_date(row.due_on)
    row.state, row.due_on = (ItemState.OPEN, new_due_on) if again else (ItemState.DONE, row.due_on)
    row.save(update_fields=["state", "due_on"])
    log(
        actor,
        "action.follow_up",
        row,
        f"核查督办事项：{seen.get_result_display()}",
        detail=said,
        before={"期限": before},
    )
    if again:
        _tell_owner(row)
    return seen
