"""Answers about procedure: was what was done lawful so far (`ask: procedure`), and the clocks of any answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from rules.calendar import Calendar
from rules.case_deadlines import deadlines_of, surcharge_of
from rules.gates import Gate, faults, hearing_needed, judge
from rules.hearing import MAY_PENALISE, PENAL, FineRange, Reading, on_the_spot
from rules.procedure_facts import NO_PENALTY, PENALTY, ProcedureFacts
from rules.procedure_sheet import decision_kind, from_sheet
from rules.terms import terms_of

BLOCK, BREACH, OK = "PROCEDURE_BLOCK", "PROCEDURE_BREACH", "PROCEDURE_OK"
NOT_SUBSTANTIVE: Mapping[str, Any] = {"law_version": None, "fine_range": None, "measure": None, "references": ()}
SELF_CORRECTION = "依法自行纠正：撤销、变更或者确认违法，重新履行程序后另行决定"
OPEN = frozenset({"NEEDS_LEGAL_REVIEW", "SPLIT"})
DISCUSSION_BASIS = ("行政处罚法57条2款",)


class ProcedureLaw(Protocol):
    """What the clocks need of the law: its calendar, and `procedure` (rules.terms.Terms) where a pack has one."""

    @property
    def calendar(self) -> Calendar: ...


@dataclass(frozen=True, kw_only=True)
class Result:
    """The substantive answer as far as procedure cares. All of it may be open."""

    outcome: str | None = None
    violation: str | None = None
    fine_range: FineRange | None = None
    law_version: str | None = None
    serious: bool | None = None


def answer_procedure(
    sheet: Mapping[str, Any], law: ProcedureLaw, today: date, result: Result | None = None
) -> dict[str, Any]:
    """The fields of the answer to `ask: procedure`. `result`: the substantive answer of the same sheet, if wanted.

    A fault that the sheet shows is enough; silence elsewhere only keeps PROCEDURE_OK from being given.
    """
    facts = _facts(sheet, law, today, result)
    gates = judge(facts)
    found = faults(gates)
    outcome, possible, questions = _verdict(facts, gates)
    shown = found or tuple(gate for gate in gates if gate.applies and gate.ok is not None)
    readings = _readings(facts, result)
    return {
        "outcome": outcome,
        "binding": "must" if outcome else None,
        "violation": facts.offence,
        "possible": possible,
        "questions": questions,
        **NOT_SUBSTANTIVE,
        "duties": _duties(facts, found, outcome),
        "basis": _unique(citation for gate in shown for citation in gate.citations),
        "trace": trace_of(gates),
        "deadlines": deadlines_of(sheet, facts),
        "blocks": tuple(gate.sentence() for gate in found),
        "hearing_required": readings[0].value,
        "simple_procedure": readings[1].value,
        "collective_discussion": readings[2].value,
        "surcharge_yuan": surcharge_of(sheet, facts),
    }


def case_clocks(sheet: Mapping[str, Any], result: Result | None, law: ProcedureLaw, today: date) -> dict[str, Any]:
    """The clocks, faults and thresholds that stand beside a substantive answer; `basis` and `duties` are to be added to it."""
    facts = _facts(sheet, law, today, result)
    found = faults(judge(facts))
    readings = _readings(facts, result)
    needed = tuple(citation for reading in readings if reading.value for citation in reading.basis)
    return {
        "deadlines": deadlines_of(sheet, facts),
        "blocks": tuple(gate.sentence() for gate in found),
        "hearing_required": readings[0].value,
        "simple_procedure": readings[1].value,
        "collective_discussion": readings[2].value,
        "surcharge_yuan": surcharge_of(sheet, facts),
        "basis": _unique([*needed, *(citation for gate in found for citation in gate.citations)]),
        "duties": _papers(readings),
    }


def trace_of(gates: Sequence[Gate]) -> tuple[dict[str, Any], ...]:
    """One entry a gate, with the field names of a trace step (its number is given by whoever lists them)."""
    verdicts = {True: "true", False: "false", None: "unknown"}
    return tuple(
        {
            "layer": "procedure",
            "rule_id": f"procedure.{gate.key}",
            "title_zh": gate.title_zh,
            "detail_zh": f"{gate.message_zh}。" + (f"出路：{gate.way_out_zh}。" if gate.way_out_zh else ""),
            "verdict": verdicts[gate.ok] if gate.applies else "na",
            "citation": gate.citation,
            "decisive": gate.fault,
            "atoms": (),
        }
        for gate in gates
    )


def _facts(sheet: Mapping[str, Any], law: ProcedureLaw, today: date, result: Result | None) -> ProcedureFacts:
    known: dict[str, Any] = {}
    if result is not None:
        outcome = result.outcome or ""
        known = {"fine_range": result.fine_range, "lenient": outcome == "PENALTY_LENIENT"}
        known["serious"] = result.serious or (True if outcome == "PENALTY_SERIOUS" else None)
        known["discussion_required"] = True if outcome == "ESCALATE_MANUAL" else None
        if result.violation:
            known["offence"] = result.violation
        if outcome == "CRIMINAL_TRANSFER":
            known["crime_suspected"] = True
        elif outcome and outcome not in PENAL | MAY_PENALISE | OPEN:
            known["penalty_barred"] = True
        if decision_kind(sheet) is None and outcome:
            known["decision_kind"] = _kind(outcome)
    return from_sheet(sheet, law.calendar, terms_of(law), today, **known)


def _kind(outcome: str) -> str | None:
    if outcome in PENAL:
        return PENALTY
    return NO_PENALTY if outcome.startswith("NP_") and outcome not in MAY_PENALISE else None


def _verdict(facts: ProcedureFacts, gates: Sequence[Gate]) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    found = faults(gates)
    if found:
        curable = facts.decided is not True and any(not gate.past for gate in found)
        outcome = BLOCK if curable else BREACH
        return outcome, (outcome,), ()
    questions = _unique(key for gate in gates for key in gate.asks)
    if not questions:
        return OK, (OK,), ()
    return None, (BREACH, OK) if facts.decided else (BLOCK, BREACH, OK), questions


def _readings(facts: ProcedureFacts, result: Result | None) -> tuple[Reading, Reading, Reading]:
    """Hearing, on the spot, collective discussion."""
    outcome = result.outcome if result else None
    grave = facts.serious or facts.discussion_required
    discussion = Reading(True if grave else None, "情节严重或者重点领域的，由负责人集体讨论。", DISCUSSION_BASIS)
    mercy = outcome is not None and outcome not in PENAL | MAY_PENALISE
    if (mercy or facts.penal is False) and facts.fine is None:
        settled = Reading(False, "不拟给予行政处罚。")
        return settled, settled, Reading(False if mercy and not grave else discussion.value, "", DISCUSSION_BASIS)
    spot = on_the_spot(facts.party_kind, facts.fine, facts.terms, facts.fine_range, bool(grave))
    return hearing_needed(facts), spot, discussion


def _duties(facts: ProcedureFacts, found: Sequence[Gate], outcome: str | None) -> tuple[str, ...]:
    ways = [gate.way_out_zh for gate in found]
    undone = outcome == BREACH and facts.decided and any(not gate.past for gate in found)
    return _unique([SELF_CORRECTION, *ways] if undone else ways)


def _papers(readings: tuple[Reading, Reading, Reading]) -> tuple[str, ...]:
    papers = ("听证告知书", None, "集体讨论记录")
    return tuple(paper for paper, reading in zip(papers, readings, strict=True) if paper and reading.value)


def _unique(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
