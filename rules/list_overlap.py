"""Items that never match, that decide nothing, and items that overlap with different results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from rules.cond import All
from rules.condtext import print_test, print_zh
from rules.list_diagram import demands
from rules.list_examples import outcome_zh
from rules.list_ground import DEAD, OVERLAP, REDUNDANT, Ground, ListFinding
from rules.lists import ListItem

MOST_NAMED = 5


def dead(ground: Ground, item: ListItem) -> ListFinding:
    """The finding about an item that no case can meet."""
    number = item.number
    alone = ground.diagrams.both(ground.world.possible, ground.made.met(item, with_demands=False))
    if alone != ground.never:
        chosen = ground.diagrams.witness(alone) or {}
        wanted = "、".join(
            print_test(test, ground.law.facts, ground.made.version.convention)
            for test in demands(ground.law.facts, item.outcome)
        )
        text = (
            f"第{number}项的条件“{ground.words(item)}”成立时，法律要求的“{wanted}”总有一项不成立，这一项永远不会适用。"
        )
        return ListFinding(DEAD, (number,), "永远不会适用", text, (ground.example(chosen, ground.keys_of(item)),))
    text = f"第{number}项的条件“{ground.words(item)}”自相矛盾，没有任何案件能够命中。"
    chosen, met, unmet = _nearest(ground, item)
    told = ground.example(chosen, ground.keys_of(item)).with_words(
        f"满足“{met}”，但不满足“{unmet}”" if met else f"不满足“{unmet}”"
    )
    return ListFinding(DEAD, (number,), "永远不会命中", text, (told,), "删去互相排斥的要求，或者改成“任一满足”。")


def _nearest(ground: Ground, item: ListItem) -> tuple[dict[str, Hashable], str, str]:
    """A case that meets as many parts of a contradictory condition as can be, and both sides in words."""
    parts = item.condition.parts if isinstance(item.condition, All) else (item.condition,)
    met: list[str] = []
    unmet: list[str] = []
    reached = ground.world.possible
    for part in parts:
        further = ground.diagrams.both(reached, ground.made.condition(part))
        (unmet if further == ground.never else met).append(
            print_zh(part, ground.law.facts, ground.made.version.convention)
        )
        reached = reached if further == ground.never else further
    return ground.diagrams.witness(reached) or {}, "；".join(met), "；".join(unmet)


def redundant(ground: Ground) -> set[str]:
    """The numbers of the items that decide nothing here: an earlier one is always as light, or a later one lighter."""
    found = set()
    live = ground.live
    nodes = [ground.given[item.number] for item in live]
    nothing = ground.diagrams.leaf(None)
    before, after = [nothing], [nothing]
    for node in nodes:
        before.append(ground.made.lightest((before[-1], node)))
    for node in reversed(nodes):
        after.append(ground.made.lightest((after[-1], node)))
    for place, item in enumerate(live):
        earlier, later = before[place], after[len(live) - 1 - place]
        needed = _needed(ground, ground.effective[item.number], nodes[place], earlier, later)
        if needed == ground.never:
            found.add(item.number)
    return found


def _needed(ground: Ground, effective: int, own: int, earlier: int, later: int) -> int:
    """Where the item decides: no earlier one as light, no later one lighter."""
    merge, both = ground.diagrams.merge, ground.diagrams.both
    needed = both(effective, merge("lighter than earlier", _lighter_than, own, earlier))
    if needed == ground.never:
        return needed
    return both(needed, merge("as light as later", _as_light_as, own, later))


def superfluous(ground: Ground, item: ListItem) -> ListFinding:
    """The finding about an item that decides nothing, with a case that another item decides too."""
    others = [one for one in ground.live if one is not item]
    effective = ground.effective[item.number]
    beside = next(
        one for one in others if ground.diagrams.both(effective, _as_light(ground, one, item)) != ground.never
    )
    chosen = ground.diagrams.witness(ground.diagrams.both(effective, _as_light(ground, beside, item))) or {}
    text = f"凡是命中第{item.number}项的案件，都已命中结果同样轻或者更轻的其他项（例如第{beside.number}项），这一项不起作用。"
    told = ground.example(chosen, ground.keys_of(item, beside)).with_words(
        f"命中第{item.number}项，也命中第{beside.number}项，按{ground.result_zh(beside)}处理"
    )
    return ListFinding(
        REDUNDANT,
        (item.number, beside.number),
        "这一项不起作用",
        text,
        (told,),
        f"删去第{item.number}项，或者改写它的条件。",
    )


def _as_light(ground: Ground, one: ListItem, item: ListItem) -> int:
    """Where one item is met with a result as light as another's."""
    return ground.diagrams.merge("as light as later", _as_light_as, ground.given[one.number], ground.given[item.number])


def overlaps(ground: Ground, told: set[tuple[str, str]]) -> Iterator[ListFinding]:
    """Items that one case can meet with different results: one finding for each item, with the first few others.

    `told` holds the pairs that other grounds have told already.
    """
    count = Counter(number for number, _ in told)
    live = ground.live
    boxes = {item.number: _box(ground, ground.effective[item.number]) for item in live}
    for place, one in enumerate(live):
        others = []
        for other in live[place + 1 :]:
            pair = (one.number, other.number)
            alike = (one.outcome, one.measure, one.steps) == (other.outcome, other.measure, other.steps)
            if (
                alike
                or pair in told
                or count[one.number] >= MOST_NAMED
                or not _meet(boxes[one.number], boxes[other.number])
            ):
                continue
            if _differing(ground, one, other) != ground.never:
                told.add(pair)
                count[one.number] += 1
                others.append(other)
        if others:
            yield _overlap(ground, one, others)


def _box(ground: Ground, node: int) -> dict[int, int]:
    """For each finding, the values with which the diagram can be true, as bits: a quick test of disjointness."""
    diagrams = ground.diagrams
    box: dict[int, int] = {}
    for inner in diagrams.inner(node):
        place, children = diagrams.nodes[inner]
        box[place] = box.get(place, 0) | sum(1 << i for i, child in enumerate(children) if child != ground.never)
    return {place: bits for place, bits in box.items() if _always_asked(ground, node, place)}


def _always_asked(ground: Ground, node: int, place: int) -> bool:
    """Whether every way to true asks this finding."""
    diagrams = ground.diagrams
    seen: set[int] = set()
    pending = [node]
    while pending:
        one = pending.pop()
        if one < 0:
            if one != ground.never:
                return False
            continue
        here, children = diagrams.nodes[one]
        if here > place:
            return False
        if here == place or one in seen:
            continue
        seen.add(one)
        pending.extend(children)
    return True


def _differing(ground: Ground, one: ListItem, other: ListItem) -> int:
    """Where both items are met and give different results."""
    both = ground.diagrams.both(ground.effective[one.number], ground.effective[other.number])
    if both == ground.never:
        return both
    if not one.steps and not other.steps:
        return both
    differ = ground.diagrams.merge("differ", lambda a, b: a != b, ground.given[one.number], ground.given[other.number])
    return ground.diagrams.both(both, differ)


def _overlap(ground: Ground, one: ListItem, others: list[ListItem]) -> ListFinding:
    other = others[0]
    chosen = ground.diagrams.witness(_differing(ground, one, other)) or {}
    taken = ground.decided(chosen, (one, other))
    text = (
        f"第{one.number}项（{ground.result_zh(one)}）与第{other.number}项（{ground.result_zh(other)}）可以同时命中，结果不同。"
        f"系统取较轻的：{outcome_zh(taken.outcome, taken.measure) if taken else '—'}。"
    )
    if len(others) > 1:
        text += f"第{one.number}项还与第{'、'.join(item.number for item in others[1:])}项这样重叠。"
    told = ground.example(chosen, ground.keys_of(one, other)).with_words(
        f"同时命中第{one.number}项和第{other.number}项"
    )
    fix = "把其中一项的条件改成不重叠，或者说明重叠时就取较轻的结果。"
    numbers = (one.number, *(item.number for item in others))
    return ListFinding(OVERLAP, numbers, "两项重叠而结果不同", text, (told,), fix)


def _lighter_than(own: Any, other: Any) -> bool:
    return own is not None and (other is None or bool(own < other))


def _as_light_as(own: Any, other: Any) -> bool:
    return own is not None and (other is None or bool(own <= other))


def _meet(a: Mapping[int, int], b: Mapping[int, int]) -> bool:
    return all(a[place] & b[place] for place in a.keys() & b.keys())
