"""What a sheet leaves open: the verdicts still possible and the questions worth asking, in the order that decides fastest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations, product
from typing import Any

from rules import quantities
from rules.case import KIND, VIOLATION, Case, make_case
from rules.consequence import Verdict
from rules.days import EARLIEST, LATEST, earliest_reaching, moved
from rules.law import Law
from rules.relevant import structure
from rules.resolve import Cluster, NoWay, Resolution, resolve
from rules.sheet import Sheet
from rules.view import HAPPENED, Way

MOST_DAYS = 12


@dataclass
class Inquiry:
    """The sheet resolved for every kind of party and offence it may be about."""

    sheet: Sheet
    law: Law
    resolutions: Mapping[tuple[str, str], Resolution]

    @cached_property
    def verdicts(self) -> frozenset[Verdict]:
        return frozenset(verdict for resolution in self.different for verdict in resolution.reached())

    @cached_property
    def different(self) -> list[Resolution]:
        """The resolutions, each once."""
        return list({id(one): one for one in self.resolutions.values()}.values())

    @cached_property
    def single(self) -> Resolution | None:
        """The one resolution, where kind and offence are known."""
        return next(iter(self.resolutions.values())) if len(self.resolutions) == 1 else None

    @cached_property
    def matters(self) -> set[str]:
        """The unknown facts that can still change the verdict for some kind of party and offence."""
        found: set[str] = set()
        for resolution in self.different:
            found |= resolution.matters(found)
        return found

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """Exactly the unknown facts that can still change the verdict, in asking order."""
        if len({verdict.key() for verdict in self.verdicts}) < 2:
            return ()
        heads = tuple(key for place, key in enumerate((KIND, VIOLATION)) if self._head_matters(place))
        return (*sorted(heads, key=lambda key: key != VIOLATION), *self._ordered(self.matters))

    def _ordered(self, keys: set[str]) -> list[str]:
        """The cheapest way to an answer first; what is only asked after another fact comes after it."""
        rank = {key: (self._expected(key), self.law.facts[key].effort, key) for key in keys}
        before = {key: {other for other in keys if self._asked_after(key, other)} for key in keys}
        ordered: list[str] = []
        while len(ordered) < len(keys):
            ready = [key for key in keys if key not in ordered and before[key] <= set(ordered)]
            ordered.append(min(ready, key=rank.__getitem__))
        return ordered

    def _asked_after(self, key: str, other: str) -> bool:
        """Whether `key` only comes up on ways on which `other` comes up too, and not the other way round."""
        with_key = with_other = with_both = 0
        for resolution in self.different:
            for facts in resolution.ways_by_facts():
                with_key += key in facts
                with_other += other in facts
                with_both += key in facts and other in facts
        return 0 < with_both == with_key < with_other

    def _head_matters(self, place: int) -> bool:
        """Whether kind (0) or offence (1) is unknown and makes a difference with the other one alike."""
        for one, other in combinations(self.resolutions, 2):
            first, second = self.resolutions[one], self.resolutions[other]
            if first is not second and one[place] != other[place] and one[1 - place] == other[1 - place]:
                here = {verdict.key() for verdict in first.reached()}
                there = {verdict.key() for verdict in second.reached()}
                if here != there or len(here) > 1:
                    return True
        return False

    def _expected(self, key: str) -> tuple[int, int]:
        """Mean number of outcomes left once the fact is known, as a pair that sorts like the fraction."""
        total, cells = 0, 0
        for resolution in self.different:
            if resolution.reads(key):
                left = outcomes_left(resolution, key)
                total += sum(left)
                cells += len(left)
                break
        return (total * 1_000_000 // cells if cells else 0, 0)


def inquire(sheet: Sheet, law: Law, today: date) -> Inquiry:
    """Resolve a sheet. Raises NoWay where it contradicts itself."""
    kinds = [sheet.text(KIND)] if sheet.text(KIND) else [kind.code for kind in law.pack.kinds]
    violations = [sheet.text(VIOLATION)] if sheet.text(VIOLATION) else sorted(law.offences)
    found: dict[tuple[str, str], Resolution] = {}
    alike: dict[Any, Resolution | None] = {}
    for kind, violation in product(kinds, violations):
        case = make_case(sheet, law, kind, violation, today)
        form = structure(case)
        if form not in alike:
            alike[form] = _resolved(case)
        resolution = alike[form]
        if resolution:
            found[kind, violation] = resolution
    if not found:
        raise NoWay("没有一种可能的情形与事实单相符")
    return Inquiry(sheet, law, found)


def _resolved(case: Case) -> Resolution | None:
    try:
        return resolve(case)
    except NoWay:
        return None


# --- the order of questions --------------------------------------------------------


def outcomes_left(resolution: Resolution, key: str) -> list[int]:
    """For each way the fact can be answered, how many outcomes remain."""
    counts = []
    for seat, cluster in enumerate(resolution.clusters):
        for mask in _cells(resolution, cluster, key):
            masks = tuple(mask if place == seat else full for place, full in enumerate(resolution.full))
            counts.append(len({verdict.outcome for verdict in resolution.reached(masks)}))
    return counts


def _cells(resolution: Resolution, cluster: Cluster, key: str) -> list[int]:
    """The joint values each answer leaves, as masks."""
    ways = [way for ways in cluster.ways for way in ways]
    group = _group_with(resolution, ways, key)
    if group is not None:
        name = quantities.PREFIX + group.name
        return _kept({index: _mask(cluster, _assumes(name, index)) for index in range(len(group.classes))})
    values = {way.assumed[key] for way in ways if key in way.assumed}
    cells = {("value", value): _mask(cluster, _assumes(key, value)) for value in values}
    if any(way.assumed.get(key + HAPPENED) is False for way in ways):
        cells["not yet", 0] = _mask(cluster, _assumes(key + HAPPENED, False))
    spans = {id(way): _span(way, key) for way in ways}
    for day in sorted({low for low, _ in spans.values()})[:MOST_DAYS]:
        cells["day", day] = _mask(cluster, lambda way, day=day: _allows(way, key, spans[id(way)], day))
    return _kept(cells)


def _kept(cells: Mapping[Any, int]) -> list[int]:
    return [mask for mask in cells.values() if mask]


def _mask(cluster: Cluster, fits: Any) -> int:
    return sum(1 << index for index, ways in enumerate(cluster.ways) if any(fits(way) for way in ways))


def _assumes(name: str, value: Any) -> Any:
    return lambda way: way.assumed.get(name, value) == value


def _group_with(resolution: Resolution, ways: list[Way[Any]], key: str) -> quantities.Group | None:
    for way in ways:
        for name in way.assumed:
            if name.startswith(quantities.PREFIX):
                group: quantities.Group = resolution.case.memo["group", name.removeprefix(quantities.PREFIX)]
                if key in group.keys:
                    return group
    return None


def _span(way: Way[Any], key: str) -> tuple[int, int]:
    """Between which days a way wants a fact, by its comparisons with known days."""
    low, high = EARLIEST, LATEST
    if key not in way.facts:
        return low, high
    for a, b in way.demands:
        if a.base == key and isinstance(b.base, date):
            high = min(high, earliest_reaching(moved(b.base.toordinal(), b.shifts) + 1, a.shifts) - 1)
        elif b.base == key and isinstance(a.base, date):
            low = max(low, earliest_reaching(moved(a.base.toordinal(), a.shifts), b.shifts))
    return low, high


def _allows(way: Way[Any], key: str, span: tuple[int, int], day: int) -> bool:
    return way.assumed.get(key + HAPPENED) is not False and span[0] <= day <= span[1]
