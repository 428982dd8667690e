"""拟处罚告知 and 陈述申辩: what is intended is told first; what the party says is checked and never held against it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.models import User
from cases.enums import Adopted, Bound, MessageKind, ObligationKind, StatementKind
from cases.law import law_on
from cases.models import Act, PartyMessage, PenaltyProcedure, PriorNotice, Statement
from cases.procedure import check_gates, hearing_reading, procedure_facts
from cases.services.bands import band_fields
from cases.services.legal_views import view_of
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import fulfil, open_obligation, open_ones
from cases.services.papers import draft_in
from cases.services.structure import fine_twice_problem
from documents.words import zh_date, zh_money
from records.enums import PaperStatus, Weight
from records.errors import DomainError, WrongState
from records.services import store_file
from rules.clocks import clock

PENALTY_NOTICE = "PENALTY_NOTICE"
CIRCULAR = "通报"


def open_procedure(step: Move) -> PenaltyProcedure:
    procedure = step.act.penalty_procedure
    if procedure is None:
        raise WrongState("处罚程序没有开始或者已经结束。", way_out=case_url(step.case))
    procedure.act = step.act
    return procedure


def served_notice(step: Move) -> PriorNotice:
    """The newest notice, once the party has it."""
    notice = open_procedure(step).notice
    if notice is None or notice.served_on is None:
        raise WrongState("事先告知书还没有送达。请先制发并登记送达。", way_out=case_url(step.case))
    return notice


def penalties_for(act: Act, procedure: PenaltyProcedure, *, fine: int, circular: bool) -> list[str]:
    """The penalties of the offence in words: what must be given, what may be added, the fine."""
    law = law_on(procedure.opened_on)
    view = view_of(procedure.assessment_id)
    version = view.law_version if view else procedure.assessment.law_version
    rules = law.offences[act.violation].rules_for(act.party.kind, version)
    found = [words for words in (rules[0].warning if rules else "警告",) if words]
    if circular:
        if not any(rule.circular for rule in rules):
            raise DomainError("这个案由没有“通报”这一措施，不能拟定。", field="circular")
        found.append(CIRCULAR)
    if not found and not fine:
        raise DomainError(
            "法律对这个案由只规定了罚款。请填写罚款数额；认为不应当罚款的，请退回重提处理意见。", field="fine"
        )
    return [*found, f"罚款{zh_money(fine)}"] if fine else found


def notify_penalty(
    *,
    actor: User,
    act: Act,
    fine: int,
    reasons: str,
    statement_by: date,
    circular: bool = False,
    review_ground: str = "",
    discussion_ground: str = "",
    band_reason: str = "",
    extra: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> PriorNotice:
    """Draft the prior notice (44条). Whether it must name the right to a hearing follows from the fine (63条).

    `band_reason`: why the fine is not within the band of the baseline, where it is not.
    `review_ground`, `discussion_ground`: why a person finds the case to need legal review or collective discussion.
    While the notice is a draft, calling again changes it; once issued a new one is made.
    """
    with move("notify_penalty", actor=actor, case=act.case, act=act, version=version) as step:
        procedure = open_procedure(step)
        if statement_by < step.on:
            raise DomainError("陈述申辩的期限不能早于今天。", field="statement_by")
        if not step.act.reports.exists():
            raise WrongState("还没有调查终结报告。请先提交报告，再告知当事人。", way_out=case_url(act.case))
        if fine and (problem := fine_twice_problem(step.act)):
            raise DomainError(f"{problem}（行政处罚法29条）。", field="fine")
        check_gates("notify", procedure_facts(step.act, step.on, fine=fine), way_out=case_url(act.case))
        row = procedure.notice
        if row is None or (row.paper and row.paper.status != PaperStatus.DRAFT):
            row = PriorNotice(procedure=procedure, made_by=actor)
        row.fine = fine
        for name, value in band_fields(procedure, fine, band_reason).items():
            setattr(row, name, value)
        row.penalties = penalties_for(step.act, procedure, fine=fine, circular=circular)
        row.reasons = stated(reasons, "请写明裁量的理由：情节、危害、改正和从轻从重的因素。", field="reasons")
        row.hearing_told = hearing_reading(step.act, step.on, fine).value is True
        row.statement_by = statement_by
        row.review_ground, row.discussion_ground = review_ground.strip(), discussion_ground.strip()
        row.save()
        row.paper = draft_in(step, PENALTY_NOTICE, act=step.act, extra=extra or {}, paper=row.paper)
        row.save(update_fields=["paper"])
        step.log(
            f"行为{step.act.order}拟处罚告知：{'、'.join(row.penalties)}",
            detail=row.reasons,
            subject=row,
            after={"拟处罚": row.penalties, "告知听证": row.hearing_told, "陈述申辩至": statement_by}
            | ({"不按裁量基准的理由": row.band_reason} if row.band_reason else {}),
        )
    return row


def after_notice_served(step: Move, row: PriorNotice, served_on: date) -> None:
    """The party has been told: its time to speak, and to ask for a hearing, runs."""
    if served_on > row.statement_by:
        raise DomainError(
            f"送达时陈述申辩的期限（{zh_date(row.statement_by)}）已经过了。请重新告知，留足时间。", field="served_on"
        )
    act = row.procedure.act
    row.served_on = served_on
    common = {"case": step.case, "act": act, "kind": ObligationKind.HEAR, "bound": Bound.PARTY, "bars_closing": False}
    open_obligation(
        title=f"行为{act.order}：陈述、申辩",
        due_on=row.statement_by,
        due_words="告知书载明的期限；不提出不影响权利，不因申辩加重处罚（行政处罚法45条）",
        unit="至载明之日",
        **common,
    )
    if row.hearing_told:
        due = clock("hearing_request_last_day").due(served_on, law_on(step.on).calendar)
        row.hearing_until = due.on
        open_obligation(title=f"行为{act.order}：要求听证", due=due, **common)
    row.save(update_fields=["served_on", "hearing_until"])


def record_statement(
    *,
    actor: User,
    act: Act,
    kind: str,
    on: date,
    words: str = "",
    review: str = "",
    adopted: str = "",
    upload: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> Statement:
    """What the party said to the notice and how it was checked (45条); or that it gave up, or said nothing in time.

    What is adopted changes the facts: take the opinion back, correct them and ask the rules again.
    """
    with move("record_statement", actor=actor, case=act.case, act=act, version=version) as step:
        notice = served_notice(step)
        _check_statement(step, notice, kind, on, adopted)
        sent = PartyMessage.objects.filter(act=step.act, kind=MessageKind.STATEMENT, statement__isnull=True)
        if kind != StatementKind.STATED and sent.exists():
            raise DomainError("当事人已经在页面上提交陈述申辩，请复核后登记为“已陈述申辩”。", field="kind")
        if kind != StatementKind.SILENT:
            words = stated(words, "请记下当事人的陈述、申辩或者放弃的表示。", field="words")
        if kind == StatementKind.STATED:
            review = stated(review, "请写明复核意见：采纳不采纳、为什么。", field="review")
        row = Statement.objects.create(
            notice=notice,
            kind=kind,
            on=on,
            words="" if kind == StatementKind.SILENT else words,
            review=review.strip(),
            adopted=adopted if kind == StatementKind.STATED else "",
            file=store_file(actor=actor, name=upload[0], content=upload[1]) if upload else None,
            recorded_by=actor,
        )
        sent.update(statement=row)
        fulfil(_to_speak(step), by=None, words=f"{on}{row.get_kind_display()}")
        step.log(
            f"行为{step.act.order}当事人{row.get_kind_display()}",
            detail=row.words,
            subject=row,
            weight=Weight.PARTY,
            after={"复核": row.review, "采纳": row.get_adopted_display()},
        )
    return row


def _to_speak(step: Move):
    rows = open_ones(case=step.case, kind=ObligationKind.HEAR, act=step.act)
    return rows.filter(title__contains="陈述")


def _check_statement(step: Move, notice: PriorNotice, kind: str, on: date, adopted: str) -> None:
    if kind not in StatementKind.values:
        raise DomainError("请选择当事人是否陈述申辩。", field="kind")
    not_later_than_today(on, step.on, name="日期", field="on")
    if on < notice.served_on:
        raise DomainError(f"日期不能早于告知书送达日（{zh_date(notice.served_on)}）。", field="on")
    if kind == StatementKind.SILENT and step.on <= notice.statement_by:
        raise DomainError(f"陈述申辩的期限到{zh_date(notice.statement_by)}，期满后才能记为没有提出。", field="kind")
    if kind == StatementKind.STATED and adopted not in Adopted.values:
        raise DomainError("请选择是否采纳。", field="adopted")
