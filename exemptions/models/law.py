"""The law library: statutes, their versions in time, and what each provision says."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import whole_days
from exemptions.enums import BINDING_LEVELS, Level
from exemptions.models.pack import Pack


class StatuteQuerySet(models.QuerySet["Statute"]):
    def visible_to(self, user) -> "StatuteQuerySet":
        """The law is open to everybody who may sign in."""
        return self if user.is_authenticated and user.is_active else self.none()

    def binding(self) -> "StatuteQuerySet":
        return self.filter(level__in=BINDING_LEVELS)


class Statute(models.Model):
    pack = models.ForeignKey(Pack, verbose_name="数据包", on_delete=models.PROTECT, related_name="statutes")
    code = models.CharField("简称", max_length=60, unique=True)
    title = models.CharField("名称", max_length=200)
    issuer = models.CharField("制定机关", max_length=100)
    level = models.CharField("效力级别", max_length=12, choices=Level)
    order = models.PositiveSmallIntegerField("排序", default=0)

    objects = StatuteQuerySet.as_manager()

    class Meta:
        verbose_name = "法规文件"
        verbose_name_plural = "法规文件"
        ordering = ["-pack__order", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(code=""), name="statute_has_code", violation_error_message="法规文件必须有简称。"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def may_be_basis(self) -> bool:
        return self.level in BINDING_LEVELS


class StatuteVersionQuerySet(models.QuerySet["StatuteVersion"]):
    def in_force(self, *, on: date) -> "StatuteVersionQuerySet":
        return self.filter(effective_from__lte=on).filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))


class StatuteVersion(models.Model):
    """The wording in force between two days, both included. Versions of one statute never overlap."""

    statute = models.ForeignKey(Statute, verbose_name="法规文件", on_delete=models.PROTECT, related_name="versions")
    label = models.CharField("版本", max_length=30, blank=True)
    effective_from = models.DateField("施行日")
    effective_to = models.DateField("最后有效日", null=True, blank=True)
    document = models.CharField("公布文号", max_length=100, blank=True)
    checked = models.CharField("核对情况", max_length=120, blank=True)
    replaces = models.ForeignKey(
        "self", verbose_name="取代的版本", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    recorded_at = models.DateTimeField("入库时间", default=timezone.now)
    wording_file = models.CharField("原文文件", max_length=200, blank=True)
    wording_sha256 = models.CharField("原文校验值", max_length=64, blank=True)
    wording_loaded_at = models.DateTimeField("原文载入时间", null=True, blank=True)

    objects = StatuteVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "法规版本"
        verbose_name_plural = "法规版本"
        ordering = ["statute", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["statute", "label"],
                name="statute_version_label_once",
                violation_error_message="同一法规不能有两个同名版本。",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="statute_version_dates_in_order",
                violation_error_message="最后有效日不能早于施行日。",
            ),
            ExclusionConstraint(
                name="statute_versions_never_overlap",
                expressions=[
                    ("statute", RangeOperators.EQUAL),
                    (whole_days("effective_from", "effective_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="同一法规两个版本的有效期不能重叠。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """CODE(LABEL), or the code alone where a statute has one version."""
        return f"{self.statute.code}({self.label})" if self.label else self.statute.code

    def is_in_force(self, *, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


class ProvisionQuerySet(models.QuerySet["Provision"]):
    def visible_to(self, user) -> "ProvisionQuerySet":
        return self if user.is_authenticated and user.is_active else self.none()

    def in_force(self, *, on: date) -> "ProvisionQuerySet":
        return self.filter(version__effective_from__lte=on).filter(
            Q(version__effective_to__isnull=True) | Q(version__effective_to__gte=on)
        )

    def may_be_basis(self) -> "ProvisionQuerySet":
        return self.filter(version__statute__level__in=BINDING_LEVELS)

    def holding(self, words: str) -> "ProvisionQuerySet":
        """Every word must occur in the citation, our gist or the official wording."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(citation__icontains=word)
                | Q(gist__icontains=word)
                | Q(wording__icontains=word)
                | Q(version__statute__title__icontains=word)
            )
        return found


class Provision(models.Model):
    """An article, paragraph, item or half paragraph: our own sentence, and the official words once loaded."""

    version = models.ForeignKey(
        StatuteVersion, verbose_name="法规版本", on_delete=models.PROTECT, related_name="provisions"
    )
    article = models.PositiveSmallIntegerField("条", null=True, blank=True)
    inserted = models.CharField("之几", max_length=4, blank=True)
    paragraph = models.PositiveSmallIntegerField("款", null=True, blank=True)
    item = models.CharField("项", max_length=6, blank=True)
    half = models.CharField("前后段", max_length=4, blank=True)
    section = models.CharField("部分", max_length=20, blank=True, help_text="不分条的文件写“三(三)”")
    citation = models.CharField("引用", max_length=120, unique=True)
    order = models.PositiveIntegerField("排序", default=0)
    gist = models.CharField("大意", max_length=300, blank=True)
    wording = models.TextField("官方原文", blank=True)

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        verbose_name = "条文"
        verbose_name_plural = "条文"
        ordering = ["version", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "article", "inserted", "paragraph", "item", "half", "section"],
                name="provision_position_once",
                nulls_distinct=False,
                violation_error_message="同一版本的同一条款项只能有一行。",
            ),
            models.CheckConstraint(
                condition=~Q(gist="") | ~Q(wording=""),
                name="provision_says_something",
                violation_error_message="条文必须有大意或者官方原文。",
            ),
            models.CheckConstraint(
                condition=Q(article__isnull=False) | Q(paragraph__isnull=True, item="", half="", inserted=""),
                name="provision_parts_have_article",
                violation_error_message="没有条号的，不能有款、项。",
            ),
        ]
        indexes = [models.Index(fields=["version", "article"], name="provision_by_article")]

    def __str__(self) -> str:
        return self.citation

    @property
    def position(self) -> str:
        """44条1款(二): the citation without its statute."""
        return self.citation.removeprefix(self.version.name)

    @property
    def half_words(self) -> tuple[str, ...]:
        """The official words of a half paragraph: 后段 is the last sentence, 前段 what stands before it."""
        if not self.half or not self.wording:
            return ()
        stop = "。" if "。" in self.wording[:-1] else "；"
        first, _, last = self.wording[:-1].rpartition(stop)
        return (first + stop if self.half == "前段" else last + self.wording[-1:],)

    @property
    def depth(self) -> int:
        """0 article, 1 paragraph or half, 2 item; how far a page indents it."""
        return 2 if self.item else int(bool(self.paragraph or self.half))


class Renumbering(models.Model):
    """Where a provision of the version before went: implementing rules still cite the old numbers."""

    version = models.ForeignKey(
        StatuteVersion, verbose_name="新版本", on_delete=models.CASCADE, related_name="renumberings"
    )
    old_position = models.CharField("旧条号", max_length=40)
    new_position = models.CharField("新条号", max_length=40)

    class Meta:
        verbose_name = "条号对照"
        verbose_name_plural = "条号对照"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "old_position"],
                name="renumbering_old_once",
                violation_error_message="同一旧条号只能对应一个新条号。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_position}→{self.new_position}"
