"""The gates of procedure, in the order of a case: `rules.gates.<gate>(facts) -> Gate`.

Pure functions of `ProcedureFacts`. The workflow of a case and `manage.py assess` (ask: procedure) call the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.gate_core import GATES, SPECS, Gate, GateSpec
from rules.gates_case import (
    case_limit,
    certificates,
    correction_ordered,
    identity_shown,
    lawful_basis,
    prompt_proved,
    record_signed,
    recusal,
    spot_within_limit,
    two_officers,
)
from rules.gates_decision import (
    collective_discussion,
    legal_review,
    review_needed,
    reviewer_qualified,
    served_in_time,
)
from rules.gates_hearing import (
    defence_heard,
    hearing_awaited,
    hearing_held,
    hearing_needed,
    hearing_notice,
    hearing_offered,
    not_heavier,
    notice_given,
    presider,
)
from rules.gates_transfer import chief_decides, chief_in_time, no_penalty_for_crime, sent_in_time
from rules.procedure_facts import ProcedureFacts

IN_ORDER = (
    two_officers,
    certificates,
    recusal,
    identity_shown,
    record_signed,
    no_penalty_for_crime,
    chief_decides,
    chief_in_time,
    sent_in_time,
    prompt_proved,
    lawful_basis,
    correction_ordered,
    notice_given,
    defence_heard,
    hearing_offered,
    hearing_awaited,
    hearing_held,
    hearing_notice,
    presider,
    legal_review,
    reviewer_qualified,
    collective_discussion,
    spot_within_limit,
    not_heavier,
    case_limit,
    served_in_time,
)

STEPS: dict[str, tuple[str, ...]] = {
    "investigate": ("two_officers", "certificates", "recusal", "identity_shown"),
    "notify": ("two_officers", "certificates", "recusal", "record_signed", "prompt_proved", "lawful_basis"),
    "hear": ("hearing_notice", "presider"),
    "transfer": ("two_officers", "no_penalty_for_crime", "chief_decides", "chief_in_time"),
    "send": ("chief_decides", "sent_in_time"),
    "decide": tuple(key for key in SPECS if key not in ("sent_in_time", "served_in_time")),
    "serve": ("served_in_time",),
}


def judge(facts: ProcedureFacts) -> tuple[Gate, ...]:
    """Every gate, in order."""
    return tuple(ask(facts) for ask in IN_ORDER)


def barring(step: str, facts: ProcedureFacts, *, strict: bool = True) -> tuple[Gate, ...]:
    """The gates that bar a step of the workflow. `strict`: what is not known bars too. Raises KeyError on an unknown step.

    What has merely run late (`past`) never bars the next step: it is reported, and the work goes on.
    """
    found = (GATES[key](facts) for key in STEPS[step])
    return tuple(gate for gate in found if (gate.fault and not gate.past) or (strict and gate.ok is None))


def faults(gates: Iterable[Gate]) -> tuple[Gate, ...]:
    return tuple(gate for gate in gates if gate.fault)


__all__ = [
    "GATES",
    "IN_ORDER",
    "SPECS",
    "STEPS",
    "Gate",
    "GateSpec",
    "barring",
    "case_limit",
    "certificates",
    "chief_decides",
    "chief_in_time",
    "collective_discussion",
    "correction_ordered",
    "defence_heard",
    "faults",
    "hearing_awaited",
    "hearing_held",
    "hearing_needed",
    "hearing_notice",
    "hearing_offered",
    "identity_shown",
    "judge",
    "lawful_basis",
    "legal_review",
    "no_penalty_for_crime",
    "not_heavier",
    "notice_given",
    "presider",
    "record_signed",
    "recusal",
    "review_needed",
    "reviewer_qualified",
    "sent_in_time",
    "served_in_time",
    "spot_within_limit",
    "two_officers",
    "prompt_proved",
]
