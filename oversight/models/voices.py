"""What parties say of how they were treated: answered by supervision, never by the section concerned."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Section
from cases.models import Case
from documents.words import zh_date


class Score(models.IntegerChoices):
    VERY_GOOD = 5, "很满意"
    GOOD = 4, "满意"
    FAIR = 3, "一般"
    POOR = 2, "不满意"
    VERY_POOR = 1, "很不满意"


class Rating(models.Model):
    """One party's anonymous word on a section: no file and no code, so that nobody can be found by it."""

    section = models.ForeignKey(Section, verbose_name="科室", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期", default=timezone.localdate)
    score = models.PositiveSmallIntegerField("评价", choices=Score)
    words = models.TextField("想说的话", blank=True)

    class Meta:
        verbose_name = "当事人评价"
        verbose_name_plural = "当事人评价"
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5),
                name="rating_of_five",
                violation_error_message="评价分五档，请选择一档。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.get_score_display()}"


class Complaint(models.Model):
    """To internal supervision, past the people of the file. `case` and `reach` only where the party chose to give them."""

    section = models.ForeignKey(Section, verbose_name="科室", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, verbose_name="案件", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField("日期", default=timezone.localdate)
    words = models.TextField("投诉内容")
    reach = models.CharField("联系方式", max_length=80, blank=True)
    handled_words = models.TextField("处理情况", blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="处理人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    handled_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = "当事人投诉"
        verbose_name_plural = "当事人投诉"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="complaint_says_something",
                violation_error_message="请写明投诉的内容。",
            ),
            models.CheckConstraint(
                condition=Q(handled_at__isnull=True, handled_by__isnull=True, handled_words="")
                | (Q(handled_at__isnull=False, handled_by__isnull=False) & ~Q(handled_words="")),
                name="complaint_handled_by_somebody",
                violation_error_message="处理投诉须写明处理情况和处理人。",
            ),
        ]

    def __str__(self) -> str:
        return f"{zh_date(self.on)}投诉"
