"""One act before the law: what is known, what follows from silence, and what cannot be.

A `Case` fixes the kind of party and the offence charged. Everything else may be unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rules.cond import Test, tests
from rules.days import Day, Demand
from rules.facts import FactSpec
from rules.law import Law
from rules.offences import Offence
from rules.sheet import EXCLUSIONS, Sheet
from rules.values import NOT_YET, Value

KIND, VIOLATION, ACT_DATE = "party.kind", "violation", "act_date"


@dataclass(frozen=True)
class Case:
    """`as_of` is the day of the question, `decided_on` the day whose law is compared with that of the act."""

    sheet: Sheet
    law: Law
    kind: str
    violation: str
    as_of: date
    decided_on: date
    forbidden: tuple[Test, ...]
    demands: tuple[Demand, ...]
    memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def facts(self) -> Mapping[str, Value]:
        return self.sheet.facts

    @property
    def charged(self) -> Offence:
        return self.law.offences[self.violation]

    def spec(self, key: str) -> FactSpec:
        return self.law.facts[key]

    def stated(self, key: str) -> bool:
        return key in self.sheet.facts

    def settled(self, key: str) -> Value | None:
        """The value a fact has, stated or by what its silence means; None = unknown."""
        memo = ("settled", key)
        if memo not in self.memo:
            self.memo[memo] = self._settled(key)
        value: Value | None = self.memo[memo]
        return value

    def _settled(self, key: str) -> Value | None:
        if key in self.sheet.facts:
            return self.sheet.facts[key]
        named = self._by_exclusions(key)
        if named is not None:
            return named
        spec = self.law.facts[key]
        if spec.not_with and self.sheet.facts.get(spec.not_with) is NOT_YET:
            return False
        if self.sheet.clear and spec.screen is not None:
            return spec.screen
        if spec.denied_by and self.sheet.facts.get(spec.denied_by) is NOT_YET:
            return False
        return spec.silence

    def _by_exclusions(self, key: str) -> Value | None:
        """A flag by the list of exclusions: named, or checked and not named."""
        listed = self.sheet.facts.get(EXCLUSIONS)
        if not isinstance(listed, tuple):
            return None
        for exclusion in self.law.pack.exclusions:
            if exclusion.fact == key and isinstance(exclusion.when, Test):
                if exclusion.name in listed:
                    named: Value = exclusion.when.value
                    return named
                return False if exclusion.when.value is True else self.law.facts[key].screen
        return None

    def named_correction(self) -> str:
        """The state of the correction that the exclusions name outright: refused, overdue, failed or ""."""
        listed = self.sheet.facts.get(EXCLUSIONS)
        if isinstance(listed, tuple):
            for exclusion in self.law.pack.exclusions:
                if exclusion.correction and exclusion.name in listed:
                    return exclusion.correction
        return ""


def day_of_question(sheet: Sheet, law: Law, today: date) -> date:
    """`as_of`, else the day of the decision, else today; never before a day on which something is on file."""
    stated = sheet.day("as_of") or sheet.day("decision_date")
    if stated:
        return stated
    past = (sheet.day(key) for key, spec in law.facts.items() if spec.past)
    return max([today, *(day for day in past if day)])


def make_case(sheet: Sheet, law: Law, kind: str, violation: str, today: date) -> Case:
    """The case as if the party were of this kind and charged with this offence."""
    sheet = replace(sheet, facts={**sheet.facts, KIND: kind, VIOLATION: violation})
    as_of = day_of_question(sheet, law, today)
    forbidden = _forbidden(sheet, law, violation)
    demands = (*_order_of_days(sheet, law, law.offences[violation], as_of), *_forbidden_days(sheet, law, forbidden))
    return Case(sheet, law, kind, violation, as_of, sheet.day("decision_date") or as_of, forbidden, demands)


def _forbidden(sheet: Sheet, law: Law, violation: str) -> tuple[Test, ...]:
    """What cannot be while the officer's finding stands unrefuted: the tests that would refute it."""
    charged = law.offences[violation]
    offences = [charged] + ([law.offences[charged.elements.otherwise]] if charged.elements else [])
    return tuple(
        dict.fromkeys(test for offence in offences for ground in offence.contrary for test in tests(ground.when))
    )


def earlier_days(spec: FactSpec, offence: Offence | None) -> tuple[str, ...]:
    """The days a day cannot precede. The stated day of an omission may be its last, so it need not come first."""
    omission = offence is None or offence.act_days is not None
    return tuple(key for key in spec.not_before if not (omission and key == ACT_DATE))


def _order_of_days(sheet: Sheet, law: Law, offence: Offence, as_of: date) -> list[Demand]:
    """The natural order of days, as far as an unknown one is in it."""
    demands = []
    for key, spec in law.facts.items():
        if spec.kind != "date" or not spec.entered:
            continue
        later = _term(sheet, key)
        if later is None:
            continue
        for earlier_key in earlier_days(spec, offence):
            earlier = _term(sheet, earlier_key)
            if earlier is not None and (earlier.known is None or later.known is None):
                demands.append(Demand(earlier, later))
        if spec.past and later.known is None:
            demands.append(Demand(later, Day(as_of)))
    return demands


def _forbidden_days(sheet: Sheet, law: Law, forbidden: tuple[Test, ...]) -> list[Demand]:
    """A refuting order of two days cannot be where one of them is unknown."""
    demands = []
    for test in forbidden:
        derive = law.facts[test.fact].derive
        if derive and derive["fn"] == "on_or_before":
            first, second = (_term(sheet, key) for key in derive["of"])
            if first and second and (first.known is None or second.known is None):
                demands.append(Demand(first, second).negation())
    return demands


def _term(sheet: Sheet, key: str) -> Day | None:
    """A stated day or an unknown one; None where it is stated that there is none."""
    if key not in sheet.facts:
        return Day(key)
    day = sheet.day(key)
    return Day(day) if day else None
