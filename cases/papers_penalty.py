"""Contexts of the papers of the ordinary procedure and of transfers."""

from django.utils import timezone

from cases.enums import StatementKind
from cases.law import Law
from cases.models import Act, Case, PenaltyProcedure, PriorNotice
from cases.papers_soft import Values, common, duties, evidence_words, facts_words, issued_paper, liability, long, organ
from cases.papers_soft import contact as contact_values
from cases.papers_soft import party as party_values
from rules.clocks import clock

DEFENDANT = "当事人"
LEAST_STATEMENT = "告知后，当事人在期限内没有提出陈述、申辩。"


def _found(case: Case, act: Act, law: Law, procedure: PenaltyProcedure, whom: str = "") -> Values:
    return common(case, act) | {
        "offence": act.violation_name,
        "facts": facts_words(act, whom),
        "evidence": evidence_words(act),
        "violated": long(law, duties(act, law)),
        "liability": liability(act, law),
        "outcome": procedure.outcome,
    }


def _fine_words(penalties: list[str]) -> str:
    return next((words.removeprefix("罚款") for words in penalties if words.startswith("罚款")), "")


def _with_band(reasons: str, outside: str) -> str:
    """The reasons, and why the fine is not within the band. The band itself is not named: sample data bind nobody."""
    return f"{reasons.rstrip('。')}。{outside.rstrip('。')}。" if outside else reasons


def penalty_notice(case: Case, act: Act, law: Law) -> Values:
    procedure = act.penalty_procedure
    notice = procedure.notice
    said = _found(case, act, law, procedure) | {
        "reasons": _with_band(notice.reasons, notice.band_reason),
        "penalties": notice.penalties,
        "hearing": notice.hearing_told,
    }
    fine = _fine_words(notice.penalties)
    return said | ({"fine": fine} if fine else {})


def statement_words(notice: PriorNotice) -> str:
    """What the party said, how it was checked, and what became of the hearing: for the decision."""
    parts = []
    for row in notice.statements.order_by("pk"):
        if row.kind == StatementKind.STATED:
            parts.append(
                f"当事人陈述、申辩：{row.words.rstrip('。')}。经复核，{row.get_adopted_display()}：{row.review.rstrip('。')}。"
            )
        elif row.kind == StatementKind.WAIVED:
            parts.append("当事人明确表示放弃陈述、申辩。")
        else:
            parts.append(LEAST_STATEMENT)
    held = notice.hearings.filter(held_on__isnull=False).first()
    if held:
        parts.append(f"应当事人要求，本局举行了听证。听证意见：{held.conclusion.rstrip('。')}。")
    elif notice.hearing_told:
        parts.append("当事人在期限内没有要求听证或者撤回了听证要求。")
    return "".join(parts)


def penalty_decision(case: Case, act: Act, law: Law) -> Values:
    decision = act.decision
    notice = decision.procedure.notice
    paper = issued_paper(act, "PENALTY_NOTICE")
    discussion = decision.procedure.discussions.first()
    fine = _fine_words(decision.penalties)
    return (
        _found(case, act, law, decision.procedure, DEFENDANT)
        | {
            "filed_on": case.filed_on,
            "reasons": _with_band(decision.reasons, decision.band_reason),
            "notice_number": paper.number if paper else "",
            "notified_on": notice.served_on,
            "statement": statement_words(notice),
            "penalties": decision.penalties,
        }
        | ({"fine": fine} if fine else {})
        | ({"discussed_on": discussion.held_on} if discussion else {})
    )


def _transfer(case: Case, act: Act) -> Values:
    row = act.transfers.first()
    said = {
        "organ": organ(),
        "to": row.to_organ,
        "party": party_values(act.party),
        "facts": f"{facts_words(act, DEFENDANT)}{row.words}",
        "contact": contact_values(case),
    }
    return (
        said
        | ({"case_number": case.number} if case.number else {})
        | ({"attached": row.annexes} if row.annexes else {})
    )


def crime_transfer(case: Case, act: Act, law: Law) -> Values:
    row = act.transfers.first()
    approved = {"approved_on": timezone.localtime(row.decided_at).date()} if row.approved else {}
    basis = ["行政处罚法27条1款", *clock("transfer_by").citations]
    return _transfer(case, act) | approved | {"basis": long(law, basis)}


def jurisdiction_transfer(case: Case, act: Act, law: Law) -> Values:
    row = act.transfers.first()
    return _transfer(case, act) | {
        "facts": facts_words(act, DEFENDANT),
        "reasons": row.words,
        "basis": long(law, [text for text in row.assessment.answer["basis"] if "条" in text]),
    }
