"""Cases are tested on the shipped law, read once from its files: the database gives the same (tests/exemptions)."""

import io
import json
from functools import cache

import pytest
import time_machine
from django.conf import settings
from pypdf import PdfWriter

import rules
from tests.cases.penalty_story import PenaltyStory


@cache
def shipped_law() -> rules.Law:
    return rules.load_law(*settings.FLEX_PACKS)


def shipped_terms(name: str) -> dict:
    """What the shipped packs say of intake."""
    found = (path / "intake.json" for path in settings.FLEX_PACKS)
    return next((json.loads(path.read_text(encoding="utf-8")).get(name, {}) for path in found if path.exists()), {})


@pytest.fixture(autouse=True)
def law(monkeypatch) -> rules.Law:
    """The law of the packs, as every verb of the room asks for it."""
    monkeypatch.setattr("cases.law.current_law", lambda on=None: shipped_law())
    monkeypatch.setattr("cases.law.intake_terms", shipped_terms)
    return shipped_law()


@cache
def blank_sheet() -> bytes:
    """One empty page: a volume can be bound of it."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def quick_pdf(request, monkeypatch):
    """Printing takes a second a page; only tests that ask for `real_pdf` wait for it."""
    if "real_pdf" in request.fixturenames:
        return
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: blank_sheet())
    monkeypatch.setattr("documents.page_count", lambda content: 1)


@pytest.fixture
def real_pdf() -> None:
    """This test prints in earnest."""


@pytest.fixture
def clock():
    """The clock of the bureau, standing at nine on Monday 11 May 2026 until a test moves it."""
    with time_machine.travel("2026-05-11T09:00:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def story(cast, clock) -> PenaltyStory:
    """A file to be told forward, from its registration on."""
    return PenaltyStory(cast, clock)
