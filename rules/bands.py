"""裁量基准: bands inside the statutory range, as data per offence and law version.

The highest band whose condition is met applies; the first band of a class has no condition, so there always is one.
`faults` shows of every baseline, over all its cells, that worse facts never give a lower band.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from rules.cond import ORDER_OPS, Cond, Facts, Test, compare, holds, tests
from rules.cond import load as load_cond
from rules.condtext import Convention, print_zh
from rules.facts import FactSpec
from rules.offences import Offence, PackError, Range, fine_range, only, text_tuple
from rules.spread import spread
from rules.values import NOT_APPLICABLE, Value

ANY_CASE = "其他情形"
Point = Mapping[str, Value]


@dataclass(frozen=True)
class Band:
    """One step. `when` None: the lowest step of its class, met by every case. `serious`: of the range of 情节严重."""

    severity: str
    fine: Range
    when: Cond | None = None
    wording: str = ""
    serious: bool = False


@dataclass(frozen=True)
class Baseline:
    """The bands of one offence, for some kinds of party, under one version of the law."""

    code: str
    title: str
    demo: bool
    offence: str
    law_version: str
    kinds: tuple[str, ...]
    first: date
    last: date | None
    convention: Convention
    dimensions: tuple[str, ...]
    bands: tuple[Band, ...]
    note: str = ""

    def fits(self, offence: str, kind: str, version: str, day: date) -> bool:
        in_force = self.first <= day and (self.last is None or day <= self.last)
        return in_force and offence == self.offence and kind in self.kinds and version == self.law_version

    def of_class(self, serious: bool) -> tuple[Band, ...]:
        """The steps that compete for a case: those of its class, lowest first."""
        return tuple(band for band in self.bands if band.serious is serious)

    def wording(self, band: Band, facts: Facts) -> str:
        """The bureau's words, or the printed condition."""
        if band.wording or band.when is None:
            return band.wording or ANY_CASE
        return print_zh(band.when, facts, self.convention)


@dataclass(frozen=True)
class BandRow:
    """One step as the page shows it. `verdict`: true = this one applies, unknown = it still may, false."""

    severity: str
    wording_zh: str
    fine: Range
    verdict: str

    def to_json(self) -> dict[str, object]:
        return {
            "severity": self.severity,
            "wording_zh": self.wording_zh,
            "fine_yuan": list(self.fine),
            "verdict": self.verdict,
        }


@dataclass(frozen=True)
class Discretion:
    """What the baseline says to a case. `fine` is None while unknown facts (`questions`) decide between steps."""

    code: str
    title_zh: str
    demo: bool
    note_zh: str
    fine: Range | None
    severity: str
    rows: tuple[BandRow, ...]
    factors: tuple[tuple[str, str], ...]
    questions: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "title_zh": self.title_zh,
            "demo": self.demo,
            "note_zh": self.note_zh,
            "fine_yuan": list(self.fine) if self.fine else None,
            "severity": self.severity,
            "bands": [row.to_json() for row in self.rows],
            "factors": [list(factor) for factor in self.factors],
            "questions": list(self.questions),
        }


# --- reading -------------------------------------------------------------------


def load_baseline(entry: Mapping[str, Any], facts: Facts) -> Baseline:
    """A baseline from its JSON entry (docs/rules.md). Raises PackError or CondError."""
    code = str(entry.get("code", ""))
    where = f"裁量基准{code}"
    known = {"code", "title", "demo", "offence", "law_version", "kinds", "effective_from", "effective_to"}
    only(entry, known | {"bounds_inclusive", "dimensions", "bands", "note"}, where)
    last = entry.get("effective_to")
    return Baseline(
        code=code,
        title=str(entry["title"]),
        demo=bool(entry.get("demo", False)),
        offence=str(entry["offence"]),
        law_version=str(entry["law_version"]),
        kinds=text_tuple(entry["kinds"], where),
        first=date.fromisoformat(entry["effective_from"]),
        last=date.fromisoformat(last) if last else None,
        convention=Convention.from_json(entry.get("bounds_inclusive", True)),
        dimensions=text_tuple(entry["dimensions"], where),
        bands=tuple(_band(band, facts, where) for band in entry["bands"]),
        note=str(entry.get("note", "")),
    )


def _band(entry: Mapping[str, Any], facts: Facts, where: str) -> Band:
    only(entry, {"severity", "fine", "when", "wording", "serious"}, where)
    fine = fine_range(entry["fine"], where)
    if fine is None:
        raise PackError(f"{where}的“{entry.get('severity', '')}”档没有罚款幅度。")
    return Band(
        severity=str(entry["severity"]),
        fine=fine,
        when=load_cond(entry["when"], facts) if entry.get("when") else None,
        wording=str(entry.get("wording", "")),
        serious=bool(entry.get("serious", False)),
    )


# --- checking ------------------------------------------------------------------


def faults(baseline: Baseline, offences: Mapping[str, Offence], facts: Facts) -> Iterator[str]:
    """What a baseline may not say, in Chinese, each with the case that shows it."""
    yield from _subject_faults(baseline, offences)
    if missing := [key for key in baseline.dimensions if key not in facts]:
        yield f"事实目录里没有裁量因素“{'、'.join(missing)}”。"
        return
    for serious in (False, True):
        bands = baseline.of_class(serious)
        if not bands:
            continue
        if bands[0].when is not None:
            yield f"“{bands[0].severity}”是最低一档，不能有条件，否则有的案件没有档次。"
        for low, high in zip(bands, bands[1:], strict=False):
            if high.when is None:
                yield f"“{high.severity}”没有条件，会盖过前面各档。"
            if high.fine[0] < low.fine[0] or high.fine[1] < low.fine[1]:
                yield f"“{high.severity}”比“{low.severity}”重，罚款幅度却更低。"
        yield from _order_faults(baseline, bands, facts)


def _subject_faults(baseline: Baseline, offences: Mapping[str, Offence]) -> Iterator[str]:
    offence = offences.get(baseline.offence)
    if offence is None:
        yield f"没有“{baseline.offence}”这个案由。"
        return
    for kind in baseline.kinds:
        rules = offence.rules_for(kind, baseline.law_version)
        for serious in (False, True):
            ranges = [fine for rule in rules if (fine := rule.serious_fine if serious else rule.fine)]
            for band in baseline.of_class(serious):
                if not any(least <= band.fine[0] and band.fine[1] <= most for least, most in ranges):
                    yield f"“{band.severity}”的幅度{band.fine[0]}—{band.fine[1]}元不在法定幅度以内（{kind}）。"


def _order_faults(baseline: Baseline, bands: tuple[Band, ...], facts: Facts) -> Iterator[str]:
    """A worse value of one fact, all others equal, that gives a lower band."""
    cells = cells_of(bands, facts)
    for key in cells:
        unordered = facts[key].direction == ""
        ordered = any(test.op in ORDER_OPS for test in _tests(bands) if test.fact == key)
        if unordered and ordered:
            yield f"“{facts[key].label}”没有轻重方向，不能用以上、以下划档。"

    found = _reversal(bands, cells, facts)
    if found:
        better, worse = found
        high, low = place(bands, better), place(bands, worse)
        changed = next(key for key in better if better[key] != worse[key])
        yield (
            f"{facts[changed].label}由“{_said(better[changed])}”变为更重的“{_said(worse[changed])}”，"
            f"反而从“{bands[high].severity}”降为“{bands[low].severity}”。"
        )


MOST_KEPT = 512
_reversals: dict[object, tuple[Point, Point] | None] = {}


def _reversal(bands: tuple[Band, ...], cells: Mapping[str, list[Value]], facts: Facts) -> tuple[Point, Point] | None:
    """Two points that differ in one fact, the worse one in a lower band.

    Looked for once per set of conditions: the same steps with other fines, and the same law loaded again, share it.
    """
    key = (tuple(band.when for band in bands), tuple((name, repr(facts[name])) for name in cells))
    if key not in _reversals:
        if len(_reversals) >= MOST_KEPT:
            _reversals.clear()
        _reversals[key] = _first_reversal(bands, cells, facts)
    return _reversals[key]


def _first_reversal(
    bands: tuple[Band, ...], cells: Mapping[str, list[Value]], facts: Facts
) -> tuple[Point, Point] | None:
    @cache
    def seat(*values: Value) -> int:
        """Every point stands in many pairs and is placed once."""
        return place(bands, dict(zip(cells, values, strict=True)))

    pairs = worse_pairs(cells, facts)
    return next((pair for pair in pairs if seat(*pair[0].values()) > seat(*pair[1].values())), None)


def _tests(bands: tuple[Band, ...]) -> list[Test]:
    return [test for band in bands if band.when for test in tests(band.when)]


def cells_of(bands: tuple[Band, ...], facts: Facts) -> dict[str, list[Value]]:
    """For each fact of the conditions one value of every cell, better ones first; 不适用 last where it can be."""
    cells: dict[str, list[Value]] = {}
    for key in dict.fromkeys(test.fact for test in _tests(bands)):
        spec = facts[key]
        values = _values(spec, [test for test in _tests(bands) if test.fact == key])
        cells[key] = values[::-1] if spec.direction == "-" else values
        if (spec.derive or {}).get("fn") in ("difference", "ratio"):
            cells[key].append(NOT_APPLICABLE)
    return cells


def _values(spec: FactSpec, found: list[Test]) -> list[Value]:
    if spec.kind == "bool":
        return [False, True]
    if spec.kind == "enum":
        return [option.value for option in spec.options]
    limits: set[Fraction] = set()
    for test in found:
        constants = test.value if isinstance(test.value, tuple) else (test.value,)
        limits |= {value for value in constants if isinstance(value, Fraction)}
    return list(spread(limits))


def worse_pairs(cells: Mapping[str, list[Value]], facts: Facts) -> Iterator[tuple[Point, Point]]:
    """Points that differ in one ordered fact by one step, the second one worse."""
    for values in product(*cells.values()):
        point = dict(zip(cells, values, strict=True))
        for key, value in point.items():
            if facts[key].direction == "" or value is NOT_APPLICABLE:
                continue
            seat = cells[key].index(value) + 1
            if seat < len(cells[key]) and cells[key][seat] is not NOT_APPLICABLE:
                yield point, point | {key: cells[key][seat]}


def place(bands: tuple[Band, ...], point: Point) -> int:
    """The band of a case whose facts are all known."""
    met = (index for index, band in enumerate(bands) if band.when is None or _met(band.when, point))
    return max(met, default=0)


def _met(when: Cond, point: Point) -> bool:
    return bool(holds(when, lambda test: compare(test, point[test.fact])))


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
