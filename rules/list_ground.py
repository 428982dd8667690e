"""One offence and kind of party under a list version: what each item gives there, and findings about it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rules.cond import tests
from rules.condtext import print_zh
from rules.law import Law
from rules.list_diagram import ListDiagram, Result
from rules.list_examples import ExampleCase, example, outcome_zh
from rules.list_world import World
from rules.lists import ListItem

DEAD, REDUNDANT, OVERLAP, GAP, NOT_MONOTONE, UNORDERED = (
    "dead",
    "redundant",
    "overlap",
    "gap",
    "not_monotone",
    "unordered",
)
NEVER = "cannot be"


@dataclass(frozen=True)
class ListFinding:
    """One finding: which check, which items, what is wrong in words, and cases that show it."""

    check: str
    items: tuple[str, ...]
    title_zh: str
    text_zh: str
    examples: tuple[ExampleCase, ...] = ()
    fix_zh: str = ""


class Ground:
    """One world with what its items give in it."""

    def __init__(self, made: ListDiagram, law: Law, world: World) -> None:
        self.made, self.law, self.world = made, law, world
        self.diagrams = made.diagrams
        self.never = self.diagrams.leaf(False)
        self.places = {item.number: place for place, item in enumerate(made.version.items)}
        both = self.diagrams.both
        self.effective = {item.number: both(world.possible, made.met(item)) for item in world.items}
        self.given = {item.number: made.item(self.places[item.number]) for item in world.items}

    def example(self, chosen: Mapping[str, Hashable], keys: tuple[str, ...] = ()) -> ExampleCase:
        return example(self.world, self.law, chosen, keys)

    @cached_property
    def live(self) -> tuple[ListItem, ...]:
        """The items that some case of this world meets."""
        return tuple(item for item in self.world.items if self.effective[item.number] != self.never)

    def keys_of(self, *items: ListItem) -> tuple[str, ...]:
        asked = {test.fact for item in items for test in tests(item.condition)}
        return tuple(key for key in self.world.keys if key in asked)

    def words(self, item: ListItem) -> str:
        return print_zh(item.condition, self.law.facts, self.made.version.convention)

    def result_zh(self, item: ListItem) -> str:
        return outcome_zh(item.outcome, item.measure)

    def decided(self, chosen: Mapping[str, Hashable], items: tuple[ListItem, ...]) -> Result | None:
        _, taken = self.world.facts(chosen)
        node = self.made.lightest(self.given[item.number] for item in items)
        for name, value in {**taken, "violation": self.world.offence, "party.kind": self.world.kind}.items():
            node = self.diagrams.restrict(node, name, value)
        found = self.diagrams.value(node) if node < 0 else None
        return found if isinstance(found, Result) else None

    def met_at(self, key: str, chosen: dict[str, Hashable], cells: list[int]) -> list[ListItem]:
        """The items met at the nearest of these cells, all else alike."""
        for cell in cells:
            met = [item for item in self.world.items if self.meets(item, {**chosen, key: cell})]
            if met:
                return met
        return []

    def meets(self, item: ListItem, chosen: Mapping[str, Hashable]) -> bool:
        node = self.effective[item.number]
        fixed = {**chosen, "violation": self.world.offence, "party.kind": self.world.kind}
        for name, value in fixed.items():
            node = self.diagrams.restrict(node, name, value)
        return node != self.never

    def best(self, chosen: Mapping[str, Hashable]) -> Any:
        """The lightest result of chosen cells; NEVER where they cannot be."""
        fixed = {**chosen, "violation": self.world.offence, "party.kind": self.world.kind}
        best = self.made.lightest(self.given[item.number] for item in self.world.items)
        best = self.diagrams.merge("where possible", lambda can, one: one if can else NEVER, self.world.possible, best)
        for name, value in fixed.items():
            best = self.diagrams.restrict(best, name, value)
        values = self.diagrams.leaves(best) - {NEVER}
        return min(values, key=lambda one: (one is None, one)) if values else NEVER
