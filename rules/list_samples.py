"""Cases an item can be tried on: one that meets it, and one that misses it by a single fact."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from rules.law import Law
from rules.list_checks import worlds
from rules.list_diagram import list_diagram
from rules.list_examples import ExampleCase
from rules.list_ground import Ground
from rules.lists import ListItem, ListVersion


def sample_cases(version: ListVersion, law: Law, number: str) -> tuple[ExampleCase | None, ExampleCase | None]:
    """A case that meets the item and a near miss, in the first subject matter that has both; None where none can be."""
    made = list_diagram(version, law)
    good: ExampleCase | None = None
    for world in worlds(made, law):
        item = next((one for one in world.items if one.number == number), None)
        ground = Ground(made, law, world)
        if item is None or ground.effective[number] == ground.never:
            continue
        for chosen, missing in _near_misses(ground, item):
            keys = ground.keys_of(item)
            return ground.example(chosen, keys), ground.example(missing, keys)
        good, far = _farther(ground, item)
        if far is not None:
            return good, far
    return good, None


def _farther(ground: Ground, item: ListItem) -> tuple[ExampleCase, ExampleCase | None]:
    """Where no single fact makes the difference: the same demands of the law, and other facts of the item."""
    diagrams, keys = ground.diagrams, ground.keys_of(item)
    met = ground.effective[item.number]
    start = diagrams.witness(met) or {}
    kept = {name: value for name, value in start.items() if name not in keys}
    every = missed = diagrams.without(ground.world.possible, met)
    for name, value in kept.items():
        missed = diagrams.restrict(missed, name, value)
    other = diagrams.witness(missed)
    if other is None:
        kept, other = {}, diagrams.witness(every)
    return ground.example(start, keys), ground.example({**kept, **other}, keys) if other is not None else None


def _near_misses(ground: Ground, item: ListItem) -> Iterator[tuple[dict[str, Hashable], dict[str, Hashable]]]:
    """Cells that meet the item beside cells that differ in one fact and do not; the worst value that is still met first."""
    diagrams, met = ground.diagrams, ground.effective[item.number]
    missed = diagrams.without(ground.world.possible, met)
    start = diagrams.witness(met) or {}
    for key in ground.keys_of(item):
        node_met, node_missed = met, missed
        for name, value in start.items():
            if name != key:
                node_met, node_missed = (diagrams.restrict(node, name, value) for node in (node_met, node_missed))
        good, bad = _values(ground, key, node_met), _values(ground, key, node_missed)
        if good and bad:
            one, other = min(((a, b) for a in good for b in bad), key=_distance)
            yield {**start, key: one}, {**start, key: other}


def _values(ground: Ground, key: str, node: int) -> list[Hashable]:
    """The cells of a fact with which the diagram can still be true."""
    cells = range(len(ground.made.cells[key].cells))
    return [cell for cell in cells if ground.diagrams.restrict(node, key, cell) != ground.never]


def _distance(pair: tuple[Hashable, Hashable]) -> int:
    one, other = pair
    return abs(int(str(one)) - int(str(other)))
