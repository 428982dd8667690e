"""What a list version would have decided: replays over past cases, and shadows beside live ones."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from exemptions.enums import ReplayState
from exemptions.models.lists import ListVersion


class Replay(models.Model):
    """A list version run over all past cases. Made in the background; once signed it stands (trigger).

    `sha256` names the words that were replayed; `tables` and `samples` are what came out, ready to be shown.
    """

    version = models.ForeignKey(ListVersion, verbose_name="清单版本", on_delete=models.PROTECT, related_name="replays")
    base = models.ForeignKey(
        ListVersion, verbose_name="对照的版本", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sha256 = models.CharField("试算内容校验值", max_length=64)
    law_digest = models.CharField("规则校验值", max_length=64, blank=True)
    state = models.CharField("状态", max_length=8, choices=ReplayState, default=ReplayState.RUNNING)
    total = models.PositiveIntegerField("案件数", default=0)
    done = models.PositiveIntegerField("已读入", default=0)
    unchanged = models.PositiveIntegerField("没有变化", default=0)
    lenient = models.PositiveIntegerField("新从宽", default=0)
    harsher = models.PositiveIntegerField("新从严", default=0)
    undecided = models.PositiveIntegerField("不能确定", default=0)
    tables = models.JSONField("分类汇总", default=dict, blank=True)
    samples = models.JSONField("可查看的案件", default=list, blank=True)
    problem = models.CharField("未完成的原因", max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发起人", on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField("开始时间", default=timezone.now)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="签署人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_at = models.DateTimeField("签署时间", null=True, blank=True)
    words = models.CharField("意见", max_length=500, blank=True)

    class Meta:
        verbose_name = "清单试算"
        verbose_name_plural = "清单试算"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(state="running"),
                name="replay_one_at_a_time",
                violation_error_message="这一版本正在试算，请等它完成。",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | (Q(state="done", signed_by__isnull=False) & ~Q(words="")),
                name="replay_signed_when_done",
                violation_error_message="试算完成以后才能签署，并写明意见。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.started_at:%Y-%m-%d}"


class Shadow(models.Model):
    """A draft that runs beside live cases without deciding anything, from one day to another."""

    version = models.ForeignKey(ListVersion, verbose_name="清单版本", on_delete=models.PROTECT, related_name="shadows")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发起人", on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField("开始时间", default=timezone.now)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "清单影子运行"
        verbose_name_plural = "清单影子运行"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(ended_at__isnull=True),
                name="shadow_one_at_a_time",
                violation_error_message="这一版本已经在影子运行。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.started_at:%Y-%m-%d}"
