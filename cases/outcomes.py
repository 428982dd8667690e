"""Outcome codes in classes, as the procedure needs them (law.md section 9). What an outcome means stands in rules.text."""

from rules.text import OUTCOMES

NOT_PUNISHED = frozenset(
    {
        "NP_NOT_ESTABLISHED",
        "NP_TIME_BARRED",
        "NP_NO_CAPACITY",
        "NP_MANDATORY_NO_FAULT",
        "NP_MANDATORY_MINOR",
        "NP_DISCRETIONARY_FIRST",
        "EDUCATE_INDIVIDUAL",
    }
)
PUNISHED = frozenset({"PENALTY", "PENALTY_SERIOUS", "PENALTY_LENIENT", "NO_FINE_ORGAN"})
TRANSFERRED = frozenset({"CRIMINAL_TRANSFER", "JURISDICTION_TRANSFER", "REFER_OFFICIAL"})
# The rules leave these to people: somebody must choose, with reasons.
FOR_PEOPLE = frozenset({"ESCALATE_MANUAL", "NEEDS_LEGAL_REVIEW"})

# Soft handling proper: the violation stands, art. 33 spares the penalty, a measure may be offered.
SOFT = frozenset({"NP_MANDATORY_MINOR", "NP_DISCRETIONARY_FIRST"})
# An individual is told to correct and educated; nothing is decided that a paper of decision would carry.
EDUCATION_ONLY = "EDUCATE_INDIVIDUAL"
# 行政处罚法33条3款: 不予行政处罚的，应当教育.
EDUCATED = SOFT | {"NP_MANDATORY_NO_FAULT", "NP_NO_CAPACITY", EDUCATION_ONLY}
# 行政处罚法28条1款: where the violation stands, it is to be corrected before anything is decided.
CORRECTED_FIRST = SOFT | PUNISHED | {"ESCALATE_MANUAL", EDUCATION_ONLY}
# An earlier handling with the act established makes the next one no first offence (rules.md 6, prior_counts_no_penalty).
COUNTS_AS_PRIOR = SOFT | PUNISHED | {EDUCATION_ONLY}

# Where a person may choose otherwise than the recommendation; the facts decide everything else.
DEPARTURES = {
    "NP_DISCRETIONARY_FIRST": frozenset({"PENALTY", "PENALTY_LENIENT", "NO_FINE_ORGAN"}),
    "ESCALATE_MANUAL": frozenset({"PENALTY", "PENALTY_LENIENT", "NO_FINE_ORGAN", "NP_DISCRETIONARY_FIRST"}),
    "PENALTY": frozenset({"PENALTY_LENIENT"}),
}
# 轻微 measured by the list is a presumption: with reasons and a leader's signature a person may find that it is not (33条1款前段).
REBUTTED = frozenset({"PENALTY", "PENALTY_LENIENT", "NO_FINE_ORGAN"})
# Old and new law cannot be compared: a legal reviewer's written view names law and outcome (37条).
LEFT_OPEN = "NEEDS_LEGAL_REVIEW"
MAY_DEPARTURES = {"PENALTY_LENIENT": frozenset({"PENALTY"})}
NEEDS_REASONS = frozenset({"NP_DISCRETIONARY_FIRST", "ESCALATE_MANUAL"})


def outcome_words(code: str) -> str:
    """The Chinese name of an outcome; 待补事实 while it is open."""
    found = OUTCOMES.get(code) if code else None
    return found.name if found else "待补事实"
