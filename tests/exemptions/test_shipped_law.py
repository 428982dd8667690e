"""The law this product ships: complete, in force where it is cited, and the same from files and from the database."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from exemptions import live
from exemptions.citations import find_provision
from exemptions.forms.lists import ExampleForm
from exemptions.models import ListVersion, Offence, Provision, Statute, StatuteVersion
from exemptions.services.packs import load_pack
from exemptions.trial import item_verdict
from rules import assess
from rules.answer import SheetFault
from rules.condtext import print_zh
from rules.law import load_law

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OLD, NEW, TODAY = date(2024, 8, 9), date(2024, 10, 8), date(2026, 6, 16)


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """Loaded once for the module, taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        for path in settings.FLEX_PACKS:
            load_pack(actor=None, path=path)
        yield
        transaction.set_rollback(True)


def scenarios() -> list[dict]:
    folder = Path(settings.BASE_DIR) / "tests" / "rules" / "scenarios"
    return [scenario for file in sorted(folder.glob("*.json")) for scenario in json.loads(file.read_text("utf-8"))]


@pytest.mark.usefixtures("shipped")
def test_the_packs_load_and_the_database_law_is_the_law_of_the_files():
    assert live.current_law().digest == load_law(*settings.FLEX_PACKS).digest


@pytest.mark.usefixtures("shipped")
def test_every_item_has_a_case_it_matches_and_one_it_narrowly_misses():
    law = live.current_law()
    for item in ListVersion.objects.get(code="QJ-DEMO").items.prefetch_related("examples"):
        told = {}
        for example in item.examples.all():
            lines = assess(example.sheet, law=law, today=TODAY).items
            told[example.qualifies] = [line.verdict for line in lines if line.number == item.number]
        assert told == {True: ["true"], False: ["false"]}, item.number


@pytest.mark.usefixtures("shipped")
def test_every_citation_of_the_scenarios_exists_and_was_in_force():
    cited = [
        (text, OLD if "(2009)" in text else TODAY)
        for scenario in scenarios()
        for text in [*scenario["citations"], *scenario.get("references", [])]
    ]
    assert len(cited) > 40
    for text, on in cited:
        assert find_provision(text, on=on).gist


@pytest.mark.usefixtures("shipped")
def test_every_provision_has_our_own_sentence():
    assert Provision.objects.count() > 500
    wrong = [
        row.citation
        for row in Provision.objects.all()
        if not row.gist.endswith("。") or re.search(r"[,;:()]", row.gist)
    ]
    assert wrong == []


@pytest.mark.usefixtures("shipped")
def test_every_version_says_how_far_it_was_checked():
    assert not StatuteVersion.objects.filter(checked="").exists()


@pytest.mark.usefixtures("shipped")
def test_the_bureaus_plan_and_lists_from_elsewhere_are_no_law():
    codes = set(Statute.objects.binding().values_list("code", flat=True))
    assert "黔江方案" not in codes
    assert not codes & {"新余清单", "天津清单", "法工委复字27号", "三项制度"}
    assert {"统计法", "行政处罚法", "重庆市行政处罚听证程序规定"} <= codes


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("17条2款", "19条2款"),
        ("25条", "28条"),
        ("35条", "38条"),
        ("37条(四)", "40条1款(四)"),
        ("38条", "41条"),
        ("39条", "42条"),
        ("41条1款(二)", "44条1款(二)"),
        ("42条3款", "45条3款"),
        ("6条2款", "7条2款"),
    ],
)
def test_old_numbers_of_the_statistics_law_lead_to_the_new_ones(old, new):
    from exemptions.citations import parse, successor

    version = StatuteVersion.objects.get(statute__code="统计法", label="2009")
    assert successor(parse(f"统计法(2009){old}"), version).format() == f"统计法(2024修正){new}"


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("code", "kind", "old", "new"),
    [
        ("UNTRUE_DATA", "enterprise", (0, 50_000, 50_000, 200_000), (0, 100_000, 100_000, 500_000)),
        ("UNTRUE_DATA", "individual_business", (0, 10_000, None, None), (0, 10_000, None, None)),
        ("UNTRUE_DATA", "state_organ", (None,) * 4, (None,) * 4),
        ("LATE", "enterprise", (0, 10_000, None, None), (0, 50_000, None, None)),
        ("LATE", "individual_business", (0, 1_000, None, None), (0, 1_000, None, None)),
    ],
)
def test_fines_follow_the_version_of_the_law_and_the_kind_of_party(code, kind, old, new):
    rules = {rule.law_version: rule for rule in Offence.objects.get(code=code).rules.filter(kinds__contains=[kind])}
    for version, fines in (("2009", old), ("2024", new)):
        rule = rules[version]
        assert (rule.fine_least, rule.fine_most, rule.serious_least, rule.serious_most) == fines


@pytest.mark.usefixtures("shipped")
def test_a_household_business_has_no_ledger_offence():
    assert not Offence.objects.get(code="NO_LEDGER").rules.filter(kinds__contains=["individual_business"]).exists()


@pytest.mark.usefixtures("shipped")
def test_the_sample_list_says_what_the_bureaus_design_says():
    law = live.current_law()
    sample = law.lists_on(TODAY)
    assert (sample.code, sample.demo, sample.first) == ("QJ-DEMO", True, date(2023, 6, 13))
    printed = {item.number: print_zh(item.condition, law.facts, sample.convention) for item in sample.items}
    assert list(printed) == [f"M{number}" for number in range(1, 10)]
    assert printed["M1"] == "差错率10%以下，且违法数额1000万元以下"
    assert printed["M2"] == "差错率20%以下，且违法数额不满120万元"
    assert {item.number: item.measure for item in sample.items if item.measure != "warning"} == {
        "M4": "reminder",
        "M9": "warning/admonition",
    }
    assert [item.number for item in sample.items if item.binding == "may"] == ["M9"]
    assert law.lists_on(date(2023, 6, 12)) is None


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("number", "facts", "verdict"),
    [
        ("M1", {"error_ratio_pct": "10", "error_amount": 1000, "unit": "万元"}, True),
        ("M1", {"error_ratio_pct": "10.1", "error_amount": 850, "unit": "万元"}, False),
        ("M1", {"error_ratio_pct": "9.5", "error_amount": 1001, "unit": "万元"}, False),
        ("M1", {"error_ratio_pct": "9.5"}, None),
    ],
)
def test_an_item_of_a_draft_is_tried_on_a_case(number, facts, verdict):
    version = ListVersion.objects.get(code="QJ-DEMO")
    sheet = {"party": {"kind": "enterprise"}, "violation": "UNTRUE_DATA", "routine_screen": "clear", **facts}
    assert item_verdict(sheet, version.items.get(number=number), version, today=TODAY) is verdict


@pytest.mark.usefixtures("shipped")
def test_an_example_typed_in_words_is_a_sheet_the_rules_can_read():
    item = ListVersion.objects.get(code="QJ-DEMO").items.get(number="M1")
    typed = {"title": "例", "qualifies": "True", "kind": "enterprise", "violation": "UNTRUE_DATA"}
    lines = {"facts": "填写的差错率：9.5\n违法数额：850万元\n危害后果：没有造成危害后果\n涉嫌犯罪：否"}
    form = ExampleForm({**typed, **lines}, item=item, facts=live.current_law().facts)
    assert form.is_valid(), form.errors
    assert item_verdict(form.sheet(), item, item.version, today=TODAY) is True
    wrong = ExampleForm({**typed, "facts": "违法数额：很多"}, item=item, facts=live.current_law().facts)
    assert "“违法数额：很多”看不懂" in str(wrong.errors)


@pytest.mark.usefixtures("shipped")
def test_a_malformed_example_is_no_verdict():
    version = ListVersion.objects.get(code="QJ-DEMO")
    with pytest.raises(SheetFault):
        item_verdict({"violation": "NO_SUCH"}, version.items.get(number="M1"), version, today=TODAY)
