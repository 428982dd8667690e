"""Which named settings decided something in an answer."""

from __future__ import annotations

from collections.abc import Iterator

from rules.answer import FALSE, TRUE, TraceStep
from rules.reading import Reading


def used(reading: Reading, steps: tuple[TraceStep, ...]) -> Iterator[str]:
    """Names of settings, or of the circumstances that settings name (`decides`), in the order of the trace."""
    by_rule = {step.rule_id: step for step in steps}
    case = reading.case
    if not case.stated("crime_suspected") and reading.flag("crime"):
        yield "violence_is_suspicion"
    if case.charged.elements and by_rule["elements"].verdict == FALSE:
        yield "elements_unproved"
    if case.charged.act_days and not case.stated("act_date"):
        yield "late_is_continuing"
    if reading.flag("barred") is not None:
        yield "period_count"
    if reading.day("tip_off_date"):
        yield "discovery_by_tip_off"
    act = reading.act()
    if act and act.start != act.end and reading.versions and reading.versions[0] != reading.versions[1]:
        yield "continuing_act_law"
    if reading.flag("timely") is not None:
        yield "timely"
    yield from _lenience(reading, by_rule)
    if reading.flag("serious") is not None and reading.value("harm") == "serious":
        yield "serious_harm"
    if len(reading.offence.rules_for(case.kind, (reading.versions or ("", ""))[0])) > 1:
        yield "higher_fine"


def _lenience(reading: Reading, by_rule: dict[str, TraceStep]) -> Iterator[str]:
    if by_rule["minor"].atoms and by_rule["minor"].atoms[0].verdict == TRUE:
        yield "minor_test"
    if by_rule["exclusions"].verdict == TRUE:
        yield "exclusion_scope"
    if reading.flag("key_area"):
        yield "key_area"
    priors = reading.priors()
    if priors:
        yield "first_window"
        yield "prior_counts_no_penalty"
    if reading.value("harm") == "none" and ("first" in by_rule or "first_escalated" in by_rule):
        yield "no_harm_meets_minor_harm"
    if reading.matched():
        yield "list_in_time"
