"""裁量基准: within the statutory range, which band fits which facts. Bands are data per offence and law version."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models import whole_days
from exemptions.models.pack import Pack


class BaselineQuerySet(models.QuerySet["Baseline"]):
    def in_force(self, *, on: date) -> "BaselineQuerySet":
        return self.filter(effective_from__lte=on).filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))


class Baseline(models.Model):
    """The bands for one offence under one version of the law. Shipped bands are samples and say so."""

    code = models.CharField("代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=120)
    pack = models.ForeignKey(Pack, verbose_name="数据包", on_delete=models.PROTECT, related_name="baselines")
    offence = models.CharField("案由", max_length=40)
    law_version = models.CharField("法律版本", max_length=20)
    subject = models.CharField("适用主体", max_length=200, help_text="主体代码，按字母排列，以逗号分隔")
    is_demo = models.BooleanField("示范数据", default=False)
    effective_from = models.DateField("施行日")
    effective_to = models.DateField("最后有效日", null=True, blank=True)
    dimensions = ArrayField(models.CharField("因素", max_length=60), verbose_name="裁量因素", default=list)
    note = models.CharField("说明", max_length=300, blank=True)

    objects = BaselineQuerySet.as_manager()

    class Meta:
        verbose_name = "裁量基准"
        verbose_name_plural = "裁量基准"
        ordering = ["offence", "law_version", "-effective_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="baseline_dates_in_order",
                violation_error_message="最后有效日不能早于施行日。",
            ),
            ExclusionConstraint(
                name="baselines_never_overlap",
                expressions=[
                    ("offence", RangeOperators.EQUAL),
                    ("law_version", RangeOperators.EQUAL),
                    ("subject", RangeOperators.EQUAL),
                    (whole_days("effective_from", "effective_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="同一案由、同一主体、同一法律版本的裁量基准，有效期不能重叠。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.subject.split(","))


class BaselineBand(models.Model):
    """One step. Conditions are of the same language as the list's; worse facts never give a lower step."""

    baseline = models.ForeignKey(Baseline, verbose_name="裁量基准", on_delete=models.CASCADE, related_name="bands")
    order = models.PositiveSmallIntegerField("档次")
    severity = models.CharField("情节", max_length=30)
    wording = models.CharField("情形", max_length=300)
    condition = models.JSONField("条件", null=True, blank=True, help_text="空白表示其他情形，即最低一档")
    is_serious = models.BooleanField("情节严重的幅度", default=False)
    fine_least = models.PositiveIntegerField("罚款下限（元）")
    fine_most = models.PositiveIntegerField("罚款上限（元）")

    class Meta:
        verbose_name = "裁量档次"
        verbose_name_plural = "裁量档次"
        ordering = ["baseline", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["baseline", "order"],
                name="baseline_band_once",
                violation_error_message="同一基准的档次不能重复。",
            ),
            models.CheckConstraint(
                condition=Q(fine_most__gte=F("fine_least")),
                name="baseline_band_fines_in_order",
                violation_error_message="罚款上限不能低于下限。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.baseline} 第{self.order}档"
