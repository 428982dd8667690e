"""Remedies against a decision: reconsideration by the district government, litigation, what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import RemedyKind, RemedyResult
from cases.models.decision import Decision
from records.models import StoredFile


class Remedy(models.Model):
    """One application or suit; asking for it never makes anything worse for the party."""

    decision = models.ForeignKey(Decision, verbose_name="决定", on_delete=models.PROTECT, related_name="remedies")
    kind = models.CharField("种类", max_length=12, choices=RemedyKind)
    organ = models.CharField("复议机关或者法院", max_length=80)
    asked_on = models.DateField("申请、起诉日期")
    notified_on = models.DateField("本局收到通知日期")
    number = models.CharField("案号", max_length=80, blank=True)
    words = models.TextField("请求和理由")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )
    replied_on = models.DateField("答复、答辩日期", null=True, blank=True)
    reply_words = models.TextField("答复、答辩要点", blank=True)
    result = models.CharField("结果", max_length=10, choices=RemedyResult, blank=True)
    result_on = models.DateField("结果日期", null=True, blank=True)
    received_on = models.DateField("收到结果日期", null=True, blank=True)
    result_words = models.TextField("结果内容", blank=True)
    file = models.ForeignKey(
        StoredFile,
        verbose_name="复议决定或者裁判文书",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "救济"
        verbose_name_plural = "救济"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "kind"],
                condition=Q(result=""),
                name="remedy_one_running_of_a_kind",
                violation_error_message="同一决定已有在办的复议或者诉讼。",
            ),
            models.CheckConstraint(
                condition=Q(notified_on__gte=F("asked_on")),
                name="remedy_dates_in_order",
                violation_error_message="收到通知的日期不能早于申请日期。",
            ),
            models.CheckConstraint(
                condition=Q(result="", result_on__isnull=True)
                | (Q(result_on__gte=F("asked_on"), received_on__gte=F("result_on")) & ~Q(result_words="")),
                name="remedy_result_with_words",
                violation_error_message="救济的结果须写明日期和内容，收到日期不早于作出日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.organ}"
