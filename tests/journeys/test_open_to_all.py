"""Every public page and every page of a party, on a phone and at a desk: WCAG 2.2 AA as axe-core tests it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from disclosure import publishing
from oversight.annual import yearly
from records.models import Paper
from tests.cases.conftest import blank_sheet
from tests.cases.door_scenes import living_code
from tests.cases.penalty_story import PenaltyStory
from tests.cases.remedy_scenes import decided
from tests.journeys.axe import faults
from tests.journeys.conftest import PHONE, SCREEN

PUBLIC = (
    "public", "public_list", "public_check", "public_decisions", "public_typical", "public_yearly", "public_rules",
    "public_offences", "verify_ask", "party_ask",
)  # fmt: skip


@pytest.fixture
def may(clock, monkeypatch):
    """Monday 11 May 2026, nine o'clock; papers are printed as blank sheets."""
    clock.move_to("2026-05-11T09:00:00+08:00")
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: blank_sheet())
    monkeypatch.setattr("documents.page_count", lambda content: 1)


def _of_party(story, *more: tuple[str, list[int]]) -> list[str]:
    code = living_code(story)
    pages = [("party", []), *more]
    return [reverse(name, args=[code, *args]) for name, args in pages]


@pytest.fixture
def addresses(may, office, clock) -> list[str]:
    """Pages that have something on them: a decision published, a paper issued, a report, parties with work to do."""
    spared = decided(PenaltyStory(office, clock))
    spared.act.refresh_from_db()
    row = publishing.propose(actor=office.officer1, act=spared.act)
    publishing.sign(actor=office.head1, publication=row, approve=True)
    yearly.issue_yearly(actor=office.leader1, year=2025, words="全年没有行政复议、行政诉讼。")
    clock.move_to("2026-05-11T09:00:00+08:00")
    offered = PenaltyStory(office, clock).minor_untrue_corrected()
    offered.assessed()
    offered.offered()
    clock.move_to("2026-05-11T09:00:00+08:00")
    told = PenaltyStory(office, clock).in_procedure()
    told.told(50_000)
    ordered = PenaltyStory(office, clock).registered().filed()
    ordered.order_served("2026-05-28")
    paper = Paper.objects.exclude(verify_code="").first()
    return [
        *(reverse(name) for name in PUBLIC),
        reverse("public_decision", args=[row.disclosed.code]),
        reverse("verify", args=[paper.verify_code]),
        reverse("verify", args=["A" * 16]),
        reverse("party", args=["A" * 12]),
        *_of_party(told, ("party_statement", [1]), ("party_rating", []), ("party_complaint", [])),
        *_of_party(ordered, ("party_correction", [1])),
        *_of_party(offered, ("party_answer", [1])),
    ]


def _wrong(page: Page, where: str) -> list[str]:
    found = []
    for size in (PHONE, SCREEN):
        page.set_viewport_size(size)
        found += [f"{where} {size['width']} {line}" for line in faults(page)]
    return found


def test_everybody_can_use_every_public_page_and_every_page_of_a_party(addresses, live_server, browser):
    context = browser.new_context(viewport=PHONE, locale="zh-CN", is_mobile=True, has_touch=True)
    wrong: list[str] = []
    try:
        page = context.new_page()
        for address in addresses:
            answered = page.goto(f"{live_server.url}{address}")
            assert answered.status in {200, 404}, address
            wrong += _wrong(page, address)
        page.goto(f"{live_server.url}{reverse('public_check')}")
        page.select_option("#id_kind", index=1)
        page.select_option("#id_violation", index=1)
        with page.expect_navigation():
            page.click("main button[type=submit]")
        wrong += _wrong(page, "the first question")
    finally:
        context.close()
    assert wrong == []
