"""调查取证: records of inspection and questioning, written queries, goods kept for evidence, the end of the investigation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import QueryResult, RecordKind
from cases.models.act import Act
from cases.models.case import Case
from cases.models.penalty import person
from records.models import Paper, StoredFile


class FieldRecord(models.Model):
    """现场笔录 or 询问笔录 (55条): who was there, that certificates were shown and rights told, what was found or said."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="field_records")
    kind = models.CharField("种类", max_length=8, choices=RecordKind)
    begun_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间")
    place = models.CharField("地点", max_length=120)
    subject = models.CharField("在场人或者被询问人", max_length=60)
    subject_role = models.CharField("职务或者与案件的关系", max_length=60)
    officers = models.ManyToManyField(settings.AUTH_USER_MODEL, verbose_name="执法人员", related_name="field_records")
    shown = models.BooleanField("已出示执法证件")
    rights_told = models.BooleanField("已告知权利和申请回避")
    content = models.TextField("记录内容")
    party_words = models.TextField("当事人意见", blank=True)
    signed = models.CharField("当事人签名情况", max_length=120)
    paper = models.ForeignKey(
        Paper, verbose_name="笔录", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file = models.ForeignKey(
        StoredFile, verbose_name="签字原件", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = person("记录人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "检查、询问笔录"
        verbose_name_plural = "检查、询问笔录"
        ordering = ["begun_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown=True, rights_told=True),
                name="record_identity_shown",
                violation_error_message="检查、询问应当主动出示执法证件并告知权利，没有做到的不能作为笔录入卷，请重新进行。",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gt=F("begun_at")),
                name="record_ends_after_it_began",
                violation_error_message="笔录的结束时间须晚于开始时间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.begun_at):%Y-%m-%d}{self.get_kind_display()}"


class WrittenQuery(models.Model):
    """查询书, where the trade's law knows it: asked in writing, to be answered in writing by a day."""

    act = models.ForeignKey(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="queries")
    questions = models.TextField("查询事项")
    answer_by = models.DateField("答复期限")
    paper = models.OneToOneField(
        Paper, verbose_name="查询书", null=True, on_delete=models.PROTECT, related_name="written_query"
    )
    served_on = models.DateField("送达日期", null=True, blank=True)
    result = models.CharField("答复情况", max_length=8, choices=QueryResult, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answer_words = models.TextField("答复内容", blank=True)
    file = models.ForeignKey(
        StoredFile, verbose_name="答复原件", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by = person("承办人")
    made_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "查询书"
        verbose_name_plural = "查询书"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="") | Q(served_on__isnull=False, answered_on__gte=F("served_on")),
                name="query_answered_after_service",
                violation_error_message="查询书送达以后，才能登记答复。",
            )
        ]

    def __str__(self) -> str:
        return f"查询书 {self.answer_by}"


class Preservation(models.Model):
    """证据先行登记保存 (56条): approved first, dealt with in seven working days."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="preservations")
    items = models.JSONField("物品清单", default=list)
    place = models.CharField("保存地点", max_length=120)
    reason = models.CharField("理由", max_length=300)
    asked_by = person("申请人")
    asked_at = models.DateTimeField("申请时间", default=timezone.now)
    approved = models.BooleanField("是否批准", null=True)
    approved_by = person("批准人", null=True, blank=True)
    approved_for = person("代行", null=True, blank=True)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    words = models.CharField("批准意见", max_length=300, blank=True)
    due_on = models.DateField("处理期限", null=True, blank=True)
    fate = models.CharField("处理结果", max_length=120, blank=True)
    settled_on = models.DateField("处理日期", null=True, blank=True)
    settled_by = person("处理人", null=True, blank=True)

    class Meta:
        verbose_name = "先行登记保存"
        verbose_name_plural = "先行登记保存"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(items=[]) & ~Q(reason=""),
                name="preservation_of_listed_items",
                violation_error_message="先行登记保存必须列明物品和理由。",
            ),
            models.CheckConstraint(
                condition=Q(approved__isnull=True)
                | Q(approved_by__isnull=False, approved_on__isnull=False) & ~Q(approved_by=F("asked_by")),
                name="preservation_not_own",
                violation_error_message="先行登记保存须经负责人批准，不能批准本人的申请。",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | (Q(approved=True) & ~Q(fate="")),
                name="preservation_settled_with_fate",
                violation_error_message="先行登记保存的物品，须经批准保存并写明怎样处理。",
            ),
        ]

    def __str__(self) -> str:
        return f"先行登记保存{len(self.items)}项"


class InvestigationReport(models.Model):
    """调查终结报告: what was found, by what evidence, and what the officers propose; before anything is told."""

    act = models.ForeignKey(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="reports")
    course = models.TextField("调查经过")
    found = models.TextField("查明的事实和证据")
    proposal = models.TextField("处理建议")
    paper = models.ForeignKey(
        Paper, verbose_name="调查终结报告", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by = person("报告人")
    made_at = models.DateTimeField("报告时间", default=timezone.now)

    class Meta:
        verbose_name = "调查终结报告"
        verbose_name_plural = "调查终结报告"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(course="") & ~Q(found="") & ~Q(proposal=""),
                name="report_says_everything",
                violation_error_message="调查终结报告须写明经过、事实证据和处理建议。",
            )
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.made_at):%Y-%m-%d}调查终结报告"
