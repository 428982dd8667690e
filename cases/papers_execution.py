"""Context of the record of how a penalty was carried out, decided in the ordinary procedure or on the spot."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from cases.enums import ObligationKind
from cases.law import Law
from cases.models import Act, Case, Service
from cases.papers_records import decision_numbers, of_case, only_known
from cases.papers_soft import Values
from documents.words import zh_date, zh_money
from records.models import Event

NO_PENALTY_SERVED = "行政处罚决定书还没有送达。送达以后，再记录执行情况。"


def execution_record(case: Case, act: Act, law: Law) -> Values:
    said = of_case(case, act) | {"decision_number": decision_numbers([act]), "served_on": _served(act).served_on}
    return said | (_spot(act) if hasattr(act, "spot_decision") else _ordinary(act))


def _served(act: Act) -> Service | None:
    kinds = ("PENALTY_DECISION", "ON_SPOT_PENALTY")
    return Service.objects.filter(paper__in_case__act=act, paper__kind__in=kinds).order_by("pk").first()


def _ordinary(act: Act) -> Values:
    from cases.services.sanctions import last_day_to_pay, owed

    decision = act.decision
    left = owed(decision, timezone.localdate())
    payments = [
        {"paid_on": row.paid_on, "amount": zh_money(row.amount), "receipt": row.voucher}
        for row in decision.payments.all()
    ]
    last = last_day_to_pay(decision) if decision.fine else None
    return (
        {"decided_on": decision.decided_on, "penalties": decision.penalties}
        | {"result": _result_words(act, left.fine, left.surcharge)}
        | only_known(due_on=last, payments=payments, surcharge=left.arithmetic)
    )


def _result_words(act: Act, fine: int, surcharge: int) -> str:
    decision, parts = act.decision, []
    if others := [words for words in decision.penalties if not words.startswith("罚款")]:
        parts.append(f"{'、'.join(others)}随决定书送达。")
    sums = [("罚款", fine), ("加处罚款", surcharge)]
    if unpaid := "、".join(f"{name}{zh_money(yuan)}" for name, yuan in sums if yuan):
        parts.append(f"截至{zh_date(timezone.localdate())}，尚有{unpaid}没有缴纳。")
    elif decision.fine:
        parts.append("应当缴纳的款项已经缴清。")
    if court := getattr(decision, "court_application", None):
        parts.append(
            f"{zh_date(court.applied_on)}申请{court.court}强制执行{'：' if court.result else ''}{court.result}。"
        )
    return "".join(parts)


def _spot(act: Act) -> Values:
    """当场处罚: the fine goes to the bank, or was taken there and is handed in."""
    row = act.spot_decision
    decided_on = timezone.localtime(row.decided_at).date()
    kind = ObligationKind.HAND_IN if row.paid_there else ObligationKind.PAY
    owed = act.obligations.filter(kind=kind).order_by("-pk").first() if row.fine else None
    paid = _paid(act) if owed is not None and owed.fulfilled_at else {}
    parts = [f"{row.warning}随决定书送达。"] if row.warning else []
    payments = []
    if row.paid_there:
        payments = [{"paid_on": decided_on, "amount": zh_money(row.fine), "receipt": f"当场收缴，{row.paid_why}"}]
        parts.append(_handed_in(owed, paid))
    elif paid:
        payments = [{"paid_on": paid["日期"], "amount": zh_money(row.fine), "receipt": paid["票据号"]}]
        parts.append("应当缴纳的款项已经缴清。")
    elif row.fine:
        parts.append(f"截至{zh_date(timezone.localdate())}，尚有罚款{zh_money(row.fine)}没有缴纳。")
    said = {"decided_on": decided_on, "penalties": row.penalties, "result": "".join(parts)}
    return said | only_known(due_on=owed.due_on if owed and not row.paid_there else None, payments=payments)


def _paid(act: Act) -> dict[str, Any]:
    """Day and voucher, as they were registered."""
    row = Event.objects.filter(verb="record_spot_payment", object_kind="cases.act", object_id=act.pk).last()
    return row.after if row else {}


def _handed_in(owed: Any, paid: dict[str, Any]) -> str:
    if paid:
        return f"当场收缴的罚款已于{zh_date(paid['日期'])}交至指定的银行，票据号{paid['票据号']}。"
    return f"当场收缴的罚款还没有交回，最迟{zh_date(owed.due_on)}交至指定的银行。"


def _needs_served_penalty(act: Act) -> str:
    is_decided = hasattr(act, "spot_decision") or (hasattr(act, "decision") and act.decision.procedure_id)
    return "" if is_decided and _served(act) else NO_PENALTY_SERVED


CONTEXTS: dict[str, Callable[[Case, Act, Law], Values]] = {"EXECUTION_RECORD": execution_record}
NEEDS: dict[str, Callable[[Act], str]] = {"EXECUTION_RECORD": _needs_served_penalty}
