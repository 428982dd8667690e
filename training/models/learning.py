"""Learning by parties: offered beside a measure, done freely by the party itself, never a price for leniency."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import Measure
from documents.words import zh_date
from training.enums import LearnMeans, PersonRole, UnitState
from training.models.common import link, person
from training.querysets import LearningOfferQuerySet, LearningUnitQuerySet


class LearningUnit(models.Model):
    """A short lesson for parties: text, a few questions, a quarter of an hour at most."""

    title = models.CharField("单元名称", max_length=60)
    body = models.TextField("学习内容")
    minutes = models.PositiveSmallIntegerField("约需分钟", default=8)
    measures = ArrayField(
        models.CharField("措施", max_length=20, choices=Measure), verbose_name="随哪些措施提供", default=list
    )
    offences = models.ManyToManyField("exemptions.Offence", verbose_name="适用案由", blank=True, related_name="+")
    questions = models.ManyToManyField(
        "training.Question", verbose_name="测验题", blank=True, related_name="learning_units"
    )
    pass_mark = models.PositiveSmallIntegerField("答对比例", default=60, help_text="百分比；可以重做")
    state = models.CharField("状态", max_length=8, choices=UnitState, default=UnitState.DRAFT)
    created_by = person("编写人")
    created_at = models.DateTimeField("编写时间", default=timezone.now)

    objects = LearningUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "当事人学习单元"
        verbose_name_plural = "当事人学习单元"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(body=""),
                name="learning_unit_complete",
                violation_error_message="学习单元要有名称和内容。",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__gte=1, pass_mark__lte=100),
                name="learning_pass_mark_in_bounds",
                violation_error_message="答对比例应在1到100之间。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LearningOffer(models.Model):
    """One unit offered to the party of one act. `key` makes the personal link; a new key kills the old link."""

    act = link("cases.Act", "违法行为", related_name="learning_offers")
    unit = link("training.LearningUnit", "学习单元", related_name="offers")
    obligation = models.OneToOneField(
        "cases.Obligation", verbose_name="案内事项", on_delete=models.PROTECT, related_name="learning_offer"
    )
    lesson = models.JSONField("提供时的内容")
    measure = models.CharField("随同措施", max_length=20, choices=Measure)
    key = models.CharField("链接密钥", max_length=32)
    link_until = models.DateTimeField("链接有效至")
    offered_by = person("提供人")
    offered_at = models.DateTimeField("提供时间", default=timezone.now)
    withdrawn_at = models.DateTimeField("收回时间", null=True, blank=True)
    withdrawn_words = models.CharField("收回原因", max_length=200, blank=True)

    objects = LearningOfferQuerySet.as_manager()

    class Meta:
        verbose_name = "提供学习"
        verbose_name_plural = "提供学习"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "unit"],
                condition=Q(withdrawn_at__isnull=True),
                name="learning_offered_once",
                violation_error_message="这个学习单元已经提供给当事人。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}"


class LearningReading(models.Model):
    """The party says it has read the lesson; append-only."""

    offer = models.OneToOneField(
        LearningOffer, verbose_name="提供学习", on_delete=models.PROTECT, related_name="reading"
    )
    read_at = models.DateTimeField("读完时间", default=timezone.now)

    class Meta:
        verbose_name = "当事人阅读"
        verbose_name_plural = "当事人阅读"

    def __str__(self) -> str:
        return f"{self.offer}"


class LearningAnswer(models.Model):
    """One go at the questions by a person of the party; append-only. The first that passes completes the unit.

    By link nobody of the bureau has a hand in it; on paper the party's own sheet is kept and a second officer compares.
    """

    offer = link("training.LearningOffer", "提供学习", related_name="answers")
    number = models.PositiveSmallIntegerField("第几次")
    person_name = models.CharField("学习人姓名", max_length=40)
    person_role = models.CharField("身份", max_length=16, choices=PersonRole)
    answers = models.JSONField("作答")
    right = models.PositiveSmallIntegerField("答对题数")
    total = models.PositiveSmallIntegerField("总题数")
    passed = models.BooleanField("完成")
    means = models.CharField("方式", max_length=6, choices=LearnMeans)
    done_on = models.DateField("学习日期")
    file = link("records.StoredFile", "答卷原件", null=True)
    recorded_by = person("登记人", null=True)
    compared_by = person("核对人", null=True)
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "当事人作答"
        verbose_name_plural = "当事人作答"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "number"],
                name="learning_answer_number_once",
                violation_error_message="这份作答已经收到。",
            ),
            models.UniqueConstraint(
                fields=["offer"],
                condition=Q(passed=True),
                name="learning_completed_once",
                violation_error_message="这个单元已经完成，不需要重做。",
            ),
            models.CheckConstraint(
                condition=Q(means="link", recorded_by__isnull=True, compared_by__isnull=True, file__isnull=True)
                | (
                    Q(means="paper", recorded_by__isnull=False, compared_by__isnull=False, file__isnull=False)
                    & ~Q(recorded_by=F("compared_by"))
                ),
                name="learning_never_ticked_for_the_party",
                violation_error_message="学习只能由当事人本人完成；纸质的须有答卷原件，并由另一名执法人员核对。",
            ),
            models.CheckConstraint(
                condition=~Q(person_name=""),
                name="learning_names_the_person",
                violation_error_message="请填写学习人姓名。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_name} {zh_date(self.done_on)}"
