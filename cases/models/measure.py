"""Soft measures with or without a case: trigger, steps, free choice, interview, commitments, follow-up."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Section
from cases.enums import (
    KeptResult,
    Measure,
    MeasureChoice,
    MeasureMeans,
    MeasureState,
    MeasureTrigger,
    ServiceMethod,
)
from cases.models.act import Act
from cases.models.case import Case, Lead
from cases.querysets import SoftMeasureQuerySet
from parties.models import Party
from records.models import Paper, StoredFile

if TYPE_CHECKING:
    from cases.models import Interview


def _person(name: str, *, null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=name,
        null=null,
        blank=null,
        on_delete=models.PROTECT,
        related_name="+",
    )


class SoftMeasure(models.Model):
    """One measure towards one party. It is never a penalty and never stands in for a case that must be filed."""

    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="soft_measures")
    section = models.ForeignKey(Section, verbose_name="承办科室", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("措施", max_length=20, choices=Measure)
    trigger = models.CharField("启动情形", max_length=16, choices=MeasureTrigger)
    violation = models.CharField("涉及案由代码", max_length=40, blank=True)
    subject = models.CharField("事项", max_length=120)
    grounds = models.TextField("情况和依据")
    content = models.TextField("内容和建议")
    state = models.CharField("状态", max_length=10, choices=MeasureState, default=MeasureState.OPEN)
    case = models.ForeignKey(
        Case, verbose_name="案件", null=True, blank=True, on_delete=models.PROTECT, related_name="soft_measures"
    )
    act = models.ForeignKey(
        Act, verbose_name="违法行为", null=True, blank=True, on_delete=models.PROTECT, related_name="soft_measures"
    )
    filing_met = models.BooleanField("符合立案条件", default=False)
    raised_from = models.OneToOneField(
        "self", verbose_name="升级自", null=True, blank=True, on_delete=models.PROTECT, related_name="raised_to"
    )
    lead = models.OneToOneField(
        Lead, verbose_name="升级为线索", null=True, blank=True, on_delete=models.PROTECT, related_name="from_measure"
    )
    given_on = models.DateField("实施日期", null=True, blank=True)
    means = models.CharField("方式", max_length=10, choices=MeasureMeans, blank=True)
    recipient = models.CharField("接受人", max_length=60, blank=True)
    given_words = models.TextField("实施情况", blank=True)
    given_by = _person("实施人")
    witness = _person("同行执法人员")
    choice = models.CharField("当事人选择", max_length=8, choices=MeasureChoice, blank=True)
    choice_on = models.DateField("选择日期", null=True, blank=True)
    choice_words = models.TextField("当事人的话", blank=True)
    follow_up_on = models.DateField("计划回访日期", null=True, blank=True)
    followed_on = models.DateField("回访日期", null=True, blank=True)
    followed_words = models.TextField("回访情况", blank=True)
    ended_on = models.DateField("办结日期", null=True, blank=True)
    ended_words = models.TextField("办结情况", blank=True)
    begun_by = _person("经办人", null=False)
    begun_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = SoftMeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "柔性措施"
        verbose_name_plural = "柔性措施"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(filing_met=False) | Q(case__isnull=False),
                name="measure_never_replaces_filing",
                violation_error_message="符合立案条件的应当立案，不能以柔性措施代替。请先登记案件，再在案件内采取措施。",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | (Q(ended_on__isnull=False) & ~Q(ended_words="")),
                name="measure_ended_with_words",
                violation_error_message="措施办结、升级或者当事人不接受的，须写明日期和情况。",
            ),
            models.CheckConstraint(
                condition=~Q(choice="decline") | Q(state__in=["declined", "done"]),
                name="measure_declined_ends",
                violation_error_message="当事人不接受的，措施到此为止，不能继续办理或者升级。",
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True) | (~Q(means="") & ~Q(given_words="") & Q(given_by__isnull=False)),
                name="measure_given_with_record",
                violation_error_message="措施实施后须记明方式、情况和实施人。",
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True)
                | ~Q(kind__in=["warning", "warning/admonition", "interview"])
                | (Q(witness__isnull=False) & ~Q(witness=F("given_by"))),
                name="measure_by_two_officers",
                violation_error_message="警示、劝诫、约谈须由两名执法人员进行。",
            ),
        ]
        indexes = [models.Index(fields=["section", "state", "-id"], name="measure_by_section")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.subject}"

    @property
    def is_open(self) -> bool:
        return self.state == MeasureState.OPEN

    @property
    def talk(self) -> "Interview | None":
        """The interview under way or held, where the measure is one."""
        return getattr(self, "interview", None)


class Interview(models.Model):
    """约谈: notice, attendance, minutes. It is no inquiry (询问); who does not come loses nothing."""

    measure = models.OneToOneField(
        SoftMeasure, verbose_name="柔性措施", on_delete=models.PROTECT, related_name="interview"
    )
    invited = models.CharField("被约谈人", max_length=120)
    purpose = models.CharField("约谈目的", max_length=200)
    meet_at = models.DateTimeField("约定时间")
    place = models.CharField("地点", max_length=120)
    bring = models.JSONField("请携带的材料", default=list, blank=True)
    held_at = models.DateTimeField("实际时间", null=True, blank=True)
    attended = models.BooleanField("到场", null=True)
    attendants = models.CharField("到场人员", max_length=200, blank=True)
    problems = models.JSONField("指出的问题", default=list, blank=True)
    explanation = models.TextField("被约谈人说明", blank=True)
    promise = models.TextField("被约谈人表态", blank=True)
    minutes = models.ForeignKey(
        StoredFile, verbose_name="签字的约谈记录", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    called_by = _person("通知人", null=False)
    recorded_by = _person("记录人")

    class Meta:
        verbose_name = "约谈"
        verbose_name_plural = "约谈"
        constraints = [
            models.CheckConstraint(
                condition=Q(attended__isnull=True) | Q(held_at__isnull=False, recorded_by__isnull=False),
                name="interview_held_with_record",
                violation_error_message="约谈记录须写明时间和记录人。",
            ),
            models.CheckConstraint(
                condition=~Q(attended=True) | (~Q(attendants="") & ~Q(problems=[])),
                name="interview_attended_with_problems",
                violation_error_message="到场约谈的，须写明到场人员和指出的问题。",
            ),
        ]

    def __str__(self) -> str:
        return f"约谈{self.invited}"


class Commitment(models.Model):
    """What the party said it would do, by when; what it reported; what we found."""

    measure = models.ForeignKey(
        SoftMeasure, verbose_name="柔性措施", on_delete=models.PROTECT, related_name="commitments"
    )
    order = models.PositiveSmallIntegerField("序号")
    what = models.CharField("承诺事项", max_length=200)
    due_on = models.DateField("完成期限")
    reported_on = models.DateField("报告日期", null=True, blank=True)
    report_words = models.TextField("报告内容", blank=True)
    report_file = models.ForeignKey(
        StoredFile, verbose_name="整改报告", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    result = models.CharField("核查结果", max_length=8, choices=KeptResult, blank=True)
    verified_on = models.DateField("核查日期", null=True, blank=True)
    verified_words = models.TextField("核查情况", blank=True)
    verified_by = _person("核查人")

    class Meta:
        verbose_name = "约谈承诺"
        verbose_name_plural = "约谈承诺"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "order"],
                name="commitment_order_once",
                violation_error_message="承诺序号不能重复。",
            ),
            models.CheckConstraint(
                condition=Q(result="")
                | (Q(verified_on__isnull=False, verified_by__isnull=False) & ~Q(verified_words="")),
                name="commitment_verified_with_words",
                violation_error_message="核查承诺须写明日期、情况和核查人。",
            ),
            models.CheckConstraint(
                condition=~Q(result="not_kept") | Q(verified_on__gt=F("due_on")),
                name="commitment_not_kept_after_day",
                violation_error_message="期限届满以后，才能认定承诺没有兑现。",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def is_late(self, on: date) -> bool:
        return not self.reported_on and not self.result and self.due_on < on


class MeasurePaper(models.Model):
    """A paper of a measure, and how it reached the party; whoever sees the measure may open it."""

    measure = models.ForeignKey(SoftMeasure, verbose_name="柔性措施", on_delete=models.PROTECT, related_name="papers")
    paper = models.OneToOneField(Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="in_measure")
    served_on = models.DateField("送达日期", null=True, blank=True)
    method = models.CharField("送达方式", max_length=12, choices=ServiceMethod, blank=True)
    recipient = models.CharField("签收人", max_length=60, blank=True)

    class Meta:
        verbose_name = "措施文书"
        verbose_name_plural = "措施文书"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(served_on__isnull=True) | (~Q(method="") & ~Q(recipient="")),
                name="measure_paper_served_with_proof",
                violation_error_message="送达须写明方式和签收人。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}"
