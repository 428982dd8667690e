"""Courses and what they are made of; who has read what."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from training.enums import CourseKind, CourseState, MaterialKind
from training.models.common import hours, link, person
from training.querysets import CourseQuerySet


class Course(models.Model):
    title = models.CharField("课程名称", max_length=80)
    kind = models.CharField("类别", max_length=10, choices=CourseKind)
    summary = models.TextField("内容提要", blank=True)
    hours = hours("自学学时", default=0, help_text="读完材料并通过测验后计入，每年一次；只办集中培训的填0。")
    state = models.CharField("状态", max_length=8, choices=CourseState, default=CourseState.DRAFT)
    created_by = person("建立人")
    created_at = models.DateTimeField("建立时间", default=timezone.now)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "课程"
        verbose_name_plural = "课程"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="course_has_title", violation_error_message="课程必须有名称。"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=100),
                name="course_hours_in_bounds",
                violation_error_message="自学学时应在0到100之间。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """One thing to read. A statute is a row of the law library, so what does not exist cannot be taught."""

    course = link("training.Course", "课程", related_name="materials")
    order = models.PositiveSmallIntegerField("排序", default=0)
    kind = models.CharField("种类", max_length=8, choices=MaterialKind)
    title = models.CharField("名称", max_length=200)
    statute_version = link("exemptions.StatuteVersion", "法规版本", null=True)
    list_version = link("exemptions.ListVersion", "清单版本", null=True)
    guiding_case = link("training.GuidingCase", "指导性案例", null=True)
    body = models.TextField("正文", blank=True)
    file = link("records.StoredFile", "文件", null=True)
    required = models.BooleanField("必读", default=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    added_by = person("添加人")
    added_at = models.DateTimeField("添加时间", default=timezone.now)

    class Meta:
        verbose_name = "学习材料"
        verbose_name_plural = "学习材料"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["statute", "plan"], statute_version__isnull=False)
                | Q(kind="list", list_version__isnull=False)
                | Q(kind="guiding", guiding_case__isnull=False)
                | (Q(kind="text") & ~Q(body=""))
                | Q(kind="file", file__isnull=False),
                name="material_has_content",
                violation_error_message="学习材料必须有内容：法规和清单选自法规库，文字写正文，文件要上传。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Erratum(models.Model):
    """勘误: what a document says wrongly and how to read it. The document itself stays as it was issued."""

    material = link("training.Material", "学习材料", related_name="errata")
    place = models.CharField("位置", max_length=40)
    says = models.CharField("原文", max_length=120)
    reads = models.CharField("应读作", max_length=120)
    reason = models.CharField("理由", max_length=300)
    noted_by = person("记录人")
    noted_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "勘误"
        verbose_name_plural = "勘误"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.says}"


class Reading(models.Model):
    """Somebody says they have read it; append-only."""

    material = link("training.Material", "学习材料", related_name="readings")
    user = person("阅读人", related_name="readings")
    read_at = models.DateTimeField("阅读时间", default=timezone.now)

    class Meta:
        verbose_name = "阅读记录"
        verbose_name_plural = "阅读记录"
        constraints = [
            models.UniqueConstraint(
                fields=["material", "user"],
                name="reading_once",
                violation_error_message="这份材料您已经标记读过。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.material}"
