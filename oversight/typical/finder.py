"""推荐线索: closed cases that could stand as an example, each with the conditions it meets and where those come from.

The machine only points; a person nominates, with reasons. A case somebody still contests, or that a question of the
detectors is about, is not proposed.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from accounts.models import User
from cases import models as file
from cases.enums import CaseState, LeadSource, ObligationKind, OfferAnswer
from oversight.enums import TypicalState
from oversight.models import Finding, TypicalCase

ENDED = (TypicalState.WITHDRAWN, TypicalState.DROPPED)
QUIET = timedelta(days=365)


@dataclass(frozen=True)
class Criterion:
    """Why a case may serve as an example; `basis` is the provision or the clause of the plan."""

    key: str
    name: str
    basis: str
    meaning: str


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "minor", "轻微并及时改正，应当不予处罚", "行政处罚法33条1款前段；黔江方案二（二）",
        "违法行为轻微并及时改正、没有造成危害后果的，法律规定应当不予行政处罚，做到该宽则宽。",
    ),
    Criterion(
        "first", "初次违法、后果轻微，可以不予处罚", "行政处罚法33条1款后段；黔江方案四",
        "初次违法、危害后果轻微并及时改正的，经综合考量不予行政处罚，给当事人改正的机会。",
    ),
    Criterion(
        "corrected", "责令改正后按期改到位", "行政处罚法28条1款；黔江方案三（三）",
        "以责令改正为先，跟踪复查到位，违法状态在期限内消除。",
    ),
    Criterion(
        "chosen", "柔性措施由当事人自愿接受", "黔江方案二（三）",
        "措施的内容和后果事先讲清，由当事人自由选择，没有强制或者变相强制。",
    ),
    Criterion(
        "taught", "处罚与教育相结合，教育已落实", "行政处罚法6条、33条3款；黔江方案三（二）",
        "不予处罚不等于不管，对当事人进行了教育，讲清了法律要求和以后怎样做。",
    ),
    Criterion(
        "learnt", "当事人完成学习，以学促管", "黔江方案三（二）",
        "当事人自愿完成法律知识学习，从源头减少再次违法。",
    ),
    Criterion(
        "strict", "拒不改正或者逾期不改，依法处罚", "黔江方案三（三）；行政处罚法28条1款",
        "先礼后法：给予改正机会而拒不改正的，依法处罚，做到当严则严、宽严相济。",
    ),
    Criterion(
        "quiet", "办结满一年，当事人没有再次违法", "黔江方案三（一）",
        "办结以后当事人没有再次违法，柔性执法收到实效。",
    ),
)  # fmt: skip
BY_KEY = {one.key: one for one in CRITERIA}


def _flag(condition: Q | Exists) -> ExpressionWrapper:
    return ExpressionWrapper(Q(condition) if isinstance(condition, Exists) else condition, output_field=BooleanField())


def _flags() -> dict[str, ExpressionWrapper]:
    today = timezone.localdate()
    here = {"case": OuterRef("pk")}
    decided = file.Decision.objects.filter(act__case=OuterRef("pk"))
    rechecked = file.Recheck.objects.filter(correction__act__case=OuterRef("pk"))
    owed = file.Obligation.objects.filter(**here, fulfilled_at__isnull=False, cancelled_at__isnull=True)
    accepted = file.Answer.objects.filter(offer__act__case=OuterRef("pk"), answer=OfferAnswer.ACCEPT)
    later = file.Decision.objects.filter(act__party=OuterRef("party"), decided_on__gt=OuterRef("closed_on"))
    return {
        "is_minor": _flag(Exists(decided.filter(outcome="NP_MANDATORY_MINOR"))),
        "is_first": _flag(Exists(decided.filter(outcome="NP_DISCRETIONARY_FIRST"))),
        "is_corrected": _flag(Exists(rechecked.filter(result="full", done_on__lte=F("correction__deadline")))),
        "is_chosen": _flag(Exists(accepted)),
        "is_taught": _flag(Exists(file.Education.objects.filter(act__case=OuterRef("pk")))),
        "is_learnt": _flag(Exists(owed.filter(kind=ObligationKind.LEARN))),
        "is_strict": _flag(
            Exists(decided.filter(outcome__startswith="PENALTY"))
            & Exists(rechecked.filter(result__in=["refused", "none", "partial"]))
        ),
        "is_quiet": _flag(Q(closed_on__lte=today - QUIET) & ~Exists(later)),
    }


def candidates(user: User, *, section: int | None = None, year: int | None = None, least: int = 1) -> QuerySet:
    """Closed cases of this person's that meet at least so many conditions, each condition as `is_…`, newest first."""
    contested = file.Remedy.objects.filter(decision__act__case=OuterRef("pk"))
    asked = Finding.objects.filter(cases=OuterRef("pk"), closing__isnull=True)
    taken = TypicalCase.objects.filter(case=OuterRef("pk")).exclude(state__in=ENDED)
    rows = (
        file.Case.objects.visible_to(user)
        .filter(state=CaseState.CLOSED)
        # What somebody told of in confidence could lead back to them.
        .exclude(source=LeadSource.TIP_OFF)
        .exclude(Exists(contested.exclude(result="withdrawn")) | Exists(asked) | Exists(taken))
    )
    if section:
        rows = rows.filter(section_id=section)
    if year:
        rows = rows.filter(closed_on__year=year)
    flags = _flags()
    rows = rows.annotate(**flags)
    met = sum(
        (Case(When(**{name: True}, then=Value(1)), default=Value(0), output_field=IntegerField()) for name in flags),
        Value(0),
    )
    rows = rows.annotate(met=met)
    handled = Q(is_minor=True) | Q(is_first=True) | Q(is_strict=True) | Q(is_chosen=True)
    return rows.filter(handled, met__gte=least).select_related("party", "section").order_by("-pk")


def criteria_of(row: file.Case) -> list[Criterion]:
    """The conditions a candidate meets, in order."""
    return [one for one in CRITERIA if getattr(row, f"is_{one.key}")]
