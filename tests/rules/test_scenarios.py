"""The answers to worked cases: the ten given ones, and ours, each worked out by hand from the words of the law."""

import json
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

import rules
from rules.citation import Citation
from tests.rules.brute import TODAY, statistics_law

FOLDER = Path(__file__).parent / "scenarios"


def load(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"), parse_float=Decimal)


def named(entries):
    return [pytest.param(entry, id=entry["id"]) for entry in entries]


def answer(entry):
    return rules.assess(entry["facts"], law=statistics_law(), today=TODAY)


def as_list(fine):
    return list(fine) if fine else None


@pytest.mark.parametrize("entry", named(load("given.json")))
def test_a_given_case_comes_out_as_it_was_worked(entry):
    got = answer(entry)
    assert got.outcome == entry["outcome"]
    assert got.law_version == entry["law_version"]
    assert as_list(got.fine_range) == entry["fine_range_yuan"]
    assert got.measure == entry.get("measure", got.measure)
    assert set(entry.get("required_actions", ())) <= set(got.duties)
    assert [one for one in entry["citations"] if not any(one in cited for cited in got.basis)] == []
    assert set(entry.get("references", ())) <= set(got.references)
    assert {key: str(got.deadlines[key]) for key in entry.get("deadlines", {})} == entry.get("deadlines", {})
    assert got.hearing_required == entry.get("hearing_required", got.hearing_required)
    for part, wanted in zip(got.answers, entry.get("answers", ()), strict=True):
        assert (part.violation, part.outcome, part.law_version) == (
            wanted["violation"],
            wanted["outcome"],
            wanted["law_version"],
        )
        assert (as_list(part.fine_range), part.measure) == (wanted["fine_range_yuan"], wanted["measure"])


@pytest.mark.parametrize("entry", named(load("made.json")))
def test_a_case_of_ours_comes_out_as_it_was_worked(entry):
    got = answer(entry)
    assert (got.outcome, got.questions) == (entry["outcome"], ())
    assert got.law_version == entry["law_version"]
    assert as_list(got.fine_range) == entry["fine_range_yuan"]
    assert (got.measure, got.binding) == (entry["measure"], entry["binding"])
    assert [one for one in entry["citations"] if not any(one in cited for cited in got.basis)] == []
    assert set(entry["required_actions"]) <= set(got.duties)
    assert set(entry.get("absent_actions", ())).isdisjoint(got.duties)
    assert set(entry.get("references", ())) <= set(got.references)
    assert got.violation == entry.get("judged", got.violation)
    if entry.get("collective_discussion") is True:
        assert got.collective_discussion is True


@lru_cache
def every_answer():
    return [answer(entry) for name in ("given.json", "made.json") for entry in load(name)]


def test_every_citation_of_a_basis_is_a_provision_in_the_library_that_may_be_a_basis():
    law = statistics_law()
    cited = {citation for got in every_answer() for one in (got, *got.answers) for citation in one.basis}
    unknown = {citation for citation in cited if law.provision(citation) is None}
    assert unknown == set()
    assert {one for one in cited if not law.statutes[Citation.parse(one).statute].binding} == set()


def test_references_are_never_a_basis():
    law = statistics_law()
    for got in every_answer():
        for reference in got.references:
            statute = law.statutes[Citation.parse(reference).statute]
            assert not statute.binding, reference


def test_every_answer_has_one_deciding_step_and_numbers_its_steps():
    for got in every_answer():
        for one in got.answers or (got,):
            if not one.trace or one.outcome in ("PROCEDURE_BLOCK", "EXECUTION"):
                continue
            assert [step.number for step in one.trace] == list(range(1, len(one.trace) + 1))
            assert sum(step.decisive for step in one.trace) == 1, (one.outcome, [step.rule_id for step in one.trace])
