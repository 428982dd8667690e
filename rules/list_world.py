"""What can be together: for one offence and kind of party, which joint cells of facts some real case can have.

Facts that rest on the same entered facts are looked at together; every joint value has facts of a sheet that bring it
about. Nothing is assumed of facts that do not hang together.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any

from rules import quantities
from rules.case import Case, make_case
from rules.cells import Cells
from rules.cond import Test, tests
from rules.derivations import DERIVED_FLAGS
from rules.examples import days_of, facts_of_way
from rules.law import Law
from rules.list_diagram import KIND, OFFENCE, ListDiagram, demands
from rules.lists import ListItem
from rules.resolve import tied_facts
from rules.sheet import read
from rules.spread import ends
from rules.values import NOT_APPLICABLE, NOT_YET, YUAN_UNITS, decimal_text
from rules.view import View, explore

Joint = tuple[int, ...]
Facts = dict[str, Any]
HUNDRED = Fraction(100)
NO_MONEY = "个"
SPARE_DAYS = 400


@dataclass(frozen=True)
class Cluster:
    """Facts that hang together: the joint cells that occur, each with facts of a sheet."""

    keys: tuple[str, ...]
    joint: Mapping[Joint, Callable[[], Facts]]
    _written: dict[Joint, Facts] = field(default_factory=dict, repr=False, compare=False)

    def written(self, joint: Joint) -> Facts:
        """The facts of a sheet that bring these cells about; worked out once."""
        if joint not in self._written:
            self._written[joint] = self.joint[joint]()
        return self._written[joint]


class World:
    """One offence and kind of party under one list version."""

    def __init__(self, diagram: ListDiagram, law: Law, offence: str, kind: str) -> None:
        self.diagram, self.offence, self.kind = diagram, offence, kind
        self.law = replace(law, lists=(diagram.version,), memo={})
        self.items = [item for item in diagram.version.items if item.fits(offence, kind)]
        self.case = self.case_of(self.sheet)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The facts that its items, their steps and the law's demands ask."""
        found = {test.fact for item in self.items for test in _asked(item, self.law)} - {OFFENCE, KIND}
        return tuple(key for key in self.diagram.cells if key in found)

    @property
    def sheet(self) -> Facts:
        """What every example of this world starts from: days that leave room for every limit of the list."""
        longest = max(
            (
                int(mark)
                for key in self.keys
                if (self.law.facts[key].derive or {}).get("fn") == "days_between"
                for mark in self.diagram.cells[key].marks
            ),
            default=0,
        )
        offence = self.law.offences[self.offence]
        start = max(self.diagram.version.first, date(2000, 1, 1))
        as_of = start + timedelta(longest + SPARE_DAYS)
        base = {KIND: self.kind, OFFENCE: self.offence, "as_of": as_of.isoformat()}
        dated = {test.fact for item in self.items for test in tests(item.condition)}
        day = start + timedelta(30)
        if offence.act_days is None and "act_date" not in dated:
            base["act_date"] = day.isoformat()
        elif offence.act_days is not None and offence.act_days.after[-1] not in dated:
            base[offence.act_days.after[-1]] = day.isoformat()
        return nested(base)

    def case_of(self, sheet: Mapping[str, Any]) -> Case:
        """A sheet of this world as a case."""
        facts, _ = read(sheet, self.law)
        return make_case(facts, self.law, self.kind, self.offence, date.fromisoformat(sheet["as_of"]))

    def value(self, case: Case, key: str, cell: int) -> Any:
        """The value of a fact in a case of the cell: the counted one where there is one."""
        known = quantities.known_value(case, key) if self._is_quantity(key) else None
        return self.diagram.cells[key].cells[cell].sample if known is None else known

    # --- clusters ------------------------------------------------------------------

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        counted = [key for key in self.keys if self._is_quantity(key)]
        plain = [key for key in self.keys if key not in counted]
        return (*self._quantity_clusters(counted), *self._plain_clusters(plain))

    def _is_quantity(self, key: str) -> bool:
        spec = self.law.facts[key]
        return spec.kind in quantities.KINDS and (spec.derive or {}).get("fn") != "days_between"

    def _plain_clusters(self, keys: Sequence[str]) -> Iterator[Cluster]:
        bound = tied_facts(self.case)
        groups: list[tuple[set[str], list[str]]] = []
        for key in keys:
            ways = list(explore(self.case, self._look((key,))))
            facts = {bound.get(fact, fact) for way in ways for fact in (*way.facts, *way.assumed)} | {key}
            joined = [group for group in groups if group[0] & facts]
            groups = [group for group in groups if not group[0] & facts]
            groups.append((facts.union(*(one[0] for one in joined)), [*(k for one in joined for k in one[1]), key]))
        for _, together in groups:
            ordered = tuple(key for key in self.keys if key in together)
            joint: dict[Joint, Callable[[], Facts]] = {}
            for way in explore(self.case, self._look(ordered)):
                if way.result not in joint:
                    joint[way.result] = lambda way=way: facts_of_way(self.case, way, days_of(self.case, way))  # type: ignore[misc]
            yield Cluster(ordered, joint)

    def _look(self, keys: Sequence[str]) -> Callable[[View], Joint]:
        return lambda view: tuple(cell_in(view, self.diagram.cells[key]) for key in keys)

    # --- quantities ----------------------------------------------------------------

    def _quantity_clusters(self, keys: Sequence[str]) -> Iterator[Cluster]:
        linked = quantities.linked(self.law)
        done: set[str] = set()
        for key in keys:
            if key in done:
                continue
            members = linked.get(key, frozenset({key}))
            together = tuple(one for one in keys if one in members)
            done |= set(together)
            yield self._cluster_of(members, together)

    def _cluster_of(self, members: frozenset[str], keys: tuple[str, ...]) -> Cluster:
        derived = {(self.law.facts[key].derive or {}).get("fn", "") for key in keys}
        if "" not in derived and derived <= {"difference", "ratio"}:
            return Cluster(keys, dict(self._worked_out(members, keys)))
        if len(keys) == 1 and (len(members) == 1 or "count_in_year" in derived):
            return Cluster(keys, {(index,): self._stated(keys[0], index) for index in self._occurring(keys[0])})
        return Cluster(keys, dict(self._by_points(keys)))

    def _occurring(self, key: str) -> list[int]:
        """Cells of a single quantity, but for those that would refute the finding."""
        cells = self.diagram.cells[key]
        refuting = [test for test in self.case.forbidden if test.fact == key]
        return [
            i
            for i, cell in enumerate(cells.cells)
            if not any(i in cells.meets(test) and _only(cell) for test in refuting)
        ]

    def _stated(self, key: str, index: int) -> Callable[[], Facts]:
        sample = self.diagram.cells[key].cells[index].sample
        return lambda: {key: _text(sample)}

    def _worked_out(
        self, members: frozenset[str], keys: tuple[str, ...]
    ) -> Iterator[tuple[Joint, Callable[[], Facts]]]:
        """A difference and a share of it, or a part of a whole: any amount goes with any share that can be."""
        share = next((self.law.facts[key] for key in sorted(members) if _fn(self.law, key) == "ratio"), None)
        part = share is not None and _fn(self.law, share.of[0]) != "difference"
        for joint in product(*(self._occurring(key) for key in keys)):
            values = {key: self.diagram.cells[key].cells[i] for key, i in zip(keys, joint, strict=True)}
            if part and any(cell.low is not None and _above(cell, HUNDRED) for cell in values.values()):
                continue
            samples = {key: cell.sample for key, cell in values.items()}
            if part:
                yield joint, lambda samples=samples: self._part_facts(members, samples)  # type: ignore[misc]
            else:
                yield joint, lambda samples=samples: self._difference_facts(members, samples)  # type: ignore[misc]

    def _difference_facts(self, members: frozenset[str], samples: Mapping[str, Any]) -> Facts:
        amount = next(self.law.facts[key] for key in sorted(members) if _fn(self.law, key) == "difference")
        share = next((self.law.facts[key] for key in sorted(members) if _fn(self.law, key) == "ratio"), None)
        derive: Mapping[str, Any] = amount.derive or {}
        value = samples.get(amount.key)
        percent = samples.get(share.key) if share else None
        unit = NO_MONEY if value is NOT_APPLICABLE else "元"
        money = value if isinstance(value, Fraction) else Fraction(10 * YUAN_UNITS["万元"])
        facts: Facts = {derive["unit"]: unit} if derive.get("unit") else {}
        if percent is NOT_APPLICABLE and share is not None:
            first, second = derive["of"]
            return facts | {first: _text(money + money), second: _text(money), share.of[1]: "0"}
        facts[amount.key] = _text(money)
        if isinstance(percent, Fraction) and share is not None and share.derive:
            facts[share.derive["stated"]] = _text(percent)
        return facts

    def _part_facts(self, members: frozenset[str], samples: Mapping[str, Any]) -> Facts:
        share = next(self.law.facts[key] for key in sorted(members) if _fn(self.law, key) == "ratio")
        part, whole = share.of
        value = samples[share.key]
        if value is NOT_APPLICABLE:
            return {part: "0", whole: "0"}
        exact = value / HUNDRED
        times = max(1, 20 // exact.denominator)
        return {part: str(exact.numerator * times), whole: str(exact.denominator * times)}

    def _by_points(self, keys: tuple[str, ...]) -> Iterator[tuple[Joint, Callable[[], Facts]]]:
        """The joint cells that entered quantities can give, from the points of the grid over them."""
        found: dict[Joint, Facts] = {}
        for one in quantities.group_of(self.case, keys[0]).classes:
            for point in one.points:
                facts = {**self.case.facts, **point}
                values = [quantities.value_of(self.case, facts, key) for key in keys]
                if None not in values:
                    joint = tuple(self.diagram.cells[key].place(value) for key, value in zip(keys, values, strict=True))  # type: ignore[arg-type]
                    found.setdefault(joint, {key: _text(value) for key, value in point.items() if ends(value)})
        for joint, written in found.items():
            yield joint, lambda written=written: written  # type: ignore[misc]

    # --- the diagram -----------------------------------------------------------------

    @cached_property
    def possible(self) -> int:
        """The yes/no diagram of what some case of this offence and kind can be."""
        diagrams = self.diagram.diagrams
        result = diagrams.leaf(True)
        for cluster in self.clusters:
            result = diagrams.both(result, self._possible(cluster))
        result = diagrams.both(diagrams.test(KIND, (self.kind,)), result)
        return diagrams.both(diagrams.test(OFFENCE, (self.offence,)), result)

    def _possible(self, cluster: Cluster) -> int:
        diagrams = self.diagram.diagrams
        seats = sorted(range(len(cluster.keys)), key=lambda seat: diagrams.place[cluster.keys[seat]])

        def below(depth: int, joint: list[Joint]) -> int:
            if depth == len(seats) or not joint:
                return diagrams.leaf(bool(joint))
            seat = seats[depth]
            key = cluster.keys[seat]
            parts: dict[int, list[Joint]] = {index: [] for index in range(len(self.diagram.cells[key]))}
            for one in joint:
                parts[one[seat]].append(one)
            return diagrams.node(key, {index: below(depth + 1, part) for index, part in parts.items()})

        return below(0, list(cluster.joint))

    def facts(self, chosen: Mapping[str, Hashable]) -> tuple[Facts, dict[str, int]]:
        """Facts of a sheet for chosen cells (any, where none is chosen), and the cells taken."""
        facts: Facts = {}
        taken: dict[str, int] = {}
        for cluster in self.clusters:
            joint = next(
                one
                for one in cluster.joint
                if all(chosen.get(key, cell) == cell for key, cell in zip(cluster.keys, one, strict=True))
            )
            taken |= dict(zip(cluster.keys, joint, strict=True))
            if any(key in chosen for key in cluster.keys):
                facts |= cluster.written(joint)
        return facts, taken


def _asked(item: ListItem, law: Law) -> Iterator[Test]:
    yield from tests(item.condition)
    for step in item.steps:
        yield from tests(step.when)
    yield from demands(law.facts, item.outcome)


def _fn(law: Law, key: str) -> str:
    return str((law.facts[key].derive or {}).get("fn", "")) if key in law.facts else ""


def _above(cell: Any, limit: Fraction) -> bool:
    """Whether every value of an ordered cell lies above a limit."""
    return bool(cell.low > limit or (cell.low == limit and not cell.low_in))


def _only(cell: Any) -> bool:
    """Whether the cell is a single value."""
    return bool(cell.low == cell.high is not None)


def _text(value: Any) -> Any:
    if value is NOT_APPLICABLE:
        return NOT_APPLICABLE.value
    return decimal_text(value) if isinstance(value, Fraction) else value


def cell_in(view: View, cells: Cells) -> int:
    """The cell of a fact in a look at a case; it forks where the fact is open."""
    spec = cells.spec
    name = spec.derive["fn"] if spec.derive else ""
    if spec.kind == "bool":
        held = view.test(Test(spec.key, "eq", True)) if name in DERIVED_FLAGS else view.get(spec.key) is True
        return cells.place(held)
    if spec.kind == "text":
        return cells.place(str(view.assume(spec.key, [cell.sample for cell in cells.cells])))
    if spec.kind == "date" and not view.happened(spec.key):
        return cells.place(view.case.settled(spec.key) or NOT_YET)
    if spec.kind in ("date", "int"):
        return _between_limits(view, cells)
    return cells.place(view.get(spec.key))


def _between_limits(view: View, cells: Cells) -> int:
    ordered = [index for index, cell in enumerate(cells.cells) if not cell.special]
    for index in ordered[:-1]:
        upper = cells.cells[index]
        limit = Fraction(upper.high) if isinstance(upper.high, int) else upper.high
        if view.test(Test(cells.spec.key, "le" if upper.high_in else "lt", limit)):
            return index
    return ordered[-1]


def nested(facts: Mapping[str, Any]) -> Facts:
    """Dotted keys as the objects of a sheet."""
    sheet: Facts = {}
    for key, value in facts.items():
        head, _, tail = key.partition(".")
        if tail:
            sheet.setdefault(head, {})[tail] = value
        else:
            sheet[key] = value
    return sheet
