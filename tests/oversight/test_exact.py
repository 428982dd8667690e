"""The exact tests against counting every possibility by hand."""

from itertools import combinations
from math import comb

import numpy as np
import pytest

from oversight.detection import exact


def by_hand(marked: list[int], size: int, seen: int) -> float:
    draws = [sum(draw) for draw in combinations(marked, size)]
    return sum(total >= seen for total in draws) / len(draws)


def test_one_stratum_is_fishers_test():
    chance, floor = exact.upper_tail([(10, 4, 5)], 4)
    assert chance == pytest.approx(by_hand([1] * 4 + [0] * 6, 5, 4))
    assert floor == chance


def test_strata_add_up():
    first, second = [1, 1, 0, 0, 0], [1, 0, 0, 0]
    every = [sum(a) + sum(b) for a in combinations(first, 2) for b in combinations(second, 2)]
    (more, _), (fewer, _) = exact.tails([(5, 2, 2), (4, 1, 2)], 3)
    assert more == pytest.approx(sum(one >= 3 for one in every) / len(every))
    assert fewer == pytest.approx(1.0)


def test_tolerated_odds_make_the_same_rows_less_surprising():
    plain, _ = exact.upper_tail([(20, 10, 8)], 8)
    tolerant, _ = exact.upper_tail([(20, 10, 8)], 8, 2.0)
    weights = [comb(10, k) * comb(10, 8 - k) * 2**k for k in range(9)]
    assert tolerant == pytest.approx(weights[8] / sum(weights))
    assert plain < tolerant


def test_rank_sums_with_ties_are_counted_exactly():
    values = np.array([1.0, 2.0, 2.0, 3.0, 5.0, 5.0, 8.0, 9.0])
    inside = np.array([False, False, False, False, True, True, True, True])
    doubled = exact.ranks(values)
    (chance, _), (other, _) = exact.rank_tails(np.zeros(8, dtype=np.int64), values, inside)
    sums = [sum(draw) for draw in combinations(doubled.tolist(), 4)]
    assert chance == pytest.approx(sum(one >= doubled[inside].sum() for one in sums) / len(sums))
    assert other == pytest.approx(1.0)


def test_a_group_without_likes_says_nothing():
    strata = np.array([0, 0, 1, 1])
    marked, inside = np.array([True, False, True, True]), np.array([True, True, False, False])
    assert exact.split(strata, marked, inside) == []
    assert exact.gap(strata, marked, inside) == 0.0


def test_the_gap_compares_within_strata():
    strata = np.array([0] * 8 + [1] * 8)
    inside = np.array([True] * 6 + [False] * 2 + [True] * 2 + [False] * 6)
    marked = np.array([True] * 8 + [False] * 8)
    assert exact.gap(strata, marked, inside) == 0.0


def test_questions_that_cannot_be_answered_with_yes_do_not_count():
    chances = [0.004, *[0.5] * 99]
    assert exact.discoveries(chances, [0.4] * 100, 0.1) == [False] * 100
    assert exact.discoveries(chances, [0.001, *[0.4] * 99], 0.1)[0]
    assert not any(exact.discoveries(chances, [0.0001] * 100, 0.1))


def test_benjamini_and_hochberg_take_the_last_rank_that_holds():
    chances = [0.01, 0.045, 0.035, 0.9, 0.07]
    assert exact.discoveries(chances, [0.0] * 5, 0.08) == [True, True, True, False, False]
