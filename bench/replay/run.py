"""A million past cases through lists of 50 and of 500 items, columns loaded. See README.md."""

import argparse
import random
import sys
import time
from datetime import date
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

import rules  # noqa: E402
from rules.law import law_from_data, read_packs  # noqa: E402
from rules.lists import ListVersion, load_list  # noqa: E402
from rules.replay import OUTCOME_CODES, Column, Snapshot, facts_asked, replay, row_of, snapshot  # noqa: E402

PACKS = (ROOT / "fixtures" / "reference", ROOT / "fixtures" / "statistics")
TODAY = date(2026, 5, 20)
KINDS = ["enterprise", "public_institution", "other_organisation", "individual_business"]
MOST_SECONDS, MOST_GROWTH = 1.0, 1.5
DIFFERENT = 300_000


def list_of(items: int, dice: random.Random) -> dict[str, Any]:
    """A list of generated items on ratio, amount, share, days and history."""

    def condition() -> dict[str, Any]:
        ratio = {"fact": "error_ratio", "op": dice.choice(["le", "lt"]), "value": f"{dice.randint(1, 40)}%"}
        amount = {"fact": "error_amount", "op": "le", "value": f"{dice.randint(1, 40) * 50}万元"}
        first = {"fact": "first_offence", "op": "eq", "value": True}
        return {"all": [ratio, dice.choice([amount, {"any": [amount, first]}])]}

    return {
        "code": f"BENCH-{items}",
        "title": f"{items}项",
        "effective_from": "2027-01-01",
        "items": [
            {
                "number": str(number),
                "wording": f"第{number}项",
                "offences": ["UNTRUE_DATA"],
                "kinds": dice.sample(KINDS, dice.randint(1, len(KINDS))),
                "condition": condition(),
                "outcome": "NP_MANDATORY_MINOR",
                "binding": "must",
                "measure": dice.choice(["reminder", "warning"]),
                "supplies": "minor",
                "basis": ["行政处罚法33条1款前段"],
            }
            for number in range(1, items + 1)
        ],
    }


def sheet(dice: random.Random) -> dict[str, Any]:
    """One past case with an untrue figure, everything known."""
    actual, harm = dice.randint(50, 90_000), dice.choice(["none", "none", "minor", "serious"])
    return {
        "party": {"kind": dice.choice(KINDS)},
        "violation": "UNTRUE_DATA",
        "routine_screen": "clear",
        "as_of": TODAY.isoformat(),
        "act_date": "2026-05-08",
        "discovered_date": "2026-05-11",
        "unit": "万元",
        "actual": actual,
        "reported": actual + dice.randint(1, max(1, actual // 3)),
        "harm": harm,
        **({"serious_consequence": False} if harm == "serious" else {}),
        "minor_act": False,
        "prior_same_type": dice.choice([[], [{"date": "2025-03-01", "result": "警告"}]]),
        "correction": {
            "ordered_on": "2026-05-12",
            "deadline": "2026-05-18",
            "done_on": dice.choice(["2026-05-17", "2026-05-19"]),
            "result": "full",
        },
    }


def widened(column: Column, seats: Any) -> Column:
    return Column(column.values, column.ranks[seats])


def scattered(size: int, step: Fraction, dice: np.random.Generator) -> Column:
    """As many different values as a million cases have."""
    values = tuple(step * place for place in range(1, DIFFERENT + 1))
    return Column(values, dice.integers(0, DIFFERENT, size))


def grown(small: Snapshot, size: int) -> Snapshot:
    """The cases drawn at random until there are `size` of them, each with a ratio and an amount of its own."""
    dice = np.random.default_rng(7)
    seats = dice.integers(0, small.size, size)
    facts = {key: widened(column, seats) for key, column in small.facts.items()}
    facts["error_ratio"] = scattered(size, Fraction(50, DIFFERENT), dice)
    facts["error_amount"] = scattered(size, Fraction(30_000_000, DIFFERENT), dice)
    return Snapshot(
        size=size,
        offences=widened(small.offences, seats),
        kinds=widened(small.kinds, seats),
        outcomes=np.ascontiguousarray(small.outcomes[:, :, seats]),
        facts=facts,
        by_window={key: tuple(widened(one, seats) for one in columns) for key, columns in small.by_window.items()},
    )


def timed(past: Snapshot, version: ListVersion, law: rules.Law, runs: int) -> float:
    replay(past, version, law)
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        replay(past, version, law)
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def agree(sheets: list[dict[str, Any]], small: Snapshot, version: ListVersion, law: rules.Law) -> None:
    """The columns say what the tracing evaluator says, case by case."""
    outcomes = replay(small, version, law)
    for one, place in zip(sheets, outcomes, strict=True):
        answer = rules.assess({**one, "active_list": version.code}, law=law, today=TODAY)
        assert place >= 0 and OUTCOME_CODES[place] == answer.outcome, (one, int(place), answer.outcome)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 where a bar is missed")
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--distinct", type=int, default=400, help="different cases among them")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    dice = random.Random(20260520)
    data = read_packs(*PACKS)
    entries = [list_of(50, dice), list_of(500, dice)]
    law = law_from_data({**data, "lists": [*data["lists"], *entries]})
    versions = [load_list(entry, law.facts) for entry in entries]
    sheets = [sheet(dice) for _ in range(given.distinct)]
    rows = [row_of(one, law, TODAY, facts_asked(law, versions)) for one in sheets]
    small = snapshot([row for row in rows if row])
    for version in versions:
        agree(sheets[:60], snapshot([row for row in rows[:60] if row]), version, law)
    past = grown(small, given.cases)
    short, long = (timed(past, version, law, given.runs) for version in versions)
    print(f"{given.cases} cases: 50 items {short:.3f} s, 500 items {long:.3f} s (×{long / short:.2f})")
    missed = max(short, long) > MOST_SECONDS or long > MOST_GROWTH * short
    print(f"bars: {MOST_SECONDS} s each, 500 items at most ×{MOST_GROWTH} of 50: {'missed' if missed else 'met'}")
    return int(given.check and missed)


if __name__ == "__main__":
    sys.exit(main())
