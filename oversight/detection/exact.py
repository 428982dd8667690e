"""Exact tests on strata: like is only compared with like, and every chance is counted, not approximated.

A stratum holds N rows, K of them marked; the group looked at has n of the N. If the group were like the others, the
number of its marked rows follows the hypergeometric law; sums over strata follow by convolution. `odds` above 1
tolerates that the group is somewhat more marked than the others (Fisher's noncentral law): only what goes beyond counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import erfc, lgamma, log, sqrt

import numpy as np
from numpy.typing import NDArray

Counts = tuple[int, int, int]
NEAR = 0.05
WIDEST = 40_000_000


@lru_cache(maxsize=65536)
def _stratum(total: int, marked: int, size: int, odds: float) -> tuple[int, NDArray[np.float64]]:
    low, high = max(0, size + marked - total), min(size, marked)
    steps = range(low, high + 1)
    logs = np.array([_log_choose(marked, k) + _log_choose(total - marked, size - k) + k * log(odds) for k in steps])
    weights = np.exp(logs - logs.max())
    return low, weights / weights.sum()


def _log_choose(total: int, taken: int) -> float:
    return lgamma(total + 1) - lgamma(taken + 1) - lgamma(total - taken + 1)


def law_of(strata: Iterable[Counts], odds: float = 1.0) -> tuple[int, NDArray[np.float64]]:
    """The law of the number of marked rows in the group: (least value, chance of each value from there on)."""
    low, chances = 0, np.ones(1)
    for total, marked, size in strata:
        least, one = _stratum(total, marked, size, odds)
        low, chances = low + least, np.convolve(chances, one)
    return low, chances


def upper_tail(strata: Sequence[Counts], seen: int, odds: float = 1.0) -> tuple[float, float]:
    """Chance of `seen` marked rows or more, and the least such chance the margins allow at all."""
    low, chances = law_of(strata, odds)
    tail = chances[::-1].cumsum()[::-1]
    place = min(max(seen - low, 0), len(tail) - 1)
    return float(min(tail[place], 1.0)), float(chances[-1])


def tails(strata: Sequence[Counts], seen: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Chance of `seen` or more, and of `seen` or fewer, each with the least such chance the margins allow."""
    low, chances = law_of(strata)
    place = min(max(seen - low, 0), len(chances) - 1)
    more, fewer = float(chances[place:].sum()), float(chances[: place + 1].sum())
    return (min(more, 1.0), float(chances[-1])), (min(fewer, 1.0), float(chances[0]))


def split(strata: NDArray[np.int64], marked: NDArray[np.bool_], group: NDArray[np.bool_]) -> list[Counts]:
    """Counts of every stratum that can say something: it holds both kinds of rows, inside and outside the group."""
    kinds = int(strata.max()) + 1 if len(strata) else 0
    total = np.bincount(strata, minlength=kinds)
    hit = np.bincount(strata, weights=marked, minlength=kinds).astype(int)
    size = np.bincount(strata, weights=group, minlength=kinds).astype(int)
    telling = (hit > 0) & (hit < total) & (size > 0) & (size < total)
    return list(zip(total[telling].tolist(), hit[telling].tolist(), size[telling].tolist(), strict=True))


def telling(strata: NDArray[np.int64], marked: NDArray[np.bool_], group: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The rows of those strata."""
    kinds = int(strata.max()) + 1 if len(strata) else 0
    total = np.bincount(strata, minlength=kinds)
    hit = np.bincount(strata, weights=marked, minlength=kinds)
    size = np.bincount(strata, weights=group, minlength=kinds)
    return ((hit > 0) & (hit < total) & (size > 0) & (size < total))[strata]


@dataclass(frozen=True)
class Comparison:
    """The group's rows that can tell anything: how many, how many of them marked, how many if it were like the others."""

    parts: list[Counts]
    size: int
    seen: int
    expected: float


def compare(strata: NDArray[np.int64], marked: NDArray[np.bool_], group: NDArray[np.bool_]) -> Comparison:
    parts = split(strata, marked, group)
    counted = telling(strata, marked, group) & group
    expected = sum(n * k / total for total, k, n in parts)
    return Comparison(parts, int(counted.sum()), int((marked & counted).sum()), expected)


def gap(strata: NDArray[np.int64], marked: NDArray[np.bool_], group: NDArray[np.bool_]) -> float:
    """Share of marked rows in the group less that of the others, strata weighed after Mantel and Haenszel."""
    kinds = int(strata.max()) + 1 if len(strata) else 0
    total = np.bincount(strata, minlength=kinds).astype(float)
    size = np.bincount(strata, weights=group, minlength=kinds)
    inside = np.bincount(strata, weights=marked & group, minlength=kinds)
    outside = np.bincount(strata, weights=marked & ~group, minlength=kinds)
    both = (size > 0) & (size < total)
    if not both.any():
        return 0.0
    total, size, inside, outside = total[both], size[both], inside[both], outside[both]
    rest = total - size
    return float(((inside * rest - outside * size) / total).sum() / (size * rest / total).sum())


# --- sums of ranks ----------------------------------------------------------------


def ranks(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Twice the mid-rank of each value, so that ties stay whole numbers."""
    order = np.sort(values)
    first = np.searchsorted(order, values, side="left")
    last = np.searchsorted(order, values, side="right")
    return (first + last + 1).astype(np.int64)


def rank_tails(
    strata: NDArray[np.int64], values: NDArray[np.float64], group: NDArray[np.bool_]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Chance that the group ranks as high among its likes as it does, and as low, each with the least chance possible.

    Wilcoxon's sum within strata, ties as they are. Where the normal law says that it is no surprise, that is said;
    everything near or beyond is counted exactly.
    """
    blocks = _blocks(strata, values, group)
    seen = sum(int(score[inside].sum()) for score, inside in blocks)
    spans = [(np.sort(score), int(inside.sum())) for score, inside in blocks]
    most, least = (sum(int(score[at].sum()) for score, at in _ends(spans, high)) for high in (True, False))
    mean, deviation = _moments(blocks)
    if not deviation:
        return (1.0, 1.0), (1.0, 1.0)
    more, fewer = _beyond(seen - mean, deviation), _beyond(mean - seen, deviation)
    top, bottom = _beyond(most - mean, deviation), _beyond(mean - least, deviation)
    chances = _exactly(blocks) if min(more, fewer) <= NEAR else None
    if chances is not None:
        more, fewer = float(chances[seen:].sum()), float(chances[: seen + 1].sum())
    return (min(more, 1.0), top), (min(fewer, 1.0), bottom)


def _ends(spans, high: bool):
    return [(score, slice(-size, None) if high else slice(size)) for score, size in spans]


def _exactly(blocks) -> NDArray[np.float64] | None:
    chances = np.ones(1)
    for score, inside in blocks:
        law = _sum_law(score, int(inside.sum()))
        if law is None:
            return None
        chances = np.convolve(chances, law)
    return chances


def _blocks(strata, values, group) -> list[tuple[NDArray[np.int64], NDArray[np.bool_]]]:
    found = []
    for one in np.unique(strata[group]):
        here = strata == one
        inside = group[here]
        if inside.all():
            continue
        found.append((ranks(values[here]), inside))
    return found


def _moments(blocks) -> tuple[float, float]:
    mean = spread = 0.0
    for score, inside in blocks:
        total, size, middle = len(score), int(inside.sum()), float(score.sum()) / len(score)
        mean += size * middle
        spread += size * (total - size) / (total - 1) * max(float(score @ score) / total - middle * middle, 0.0)
    return mean, sqrt(spread)


def _beyond(distance: float, deviation: float) -> float:
    return 0.5 * erfc((distance - 1) / deviation / sqrt(2))


def _sum_law(score: NDArray[np.int64], size: int) -> NDArray[np.float64] | None:
    """The law of the sum of `size` scores drawn without putting back."""
    if size > len(score) // 2:
        rest = _sum_law(score, len(score) - size) if size < len(score) else np.ones(1)
        if rest is None:
            return None
        law = np.zeros(int(score.sum()) + 1)
        law[len(law) - len(rest) :] = rest[::-1]
        return law
    most = int(np.sort(score)[-size:].sum())
    if len(score) * size * most > WIDEST:
        return None
    table = np.zeros((size + 1, most + 1))
    table[0, 0] = 1.0
    for one in score:
        table[1:, one:] = table[1:, one:] + table[:-1, : most + 1 - one]
    return table[size] / table[size].sum()


# --- many questions at once -------------------------------------------------------


def discoveries(chances: Sequence[float], floors: Sequence[float], rate: float) -> list[bool]:
    """Benjamini–Hochberg at `rate` over the questions whose margins allow a yes at all (Tarone, Gilbert)."""
    least, tests = np.sort(np.array(floors)), 1
    while np.searchsorted(least, rate / tests, side="right") > tests:
        tests += 1
    order = sorted((place for place in range(len(chances)) if floors[place] <= rate / tests), key=chances.__getitem__)
    limit = -1.0
    for rank, place in enumerate(order, 1):
        if chances[place] <= rate * rank / tests:
            limit = chances[place]
    found = {place for place in order if chances[place] <= limit}
    return [place in found for place in range(len(chances))]
