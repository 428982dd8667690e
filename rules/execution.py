"""Answers to `ask: execution`: what is owed and by when, from service of the decision to the application to the court."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.calendar import zh_date
from rules.case_deadlines import deferral
from rules.clocks import clock
from rules.deadlines import Due, Pause
from rules.procedure import NOT_SUBSTANTIVE, ProcedureLaw
from rules.procedure_facts import ProcedureFacts
from rules.procedure_sheet import from_sheet
from rules.remedies import Remedy, pauses_of, read_remedies, remedy_deadlines
from rules.sheet_values import day
from rules.surcharge import BASIS, PAUSE_BASIS, Surcharge, cap_day, pay_by, surcharge
from rules.terms import terms_of

PAYMENT_BASIS = ("行政处罚法66条1款", "行政处罚法67条3款")
DEFERRAL_BASIS = ("行政处罚法66条2款", "行政处罚法72条2款")
COURT_BASIS = ("行政处罚法72条1款(四)", "行政强制法53条")
DEMAND_BASIS = ("行政强制法54条", "行政强制法35条")
NO_STAY_BASIS = ("行政处罚法73条1款",)


@dataclass(frozen=True)
class Debt:
    """A fine from its service on. Anything not on file is None; `surcharge` is as of `on` (or the day of payment)."""

    on: date
    fine: int | None
    served_on: date | None
    payment_known: bool
    paid_on: date | None
    remedies: tuple[Remedy, ...]
    deferred_until: date | None
    due: Due | None = None
    surcharge: Surcharge | None = None

    @property
    def pauses(self) -> tuple[Pause, ...]:
        return pauses_of(self.remedies)

    @property
    def overdue(self) -> bool:
        return self.due is not None and self.due.passed(self.paid_on or self.on)

    @property
    def owing(self) -> bool:
        return self.payment_known and self.paid_on is None


def answer_execution(sheet: Mapping[str, Any], law: ProcedureLaw, today: date) -> dict[str, Any]:
    """The fields of the answer to `ask: execution`; unknown service, fine or payment are asked for."""
    facts = from_sheet(sheet, law.calendar, terms_of(law), today)
    debt = _debt(sheet, facts)
    dues = _deadlines(debt, facts)
    late = _court_missed(debt, dues)
    return {
        "outcome": "EXECUTION",
        "binding": "must",
        "violation": facts.offence,
        "possible": ("EXECUTION",),
        "questions": _questions(debt),
        **NOT_SUBSTANTIVE,
        "duties": _duties(debt, dues),
        "basis": _basis(debt, dues),
        "trace": _trace(debt, dues),
        "deadlines": dues,
        "blocks": (late,) if late else (),
        "hearing_required": None,
        "simple_procedure": None,
        "collective_discussion": None,
        "surcharge_yuan": debt.surcharge.yuan if debt.surcharge else None,
    }


def _debt(sheet: Mapping[str, Any], facts: ProcedureFacts) -> Debt:
    remedies = read_remedies(sheet)
    known = "paid" in sheet
    plain = Debt(
        on=_on(sheet, facts, remedies),
        fine=facts.final_fine,
        served_on=facts.served_on,
        payment_known=known,
        paid_on=day(sheet.get("paid")),
        remedies=remedies,
        deferred_until=deferral(sheet, facts),
    )
    if plain.served_on is None or plain.fine == 0:
        return plain
    due = pay_by(plain.served_on, facts.calendar, plain.deferred_until)
    told = plain.fine is not None and known and all(one.filed_on for one in remedies)
    owed = surcharge(plain.fine or 0, due.on, plain.paid_on or plain.on, plain.pauses) if told else None
    return Debt(**{**vars(plain), "due": due, "surcharge": owed})


def _on(sheet: Mapping[str, Any], facts: ProcedureFacts, remedies: tuple[Remedy, ...]) -> date:
    """`as_of`; without it the documented default, but never before what the sheet says has already happened."""
    stated = day(sheet.get("as_of"))
    happened = [facts.served_on, day(sheet.get("paid"))]
    happened += [end for one in remedies for end in (one.filed_on, one.ended_on)]
    return stated or max([facts.on, *(past for past in happened if past is not None)])


def _deadlines(debt: Debt, facts: ProcedureFacts) -> dict[str, Due]:
    if debt.due is None or debt.served_on is None:
        return {}
    dues = {"pay_by": debt.due, "cap_date": cap_day(debt.due.on, debt.pauses, debt.on)}
    open_to_party = remedy_deadlines(debt.served_on, debt.remedies, facts.calendar)
    dues |= open_to_party
    if not open_to_party or not debt.owing:
        return dues
    start = max([due.on for due in open_to_party.values()] + ([debt.deferred_until] if debt.deferred_until else []))
    court = clock("court_application_by").due(start, facts.calendar)
    return dues | {"court_application_by": court, "demand_by": clock("demand_by").due(court.on, facts.calendar)}


def _court_opens(dues: Mapping[str, Due]) -> date | None:
    """The day on which the remedies end: from the next day on the court may be asked."""
    court = dues.get("court_application_by")
    return court.start if court else None


def _court_missed(debt: Debt, dues: Mapping[str, Due]) -> str | None:
    court = dues.get("court_application_by")
    if court is None or not debt.owing or not court.passed(debt.on):
        return None
    return f"申请人民法院强制执行的期限已于{zh_date(court.on)}届满，没有申请（行政强制法53条）"


def _questions(debt: Debt) -> tuple[str, ...]:
    missing = [] if debt.fine is not None else ["fine_yuan"]
    if debt.fine == 0:
        return ()
    missing += [] if debt.served_on is not None else ["served"]
    missing += [] if debt.payment_known else ["paid"]
    return (*missing, *(one.kind for one in debt.remedies if one.filed_on is None))


def _duties(debt: Debt, dues: Mapping[str, Due]) -> tuple[str, ...]:
    if debt.paid_on is not None:
        late = debt.surcharge is not None and debt.surcharge.yuan > 0
        return ("收缴加处罚款", "缴款凭证附卷") if late else ("缴款凭证附卷",)
    if not debt.owing or debt.due is None or not debt.overdue:
        return ("暂缓（分期）缴纳罚款审批表",) if debt.deferred_until else ()
    duties = ["加处罚款决定书"]
    opens = _court_opens(dues)
    if opens is not None and debt.on > opens:
        duties += ["催告书", "强制执行申请书"]
    return tuple(duties)


def _basis(debt: Debt, dues: Mapping[str, Due]) -> tuple[str, ...]:
    basis = [*PAYMENT_BASIS]
    if debt.deferred_until:
        basis += DEFERRAL_BASIS
    if debt.overdue:
        basis += [*BASIS, "行政强制法45条1款"]
    if debt.remedies:
        basis += [*NO_STAY_BASIS, *PAUSE_BASIS]
    if "court_application_by" in dues and debt.overdue:
        basis += [*COURT_BASIS, *DEMAND_BASIS]
    return tuple(dict.fromkeys(basis))


def _trace(debt: Debt, dues: Mapping[str, Due]) -> tuple[dict[str, Any], ...]:
    steps = [
        _step(
            "fine",
            "应缴罚款",
            f"决定书确定的罚款为{debt.fine}元。" if debt.fine is not None else "",
            "行政处罚法66条1款",
        )
    ]
    if debt.due is not None:
        steps.append(_step("pay_by", "缴款期限", debt.due.explain(), debt.due.citation))
    if debt.remedies and debt.due is not None:
        told = "申请复议、提起诉讼不停止执行，但期间不计算加处罚款。"
        steps.append(_step("remedies", "复议、诉讼", told, PAUSE_BASIS[0]))
    if debt.surcharge is not None:
        paid = f"{zh_date(debt.paid_on)}缴纳" if debt.paid_on else f"截至{zh_date(debt.on)}尚未缴纳"
        steps.append(_step("surcharge", "加处罚款", f"{paid}；{debt.surcharge.arithmetic}。", BASIS[0]))
    for key in ("cap_date", "court_application_by", "demand_by"):
        if key in dues and debt.owing:
            steps.append(_step(key, dues[key].rule, dues[key].explain(), dues[key].citation))
    return tuple(steps)


def _step(key: str, title: str, detail: str, citation: str) -> dict[str, Any]:
    return {
        "layer": "execution",
        "rule_id": f"execution.{key}",
        "title_zh": title,
        "detail_zh": detail or "没有写明。",
        "verdict": "true" if detail else "unknown",
        "citation": citation,
        "decisive": key == "surcharge",
        "atoms": (),
    }
