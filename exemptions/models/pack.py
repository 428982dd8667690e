"""Where the data of a bureau came from, and the settings of law it signed."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from exemptions.enums import ChangeEnd


class Pack(models.Model):
    """A folder of law data: common to all bureaus, or one bureau's own."""

    code = models.CharField("代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=100)
    order = models.PositiveSmallIntegerField("排序", default=0)
    data = models.JSONField("内容", default=dict, editable=False)
    digest = models.CharField("校验值", max_length=64, blank=True)
    loaded_at = models.DateTimeField("载入时间", default=timezone.now)

    class Meta:
        verbose_name = "数据包"
        verbose_name_plural = "数据包"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class PackLoad(models.Model):
    """One load of a pack that changed something; append-only."""

    pack = models.ForeignKey(Pack, verbose_name="数据包", on_delete=models.PROTECT, related_name="loads")
    digest = models.CharField("校验值", max_length=64)
    counts = models.JSONField("数量", default=dict)
    loaded_at = models.DateTimeField("载入时间", default=timezone.now)

    class Meta:
        verbose_name = "数据包载入记录"
        verbose_name_plural = "数据包载入记录"
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return f"{self.pack} {self.loaded_at:%Y-%m-%d}"


class FactDefinition(models.Model):
    """A fact of the questionnaire as the packs define it; conditions may name no other."""

    pack = models.ForeignKey(Pack, verbose_name="数据包", on_delete=models.PROTECT, related_name="facts")
    key = models.CharField("事实代码", max_length=60, unique=True)
    label = models.CharField("名称", max_length=60)
    question = models.CharField("问题", max_length=200, blank=True)
    kind = models.CharField("类型", max_length=12)
    order = models.PositiveSmallIntegerField("排序", default=0)
    data = models.JSONField("定义", default=dict, editable=False)

    class Meta:
        verbose_name = "事实定义"
        verbose_name_plural = "事实定义"
        ordering = ["pack__order", "order"]

    def __str__(self) -> str:
        return self.label


class RuleSettingQuerySet(models.QuerySet["RuleSetting"]):
    def holding(self, *, on: date) -> "dict[str, RuleSetting]":
        """The signed answer of that day to each question the bureau answered otherwise than its packs."""
        return {row.name: row for row in self.filter(effective_from__lte=on).order_by("effective_from", "revision")}


class RuleSetting(models.Model):
    """A question of law the bureau answered otherwise than its packs: a signed change. Append-only; the last one holds."""

    name = models.CharField("设定", max_length=60)
    revision = models.PositiveIntegerField("版次")
    value = models.JSONField("取值")
    reason = models.CharField("理由", max_length=300)
    effective_from = models.DateField("施行日", default=timezone.localdate)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="签署人", on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField("签署时间", default=timezone.now)

    objects = RuleSettingQuerySet.as_manager()

    class Meta:
        verbose_name = "法律适用设定"
        verbose_name_plural = "法律适用设定"
        ordering = ["name", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "revision"],
                name="rule_setting_revision_once",
                violation_error_message="同一设定的版次不能重复。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="rule_setting_with_reason",
                violation_error_message="变更设定必须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True) | ~Q(signed_by=F("proposed_by")),
                name="rule_setting_by_two_people",
                violation_error_message="提出变更的人不能自己签署。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（第{self.revision}次变更）"


class SettingChange(models.Model):
    """A change of a setting as proposed: open until the chair signs or sends it back, or who proposed it withdraws it."""

    name = models.CharField("设定", max_length=60)
    value = models.JSONField("取值")
    reason = models.CharField("理由", max_length=300)
    effective_from = models.DateField("施行日")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField("提出时间", default=timezone.now)
    end = models.CharField("处理", max_length=10, choices=ChangeEnd, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="处理人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("处理时间", null=True)
    words = models.CharField("意见", max_length=300, blank=True)

    class Meta:
        verbose_name = "设定变更建议"
        verbose_name_plural = "设定变更建议"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(end=""),
                name="setting_change_one_at_a_time",
                violation_error_message="这一设定已有等待签署的变更。",
            ),
            models.CheckConstraint(
                condition=Q(end="", ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False) & ~Q(end=""),
                name="setting_change_ended_by_somebody",
                violation_error_message="处理结果、处理人和处理时间要一起登记。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.proposed_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("exemptions:setting", args=[self.name])
