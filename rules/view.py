"""Looking at a case with unknown facts: every question either has its answer, or the look forks into both.

`explore` runs a function over all ways the unknown facts can fall. Discrete facts fork over their values, comparisons of
days over true and false as far as `rules.days.solve` finds days for them, quantities over the classes of
`rules.quantities`. Each way that comes out is a `Way`: the result, what was assumed, and nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from rules import cond, quantities
from rules.case import Case
from rules.cond import Cond, Test
from rules.days import Day, Demand, Least, solve
from rules.derivations import DERIVED_FLAGS, count_in_window, days_between
from rules.facts import FactSpec
from rules.relevant import only_if, tied
from rules.values import NOT_YET, Special, Value

T = TypeVar("T")
HAPPENED, TWIN = "?", "′"


class DeadEnd(Exception):
    """What was assumed cannot be together."""


class Unsettled(Exception):
    """A strict look met an unknown fact."""


@dataclass(frozen=True)
class Way(Generic[T]):
    """One way the unknown facts can fall: the result, the discrete facts assumed, the demands on days."""

    result: T
    assumed: dict[str, Any]
    demands: tuple[Demand, ...]
    trail: tuple[int, ...] = ()

    @cached_property
    def facts(self) -> frozenset[str]:
        """The unknown facts this way looked at."""
        discrete = {key.removesuffix(HAPPENED) for key in self.assumed if not key.startswith(quantities.PREFIX)}
        return frozenset(discrete.union(*(demand.names() for demand in self.demands)))


class View:
    """A look at a case along a script of choices."""

    def __init__(self, case: Case, script: tuple[int, ...] = ()) -> None:
        self.case = case
        self.law = case.law
        self.as_of = Day(case.as_of)
        self._script = script
        self.trail: list[int] = []
        self.branches: list[tuple[int, ...]] = []
        self.assumed: dict[str, Any] = {}
        self.demands: list[Demand] = []
        self.seen: dict[Any, Any] = {}
        self._least: Least | None = None

    # --- choices ---------------------------------------------------------------

    def _next(self, ways: int) -> int:
        place = len(self.trail)
        if place < len(self._script):
            index = self._script[place]
        elif ways == 0:
            raise DeadEnd
        else:
            index = self._first_of(ways)
        self.trail.append(index)
        return index

    def _first_of(self, ways: int) -> int:
        """Go the first way, and note the others to be gone later."""
        trail = tuple(self.trail)
        self.branches.extend((*trail, index) for index in reversed(range(1, ways)))
        return 0

    def assume(self, key: str, options: Sequence[Any]) -> Any:
        """One of the options for an unknown fact; the same one every time it is asked."""
        if key not in self.assumed:
            self.assumed[key] = options[self._next(len(options))]
        return self.assumed[key]

    def recall(self, key: str) -> Any:
        """What has been assumed of a fact so far; None = nothing."""
        return self.assumed.get(key)

    # --- facts -----------------------------------------------------------------

    def get(self, key: str) -> Value:
        """The value of a discrete fact."""
        known = self.case.settled(key)
        if known is not None:
            return known
        needed = only_if(self.law).get(key)
        if needed is not None and not self.holds(needed):
            return False
        value: Value = self.assume(key, self._options(key))
        return value

    def _options(self, key: str) -> list[Value]:
        memo = ("options", key)
        if memo not in self.case.memo:
            self.case.memo[memo] = self._thinkable(key)
        options: list[Value] = self.case.memo[memo]
        return [option for option in options if not self._untied(key, option)] if key in tied(self.law) else options

    def _thinkable(self, key: str) -> list[Value]:
        """The values that what is stated leaves a fact."""
        spec = self.case.spec(key)
        options: list[Value] = [True, False] if spec.kind == "bool" else [option.value for option in spec.options]
        forbidden = [test for test in self.case.forbidden if test.fact == key]
        return [
            option
            for option in options
            if not any(cond.compare(test, option) for test in forbidden) and not self._denied(key, option)
        ]

    def _untied(self, key: str, option: Value) -> bool:
        """Whether a day tied to this fact has come, or not come, against this value."""
        for spec in tied(self.law).get(key, ()):
            day = self.case.facts.get(spec.key)
            come = self.recall(spec.key + HAPPENED) if day is None else day is not NOT_YET
            if come is not None and spec.tied and option in spec.tied["false" if come else "true"]:
                return True
        return False

    def _denied(self, key: str, option: Value) -> bool:
        """Whether a flag that is stated true could not be with this value."""
        for other, needed in only_if(self.law).items():
            if isinstance(needed, Test) and needed.fact == key and self.case.facts.get(other) is True:
                return not cond.compare(needed, option)
        return False

    def happened(self, key: str) -> bool:
        """Whether a day is there at all (null on the sheet: it has not come)."""
        known = self.case.settled(key)
        if known is not None:
            return not isinstance(known, Special)
        if not self.case.spec(key).nullable:
            return True
        return bool(self.assume(key + HAPPENED, self._comings(key)))

    def _comings(self, key: str) -> tuple[bool, ...]:
        """Whether a day can have come, as far as a fact it is tied to says."""
        tied = self.case.spec(key).tied or {}
        other = str(tied.get("fact", ""))
        value = self.case.facts.get(other, self.recall(other))
        if value in tied.get("true", ()):
            return (True,)
        return (False,) if value in tied.get("false", ()) else (True, False)

    def day(self, key: str) -> Day:
        """The day of a fact that has happened, known or not."""
        known = self.case.facts.get(key)
        return Day(known) if isinstance(known, date) else Day(key)

    def le(self, a: Day, b: Day) -> bool:
        """Whether a is on or before b."""
        first, second = a.known, b.known
        if first is not None and second is not None:
            return first <= second
        demand = Demand(a, b)
        if demand not in self.seen:
            self.seen[demand] = self._decide(demand)
        return bool(self.seen[demand])

    def _decide(self, demand: Demand) -> bool:
        denial = demand.negation()
        scripted = len(self.trail) < len(self._script)
        verdict = self._next(2) == 0 if scripted else self._undecided(demand, denial)
        self.demands.append(demand if verdict else denial)
        return verdict

    def _undecided(self, demand: Demand, denial: Demand) -> bool:
        base = (*self._base(), *self.demands)
        self._least = self._solved(base, self._least)
        if self._least is None:
            raise DeadEnd
        yes = self._solved((*base, demand), self._least) is not None
        no = self._solved((*base, denial), self._least) is not None
        if not yes and not no:
            raise DeadEnd
        self.trail.append(self._first_of(2) if yes and no else 0 if yes else 1)
        return yes

    def _solved(self, demands: tuple[Demand, ...], start: Least | None) -> Least | None:
        """The least days for these demands: looks that come by again need not climb again."""
        memo = ("solved", demands)
        if memo not in self.case.memo:
            self.case.memo[memo] = solve(demands, start)
        least: Least | None = self.case.memo[memo]
        return least

    def _base(self) -> list[Demand]:
        """The order of days, as far as the days in it are there."""
        return [demand for demand in self.case.demands if all(self._present(name) for name in demand.names())]

    def _present(self, name: str) -> bool:
        return not self.case.spec(name).nullable or bool(self.recall(name + HAPPENED))

    # --- conditions --------------------------------------------------------------

    def holds(self, condition: Cond) -> bool:
        return bool(cond.holds(condition, self.test))

    def test(self, test: Test) -> bool:
        """One test of a condition."""
        spec = self.case.spec(test.fact)
        name = spec.derive["fn"] if spec.derive else ""
        if name == "days_between":
            return days_between(self, spec, test)
        if name == "count_in_window":
            return count_in_window(self, spec, test)
        if name in DERIVED_FLAGS:
            return cond.compare(test, DERIVED_FLAGS[name](self, spec))
        if spec.kind in quantities.KINDS:
            return self._quantity(test)
        if spec.kind == "date":
            return self._date_test(test)
        if spec.kind in ("text", "list", "record") and not self.case.stated(test.fact):
            return bool(self.assume(test.fact, (True, False)))
        return cond.compare(test, self.get(test.fact))

    def _quantity(self, test: Test) -> bool:
        value = quantities.known_value(self.case, test.fact)
        if value is not None:
            return cond.compare(test, value)
        group = quantities.group_of(self.case, test.fact)
        chosen: int = self.assume(quantities.PREFIX + group.name, range(len(group.classes)))
        return group.classes[chosen].verdicts[test]

    def _date_test(self, test: Test) -> bool:
        if not self.happened(test.fact):
            return cond.compare(test, self.case.settled(test.fact) or NOT_YET)
        if test.op == "is_na":
            return False
        day, limit = self.day(test.fact), Day(test.value)
        if test.op in ("eq", "ne"):
            return (self.le(day, limit) and self.le(limit, day)) is (test.op == "eq")
        if test.op in ("le", "gt"):
            return self.le(day, limit) is (test.op == "le")
        return self.le(limit, day) is (test.op == "ge")

    def peek(self, condition: Cond) -> bool | None:
        """The condition by what is known alone; None = open."""
        return cond.holds(condition, self._peek_test)

    def _peek_test(self, test: Test) -> bool | None:
        spec = self.case.spec(test.fact)
        name = spec.derive["fn"] if spec.derive else ""
        if spec.kind in quantities.KINDS and name in ("", *quantities.LINKED):
            number = quantities.known_value(self.case, test.fact)
            return None if number is None else cond.compare(test, number)
        if name in DERIVED_FLAGS:
            flag = self._peek_flag(name, spec)
            return None if flag is None else cond.compare(test, flag)
        try:
            return StrictView(self.case).test(test)
        except Unsettled:
            return None

    def _peek_flag(self, name: str, spec: FactSpec) -> Value | None:
        memo = ("peek", spec.key)
        if memo not in self.case.memo:
            try:
                self.case.memo[memo] = DERIVED_FLAGS[name](StrictView(self.case), spec)
            except Unsettled:
                self.case.memo[memo] = None
        flag: Value | None = self.case.memo[memo]
        return flag


class TwinView(View):
    """A second look at the same facts, but for one that may be another. Shares script, assumptions and demands."""

    def __init__(self, first: View, key: str) -> None:
        super().__init__(first.case, first._script)
        self.trail, self.demands, self.branches = first.trail, first.demands, first.branches
        self._first, self._key = first, key

    def recall(self, key: str) -> Any:
        return self.assumed.get(key) if self._own(key) else self._first.assumed.get(key)

    def _own(self, key: str) -> bool:
        return key.removesuffix(HAPPENED) == self._key

    def assume(self, key: str, options: Sequence[Any]) -> Any:
        if self._own(key):
            return super().assume(key, options)
        if key.startswith(quantities.PREFIX):
            return self._assume_class(key, options)
        if key not in self._first.assumed:
            self._first.assumed[key] = options[self._next(len(options))]
        elif self._first.assumed[key] not in options:
            raise DeadEnd
        self.assumed[key] = self._first.assumed[key]
        return self.assumed[key]

    def _assume_class(self, key: str, options: Sequence[Any]) -> Any:
        """A class of quantities that a change of the one fact can lead to."""
        if key not in self.assumed:
            group: quantities.Group = self.case.memo["group", key.removeprefix(quantities.PREFIX)]
            first = self._first.assumed.get(key)
            near = group.neighbours(self._key)
            reachable = [one for one in options if first is None or one == first or (first, one) in near]
            self.assumed[key] = reachable[self._next(len(reachable))]
            if first is None:
                self._first.assumed[key] = self.assumed[key]
        return self.assumed[key]

    def _decide(self, demand: Demand) -> bool:
        return super()._decide(demand.renamed(self._key, self._key + TWIN))

    def _base(self) -> list[Demand]:
        """The natural order of days for both copies of the fact."""
        return [*self._first._base(), *(demand.renamed(self._key, self._key + TWIN) for demand in super()._base())]


class StrictView(View):
    """A look that stops at the first unknown fact."""

    def assume(self, key: str, options: Sequence[Any]) -> Any:
        raise Unsettled

    def le(self, a: Day, b: Day) -> bool:
        first, second = a.known, b.known
        if first is None or second is None:
            raise Unsettled
        return first <= second


def explore(case: Case, look: Callable[[View], T], start: Sequence[tuple[int, ...]] = ((),)) -> Iterator[Way[T]]:
    """Every way the unknown facts can fall, as far as `look` asks for them. `start`: scripts to go on from."""
    pending: list[tuple[int, ...]] = [*start]
    while pending:
        script = pending.pop()
        view = View(case, script)
        try:
            result = look(view)
        except DeadEnd:
            pending.extend(view.branches)
            continue
        pending.extend(view.branches)
        yield Way(result, view.assumed, tuple(view.demands), tuple(view.trail))
