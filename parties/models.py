"""The register of parties (当事人): one row per unit or person, with former names and search keys."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from documents.words import zh_date
from parties.enums import IdentifierState, NameKind, PartyKind, RiskGrade, Standing, VisitGround
from parties.querysets import PartyQuerySet
from records.closing import ClosedField, DigestField


class Party(models.Model):
    kind = models.CharField("主体种类", max_length=24, choices=PartyKind)
    name = models.CharField("名称", max_length=120)
    name_key = models.CharField("检索用名称", max_length=120, editable=False, db_index=True)
    pinyin = models.CharField("拼音", max_length=600, editable=False, db_index=True)
    initials = models.CharField("拼音首字母", max_length=120, editable=False, db_index=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    credit_code_state = models.CharField(
        "信用代码情况",
        max_length=8,
        choices=IdentifierState,
        default=IdentifierState.UNKNOWN,
    )
    survey_class = models.CharField("调查单位类别", max_length=20, blank=True)
    industry = models.CharField("行业", max_length=60, blank=True)
    township = models.CharField("乡镇街道", max_length=40, blank=True)
    organ_level = models.CharField("机关层级", max_length=20, blank=True)
    born_on = models.DateField("出生日期", null=True, blank=True)
    representative = models.CharField("法定代表人、负责人或经营者", max_length=60, blank=True)
    address = models.CharField("住所", max_length=160, blank=True)
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = ClosedField("联系电话", max_length=40, blank=True)
    phone_digest = DigestField("联系电话的摘要", of="phone")
    standing = models.CharField("存续情况", max_length=12, choices=Standing, default=Standing.ACTIVE)
    standing_on = models.DateField("何日起", null=True, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name="承继单位", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    merged_into = models.ForeignKey(
        "self", verbose_name="并入的登记", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="登记人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("登记时间", default=timezone.now)
    changed_at = models.DateTimeField("最近变更", default=timezone.now)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = "当事人"
        verbose_name_plural = "当事人"
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="party_credit_code_once",
                violation_error_message="这个统一社会信用代码已经登记。请打开已有的当事人，不要重复登记。",
            ),
            models.CheckConstraint(
                condition=Q(credit_code="", credit_code_state__in=["none", "unknown"])
                | (Q(credit_code_state="known") & Q(credit_code__regex=r"^[0-9A-Z]{18}$")),
                name="party_credit_code_state",
                violation_error_message="填写了信用代码的为“已登记”；没有填写的请说明是没有还是未查明。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="party_has_name",
                violation_error_message="当事人必须有名称。",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="party_merged_into_another",
                violation_error_message="一份登记不能并入自己。",
            ),
        ]
        indexes = [
            GinIndex(
                fields=["name_key"],
                name="party_name_trigram",
                opclasses=["gin_trgm_ops"],
            ),
            GinIndex(fields=["pinyin"], name="party_pinyin_trigram", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["credit_code"], name="party_credit_code_start", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.name


class PartyName(models.Model):
    """A former or other name under which the party may be looked for."""

    party = models.ForeignKey(
        Party,
        verbose_name="当事人",
        on_delete=models.CASCADE,
        related_name="other_names",
    )
    kind = models.CharField("种类", max_length=8, choices=NameKind, default=NameKind.FORMER)
    name = models.CharField("名称", max_length=120)
    name_key = models.CharField("检索用名称", max_length=120, editable=False, db_index=True)
    until = models.DateField("使用至", null=True, blank=True)

    class Meta:
        verbose_name = "当事人别名"
        verbose_name_plural = "当事人别名"
        constraints = [
            models.UniqueConstraint(
                fields=["party", "name"],
                name="party_name_once",
                violation_error_message="这个名称已经登记过。",
            ),
        ]
        indexes = [GinIndex(fields=["name_key"], name="party_other_name_trigram", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.name


class PartyYear(models.Model):
    """What the register of units said of a party in a year; a later sheet of that year adds a row and changes none."""

    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("名称", max_length=120)
    survey_class = models.CharField("调查单位类别", max_length=20, blank=True)
    industry = models.CharField("行业", max_length=60, blank=True)
    township = models.CharField("乡镇街道", max_length=40, blank=True)
    standing = models.CharField("存续情况", max_length=12, choices=Standing)
    source = models.CharField("出处", max_length=200)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "历年名录"
        verbose_name_plural = "历年名录"
        ordering = ["-year", "-pk"]
        indexes = [models.Index(fields=["party", "-year"], name="party_year_by_party")]

    def __str__(self) -> str:
        return f"{self.year}年 {self.name}"


class PartyMerge(models.Model):
    """Two records were one party. The rows of both stay where they are; reads take them together until it is undone."""

    kept = models.ForeignKey(Party, verbose_name="保留的登记", on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Party, verbose_name="并入的登记", on_delete=models.PROTECT, related_name="+")
    carried = models.JSONField("一并带过来的登记", default=list, blank=True)
    words = models.CharField("理由", max_length=300)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="合并人", on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField("合并时间", default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="撤销人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_words = models.CharField("撤销理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "登记合并"
        verbose_name_plural = "登记合并"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept=models.F("gone")),
                name="party_merge_of_two",
                violation_error_message="请选择两份不同的登记。",
            ),
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at__isnull=True),
                name="party_merge_once",
                violation_error_message="这份登记已经并入别的登记。",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_words="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_words=""),
                name="party_merge_undone_with_words",
                violation_error_message="撤销合并须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone}并入{self.kept}"


class VisitLimit(models.Model):
    """How often one enterprise may be checked in a year, as published; once published it stands."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    most = models.PositiveSmallIntegerField("同一企业检查次数上限")
    published_on = models.DateField("公布日期")
    source = models.CharField("公布文件", max_length=200)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "检查频次上限"
        verbose_name_plural = "检查频次上限"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年{self.most}次"


class Visit(models.Model):
    """One visit to an enterprise: who went, on what ground, by which choice. It is recorded and not changed."""

    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="visits")
    on = models.DateField("日期")
    ground = models.CharField("事由", max_length=10, choices=VisitGround)
    choice = models.CharField("怎样选定", max_length=300, help_text="抽取批次、计划文号、线索或者案号")
    purpose = models.CharField("检查事项", max_length=300)
    first_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="执法人员", on_delete=models.PROTECT, related_name="+"
    )
    second_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="另一名执法人员", on_delete=models.PROTECT, related_name="+"
    )
    found = models.TextField("情况")
    counts = models.BooleanField("计入频次上限")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "入企记录"
        verbose_name_plural = "入企记录"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_officer=models.F("second_officer")),
                name="visit_by_two",
                violation_error_message="入企检查由两名执法人员进行。",
            ),
            models.CheckConstraint(
                condition=Q(counts=True, ground__in=["drawn", "plan"])
                | Q(counts=False) & ~Q(ground__in=["drawn", "plan"]),
                name="visit_counts_by_ground",
                violation_error_message="双随机抽中和年度计划的检查计入频次上限，其他事由不计入。",
            ),
        ]
        indexes = [models.Index(fields=["party", "-on"], name="visit_by_party")]

    def __str__(self) -> str:
        return f"{zh_date(self.on)} {self.get_ground_display()}"


class RiskPoint(models.Model):
    """A graded point of risk of a party. It guides help and reminders; it is never a ground of penalty."""

    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="risk_points")
    grade = models.CharField("等级", max_length=6, choices=RiskGrade)
    words = models.CharField("风险点", max_length=200)
    violation = models.CharField("涉及案由代码", max_length=40, blank=True)
    prevention = models.CharField("防控措施", max_length=300, blank=True)
    noted_on = models.DateField("认定日期")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="认定人", on_delete=models.PROTECT, related_name="+"
    )
    lifted_on = models.DateField("解除日期", null=True, blank=True)
    lifted_words = models.CharField("解除理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "风险点"
        verbose_name_plural = "风险点"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | ~Q(lifted_words=""),
                name="risk_point_lifted_with_words",
                violation_error_message="解除风险点须写明理由。",
            ),
            models.UniqueConstraint(
                fields=["party", "words"],
                condition=Q(lifted_on__isnull=True),
                name="risk_point_once",
                violation_error_message="这个风险点已经登记。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_grade_display()}：{self.words}"
