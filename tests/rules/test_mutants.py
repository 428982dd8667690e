"""Every mutant of the rules and of their data is caught: by the law told independently, or by a worked case."""

from dataclasses import replace

import pytest

import rules
from rules.list_diagram import ListDiagram
from rules.lists import ListVersion, load_list
from rules.skeleton import rules as skeleton
from tests.rules.brute import FIXTURES, statistics_law
from tests.rules.mutants import (
    battery,
    data_mutants,
    fines_of,
    first_met,
    noticed,
    samples,
    skeleton_mutants,
    skeleton_noticed,
    spoilt_law,
)
from tests.rules.pipeline import outcome_by_law, penalties_by_law
from tests.rules.z3_law import Facts, proved

pytestmark = pytest.mark.slow

LAW = statistics_law()
DATA = rules.read_packs(FIXTURES / "reference", FIXTURES / "statistics")
WORKED = battery()
MUTANTS = list(data_mutants(DATA))


def test_the_skeleton_says_what_the_law_says():
    for facts in samples(6000):
        assert first_met(skeleton(), facts) == outcome_by_law(facts, facts["person"], facts["liable"], facts["organ"])


def same_outcomes(mutant):
    """z3: the spoilt rules give the same outcome whatever the findings (not every change of words is a change of law)."""
    facts = Facts()
    return proved(*facts.domain(), facts.outcome(mutant) != facts.outcome(skeleton()))


def test_every_mutant_of_the_skeleton_is_caught():
    facts = samples()
    mutants = list(skeleton_mutants(skeleton()))
    survived = [name for name, mutant in mutants if not skeleton_noticed(mutant, facts) and not same_outcomes(mutant)]
    assert survived == [] and len(mutants) > 80


def test_the_penalties_of_the_pack_are_those_of_the_statutes():
    assert fines_of(LAW) == penalties_by_law()


def alike(before: ListVersion, after: ListVersion) -> bool:
    """Whether two versions give the same result everywhere, as the diagram of both together shows."""
    items = (*before.items, *after.items)
    both = ListDiagram(replace(before, items=items), LAW.facts)
    many = len(before.items)
    first = both.lightest(both.item(place) for place in range(many))
    second = both.lightest(both.item(place) for place in range(many, len(items)))
    supplied = [[(item.number, item.supplies) for item in version.items] for version in (before, after)]
    return first == second and supplied[0] == supplied[1]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
def test_every_mutant_of_the_data_is_caught(part):
    survived = []
    for mutant in MUTANTS[part::6]:
        law = spoilt_law(DATA, mutant)
        if law is None or noticed(law, mutant, WORKED):
            continue
        if not alike(LAW.lists[0], law.lists[0]) or law.lists[0] == LAW.lists[0]:
            survived.append(mutant.name)
    assert survived == []


def test_there_are_enough_mutants_and_the_worked_cases_are_sound():
    assert len(MUTANTS) > 250 and len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
    assert [one.name for one in WORKED if one.fails(LAW)] == []


def test_two_versions_that_differ_are_not_alike():
    shipped = DATA["lists"][0]
    other = {**shipped, "items": shipped["items"][1:]}
    assert alike(LAW.lists[0], LAW.lists[0]) and not alike(LAW.lists[0], load_list(other, LAW.facts))
