"""通报: how the sections got on in a month or a quarter, as it was checked and issued."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from oversight.enums import BulletinState
from records.models import Paper


class Bulletin(models.Model):
    """内部通报 of a period; its figures are those of the day it was drawn up. Issued, it stands (trigger).

    Never 通报批评, which is a penalty.
    """

    first = models.DateField("自")
    last = models.DateField("至")
    title = models.CharField("标题", max_length=80)
    state = models.CharField("状态", max_length=10, choices=BulletinState, default=BulletinState.DRAFT)
    counted_on = models.DateField("数据截至")
    data = models.TextField("数据")
    sha256 = models.CharField("校验值", max_length=64)
    demands = models.TextField("下一步要求")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="起草人", on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField("起草时间", default=timezone.now)
    returned_words = models.CharField("退回意见", max_length=600, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="核稿人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField("核稿时间", null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="签发人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField("签发时间", null=True)
    paper = models.OneToOneField(Paper, verbose_name="通报文书", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "通报"
        verbose_name_plural = "通报"
        ordering = ["-last", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "last"],
                name="bulletin_period_once",
                violation_error_message="这一期间的通报已经有了，请打开原来的一份。",
            ),
            models.CheckConstraint(
                condition=Q(last__gt=F("first")),
                name="bulletin_period_in_order",
                violation_error_message="通报期间的起止日期不对。",
            ),
            models.CheckConstraint(
                condition=Q(state=BulletinState.DRAFT)
                | (Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(checked_by=F("drafted_by"))),
                name="bulletin_checked_by_another",
                violation_error_message="通报由起草人以外的科室负责人核稿。",
            ),
            models.CheckConstraint(
                condition=~Q(state=BulletinState.ISSUED)
                | Q(issued_by__isnull=False, issued_at__isnull=False, paper__isnull=False),
                name="bulletin_issued_as_paper",
                violation_error_message="签发的通报必须有签发人和文书。",
            ),
        ]

    def __str__(self) -> str:
        return self.title
