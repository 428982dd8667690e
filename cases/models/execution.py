"""Where papers reach the party, what is done when it does not pay, and the decision on the spot."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.models.act import Act
from cases.models.case import Case
from cases.models.decision import Decision
from cases.models.penalty import person
from parties.models import Party
from records.closing import ClosedField
from records.models import Paper, StoredFile


class ServiceAddress(models.Model):
    """送达地址确认书: where the party wants its papers, and whether it agrees to electronic service (61条2款)."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="addresses")
    party = models.ForeignKey(Party, verbose_name="当事人", on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField("收件人", max_length=60)
    address = models.CharField("送达地址", max_length=200)
    phone = ClosedField("联系电话", max_length=40)
    electronic = models.BooleanField("同意电子送达")
    electronic_to = models.CharField("电子送达地址", max_length=120, blank=True)
    confirmed_on = models.DateField("确认日期")
    file = models.ForeignKey(
        StoredFile, verbose_name="签字的确认书", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = person("登记人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "送达地址确认"
        verbose_name_plural = "送达地址确认"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(electronic=False) | ~Q(electronic_to=""),
                name="address_electronic_says_where",
                violation_error_message="同意电子送达的，必须写明电子送达的地址。",
            )
        ]

    def __str__(self) -> str:
        return self.address


class Demand(models.Model):
    """催告 (行政强制法54条): ten working days before the court is asked, and the party is heard once more."""

    decision = models.ForeignKey(Decision, verbose_name="决定", on_delete=models.PROTECT, related_name="demands")
    fine = models.PositiveIntegerField("尚欠罚款（元）")
    surcharge = models.PositiveIntegerField("加处罚款（元）", default=0)
    pay_until = models.DateField("请于此前履行")
    paper = models.OneToOneField(
        Paper, verbose_name="催告书", null=True, on_delete=models.PROTECT, related_name="demand"
    )
    served_on = models.DateField("送达日期", null=True, blank=True)
    heard_words = models.TextField("当事人的陈述申辩", blank=True)
    made_by = person("承办人")
    made_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "催告"
        verbose_name_plural = "催告"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fine__gt=0) | Q(surcharge__gt=0),
                name="demand_of_something",
                violation_error_message="没有尚欠的款项，不用催告。",
            )
        ]

    def __str__(self) -> str:
        return f"催告{self.fine + self.surcharge}元"


class CourtApplication(models.Model):
    """申请人民法院强制执行 (行政强制法53–55条): approved by a leader, after the demand, within three months."""

    decision = models.OneToOneField(
        Decision, verbose_name="决定", on_delete=models.PROTECT, related_name="court_application"
    )
    demand = models.ForeignKey(Demand, verbose_name="催告", on_delete=models.PROTECT, related_name="+")
    court = models.CharField("人民法院", max_length=80)
    amount = models.PositiveIntegerField("申请执行的数额（元）")
    reasons = models.TextField("申请的理由")
    last_day = models.DateField("申请期限")
    applied_on = models.DateField("申请日期")
    approved_by = person("批准人")
    approved_for = person("代行", null=True, blank=True)
    paper = models.ForeignKey(
        Paper, verbose_name="强制执行申请书", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    result = models.CharField("法院的处理", max_length=300, blank=True)
    result_on = models.DateField("处理日期", null=True, blank=True)

    class Meta:
        verbose_name = "申请强制执行"
        verbose_name_plural = "申请强制执行"
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_on__lte=F("last_day")),
                name="court_application_in_time",
                violation_error_message="申请人民法院强制执行的期限已经届满。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.applied_on}申请{self.court}"


class SpotDecision(models.Model):
    """当场处罚 (51、52条): small, certain, told and heard there; delivered there, and filed with the bureau."""

    act = models.OneToOneField(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="spot_decision")
    officers = models.ManyToManyField(settings.AUTH_USER_MODEL, verbose_name="执法人员", related_name="spot_decisions")
    decided_at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=120)
    facts = models.TextField("事实和证据")
    basis = models.JSONField("依据", default=list)
    warning = models.CharField("警告或者通报批评", max_length=20, blank=True)
    fine = models.PositiveIntegerField("罚款（元）", default=0)
    heard = models.TextField("当事人的陈述申辩")
    recipient = models.CharField("当场签收人", max_length=60)
    paid_there = models.BooleanField("当场收缴", default=False)
    paid_why = models.CharField("当场收缴的理由和票据号", max_length=200, blank=True)
    pay_to = models.CharField("缴款方式", max_length=200, blank=True)
    paper = models.OneToOneField(
        Paper, verbose_name="当场处罚决定书", null=True, on_delete=models.PROTECT, related_name="spot_decision"
    )
    decided_by = person("决定人")
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filed_by = person("备案人", null=True, blank=True)
    filed_words = models.CharField("备案意见", max_length=300, blank=True)
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "当场处罚决定"
        verbose_name_plural = "当场处罚决定"
        constraints = [
            models.CheckConstraint(
                condition=Q(fine__lte=3000) & (Q(fine__gt=0) | ~Q(warning="")),
                name="spot_penalty_is_small",
                violation_error_message="当场处罚只能是警告，或者法定限额以内的罚款（行政处罚法51条）。",
            ),
            models.CheckConstraint(
                condition=~Q(facts="") & ~Q(basis=[]) & ~Q(heard=""),
                name="spot_says_facts_basis_and_heard",
                violation_error_message="当场处罚必须写明事实、依据和当事人的陈述申辩。",
            ),
            models.CheckConstraint(
                condition=Q(filed_by__isnull=True) | (Q(filed_on__isnull=False) & ~Q(filed_by=F("decided_by"))),
                name="spot_filed_by_another",
                violation_error_message="当场处罚须报所属机关备案，不能由本人备案。",
            ),
            models.CheckConstraint(
                condition=Q(paid_there=False) | ~Q(paid_why=""),
                name="spot_paid_there_with_receipt",
                violation_error_message="当场收缴罚款须写明理由和专用票据号。",
            ),
        ]

    @property
    def penalties(self) -> list[str]:
        """警告, 罚款200元."""
        return [*([self.warning] if self.warning else []), *([f"罚款{self.fine}元"] if self.fine else [])]

    def __str__(self) -> str:
        return f"当场处罚 {timezone.localtime(self.decided_at):%Y-%m-%d}"
