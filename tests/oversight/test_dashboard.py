"""Figures: every count opens as many rows as it said, to the person who may see them, at a constant number of queries."""

import io
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from cases.services import leads
from documents.charts import Chart, Limit, Series, svg
from oversight.dashboard import dashboard, list_url
from oversight.queries import SOURCES, chosen, tally
from oversight.scope import Scope, whole_year
from tests.cases.penalty_story import PenaltyStory
from tests.factories import licensed, party
from tests.shipped import load_shipped_law

pytestmark = pytest.mark.slow

TODAY = date(2026, 5, 18)


@pytest.fixture
def story(cast, monkeypatch):
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: b"%PDF-1.7 for tests")
    monkeypatch.setattr("documents.page_count", lambda content: 1)
    load_shipped_law()
    licensed(cast.officer1, cast.head1, by=cast.training1, on=date(2026, 5, 1))
    with time_machine.travel("2026-05-11T09:00:00+08:00", tick=False) as clock:
        yield PenaltyStory(cast, clock)


@pytest.fixture
def worked(story):
    """One act not punished, one file of another party under way with an order to correct."""
    story.registers_complete().registered().filed().untrue(10050).know(harm="none", minor_act=True)
    story.screened().first_checked().corrected(deadline="2026-05-18", done_on="2026-05-15")
    story.answered("accept").decided()
    second = PenaltyStory(story.cast, story.clock)
    second.registered(party=party("重庆渝东商贸有限公司", by=story.cast.officer1)).filed()
    second.order_served("2026-05-16")
    story.on("2026-05-18")
    return story


def year(**fields) -> Scope:
    scope = whole_year(2026, on=TODAY)
    return Scope(**(scope.__dict__ | fields))


def test_every_count_opens_exactly_its_rows(worked, signed_in):
    who = worked.cast.leader1
    client = signed_in(who)
    for name, source in SOURCES.items():
        found = tally(name, year(), who, by=source.keys)
        for row in found:
            assert chosen(name, year(), who, row.keys).count() == row.count
        for row in found[:3]:
            page = client.get(list_url(name, year(), row.keys))
            assert page.context["number"] == row.count == len(page.context["lines"])
        assert client.get(list_url(name, year(), {})).context["number"] == sum(row.count for row in found)


def test_every_link_on_the_page_leads_to_the_number_it_stands_on(worked, signed_in):
    client = signed_in(worked.cast.leader1)
    page = client.get(reverse("dashboard"))
    cells = [cell for panel, _ in page.context["panels"] for row in panel.table.rows for cell in row]
    linked = [cell for cell in cells if cell.url.startswith("/overview/")]
    assert len(linked) > 8
    for cell in linked:
        assert client.get(cell.url).context["number"] == int(cell.text), cell


def test_a_head_sees_the_own_section_a_leader_all_and_a_supervisor_no_names(worked, signed_in):
    cast = worked.cast
    numbers = {
        user.username: sum(row.count for row in tally("results", year(), user, by=("group",)))
        for user in (cast.head1, cast.officer1, cast.head2, cast.leader1, cast.supervisor1)
    }
    assert numbers == {"head1": 1, "officer1": 1, "head2": 0, "leader1": 1, "supervisor1": 1}
    [line] = signed_in(cast.supervisor1).get(list_url("results", year(), {})).context["lines"]
    assert (line.url, line.party) == ("", "")
    [line] = signed_in(cast.head1).get(list_url("results", year(), {})).context["lines"]
    assert line.url == reverse("cases:detail", args=[worked.case.pk])


def test_conditions_narrow_every_figure_and_what_was_due_is_overdue_the_day_after(worked):
    who = worked.cast.leader1

    def number(name, scope):
        return sum(row.count for row in tally(name, scope, who, by=SOURCES[name].keys))

    section = worked.case.section_id
    assert number("results", year(section=section)) == 1
    assert number("results", year(section=section + 999)) == 0
    assert number("results", year(violation="UNTRUE_DATA")) == 1
    assert number("results", year(violation="LATE")) == 0
    assert number("obligations", year(party_kind="enterprise")) == number("obligations", year()) > 3
    assert number("obligations", year(party_kind="individual")) == 0
    assert number("results", year(first=date(2026, 6, 1))) == 0
    assert number("open", year(violation="LATE")) == 0
    overdue = [
        row.count for row in tally("obligations", year(), who, by=("state_now",)) if row["state_now"] == "overdue"
    ]
    assert sum(overdue) >= 1
    on_the_day = tally("obligations", year(on=date(2026, 5, 16)), who, by=("state_now",))
    assert "overdue" not in {row["state_now"] for row in on_the_day}


def test_the_page_asks_the_same_number_of_questions_however_much_there_is(
    worked, signed_in, django_assert_max_num_queries
):
    client = signed_in(worked.cast.head1)
    with django_assert_max_num_queries(34):
        client.get(reverse("dashboard"))
    with django_assert_max_num_queries(14):
        client.get(reverse("dashboard_list", args=["obligations"]))


def test_a_supervisor_reads_of_leads_neither_party_nor_what_was_written(cast, signed_in):
    """Also where no row belongs to a file."""
    leads.record_lead(
        actor=cast.officer1,
        source="tip_off",
        received_on=date(2026, 5, 8),
        description="举报重庆渝东商贸有限公司迟报",
        party=party("重庆渝东商贸有限公司", by=cast.officer1),
    )
    for who, seen in ((cast.supervisor1, False), (cast.leader1, True)):
        page = signed_in(who).get(list_url("leads", year(), {})).content.decode()
        assert ("渝东商贸" in page) is seen and ("/cases/leads/" in page) is seen and "举报" in page


@pytest.mark.parametrize("username", ["officer1", "head1", "reviewer1", "leader1", "supervisor1"])
def test_every_tab_that_is_offered_opens(cast, signed_in, username):
    client = signed_in(getattr(cast, username))
    for tab in client.get(reverse("dashboard")).context["tabs"]:
        assert client.get(tab["url"]).status_code == 200, tab["name"]


def test_a_wrong_period_is_said_and_the_year_is_shown(worked, signed_in):
    client = signed_in(worked.cast.leader1)
    page = client.get(reverse("dashboard"), {"first": "2026-09-01", "last": "2026-02-01"})
    assert page.status_code == 422
    assert "起始日期不能晚于截止日期" in page.content.decode()
    assert page.context["scope"].first == date(2026, 1, 1)
    assert client.get(reverse("dashboard_list", args=["results"]), {"month": "neverday"}).status_code == 404
    assert client.get(reverse("dashboard_list", args=["fines"])).status_code == 404


def test_the_sheet_says_what_the_page_says(worked, signed_in):
    answer = signed_in(worked.cast.leader1).get(reverse("dashboard_sheet"))
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    found = dashboard(year(), worked.cast.leader1)
    assert [row[0] for row in rows[1:7]] == [line.name for line in found.headlines]
    assert ("合计", 1, 0, 0, 0, 0, 0, 1) in [row[:8] for row in rows]


@pytest.mark.parametrize("username", ["admin1", "security1", "auditor1", "training1"])
def test_who_sees_no_cases_sees_no_figures(cast, signed_in, username):
    client = signed_in(getattr(cast, username))
    for url in (reverse("dashboard"), reverse("dashboard_sheet"), reverse("dashboard_list", args=["results"])):
        assert client.get(url).status_code == 403
    assert signed_in(cast.leader1).post(reverse("dashboard")).status_code == 405


@pytest.mark.parametrize("kind", ["stack", "lines", "bars", "lollipop"])
def test_a_chart_is_the_same_drawing_every_time_without_script_or_style(kind):
    chart = Chart(
        kind, "题目<b>", ["1月", "2月"], [Series("甲", [3, 40], ["/a", "/b"]), Series("乙", [1, 0])],
        unit="项", limit=Limit(90, "90日"), mean=20,
    )  # fmt: skip
    drawn = svg(chart)
    assert drawn == svg(chart)
    assert "<script" not in drawn and "style=" not in drawn and "题目&lt;b&gt;" in drawn
    assert "甲" in drawn or kind == "lollipop"


def test_a_chart_without_data_is_no_drawing():
    assert svg(Chart("stack", "题目", ["1月"], [Series("甲", [0])])) == ""
    assert svg(Chart("lines", "题目", [], [Series("甲", [])])) == ""
