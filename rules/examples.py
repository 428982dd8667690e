"""Concrete facts for what is possible: an example sheet for each verdict, and pairs that differ in one fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rules import quantities
from rules.case import Case
from rules.consequence import Verdict
from rules.days import Demand, Least, solve
from rules.reading import Reading
from rules.resolve import Cluster, Masks, Pair, Resolution, resolve
from rules.sheet import PRIOR
from rules.values import NOT_YET, decimal_text
from rules.view import HAPPENED, TWIN, Way

Facts = dict[str, Any]


def example_verdicts(resolution: Resolution) -> Iterator[tuple[Verdict, Facts]]:
    """For each verdict that is possible, facts that bring it about."""
    for masks, verdict in _endings(resolution, resolution.node, resolution.full, set()):
        yield verdict, completed(resolution.case, facts_of(resolution, masks))


def _endings(resolution: Resolution, node: int, masks: Masks, seen: set[Any]) -> Iterator[tuple[Masks, Verdict]]:
    diagrams = resolution.decisions.diagrams
    if (node, masks) in seen:
        return
    seen.add((node, masks))
    if diagrams.is_leaf(node):
        found = diagrams.value(node)
        if isinstance(found, Verdict) and found.key() not in seen:
            seen.add(found.key())
            yield masks, found
        return
    for child, left in resolution.steps(node, masks):
        yield from _endings(resolution, child, left, seen)


def example_pair(resolution: Resolution, key: str) -> tuple[Facts, Facts] | None:
    """Facts that differ in nothing but `key` (and what only one of its values asks for), with different verdicts."""
    pair = resolution.pair(key)
    if pair is None:
        return None
    case = resolution.case
    elsewhere = facts_of(resolution, pair.masks, leave=pair.seat)
    days = solve([*pair.demands, *_order_of_both(case, pair, key)]) or {}
    twins = {**days, key: days.get(key + TWIN, 0)} if key + TWIN in days else days
    first = elsewhere | facts_of_way(case, pair.one, days)
    second = elsewhere | facts_of_way(case, replace(pair.other, demands=_untwinned(pair.other.demands, key)), twins)
    _align_points(case, pair, key, first, second)
    return completed(case, first), completed(case, second)


def _untwinned(demands: tuple[Demand, ...], key: str) -> tuple[Demand, ...]:
    return tuple(demand.renamed(key + TWIN, key) for demand in demands)


def _order_of_both(case: Case, pair: Pair, key: str) -> list[Demand]:
    """The natural order of days for the two ways."""
    first, second = _present(case, pair.one), _present(case, pair.other)
    return [*first, *(demand.renamed(key, key + TWIN) for demand in second)]


def _align_points(case: Case, pair: Pair, key: str, first: Facts, second: Facts) -> None:
    """Quantities that differ in nothing but `key`."""
    for name in pair.one.assumed.keys() & pair.other.assumed.keys():
        if name.startswith(quantities.PREFIX):
            group: quantities.Group = case.memo["group", name.removeprefix(quantities.PREFIX)]
            here, there = (group.classes[way.assumed[name]].points for way in (pair.one, pair.other))
            rest = [part for part in group.keys if part != key]
            points = next(((a, b) for a in here for b in there if all(a[part] == b[part] for part in rest)), None)
            if points:
                first.update(_written(points[0]))
                second.update(_written(points[1]))


def facts_of(resolution: Resolution, masks: Masks, leave: int | None = None) -> Facts:
    """Facts that bring about one of the joint values of each cluster."""
    facts: Facts = {}
    for seat, (cluster, mask) in enumerate(zip(resolution.clusters, masks, strict=True)):
        if seat != leave:
            way = _first_way(cluster, mask)
            facts |= facts_of_way(resolution.case, way, days_of(resolution.case, way))
    return facts


def _first_way(cluster: Cluster, mask: int) -> Way[Any]:
    return cluster.ways[(mask & -mask).bit_length() - 1][0]


def days_of(case: Case, way: Way[Any]) -> Least:
    """Days that go this way."""
    return solve([*way.demands, *_present(case, way)]) or {}


def _present(case: Case, way: Way[Any]) -> list[Demand]:
    """The natural order of days, as far as they have come on this way."""
    return [
        demand
        for demand in case.demands
        if all(not case.spec(name).nullable or way.assumed.get(name + HAPPENED) for name in demand.names())
    ]


def facts_of_way(case: Case, way: Way[Any], days: Mapping[str, int]) -> Facts:
    """What is assumed on a way, as facts of a sheet by dotted key."""
    facts: Facts = {}
    for name, value in way.assumed.items():
        if name.startswith(quantities.PREFIX):
            group: quantities.Group = case.memo["group", name.removeprefix(quantities.PREFIX)]
            facts |= _written(group.classes[value].points[0])
        elif name.endswith(HAPPENED):
            if not value:
                facts[name.removesuffix(HAPPENED)] = None
        elif name == PRIOR:
            facts[name] = value or []
        else:
            facts[name] = value
    looked_at = way.facts
    for name, day in days.items():
        if name in looked_at:
            facts.setdefault(name, date.fromordinal(day).isoformat())
    return facts


def completed(case: Case, facts: Facts) -> Facts:
    """The same facts with as many earlier decisions as assumed, just where the first day of the act puts them into the window.

    Left out while that day is open: the earlier decision then stays unknown.
    """
    number = facts.get(PRIOR)
    if not isinstance(number, int):
        return facts
    known = {key: value for key, value in facts.items() if key != PRIOR}
    if any(isinstance(value, bool) and case.spec(key).kind == "date" for key, value in known.items()):
        return known
    values = {key: case.spec(key).parse(value) for key, value in known.items() if value is not None}
    values |= {key: NOT_YET for key, value in known.items() if value is None}
    sheet = replace(case.sheet, facts={**case.facts, **values})
    act = Reading(resolve(replace(case, sheet=sheet, memo={}))).start()
    return {**facts, PRIOR: [{"date": act.isoformat(), "result": "警告"}] * number} if act else known


def _written(point: Mapping[str, Any]) -> Facts:
    return {key: decimal_text(value) for key, value in point.items()}
