"""Checks of a list version before publication: what never matches, what overlaps, gaps, and worse facts treated better.

Exact over all cells of all facts that can be together, per offence and kind of party. Every finding carries a fact sheet
and its words. `check_list` is what the gate calls.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from rules.cond import ORDER_OPS, ORDERED_KINDS, tests
from rules.law import Law
from rules.list_diagram import ListDiagram, list_diagram
from rules.list_ground import UNORDERED, Ground, ListFinding
from rules.list_order import gaps, not_monotone
from rules.list_overlap import dead, overlaps, redundant, superfluous
from rules.list_world import World
from rules.lists import ListVersion


def check_list(version: ListVersion, law: Law) -> tuple[ListFinding, ...]:
    """Everything the exact core finds about a list version, once per subject matter. Pure; cached by hash."""
    made = list_diagram(version, law)
    if made.findings is None:
        made.findings = tuple(_findings(made, law))
    found: tuple[ListFinding, ...] = made.findings
    return found


def _findings(made: ListDiagram, law: Law) -> Iterator[ListFinding]:
    grounds = [Ground(made, law, world) for world in worlds(made, law)]
    yield from _useless(made.version, grounds)
    seen: set[tuple[object, ...]] = set()
    pairs: set[tuple[str, str]] = set()
    for ground in grounds:
        for found in (*overlaps(ground, pairs), *gaps(ground), *not_monotone(ground)):
            key = (found.check, found.items, found.text_zh)
            if key not in seen:
                seen.add(key)
                yield found
    yield from _unordered(made.version, law)


def _useless(version: ListVersion, grounds: list[Ground]) -> Iterator[ListFinding]:
    """Items that match nowhere, or decide nowhere."""
    decides_nothing = [redundant(ground) for ground in grounds]
    alive = [{item.number for item in ground.live} for ground in grounds]
    for item in version.items:
        fitting = [place for place, ground in enumerate(grounds) if item.number in ground.effective]
        live = [place for place in fitting if item.number in alive[place]]
        if fitting and not live:
            yield dead(grounds[fitting[0]], item)
        elif live and all(item.number in decides_nothing[place] for place in live):
            yield superfluous(grounds[live[0]], item)


def worlds(made: ListDiagram, law: Law) -> Iterator[World]:
    """One world for each offence and kind of party with other items or other law."""
    latest = {
        code: law.pack.regime(law.offences[code].law).versions[-1].id for code in made.offences if code in law.offences
    }
    seen: set[Hashable] = set()
    for offence in latest:
        for kind in (one.code for one in law.pack.kinds if one.code in made.kinds):
            items = tuple(item.number for item in made.version.items if item.fits(offence, kind))
            traits = law.pack.kind(kind)
            about = (offence, items, traits.natural, traits.organ)
            if items and about not in seen and law.offences[offence].liable(kind, latest[offence]):
                seen.add(about)
                yield World(made, law, offence, kind)


def _unordered(version: ListVersion, law: Law) -> Iterator[ListFinding]:
    for item in version.items:
        for test in dict.fromkeys(tests(item.condition)):
            spec = law.facts[test.fact]
            if test.op in ORDER_OPS and spec.kind in ORDERED_KINDS and spec.kind != "date" and not spec.direction:
                text = f"第{item.number}项按大小比较“{spec.label}”，但没有规定它越大越重还是越轻，系统不能证明越重的情形不会得到更轻的结果。"
                yield ListFinding(UNORDERED, (item.number,), f"{spec.label}没有轻重方向", text)
