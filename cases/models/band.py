"""A fine beside the band of the bureau's baseline: outside it only with a reason (裁量基准, 行政处罚法34条)."""

from django.db import models
from django.db.models import F, Q


class Banded(models.Model):
    """The band that applied when the fine was set. Empty: no baseline, or facts left the band open."""

    band_least = models.PositiveIntegerField("裁量基准下限（元）", null=True, blank=True)
    band_most = models.PositiveIntegerField("裁量基准上限（元）", null=True, blank=True)
    band_reason = models.CharField("不按裁量基准的理由", max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def is_outside_band(self) -> bool:
        return self.band_most is not None and not self.band_least <= (self.fine or 0) <= self.band_most


def reason_outside_band(name: str) -> models.CheckConstraint:
    """A fine outside the band is stored with its reason or not at all."""
    return models.CheckConstraint(
        condition=Q(band_most__isnull=True)
        | Q(fine__gte=F("band_least"), fine__lte=F("band_most"))
        | Q(fine__isnull=True, band_least=0)
        | ~Q(band_reason=""),
        name=name,
        violation_error_message="罚款不在裁量基准的幅度以内的，必须写明理由。",
    )
