"""Sheets handed in from outside, checked cell by cell before anything is written; records of earlier years."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from training.enums import ImportKind, ImportState, PastKind
from training.models.common import hours, link, person
from training.querysets import ImportQuerySet


class ImportBatch(models.Model):
    """One uploaded sheet: its rows as read, what is wrong with which cell. Nothing is imported while a cell is wrong."""

    kind = models.CharField("种类", max_length=12, choices=ImportKind)
    session = link("training.Session", "培训场次", null=True)
    file = link("records.StoredFile", "原文件")
    rows = models.JSONField("各行", default=list, blank=True)
    faults = models.JSONField("错误", default=list, blank=True)
    state = models.CharField("状态", max_length=8, choices=ImportState, default=ImportState.CHECKED)
    imported = models.PositiveIntegerField("导入行数", default=0)
    uploaded_by = person("上传人")
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "导入批次"
        verbose_name_plural = "导入批次"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="attendance") | Q(session__isnull=False),
                name="import_attendance_names_session",
                violation_error_message="导入签到表须先选定培训场次。",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(faults=[]),
                name="import_done_without_faults",
                violation_error_message="表格还有错误，不能导入。请改正后重新上传。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localtime(self.uploaded_at):%Y-%m-%d %H:%M}"


class PastRecord(models.Model):
    """Training or an exam from before this system, taken from the bureau's old sheets; append-only."""

    user = person("人员", related_name="past_training")
    kind = models.CharField("种类", max_length=8, choices=PastKind)
    title = models.CharField("名称", max_length=120)
    on = models.DateField("日期")
    hours = hours("学时", default=0)
    score = models.PositiveSmallIntegerField("成绩", null=True, blank=True)
    passed = models.BooleanField("及格", null=True, blank=True)
    organiser = models.CharField("举办单位", max_length=80, blank=True)
    batch = link("training.ImportBatch", "导入批次", related_name="past_records")
    recorded_by = person("登记人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "历年记录"
        verbose_name_plural = "历年记录"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "title", "on"],
                name="past_record_once",
                violation_error_message="这条记录已经导入过。",
            ),
            models.CheckConstraint(
                condition=Q(kind="training") | Q(passed__isnull=False),
                name="past_exam_with_result",
                violation_error_message="考试记录必须写明是否及格。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.title}"


class TrainingPaper(models.Model):
    """A paper of this room: whoever may see what it is about may open it. Exactly one of the subjects is set or none."""

    paper = models.OneToOneField(
        "records.Paper", verbose_name="文书", on_delete=models.PROTECT, related_name="in_training"
    )
    session = link("training.Session", "培训场次", null=True, related_name="papers")
    user = person("人员", null=True, related_name="training_papers")
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)

    class Meta:
        verbose_name = "培训文书"
        verbose_name_plural = "培训文书"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.paper}"
