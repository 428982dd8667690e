"""The act (违法行为) is what the law judges: its facts and its evidence."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.enums import ENDED_STATES, ActState, EvidenceKind
from cases.models.case import Case
from parties.models import Party
from records.models import StoredFile

if TYPE_CHECKING:
    from cases.models import Assessment, Correction, Offer, Opinion, PenaltyProcedure, Transfer


class Act(models.Model):
    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="acts")
    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="acts")
    order = models.PositiveSmallIntegerField("序号")
    violation = models.CharField("案由代码", max_length=40)
    violation_name = models.CharField("案由", max_length=80)
    subject = models.CharField("行为", max_length=200, help_text="何时、何表、何指标")
    state = models.CharField("状态", max_length=12, choices=ActState, default=ActState.FACTS)
    same_conduct = models.ForeignKey(
        "self",
        verbose_name="同一行为的另一案由",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="concurring",
        help_text="同一个违法行为触犯几个规定的，只罚一次款，按罚款数额高的规定处罚（行政处罚法29条）",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="登记人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "违法行为"
        verbose_name_plural = "违法行为"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "order"],
                name="act_order_once",
                violation_error_message="行为序号不能重复。",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "case"], condition=~Q(state__in=sorted(ENDED_STATES)), name="act_under_way")
        ]

    def __str__(self) -> str:
        return f"行为{self.order} {self.violation_name}"

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED_STATES

    @property
    def opinion(self) -> "Opinion | None":
        """The opinion under way; returned and withdrawn ones stay in `opinions`."""
        return self.opinions.filter(is_current=True).first()

    @property
    def assessment(self) -> "Assessment | None":
        """The newest recommendation."""
        return self.assessments.first()

    @property
    def correction(self) -> "Correction | None":
        """The newest order to correct."""
        return self.corrections.first()

    @property
    def offer(self) -> "Offer | None":
        """The offer made on the opinion under way."""
        if "offers" in getattr(self, "_prefetched_objects_cache", {}):
            return next((row for row in self.offers.all() if row.opinion.is_current), None)
        return self.offers.filter(opinion__is_current=True).order_by("-pk").first()

    @property
    def open_transfer(self) -> "Transfer | None":
        return self.transfers.filter(ended_at__isnull=True).first()

    @property
    def penalty_procedure(self) -> "PenaltyProcedure | None":
        return next((row for row in self.penalty_procedures.all() if row.ended_at is None), None)


class Evidence(models.Model):
    """A piece of evidence with its number in the file; bytes never replaced, only added to."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="evidence")
    number = models.PositiveSmallIntegerField("编号")
    kind = models.CharField("种类", max_length=12, choices=EvidenceKind)
    title = models.CharField("名称", max_length=200)
    source = models.CharField("来源", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, verbose_name="文件", on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="提交人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    added_at = models.DateTimeField("提交时间", default=timezone.now)

    class Meta:
        verbose_name = "证据"
        verbose_name_plural = "证据"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"],
                name="evidence_number_once",
                violation_error_message="证据编号不能重复。",
            ),
        ]

    def __str__(self) -> str:
        return f"证据{self.number} {self.title}"


class Fact(models.Model):
    """One answer in the words of the fact sheet. `act` null: it holds for every act of the file.

    A later answer supersedes an earlier one; both stay. `known` false says 尚未查明 in so many words.
    """

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="facts")
    act = models.ForeignKey(
        Act,
        verbose_name="违法行为",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="facts",
    )
    key = models.CharField("事实代码", max_length=60)
    known = models.BooleanField("已查明", default=True)
    value = models.JSONField("答案", null=True)
    note = models.TextField("说明", blank=True)
    evidence = models.ManyToManyField(Evidence, verbose_name="证据", blank=True, related_name="facts")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="记录人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)
    is_current = models.BooleanField("现行", default=True)

    class Meta:
        verbose_name = "事实"
        verbose_name_plural = "事实"
        constraints = [
            models.UniqueConstraint(
                fields=["act", "key"],
                condition=Q(is_current=True, act__isnull=False),
                name="fact_one_current_per_act",
                violation_error_message="同一事实只能有一个现行答案。",
            ),
            models.UniqueConstraint(
                fields=["case", "key"],
                condition=Q(is_current=True, act__isnull=True),
                name="fact_one_current_per_case",
                violation_error_message="同一事实只能有一个现行答案。",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class FactDraft(models.Model):
    """What somebody was typing, saved as they go; gone once recorded."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="填写人",
        on_delete=models.CASCADE,
        related_name="+",
    )
    place = models.CharField("表单", max_length=120)
    title = models.CharField("页面名称", max_length=200, blank=True, default="")
    address = models.CharField("页面地址", max_length=300, blank=True, default="")
    content = models.JSONField("内容", default=dict)
    saved_at = models.DateTimeField("保存时间", default=timezone.now)

    class Meta:
        verbose_name = "未写完的表单"
        verbose_name_plural = "未写完的表单"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "place"],
                name="draft_once_per_place",
                violation_error_message="草稿已经存在。",
            ),
        ]

    def __str__(self) -> str:
        return self.place
