"""From a fact sheet to an answer: read, resolve, say why, say what must follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rules.answer import Answer, Derived, SheetError, SheetFault, TraceStep
from rules.basis import GENERAL, basis, references
from rules.comparison import comparison, decisive_rule
from rules.consequence import Verdict
from rules.contradictions import contradictions
from rules.counterfactuals import counterfactuals
from rules.discretion import discretion
from rules.duties import duties, measure
from rules.facts import FactSpec
from rules.findings import LENIENCY
from rules.inquiry import Inquiry, inquire
from rules.law import Law
from rules.list_place import item_lines
from rules.procedural import clocks, procedural
from rules.reading import Reading
from rules.resolve import NoWay
from rules.settings_used import used
from rules.sheet import SEVERAL, Sheet, parted, read
from rules.sums import sums
from rules.text import MAY, NEEDS_LEGAL_REVIEW, OUTCOMES, PENALTY_LENIENT, SPLIT
from rules.trace import trace

ENGINE_VERSION = "1.0.0"


def assess(sheet: Mapping[str, Any], *, law: Law, today: date) -> Answer:
    """The answer to one fact sheet. Raises SheetFault where `validate_sheet` finds a fault."""
    errors = validate_sheet(sheet, law, today=today)
    if errors:
        raise SheetFault(tuple(errors))
    answers = tuple(_one(read(part, law)[0], law, today) for part in parted(sheet))
    answer = answers[0] if len(answers) == 1 else _split(answers, law)
    return answer


def validate_sheet(sheet: object, law: Law, *, today: date | None = None) -> list[SheetError]:
    """Every fault of a sheet: unknown keys, bad values, contradictions. Never raises on bad input."""
    if not isinstance(sheet, Mapping):
        return [SheetError("", "事实单应当是一个对象（键和值）。")]
    errors = _shape(sheet)
    if errors:
        return errors
    for part in parted(sheet):
        one, faults = read(part, law)
        errors += faults
        if not faults:
            errors += contradictions(one, law, today or date.today())
    return list(dict.fromkeys(errors))


def _shape(sheet: Mapping[str, Any]) -> list[SheetError]:
    errors = []
    for name in ("party", "correction"):
        value = sheet.get(name)
        if value not in (None, "") and not isinstance(value, Mapping):
            errors.append(SheetError(name, f"“{name}”应当是一个对象（键和值）。"))
    for name in SEVERAL:
        inner = sheet.get(name)
        if inner in (None, ""):
            continue
        if not isinstance(inner, (list, tuple)) or not all(isinstance(one, Mapping) for one in inner):
            errors.append(SheetError(name, f"“{name}”应当是对象的列表，每个行为或者当事人一个。"))
        else:
            errors += [error for one in inner for error in _shape(one)]
    return errors


def _one(sheet: Sheet, law: Law, today: date) -> Answer:
    if sheet.ask != "outcome":
        return procedural(sheet, law, today, _behind(sheet, law, today))
    try:
        inquiry = inquire(sheet, law, today)
    except NoWay as fault:
        raise SheetFault((SheetError("", "事实单前后矛盾：日期或者数量不能同时成立，请核对。"),)) from fault
    answer = _substance(inquiry, law)
    return clocks(answer, inquiry, law, today)


def _behind(sheet: Sheet, law: Law, today: date) -> Answer | None:
    """The substantive answer behind a question of procedure, where the sheet says enough to ask for it."""
    if not sheet.text("violation") or not sheet.text("party.kind"):
        return None
    try:
        return _substance(inquire(sheet, law, today), law)
    except NoWay:
        return None


def _substance(inquiry: Inquiry, law: Law) -> Answer:
    verdicts = inquiry.verdicts
    outcomes = sorted({verdict.outcome for verdict in verdicts})
    versions = {verdict.version for verdict in verdicts}
    fines = {verdict.fine for verdict in verdicts}
    outcome = outcomes[0] if len(outcomes) == 1 else None
    answer = Answer(
        outcome=outcome,
        possible=tuple(outcomes),
        questions=inquiry.questions,
        law_version=versions.pop() if len(versions) == 1 and outcome != NEEDS_LEGAL_REVIEW else None,
        fine_range=fines.pop() if len(fines) == 1 else None,
        violation=_violation(inquiry),
        party=inquiry.sheet.party,
        law_digest=law.digest,
        engine=ENGINE_VERSION,
    )
    if inquiry.single is None:
        return answer
    reading = Reading(inquiry.single)
    only = next(iter(verdicts)) if len(verdicts) == 1 else None
    answer = _with_reasons(answer, reading, only, _about(verdicts) if outcome else None)
    return replace(answer, counterfactuals=counterfactuals(inquiry, reading))


def _about(verdicts: frozenset[Verdict]) -> Verdict:
    """A verdict to speak of where the outcome is settled and only law or range is open."""
    return min(verdicts, key=lambda verdict: (verdict.version, verdict.fine or (0, 0)))


def _with_reasons(answer: Answer, reading: Reading, only: Verdict | None, about: Verdict | None) -> Answer:
    decisive = decisive_rule(reading, about)
    steps = trace(reading, only, decisive)
    fields: dict[str, Any] = vars(answer) | {
        "trace": steps,
        "both_laws": comparison(reading, only),
        "items": item_lines(reading, only),
        "settings": _settings(reading, steps),
        "serious": reading.flag("serious"),
    }
    if about is not None:
        chosen = measure(reading, about)
        fields |= {
            "binding": binding(reading, about),
            "measure": chosen,
            "duties": duties(reading, about, chosen, decisive),
            "basis": basis(reading, about, decisive),
            "references": references(reading, about),
            "discretion": discretion(reading, about.version) if only and only.fine else None,
        }
    return Answer(**fields)


def binding(reading: Reading, verdict: Verdict) -> str:
    """must or may; a lighter penalty for 尚未完全丧失 capacity alone is a may (31条)."""
    if verdict.outcome == PENALTY_LENIENT:
        grounds = any(reading.case.settled(key) is True for key, _ in LENIENCY)
        must = grounds or reading.value("age") == "minor"
        return OUTCOMES[verdict.outcome].binding if must else MAY
    return OUTCOMES[verdict.outcome].binding


def _settings(reading: Reading, steps: tuple[TraceStep, ...]) -> tuple[str, ...]:
    """The named settings that decided something, as the trace prints them."""
    by_circumstance = {setting.decides: setting for setting in reading.law.settings.values()}
    return tuple(by_circumstance[name].line() for name in used(reading, steps) if name in by_circumstance)


def _violation(inquiry: Inquiry) -> str | None:
    """The offence judged, as far as it is settled; the one charged while that is open."""
    charged = inquiry.sheet.text("violation")
    if not charged:
        return None
    judged = {code for resolution in inquiry.different for code in Reading(resolution).values("offence")}
    return judged.pop() if len(judged) == 1 else charged


# --- several -------------------------------------------------------------------------


def _split(answers: tuple[Answer, ...], law: Law) -> Answer:
    """One answer over several acts or parties: SPLIT, with everything they rest on."""
    versions = {answer.law_version for answer in answers}
    parties = {answer.party for answer in answers}
    return Answer(
        outcome=SPLIT,
        binding=OUTCOMES[SPLIT].binding,
        possible=(SPLIT,),
        questions=_union(answers, "questions"),
        law_version=versions.pop() if len(versions) == 1 else None,
        duties=_union(answers, "duties"),
        basis=tuple(dict.fromkeys((*GENERAL[SPLIT], *_union(answers, "basis")))),
        references=_union(answers, "references"),
        answers=answers,
        party=parties.pop() if len(parties) == 1 else None,
        law_digest=law.digest,
        engine=ENGINE_VERSION,
    )


def _union(answers: tuple[Answer, ...], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for answer in answers for one in getattr(answer, name)))


# --- the questionnaire -----------------------------------------------------------------


def applicable_facts(sheet: Mapping[str, Any], law: Law) -> tuple[FactSpec, ...]:
    """The facts of the questionnaire for this act and party, in the order of the page."""
    one, _ = read(parted(sheet)[0], law)
    offence, kind = one.text("violation") or None, one.text("party.kind") or None
    return tuple(spec for spec in law.facts.values() if spec.asks(offence, kind))


def next_question(sheet: Mapping[str, Any], law: Law, today: date) -> FactSpec | None:
    """The unknown fact that decides fastest, or None where nothing is left to ask."""
    questions = assess(sheet, law=law, today=today).questions
    return law.facts[questions[0]] if questions else None


def derived(sheet: Mapping[str, Any], law: Law, today: date) -> tuple[Derived, ...]:
    """What can be worked out of the sheet, with its arithmetic. Needs kind of party and offence."""
    one, errors = read(parted(sheet)[0], law)
    if errors or not one.text("violation") or not one.text("party.kind"):
        return ()
    try:
        inquiry = inquire(one, law, today)
    except NoWay:
        return ()
    return tuple(sums(Reading(inquiry.single))) if inquiry.single else ()
