"""What somebody still has to learn or report, for the start page and the page of the section."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import User
from exemptions.models import Licence
from training.gaps import gaps_of
from training.models import Milestone, StudyAssignment
from training.people import sections_headed


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
    """List versions not passed, guiding cases to study, tasks of the plan; the most pressing first."""
    found = [_of_gap(gap, on) for gap in gaps_of(user, on=on)]
    found += [_of_exception(row) for row in _limited(user, on)]
    rows = StudyAssignment.objects.standing().with_done().filter(user=user, is_done=False)
    found += [_of_assignment(row, on) for row in rows.select_related("guiding_case")]
    if sections := sections_headed(user):
        rows = Milestone.objects.unfinished().filter(section__in=sections).select_related("section")
        found += [_of_milestone(row, on) for row in rows.order_by("due_on")[:5]]
    return found


def _limited(user: User, on: date) -> list[Licence]:
    """One licence per version that is only lent: its unit must still be passed."""
    rows = Licence.objects.valid(on=on).filter(user=user, expires_on__isnull=False).select_related("item__version")
    return list(rows.order_by("item__version_id").distinct("item__version_id"))


def _of_exception(row: Licence) -> StudyNotice:
    version, day = row.item.version, row.expires_on
    return StudyNotice(
        title=f"{version.title}（{version.code}）",
        text=f"例外到{day.month}月{day.day}日为止。请在此前学完，例外不能延长。",
        url=reverse("training:licence", args=[version.pk]),
        act="去学习",
        on=day,
    )


def _of_gap(gap, on: date) -> StudyNotice:
    version = gap.version
    day = version.effective_from
    if gap.is_coming:
        text = f"这一版清单{day.month}月{day.day}日起施行。施行后没有学完的，不能按它提出处理意见。"
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
        text=f"{row.due_on.month}月{row.due_on.day}日前写下学习笔记。"
        + (f"思考题：{row.question}" if row.question else ""),
        url=reverse("training:guiding_case", args=[row.guiding_case_id]),
        act="去学习",
        on=row.due_on,
        is_late=row.due_on < on,
    )


def _of_milestone(row: Milestone, on: date) -> StudyNotice:
    return StudyNotice(
        title=f"实施方案任务：{row.title}",
        text=f"{row.section.name} · {row.due_on.month}月{row.due_on.day}日前完成",
        url=reverse("training:milestone", args=[row.pk]),
        act="填报进展",
        on=row.due_on,
        is_late=row.due_on < on,
    )
