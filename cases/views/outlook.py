"""The right column of a question: what is still possible, what was excluded and by what, what is missing, what follows."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import rules
from cases.law import Law
from cases.models import Act
from cases.sheets import fact_sheet, look
from cases.views.support import act_url
from rules import SheetFault
from rules.text import OUTCOMES

# Asked in steps of their own, not in the questionnaire.
OWN_STEP = {"prior_same_type": "first_check"}
CORRECTION = "correction."
NEVER_ASKED_ALONE = frozenset({"as_of", "party", "violation", "source", "routine_screen"})


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


def _possible(sheet: Mapping[str, Any], law: Law, on: date) -> list[str]:
    answer = rules.assess(sheet, law=law, today=on)
    return list(answer.possible) or ([answer.outcome] if answer.outcome else [])


def _bare(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """The act before anything was found out: offence, party, the day of the question."""
    return {key: sheet[key] for key in ("violation", "party", "as_of") if key in sheet}


def _label(law: Law, key: str) -> str:
    spec = law.facts.get(key)
    return spec.label if spec else key


def _excluded_by(code: str, sheet: Mapping[str, Any], law: Law, on: date) -> str:
    """The facts without which the outcome would be open again; empty when only several together exclude it."""
    names = []
    for key in law.facts:
        if key in NEVER_ASKED_ALONE or look(sheet, key) is None:
            continue
        try:
            if code in _possible(_without(sheet, key), law, on):
                names.append(_label(law, key))
        except SheetFault:
            continue
    return "、".join(names[:3])


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
        answer = rules.assess(sheet, law=law, today=on)
        now = list(answer.possible) or ([answer.outcome] if answer.outcome else [])
        first = _possible(_bare(sheet), law, on)
        then = _possible(_without(before, key), law, on) if key else now
    except SheetFault as fault:
        return Outlook(fault=str(fault))
    gone = [code for code in dict.fromkeys([*first, *then]) if code not in now]
    return Outlook(
        possible=[Possible(OUTCOMES[code].name, OUTCOMES[code].explanation) for code in now],
        gone=[_gone(code, sheet, law, on, said if code in then else "") for code in gone],
        missing=missing_facts(act, answer.questions, law, skip=key),
        derived=list(rules.derived(sheet, law, on)),
    )


def _gone(code: str, sheet: Mapping[str, Any], law: Law, on: date, said: str) -> Gone:
    why = "" if said else _excluded_by(code, sheet, law, on)
    return Gone(OUTCOMES[code].name, f"已查明：{why}" if why else "", said)


def missing_facts(act: Act, questions: tuple[str, ...], law: Law, *, skip: str = "") -> list[Missing]:
    return [_missing(act, key, law) for key in questions if key != skip]


def _missing(act: Act, key: str, law: Law) -> Missing:
    if key.startswith(CORRECTION):
        return Missing(_label(law, key), "待改正", "责令改正、复查后自动得出", act_url("correction", act))
    if key in OWN_STEP:
        return Missing(_label(law, key), "未核查", "首违核查约2分钟", act_url(OWN_STEP[key], act))
    return Missing(_label(law, key), "未查明", "", act_url("question", act, key))
