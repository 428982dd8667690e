"""From the system's 建议 over the officer's 意见 to the leader's 决定; every row stands as it was said."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.enums import AnswerMeans, Measure, OfferAnswer, Verdict
from cases.models.act import Act
from cases.models.band import Banded, reason_outside_band
from documents.words import zh_date
from records.models import StoredFile


class Assessment(models.Model):
    """What the rules answered, with everything they were given. Never recomputed in place (trigger)."""

    act = models.ForeignKey(
        Act,
        verbose_name="违法行为",
        on_delete=models.PROTECT,
        related_name="assessments",
    )
    as_of = models.DateField("基准日")
    sheet = models.JSONField("事实清单")
    answer = models.JSONField("建议")
    outcome = models.CharField("结果", max_length=30, blank=True)
    binding = models.CharField("约束力", max_length=4, blank=True)
    law_version = models.CharField("适用法", max_length=20, blank=True)
    list_version = models.CharField("清单版本", max_length=60, blank=True)
    law_digest = models.CharField("规则数据校验值", max_length=64)
    engine_version = models.CharField("规则版本", max_length=20)
    sha256 = models.CharField("校验值", max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="提出人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "系统建议"
        verbose_name_plural = "系统建议"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.outcome or "待补事实"


class Opinion(models.Model):
    """The officer adopts the recommendation or departs from it with a reason."""

    act = models.ForeignKey(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="opinions")
    assessment = models.ForeignKey(
        Assessment,
        verbose_name="系统建议",
        on_delete=models.PROTECT,
        related_name="opinions",
    )
    adopts = models.BooleanField("采纳建议")
    outcome = models.CharField("拟处理结果", max_length=30)
    measure = models.CharField("拟用措施", max_length=20, choices=Measure, blank=True)
    reasons = models.TextField("理由", blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="提出人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_at = models.DateTimeField("提出时间", default=timezone.now)
    is_current = models.BooleanField("在办", default=True)
    ended_words = models.CharField("不再办理的原因", max_length=600, blank=True)

    class Meta:
        verbose_name = "处理意见"
        verbose_name_plural = "处理意见"
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act"],
                condition=Q(is_current=True),
                name="opinion_one_under_way",
                violation_error_message="这个行为已有一份在办的处理意见。",
            ),
            models.CheckConstraint(
                condition=Q(adopts=True) | ~Q(reasons=""),
                name="opinion_departs_with_reasons",
                violation_error_message="不采纳系统建议的，必须说明理由。",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome


class Countersignature(models.Model):
    """A second person signs or returns the opinion; never the one who wrote it."""

    opinion = models.OneToOneField(
        Opinion,
        verbose_name="处理意见",
        on_delete=models.PROTECT,
        related_name="countersignature",
    )
    verdict = models.CharField("签署", max_length=8, choices=Verdict)
    words = models.TextField("意见", blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="签署人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="代签",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_at = models.DateTimeField("签署时间", default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="意见提出人",
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "签署"
        verbose_name_plural = "签署"
        constraints = [
            models.CheckConstraint(
                condition=~Q(signed_by=F("author")),
                name="countersign_not_own",
                violation_error_message="不能签署本人提出的意见。",
            ),
            models.CheckConstraint(
                condition=Q(verdict="approve") | ~Q(words=""),
                name="countersign_return_with_words",
                violation_error_message="退回意见必须说明原因。",
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()


class Offer(models.Model):
    """The soft measure offered to the party, which is free to take it or not."""

    act = models.ForeignKey(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="offers")
    opinion = models.ForeignKey(
        Opinion,
        verbose_name="处理意见",
        on_delete=models.PROTECT,
        related_name="offers",
    )
    measure = models.CharField("措施", max_length=20, choices=Measure)
    offered_on = models.DateField("告知日期")
    answer_by = models.DateField("请于此前答复")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="告知人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "征求意愿"
        verbose_name_plural = "征求意愿"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_by__gte=F("offered_on")),
                name="offer_dates_in_order",
                violation_error_message="答复期限不能早于告知日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.get_measure_display()

    @property
    def reply(self) -> "Answer | None":
        """The newest answer: until the decision the party may change its mind."""
        return max(self.replies.all(), key=lambda row: row.pk, default=None)


class AnswerQuerySet(models.QuerySet["Answer"]):
    def standing(self) -> "AnswerQuerySet":
        """The newest answer to each offer: what the party chose in the end."""
        later = Answer.objects.filter(offer=models.OuterRef("offer"), pk__gt=models.OuterRef("pk"))
        return self.exclude(models.Exists(later))


class Answer(models.Model):
    """The party's free answer; append-only, the newest counts. Declining never changes outcome or range."""

    offer = models.ForeignKey(Offer, verbose_name="征求意愿", on_delete=models.PROTECT, related_name="replies")
    answer = models.CharField("答复", max_length=10, choices=OfferAnswer)
    means = models.CharField("方式", max_length=10, choices=AnswerMeans)
    words = models.TextField("当事人的话", blank=True)
    answered_on = models.DateField("答复日期")
    person_name = models.CharField("答复人", max_length=40, blank=True)
    file = models.ForeignKey(
        StoredFile,
        verbose_name="答复原件",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="记录人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    witnessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="见证人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "当事人答复"
        verbose_name_plural = "当事人答复"
        constraints = [
            models.CheckConstraint(
                condition=Q(means__in=["online", "none"])
                | (Q(witnessed_by__isnull=False) & ~Q(witnessed_by=F("recorded_by"))),
                name="answer_witnessed",
                violation_error_message="由执法人员代为记录的答复，须有另一名执法人员见证。",
            ),
            models.CheckConstraint(
                condition=~Q(means="paper") | Q(file__isnull=False),
                name="answer_on_paper_with_scan",
                violation_error_message="书面答复必须上传当事人签名的原件扫描件。",
            ),
            models.CheckConstraint(
                condition=~Q(means="online") | (Q(recorded_by__isnull=True) & ~Q(person_name="")),
                name="answer_online_is_the_partys",
                violation_error_message="当事人页面的答复只能由当事人本人作出，并写明答复人。",
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display()


class Decision(Banded):
    """The organ's decision on one act (决定), by a leader; it rests on one assessment and one countersigned opinion."""

    act = models.OneToOneField(Act, verbose_name="违法行为", on_delete=models.PROTECT, related_name="decision")
    assessment = models.ForeignKey(Assessment, verbose_name="系统建议", on_delete=models.PROTECT, related_name="+")
    opinion = models.ForeignKey(Opinion, verbose_name="处理意见", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("结果", max_length=30)
    measure = models.CharField("措施", max_length=20, choices=Measure, blank=True)
    reasons = models.TextField("理由")
    basis = models.JSONField("依据", default=list)
    procedure = models.OneToOneField(
        "cases.PenaltyProcedure",
        verbose_name="处罚程序",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decision",
    )
    penalties = models.JSONField("处罚", default=list, blank=True)
    fine = models.PositiveIntegerField("罚款（元）", null=True, blank=True)
    fine_least = models.PositiveIntegerField("罚款下限（元）", null=True, blank=True)
    fine_most = models.PositiveIntegerField("罚款上限（元）", null=True, blank=True)
    decided_on = models.DateField("决定日期")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="决定人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="代行",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="意见提出人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "决定"
        verbose_name_plural = "决定"
        constraints = [
            reason_outside_band("decision_outside_band_with_reason"),
            models.CheckConstraint(
                condition=~Q(decided_by=F("author")),
                name="decision_not_own",
                violation_error_message="不能决定本人提出的意见。",
            ),
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(basis=[]),
                name="decision_with_reasons_and_basis",
                violation_error_message="决定必须写明理由和依据。",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome


class Education(models.Model):
    """教育 after 不予处罚 (行政处罚法33条3款): what was said, to whom, by whom."""

    act = models.ForeignKey(
        Act,
        verbose_name="违法行为",
        on_delete=models.PROTECT,
        related_name="educations",
    )
    on = models.DateField("日期")
    recipient = models.CharField("受教育人", max_length=60)
    recipient_role = models.CharField("身份", max_length=60, blank=True)
    content = models.TextField("教育内容")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="教育人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)
    file = models.ForeignKey(
        StoredFile,
        verbose_name="签字记录",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "教育记录"
        verbose_name_plural = "教育记录"

    def __str__(self) -> str:
        return f"{zh_date(self.on)} {self.recipient}"
