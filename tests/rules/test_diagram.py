"""Decision diagrams: equal functions are one node, merging is exact."""

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.diagram import Diagrams, Variable

VARIABLES = (
    Variable("a", (True, False)),
    Variable("b", ("x", "y", "z")),
    Variable("c", (True, False)),
    Variable("d", (0, 1, 2)),
)


def every_case():
    for values in product(*(variable.values for variable in VARIABLES)):
        yield dict(zip((variable.name for variable in VARIABLES), values, strict=True))


def random_node(diagrams, dice, start=0):
    """A random function, built from its last variable up."""
    if start == len(VARIABLES) or dice.random() < 0.2:
        return diagrams.leaf(dice.randrange(3))
    variable = VARIABLES[start]
    return diagrams.node(variable.name, {value: random_node(diagrams, dice, start + 1) for value in variable.values})


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_merging_is_exact(seed):
    dice, diagrams = Random(seed), Diagrams(VARIABLES)
    one, other = random_node(diagrams, dice), random_node(diagrams, dice)
    least = diagrams.merge("min", min, one, other)
    for case in every_case():
        assert diagrams.decide(least, case) == min(diagrams.decide(one, case), diagrams.decide(other, case))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_choosing_is_exact(seed):
    dice, diagrams = Random(seed), Diagrams(VARIABLES)
    test = diagrams.both(diagrams.test("b", ("x", "z")), diagrams.test("d", (1,)))
    then, otherwise = random_node(diagrams, dice), random_node(diagrams, dice)
    chosen = diagrams.ite(test, then, otherwise)
    for case in every_case():
        wanted = then if case["b"] in "xz" and case["d"] == 1 else otherwise
        assert diagrams.decide(chosen, case) == diagrams.decide(wanted, case)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_a_diagram_asks_exactly_what_its_function_depends_on(seed):
    dice, diagrams = Random(seed), Diagrams(VARIABLES)
    node = random_node(diagrams, dice)
    for variable in VARIABLES:
        depends = any(
            len({diagrams.decide(node, {**case, variable.name: value}) for value in variable.values}) > 1
            for case in every_case()
        )
        assert (variable.name in diagrams.support(node)) == depends
    assert diagrams.leaves(node) == {diagrams.decide(node, case) for case in every_case()}


def test_equal_functions_are_the_same_node():
    diagrams = Diagrams(VARIABLES)
    a, c = diagrams.test("a", (True,)), diagrams.test("c", (True,))
    assert diagrams.both(a, c) == diagrams.both(c, a)
    assert diagrams.either(a, diagrams.leaf(False)) == a
    assert diagrams.ite(a, diagrams.leaf(1), diagrams.leaf(1)) == diagrams.leaf(1)


@pytest.mark.parametrize("values", [(), ("x", "y", "z")])
def test_a_test_that_cannot_fail_or_hold_is_a_leaf(values):
    diagrams = Diagrams(VARIABLES)
    assert diagrams.is_leaf(diagrams.test("b", values))
