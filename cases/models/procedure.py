"""Where an act goes when soft handling is not open: the penalty procedure, or another authority."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import TransferKind, TransferResult
from cases.models.act import Act
from cases.models.decision import Assessment, Opinion
from documents.words import zh_date
from records.models import StoredFile

if TYPE_CHECKING:
    from cases.models.penalty import PriorNotice


class PenaltyProcedure(models.Model):
    """The ordinary procedure of one act, opened by a leader. It is no decision: notice and defence come first."""

    act = models.ForeignKey(
        Act,
        verbose_name="违法行为",
        on_delete=models.PROTECT,
        related_name="penalty_procedures",
    )
    assessment = models.ForeignKey(Assessment, verbose_name="系统建议", on_delete=models.PROTECT, related_name="+")
    opinion = models.ForeignKey(Opinion, verbose_name="处理意见", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("拟处理结果", max_length=30)
    fine_least = models.PositiveIntegerField("罚款下限（元）", null=True, blank=True)
    fine_most = models.PositiveIntegerField("罚款上限（元）", null=True, blank=True)
    duties = models.JSONField("应办事项", default=list)
    basis = models.JSONField("依据", default=list)
    reasons = models.TextField("理由")
    opened_on = models.DateField("进入日期")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="批准人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    opened_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="代行",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="意见提出人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_at = models.DateTimeField("终止时间", null=True, blank=True)
    ended_words = models.CharField("终止原因", max_length=600, blank=True)

    class Meta:
        verbose_name = "处罚程序"
        verbose_name_plural = "处罚程序"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act"],
                condition=Q(ended_at__isnull=True),
                name="penalty_procedure_one_open",
                violation_error_message="这个行为已经进入处罚程序。",
            ),
            models.CheckConstraint(
                condition=~Q(opened_by=F("author")),
                name="penalty_procedure_not_own",
                violation_error_message="不能批准本人提出的意见。",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_words=""),
                name="penalty_procedure_ended_with_words",
                violation_error_message="终止处罚程序必须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {zh_date(self.opened_on)}"

    @property
    def notice(self) -> "PriorNotice | None":
        """The newest notice; the one a decision rests on."""
        return self.notices.first()

    def end(self, words: str) -> None:
        """The procedure goes no further; what it rested on stays readable."""
        self.ended_at, self.ended_words = timezone.now(), words[:600]
        self.save(update_fields=["ended_at", "ended_words"])


class Transfer(models.Model):
    """An act goes to another authority; the clock starts with the report to the chief (移送规定5条)."""

    act = models.ForeignKey(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="transfers")
    assessment = models.ForeignKey(Assessment, verbose_name="系统建议", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=12, choices=TransferKind)
    to_organ = models.CharField("移送机关", max_length=80)
    words = models.TextField("移送理由")
    annexes = models.JSONField("移送材料", default=list)
    reported_at = models.DateTimeField("报告负责人时间")
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="报告人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved = models.BooleanField("批准移送", null=True)
    decided_at = models.DateTimeField("批准时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="批准人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="代行",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_words = models.TextField("批准意见", blank=True)
    sent_at = models.DateTimeField("移送时间", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="移送人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    receipt = models.ForeignKey(
        StoredFile,
        verbose_name="移送回执",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    result = models.CharField("接收情况", max_length=8, choices=TransferResult, blank=True)
    result_on = models.DateField("答复日期", null=True, blank=True)
    result_words = models.TextField("答复内容", blank=True)
    ended_at = models.DateTimeField("终结时间", null=True, blank=True)
    created_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "移送"
        verbose_name_plural = "移送"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act"],
                condition=Q(ended_at__isnull=True),
                name="transfer_one_open",
                violation_error_message="这个行为正在移送。",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(approved=True),
                name="transfer_sent_after_approval",
                violation_error_message="移送须经负责人批准。",
            ),
            models.CheckConstraint(
                condition=Q(approved__isnull=True) | (Q(decided_by__isnull=False) & ~Q(decided_by=F("reported_by"))),
                name="transfer_not_own",
                violation_error_message="不能批准本人报告的移送。",
            ),
            models.CheckConstraint(
                condition=Q(approved__isnull=True) | Q(approved=True) | ~Q(decided_words=""),
                name="transfer_refused_with_words",
                violation_error_message="不批准移送必须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.to_organ}"
