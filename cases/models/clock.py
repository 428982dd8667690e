"""What moves or watches a clock: pauses of the limit of a case, warnings sent, private calendar links."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import PauseGround, WarnLevel
from cases.models.case import Case
from cases.models.followup import Obligation
from documents.words import zh_date


class LimitPause(models.Model):
    """Days taken out of the limit of a case, with ground and who approved them; nothing is lengthened in silence."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="limit_pauses")
    ground = models.CharField("事由", max_length=12, choices=PauseGround)
    words = models.CharField("说明", max_length=300)
    first = models.DateField("中止日")
    last = models.DateField("中止的最后一日", null=True, blank=True)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="批准人", on_delete=models.PROTECT, related_name="+"
    )
    paused_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="代行",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="恢复登记人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    resumed_words = models.CharField("恢复说明", max_length=300, blank=True)
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "期限中止"
        verbose_name_plural = "期限中止"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(last__isnull=True),
                name="limit_pause_one_open",
                violation_error_message="办案期限已经中止，请先恢复。",
            ),
            models.CheckConstraint(
                condition=Q(last__isnull=True)
                | (Q(last__gte=F("first")) & Q(resumed_by__isnull=False) & ~Q(resumed_words="")),
                name="limit_pause_resumed_with_words",
                violation_error_message="恢复期限须写明日期和说明，日期不早于中止日。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} {zh_date(self.first)}"


class DeadlineWarning(models.Model):
    """That this person was warned of this clock at this level; once each. The level is told from the day of sending."""

    obligation = models.ForeignKey(
        Obligation, verbose_name="义务", on_delete=models.CASCADE, related_name="warnings_sent"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="收件人", on_delete=models.CASCADE, related_name="+"
    )
    level = models.CharField("程度", max_length=6, choices=WarnLevel)
    due_on = models.DateField("到期日")
    sent_on = models.DateField("提醒日期")
    mailed = models.BooleanField("已发邮件", default=False)

    class Meta:
        verbose_name = "期限提醒"
        verbose_name_plural = "期限提醒"
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "user", "level"],
                name="deadline_warning_once",
                violation_error_message="这项提醒已经发过。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {zh_date(self.due_on)}"


class CalendarLink(models.Model):
    """A private address under which a person's deadlines can be subscribed to; only the hash of its secret is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="人员", on_delete=models.CASCADE, related_name="calendar_links"
    )
    secret_hash = models.CharField("密钥校验值", max_length=64, unique=True)
    created_at = models.DateTimeField("建立时间", default=timezone.now)
    last_read_at = models.DateTimeField("最近读取", null=True, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "日历订阅"
        verbose_name_plural = "日历订阅"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at__isnull=True),
                name="calendar_link_one_live",
                violation_error_message="已经有一个订阅地址。要换新的，请先撤销。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"
