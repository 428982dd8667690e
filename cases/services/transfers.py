"""移送: report to the chief, who decides in 3 days; sent within 24 hours; the case waits and may come back."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from accounts.powers import chair
from cases.enums import ActState, Bound, ObligationKind, TransferKind, TransferResult
from cases.law import law_on
from cases.models import Act, Transfer
from cases.outcomes import TRANSFERRED
from cases.services.assessments import fresh_differences, make_assessment, outcome_words, said_outcome, summary_of
from cases.services.decisions import settle_case_clock
from cases.services.facts import supersede
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import cancel, fulfil, open_obligation, open_ones
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import store_file
from rules.clocks import clock
from rules.deadlines import zh_moment

KIND_OF = {
    "CRIMINAL_TRANSFER": TransferKind.CRIMINAL,
    "JURISDICTION_TRANSFER": TransferKind.JURISDICTION,
    "REFER_OFFICIAL": TransferKind.OFFICIAL,
}


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
        procedure = step.act.penalty_procedure
        if procedure is not None:
            procedure.end("转为移送")
        row = Transfer.objects.create(
            act=step.act,
            assessment=assessment,
            kind=KIND_OF[assessment.outcome],
            to_organ=stated(to_organ, "请填写移送给哪个机关。", field="to_organ", limit=80),
            words=stated(words, "请写明移送的理由和依据。", field="words"),
            annexes=[text.strip() for text in annexes if text.strip()],
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


def send_transfer(
    *,
    actor: User,
    transfer: Transfer,
    sent_at: datetime | None = None,
    receipt: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> Transfer:
    """Hand over with annexes and receipt. To the police the case waits for their answer; elsewhere it has gone."""
    act = transfer.act
    with move("send_transfer", actor=actor, case=act.case, act=act, version=version) as step:
        row = Transfer.objects.select_for_update().get(pk=transfer.pk, act=step.act)
        if not row.approved or row.ended_at is not None:
            raise WrongState("移送须先经负责人批准。")
        if row.sent_at is not None:
            raise WrongState("已经移送，请等待答复。")
        moment = sent_at or timezone.now()
        if moment < row.decided_at or moment > timezone.now():
            raise DomainError("移送时间应在批准之后、现在之前。请核对。", field="sent_at")
        row.sent_at, row.sent_by = moment, actor
        row.receipt = store_file(actor=actor, name=receipt[0], content=receipt[1]) if receipt else None
        if row.kind == TransferKind.CRIMINAL:
            row.save()
        else:
            row.ended_at = moment
            row.save()
            step.goto(ActState.TRANSFERRED)
        owed = open_ones(case=step.case, kind=ObligationKind.TRANSFER, act=step.act)
        fulfil(owed, by=actor, words=f"{zh_moment(timezone.localtime(moment))}移送")
        step.log(
            f"行为{step.act.order}移送{row.to_organ}",
            subject=row,
            weight=Weight.DECISION,
            after={"移送时间": timezone.localtime(moment).isoformat(), "材料": row.annexes},
        )
        settle_case_clock(step)
    return row


def record_transfer_result(
    *, actor: User, transfer: Transfer, result: str, on, words: str, version: int | None = None
) -> Transfer:
    """The police's answer. Taken: the act has gone. Declined: it comes back, and the answer becomes a fact."""
    act = transfer.act
    with move("record_transfer_result", actor=actor, case=act.case, act=act, version=version) as step:
        row = Transfer.objects.select_for_update().get(pk=transfer.pk, act=step.act)
        if row.sent_at is None or row.ended_at is not None:
            raise WrongState("没有已经送出、等待答复的移送。")
        if result not in TransferResult.values:
            raise DomainError("请选择接收机关的答复。", field="result")
        not_later_than_today(on, step.on, name="答复日期", field="on")
        if on < timezone.localtime(row.sent_at).date():
            raise DomainError("答复日期不能早于移送日期。", field="on")
        row.result, row.result_on = result, on
        row.result_words = stated(words, "请写明答复的内容和文号。", field="words")
        row.ended_at = timezone.now()
        row.save()
        step.goto(ActState.TRANSFERRED if result == TransferResult.TAKEN else ActState.FACTS)
        step.log(
            f"行为{step.act.order}移送结果：{row.get_result_display()}",
            detail=row.result_words,
            subject=row,
            after={"答复日期": on},
        )
        if result == TransferResult.DECLINED:
            _bring_back(step, row)
        settle_case_clock(step)
    return row


def _bring_back(step: Move, row: Transfer) -> None:
    """Not filed by the police: handled here again, by the rules made anew (移送规定10条)."""
    cancel(open_ones(case=step.case, kind=ObligationKind.TRANSFER, act=step.act), words="移送退回")
    supersede(step, step.act, "crime_suspected", value=False, known=True, note=f"公安机关不予立案：{row.result_words}")
    again = make_assessment(step, step.on)
    step.log(
        f"行为{step.act.order}退回后系统建议：{said_outcome(again)}",
        subject=again,
        after=summary_of(again),
        verb="assess_act",
    )
