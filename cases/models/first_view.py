"""What the person who signs thought before the like cases were shown."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.enums import Verdict
from cases.models.decision import Opinion


class FirstView(models.Model):
    """初步意见: written before anybody's earlier handling is seen, so that it is the signer's own; append-only."""

    opinion = models.ForeignKey(Opinion, verbose_name="处理意见", on_delete=models.PROTECT, related_name="first_views")
    verdict = models.CharField("初步意见", max_length=8, choices=Verdict)
    words = models.TextField("理由", blank=True)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="签署人", on_delete=models.PROTECT, related_name="+"
    )
    stated_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "签署前的初步意见"
        verbose_name_plural = "签署前的初步意见"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "stated_by"],
                name="first_view_once",
                violation_error_message="您已经写过初步意见，不能再改。看过同类案件以后，直接签署。",
            ),
            models.CheckConstraint(
                condition=Q(verdict="approve") | ~Q(words=""),
                name="first_view_return_with_words",
                violation_error_message="退回意见必须说明原因。",
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
