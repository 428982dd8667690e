"""举报人: kept apart from the lead, open to named people only, every reading noted (行政处罚法50条)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.models.case import Lead


class Informant(models.Model):
    """Who tipped off. No list, no event and no paper ever carries these fields."""

    lead = models.OneToOneField(Lead, verbose_name="线索", on_delete=models.PROTECT, related_name="informant")
    name = models.CharField("举报人", max_length=60, blank=True)
    contact = models.CharField("联系方式", max_length=120, blank=True)
    wishes = models.CharField("反馈要求", max_length=200, blank=True)
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, verbose_name="可以查看的人", related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "举报人"
        verbose_name_plural = "举报人"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") | ~models.Q(contact=""),
                name="informant_said_something",
                violation_error_message="请填写举报人或者联系方式；匿名举报不用登记举报人。",
            ),
        ]

    def __str__(self) -> str:
        return "举报人（保密）"


class InformantReading(models.Model):
    """Who looked, when and why; it stays."""

    informant = models.ForeignKey(Informant, verbose_name="举报人", on_delete=models.PROTECT, related_name="readings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="查看人", on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField("为什么查看", max_length=200)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "举报人查看记录"
        verbose_name_plural = "举报人查看记录"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""),
                name="informant_read_with_reason",
                violation_error_message="查看举报人须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"
