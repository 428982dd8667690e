"""What the party's page shows: read from the file, each sentence in plain words, nothing of the inside of the bureau."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from cases.capacity import current_officers
from cases.enums import ActState, ObligationKind
from cases.models import Act, Correction, Offer, PartyLink, PartyMessage, Service
from cases.services.remedies import last_days
from documents.words import zh_date
from records.enums import PaperStatus
from records.models import Paper
from training.models import LearningOffer
from training.services.learning import link_token

# What taking each measure means, to somebody who never heard of it.
MEANING = {
    "guidance": "我们向您说明法律规定和正确做法。没有罚款，不留处罚记录。",
    "reminder": "我们书面提醒您按时、如实报送，并告诉您容易出错的地方。没有罚款，不是处罚。",
    "warning": "我们指出问题，请您改正并注意今后不再发生。这是“警示”，不是行政处罚里的“警告”，没有罚款。",
    "warning/admonition": "我们劝您停止不当做法、限期改正。不是行政处罚，没有罚款。",
    "interview": "请您的负责人来谈一次，说明原因和整改办法。没有罚款，不是处罚。",
}
CHOICES = (
    ("accept", "接受", "按告知的措施办理，本局再作出决定。"),
    ("decline", "不接受", "不采取这项措施，本局照样依法作出决定。"),
    ("ordinary", "按一般程序处理", "请本局按一般程序调查、告知、作出决定。"),
)
SERVED_KINDS = ("PENALTY_DECISION", "NO_PENALTY_DECISION", "ON_SPOT_PENALTY")


@dataclass
class Matter:
    """One act as the party sees it: what it may do now, what it has sent."""

    act: Act
    offer: Offer | None = None
    order: Correction | None = None
    may_answer: bool = False
    may_correct: bool = False
    may_state: bool = False
    state_by: date | None = None
    hearing_until: date | None = None
    messages: list[PartyMessage] = field(default_factory=list)
    lessons: list[tuple[str, str]] = field(default_factory=list)
    remedies: list[tuple[str, date]] = field(default_factory=list)
    review_first: bool = False

    @property
    def meaning(self) -> str:
        return MEANING.get(self.offer.measure, "") if self.offer else ""

    @property
    def words(self) -> str:
        """Where it stands, in one sentence."""
        if self.act.state == ActState.DECIDED:
            return "本局已经作出决定，见下面的决定书。"
        if self.may_answer and not self.offer.reply:
            return f"请在{zh_date(self.offer.answer_by)}前告诉我们您的选择。"
        if self.may_state:
            return f"本局拟作出处罚，还没有决定。您可以在{zh_date(self.state_by)}前陈述、申辩。"
        if self.may_correct:
            return f"请在{zh_date(self.order.current_deadline)}前改正，改好后在这里报告。"
        return "本局正在办理，现在不需要您做什么。"


def papers_of(link: PartyLink) -> QuerySet[Paper]:
    """Issued papers that were served on this party."""
    mine = Paper.objects.filter(in_case__case=link.case_id, status=PaperStatus.ISSUED, service__isnull=False)
    by_act = mine.filter(in_case__act__party=link.party_id)
    of_case = mine.filter(in_case__act__isnull=True, in_case__case__party=link.party_id)
    return (by_act | of_case).select_related("service").order_by("-issued_at", "-pk").distinct()


def acts_of(link: PartyLink) -> QuerySet[Act]:
    return (
        Act.objects.filter(case=link.case_id, party=link.party_id)
        .order_by("order")
        .prefetch_related(
            Prefetch(
                "offers", Offer.objects.filter(opinion__is_current=True).order_by("-pk"), to_attr="current_offers"
            ),
            "current_offers__replies",
            Prefetch(
                "corrections", Correction.objects.prefetch_related("extensions").order_by("-pk"), to_attr="orders"
            ),
            Prefetch("party_messages", PartyMessage.objects.prefetch_related("files").order_by("-pk"), to_attr="sent"),
            "penalty_procedures__notices",
        )
    )


def matters(link: PartyLink) -> list[Matter]:
    """The acts of the party, each with what is open on it."""
    served = served_decisions(link)
    owed = set(
        link.case.obligations.open()
        .filter(kind=ObligationKind.CORRECT, act__party=link.party_id)
        .values_list("act_id", flat=True)
    )
    lessons: dict[int, list[tuple[str, str]]] = {}
    offers = LearningOffer.objects.filter(act__case=link.case_id, act__party=link.party_id, withdrawn_at__isnull=True)
    offers = offers.filter(link_until__gte=timezone.now())
    for row in offers.select_related("unit"):
        lessons.setdefault(row.act_id, []).append((row.unit.title, link_token(row)))
    return [_matter(act, act.pk in owed, lessons.get(act.pk, []), served.get(act.pk)) for act in acts_of(link)]


def served_decisions(link: PartyLink) -> dict[int, Service]:
    """By act, the service of its decision: the remedies run from that day."""
    rows = Service.objects.filter(case=link.case_id, paper__kind__in=SERVED_KINDS, paper__status=PaperStatus.ISSUED)
    return {row.paper.in_case.act_id: row for row in rows.select_related("paper__in_case").order_by("pk")}


def _matter(act: Act, owes_correction: bool, lessons: list[tuple[str, str]], told: Service | None) -> Matter:
    offer = act.current_offers[0] if act.current_offers else None
    procedure = next((row for row in act.penalty_procedures.all() if row.ended_at is None), None)
    notice = max(procedure.notices.all(), key=lambda row: row.pk, default=None) if procedure else None
    served = notice is not None and notice.served_on is not None
    return Matter(
        act=act,
        offer=offer,
        order=act.orders[0] if act.orders else None,
        may_answer=offer is not None and act.state in {ActState.OFFERED, ActState.ANSWERED},
        may_correct=owes_correction,
        may_state=served and act.state == ActState.ORDINARY,
        state_by=notice.statement_by if served else None,
        hearing_until=notice.hearing_until if served else None,
        messages=list(act.sent),
        lessons=lessons,
        remedies=last_days(told.served_on) if told else [],
        review_first=bool(told and told.paper.kind == "ON_SPOT_PENALTY"),
    )


def matter_of(link: PartyLink, order: int) -> Matter | None:
    return next((row for row in matters(link) if row.act.order == order), None)


def contact(link: PartyLink) -> tuple[str, str]:
    """Whom to call: the first officer of the file and the number."""
    first = next(iter(current_officers(link.case)), None)
    return (first.user.name, first.user.phone) if first else ("", "")
