"""Rules and data spoilt on purpose, one place at a time, and the battery that must notice."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import rules
from rules import cond
from rules.cond import All, AnyOf, Cond, Test
from rules.law import Law
from rules.skeleton import Rule
from tests.rules.brute import TODAY
from tests.rules.hand_sheets import SHEETS
from tests.rules.pipeline import outcome_by_law, penalties_by_law
from tests.rules.z3_law import VALUES

OF_THE_CASE_ROOM = ("minor_lead_without_case",)  # says what may end without a case; no answer depends on it
SPOILT = ("lists", "offences", "pack", "settings")  # the parts of the data that mutants change
FOLDER = Path(__file__).parent / "scenarios"
OTHER_OP = {"le": "lt", "lt": "le", "ge": "gt", "gt": "ge", "eq": "ne", "ne": "eq", "in": "not_in", "not_in": "in"}


# --- the skeleton ---------------------------------------------------------------------


def skeleton_mutants(given: tuple[Rule, ...]) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """A rule dropped, two neighbours exchanged, an outcome exchanged, a condition spoilt in one place."""
    for place, rule in enumerate(given[:-1]):
        before, after = given[:place], given[place + 1 :]
        yield f"{rule.id} dropped", (*before, *after)
        yield f"{rule.id} after {after[0].id}", (*before, after[0], rule, *after[1:])
        yield f"{rule.id} with the outcome of {after[0].id}", (*before, replace(rule, outcome=after[0].outcome), *after)
        for name, spoilt in spoilt_conditions(rule.when):
            yield f"{rule.id}: {name}", (*before, replace(rule, when=spoilt), *after)


def spoilt_conditions(condition: Cond) -> Iterator[tuple[str, Cond]]:
    if isinstance(condition, Test):
        yield f"{condition.fact} {condition.op} turned", replace(condition, op=OTHER_OP[condition.op])
        for value in condition.value if isinstance(condition.value, tuple) else ():
            rest = tuple(one for one in condition.value if one != value)
            yield f"{condition.fact} without {value}", replace(condition, value=rest)
        return
    other = AnyOf if isinstance(condition, All) else All
    yield "all and any exchanged", other(condition.parts)
    for place, part in enumerate(condition.parts):
        rest = (*condition.parts[:place], *condition.parts[place + 1 :])
        yield f"part {place} dropped", type(condition)(rest)
        for name, spoilt in spoilt_conditions(part):
            parts = (*condition.parts[:place], spoilt, *condition.parts[place + 1 :])
            yield f"part {place}: {name}", type(condition)(parts)


FLAGS = (
    "crime",
    "barred",
    "no_fault",
    "timely",
    "minor",
    "excluded",
    "key_area",
    "listed",
    "first",
    "lenient",
    "serious",
)
USUALLY = {"crime": False, "barred": False, "no_fault": False, "elsewhere": "", "contrary": "", "person": ""}


def samples(many: int = 2500) -> list[dict[str, Any]]:
    """Findings that reach every layer: the early bars are rarely met."""
    dice, found = Random(7), []
    for _ in range(many):
        facts: dict[str, Any] = {name: dice.random() < 0.5 for name in (*FLAGS, "liable", "organ")}
        facts |= {name: dice.choice(values) for name, values in VALUES.items()}
        facts |= {name: value for name, value in USUALLY.items() if dice.random() < 0.8}
        facts["liable"] = dice.random() < 0.9
        found.append(facts)
    return found


def first_met(given: tuple[Rule, ...], facts: dict[str, Any]) -> str:
    rule = next(rule for rule in given if cond.holds(rule.when, lambda test: cond.compare(test, facts[test.fact])))
    return facts["person"] if rule.outcome == "person" else rule.outcome


def skeleton_noticed(given: tuple[Rule, ...], facts: list[dict[str, Any]]) -> bool:
    """Whether the spoilt rules say something else than the law on one of the samples."""
    return any(
        first_met(given, one) != outcome_by_law(one, one["person"], one["liable"], one["organ"]) for one in facts
    )


# --- the data ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Mutant:
    """`spoil` changes one place of the data; only worked cases about these offences can notice (all, where none named)."""

    name: str
    spoil: Callable[[dict[str, Any]], None]
    offences: tuple[str, ...] = ()


def data_mutants(data: dict[str, Any]) -> Iterator[Mutant]:
    yield from _list_mutants(data)
    yield from _offence_mutants(data)
    yield from _pack_mutants(data)


def _list_mutants(data: dict[str, Any]) -> Iterator[Mutant]:
    for place, item in enumerate(data["lists"][0]["items"]):
        about = tuple(item["offences"])

        def change(field: str, value: Any, place: int = place) -> Callable[[dict[str, Any]], None]:
            return lambda made: made["lists"][0]["items"][place].__setitem__(field, value)

        for name, condition in _spoilt_data(item["condition"]):
            yield Mutant(f"{item['number']}: {name}", change("condition", condition), about)
        yield Mutant(f"{item['number']}: 措施", change("measure", "interview"), about)
        yield Mutant(f"{item['number']}: 只剩一种主体", change("kinds", ["state_organ"]), about)
        yield Mutant(
            f"{item['number']}: 不再认定轻微或者改为认定",
            change("supplies", "" if item.get("supplies") else "minor"),
            about,
        )


def _spoilt_data(condition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if "fact" in condition:
        op, value = condition["op"], condition["value"]
        if op in ("le", "lt", "ge", "gt"):
            yield f"{condition['fact']} 比较符", {**condition, "op": OTHER_OP[op]}
            unit = "%" if value.endswith("%") else "万元"
            for step in (-1, 1):
                yield (
                    f"{condition['fact']} 界限{step:+d}",
                    {**condition, "value": f"{int(value.removesuffix(unit)) + step}{unit}"},
                )
        elif isinstance(value, bool):
            yield f"{condition['fact']} 反过来", {**condition, "value": not value}
        elif isinstance(value, list):
            yield f"{condition['fact']} 少一个值", {**condition, "value": value[:1]}
        return
    parts = condition["all"]
    for place, part in enumerate(parts):
        if len(parts) > 1:
            yield f"少一项条件{part['fact']}", {"all": parts[:place] + parts[place + 1 :]}
        for name, spoilt in _spoilt_data(part):
            yield name, {"all": [*parts[:place], spoilt, *parts[place + 1 :]]}


def _offence_mutants(data: dict[str, Any]) -> Iterator[Mutant]:
    for place, offence in enumerate(data["offences"]):
        code = offence["code"]

        def on(change: Callable[[dict[str, Any]], Any], place: int = place) -> Callable[[dict[str, Any]], None]:
            return lambda made: change(made["offences"][place])

        for number, rule in enumerate(offence["penalties"]):
            words = f"{code} 罚则{number + 1}"
            if rule.get("fine"):
                yield Mutant(
                    f"{words}: 罚款加倍",
                    on(
                        lambda o, n=number: o["penalties"][n].update(
                            fine=[o["penalties"][n]["fine"][0], 2 * o["penalties"][n]["fine"][1]]
                        )
                    ),
                    (code,),
                )
            if rule.get("serious_fine"):
                yield Mutant(
                    f"{words}: 没有情节严重", on(lambda o, n=number: o["penalties"][n].pop("serious_fine")), (code,)
                )
            following = offence["penalties"][(number + 1) % len(offence["penalties"])]["basis"]
            if following != rule["basis"]:
                yield Mutant(
                    f"{words}: 依据换成下一条",
                    on(lambda o, n=number, b=following: o["penalties"][n].update(basis=b)),
                    (code,),
                )
            yield Mutant(f"{words}: 删去", on(lambda o, n=number: o["penalties"].pop(n)), (code,))
        for field in ("contrary", "elements", "act_days", "filing"):
            if offence.get(field):
                yield Mutant(f"{code}: 没有{field}", on(lambda o, f=field: o.pop(f)), (code, "REFUSE_OR_AFTER_URGE"))


def _pack_mutants(data: dict[str, Any]) -> Iterator[Mutant]:
    pack = data["pack"]
    for field in ("exclusions", "serious", "jurisdiction", "persons", "crimes"):
        for place, entry in enumerate(pack[field]):
            name = entry.get("name") or entry.get("id")
            yield Mutant(f"没有{name}", lambda made, f=field, p=place: made["pack"][f].pop(p) and None)
    versions = pack["regimes"][0]["versions"]
    for day in ("2024-09-12", "2024-09-14"):
        eve = {"2024-09-12": "2024-09-11", "2024-09-14": "2024-09-13"}[day]
        assert len(versions) == 2

        def moved(made: dict[str, Any], day: str = day, eve: str = eve) -> None:
            old, new = made["pack"]["regimes"][0]["versions"]
            old["to"], new["from"] = eve, day

        yield Mutant(f"新法从{day}起", moved)
    for setting in data["settings"]:
        for value in setting.get("choices", ()) if setting["name"] not in OF_THE_CASE_ROOM else ():
            if value != setting["value"]:
                name = setting["name"]

                def chosen(made: dict[str, Any], name: str = name, value: Any = value) -> None:
                    next(one for one in made["settings"] if one["name"] == name)["value"] = value

                yield Mutant(f"设定{name}改为{value}", chosen)


# --- the battery --------------------------------------------------------------------------


@dataclass(frozen=True)
class Worked:
    """A worked case: facts, and what each field of the answer must be."""

    name: str
    facts: dict[str, Any]
    wanted: dict[str, Any]

    def fails(self, law: Law) -> bool:
        try:
            answer = rules.assess(self.facts, law=law, today=TODAY)
        except (rules.SheetFault, KeyError, StopIteration, ValueError):
            return True
        return any(not _same(name, value, answer) for name, value in self.wanted.items())

    @property
    def offences(self) -> set[str]:
        acts = [self.facts, *self.facts.get("acts", ()), *self.facts.get("parties", ())]
        return {one["violation"] for one in acts if "violation" in one}


def _same(name: str, value: Any, answer: rules.Answer) -> bool:
    if name == "citations":
        return all(any(one in cited for cited in answer.basis) for one in value)
    if name == "required_actions":
        return set(value) <= set(answer.duties)
    if name == "fine_range_yuan":
        return answer.fine_range == (tuple(value) if value else None)
    if name == "judged":
        return bool(answer.violation == value)
    return bool(getattr(answer, name) == value)


COMPARED = (
    "outcome",
    "law_version",
    "fine_range_yuan",
    "measure",
    "binding",
    "citations",
    "required_actions",
    "judged",
)


def battery() -> list[Worked]:
    worked = [Worked(name, facts, wanted) for name, _, facts, wanted in SHEETS]
    for file in ("given.json", "made.json"):
        for entry in json.loads((FOLDER / file).read_text(encoding="utf-8"), parse_float=Decimal):
            wanted = {name: entry[name] for name in COMPARED if name in entry}
            worked.append(Worked(entry["id"], entry["facts"], wanted))
    return worked


def noticed(law: Law, mutant: Mutant, worked: list[Worked]) -> str:
    """What notices the mutant: the table of fines, or a worked case; "" where nothing does."""
    if fines_of(law) != penalties_by_law():
        return "罚则对照表"
    about = set(mutant.offences)
    cases = [one for one in worked if not about or one.offences & about]
    return next((one.name for one in cases if one.fails(law)), "")


def fines_of(law: Law) -> dict[tuple[str, str, str], list[Any]]:
    found: dict[tuple[str, str, str], list[Any]] = {}
    for offence in law.offences.values():
        for rule in offence.penalties:
            for kind in rule.kinds:
                row = (rule.fine, rule.serious_fine, tuple(rule.basis))
                found.setdefault((offence.code, rule.version, kind), []).append(row)
    return found


def spoilt_law(data: dict[str, Any], mutant: Mutant) -> Law | None:
    """The law with the mutant; None where the packs themselves refuse it."""
    made = data | {part: copy.deepcopy(data[part]) for part in SPOILT}
    mutant.spoil(made)
    try:
        return rules.law_from_data(made)
    except (ValueError, KeyError):
        return None
