"""One box finds numbers, parties, papers and people, each only for who may see it; lists leave as safe sheets."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.search import find
from cases.services import leads
from tests import factories
from tests.cases.story import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(story):
    party = factories.party("重庆峻岭建材有限公司", by=story.cast.officer1, credit_code=factories.GOOD_CODE)
    story.registered(party=party).filed()
    story.case.refresh_from_db()
    return story


@pytest.mark.parametrize("words", ["峻岭", "jlj", "cqjl", "junling", "91500114MA60B3T77R"])
def test_a_party_is_found_by_part_of_its_name_pinyin_initials_or_code(filed, words):
    found = find(filed.cast.officer1, words)
    expected = ["重庆峻岭建材有限公司"] if words != "jlj" else []
    assert [party.name for party in found.parties] == expected
    assert [case.pk for case in found.cases] == ([filed.case.pk] if expected else [])


def test_a_name_written_wrongly_brings_those_like_it(filed):
    assert [party.name for party in find(filed.cast.officer1, "重庆峻岭建财有限公司").alike] == ["重庆峻岭建材有限公司"]


@pytest.mark.parametrize("words", ["黔统立〔2026〕1号", "2026 1", "黔统立2026-1"])
def test_a_file_is_found_by_its_number_with_or_without_brackets(filed, words):
    assert [case.number for case in find(filed.cast.officer1, words).cases] == ["黔统立〔2026〕1号"]


def test_a_paper_is_found_by_its_number_where_its_file_may_be_seen(filed):
    filed.order_served("2026-05-18")
    ((paper, case, lead),) = find(filed.cast.officer1, "黔统责改〔2026〕1号").papers
    assert (paper.kind, case, lead) == ("CORRECTION_ORDER", filed.case, None)
    assert find(filed.cast.officer3, "黔统责改〔2026〕1号").papers == []


@pytest.mark.parametrize("words", ["冉启", "rqm", "ranqiming"])
def test_people_are_found_by_name_and_pinyin(filed, words):
    assert [person.username for person in find(filed.cast.leader1, words).people] == ["officer1"]


def test_who_sees_no_cases_finds_nothing(filed):
    for person in (filed.cast.admin1, filed.cast.auditor1):
        assert find(person, "峻岭").is_empty and find(person, "冉启明").is_empty


def test_the_page_opens_a_file_named_exactly_and_else_lists_what_it_found(
    filed, signed_in, django_assert_max_num_queries
):
    client = signed_in(filed.cast.officer1)
    assert client.get(reverse("cases:search"), {"q": "黔统立〔2026〕1号"}).url == reverse(
        "cases:detail", args=[filed.case.pk]
    )
    with django_assert_max_num_queries(24):
        assert "重庆峻岭建材有限公司" in client.get(reverse("cases:search"), {"q": "峻岭"}).content.decode()
    assert "没有找到" in client.get(reverse("cases:search"), {"q": "子虚乌有"}).content.decode()


@pytest.mark.parametrize("name", ["cases:sheet", "cases:leads_sheet", "parties:sheet"])
def test_a_list_leaves_as_a_sheet_in_which_nothing_runs(filed, signed_in, name):
    who = filed.cast
    party = factories.party("=HYPERLINK(1)", by=who.officer1)
    leads.record_lead(actor=who.officer1, source="random", received_on=today(), description="+1", party=party)
    filed.registered(party=party)
    answer = signed_in(who.officer1).get(reverse(name))
    cells = [cell for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows() for cell in row]
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells] and all(cell.data_type != "f" for cell in cells)
    other = signed_in(who.officer3).get(reverse(name))
    names = [row[1].value for row in load_workbook(io.BytesIO(other.content)).active.iter_rows()]
    assert name == "parties:sheet" or "'=HYPERLINK(1)" not in names
