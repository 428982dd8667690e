"""What must be reported and when, what came late, and the urging (催报) that the law asks proof of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Section
from cases.enums_intake import UrgingMeans
from cases.models.case import Lead
from cases.querysets import FilingQuerySet, UrgingQuerySet
from documents.words import zh_date
from parties.models import Party
from records.closing import ClosedField
from records.models import Paper, StoredFile


def person(name: str, **options) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=name, on_delete=models.PROTECT, related_name="+", **options
    )


class SurveyForm(models.Model):
    """A form (报表) of the statistical survey system."""

    code = models.CharField("表号", max_length=20, unique=True)
    name = models.CharField("表名", max_length=80)
    survey = models.CharField("调查制度", max_length=80, blank=True)

    class Meta:
        verbose_name = "统计报表"
        verbose_name_plural = "统计报表"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ReportingTerm(models.Model):
    """One reporting period of a form, with the last day on which it may be filed. A later import may move the day."""

    form = models.ForeignKey(SurveyForm, verbose_name="报表", on_delete=models.PROTECT, related_name="terms")
    year = models.PositiveSmallIntegerField("制度年度")
    period = models.CharField("报告期", max_length=30)
    due_on = models.DateField("报送截止日")
    due_at = models.TimeField("报送截止时间", null=True, blank=True)
    expected = models.PositiveIntegerField("应报单位数", null=True, blank=True)
    reminded_on = models.DateField("风险提示日", null=True, blank=True)
    reminded_by = person("风险提示人", null=True)

    class Meta:
        verbose_name = "报送期"
        verbose_name_plural = "报送期"
        ordering = ["due_on", "form__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "period"],
                name="term_once",
                violation_error_message="同一报表的同一报告期只能有一个截止日。",
            ),
            models.CheckConstraint(
                condition=Q(reminded_on__isnull=True) | Q(reminded_on__lte=F("due_on")),
                name="term_reminded_before_due",
                violation_error_message="风险提示须在报送截止以前发出。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form.code} {self.period}"


class LateFiling(models.Model):
    """One form of one period that a party had not filed in time. `submitted_on` null: still not filed."""

    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="late_filings")
    form_code = models.CharField("表号", max_length=20)
    form_name = models.CharField("表名", max_length=80, blank=True)
    period = models.CharField("报告期", max_length=30)
    due_on = models.DateField("报送截止日")
    submitted_on = models.DateField("实际报送日", null=True, blank=True)
    phone = ClosedField("联系电话", max_length=40, blank=True)
    section = models.ForeignKey(Section, verbose_name="承办科室", on_delete=models.PROTECT, related_name="late_filings")
    lead = models.OneToOneField(
        Lead, verbose_name="线索", null=True, blank=True, on_delete=models.PROTECT, related_name="filing"
    )
    recorded_by = person("登记人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = FilingQuerySet.as_manager()

    class Meta:
        verbose_name = "逾期报送"
        verbose_name_plural = "逾期报送"
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "form_code", "period"],
                name="late_filing_once",
                violation_error_message="这个单位的这张表、这个报告期已经登记过。",
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=True) | Q(submitted_on__gt=F("due_on")),
                name="late_filing_is_late",
                violation_error_message="在截止日以前报送的，不是逾期报送。",
            ),
        ]
        indexes = [models.Index(fields=["form_code", "period"], name="late_filing_by_term")]

    def __str__(self) -> str:
        return f"{self.form_code} {self.period}"

    @property
    def title(self) -> str:
        name = f"《{self.form_name}》（{self.form_code}）" if self.form_name else f"{self.form_code}表"
        return f"{name}{self.period}"


class UrgingNotice(models.Model):
    """催报通知书 to one party for what it has not filed; what was served, and how, stands in its services."""

    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="urgings")
    section = models.ForeignKey(Section, verbose_name="承办科室", on_delete=models.PROTECT, related_name="urgings")
    filings = models.ManyToManyField(LateFiling, verbose_name="催报的报表", related_name="urgings")
    deadline = models.DateField("催报期限")
    paper = models.OneToOneField(
        Paper, verbose_name="文书", null=True, blank=True, on_delete=models.PROTECT, related_name="in_urging"
    )
    made_by = person("制作人")
    made_at = models.DateTimeField("制作时间", default=timezone.now)

    objects = UrgingQuerySet.as_manager()

    class Meta:
        verbose_name = "催报通知"
        verbose_name_plural = "催报通知"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.paper.number if self.paper_id and self.paper.number else f"催报{self.pk}"


class UrgingService(models.Model):
    """One way in which an urging notice reached the party, or somebody tried; append-only.

    Only what leaves the notice with the party and a proof with us is service: a call is none.
    """

    notice = models.ForeignKey(UrgingNotice, verbose_name="催报通知", on_delete=models.PROTECT, related_name="services")
    means = models.CharField("方式", max_length=10, choices=UrgingMeans)
    served_on = models.DateField("送达日期")
    recipient = models.CharField("接收人", max_length=60)
    words = models.CharField("情况", max_length=200, blank=True)
    proof = models.ForeignKey(
        StoredFile, verbose_name="送达证明", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_proved = models.BooleanField("有送达证明", default=False)
    recorded_by = person("登记人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "催报送达"
        verbose_name_plural = "催报送达"
        ordering = ["served_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_proved=False) | (Q(proof__isnull=False) & ~Q(means="phone")),
                name="urging_proved_by_file",
                violation_error_message="没有送达证明的，不能记为已经送达；电话催报不是送达催报通知书。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_means_display()} {zh_date(self.served_on)}"


class LeadHandling(models.Model):
    """不立案 of a minor violation on the strength of the rules' answer, signed; it counts as history. Append-only."""

    lead = models.OneToOneField(Lead, verbose_name="线索", on_delete=models.PROTECT, related_name="handling")
    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="handled_leads")
    violation = models.CharField("案由代码", max_length=40)
    outcome = models.CharField("结果", max_length=30)
    measure = models.CharField("措施", max_length=24)
    decided_on = models.DateField("决定日期")
    corrected_on = models.DateField("改正日期", null=True, blank=True)
    reasons = models.CharField("理由", max_length=600)
    sheet = models.JSONField("事实单", default=dict)
    answer = models.JSONField("系统答复", default=dict)
    law_digest = models.CharField("法律数据校验值", max_length=64)
    proposed_by = person("提出人")
    signed_by = person("签署人")
    signed_for = person("代行", null=True)
    signed_at = models.DateTimeField("签署时间", default=timezone.now)

    class Meta:
        verbose_name = "线索处理"
        verbose_name_plural = "线索处理"
        constraints = [
            models.CheckConstraint(
                condition=~Q(signed_by=F("proposed_by")),
                name="lead_handling_not_own",
                violation_error_message="不能签署本人提出的处理。",
            ),
            models.CheckConstraint(
                condition=Q(outcome="NP_MANDATORY_MINOR") & ~Q(measure="") & ~Q(reasons=""),
                name="lead_handling_is_minor",
                violation_error_message="只有应当不予行政处罚、发出提醒或者警示的，才能这样处理。",
            ),
        ]
        indexes = [models.Index(fields=["party", "violation"], name="lead_handling_by_party")]

    def __str__(self) -> str:
        return f"{self.party} {zh_date(self.decided_on)}"


class LeadPaper(models.Model):
    """A paper that a lead ended with; whoever may see the lead may open it."""

    lead = models.ForeignKey(Lead, verbose_name="线索", on_delete=models.PROTECT, related_name="papers")
    paper = models.OneToOneField(Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="in_lead")

    class Meta:
        verbose_name = "线索文书"
        verbose_name_plural = "线索文书"

    def __str__(self) -> str:
        return f"{self.paper}"
