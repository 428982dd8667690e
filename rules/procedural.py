"""Where the answer meets procedure and execution: clocks beside a substantive answer, and the two other questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from rules.answer import Answer, Atom, TraceStep
from rules.execution import answer_execution
from rules.inquiry import Inquiry
from rules.law import Law
from rules.procedure import Result, answer_procedure, case_clocks
from rules.sheet import Sheet

FIELDS = {field.name for field in fields(Answer)}


def procedural(sheet: Sheet, law: Law, today: date, behind: Answer | None) -> Answer:
    """The answer to `ask: procedure` or `ask: execution`. `behind`: the substantive answer of the same sheet."""
    if sheet.ask == "procedure":
        found = answer_procedure(sheet.raw, law, today, result_of(behind) if behind else None)
    else:
        found = answer_execution(sheet.raw, law, today)
    answer = Answer(**_fields(found), party=sheet.party, law_digest=law.digest)
    return replace(answer, trace=steps_of(found.get("trace", ())))


def _fields(found: Mapping[str, Any]) -> dict[str, Any]:
    skip = {"trace", "party", "law_digest"}
    return {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in found.items()
        if key in FIELDS and key not in skip
    }


def steps_of(found: Any) -> tuple[TraceStep, ...]:
    """Numbered steps from the dicts the procedure gives."""
    steps = []
    for number, one in enumerate(found, 1):
        step = {key: value for key, value in one.items() if key in TraceStep.__dataclass_fields__}
        atoms = tuple(atom if isinstance(atom, Atom) else Atom(**atom) for atom in step.pop("atoms", ()))
        steps.append(TraceStep(**{**step, "number": number, "atoms": atoms}))
    return tuple(steps)


def result_of(answer: Answer) -> Result:
    return Result(
        outcome=answer.outcome,
        violation=answer.violation,
        fine_range=answer.fine_range,
        law_version=answer.law_version,
        serious=answer.serious,
    )


def clocks(answer: Answer, inquiry: Inquiry, law: Law, today: date) -> Answer:
    """The answer with its deadlines, blocks and gates."""
    found = case_clocks(inquiry.sheet.raw, result_of(answer), law, today)
    return replace(
        answer,
        deadlines=found["deadlines"],
        blocks=tuple(found["blocks"]),
        hearing_required=found["hearing_required"],
        simple_procedure=found["simple_procedure"],
        collective_discussion=found["collective_discussion"],
        surcharge_yuan=found["surcharge_yuan"],
        basis=tuple(dict.fromkeys((*answer.basis, *found.get("basis", ())))),
        duties=tuple(dict.fromkeys((*answer.duties, *found.get("duties", ())))),
    )
