"""Days as law counts them, and whether comparisons of unknown days can hold together."""

from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.days import Day, Demand, earliest_reaching, moved, solve


@pytest.mark.parametrize(
    ("day", "years", "last"),
    [
        (date(2024, 1, 10), 2, date(2026, 1, 10)),
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
    ],
)
def test_a_year_ends_on_the_corresponding_day_or_the_last_of_the_month(day, years, last):
    assert Day(day).plus_years(years).known == last


def test_months_and_new_years():
    assert Day(date(2026, 1, 31)).plus_months(1).known == date(2026, 2, 28)
    assert Day(date(2026, 4, 8)).plus_months(-24).known == date(2024, 4, 8)
    assert Day(date(2026, 4, 8)).new_year(-1).known == date(2025, 1, 1)


SHIFTS = [(), (("day", 1),), (("month", 24),), (("month", -24),), (("new_year", -1),), (("month", 168), ("day", -3))]


@settings(max_examples=300, deadline=None)
@given(st.integers(722_000, 745_000), st.sampled_from(SHIFTS))
def test_the_earliest_day_that_reaches_another_is_exact(target, shifts):
    first = earliest_reaching(target, shifts)
    assert moved(first, shifts) >= target > moved(first - 1, shifts)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_solving_agrees_with_trying_every_day(seed):
    """Three unknown days in a window of a few days, with random demands: both find days, or neither does."""
    dice = Random(seed)
    start, size = date(2024, 2, 25), 9
    names = ("a", "b", "c")
    inside = [Demand(Day(start), Day(name)) for name in names]
    inside += [Demand(Day(name), Day(start + timedelta(days=size - 1))) for name in names]
    demands = []
    for _ in range(dice.randint(1, 6)):
        one, other = (dice.choice([*names, start + timedelta(days=dice.randrange(size))]) for _ in range(2))
        demands.append(Demand(Day(one).plus(dice.randint(-3, 3)), Day(other)))
    found = solve([*inside, *demands])
    days = [start + timedelta(days=step) for step in range(size)]
    possible = any(
        all(_holds(demand, dict(zip(names, choice, strict=True))) for demand in demands)
        for choice in product(days, repeat=3)
    )
    assert (found is not None) == possible
    if found is not None:
        chosen = {name: date.fromordinal(found[name]) for name in names}
        assert all(_holds(demand, chosen) for demand in [*inside, *demands])


def _holds(demand, chosen):
    return _value(demand.a, chosen) <= _value(demand.b, chosen)


def _value(day, chosen):
    base = day.base if isinstance(day.base, date) else chosen[day.base]
    return moved(base.toordinal(), day.shifts)


def test_a_circle_of_demands_has_no_days():
    a, b = Day("a"), Day("b")
    assert solve([Demand(a.plus(1), b), Demand(b.plus(1), a)]) is None
    assert solve([Demand(a, b), Demand(b, a)]) is not None


def test_a_denied_demand_is_the_day_after():
    demand = Demand(Day(date(2026, 1, 1)), Day("a"))
    assert solve([demand.negation()])["a"] < date(2026, 1, 1).toordinal()
    assert solve([demand, demand.negation()]) is None
