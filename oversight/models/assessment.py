"""年度考核: the scheme of a year, what the sections said, what was reviewed, and the data frozen with their hash.

Scores are whole tenths of a point. No indicator may be tied to fines or to the number of penalties (行政处罚法74条3款):
a trigger of the database refuses its words (migration 0002), whoever writes them.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Section
from oversight.enums import AssessmentState, PressState, SchemeState, Way
from records.models import Paper, StoredFile


def _person(name: str, *, null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=name,
        null=null,
        blank=null,
        on_delete=models.PROTECT,
        related_name="+",
    )


class AssessmentScheme(models.Model):
    """The yardstick of one year; once the chair has approved it nothing of it changes."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    title = models.CharField("名称", max_length=80)
    state = models.CharField("状态", max_length=8, choices=SchemeState, default=SchemeState.DRAFT)
    is_demo = models.BooleanField("示范数据", default=False)
    drafted_by = _person("起草人", null=False)
    drafted_at = models.DateTimeField("起草时间", default=timezone.now)
    fixed_by = _person("批准人")
    fixed_at = models.DateTimeField("批准时间", null=True, blank=True)

    class Meta:
        verbose_name = "考核方案"
        verbose_name_plural = "考核方案"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(fixed_by__isnull=False, fixed_at__isnull=False) & ~Q(fixed_by=F("drafted_by"))),
                name="scheme_fixed_by_another",
                violation_error_message="考核方案由起草人以外的组长批准。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Indicator(models.Model):
    """One yardstick: how many points, who fills it in, what exactly is counted and where that comes from."""

    scheme = models.ForeignKey(
        AssessmentScheme, verbose_name="考核方案", on_delete=models.PROTECT, related_name="indicators"
    )
    order = models.PositiveSmallIntegerField("序号")
    group = models.CharField("类别", max_length=30)
    name = models.CharField("指标", max_length=60)
    points = models.PositiveSmallIntegerField("满分")
    way = models.CharField("取数方式", max_length=8, choices=Way)
    formula = models.CharField("公式", max_length=30, blank=True)
    definition = models.CharField("口径", max_length=300)
    source = models.CharField("依据", max_length=160)

    class Meta:
        verbose_name = "考核指标"
        verbose_name_plural = "考核指标"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "order"],
                name="indicator_order_once",
                violation_error_message="指标序号不能重复。",
            ),
            models.CheckConstraint(
                condition=(Q(way="machine") & ~Q(formula="")) | (~Q(way="machine") & Q(formula="")),
                name="indicator_machine_has_formula",
                violation_error_message="系统取数的指标须选定公式，人工评分的指标没有公式。",
            ),
            models.CheckConstraint(
                condition=Q(way="veto", points=0) | (~Q(way="veto") & Q(points__gte=1, points__lte=100)),
                name="indicator_points_fit",
                violation_error_message="一票否决项不计分，其他指标的满分为1至100分。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def most(self) -> int:
        return self.points * 10


class AnnualAssessment(models.Model):
    """One year. Once frozen, `data` is the canonical JSON that `sha256` is the hash of, and neither changes (trigger)."""

    scheme = models.OneToOneField(
        AssessmentScheme, verbose_name="考核方案", on_delete=models.PROTECT, related_name="assessment"
    )
    state = models.CharField("状态", max_length=10, choices=AssessmentState, default=AssessmentState.SELF)
    opened_by = _person("启动人", null=False)
    opened_at = models.DateTimeField("启动时间", default=timezone.now)
    reviewed_by = _person("评审人")
    number = models.CharField("文号", max_length=60, blank=True)
    data = models.TextField("冻结数据", blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    frozen_by = _person("审定人")
    frozen_at = models.DateTimeField("审定时间", null=True, blank=True)
    approval_words = models.TextField("审定意见", blank=True)

    class Meta:
        verbose_name = "年度考核"
        verbose_name_plural = "年度考核"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="frozen", frozen_by__isnull=False, frozen_at__isnull=False)
                & ~Q(data="")
                & ~Q(sha256="")
                & ~Q(number="")
                | (~Q(state="frozen") & Q(data="", sha256="", frozen_at__isnull=True)),
                name="assessment_frozen_whole",
                violation_error_message="审定冻结须同时有数据、校验值、文号、审定人和时间。",
            ),
            models.CheckConstraint(
                condition=Q(frozen_by__isnull=True) | Q(reviewed_by__isnull=True) | ~Q(frozen_by=F("reviewed_by")),
                name="assessment_frozen_by_another",
                violation_error_message="评审人不能审定自己的评审。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme.year}年度考核"


class SectionReturn(models.Model):
    """A section's own report for the year, handed in by its head; append-only."""

    assessment = models.ForeignKey(
        AnnualAssessment, verbose_name="年度考核", on_delete=models.PROTECT, related_name="returns"
    )
    section = models.ForeignKey(Section, verbose_name="科室", on_delete=models.PROTECT, related_name="+")
    words = models.TextField("自评说明")
    submitted_by = _person("提交人", null=False)
    submitted_at = models.DateTimeField("提交时间", default=timezone.now)

    class Meta:
        verbose_name = "科室自评"
        verbose_name_plural = "科室自评"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section"],
                name="return_once_per_section",
                violation_error_message="这个科室已经提交自评。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}自评"


class SectionScore(models.Model):
    """One indicator of one section: `part` of `whole` where the machine counts, tenths of a point everywhere."""

    assessment = models.ForeignKey(
        AnnualAssessment, verbose_name="年度考核", on_delete=models.PROTECT, related_name="scores"
    )
    section = models.ForeignKey(Section, verbose_name="科室", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, verbose_name="指标", on_delete=models.PROTECT, related_name="scores")
    most = models.PositiveSmallIntegerField("满分（十分之一分）")
    part = models.PositiveIntegerField("分子", null=True, blank=True)
    whole = models.PositiveIntegerField("分母", null=True, blank=True)
    own = models.PositiveSmallIntegerField("自评（十分之一分）", null=True, blank=True)
    own_words = models.TextField("自评说明", blank=True)
    evidence = models.ForeignKey(
        StoredFile, verbose_name="佐证", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    final = models.PositiveSmallIntegerField("评审（十分之一分）", null=True, blank=True)
    final_words = models.TextField("评审说明", blank=True)
    vetoed = models.BooleanField("一票否决", default=False)
    reviewed_by = _person("评审人")

    class Meta:
        verbose_name = "指标得分"
        verbose_name_plural = "指标得分"
        ordering = ["section__order", "section", "indicator__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section", "indicator"],
                name="score_once",
                violation_error_message="同一科室的同一指标只有一个得分。",
            ),
            models.CheckConstraint(
                condition=(Q(own__isnull=True) | Q(own__lte=F("most")))
                & (Q(final__isnull=True) | Q(final__lte=F("most"))),
                name="score_within_points",
                violation_error_message="得分不能超过这项指标的满分。",
            ),
            models.CheckConstraint(
                condition=Q(vetoed=False) | (Q(most=0) & ~Q(final_words="")),
                name="score_veto_with_words",
                violation_error_message="一票否决只用于否决项，并写明查实的情况。",
            ),
            models.CheckConstraint(
                condition=Q(part__isnull=True, whole__isnull=True) | Q(part__lte=F("whole")),
                name="score_part_of_whole",
                violation_error_message="分子不能大于分母。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.indicator}"


class ScoreObjection(models.Model):
    """A section does not agree; answered by supervision, never by whoever objected."""

    score = models.ForeignKey(
        SectionScore, verbose_name="指标得分", on_delete=models.PROTECT, related_name="objections"
    )
    words = models.TextField("异议")
    raised_by = _person("提出人", null=False)
    raised_at = models.DateTimeField("提出时间", default=timezone.now)
    answer = models.TextField("答复", blank=True)
    before = models.PositiveSmallIntegerField("原得分（十分之一分）")
    after = models.PositiveSmallIntegerField("答复后得分（十分之一分）", null=True, blank=True)
    answered_by = _person("答复人")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "考核异议"
        verbose_name_plural = "考核异议"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | (~Q(answered_by=F("raised_by")) & ~Q(answer="")),
                name="objection_answered_by_another",
                violation_error_message="异议由提出人以外的人答复，并写明理由。",
            ),
            models.UniqueConstraint(
                fields=["score"],
                condition=Q(answered_by__isnull=True),
                name="objection_one_open",
                violation_error_message="这项得分已有一条异议正在处理。",
            ),
        ]

    def __str__(self) -> str:
        return f"对{self.score}的异议"


class AnnualReport(models.Model):
    """The printed report of the frozen data: laid out once, kept as bytes; printing again hands out the same bytes."""

    assessment = models.OneToOneField(
        AnnualAssessment, verbose_name="年度考核", on_delete=models.PROTECT, related_name="report"
    )
    state = models.CharField("状态", max_length=8, choices=PressState, default=PressState.WAITING)
    done = models.PositiveSmallIntegerField("已完成步骤", default=0)
    total = models.PositiveSmallIntegerField("全部步骤", default=4)
    step = models.CharField("正在做", max_length=60, blank=True)
    problem = models.CharField("没有完成的原因", max_length=300, blank=True)
    pdf = models.BinaryField("PDF内容", null=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField("页数", null=True, blank=True)
    made_at = models.DateTimeField("排版时间", null=True, blank=True)

    class Meta:
        verbose_name = "考核报告"
        verbose_name_plural = "考核报告"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | (Q(pdf__isnull=False, pages__isnull=False) & ~Q(sha256="")),
                name="report_done_with_bytes",
                violation_error_message="排好的报告必须留存内容、页数和校验值。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}报告"


class CorrectionSheet(models.Model):
    """更正单: what changed after the freeze, beside the frozen data and never in it; append-only."""

    assessment = models.ForeignKey(
        AnnualAssessment, verbose_name="年度考核", on_delete=models.PROTECT, related_name="sheets"
    )
    order = models.PositiveSmallIntegerField("第几号")
    reason = models.TextField("更正原因")
    lines = models.JSONField("更正内容")
    paper = models.OneToOneField(Paper, verbose_name="更正单", on_delete=models.PROTECT, related_name="+")
    made_by = _person("制作人", null=False)
    made_at = models.DateTimeField("制作时间", default=timezone.now)

    class Meta:
        verbose_name = "更正单"
        verbose_name_plural = "更正单"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "order"],
                name="sheet_order_once",
                violation_error_message="更正单序号不能重复。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}第{self.order}号更正单"


class LawStatement(models.Model):
    """述法材料: what the frozen year says of one section, for its head to speak from; append-only."""

    assessment = models.ForeignKey(
        AnnualAssessment, verbose_name="年度考核", on_delete=models.PROTECT, related_name="statements"
    )
    section = models.ForeignKey(Section, verbose_name="科室", on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, verbose_name="述法材料", on_delete=models.PROTECT, related_name="+")
    made_by = _person("制作人", null=False)
    made_at = models.DateTimeField("制作时间", default=timezone.now)

    class Meta:
        verbose_name = "述法材料"
        verbose_name_plural = "述法材料"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section"],
                name="statement_once_per_section",
                violation_error_message="这个科室的述法材料已经制作。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}述法材料"
