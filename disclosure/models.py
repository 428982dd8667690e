"""What the public side keeps of its own: tries, what was proposed for publication and what is public."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.models import Act


class Throttle(models.Model):
    """Tries of one kind by one asker within one span of time. All processes count here, so starting more gains nothing."""

    key = models.CharField("计数对象", max_length=80, primary_key=True)
    span = models.BigIntegerField("时段")
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "访问计数"
        verbose_name_plural = "访问计数"

    def __str__(self) -> str:
        return f"{self.key} {self.count}"


class PublicationState(models.TextChoices):
    PROPOSED = "proposed", "待审核"
    RETURNED = "returned", "已退回"
    PUBLIC = "public", "已公示"
    WITHHELD = "withheld", "不公开"
    WITHDRAWN = "withdrawn", "已撤回"


def _person(name: str, **more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=name, on_delete=models.PROTECT, related_name="+", **more
    )


class Publication(models.Model):
    """公示稿 of one act, of the inside: what is to be shown and what was removed, word by word, signed by a second person.

    `withheld`: the ground on which the whole decision is not published.
    """

    act = models.ForeignKey(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField("决定种类", max_length=20)
    content = models.JSONField("公开的内容", default=list)
    hidden = models.JSONField("另外隐去的内容", default=list, blank=True)
    withheld = models.CharField("不公开的理由种类", max_length=20, blank=True)
    withheld_words = models.CharField("不公开的理由", max_length=300, blank=True)
    sha256 = models.CharField("校验值", max_length=64)
    until = models.DateField("公示截止期")
    state = models.CharField("状态", max_length=10, choices=PublicationState, default=PublicationState.PROPOSED)
    proposed_by = _person("拟稿人")
    proposed_at = models.DateTimeField("拟稿时间", default=timezone.now)
    signed_by = _person("审核人", null=True, blank=True)
    signed_for = _person("代签", null=True, blank=True)
    signed_at = models.DateTimeField("审核时间", null=True, blank=True)
    signed_words = models.CharField("审核意见", max_length=300, blank=True)
    ended_by = _person("撤回人", null=True, blank=True)
    ended_at = models.DateTimeField("撤回时间", null=True, blank=True)
    ended_words = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "公示稿"
        verbose_name_plural = "公示稿"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act"],
                condition=Q(state__in=["proposed", "public"]),
                name="publication_one_under_way",
                violation_error_message="这个行为已有一份在办或者已公示的公示稿。",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("proposed_by")),
                name="publication_signed_by_another",
                violation_error_message="不能审核本人拟的公示。",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="publication_signed",
                violation_error_message="公示须经第二人审核。",
            ),
            models.CheckConstraint(
                condition=Q(withheld="") | ~Q(withheld_words=""),
                name="publication_withheld_with_words",
                violation_error_message="不公开的，须写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | (Q(ended_by__isnull=False, ended_at__isnull=False) & ~Q(ended_words="")),
                name="publication_withdrawn_with_words",
                violation_error_message="撤回公示须写明理由和撤回人。",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(signed_words=""),
                name="publication_returned_with_words",
                violation_error_message="退回须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}{self.get_state_display()}"


class DisclosedQuerySet(models.QuerySet["Disclosed"]):
    def shown(self, *, on: date) -> "DisclosedQuerySet":
        """What may be read that day: withdrawn ones only say that they were, ended ones are gone."""
        return self.filter(until__gte=on)

    def standing(self, *, on: date) -> "DisclosedQuerySet":
        return self.shown(on=on).filter(withdrawn_on__isnull=True)

    def about(self, words: str) -> "DisclosedQuerySet":
        for word in words.split()[:5]:
            self = self.filter(search__icontains=word)
        return self


class Disclosed(models.Model):
    """A decision as the public reads it, and nothing else: what is not public never enters this table."""

    publication = models.OneToOneField(
        Publication, verbose_name="公示稿", on_delete=models.PROTECT, related_name="disclosed"
    )
    code = models.CharField("公示号", max_length=12, unique=True)
    kind = models.CharField("决定种类", max_length=20)
    title = models.CharField("标题", max_length=200)
    content = models.JSONField("内容", default=list)
    search = models.TextField("检索用文字", blank=True)
    published_on = models.DateField("公示日期")
    until = models.DateField("公示截止期")
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    withdrawn_words = models.CharField("撤回理由", max_length=300, blank=True)

    objects = DisclosedQuerySet.as_manager()

    class Meta:
        verbose_name = "公示的决定"
        verbose_name_plural = "公示的决定"
        ordering = ["-pk"]
        indexes = [GinIndex(fields=["search"], name="disclosed_search", opclasses=["gin_trgm_ops"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | (Q(content=[], search="") & ~Q(withdrawn_words="")),
                name="disclosed_withdrawn_says_why_alone",
                violation_error_message="撤回以后只保留撤回的理由。",
            )
        ]

    def __str__(self) -> str:
        return self.title
