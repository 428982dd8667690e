"""Claimed but never used, used but never claimed: counts of decisions by item and section."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from exemptions.models import ListItem, ListVersion
from exemptions.services import claims
from oversight.list_use import Cell, heat_map
from tests import factories
from tests.cases.penalty_story import PenaltyStory
from tests.shipped import load_shipped_law

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(cast, monkeypatch):
    """A case under item M1 of the shipped list, decided by the section of officer1."""
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: b"%PDF-1.7 for tests")
    monkeypatch.setattr("documents.page_count", lambda content: 1)
    load_shipped_law()
    with time_machine.travel("2026-05-11T09:00:00+08:00", tick=False) as clock:
        factories.licensed(cast.officer1, by=cast.leader1, on=date(2026, 5, 1))
        yield _told(PenaltyStory(cast, clock))


def _told(story: PenaltyStory) -> PenaltyStory:
    story.on("2026-05-11").registers_complete().registered().filed().untrue().know(harm="none").screened()
    story.corrected(deadline="2026-05-25", done_on="2026-05-13")
    story.answered().decided()
    return story


def cells(on: date) -> dict[tuple[str, str], Cell]:
    heat = heat_map(ListVersion.objects.get(code="QJ-DEMO"), on=on)
    return {
        (row.item.number, section.name): cell
        for row in heat.rows
        for section, cell in zip(heat.sections, row.cells, strict=True)
    }


def test_uses_and_claims_are_told_apart(decided):
    for number in ("M2", "M3"):
        item = ListItem.objects.get(version__code="QJ-DEMO", number=number)
        claims.claim_item(actor=decided.cast.head2, item=item, person=decided.cast.officer3)
    found = cells(timezone.localdate())
    assert found["M1", "执法监督科"] == Cell(claimed=False, uses=1)
    assert found["M1", "执法监督科"].stray and found["M2", "工业能源科"].idle
    assert cells(date(2026, 5, 1))["M2", "工业能源科"].uses == 0


def test_the_page_counts_what_was_claimed_and_never_used(client, decided, django_assert_max_num_queries):
    item = ListItem.objects.get(version__code="QJ-DEMO", number="M2")
    claims.claim_item(actor=decided.cast.head2, item=item, person=decided.cast.officer3)
    client.force_login(decided.cast.leader1)
    client.get(reverse("list_use"))
    with django_assert_max_num_queries(25):
        body = client.get(reverse("list_use")).content.decode()
    assert "认领后没有用过" in body and "未认领" in body
    assert reverse("list_use") in client.get(reverse("exemptions:claims")).content.decode()


@pytest.mark.parametrize("role", [Role.TRAINING, Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR])
def test_who_sees_no_cases_sees_no_use_of_them(client, role):
    client.force_login(factories.person("somebody", role))
    assert client.get(reverse("list_use")).status_code == 403
