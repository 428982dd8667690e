"""The working days of 2020 to 2026 are those of the State Council's notices; no other year is assumed."""

import copy
from datetime import date, timedelta

import pytest

from rules.calendar import Calendar, CalendarError, zh_date
from tests.rules.clock_samples import CALENDAR, CALENDAR_DATA, d

WORKING_DAYS = {2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}
SPRING = {
    2020: ("2020-01-24", "2020-02-02", "2020-02-03"),
    2021: ("2021-02-11", "2021-02-17", "2021-02-18"),
    2022: ("2022-01-31", "2022-02-06", "2022-02-07"),
    2023: ("2023-01-21", "2023-01-27", "2023-01-28"),
    2024: ("2024-02-10", "2024-02-17", "2024-02-18"),
    2025: ("2025-01-28", "2025-02-04", "2025-02-05"),
    2026: ("2026-02-15", "2026-02-23", "2026-02-24"),
}
NATIONAL = {
    2020: ("2020-10-01", "2020-10-08", "2020-10-09"),
    2021: ("2021-10-01", "2021-10-07", "2021-10-08"),
    2022: ("2022-10-01", "2022-10-07", "2022-10-08"),
    2023: ("2023-09-29", "2023-10-06", "2023-10-07"),
    2024: ("2024-10-01", "2024-10-07", "2024-10-08"),
    2025: ("2025-10-01", "2025-10-08", "2025-10-09"),
    2026: ("2026-10-01", "2026-10-07", "2026-10-08"),
}


def year_days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=i) for i in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", sorted(WORKING_DAYS))
def test_every_year_has_the_number_of_working_days_its_notice_makes(year):
    assert sum(map(CALENDAR.is_working_day, year_days(year))) == WORKING_DAYS[year]


@pytest.mark.parametrize("runs", [SPRING, NATIONAL], ids=["spring", "national"])
@pytest.mark.parametrize("year", sorted(WORKING_DAYS))
def test_the_long_holidays_are_off_throughout_and_work_begins_the_day_after(runs, year):
    first, last, back = map(d, runs[year])
    run = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    assert not any(map(CALENDAR.is_working_day, run))
    assert CALENDAR.is_working_day(back)
    assert CALENDAR.next_working_day(first) == back


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-01-02", "元旦放假"),
        ("2026-01-04", "调休上班"),
        ("2026-02-14", "调休上班"),
        ("2026-02-16", "春节放假"),
        ("2026-02-24", "工作日"),
        ("2026-02-28", "调休上班"),
        ("2026-03-01", "周末"),
        ("2026-04-06", "清明节放假"),
        ("2026-05-09", "调休上班"),
        ("2026-06-19", "端午节放假"),
        ("2026-09-20", "调休上班"),
        ("2026-09-25", "中秋节放假"),
        ("2026-09-28", "工作日"),
        ("2026-10-10", "调休上班"),
        ("2026-10-11", "周末"),
        ("2020-02-01", "春节放假"),
        ("2022-12-31", "元旦放假"),
    ],
)
def test_single_days_are_what_the_notices_say(day, why):
    assert CALENDAR.why(d(day)) == why
    assert CALENDAR.is_working_day(d(day)) == (why in ("工作日", "调休上班"))


def test_every_year_names_its_notice():
    assert CALENDAR.years == tuple(sorted(WORKING_DAYS))
    assert all("国办发明电〔" in (CALENDAR.source(year) or "") for year in CALENDAR.years)
    assert "国办发明电〔2025〕7号" in (CALENDAR.source(2026) or "")


def test_a_year_without_a_notice_is_unknown_and_counts_weekends_alone():
    new_year = d("2027-01-01")
    assert not CALENDAR.knows(new_year)
    assert CALENDAR.source(2027) is None
    assert CALENDAR.is_working_day(new_year)
    assert not CALENDAR.is_working_day(d("2027-01-02"))


def test_the_data_survive_a_round_trip():
    again = Calendar.from_json(CALENDAR.to_json())
    assert again == CALENDAR
    assert again.to_json() == CALENDAR.to_json()
    assert hash(again) == hash(CALENDAR)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda year: year.update(source=" "), "没有写明"),
        (lambda year: year.pop("issued"), "有误"),
        (lambda year: year["holidays"][0].update(to="2025-12-30"), "起止日期有误"),
        (lambda year: year["holidays"][1].update({"from": "2026-01-03"}), "起止日期有误"),
        (lambda year: year["workdays"].append("2026-03-02"), "不是本年的周末"),
        (lambda year: year["workdays"].append("2026-02-15"), "又列为放假"),
        (lambda year: year["workdays"].append("2027-01-09"), "不是本年的周末"),
        (lambda year: year["workdays"].append("2026-02-30"), "有误"),
    ],
)
def test_faulty_calendar_data_are_refused_with_a_sentence(change, words):
    data = copy.deepcopy(CALENDAR_DATA)
    change(data["years"]["2026"])
    with pytest.raises(CalendarError, match=words):
        Calendar.from_json(data)


def test_a_calendar_without_years_is_refused():
    with pytest.raises(CalendarError, match="years"):
        Calendar.from_json({})


def test_days_are_written_out_with_their_weekday():
    assert zh_date(d("2026-06-07")) == "2026年6月7日（星期日）"
