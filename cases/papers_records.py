"""Contexts of records and internal forms: what was rechecked, taught, served, said, heard, carried out, visited, closed.

What no row knows (who spoke, in which way, until when) stays empty in the draft and is asked on its page.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from cases.enums import CaseState, ObligationKind, RecusalState, ServiceMethod, StatementKind, TransferKind
from cases.law import Law
from cases.models import Act, Case, CaseOfficer, Hearing, Obligation, PriorNotice, Service, Statement, Transfer
from cases.outcomes import outcome_words
from cases.papers_course import base, minute
from cases.papers_soft import Values, common, evidence_words, facts_words, issued_paper, liability, officers
from documents.words import zh_date
from records.models import Paper
from rules.clocks import clock

DECISIONS = ("NO_PENALTY_DECISION", "PENALTY_DECISION", "ON_SPOT_PENALTY")
RECEIPT_METHODS = {ServiceMethod.MAIL: "post", ServiceMethod.NOTICE: "public"}
# What no row knows: typed on the page of the draft, and kept when the draft is filled anew.
ASKED = {
    "RECHECK_RECORD": ("method", "words"),
    "STATEMENT_RECORD": ("begun_at", "ended_at", "place", "speaker", "speaker_role"),
    "HEARING_RECORD": ("ended_at", "recorder", "attending", "opening", "last_words"),
    "EDUCATION_RECORD": ("place", "words"),
    "TRANSFER_APPROVAL": ("crime",),
    "SERVICE_RECEIPT": ("served_at", "relation", "refusal"),
    "FOLLOW_UP_RECORD": ("method", "receiver", "words", "next"),
    "CLOSING_APPROVAL": ("handler_opinion",),
}
# What was owed to the party or by it, as the report before closing tells it.
CARRIED_OUT = (
    ObligationKind.CORRECT,
    ObligationKind.SERVE,
    ObligationKind.EDUCATE,
    ObligationKind.PAY,
    ObligationKind.COURT,
    ObligationKind.FILE,
    ObligationKind.HAND_IN,
    ObligationKind.HAND_OVER,
)


def of_case(case: Case, act: Act) -> Values:
    """Organ, party, number of the case and the two officers."""
    return base(case, act) | {"officers": officers(case)}


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _one_line(words: str) -> str:
    return " ".join(words.split())


def only_known(**values: Any) -> Values:
    """Only what is known; the rest is asked."""
    return {name: value for name, value in values.items() if value}


def typed(kind: str, context: Values) -> Values:
    return only_known(**{name: context.get(name) for name in ASKED.get(kind, ())})


def decision_numbers(acts: list[Act]) -> str:
    found = [paper.number for act in acts for kind in DECISIONS if (paper := issued_paper(act, kind))]
    return "、".join(found)


def _number_of(paper: Paper | None) -> Values:
    return only_known(notice_number=paper.number if paper else "")


# --- correction and education ------------------------------------------------------


def recheck_record(case: Case, act: Act, law: Law) -> Values:
    row = act.rechecks.select_related("correction__paper").first()
    said = of_case(case, act) | {"offence": act.violation_name, "rechecked_on": row.on, "result": row.result}
    said |= only_known(done_on=row.done_on, findings=row.note, evidence=[piece.title for piece in row.evidence.all()])
    if (order := row.correction) is None:
        return said
    number = order.paper.number if order.paper else ""
    return said | only_known(order_number=number, deadline=order.current_deadline, demands=_lines(order.requirements))


def education_record(case: Case, act: Act, law: Law) -> Values:
    row = act.educations.order_by("-pk").first()
    return (
        of_case(case, act)
        | {"offence": act.violation_name, "taught_on": row.on, "recipient": row.recipient}
        | {"content": _lines(row.content)}
        | only_known(recipient_role=row.recipient_role, decision_number=decision_numbers([act]))
    )


# --- service -----------------------------------------------------------------------


def _unproved(act: Act) -> list[Service]:
    """Services without a receipt on paper yet: the oldest, and those to the same person that day in the same way."""
    receipts = Paper.objects.issued().filter(in_case__act=act, kind="SERVICE_RECEIPT")
    done = {(row["title"], row.get("number", "")) for paper in receipts for row in paper.context["papers"]}
    rows = Service.objects.filter(paper__in_case__act=act).select_related("paper").order_by("served_on", "pk")
    left = [row for row in rows if (row.paper.title, row.paper.number) not in done]
    return [row for row in left if _way(row) == _way(left[0])]


def _way(row: Service) -> tuple[Any, ...]:
    return row.served_on, row.method, row.recipient, row.witness, row.proof


def service_receipt(case: Case, act: Act, law: Law) -> Values:
    rows = _unproved(act)
    row, confirmed = rows[0], case.addresses.filter(party=act.party).first()
    electronic = row.proof if row.method == ServiceMethod.ELECTRONIC else ""
    place = electronic or (confirmed.address if confirmed else act.party.address)
    posted = f"{zh_date(row.posted_on)}公告" if row.posted_on else ""
    note = "；".join(part for part in (f"{zh_date(row.served_on)}送达", posted, row.proof) if part)
    said = of_case(case, act) | {
        "offence": act.violation_name,
        "recipient": act.party.name,
        "papers": [{"title": one.paper.title} | only_known(number=one.paper.number) for one in rows],
        "method": RECEIPT_METHODS.get(row.method, row.method),
        "received_by": row.recipient,
        "note": note,
    }
    said.pop("party")
    return said | only_known(place=place, witness=row.witness)


# --- being heard -------------------------------------------------------------------


def _stated(act: Act) -> Statement | None:
    rows = Statement.objects.filter(notice__procedure__act=act, kind=StatementKind.STATED)
    return rows.select_related("notice__paper", "file", "recorded_by").first()


def statement_record(case: Case, act: Act, law: Law) -> Values:
    row = _stated(act)
    return (
        of_case(case, act)
        | {"offence": act.violation_name, "words": row.words, "recorder": row.recorded_by.name}
        | _number_of(row.notice.paper)
        | only_known(materials=[row.file.name] if row.file else [])
    )


def _held(act: Act) -> Hearing | None:
    rows = Hearing.objects.filter(notice__procedure__act=act, held_on__isnull=False)
    return rows.select_related("presider", "notice__procedure__act").first()


def hearing_record(case: Case, act: Act, law: Law) -> Values:
    """The minutes as the presider handed them in; what the investigators held is what their report says."""
    row, report = _held(act), act.reports.first()
    people = [f"{one['name']}（执法证号{one['certificate']}）" for one in officers(case)]
    return (
        base(case, act)
        | {
            "offence": act.violation_name,
            "begun_at": f"{row.held_on.isoformat()}T{row.starts_at:%H:%M}",
            "place": row.place,
            "open": row.is_open,
            "chair": row.presider.name,
            "investigators": people,
            "defence": row.minutes,
        }
        | only_known(case_for=f"{report.found}\n{report.proposal}" if report else "")
    )


def _notice(act: Act) -> PriorNotice | None:
    procedure = act.penalty_procedure
    return procedure.notice if procedure else None


def hearing_right_notice(case: Case, act: Act, law: Law) -> Values:
    row = _notice(act)
    return (
        common(case, act)
        | {
            "offence": act.violation_name,
            "facts": facts_words(act),
            "liability": liability(act, law),
            "penalties": row.penalties,
        }
        | _number_of(row.paper)
    )


# --- recusal and transfer ----------------------------------------------------------


def _untold_recusal(case: Case) -> CaseOfficer | None:
    """A decision on a recusal that has no paper yet, the oldest first."""
    issued = Paper.objects.issued().filter(in_case__case=case, kind="RECUSAL_DECISION")
    done = {(paper.context["person"], paper.context["grounds"]) for paper in issued}
    decided = case.officers.filter(recusal_decided_by__isnull=False).exclude(recusal=RecusalState.ASKED)
    rows = decided.select_related("user").order_by("declared_at", "pk")
    return next((row for row in rows if (row.user.name, row.recusal_words) not in done), None)


def recusal_decision(case: Case, act: Act, law: Law) -> Values:
    row = _untold_recusal(case)
    return base(case, act) | {
        "offence": act.violation_name,
        "asked_by": row.user.name,
        "asked_on": timezone.localtime(row.declared_at).date(),
        "person": row.user.name,
        "grounds": row.recusal_words,
        "granted": row.recusal == RecusalState.RECUSED,
        "reasons": row.recusal_decided_words,
    }


def _crime(act: Act) -> Transfer | None:
    return act.transfers.filter(kind=TransferKind.CRIMINAL).first()


def transfer_approval(case: Case, act: Act, law: Law) -> Values:
    row = _crime(act)
    reported = timezone.localtime(row.reported_at)
    return (
        of_case(case, act)
        | {
            "offence": act.violation_name,
            "to": row.to_organ,
            "facts": f"{facts_words(act, '当事人')}{row.words}",
            "reported_at": minute(row.reported_at),
            "decide_by": clock("head_decide_by", law.procedure).due(reported, law.calendar).on,
        }
        | only_known(evidence=evidence_words(act))
    )


# --- visited, closed --------------------------------------------------


def _visit(act: Act) -> Obligation | None:
    rows = act.obligations.filter(kind=ObligationKind.REVISIT, fulfilled_at__isnull=False)
    return rows.order_by("-fulfilled_at").first()


def follow_up_record(case: Case, act: Act, law: Law) -> Values:
    row = _visit(act)
    return (
        of_case(case, act)
        | {"visited_on": timezone.localtime(row.fulfilled_at).date(), "found": row.fulfilled_words}
        | only_known(decision_number=decision_numbers([act]))
    )


def _result_of(act: Act) -> str:
    decision = getattr(act, "decision", None)
    if decision is None:
        spot = getattr(act, "spot_decision", None)
        words = "、".join(spot.penalties) if spot else act.get_state_display()
    else:
        words = "、".join(decision.penalties) or outcome_words(decision.outcome)
    return f"行为{act.order}（{act.violation_name}）：{words}。"


def _owed_words(case: Case, kind: str) -> str:
    """What was done, and by when the rest is to be done."""
    rows = case.obligations.filter(kind=kind, cancelled_at__isnull=True).order_by("pk")
    said = [row.fulfilled_words if row.fulfilled_at else f"{zh_date(row.due_on)}以前办理" for row in rows]
    return _one_line("；".join(dict.fromkeys(said)))


def closing_approval(case: Case, act: Act, law: Law) -> Values:
    """One report for the file: every act of it, what became of what was owed, what is still to come."""
    acts = list(case.acts.select_related("decision", "spot_decision"))
    done = case.obligations.filter(kind__in=CARRIED_OUT, fulfilled_at__isnull=False).order_by("fulfilled_at", "pk")
    days = [one.decision.decided_on for one in acts if getattr(one, "decision", None)]
    return (
        of_case(case, act)
        | {
            "offence": "、".join(dict.fromkeys(one.violation_name for one in acts)),
            "filed_on": case.filed_on,
            "result": "\n".join(_result_of(one) for one in acts),
        }
        | only_known(
            decided_on=max(days, default=None),
            decision_number=decision_numbers(acts),
            execution="\n".join(f"{row.title}：{row.fulfilled_words.rstrip('。')}。" for row in done),
            publication=_owed_words(case, ObligationKind.DISCLOSE),
            revisit=_owed_words(case, ObligationKind.REVISIT),
        )
    )


CONTEXTS: dict[str, Callable[[Case, Act, Law], Values]] = {
    "RECUSAL_DECISION": recusal_decision,
    "RECHECK_RECORD": recheck_record,
    "HEARING_RIGHT_NOTICE": hearing_right_notice,
    "STATEMENT_RECORD": statement_record,
    "HEARING_RECORD": hearing_record,
    "EDUCATION_RECORD": education_record,
    "TRANSFER_APPROVAL": transfer_approval,
    "SERVICE_RECEIPT": service_receipt,
    "FOLLOW_UP_RECORD": follow_up_record,
    "CLOSING_APPROVAL": closing_approval,
}


# --- when it is too early ----------------------------------------------------------


def _needs_hearing_told(act: Act) -> str:
    row = _notice(act)
    if row is None:
        return "还没有拟处罚事先告知。请先办理“拟处罚事先告知”。"
    return "" if row.hearing_told else "拟作出的处罚不属于应当告知听证的情形。"


def _needs_service(act: Act) -> str:
    if _unproved(act):
        return ""
    served = Service.objects.filter(paper__in_case__act=act).exists()
    return "已登记的送达都有送达回证了。" if served else "还没有登记送达。请先制发文书、登记送达。"


def _needs_recusal(act: Act) -> str:
    if _untold_recusal(act.case):
        return ""
    decided = act.case.officers.filter(recusal_decided_by__isnull=False).exists()
    return "已作出的回避决定都有决定书了。" if decided else "没有作出回避决定。"


def _needs_all_ended(act: Act) -> str:
    acts = list(act.case.acts.all())
    if act.case.state != CaseState.INVESTIGATING or not all(one.has_ended for one in acts):
        return "还有行为没有处理完毕。全部处理完毕以后，再起草结案报告。"
    return "" if act.pk == acts[0].pk else f"一案一份结案报告，请在行为{acts[0].order}中起草。"


NEEDS: dict[str, Callable[[Act], str]] = {
    "RECUSAL_DECISION": _needs_recusal,
    "RECHECK_RECORD": lambda act: "" if act.rechecks.exists() else "还没有复查。请先办理“登记复查”。",
    "HEARING_RIGHT_NOTICE": _needs_hearing_told,
    "STATEMENT_RECORD": lambda act: "" if _stated(act) else "当事人还没有陈述、申辩。请先办理“登记陈述申辩”。",
    "HEARING_RECORD": lambda act: "" if _held(act) else "听证还没有举行。请先办理“登记听证”。",
    "EDUCATION_RECORD": lambda act: "" if act.educations.exists() else "还没有教育。请先办理“登记教育”。",
    "TRANSFER_APPROVAL": lambda act: "" if _crime(act) else "还没有报告负责人、提请移送公安机关。",
    "SERVICE_RECEIPT": _needs_service,
    "FOLLOW_UP_RECORD": lambda act: "" if _visit(act) else "还没有回访。请先登记办结回访。",
    "CLOSING_APPROVAL": _needs_all_ended,
}
