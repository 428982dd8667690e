"""The diagram of a decision: findings in, verdict out, for one kind of party and one offence.

Built once per law from the rules of the skeleton and kept by digest; both laws are merged into one diagram, so that the
choice of law is part of what is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules import cond
from rules.cond import All, AnyOf, Cond, Test
from rules.consequence import Verdict, can_be_serious, lighter, verdict
from rules.diagram import Diagrams, Variable
from rules.law import Law
from rules.offences import Offence
from rules.skeleton import BY_PERSON, Rule, rules
from rules.text import OUTCOMES, PENALTY, PENALTY_SERIOUS

FLAG = (True, False)


def variables(law: Law) -> tuple[Variable, ...]:
    """The findings in the order of the diagram."""
    grounds = ("", *(ground.id for ground in law.pack.jurisdiction))
    refuting = ("", *dict.fromkeys(ground.id for offence in law.offences.values() for ground in offence.contrary))
    versions = [version.id for regime in law.pack.regimes for version in regime.versions]
    return (
        Variable("offence", tuple(sorted(law.offences))),
        Variable("crime", FLAG),
        Variable("elsewhere", grounds),
        Variable("contrary", refuting),
        Variable("barred", FLAG),
        Variable("mind", ("full", "limited", "none")),
        Variable("age", ("full", "minor", "none")),
        Variable("no_fault", FLAG),
        Variable("timely", FLAG),
        Variable("harm", ("none", "minor", "serious")),
        Variable("minor", FLAG),
        Variable("excluded", FLAG),
        Variable("key_area", FLAG),
        Variable("listed", FLAG),
        Variable("first", FLAG),
        Variable("lenient", FLAG),
        Variable("serious", FLAG),
        Variable("fine_open", FLAG),
        Variable("epoch", tuple(f"{old}|{new}" for old in versions for new in versions)),
    )


def active_rules(law: Law) -> tuple[Rule, ...]:
    return rules(bool(law.setting("no_harm_meets_minor_harm")))


def constants(law: Law, offence: Offence, kind: str, version: str) -> dict[str, bool | str]:
    """What kind and offence settle by themselves under one version."""
    person = next((rule.outcome for rule in law.pack.persons if rule.fits(offence.code, kind)), "")
    return {"person": person, "liable": offence.liable(kind, version), "organ": law.pack.kind(kind).organ}


class Decisions:
    """All decision diagrams of a law, built as they are asked for."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.diagrams = Diagrams(variables(law))
        self._charged: dict[tuple[str, str], int] = {}
        self._under: dict[tuple[str, str, str], int] = {}

    def charged(self, kind: str, violation: str) -> int:
        """The diagram for an offence charged: over the offence the act turns out to be judged as."""
        if (kind, violation) not in self._charged:
            offence = self.law.offences[violation]
            judged = {violation, offence.elements.otherwise} if offence.elements else {violation}
            unreachable = self.diagrams.leaf(None)
            children = {code: unreachable for code in self.law.offences}
            children |= {code: self._judged(kind, self.law.offences[code]) for code in judged}
            self._charged[kind, violation] = self.diagrams.node("offence", children)
        return self._charged[kind, violation]

    def _judged(self, kind: str, offence: Offence) -> int:
        versions = [version.id for version in self.law.pack.regime(offence.law).versions]
        under = {version: self.under(kind, offence, version) for version in versions}
        unreachable = self.diagrams.leaf(None)
        children = {value: unreachable for value in self.diagrams.variables[self.diagrams.place["epoch"]].values}
        for index, old in enumerate(versions):
            for new in versions[index:]:
                children[f"{old}|{new}"] = self.diagrams.merge("lighter", _lighter, under[old], under[new])
        return self._by_epoch(children)

    def _by_epoch(self, children: Mapping[Any, int]) -> int:
        """A node that asks the last variable above diagrams over the earlier ones: merged, not stacked."""
        diagrams = self.diagrams
        result = diagrams.leaf(None)
        for value, child in children.items():
            result = diagrams.ite(diagrams.test("epoch", (value,)), child, result)
        return result

    def under(self, kind: str, offence: Offence, version: str) -> int:
        """The diagram under one version of the law alone."""
        key = (kind, offence.code, version)
        if key not in self._under:
            self._under[key] = self._build(kind, offence, version)
        return self._under[key]

    def _build(self, kind: str, offence: Offence, version: str) -> int:
        fixed = constants(self.law, offence, kind, version)
        result = self.diagrams.leaf(None)
        for rule in reversed(active_rules(self.law)):
            leaf = self._leaf(rule, fixed, kind, offence, version)
            result = self.diagrams.ite(self._test(rule.when, fixed), leaf, result)
        return result

    def _leaf(self, rule: Rule, fixed: Mapping[str, bool | str], kind: str, offence: Offence, version: str) -> int:
        outcome = str(fixed["person"]) if rule.outcome == BY_PERSON else rule.outcome
        if not outcome:
            return self.diagrams.leaf(None)
        if not OUTCOMES[outcome].fine:
            return self.diagrams.leaf(verdict(self.law, outcome, offence, kind, version, False, False))
        serious = can_be_serious(offence, kind, version)
        if outcome == PENALTY_SERIOUS and not serious:
            outcome = PENALTY

        def leaf(is_serious: bool, fine_open: bool) -> int:
            return self.diagrams.leaf(verdict(self.law, outcome, offence, kind, version, is_serious, fine_open))

        grave = {
            flag: self.diagrams.node("fine_open", {True: leaf(flag, True), False: leaf(flag, False)}) for flag in FLAG
        }
        return self.diagrams.node("serious", grave) if serious else grave[False]

    def _test(self, condition: Cond, fixed: Mapping[str, bool | str]) -> int:
        """The yes/no diagram of a rule's condition."""
        diagrams = self.diagrams
        if isinstance(condition, Test):
            if condition.fact in fixed:
                return diagrams.leaf(cond.compare(condition, fixed[condition.fact]))
            variable = diagrams.variables[diagrams.place[condition.fact]]
            return diagrams.test(condition.fact, [one for one in variable.values if cond.compare(condition, one)])  # type: ignore[arg-type]
        result = diagrams.leaf(isinstance(condition, All))
        for part in condition.parts:
            one = self._test(part, fixed)
            result = diagrams.either(result, one) if isinstance(condition, AnyOf) else diagrams.both(result, one)
        return result


def _lighter(old: Any, new: Any) -> Any:
    return lighter(old, new) if isinstance(old, Verdict) and isinstance(new, Verdict) else None


def decisions(law: Law) -> Decisions:
    """The diagrams of this law, built once."""
    if "decisions" not in law.memo:
        law.memo["decisions"] = Decisions(law)
    found: Decisions = law.memo["decisions"]
    return found
