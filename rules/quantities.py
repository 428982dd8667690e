"""Quantities: differences, shares and counts, exact; and the classes that unknown ones can fall into.

A list compares quantities with constants only, so the values of unknown quantities fall into finitely many classes by
the verdicts of all tests that matter. The classes are found on a grid of points that holds every limit, every place
where two limits cross, and a point between any two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

from rules import cond
from rules.case import Case
from rules.cond import Test
from rules.facts import FactSpec
from rules.law import Law
from rules.orders import count_in_year
from rules.relevant import tests_for
from rules.spread import spread
from rules.values import NOT_APPLICABLE, YUAN_UNITS, Value, rounded

KINDS = ("int", "decimal", "money")
PREFIX = "quantity:"
LINKED = ("difference", "ratio", "count_in_year")
HUNDRED = Fraction(100)
KEPT_GROUPS = 500
Point = dict[str, Fraction]


# --- values --------------------------------------------------------------------


def known_value(case: Case, key: str) -> Value | None:
    """A quantity by what is known; None = open."""
    if key not in case.memo:
        case.memo[key] = value_of(case, case.facts, key)
    value: Value | None = case.memo[key]
    return value


def value_of(case: Case, facts: Mapping[str, Value], key: str) -> Value | None:
    """A quantity worked out of these facts (the sheet's, or a point of the grid over them)."""
    derive = case.spec(key).derive
    name = derive["fn"] if derive else ""
    if name == "difference":
        return _difference(case, facts, key)
    if name == "ratio":
        return _ratio(case, facts, case.spec(key))
    if name == "count_in_year" and isinstance(facts.get(case.spec(key).of[0]), tuple) and key not in facts:
        certain, most = count_in_year(case, case.spec(key))
        return certain if certain == most else None
    return facts[key] if key in facts else case.settled(key)


def raw_difference(case: Case, facts: Mapping[str, Value], key: str) -> Fraction | None:
    """The difference in the unit of the sheet."""
    first, second = (facts.get(name) for name in case.spec(key).of)
    if isinstance(first, Fraction) and isinstance(second, Fraction):
        return abs(first - second)
    stated = facts.get(key)
    return stated if isinstance(stated, Fraction) else None


def unit_of(case: Case, key: str) -> str:
    """The unit written on the sheet, 元 where none is."""
    derive = case.spec(key).derive or {}
    return case.sheet.text(derive.get("unit", "")) or "元"


def _difference(case: Case, facts: Mapping[str, Value], key: str) -> Value | None:
    """In 元; a difference of things that are no money has no amount."""
    size = YUAN_UNITS.get(unit_of(case, key))
    if size is None:
        return NOT_APPLICABLE
    amount = raw_difference(case, facts, key)
    return None if amount is None else amount * size


def _ratio(case: Case, facts: Mapping[str, Value], spec: FactSpec) -> Value | None:
    """In points. A zero denominator makes it 不适用; the stated share stands only where the quantities are absent."""
    derive = spec.derive or {}
    top_key, bottom_key = derive["of"]
    linked = case.spec(top_key).derive
    top = raw_difference(case, facts, top_key) if linked else facts.get(top_key)
    bottom = facts.get(bottom_key, facts.get(derive.get("default", "")))
    if isinstance(bottom, Fraction) and bottom == 0:
        return NOT_APPLICABLE
    if isinstance(top, Fraction) and isinstance(bottom, Fraction):
        return top * HUNDRED / abs(bottom)
    return facts.get(derive.get("stated", ""))


# --- classes -------------------------------------------------------------------


@dataclass(frozen=True)
class QuantityClass:
    """Values of the unknown quantities that all tests judge alike."""

    verdicts: Mapping[Test, bool]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Group:
    """Unknown quantities that hang together, and their classes."""

    name: str
    keys: tuple[str, ...]
    classes: tuple[QuantityClass, ...]
    _near: dict[str, set[tuple[int, int]]] = field(default_factory=dict, repr=False, compare=False)

    def neighbours(self, key: str) -> set[tuple[int, int]]:
        """Pairs of classes between which a change of this quantity alone can lead."""
        if key not in self.keys:
            return set()
        if key not in self._near:
            self._near[key] = self._neighbours(key)
        return self._near[key]

    def _neighbours(self, key: str) -> set[tuple[int, int]]:
        seats: dict[tuple[Fraction, ...], set[int]] = {}
        for index, one in enumerate(self.classes):
            for point in one.points:
                rest = tuple(point[name] for name in self.keys if name != key)
                seats.setdefault(rest, set()).add(index)
        return {(a, b) for seat in seats.values() for a in seat for b in seat if a != b}


def group_of(case: Case, key: str) -> Group:
    """The group an unknown quantity belongs to."""
    members = linked(case.law)[key] if key in linked(case.law) else frozenset({key})
    name = min(members)
    memo = ("group", name)
    if memo not in case.memo:
        case.memo[memo] = _shared_group(case, name, members)
    group: Group = case.memo[memo]
    return group


MOST_SHARED = 2048


def _shared_group(case: Case, name: str, members: frozenset[str]) -> Group:
    """The same statements under the same tests give the same classes, so sheets of one law share them."""
    groups: dict[object, Group] = case.law.memo.setdefault("groups", {})
    difference = _derived(case.law, members, "difference")
    said = tuple(
        (key, case.stated(key), repr(case.facts.get(key)), repr(case.sheet.written.get(key))) for key in sorted(members)
    )
    forbidden = tuple(test for test in case.forbidden if test.fact in members)
    unit = unit_of(case, difference.key) if difference else ""
    about = (name, tests_on(case, members), forbidden, said, unit)
    if about not in groups:
        if len(groups) >= MOST_SHARED:
            groups.clear()
        groups[about] = _group(case, name, members)
    return groups[about]


def linked(law: Law) -> dict[str, frozenset[str]]:
    """Which quantities hang together by their derivations."""
    if "linked" not in law.memo:
        parts: list[set[str]] = []
        for key, spec in law.facts.items():
            derive = spec.derive or {}
            if derive.get("fn") in LINKED:
                names = {key, *derive["of"], derive.get("default", ""), derive.get("stated", "")} & set(law.facts)
                joined = [part for part in parts if part & names]
                parts = [part for part in parts if not part & names] + [names.union(*joined)]
        law.memo["linked"] = {key: frozenset(part) for part in parts for key in part}
    found: dict[str, frozenset[str]] = law.memo["linked"]
    return found


def tests_on(case: Case, members: frozenset[str]) -> tuple[Test, ...]:
    """Every test of the law on these quantities that can matter to this case."""
    return tuple(test for test in tests_for(case) if test.fact in members)


def _group(case: Case, name: str, members: frozenset[str]) -> Group:
    tests = tests_on(case, members)
    keys = open_keys(case, members)
    grid = _grid(case, members, keys, tests)
    forbidden = [test for test in case.forbidden if test.fact in members]
    classes: dict[tuple[bool, ...], list[Point]] = {}
    for values in product(*(grid[key] for key in keys)):
        point = dict(zip(keys, values, strict=True))
        facts = {**case.facts, **point}
        if _fits(case, facts, members) and not any(_verdicts(case, facts, forbidden)):
            classes.setdefault(_verdicts(case, facts, tests), []).append(point)
    made = tuple(
        QuantityClass(dict(zip(tests, verdicts, strict=True)), tuple(points)) for verdicts, points in classes.items()
    )
    return Group(name, keys, made)


def _verdicts(case: Case, facts: Mapping[str, Value], tests: Sequence[Test]) -> tuple[bool, ...]:
    values = {key: value_of(case, facts, key) for key in {test.fact for test in tests}}
    return tuple((value := values[test.fact]) is not None and cond.compare(test, value) for test in tests)


def open_keys(case: Case, members: frozenset[str]) -> tuple[str, ...]:
    """The unknown quantities worth asking: the counted ones, or the stated results where only those are on the sheet."""
    basic, stated = _ways_of_stating(case.law, members)
    if stated and not any(case.stated(key) for key in basic) and any(case.stated(key) for key in stated):
        basic = stated
    return tuple(key for key in basic if not case.stated(key))


def _ways_of_stating(law: Law, members: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    difference = _derived(law, members, "difference")
    ratio = _derived(law, members, "ratio")
    if difference:
        pair = difference.of
        share = (ratio.derive.get("stated", ""),) if ratio and ratio.derive else ()
        return pair, tuple(key for key in (difference.key, *share) if key)
    if ratio:
        return ratio.of, ()
    return tuple(sorted(key for key in members if law.facts[key].kind in KINDS)), ()


def _derived(law: Law, members: frozenset[str], name: str) -> FactSpec | None:
    found = (law.facts[key] for key in sorted(members))
    return next((spec for spec in found if spec.derive and spec.derive["fn"] == name), None)


def _fits(case: Case, facts: Mapping[str, Value], members: frozenset[str]) -> bool:
    """Whether a point agrees with what is stated of it: the difference, the share, a part not above its whole."""
    for key in members:
        spec = case.spec(key)
        if not spec.derive:
            continue
        stated = case.facts.get(key)
        counted = spec.derive["fn"] == "difference" and isinstance(stated, Fraction)
        if counted and raw_difference(case, facts, key) != stated:
            return False
        if spec.derive["fn"] == "ratio" and not _share_fits(case, facts, spec):
            return False
        if spec.derive["fn"] == "count_in_year" and not _count_fits(case, facts, spec):
            return False
    return True


def _count_fits(case: Case, facts: Mapping[str, Value], spec: FactSpec) -> bool:
    value = facts.get(spec.key)
    certain, most = count_in_year(case, spec)
    return not isinstance(value, Fraction) or not case.stated(spec.of[0]) or certain <= value <= most


def _share_fits(case: Case, facts: Mapping[str, Value], spec: FactSpec) -> bool:
    derive: Mapping[str, Any] = spec.derive or {}
    top, bottom = (facts.get(name) for name in derive["of"])
    if not case.spec(derive["of"][0]).derive:
        return not (isinstance(top, Fraction) and isinstance(bottom, Fraction) and top > bottom)
    written = case.sheet.written.get(derive.get("stated", ""))
    if written is None:
        return True
    value = _ratio(case, facts, spec)
    return value is not NOT_APPLICABLE and (
        not isinstance(value, Fraction) or rounded(value, written.decimals) == written.value
    )


# --- the grid ------------------------------------------------------------------


def _grid(
    case: Case, members: frozenset[str], keys: tuple[str, ...], tests: Sequence[Test]
) -> dict[str, list[Fraction]]:
    difference = _derived(case.law, members, "difference")
    ratio = _derived(case.law, members, "ratio")
    shares = _limits(tests, ratio.key) if ratio else set()
    if difference:
        pair = difference.of
        amounts = {limit / YUAN_UNITS.get(unit_of(case, difference.key), 1) for limit in _limits(tests, difference.key)}
        stated = case.facts.get(difference.key)
        amounts |= {stated} if isinstance(stated, Fraction) else set()
        if set(keys) <= set(pair):
            return _pair_grid(case, pair, keys, amounts, shares, ratio)
        return {key: spread(amounts if key == difference.key else shares) for key in keys}
    if ratio:
        return _part_grid(case, ratio.of, keys, shares, tests)
    return {key: _whole_spread(_limits(tests, key)) for key in keys}


def _limits(tests: Iterable[Test], key: str) -> set[Fraction]:
    limits = set()
    for test in tests:
        if test.fact == key and test.op != "is_na":
            values = test.value if isinstance(test.value, tuple) else (test.value,)
            limits |= {value for value in values if isinstance(value, Fraction)}
    return limits


def _whole_spread(limits: Iterable[Fraction]) -> list[Fraction]:
    near = {limit + step for limit in limits for step in (-1, 0, 1)}
    return sorted({Fraction(0), *(value for value in near if value >= 0)} | {max([Fraction(0), *near]) + 1})


def _pair_grid(
    case: Case,
    pair: tuple[str, ...],
    keys: tuple[str, ...],
    amounts: set[Fraction],
    shares: set[Fraction],
    ratio: FactSpec | None,
) -> dict[str, list[Fraction]]:
    """Points for a counted quantity and its true value: where the limits of difference and share lie."""
    first, second = pair
    parts = {share / HUNDRED for share in shares}
    fixed_bottom = case.facts.get(ratio.derive["of"][1]) if ratio and ratio.derive else None
    steps = set(amounts) | {Fraction(0)}
    if isinstance(fixed_bottom, Fraction):
        steps |= {part * fixed_bottom for part in parts}
        parts = set()
    anchors = {value for key in pair if isinstance(value := case.facts.get(key), Fraction)}
    crossings = {amount / part for amount in amounts for part in parts if part} | amounts
    seconds = sorted(anchors)
    if second in keys:
        seconds = _around(anchors, steps, parts) if anchors else spread(crossings)
    firsts = _around(seconds if second in keys else anchors, steps, parts)
    return {key: {first: firsts, second: seconds}[key] for key in keys}


def _around(anchors: Iterable[Fraction], steps: set[Fraction], parts: set[Fraction]) -> list[Fraction]:
    marks = set()
    for anchor in anchors:
        marks |= {anchor + step for step in steps} | {anchor - step for step in steps}
        marks |= {anchor * (1 + part) for part in parts} | {anchor * (1 - part) for part in parts}
        marks |= {anchor / (1 + part) for part in parts} | {anchor / (1 - part) for part in parts if part != 1}
    return spread(marks)


def _part_grid(
    case: Case, pair: tuple[str, ...], keys: tuple[str, ...], shares: set[Fraction], tests: Sequence[Test]
) -> dict[str, list[Fraction]]:
    """Points for a counted part and its whole."""
    part, whole = pair
    known_part, known_whole = case.facts.get(part), case.facts.get(whole)
    own = _limits(tests, part) | _limits(tests, whole)
    wholes = [known_whole] if isinstance(known_whole, Fraction) else [Fraction(n) for n in (0, 1, 2, 10, 100, 1000)]
    if isinstance(known_part, Fraction) and whole in keys:
        exact = {known_part * HUNDRED / share for share in shares if share}
        wholes = sorted({Fraction(0), known_part, *(_whole(mark, up) for mark in exact for up in (-1, 0, 1))})
    marks = {mark * share / HUNDRED for mark in wholes for share in shares} | set(wholes) | own
    parts = sorted({_whole(mark, up) for mark in marks for up in (-1, 0, 1)} | {Fraction(0)})
    grid = {part: [value for value in parts if value >= 0], whole: [value for value in wholes if value >= 0]}
    return {key: grid[key] for key in keys}


def _whole(mark: Fraction, up: int) -> Fraction:
    return Fraction(mark.numerator // mark.denominator + up)
