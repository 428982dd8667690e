"""Gaps between limits, and worse facts that get a lighter result."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from rules.cond import ORDERED_KINDS
from rules.list_diagram import Result, result
from rules.list_examples import fact_zh, outcome_zh, range_zh
from rules.list_ground import GAP, NEVER, NOT_MONOTONE, Ground, ListFinding
from rules.text import DEFAULT_MEASURE, NP_DISCRETIONARY_FIRST

USUAL = result(NP_DISCRETIONARY_FIRST, DEFAULT_MEASURE[NP_DISCRETIONARY_FIRST])


def _covered(ground: Ground) -> int:
    node = ground.never
    for item in ground.world.items:
        node = ground.diagrams.either(node, ground.effective[item.number])
    return node


def gaps(ground: Ground) -> Iterator[ListFinding]:
    """Values between two that are covered and not covered themselves, all else alike."""
    covered = _covered(ground)
    for key in ground.world.keys:
        ordered = ground.made.cells[key].ordered
        if ground.law.facts[key].kind in ORDERED_KINDS and len(ordered) > 2:
            yield from _gaps_of(ground, key, sorted(ordered), covered)


def _gaps_of(ground: Ground, key: str, ordered: list[int], covered: int) -> Iterator[ListFinding]:
    diagrams = ground.diagrams
    at = {cell: diagrams.restrict(covered, key, cell) for cell in ordered}
    above = {ordered[-1]: ground.never}
    for lower, upper in zip(reversed(ordered[:-1]), reversed(ordered[1:]), strict=True):
        above[lower] = diagrams.either(above[upper], at[upper])
    below = ground.never
    run: list[int] = []
    first: dict[str, Hashable] = {}
    for cell in ordered:
        hole = diagrams.without(diagrams.both(below, above[cell]), at[cell])
        chosen = diagrams.witness(diagrams.both(hole, diagrams.restrict(ground.world.possible, key, cell)))
        if chosen is not None:
            first = first if run else chosen
            run.append(cell)
        elif run:
            yield _gap(ground, key, run, first, ordered)
            run = []
        below = diagrams.either(below, at[cell])


def _gap(ground: Ground, key: str, run: list[int], chosen: dict[str, Hashable], ordered: list[int]) -> ListFinding:
    spec, cells = ground.law.facts[key], ground.made.cells[key].cells
    lower = ground.met_at(key, chosen, [one for one in reversed(ordered) if one < run[0]])
    upper = ground.met_at(key, chosen, [one for one in ordered if one > run[0]])
    numbers = tuple(dict.fromkeys(item.number for item in (*lower, *upper)))
    span = range_zh(spec, cells[run[0]], cells[run[-1]])
    text = f"{spec.label}{span}的没有规定：比它小的、比它大的都能命中（第{'、'.join(numbers)}项），它自己却不命中任何一项。"
    told = ground.example({**chosen, key: run[0]}, (key,)).with_words("不命中任何一项")
    return ListFinding(
        GAP, numbers, f"{spec.label}有空档", text, (told,), "把两段的界限接上，例如一段写“以下”，另一段写“超过”。"
    )


def not_monotone(ground: Ground) -> Iterator[ListFinding]:
    """Two cases that differ in one fact: the worse one gets the lighter result."""
    best = ground.made.lightest(ground.given[item.number] for item in ground.live)
    best = ground.diagrams.merge("where possible", lambda can, one: one if can else NEVER, ground.world.possible, best)
    for key in ground.world.keys:
        ordered = ground.made.cells[key].ordered
        if ground.law.facts[key].direction and len(ordered) > 1:
            yield from _reversals(ground, best, key, ordered)


def _reversals(ground: Ground, best: int, key: str, ordered: tuple[int, ...]) -> Iterator[ListFinding]:
    """The heaviest result so far, cell by cell towards worse; a lighter one beyond it is wrong."""
    diagrams = ground.diagrams
    holes = ground.law.facts[key].kind in ORDERED_KINDS  # an uncovered stretch between covered ones is told as a gap
    heaviest = diagrams.leaf(NEVER)
    for place, cell in enumerate(ordered):
        here = diagrams.restrict(best, key, cell)
        chosen = diagrams.witness(diagrams.merge("lighter though worse", _lighter, heaviest, here))
        if chosen is not None:
            yield _reversal(ground, key, ordered[:place], cell, chosen)
            return
        heaviest = diagrams.merge(("heavier", holes), lambda a, b: _heavier(a, b, holes), heaviest, here)


def _reversal(
    ground: Ground, key: str, better: tuple[int, ...], worse: int, chosen: dict[str, Hashable]
) -> ListFinding:
    spec, cells = ground.law.facts[key], ground.made.cells[key].cells
    here = ground.best({**chosen, key: worse})
    heavier = [one for one in reversed(better) if _lighter(ground.best({**chosen, key: one}), here)]
    before = min(heavier, key=lambda one: ground.best({**chosen, key: one}) is None)
    told, numbers = [], []
    for cell in (before, worse):
        at = {**chosen, key: cell}
        met = [item for item in ground.world.items if ground.meets(item, at)]
        best = ground.best(at)
        numbers += [item.number for item in met]
        result = outcome_zh(best.outcome, best.measure) if isinstance(best, Result) else "不命中任何一项"
        told.append(ground.example(at, (key, *ground.keys_of(*met))).with_words(result))
    words = [fact_zh(spec, cells[cell].sample) for cell in (before, worse)]
    text = f"“{words[1]}”比“{words[0]}”更重，其他事实相同，结果却更轻。"
    items = tuple(dict.fromkeys(numbers))
    fix = "调整界限或者措施，使更重的情形不得到更轻的结果。"
    return ListFinding(NOT_MONOTONE, items, f"{spec.label}更重反而更轻", text, tuple(told), fix)


def _lighter(heaviest: Any, here: Any) -> bool:
    """Whether a result is lighter than what a better case got."""
    if heaviest == NEVER or here == NEVER or here is None:
        return False
    if heaviest is None:
        # Where 33①后 is met the law itself says 可以不予 to the better case too, with the measure usual for it: an item
        # that says no more than that is no favour, one that names a lighter measure is.
        return bool(here.outcome != NP_DISCRETIONARY_FIRST or 0 <= here.height < USUAL.height)
    return bool(here < heaviest)


def _heavier(heaviest: Any, here: Any, holes: bool) -> Any:
    if here == NEVER:
        return heaviest
    if heaviest == NEVER or here is None:
        return heaviest if holes and isinstance(heaviest, Result) else here
    return None if heaviest is None else max(heaviest, here)
