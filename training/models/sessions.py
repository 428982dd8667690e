"""Training sessions and who was there."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from training.enums import SessionState, SignMeans
from training.models.common import hours, link, person
from training.querysets import AttendanceQuerySet, SessionQuerySet


class Session(models.Model):
    """One meeting at one place and time. Its hours count for everybody on the attendance list."""

    course = link("training.Course", "课程", null=True, related_name="sessions")
    title = models.CharField("培训名称", max_length=80)
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    place = models.CharField("地点", max_length=60)
    trainer = models.CharField("授课人", max_length=60)
    hours = hours("学时")
    sections = models.ManyToManyField(
        "accounts.Section",
        verbose_name="参加科室",
        blank=True,
        related_name="+",
        help_text="不选的，面向全部执法人员和科室负责人。",
    )
    state = models.CharField("状态", max_length=10, choices=SessionState, default=SessionState.PLANNED)
    cancelled_words = models.CharField("取消原因", max_length=200, blank=True)
    created_by = person("安排人")
    created_at = models.DateTimeField("安排时间", default=timezone.now)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "培训场次"
        verbose_name_plural = "培训场次"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message="结束时间必须晚于开始时间。",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=100),
                name="session_hours_in_bounds",
                violation_error_message="学时应大于0，不超过100。",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_words=""),
                name="session_cancelled_with_reason",
                violation_error_message="取消培训必须写明原因。",
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="session_by_day")]

    def __str__(self) -> str:
        return self.title


class SessionPhoto(models.Model):
    session = link("training.Session", "培训场次", related_name="photos")
    file = link("records.StoredFile", "照片")
    caption = models.CharField("说明", max_length=100, blank=True)
    added_by = person("添加人")
    added_at = models.DateTimeField("添加时间", default=timezone.now)

    class Meta:
        verbose_name = "培训照片"
        verbose_name_plural = "培训照片"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or f"照片{self.pk}"


class Attendance(models.Model):
    """One person was at one session; append-only. A mistake is answered by an `AttendanceVoid`."""

    session = link("training.Session", "培训场次", related_name="attendances")
    user = person("参加人", related_name="attendances")
    means = models.CharField("签到方式", max_length=6, choices=SignMeans)
    signed_at = models.DateTimeField("签到时间", default=timezone.now)
    hours = hours("学时")
    recorded_by = person("登记人")
    batch = link("training.ImportBatch", "导入批次", null=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "签到"
        verbose_name_plural = "签到"
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"],
                name="attendance_once",
                violation_error_message="这一场已经签到，不会重复计学时。",
            ),
            models.CheckConstraint(
                condition=~Q(means="code") | Q(user=F("recorded_by")),
                name="attendance_code_is_own",
                violation_error_message="扫码签到只能由本人办理。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.session}"


class AttendanceVoid(models.Model):
    """A wrong entry stays readable and counts no more; append-only."""

    attendance = models.OneToOneField(Attendance, verbose_name="签到", on_delete=models.PROTECT, related_name="void")
    reason = models.CharField("理由", max_length=200)
    voided_by = person("更正人")
    voided_at = models.DateTimeField("更正时间", default=timezone.now)

    class Meta:
        verbose_name = "签到更正"
        verbose_name_plural = "签到更正"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="attendance_void_with_reason",
                violation_error_message="更正签到必须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendance} 不计"
