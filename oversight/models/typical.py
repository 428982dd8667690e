"""典型案例: a closed case told without anybody being recognised; what was removed is kept beside the text, never in it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import Section
from cases.models import Case
from oversight.enums import RemovalKind, TypicalState
from records.models import Paper


def person(name: str, **more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=name, on_delete=models.PROTECT, related_name="+", **more
    )


class TypicalCaseQuerySet(models.QuerySet["TypicalCase"]):
    def published(self) -> "TypicalCaseQuerySet":
        return self.filter(state=TypicalState.PUBLISHED)

    def visible_to(self, user) -> "TypicalCaseQuerySet":
        """Own section's for those who handle cases, all for those who check, what was published for everybody."""
        if user.is_active and user.role in {Role.LEADER, Role.SUPERVISOR, Role.REVIEWER}:
            return self.all()
        seen = Q(state=TypicalState.PUBLISHED)
        if user.is_active and user.role in CASE_WORKERS:
            seen |= Q(section=user.section_id)
        return self.filter(seen)


class TypicalCase(models.Model):
    """`public` is what the public reads, as canonical JSON with its hash; published, neither changes (trigger)."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="typical_cases")
    section = models.ForeignKey(Section, verbose_name="科室", on_delete=models.PROTECT, related_name="typical_cases")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=10, choices=TypicalState, default=TypicalState.DRAFT)
    reasons = models.TextField("推荐理由")
    criteria = models.JSONField("符合的条件", default=list)
    title = models.CharField("标题", max_length=80)
    keywords = models.CharField("关键词", max_length=80, blank=True)
    facts = models.TextField("基本案情")
    handling = models.TextField("处理结果")
    meaning = models.TextField("典型意义", blank=True)
    law = models.TextField("相关法条", blank=True)
    nominated_by = person("推荐人")
    nominated_at = models.DateTimeField("推荐时间", default=timezone.now)
    written_by = person("执笔人")
    returned_words = models.CharField("退回意见", max_length=600, blank=True)
    first_by = person("初审人", null=True, blank=True)
    first_at = models.DateTimeField("初审时间", null=True, blank=True)
    second_by = person("终审人", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    public = models.TextField("公开内容", blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    paper = models.OneToOneField(
        Paper, verbose_name="公开文本", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_by = person("撤下人", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_words = models.CharField("撤下理由", max_length=600, blank=True)

    objects = TypicalCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "典型案例"
        verbose_name_plural = "典型案例"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["year", "section", "state"], name="typical_by_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state__in=["withdrawn", "dropped"]),
                name="typical_case_once",
                violation_error_message="这个案件已经推荐，请打开原来的一份。",
            ),
            models.CheckConstraint(
                condition=~Q(reasons=""),
                name="typical_with_reasons",
                violation_error_message="请写明推荐理由。",
            ),
            models.CheckConstraint(
                condition=Q(first_by__isnull=True)
                | (~Q(first_by=F("nominated_by")) & ~Q(first_by=F("written_by")) & Q(first_at__isnull=False)),
                name="typical_first_by_another",
                violation_error_message="初审由推荐人、执笔人以外的人办理。",
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True)
                | (
                    Q(first_by__isnull=False)
                    & ~Q(second_by=F("first_by"))
                    & ~Q(second_by=F("nominated_by"))
                    & ~Q(second_by=F("written_by"))
                ),
                name="typical_second_by_a_third",
                violation_error_message="终审由初审人、推荐人、执笔人以外的人办理。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "withdrawn"])
                | (Q(second_by__isnull=False, published_at__isnull=False, paper__isnull=False) & ~Q(public="") & ~Q(sha256="")),
                name="typical_published_whole",
                violation_error_message="发布须经初审、终审，并留存公开内容和校验值。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "dropped"])
                | (Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawn_words="")),
                name="typical_withdrawn_with_words",
                violation_error_message="撤下须写明理由。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Removal(models.Model):
    """Words that the public does not read, and what stands there instead. `kept` false: put back, by whom and why."""

    typical = models.ForeignKey(TypicalCase, verbose_name="典型案例", on_delete=models.PROTECT, related_name="removals")
    words = models.CharField("原文", max_length=200)
    instead = models.CharField("改为", max_length=60)
    kind = models.CharField("种类", max_length=8, choices=RemovalKind)
    ground = models.CharField("理由", max_length=120)
    marked_by = person("标记人", null=True, blank=True)
    marked_at = models.DateTimeField("标记时间", default=timezone.now)
    kept = models.BooleanField("去除", default=True)
    restored_by = person("恢复人", null=True, blank=True)
    restored_words = models.CharField("恢复理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "去标识标记"
        verbose_name_plural = "去标识标记"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["typical", "words"],
                name="removal_once",
                violation_error_message="这些文字已经标记，请在原来的标记上修改。",
            ),
            models.CheckConstraint(
                condition=Q(kept=True) | (Q(restored_by__isnull=False) & ~Q(restored_words="")),
                name="removal_restored_with_words",
                violation_error_message="恢复原文须写明为什么不会认出当事人。",
            ),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(instead=""),
                name="removal_says_what",
                violation_error_message="请写明去除哪些文字、改成什么。",
            ),
        ]

    def __str__(self) -> str:
        return self.instead
