"""The ordinary procedure row by row: notice, statement, hearing, legal review, discussion; then what is paid."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import Adopted, StatementKind, Verdict
from cases.models.band import Banded, reason_outside_band
from cases.models.case import Case
from cases.models.decision import Decision
from cases.models.procedure import PenaltyProcedure
from documents.words import zh_date
from records.models import Paper, StoredFile


def person(words: str, **more) -> models.ForeignKey:
    """Somebody of the bureau, by what they did."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=words, on_delete=models.PROTECT, related_name="+", **more
    )


class PriorNotice(Banded):
    """行政处罚事先告知 (44条): what is intended, why, and the party's rights. The final fine never exceeds it."""

    procedure = models.ForeignKey(
        PenaltyProcedure, verbose_name="处罚程序", on_delete=models.PROTECT, related_name="notices"
    )
    paper = models.OneToOneField(
        Paper, verbose_name="事先告知书", null=True, on_delete=models.PROTECT, related_name="prior_notice"
    )
    penalties = models.JSONField("拟作出的处罚", default=list)
    fine = models.PositiveIntegerField("拟处罚款（元）", default=0)
    reasons = models.TextField("裁量理由")
    hearing_told = models.BooleanField("告知听证权利")
    review_ground = models.CharField("法制审核的理由", max_length=300, blank=True)
    discussion_ground = models.CharField("集体讨论的理由", max_length=300, blank=True)
    statement_by = models.DateField("请于此前陈述申辩")
    served_on = models.DateField("送达日期", null=True, blank=True)
    hearing_until = models.DateField("申请听证的最后一日", null=True, blank=True)
    made_by = person("承办人")
    made_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "处罚事先告知"
        verbose_name_plural = "处罚事先告知"
        ordering = ["-pk"]
        constraints = [
            reason_outside_band("notice_outside_band_with_reason"),
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(penalties=[]),
                name="notice_says_what_and_why",
                violation_error_message="事先告知必须写明拟作出的处罚和理由。",
            ),
            models.CheckConstraint(
                condition=Q(hearing_until__isnull=True) | Q(hearing_told=True, served_on__isnull=False),
                name="notice_hearing_clock_runs_from_service",
                violation_error_message="申请听证的期限自告知书送达起算。",
            ),
        ]

    def __str__(self) -> str:
        return "、".join(self.penalties)


class Statement(models.Model):
    """陈述、申辩 (45条): what the party said to the notice, or that it plainly gave it up; checked, never held against it."""

    notice = models.ForeignKey(
        PriorNotice, verbose_name="事先告知", on_delete=models.PROTECT, related_name="statements"
    )
    kind = models.CharField("情形", max_length=8, choices=StatementKind)
    on = models.DateField("日期")
    words = models.TextField("内容", blank=True)
    file = models.ForeignKey(
        StoredFile, verbose_name="原件", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review = models.TextField("复核意见", blank=True)
    adopted = models.CharField("采纳情况", max_length=8, choices=Adopted, blank=True)
    recorded_by = person("记录人")
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "陈述申辩"
        verbose_name_plural = "陈述申辩"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="stated") | (~Q(words="") & ~Q(review="") & ~Q(adopted="")),
                name="statement_is_reviewed",
                violation_error_message="当事人的陈述申辩必须复核，写明是否采纳和理由。",
            )
        ]

    def __str__(self) -> str:
        return f"{zh_date(self.on)} {self.get_kind_display()}"


class Hearing(models.Model):
    """听证 (63–65条): asked for, called, held by somebody who did not investigate, recorded."""

    notice = models.ForeignKey(PriorNotice, verbose_name="事先告知", on_delete=models.PROTECT, related_name="hearings")
    requested_on = models.DateField("申请日期")
    requested_words = models.TextField("申请内容", blank=True)
    in_time = models.BooleanField("在期限内")
    scheduled_on = models.DateField("举行日期", null=True, blank=True)
    starts_at = models.TimeField("开始时间", default=time(9, 30))
    is_open = models.BooleanField("公开举行", default=True)
    place = models.CharField("地点", max_length=100, blank=True)
    presider = person("主持人", null=True, blank=True)
    called_on = models.DateField("通知日期", null=True, blank=True)
    held_on = models.DateField("实际举行日期", null=True, blank=True)
    minutes = models.TextField("听证笔录", blank=True)
    conclusion = models.TextField("听证意见", blank=True)
    file = models.ForeignKey(
        StoredFile, verbose_name="签字笔录", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("终结时间", null=True, blank=True)
    ended_words = models.CharField("终结原因", max_length=300, blank=True)
    recorded_by = person("登记人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "听证"
        verbose_name_plural = "听证"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice"],
                condition=Q(ended_at__isnull=True),
                name="hearing_one_open",
                violation_error_message="这份告知已有在办的听证。",
            ),
            models.CheckConstraint(
                condition=Q(scheduled_on__isnull=True)
                | (Q(presider__isnull=False) & Q(called_on__isnull=False) & Q(called_on__lt=F("scheduled_on"))),
                name="hearing_called_before",
                violation_error_message="举行听证须事先通知，并指定主持人。",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | (~Q(minutes="") & ~Q(conclusion="")),
                name="hearing_held_with_minutes",
                violation_error_message="举行听证必须有笔录和听证意见。",
            ),
        ]

    def __str__(self) -> str:
        return f"听证 {self.scheduled_on or self.requested_on}"


class LegalReview(models.Model):
    """法制审核 (58条) of the intended penalty, by somebody qualified who is not of the case."""

    procedure = models.ForeignKey(
        PenaltyProcedure, verbose_name="处罚程序", on_delete=models.PROTECT, related_name="reviews"
    )
    verdict = models.CharField("审核结论", max_length=8, choices=Verdict)
    aspects = models.JSONField("逐项意见", default=dict, blank=True)
    words = models.TextField("审核意见")
    reviewer = person("审核人")
    reviewed_for = person("代行", null=True, blank=True)
    qualified = models.BooleanField("有法律职业资格")
    reviewed_at = models.DateTimeField("审核时间", default=timezone.now)

    class Meta:
        verbose_name = "法制审核"
        verbose_name_plural = "法制审核"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="review_with_words",
                violation_error_message="法制审核必须写明意见。",
            )
        ]

    def __str__(self) -> str:
        return f"法制审核{self.get_verdict_display()}"


class Discussion(models.Model):
    """集体讨论 (57条2款): who was there, what each said, what was agreed."""

    procedure = models.ForeignKey(
        PenaltyProcedure, verbose_name="处罚程序", on_delete=models.PROTECT, related_name="discussions"
    )
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=100, blank=True)
    attending = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="参加讨论的负责人", related_name="discussions"
    )
    opinions = models.JSONField("各人意见", default=list)
    conclusion = models.TextField("讨论结论")
    fine = models.PositiveIntegerField("讨论确定的罚款（元）", null=True, blank=True)
    recorded_by = person("记录人")
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "集体讨论"
        verbose_name_plural = "集体讨论"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(conclusion="") & ~Q(opinions=[]),
                name="discussion_with_opinions",
                violation_error_message="集体讨论必须记录各人意见和结论。",
            )
        ]

    def __str__(self) -> str:
        return f"{zh_date(self.held_on)}集体讨论"


class Payment(models.Model):
    """Money received on a decision: the fine, or the surcharge for lateness."""

    decision = models.ForeignKey(Decision, verbose_name="决定", on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField("缴款日期")
    amount = models.PositiveIntegerField("金额（元）")
    is_surcharge = models.BooleanField("加处罚款", default=False)
    voucher = models.CharField("票据号", max_length=60)
    file = models.ForeignKey(
        StoredFile, verbose_name="票据", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = person("登记人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "缴款"
        verbose_name_plural = "缴款"
        ordering = ["paid_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="payment_of_something", violation_error_message="缴款金额必须大于0。"
            )
        ]

    def __str__(self) -> str:
        return f"{zh_date(self.paid_on)} {self.amount}元"


class Deferral(models.Model):
    """暂缓或者分期缴纳 (66条2款), on application of the party, approved by a leader."""

    decision = models.ForeignKey(Decision, verbose_name="决定", on_delete=models.PROTECT, related_name="deferrals")
    asked_on = models.DateField("申请日期")
    until = models.DateField("缴纳至")
    instalments = models.JSONField("分期", default=list, blank=True, help_text="每期的日期和金额")
    reason = models.TextField("理由")
    approved_by = person("批准人")
    approved_for = person("代行", null=True, blank=True)
    approved_at = models.DateTimeField("批准时间", default=timezone.now)

    class Meta:
        verbose_name = "暂缓、分期缴纳"
        verbose_name_plural = "暂缓、分期缴纳"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("asked_on")),
                name="deferral_dates_in_order",
                violation_error_message="暂缓缴纳的日期不能早于申请日期。",
            )
        ]

    def __str__(self) -> str:
        return f"缴至{zh_date(self.until)}"

    @property
    def plan_words(self) -> list[str]:
        """第1期 2026-09-30 1000元, …"""
        return [f"第{number}期 {day} {yuan}元" for number, (day, yuan) in enumerate(self.instalments, 1)]


class LimitExtension(models.Model):
    """A longer limit of the case, approved by a leader before the old one ran out."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="limit_extensions")
    old_limit = models.DateField("原期限")
    new_limit = models.DateField("延长至")
    reason = models.TextField("理由")
    approved_by = person("批准人")
    approved_for = person("代行", null=True, blank=True)
    approved_at = models.DateTimeField("批准时间", default=timezone.now)

    class Meta:
        verbose_name = "办案期限延长"
        verbose_name_plural = "办案期限延长"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_limit__gt=F("old_limit")) & ~Q(reason=""),
                name="limit_extension_is_later",
                violation_error_message="延长后的期限必须晚于原期限，并写明理由。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_limit}→{self.new_limit}"
