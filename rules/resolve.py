"""Exactly what is still possible, and exactly which unknown facts can still change it.

The findings that the diagram asks and that are open are put into clusters that share unknown facts. Each cluster's
joint values come from exploring it; the diagram is then walked with a mask of values per cluster. A fact matters if two
ways that differ in nothing but it lead to different verdicts somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from rules import quantities
from rules.case import Case
from rules.consequence import Verdict
from rules.days import Demand, solve
from rules.decision import Decisions, decisions
from rules.findings import FINDINGS
from rules.view import HAPPENED, View, Way, explore

Values = tuple[Any, ...]
TWIN = "′"


class NoWay(ValueError):
    """The sheet contradicts itself: no completion of it is possible."""


@dataclass(frozen=True)
class Cluster:
    """Open findings that share unknown facts: their joint values, and the ways that lead to each."""

    names: tuple[str, ...]
    values: tuple[Values, ...]
    ways: tuple[tuple[Way[Values], ...], ...]

    def mask(self, name: str, value: Any) -> int:
        """The joint values in which this finding has this value, as bits."""
        place = self.names.index(name)
        return sum(1 << index for index, values in enumerate(self.values) if values[place] == value)

    @property
    def full(self) -> int:
        return (1 << len(self.values)) - 1


@dataclass
class Resolution:
    """A case resolved as far as it goes. `open` are the findings that still matter and are not settled."""

    case: Case
    decisions: Decisions
    node: int
    settled: dict[str, Any]
    clusters: tuple[Cluster, ...]
    _masks: dict[tuple[str, Any], int] = field(default_factory=dict)
    _facts: frozenset[frozenset[str]] | None = None
    _support: dict[int, frozenset[str]] = field(default_factory=dict)
    _reached: dict[tuple[int, tuple[int, ...]], frozenset[Verdict]] = field(default_factory=dict)

    # --- walking -----------------------------------------------------------------

    def seat(self, name: str) -> int | None:
        """The cluster a finding belongs to."""
        return next((place for place, cluster in enumerate(self.clusters) if name in cluster.names), None)

    def steps(self, node: int, masks: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Where the walk can go from an inner node."""
        name = self.decisions.diagrams.asks(node).name
        seat = self.seat(name)
        if seat is None:
            yield self.decisions.diagrams.child(node, self.settled[name]), masks
            return
        for value, child in self.decisions.diagrams.children(node):
            left = masks[seat] & self._mask(seat, name, value)
            if left:
                yield child, (*masks[:seat], left, *masks[seat + 1 :])

    def _mask(self, seat: int, name: str, value: Any) -> int:
        key = (name, value)
        if key not in self._masks:
            self._masks[key] = self.clusters[seat].mask(name, value)
        return self._masks[key]

    @property
    def full(self) -> tuple[int, ...]:
        return tuple(cluster.full for cluster in self.clusters)

    def reached(self, masks: tuple[int, ...] | None = None, node: int | None = None) -> frozenset[Verdict]:
        """The verdicts that are still possible."""
        node, masks = self.node if node is None else node, self.full if masks is None else masks
        if self.decisions.diagrams.is_leaf(node):
            found = self.decisions.diagrams.value(node)
            return frozenset({found} if isinstance(found, Verdict) else ())
        key = (node, masks)
        if key not in self._reached:
            parts = [self.reached(left, child) for child, left in self.steps(node, masks)]
            self._reached[key] = frozenset(one for part in parts for one in part)
        return self._reached[key]

    # --- what matters --------------------------------------------------------------

    def matters(self, known: Set[str] = frozenset()) -> set[str]:
        """The unknown facts that can still change the verdict, but for those known to."""
        if len({verdict.key() for verdict in self.reached()}) < 2:
            return set()
        keys = {key for facts in self.ways_by_facts() for key in facts}
        return {key for key in sorted(keys - known) if self._changes(key)}

    def reads(self, key: str) -> bool:
        """Whether the fact comes up at all."""
        return any(key in facts for facts in self.ways_by_facts())

    def ways_by_facts(self) -> frozenset[frozenset[str]]:
        """The sets of unknown facts that single ways look at."""
        if self._facts is None:
            self._facts = frozenset(
                frozenset(self._facts_of(way)) for cluster in self.clusters for ways in cluster.ways for way in ways
            )
        return self._facts

    def _facts_of(self, way: Way[Any]) -> set[str]:
        found = way.facts()
        for name in way.assumed:
            if name.startswith(quantities.PREFIX):
                found |= set(self.case.memo["group", name.removeprefix(quantities.PREFIX)].keys)
        return found

    def _changes(self, key: str) -> bool:
        for seat, cluster in enumerate(self.clusters):
            for one, other in combinations(range(len(cluster.values)), 2):
                if self._differ_somewhere(seat, one, other) and self._differ_only_in(cluster, one, other, key):
                    return True
        return False

    def _differ_only_in(self, cluster: Cluster, one: int, other: int, key: str) -> bool:
        return any(differ_only_in(self.case, a, b, key) for a in cluster.ways[one] for b in cluster.ways[other])

    def _differ_somewhere(self, seat: int, one: int, other: int) -> bool:
        """Whether two joint values of a cluster lead to different verdicts with everything else alike."""
        memo: dict[tuple[Any, ...], bool] = self.case.memo.setdefault(("differ", seat, one, other), {})
        first = tuple(1 << one if place == seat else mask for place, mask in enumerate(self.full))
        second = tuple(1 << other if place == seat else mask for place, mask in enumerate(self.full))
        return self._differ(seat, (self.node, first), (self.node, second), memo)

    def _differ(self, seat: int, a: tuple[int, tuple[int, ...]], b: tuple[int, tuple[int, ...]], memo: Any) -> bool:
        diagrams = self.decisions.diagrams
        a, b = self._forced(seat, a), self._forced(seat, b)
        if a[0] == b[0] and not self._asks_of(a[0], seat):
            return False
        if diagrams.is_leaf(a[0]) and diagrams.is_leaf(b[0]):
            return bool(_key(diagrams.value(a[0])) != _key(diagrams.value(b[0])))
        rest = tuple(mask for place, mask in enumerate(a[1]) if place != seat)
        found = memo.get((a[0], b[0], rest))
        if found is None:
            found = memo[a[0], b[0], rest] = any(self._differ(seat, c, d, memo) for c, d in self._together(seat, a, b))
        return bool(found)

    def _asks_of(self, node: int, seat: int) -> bool:
        """Whether a diagram still asks a finding of this cluster."""
        if node not in self._support:
            self._support[node] = frozenset(self.decisions.diagrams.support(node))
        return not self._support[node].isdisjoint(self.clusters[seat].names)

    def _forced(self, seat: int, state: tuple[int, tuple[int, ...]]) -> tuple[int, tuple[int, ...]]:
        """Walk on while the way is settled or fixed by the chosen joint value."""
        node, masks = state
        while not self.decisions.diagrams.is_leaf(node):
            other = self.seat(self.decisions.diagrams.asks(node).name)
            if other is not None and other != seat:
                break
            node, masks = next(self.steps(node, masks))
        return node, masks

    def _together(self, seat: int, a: Any, b: Any) -> Iterator[tuple[Any, Any]]:
        """Both walks take the same values of the next open finding."""
        diagrams = self.decisions.diagrams
        nodes = [state[0] for state in (a, b) if not diagrams.is_leaf(state[0])]
        name = min((diagrams.asks(node) for node in nodes), key=lambda one: diagrams.place[one.name]).name
        place = self.seat(name)
        assert place is not None
        for value in diagrams.variables[diagrams.place[name]].values:
            left = a[1][place] & self._mask(place, name, value)
            if left:
                yield tuple(self._take(state, name, value, place, left) for state in (a, b))  # type: ignore[misc]

    def _take(self, state: Any, name: str, value: Any, place: int, left: int) -> tuple[int, tuple[int, ...]]:
        node, masks = state
        diagrams = self.decisions.diagrams
        if not diagrams.is_leaf(node) and diagrams.asks(node).name == name:
            node = diagrams.child(node, value)
        return node, (*masks[:place], left, *masks[place + 1 :])


def _key(leaf: Any) -> Any:
    return leaf.key() if isinstance(leaf, Verdict) else leaf


def differ_only_in(case: Case, a: Way[Any], b: Way[Any], key: str) -> bool:
    """Whether there are facts that go the one way, and with only `key` changed the other."""
    for name in a.assumed.keys() & b.assumed.keys():
        if a.assumed[name] == b.assumed[name] or name.removesuffix(HAPPENED) == key:
            continue
        if not name.startswith(quantities.PREFIX):
            return False
        group: quantities.Group = case.memo["group", name.removeprefix(quantities.PREFIX)]
        if tuple(sorted((a.assumed[name], b.assumed[name]))) not in group.neighbours(key):
            return False
    demands = [*a.demands, *(demand.renamed(key, key + TWIN) for demand in b.demands)]
    base = [demand for demand in case.demands if _there(case, demand, a, b)]
    twins = [demand.renamed(key, key + TWIN) for demand in base if key in demand.names()]
    return solve([*demands, *base, *twins]) is not None


def _there(case: Case, demand: Demand, a: Way[Any], b: Way[Any]) -> bool:
    """Whether the days of a natural order have come on either way."""
    return all(
        not case.spec(name).nullable or a.assumed.get(name + HAPPENED) or b.assumed.get(name + HAPPENED)
        for name in demand.names()
    )


# --- making ----------------------------------------------------------------------


def resolve(case: Case) -> Resolution:
    """Resolve a case for its kind of party and offence charged. Raises NoWay."""
    made = decisions(case.law)
    node = made.charged(case.kind, case.violation)
    alone: dict[str, list[Way[Any]]] = {}
    asked = _asked(case, made, node, alone)
    open_names = [name for name in asked if len({way.result for way in alone[name]}) > 1]
    settled = {name: alone[name][0].result for name in asked if name not in open_names}
    clusters = tuple(_cluster(case, names) for names in _together(case, open_names, alone))
    return Resolution(case, made, node, settled, clusters)


def look_alone(case: Case, name: str) -> list[Way[Any]]:
    """Every way a single finding can fall out."""
    memo = ("alone", name)
    if memo not in case.memo:
        case.memo[memo] = list(explore(case, FINDINGS[name].look))
    ways: list[Way[Any]] = case.memo[memo]
    if not ways:
        raise NoWay(name)
    return ways


def _asked(case: Case, made: Decisions, node: int, alone: dict[str, list[Way[Any]]]) -> list[str]:
    """The findings that a walk can come to, given what each can be."""
    seen: set[int] = set()
    pending = [node]
    while pending:
        one = pending.pop()
        if made.diagrams.is_leaf(one) or one in seen:
            continue
        seen.add(one)
        name = made.diagrams.asks(one).name
        if name not in alone:
            alone[name] = look_alone(case, name)
        pending.extend(made.diagrams.child(one, value) for value in {way.result for way in alone[name]})
    order = made.diagrams.place
    return sorted(alone, key=lambda name: order[name])


def _together(case: Case, names: Sequence[str], alone: Mapping[str, list[Way[Any]]]) -> list[list[str]]:
    """Open findings grouped by the unknown facts they share, or whose days are tied by their natural order."""
    tied = _tied_days(case)
    groups: list[tuple[set[str], list[str]]] = []
    for name in names:
        facts = {tied.get(key, key) for way in alone[name] for key in (*way.facts(), *way.assumed)}
        joined = [group for group in groups if group[0] & facts]
        groups = [group for group in groups if not group[0] & facts]
        merged = set(facts).union(*(group[0] for group in joined))
        groups.append((merged, [*(one for group in joined for one in group[1]), name]))
    return [sorted(group[1], key=names.index) for group in groups]


def _tied_days(case: Case) -> dict[str, str]:
    """Each unknown day by one name for all that are tied to it, however far round."""
    parts: list[set[str]] = []
    for demand in case.demands:
        names = demand.names()
        joined = [part for part in parts if part & names]
        parts = [part for part in parts if not part & names] + [set(names).union(*joined)]
    return {name: f"{min(part)}…" for part in parts for name in part}


def _cluster(case: Case, names: Sequence[str]) -> Cluster:
    def look(view: View) -> Values:
        return tuple(FINDINGS[name].look(view) for name in names)

    found: dict[Values, list[Way[Values]]] = {}
    for way in explore(case, look):
        found.setdefault(way.result, []).append(way)
    if not found:
        raise NoWay("、".join(names))
    return Cluster(tuple(names), tuple(found), tuple(tuple(ways) for ways in found.values()))
