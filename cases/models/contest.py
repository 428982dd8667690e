"""What the bureau does when the police do not file: reconsideration, or the procuratorate (移送规定9条)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import ContestWay
from cases.models.procedure import Transfer


class Contest(models.Model):
    """One objection to a refusal, with its answer; both stay readable whatever comes of it."""

    transfer = models.ForeignKey(Transfer, verbose_name="移送", on_delete=models.PROTECT, related_name="contests")
    way = models.CharField("方式", max_length=12, choices=ContestWay)
    asked_on = models.DateField("提出日期")
    words = models.TextField("理由")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", on_delete=models.PROTECT, related_name="+"
    )
    upheld = models.BooleanField("改为立案", null=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answer_words = models.TextField("答复内容", blank=True)
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "移送异议"
        verbose_name_plural = "移送异议"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "way"],
                name="contest_each_way_once",
                violation_error_message="同一次移送，每种异议只能提一次。",
            ),
            models.CheckConstraint(
                condition=Q(upheld__isnull=True, answered_on__isnull=True)
                | (Q(upheld__isnull=False, answered_on__gte=F("asked_on")) & ~Q(answer_words="")),
                name="contest_answered_with_words",
                violation_error_message="异议的答复须写明日期和内容，日期不早于提出日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.get_way_display()
