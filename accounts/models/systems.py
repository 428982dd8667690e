"""Other systems that send or read through the interface, their calls and receipts."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models.people import User


class ConnectedSystem(models.Model):
    """对接平台: a program that speaks for one person, with that person's rights and no more. The token is not kept."""

    name = models.CharField("系统名称", max_length=60)
    acts_for = models.ForeignKey(User, verbose_name="代表的人员", on_delete=models.PROTECT, related_name="systems")
    digest = models.CharField("令牌校验值", max_length=64, unique=True, editable=False)
    hint = models.CharField("令牌末四位", max_length=4, editable=False)
    sends_leads = models.BooleanField("可以报送线索", default=False)
    reads_outcomes = models.BooleanField("可以读取办理结果", default=False)
    expires_on = models.DateField("有效期至")
    made_by = models.ForeignKey(User, verbose_name="发放人", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("发放时间", default=timezone.now)
    revoked_by = models.ForeignKey(User, verbose_name="收回人", null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField("收回时间", null=True, blank=True)

    class Meta:
        verbose_name = "对接平台"
        verbose_name_plural = "对接平台"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sends_leads=True) | Q(reads_outcomes=True),
                name="system_may_something",
                violation_error_message="请至少选择一项允许的事项。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SystemCall(models.Model):
    """One request of a connected system, whatever became of it."""

    system = models.ForeignKey(ConnectedSystem, verbose_name="对接平台", on_delete=models.PROTECT, related_name="calls")
    at = models.DateTimeField("时间", default=timezone.now)
    method = models.CharField("方法", max_length=8)
    path = models.CharField("地址", max_length=200)
    status = models.PositiveSmallIntegerField("状态码")
    words = models.CharField("结果", max_length=300, blank=True)

    class Meta:
        verbose_name = "对接调用"
        verbose_name_plural = "对接调用"
        indexes = [models.Index(fields=["system", "-at"], name="system_call_by_time")]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.status}"


class SystemReceipt(models.Model):
    """What a connected system sent under its own number, and the number it got here; the same number comes in once."""

    system = models.ForeignKey(
        ConnectedSystem, verbose_name="对接平台", on_delete=models.PROTECT, related_name="receipts"
    )
    source = models.CharField("来源系统", max_length=60)
    reference = models.CharField("对方编号", max_length=60)
    digest = models.CharField("内容校验值", max_length=64)
    object_id = models.PositiveBigIntegerField("登记号")
    at = models.DateTimeField("接收时间", default=timezone.now)

    class Meta:
        verbose_name = "对接回执"
        verbose_name_plural = "对接回执"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "reference"],
                name="system_reference_once",
                violation_error_message="这个编号已经报送过。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.reference}"
