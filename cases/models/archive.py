"""The archived volume (案卷) and its review (案卷评查): drawn by a published seed, judged on a sheet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.enums import Retention, ReviewVerdict
from cases.models.case import Case
from records.models import StoredFile


class CaseArchive(models.Model):
    """One bound PDF of a closed file; what comes later is bound as another part and never changes this one."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="archives")
    part = models.PositiveSmallIntegerField("卷次")
    file = models.ForeignKey(StoredFile, verbose_name="案卷文件", on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveIntegerField("卷内页数")
    contents = models.JSONField("卷内目录")
    retention = models.CharField("保管期限", max_length=10, choices=Retention)
    retained_until = models.DateField("保管到", null=True, blank=True)
    archived_on = models.DateField("归档日期")
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="归档人", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "归档案卷"
        verbose_name_plural = "归档案卷"
        ordering = ["-part"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "part"], name="archive_part_once", violation_error_message="这一卷已经归档。"
            ),
            models.CheckConstraint(
                condition=Q(retention="permanent", retained_until__isnull=True)
                | (~Q(retention="permanent") & Q(retained_until__gt=models.F("archived_on"))),
                name="archive_kept_until",
                violation_error_message="定期保管的案卷须写明保管到哪一天。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}第{self.part}卷"


class ReviewDraw(models.Model):
    """A random draw anyone can repeat: the seed is published before, numbers and rule are kept."""

    title = models.CharField("名称", max_length=80)
    closed_from = models.DateField("结案自")
    closed_to = models.DateField("结案至")
    size = models.PositiveSmallIntegerField("抽取件数")
    seed = models.CharField("种子", max_length=80)
    seed_source = models.CharField("种子从何而来", max_length=200)
    published_at = models.DateTimeField("种子公布时间", default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="公布人", on_delete=models.PROTECT, related_name="+"
    )
    population = models.JSONField("全部案号", default=list, blank=True)
    drawn = models.JSONField("抽中案号", default=list, blank=True)
    drawn_at = models.DateTimeField("抽取时间", null=True, blank=True)

    class Meta:
        verbose_name = "评查抽取"
        verbose_name_plural = "评查抽取"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_to__gte=models.F("closed_from"), size__gte=1) & ~Q(seed="") & ~Q(seed_source=""),
                name="review_draw_complete",
                violation_error_message="抽取须写明起止日期、件数、种子和种子的来历。",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True) | Q(drawn_at__gt=models.F("published_at")),
                name="review_seed_before_draw",
                violation_error_message="种子公布以后才能抽取。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FileReview(models.Model):
    """The sheet of one drawn file: knock-out items, by machine where it can, and points off with their reasons."""

    draw = models.ForeignKey(ReviewDraw, verbose_name="评查抽取", on_delete=models.PROTECT, related_name="reviews")
    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="file_reviews")
    machine = models.JSONField("机器核对", default=list)
    items = models.JSONField("评查事项", default=list, blank=True)
    score = models.PositiveSmallIntegerField("得分", null=True, blank=True)
    verdict = models.CharField("结论", max_length=10, choices=ReviewVerdict, blank=True)
    words = models.TextField("评查意见", blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="评查人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reviewed_at = models.DateTimeField("评查时间", null=True, blank=True)

    class Meta:
        verbose_name = "案卷评查"
        verbose_name_plural = "案卷评查"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "case"], name="file_review_once", violation_error_message="这个案卷已经抽中。"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", score__isnull=True)
                | (Q(score__isnull=False, reviewed_by__isnull=False, reviewed_at__isnull=False) & ~Q(words="")),
                name="file_review_with_words",
                violation_error_message="评查结论须有得分、意见和评查人。",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="failed") | Q(score=0),
                name="file_review_failed_is_zero",
                violation_error_message="基本标准有一项不符合的，得0分。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.get_verdict_display()}".strip()
