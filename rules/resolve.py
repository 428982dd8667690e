"""Exactly what is still possible, and exactly which unknown facts can still change it.

The findings that the diagram asks and that are open are put into clusters that share unknown facts. Each cluster's
joint values come from exploring it; the diagram is then walked with a mask of values per cluster. A fact matters if two
ways that differ in nothing but it lead to different verdicts somewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from rules import quantities
from rules.case import Case
from rules.consequence import Verdict
from rules.days import Demand
from rules.decision import Decisions, decisions
from rules.findings import FINDINGS
from rules.relevant import tied
from rules.view import TwinView, View, Way, explore

Values = tuple[Any, ...]
Masks = tuple[int, ...]
State = tuple[int, Masks]


class NoWay(ValueError):
    """The sheet contradicts itself: no completion of it is possible."""


@dataclass(frozen=True)
class Cluster:
    """Open findings that share unknown facts: their joint values, and the ways that lead to each."""

    names: tuple[str, ...]
    values: tuple[Values, ...]
    ways: tuple[tuple[Way[Values], ...], ...]

    @cached_property
    def index(self) -> dict[Values, int]:
        return {values: place for place, values in enumerate(self.values)}

    def mask(self, name: str, value: Any) -> int:
        """The joint values in which this finding has this value, as bits."""
        place = self.names.index(name)
        return sum(1 << index for index, values in enumerate(self.values) if values[place] == value)

    @property
    def full(self) -> int:
        return (1 << len(self.values)) - 1


@dataclass(frozen=True)
class Pair:
    """Two ways of one cluster that differ only in one fact, and the masks under which that changes the verdict.

    In `demands` the changed fact of the other way has its twin's name.
    """

    one: Way[Values]
    other: Way[Values]
    seat: int = 0
    masks: Masks = ()
    demands: tuple[Demand, ...] = ()


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
    _reached: dict[State, int] = field(default_factory=dict)

    # --- walking -----------------------------------------------------------------

    @cached_property
    def _seats(self) -> dict[str, int]:
        return {name: seat for seat, cluster in enumerate(self.clusters) for name in cluster.names}

    def seat(self, name: str) -> int | None:
        """The cluster a finding belongs to."""
        return self._seats.get(name)

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

    def reached(self, masks: Masks | None = None) -> frozenset[Verdict]:
        """The verdicts that are still possible."""
        bits, place, found = self._reach(self.node, masks or self.full), 0, set()
        while bits:
            if bits & 1:
                verdict = self.decisions.diagrams.value(-1 - place)
                if isinstance(verdict, Verdict):
                    found.add(verdict)
            bits >>= 1
            place += 1
        return frozenset(found)

    def _reach(self, node: int, masks: Masks) -> int:
        """The leaves that a walk can come to, as bits."""
        if self.decisions.diagrams.is_leaf(node):
            return 1 << (-1 - node)
        key = (node, masks)
        if key not in self._reached:
            bits = 0
            for child, left in self.steps(node, masks):
                bits |= self._reach(child, left)
            self._reached[key] = bits
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
                self._facts_of(way) for cluster in self.clusters for ways in cluster.ways for way in ways
            )
        return self._facts

    def _facts_of(self, way: Way[Any]) -> frozenset[str]:
        groups = [name for name in way.assumed if name.startswith(quantities.PREFIX)]
        keys = (self.case.memo["group", name.removeprefix(quantities.PREFIX)].keys for name in groups)
        return way.facts.union(*keys) if groups else way.facts

    def _changes(self, key: str) -> bool:
        return self.pair(key) is not None

    def pair(self, key: str) -> Pair | None:
        """Two ways that differ in nothing but this fact, and joint values elsewhere that make the verdicts differ."""
        for seat, cluster in enumerate(self.clusters):
            asking = [way for ways in cluster.ways for way in ways if key in self._facts_of(way)]
            scripts = [way.trail for way in sorted(asking, key=lambda way: -len(way.trail))]
            for way in explore(self.case, _twin_look(cluster.names, key), scripts):
                pair = way.result
                one, other = cluster.index[pair.one.result], cluster.index[pair.other.result]
                masks = self._difference(seat, one, other) if one != other else None
                if masks:
                    return replace(pair, seat=seat, masks=masks, demands=way.demands)
        return None

    def _difference(self, seat: int, one: int, other: int) -> Masks | None:
        """Joint values of the other clusters with which two joint values of a cluster lead to different verdicts."""
        memo = self.case.memo.setdefault(("differ", seat), {})
        if (one, other) not in memo:
            first = tuple(1 << one if place == seat else mask for place, mask in enumerate(self.full))
            second = tuple(1 << other if place == seat else mask for place, mask in enumerate(self.full))
            memo[one, other] = self._differ(seat, (self.node, first), (self.node, second), {})
        masks: Masks | None = memo[one, other]
        return masks

    def _differ(self, seat: int, a: State, b: State, memo: dict[Any, Masks | None]) -> Masks | None:
        diagrams = self.decisions.diagrams
        a, b = self._forced(seat, a), self._forced(seat, b)
        if a[0] == b[0] and not self._asks_of(a[0], seat):
            return None
        if diagrams.is_leaf(a[0]) and diagrams.is_leaf(b[0]):
            return a[1] if _key(diagrams.value(a[0])) != _key(diagrams.value(b[0])) else None
        rest = tuple(mask for place, mask in enumerate(a[1]) if place != seat)
        key = (a[0], b[0], rest)
        if key not in memo:
            found = (self._differ(seat, c, d, memo) for c, d in self._together(seat, a, b))
            memo[key] = next((masks for masks in found if masks), None)
        return memo[key]

    def _asks_of(self, node: int, seat: int) -> bool:
        """Whether a diagram still asks a finding of this cluster."""
        if node not in self._support:
            self._support[node] = frozenset(self.decisions.diagrams.support(node))
        return not self._support[node].isdisjoint(self.clusters[seat].names)

    def _forced(self, seat: int, state: State) -> State:
        """Walk on while the way is settled or fixed by the chosen joint value."""
        node, masks = state
        while not self.decisions.diagrams.is_leaf(node):
            other = self.seat(self.decisions.diagrams.asks(node).name)
            if other is not None and other != seat:
                break
            node, masks = next(self.steps(node, masks))
        return node, masks

    def _together(self, seat: int, a: State, b: State) -> Iterator[tuple[State, State]]:
        """Both walks take the same values of the next open finding."""
        diagrams = self.decisions.diagrams
        nodes = [state[0] for state in (a, b) if not diagrams.is_leaf(state[0])]
        name = min((diagrams.asks(node) for node in nodes), key=lambda one: diagrams.place[one.name]).name
        place = self.seat(name)
        assert place is not None
        for value in diagrams.variables[diagrams.place[name]].values:
            left = a[1][place] & self._mask(place, name, value)
            if left:
                yield self._take(a, name, value, place, left), self._take(b, name, value, place, left)

    def _take(self, state: State, name: str, value: Any, place: int, left: int) -> State:
        node, masks = state
        diagrams = self.decisions.diagrams
        if not diagrams.is_leaf(node) and diagrams.asks(node).name == name:
            node = diagrams.child(node, value)
        return node, (*masks[:place], left, *masks[place + 1 :])


def _key(leaf: Any) -> Any:
    return leaf.key() if isinstance(leaf, Verdict) else leaf


def _look(names: Sequence[str]) -> Callable[[View], Values]:
    """A look at several findings together."""

    def look(view: View) -> Values:
        return tuple(FINDINGS[name].look(view) for name in names)

    return look


def _twin_look(names: Sequence[str], key: str) -> Callable[[View], Pair]:
    """A look, and the same look again with one fact changed."""
    look = _look(names)

    def twice(view: View) -> Pair:
        one = Way(look(view), dict(view.assumed), tuple(view.demands))
        twin = TwinView(view, key)
        values = look(twin)
        return Pair(one, Way(values, dict(twin.assumed), tuple(view.demands[len(one.demands) :])))

    return twice


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
    """Open findings grouped by the unknown facts they share, or that are tied to one another."""
    bound = tied_facts(case)
    groups: list[tuple[set[str], list[str]]] = []
    for name in names:
        facts = {bound.get(key, key) for way in alone[name] for key in (*way.facts, *way.assumed)}
        joined = [group for group in groups if group[0] & facts]
        groups = [group for group in groups if not group[0] & facts]
        merged = set(facts).union(*(group[0] for group in joined))
        groups.append((merged, [*(one for group in joined for one in group[1]), name]))
    return [sorted(group[1], key=names.index) for group in groups]


def tied_facts(case: Case) -> dict[str, str]:
    """Each unknown fact by one name for all that are tied to it, however far round: by the order of days or by sense."""
    bonds = [set(demand.names()) for demand in case.demands]
    bonds += [{key, *(spec.key for spec in days)} for key, days in tied(case.law).items()]
    parts: list[set[str]] = []
    for names in bonds:
        joined = [part for part in parts if part & names]
        parts = [part for part in parts if not part & names] + [names.union(*joined)]
    return {name: f"{min(part)}…" for part in parts for name in part}


def _cluster(case: Case, names: Sequence[str]) -> Cluster:
    found: dict[Values, list[Way[Values]]] = {}
    for way in explore(case, _look(names)):
        found.setdefault(way.result, []).append(way)
    if not found:
        raise NoWay("、".join(names))
    return Cluster(tuple(names), tuple(found), tuple(tuple(ways) for ways in found.values()))
