"""The diagram of a list version: cells of facts in, the lightest item that is met out.

Every item becomes a small diagram; the diagrams are merged in pairs, so that row order carries no law. Kept by the hash
of the version: a version never changes, so its diagram never does.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from rules import cond
from rules.cells import OTHER, Cells, cells_of
from rules.cond import All, AnyOf, Cond, Test, to_json
from rules.diagram import Diagrams, Variable
from rules.duties import raised
from rules.facts import FactSpec
from rules.law import Law
from rules.lists import ListItem, ListVersion
from rules.text import LADDER, NP_DISCRETIONARY_FIRST, NP_MANDATORY_MINOR, OUTCOMES
from rules.values import Special

OFFENCE, KIND = "violation", "party.kind"
KEPT = 64
# What the law demands of every item beside its own condition (行政处罚法33条1款), as far as facts carry it.
MINOR_DEMANDS = (Test("finding:timely", "eq", True), Test("harm", "eq", "none"))
FIRST_DEMANDS = (
    Test("finding:first", "eq", True),
    Test("harm", "in", ("none", "minor")),
    Test("finding:timely", "eq", True),
)


@dataclass(frozen=True, order=True)
class Result:
    """What an item gives. Smaller is lighter."""

    rank: int
    height: int
    outcome: str
    measure: str


def result(outcome: str, measure: str) -> Result:
    height = LADDER.index(measure.split("/")[0]) if measure else -1
    return Result(OUTCOMES[outcome].rank, height, outcome, measure)


def lighter_of(a: Any, b: Any) -> Any:
    """The lighter of two results; None is no result."""
    if a is None or b is None:
        return b if a is None else a
    return min(a, b)


def finding_fact(facts: Mapping[str, FactSpec], name: str) -> str:
    """The fact by which a list can name a finding of the law ("" where the catalogue has none)."""
    derived = ((key, spec.derive) for key, spec in facts.items() if spec.derive)
    return next((key for key, derive in derived if derive["fn"] == "finding" and derive["name"] == name), "")


def demands(facts: Mapping[str, FactSpec], outcome: str) -> tuple[Test, ...]:
    """The demands of the law for an outcome, as tests on facts of the catalogue."""
    wanted = {NP_MANDATORY_MINOR: MINOR_DEMANDS, NP_DISCRETIONARY_FIRST: FIRST_DEMANDS}.get(outcome, ())
    found = []
    for test in wanted:
        kind, _, name = test.fact.partition(":")
        key = finding_fact(facts, name) if kind == "finding" else test.fact
        if key in facts:
            found.append(Test(key, test.op, test.value))
    return tuple(found)


def digest_of_list(version: ListVersion) -> str:
    """The hash of what a version decides: conditions, subjects, results, window."""
    items = [
        [
            item.number,
            sorted(item.offences),
            sorted(item.kinds),
            to_json(item.condition),
            item.outcome,
            item.measure,
            item.supplies,
            [to_json(step.when) for step in item.steps],
        ]
        for item in version.items
    ]
    text = json.dumps([items, version.first_window], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class ListDiagram:
    """A list version as a diagram over offence, kind of party and the cells of the facts it names."""

    def __init__(self, version: ListVersion, facts: Mapping[str, FactSpec]) -> None:
        self.version, self.facts = version, facts
        self.digest = digest_of_list(version)
        tests = list(dict.fromkeys(_tests(version, facts)))
        keys = sorted({test.fact for test in tests}, key=lambda key: (facts[key].kind in cond.ORDERED_KINDS, key))
        self.cells: dict[str, Cells] = {key: cells_of(facts[key], tests) for key in keys}
        self.offences = tuple(sorted({code for item in version.items for code in item.offences}))
        self.kinds = tuple(sorted({code for item in version.items for code in item.kinds}))
        inner = [Variable(key, tuple(range(len(self.cells[key])))) for key in keys if key not in (OFFENCE, KIND)]
        self.diagrams = Diagrams([Variable(OFFENCE, (*self.offences, "")), Variable(KIND, (*self.kinds, "")), *inner])
        self._of_test: dict[Test, int] = {}
        self._of_item: dict[tuple[int, bool], int] = {}
        self._steps: dict[int, Step] = {}
        self.findings: Any = None

    # --- building ----------------------------------------------------------------

    def test(self, test: Test) -> int:
        """The yes/no diagram of one test."""
        if test not in self._of_test:
            self._of_test[test] = self._test(test)
        return self._of_test[test]

    def _test(self, test: Test) -> int:
        if test.fact in (OFFENCE, KIND):
            values = [value for value in (*self.offences, *self.kinds) if cond.compare(test, value)]
            return self.diagrams.test(test.fact, values)
        return self.diagrams.test(test.fact, self.cells[test.fact].meets(test))

    def condition(self, condition: Cond) -> int:
        """The yes/no diagram of a condition."""
        if isinstance(condition, Test):
            return self.test(condition)
        merged = self.diagrams.leaf(isinstance(condition, All))
        for part in condition.parts:
            one = self.condition(part)
            either = isinstance(condition, AnyOf)
            merged = self.diagrams.either(merged, one) if either else self.diagrams.both(merged, one)
        return merged

    def item(self, place: int, *, with_demands: bool = True) -> int:
        """The diagram of one item: its result where it is met, else None. The law's own demands may be left aside."""
        key = (place, with_demands)
        if key not in self._of_item:
            self._of_item[key] = self._item(self.version.items[place], with_demands)
        return self._of_item[key]

    def _item(self, item: ListItem, with_demands: bool) -> int:
        diagrams = self.diagrams
        steps = diagrams.leaf(0)
        for step in item.steps:
            steps = diagrams.merge("count", lambda n, more: n + bool(more), steps, self.condition(step.when))  # type: ignore[operator]

        def given(met: Any, count: Any) -> Any:
            measure = raised(item.measure, count) if item.measure else ""
            return result(item.outcome, measure) if met else None

        name = ("item", item.outcome, item.measure)
        return diagrams.merge(name, given, self.met(item, with_demands=with_demands), steps)

    def met(self, item: ListItem, *, with_demands: bool = True) -> int:
        """The yes/no diagram: offence, kind, condition and (where asked) the law's demands."""
        diagrams = self.diagrams
        met = self.condition(item.condition)
        for test in demands(self.facts, item.outcome) if with_demands else ():
            met = diagrams.both(met, self.test(test))
        met = diagrams.both(diagrams.test(KIND, item.kinds), met)
        return diagrams.both(diagrams.test(OFFENCE, item.offences), met)

    def lightest(self, nodes: Iterable[int]) -> int:
        """The lightest of several results, merged in pairs."""
        nothing = self.diagrams.leaf(None)

        def short(a: int, b: int) -> int | None:
            if a in (nothing, b):
                return b
            return a if b == nothing else None

        pending = list(nodes) or [nothing]
        while len(pending) > 1:
            pairs = [pending[place : place + 2] for place in range(0, len(pending), 2)]
            pending = [
                self.diagrams.merge("lighter", lighter_of, *pair, short=short) if len(pair) == 2 else pair[0]
                for pair in pairs
            ]
        return pending[0]

    @cached_property
    def root(self) -> int:
        """The whole list, the law's demands included."""
        return self.lightest(self.item(place) for place in range(len(self.version.items)))

    @cached_property
    def conditions_only(self) -> int:
        """The whole list by the conditions of its items alone."""
        return self.lightest(self.item(place, with_demands=False) for place in range(len(self.version.items)))

    # --- reading -----------------------------------------------------------------

    def decide(self, values: Mapping[str, Any], node: int | None = None) -> Result | None:
        """The lightest item met by fully known facts (numbers as ints or fractions), by walking the diagram."""
        node = self.root if node is None else node
        while node >= 0:
            step = self._steps.get(node) or self._step(node)
            value = values[step.key]
            if step.marks is None or value.__class__ is Special:
                index = step.places.get(value, step.other)
            else:
                at = bisect_left(step.marks, value)
                index = step.cells[2 * at + (at < len(step.marks) and step.marks[at] == value)]
            node = step.children[index]
        return self.diagrams.value(node)  # type: ignore[return-value]

    def _step(self, node: int) -> Step:
        """A node made ready for walking: where a value leads is looked up, not worked out."""
        place, children = self.diagrams.nodes[node]
        variable = self.diagrams.variables[place]
        cells = self.cells.get(variable.name)
        if cells is None:
            places = {value: index for index, value in enumerate(variable.values)}
            step = Step(variable.name, None, places, places[""], (), children)
        else:
            places = {cell.sample: index for index, cell in enumerate(cells.cells)}
            step = Step(variable.name, cells.marks or None, places, places.get(OTHER, 0), cells.of_step, children)
        self._steps[node] = step
        return step


class Step(NamedTuple):
    """One node: the fact it asks, its limits (None: discrete values), and the children."""

    key: str
    marks: tuple[Any, ...] | None
    places: Mapping[Any, int]
    other: int
    cells: tuple[int, ...]
    children: tuple[int, ...]


def _tests(version: ListVersion, facts: Mapping[str, FactSpec]) -> Iterator[Test]:
    for item in version.items:
        yield from cond.tests(item.condition)
        for step in item.steps:
            yield from cond.tests(step.when)
        yield from demands(facts, item.outcome)


_kept: dict[tuple[str, str], ListDiagram] = {}


def list_diagram(version: ListVersion, law: Law) -> ListDiagram:
    """The diagram of a version, built once per hash."""
    key = (digest_of_list(version), law.digest)
    if key not in _kept:
        if len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = ListDiagram(version, law.facts)
    return _kept[key]
