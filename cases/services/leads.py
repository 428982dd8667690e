"""Verbs on leads: note one down, decide not to file, make a case of it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS
from accounts.models import Section, User
from accounts.powers import Signature
from cases.capacity import first_signature, refusal_words
from cases.enums import LeadState
from cases.models import Case, Lead
from cases.services.files import register_case
from cases.services.move import not_later_than_today, stated, translated
from cases.workflow import TRANSITIONS
from parties.models import Party
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event, append_first_events

STREAM = "cases.lead"


def _begin(verb: str, *, actor: User, lead: Lead, authors: set[int] = frozenset()) -> tuple[Lead, Signature]:
    """Lock the lead and check the table; the caller holds the transaction."""
    row = TRANSITIONS[verb]
    lead = Lead.objects.select_for_update().get(pk=lead.pk)
    signature = first_signature(
        row.who, actor=actor, section_id=lead.section_id, on=timezone.localdate(), authors=authors
    )
    if signature is None:
        raise NotAllowed(refusal_words(row.title, row.who, actor, authors))
    if lead.state not in row.frm:
        raise WrongState(f"现在不能“{row.title}”：线索{lead.get_state_display()}。{row.way_out}")
    return lead, signature


def record_lead(
    *,
    actor: User,
    source: str,
    received_on: date,
    description: str,
    party: Party | None = None,
    party_words: str = "",
    section: Section | None = None,
) -> Lead:
    """Note down a sign of a possible violation. The party may still be unknown: then say in words who is meant."""
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("线索由执法人员或科室负责人登记。请联系承办科室。")
    today = timezone.localdate()
    not_later_than_today(received_on, today, name="收到日期", field="received_on")
    if party is None and not party_words.strip():
        raise DomainError("请选择当事人；还不清楚是谁的，请写明线索里是怎么说的。", field="party_words")
    with translated(), transaction.atomic():
        lead = Lead.objects.create(
            source=source,
            received_on=received_on,
            party=party,
            party_words=party_words.strip(),
            description=stated(description, "请写明线索内容：什么时候、什么事、怎么发现的。", field="description"),
            section=section or actor.section,
            recorded_by=actor,
        )
        append_event(
            actor=actor,
            verb="record_lead",
            subject=lead,
            stream=(STREAM, lead.pk),
            summary=f"登记线索（{lead.get_source_display()}）",
            after={"当事人": party.name if party else lead.party_words, "收到日期": received_on},
        )
    return lead


def record_listed(*, actor: User, source: str, section: Section, told: Iterable[tuple[Party, str]]) -> list[Lead]:
    """Leads of a reviewed list, received today: one for each party and what is said of it, in that order."""
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("线索由执法人员或科室负责人登记。请联系承办科室。")
    today = timezone.localdate()
    with translated(), transaction.atomic():
        rows = Lead.objects.bulk_create(
            [
                Lead(
                    source=source,
                    received_on=today,
                    party=party,
                    description=description,
                    section=section,
                    recorded_by=actor,
                )
                for party, description in told
            ]
        )
        append_first_events(
            actor=actor,
            verb="record_lead",
            entries=[
                (
                    row,
                    STREAM,
                    f"登记线索（{row.get_source_display()}）",
                    {"当事人": row.party.name, "收到日期": row.received_on},
                )
                for row in rows
            ],
        )
    return rows


def decline_lead(*, actor: User, lead: Lead, reason: str) -> Lead:
    """不立案: by the head or a leader, never on a lead of one's own, always with the reason (行政处罚法76条2款)."""
    with translated(), transaction.atomic():
        lead, signature = _begin("decline_lead", actor=actor, lead=lead, authors={lead.recorded_by_id})
        lead.not_filed_reason = stated(reason, "不立案必须写明理由。", field="reason", limit=600)
        lead.state = LeadState.NOT_FILED
        lead.save(update_fields=["state", "not_filed_reason"])
        append_event(
            actor=actor,
            verb="decline_lead",
            subject=lead,
            stream=(STREAM, lead.pk),
            summary=f"{signature.words}决定不立案",
            detail=lead.not_filed_reason,
            weight=Weight.DECISION,
            after={"理由": lead.not_filed_reason},
        )
    return lead


def lead_to_case(
    *, actor: User, lead: Lead, party: Party | None = None, discovered_on: date | None = None, summary: str = ""
) -> Case:
    """Register a case from the lead; what the lead already says need not be written again."""
    with translated(), transaction.atomic():
        lead, _ = _begin("lead_to_case", actor=actor, lead=lead)
        party = party or lead.party
        if party is None:
            raise DomainError("请先找到或登记当事人，再把线索转为案件。", field="party")
        return register_case(
            actor=actor,
            party=party,
            source=lead.source,
            discovered_on=discovered_on or lead.received_on,
            summary=summary.strip() or lead.description,
            lead=lead,
        )
