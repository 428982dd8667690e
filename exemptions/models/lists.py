"""The 包容免罚清单: versions in time, their items, and who signed what."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import whole_days
from exemptions.enums import ListState, SignatureRole
from exemptions.models.law import Provision
from exemptions.models.pack import Pack
from rules.condtext import Convention

# What decides acts: a repealed version keeps deciding the acts of its time.
DECIDING = (ListState.PUBLISHED, ListState.REPEALED)


class ListVersionQuerySet(models.QuerySet["ListVersion"]):
    def visible_to(self, user) -> "ListVersionQuerySet":
        return self if user.is_authenticated and user.is_active else self.none()

    def deciding(self) -> "ListVersionQuerySet":
        return self.filter(state__in=DECIDING)

    def whole(self) -> "ListVersionQuerySet":
        """With every item, its basis as cited and its example cases: for checks that read the words again and again."""
        return self.select_related("pack", "based_on").prefetch_related(
            "items__basis_rows__provision__version__statute", "items__examples"
        )

    def drafts(self) -> "ListVersionQuerySet":
        return self.filter(state=ListState.DRAFT)

    def in_force(self, *, on: date) -> "ListVersionQuerySet":
        """At most one per pack; none at all is a lawful state: the bureau then has no list."""
        return (
            self.deciding()
            .filter(effective_from__lte=on)
            .filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))
        )

    def known_on(self, day: date) -> "ListVersionQuerySet":
        """What the bureau had published by that day: the second axis of time."""
        return self.deciding().filter(published_at__date__lte=day)


class ListVersion(models.Model):
    """A draft may change; once published its text stands for ever and corrections are new versions (trigger)."""

    code = models.CharField("版本代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=120)
    pack = models.ForeignKey(Pack, verbose_name="数据包", on_delete=models.PROTECT, related_name="lists")
    state = models.CharField("状态", max_length=10, choices=ListState, default=ListState.DRAFT)
    is_demo = models.BooleanField("示范数据", default=False)
    effective_from = models.DateField("施行日", null=True, blank=True)
    effective_to = models.DateField("最后有效日", null=True, blank=True)
    below_inclusive = models.BooleanField("以下含本数", default=True)
    above_inclusive = models.BooleanField("以上含本数", default=True)
    first_window = models.CharField("初次的计算期间", max_length=40, default="natural_years_2")
    definitions = models.JSONField("采用的事实定义", default=dict, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    based_on = models.ForeignKey(
        "self", verbose_name="由此版本修改", null=True, blank=True, on_delete=models.PROTECT, related_name="revisions"
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="起草人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("入库时间", default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="公布人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    repealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="废止人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    repealed_at = models.DateTimeField("废止时间", null=True, blank=True)
    repeal_reason = models.CharField("废止理由", max_length=300, blank=True)

    objects = ListVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "清单版本"
        verbose_name_plural = "清单版本"
        ordering = [F("effective_from").desc(nulls_first=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ListState.DRAFT)
                | (Q(effective_from__isnull=False, published_at__isnull=False) & ~Q(sha256="")),
                name="list_published_with_date_and_hash",
                violation_error_message="公布的清单必须有施行日、公布时间和校验值。",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="list_dates_in_order",
                violation_error_message="最后有效日不能早于施行日。",
            ),
            models.CheckConstraint(
                condition=~Q(state=ListState.REPEALED)
                | (Q(effective_to__isnull=False, repealed_at__isnull=False) & ~Q(repeal_reason="")),
                name="list_repealed_with_date_and_reason",
                violation_error_message="废止清单必须写明最后有效日和理由。",
            ),
            ExclusionConstraint(
                name="list_versions_never_overlap",
                expressions=[
                    ("pack", RangeOperators.EQUAL),
                    (whole_days("effective_from", "effective_to"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=[str(state) for state in DECIDING]),
                violation_error_message="两个清单版本的有效期不能重叠。请先确定上一版本的最后有效日。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == ListState.DRAFT

    @property
    def convention(self) -> Convention:
        return Convention(self.below_inclusive, self.above_inclusive)

    def as_data(self) -> dict[str, object]:
        """The version in the format of the packs: the words the rules read, nothing of who or when."""
        return {
            "code": self.code,
            "title": self.title,
            "demo": self.is_demo,
            "effective_from": self.effective_from.isoformat() if self.effective_from else None,
            "effective_to": self.effective_to.isoformat() if self.effective_to else None,
            "bounds_inclusive": self.convention.to_json(),
            "first_window": self.first_window,
            **({"definitions": self.definitions} if self.definitions else {}),
            **({"note": self.note} if self.note else {}),
            **({"published_on": timezone.localdate(self.published_at).isoformat()} if self.published_at else {}),
            "items": [item.as_data() for item in self.items.all()],
        }


class ListItem(models.Model):
    version = models.ForeignKey(ListVersion, verbose_name="清单版本", on_delete=models.PROTECT, related_name="items")
    number = models.CharField("项号", max_length=10)
    order = models.PositiveSmallIntegerField("排序", default=0)
    name = models.CharField("事项", max_length=80, blank=True)
    external_code = models.CharField("事项编码", max_length=40, blank=True)
    wording = models.TextField("官方表述")
    offences = ArrayField(models.CharField("案由", max_length=40), verbose_name="违法行为", default=list, blank=True)
    kinds = ArrayField(models.CharField("主体", max_length=30), verbose_name="适用主体", default=list, blank=True)
    condition = models.JSONField("条件", null=True, blank=True, help_text="空白表示只有文字，公布前必须用表单录入")
    outcome = models.CharField("结果", max_length=30)
    binding = models.CharField("约束力", max_length=4)
    measure = models.CharField("柔性措施", max_length=30, blank=True)
    supplies = models.CharField("认定的要件", max_length=20, blank=True)
    confirm = ArrayField(
        models.CharField("事项", max_length=100), verbose_name="须由人确认的要求", default=list, blank=True
    )
    steps = models.JSONField("升级条件", default=list, blank=True)
    supporting = ArrayField(
        models.CharField("措施", max_length=60), verbose_name="配套监管措施", default=list, blank=True
    )
    basis = models.ManyToManyField(Provision, verbose_name="免罚依据", through="ItemBasis", related_name="items")
    open_basis = ArrayField(
        models.CharField("依据", max_length=120),
        verbose_name="待核依据",
        default=list,
        blank=True,
        help_text="法规库里没有或者不能引用的，公布前必须改正",
    )
    violates = ArrayField(models.CharField("条款", max_length=120), verbose_name="违反条款", default=list, blank=True)
    punished_by = ArrayField(
        models.CharField("条款", max_length=120), verbose_name="处罚条款", default=list, blank=True
    )
    implementer = models.CharField("实施主体", max_length=80, blank=True)
    proposed_section = models.CharField("拟认领科室", max_length=40, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    equated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="确认表述一致的人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    equated_at = models.DateTimeField("确认表述一致的时间", null=True, blank=True)

    class Meta:
        verbose_name = "清单项目"
        verbose_name_plural = "清单项目"
        ordering = ["version", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="list_item_number_once",
                violation_error_message="同一版本的项号不能重复。",
            ),
            models.CheckConstraint(
                condition=Q(binding__in=["must", "may"]),
                name="list_item_must_or_may",
                violation_error_message="约束力只能是“应当”或者“可以”。",
            ),
            models.CheckConstraint(
                condition=~Q(wording=""),
                name="list_item_has_wording",
                violation_error_message="清单项目必须有官方表述。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    def as_data(self) -> dict[str, object]:
        optional = {
            "name": self.name,
            "external_code": self.external_code,
            "supplies": self.supplies,
            "confirm": self.confirm,
            "steps": self.steps,
            "supporting": self.supporting,
            "violates": self.violates,
            "punished_by": self.punished_by,
            "implementer": self.implementer,
            "proposed_section": self.proposed_section,
            "note": self.note,
        }
        return {
            "number": self.number,
            "wording": self.wording,
            "offences": self.offences,
            "kinds": self.kinds,
            "condition": self.condition,
            "outcome": self.outcome,
            "binding": self.binding,
            "measure": self.measure,
            **{key: value for key, value in optional.items() if value},
            "basis": self.citations(),
        }

    def citations(self) -> list[str]:
        """The basis as it is written: what the law library holds first, then what is still to be checked."""
        return [*(row.provision.citation for row in self.basis_rows.all()), *self.open_basis]


class ItemBasis(models.Model):
    """One provision an item rests on. Documents that bind nobody are refused by trigger."""

    item = models.ForeignKey(ListItem, verbose_name="清单项目", on_delete=models.CASCADE, related_name="basis_rows")
    provision = models.ForeignKey(Provision, verbose_name="条文", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = "项目依据"
        verbose_name_plural = "项目依据"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "provision"],
                name="item_basis_once",
                violation_error_message="同一依据不必写两次。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} ← {self.provision}"


class ItemExample(models.Model):
    """A case that qualifies or narrowly misses; the gate runs both before publication."""

    item = models.ForeignKey(ListItem, verbose_name="清单项目", on_delete=models.CASCADE, related_name="examples")
    title = models.CharField("例案", max_length=200)
    sheet = models.JSONField("事实")
    qualifies = models.BooleanField("应当命中")

    class Meta:
        verbose_name = "例案"
        verbose_name_plural = "例案"
        ordering = ["item", "-qualifies", "pk"]

    def __str__(self) -> str:
        return self.title


class ListSignature(models.Model):
    """A signature under exactly these words (sha256 of the version as signed); append-only."""

    version = models.ForeignKey(
        ListVersion, verbose_name="清单版本", on_delete=models.PROTECT, related_name="signatures"
    )
    role = models.CharField("身份", max_length=14, choices=SignatureRole)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="签署人", on_delete=models.PROTECT, related_name="+"
    )
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="代谁签署",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    sha256 = models.CharField("所签内容校验值", max_length=64)
    words = models.CharField("意见", max_length=500, blank=True)
    signed_at = models.DateTimeField("签署时间", default=timezone.now)

    class Meta:
        verbose_name = "清单签署"
        verbose_name_plural = "清单签署"
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "role", "sha256"],
                name="list_signed_once_per_text",
                violation_error_message="这一稿已经有人以该身份签署。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}：{self.signer}"
