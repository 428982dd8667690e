"""Periods end on the day the law gives, by hand-worked cases and against a naive count."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.clocks import CLOCKS, case_clock, clock
from rules.deadlines import (
    Due,
    Pause,
    add_days,
    add_hours,
    add_months,
    add_working_days,
    add_years,
    counted_days,
    legal_day,
    roll_forward,
    subtract_working_days,
    working_days_between,
)
from rules.terms import CaseLimit, Terms
from tests.rules.clock_samples import CALENDAR, TERMS, d

KNOWN = st.dates(date(2020, 1, 1), date(2026, 10, 31))
ANY = st.dates(date(2019, 1, 1), date(2029, 12, 31))
FEW = st.integers(0, 40)


def naive(start: date, n: int) -> date:
    """Look at one day after the other until n working days have gone by."""
    day, seen = start, 0
    while seen < n:
        day = day + timedelta(days=1)
        if CALENDAR.is_working_day(day):
            seen = seen + 1
    return day


# --- working days ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2026-09-28", 5, "2026-10-10"),  # 29, 30, 8, 9, 10 (Saturday worked)
        ("2026-09-30", 5, "2026-10-13"),  # 8, 9, 10, 12, 13
        ("2026-10-01", 5, "2026-10-13"),
        ("2026-02-11", 5, "2026-02-25"),  # 12, 13, 14 (Saturday worked), 24, 25
        ("2026-02-13", 7, "2026-03-02"),  # 14, 24, 25, 26, 27, 28 (Saturday worked), 2
        ("2026-04-27", 7, "2026-05-09"),  # 28, 29, 30, 6, 7, 8, 9 (Saturday worked)
        ("2025-09-05", 7, "2025-09-16"),
        ("2025-12-29", 7, "2026-01-08"),  # 30, 31, 4 (Sunday worked), 5, 6, 7, 8
        ("2020-01-22", 5, "2020-02-06"),  # 23, 3, 4, 5, 6
        ("2026-06-07", 0, "2026-06-07"),
    ],
)
def test_working_days_skip_holidays_and_count_the_weekends_worked(start, n, last):
    due = add_working_days(d(start), n, CALENDAR)
    assert due.on == d(last)
    assert not due.provisional


@given(start=KNOWN, n=FEW)
def test_working_days_agree_with_looking_at_one_day_after_another(start, n):
    assert add_working_days(start, n, CALENDAR).on == naive(start, n)


@given(start=ANY, n=FEW)
def test_going_back_as_many_working_days_undoes_going_forward(start, n):
    start = CALENDAR.next_working_day(start)
    there = add_working_days(start, n, CALENDAR).on
    assert subtract_working_days(there, n, CALENDAR).on == start
    assert working_days_between(start, there, CALENDAR) == n


@given(start=ANY, n=st.integers(1, 40))
def test_the_end_is_a_working_day_and_never_moves_back_as_the_start_moves_on(start, n):
    due = add_working_days(start, n, CALENDAR)
    assert CALENDAR.is_working_day(due.on)
    assert add_working_days(start + timedelta(days=1), n, CALENDAR).on >= due.on
    assert add_working_days(start, n + 1, CALENDAR).on > due.on


@given(start=ANY, n=FEW)
def test_a_result_is_provisional_exactly_when_a_year_it_looked_at_has_no_notice(start, n):
    due = add_working_days(start, n, CALENDAR)
    looked_at = {(start + timedelta(days=i)).year for i in range(1, (due.on - start).days + 1)}
    assert due.provisional == bool(looked_at - set(CALENDAR.years))


def test_a_period_that_runs_into_2027_is_provisional_and_says_so():
    due = add_working_days(d("2026-12-25"), 7, CALENDAR)
    assert due.on == d("2027-01-05")
    assert due.provisional
    assert "暂定" in due.explain()
    assert not add_working_days(d("2026-12-20"), 5, CALENDAR).provisional


@pytest.mark.parametrize(
    ("end", "n", "last"),
    [
        ("2026-10-20", 7, "2026-10-10"),  # 19, 16, 15, 14, 13, 12, 10
        ("2026-03-03", 7, "2026-02-14"),  # 2, 28, 27, 26, 25, 24, 14
        ("2026-06-24", 3, "2026-06-18"),  # 23, 22, 18: the Dragon Boat days are off
    ],
)
def test_days_before_an_event_are_counted_back_without_the_event_itself(end, n, last):
    assert subtract_working_days(d(end), n, CALENDAR).on == d(last)


def test_counting_back_from_an_unknown_year_is_provisional():
    assert subtract_working_days(d("2027-01-08"), 3, CALENDAR).provisional
    assert not subtract_working_days(d("2027-01-01"), 3, CALENDAR).provisional


def test_a_negative_period_is_refused():
    with pytest.raises(ValueError, match="不得为负"):
        add_working_days(d("2026-01-05"), -1, CALENDAR)


# --- natural days, months, years ----------------------------------------------------


@given(start=ANY, n=st.integers(0, 400))
def test_natural_days_are_plain_days(start, n):
    assert add_days(start, n).on == start + timedelta(days=n)


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2026-01-05", 3, "2026-04-05"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-05-31", 1, "2026-06-30"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-08-15", 6, "2027-02-15"),
    ],
)
def test_months_end_on_the_corresponding_day_or_on_the_last_of_the_month(start, n, last):
    assert add_months(d(start), n).on == d(last)


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [("2024-02-29", 2, "2026-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2024-03-01", 2, "2026-03-01")],
)
def test_years_end_on_the_corresponding_day_and_a_29_february_on_the_28th(start, n, last):
    due = add_years(d(start), n)
    assert due.on == d(last)
    assert not due.passed(d(last))
    assert due.passed(d(last) + timedelta(days=1))


@given(start=ANY, n=st.integers(0, 60))
def test_months_keep_the_day_wherever_the_month_has_it(start, n):
    due = add_months(start, n)
    assert (due.on.year * 12 + due.on.month) - (start.year * 12 + start.month) == n
    assert due.on.day == start.day or (due.on + timedelta(days=1)).day == 1


# --- hours, legal days ----------------------------------------------------------------


def test_hours_run_through_weekends_to_the_minute():
    due = add_hours(datetime(2026, 5, 15, 16, 30), 24)
    assert due.iso() == "2026-05-16T16:30"
    assert not due.passed(datetime(2026, 5, 16, 16, 30))
    assert due.passed(datetime(2026, 5, 16, 16, 31))


def test_a_bare_day_never_outruns_a_clock_of_hours_that_ends_on_it():
    due = add_hours(datetime(2026, 5, 13, 16, 0), 24)
    assert not due.passed(d("2026-05-14"))
    assert due.passed(d("2026-05-15"))


def test_a_utc_moment_has_the_legal_day_of_beijing():
    late_evening = datetime(2026, 5, 13, 17, 0, tzinfo=UTC)
    assert legal_day(late_evening) == d("2026-05-14")
    assert add_hours(late_evening, 24).iso() == "2026-05-15T01:00"


def test_twenty_four_hours_from_a_bare_day_end_on_the_next_day_and_say_why():
    due = clock("transfer_by").due(d("2026-05-13"), CALENDAR)
    assert due.iso() == "2026-05-14"
    assert "没有记到钟点" in due.explain()


# --- rolling ----------------------------------------------------------------------------


def test_only_a_partys_period_rolls_past_a_holiday():
    payment = clock("pay_by").due(d("2026-09-18"), CALENDAR)  # the 15th day is 3 October
    ours = case_clock(d("2026-07-03"), CALENDAR, TERMS).hard  # the day is 3 October too
    assert payment.on == d("2026-10-08")
    assert ours.on == d("2026-10-03")
    assert "顺延" in payment.explain() and "顺延" not in ours.explain()
    assert {rule.binds for rule in CLOCKS.values() if rule.rolls} == {"当事人"}


@given(day=ANY)
def test_rolling_ends_on_the_first_working_day_not_before_the_day(day):
    rolled = roll_forward(day, CALENDAR)
    assert CALENDAR.is_working_day(rolled.on)
    assert not any(CALENDAR.is_working_day(day + timedelta(days=i)) for i in range((rolled.on - day).days))
    assert roll_forward(rolled, CALENDAR).on == rolled.on


def test_a_day_rolled_in_an_unknown_year_is_provisional():
    assert roll_forward(d("2027-01-02"), CALENDAR).provisional
    assert roll_forward(d("2026-12-31"), CALENDAR).provisional is False


# --- pauses --------------------------------------------------------------------------------


def test_days_of_a_pause_do_not_count_first_and_last_included():
    stop = Pause(d("2026-03-05"), d("2026-03-09"), "鉴定")
    assert add_days(d("2026-03-01"), 15, [stop]).on == d("2026-03-21")
    assert add_working_days(d("2026-03-02"), 5, CALENDAR, [stop]).on == d("2026-03-12")  # 3, 4, 10, 11, 12
    assert add_months(d("2026-03-01"), 1, [stop]).on == d("2026-04-06")
    assert "鉴定期间不计" in add_days(d("2026-03-01"), 15, [stop]).explain()


def test_a_pause_after_the_end_changes_nothing():
    stop = Pause(d("2026-05-01"), d("2026-05-20"))
    assert add_days(d("2026-03-01"), 15, [stop]).on == d("2026-03-16")


def test_an_open_pause_moves_the_end_with_every_day_until_it_is_resumed():
    stop = Pause(d("2026-03-10"), None, "中止")
    on_12 = add_days(d("2026-03-01"), 15, [stop], as_of=d("2026-03-12"))
    on_20 = add_days(d("2026-03-01"), 15, [stop], as_of=d("2026-03-20"))
    assert (on_12.on, on_20.on) == (d("2026-03-19"), d("2026-03-27"))
    assert on_12.suspended and "中止" in on_12.explain()
    with pytest.raises(ValueError, match="尚未恢复"):
        add_days(d("2026-03-01"), 15, [stop])


@given(start=KNOWN, n=st.integers(1, 90), gap=st.integers(1, 60), length=st.integers(1, 60))
def test_a_pause_inside_a_period_lengthens_it_by_exactly_its_days(start, n, gap, length):
    first = start + timedelta(days=min(gap, n))
    stop = Pause(first, first + timedelta(days=length - 1))
    due = add_days(start, n, [stop])
    assert (due.on - start).days == n + length
    assert counted_days(start, due.on, [stop]) == n


@given(start=KNOWN, n=st.integers(1, 60), shift=st.integers(0, 30), length=st.integers(1, 20))
def test_two_overlapping_pauses_count_once(start, n, shift, length):
    first = start + timedelta(days=1)
    one = Pause(first, first + timedelta(days=30))
    two = Pause(first + timedelta(days=shift), first + timedelta(days=shift + length))
    union = Pause(first, max(one.last, two.last))
    assert add_days(start, n, [one, two]).on == add_days(start, n, [union]).on


# --- named clocks ---------------------------------------------------------------------------


def test_a_case_has_its_alert_at_90_days_its_limit_at_three_months_and_three_more():
    limit = case_clock(d("2025-06-16"), CALENDAR, TERMS)
    assert (limit.alert.on, limit.hard.on, limit.max_extended.on) == (
        d("2025-09-14"),
        d("2025-09-16"),
        d("2025-12-16"),
    )
    assert limit.hard.unit == "月" and limit.alert.unit == "自然日"


def test_without_a_rule_of_its_own_a_trade_has_90_days_and_no_extension():
    limit = case_clock(d("2025-06-16"), CALENDAR, Terms())
    assert limit.hard.on == d("2025-09-14")
    assert limit.max_extended is None
    assert CaseLimit().basis == ("行政处罚法60条",)


def test_every_clock_tells_its_rule_unit_citation_start_and_whom_it_binds():
    for key, rule in CLOCKS.items():
        start = datetime(2026, 3, 2, 9, 0) if rule.unit == "小时" else d("2026-03-02")
        due = rule.due(start, CALENDAR)
        assert isinstance(due, Due), key
        assert due.rule and due.unit and due.citation and due.start_event and due.binds and due.arithmetic, key
        assert due.rule in due.explain() and due.citation in due.explain(), key
        assert str(due) == due.iso()


def test_the_three_days_of_a_transfer_are_counted_in_the_unit_of_the_setting():
    report = d("2026-04-30")
    working = Terms.from_json({**TERMS.to_json(), "transfer_days": "工作日"})
    assert clock("head_decide_by", TERMS).due(report, CALENDAR).on == d("2026-05-03")
    assert clock("head_decide_by", working).due(report, CALENDAR).on == d("2026-05-08")
