"""Verbs on leads: note one down, decide not to file, make a case of it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS
from accounts.models import Section, User
from accounts.powers import Signature
from cases.capacity import first_signature, refusal_words
from cases.enums import OPEN_STATES, Jurisdiction, LeadSource, LeadState
from cases.models import Case, Informant, InformantReading, Lead
from cases.services.files import register_case
from cases.services.move import not_later_than_today, stated, translated
from cases.workflow import TRANSITIONS
from documents.words import zh_date
from parties.merging import kept_record
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
            party=kept_record(party) if party else None,
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


def check_jurisdiction(*, actor: User, lead: Lead, jurisdiction: str, words: str) -> Lead:
    """Whose matter it is, with the ground; what is not ours cannot become a case here."""
    with translated(), transaction.atomic():
        lead, _ = _begin("check_jurisdiction", actor=actor, lead=lead)
        if jurisdiction not in Jurisdiction.values:
            raise DomainError("请选择由谁管辖。", field="jurisdiction")
        lead.jurisdiction = jurisdiction
        lead.jurisdiction_words = stated(
            words, "请写明核对的依据：行为发生在哪里、谁组织的调查。", field="words", limit=300
        )
        lead.save(update_fields=["jurisdiction", "jurisdiction_words"])
        append_event(
            actor=actor,
            verb="check_jurisdiction",
            subject=lead,
            stream=(STREAM, lead.pk),
            summary=f"核对管辖：{lead.get_jurisdiction_display()}",
            detail=lead.jurisdiction_words,
        )
    return lead


def join_lead(*, actor: User, lead: Lead, case: Case) -> Lead:
    """Another lead to a file that is already open: one case, several leads."""
    with translated(), transaction.atomic():
        lead, _ = _begin("join_lead", actor=actor, lead=lead)
        case = Case.objects.select_for_update().select_related("party").get(pk=case.pk)
        if case.state not in OPEN_STATES:
            raise DomainError("案件已经办结，不能再并入线索。请另行登记案件。", field="case")
        if lead.party and kept_record(lead.party).pk != kept_record(case.party).pk:
            raise DomainError(f"线索的当事人不是{case.party.name}。请核对，或者另行登记案件。", field="case")
        lead.case, lead.state, lead.party = case, LeadState.CASE, case.party
        lead.save(update_fields=["case", "state", "party"])
        append_event(
            actor=actor,
            verb="join_lead",
            subject=lead,
            stream=(STREAM, lead.pk),
            summary=f"并入案件{case}",
            after={"案件": case.pk},
        )
        append_event(
            actor=actor,
            verb="join_lead",
            subject=lead,
            stream=("cases.case", case.pk),
            summary=f"并入线索（{lead.get_source_display()}，{zh_date(lead.received_on)}收到）",
        )
    return lead


def record_informant(*, actor: User, lead: Lead, name: str = "", contact: str = "", wishes: str = "") -> Informant:
    """Keep the identity apart. Whoever wrote it down may read it; a head names others. The log says that, not who."""
    with translated(), transaction.atomic():
        lead, _ = _begin("record_informant", actor=actor, lead=lead)
        if lead.source != LeadSource.TIP_OFF:
            raise DomainError("只有举报线索才登记举报人。")
        if Informant.objects.filter(lead=lead).exists():
            raise WrongState("举报人已经登记。")
        row = Informant.objects.create(
            lead=lead, name=name.strip(), contact=contact.strip(), wishes=wishes.strip(), recorded_by=actor
        )
        row.readers.add(actor)
        append_event(
            actor=actor,
            verb="record_informant",
            subject=lead,
            stream=(STREAM, lead.pk),
            summary="举报人另行登记，只对指定的人开放",
        )
    return row


def name_reader(*, actor: User, lead: Lead, reader: User) -> Informant:
    """One more person may read the identity; named by a head or a leader who is not the one who wrote it down."""
    with translated(), transaction.atomic():
        lead, _ = _begin("name_reader", actor=actor, lead=lead, authors={lead.recorded_by_id})
        row = Informant.objects.filter(lead=lead).first()
        if row is None:
            raise WrongState("这条线索没有登记举报人。")
        row.readers.add(reader)
        append_event(
            actor=actor,
            verb="name_reader",
            subject=lead,
            stream=(STREAM, lead.pk),
            summary=f"指定{reader.name}可以查看举报人",
            weight=Weight.DECISION,
        )
    return row


def read_informant(*, actor: User, lead: Lead, why: str) -> Informant:
    """The identity, to a named person who says why; the reading is noted before anything is shown."""
    with translated(), transaction.atomic():
        row = Informant.objects.select_for_update().filter(lead=lead, readers=actor).first()
        if row is None:
            raise NotAllowed("举报人只对指定的人开放，由科室负责人或者局领导指定后办理。")
        why = stated(why, "请写明为什么查看。", field="why", limit=200)
        InformantReading.objects.create(informant=row, user=actor, why=why)
        append_event(
            actor=actor,
            verb="read_informant",
            subject=lead,
            stream=(STREAM, lead.pk),
            summary="查看举报人",
            detail=why,
        )
    return row
