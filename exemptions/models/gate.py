"""Why a version was published although a check asked for a reason. Append-only."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from exemptions.models.lists import ListVersion


class GateReason(models.Model):
    """The signed answer to one finding. `finding` names what was found in exactly these words of the item."""

    version = models.ForeignKey(
        ListVersion, verbose_name="清单版本", on_delete=models.PROTECT, related_name="gate_reasons"
    )
    finding = models.CharField("检查项", max_length=120)
    text = models.CharField("检查结果", max_length=600)
    reason = models.CharField("说明", max_length=500)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="说明人", on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField("说明时间", default=timezone.now)

    class Meta:
        verbose_name = "检查说明"
        verbose_name_plural = "检查说明"
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "finding"],
                name="gate_reason_once",
                violation_error_message="这一检查结果已经有人说明。",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="gate_reason_with_words",
                violation_error_message="请写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding}：{self.reason}"
