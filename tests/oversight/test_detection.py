"""The four detectors on made-up years: each finds its own abuse, none takes evenness for abuse; no database."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from oversight.detection.cell import Cell
from oversight.detection.rows import Book
from oversight.detection.run import DETECTORS, detect
from oversight.detection.thresholds import MEANINGS, Thresholds, with_values
from oversight.detection.words import NAMES, QUESTIONS, TESTS, question
from oversight.simulation import trial
from oversight.simulation.plantings import SHAPES, is_found, plant
from oversight.simulation.world import make_world
from oversight.simulation.year import clean_book

pytestmark = pytest.mark.slow

GROSS = 3


@pytest.mark.parametrize(
    "detector, shape, seed",
    [("one_size", 0, 41), ("campaign", 1, 42), ("selective", 4, 44), ("retaliatory", 3, 46)],
)
def test_a_gross_abuse_is_found_by_its_own_detector(detector, shape, seed):
    planted = plant(seed, detector, shape, GROSS)
    asked = detect(planted.book)
    assert planted.is_findable
    assert is_found(planted, asked)
    for cell in asked:
        assert cell.size >= 5
        words = question(cell, {})
        assert words.endswith("？") and "{" not in words


def test_the_same_seed_makes_the_same_year():
    assert clean_book(make_world(7)) == clean_book(make_world(7))
    assert clean_book(make_world(7)) != clean_book(make_world(8))


def test_an_even_year_asks_next_to_nothing():
    asked = [len(detect(clean_book(make_world(seed)))) for seed in (701, 702, 703)]
    assert sum(asked) <= 3


def test_fewer_than_five_cases_are_never_asked_about():
    book = plant(41, "one_size", 0, GROSS).book
    few = Book(book.since, book.until, book.cases[:4], book.leads[:4], book.grievances[:4])
    assert detect(few) == []
    assert detect(replace(few, cases=())) == []


def test_an_empty_or_uniform_book_breaks_nothing():
    book = clean_book(make_world(9))
    one_party = tuple(replace(row, party=1, trade="农业", township="镇", kind="enterprise") for row in book.cases)
    assert all(isinstance(cell, Cell) for cell in detect(replace(book, cases=one_party, leads=(), grievances=())))


def test_thresholds_have_names_and_keep_within_their_bounds():
    assert set(MEANINGS) == set(Thresholds.__dataclass_fields__)
    for name, meaning in MEANINGS.items():
        assert meaning.least <= Decimal(getattr(Thresholds(), name)) <= meaning.most
        assert meaning.detector in {"", *DETECTORS}
    changed = with_values({"least_cases": Decimal("8"), "selective_gap": Decimal("0.30")})
    assert changed.least_cases == 8 and changed.selective_gap == Decimal("0.30")


def test_a_higher_threshold_asks_less():
    planted = plant(44, "selective", 4, GROSS)
    silent = with_values({"selective_gap": Decimal("0.8"), "selective_fine": Decimal("0.8")})
    assert not [cell for cell in detect(planted.book, silent) if cell.detector == "selective"]


def test_every_sign_has_its_question_and_its_test_in_words():
    assert set(QUESTIONS) == set(TESTS)
    assert set(NAMES) == set(DETECTORS) == set(SHAPES)
    assert all(len(shapes) >= 4 for shapes in SHAPES.values())


def test_the_plan_of_a_trial_holds_what_was_promised():
    plan = list(trial.jobs(1, trial.ROUNDS))
    assert trial.CLEAN_YEARS >= 30
    assert len({job[0] for job in plan}) == len(plan)
    for detector in DETECTORS:
        assert sum(job[1] == detector for job in plan) >= 30


def test_a_missed_bar_is_named():
    tried = trial.Tried("campaign", "section_week", 3, "", 500, 0.0, True, False, 0)
    clean = trial.Clean(500, frozenset(), ("campaign", "selective"))
    missed = trial.Outcome((clean,), (tried,)).missed()
    assert any("误报2.00条" in words for words in missed)
    assert any(words.startswith("campaign的发现率0.00") for words in missed)
    assert any(words.startswith("one_size没有一个") for words in missed)


def test_the_command_refuses_senseless_numbers():
    with pytest.raises(CommandError, match="至少为1"):
        call_command("try_detectors", clean=0)
