"""Who signed in, from where, on which device, and who tried; append-only."""

from django.db import models
from django.utils import timezone

from accounts.enums import SignInOutcome
from accounts.models.people import User


class SignIn(models.Model):
    """One attempt. A name nobody has is not kept: people type their password there."""

    user = models.ForeignKey(User, verbose_name="人员", null=True, on_delete=models.PROTECT, related_name="sign_ins")
    at = models.DateTimeField("时间", default=timezone.now)
    outcome = models.CharField("结果", max_length=12, choices=SignInOutcome)
    address = models.GenericIPAddressField("网络地址", null=True)
    browser = models.CharField("浏览器", max_length=60, blank=True)
    device = models.CharField("设备", max_length=16, blank=True)
    is_new_device = models.BooleanField("新设备", default=False)

    class Meta:
        verbose_name = "登录记录"
        verbose_name_plural = "登录记录"
        indexes = [
            models.Index(fields=["user", "-id"], name="sign_in_by_person"),
            models.Index(fields=["at"], name="sign_in_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.at} {self.get_outcome_display()}"
