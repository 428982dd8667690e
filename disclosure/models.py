"""What the public side keeps of its own: how often something was tried."""

from django.db import models


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
