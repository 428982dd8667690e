"""The right column of a question: what is still possible, what was excluded and by what, what is missing, what follows."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import rules
from cases.law import Law
from cases.models import Act
from cases.sheets import fact_sheet
from cases.views.support import act_url
from rules import Answer, SheetFault
from rules.text import OUTCOMES

# Asked in steps of their own, not in the questionnaire.
OWN_STEP = {"prior_same_type": "first_check"}
CORRECTION = "correction."
# Which step of the trace tries which result, and with which verdict it falls.
TRIED_BY = {
    "CRIMINAL_TRANSFER": ({"crime"}, "false"),
    "JURISDICTION_TRANSFER": ({"jurisdiction"}, "true"),
    "NP_NOT_ESTABLISHED": ({"contrary", "no_offence", "elements"}, "true"),
    "NP_TIME_BARRED": ({"time_barred"}, "true"),
    "NP_NO_CAPACITY": ({"no_capacity"}, "true"),
    "NP_MANDATORY_NO_FAULT": ({"no_fault"}, "false"),
    "NP_MANDATORY_MINOR": ({"minor"}, "false"),
    "NP_DISCRETIONARY_FIRST": ({"first", "first_escalated"}, "false"),
    "ESCALATE_MANUAL": ({"first_escalated", "first"}, "false"),
    "PENALTY_LENIENT": ({"lenient"}, "false"),
    "PENALTY_SERIOUS": ({"serious"}, "false"),
}
KEPT = 256
_answers: OrderedDict[tuple, Answer] = OrderedDict()


@dataclass
class Possible:
    name: str
    note: str


@dataclass
class Gone:
    name: str
    note: str
    just_now: str = ""


@dataclass
class Missing:
    label: str
    word: str
    note: str
    url: str


@dataclass
class Outlook:
    """Everything the side column shows; `fault` when the answer contradicts what is on file."""

    possible: list[Possible] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    derived: list[Any] = field(default_factory=list)
    fault: str = ""


def _without(sheet: Mapping[str, Any], key: str) -> dict[str, Any]:
    copy = deepcopy(dict(sheet))
    *parents, last = key.split(".")
    inner: Any = copy
    for parent in parents:
        inner = inner.get(parent, {}) if isinstance(inner, dict) else {}
    if isinstance(inner, dict):
        inner.pop(last, None)
    return copy


def assessed(sheet: Mapping[str, Any], law: Law, on: date) -> Answer:
    """The rules' answer, remembered by everything it depends on: pages ask the same sheet several times."""
    key = (law.digest, on, json.dumps(sheet, sort_keys=True, ensure_ascii=False))
    if key not in _answers:
        _answers[key] = rules.assess(sheet, law=law, today=on)
        while len(_answers) > KEPT:
            _answers.popitem(last=False)
    _answers.move_to_end(key)
    return _answers[key]


def _open(answer: Answer) -> list[str]:
    return list(answer.possible) or ([answer.outcome] if answer.outcome else [])


def _bare(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """The act before anything was found out: offence, party, the day of the question."""
    return {key: sheet[key] for key in ("violation", "party", "as_of") if key in sheet}


def _label(law: Law, key: str) -> str:
    spec = law.facts.get(key)
    return spec.label if spec else key


def outlook(
    act: Act,
    law: Law,
    on: date,
    *,
    changed: Mapping[str, Any] | None = None,
    key: str = "",
    said: str = "",
) -> Outlook:
    """For the file as it is, or with one tentative answer (`changed`: the sheet with it, `said`: its words)."""
    before = fact_sheet(act, on)
    sheet = before if changed is None else dict(changed)
    try:
        answer = assessed(sheet, law, on)
        now, first = _open(answer), _open(assessed(_bare(sheet), law, on))
        then = _open(assessed(_without(before, key), law, on)) if said else []
    except SheetFault as fault:
        return Outlook(fault=str(fault))
    gone = [code for code in dict.fromkeys([*first, *then]) if code not in now]
    return Outlook(
        possible=[Possible(OUTCOMES[code].name, OUTCOMES[code].explanation) for code in now],
        gone=[Gone(OUTCOMES[code].name, *_why(code, answer, said if code in then else "")) for code in gone],
        missing=missing_facts(act, answer.questions, law, skip=key),
        derived=list(rules.derived(sheet, law, on)),
    )


def _why(code: str, answer: Answer, said: str) -> tuple[str, str]:
    """(what excluded it, what this very question did): the step of the trace that tried it says why it fell."""
    if said:
        return "", said
    rules_of, falls = TRIED_BY.get(code, (set(), ""))
    step = next((one for one in answer.trace if one.rule_id in rules_of and one.verdict == falls), None)
    if step is None:
        return (f"结果已定：{OUTCOMES[answer.outcome].name}" if answer.outcome else ""), ""
    failed = next((atom for atom in step.atoms if atom.verdict == "false"), None)
    return (failed.detail_zh or failed.title_zh) if failed else step.detail_zh, ""


def missing_facts(act: Act, questions: tuple[str, ...], law: Law, *, skip: str = "") -> list[Missing]:
    """One line each; what the routine screen or the re-inspection answers at once is one line together."""
    keys = [key for key in questions if key != skip]
    screen = [key for key in keys if key in law.facts and law.facts[key].screen is not None]
    rows = []
    if len(screen) > 1:
        names = "、".join(_label(law, key) for key in screen)
        rows.append(Missing("例行核查", "未核对", f"{names}，一次核对完", act_url("screen", act)))
        keys = [key for key in keys if key not in screen]
    if any(key.startswith(CORRECTION) for key in keys):
        rows.append(Missing("改正情况", "待改正", "责令改正、复查后自动得出", act_url("correction", act)))
        keys = [key for key in keys if not key.startswith(CORRECTION)]
    return rows + [_missing(act, key, law) for key in keys]


def _missing(act: Act, key: str, law: Law) -> Missing:
    if key in OWN_STEP:
        return Missing(_label(law, key), "未核查", "首违核查约2分钟", act_url(OWN_STEP[key], act))
    return Missing(_label(law, key), "未查明", "", act_url("question", act, key))
