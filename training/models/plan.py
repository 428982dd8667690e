"""The implementation plan: its two stages, milestones per section, evidence and state."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from training.enums import MilestoneState
from training.models.common import link, person
from training.querysets import MilestoneQuerySet


class PlanStage(models.Model):
    order = models.PositiveSmallIntegerField("阶段", unique=True)
    name = models.CharField("名称", max_length=40)
    goal = models.CharField("要求", max_length=300)
    citation = models.CharField("方案出处", max_length=60, blank=True)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束", null=True, blank=True)
    set_by = person("设定人")

    class Meta:
        verbose_name = "实施阶段"
        verbose_name_plural = "实施阶段"
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(order__in=[1, 2]),
                name="stage_one_or_two",
                violation_error_message="方案只有两个阶段。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="stage_dates_in_order",
                violation_error_message="阶段的结束日期不能早于开始日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """One thing a section has to have done by a day."""

    stage = link("training.PlanStage", "阶段", related_name="milestones")
    section = link("accounts.Section", "科室", related_name="+")
    title = models.CharField("任务", max_length=120)
    due_on = models.DateField("完成期限")
    state = models.CharField("状态", max_length=10, choices=MilestoneState, default=MilestoneState.TODO)
    created_by = person("下达人")
    created_at = models.DateTimeField("下达时间", default=timezone.now)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = "实施任务"
        verbose_name_plural = "实施任务"
        ordering = ["stage", "due_on", "section__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "section", "title"],
                name="milestone_once",
                violation_error_message="这项任务已经下达给该科室。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.title}"


class MilestoneReport(models.Model):
    """What a section says of a task, or the training manager of that report; append-only."""

    milestone = link("training.Milestone", "实施任务", related_name="reports")
    state = models.CharField("状态", max_length=10, choices=MilestoneState)
    words = models.TextField("进展情况")
    file = link("records.StoredFile", "佐证", null=True)
    reported_by = person("填报人")
    reported_at = models.DateTimeField("填报时间", default=timezone.now)

    class Meta:
        verbose_name = "任务进展"
        verbose_name_plural = "任务进展"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="milestone_report_with_words",
                violation_error_message="请写明进展情况。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} {self.get_state_display()}"
