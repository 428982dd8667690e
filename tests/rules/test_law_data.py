"""The packs as the rules read them: complete, consistent, cited, and the only place where a trade is spoken of."""

import copy
import json
import re
from pathlib import Path

import pytest

import rules
from rules import cond
from rules.citation import Citation, arabic, numeral
from rules.facts import load_fact
from rules.law import digest_of, law_from_data, read_json, read_packs
from rules.offences import PackError
from rules.text import KINDS, LADDER, MEASURES, OUTCOMES
from tests.rules.brute import FIXTURES, TODAY, statistics_law

LAW = statistics_law()
FOLDERS = (FIXTURES / "reference", FIXTURES / "statistics")
CODE = Path(rules.__file__).parent
# What belongs to a statistics bureau alone. Settings and groups of the questionnaire keep their documented names.
TRADE = re.compile(r"统计|催报|迟报|台账|普查|报送|上报|填报|statistic|ledger_state|urge_served|submitted|survey")
PROCEDURE = re.compile(
    r"^(gate|procedure|execution|hearing|wording|clocks|terms|remedies|surcharge|case_deadlines|sheet_values)"
)


def strings(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def test_no_word_of_the_trade_stands_in_the_code_of_the_rules():
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(CODE.glob("*.py"))
        if not PROCEDURE.match(path.name)
        for line in path.read_text(encoding="utf-8").splitlines()
        if TRADE.search(line)
    ]
    assert found == []


def test_every_citation_in_the_packs_is_in_the_library():
    keys = {"citation", "basis", "duty", "no_offence", "references", "plan_citation"}

    def cited(value, under=""):
        if isinstance(value, dict):
            for key, one in value.items():
                yield from cited(one, key if key in keys else under)
        elif isinstance(value, list):
            for one in value:
                yield from cited(one, under)
        elif isinstance(value, str) and under and value:
            yield value

    found = {
        citation
        for folder in FOLDERS
        for name in ("facts", "offences", "pack", "list_qj_demo")
        if (folder / f"{name}.json").exists()
        for citation in cited(read_json(folder / f"{name}.json"))
        if not citation.startswith("http")
    }
    assert len(found) > 80
    assert {one for one in found if LAW.provision(one) is None} == set()


def test_every_fact_that_is_asked_says_what_a_first_day_officer_needs():
    for spec in LAW.facts.values():
        assert spec.label and re.search(r"[一-鿿]", spec.label)
        if spec.question:
            assert spec.question.endswith("？"), spec.key
            assert spec.hint.endswith("。"), spec.key
        for option in spec.options:
            assert option.label, spec.key


@pytest.mark.slow
def test_every_fact_that_can_be_asked_has_its_question():
    """Whatever a sheet may leave open, the page can put as a question."""
    asked = set()
    for offence in LAW.offences:
        for kind in ("enterprise", "individual_business", "state_organ"):
            sheet = {"party": {"kind": kind}, "violation": offence, "as_of": "2026-06-16"}
            asked |= set(rules.assess(sheet, law=LAW, today=TODAY).questions)
    assert len(asked) > 30
    assert {key for key in asked if not LAW.facts[key].question} == set()


def test_screen_and_silence_are_values_of_their_fact():
    for spec in LAW.facts.values():
        for value in (spec.screen, spec.silence):
            if isinstance(value, str):
                assert spec.option(value), spec.key


def test_conditions_in_the_packs_use_facts_that_exist():
    for spec in LAW.facts.values():
        for key in (*spec.of, *spec.not_before):
            assert key in LAW.facts, spec.key
        if spec.only_if:
            assert cond.check(spec.only_if, LAW.facts) == []


def test_every_offence_has_a_law_a_duty_and_citations_of_its_versions():
    for offence in LAW.offences.values():
        versions = {version.id for version in LAW.pack.regime(offence.law).versions}
        assert set(offence.duty) <= versions | {"*"} and offence.duty
        assert {rule.version for rule in offence.penalties} <= versions
        assert offence.no_offence
        assert {kind for rule in offence.penalties for kind in rule.kinds} <= set(KINDS)


def test_fines_are_what_the_statute_says():
    """The numbers of 统计法 2009 and 2024, read from the table of the law and written here again by hand."""

    def fines(code, version, kind):
        rules_ = LAW.offences[code].rules_for(kind, version)
        return [(rule.fine, rule.serious_fine) for rule in rules_]

    assert fines("UNTRUE_DATA", "2009", "enterprise") == [((0, 50_000), (50_000, 200_000))]
    assert fines("UNTRUE_DATA", "2024", "enterprise") == [((0, 100_000), (100_000, 500_000))]
    assert fines("UNTRUE_DATA", "2024", "individual_business") == [((0, 10_000), None)]
    assert fines("UNTRUE_DATA", "2024", "state_organ") == [(None, None)]
    assert fines("LATE", "2009", "enterprise") == [((0, 10_000), None)]
    assert fines("LATE", "2024", "enterprise") == [((0, 50_000), None)]
    assert fines("LATE", "2024", "individual_business") == [((0, 1_000), None)]
    assert fines("NO_LEDGER", "2024", "individual_business") == []
    assert fines("NO_STAT_RELATION", "CQ-2016", "enterprise") == [((1_000, 10_000), None)]
    assert [one for one, _ in fines("CENSUS_ECON", "2024", "enterprise")] == [(0, 50_000), (0, 100_000)]


def test_the_digest_depends_on_the_data_and_on_nothing_else():
    data = read_packs(*FOLDERS)
    turned = {key: (value[::-1] if isinstance(value, list) else value) for key, value in reversed(data.items())}
    assert digest_of(data) == digest_of(turned) == LAW.digest == law_from_data(turned).digest
    changed = copy.deepcopy(data)
    changed["settings"][0]["version"] += "x"
    assert digest_of(changed) != LAW.digest


def test_a_law_read_from_folders_and_from_its_data_are_equal():
    assert law_from_data(json.loads(json.dumps(read_packs(*FOLDERS)))) == LAW


def test_numbers_with_a_point_are_refused_in_packs(tmp_path):
    (tmp_path / "settings.json").write_text(
        '[{"name": "x", "value": 0.5, "version": "1", "title": "x"}]', encoding="utf-8"
    )
    with pytest.raises(PackError, match="写成文字"):
        read_packs(tmp_path)


@pytest.mark.parametrize("field", ["colour", "says_true"])
def test_an_unknown_field_of_a_fact_is_refused(field):
    with pytest.raises(ValueError, match="不认识"):
        load_fact({"key": "x", "label": "甲", "kind": "bool", field: 1})


def test_a_pack_entry_with_an_unknown_field_is_refused():
    data = read_packs(*FOLDERS)
    data["offences"][0]["colour"] = 1
    with pytest.raises(PackError, match="不认识"):
        law_from_data(data)


def test_names_and_ladder_are_complete():
    assert set(LADDER) <= set(MEASURES)
    assert all(text.name and text.explanation.endswith("。") for text in OUTCOMES.values())
    assert "警告" not in MEASURES["warning"] and "警示" in MEASURES["warning"]


@pytest.mark.parametrize(
    "text",
    ["统计法(2024修正)44条1款(二)", "行政处罚法33条1款前段", "刑法162条之一", "重庆市行政处罚听证程序规定(渝府令354号)"]
    + ["黔江方案三(三)", "国统字49号", "行政处罚法57条1款(四)", "统计法实施条例50条(一)"],
)
def test_a_citation_is_spelt_one_way(text):
    assert Citation.parse(text).format() == text


@pytest.mark.parametrize(
    "text", ["", "统计法 44条", "统计法44条第1款", "统计法(2024修正", "统计法44条1款(2)", "统计法044条"]
)
def test_any_other_spelling_is_refused_or_means_a_document(text):
    try:
        found = Citation.parse(text)
    except ValueError as fault:
        assert "规范" in str(fault)
    else:
        assert found.article is None and LAW.provision(text) is None


def test_a_citation_in_a_paper_is_written_out():
    assert (
        Citation.parse("统计法(2024修正)44条1款(二)").format_long()
        == "《中华人民共和国统计法》第四十四条第一款第（二）项"
    )
    assert Citation.parse("行政处罚法33条1款前段").format_long() == "《中华人民共和国行政处罚法》第三十三条第一款前段"
    assert Citation.parse("重庆市统计管理条例43条2款").format_long() == "《重庆市统计管理条例》第四十三条第二款"
    assert Citation.parse("民法典1259条").format_long("中华人民共和国民法典").endswith("第一千二百五十九条")


def test_a_place_covers_the_places_inside_it():
    whole, part = Citation.parse("行政处罚法33条1款"), Citation.parse("行政处罚法33条1款前段")
    assert whole.covers(part) and not part.covers(whole)


@pytest.mark.parametrize("number", [1, 9, 10, 11, 20, 44, 100, 101, 110, 111, 217, 999])
def test_chinese_numerals_read_back(number):
    assert arabic(numeral(number)) == number
