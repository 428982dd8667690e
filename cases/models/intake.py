"""Sheets handed in: every row as read, what is wrong with it, what it becomes by the rules, what became of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Section
from cases.enums import CheckResult
from cases.enums_intake import IntakeKind, IntakeState, PartyChoice, RowPlan, RowState
from cases.models.case import Lead
from cases.models.surveys import person
from cases.querysets import IntakeQuerySet
from parties.models import Party
from records.models import StoredFile


class IntakeBatch(models.Model):
    """One uploaded sheet. Nothing is imported before somebody confirms; a stopped batch goes on where it was."""

    kind = models.CharField("种类", max_length=12, choices=IntakeKind)
    section = models.ForeignKey(Section, verbose_name="承办科室", on_delete=models.PROTECT, related_name="intakes")
    file = models.ForeignKey(StoredFile, verbose_name="原文件", on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField("工作表", max_length=60, blank=True)
    columns = models.JSONField("栏目对应", default=dict, blank=True)
    stated = models.JSONField("全批适用的事实", default=dict, blank=True)
    is_review = models.BooleanField("按登记核办", default=False)
    state = models.CharField("状态", max_length=12, choices=IntakeState, default=IntakeState.PREPARING)
    is_halted = models.BooleanField("已停止", default=False)
    trouble = models.CharField("中断原因", max_length=300, blank=True)
    total = models.PositiveIntegerField("行数", default=0)
    uploaded_by = person("上传人")
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now)
    confirmed_by = person("确认人", null=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = "导入名单"
        verbose_name_plural = "导入名单"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["running", "done"]) | Q(confirmed_by__isnull=False),
                name="intake_confirmed_by_somebody",
                violation_error_message="导入须有人确认。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localtime(self.uploaded_at):%Y-%m-%d %H:%M}"


class IntakeRow(models.Model):
    """One row of a sheet. `values` are the texts as read, or as mended on the page."""

    batch = models.ForeignKey(IntakeBatch, verbose_name="导入名单", on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField("行号")
    values = models.JSONField("内容", default=dict)
    cells = models.JSONField("单元格", default=dict)
    read_faults = models.JSONField("读取时的错误", default=list, blank=True)
    faults = models.JSONField("错误", default=list, blank=True)
    edited_by = person("改正人", null=True)
    party = models.ForeignKey(
        Party, verbose_name="当事人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    party_choice = models.CharField("与登记的对应", max_length=6, choices=PartyChoice, blank=True, default="")
    matches = models.JSONField("相近的当事人", default=list, blank=True)
    key = models.CharField("查重用的字样", max_length=200, blank=True)
    plan = models.CharField("导入后成为", max_length=8, choices=RowPlan, blank=True, default="")
    words = models.CharField("说明", max_length=300, blank=True)
    outcome = models.CharField("结果", max_length=30, blank=True)
    measure = models.CharField("措施", max_length=24, blank=True)
    violation = models.CharField("案由代码", max_length=40, blank=True)
    sheet_facts = models.JSONField("事实单", default=dict, blank=True)
    answer = models.JSONField("系统答复", default=dict, blank=True)
    priors = models.JSONField("以前的处理", default=list, blank=True)
    first_offence = models.CharField("首违", max_length=12, choices=CheckResult, blank=True)
    state = models.CharField("状态", max_length=8, choices=RowState, default=RowState.PENDING)
    result = models.CharField("办理结果", max_length=300, blank=True)
    lead = models.ForeignKey(
        Lead, verbose_name="线索", null=True, blank=True, on_delete=models.PROTECT, related_name="intake_rows"
    )
    signed_by = person("签署人", null=True)
    signed_for = person("代行", null=True)
    signed_at = models.DateTimeField("签署时间", null=True, blank=True)

    class Meta:
        verbose_name = "导入行"
        verbose_name_plural = "导入行"
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "line"],
                name="intake_line_once",
                violation_error_message="同一行不能读两次。",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_by__isnull=False),
                name="intake_signed_by_somebody",
                violation_error_message="已签署的行须有签署人。",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "plan", "line"], name="intake_row_by_plan"),
            models.Index(fields=["batch", "key"], name="intake_row_by_key"),
        ]

    def __str__(self) -> str:
        return f"第{self.line}行"
