"""Sheets worked out by hand before they were run: the answer is what the named article says."""

import pytest

import rules
from rules.sheet import read
from tests.rules.brute import TODAY, statistics_law
from tests.rules.hand_sheets import SHEETS

LAW = statistics_law()


@pytest.mark.parametrize(
    ("article", "facts", "wanted"),
    [pytest.param(article, facts, wanted, id=name) for name, article, facts, wanted in SHEETS],
)
def test_a_sheet_worked_by_hand_comes_out_as_the_article_says(article, facts, wanted):
    answer = rules.assess(facts, law=LAW, today=TODAY)
    got = {key: getattr(answer, key) for key in wanted}
    assert got == wanted, f"{article}: {[(step.rule_id, step.verdict) for step in answer.trace]}"
    if wanted["outcome"]:
        assert answer.questions == ()


def test_the_sheets_cover_every_offence_kind_and_version():
    assert len(SHEETS) >= 40 and len({name for name, *_ in SHEETS}) == len(SHEETS)
    read_sheets = [read(facts, LAW)[0] for _, _, facts, _ in SHEETS]
    assert {one.text("party.kind") for one in read_sheets} == {kind.code for kind in LAW.pack.kinds}
    assert {one.text("violation") for one in read_sheets} == set(LAW.offences)
    versions = {version.id for regime in LAW.pack.regimes for version in regime.versions}
    assert {wanted["law_version"] for *_, wanted in SHEETS} >= versions
