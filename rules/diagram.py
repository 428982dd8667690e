"""Decision diagrams over findings with finitely many values: exact, shared, compared by identity.

A node asks one finding; its children follow the values in order. Equal functions are the same node, so "can this finding
still change the outcome?" is "does its node occur?". Built by merging small diagrams (`ite`, `merge`), never top-down.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Leaf = Hashable
Short = Callable[[int, int], int | None]


@dataclass(frozen=True)
class Variable:
    """A finding and its values. The order of the variables is the order of the diagram."""

    name: str
    values: tuple[Hashable, ...]


class Diagrams:
    """One table of shared nodes. Nodes are ints: leaves below zero, inner nodes from zero."""

    def __init__(self, variables: Sequence[Variable]) -> None:
        self.variables = tuple(variables)
        self.place = {variable.name: index for index, variable in enumerate(self.variables)}
        self.nodes: list[tuple[int, tuple[int, ...]]] = []
        self._index: dict[tuple[int, tuple[int, ...]], int] = {}
        self._leaves: list[Leaf] = []
        self._leaf_index: dict[Leaf, int] = {}
        self._merged: dict[tuple[object, int, int], int] = {}

    # --- building ----------------------------------------------------------------

    def leaf(self, value: Leaf) -> int:
        if value not in self._leaf_index:
            self._leaf_index[value] = -1 - len(self._leaves)
            self._leaves.append(value)
        return self._leaf_index[value]

    def value(self, node: int) -> Leaf:
        """The value of a leaf."""
        return self._leaves[-1 - node]

    def node(self, name: str, children: Mapping[Any, int]) -> int:
        """A node that asks `name`; every value must have a child that asks only later findings."""
        place = self.place[name]
        return self._make(place, tuple(children[value] for value in self.variables[place].values))

    def _make(self, place: int, children: tuple[int, ...]) -> int:
        if children.count(children[0]) == len(children):
            return children[0]
        key = (place, children)
        found = self._index.get(key)
        if found is None:
            found = self._index[key] = len(self.nodes)
            self.nodes.append(key)
        return found

    def test(self, name: str, values: Sequence[Hashable]) -> int:
        """The yes/no diagram: does the finding have one of these values?"""
        yes, no = self.leaf(True), self.leaf(False)
        return self.node(
            name, {value: yes if value in values else no for value in self.variables[self.place[name]].values}
        )

    def merge(
        self, name: Hashable, operation: Callable[[Leaf, Leaf], Leaf], a: int, b: int, *, short: Short | None = None
    ) -> int:
        """The diagram of operation(a, b). `name` identifies the operation in the table of results.

        `short` knows some results without going down: what a neutral or an absorbing leaf leaves.
        """
        found = short(a, b) if short else None
        if found is not None:
            return found
        key = (name, a, b)
        found = self._merged.get(key)
        if found is None:
            found = self._merged[key] = self._merge(name, operation, a, b, short)
        return found

    def _merge(
        self, name: Hashable, operation: Callable[[Leaf, Leaf], Leaf], a: int, b: int, short: Short | None
    ) -> int:
        if a < 0 and b < 0:
            return self.leaf(operation(self.value(a), self.value(b)))
        place_a, place_b = self._place(a), self._place(b)
        place = min(place_a, place_b)
        size = len(self.variables[place].values)
        ones = self.nodes[a][1] if place_a == place else (a,) * size
        others = self.nodes[b][1] if place_b == place else (b,) * size
        children: list[int] = []
        child, last_one, last_other = 0, None, None
        for one, other in zip(ones, others, strict=True):
            # Neighbouring values mostly go the same way: limits cut a fact into few stretches.
            if one != last_one or other != last_other:
                child, last_one, last_other = self.merge(name, operation, one, other, short=short), one, other
            children.append(child)
        return self._make(place, tuple(children))

    def both(self, a: int, b: int) -> int:
        """Where both yes/no diagrams are true."""
        return self.merge("and", _and, min(a, b), max(a, b), short=self._short_and)

    def either(self, a: int, b: int) -> int:
        """Where one of two yes/no diagrams is true."""
        return self.merge("or", _or, min(a, b), max(a, b), short=self._short_or)

    def _absorbing(self, absorbs: int, neutral: int) -> Short:
        def short(a: int, b: int) -> int | None:
            if a == absorbs or b == absorbs:
                return absorbs
            if a in (neutral, b):
                return b
            return a if b == neutral else None

        return short

    @cached_property
    def _short_and(self) -> Short:
        return self._absorbing(self.leaf(False), self.leaf(True))

    @cached_property
    def _short_or(self) -> Short:
        return self._absorbing(self.leaf(True), self.leaf(False))

    def ite(self, test: int, then: int, otherwise: int) -> int:
        """`then` where the yes/no diagram is true, else `otherwise`."""
        marked = self.merge("pick", lambda yes, one: ("then", one) if yes else ("else",), test, then)
        return self.merge("fill", _filled, marked, otherwise)

    def without(self, a: int, b: int) -> int:
        """The yes/no diagram of a and not b."""
        return self.merge("without", lambda one, other: bool(one) and not other, a, b)

    def restrict(self, node: int, name: str, value: Hashable) -> int:
        """The diagram once a finding is known to have this value."""
        place = self.place[name]
        return self._restrict(node, place, self.variables[place].values.index(value))

    def _restrict(self, node: int, place: int, index: int) -> int:
        if self._place(node) > place:
            return node
        key = (("restrict", place, index), node, node)
        if key not in self._merged:
            here, children = self.nodes[node]
            self._merged[key] = (
                children[index]
                if here == place
                else self._make(here, tuple(self._restrict(child, place, index) for child in children))
            )
        return self._merged[key]

    def witness(self, node: int) -> dict[str, Hashable] | None:
        """Values with which a yes/no diagram is true; the first ones in order. Findings left out may be any."""
        chosen: dict[str, Hashable] = {}
        never = self.leaf(False)
        while node >= 0:
            name = self.asks(node).name
            chosen[name], node = next(pair for pair in self.children(node) if pair[1] != never)
        return None if node == never else chosen

    # --- reading -----------------------------------------------------------------

    def _place(self, node: int) -> int:
        return self.nodes[node][0] if node >= 0 else len(self.variables)

    def _child(self, node: int, place: int, index: int) -> int:
        if node >= 0 and self.nodes[node][0] == place:
            return self.nodes[node][1][index]
        return node

    def is_leaf(self, node: int) -> bool:
        return node < 0

    def asks(self, node: int) -> Variable:
        """The finding an inner node asks."""
        return self.variables[self.nodes[node][0]]

    def children(self, node: int) -> Iterator[tuple[Hashable, int]]:
        place, children = self.nodes[node]
        return zip(self.variables[place].values, children, strict=True)

    def child(self, node: int, value: Hashable) -> int:
        place, children = self.nodes[node]
        return children[self.variables[place].values.index(value)]

    def decide(self, node: int, findings: Mapping[str, Hashable]) -> Leaf:
        """Walk down with every finding known."""
        while node >= 0:
            node = self.child(node, findings[self.asks(node).name])
        return self.value(node)

    def support(self, node: int) -> set[str]:
        """The findings a diagram depends on."""
        return {self.asks(inner).name for inner in self.inner(node)}

    def inner(self, node: int) -> set[int]:
        """Every inner node below, itself included."""
        seen: set[int] = set()
        pending = [node]
        while pending:
            one = pending.pop()
            if one >= 0 and one not in seen:
                seen.add(one)
                pending.extend(self.nodes[one][1])
        return seen

    def leaves(self, node: int) -> set[Leaf]:
        """Every value the diagram can take."""
        below = {child for inner in self.inner(node) for child in self.nodes[inner][1] if child < 0}
        return {self.value(child) for child in (below if node >= 0 else {node})}


def _and(one: Leaf, other: Leaf) -> Leaf:
    return bool(one) and bool(other)


def _or(one: Leaf, other: Leaf) -> Leaf:
    return bool(one) or bool(other)


def _filled(marked: Leaf, otherwise: Leaf) -> Leaf:
    assert isinstance(marked, tuple)
    return marked[1] if marked[0] == "then" else otherwise
