"""docs/procedure.md and the transition table are the same thing."""

import re
from datetime import date
from pathlib import Path

from django.conf import settings

import documents
from cases.procedure_doc import procedure_text
from cases.workflow import TRANSITIONS
from rules import load_law
from rules.clocks import CLOCKS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "procedure.md"


def test_the_document_is_what_the_table_says():
    said = DOCUMENT.read_text(encoding="utf-8")
    assert said == procedure_text(load_law(*settings.FLEX_PACKS).procedure), "run manage.py write_procedure"


def test_every_verb_stands_in_it_once_with_role_and_article():
    said = DOCUMENT.read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| [^|]* `(\w+)` \|", said, re.M)) == sorted(TRANSITIONS)
    for row in TRANSITIONS.values():
        assert row.article and row.title and row.who and row.way_out


def test_every_paper_is_in_the_catalogue_and_every_clock_has_a_rule_or_a_name():
    for row in TRANSITIONS.values():
        assert set(row.papers) <= set(documents.CATALOGUE), row.verb
        for name in row.clocks:
            assert name in CLOCKS or re.search(r"[\u4e00-\u9fff]", name), name


def test_every_step_that_a_service_does_is_written_in_the_table():
    """No service moves a file by a verb that the document does not know, and no row is without its service."""
    services = Path(__file__).resolve().parents[2] / "cases" / "services"
    said = "\n".join(path.read_text(encoding="utf-8") for path in services.glob("*.py"))
    assert set(re.findall(r'with move\(\s*"(\w+)"', said)) <= set(TRANSITIONS)
    assert [verb for verb in TRANSITIONS if f'"{verb}"' not in said] == []


def test_the_articles_of_the_trade_come_from_its_pack_and_name_steps_that_exist():
    terms = load_law(*settings.FLEX_PACKS).procedure
    assert {verb for verb, _ in terms.by_verb} <= set(TRANSITIONS)
    assert terms.articles("check_jurisdiction", date(2024, 9, 12))[0] == "统计法(2009)33条2款"
    assert terms.articles("check_jurisdiction", date(2024, 9, 13))[0] == "统计法(2024修正)36条2款"
    assert terms.articles("close", date(2024, 9, 13)) == ()
    assert "行政处罚法22条、23条；统计法(2024修正)36条2款" in DOCUMENT.read_text(encoding="utf-8")
