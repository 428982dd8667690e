"""What earns a licence, who is excused for a while, how many hours a year asks for."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from documents.words import zh_date
from training.models.common import hours, link, person


class LicenceUnit(models.Model):
    """The unit of one list version: read it, pass its quiz, be licensed for its items (exemptions.Licence)."""

    list_version = models.OneToOneField(
        "exemptions.ListVersion", verbose_name="清单版本", on_delete=models.PROTECT, related_name="+"
    )
    course = models.OneToOneField(
        "training.Course", verbose_name="课程", on_delete=models.PROTECT, related_name="licence_unit"
    )
    quiz = models.OneToOneField(
        "training.Quiz", verbose_name="测验", on_delete=models.PROTECT, related_name="licence_unit"
    )
    minutes = models.PositiveSmallIntegerField("约需分钟", default=10)
    opened_by = person("建立人")
    opened_at = models.DateTimeField("建立时间", default=timezone.now)

    class Meta:
        verbose_name = "清单学习单元"
        verbose_name_plural = "清单学习单元"

    def __str__(self) -> str:
        return f"{self.list_version}学习单元"


class LicenceException(models.Model):
    """A head lets somebody propose for a few weeks before the unit is passed, with the reason."""

    user = person("人员", related_name="licence_exceptions")
    list_version = link("exemptions.ListVersion", "清单版本")
    reason = models.CharField("理由", max_length=300)
    starts_on = models.DateField("自")
    ends_on = models.DateField("至")
    granted_by = person("批准人")
    granted_for = person("代行", null=True)
    granted_at = models.DateTimeField("批准时间", default=timezone.now)
    ended_at = models.DateTimeField("提前收回时间", null=True, blank=True)
    ended_words = models.CharField("收回原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "资格例外"
        verbose_name_plural = "资格例外"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="exception_with_reason",
                violation_error_message="例外必须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="exception_dates_in_order",
                violation_error_message="例外的止日不能早于起日。",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("granted_by")),
                name="exception_not_own",
                violation_error_message="不能给本人批准例外。",
            ),
            models.UniqueConstraint(
                fields=["user", "list_version"],
                condition=Q(ended_at__isnull=True),
                name="exception_one_running",
                violation_error_message="该人员对这一版清单已经有过例外，不能延长。请其完成学习单元。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {zh_date(self.starts_on)}至{zh_date(self.ends_on)}"


class HourRequirement(models.Model):
    """How many hours a year asks of everybody who handles cases; a change is a new row, the last one holds. Append-only."""

    year = models.PositiveSmallIntegerField("年份")
    hours = hours("应完成学时")
    exam_required = models.BooleanField("须通过年度考试", default=True)
    reason = models.CharField("依据或理由", max_length=200)
    set_by = person("设定人")
    set_at = models.DateTimeField("设定时间", default=timezone.now)

    class Meta:
        verbose_name = "年度学时要求"
        verbose_name_plural = "年度学时要求"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=999),
                name="requirement_hours_in_bounds",
                violation_error_message="学时要求应在0到999之间。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="requirement_with_reason",
                violation_error_message="请写明学时要求的依据或理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.hours}学时"
