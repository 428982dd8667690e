"""Run a list version over past cases, and a draft beside live ones. Reads cases; writes through exemptions' services."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from django.utils import timezone

import rules
from cases.models import Assessment, Decision
from exemptions import live
from exemptions.models import ListVersion, Replay
from exemptions.services.replays import fail_replay, finish_replay, report_progress
from exemptions.trial import law_with
from rules.answer import SheetFault
from rules.law import Law
from rules.replay import (
    HARSHER,
    LENIENT,
    OPEN,
    OUTCOME_CODES,
    UNDECIDED,
    Row,
    changes,
    facts_asked,
    row_of,
    snapshot,
    tally,
)
from rules.replay import replay as replay_rows

CHUNK, SHOWN = 500, 30
NO_LIST = "没有清单"
SIZES = ((Fraction(1_000_000), "100万元以下"), (Fraction(10_000_000), "超过100万元，1000万元以下"))
WORDS = {LENIENT: "lenient", HARSHER: "harsher", UNDECIDED: "undecided"}
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Past:
    """One decided act: where to open it, how it is grouped, its sheet and its row."""

    case: int
    act: int
    title: str
    section: str
    year: int
    size: str
    assessment: int
    row: Row


def past_acts(law: Law, keys: tuple[str, ...], progress: Progress) -> Iterator[Past]:
    """Every decided act that the rules can read, in chunks, oldest first."""
    rows = Decision.objects.select_related("assessment", "act__case__section").order_by("pk")
    total, amount = rows.count(), amount_fact(law)
    for done, decision in enumerate(rows.iterator(chunk_size=CHUNK), 1):
        if done % CHUNK == 0 or done == total:
            progress(done, total)
        assessment, act = decision.assessment, decision.act
        row = row_of(assessment.sheet, law, assessment.as_of, keys)
        if row is not None:
            yield Past(
                case=act.case_id,
                act=act.order,
                title=f"{act.case.number or '未编号'} 行为{act.order}",
                section=act.case.section.name,
                year=decision.decided_on.year,
                size=size_of(row.shared.get(amount)),
                assessment=assessment.pk,
                row=row,
            )


def amount_fact(law: Law) -> str:
    """The amount by which the trade measures an act: the first derived sum of money."""
    found = (key for key, spec in law.facts.items() if spec.kind == "money" and spec.derive)
    return next(found, "")


def size_of(amount: Any) -> str:
    if not isinstance(amount, Fraction):
        return "没有数额"
    return next((name for limit, name in SIZES if amount <= limit), "超过1000万元")


# --- the replay ----------------------------------------------------------------


def run(pk: int) -> None:
    """Carry out a replay that was begun; whatever stops it is written on it."""
    replay = Replay.objects.select_related("version", "base").get(pk=pk)
    try:
        finish_replay(replay=replay, found=outcome_of(replay))
    except Exception as error:
        fail_replay(replay=replay, problem=f"试算中断：{error}")
        raise


def outcome_of(replay: Replay) -> dict[str, Any]:
    """What the version changes for past cases: numbers, tables, cases to open."""
    law = live.current_law()
    with_draft = law_with(replay.version, list(replay.version.items.all()), today=timezone.localdate())
    base = law.list_version(replay.base.code) if replay.base else None
    draft = with_draft.list_version(replay.version.code)
    keys = facts_asked(with_draft, [version for version in (base, draft) if version])
    amount = amount_fact(law)
    kept = keys if amount in keys or not amount else (*keys, amount)
    past = list(past_acts(law, kept, lambda done, total: report_progress(replay=replay, done=done, total=total)))
    columns = snapshot([one.row for one in past])
    old, new = replay_rows(columns, base, law), replay_rows(columns, draft, with_draft)
    _settle(past, old, new, with_draft, replay)
    found = changes(old, new)
    counts = tally(found, np.zeros(len(past), dtype=np.int64), 1)[0]
    return {
        "law_digest": with_draft.digest,
        "total": len(past),
        "done": len(past),
        "unchanged": counts[0],
        "lenient": counts[LENIENT],
        "harsher": counts[HARSHER],
        "undecided": counts[UNDECIDED],
        "tables": _tables(past, found),
        "samples": _samples(past, old, new, found),
    }


def _settle(past: list[Past], old: Any, new: Any, law: Law, replay: Replay) -> None:
    """Rows that columns leave open are asked of the rules themselves, one by one: they look at all facts together."""
    for code, outcomes in ((replay.base.code if replay.base else "", old), (replay.version.code, new)):
        open_rows = np.nonzero(outcomes == OPEN)[0]
        asked = law if code else replace(law, lists=(), memo={})
        for first in range(0, len(open_rows), CHUNK):
            places = open_rows[first : first + CHUNK]
            rows = Assessment.objects.in_bulk([past[place].assessment for place in places])
            for place in places:
                outcomes[place] = _asked(rows[past[place].assessment], code, asked)


def _asked(row: Assessment, code: str, law: Law) -> int:
    sheet = row.sheet | ({"active_list": code} if code else {})
    try:
        answer = rules.assess(sheet, law=law, today=row.as_of)
    except SheetFault:
        return OPEN
    return OUTCOME_CODES.index(answer.outcome) if answer.outcome in OUTCOME_CODES else OPEN


def _tables(past: list[Past], found: Any) -> dict[str, list[dict[str, Any]]]:
    return {name: _table([str(getattr(one, name)) for one in past], found) for name in ("section", "year", "size")}


def _table(groups: list[str], found: Any) -> list[dict[str, Any]]:
    names = sorted(set(groups))
    seats = np.array([names.index(group) for group in groups], dtype=np.int64)
    return [
        {"name": name, "same": row[0], "lenient": row[LENIENT], "harsher": row[HARSHER], "undecided": row[UNDECIDED]}
        for name, row in zip(names, tally(found, seats, len(names)), strict=True)
    ]


def _samples(past: list[Past], old: Any, new: Any, found: Any) -> list[dict[str, Any]]:
    """The first cases of every change, to be opened and read."""
    samples = []
    for change, word in WORDS.items():
        for place in np.nonzero(found == change)[0][:SHOWN]:
            one = past[place]
            samples.append(
                {
                    "change": word,
                    "case": one.case,
                    "act": one.act,
                    "title": one.title,
                    "section": one.section,
                    "year": one.year,
                    "old": code_at(old[place]),
                    "new": code_at(new[place]),
                }
            )
    return samples


def code_at(place: Any) -> str:
    return OUTCOME_CODES[place] if place >= 0 else ""


# --- the shadow ----------------------------------------------------------------


@dataclass(frozen=True)
class Beside:
    """A live recommendation and what the draft would have recommended."""

    assessment: Assessment
    outcome: str

    @property
    def differs(self) -> bool:
        return self.outcome != self.assessment.outcome


def beside(version: ListVersion, assessments: list[Assessment]) -> list[Beside]:
    """The draft asked of the same facts on the same day; it decides nothing."""
    law = law_with(version, list(version.items.all()), today=timezone.localdate())
    found = []
    for row in assessments:
        try:
            answer = rules.assess({**row.sheet, "active_list": version.code}, law=law, today=row.as_of)
        except SheetFault:
            continue
        found.append(Beside(row, answer.outcome or ""))
    return found
