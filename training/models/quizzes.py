"""Questions, quizzes and what people answered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from training.enums import QuestionKind, QuestionSource, QuizState
from training.models.common import link, person
from training.querysets import AttemptQuerySet, QuizQuerySet


class Question(models.Model):
    """A question never changes: a wrong one is retired and another written. `correct` holds places in `options`, from 0."""

    kind = models.CharField("题型", max_length=8, choices=QuestionKind)
    text = models.TextField("题目")
    options = ArrayField(models.CharField("选项", max_length=300), verbose_name="选项")
    correct = ArrayField(models.PositiveSmallIntegerField("正确选项"), verbose_name="正确选项")
    explanation = models.TextField("解析", blank=True)
    source = models.CharField("来源", max_length=8, choices=QuestionSource, default=QuestionSource.WRITTEN)
    list_item = link("exemptions.ListItem", "清单项目", null=True)
    example = link("exemptions.ItemExample", "例案", null=True)
    variant = models.CharField("生成方式", max_length=12, blank=True)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)
    retired_words = models.CharField("停用原因", max_length=200, blank=True)
    written_by = person("出题人")
    written_at = models.DateTimeField("出题时间", default=timezone.now)

    class Meta:
        verbose_name = "题目"
        verbose_name_plural = "题目"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & Q(options__len__gte=2) & Q(correct__len__gte=1),
                name="question_complete",
                violation_error_message="题目要有题干、至少两个选项和正确答案。",
            ),
            models.CheckConstraint(
                condition=Q(kind="multiple") | Q(correct__len=1),
                name="question_one_answer",
                violation_error_message="单选题和判断题只能有一个正确答案。",
            ),
            models.UniqueConstraint(
                fields=["list_item", "example", "variant"],
                condition=~Q(source="written") & Q(retired_at__isnull=True),
                name="question_generated_once",
                nulls_distinct=False,
                violation_error_message="这道题已经由清单生成过。",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | ~Q(retired_words=""),
                name="question_retired_with_reason",
                violation_error_message="停用题目必须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None


class Quiz(models.Model):
    title = models.CharField("测验名称", max_length=80)
    course = link("training.Course", "课程", null=True, related_name="quizzes")
    pass_mark = models.PositiveSmallIntegerField("及格分", default=80, help_text="百分制")
    draw = models.PositiveSmallIntegerField("每卷题数", default=0, help_text="从题库随机抽取；0为全部题目")
    most_attempts = models.PositiveSmallIntegerField("最多次数", default=0, help_text="0为不限")
    minutes = models.PositiveSmallIntegerField("限时（分钟）", default=0, help_text="0为不限时")
    is_exam = models.BooleanField("年度考试", default=False, help_text="计入个人档案的考试一栏")
    questions = models.ManyToManyField(Question, verbose_name="题库", blank=True, related_name="quizzes")
    state = models.CharField("状态", max_length=8, choices=QuizState, default=QuizState.DRAFT)
    created_by = person("建立人")
    created_at = models.DateTimeField("建立时间", default=timezone.now)

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = "测验"
        verbose_name_plural = "测验"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_mark__gte=1, pass_mark__lte=100),
                name="quiz_pass_mark_in_bounds",
                violation_error_message="及格分应在1到100之间。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attempt(models.Model):
    """One sheet of questions handed to one person, as they read that day; append-only."""

    quiz = link("training.Quiz", "测验", related_name="attempts")
    user = person("答题人", related_name="attempts")
    number = models.PositiveSmallIntegerField("第几次")
    sheet = models.JSONField("试卷")
    pass_mark = models.PositiveSmallIntegerField("及格分")
    started_at = models.DateTimeField("开始时间", default=timezone.now)
    due_at = models.DateTimeField("应于此前交卷", null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = "答卷"
        verbose_name_plural = "答卷"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "user", "number"],
                name="attempt_number_once",
                violation_error_message="这份答卷已经发出。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.quiz} 第{self.number}次"

    @property
    def is_open(self) -> bool:
        return not hasattr(self, "result")


class AttemptResult(models.Model):
    """What was handed in and how it counted; append-only, once per sheet."""

    attempt = models.OneToOneField(Attempt, verbose_name="答卷", on_delete=models.PROTECT, related_name="result")
    right = models.PositiveSmallIntegerField("答对题数")
    total = models.PositiveSmallIntegerField("总题数")
    score = models.PositiveSmallIntegerField("得分")
    passed = models.BooleanField("及格")
    is_late = models.BooleanField("超时交卷", default=False)
    submitted_at = models.DateTimeField("交卷时间", default=timezone.now)

    class Meta:
        verbose_name = "成绩"
        verbose_name_plural = "成绩"
        constraints = [
            models.CheckConstraint(
                condition=Q(right__lte=models.F("total"), total__gte=1),
                name="result_right_within_total",
                violation_error_message="答对题数不能多于总题数。",
            ),
            models.CheckConstraint(
                condition=~Q(passed=True, is_late=True),
                name="result_late_never_passes",
                violation_error_message="超时交卷的不计及格。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score}分"


class AttemptAnswer(models.Model):
    """One answer of one sheet; append-only. The item analysis reads these rows."""

    attempt = link("training.Attempt", "答卷", related_name="answers")
    question = link("training.Question", "题目", related_name="answers")
    chosen = ArrayField(models.PositiveSmallIntegerField("选项"), verbose_name="所选")
    is_right = models.BooleanField("答对")

    class Meta:
        verbose_name = "作答"
        verbose_name_plural = "作答"
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question"],
                name="attempt_answer_once",
                violation_error_message="同一份答卷每题只有一个答案。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.question_id}"
