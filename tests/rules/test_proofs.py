"""Proved for any list whatever, and for every list that is shipped: by z3, from the objects that run."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import z3

from rules import law_from_data, load_law, read_packs
from rules.list_diagram import demands, list_diagram, result
from rules.proofs import claims
from rules.skeleton import Rule, rules
from rules.text import OUTCOMES
from tests.rules.brute import FIXTURES, TODAY, statistics_law
from tests.rules.list_samples import item, test_on, version
from tests.rules.z3_law import CODES, Facts, Values, one_of, proved, rank

LAW = statistics_law()
SETTINGS = [True, False]
SOFT = ("NP_MANDATORY_MINOR", "NP_DISCRETIONARY_FIRST", "ESCALATE_MANUAL")
PACKS = sorted(path.parent for path in FIXTURES.glob("*/pack.json"))


@pytest.fixture(params=SETTINGS, ids=["no harm is minor harm", "no harm is not minor harm"])
def case(request):
    facts = Facts()
    return facts, facts.outcome(rules(request.param))


def test_whatever_the_list_suspected_crime_is_never_soft(case):
    facts, outcome = case
    assert proved(*facts.domain(), facts["crime"], z3.Not(one_of(outcome, "CRIMINAL_TRANSFER")))


def test_whatever_the_list_an_exclusion_without_a_statutory_ground_is_never_soft(case):
    facts, outcome = case
    assert proved(*facts.domain(), facts["excluded"], z3.Not(facts["minor"]), one_of(outcome, *SOFT))
    assert proved(*facts.domain(), facts["excluded"], one_of(outcome, *SOFT[1:]))


def test_whatever_the_list_an_exclusion_never_takes_what_the_law_itself_grants(case):
    facts, outcome = case
    closed = Facts("'")
    closed.known = {**facts.known, "excluded": z3.BoolVal(True)}
    granted = ("NP_TIME_BARRED", "NP_NO_CAPACITY", "NP_MANDATORY_NO_FAULT", "NP_NOT_ESTABLISHED", "PENALTY_LENIENT")
    same = closed.outcome(rules())
    assert proved(*facts.domain(), one_of(facts.outcome(rules()), *granted), same != facts.outcome(rules()))
    assert outcome is not None


def test_whatever_the_list_every_case_has_one_outcome_of_the_closed_set(case):
    facts, outcome = case
    assert proved(*facts.domain(), z3.Or(outcome < 0, outcome >= len(CODES)))


@pytest.mark.parametrize("setting", SETTINGS)
def test_exactly_one_rule_is_the_first_that_is_met(setting):
    facts = Facts()
    before, firsts = [], []
    for rule in rules(setting):
        met = facts.holds(rule.when)
        firsts.append(z3.And(met, *(z3.Not(one) for one in before)))
        before.append(met)
    assert proved(*facts.domain(), z3.Not(z3.PbEq([(one, 1) for one in firsts], 1)))


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_soft_outcome_rests_on_a_finding_or_an_item_and_on_a_correction_in_time(setting):
    facts = Facts()
    outcome = facts.outcome(rules(setting))
    by_list = z3.And(facts["listed"], z3.Not(facts["excluded"]), z3.Not(facts["key_area"]))
    grounds = z3.Or(facts["minor"], by_list)
    assert proved(
        *facts.domain(), one_of(outcome, SOFT[0]), z3.Not(z3.And(grounds, facts["timely"], facts["harm"] == 0))
    )
    assert proved(*facts.domain(), one_of(outcome, *SOFT[1:]), z3.Not(z3.And(facts["first"], facts["timely"])))


def worse(better, grave):
    """Every finding of the second vector is as bad as that of the first; a worse case never matches a list that a better one misses."""
    good = ("timely", "minor", "first", "lenient", "no_fault", "listed")
    bad = ("excluded", "key_area", "serious")
    same = ("crime", "elsewhere", "contrary", "person", "liable", "organ", "barred", "mind", "age")
    return [
        *(z3.Implies(grave[name], better[name]) for name in good),
        *(z3.Implies(better[name], grave[name]) for name in bad),
        *(better[name] == grave[name] for name in same),
        grave["harm"] >= better["harm"],
    ]


def test_whatever_the_monotone_list_worse_facts_are_never_answered_more_lightly():
    better, grave = Facts(), Facts("'")
    lighter = rank(grave.outcome(rules())) < rank(better.outcome(rules()))
    assert proved(*better.domain(), *grave.domain(), *worse(better, grave), lighter)


def test_without_a_monotone_list_that_could_not_be_proved():
    better, grave = Facts(), Facts("'")
    lighter = rank(grave.outcome(rules())) < rank(better.outcome(rules()))
    without = [one for one in worse(better, grave) if "listed" not in str(one)]
    assert not proved(*better.domain(), *grave.domain(), *without, lighter)


# --- the lists that are shipped ------------------------------------------------------


def shipped():
    for pack in PACKS:
        law = load_law(FIXTURES / "reference", pack)
        for one in law.lists:
            yield pytest.param(law, one, id=one.code)


def plain(values, made):
    """The lightest item by arithmetic alone, as the number of its result, and the results by number."""
    results = sorted({result(one.outcome, one.measure) for one in made.version.items if not one.steps})
    best = z3.IntVal(len(results))
    for one in made.version.items:
        met = [values.holds(one.condition), *(values.test(test) for test in demands(made.facts, one.outcome))]
        met.append(z3.Or([values.offence == made.offences.index(code) for code in one.offences]))
        met.append(z3.Or([values.kind == made.kinds.index(code) for code in one.kinds]))
        number = results.index(result(one.outcome, one.measure))
        best = z3.If(z3.And(z3.And(met), number < best), number, best)
    return best, results


def walked(values, made, results):
    """The same by the diagram: node after node over cells."""
    diagrams, known = made.diagrams, {}

    def formula(node):
        if node < 0:
            leaf = diagrams.value(node)
            return z3.IntVal(len(results) if leaf is None else results.index(leaf))
        if node not in known:
            name = diagrams.asks(node).name
            built = z3.IntVal(-1)
            for value, child in diagrams.children(node):
                if value == "":
                    continue
                if name == "violation":
                    here = values.offence == made.offences.index(value)
                elif name == "party.kind":
                    here = values.kind == made.kinds.index(value)
                else:
                    here = values.cell(name, value)
                built = z3.If(here, formula(child), built)
            known[node] = built
        return known[node]

    return formula(made.root)


@pytest.mark.parametrize(("law", "one"), list(shipped()))
def test_the_diagram_of_a_shipped_list_is_its_arithmetic_for_all_facts(law, one):
    made = list_diagram(one, law)
    values = Values(made)
    best, results = plain(values, made)
    assert proved(*values.domain(), walked(values, made, results) != best)


@pytest.mark.parametrize(("law", "one"), list(shipped()))
def test_a_shipped_list_is_monotone_for_all_facts_jointly(law, one):
    made = list_diagram(one, law)
    better, grave = Values(made), Values(made, "'")
    ordered = [better.offence == grave.offence, better.kind == grave.kind]
    for key, cells in made.cells.items():
        ordered.append(better.na[key] == grave.na[key])
        direction, numeric = cells.spec.direction, cells.spec.kind in ("int", "decimal", "money")
        places = list(cells.ordered) if not numeric else []
        if direction and numeric:
            ordered.append(better.numbers[key] <= grave.numbers[key])
        elif direction:
            steps = [(a, b) for at, a in enumerate(places) for b in places[at:]]
            ordered.append(z3.Or([z3.And(better.numbers[key] == a, grave.numbers[key] == b) for a, b in steps]))
        else:
            ordered.append(better.numbers[key] == grave.numbers[key])
    (before, results), (after, _) = plain(better, made), plain(grave, made)
    # Without an item the law itself still says 可以不予 where 33①后 is met: an item that says so is no lighter.
    by_law = z3.Or([after == place for place, one in enumerate(results) if one.outcome == "NP_DISCRETIONARY_FIRST"])
    allowed = z3.And(before == len(results), by_law)
    assert proved(*better.domain(), *grave.domain(), *ordered, after < before, z3.Not(allowed))


def test_a_list_with_an_item_off_by_one_is_not_its_neighbour():
    made = list_diagram(version(item("1", test_on("error_ratio", "le", "10%"))), LAW)
    other = list_diagram(version(item("1", test_on("error_ratio", "lt", "10%"))), LAW)
    values = Values(made)
    best, results = plain(Values(other), other)
    assert not proved(*values.domain(), walked(values, made, results) != best)


# --- the rows of the page --------------------------------------------------------------


def test_every_claim_about_the_shipped_law_holds_and_says_over_what():
    rows = claims(LAW, TODAY)
    assert len(rows) >= 12 and all(row.holds for row in rows)
    assert all(row.claim_zh.endswith("。") and row.how_zh and row.over_zh and row.on == TODAY for row in rows)
    assert len({row.code for row in rows}) == len(rows)


def test_a_claim_that_does_not_hold_says_so(monkeypatch):
    crime, *others = rules()
    softened = (*others[:-1], replace(crime, when=crime.when), others[-1])
    monkeypatch.setattr("rules.decision.rules", lambda *_: softened)
    rows = {row.code: row.holds for row in claims(replace(LAW, memo={}), date(2026, 1, 1))}
    assert rows["crime"] is False and rows["organ"] is True


def test_a_list_with_a_gap_does_not_get_its_claim():
    data = read_packs(FIXTURES / "reference", FIXTURES / "statistics")
    (shipped_list,) = data["lists"]
    parts = shipped_list["items"][0]["condition"]["all"]
    shipped_list["items"].append(
        {
            **shipped_list["items"][0],
            "number": "M10",
            "condition": {"all": [{"fact": "error_ratio", "op": "gt", "value": "11%"}, parts[1]]},
        }
    )
    rows = {row.code: row.holds for row in claims(law_from_data(data), TODAY)}
    assert rows["list:QJ-DEMO"] is False


def test_every_pack_is_looked_at():
    assert Path(FIXTURES / "statistics") in PACKS and all(isinstance(rule, Rule) for rule in rules())
    assert set(CODES) == set(OUTCOMES)
