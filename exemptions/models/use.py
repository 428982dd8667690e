"""Who works under the list: sections claim its items, people are licensed for them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Section
from exemptions.enums import ClaimState
from exemptions.models.lists import ListItem


class ClaimQuerySet(models.QuerySet["Claim"]):
    def standing(self) -> "ClaimQuerySet":
        return self.exclude(state=ClaimState.RELEASED)

    def overdue(self, *, on: date) -> "ClaimQuerySet":
        return self.standing().filter(implement_by__lt=on, implemented_on__isnull=True)


class Claim(models.Model):
    """认领: a section takes an item, names who is in charge and by when it is put to work."""

    item = models.ForeignKey(ListItem, verbose_name="清单项目", on_delete=models.PROTECT, related_name="claims")
    section = models.ForeignKey(Section, verbose_name="认领科室", on_delete=models.PROTECT, related_name="claims")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="责任人", on_delete=models.PROTECT, related_name="claims"
    )
    state = models.CharField("状态", max_length=10, choices=ClaimState, default=ClaimState.OPEN)
    claimed_on = models.DateField("认领日期")
    implement_by = models.DateField("落实期限", null=True, blank=True)
    implemented_on = models.DateField("落实日期", null=True, blank=True)
    words = models.CharField("争议或者退回的理由", max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "认领"
        verbose_name_plural = "认领"
        ordering = ["item", "claimed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "section"],
                condition=~Q(state=ClaimState.RELEASED),
                name="claim_once_per_section",
                violation_error_message="本科室已经认领这一项。",
            ),
            models.CheckConstraint(
                condition=Q(state=ClaimState.OPEN) | ~Q(words=""),
                name="claim_dispute_with_reason",
                violation_error_message="有争议或者退回的，必须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(implement_by__isnull=True) | Q(implement_by__gte=F("claimed_on")),
                name="claim_dates_in_order",
                violation_error_message="落实期限不能早于认领日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}认领{self.item.number}"


class LicenceQuerySet(models.QuerySet["Licence"]):
    def valid(self, *, on: date) -> "LicenceQuerySet":
        return self.filter(granted_on__lte=on, revoked_on__isnull=True).filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=on)
        )


class Licence(models.Model):
    """May this person propose under this item of this version? Granted once the training for it is passed."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="人员", on_delete=models.PROTECT, related_name="licences"
    )
    item = models.ForeignKey(ListItem, verbose_name="清单项目", on_delete=models.PROTECT, related_name="licences")
    granted_on = models.DateField("取得日期")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField("依据", max_length=200, help_text="哪一次培训或者考试")
    expires_on = models.DateField("有效期至", null=True, blank=True)
    revoked_on = models.DateField("撤销日期", null=True, blank=True)

    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = "适用资格"
        verbose_name_plural = "适用资格"
        ordering = ["user", "item"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "item"],
                condition=Q(revoked_on__isnull=True),
                name="licence_once_per_item",
                violation_error_message="该人员已经取得这一项的适用资格。",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("granted_on")),
                name="licence_dates_in_order",
                violation_error_message="有效期不能早于取得日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.item.number}"
