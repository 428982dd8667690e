"""What would change the answer: only what the party can still do, never what is past or only a matter of proof by others.

Every candidate is the sheet itself with one such fact otherwise, resolved like any sheet; it is told where the verdict
then differs. Advice to alter amounts, days gone by or findings is never given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from rules.answer import Counterfactual
from rules.comparison import result_zh
from rules.consequence import Verdict
from rules.correction import DEADLINE, DONE, RESULT, ordered
from rules.facts import FactSpec
from rules.inquiry import Inquiry, inquire
from rules.reading import Reading
from rules.relevant import offences_of
from rules.resolve import NoWay
from rules.text import OUTCOMES
from rules.values import NOT_YET, Value, day_text

REDUCED = "harm_reduced"
MOST_OPEN = 2


@dataclass(frozen=True)
class Change:
    """One thing the party can still do, or leave undone until a deadline."""

    key: str
    facts: dict[str, Value]
    words: str


def counterfactuals(inquiry: Inquiry, reading: Reading) -> tuple[Counterfactual, ...]:
    """The changes that lead to another verdict, the lightest first. Empty once a decision is made, or while much else is open."""
    decided = reading.day("decision_date")
    case = reading.case
    open_keys = [key for key in inquiry.questions if not case.spec(key).changeable]
    if len(open_keys) > MOST_OPEN or (decided and decided <= case.as_of):
        return ()
    now = {verdict.key() for verdict in inquiry.verdicts}
    found = []
    for change in _changes(reading):
        verdict = _verdict_with(inquiry, change)
        if verdict is not None and {verdict.key()} != now:
            found.append((OUTCOMES[verdict.outcome].rank, case.spec(change.key).effort, change, verdict))
    ranked = sorted(found, key=lambda one: (one[0], one[1], one[2].key))
    return tuple(_told(reading, change, verdict) for _, _, change, verdict in ranked)


def _told(reading: Reading, change: Change, verdict: Verdict) -> Counterfactual:
    now = f"现为：{reading.fact_text(change.key)}" if reading.case.settled(change.key) is not None else "现在还没有查明"
    if reading.case.spec(change.key).kind == "bool" and not reading.case.stated(change.key):
        now = "现在没有证明；决定作出前都可以提出"
    return Counterfactual(change.key, change.words, now, verdict.outcome, result_zh(verdict))


def _verdict_with(inquiry: Inquiry, change: Change) -> Verdict | None:
    """The one verdict after a change; None while it would stay open, or where the change cannot be."""
    facts = {key: value for key, value in inquiry.sheet.facts.items() if not (key == DONE and change.key == RESULT)}
    sheet = replace(inquiry.sheet, facts={**facts, **change.facts})
    day = sheet.day("as_of")
    try:
        verdicts = inquire(sheet, inquiry.law, day or date.today()).verdicts
    except NoWay:
        return None
    return next(iter(verdicts)) if len(verdicts) == 1 else None


def _changes(reading: Reading) -> Iterator[Change]:
    case = reading.case
    for key, spec in case.law.facts.items():
        if not spec.changeable or not spec.asks(case.violation, case.kind):
            continue
        if key == RESULT:
            yield from _of_correction(reading, spec)
        elif spec.kind == "date" and spec.nullable and case.facts.get(key) is NOT_YET and spec.change:
            yield from _of_filing(reading, spec)
        elif spec.kind == "bool" and case.settled(key) is not True and not _nothing_to_reduce(reading, key):
            yield Change(key, {key: True, "as_of": case.as_of}, spec.change)


def _nothing_to_reduce(reading: Reading, key: str) -> bool:
    """Nobody can reduce a harm that is not there, or not yet looked into."""
    return key == REDUCED and reading.value("harm") in (None, "none")


def _of_correction(reading: Reading, spec: FactSpec) -> Iterator[Change]:
    """Full correction while there is time, or none until the deadline."""
    case = reading.case
    filing = any(offence.filing for offence in offences_of(case))
    if filing or case.named_correction() or case.facts.get(RESULT) == "full":
        return
    deadline = reading.day(DEADLINE)
    full: dict[str, Any] = {RESULT: "full", DONE: case.as_of, "as_of": case.as_of}
    if deadline is None:
        if not ordered(reading.strict) and case.stated(RESULT):
            yield Change(RESULT, full, f"当事人现在{spec.change}")
    elif case.as_of <= deadline:
        yield Change(RESULT, full, f"当事人在{day_text(deadline)}以前（含当日）{spec.change}")
        yield from _left_undone(reading, RESULT, {RESULT: "none", DONE: NOT_YET}, deadline, spec)


def _of_filing(reading: Reading, spec: FactSpec) -> Iterator[Change]:
    """The filing itself, while it is not in."""
    case = reading.case
    filed: dict[str, Value] = {spec.key: case.as_of, "as_of": case.as_of}
    filings = (offence.filing for offence in offences_of(case))
    limit = next((one.deadline for one in filings if one and one.done == spec.key and one.deadline), "")
    deadline = reading.day(DEADLINE) or (reading.day(limit) if limit else None)
    if deadline is None:
        yield Change(spec.key, filed, f"当事人现在{spec.change}")
    elif case.as_of <= deadline:
        yield Change(spec.key, filed, f"当事人在{day_text(deadline)}以前（含当日）{spec.change}")
        yield from _left_undone(reading, spec.key, {spec.key: NOT_YET}, deadline, spec)


def _left_undone(
    reading: Reading, key: str, facts: dict[str, Value], deadline: date, spec: FactSpec
) -> Iterator[Change]:
    if reading.case.facts.get(RESULT) not in ("refused", "partial"):
        after = {**facts, "as_of": deadline + timedelta(1)}
        yield Change(key, after, f"到{day_text(deadline)}仍没有{spec.change}")
