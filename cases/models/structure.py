"""How acts belong together: moved from one file to another, judged as one conduct; and the reviewer's view where the law is open."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import MoveKind
from cases.models.act import Act
from cases.models.decision import Assessment
from cases.models.penalty import person


class ActMove(models.Model):
    """并案 or 分案: the act goes on in another file; where it came from stays readable."""

    kind = models.CharField("种类", max_length=8, choices=MoveKind)
    source = models.OneToOneField(Act, verbose_name="原行为", on_delete=models.PROTECT, related_name="moved_to")
    target = models.OneToOneField(Act, verbose_name="现行为", on_delete=models.PROTECT, related_name="moved_from")
    reason = models.CharField("理由", max_length=300)
    decided_by = person("决定人")
    decided_for = person("代行", null=True, blank=True)
    decided_on = models.DateField("决定日期")
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "并案、分案"
        verbose_name_plural = "并案、分案"
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=F("target")) & ~Q(reason=""),
                name="move_leads_elsewhere",
                violation_error_message="并案、分案须写明理由，并转到另一个案卷。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.reason}"


class LegalView(models.Model):
    """法制审核人员的书面意见 where old and new law cannot be compared (37条): which law, which outcome, what range, why."""

    act = models.ForeignKey(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="legal_views")
    assessment = models.ForeignKey(Assessment, verbose_name="系统建议", on_delete=models.PROTECT, related_name="views")
    outcome = models.CharField("意见", max_length=30)
    law_version = models.CharField("适用的法律", max_length=20)
    fine_least = models.PositiveIntegerField("罚款下限（元）", null=True, blank=True)
    fine_most = models.PositiveIntegerField("罚款上限（元）", null=True, blank=True)
    basis = models.JSONField("依据", default=list)
    reasons = models.TextField("理由")
    given_by = person("法制审核人员")
    given_for = person("代行", null=True, blank=True)
    given_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "法律适用意见"
        verbose_name_plural = "法律适用意见"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(outcome="") & ~Q(basis=[]),
                name="view_with_reasons_and_basis",
                violation_error_message="法律适用意见须写明结果、依据和理由。",
            )
        ]

    def __str__(self) -> str:
        return f"法律适用意见：{self.law_version}"
