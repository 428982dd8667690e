"""Every paper that can be drafted from a file, by its code in documents.CATALOGUE."""

from collections.abc import Callable
from datetime import date

from cases import papers_course, papers_execution, papers_penalty, papers_records, papers_soft, papers_transfer
from cases.law import Law, law_on
from cases.models import Act, Case
from cases.papers_soft import Values, decision_number, issued_paper

__all__ = ["CONTEXTS", "Values", "context_of", "decision_number", "issued_paper"]

CONTEXTS: dict[str, Callable[[Case, Act, Law], Values]] = {
    "CORRECTION_ORDER": papers_soft.correction_order,
    "FIRST_OFFENCE_CHECK": papers_soft.first_offence_check,
    "OFFER": papers_soft.offer,
    "NO_PENALTY_DECISION": papers_soft.no_penalty_decision,
    "MINOR_WARNING": papers_soft.minor_warning,
    "ADMONITION": papers_soft.admonition,
    "REMINDER": papers_soft.reminder,
    "PENALTY_NOTICE": papers_penalty.penalty_notice,
    "PENALTY_DECISION": papers_penalty.penalty_decision,
    "CRIME_TRANSFER": papers_penalty.crime_transfer,
    "JURISDICTION_TRANSFER": papers_penalty.jurisdiction_transfer,
    "DISCIPLINE_PROPOSAL": papers_transfer.discipline_proposal,
    **papers_course.CONTEXTS,
    **papers_records.CONTEXTS,
    **papers_execution.CONTEXTS,
}


def context_of(kind: str, case: Case, act: Act, on: date) -> Values:
    """What the rows say for this paper on that day."""
    return CONTEXTS[kind](case, act, law_on(on))
