"""移送: the chief's three days, the twenty-four hours, refusal with reason, the way back."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import documents
from cases.enums import ActState, CaseState
from cases.models import Act, Contest, Transfer
from cases.services import facts, files, obligations, papers, transfers
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
    owed = violent.case.obligations.barring().get(kind="hand_over")
    assert owed.due_on == date(2026, 5, 14)
    obligations.fulfil_obligation(actor=violent.cast.officer1, obligation=owed, words="案卷材料已移交，有清单")
    case = files.close_case(actor=violent.cast.officer1, case=violent.case, words="公安机关已立案")
    assert case.state == CaseState.CLOSED


def test_another_authoritys_case_waits_until_the_authority_has_taken_it(elsewhere):
    row = elsewhere.reported_for_transfer("国家统计局黔江调查队")
    assert row.kind == "jurisdiction"
    transfers.approve_transfer(actor=elsewhere.cast.leader2, transfer=row, approve=True)
    transfers.send_transfer(actor=elsewhere.cast.officer1, transfer=row)
    assert state(elsewhere) == ActState.TRANSFER
    transfers.record_transfer_result(
        actor=elsewhere.cast.officer1, transfer=row, result="taken", on=date(2026, 5, 11), words="已接收，调查队立案"
    )
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


def sent(story) -> Transfer:
    row = story.reported_for_transfer()
    transfers.approve_transfer(actor=story.cast.leader1, transfer=row, approve=True)
    return transfers.send_transfer(actor=story.cast.officer1, transfer=row)


def declined(story) -> Transfer:
    row = sent(story)
    return transfers.record_transfer_result(
        actor=story.cast.officer1, transfer=row, result="declined", on=date(2026, 5, 11), words="不予立案通知书1号"
    )


def contested(story, row: Transfer, way: str = "reconsider") -> Contest:
    return transfers.contest_refusal(
        actor=story.cast.officer1, transfer=row, way=way, on=date(2026, 5, 11), words="伤情鉴定已构成轻微伤"
    )


def answered(story, row: Contest, upheld: bool) -> Contest:
    return transfers.record_contest_answer(
        actor=story.cast.officer1, contest=row, upheld=upheld, on=date(2026, 5, 11), words="复议决定书1号"
    )


def test_after_a_refusal_there_are_three_days_to_contest_it(violent):
    row = declined(violent)
    owed = violent.case.obligations.barring().get(kind="contest")
    assert owed.due_on == date(2026, 5, 14) and "9条1款" in owed.due_words
    contested(violent, row)
    assert not violent.case.obligations.barring().filter(kind="contest").exists()
    assert state(violent) == ActState.TRANSFER


def test_what_the_police_file_after_all_has_gone(violent):
    answered(violent, contested(violent, declined(violent)), True)
    assert state(violent) == ActState.TRANSFERRED
    assert violent.case.obligations.barring().filter(kind="hand_over").exists()


def test_a_second_refusal_still_leaves_the_procuratorate_and_then_the_way_back(violent):
    row = declined(violent)
    answered(violent, contested(violent, row), False)
    assert "9条2款" in violent.case.obligations.open().get(kind="contest").due_words
    with pytest.raises(DomainError) as error:
        contested(violent, row)
    assert "已经办过" in error.value.message
    answered(violent, contested(violent, row, "procurator"), False)
    transfers.take_back_transfer(actor=violent.cast.head1, transfer=row, words="检察机关认为不构成犯罪")
    assert state(violent) == ActState.FACTS
    assert violent.act.facts.get(key="crime_suspected", is_current=True).value is False
    assert not violent.case.obligations.open().filter(kind__in=["contest", "follow", "transfer"]).exists()


def test_it_is_not_taken_back_while_an_answer_is_awaited(violent):
    row = declined(violent)
    contested(violent, row)
    with pytest.raises(WrongState) as error:
        transfers.take_back_transfer(actor=violent.cast.head1, transfer=row, words="不再等")
    assert "还没有答复" in error.value.message


def test_what_another_authority_refuses_comes_back_at_once(elsewhere):
    row = elsewhere.reported_for_transfer("国家统计局黔江调查队")
    transfers.approve_transfer(actor=elsewhere.cast.leader2, transfer=row, approve=True)
    transfers.send_transfer(actor=elsewhere.cast.officer1, transfer=row)
    transfers.record_transfer_result(
        actor=elsewhere.cast.officer1, transfer=row, result="declined", on=date(2026, 5, 11), words="不属调查队组织"
    )
    assert state(elsewhere) == ActState.FACTS


def test_the_police_get_a_list_of_annexes(violent):
    violent.act.refresh_from_db()
    with pytest.raises(DomainError) as error:
        transfers.report_for_transfer(
            actor=violent.cast.officer1, act=violent.act, to_organ="黔江区公安局", words="涉嫌妨害公务", annexes=[" "]
        )
    assert error.value.field == "annexes" and "6条" in error.value.message


def test_the_database_takes_no_objection_to_a_transfer_that_was_not_refused(violent):
    row = sent(violent)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contest.objects.create(
            transfer=row, way="reconsider", asked_on=date(2026, 5, 11), words="试", asked_by=violent.cast.officer1
        )


def test_an_official_goes_to_who_appointed_him_with_a_proposal_that_is_complete(story):
    story.registered("LEADER_FRAUD", "明示下属填报虚假统计数据", kind="government_head").filed().know(
        act_date=date(2026, 5, 8)
    ).screened()
    facts.add_evidence(
        actor=story.cast.officer1,
        case=story.case,
        kind="document",
        title="会议记录",
        source="镇政府",
        name="记录.txt",
        content="明示".encode(),
    )
    assert story.assessed().outcome == "REFER_OFFICIAL"
    row = story.reported_for_transfer("重庆市黔江区监察委员会")
    assert row.kind == "official"
    transfers.approve_transfer(actor=story.cast.leader2, transfer=row, approve=True)
    paper = papers.draft_case_paper(
        actor=story.cast.officer1, case=story.case, act=story.act, kind="DISCIPLINE_PROPOSAL"
    )
    assert documents.context_errors(paper.kind, paper.context, draft=True) == []
    assert paper.context["to"] == "重庆市黔江区监察委员会"
    transfers.send_transfer(actor=story.cast.officer1, transfer=row)
    assert state(story) == ActState.TRANSFER
