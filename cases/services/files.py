"""Verbs on the file as a whole: register, ask to file, file or not, close."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS
from accounts.models import Bureau, User
from cases.enums import Bound, CaseState, Jurisdiction, LeadState, ObligationKind
from cases.law import law_on
from cases.models import Case, Lead
from cases.services.move import STREAM, case_url, move, not_later_than_today, stated, translated
from cases.services.officers import decide_recusal, declare_recusal, hand_over, name_officers, replace_officer
from cases.services.owing import open_obligation
from parties.merging import kept_record
from parties.models import Party
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event, next_number
from rules.clocks import case_clock

__all__ = [
    "approve_filing",
    "close_case",
    "decide_recusal",
    "declare_recusal",
    "hand_over",
    "name_officers",
    "refuse_filing",
    "register_case",
    "replace_officer",
    "request_filing",
]

FILING_WORD = "立"


def register_case(
    *,
    actor: User,
    party: Party,
    source: str,
    discovered_on: date,
    summary: str,
    lead: Lead | None = None,
) -> Case:
    """Open a file, the party first. It has no number until a leader approves the filing."""
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("案件由执法人员或科室负责人登记。请联系承办科室。")
    not_later_than_today(discovered_on, timezone.localdate(), name="发现日期", field="discovered_on")
    with translated(), transaction.atomic():
        if lead is not None:
            lead = Lead.objects.select_for_update().get(pk=lead.pk)
            if lead.state != LeadState.OPEN:
                raise WrongState(f"这条线索{lead.get_state_display()}，不能再登记为案件。")
            if lead.jurisdiction not in {"", Jurisdiction.OURS}:
                raise DomainError(
                    f"这条线索由{lead.get_jurisdiction_display()}管辖，不能在本局登记案件。请移送后由科室负责人决定不立案。"
                )
        party = kept_record(party)
        case = Case.objects.create(
            party=party,
            section=actor.section,
            source=source,
            discovered_on=discovered_on,
            summary=stated(summary, "请写明案情：什么时候、什么事、怎么发现的。", field="summary"),
            registered_by=actor,
        )
        append_event(
            actor=actor,
            verb="register_case",
            subject=case,
            stream=(STREAM, case.pk),
            summary=f"登记案件：{party.name}",
            detail=case.summary,
            after={
                "当事人": party.name,
                "来源": case.get_source_display(),
                "发现日期": discovered_on,
                "状态": case.state,
            },
        )
        if lead is not None:
            lead.case, lead.state, lead.party = case, LeadState.CASE, party
            lead.save(update_fields=["case", "state", "party"])
            append_event(
                actor=actor,
                verb="lead_to_case",
                subject=lead,
                stream=("cases.lead", lead.pk),
                summary=f"线索转为案件（登记{case.pk}号）",
                after={"案件": case.pk},
            )
    return case


def request_filing(*, actor: User, case: Case, reason: str, version: int | None = None) -> Case:
    """Ask a leader to file. Needs an act, and two licensed officers who have declared."""
    with move("request_filing", actor=actor, case=case, version=version) as step:
        if not step.case.acts.exists():
            raise DomainError("还没有登记违法行为。请先登记行为，再提请立案。", way_out=case_url(case))
        step.case.filing_reason = stated(
            reason, "请写明立案理由：谁、什么行为、违反哪一条、线索从哪里来。", field="reason"
        )
        step.case.filing_requested_by = actor
        step.case.save(update_fields=["filing_reason", "filing_requested_by"])
        step.goto(CaseState.FILING)
        step.log("提请立案", detail=step.case.filing_reason)
    return case


def approve_filing(*, actor: User, case: Case, version: int | None = None) -> Case:
    """立案: the number is taken under lock, the clock of the case starts (行政处罚法60条, and the trade's own rule)."""
    with move("approve_filing", actor=actor, case=case, version=version) as step:
        bureau = Bureau.objects.get()
        _, number = next_number(organ_word=bureau.word, number_word=FILING_WORD, year=step.on.year)
        step.case.number, step.case.filed_on = number, step.on
        step.case.filed_by, step.case.filed_for = step.signature.user, step.signature.for_user
        step.case.state = CaseState.INVESTIGATING
        step.case.save(update_fields=["number", "filed_on", "filed_by", "filed_for", "state"])
        step.goto(CaseState.INVESTIGATING)
        law = law_on(step.on)
        open_obligation(
            case=step.case,
            kind=ObligationKind.DECIDE,
            title="作出处理决定",
            bound=Bound.BUREAU,
            due=case_clock(step.on, law.calendar, law.procedure).hard,
        )
        step.log(
            f"批准立案，{number}",
            weight=Weight.DECISION,
            after={"案号": number, "立案日期": step.on},
        )
    return case


def refuse_filing(*, actor: User, case: Case, reason: str, version: int | None = None) -> Case:
    """不立案, with the reason on file (行政处罚法54条2款, 76条2款)."""
    with move("refuse_filing", actor=actor, case=case, version=version) as step:
        step.case.not_filed_reason = stated(reason, "不立案必须写明理由。", field="reason", limit=600)
        step.case.state = CaseState.NOT_FILED
        step.case.save(update_fields=["not_filed_reason", "state"])
        step.goto(CaseState.NOT_FILED)
        step.log("决定不立案", detail=step.case.not_filed_reason, weight=Weight.DECISION)
    return case


def closing_problems(case: Case) -> list[str]:
    """What still stands between the file and its closing, in Chinese; empty when nothing does."""
    problems = [
        f"行为{act.order}“{act.violation_name}”{act.get_state_display()}"
        for act in case.acts.all()
        if not act.has_ended
    ]
    if not case.acts.exists():
        problems.append("没有登记违法行为")
    owed = sorted(case.obligations.all(), key=lambda row: row.pk)
    return problems + [f"还没有办：{row.title}" for row in owed if row.bars]


def close_case(*, actor: User, case: Case, words: str, version: int | None = None) -> Case:
    """结案: every act decided or handed over, nothing owed that bars it."""
    with move("close_case", actor=actor, case=case, version=version) as step:
        if problems := closing_problems(step.case):
            raise DomainError(f"现在还不能结案：{'；'.join(problems)}。", way_out=case_url(case))
        step.case.closing_words = stated(words, "请写明结案情况：怎么处理的、履行得怎么样。", field="words")
        step.case.closed_on = step.on
        step.case.state = CaseState.CLOSED
        step.case.save(update_fields=["closing_words", "closed_on", "state"])
        step.goto(CaseState.CLOSED)
        step.log("结案", detail=step.case.closing_words, weight=Weight.DECISION)
    return case
