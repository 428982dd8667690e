"""What somebody still has to learn, renew or report, and what the people of a section still lack, for the start page."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from documents.words import zh_date
from exemptions.models import Licence
from training.gaps import gaps_of, licence_words
from training.models import Milestone, StudyAssignment
from training.people import learners, sections_headed

CERTIFICATE_SOON = timedelta(days=60)


@dataclass(frozen=True)
class StudyNotice:
    """A card: what is owed, why it matters, where to go, by when (None: no day)."""

    title: str
    text: str
    url: str
    act: str
    on: date | None = None
    is_late: bool = False


def study_notices(user: User, *, on: date) -> list[StudyNotice]:
    """List versions not passed, the certificate, cases to study, what the section lacks, tasks of the plan."""
    found = [_of_gap(gap, on) for gap in gaps_of(user, on=on)]
    found += [_of_exception(row, on) for row in _limited(user, on)]
    if notice := _of_certificate(user, on):
        found.append(notice)
    rows = StudyAssignment.objects.standing().with_done().filter(user=user, is_done=False)
    found += [_of_assignment(row, on) for row in rows.select_related("guiding_case")]
    if sections := sections_headed(user):
        found += _of_people(learners().filter(section__in=sections).exclude(pk=user.pk), on)
        rows = Milestone.objects.unfinished().filter(section__in=sections).select_related("section")
        found += [_of_milestone(row, on) for row in rows.order_by("due_on")[:5]]
    return found


def _of_certificate(user: User, on: date) -> StudyNotice | None:
    """Two months before a 执法证 ends, and after: without it nobody may work a file."""
    until = user.certificate_until
    if not user.certificate_number or until is None or until - on > CERTIFICATE_SOON:
        return None
    over = until < on
    text = f"{_named(until, on)}到期" + ("，现在不能办案。请尽快换证" if over else "。请提前换证")
    return StudyNotice(
        title=f"统计执法证{'已过期' if over else '将到期'}",
        text=f"{user.certificate_number}，{text}，由系统管理员登记新的有效期。",
        url=reverse("training:person", args=[user.pk]),
        act="看证件",
        on=until,
        is_late=over,
    )


def _of_people(people: QuerySet[User], on: date) -> list[StudyNotice]:
    """What the people of one's section still lack, one card per section; three queries whatever their number."""
    rows = list(people.select_related("section").order_by("section__order", "pk"))
    missing = licence_words([row.pk for row in rows], on=on)
    found = []
    for section, group in groupby(rows, key=lambda row: row.section):
        lacks = []
        for row in group:
            words = [f"没有{'、'.join(missing[row.pk])}资格"] if missing[row.pk] else []
            if notice := _of_certificate(row, on):
                words.append(notice.title.removeprefix("统计"))
            lacks += [f"{row.name}{'，'.join(words)}"] if words else []
        if lacks:
            url = reverse("training:section", args=[section.pk])
            found.append(StudyNotice(f"{section.name}：{len(lacks)}人待补", f"{'；'.join(lacks)}。", url, "看本科室"))
    return found


def _limited(user: User, on: date) -> list[Licence]:
    """One licence per version that is only lent: its unit must still be passed."""
    rows = Licence.objects.valid(on=on).filter(user=user, expires_on__isnull=False).select_related("item__version")
    return list(rows.order_by("item__version_id").distinct("item__version_id"))


def _of_exception(row: Licence, on: date) -> StudyNotice:
    version, day = row.item.version, row.expires_on
    return StudyNotice(
        title=f"{version.title}（{version.code}）",
        text=f"例外到{_named(day, on)}为止。请在此前学完，例外不能延长。",
        url=reverse("training:licence", args=[version.pk]),
        act="去学习",
        on=day,
    )


def _named(day: date, on: date) -> str:
    """3月31日, with the year where it is another one."""
    return f"{day.month}月{day.day}日" if day.year == on.year else zh_date(day)


def _of_gap(gap, on: date) -> StudyNotice:
    version = gap.version
    day = version.effective_from
    if gap.is_coming:
        text = f"这一版清单{_named(day, on)}起施行。施行后没有学完的，不能按它提出处理意见。"
    else:
        text = "您还没有通过这一版清单的学习。学完之前，不能按它的项目提出处理意见。"
    return StudyNotice(
        title=f"{version.title}（{version.code}）",
        text=text,
        url=reverse("training:licence", args=[version.pk]),
        act=f"去学习（约{gap.minutes}分钟）",
        on=day if gap.is_coming else None,
        is_late=not gap.is_coming,
    )


def _of_assignment(row: StudyAssignment, on: date) -> StudyNotice:
    return StudyNotice(
        title=f"学习指导性案例：{row.guiding_case.title}",
        text=f"{_named(row.due_on, on)}前写下学习笔记。" + (f"思考题：{row.question}" if row.question else ""),
        url=reverse("training:guiding_case", args=[row.guiding_case_id]),
        act="去学习",
        on=row.due_on,
        is_late=row.due_on < on,
    )


def _of_milestone(row: Milestone, on: date) -> StudyNotice:
    return StudyNotice(
        title=f"实施方案任务：{row.title}",
        text=f"{row.section.name} · {_named(row.due_on, on)}前完成",
        url=reverse("training:milestone", args=[row.pk]),
        act="填报进展",
        on=row.due_on,
        is_late=row.due_on < on,
    )
