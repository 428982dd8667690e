"""Contexts of the papers of investigation, hearing, approval, enforcement and of the decision on the spot."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.law import Law
from cases.models import Act, Case, Decision
from cases.outcomes import outcome_words
from cases.papers_penalty import statement_words
from cases.papers_soft import (
    Values,
    common,
    duties,
    evidence_words,
    facts_words,
    issued_paper,
    liability,
    long,
    officers,
    organ,
)
from cases.papers_soft import party as party_values
from documents.words import zh_money
from rules.clocks import clock

SEARCH_BASIS = "行政处罚法55条1款"


def base(case: Case, act: Act) -> Values:
    """Organ, party and number of the case, for papers without a contact."""
    said = common(case, act)
    said.pop("contact")
    return said


def minute(at: datetime) -> str:
    """2026-05-20T09:30 by the bureau's clock, as a paper takes a moment."""
    return timezone.localtime(at).replace(tzinfo=None).isoformat(timespec="minutes")


def _own(law: Law, verb: str) -> tuple[str, ...]:
    """What the trade's own law says of this step today."""
    return law.procedure.articles(verb, timezone.localdate())


def _number(act: Act, kind: str) -> Values:
    paper = issued_paper(act, kind)
    return {"notice_number": paper.number} if paper else {}


def _decided(act: Act) -> Values:
    paper = issued_paper(act, "PENALTY_DECISION")
    return {"decision_number": paper.number if paper else "", "decided_on": act.decision.decided_on}


# --- investigation -----------------------------------------------------------------


def inspection_notice(case: Case, act: Act, law: Law) -> Values:
    basis = long(law, [*_own(law, "record_inquiry"), SEARCH_BASIS])
    return common(case, act) | {"basis": basis, "officers": officers(case), "scope": [act.subject]}


def query(case: Case, act: Act, law: Law) -> Values:
    return common(case, act) | {
        "basis": long(law, _own(law, "ask_in_writing")),
        "liability": long(law, _own(law, "record_reply")),
        "way": "书面答复并加盖公章（个人签名），附证明资料",
    }


def field_record(case: Case, act: Act, law: Law) -> Values:
    return base(case, act)


def preservation_notice(case: Case, act: Act, law: Law) -> Values:
    row = case.preservations.filter(approved=True).first()
    return common(case, act) | {
        "reason": row.reason,
        "items": row.items,
        "place": row.place,
        "approved_on": row.approved_on,
        "handle_by": row.due_on,
        "officers": officers(case),
    }


def preservation_disposal(case: Case, act: Act, law: Law) -> Values:
    row = case.preservations.filter(settled_on__isnull=False).first()
    keys = ("name", "quantity")
    disposals = [{**{key: item[key] for key in keys}, "result": row.fate} for item in row.items]
    return (
        common(case, act)
        | _number(act, "PRESERVATION_NOTICE")
        | {"notified_on": row.approved_on, "disposals": disposals}
    )


def investigation_report(case: Case, act: Act, law: Law) -> Values:
    row = act.reports.first()
    said = base(case, act) | {
        "offence": act.violation_name,
        "ended_on": timezone.localtime(row.made_at).date(),
        "process": row.course,
        "facts": row.found,
        "evidence": evidence_words(act),
        "violated": long(law, duties(act, law)),
        "liability": liability(act, law),
        "circumstances": "见处理建议。",
        "proposal": row.proposal,
        "officers": officers(case),
    }
    return said | ({"filed_on": case.filed_on} if case.filed_on else {})


def evidence_list(case: Case, act: Act, law: Law) -> Values:
    rows = case.evidence.prefetch_related("facts")
    listed = [
        {"name": row.title, "kind": row.get_kind_display()} | ({"source": row.source} if row.source else {})
        for row in rows
    ]
    return base(case, act) | {"offence": act.violation_name, "evidence": listed, "made_on": timezone.localdate()}


def filing_approval(case: Case, act: Act, law: Law) -> Values:
    return base(case, act) | {
        "source": case.get_source_display(),
        "discovered_on": case.discovered_on,
        "offence": "、".join(dict.fromkeys(case.acts.values_list("violation_name", flat=True))),
        "facts": case.summary,
        "reasons": case.filing_reason,
        "basis": long(law, ["行政处罚法54条2款", *duties(act, law)]),
        "officers": officers(case),
    }


def service_address(case: Case, act: Act, law: Law) -> Values:
    row = case.addresses.filter(party=act.party).first()
    said = base(case, act) | {"officers": officers(case), "electronic": bool(row and row.electronic)}
    if row is None:
        return said | {"address": act.party.address, "receiver": act.party.representative}
    said |= {"address": row.address, "receiver": row.recipient, "phone": row.phone, "confirmed_on": row.confirmed_on}
    return said | ({"account": row.electronic_to} if row.electronic_to else {})


# --- being heard -------------------------------------------------------------------


def _notice(act: Act) -> Any:
    procedure = act.penalty_procedure or act.penalty_procedures.order_by("-pk").first()
    return procedure.notice


def _hearing(act: Act) -> Any:
    return _notice(act).hearings.select_related("presider").filter(scheduled_on__isnull=False).first()


def hearing_notice(case: Case, act: Act, law: Law) -> Values:
    row = _hearing(act)
    return common(case, act) | {
        "offence": act.violation_name,
        "asked_on": row.requested_on,
        "held_at": f"{row.scheduled_on.isoformat()}T{row.starts_at:%H:%M}",
        "place": row.place,
        "chair": row.presider.name,
        "open": row.is_open,
    }


def hearing_report(case: Case, act: Act, law: Law) -> Values:
    row = _hearing(act)
    return base(case, act) | {
        "offence": act.violation_name,
        "held_at": f"{row.held_on.isoformat()}T{row.starts_at:%H:%M}",
        "place": row.place,
        "chair": row.presider.name,
        "findings": row.minutes,
        "opinion": row.conclusion,
        "made_on": row.held_on,
    }


def legal_review(case: Case, act: Act, law: Law) -> Values:
    procedure = act.penalty_procedures.filter(reviews__isnull=False).order_by("-pk").first()
    row = procedure.reviews.first()
    return base(case, act) | {
        "offence": act.violation_name,
        "section": case.section.name,
        "sent_on": timezone.localtime(row.reviewed_at).date(),
        "proposal": "、".join(procedure.notice.penalties),
        **{key: words for key, words in row.aspects.items() if words},
        "opinion": row.words,
        "reviewer": row.reviewer.name,
        "qualification": "已取得法律职业资格",
    }


def discussion_record(case: Case, act: Act, law: Law) -> Values:
    procedure = act.penalty_procedures.filter(discussions__isnull=False).order_by("-pk").first()
    row = procedure.discussions.first()
    said = base(case, act) | {
        "offence": act.violation_name,
        "chair": row.opinions[0]["name"],
        "attending": [one["name"] for one in row.opinions],
        "report": facts_words(act),
        "opinions": row.opinions,
        "conclusion": row.conclusion,
        "recorder": row.recorded_by.name,
    }
    return said


def decision_approval(case: Case, act: Act, law: Law) -> Values:
    procedure = act.penalty_procedure or act.penalty_procedures.order_by("-pk").first()
    notice = procedure.notice
    review, talk = procedure.reviews.first(), procedure.discussions.first()
    said = base(case, act) | {
        "offence": act.violation_name,
        "facts": facts_words(act),
        "liability": liability(act, law),
        "proposal": f"{outcome_words(procedure.outcome)}：{'、'.join(notice.penalties)}。{notice.reasons}",
        "statement": statement_words(notice),
        "officers": officers(case),
    }
    said |= {"review": review.words} if review else {}
    return said | ({"discussion": talk.conclusion} if talk else {})


def extension_approval(case: Case, act: Act, law: Law) -> Values:
    row = case.limit_extensions.first()
    return base(case, act) | {
        "offence": act.violation_name,
        "filed_on": case.filed_on,
        "old_deadline": row.old_limit,
        "new_deadline": row.new_limit,
        "reasons": row.reason,
        "officers": officers(case),
    }


# --- money -------------------------------------------------------------------------


def instalment_approval(case: Case, act: Act, law: Law) -> Values:
    decision: Decision = act.decision
    row = decision.deferrals.first()
    plan = row.instalments or [[row.until.isoformat(), decision.fine]]
    return (
        base(case, act)
        | _decided(act)
        | {
            "fine": zh_money(decision.fine),
            "due_on": clock("pay_by").due(_served(act), law.calendar).on,
            "asked_on": row.asked_on,
            "grounds": row.reason,
            "plan": [{"due": day, "amount": zh_money(yuan)} for day, yuan in plan],
            "officers": officers(case),
        }
    )


def _served(act: Act) -> Any:
    return issued_paper(act, "PENALTY_DECISION").service.served_on


def payment_demand(case: Case, act: Act, law: Law) -> Values:
    row = act.decision.demands.first()
    sums = [("罚款", row.fine), ("加处罚款", row.surcharge)]
    return (
        common(case, act)
        | _decided(act)
        | {
            "served_on": _served(act),
            "owed": [f"缴纳{name}{zh_money(yuan)}" for name, yuan in sums if yuan],
            "amounts": [{"name": name, "amount": zh_money(yuan)} for name, yuan in sums if yuan],
            "total": zh_money(row.fine + row.surcharge),
            "pay_by": row.pay_until,
        }
        | _pay_to(act)
    )


def _pay_to(act: Act) -> Values:
    paper = issued_paper(act, "PENALTY_DECISION")
    words = paper.context.get("pay_to") if paper else ""
    return {"pay_to": words} if words else {}


def enforcement_application(case: Case, act: Act, law: Law) -> Values:
    row = act.decision.court_application
    paper = issued_paper(act, "PAYMENT_DEMAND")
    return (
        common(case, act)
        | _decided(act)
        | {
            "court": row.court,
            "request": [f"强制执行罚款、加处罚款共{zh_money(row.amount)}"],
            "facts": row.reasons,
            "demand_number": paper.number if paper else "",
            "demanded_on": row.demand.served_on,
            "answer": row.demand.heard_words or "催告书送达后，当事人没有提出意见，也没有履行。",
            "attached": ["行政处罚决定书和送达回证", "催告书和送达回证", "当事人的意见和催告情况"],
            "head": _chief_name(row.approved_by),
        }
    )


def _chief_name(signer: User) -> str:
    return signer.name


def on_spot_penalty(case: Case, act: Act, law: Law) -> Values:
    row = act.spot_decision
    people = [{"name": one.name, "certificate": one.certificate_number} for one in row.officers.order_by("pk")]
    said: Values = {
        "organ": organ(),
        "party": party_values(act.party),
        "offence": act.violation_name,
        "facts": row.facts,
        "happened_at": minute(row.decided_at),
        "place": row.place,
        "liability": liability(act, law),
        "penalties": row.penalties,
        "statement": row.heard,
        "officers": people,
        "issued_on": timezone.localtime(row.decided_at).date(),
    }
    if not row.fine:
        return said
    paid = "当场收缴，已出具专用票据。" if row.paid_there else row.pay_to
    return said | {"fine": f"{row.fine}元", "pay_to": paid}


CONTEXTS = {
    "INSPECTION_NOTICE": inspection_notice,
    "QUERY": query,
    "SCENE_RECORD": field_record,
    "INQUIRY_RECORD": field_record,
    "PRESERVATION_NOTICE": preservation_notice,
    "PRESERVATION_DISPOSAL": preservation_disposal,
    "INVESTIGATION_REPORT": investigation_report,
    "EVIDENCE_LIST": evidence_list,
    "FILING_APPROVAL": filing_approval,
    "SERVICE_ADDRESS": service_address,
    "HEARING_NOTICE": hearing_notice,
    "HEARING_REPORT": hearing_report,
    "LEGAL_REVIEW": legal_review,
    "DISCUSSION_RECORD": discussion_record,
    "DECISION_APPROVAL": decision_approval,
    "EXTENSION_APPROVAL": extension_approval,
    "INSTALMENT_APPROVAL": instalment_approval,
    "PAYMENT_DEMAND": payment_demand,
    "ENFORCEMENT_APPLICATION": enforcement_application,
    "ON_SPOT_PENALTY": on_spot_penalty,
}


def _some_procedure(act: Act, **where: Any) -> bool:
    return act.penalty_procedures.filter(**where).exists()


def _without(words: str, found: bool) -> str:
    return "" if found else words


def _punished(act: Act) -> bool:
    return act.state == "decided" and act.decision.procedure_id is not None


NEEDS = {
    "PRESERVATION_NOTICE": lambda act: _without(
        "还没有批准先行登记保存。", act.case.preservations.filter(approved=True).exists()
    ),
    "PRESERVATION_DISPOSAL": lambda act: _without(
        "登记保存的物品还没有处理。", act.case.preservations.filter(settled_on__isnull=False).exists()
    ),
    "EVIDENCE_LIST": lambda act: _without("案卷里还没有证据。", act.case.evidence.exists()),
    "FILING_APPROVAL": lambda act: _without("还没有提请立案。", bool(act.case.filing_reason)),
    "HEARING_NOTICE": lambda act: _without(
        "还没有确定听证的时间和主持人。", _some_procedure(act, notices__hearings__scheduled_on__isnull=False)
    ),
    "HEARING_REPORT": lambda act: _without(
        "听证还没有举行。", _some_procedure(act, notices__hearings__held_on__isnull=False)
    ),
    "LEGAL_REVIEW": lambda act: _without("还没有法制审核。", _some_procedure(act, reviews__isnull=False)),
    "DISCUSSION_RECORD": lambda act: _without("还没有集体讨论。", _some_procedure(act, discussions__isnull=False)),
    "DECISION_APPROVAL": lambda act: _without(
        "还没有事先告知、听取意见。", _some_procedure(act, notices__statements__isnull=False)
    ),
    "EXTENSION_APPROVAL": lambda act: _without("办案期限没有延长。", act.case.limit_extensions.exists()),
    "INSTALMENT_APPROVAL": lambda act: _without(
        "没有批准暂缓、分期缴纳。", _punished(act) and act.decision.deferrals.exists()
    ),
}
