"""行政执法年报 as it was issued."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from records.models import Paper


class YearlyData(models.Model):
    """行政执法年报: the counts as they were issued, with their hash; a later one follows, none is changed; append-only."""

    year = models.PositiveSmallIntegerField("年度")
    order = models.PositiveSmallIntegerField("第几次")
    data = models.TextField("数据")
    sha256 = models.CharField("校验值", max_length=64)
    words = models.TextField("总体情况说明")
    paper = models.OneToOneField(Paper, verbose_name="年报", on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="签发人", on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField("签发时间", default=timezone.now)

    class Meta:
        verbose_name = "行政执法年报"
        verbose_name_plural = "行政执法年报"
        ordering = ["-year", "-order"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "order"],
                name="yearly_order_once",
                violation_error_message="同一年度的年报序号不能重复。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年行政执法年报"
