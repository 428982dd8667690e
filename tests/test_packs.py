"""What belongs to one trade stands in its pack and nowhere in the code of rules, list and procedure."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("rules", "exemptions", "cases")
PACKS = sorted(path.parent for path in (ROOT / "fixtures").glob("*/pack.json"))
# English names by which a trade could slip in beside its Chinese words.
IN_ENGLISH = ("statistic", "ledger_state", "relation_notice", "survey_mark")


def code() -> list[Path]:
    """The code of the three rooms, but for the modules that serve only what one trade has: its pack names them."""
    own = {module for pack in PACKS for pattern in words_of(pack).get("modules", []) for module in ROOT.glob(pattern)}
    files = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    return [path for path in files if "migrations" not in path.parts and path not in own]


def words_of(pack: Path) -> dict:
    return json.loads((pack / "words.json").read_text(encoding="utf-8"))


def own_words(pack: Path) -> list[str]:
    return words_of(pack)["own_words"]


def lines_with(word: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for path in code()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if word in line
    ]


def test_there_are_two_packs_and_each_names_its_own_words():
    assert [pack.name for pack in PACKS] == ["natural_resources", "statistics"]
    for pack in PACKS:
        assert len(own_words(pack)) >= 5


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_no_word_of_a_trade_stands_in_the_code(pack):
    found = [line for word in own_words(pack) for line in lines_with(word)]
    assert found == []


@pytest.mark.parametrize("word", IN_ENGLISH)
def test_nor_by_an_english_name(word):
    found = [line for line in lines_with(word) if "fixtures/" not in line and 'fixtures"' not in line]
    assert found == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_no_code_of_an_offence_stands_in_the_code(pack):
    codes = [entry["code"] for entry in json.loads((pack / "offences.json").read_text(encoding="utf-8"))]
    found = [line for one in codes for line in lines_with(f'"{one}"')]
    assert found == []


def test_the_other_bureau_brings_everything_a_bureau_brings():
    names = {path.name for path in (ROOT / "fixtures" / "natural_resources").glob("*.json")}
    assert names >= {
        "pack.json",
        "statutes.json",
        "facts.json",
        "offences.json",
        "baselines.json",
        "list_nr_demo.json",
        "procedure.json",
        "words.json",
        "sections.json",
    }


def test_the_set_up_offers_the_sections_of_the_trade(settings):
    from accounts.enums import SectionKind
    from accounts.setup import usual_sections

    for pack, name in (("statistics", "街镇统计所"), ("natural_resources", "街镇自然资源所")):
        settings.FLEX_PACKS = [ROOT / "fixtures" / "reference", ROOT / "fixtures" / pack]
        sections = usual_sections()
        assert name in {section["name"] for section in sections}
        assert {section["kind"] for section in sections} <= set(SectionKind.values)
