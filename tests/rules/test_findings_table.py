"""The skeleton as a truth table: every combination of findings, through the diagram and through a plain reading."""

from itertools import product

import pytest

from rules import cond
from rules.cond import All, AnyOf, Test
from rules.consequence import Verdict, lighter, verdict
from rules.decision import constants, decisions
from rules.skeleton import rules
from tests.rules.brute import statistics_law

LAW = statistics_law()
MADE = decisions(LAW)
YES_NO = (True, False)
TABLE = {
    "crime": YES_NO,
    "elsewhere": ("", "survey_team"),
    "contrary": ("", "no_difference"),
    "barred": YES_NO,
    "mind": ("full", "limited", "none"),
    "age": ("full", "minor", "none"),
    "no_fault": YES_NO,
    "timely": YES_NO,
    "harm": ("none", "minor", "serious"),
    "minor": YES_NO,
    "excluded": YES_NO,
    "key_area": YES_NO,
    "listed": YES_NO,
    "first": YES_NO,
    "lenient": YES_NO,
    "serious": YES_NO,
}
QUIET = {
    "crime": False,
    "elsewhere": "",
    "contrary": "",
    "barred": False,
    "mind": "full",
    "age": "full",
    "no_fault": False,
}


def plain(condition, findings):
    if isinstance(condition, Test):
        return cond.compare(condition, findings[condition.fact])
    results = [plain(part, findings) for part in condition.parts]
    return all(results) if isinstance(condition, All) else any(results)


def by_hand(kind, offence, version, findings):
    """First rule that is met, read straight from the table of rules."""
    fixed = constants(LAW, offence, kind, version)
    for rule in rules():
        if plain(rule.when, {**findings, **fixed}):
            outcome = fixed["person"] if rule.outcome == "person" else rule.outcome
            if outcome == "PENALTY_SERIOUS" and kind != "enterprise":
                outcome = "PENALTY"
            return verdict(LAW, outcome, offence, kind, version, findings["serious"] and kind == "enterprise", True)
    raise AssertionError("the last rule is always met")


def combinations(fixed):
    names = [name for name in TABLE if name not in fixed]
    for values in product(*(TABLE[name] for name in names)):
        yield {**fixed, **dict(zip(names, values, strict=True))}


@pytest.mark.parametrize("kind", ["enterprise", "individual_business", "state_organ", "individual", "government_head"])
@pytest.mark.parametrize("version", ["2009", "2024"])
def test_the_diagram_agrees_with_the_rules_on_every_combination_past_the_statutory_bars(kind, version):
    offence = LAW.offences["UNTRUE_DATA"]
    node = MADE.under(kind, offence, version)
    for findings in combinations(QUIET):
        asked = {**findings, "fine_open": True, "serious": findings["serious"]}
        assert MADE.diagrams.decide(node, asked) == by_hand(kind, offence, version, findings)


def test_the_diagram_agrees_with_the_rules_on_every_combination_of_the_statutory_bars():
    offence = LAW.offences["UNTRUE_DATA"]
    node = MADE.under("enterprise", offence, "2024")
    calm = {"excluded": False, "key_area": False, "listed": False, "first": True, "lenient": False, "serious": False}
    for findings in combinations(calm):
        assert MADE.diagrams.decide(node, {**findings, "fine_open": True}) == by_hand(
            "enterprise", offence, "2024", findings
        )


def outcome(**findings):
    calm = {**QUIET, "timely": False, "harm": "minor", "minor": False, "excluded": False, "key_area": False}
    calm |= {"listed": False, "first": False, "lenient": False, "serious": False, "fine_open": True}
    node = MADE.under("enterprise", LAW.offences["UNTRUE_DATA"], "2024")
    return MADE.diagrams.decide(node, {**calm, **findings}).outcome


def test_crime_comes_before_everything():
    for findings in combinations(
        {"crime": True, "barred": True, "no_fault": True, "minor": True, "listed": True, "first": True}
    ):
        node = MADE.under("enterprise", LAW.offences["UNTRUE_DATA"], "2024")
        assert MADE.diagrams.decide(node, {**findings, "fine_open": True}).outcome == "CRIMINAL_TRANSFER"


def test_an_exclusion_closes_lenience_by_choice_and_nothing_else():
    for findings in combinations({**QUIET, "excluded": True}):
        node = MADE.under("enterprise", LAW.offences["UNTRUE_DATA"], "2024")
        found = MADE.diagrams.decide(node, {**findings, "fine_open": True}).outcome
        assert found not in ("NP_DISCRETIONARY_FIRST", "ESCALATE_MANUAL")
        if found == "NP_MANDATORY_MINOR":
            assert findings["minor"], "under an exclusion the list no longer supplies 轻微"
        if findings["minor"] and findings["timely"] and findings["harm"] == "none":
            assert found == "NP_MANDATORY_MINOR", "an exclusion must not close a statutory 不予"


def test_a_key_area_raises_who_decides_and_changes_nothing_else():
    node = MADE.under("enterprise", LAW.offences["UNTRUE_DATA"], "2024")
    for findings in combinations({**QUIET, "key_area": True, "listed": False}):
        raised = MADE.diagrams.decide(node, {**findings, "fine_open": True}).outcome
        plainly = MADE.diagrams.decide(node, {**findings, "fine_open": True, "key_area": False}).outcome
        assert raised == ("ESCALATE_MANUAL" if plainly == "NP_DISCRETIONARY_FIRST" else plainly)


def test_no_soft_outcome_while_crime_is_unknown():
    for findings in combinations({**QUIET}):
        soft = MADE.diagrams.decide(
            MADE.under("enterprise", LAW.offences["LATE"], "2024"), {**findings, "fine_open": True}
        )
        hard = MADE.diagrams.decide(
            MADE.under("enterprise", LAW.offences["LATE"], "2024"), {**findings, "fine_open": True, "crime": True}
        )
        assert hard.outcome == "CRIMINAL_TRANSFER" != soft.outcome


@pytest.mark.parametrize(
    ("findings", "wanted"),
    [
        ({"minor": True, "timely": True, "harm": "none"}, "NP_MANDATORY_MINOR"),
        ({"listed": True, "timely": True, "harm": "none"}, "NP_MANDATORY_MINOR"),
        ({"listed": True, "timely": True, "harm": "none", "key_area": True}, "PENALTY"),
        ({"minor": True, "timely": False, "harm": "none"}, "PENALTY"),
        ({"minor": True, "timely": True, "harm": "minor"}, "PENALTY"),
        ({"first": True, "timely": True, "harm": "minor"}, "NP_DISCRETIONARY_FIRST"),
        ({"first": True, "timely": True, "harm": "none"}, "NP_DISCRETIONARY_FIRST"),
        ({"first": True, "timely": True, "harm": "serious"}, "PENALTY"),
        ({"first": True, "timely": False, "harm": "minor"}, "PENALTY"),
        ({"first": True, "timely": True, "harm": "minor", "serious": True}, "NP_DISCRETIONARY_FIRST"),
        ({"lenient": True, "serious": True}, "PENALTY_LENIENT"),
        ({"serious": True}, "PENALTY_SERIOUS"),
    ],
)
def test_the_layers_in_order(findings, wanted):
    assert outcome(**findings) == wanted


# --- which law ---------------------------------------------------------------------


def test_the_old_law_stays_unless_the_new_one_is_lighter():
    old, new = Verdict("PENALTY", "2009", (0, 50_000)), Verdict("PENALTY", "2024", (0, 100_000))
    assert lighter(old, new) is old
    assert lighter(Verdict("PENALTY", "2009", (0, 100_000)), Verdict("PENALTY", "2024", (0, 50_000))).version == "2024"


def test_equal_laws_leave_the_old_one():
    assert lighter(Verdict("PENALTY", "2009", (0, 10_000)), Verdict("PENALTY", "2024", (0, 10_000))).version == "2009"


def test_laws_that_cannot_be_compared_go_to_legal_review():
    old, new = Verdict("PENALTY", "2009", (0, 50_000)), Verdict("PENALTY", "2024", (0, 30_000), extras=1)
    assert lighter(old, new).outcome == "NEEDS_LEGAL_REVIEW"
    assert (
        lighter(Verdict("PENALTY", "2009", (5, 30)), Verdict("PENALTY", "2024", (0, 40))).outcome
        == "NEEDS_LEGAL_REVIEW"
    )


def test_a_lighter_outcome_decides_before_the_range():
    old, new = Verdict("PENALTY", "2009", (0, 50_000)), Verdict("NP_NOT_ESTABLISHED", "2024", None)
    assert lighter(old, new) is new


def test_any_of_is_not_all_of():
    assert plain(AnyOf((Test("a", "eq", True), Test("b", "eq", True))), {"a": True, "b": False})
    assert not plain(All((Test("a", "eq", True), Test("b", "eq", True))), {"a": True, "b": False})
