"""What supervision, the leading group and the typical cases ask of a person, in the lines of the start page."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from accounts.powers import chair
from cases.deadlines import left_words
from cases.law import law_on
from cases.todo_rows import TodoRow
from oversight.enums import ItemState, MeetingState, TypicalState
from oversight.models import ActionItem, GroupMeeting, TypicalCase
from oversight.typical.figures import UNDER_WAY
from oversight.typical.reading import to_take_down

SHORT = 40
PLAN = "黔江方案六（三）"


def oversight_todo(user: User, on: date) -> list[TodoRow]:
    """By day, what has none at the end."""
    rows = [*_owed(user, on), *_to_follow(user, on), *_to_sign(user, on), *_typical(user, on)]
    return sorted(rows, key=lambda row: (row.on is None, row.on or on))


def section_items(user: User, on: date) -> list[TodoRow]:
    """What others of the section owe the group."""
    rows = ActionItem.objects.waiting().filter(section=user.section_id, state=ItemState.OPEN)
    return [_row(item, "督办事项", "查看", on) for item in rows.exclude(owner=user).select_related("section", "owner")]


def _owed(user: User, on: date) -> Iterator[TodoRow]:
    mine = Q(owner=user)
    if user.role == Role.HEAD:
        mine |= Q(section=user.section_id)
    rows = ActionItem.objects.waiting().filter(mine, state=ItemState.OPEN).select_related("section", "owner")
    return (_row(item, "落实督办事项", "报告", on) for item in rows)


def _to_follow(user: User, on: date) -> Iterator[TodoRow]:
    if user.role == Role.SUPERVISOR:
        rows = ActionItem.objects.waiting().select_related("section", "owner")
        for item in rows.filter(Q(state=ItemState.REPORTED) | Q(due_on__lt=on)).exclude(owner=user):
            reported = item.state == ItemState.REPORTED
            yield _row(item, "核查督办事项" if reported else "催办督办事项", "核查" if reported else "查看", on)


def _row(item: ActionItem, title: str, act: str, on: date) -> TodoRow:
    url = reverse("action_item", args=[item.pk])
    source = "会议议定" if item.meeting_id else "监督检查"
    about = f"{item.section.name}{item.owner.name}：{item.words[:SHORT]}"
    return _line(title, about, act, url, on, due=item.due_on, rule=source, source=PLAN)


def _to_sign(user: User, on: date) -> Iterator[TodoRow]:
    if chair(on=on) == user:
        for row in GroupMeeting.objects.filter(state=MeetingState.DRAFT).exclude(minutes="").exclude(recorded_by=user):
            yield _line("签发会议纪要", row.subject, "签发", reverse("group_meeting", args=[row.pk]), on)


def _typical(user: User, on: date) -> Iterator[TodoRow]:
    if user.role not in CASE_WORKERS | {Role.REVIEWER, Role.LEADER}:
        return
    for row in TypicalCase.objects.visible_to(user).filter(state__in=UNDER_WAY).select_related("section", "case"):
        title, act, about = _typical_words(user, row)
        if title:
            yield _line(title, about, act, reverse("typical_case", args=[row.pk]), on)
    if user.role == Role.LEADER:
        for pk in sorted(to_take_down()):
            yield _line("撤下典型案例", "处理决定已经变更", "撤下", reverse("typical_case", args=[pk]), on)


def _typical_words(user: User, row: TypicalCase) -> tuple[str, str, str]:
    """Title, button and what it is about; empty where it is not this person's turn."""
    others = user.pk not in {row.nominated_by_id, row.written_by_id, row.first_by_id}
    if row.state == TypicalState.DRAFT and row.written_by_id == user.pk:
        return "撰写典型案例", "修改", f"退回：{row.returned_words[:SHORT]}" if row.returned_words else row.section.name
    if row.state == TypicalState.NOMINATED and others and user.role in {Role.HEAD, Role.REVIEWER}:
        return "初审典型案例", "审核", row.section.name
    if row.state == TypicalState.CHECKED and others and user.role == Role.LEADER:
        return "终审典型案例", "审核", row.section.name
    return "", "", ""


def _line(
    title: str, about: str, act: str, url: str, on: date, *, due: date | None = None, rule: str = "", source: str = ""
) -> TodoRow:
    late = due is not None and due < on
    return TodoRow(
        on=due,
        title=title,
        about=about,
        left=left_words(due, on=on, unit="", calendar=law_on(on).calendar),
        is_late=late,
        is_waiting=False,
        url=url,
        span="",
        unit="",
        rule=rule,
        source=source,
        act=act,
        act_url=url,
        is_pressing=late or due == on,
    )
