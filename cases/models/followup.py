"""What somebody must still do: corrections, re-inspections, service of papers, obligations."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import Bound, CorrectionResult, ObligationKind, ServiceMethod
from cases.models.act import Act, Evidence
from cases.models.case import Case
from documents.words import zh_date
from records.models import Paper, StoredFile


class Correction(models.Model):
    """责令改正 (行政处罚法28条): not a penalty; the deadline runs to the end of its day."""

    act = models.ForeignKey(
        Act,
        verbose_name="违法行为",
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    paper = models.OneToOneField(
        Paper,
        verbose_name="责令改正通知书",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ordered_on = models.DateField("责令日期")
    deadline = models.DateField("改正期限")
    requirements = models.TextField("改正要求")
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="承办人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "责令改正"
        verbose_name_plural = "责令改正"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(requirements=""),
                name="correction_with_requirements",
                violation_error_message="责令改正必须写明改正要求。",
            ),
            models.CheckConstraint(
                condition=Q(deadline__gte=F("ordered_on")),
                name="correction_deadline_after_order",
                violation_error_message="改正期限不能早于责令日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{zh_date(self.ordered_on)}责令，{zh_date(self.current_deadline)}前改正"

    @property
    def current_deadline(self) -> date:
        """The last day to correct, extensions included."""
        last = max(self.extensions.all(), key=lambda row: row.pk, default=None)
        return last.new_deadline if last else self.deadline

    @property
    def served_on(self) -> date | None:
        """The order binds the party from its service; a page has read the day beforehand."""
        if hasattr(self, "service_day"):
            return self.service_day
        service = Service.objects.filter(paper_id=self.paper_id).first() if self.paper_id else None
        return service.served_on if service else None


class CorrectionExtension(models.Model):
    """An excused delay is handled by a longer deadline, with its reason, signed by a second person."""

    correction = models.ForeignKey(
        Correction,
        verbose_name="责令改正",
        on_delete=models.PROTECT,
        related_name="extensions",
    )
    old_deadline = models.DateField("原期限")
    new_deadline = models.DateField("新期限")
    reason = models.TextField("理由")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="批准人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="代签",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_at = models.DateTimeField("批准时间", default=timezone.now)

    class Meta:
        verbose_name = "改正延期"
        verbose_name_plural = "改正延期"
        constraints = [
            models.CheckConstraint(
                condition=Q(new_deadline__gt=F("old_deadline")),
                name="extension_is_later",
                violation_error_message="新的期限必须晚于原期限。",
            ),
        ]

    def __str__(self) -> str:
        return f"{zh_date(self.old_deadline)}→{zh_date(self.new_deadline)}"


class Recheck(models.Model):
    """复查: what was found of the correction, on which day, with what proof."""

    act = models.ForeignKey(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="rechecks")
    correction = models.ForeignKey(
        Correction,
        verbose_name="责令改正",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rechecks",
    )
    on = models.DateField("复查日期")
    result = models.CharField("结果", max_length=8, choices=CorrectionResult)
    done_on = models.DateField("改正日期", null=True, blank=True)
    note = models.TextField("复查情况", blank=True)
    evidence = models.ManyToManyField(Evidence, verbose_name="证据", blank=True, related_name="rechecks")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="记录人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "复查"
        verbose_name_plural = "复查"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(result="full") | Q(done_on__isnull=False),
                name="recheck_full_with_day",
                violation_error_message="全部改正的，必须填写改正完成的日期。",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__lte=F("on")),
                name="recheck_after_done",
                violation_error_message="改正日期不能晚于复查日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{zh_date(self.on)} {self.get_result_display()}"


class CasePaper(models.Model):
    """A paper in its file: whoever may see the file may open the paper."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="papers")
    act = models.ForeignKey(
        Act,
        verbose_name="违法行为",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="papers",
    )
    paper = models.OneToOneField(Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="in_case")

    class Meta:
        verbose_name = "案内文书"
        verbose_name_plural = "案内文书"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.paper}"


class Service(models.Model):
    """送达 of one paper, with its proof."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="services")
    paper = models.OneToOneField(Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="service")
    method = models.CharField("方式", max_length=12, choices=ServiceMethod)
    served_on = models.DateField("送达日期")
    recipient = models.CharField("签收人", max_length=60)
    witness = models.CharField("见证人", max_length=60, blank=True)
    proof = models.CharField(
        "凭证", max_length=120, blank=True, help_text="邮寄单号、电子送达地址、受托机关、公告载体等"
    )
    posted_on = models.DateField("公告日期", null=True, blank=True)
    receipt = models.ForeignKey(
        StoredFile,
        verbose_name="送达回证",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="记录人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "送达"
        verbose_name_plural = "送达"
        constraints = [
            models.CheckConstraint(
                condition=~Q(method="leave") | ~Q(witness=""),
                name="service_left_with_witness",
                violation_error_message="留置送达必须有见证人。",
            ),
            models.CheckConstraint(
                condition=~Q(method="notice") | Q(posted_on__lt=F("served_on")),
                name="service_posted_before",
                violation_error_message="公告送达须写明公告日期，公告期满才视为送达。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {zh_date(self.served_on)}"


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def open(self) -> "ObligationQuerySet":
        return self.filter(fulfilled_at__isnull=True, cancelled_at__isnull=True)

    def barring(self) -> "ObligationQuerySet":
        return self.open().filter(bars_closing=True)

    def overdue(self, *, on) -> "ObligationQuerySet":
        return self.open().filter(due_on__lt=on)


class Obligation(models.Model):
    """Something owed by the party or by us, with the day, the rule it comes from and who fulfilled it."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="obligations")
    act = models.ForeignKey(
        Act,
        verbose_name="违法行为",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="obligations",
    )
    paper = models.ForeignKey(
        Paper,
        verbose_name="文书",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    paper_kind = models.CharField("文书种类", max_length=40, blank=True)
    kind = models.CharField("种类", max_length=12, choices=ObligationKind)
    title = models.CharField("要办的事", max_length=120)
    bound = models.CharField("由谁办", max_length=8, choices=Bound)
    due_on = models.DateField("到期日", null=True, blank=True)
    due_words = models.CharField("期限从何而来", max_length=200, blank=True)
    rule = models.CharField("期限规则", max_length=60, blank=True)
    starts_on = models.DateField("起算日", null=True, blank=True)
    start_event = models.CharField("起算事件", max_length=60, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True, help_text="如“7个工作日”“15日 · 自然日”")
    provisional = models.BooleanField("暂定", default=False)
    bars_closing = models.BooleanField("不办不能结案", default=True)
    opened_at = models.DateTimeField("产生时间", default=timezone.now)
    fulfilled_at = models.DateTimeField("履行时间", null=True, blank=True)
    fulfilled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="办理人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    fulfilled_words = models.CharField("履行情况", max_length=300, blank=True)
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True)
    cancelled_words = models.CharField("取消原因", max_length=300, blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = "义务"
        verbose_name_plural = "义务"
        constraints = [
            models.CheckConstraint(
                condition=Q(fulfilled_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="obligation_one_end",
                violation_error_message="一项义务不能既履行又取消。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="learn", bars_closing=True),
                name="obligation_learning_never_bars",
                violation_error_message="学习由当事人自愿参加，不能作为结案的条件。",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(fulfilled_at__isnull=True, cancelled_at__isnull=True),
                name="obligation_open_by_due",
            ),
        ]

    @property
    def bars(self) -> bool:
        """Whether the file cannot be closed because of it."""
        return self.bars_closing and not self.fulfilled_at and not self.cancelled_at

    def __str__(self) -> str:
        return self.title
