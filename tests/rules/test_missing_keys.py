"""Leave any key out of any worked case: the answer stays the same, or it asks. It is never a guess."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from rules.inquiry import inquire
from rules.resolve import NoWay
from rules.sheet import flat, parted, read
from tests.rules.brute import TODAY, refuted_by_completion, statistics_law

LAW = statistics_law()
FOLDER = Path(__file__).parent / "scenarios"
CASES = [
    pytest.param(part, id=f"{entry['id']}-{place}")
    for name in ("given.json", "made.json")
    for entry in json.loads((FOLDER / name).read_text(encoding="utf-8"), parse_float=Decimal)
    if entry["facts"].get("ask", "outcome") == "outcome"
    for place, part in enumerate(parted(entry["facts"]))
]
# Silence on these is an answer of its own, so leaving them out changes the case instead of opening it.
SPEAKING = frozenset(
    {
        "as_of",
        "decision_date",
        "first_window",
        "active_list",
        "exclusions",
        "fault_evidence",
        "unit",
        "reportable",
        "urged",
    }
    | {"harm_reduced", "coerced", "voluntary_disclosure", "merit", "whistleblown", "party.name", "act_start", "act_end"}
    | {"orders"}  # after the screen, none stated means fewer than three
    | {
        "crime_suspected",
        "violence",
        "injury",
        "correction.ordered_on",
        "correction.deadline",
        "recheck_date",
        "filed_date",
    }
)


def without_key(sheet, key):
    head, _, tail = key.partition(".")
    copy = {name: dict(value) if isinstance(value, dict) else value for name, value in sheet.items()}
    if tail:
        copy[head].pop(tail)
    else:
        copy.pop(head)
    return copy


def verdicts(sheet):
    inquiry = inquire(read(sheet, LAW)[0], LAW, TODAY)
    return {verdict.key() for verdict in inquiry.verdicts}, inquiry.questions


@pytest.mark.parametrize("sheet", CASES)
def test_a_case_with_a_key_left_out_keeps_its_answer_or_asks(sheet):
    whole, _ = verdicts(sheet)
    refuted = refuted_by_completion(sheet, LAW)  # the finding stands again once what refuted it is left out
    screened = {key for key, spec in LAW.facts.items() if spec.screen is not None or spec.silence is not None}
    for key, _ in list(flat(sheet)):
        try:
            found, questions = verdicts(without_key(sheet, key))
        except NoWay:
            continue
        assert bool(questions) == (len(found) > 1), key
        if key not in SPEAKING | screened and not refuted:
            assert whole <= found, f"without {key} the true answer is no longer possible"


@pytest.mark.parametrize("sheet", CASES)
def test_a_case_without_its_screen_asks_for_crime_before_it_goes_soft(sheet):
    bare = {key: value for key, value in sheet.items() if key != "routine_screen"}
    found, questions = verdicts(bare)
    if {outcome for outcome, _, _ in found} != {"CRIMINAL_TRANSFER"} and "crime_suspected" not in sheet:
        assert "crime_suspected" in questions
