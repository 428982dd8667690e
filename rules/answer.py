"""What the rules answer: frozen, complete, ready to be stored as it was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rules.bands import Discretion

TRUE, FALSE, UNKNOWN, NOT_APPLICABLE = "true", "false", "unknown", "na"


@dataclass(frozen=True)
class SheetError:
    """One fault of a fact sheet: the dotted key, and a Chinese sentence that names it and says what to do."""

    key: str
    message_zh: str


class SheetFault(ValueError):
    """Raised where an answer is asked of a sheet that is malformed."""

    def __init__(self, errors: tuple[SheetError, ...]) -> None:
        super().__init__("；".join(error.message_zh for error in errors))
        self.errors = errors


@dataclass(frozen=True)
class Atom:
    """One condition inside a step: what it asks, whether it is met, and by which fact."""

    title_zh: str
    verdict: str
    detail_zh: str

    def to_json(self) -> dict[str, str]:
        return {"title_zh": self.title_zh, "verdict": self.verdict, "detail_zh": self.detail_zh}


@dataclass(frozen=True)
class TraceStep:
    """One article tried. Every step is listed, also the failed and the unknown ones; `decisive` marks the one that decides."""

    number: int
    layer: str
    rule_id: str
    title_zh: str
    detail_zh: str
    verdict: str
    citation: str
    decisive: bool = False
    atoms: tuple[Atom, ...] = ()
    word_zh: str = ""

    def to_json(self) -> dict[str, object]:
        return {
            "number": self.number,
            "layer": self.layer,
            "rule_id": self.rule_id,
            "title_zh": self.title_zh,
            "detail_zh": self.detail_zh,
            "verdict": self.verdict,
            "word_zh": self.word_zh,
            "citation": self.citation,
            "decisive": self.decisive,
            "atoms": [atom.to_json() for atom in self.atoms],
        }


@dataclass(frozen=True)
class LawColumn:
    """One law of the comparison: which, why it stands here, whether it applies, and its cells row by row."""

    version: str
    title_zh: str
    subtitle_zh: str
    applies: bool
    cells: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        return {
            "version": self.version,
            "title_zh": self.title_zh,
            "subtitle_zh": self.subtitle_zh,
            "applies": self.applies,
            "cells": list(self.cells),
        }


@dataclass(frozen=True)
class LawComparison:
    """Old and new law side by side; empty `columns` where only one law can apply."""

    note_zh: str = ""
    rows: tuple[str, ...] = ()
    columns: tuple[LawColumn, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "note_zh": self.note_zh,
            "rows": list(self.rows),
            "columns": [column.to_json() for column in self.columns],
        }


@dataclass(frozen=True)
class ItemLine:
    """One item of the list beside the case: number, official wording, printed condition, verdict and why.

    `holds` is the verdict of its own condition alone, before the law's common demands.
    """

    list_code: str
    number: str
    wording_zh: str
    condition_zh: str
    outcome: str
    measure: str
    verdict: str
    detail_zh: str
    demo: bool = False
    holds: str = ""

    def to_json(self) -> dict[str, object]:
        return dict(vars(self))


@dataclass(frozen=True)
class Counterfactual:
    """What would change the answer: the fact, its value, the outcome it would lead to."""

    key: str
    change_zh: str
    now_zh: str
    outcome: str
    detail_zh: str

    def to_json(self) -> dict[str, str]:
        return dict(vars(self))


@dataclass(frozen=True)
class Derived:
    """A fact the system worked out, with its arithmetic."""

    label: str
    formula_zh: str
    value_zh: str
    citation: str
    key: str = ""


@dataclass(frozen=True)
class Answer:
    """One object of the answer array of `manage.py assess`, and more for the pages.

    `outcome`, `law_version` and `fine_range` are None while facts decide between several. `deadlines` values are
    `rules.deadlines.Due`.
    """

    outcome: str | None = None
    binding: str | None = None
    violation: str | None = None
    possible: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    law_version: str | None = None
    fine_range: tuple[int, int] | None = None
    measure: str | None = None
    duties: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    trace: tuple[TraceStep, ...] = ()
    deadlines: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[str, ...] = ()
    hearing_required: bool | None = None
    simple_procedure: bool | None = None
    collective_discussion: bool | None = None
    surcharge_yuan: int | None = None
    answers: tuple[Answer, ...] = ()
    party: str | None = None
    id: str | None = None
    both_laws: LawComparison = LawComparison()
    items: tuple[ItemLine, ...] = ()
    counterfactuals: tuple[Counterfactual, ...] = ()
    serious: bool | None = None
    discretion: Discretion | None = None
    settings: tuple[str, ...] = ()
    law_digest: str = ""
    engine: str = ""

    @property
    def final(self) -> bool:
        """Nothing that is still unknown could change outcome, law version or fine range."""
        return self.outcome is not None and not self.questions

    def named(self, sheet_id: str | None, party: str | None = None) -> Answer:
        return replace(self, id=sheet_id, party=party or self.party)

    def to_json(self) -> dict[str, object]:
        """The JSON form of the fact sheet's documentation."""
        answer: dict[str, object] = {
            "id": self.id,
            "outcome": self.outcome,
            "binding": self.binding,
            "violation": self.violation,
            "possible": list(self.possible),
            "questions": list(self.questions),
            "law_version": self.law_version,
            "fine_range_yuan": list(self.fine_range) if self.fine_range else None,
            "measure": self.measure,
            "duties": list(self.duties),
            "basis": list(self.basis),
            "references": list(self.references),
            "deadlines": {key: str(due) for key, due in sorted(self.deadlines.items())},
            "blocks": list(self.blocks),
            "hearing_required": self.hearing_required,
            "simple_procedure": self.simple_procedure,
            "collective_discussion": self.collective_discussion,
            "surcharge_yuan": self.surcharge_yuan,
            "party": self.party,
        }
        answer |= self._reasons()
        if self.answers:
            answer["answers"] = [one.to_json() for one in self.answers]
        return answer

    def _reasons(self) -> dict[str, object]:
        return {
            "trace": [step.to_json() for step in self.trace],
            "both_laws": self.both_laws.to_json() if self.both_laws.columns else None,
            "items": [line.to_json() for line in self.items],
            "counterfactuals": [one.to_json() for one in self.counterfactuals],
            "discretion": self.discretion.to_json() if self.discretion else None,
            "settings": list(self.settings),
            "law_digest": self.law_digest,
            "engine": self.engine,
        }
