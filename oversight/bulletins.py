"""通报: the figures of a period in fixed words; a head checks, the chair issues. Nothing here counts or ranks penalties.

The figures are taken when the bulletin is drawn up and kept with their hash; what is issued is what was checked.
"""

import json
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Bureau, Section, User
from accounts.powers import acts_as
from documents.words import zh_date
from exemptions.queries import list_in_force
from oversight.annual.course import assessed_sections, require_chair
from oversight.enums import BulletinState
from oversight.models import Bulletin, Finding
from oversight.queries import GROUPS, SOURCES, Tally, tally
from oversight.scope import Scope
from records import seals
from records.chain import canonical_json, sha256
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import draft_paper, issue_paper, notify
from training.gaps import coverage
from training.papers import organ
from training.services.base import locked, log, saved, verb

LONGEST_WORDS = 3000
DRAFTERS = frozenset({Role.SUPERVISOR, Role.HEAD})
# Columns of the table of sections: rows in time out of the rows that have come to an end or fallen due.
COLUMNS = (("期限内办结", "results"), ("按期改正", "corrections"), ("义务按期履行", "obligations"))
IN_TIME, OVERDUE = "in_time", "overdue"
NOT_DUE = {"waiting", "open"}


# --- the figures ------------------------------------------------------------------


def periods(on: date) -> list[tuple[str, date, date]]:
    """Months and quarters that are over, newest first: what a bulletin can be about."""
    found = []
    for back in range(1, 7):
        month = (on.year * 12 + on.month - 1 - back) // 12, (on.year * 12 + on.month - 1 - back) % 12 + 1
        first = date(*month, 1)
        last = first.replace(day=monthrange(*month)[1])
        found.append((f"{first.year}年{first.month}月", first, last))
        if first.month % 3 == 0:
            start = first.replace(month=first.month - 2)
            found.append((f"{first.year}年第{'一二三四'[first.month // 3 - 1]}季度", start, last))
    return found


def count(first: date, last: date, *, on: date) -> dict[str, Any]:
    """Everything the bulletin says, by section: the number in order and the number looked at."""
    scope = Scope(first=first, last=last, on=on)
    found = {name: tally(name, scope, None, by=(SOURCES[name].section, "state_now")) for _, name in COLUMNS}
    groups = tally("results", scope, None, by=("group",))
    answers = tally("answers", scope, None, by=("answer",))
    sections = [_section(row, found) for row in assessed_sections().order_by("pk")]
    missed = tally("results", scope, None, by=("missed",))
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "leads": _sum(tally("leads", scope, None, by=("state",))),
        "groups": [[GROUPS[row["group"]], row.count] for row in groups],
        "missed": sum(row.count for row in missed if row["missed"]),
        "answered": _sum(answers),
        "accepted": sum(row.count for row in answers if row["answer"] == "accept"),
        "sections": sections,
        "licensed": [[one.version.code, one.licensed, one.people] for one in coverage(on=on)],
        "list": getattr(list_in_force(on=last), "title", ""),
        "questions": Finding.objects.filter(closing__isnull=True).count(),
        "seal": getattr(seals.latest(on=on), "hash", ""),
    }


def _sum(rows: Iterable[Tally]) -> int:
    return sum(row.count for row in rows)


def _section(section: Section, found: dict[str, list[Tally]]) -> dict[str, Any]:
    parts: list[list[int]] = []
    overdue = 0
    for _, name in COLUMNS:
        own = [row for row in found[name] if row[SOURCES[name].section] == section.pk]
        due = [row for row in own if row["state_now"] not in NOT_DUE]
        parts.append([_sum(row for row in due if row["state_now"] == IN_TIME), _sum(due)])
        overdue += _sum(row for row in own if row["state_now"] == OVERDUE)
    return {"id": section.pk, "name": section.name, "parts": parts, "overdue": overdue}


# --- the words --------------------------------------------------------------------


def usual_demands(data: dict[str, Any]) -> str:
    """What is asked next, from what fell short; the person who draws it up may write otherwise."""
    asked = []
    if late := [row["name"] for row in data["sections"] if row["overdue"]]:
        asked.append(f"{'、'.join(late)}对逾期未履行的义务逐项说明原因，十个工作日内办结。")
    if data["missed"]:
        asked.append("对系统建议应当不予行政处罚而给予处罚的，承办科室逐件复核，向内部监督书面说明。")
    if data["questions"]:
        asked.append("对内部监督提出的检测提示，有关科室按期书面说明。")
    if any(licensed < people for _, licensed, people in data["licensed"]):
        asked.append("没有学完现行清单的办案人员，尽快完成学习；学完以前不得按清单提出意见。")
    return "\n".join(asked) or "各科室继续按期办理，如实填报。"


def _part(pair: list[int]) -> str:
    return f"{pair[0]}/{pair[1]}" if pair[1] else "—"


def body(data: dict[str, Any], demands: str, counted_on: date) -> list[dict[str, Any]]:
    """The text in fixed blocks, as the page shows it and the paper prints it."""
    done = sum(number for _, number in data["groups"])
    mix = "、".join(f"{name}{number}项" for name, number in data["groups"])
    first, last = zh_date(data["first"]), zh_date(data["last"])
    total = (
        f"{first}至{last}，全局受理线索{data['leads']}条，作出处理{done}项"
        + (f"，其中{mix}" if done else "")
        + f"；当事人答复柔性措施{data['answered']}件，接受{data['accepted']}件，是否接受由当事人自由选择，不作评价。"
    )
    learnt = "；".join(
        f"清单{code}已取得适用资格{licensed}人，办案人员{people}人" for code, licensed, people in data["licensed"]
    )
    short = [f"{row['name']}有{row['overdue']}项义务逾期没有履行。" for row in data["sections"] if row["overdue"]]
    if data["missed"]:
        short.append(f"有{data['missed']}项系统建议应当不予行政处罚而给予了处罚，须逐件复核。")
    cells = [[row["name"], *(_part(pair) for pair in row["parts"]), str(row["overdue"])] for row in data["sections"]]
    heads = [name for name, _ in COLUMNS]
    found: list[dict[str, Any]] = [
        {"heading": "一、总体情况", "level": 1, "text": total + (f"{learnt}。" if learnt else "")},
        {
            "heading": "二、各科室进展",
            "level": 1,
            "text": "表中前一数为按期的，后一数为已到期或者已有结果的；没有发生的记“—”。"
            "本通报不统计、不排列处罚和罚款的数量（行政处罚法第七十四条第三款）。",
        },
        {
            "caption": "各科室办理情况",
            "columns": ["科室", *heads, "逾期义务"],
            "numeric": [*heads, "逾期义务"],
            "cells": cells,
        },
        {
            "heading": "三、存在的问题",
            "level": 1,
            "text": "\n".join(short) or "本期没有发现逾期和漏用应当不予处罚的情形。",
        },
        {"heading": "四、下一步要求", "level": 1, "text": demands},
    ]
    proof = f"数据截至{zh_date(counted_on)}。"
    if data["seal"]:
        proof += f"当日以前全部办理记录的封存校验值：{data['seal']}。"
    return [*found, {"text": proof}]


# --- the verbs --------------------------------------------------------------------


def _require_drafter(actor: User) -> None:
    today = timezone.localdate()
    if not any(acts_as(actor, role, on=today) for role in DRAFTERS):
        raise NotAllowed("通报由内部监督人员或者科室负责人起草。请联系内部监督人员。")


def _require_state(row: Bulletin, *states: str) -> None:
    if row.state not in states:
        wanted = "或者".join(BulletinState(state).label for state in states)
        raise WrongState(f"这一步在“{wanted}”时办理，这份通报现在是“{row.get_state_display()}”。")


def _demands(words: str) -> str:
    words = words.strip()
    if not words:
        raise DomainError("请写明下一步要求。", field="demands")
    if len(words) > LONGEST_WORDS:
        raise DomainError(f"下一步要求有{len(words)}字，最多{LONGEST_WORDS}字。请精简。", field="demands")
    return words


def _take_figures(row: Bulletin) -> dict[str, Any]:
    row.counted_on = timezone.localdate()
    data = count(row.first, row.last, on=row.counted_on)
    row.data = canonical_json(data)
    row.sha256 = sha256(row.data)
    return data


@verb
def draft_bulletin(*, actor: User, first: date, last: date) -> Bulletin:
    """A bulletin of a month or quarter that is over, with its figures as they stand today."""
    _require_drafter(actor)
    today = timezone.localdate()
    name = next((name for name, one, other in periods(today) if (one, other) == (first, last)), None)
    if name is None:
        raise DomainError("请从列出的月份和季度中选择；没有结束的期间不能通报。", field="period")
    row = Bulletin(first=first, last=last, title=f"关于{name}行政柔性执法工作情况的通报", drafted_by=actor)
    row.demands = usual_demands(_take_figures(row))
    saved(row, exclude=("checked_by", "issued_by", "paper", "checked_at", "issued_at"))
    log(actor, "bulletin.draft", row, f"起草{row.title}", after={"校验值": row.sha256})
    return row


@verb
def change_bulletin(*, actor: User, bulletin: Bulletin, demands: str) -> Bulletin:
    """Other demands, and the figures taken anew; whoever changes it has drawn it up."""
    _require_drafter(actor)
    row = locked(bulletin)
    _require_state(row, BulletinState.DRAFT)
    before = row.demands
    row.demands, row.drafted_by, row.returned_words = _demands(demands), actor, ""
    _take_figures(row)
    row.save()
    log(actor, "bulletin.change", row, f"修改{row.title}", before={"要求": before}, after={"要求": row.demands})
    return row


@verb
def check_bulletin(*, actor: User, bulletin: Bulletin) -> Bulletin:
    """核稿 by a head of section who did not draw it up."""
    row = locked(bulletin)
    _require_state(row, BulletinState.DRAFT)
    _require_checker(actor, row)
    row.state, row.checked_by, row.checked_at = BulletinState.CHECKED, actor, timezone.now()
    row.save()
    log(actor, "bulletin.check", row, f"核稿{row.title}", weight=Weight.DECISION)
    return row


def _require_checker(actor: User, row: Bulletin) -> None:
    if acts_as(actor, Role.HEAD, on=timezone.localdate()) is None:
        raise NotAllowed("通报由科室负责人核稿。请联系科室负责人。")
    if actor.pk == row.drafted_by_id:
        raise NotAllowed("您起草的通报由别的科室负责人核稿。")


@verb
def return_bulletin(*, actor: User, bulletin: Bulletin, words: str) -> Bulletin:
    """Back to the desk, with what is wrong: by a head before the check, by the chair after it."""
    row = locked(bulletin)
    _require_state(row, BulletinState.DRAFT, BulletinState.CHECKED)
    if row.state == BulletinState.CHECKED:
        require_chair(actor)
    else:
        _require_checker(actor, row)
    words = words.strip()
    if not words:
        raise DomainError("请写明退回的意见。", field="words")
    row.state, row.returned_words = BulletinState.DRAFT, words[:600]
    row.checked_by = row.checked_at = None
    row.save()
    log(actor, "bulletin.return", row, f"退回{row.title}", detail=row.returned_words)
    notify(user=row.drafted_by, text=f"{row.title}退回修改：{words[:80]}", link=reverse("bulletin", args=[row.pk]))
    return row


@verb
def issue_bulletin(*, actor: User, bulletin: Bulletin) -> Bulletin:
    """签发 by the chair: the paper with a red head, the figures as they were checked; from now on it stands."""
    require_chair(actor)
    row = locked(bulletin)
    _require_state(row, BulletinState.CHECKED)
    stream = (row._meta.label_lower, row.pk)
    paper = draft_paper(actor=actor, kind="OFFICIAL_DOCUMENT", stream=stream, context=paper_context(row))
    row.paper = issue_paper(actor=actor, paper=paper, organ_word=Bureau.objects.get().word)
    row.state, row.issued_by, row.issued_at = BulletinState.ISSUED, actor, timezone.now()
    row.save()
    said = f"签发{row.title}，{row.paper.number}"
    log(actor, "bulletin.issue", row, said, weight=Weight.DECISION, after={"校验值": row.sha256})
    for head in User.objects.filter(role=Role.HEAD, is_active=True):
        notify(user=head, text=f"新通报：{row.title}", link=reverse("bulletin", args=[row.pk]))
    return row


def paper_context(row: Bulletin) -> dict[str, Any]:
    data = json.loads(row.data)
    return {
        "organ": organ(),
        "title": row.title,
        "to": "局属各科室",
        "body": body(data, row.demands, row.counted_on),
        "issued_on": timezone.localdate(),
        "remark": "此件发局属各科室，不对外公开",
    }
