"""Facts in the words of the fact sheet: three states, superseded never deleted, contradictions answered in Chinese."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import Evidence, Fact
from cases.services import facts
from cases.sheets import fact_sheet
from records.errors import DomainError
from records.models import Event

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 11)


def record(story, key, value=None, **more):
    return facts.record_fact(actor=story.cast.officer1, act=story.act, key=key, value=value, **more)


def test_what_nobody_has_answered_is_absent_from_the_sheet(story):
    story.registered()
    sheet = fact_sheet(story.act, ON)
    assert {"harm", "crime_suspected", "prior_same_type", "correction"}.isdisjoint(sheet)
    assert sheet["party"]["kind"] == "enterprise"
    assert sheet["discovered_date"] == "2026-05-11" and sheet["as_of"] == "2026-05-11"


def test_not_yet_known_is_an_answer_and_still_unknown_to_the_rules(story):
    story.registered()
    fact = record(story, "harm", known=False, note="等财务科数据")
    assert (fact.known, fact.value) == (False, None)
    assert "harm" not in fact_sheet(story.act, ON)
    assert Event.objects.filter(verb="record_fact", summary__contains="尚未查明").exists()


def test_has_not_happened_is_told_from_not_known(story):
    story.registered("LATE", "2026年4月月报迟报").know(due=date(2026, 5, 8))
    record(story, "submitted", None)
    assert fact_sheet(story.act, ON)["submitted"] is None
    record(story, "submitted", known=False)
    assert "submitted" not in fact_sheet(story.act, ON)


def test_a_later_answer_supersedes_and_the_earlier_stays_readable(story):
    story.registered().know(harm="minor")
    record(story, "harm", "none", note="复核后更正")
    rows = list(story.act.facts.filter(key="harm").order_by("pk").values_list("value", "is_current"))
    assert rows == [("minor", False), ("none", True)]
    event = Event.objects.filter(verb="record_fact").latest("pk")
    assert "（更正）" in event.summary and event.before and event.after


def test_what_holds_for_the_whole_file_gives_way_to_the_acts_own_answer(story):
    story.registered()
    facts.record_fact(actor=story.cast.officer1, case=story.case, key="harm", value="minor")
    other = story.with_act("NO_LEDGER", "未设置台账")
    record(story, "harm", "none")
    assert fact_sheet(story.act, ON)["harm"] == "none"
    assert fact_sheet(other, ON)["harm"] == "minor"


@pytest.mark.parametrize(
    ("key", "value"),
    [("harm", "terrible"), ("act_date", "2026-13-01"), ("reported", "many"), ("minor_act", "maybe")],
)
def test_a_value_outside_its_kind_is_refused_in_chinese_and_nothing_is_written(story, key, value):
    story.registered()
    with pytest.raises(DomainError) as error:
        record(story, key, value)
    assert any("一" <= char <= "鿿" for char in error.value.message)
    assert not Fact.objects.exists()


def test_dates_out_of_order_are_refused(story):
    story.registered().know(act_start=date(2026, 5, 8))
    with pytest.raises(DomainError):
        record(story, "act_end", date(2026, 5, 1))
    assert not Fact.objects.filter(key="act_end").exists()


def test_a_stated_quantity_that_is_not_the_derived_one_is_refused(story):
    story.registered().know(reported=10300, actual=10000)
    with pytest.raises(DomainError):
        record(story, "error_amount", 900)
    record(story, "error_ratio_pct", Decimal("3.00"))
    assert fact_sheet(story.act, ON)["error_ratio_pct"] == "3.00"


def test_a_float_is_never_a_fact(story):
    story.registered()
    with pytest.raises(TypeError):
        record(story, "error_ratio_pct", 3.0)


@pytest.mark.parametrize("key", ["party.kind", "filed_date", "routine_screen", "correction.deadline", "no_such_key"])
def test_what_rows_own_is_not_typed(story, key):
    story.registered()
    with pytest.raises(DomainError):
        record(story, key, "x")


def test_an_answer_cites_evidence_of_this_file_only(story):
    story.registered()
    own = facts.add_evidence(
        actor=story.cast.officer1,
        case=story.case,
        kind="document",
        title="月报",
        source="平台导出",
        name="月报.txt",
        content="月报".encode(),
    )
    fact = record(story, "harm", "none", evidence=[own])
    assert list(fact.evidence.all()) == [own]
    story.registered(party=story.case.party)
    with pytest.raises(DomainError) as error:
        record(story, "harm", "none", evidence=[own])
    assert "不在本案卷中" in error.value.message


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "空文件"), (b"\x7fELF\x00\x01binary\x00", "不是可以保存的文件"), (b"x" * 300, "超过")],
)
def test_evidence_of_a_wrong_kind_or_size_is_refused(story, settings, content, words):
    settings.FLEX_UPLOAD_LIMIT = 200
    story.registered()
    with pytest.raises(DomainError) as error:
        facts.add_evidence(
            actor=story.cast.officer1,
            case=story.case,
            kind="document",
            title="月报",
            source="平台",
            name="月报.pdf",
            content=content,
        )
    assert words in error.value.message
    assert not Evidence.objects.exists()


def test_the_routine_screen_is_worked_through_point_by_point(story):
    story.registered()
    points = [spec.key for spec in facts.screen_points(story.case)]
    assert {"crime_suspected", "violence", "key_area", "irreversible"} <= set(points)
    with pytest.raises(DomainError) as error:
        facts.complete_screen(actor=story.cast.officer1, case=story.case, confirmed=points[1:])
    assert "还没有核查" in error.value.message
    assert "routine_screen" not in fact_sheet(story.act, ON)
    facts.complete_screen(actor=story.cast.officer1, case=story.case, confirmed=points)
    assert fact_sheet(story.act, ON)["routine_screen"] == "clear"
    assert len(Event.objects.get(verb="complete_screen").after["逐项核对无"]) == len(points)


def test_a_point_with_an_answer_needs_no_confirmation(story):
    story.registered().know(key_area=True)
    facts.record_fact(actor=story.cast.officer1, case=story.case, key="violence", value=False)
    assert "violence" not in {spec.key for spec in facts.screen_points(story.case)}


def test_drafts_are_their_writers_alone(story):
    facts.save_draft(actor=story.cast.officer1, place="fact/1/harm", content={"value": "none"})
    facts.save_draft(actor=story.cast.officer1, place="fact/1/harm", content={"value": "minor"})
    assert facts.load_draft(actor=story.cast.officer1, place="fact/1/harm") == {"value": "minor"}
    assert facts.load_draft(actor=story.cast.officer2, place="fact/1/harm") == {}
    facts.drop_draft(actor=story.cast.officer1, place="fact/1/harm")
    assert facts.load_draft(actor=story.cast.officer1, place="fact/1/harm") == {}
