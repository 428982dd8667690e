"""Leads and the file itself (案卷): who is the party, who works on it, where it stands."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone

from accounts.models import Section
from cases.enums import CaseState, Jurisdiction, LeadSource, LeadState, OfficerPart, RecusalState
from cases.querysets import CaseQuerySet, LeadQuerySet
from documents.words import zh_date
from parties.models import Party


class Lead(models.Model):
    """A sign of a possible violation, before anybody decides whether to file."""

    source = models.CharField("来源", max_length=12, choices=LeadSource)
    received_on = models.DateField("收到日期")
    party = models.ForeignKey(
        Party,
        verbose_name="当事人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="leads",
    )
    party_words = models.CharField("所称当事人", max_length=120, blank=True)
    description = models.TextField("线索内容")
    section = models.ForeignKey(Section, verbose_name="承办科室", on_delete=models.PROTECT, related_name="leads")
    jurisdiction = models.CharField("管辖", max_length=12, choices=Jurisdiction, blank=True)
    jurisdiction_words = models.CharField("管辖核对", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=LeadState, default=LeadState.OPEN)
    not_filed_reason = models.CharField("不立案理由", max_length=600, blank=True)
    case = models.ForeignKey(
        "cases.Case",
        verbose_name="案件",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="leads",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="登记人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = "线索"
        verbose_name_plural = "线索"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="not_filed") | ~Q(not_filed_reason=""),
                name="lead_not_filed_with_reason",
                violation_error_message="不立案必须写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(state="case") | Q(jurisdiction__in=["", "ours"]),
                name="lead_case_is_ours",
                violation_error_message="不属于本局管辖的线索不能转为案件，请移送有管辖权的机关。",
            ),
            models.CheckConstraint(
                condition=Q(jurisdiction="") | ~Q(jurisdiction_words=""),
                name="lead_jurisdiction_with_words",
                violation_error_message="管辖核对须写明依据。",
            ),
            models.CheckConstraint(
                condition=~Q(state="case") | Q(case__isnull=False),
                name="lead_case_is_named",
                violation_error_message="转为案件的线索必须写明案件。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {zh_date(self.received_on)}"


class Case(models.Model):
    """One file. `version` grows with every write, so two officers cannot overwrite each other unseen."""

    number = models.CharField("案号", max_length=60, blank=True)
    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="cases")
    section = models.ForeignKey(Section, verbose_name="承办科室", on_delete=models.PROTECT, related_name="cases")
    state = models.CharField("状态", max_length=16, choices=CaseState, default=CaseState.REGISTERED)
    source = models.CharField("来源", max_length=12, choices=LeadSource)
    discovered_on = models.DateField("发现日期")
    summary = models.TextField("案情", blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="登记人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    registered_at = models.DateTimeField("登记时间", default=timezone.now)
    filing_reason = models.TextField("立案理由", blank=True)
    filing_requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="提请立案人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    filed_on = models.DateField("立案日期", null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="批准立案人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    filed_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="代行",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    not_filed_reason = models.CharField("不立案理由", max_length=600, blank=True)
    closed_on = models.DateField("结案日期", null=True, blank=True)
    closing_words = models.TextField("结案情况", blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "案件"
        verbose_name_plural = "案件"
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="case_number_once",
                violation_error_message="这个案号已经使用。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["registered", "filing", "not_filed"])
                | (Q(filed_on__isnull=False) & ~Q(number="")),
                name="case_filed_with_number",
                violation_error_message="立案后的案件必须有立案日期和案号。",
            ),
            models.CheckConstraint(
                condition=Q(filed_by__isnull=True)
                | Q(filing_requested_by__isnull=True)
                | ~Q(filed_by=F("filing_requested_by")),
                name="case_filing_not_own",
                violation_error_message="不能批准本人提请的立案。",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_on__isnull=False) & ~Q(closing_words="")),
                name="case_closed_with_outcome",
                violation_error_message="结案必须写明日期和处理结果。",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_filed") | ~Q(not_filed_reason=""),
                name="case_not_filed_with_reason",
                violation_error_message="不立案必须写明理由。",
            ),
        ]
        indexes = [
            models.Index(fields=["section", "state", "-id"], name="case_by_section"),
            models.Index(fields=["party", "-id"], name="case_by_party"),
            models.Index(fields=["state", "-id"], name="case_by_state"),
            GinIndex(OpClass(Upper("number"), name="gin_trgm_ops"), name="case_number_trigram"),
        ]

    def __str__(self) -> str:
        return self.number or f"登记{self.pk}号"


class CaseOfficer(models.Model):
    """Who works on the file, from when to when, and what was said about recusal (行政处罚法42、43条)."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.CASCADE, related_name="officers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="执法人员",
        on_delete=models.PROTECT,
        related_name="case_parts",
    )
    part = models.CharField("分工", max_length=8, choices=OfficerPart)
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True, blank=True)
    recusal = models.CharField("回避", max_length=10, choices=RecusalState, default=RecusalState.NOT_ASKED)
    recusal_words = models.CharField("回避说明", max_length=300, blank=True)
    declared_at = models.DateTimeField("声明时间", null=True, blank=True)
    recusal_decided_words = models.CharField("回避决定理由", max_length=300, blank=True)
    recusal_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="回避决定人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "办案人员"
        verbose_name_plural = "办案人员"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(until_on__isnull=True),
                name="case_officer_once",
                violation_error_message="同一人不能重复列为本案办案人员。",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(part="lead", until_on__isnull=True),
                name="case_one_lead_officer",
                violation_error_message="一个案件只有一名主办。",
            ),
            models.CheckConstraint(
                condition=Q(recusal_decided_by__isnull=True) | ~Q(recusal_decided_by=F("user")),
                name="recusal_not_own",
                violation_error_message="不能决定本人的回避。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}（{self.get_part_display()}）"
