"""送达地址, 催告 and 申请强制执行: how papers reach the party, and what is done when it does not pay."""

from datetime import date

from accounts.models import Bureau, User
from cases.enums import Bound, ObligationKind
from cases.law import law_on
from cases.models import Act, Case, CourtApplication, Decision, Demand, ServiceAddress
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import cancel, fulfil, open_obligation, open_ones
from cases.services.papers import draft_in
from cases.services.sanctions import last_day_to_pay, owed, served_on
from documents.words import zh_date
from parties.models import Party
from records.enums import PaperStatus, Weight
from records.errors import DomainError, WrongState
from records.services import store_file
from rules.clocks import clock
from rules.deadlines import Due


def confirm_address(
    *,
    actor: User,
    case: Case,
    party: Party,
    recipient: str,
    address: str,
    phone: str,
    electronic: bool,
    confirmed_on: date,
    electronic_to: str = "",
    upload: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> ServiceAddress:
    """送达地址确认书 signed by the party; without its consent nothing is served electronically (61条2款)."""
    with move("confirm_address", actor=actor, case=case, version=version) as step:
        if not step.case.acts.filter(party=party).exists() and step.case.party_id != party.pk:
            raise DomainError("只能登记本案当事人的送达地址。", field="party")
        not_later_than_today(confirmed_on, step.on, name="确认日期", field="confirmed_on")
        if electronic and not electronic_to.strip():
            raise DomainError("同意电子送达的，请填写接收的号码、邮箱或者账号。", field="electronic_to")
        if electronic and not upload:
            raise DomainError("同意电子送达须由当事人签字确认。请上传签字的确认书。", field="file")
        row = ServiceAddress.objects.create(
            case=step.case,
            party=party,
            recipient=stated(recipient, "请填写收件人。", field="recipient", limit=60),
            address=stated(address, "请填写送达地址。", field="address", limit=200),
            phone=stated(phone, "请填写联系电话。", field="phone", limit=40),
            electronic=electronic,
            electronic_to=electronic_to.strip() if electronic else "",
            confirmed_on=confirmed_on,
            file=store_file(actor=actor, name=upload[0], content=upload[1]) if upload else None,
            recorded_by=actor,
        )
        consent = "同意电子送达" if electronic else "不同意电子送达"
        step.log(
            f"{party.name}确认送达地址，{consent}", subject=row, after={"地址": row.address, "收件人": row.recipient}
        )
    return row


def court_window(decision: Decision) -> tuple[date, Due] | None:
    """From which day the court may be asked, and until when: the three months after the time to contest has run out."""
    received = served_on(decision)
    pay = last_day_to_pay(decision)
    if received is None or pay is None:
        return None
    calendar = law_on(received).calendar
    ends = [clock(key).due(received, calendar).on for key in ("reconsideration_last_day", "litigation_last_day")]
    start = max([*ends, pay])
    return start, clock("court_application_by").due(start, calendar)


def demand_payment(*, actor: User, act: Act, pay_until: date, version: int | None = None) -> Demand:
    """催告书 (行政强制法54条): sums, day and way to pay, the right to be heard. While it is a draft, calling again changes it."""
    with move("demand_payment", actor=actor, case=act.case, act=act, version=version) as step:
        decision = step.act.decision
        last, left = last_day_to_pay(decision), owed(decision, step.on)
        if last is None or not left.total:
            raise WrongState("没有尚欠的罚款，或者处罚决定书还没有送达，不用催告。", way_out=case_url(act.case))
        if last >= step.on:
            raise WrongState(f"缴款期限到{zh_date(last)}，届满以后才能催告。", way_out=case_url(act.case))
        least = clock("demand_wait").due(step.on, law_on(step.on).calendar).on
        if pay_until < least:
            raise DomainError(
                f"催告书送达后10个工作日才能申请强制执行，履行期限请不早于{zh_date(least)}。", field="pay_until"
            )
        row = decision.demands.filter(served_on__isnull=True).first()
        if row is None or (row.paper and row.paper.status != PaperStatus.DRAFT):
            row = Demand(decision=decision, made_by=actor)
        row.fine, row.surcharge, row.pay_until = left.fine, left.surcharge, pay_until
        row.save()
        row.paper = draft_in(step, "PAYMENT_DEMAND", act=step.act, extra={}, paper=row.paper)
        row.save(update_fields=["paper"])
        step.log(
            f"行为{step.act.order}催告履行处罚决定",
            detail=left.arithmetic,
            subject=row,
            after={"罚款": row.fine, "加处罚款": row.surcharge, "履行期限": pay_until},
        )
    return row


def after_demand_served(step: Move, row: Demand, day: date) -> None:
    """Ten working days run; then, while the window is open, the court is to be asked."""
    row.served_on = day
    row.save(update_fields=["served_on"])
    found = court_window(row.decision)
    if found is None:
        return
    cancel(open_ones(case=step.case, kind=ObligationKind.COURT, act=row.decision.act), words="另行催告")
    open_obligation(
        case=step.case,
        act=row.decision.act,
        kind=ObligationKind.COURT,
        title=f"行为{row.decision.act.order}：仍不履行的，申请人民法院强制执行",
        bound=Bound.BUREAU,
        due=found[1],
        bars_closing=False,
    )


def record_defence_to_demand(*, actor: User, demand: Demand, words: str, version: int | None = None) -> Demand:
    """What the party said to the demand (行政强制法36条)."""
    act = demand.decision.act
    with move("record_defence_to_demand", actor=actor, case=act.case, act=act, version=version) as step:
        row = Demand.objects.select_for_update(of=["self"]).get(pk=demand.pk, decision__act=step.act)
        if row.served_on is None:
            raise WrongState("催告书还没有送达。", way_out=case_url(act.case))
        row.heard_words = stated(words, "请记下当事人的陈述、申辩和复核情况。", field="words")
        row.save(update_fields=["heard_words"])
        step.log(f"行为{step.act.order}催告后的陈述申辩", detail=row.heard_words, subject=row, weight=Weight.PARTY)
    return row


def apply_to_court(
    *, actor: User, act: Act, reasons: str, court: str = "", version: int | None = None
) -> CourtApplication:
    """申请人民法院强制执行: a leader approves, ten working days after the demand, within the three months."""
    with move("apply_to_court", actor=actor, case=act.case, act=act, version=version) as step:
        decision = step.act.decision
        demand = decision.demands.filter(served_on__isnull=False).first()
        if demand is None:
            raise WrongState("还没有送达催告书。请先催告。", way_out=case_url(act.case))
        if CourtApplication.objects.filter(decision=decision).exists():
            raise WrongState("已经申请强制执行。", way_out=case_url(act.case))
        _check_window(decision, demand, step.on)
        left = owed(decision, step.on)
        if not left.total:
            raise WrongState("罚款已经缴清，不用申请强制执行。", way_out=case_url(act.case))
        row = CourtApplication.objects.create(
            decision=decision,
            demand=demand,
            court=stated(court or Bureau.objects.get().court, "请填写有管辖权的人民法院。", field="court", limit=80),
            amount=left.total,
            reasons=stated(reasons, "请写明当事人不履行的情况和申请的理由。", field="reasons"),
            last_day=court_window(decision)[1].on,
            applied_on=step.on,
            approved_by=step.signature.user,
            approved_for=step.signature.for_user,
        )
        row.paper = draft_in(step, "ENFORCEMENT_APPLICATION", act=step.act, extra={})
        row.save(update_fields=["paper"])
        owing = open_ones(case=step.case, kind=ObligationKind.COURT, act=step.act)
        fulfil(owing, by=actor, words=f"{zh_date(step.on)}申请{row.court}强制执行")
        step.log(
            f"行为{step.act.order}申请{row.court}强制执行",
            detail=row.reasons,
            subject=row,
            weight=Weight.DECISION,
            after={"数额": row.amount, "期限": row.last_day},
        )
    return row


def _check_window(decision: Decision, demand: Demand, on: date) -> None:
    waited = clock("demand_wait").due(demand.served_on, law_on(on).calendar).on
    if on <= waited:
        raise WrongState(
            f"催告书{zh_date(demand.served_on)}送达，10个工作日到{zh_date(waited)}，届满仍不履行的才能申请。"
        )
    start, due = court_window(decision)
    if on <= start:
        raise WrongState(
            f"当事人申请复议、提起诉讼的期限到{zh_date(start)}，届满以后才能申请强制执行（行政强制法53条）。"
        )
    if due.passed(on):
        raise WrongState(f"申请强制执行的期限{zh_date(due.on)}已经届满，人民法院不予受理。请向局领导报告。")


def record_court_result(*, actor: User, act: Act, words: str, on: date, version: int | None = None) -> CourtApplication:
    """What the court did: accepted, granted, refused, executed."""
    with move("record_court_result", actor=actor, case=act.case, act=act, version=version) as step:
        row = CourtApplication.objects.select_for_update().filter(decision=step.act.decision).first()
        if row is None:
            raise WrongState("还没有申请强制执行。", way_out=case_url(act.case))
        not_later_than_today(on, step.on, name="日期", field="on")
        row.result, row.result_on = stated(words, "请写明法院的处理。", field="words", limit=300), on
        row.save(update_fields=["result", "result_on"])
        step.log(f"行为{step.act.order}法院对强制执行申请的处理", detail=row.result, subject=row, after={"日期": on})
    return row
