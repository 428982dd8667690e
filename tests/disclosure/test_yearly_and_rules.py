"""Yearly data and the rules in words, for everybody; the remedies on every page."""

import pytest
from django.urls import reverse

from disclosure.allowed import table
from oversight.annual import yearly
from oversight.models import YearlyData
from rules.clocks import CLOCKS
from rules.text import OUTCOMES
from tests.shipped import load_shipped_law

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def issued(cast, clock) -> YearlyData:
    load_shipped_law()
    return yearly.issue_yearly(actor=cast.leader1, year=2025, words="全年平稳。")


def test_yearly_data_is_public_once_it_is_issued(client, issued):
    page = client.get(reverse("public_yearly")).content.decode()
    assert "2025年度行政执法统计年报" in page and "表一" in page and "附表" in page and "全年平稳" in page
    assert client.get(reverse("public_year", args=[2025])).status_code == 200
    assert client.get(reverse("public_year", args=[2024])).status_code == 404
    paper = client.get(reverse("public_yearly_paper", args=[2025, 1]))
    assert paper.content == bytes(issued.paper.stored.pdf) and paper["Content-Type"] == "application/pdf"
    assert client.get(reverse("public_yearly_paper", args=[2025, 2])).status_code == 404


def test_before_the_first_issue_the_page_says_so(client, cast):
    assert "还没有公布年报" in client.get(reverse("public_yearly")).content.decode()


def test_the_rules_are_told_from_the_tables(client, cast):
    page = client.get(reverse("public_rules")).content.decode()
    assert all(one.name in page for one in OUTCOMES.values())
    assert CLOCKS["hearing_request_last_day"].name_zh in page and "5个工作日" in page
    assert all(field.label in page for kind in table().kinds.values() for field in kind.fields)


@pytest.mark.parametrize(
    "name", ["public", "public_list", "public_decisions", "public_yearly", "verify_ask", "party_ask"]
)
def test_remedies_and_telephone_stand_on_every_page(client, cast, clock, name):
    page = client.get(reverse(name)).content.decode()
    assert "60日内" in page and "6个月内" in page and "行政诉讼" in page
