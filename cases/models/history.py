"""What is known of a party's past: registers with the day from which they are complete, and the frozen search."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.enums import CheckResult, RegisterKind
from cases.models.act import Act
from documents.words import zh_date
from parties.models import Party


class Register(models.Model):
    """A register that a first-offence check searches. Before `complete_from` the answer is 未查, never 无."""

    kind = models.CharField("登记库", max_length=8, choices=RegisterKind, unique=True)
    complete_from = models.DateField("自何日起完整", null=True, blank=True)
    note = models.CharField("依据", max_length=300, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="确认人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    declared_at = models.DateTimeField("确认时间", default=timezone.now)

    class Meta:
        verbose_name = "历史登记库"
        verbose_name_plural = "历史登记库"

    def __str__(self) -> str:
        return self.get_kind_display()


class PastDecision(models.Model):
    """An earlier handling of a party, entered from the paper files of before this system."""

    party = models.ForeignKey(
        Party,
        verbose_name="当事人",
        on_delete=models.PROTECT,
        related_name="past_decisions",
    )
    violation = models.CharField("案由代码", max_length=40)
    outcome = models.CharField("结果", max_length=30)
    decided_on = models.DateField("决定日期")
    number = models.CharField("文号", max_length=80, blank=True)
    source = models.CharField("出处", max_length=200)
    is_annulled = models.BooleanField("已被撤销", default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="补录人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("补录时间", default=timezone.now)

    class Meta:
        verbose_name = "历年处理记录"
        verbose_name_plural = "历年处理记录"
        constraints = [
            models.UniqueConstraint(
                fields=["party", "violation", "decided_on", "number"],
                name="past_decision_once",
                violation_error_message="这条处理记录已经补录过。",
            ),
        ]
        indexes = [models.Index(fields=["party", "violation"], name="past_decision_by_party")]

    def __str__(self) -> str:
        return f"{zh_date(self.decided_on)} {self.number}".strip()


class FirstOffenceCheck(models.Model):
    """首违核查: a frozen search. What was searched, from which day each register is complete, what was found."""

    act = models.ForeignKey(
        Act,
        verbose_name="违法行为",
        on_delete=models.PROTECT,
        related_name="first_checks",
    )
    window = models.CharField("窗口规则", max_length=30)
    window_from = models.DateField("窗口自", null=True)
    window_to = models.DateField("窗口至")
    registers = models.JSONField("登记库", default=list)
    priors = models.JSONField("查到的记录", default=list)
    result = models.CharField("结果", max_length=12, choices=CheckResult)
    sha256 = models.CharField("校验值", max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="核查人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField("核查时间", default=timezone.now)

    class Meta:
        verbose_name = "首违核查"
        verbose_name_plural = "首违核查"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_result_display()} {timezone.localtime(self.made_at):%Y-%m-%d}"
