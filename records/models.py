"""What proves and what waits: event log, issued papers and their numbers, stored files, notices.

Rows that prove something are append-only by trigger (migration 0002).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from records.enums import PaperStatus, Weight


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, stream: str, stream_id: int) -> "EventQuerySet":
        return self.filter(stream=stream, stream_id=stream_id).order_by("sequence")


class Event(models.Model):
    """One act of one person on one object, as it was at that moment.

    Events of one file (stream) form a hash chain of their own, so writers of different files never wait for each other.
    """

    stream = models.CharField("卷宗种类", max_length=40)
    stream_id = models.BigIntegerField("卷宗")
    sequence = models.PositiveIntegerField("序号")
    at = models.DateTimeField("时间", default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="行为人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    actor_name = models.CharField("行为人姓名", max_length=60)
    verb = models.CharField("动作", max_length=60)
    summary = models.CharField("摘要", max_length=300)
    detail = models.CharField("说明", max_length=600, blank=True)
    weight = models.CharField("分量", max_length=10, choices=Weight, default=Weight.RECORD)
    object_kind = models.CharField("对象种类", max_length=60)
    object_id = models.BigIntegerField("对象")
    before = models.JSONField("之前", default=dict)
    after = models.JSONField("之后", default=dict)
    previous_hash = models.CharField("上一条校验值", max_length=64, blank=True)
    hash = models.CharField("校验值", max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "事件"
        verbose_name_plural = "事件"
        ordering = ["stream", "stream_id", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "stream_id", "sequence"],
                name="event_sequence_once",
                violation_error_message="同一卷宗的事件序号不能重复。",
            ),
        ]
        indexes = [models.Index(fields=["object_kind", "object_id"], name="event_by_object")]

    def __str__(self) -> str:
        return f"{self.stream}/{self.stream_id}#{self.sequence} {self.summary}"


class StoredFile(models.Model):
    """Bytes somebody handed in, known by content: SHA-256, type found from the content, never from the name."""

    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField("SHA-256校验值", max_length=64, db_index=True)
    content = models.FileField("内容", upload_to="stored/%Y/%m")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="上传人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now)

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """The last number given per organ, kind and year; taken under row lock, so numbers have no gaps."""

    organ_word = models.CharField("机关代字", max_length=20)
    number_word = models.CharField("文书代字", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = "文号序列"
        verbose_name_plural = "文号序列"
        constraints = [
            models.UniqueConstraint(
                fields=["organ_word", "number_word", "year"],
                name="number_series_once",
                violation_error_message="该文号序列已经存在。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_word}{self.number_word}〔{self.year}〕"


class PaperQuerySet(models.QuerySet["Paper"]):
    def of(self, stream: str, stream_id: int) -> "PaperQuerySet":
        return self.filter(stream=stream, stream_id=stream_id).order_by("-created_at", "-pk")

    def issued(self) -> "PaperQuerySet":
        return self.filter(status=PaperStatus.ISSUED)


class Paper(models.Model):
    """A 文书. A draft is context only; once issued the bytes, hash, number and context stand for ever (trigger)."""

    kind = models.CharField("文书种类", max_length=40)
    title = models.CharField("标题", max_length=120)
    stream = models.CharField("卷宗种类", max_length=40)
    stream_id = models.BigIntegerField("卷宗")
    status = models.CharField("状态", max_length=10, choices=PaperStatus, default=PaperStatus.DRAFT)
    context = models.JSONField("内容", default=dict)
    number = models.CharField("文号", max_length=60, blank=True)
    organ_word = models.CharField("机关代字", max_length=20, blank=True)
    number_word = models.CharField("文书代字", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField("年份", null=True)
    sequence = models.PositiveIntegerField("序号", null=True)
    sha256 = models.CharField("SHA-256校验值", max_length=64, blank=True)
    page_count = models.PositiveSmallIntegerField("页数", null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="制作人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("制作时间", default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="签发人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    issued_at = models.DateTimeField("制发时间", null=True)
    void_reason = models.CharField("作废理由", max_length=300, blank=True)
    corrects = models.ForeignKey(
        "self",
        verbose_name="更正的文书",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "文书"
        verbose_name_plural = "文书"
        constraints = [
            models.UniqueConstraint(
                fields=["organ_word", "number_word", "year", "sequence"],
                condition=Q(sequence__isnull=False),
                name="paper_number_once",
                violation_error_message="同一文号不能用两次。",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | (Q(issued_at__isnull=False) & ~Q(sha256="")),
                name="paper_issued_with_bytes",
                violation_error_message="制发的文书必须留存内容和校验值。",
            ),
            models.CheckConstraint(
                condition=~Q(status="void") | ~Q(void_reason=""),
                name="paper_void_with_reason",
                violation_error_message="作废文书必须写明理由。",
            ),
        ]
        indexes = [models.Index(fields=["stream", "stream_id"], name="paper_by_stream")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class PaperBytes(models.Model):
    """The PDF of an issued paper, apart from its row so that lists stay light; append-only."""

    paper = models.OneToOneField(Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="stored")
    pdf = models.BinaryField("PDF内容")

    class Meta:
        verbose_name = "文书内容"
        verbose_name_plural = "文书内容"

    def __str__(self) -> str:
        return f"{self.paper}"


class Notice(models.Model):
    """A message to one person inside the site."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="收件人",
        on_delete=models.CASCADE,
        related_name="notices",
    )
    text = models.CharField("内容", max_length=300)
    link = models.CharField("去处理", max_length=200, blank=True)
    created_at = models.DateTimeField("时间", default=timezone.now)
    read_at = models.DateTimeField("已读时间", null=True)

    class Meta:
        verbose_name = "通知"
        verbose_name_plural = "通知"
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return self.text
