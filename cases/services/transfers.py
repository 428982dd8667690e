"""移送: report to the chief, who decides in 3 days; sent within 24 hours; the case waits and may come back."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from accounts.powers import chair
from cases.enums import ActState, Bound, ObligationKind, TransferKind
from cases.law import law_on
from cases.models import Act, Transfer
from cases.outcomes import TRANSFERRED
from cases.services.assessments import fresh_differences, outcome_words
from cases.services.handing_over import (
    contest_refusal,
    record_contest_answer,
    record_transfer_result,
    send_transfer,
    take_back_transfer,
)
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import fulfil, open_obligation, open_ones
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from rules.clocks import clock
from rules.deadlines import zh_moment

__all__ = [
    "KIND_OF",
    "approve_transfer",
    "contest_refusal",
    "record_contest_answer",
    "record_transfer_result",
    "report_for_transfer",
    "send_transfer",
    "take_back_transfer",
]

KIND_OF = {
    "CRIMINAL_TRANSFER": TransferKind.CRIMINAL,
    "JURISDICTION_TRANSFER": TransferKind.JURISDICTION,
    "REFER_OFFICIAL": TransferKind.OFFICIAL,
}

NO_ANNEXES = "移送公安机关须附材料：案件调查报告、涉案物品清单、检验报告或者鉴定意见等（移送规定6条）。请一行一份列明。"


def report_for_transfer(
    *,
    actor: User,
    act: Act,
    to_organ: str,
    words: str,
    annexes: Sequence[str] = (),
    reported_at: datetime | None = None,
    version: int | None = None,
) -> Transfer:
    """Report in writing to the chief that the act must go elsewhere. Needs a recommendation that says so, still true."""
    with move("report_for_transfer", actor=actor, case=act.case, act=act, version=version) as step:
        assessment = step.act.assessment
        if assessment is None or assessment.outcome not in TRANSFERRED:
            raise DomainError(
                "最新的系统建议不是移送。事实有变化的，请先更正事实、重新请系统建议。", way_out=case_url(act.case)
            )
        if differences := fresh_differences(assessment, on=step.on):
            raise DomainError(f"{'；'.join(differences)}。请重新请系统建议。", way_out=case_url(act.case))
        moment = reported_at or timezone.now()
        not_later_than_today(timezone.localtime(moment).date(), step.on, name="报告时间", field="reported_at")
        listed = [text.strip() for text in annexes if text.strip()]
        if KIND_OF[assessment.outcome] == TransferKind.CRIMINAL and not listed:
            raise DomainError(NO_ANNEXES, field="annexes")
        procedure = step.act.penalty_procedure
        if procedure is not None:
            procedure.end("转为移送")
        row = Transfer.objects.create(
            act=step.act,
            assessment=assessment,
            kind=KIND_OF[assessment.outcome],
            to_organ=stated(to_organ, "请填写移送给哪个机关。", field="to_organ", limit=80),
            words=stated(words, "请写明移送的理由和依据。", field="words"),
            annexes=listed,
            reported_at=moment,
            reported_by=actor,
        )
        _owe_chief(step, row)
        step.goto(ActState.TRANSFER)
        step.log(
            f"行为{step.act.order}报告负责人，提请{row.get_kind_display()}（{row.to_organ}）",
            detail=row.words,
            subject=row,
            after={"系统建议": outcome_words(assessment.outcome), "报告时间": timezone.localtime(moment).isoformat()},
        )
    return row


def _owe_chief(step: Move, row: Transfer) -> None:
    law = law_on(step.on)
    open_obligation(
        case=step.case,
        act=step.act,
        kind=ObligationKind.DECIDE,
        title=f"行为{step.act.order}：决定是否移送",
        bound=Bound.BUREAU,
        due=clock("head_decide_by", law.procedure).due(timezone.localtime(row.reported_at), law.calendar),
    )


def _check_chief(step: Move, row: Transfer) -> None:
    """A suspected crime goes to the chief himself, or to who stands in for him (移送规定5条)."""
    head = chair(on=step.on)
    if row.kind != TransferKind.CRIMINAL or head is None:
        return
    signer = step.signature.for_user or step.signature.user
    if signer.pk != head.pk and step.actor.pk != head.pk:
        raise NotAllowed(f"涉嫌犯罪的移送由正职负责人或者主持工作的负责人决定。请交{head.name}办理。")


def approve_transfer(
    *, actor: User, transfer: Transfer, approve: bool, words: str = "", version: int | None = None
) -> Transfer:
    """The chief's decision; a refusal is written down with its reason and the act goes back to the officers."""
    act = transfer.act
    with move("approve_transfer", actor=actor, case=act.case, act=act, version=version) as step:
        row = Transfer.objects.select_for_update().get(pk=transfer.pk, act=step.act)
        if row.approved is not None or row.ended_at is not None:
            raise WrongState("这次移送已经作出决定。")
        _check_chief(step, row)
        row.approved, row.decided_at = approve, timezone.now()
        row.decided_by, row.decided_for = step.signature.user, step.signature.for_user
        row.decided_words = words.strip() if approve else stated(words, "不批准移送必须写明理由。", field="words")
        owed = open_ones(case=step.case, kind=ObligationKind.DECIDE, act=step.act)
        fulfil(owed, by=actor, words="批准移送" if approve else "不批准移送")
        if approve:
            row.save()
            _owe_sending(step, row)
            step.log(f"行为{step.act.order}批准移送", detail=row.decided_words, subject=row, weight=Weight.DECISION)
        else:
            row.ended_at = row.decided_at
            row.save()
            step.goto(ActState.FACTS)
            step.log(f"行为{step.act.order}不批准移送", detail=row.decided_words, subject=row, weight=Weight.DECISION)
    return row


def _owe_sending(step: Move, row: Transfer) -> None:
    due = clock("transfer_by").due(timezone.localtime(row.decided_at), law_on(step.on).calendar)
    open_obligation(
        case=step.case,
        act=step.act,
        kind=ObligationKind.TRANSFER,
        title=f"行为{step.act.order}：移送{row.to_organ}",
        bound=Bound.BUREAU,
        due=due,
        due_words=f"最迟{zh_moment(due.on)}（{due.citation}）",
    )
