"""Conditions as data and as Chinese sentences: one is the other, nothing added, nothing lost."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import cond
from rules.cond import All, AnyOf, CondError, Test
from rules.condtext import Convention, parse_zh, print_zh
from rules.values import NOT_APPLICABLE
from tests.rules.brute import statistics_law

FACTS = statistics_law().facts
USABLE = [spec for spec in FACTS.values() if spec.kind in cond.OPS_OF_KIND and spec.kind != "text"]
BOTH, NEITHER, MIXED = Convention(), Convention(False, False), Convention(True, False)


BATCH = 100


def value_of(spec, dice):
    if spec.kind == "bool":
        return dice.random() < 0.5
    if spec.kind == "enum":
        return dice.choice(spec.options).value
    if spec.kind == "date":
        return date(1990, 1, 1) + timedelta(days=dice.randrange(20_000))
    if spec.kind == "int":
        return Fraction(dice.randrange(10_000))
    return Fraction(
        dice.choice([0, 1, 5, 12, 100, 1_200_000, 10**7, 10**8, dice.randrange(10**10)]), dice.choice([1, 1, 10, 1000])
    )


def single_test(dice):
    spec = dice.choice(USABLE)
    op = dice.choice(cond.OPS_OF_KIND[spec.kind])
    if op == "is_na":
        return Test(spec.key, op)
    if op in cond.SET_OPS:
        return Test(spec.key, op, tuple(dict.fromkeys(value_of(spec, dice) for _ in range(dice.randint(1, 3)))))
    return Test(spec.key, op, value_of(spec, dice))


def any_condition(dice, depth=0):
    if depth == 3 or dice.random() < 0.4:
        return single_test(dice)
    group = dice.choice([All, AnyOf])
    return group(tuple(any_condition(dice, depth + 1) for _ in range(dice.randint(2, 4))))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([BOTH, NEITHER, MIXED]))
def test_a_printed_condition_reads_back_as_itself(seed, convention):
    """A hundred conditions for each of a hundred draws."""
    dice = Random(seed)
    for _ in range(BATCH):
        condition = any_condition(dice)
        sentence = print_zh(condition, FACTS, convention)
        assert (read := parse_zh(sentence, FACTS, convention)) == condition
        assert print_zh(read, FACTS, convention) == sentence


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_the_data_form_reads_back_as_the_same_condition(seed):
    dice = Random(seed)
    for _ in range(BATCH):
        condition = any_condition(dice)
        data = cond.to_json(condition)
        if sum(1 for _ in cond.tests(condition)) <= cond.MAX_ATOMS:
            assert cond.load(data, FACTS) == condition
        else:
            assert cond.check(data, FACTS)


def at_most(value):
    return cond.load({"fact": "error_ratio", "op": "le", "value": value}, FACTS)


def test_the_convention_says_whether_the_words_include_the_number():
    below = {op: cond.load({"fact": "error_ratio", "op": op, "value": "10%"}, FACTS) for op in cond.ORDER_OPS}
    assert [print_zh(below[op], FACTS, BOTH) for op in cond.ORDER_OPS] == [
        "差错率10%以下",
        "差错率不满10%",
        "差错率10%以上",
        "差错率超过10%",
    ]
    assert [print_zh(below[op], FACTS, NEITHER) for op in cond.ORDER_OPS] == [
        "差错率不超过10%",
        "差错率10%以下",
        "差错率不低于10%",
        "差错率10%以上",
    ]
    assert parse_zh("差错率10%以上", FACTS, MIXED) == below["gt"]
    assert BOTH.note() == "以下、以上含本数，不满、超过不含本数"


@pytest.mark.parametrize(("value", "holds"), [("9.99", True), ("10", True), ("10.01", False)])
def test_at_most_includes_the_limit(value, holds):
    assert cond.compare(at_most("10%"), Fraction(value)) is holds


def test_a_third_is_not_rounded_to_the_limit():
    assert not cond.compare(at_most("33.33%"), Fraction(100, 3))
    assert cond.compare(at_most("33.34%"), Fraction(100, 3))


def test_not_applicable_meets_no_test_but_its_own():
    assert not cond.compare(at_most("10%"), NOT_APPLICABLE)
    assert not cond.compare(cond.load({"fact": "error_ratio", "op": "gt", "value": "10%"}, FACTS), NOT_APPLICABLE)
    assert cond.compare(cond.load({"fact": "error_ratio", "op": "is_na"}, FACTS), NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({"fact": "no_such_fact", "op": "eq", "value": 1}, "没有"),
        ({"fact": "error_ratio", "op": "le", "value": 10.5}, "写成文字"),
        ({"fact": "harm", "op": "le", "value": "minor"}, "不能用"),
        ({"fact": "harm", "op": "eq", "value": "huge"}, "只能是"),
        ({"fact": "harm", "op": "in", "value": []}, "列表"),
        ({"all": []}, "至少"),
        ({"all": [], "any": []}, "fact"),
        ("差错率10%以下", "条件应当"),
        ({"all": [{"any": [{"all": [{"any": [{"all": [{"fact": "refused", "op": "eq", "value": True}]}]}]}]}]}, "嵌套"),
        ({"all": [{"fact": "refused", "op": "eq", "value": True}] * 41}, "最多包含"),
    ],
)
def test_a_malformed_condition_is_refused_in_chinese(data, word):
    found = cond.check(data, FACTS)
    assert len(found) == 1 and word in found[0]


def test_a_sentence_that_is_no_condition_is_refused():
    with pytest.raises(CondError, match="看不懂"):
        parse_zh("差错率不太高", FACTS)


@pytest.mark.parametrize("known", [True, False, None])
def test_unknown_stays_unknown_unless_the_rest_decides(known):
    yes, no = Test("refused", "eq", True), Test("urged", "eq", True)
    verdicts = {"refused": known, "urged": False}
    assert cond.holds(All((yes, no)), lambda test: verdicts[test.fact]) is False
    assert cond.holds(AnyOf((yes, no)), lambda test: verdicts[test.fact]) is (True if known else known)


def test_labels_and_phrases_cannot_be_mistaken_for_one_another():
    phrases = [
        phrase
        for spec in USABLE
        for phrase in ((spec.label,) if spec.kind != "bool" else (spec.says_true, spec.says_false))
        if phrase
    ]
    assert len(phrases) == len(set(phrases))
    assert not [phrase for phrase in phrases if any(mark in phrase for mark in ("，", "“", "”"))]
