"""What stands between a password and the work: past passwords, the second factor, sessions that live."""

from django.db import models
from django.utils import timezone

from accounts.models.people import User
from records.closing import ClosedField


class PastPassword(models.Model):
    """The hash of a password once used, so that it is not used again."""

    user = models.ForeignKey(User, verbose_name="人员", on_delete=models.CASCADE, related_name="past_passwords")
    password = models.CharField("密码摘要", max_length=128)
    set_at = models.DateTimeField("启用时间", default=timezone.now)

    class Meta:
        verbose_name = "用过的密码"
        verbose_name_plural = "用过的密码"
        indexes = [models.Index(fields=["user", "-id"], name="past_password_by_person")]

    def __str__(self) -> str:
        return f"{self.user} {self.set_at}"


class SecondFactor(models.Model):
    """The key that a person's phone shares with us (RFC 6238); without `confirmed_at` it was shown and not yet tried."""

    user = models.OneToOneField(User, verbose_name="人员", on_delete=models.CASCADE, related_name="second_factor")
    key = ClosedField("密钥")
    made_at = models.DateTimeField("生成时间", default=timezone.now)
    confirmed_at = models.DateTimeField("启用时间", null=True)
    last_step = models.BigIntegerField("最近用过的时间步", default=0)
    failures = models.PositiveSmallIntegerField("连续错误次数", default=0)
    blocked_until = models.DateTimeField("何时可以再试", null=True)

    class Meta:
        verbose_name = "双因素认证"
        verbose_name_plural = "双因素认证"

    def __str__(self) -> str:
        return f"{self.user}"


class RecoveryCode(models.Model):
    """For a lost phone; each works once. Kept as a keyed digest."""

    user = models.ForeignKey(User, verbose_name="人员", on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField("摘要", max_length=64)
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = "恢复码"
        verbose_name_plural = "恢复码"

    def __str__(self) -> str:
        return f"{self.user}"


class LiveSession(models.Model):
    """One browser that is signed in; the oldest one ends when there are too many."""

    user = models.ForeignKey(User, verbose_name="人员", on_delete=models.CASCADE, related_name="live_sessions")
    session_key = models.CharField("会话", max_length=40, unique=True)
    began_at = models.DateTimeField("登录时间", default=timezone.now)

    class Meta:
        verbose_name = "在用的登录"
        verbose_name_plural = "在用的登录"

    def __str__(self) -> str:
        return f"{self.user} {self.began_at}"
