"""移送 once approved: sent with annexes and receipt; the answer; what follows a refusal; the way back."""

from datetime import date, datetime

from django.utils import timezone

from accounts.models import User
from cases.enums import ActState, Bound, ContestWay, ObligationKind, TransferKind, TransferResult
from cases.law import law_on
from cases.models import Contest, Transfer
from cases.services.assessments import make_assessment, said_outcome, summary_of
from cases.services.decisions import settle_case_clock
from cases.services.facts import supersede
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import cancel, fulfil, open_obligation, open_ones
from documents.words import zh_date
from records.enums import Weight
from records.errors import DomainError, WrongState
from records.services import store_file
from rules.clocks import clock
from rules.deadlines import zh_moment

# Kinds of duty that a transfer under way may still hold open.
OF_TRANSFERS = (ObligationKind.TRANSFER, ObligationKind.FOLLOW, ObligationKind.CONTEST)


def _owe(step: Move, kind: str, title: str, key: str, start: date, *, bars_closing: bool = True) -> None:
    law = law_on(step.on)
    open_obligation(
        case=step.case,
        act=step.act,
        kind=kind,
        title=f"行为{step.act.order}：{title}",
        bound=Bound.BUREAU,
        due=clock(key, law.procedure).due(start, law.calendar),
        bars_closing=bars_closing,
    )


def send_transfer(
    *,
    actor: User,
    transfer: Transfer,
    sent_at: datetime | None = None,
    receipt: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> Transfer:
    """Hand over with the list of annexes and the receipt. The case waits for the answer of the receiving organ."""
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
        row.save()
        owed = open_ones(case=step.case, kind=ObligationKind.TRANSFER, act=step.act)
        fulfil(owed, by=actor, words=f"{zh_moment(timezone.localtime(moment))}移送")
        _follow(step, row)
        step.log(
            f"行为{step.act.order}移送{row.to_organ}",
            subject=row,
            weight=Weight.DECISION,
            after={"移送时间": timezone.localtime(moment).isoformat(), "材料": row.annexes},
        )
    return row


def _follow(step: Move, row: Transfer) -> None:
    """Who has the case must answer; we ask when the answer does not come."""
    if row.kind == TransferKind.CRIMINAL:
        sent = timezone.localtime(row.sent_at)
        _owe(step, ObligationKind.FOLLOW, f"查询{row.to_organ}是否立案", "police_decide_by", sent, bars_closing=False)


def record_transfer_result(
    *, actor: User, transfer: Transfer, result: str, on: date, words: str, version: int | None = None
) -> Transfer:
    """The answer. Taken: the act has gone. Not filed by the police: contest it or take it back; refused elsewhere: back."""
    act = transfer.act
    with move("record_transfer_result", actor=actor, case=act.case, act=act, version=version) as step:
        row = Transfer.objects.select_for_update().get(pk=transfer.pk, act=step.act)
        if row.sent_at is None or row.ended_at is not None or row.result:
            raise WrongState("没有已经送出、等待答复的移送。")
        if result not in TransferResult.values:
            raise DomainError("请选择接收机关的答复。", field="result")
        not_later_than_today(on, step.on, name="答复日期", field="on")
        if on < timezone.localtime(row.sent_at).date():
            raise DomainError("答复日期不能早于移送日期。", field="on")
        row.result, row.result_on = result, on
        row.result_words = stated(words, "请写明答复的内容和文号。", field="words")
        row.save()
        owed = open_ones(case=step.case, kind=ObligationKind.FOLLOW, act=step.act)
        fulfil(owed, by=actor, words=f"{zh_date(on)}答复：{row.get_result_display()}")
        step.log(
            f"行为{step.act.order}移送结果：{row.get_result_display()}",
            detail=row.result_words,
            subject=row,
            after={"答复日期": on},
        )
        _act_on_answer(step, row)
    return row


def _act_on_answer(step: Move, row: Transfer) -> None:
    if row.result == TransferResult.TAKEN:
        _gone(step, row, row.result_on)
    elif row.kind == TransferKind.CRIMINAL:
        _owe(
            step,
            ObligationKind.CONTEST,
            "对不予立案提请复议、建议立案监督，或者收回处理",
            "refusal_review_by",
            row.result_on,
        )
    else:
        _bring_back(step, row, row.result_words)


def _gone(step: Move, row: Transfer, on: date) -> None:
    """The other organ has it; of a filed crime the materials follow in three days (移送规定12条)."""
    _end(row)
    step.goto(ActState.TRANSFERRED)
    if row.kind == TransferKind.CRIMINAL:
        _owe(step, ObligationKind.HAND_OVER, f"向{row.to_organ}移交涉案物品和材料", "hand_over_by", on)
    settle_case_clock(step)


def _end(row: Transfer) -> None:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])


def _refused_row(step: Move, transfer: Transfer) -> Transfer:
    """The transfer the police did not take, still waiting for what we do about it."""
    row = Transfer.objects.select_for_update().get(pk=transfer.pk, act=step.act)
    if row.result != TransferResult.DECLINED or row.ended_at is not None:
        raise WrongState("公安机关通知不予立案以后，才能办理这一步。", way_out=case_url(step.case))
    return row


def contest_refusal(
    *, actor: User, transfer: Transfer, way: str, on: date, words: str, version: int | None = None
) -> Contest:
    """Ask the police to reconsider, or the procuratorate to supervise; within three days (移送规定9条)."""
    act = transfer.act
    with move("contest_refusal", actor=actor, case=act.case, act=act, version=version) as step:
        row = _refused_row(step, transfer)
        if way not in ContestWay.values:
            raise DomainError("请选择提请复议，或者建议检察机关立案监督。", field="way")
        if row.contests.filter(upheld__isnull=True).exists():
            raise WrongState("已经提出异议，请等待答复。")
        if row.contests.filter(way=way).exists() or (
            way == ContestWay.RECONSIDER and row.contests.filter(way=ContestWay.PROCURATOR).exists()
        ):
            raise DomainError("这一步已经办过。对复议决定仍有异议的，可以建议检察机关立案监督。", field="way")
        not_later_than_today(on, step.on, name="提出日期", field="on")
        if on < row.result_on:
            raise DomainError(f"提出日期不能早于接到不予立案通知的日期（{zh_date(row.result_on)}）。", field="on")
        contest = Contest.objects.create(
            transfer=row,
            way=way,
            asked_on=on,
            words=stated(words, "请写明为什么应当立案。", field="words"),
            asked_by=actor,
        )
        owed = open_ones(case=step.case, kind=ObligationKind.CONTEST, act=step.act)
        fulfil(owed, by=actor, words=f"{zh_date(on)}{contest.get_way_display()}")
        _owe(
            step, ObligationKind.FOLLOW, f"查询{contest.get_way_display()}的结果", "police_decide_by", on,
            bars_closing=False,
        )  # fmt: skip
        step.log(f"行为{step.act.order}{contest.get_way_display()}", detail=contest.words, subject=contest)
    return contest


def record_contest_answer(
    *, actor: User, contest: Contest, upheld: bool, on: date, words: str, version: int | None = None
) -> Contest:
    """Filed after all: the act has gone. Refused again: the procuratorate may still be asked, or it is taken back."""
    act = contest.transfer.act
    with move("record_contest_answer", actor=actor, case=act.case, act=act, version=version) as step:
        row = _refused_row(step, contest.transfer)
        contest = Contest.objects.select_for_update().get(pk=contest.pk, transfer=row)
        if contest.upheld is not None:
            raise WrongState("这项异议的答复已经登记。")
        not_later_than_today(on, step.on, name="答复日期", field="on")
        if on < contest.asked_on:
            raise DomainError(f"答复日期不能早于提出日期（{zh_date(contest.asked_on)}）。", field="on")
        contest.upheld, contest.answered_on = upheld, on
        contest.answer_words = stated(words, "请写明答复的内容和文号。", field="words")
        contest.save(update_fields=["upheld", "answered_on", "answer_words"])
        owed = open_ones(case=step.case, kind=ObligationKind.FOLLOW, act=step.act)
        fulfil(owed, by=actor, words=f"{zh_date(on)}答复")
        said = "改为立案" if upheld else "维持不予立案"
        if upheld:
            _gone(step, row, on)
        else:
            _owe(step, ObligationKind.CONTEST, "建议检察机关立案监督，或者收回处理", "procurator_by", on)
        step.log(
            f"行为{step.act.order}{contest.get_way_display()}：{said}", detail=contest.answer_words, subject=contest
        )
    return contest


def take_back_transfer(*, actor: User, transfer: Transfer, words: str, version: int | None = None) -> Transfer:
    """The refusal stands: the bureau handles the act itself again, with all that was done before (移送规定10条)."""
    act = transfer.act
    with move("take_back_transfer", actor=actor, case=act.case, act=act, version=version) as step:
        row = _refused_row(step, transfer)
        if row.contests.filter(upheld__isnull=True).exists():
            raise WrongState("提出的异议还没有答复。请先登记答复，再收回。", way_out=case_url(act.case))
        words = stated(words, "请写明为什么不再提出异议、收回由本局处理。", field="words")
        step.log(f"行为{step.act.order}收回，由本局处理", detail=words, subject=row, weight=Weight.DECISION)
        _bring_back(step, row, row.result_words)
    return row


def _bring_back(step: Move, row: Transfer, answer: str) -> None:
    """Not taken by the other organ: handled here again, by the rules made anew (移送规定10条)."""
    for kind in OF_TRANSFERS:
        cancel(open_ones(case=step.case, kind=kind, act=step.act), words="移送退回，由本局处理")
    _end(row)
    step.goto(ActState.FACTS)
    if row.kind == TransferKind.CRIMINAL:
        supersede(step, step.act, "crime_suspected", value=False, known=True, note=f"公安机关不予立案：{answer}")
    again = make_assessment(step, step.on)
    step.log(
        f"行为{step.act.order}退回后系统建议：{said_outcome(again)}",
        subject=again,
        after=summary_of(again),
        verb="assess_act",
    )
