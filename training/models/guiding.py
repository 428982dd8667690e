"""指导性案例: what others have decided, studied with notes and discussion."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from training.enums import GuidingState
from training.models.common import link, person
from training.querysets import AssignmentQuerySet, GuidingQuerySet


class GuidingCase(models.Model):
    number = models.CharField("编号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=120)
    issuer = models.CharField("发布机关", max_length=60)
    issued_on = models.DateField("发布日期", null=True, blank=True)
    keywords = models.CharField("关键词", max_length=120, blank=True)
    facts = models.TextField("基本案情")
    result = models.TextField("处理结果")
    meaning = models.TextField("典型意义")
    items = models.ManyToManyField("exemptions.ListItem", verbose_name="相关清单项目", blank=True, related_name="+")
    offences = models.ManyToManyField("exemptions.Offence", verbose_name="相关案由", blank=True, related_name="+")
    file = link("records.StoredFile", "原件", null=True)
    state = models.CharField("状态", max_length=10, choices=GuidingState, default=GuidingState.DRAFT)
    retired_words = models.CharField("不再适用的理由", max_length=200, blank=True)
    recorded_by = person("录入人")
    recorded_at = models.DateTimeField("录入时间", default=timezone.now)

    objects = GuidingQuerySet.as_manager()

    class Meta:
        verbose_name = "指导性案例"
        verbose_name_plural = "指导性案例"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(facts="") & ~Q(result="") & ~Q(meaning=""),
                name="guiding_complete",
                violation_error_message="指导性案例要写全标题、基本案情、处理结果和典型意义。",
            ),
            models.CheckConstraint(
                condition=~Q(state="retired") | ~Q(retired_words=""),
                name="guiding_retired_with_reason",
                violation_error_message="不再适用的，必须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StudyAssignment(models.Model):
    """Somebody is asked to study a case by a day and to write down what they take from it."""

    guiding_case = link("training.GuidingCase", "指导性案例", related_name="assignments")
    user = person("学习人", related_name="study_assignments")
    due_on = models.DateField("完成期限")
    question = models.CharField("思考题", max_length=200, blank=True)
    assigned_by = person("布置人")
    assigned_at = models.DateTimeField("布置时间", default=timezone.now)
    lifted_at = models.DateTimeField("取消时间", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "学习任务"
        verbose_name_plural = "学习任务"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guiding_case", "user"],
                condition=Q(lifted_at__isnull=True),
                name="assignment_once",
                violation_error_message="这个案例已经布置给该人员。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.guiding_case}"


class StudyNote(models.Model):
    """What somebody took from the case, in their own words; a later note stands beside the earlier one. Append-only."""

    guiding_case = link("training.GuidingCase", "指导性案例", related_name="notes")
    user = person("学习人", related_name="study_notes")
    text = models.TextField("学习笔记")
    written_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "学习笔记"
        verbose_name_plural = "学习笔记"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="note_has_text", violation_error_message="学习笔记不能是空的。"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.written_at:%Y-%m-%d}"


class StudyPost(models.Model):
    """One contribution to the discussion of a case. Withdrawn ones say so in their place."""

    guiding_case = link("training.GuidingCase", "指导性案例", related_name="posts")
    user = person("发言人")
    answers = link("self", "回复", null=True, related_name="replies")
    text = models.TextField("发言")
    posted_at = models.DateTimeField("时间", default=timezone.now)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_words = models.CharField("撤下原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "讨论发言"
        verbose_name_plural = "讨论发言"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="post_has_text", violation_error_message="发言不能是空的。"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_words=""),
                name="post_withdrawn_with_reason",
                violation_error_message="撤下发言必须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.posted_at:%Y-%m-%d %H:%M}"
