"""责令改正 and 复查: the order and its paper, a longer deadline with its reason, what re-inspection found."""

from collections.abc import Sequence
from datetime import date, timedelta

from accounts.models import User
from cases.enums import ActState, Bound, CorrectionResult, ObligationKind
from cases.law import law_on
from cases.models import Act, Correction, CorrectionExtension, Evidence, Recheck
from cases.services.assessments import make_assessment, said_outcome, summary_of
from cases.services.facts import own_evidence, refuse_if_wrong
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import cancel, fulfil, open_obligation, open_ones
from cases.services.papers import draft_in
from cases.sheets import binding_correction, fact_sheet, plain
from documents.words import zh_date
from records.enums import PaperStatus, Weight
from records.errors import DomainError, WrongState
from rules.deadlines import add_working_days

CORRECTION_ORDER = "CORRECTION_ORDER"
RECHECK_WORKING_DAYS = 5


def order_correction(
    *,
    actor: User,
    act: Act,
    deadline: date,
    requirements: str,
    extra: dict | None = None,
    version: int | None = None,
) -> Correction:
    """Draft the order with its deadline (行政处罚法28条1款). It binds the party once issued and served.

    While the order is a draft, calling again changes it. `extra`: more fields of the paper.
    """
    with move("order_correction", actor=actor, case=act.case, act=act, version=version) as step:
        if deadline < step.on:
            raise DomainError("改正期限不能早于今天。请另定日期。", field="deadline")
        requirements = stated(requirements, "请写明要当事人怎么改正、怎么报告。", field="requirements")
        row = step.act.correction
        if row is not None and row.paper_id and row.paper.status == PaperStatus.DRAFT:
            row.deadline, row.requirements, row.ordered_on, row.ordered_by = deadline, requirements, step.on, actor
        elif row is not None and _still_runs(row, step.on):
            raise WrongState(
                f"已经责令改正，期限到{zh_date(row.current_deadline)}。期限内有正当理由的，请办理延期；期满后先复查。",
                way_out=case_url(act.case),
            )
        else:
            row = Correction(
                act=step.act, ordered_on=step.on, deadline=deadline, requirements=requirements, ordered_by=actor
            )
        row.full_clean(exclude=["act", "paper", "ordered_by"])
        row.save()
        row.paper = draft_in(step, CORRECTION_ORDER, act=step.act, extra=extra or {}, paper=row.paper)
        row.save(update_fields=["paper"])
        step.log(
            f"行为{step.act.order}起草责令改正通知书，改正期限{zh_date(deadline)}",
            detail=requirements,
            subject=row,
            after={"改正期限": deadline},
        )
    return row


def _still_runs(row: Correction, on: date) -> bool:
    """An order not served yet, or served with its deadline still running and not re-inspected."""
    return not row.served_on or (row.current_deadline >= on and not row.rechecks.exists())


def after_service(step: Move, row: Correction, served_on: date) -> None:
    """The party has the order: its deadline runs, and ours to look whether it is kept."""
    deadline = row.current_deadline
    if served_on > deadline:
        raise DomainError(
            f"送达时改正期限（{zh_date(deadline)}）已经过了。请先办理延期，再登记送达。",
            field="served_on",
            way_out=case_url(step.case),
        )
    _open_deadline(step, row, deadline)


def _open_deadline(step: Move, row: Correction, deadline: date) -> None:
    open_obligation(
        case=step.case,
        act=row.act,
        kind=ObligationKind.CORRECT,
        title=f"行为{row.act.order}：按责令改正通知书改正",
        bound=Bound.PARTY,
        due_on=deadline,
        due_words="责令改正通知书载明的期限，当天仍在期内（行政处罚法28条1款）",
        unit="至载明之日",
    )
    open_obligation(
        case=step.case,
        act=row.act,
        kind=ObligationKind.RECHECK,
        title=f"行为{row.act.order}：复查改正情况",
        bound=Bound.BUREAU,
        due=add_working_days(deadline, RECHECK_WORKING_DAYS, law_on(step.on).calendar),
        due_words=f"本局办案要求：改正期限届满后{RECHECK_WORKING_DAYS}个工作日内复查",
    )


def extend_correction(
    *, actor: User, correction: Correction, new_deadline: date, reason: str, version: int | None = None
) -> CorrectionExtension:
    """A longer deadline for an excused delay, with its reason, signed by the head; the old one stays readable."""
    act = correction.act
    with move("extend_correction", actor=actor, case=act.case, act=act, version=version) as step:
        correction = Correction.objects.get(pk=correction.pk, act=step.act)
        if correction.pk != step.act.correction.pk or not _issued(correction):
            raise WrongState("只有已经制发的最近一份责令改正通知书才能延期；草稿可以直接修改。")
        old = correction.current_deadline
        if new_deadline <= old or new_deadline < step.on:
            raise DomainError(f"新的期限必须晚于原期限{zh_date(old)}，且不早于今天。", field="new_deadline")
        row = CorrectionExtension.objects.create(
            correction=correction,
            old_deadline=old,
            new_deadline=new_deadline,
            reason=stated(reason, "请写明延期的正当理由。", field="reason"),
            approved_by=step.signature.user,
            approved_for=step.signature.for_user,
        )
        if correction.served_on:
            for kind in (ObligationKind.CORRECT, ObligationKind.RECHECK):
                cancel(
                    open_ones(case=step.case, kind=kind, act=step.act), words=f"改正期限延长至{zh_date(new_deadline)}"
                )
            _open_deadline(step, correction, new_deadline)
        step.log(
            f"行为{step.act.order}改正期限由{zh_date(old)}延长至{zh_date(new_deadline)}",
            detail=row.reason,
            subject=row,
            weight=Weight.DECISION,
            before={"改正期限": old},
            after={"改正期限": new_deadline},
        )
    return row


def _issued(row: Correction) -> bool:
    return bool(row.paper_id and row.paper.status == PaperStatus.ISSUED)


def record_recheck(
    *,
    actor: User,
    act: Act,
    on: date,
    result: str,
    done_on: date | None = None,
    note: str = "",
    evidence: Sequence[Evidence] = (),
    version: int | None = None,
) -> Recheck:
    """复查: what was found of the correction. The recommendation is made anew at once; the old one stays.

    Without an order this records a verified self-correction. With an order it must have been served. After a decision it
    follows up the correction still owed and changes nothing of what was decided.
    """
    with move("record_recheck", actor=actor, case=act.case, act=act, version=version) as step:
        order = _order_to_recheck(step)
        _check_days(step, order, on, result, done_on)
        row = Recheck(
            act=step.act,
            correction=order,
            on=on,
            result=result,
            done_on=done_on,
            note=stated(note, "请写明复查情况：看了什么、问了谁、结果怎样。", field="note"),
            recorded_by=actor,
        )
        row.full_clean(exclude=["act", "correction", "recorded_by"])
        row.save(force_insert=True)
        row.evidence.set(own_evidence(step.case, evidence))
        refuse_if_wrong(fact_sheet(step.act, step.on), law_on(step.on), field="done_on")
        _settle(step, row)
        step.log(
            f"行为{step.act.order}复查：{row.get_result_display()}",
            detail=row.note,
            subject=row,
            after={"复查日期": on, "改正日期": plain(done_on)},
        )
        if step.act.state == ActState.FACTS:
            _recommend_anew(step)
    return row


def _recommend_anew(step: Move) -> None:
    again = make_assessment(step, step.on)
    step.log(
        f"行为{step.act.order}复查后系统建议：{said_outcome(again)}",
        subject=again,
        after=summary_of(again),
        verb="assess_act",
    )


def _order_to_recheck(step: Move) -> Correction | None:
    last = step.act.correction
    if last is not None and not last.served_on:
        raise DomainError("责令改正通知书还没有送达，期限没有开始。请先制发并登记送达。", way_out=case_url(step.case))
    return binding_correction(step.act)


def _check_days(step: Move, order: Correction | None, on: date, result: str, done_on: date | None) -> None:
    not_later_than_today(on, step.on, name="复查日期", field="on")
    if result not in CorrectionResult.values:
        raise DomainError("请选择复查结果。", field="result")
    if order is not None and on < order.ordered_on:
        raise DomainError(f"复查日期不能早于责令改正的日期（{zh_date(order.ordered_on)}）。", field="on")
    if result == CorrectionResult.FULL and done_on is None:
        raise DomainError("全部改正的，请填写改正完成的日期。", field="done_on")
    if result != CorrectionResult.FULL and done_on is not None:
        raise DomainError("没有全部改正的，不填写改正完成的日期。", field="done_on")
    if done_on is not None and done_on > on:
        raise DomainError("改正日期不能晚于复查日期。", field="done_on")


def _settle(step: Move, row: Recheck) -> None:
    """Our duty to look is done; the party's duty to correct ends only with a full correction."""
    words = f"{zh_date(row.on)}复查：{row.get_result_display()}"
    fulfil(open_ones(case=step.case, kind=ObligationKind.RECHECK, act=step.act), by=step.actor, words=words)
    if row.result == CorrectionResult.FULL:
        fulfil(open_ones(case=step.case, kind=ObligationKind.CORRECT, act=step.act), by=None, words=words)


def overdue_since(order: Correction, on: date) -> date | None:
    """The first day late, when the deadline has passed without a full correction found."""
    last = order.rechecks.first()
    if on <= order.current_deadline or (last and last.result == CorrectionResult.FULL):
        return None
    return order.current_deadline + timedelta(days=1)
