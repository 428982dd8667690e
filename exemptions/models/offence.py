"""案由: the offences a bureau may find, and what each version of the law threatens for each kind of party."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from exemptions.models.pack import Pack


class OffenceQuerySet(models.QuerySet["Offence"]):
    def visible_to(self, user) -> "OffenceQuerySet":
        return self if user.is_authenticated and user.is_active else self.none()


class Offence(models.Model):
    pack = models.ForeignKey(Pack, verbose_name="数据包", on_delete=models.PROTECT, related_name="offences")
    code = models.CharField("案由代码", max_length=40, unique=True)
    name = models.CharField("案由", max_length=80)
    law = models.CharField("所依据的法规", max_length=60)
    order = models.PositiveSmallIntegerField("排序", default=0)

    objects = OffenceQuerySet.as_manager()

    class Meta:
        verbose_name = "案由"
        verbose_name_plural = "案由"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class OffenceRule(models.Model):
    """What one version of the law provides for some kinds of party: a projection of the pack's entry, for the pages."""

    offence = models.ForeignKey(Offence, verbose_name="案由", on_delete=models.CASCADE, related_name="rules")
    law_version = models.CharField("法律版本", max_length=20)
    order = models.PositiveSmallIntegerField("排序", default=0)
    kinds = ArrayField(models.CharField("主体", max_length=30), verbose_name="适用主体", default=list)
    citations = ArrayField(models.CharField("引用", max_length=120), verbose_name="依据", default=list)
    warning = models.CharField("必须给予", max_length=40, blank=True)
    circular = models.BooleanField("可以通报", default=False)
    fine_least = models.PositiveIntegerField("罚款下限（元）", null=True, blank=True)
    fine_most = models.PositiveIntegerField("罚款上限（元）", null=True, blank=True)
    serious_least = models.PositiveIntegerField("情节严重的罚款下限（元）", null=True, blank=True)
    serious_most = models.PositiveIntegerField("情节严重的罚款上限（元）", null=True, blank=True)
    fine_condition = models.CharField("罚款的前提", max_length=200, blank=True)

    class Meta:
        verbose_name = "案由罚则"
        verbose_name_plural = "案由罚则"
        ordering = ["offence", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fine_most__isnull=True, fine_least__isnull=True) | Q(fine_most__gte=F("fine_least")),
                name="offence_rule_fines_in_order",
                violation_error_message="罚款上限不能低于下限。",
            ),
            models.CheckConstraint(
                condition=Q(serious_most__isnull=True, serious_least__isnull=True)
                | Q(serious_most__gte=F("serious_least")),
                name="offence_rule_serious_fines_in_order",
                violation_error_message="情节严重的罚款上限不能低于下限。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offence}（{self.law_version}）"
