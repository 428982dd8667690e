"""当场处罚 (51、52条): decided by the two officers on the spot, delivered there, filed with the bureau afterwards."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import Bureau, User
from cases.capacity import current_officers
from cases.enums import ActState, Bound, CaseState, ObligationKind
from cases.law import law_on
from cases.models import Act, Case, Service, SpotDecision
from cases.services.assessments import evaluate
from cases.services.decisions import settle_case_clock
from cases.services.move import Move, case_url, move, stated
from cases.services.owing import fulfil, open_obligation, open_ones
from cases.services.papers import draft_in
from cases.services.structure import fine_twice_problem
from cases.sheets import fact_sheet
from documents.words import zh_date
from records import services as records
from records.enums import Weight
from records.errors import DomainError, WrongState
from records.services import next_number
from rules.answer import SheetFault
from rules.clocks import clock
from rules.deadlines import add_working_days
from rules.hearing import on_the_spot

FILE_DAYS = 3
FILED_WORD = "当立"
SMALL_CASH = 100
CERTAIN = frozenset({"PENALTY", "PENALTY_LENIENT", "NO_FINE_ORGAN"})


def spot_problem(act: Act, on: date, fine: int) -> str:
    """Why the act may not be decided on the spot, in Chinese; empty when it may."""
    law = law_on(on)
    try:
        answer = evaluate(fact_sheet(act, on), law, on)
    except SheetFault as fault:
        return f"事实有矛盾：{fault}。请先更正"
    if answer.get("questions"):
        names = "、".join(law.facts[key].label for key in answer["questions"][:4] if key in law.facts)
        return f"事实还没有查明（{names}），不能当场处罚"
    if answer.get("outcome") not in CERTAIN:
        return "按查明的事实，系统建议不是一般的行政处罚，不适用简易程序"
    bounds = answer.get("fine_range_yuan")
    reading = on_the_spot(act.party.kind, fine, law.procedure, tuple(bounds) if bounds else None)
    if reading.value is not True:
        return reading.detail_zh.rstrip("。")
    if fine and not bounds:
        return "对这一当事人不处罚款"
    if bounds and not bounds[0] <= fine <= bounds[1] and fine:
        return f"罚款应当在{bounds[0]}元至{bounds[1]}元之间"
    if bounds and bounds[0] and not fine:
        return f"这个案由必须并处罚款，不少于{bounds[0]}元"
    return ""


def decide_on_spot(
    *,
    actor: User,
    act: Act,
    decided_at: datetime,
    place: str,
    facts: str,
    warning: bool,
    fine: int,
    heard: str,
    recipient: str,
    paid_there: bool = False,
    paid_why: str = "",
    pay_to: str = "",
    version: int | None = None,
) -> SpotDecision:
    """Facts beyond doubt, a small fine or a warning, the party told and heard, the numbered paper handed over there.

    Reconsideration comes before a suit here (行政复议法23条1款(一)); the paper says so.
    """
    with move("decide_on_spot", actor=actor, case=act.case, act=act, version=version) as step:
        answer, warned = _checked(step, decided_at, fine, warning, paid_there, paid_why)
        row = SpotDecision.objects.create(
            act=step.act,
            decided_at=decided_at,
            place=stated(place, "请填写地点。", field="place", limit=120),
            facts=stated(facts, "请写明事实和证据。", field="facts"),
            basis=answer["basis"],
            warning=warned,
            fine=fine,
            heard=stated(heard, "请记下当事人当场的陈述、申辩；没有意见的也要写明。", field="heard"),
            recipient=stated(recipient, "请填写当场签收人。", field="recipient", limit=60),
            paid_there=bool(paid_there and fine),
            paid_why=paid_why.strip() or ("罚款不超过100元，已出具专用票据" if paid_there and fine else ""),
            pay_to=stated(pay_to, "请填写缴款方式：收款银行和账号，或者电子支付的办法。", field="pay_to", limit=200)
            if fine and not paid_there
            else "",
            decided_by=actor,
        )
        row.officers.set([one.user for one in current_officers(step.case)])
        step.goto(ActState.SPOT)
        _hand_over(step, row)
        _owe_after(step, row)
        settle_case_clock(step)
        step.log(
            f"行为{step.act.order}当场处罚：{'、'.join(row.penalties)}",
            detail=row.facts,
            subject=row,
            weight=Weight.DECISION,
            after={"依据": row.basis, "陈述申辩": row.heard, "签收": row.recipient},
        )
    return row


def _checked(
    step: Move, decided_at: datetime, fine: int, warning: bool, paid_there: bool, paid_why: str
) -> tuple[dict[str, Any], str]:
    """The answer of the rules that the decision rests on, and the warning it must give."""
    act = step.act
    if decided_at > timezone.now():
        raise DomainError("时间不能晚于现在。", field="decided_at")
    if problem := spot_problem(act, step.on, fine):
        raise DomainError(f"不能当场处罚：{problem}。请按普通程序办理。", field="fine", way_out=case_url(step.case))
    if fine_twice := fine and fine_twice_problem(act):
        raise DomainError(f"{fine_twice}（行政处罚法29条）。", field="fine")
    answer = evaluate(fact_sheet(act, step.on), law_on(step.on), step.on)
    rule = law_on(step.on).offences[act.violation].rules_for(act.party.kind, answer["law_version"])[0]
    if rule.warning and not warning:
        raise DomainError(f"这个案由应当给予{rule.warning}，请勾选。", field="warning")
    if paid_there and fine > SMALL_CASH and not paid_why.strip():
        raise DomainError("罚款超过100元当场收缴的，须写明不当场收缴事后难以执行的情况和票据号。", field="paid_why")
    return answer, rule.warning if warning else ""


def _hand_over(step: Move, row: SpotDecision) -> None:
    """The paper is numbered, printed and delivered there and then."""
    row.paper = draft_in(step, "ON_SPOT_PENALTY", act=step.act, extra={})
    row.paper = records.issue_paper(actor=step.actor, paper=row.paper, organ_word=Bureau.objects.get().word)
    row.save(update_fields=["paper"])
    Service.objects.create(
        case=step.case,
        paper=row.paper,
        method="direct",
        served_on=timezone.localtime(row.decided_at).date(),
        recipient=row.recipient,
        recorded_by=step.actor,
    )


def _owe_after(step: Move, row: SpotDecision) -> None:
    calendar = law_on(step.on).calendar
    on = timezone.localtime(row.decided_at).date()
    common = {"case": step.case, "act": step.act}
    open_obligation(
        kind=ObligationKind.FILE,
        title=f"行为{step.act.order}：当场处罚决定报本局备案",
        bound=Bound.BUREAU,
        due=add_working_days(on, FILE_DAYS, calendar),
        due_words="行政处罚法52条3款；本局内部时限",
        **common,
    )
    open_obligation(
        kind=ObligationKind.DISCLOSE,
        title=f"行为{step.act.order}：公示执法决定（脱敏）",
        bound=Bound.BUREAU,
        due=clock("publish_penalty").due(on, calendar),
        bars_closing=False,
        **common,
    )
    if row.fine and row.paid_there:
        due = clock("hand_in_by").due(on, calendar)
        open_obligation(
            kind=ObligationKind.HAND_IN, title=f"交回当场收缴的罚款{row.fine}元", bound=Bound.BUREAU, due=due, **common
        )
    elif row.fine:
        due = clock("pay_by").due(on, calendar)
        open_obligation(
            kind=ObligationKind.PAY,
            title=f"行为{step.act.order}：缴纳罚款{row.fine}元",
            bound=Bound.PARTY,
            due=due,
            **common,
        )


def file_spot_decision(*, actor: User, act: Act, words: str, version: int | None = None) -> SpotDecision:
    """备案: the head of the section looks it over and puts it on record; the file gets its number."""
    with move("file_spot_decision", actor=actor, case=act.case, act=act, version=version) as step:
        row = SpotDecision.objects.select_for_update().get(act=step.act)
        if row.filed_on is not None:
            raise WrongState("这份当场处罚决定已经备案。", way_out=case_url(act.case))
        row.filed_on, row.filed_by = step.on, step.signature.user
        row.filed_words = stated(words, "请写明备案审查意见。", field="words", limit=300)
        row.save(update_fields=["filed_on", "filed_by", "filed_words"])
        fulfil(
            open_ones(case=step.case, kind=ObligationKind.FILE, act=step.act), by=actor, words=f"{zh_date(step.on)}备案"
        )
        _number_the_file(step, row)
        step.log(f"行为{step.act.order}当场处罚决定备案", detail=row.filed_words, subject=row, weight=Weight.DECISION)
    return row


def _number_the_file(step: Move, row: SpotDecision) -> None:
    case: Case = step.case
    if case.state != CaseState.REGISTERED or case.acts.exclude(state=ActState.SPOT).exists():
        return
    _, case.number = next_number(organ_word=Bureau.objects.get().word, number_word=FILED_WORD, year=step.on.year)
    case.filed_on, case.state = timezone.localtime(row.decided_at).date(), CaseState.INVESTIGATING
    case.save(update_fields=["number", "filed_on", "state"])


def record_spot_payment(
    *, actor: User, act: Act, on: date, voucher: str, version: int | None = None
) -> Sequence[object]:
    """The fine was paid at the bank, or the cash taken on the spot was handed in."""
    with move("record_spot_payment", actor=actor, case=act.case, act=act, version=version) as step:
        kinds = (ObligationKind.PAY, ObligationKind.HAND_IN)
        rows = [row for kind in kinds for row in open_ones(case=step.case, kind=kind, act=step.act)]
        if not rows:
            raise WrongState("没有要缴的罚款，或者已经登记。", way_out=case_url(act.case))
        if on > step.on or on < timezone.localtime(step.act.spot_decision.decided_at).date():
            raise DomainError("缴款日期须在当场处罚之日以后、今天以前。", field="on")
        voucher = stated(voucher, "请填写缴款票据号。", field="voucher", limit=60)
        for kind in kinds:
            fulfil(
                open_ones(case=step.case, kind=kind, act=step.act),
                by=actor,
                words=f"{zh_date(on)}缴清，票据号{voucher}",
            )
        step.log(f"行为{step.act.order}当场处罚的罚款已缴清", subject=step.act, after={"日期": on, "票据号": voucher})
    return rows
