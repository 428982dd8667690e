"""Our evaluators beside zen-engine and openfisca-core, in turn, on the same lists and cases. See README.md."""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bench.rules.scene import KINDS, OFFENCES, Band, bands, cases, law_of, sheet_of, version_of
from rules.inquiry import inquire
from rules.law import Law
from rules.list_checks import check_list
from rules.list_diagram import list_diagram
from rules.lists import ListVersion
from rules.proofs import claims
from rules.reading import Reading
from rules.sheet import read

TODAY = date(2026, 6, 16)
SIZES = (50, 500)
ROUNDS = 5


@dataclass(frozen=True)
class Line:
    """One measured ratio or time beside its bar; `most` means the bar is an upper one."""

    what: str
    value: float
    unit: str
    bar: float
    most: bool
    detail: str = ""

    @property
    def kept(self) -> bool:
        return self.value <= self.bar if self.most else self.value >= self.bar

    def text(self) -> str:
        sign = "≤" if self.most else "≥"
        mark = "ok  " if self.kept else "MISS"
        return f"{mark} {self.what:58} {self.value:10.2f} {self.unit:3} (bar {sign} {self.bar:g}){self.detail}"


def seconds(run: Callable[[], Any]) -> float:
    """Processor time, so that other work on the machine does not count."""
    began = time.process_time()
    run()
    return time.process_time() - began


def in_turn(*runs: Callable[[], Any]) -> list[float]:
    """The median of each, taken in turn so that a busy moment hits all alike."""
    taken = [[seconds(run) for run in runs] for _ in range(ROUNDS)]
    return [statistics.median(one) for one in zip(*taken, strict=True)]


def decide_lines(items: list[Band], made: list[dict[str, Any]]) -> list[Line]:
    """One decision by walking the diagram, beside zen-engine by key."""
    from bench.rules.rivals import zen_decide

    law = law_of()
    diagram = list_diagram(version_of(items, law), law)
    zen = zen_decide(items)
    for case in made:
        ours = diagram.decide(case)
        assert (ours.measure if ours else None) == zen(case), case
    own, rival = in_turn(lambda: [diagram.decide(case) for case in made], lambda: [zen(case) for case in made])
    detail = f"  {own / len(made) * 1e6:.1f} against {rival / len(made) * 1e6:.1f} µs a case"
    return [Line(f"decision, {len(items)} items: zen-engine / diagram", rival / own, "×", 3, False, detail)]


def trace_line(items: list[Band], made: list[dict[str, Any]]) -> Line:
    """The tracing evaluator over all items that name the offence; its lightest item must be the diagram's."""
    law = law_of()
    version = version_of(items, law)
    with_list = replace(law, lists=(version,), memo={})
    diagram = list_diagram(version, law)
    readings = [_reading(case, with_list) for case in made]
    for case, reading in zip(made, readings, strict=True):
        traced = _traced(reading, version)
        met = [item.measure for item, holds in traced if holds]
        ours = diagram.decide(case)
        assert (ours is None) == (not met) and (ours is None or ours.measure in met), case
    (taken,) = in_turn(lambda: [_traced(_reading_again(one), version) for one in readings])
    taken /= len(made)
    return Line(f"tracing evaluator, {len(items)} items", taken * 1000, "ms", 0.5, True)


def _reading(case: dict[str, Any], law: Law) -> Reading:
    facts, faults = read(sheet_of(case), law)
    assert faults == []
    single = inquire(facts, law, TODAY).single
    assert single is not None
    return Reading(single)


def _reading_again(reading: Reading) -> Reading:
    """The same case with nothing remembered of it."""
    return Reading(replace(reading.resolution, case=replace(reading.case, memo={})))


def _traced(reading: Reading, version: ListVersion) -> list[tuple[Any, bool | None]]:
    items = version.fitting(reading.case.violation, reading.case.kind)
    return [(item, reading.holds(item.condition)) for item in items]


def replay_lines(many: int) -> list[Line]:
    """A list over all past cases, beside openfisca-core; both with their columns loaded."""
    import numpy as np

    from bench.rules.rivals import Country
    from rules.replay import OUTCOME_CODES, Column, Snapshot, replay

    columns = _columns(np, many)
    past = _snapshot(np, columns, Column, Snapshot, OUTCOME_CODES, many)
    lines, runs, rivals = [], [], []
    for size in SIZES:
        items = bands(size)
        law = law_of()
        version = version_of(items, law)
        country = Country(items)
        found = replay(past, version, law) == OUTCOME_CODES.index("NP_MANDATORY_MINOR")
        simulation = country.simulation(columns)
        rival_time = seconds(lambda c=country, s=simulation: c.run(s))
        assert bool((country.run(simulation) == found).all())
        runs.append(lambda v=version, w=law: replay(past, v, w))
        rivals.append(rival_time)
    own_times = in_turn(*runs)
    for size, own, rival, bar in zip(SIZES, own_times, rivals, (10, 80), strict=True):
        detail = f"  {own:.3f} against {rival:.2f} s for {many:,} cases"
        lines.append(Line(f"replay, {size} items: openfisca-core / ours", rival / own, "×", bar, False, detail))
    growth = own_times[1] / own_times[0]
    return [*lines, Line("replay, 500 items / 50 items", growth, "×", 1.5, True)]


def _columns(np: Any, many: int) -> dict[str, Any]:
    dice = np.random.default_rng(3)
    return {
        "violation": dice.integers(0, len(OFFENCES), many),
        "kind": dice.integers(0, len(KINDS), many),
        "error_ratio": dice.integers(0, 46, many),
        "error_amount": dice.integers(0, 46, many) * 250_000,
        "first_offence": dice.integers(0, 2, many).astype(bool),
    }


def _snapshot(np: Any, columns: dict[str, Any], column: Any, snapshot: Any, codes: tuple[str, ...], many: int) -> Any:
    """The same columns as the product keeps them: without a match a penalty, with one no penalty."""

    def ranked(values: tuple[Any, ...], ranks: Any) -> Any:
        return column(values, ranks.astype(np.int64))

    outcomes = np.empty((3, 2, many), dtype=np.int8)
    outcomes[:, 0], outcomes[:, 1] = codes.index("PENALTY"), codes.index("NP_MANDATORY_MINOR")
    first = ranked((False, True), columns["first_offence"])
    return snapshot(
        size=many,
        offences=ranked(OFFENCES, columns["violation"]),
        kinds=ranked(KINDS, columns["kind"]),
        outcomes=outcomes,
        facts={
            "error_ratio": ranked(tuple(range(46)), columns["error_ratio"]),
            "error_amount": ranked(tuple(n * 250_000 for n in range(46)), columns["error_amount"] // 250_000),
        },
        by_window={"first_offence": (first, first, first)},
    )


def gate_lines() -> list[Line]:
    law = law_of()
    version = version_of(bands(500), law)
    build = seconds(lambda: list_diagram(version, law).root)
    gate = seconds(lambda: check_list(version, law))
    proofs = seconds(lambda: claims(law_of(), TODAY))
    return [
        Line("diagram, 500 items, built", build, "s", 5, True),
        Line("gate, 500 items", gate, "s", 5, True),
        Line("claims over all kinds, offences and versions", proofs, "s", 2, True),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.rules", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 when a bar is missed")
    parser.add_argument("--cases", type=int, default=1_000_000, help="cases of the replay")
    options = parser.parse_args()
    missing = [name for name in ("zen", "openfisca_core") if importlib.util.find_spec(name) is None]
    if missing:
        print(f"缺少对照用的软件：{'、'.join(missing)}。请按 bench/rules/README.md 安装 bench/requirements.txt。")
        return 2
    lines: list[Line] = []
    for size in SIZES:
        items = bands(size)
        lines += decide_lines(items, cases(2000))
        lines.append(trace_line(items, cases(200)))
    lines += replay_lines(options.cases)
    lines += gate_lines()
    for line in lines:
        print(line.text())
    missed = [line for line in lines if not line.kept]
    print(f"{len(lines) - len(missed)} of {len(lines)} bars kept; equal answers asserted throughout")
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
