"""The party's own way in: the code printed on its paper, and what it sent through its page."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import MessageKind
from cases.models.act import Act
from cases.models.case import Case
from cases.models.penalty import Statement
from documents.words import zh_date
from parties.models import Party
from records.models import Paper, StoredFile


class PartyLink(models.Model):
    """办理码 of one party in one file. Kept as a digest only; the next one given ends it."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="party_links")
    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="party_links")
    paper = models.ForeignKey(
        Paper,
        verbose_name="印在哪份文书上",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="party_links",
    )
    digest = models.CharField("办理码校验值", max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发放人", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("发放时间", default=timezone.now)
    until = models.DateTimeField("有效至")
    opened_at = models.DateTimeField("第一次打开", null=True, blank=True)
    ended_at = models.DateTimeField("失效时间", null=True, blank=True)
    ended_words = models.CharField("失效原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "当事人办理码"
        verbose_name_plural = "当事人办理码"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "party"],
                condition=Q(ended_at__isnull=True),
                name="party_link_one_alive",
                violation_error_message="同一当事人在一个案件中只有一个有效的办理码。",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("made_at")),
                name="party_link_ends_after_start",
                violation_error_message="办理码必须有有效期。",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_words=""),
                name="party_link_ended_with_words",
                violation_error_message="停用办理码必须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}（{zh_date(timezone.localdate(self.made_at))}发放）"

    @property
    def is_alive(self) -> bool:
        return self.ended_at is None and timezone.now() <= self.until


class PartyMessage(models.Model):
    """What the party itself wrote and handed in through its page; it stands as it was sent.

    A statement counts as heard once an officer has reviewed it (`statement`), a report of correction once it is taken
    into evidence (`taken_at`).
    """

    act = models.ForeignKey(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="party_messages")
    link = models.ForeignKey(PartyLink, verbose_name="办理码", on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField("种类", max_length=12, choices=MessageKind)
    sender = models.CharField("提交人", max_length=40)
    words = models.TextField("内容")
    done_on = models.DateField("改正完成日期", null=True, blank=True)
    files = models.ManyToManyField(StoredFile, verbose_name="附件", blank=True, related_name="+")
    sent_at = models.DateTimeField("提交时间", default=timezone.now)
    statement = models.ForeignKey(
        Statement, verbose_name="复核", null=True, blank=True, on_delete=models.PROTECT, related_name="messages"
    )
    taken_at = models.DateTimeField("收取时间", null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="收取人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "当事人提交"
        verbose_name_plural = "当事人提交"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(sender=""),
                name="party_message_says_something",
                violation_error_message="请写明内容和提交人。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="correction") | Q(done_on__isnull=False),
                name="party_correction_with_day",
                violation_error_message="报告改正的，请填写改正完成的日期。",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="party_message_taken_by_somebody",
                violation_error_message="收取当事人的材料，须记下收取人。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{zh_date(timezone.localdate(self.sent_at))}）"
