"""Another bureau on the same system: the pack of a natural-resources bureau, from lead to closed file. 示范数据。"""

import json
from datetime import date

import pytest
from django.conf import settings

import documents
from cases.enums import ActState, CaseState
from cases.forms.paperwork import RegisterForm
from cases.law import open_kinds
from cases.services import leads, sanctions
from exemptions import live
from exemptions.models import Baseline, ListVersion, Offence, Statute
from exemptions.queries import intake_terms, kind_names
from exemptions.services.packs import load_pack
from records.audit import first_broken_link
from records.models import Paper
from rules.law import load_law
from tests import factories
from tests.cases.story import papers, today

pytestmark = pytest.mark.slow

FIXTURES = settings.BASE_DIR / "fixtures"
PACKS = (FIXTURES / "reference", FIXTURES / "natural_resources")


@pytest.fixture
def other(story, monkeypatch):
    """The packs of the other bureau, loaded into the database that the verbs ask."""
    bureau = factories.bureau()
    bureau.name, bureau.word = "重庆市示范区规划和自然资源局", "示资"
    bureau.save()
    for path in PACKS:
        load_pack(actor=None, path=path)
    monkeypatch.setattr("cases.law.current_law", live.current_law)
    monkeypatch.setattr("cases.law.intake_terms", intake_terms)
    factories.licensed(story.cast.officer1, story.cast.head1, by=story.cast.training1, on=today())
    return story


def from_lead(story, violation: str, subject: str):
    """A lead about an enterprise becomes a case, and the case is filed."""
    cast = story.cast
    party = factories.party(by=cast.officer1)
    lead = leads.record_lead(
        actor=cast.officer1, source="random", received_on=today(), description="巡查发现。", party=party
    )
    story.case = leads.lead_to_case(actor=cast.officer1, lead=lead, discovered_on=today())
    story.staffed(violation, subject).filed()
    lead.refresh_from_db()
    assert lead.case == story.case
    return story


def test_the_pack_fills_the_same_tables_and_equals_its_files(other):
    assert live.current_law().digest == load_law(*PACKS).digest
    assert ListVersion.objects.get().is_demo
    assert Baseline.objects.exclude(is_demo=True).count() == 0 and Baseline.objects.count() == 6
    assert Offence.objects.filter(code="SURVEY_MARK").exists() and not Offence.objects.filter(code="LATE").exists()
    assert Statute.objects.filter(code="测绘法").exists() and not Statute.objects.filter(code="统计法").exists()
    assert kind_names()["enterprise"] == "企业"


def test_papers_of_another_trade_are_not_among_its_papers(other):
    assert {"URGING_NOTICE", "QUERY"} == documents.OF_A_TRADE
    assert documents.OF_A_TRADE.isdisjoint(open_kinds())
    assert documents.OF_A_TRADE.isdisjoint(code for code, _ in RegisterForm().fields["kind"].choices)
    named = json.loads((FIXTURES / "statistics" / "intake.json").read_text(encoding="utf-8"))["papers"]
    assert named == {code: documents.CATALOGUE[code].title for code in documents.OF_A_TRADE}


def test_a_moved_mark_put_back_in_time_ends_softly_and_the_file_is_closed(other):
    story = from_lead(other, "SURVEY_MARK", "2026年5月8日施工时移动临时水准点")
    story.know(mark_state="moved_temporary", act_date=date(2026, 5, 8), harm="none", minor_act=True).screened()
    story.corrected(deadline="2026-05-18", done_on="2026-05-15")
    advice = story.assessed()
    assert (advice.outcome, advice.binding, advice.list_version) == ("NP_MANDATORY_MINOR", "must", "NR-DEMO")
    assert {"测绘法64条(一)", "测绘法41条1款"} <= set(advice.answer["basis"])
    assert [line["number"] for line in advice.answer["items"] if line["verdict"] == "true"] == ["1"]
    story.answered("accept").decided()
    case = story.decision_papers_served().educated().closed()
    assert case.state == CaseState.CLOSED
    assert first_broken_link("cases.case", case.pk) is None
    printed = "".join(str(paper.context) for paper in Paper.objects.issued())
    assert "中华人民共和国测绘法" in printed and "示资" in "".join(Paper.objects.values_list("number", flat=True))
    assert not [word for word in ("统计法", "催报", "联网直报") if word in printed]


def test_a_destroyed_mark_goes_through_the_ordinary_procedure_to_a_paid_fine(other):
    story = from_lead(other, "SURVEY_MARK", "2026年5月8日施工时毁坏永久性水准点")
    story.know(mark_state="destroyed", act_date=date(2026, 5, 8), harm="minor", minor_act=False)
    story.screened().registers_complete().first_checked()
    story.order_served("2026-05-18")
    story.on("2026-05-20")
    story.rechecked("full", "2026-05-19")
    advice = story.assessed()
    band = advice.answer["discretion"]
    assert (advice.outcome, advice.answer["fine_range_yuan"]) == ("PENALTY", [0, 200000])
    assert (band["severity"], band["fine_yuan"], band["demo"]) == ("较重", [100000, 200000], True)
    story.signed()
    super(type(story), story).decided()
    story.reported()
    notice = story.told(30000, band_reason="当事人主动承担重建费用，标志已经重建。")
    assert notice.penalties == ["警告", "罚款3万元"] and not notice.hearing_told
    story.spoke()
    decision = story.punished(30000)
    paper = papers.draft_case_paper(
        actor=story.cast.officer1,
        case=story.case,
        act=story.act,
        kind="PENALTY_DECISION",
        extra={"pay_to": "示范区财政局非税收入专户", "evidence": ["现场照片（电子数据）"]},
    )
    story.printed_and_served(paper)
    story.act.refresh_from_db()
    sanctions.record_payment(actor=story.cast.officer1, act=story.act, paid_on=today(), amount=30000, voucher="非税1")
    assert story.act.state == ActState.DECIDED and decision.band_reason
    assert story.closed().state == CaseState.CLOSED


def test_an_offence_that_knows_no_warning_is_told_as_a_fine_alone(other):
    story = from_lead(other, "LAND_SURVEY_FALSE", "2026年5月8日提供的地块面积不实")
    story.know(
        unit="亩", reported_area=125, measured_area=100, act_date=date(2026, 5, 8), harm="minor", minor_act=False
    )
    story.screened().registers_complete().first_checked()
    story.order_served("2026-05-18")
    story.on("2026-05-20")
    story.rechecked("full", "2026-05-19")
    story.signed()
    super(type(story), story).decided()
    story.reported()
    assert story.notified(20000).penalties == ["罚款2万元"]


def test_what_only_the_province_may_punish_is_handed_over(other):
    story = from_lead(other, "GEOLOGICAL_DATA", "2025年度地质资料没有汇交")
    story.know(report_due=date(2026, 3, 1), report_submitted=None).screened()
    assert story.assessed().outcome == "JURISDICTION_TRANSFER"
