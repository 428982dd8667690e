"""What the detectors asked, what the section answered, how supervision closed it. Every row stands as it was said."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Section
from cases.models import Case, Lead
from documents.words import zh_date
from oversight.detection.thresholds import MEANINGS


class Detector(models.TextChoices):
    """The four ways of enforcing that the plan forbids."""

    ONE_SIZE = "one_size", "一刀切"
    CAMPAIGN = "campaign", "运动式"
    SELECTIVE = "selective", "选择性"
    RETALIATORY = "retaliatory", "报复性"


class ClosingResult(models.TextChoices):
    EXPLAINED = "explained", "有正当原因"
    NOTED = "noted", "提醒科室注意"
    MENDED = "mended", "已经纠正"
    CHECK = "check", "转入执法监督检查"


def person(words: str, **more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=words, on_delete=models.PROTECT, related_name="+", **more
    )


class DetectorSetting(models.Model):
    """A threshold as supervision set it, from a day on; the newest of a name counts. Runs keep what they used."""

    name = models.CharField("阈值", max_length=30)
    value = models.DecimalField("数值", max_digits=8, decimal_places=2)
    effective_from = models.DateField("自何日起")
    reason = models.TextField("理由")
    set_by = person("调整人")
    set_at = models.DateTimeField("调整时间", default=timezone.now)

    class Meta:
        verbose_name = "检测阈值"
        verbose_name_plural = "检测阈值"
        ordering = ["-effective_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="detector_setting_with_reason",
                violation_error_message="调整阈值必须写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(name="least_cases") | Q(value__gte=5),
                name="detector_setting_never_under_five",
                violation_error_message="不足5件的一组不下结论，最少件数不能低于5。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.value}"

    @property
    def label(self) -> str:
        return MEANINGS[self.name].name


class DetectorRun(models.Model):
    """One look over a year's rows, with the thresholds it used."""

    since = models.DateField("自")
    until = models.DateField("至")
    cases = models.PositiveIntegerField("案件数")
    leads = models.PositiveIntegerField("线索数")
    grievances = models.PositiveIntegerField("行使权利次数")
    thresholds = models.JSONField("所用阈值")
    asked = models.PositiveIntegerField("发现的差别")
    fresh = models.PositiveIntegerField("新提出的问题")
    started_by = person("启动人", null=True, blank=True)
    finished_at = models.DateTimeField("完成时间", default=timezone.now)

    class Meta:
        verbose_name = "检测运行"
        verbose_name_plural = "检测运行"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="detector_run_dates_in_order",
                violation_error_message="检测的截止日期不能早于开始日期。",
            )
        ]

    def __str__(self) -> str:
        return f"{zh_date(self.since)}至{zh_date(self.until)}"


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Supervision and leaders see all, a head what was asked of the own section, nobody else any."""
        if user.role in {Role.SUPERVISOR, Role.LEADER}:
            return self.all()
        if user.role == Role.HEAD and user.section_id:
            return self.filter(section_id=user.section_id)
        return self.none()

    def open(self):
        return self.filter(closing__isnull=True)

    def awaiting_section(self):
        return self.open().filter(answers__isnull=True)

    def awaiting_supervision(self):
        return self.open().filter(answers__isnull=False).distinct()


class Finding(models.Model):
    """A question to a section about its cases; never a judgement of a person. Nothing in it changes."""

    run = models.ForeignKey(DetectorRun, verbose_name="检测运行", on_delete=models.PROTECT, related_name="findings")
    detector = models.CharField("检测器", max_length=12, choices=Detector)
    sign = models.CharField("信号", max_length=30)
    key = models.CharField("比较对象", max_length=300)
    section = models.ForeignKey(Section, verbose_name="询问的科室", on_delete=models.PROTECT, related_name="findings")
    question = models.TextField("问题")
    size = models.PositiveIntegerField("比较的件数")
    count = models.PositiveIntegerField("其中")
    expected = models.DecimalField("按同类应有", max_digits=10, decimal_places=2)
    effect = models.DecimalField("差距", max_digits=10, decimal_places=2)
    chance = models.FloatField("碰巧的可能性")
    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)
    asked_at = models.DateTimeField("提出时间", default=timezone.now)
    cases = models.ManyToManyField(Case, verbose_name="涉及案件", related_name="findings")
    leads = models.ManyToManyField(Lead, verbose_name="涉及线索", related_name="findings")

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "检测发现"
        verbose_name_plural = "检测发现"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["key"], name="finding_by_key")]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=5),
                name="finding_never_under_five",
                violation_error_message="不足5件的一组不下结论。",
            ),
            models.CheckConstraint(
                condition=~Q(question=""),
                name="finding_asks_something",
                violation_error_message="检测发现必须写明问题。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_detector_display()} {self.pk}"

    @property
    def is_closed(self) -> bool:
        return hasattr(self, "closing")

    @property
    def state_words(self) -> str:
        if self.is_closed:
            return "已办结"
        return "待监督人员办结" if self.answers.all() else "待科室说明"


class FindingAnswer(models.Model):
    """What the head of the section says to it."""

    finding = models.ForeignKey(Finding, verbose_name="检测发现", on_delete=models.PROTECT, related_name="answers")
    words = models.TextField("说明")
    answered_by = person("说明人")
    answered_for = person("代行", null=True, blank=True)
    answered_at = models.DateTimeField("说明时间", default=timezone.now)

    class Meta:
        verbose_name = "科室说明"
        verbose_name_plural = "科室说明"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="finding_answer_with_words",
                violation_error_message="请写明情况和原因。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.answered_by} {self.answered_at:%Y-%m-%d}"


class FindingClosing(models.Model):
    """How supervision ends it, once the section has answered."""

    finding = models.OneToOneField(Finding, verbose_name="检测发现", on_delete=models.PROTECT, related_name="closing")
    result = models.CharField("办结结果", max_length=10, choices=ClosingResult)
    words = models.TextField("办结意见")
    closed_by = person("办结人")
    closed_at = models.DateTimeField("办结时间", default=timezone.now)

    class Meta:
        verbose_name = "检测发现办结"
        verbose_name_plural = "检测发现办结"
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="finding_closing_with_words",
                violation_error_message="办结必须写明意见。",
            )
        ]

    def __str__(self) -> str:
        return self.get_result_display()
