"""Context of the proposal of discipline for public officials."""

from cases.law import Law
from cases.models import Act, Case
from cases.papers_soft import Values, common, duties, evidence_words, facts_words, long


def discipline_proposal(case: Case, act: Act, law: Law) -> Values:
    """To the organ that appointed the official: what was found, and what is proposed; it decides itself."""
    row = act.transfers.first()
    return common(case, act) | {
        "to": row.to_organ,
        "person": act.party.name,
        "facts": facts_words(act),
        "evidence": evidence_words(act),
        "violated": long(law, duties(act, law)),
        "basis": long(law, [text for text in row.assessment.answer["basis"] if "条" in text]),
        "proposal": row.words,
        **({"attached": row.annexes} if row.annexes else {}),
    }
