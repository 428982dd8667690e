"""Lists and cases of the bench: made at random from a fixed seed, over facts of the statistics pack, every fact known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from rules import load_law
from rules.law import Law
from rules.lists import ListVersion, load_list

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
OFFENCES = ("UNTRUE_DATA", "INCOMPLETE_DATA", "LATE", "NO_LEDGER", "FALSE_QUERY", "REFUSE_QUERY")
KINDS = ("enterprise", "public_institution", "other_organisation", "individual_business")
MEASURES = ("guidance", "reminder", "warning", "interview")
FIRST = "2026-01-01"


@dataclass(frozen=True)
class Band:
    """One item: for these offences and kinds, a share and an amount up to limits, perhaps only where first."""

    number: str
    offences: tuple[str, ...]
    kinds: tuple[str, ...]
    ratio: int
    amount: int
    first_only: bool
    measure: str

    def entry(self) -> dict[str, Any]:
        parts: list[dict[str, Any]] = [
            {"fact": "error_ratio", "op": "le", "value": f"{self.ratio}%"},
            {"fact": "error_amount", "op": "le", "value": f"{self.amount}元"},
        ]
        if self.first_only:
            parts.append({"fact": "first_offence", "op": "eq", "value": True})
        return {
            "number": self.number,
            "wording": f"第{self.number}项",
            "offences": list(self.offences),
            "kinds": list(self.kinds),
            "condition": {"all": parts},
            "outcome": "NP_MANDATORY_MINOR",
            "binding": "must",
            "measure": self.measure,
            "supplies": "minor",
            "basis": ["行政处罚法33条1款前段"],
        }


def bands(many: int, seed: int = 1) -> list[Band]:
    dice = Random(seed)
    return [
        Band(
            str(number),
            (dice.choice(OFFENCES),),
            tuple(sorted(dice.sample(KINDS, 2))),
            dice.randint(1, 40),
            dice.randint(1, 40) * 250_000,
            dice.random() < 0.3,
            dice.choice(MEASURES),
        )
        for number in range(1, many + 1)
    ]


def version_of(items: list[Band], law: Law) -> ListVersion:
    entry = {"code": f"BENCH-{len(items)}", "title": "测速清单", "effective_from": FIRST}
    return load_list({**entry, "items": [one.entry() for one in items]}, law.facts)


def law_of(version: ListVersion | None = None) -> Law:
    law = load_law(FIXTURES / "reference", FIXTURES / "statistics")
    return law if version is None else replace(law, lists=(version,), memo={})


def cases(many: int, seed: int = 2) -> list[dict[str, Any]]:
    """Cases near the limits and away from them; harm none and corrected in time, so that the list decides."""
    dice = Random(seed)
    return [
        {
            "violation": dice.choice(OFFENCES),
            "party.kind": dice.choice(KINDS),
            "error_ratio": dice.randint(0, 45),
            "error_amount": dice.randint(0, 45) * 250_000,
            "first_offence": dice.random() < 0.5,
            "harm": "none",
            "corrected_in_time": True,
        }
        for _ in range(many)
    ]


def sheet_of(case: dict[str, Any]) -> dict[str, Any]:
    """The same case as a fact sheet."""
    return {
        "party": {"kind": case["party.kind"]},
        "violation": case["violation"],
        "routine_screen": "clear",
        "act_date": "2026-02-02",
        "discovered_date": "2026-03-02",
        "as_of": "2026-06-16",
        "unit": "元",
        "error_amount": case["error_amount"],
        "error_ratio_pct": case["error_ratio"],
        "harm": "none",
        "correction": {"result": "full", "done_on": "2026-03-03"},
        "prior_same_type": [] if case["first_offence"] else [{"date": "2025-05-01", "result": "警告"}],
    }
