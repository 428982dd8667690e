"""处罚决定: by a leader, after every gate of the procedure, never heavier than what was told; then payment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from accounts.models import User
from cases.enums import ActState, Bound, ObligationKind
from cases.law import law_on
from cases.models import Act, Decision, Deferral, LimitExtension, Payment, PenaltyProcedure, PriorNotice, Service
from cases.procedure import check_gates, procedure_facts
from cases.services.assessments import final_problems, fresh_differences, outcome_words
from cases.services.bands import band_fields
from cases.services.decisions import owe_later, settle_case_clock
from cases.services.limits import limit_of
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import cancel, fulfil, open_obligation, open_ones
from cases.services.penalties import open_procedure, served_notice
from cases.services.proposals import SentBack, send_back
from documents.words import zh_date, zh_money
from exemptions.live import lock_lists
from records.enums import Weight
from records.errors import DomainError, WrongState
from records.services import notify, store_file
from rules.clocks import clock
from rules.surcharge import pay_by, surcharge

PENALTY_DECISION = "PENALTY_DECISION"


def decide_penalty(
    *, actor: User, act: Act, fine: int, reasons: str, band_reason: str = "", version: int | None = None
) -> Decision | SentBack:
    """The decision on a penalty (57条1款(一)). All gates are asked of the rules; the law is asked once more.

    `band_reason`: why the fine lies outside the band of the baseline; for the fine of the notice, its reason stands.
    `fine` 0: the penalties without a fine. When facts or law changed since, nothing is decided (SentBack).
    """
    with move("decide_penalty", actor=actor, case=act.case, act=act, version=version) as step:
        procedure = open_procedure(step)
        reasons = stated(reasons, "请写明决定的理由，包括对陈述申辩的回应。", field="reasons")
        notice = served_notice(step)
        if not notice.statements.exists():
            raise WrongState(
                "还没有登记当事人的陈述申辩。放弃或者期满没有提出的，也要登记。", way_out=case_url(act.case)
            )
        check_gates("decide", procedure_facts(step.act, step.on, fine=fine, final=True), way_out=case_url(act.case))
        lock_lists()
        basis = procedure.opinion.assessment
        differences = final_problems(basis, on=step.on) or fresh_differences(basis, on=step.on)
        if differences:
            procedure.end("事实或者法律有变化，退回重办")
            return send_back(step, procedure.opinion, differences)
        told = notice.band_reason if fine == notice.fine else ""
        band = band_fields(procedure, fine, band_reason or told)
        return _decide(step, procedure, notice, fine, reasons, band)


def _decide(
    step: Move, procedure: PenaltyProcedure, notice: PriorNotice, fine: int, reasons: str, band: dict[str, object]
) -> Decision:
    kept = [words for words in notice.penalties if not words.startswith("罚款")]
    penalties = [*kept, f"罚款{zh_money(fine)}"] if fine else kept
    row = Decision.objects.create(
        act=step.act,
        assessment=procedure.assessment,
        opinion=procedure.opinion,
        procedure=procedure,
        outcome=procedure.outcome,
        penalties=penalties,
        fine=fine,
        reasons=reasons,
        basis=procedure.basis,
        fine_least=procedure.fine_least,
        fine_most=procedure.fine_most,
        **band,
        decided_on=step.on,
        decided_by=step.signature.user,
        decided_for=step.signature.for_user,
        author=procedure.author,
    )
    procedure.end("已作出处罚决定")
    step.goto(ActState.DECIDED)
    open_obligation(
        case=step.case,
        act=step.act,
        kind=ObligationKind.SERVE,
        paper_kind=PENALTY_DECISION,
        title=f"行为{step.act.order}：送达行政处罚决定书",
        bound=Bound.BUREAU,
        due=clock("serve_by").due(step.on, law_on(step.on).calendar),
    )
    owe_later(step, "publish_penalty")
    step.log(
        f"行为{step.act.order}处罚决定：{'、'.join(penalties)}",
        detail=reasons,
        subject=row,
        weight=Weight.DECISION,
        after={"结果": outcome_words(row.outcome), "处罚": penalties, "告知的处罚": notice.penalties},
    )
    notify(user=procedure.author, text=f"{step.case}行为{step.act.order}已作出处罚决定", link=case_url(step.case))
    settle_case_clock(step)
    return row


# --- payment -------------------------------------------------------------------


@dataclass(frozen=True)
class Owed:
    """What is still to be paid on a decision that day, and how the surcharge was reckoned."""

    fine: int
    surcharge: int
    last_day: date | None
    arithmetic: str

    @property
    def total(self) -> int:
        return self.fine + self.surcharge


def served_on(decision: Decision) -> date | None:
    """The day the party received the decision; the clocks of payment and remedies run from it."""
    rows = Service.objects.filter(paper__in_case__act=decision.act, paper__kind=PENALTY_DECISION)
    service = rows.order_by("pk").first()
    return service.served_on if service else None


def last_day_to_pay(decision: Decision) -> date | None:
    received = served_on(decision)
    if received is None:
        return None
    deferral = decision.deferrals.first()
    calendar = law_on(received).calendar
    return pay_by(received, calendar, deferral.until if deferral else None).on


def owed(decision: Decision, on: date) -> Owed:
    """Fine and surcharge left (72条1款(一)): 3% a day after the last day, never more than the fine."""
    fine = decision.fine or 0
    rows = list(decision.payments.all())
    paid = sum(row.amount for row in rows if not row.is_surcharge)
    last = last_day_to_pay(decision)
    if not fine or last is None:
        return Owed(max(0, fine - paid), 0, last, "")
    settled = _settled_on(decision, fine)
    reckoned = surcharge(fine, last, settled or on)
    extra = sum(row.amount for row in rows if row.is_surcharge)
    return Owed(max(0, fine - paid), max(0, reckoned.yuan - extra), last, reckoned.arithmetic)


def _settled_on(decision: Decision, fine: int) -> date | None:
    """The day on which the fine itself was paid in full."""
    total = 0
    for row in decision.payments.filter(is_surcharge=False).order_by("paid_on", "pk"):
        total += row.amount
        if total >= fine:
            return row.paid_on
    return None


def after_decision_served(step: Move, decision: Decision) -> None:
    """Fifteen days to pay, from receipt (67条3款)."""
    received = served_on(decision)
    if decision.fine and received:
        open_obligation(
            case=step.case,
            act=decision.act,
            kind=ObligationKind.PAY,
            title=f"行为{decision.act.order}：缴纳罚款{zh_money(decision.fine)}",
            bound=Bound.PARTY,
            due=clock("pay_by").due(received, law_on(step.on).calendar),
        )


def record_payment(
    *,
    actor: User,
    act: Act,
    paid_on: date,
    amount: int,
    voucher: str,
    is_surcharge: bool = False,
    upload: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> Payment:
    """Money received by the bank named in the decision (罚缴分离). The duty ends when fine and surcharge are paid."""
    with move("record_payment", actor=actor, case=act.case, act=act, version=version) as step:
        decision = step.act.decision
        received = served_on(decision)
        if not decision.fine or received is None:
            raise WrongState("没有罚款，或者处罚决定书还没有送达。", way_out=case_url(act.case))
        not_later_than_today(paid_on, step.on, name="缴款日期", field="paid_on")
        if paid_on < received:
            raise DomainError(f"缴款日期不能早于决定书送达日（{received}）。", field="paid_on")
        left = owed(decision, paid_on)
        limit = left.surcharge if is_surcharge else left.fine
        if not 0 < amount <= limit:
            raise DomainError(f"还应缴{limit}元，登记的金额须大于0、不超过这个数。", field="amount")
        row = Payment.objects.create(
            decision=decision,
            paid_on=paid_on,
            amount=amount,
            is_surcharge=is_surcharge,
            voucher=stated(voucher, "请填写缴款票据号。", field="voucher", limit=60),
            file=store_file(actor=actor, name=upload[0], content=upload[1]) if upload else None,
            recorded_by=actor,
        )
        left = owed(decision, step.on)
        if left.total == 0:
            fulfil(
                open_ones(case=step.case, kind=ObligationKind.PAY, act=step.act),
                by=None,
                words=f"{zh_date(paid_on)}缴清",
            )
        elif not is_surcharge:
            _settle_instalments(step, decision, paid_on)
        step.log(
            f"行为{step.act.order}登记{'加处罚款' if is_surcharge else '罚款'}缴款{amount}元",
            subject=row,
            after={"缴款日期": paid_on, "票据号": row.voucher, "尚欠": left.total, "加处": left.arithmetic},
        )
    return row


def defer_payment(
    *,
    actor: User,
    act: Act,
    asked_on: date,
    until: date,
    reason: str,
    instalments: Sequence[tuple[str, int]] = (),
    version: int | None = None,
) -> Deferral:
    """A later day to pay, or a sum on each of several days, asked for in real hardship, approved by a leader (66条2款).

    `instalments`: (day, yuan) in order; together what is still owed of the fine, the last on `until`.
    """
    with move("defer_payment", actor=actor, case=act.case, act=act, version=version) as step:
        decision = step.act.decision
        last = last_day_to_pay(decision)
        if not decision.fine or last is None:
            raise WrongState("没有罚款，或者处罚决定书还没有送达。", way_out=case_url(act.case))
        not_later_than_today(asked_on, step.on, name="申请日期", field="asked_on")
        if until <= last:
            raise DomainError(f"暂缓的日期须晚于现在的缴款期限（{zh_date(last)}）。", field="until")
        _check_plan(instalments, owed(decision, step.on).fine, step.on, until)
        row = Deferral.objects.create(
            decision=decision,
            asked_on=asked_on,
            until=until,
            instalments=[list(one) for one in instalments],
            reason=stated(reason, "请写明经济困难的情况和批准的理由。", field="reason"),
            approved_by=step.signature.user,
            approved_for=step.signature.for_user,
        )
        cancel(open_ones(case=step.case, kind=ObligationKind.PAY, act=step.act), words=f"经批准延至{zh_date(until)}")
        _owe_later_payment(step, decision, row)
        words = "、".join(row.plan_words) or f"暂缓至{zh_date(until)}"
        step.log(
            f"行为{step.act.order}批准暂缓、分期缴纳：{words}", detail=row.reason, subject=row, weight=Weight.DECISION
        )
    return row


def _settle_instalments(step: Move, decision: Decision, paid_on: date) -> None:
    """The instalments that the sum paid since the plan was approved covers, from the first on."""
    plan = decision.deferrals.first()
    if plan is None or not plan.instalments:
        return
    since = decision.payments.filter(is_surcharge=False, recorded_at__gte=plan.approved_at)
    paid = since.aggregate(sum=Sum("amount"))["sum"] or 0
    for number, (_, yuan) in enumerate(plan.instalments, 1):
        paid -= yuan
        if paid < 0:
            return
        rows = open_ones(case=step.case, kind=ObligationKind.PAY, act=step.act)
        fulfil(rows.filter(title__endswith=f"第{number}期"), by=None, words=f"{zh_date(paid_on)}缴纳")


def _check_plan(plan: Sequence[tuple[str, int]], owing: int, on: date, until: date) -> None:
    if not plan:
        return
    days = [date.fromisoformat(day) for day, _ in plan]
    if days != sorted(set(days)) or days[0] < on or days[-1] != until:
        raise DomainError("分期的日期须从早到晚，最后一期就是缴清的最后一日。", field="instalments")
    total = sum(yuan for _, yuan in plan)
    if total != owing or any(yuan <= 0 for _, yuan in plan):
        raise DomainError(f"各期合计{total}元，应当等于尚欠的罚款{owing}元。", field="instalments")


def _owe_later_payment(step: Move, decision: Decision, row: Deferral) -> None:
    plan = row.instalments or [[row.until.isoformat(), decision.fine]]
    for number, (day, yuan) in enumerate(plan, 1):
        which = f"第{number}期" if row.instalments else "（暂缓）"
        open_obligation(
            case=step.case,
            act=step.act,
            kind=ObligationKind.PAY,
            title=f"行为{step.act.order}：缴纳罚款{zh_money(yuan)}{which}",
            bound=Bound.PARTY,
            due_on=date.fromisoformat(day),
            due_words="经批准暂缓或者分期缴纳（行政处罚法66条2款）",
            unit="至批准之日",
        )


def extend_limit(*, actor: User, case, reason: str, version: int | None = None) -> LimitExtension:
    """A longer limit of the case, approved before the old one runs out, once, as far as the trade's rule allows."""
    with move("extend_limit", actor=actor, case=case, version=version) as step:
        limit = limit_of(step.case, step.on)
        if step.case.limit_pauses.filter(last__isnull=True).exists():
            raise WrongState("办案期限正在中止，请先恢复，再办理延长。", way_out=case_url(case))
        if limit.max_extended is None or step.case.limit_extensions.exists():
            raise WrongState("办案期限已经延长过，或者不能延长。", way_out=case_url(case))
        if limit.hard.passed(step.on):
            raise WrongState(f"办案期限{zh_date(limit.hard.on)}已经届满，不能再延长。请说明原因，尽快作出决定。")
        row = LimitExtension.objects.create(
            case=step.case,
            old_limit=limit.hard.on,
            new_limit=limit.max_extended.on,
            reason=stated(reason, "请写明延长的理由：案情怎样复杂、还要办什么。", field="reason"),
            approved_by=step.signature.user,
            approved_for=step.signature.for_user,
        )
        clocks = open_ones(case=step.case, kind=ObligationKind.DECIDE).filter(act__isnull=True)
        cancel(clocks, words=f"经批准延长至{row.new_limit}")
        open_obligation(
            case=step.case,
            kind=ObligationKind.DECIDE,
            title="作出处理决定（已延长）",
            bound=Bound.BUREAU,
            due=limit.max_extended,
        )
        step.log(
            f"办案期限由{row.old_limit}延长至{row.new_limit}", detail=row.reason, subject=row, weight=Weight.DECISION
        )
    return row
