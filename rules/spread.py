"""Sample points around limits: one decimal for every way a number can lie to them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction


def spread(limits: Iterable[Fraction]) -> list[Fraction]:
    """0, every limit that a decimal can write, a decimal between neighbours, and one beyond them all."""
    marks = sorted({Fraction(0), *(limit for limit in limits if limit >= 0)})
    between = [decimal_between(low, high) for low, high in zip(marks, marks[1:], strict=False)]
    return sorted({*(mark for mark in marks if ends(mark)), *between, decimal_between(marks[-1], marks[-1] * 2 + 2)})


def ends(number: Fraction) -> bool:
    """Whether the decimal expansion ends."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def decimal_between(low: Fraction, high: Fraction) -> Fraction:
    """A short decimal strictly between two numbers."""
    scale = 1
    while True:
        candidate = Fraction((low * scale).numerator // (low * scale).denominator + 1, scale)
        if low < candidate < high:
            return candidate
        scale *= 10
