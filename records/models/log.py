"""The event log, the head of every chain, the daily seals over the heads, and who checked them when."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from records.enums import CheckState, Weight


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
        indexes = [
            models.Index(fields=["object_kind", "object_id"], name="event_by_object"),
            models.Index(fields=["at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.stream}/{self.stream_id}#{self.sequence} {self.summary}"


class StreamHead(models.Model):
    """Where the chain of one file ends. Kept by the database itself (migration 0005), so that a cut-off end shows at once."""

    stream = models.CharField("卷宗种类", max_length=40)
    stream_id = models.BigIntegerField("卷宗")
    sequence = models.PositiveIntegerField("末条序号")
    hash = models.CharField("末条校验值", max_length=64)

    class Meta:
        verbose_name = "链头"
        verbose_name_plural = "链头"
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "stream_id"],
                name="stream_head_once",
                violation_error_message="一个卷宗只有一个链头。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream}/{self.stream_id}#{self.sequence}"


class DailySeal(models.Model):
    """All chains that grew since the last seal, bound into one chain; its hash is printed where nobody can change it."""

    number = models.PositiveIntegerField("封存号", unique=True)
    day = models.DateField("封存到")
    made_at = models.DateTimeField("封存时间")
    streams = models.PositiveIntegerField("卷宗数")
    root = models.CharField("链头总校验值", max_length=64)
    previous_hash = models.CharField("上一次封存校验值", max_length=64, blank=True)
    hash = models.CharField("封存校验值", max_length=64)

    class Meta:
        verbose_name = "日封存"
        verbose_name_plural = "日封存"
        ordering = ["number"]
        indexes = [models.Index(fields=["day"], name="daily_seal_by_day")]

    def __str__(self) -> str:
        return f"第{self.number}号封存"


class SealedHead(models.Model):
    """Where one chain ended when it was sealed."""

    seal = models.ForeignKey(DailySeal, verbose_name="日封存", on_delete=models.PROTECT, related_name="heads")
    stream = models.CharField("卷宗种类", max_length=40)
    stream_id = models.BigIntegerField("卷宗")
    sequence = models.PositiveIntegerField("末条序号")
    hash = models.CharField("末条校验值", max_length=64)

    class Meta:
        verbose_name = "封存的链头"
        verbose_name_plural = "封存的链头"
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "stream_id", "sequence"],
                name="sealed_head_once",
                violation_error_message="同一链头只封存一次。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seal} {self.stream}/{self.stream_id}#{self.sequence}"


class AuditCheck(models.Model):
    """One verification of all chains, asked for by a person or by the daily task, and what it found."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发起人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("发起时间", default=timezone.now)
    state = models.CharField("状态", max_length=10, choices=CheckState, default=CheckState.WAITING)
    finished_at = models.DateTimeField("完成时间", null=True)
    events = models.PositiveIntegerField("事件数", default=0)
    papers = models.PositiveIntegerField("文书数", default=0)
    files = models.PositiveIntegerField("文件数", default=0)
    head = models.CharField("当前总校验值", max_length=64, blank=True)
    broken = models.JSONField("断开之处", default=list)

    class Meta:
        verbose_name = "审计校验"
        verbose_name_plural = "审计校验"

    def __str__(self) -> str:
        return f"{self.asked_at} {self.get_state_display()}"
