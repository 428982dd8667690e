"""Replay: a list version run over past cases, column by column.

A `Snapshot` holds what of every case a list can ask, and what the law answers with and without a match of the list. The
list's own diagram is walked for all rows at once; a step costs the same whatever the length of the list. No value is ever
rounded: a column holds ranks among its exact values, and limits are placed among those. Rows that unknown facts leave
open are not guessed at: they are named, and `rules.assess` answers them one by one.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from rules import quantities
from rules.case import KIND, VIOLATION, Case, make_case
from rules.cells import Cells
from rules.cond import OPS_OF_KIND
from rules.consequence import Verdict
from rules.decision import decisions
from rules.derivations import COUNTS, DERIVED_FLAGS, number_of
from rules.facts import FactSpec
from rules.findings import FINDINGS
from rules.law import Law
from rules.list_diagram import KIND as KIND_FACT
from rules.list_diagram import OFFENCE, ListDiagram, list_diagram
from rules.lists import MINOR, WINDOWS, ListVersion
from rules.sheet import PRIOR, Sheet, parted, read
from rules.text import OUTCOMES
from rules.values import NOT_APPLICABLE, NOT_YET, Value
from rules.view import StrictView, Unsettled

Ints = npt.NDArray[np.int64]
OUTCOME_CODES = tuple(OUTCOMES)
OPEN = -1
SPECIALS: dict[Any, int] = {NOT_APPLICABLE: -1, NOT_YET: -2, None: -3}
LISTED, FIRST = "listed", "first"
WINDOW_FACT = "first_window"


@dataclass(frozen=True)
class Column:
    """One fact over all cases: the distinct values in order, and for each case the rank of its own (below 0: special)."""

    values: tuple[Any, ...]
    ranks: Ints

    @classmethod
    def of(cls, values: Sequence[Any]) -> Column:
        """From one value per case; None is unknown."""
        known = {value for value in values if value not in (None, NOT_APPLICABLE, NOT_YET)}
        ordered = sorted(known) if len({isinstance(value, str) for value in known}) < 2 else sorted(known, key=str)
        rank = {**SPECIALS, **{value: place for place, value in enumerate(ordered)}}
        return cls(tuple(ordered), np.array([rank[value] for value in values], dtype=np.int64))

    def cells(self, cells: Cells) -> Ints:
        """The cell of every case; -1 where the fact is unknown. Limits are placed among the values, exactly."""
        table = np.full(len(self.values) + len(SPECIALS), OPEN, dtype=np.int64)
        if cells.marks:
            edges = [0]
            for mark in cells.marks:
                edges += [bisect_left(self.values, mark), bisect_right(self.values, mark)]
            for step, (low, high) in enumerate(zip(edges, [*edges[1:], len(self.values)], strict=True)):
                table[low:high] = cells.of_step[step]
        else:
            table[: len(self.values)] = [cells.place(value) for value in self.values]
        # Negative ranks count from the end of the table.
        for special, rank in SPECIALS.items():
            if special is not None and any(cell.sample is special for cell in cells.cells):
                table[rank] = cells.place(special)
        return table[self.ranks]


@dataclass(frozen=True)
class Snapshot:
    """All cases as columns. `outcomes[w, l]`: the outcome under window w, without (0) or with (1) a match of the list.

    `facts` are the same under every window, but for those in `by_window`.
    """

    size: int
    offences: Column
    kinds: Column
    outcomes: npt.NDArray[np.int8]
    facts: Mapping[str, Column]
    by_window: Mapping[str, tuple[Column, ...]]

    def column(self, key: str, window: int) -> Column:
        return self.by_window[key][window] if key in self.by_window else self.facts[key]


# --- one case → a row ----------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """What a snapshot keeps of one case; `shared` and `windowed` by fact."""

    offence: str
    kind: str
    outcomes: tuple[tuple[int, int], ...]
    shared: Mapping[str, Value | None]
    windowed: tuple[Mapping[str, Value | None], ...]


def list_facts(law: Law) -> tuple[str, ...]:
    """The facts a list may ask, as the catalogue knows them."""
    return tuple(key for key, spec in law.facts.items() if spec.kind in OPS_OF_KIND and key not in (VIOLATION, KIND))


def facts_asked(law: Law, versions: Iterable[ListVersion]) -> tuple[str, ...]:
    """The facts these versions ask: all that a snapshot made for them has to hold."""
    return tuple(
        dict.fromkeys(
            key for version in versions for key in list_diagram(version, law).cells if key not in (VIOLATION, KIND)
        )
    )


def _is_windowed(spec: FactSpec) -> bool:
    derive = spec.derive or {}
    return derive.get("fn") == "count_in_window" or (derive.get("fn") == "finding" and derive.get("name") == FIRST)


def row_of(sheet: Mapping[str, Any], law: Law, today: date, keys: Iterable[str] | None = None) -> Row | None:
    """One act of one party as a row of these facts (None: of all that a list may ask).

    None where the sheet names no offence or kind of party, or is malformed.
    """
    one, errors = read(parted(sheet)[0], law)
    offence, kind = one.text(VIOLATION), one.text(KIND)
    if errors or not offence or not kind:
        return None
    stated = WINDOW_FACT in one.facts or not one.facts.get(PRIOR)
    cases = [_case(one, law, kind, offence, today, window) for window in (WINDOWS[:1] if stated else WINDOWS)]
    kept = list_facts(law) if keys is None else tuple(keys)
    moving = [key for key in kept if _is_windowed(law.facts[key])]
    shared = {key: fact_of(cases[0], key) for key in kept if key not in moving}
    found = [(_outcomes(case), {key: fact_of(case, key) for key in moving}) for case in cases]
    found = found * len(WINDOWS) if stated else found
    return Row(offence, kind, tuple(one for one, _ in found), shared, tuple(facts for _, facts in found))


def _case(sheet: Sheet, law: Law, kind: str, offence: str, today: date, window: str) -> Case:
    facts = {WINDOW_FACT: window, **sheet.facts} if WINDOW_FACT in law.facts else sheet.facts
    return make_case(replace(sheet, facts=facts), law, kind, offence, today)


def fact_of(case: Case, key: str) -> Value | None:
    """A fact by what is known for certain; None is unknown."""
    spec, view = case.spec(key), StrictView(case)
    name = (spec.derive or {}).get("fn", "")
    try:
        if name in COUNTS:
            return number_of(view, spec)
        if name in DERIVED_FLAGS:
            return DERIVED_FLAGS[name](view, spec)
        if spec.kind in quantities.KINDS:
            return quantities.known_value(case, key)
        return view.get(key) if spec.kind in ("bool", "enum") else case.settled(key)
    except Unsettled:
        return None


def _outcomes(case: Case) -> tuple[int, int]:
    """The outcome without and with a match of the list, OPEN where what is known does not settle it."""
    view, known = StrictView(case), {}

    def look(name: str, listed: bool) -> Any:
        if name == LISTED:
            return listed
        if name not in known:
            known[name] = FINDINGS[name].look(view)
        return known[name]

    return _outcome(case, lambda name: look(name, False)), _outcome(case, lambda name: look(name, True))


def _outcome(case: Case, look: Callable[[str], Any]) -> int:
    made = decisions(case.law)
    node = made.charged(case.kind, case.violation)
    try:
        while not made.diagrams.is_leaf(node):
            node = made.diagrams.child(node, look(made.diagrams.asks(node).name))
    except Unsettled:
        return OPEN
    verdict = made.diagrams.value(node)
    return OUTCOME_CODES.index(verdict.outcome) if isinstance(verdict, Verdict) else OPEN


# --- rows → columns ------------------------------------------------------------


def snapshot(rows: Iterable[Row]) -> Snapshot:
    """All rows as columns, in their order. They hold the same facts."""
    listed = list(rows)
    shared = listed[0].shared if listed else {}
    moving = listed[0].windowed[0] if listed else {}
    outcomes = np.array([row.outcomes for row in listed], dtype=np.int8).reshape(len(listed), len(WINDOWS), 2)
    return Snapshot(
        size=len(listed),
        offences=Column.of([row.offence for row in listed]),
        kinds=Column.of([row.kind for row in listed]),
        outcomes=np.ascontiguousarray(outcomes.transpose(1, 2, 0)),
        facts={key: Column.of([row.shared[key] for row in listed]) for key in shared},
        by_window={
            key: tuple(Column.of([row.windowed[place][key] for row in listed]) for place in range(len(WINDOWS)))
            for key in moving
        },
    )


# --- replay --------------------------------------------------------------------


def replay(past: Snapshot, version: ListVersion | None, law: Law) -> npt.NDArray[np.int8]:
    """For every case the outcome under this version (None: under no list) as a place in OUTCOME_CODES, OPEN where open."""
    name = version.first_window if version else str(law.setting(WINDOW_FACT))
    window = WINDOWS.index(name)
    without, matched = past.outcomes[window]
    result: npt.NDArray[np.int8] = without.copy()
    rows = np.nonzero((without != matched) | (without == OPEN))[0]
    if version is not None and len(rows):
        listed = _listed(past, list_diagram(version, law), window, rows)
        result[rows] = np.where(listed == 1, matched[rows], np.where(listed == 0, without[rows], OPEN))
    return result


def _listed(past: Snapshot, diagram: ListDiagram, window: int, rows: Ints) -> npt.NDArray[Any]:
    """1 where an item that supplies 轻微 is met, 0 where none is, -1 where unknown facts decide."""
    walk = _walk(diagram)
    variables = [diagram.diagrams.variables[place] for place in walk.places]
    whole = len(rows) == past.size
    columns = [_cells(past, diagram, one.name, one.values, window) for one in variables]
    columns = columns if whole else [column[rows] for column in columns]
    if walk.table is None:
        return _walked(walk, columns, len(rows))
    index = np.zeros(len(rows), dtype=np.int64)
    known = np.ones(len(rows), dtype=bool)
    for column, size in zip(columns, walk.sizes, strict=True):
        index *= size
        index += column
        known &= column >= 0
    if known.all():
        return walk.table[index]
    result = np.empty(len(rows), dtype=np.int64)
    result[known] = walk.table[index[known]]
    result[~known] = _walked(walk, [column[~known] for column in columns], int((~known).sum()))
    return result


def _walked(walk: Walk, columns: Sequence[Ints], many: int) -> Ints:
    """The same by walking the diagram, one fact after another for all rows at once."""
    state = np.full(many, walk.root, dtype=np.int64)
    for place, column in zip(walk.places, columns, strict=True):
        inside = np.nonzero(state >= 0)[0]
        here = inside[walk.asks[state[inside]] == place]
        cells = column[here]
        known = cells >= 0
        state[here[known]] = walk.children[walk.first[state[here[known]]] + cells[known]]
        state[here[~known]] = _UNKNOWN
    return np.select([state == _MET, state == _NOT_MET], [1, 0], OPEN)


_MET, _NOT_MET, _UNKNOWN = -1, -2, -3
MOST_COMBINATIONS = 1 << 20


@dataclass(frozen=True)
class Walk:
    """The yes/no diagram "is an item met that supplies 轻微?" as arrays: what each node asks, where its children begin.

    `table` holds the answer to every combination of cells, where they are few enough: one look-up then replays a case.
    """

    root: int
    places: tuple[int, ...]
    asks: Ints
    first: Ints
    children: Ints
    sizes: tuple[int, ...]
    table: npt.NDArray[np.int8] | None = None


_walks: WeakKeyDictionary[ListDiagram, Walk] = WeakKeyDictionary()


def _walk(diagram: ListDiagram) -> Walk:
    """Made once per diagram, which is kept by the hash of its version."""
    if diagram not in _walks:
        _walks[diagram] = _flat(diagram, _minor_root(diagram))
    return _walks[diagram]


def _minor_root(diagram: ListDiagram) -> int:
    """By the conditions of the items alone: the law keeps its own demands."""
    pending = [diagram.met(item, with_demands=False) for item in diagram.version.items if item.supplies == MINOR]
    pending = pending or [diagram.diagrams.leaf(False)]
    while len(pending) > 1:
        pairs = [pending[place : place + 2] for place in range(0, len(pending), 2)]
        pending = [diagram.diagrams.either(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return pending[0]


def _flat(diagram: ListDiagram, root: int) -> Walk:
    inner = sorted(diagram.diagrams.inner(root))
    seat = {node: place for place, node in enumerate(inner)}
    seat |= {diagram.diagrams.leaf(True): _MET, diagram.diagrams.leaf(False): _NOT_MET}
    nodes = [diagram.diagrams.nodes[node] for node in inner]
    many = [len(below) for _, below in nodes]
    first = np.concatenate([[0], np.cumsum(many)]).astype(np.int64)
    children = np.array([seat[child] for _, below in nodes for child in below], dtype=np.int64)
    asks = np.array([place for place, _ in nodes], dtype=np.int64)
    places = tuple(sorted({place for place, _ in nodes}))
    sizes = tuple(len(diagram.diagrams.variables[place].values) for place in places)
    walk = Walk(seat[root], places, asks, first, children, sizes)
    return replace(walk, table=_table(walk)) if math.prod(sizes) <= MOST_COMBINATIONS else walk


def _table(walk: Walk) -> npt.NDArray[np.int8]:
    """The answer to every combination of cells, the last fact changing fastest."""
    many = math.prod(walk.sizes)
    number, stride, columns = np.arange(many), many, []
    for size in walk.sizes:
        stride //= size
        columns.append(number // stride % size)
    return _walked(walk, columns, many).astype(np.int8)


def _cells(past: Snapshot, diagram: ListDiagram, key: str, values: Sequence[Any], window: int) -> Ints:
    """For every case the place of its value among the children of a node that asks this fact."""
    if key in (OFFENCE, KIND_FACT):
        column = past.offences if key == OFFENCE else past.kinds
        seat = {value: place for place, value in enumerate(values)}
        table = np.array([seat.get(value, seat[""]) for value in column.values], dtype=np.int64)
        return table[column.ranks]
    return past.column(key, window).cells(diagram.cells[key])


# --- what changes --------------------------------------------------------------

SAME, LENIENT, HARSHER, UNDECIDED = range(4)
_RANKS = np.array([OUTCOMES[code].rank for code in OUTCOME_CODES] + [0], dtype=np.int64)


def changes(old: npt.NDArray[np.int8], new: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """For every case: the same, newly lenient, newly not, or undecidable."""
    before, after = _RANKS[old], _RANKS[new]
    found = np.select([after < before, after > before], [LENIENT, HARSHER], SAME)
    return np.where((old == OPEN) | (new == OPEN), UNDECIDED, found).astype(np.int8)


def tally(found: npt.NDArray[np.int8], groups: Ints, number: int) -> list[list[int]]:
    """How many cases of each group (0 … number-1) are the same, newly lenient, newly not, undecidable."""
    counts = np.bincount(groups * 4 + found, minlength=number * 4).reshape(number, 4)
    return [[int(count) for count in row] for row in counts]
