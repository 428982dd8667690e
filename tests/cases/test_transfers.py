"""移送: the chief's three days, the twenty-four hours, refusal with reason, the way back."""

from datetime import date

import pytest

from cases.enums import ActState, CaseState
from cases.models import Act
from cases.services import files, transfers
from records.errors import DomainError, NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def violent(story):
    story.registered("OBSTRUCT", "2026年5月11日暴力阻碍统计检查").filed().know(
        act_date=date(2026, 5, 11), violence=True, injury=True, crime_suspected=True
    ).screened()
    story.assessed()
    return story


@pytest.fixture
def elsewhere(story):
    """A survey of the survey team: not ours to judge (统计法36条2款)."""
    story.registered("REFUSE_OR_AFTER_URGE", "采购经理调查拒报").filed().know(
        act_date=date(2026, 5, 8), survey_organiser="国家统计局派出的调查队"
    ).screened()
    assert story.assessed().outcome == "JURISDICTION_TRANSFER"
    return story


def state(story) -> str:
    return Act.objects.get(pk=story.act.pk).state


def test_a_suspected_crime_is_the_chiefs_to_decide(violent):
    row = violent.reported_for_transfer()
    with pytest.raises(NotAllowed) as error:
        transfers.approve_transfer(actor=violent.cast.leader2, transfer=row, approve=True)
    assert "杨正平" in error.value.message
    assert transfers.approve_transfer(actor=violent.cast.leader1, transfer=row, approve=True).approved


def test_a_refusal_is_written_down_and_the_act_is_with_the_officers_again(violent):
    row = violent.reported_for_transfer()
    with pytest.raises(DomainError) as error:
        transfers.approve_transfer(actor=violent.cast.leader1, transfer=row, approve=False)
    assert error.value.field == "words"
    transfers.approve_transfer(actor=violent.cast.leader1, transfer=row, approve=False, words="证据不足，补充调查")
    assert state(violent) == ActState.FACTS
    assert violent.reported_for_transfer().pk != row.pk


def test_nothing_is_sent_before_it_is_approved(violent):
    row = violent.reported_for_transfer()
    with pytest.raises(WrongState) as error:
        transfers.send_transfer(actor=violent.cast.officer1, transfer=row)
    assert "先经负责人批准" in error.value.message


def test_what_the_police_take_has_ended_here(violent):
    row = violent.reported_for_transfer()
    transfers.approve_transfer(actor=violent.cast.leader1, transfer=row, approve=True)
    transfers.send_transfer(actor=violent.cast.officer1, transfer=row)
    with pytest.raises(WrongState):
        transfers.send_transfer(actor=violent.cast.officer1, transfer=row)
    transfers.record_transfer_result(
        actor=violent.cast.officer1, transfer=row, result="taken", on=date(2026, 5, 11), words="立案决定书1号"
    )
    assert state(violent) == ActState.TRANSFERRED
    case = files.close_case(actor=violent.cast.officer1, case=violent.case, words="公安机关已立案")
    assert case.state == CaseState.CLOSED


def test_another_authoritys_case_ends_with_the_sending(elsewhere):
    row = elsewhere.reported_for_transfer("国家统计局黔江调查队")
    assert row.kind == "jurisdiction"
    transfers.approve_transfer(actor=elsewhere.cast.leader2, transfer=row, approve=True)
    transfers.send_transfer(actor=elsewhere.cast.officer1, transfer=row)
    assert state(elsewhere) == ActState.TRANSFERRED
    assert not elsewhere.case.obligations.barring().exists()


def test_without_a_recommendation_to_transfer_there_is_nothing_to_report(story):
    story.minor_untrue_corrected()
    with pytest.raises(DomainError) as error:
        story.reported_for_transfer()
    assert "最新的系统建议不是移送" in error.value.message


def test_facts_changed_since_ask_for_a_new_recommendation(violent):
    violent.know(injury=False)
    with pytest.raises(DomainError) as error:
        violent.reported_for_transfer()
    assert "重新请系统建议" in error.value.message


def test_a_suspicion_found_before_filing_need_not_wait_for_it(story):
    story.registered("OBSTRUCT", "2026年5月11日暴力阻碍统计检查").know(
        act_date=date(2026, 5, 11), violence=True, crime_suspected=True
    ).screened()
    story.assessed()
    assert story.reported_for_transfer().kind == "criminal"
