"""Stored files, papers and their numbers, batches, notices. What proves something is append-only by trigger (migration 0002)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from records.enums import BatchState, FilingKind, PaperStatus


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
    verify_code = models.CharField("核验码", max_length=20, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="审签人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_at = models.DateTimeField("审签时间", null=True, blank=True)
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
                condition=Q(status__in=["draft", "numbered"])
                | Q(status="void")
                | (Q(issued_at__isnull=False) & ~Q(sha256="")),
                name="paper_issued_with_bytes",
                violation_error_message="制发的文书必须留存内容和校验值。",
            ),
            models.CheckConstraint(
                condition=~Q(status="void") | ~Q(void_reason=""),
                name="paper_void_with_reason",
                violation_error_message="作废文书必须写明理由。",
            ),
            models.UniqueConstraint(
                fields=["verify_code"],
                condition=~Q(verify_code=""),
                name="paper_verify_code_once",
                violation_error_message="核验码不能重复。",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (Q(approved_at__isnull=False) & ~Q(approved_by=models.F("created_by"))),
                name="paper_approved_by_another",
                violation_error_message="起草人不能审签自己起草的文书。",
            ),
            models.CheckConstraint(
                condition=Q(sequence__isnull=True, number="") | (Q(sequence__gte=1) & ~Q(number="")),
                name="paper_number_is_whole",
                violation_error_message="文号和序号必须同时有或者同时没有。",
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


class PaperRevision(models.Model):
    """One change of a draft by a person: which fields, from what to what; append-only."""

    paper = models.ForeignKey(Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="revisions")
    before = models.JSONField("修改前", default=dict)
    after = models.JSONField("修改后", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="修改人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("修改时间", default=timezone.now)

    class Meta:
        verbose_name = "草稿修改"
        verbose_name_plural = "草稿修改"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.paper} {self.at}"


class PaperFiling(models.Model):
    """A signed and sealed scan, a proof of service or another annex, filed to an issued paper; append-only."""

    paper = models.ForeignKey(Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="filings")
    kind = models.CharField("种类", max_length=10, choices=FilingKind)
    file = models.ForeignKey(StoredFile, verbose_name="文件", on_delete=models.PROTECT, related_name="+")
    note = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="归入人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("归入时间", default=timezone.now)

    class Meta:
        verbose_name = "文书附件"
        verbose_name_plural = "文书附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.paper} {self.get_kind_display()}"


class PaperBatch(models.Model):
    """Many papers of one kind, made by background tasks in the order of their positions."""

    kind = models.CharField("文书种类", max_length=40)
    title = models.CharField("名称", max_length=120)
    state = models.CharField("状态", max_length=10, choices=BatchState, default=BatchState.PREPARED)
    organ_word = models.CharField("机关代字", max_length=20)
    is_duplex = models.BooleanField("双面打印", default=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="制作人", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("制作时间", default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="批准人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField("批准时间", null=True)
    reason = models.CharField("停止或者不批准的理由", max_length=300, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True)
    merged = models.ForeignKey(
        StoredFile, verbose_name="合并文件", null=True, on_delete=models.PROTECT, related_name="+"
    )
    labels = models.ForeignKey(
        StoredFile, verbose_name="信封标签", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "批量文书"
        verbose_name_plural = "批量文书"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, state__in=["prepared", "refused"])
                | (Q(approved_at__isnull=False) & ~Q(approved_by=models.F("created_by"))),
                name="batch_approved_by_another",
                violation_error_message="批量文书须由制作人以外的人批准后才能制作。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["stopped", "refused"]) | ~Q(reason=""),
                name="batch_stopped_with_reason",
                violation_error_message="停止或者不批准的，必须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BatchItem(models.Model):
    """One paper of a batch. `lane` is the task that makes it; `paper` stands from the moment it has its number."""

    batch = models.ForeignKey(PaperBatch, verbose_name="批量文书", on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField("顺序")
    stream = models.CharField("卷宗种类", max_length=40)
    stream_id = models.BigIntegerField("卷宗")
    about = models.CharField("对象", max_length=160)
    address = models.CharField("地址", max_length=200, blank=True)
    context = models.JSONField("内容", default=dict)
    lane = models.PositiveSmallIntegerField("制作通道", null=True)
    paper = models.OneToOneField(
        Paper, verbose_name="文书", null=True, on_delete=models.PROTECT, related_name="batch_item"
    )

    class Meta:
        verbose_name = "批量文书的一件"
        verbose_name_plural = "批量文书的各件"
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "position"],
                name="batch_position_once",
                violation_error_message="同一批中的顺序不能重复。",
            ),
            models.UniqueConstraint(
                fields=["batch", "stream", "stream_id"],
                name="batch_item_once",
                violation_error_message="同一批中，一个对象只能有一件文书。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.position}"


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
