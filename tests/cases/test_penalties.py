"""The ordinary procedure: told first, heard, reviewed, discussed, decided within what was told, served, paid."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.deadlines import clocks
from cases.enums import ActState, CaseState
from cases.models import Decision, PriorNotice
from cases.services import facts, files, hearings, papers, penalties, proposals, sanctions
from cases.services.proposals import SentBack
from cases.steps import next_steps
from records.constraints import explained
from records.errors import DomainError, NotAllowed, WrongState
from tests.cases.story import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(story):
    """A fine of 10000元 intended and told: below the threshold of a hearing."""
    story.in_procedure().told(10000)
    return story


@pytest.fixture
def large(story):
    """A fine of 50000元 intended and told on 20 May 2026: the party may ask for a hearing until 27 May."""
    story.in_procedure().told(50000)
    return story


def refused(write) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    return explained(error.value)


def test_a_small_penalty_from_notice_to_payment_and_closing(story):
    decision = story.simply_punished(10000)
    assert decision.penalties == ["警告", "罚款1万元"] and decision.procedure.ended_at
    story.act.refresh_from_db()
    assert story.act.state == ActState.DECIDED
    pay = story.case.obligations.open().get(kind="pay")
    assert (pay.due_on, pay.bound, pay.bars_closing) == (date(2026, 6, 4), "party", True)
    with pytest.raises(DomainError) as error:
        story.closed()
    assert "缴纳罚款1万元" in error.value.message
    sanctions.record_payment(actor=story.cast.officer1, act=story.act, paid_on=today(), amount=10000, voucher="非税001")
    assert story.closed().state == CaseState.CLOSED


def test_the_notice_names_warning_fine_and_rights(told):
    notice = PriorNotice.objects.get()
    assert notice.penalties == ["警告", "罚款1万元"] and not notice.hearing_told
    assert notice.paper.number == "黔统告〔2026〕1号" and notice.served_on == date(2026, 5, 20)


@pytest.mark.parametrize(("fine", "hearing"), [(49999, False), (50000, True), (100000, True)])
def test_a_fine_from_the_threshold_on_opens_the_right_to_a_hearing(story, fine, hearing):
    notice = story.in_procedure().notified(fine)
    assert notice.hearing_told is hearing and notice.paper.context["hearing"] is hearing


def test_a_fine_above_the_range_is_not_even_told(story):
    story.in_procedure()
    with pytest.raises(DomainError) as error:
        story.notified(100001)
    assert "超过法定最高额" in error.value.message


def test_a_warning_alone_may_be_told_where_the_fine_is_optional(story):
    notice = story.in_procedure().notified(0, circular=True)
    assert notice.penalties == ["警告", "通报"]


def test_telling_again_changes_the_draft_and_after_issue_makes_a_new_notice(story):
    first = story.in_procedure().notified(10000)
    assert story.notified(8000).pk == first.pk
    papers.revise_case_paper(actor=story.cast.officer1, paper=first.paper, extra={"evidence": ["报表"]})
    papers.issue_case_paper(actor=story.cast.officer1, paper=first.paper)
    assert story.notified(6000).pk != first.pk


def test_no_decision_before_the_notice_has_reached_the_party(story):
    story.in_procedure().notified()
    with pytest.raises(WrongState) as error:
        story.punished()
    assert "还没有送达" in error.value.message


def test_no_decision_before_the_party_was_heard(told):
    with pytest.raises(WrongState) as error:
        told.punished()
    assert "陈述申辩" in error.value.message


def test_never_heavier_than_told(told):
    told.spoke()
    with pytest.raises(DomainError) as error:
        told.punished(10001)
    assert "重于" in error.value.message or "加重" in error.value.message
    assert told.punished(8000).fine == 8000


def test_what_the_party_says_is_reviewed_in_writing(told):
    with pytest.raises(DomainError) as error:
        told.spoke(review="")
    assert error.value.field == "review"
    with pytest.raises(DomainError) as error:
        told.spoke(adopted="")
    assert error.value.field == "adopted"


def test_silence_counts_only_when_the_time_is_over(told):
    with pytest.raises(DomainError):
        told.spoke("silent")
    told.on("2026-05-26")
    assert told.spoke("silent").words == ""
    assert told.punished().fine == 10000


def test_no_decision_while_a_hearing_may_still_be_asked_for(large):
    notice = PriorNotice.objects.get()
    assert notice.hearing_until == date(2026, 5, 27)
    large.spoke()
    large.reviewed()
    large.on("2026-05-27")
    with pytest.raises(DomainError) as error:
        large.punished(50000)
    assert "听证" in error.value.message
    large.on("2026-05-28")
    assert large.punished(50000).fine == 50000


def test_a_hearing_asked_for_is_held_before_the_decision(large):
    large.spoke()
    large.reviewed()
    row = large.hearing_called("2026-06-05")
    large.on("2026-06-08")
    with pytest.raises(DomainError):
        large.punished(50000)
    hearings.record_hearing(
        actor=large.cast.reviewer1, hearing=row, held_on=date(2026, 6, 5), minutes="质证", conclusion="建议从轻"
    )
    assert large.punished(40000).fine == 40000


def test_after_a_hearing_the_law_asks_for_a_review(large):
    large.spoke()
    large.hearing_held("2026-06-05")
    with pytest.raises(DomainError) as error:
        large.punished(40000)
    assert "法制审核" in error.value.message
    large.reviewed(approve=False)
    with pytest.raises(DomainError):
        large.punished(40000)
    large.reviewed()
    assert large.punished(40000).fine == 40000


def test_a_late_request_is_recorded_and_binds_nobody(large):
    large.on("2026-05-28")
    row = large.hearing_asked()
    assert not row.in_time and row.ended_words == hearings.TOO_LATE
    large.spoke()
    large.reviewed()
    assert large.punished(50000).fine == 50000


def test_a_request_taken_back_leaves_the_way_free(large):
    row = large.hearing_asked()
    large.spoke()
    large.reviewed()
    large.on("2026-05-28")
    with pytest.raises(DomainError):
        large.punished(50000)
    hearings.withdraw_hearing(actor=large.cast.officer1, hearing=row, words="书面撤回")
    assert large.punished(50000).fine == 50000


def test_a_party_that_gives_everything_up_need_not_be_waited_for(large):
    large.spoke("waived", words="书面放弃陈述申辩和听证")
    large.reviewed()
    assert large.punished(50000).fine == 50000


@pytest.mark.parametrize(("day", "fits"), [("2026-05-28", False), ("2026-05-29", True)])
def test_a_hearing_is_called_seven_working_days_ahead(large, day, fits):
    row = large.hearing_asked()
    call = {
        "actor": large.cast.head1,
        "hearing": row,
        "scheduled_on": date.fromisoformat(day),
        "place": "会议室",
        "presider": large.cast.reviewer1,
    }
    if fits:
        assert hearings.call_hearing(**call).called_on == date(2026, 5, 20)
        return
    with pytest.raises(DomainError) as error:
        hearings.call_hearing(**call)
    assert error.value.field == "scheduled_on"


def test_nobody_of_the_case_presides(large):
    row = large.hearing_asked()
    with pytest.raises(DomainError) as error:
        hearings.call_hearing(
            actor=large.cast.head1,
            hearing=row,
            scheduled_on=date(2026, 6, 5),
            place="会议室",
            presider=large.cast.officer2,
        )
    assert "不能主持" in error.value.message
    assert "非本案" in refused(lambda: type(row).objects.filter(pk=row.pk).update(presider=large.cast.officer2))


def test_a_reviewer_needs_the_qualification(told):
    who = told.cast.reviewer1
    type(who).objects.filter(pk=who.pk).update(legally_qualified=False)
    who.refresh_from_db()
    with pytest.raises(DomainError) as error:
        told.reviewed(by=who)
    assert "法律职业资格" in error.value.message


def test_what_a_person_found_complex_is_discussed_by_the_heads_together(story):
    story.in_procedure().told(10000, discussion_ground="涉及多家企业，社会影响大", review_ground="法律关系复杂")
    story.spoke()
    with pytest.raises(DomainError) as error:
        story.punished()
    assert "集体讨论" in error.value.message and "法制审核" in error.value.message
    story.reviewed()
    story.discussed()
    assert story.punished().fine == 10000


@pytest.mark.parametrize(
    "fields",
    [{"attending": []}, {"opinions": ["同意"]}, {"opinions": ["同意", " "]}, {"conclusion": ""}],
)
def test_a_discussion_has_two_heads_and_the_words_of_each(told, fields):
    with pytest.raises(DomainError):
        told.discussed(**fields)


def test_the_leader_who_decides_is_not_of_the_case(told):
    told.spoke()
    told.case.officers.create(user=told.cast.leader2, part="assist", from_on=today(), until_on=today())
    with pytest.raises(NotAllowed):
        told.punished(by=told.cast.leader2)


def test_facts_changed_meanwhile_send_the_penalty_back(told):
    told.spoke()
    facts.record_fact(actor=told.cast.officer1, case=told.case, key="crime_suspected", value=False)
    told.act.refresh_from_db()
    back = sanctions.decide_penalty(actor=told.cast.leader1, act=told.act, fine=10000, reasons="同意")
    assert isinstance(back, SentBack)
    told.act.refresh_from_db()
    assert told.act.state == ActState.FACTS and told.act.penalty_procedure is None


# --- the database ----------------------------------------------------------------


def a_penalty(story, **changed) -> Decision:
    procedure = story.act.penalty_procedure
    fields = {
        "act": story.act,
        "assessment": procedure.assessment,
        "opinion": procedure.opinion,
        "procedure": procedure,
        "outcome": procedure.outcome,
        "penalties": ["警告", "罚款1万元"],
        "fine": 10000,
        "reasons": "理由",
        "basis": ["行政处罚法33条"],
        "decided_on": today(),
        "decided_by": story.cast.leader1,
        "author": procedure.author,
    }
    return Decision(**(fields | changed))


def test_the_database_knows_no_penalty_without_notice_and_statement(story):
    story.in_procedure()
    assert "没有送达事先告知书" in refused(lambda: a_penalty(story).save())
    story.notified()
    assert "没有送达事先告知书" in refused(lambda: a_penalty(story).save())
    papers.revise_case_paper(
        actor=story.cast.officer1, paper=PriorNotice.objects.get().paper, extra={"evidence": ["报表"]}
    )
    story.printed_and_served(PriorNotice.objects.get().paper)
    assert "没有听取陈述申辩" in refused(lambda: a_penalty(story).save())


def test_the_database_knows_no_penalty_heavier_than_told(told):
    told.spoke()
    assert "不能重于" in refused(lambda: a_penalty(told, fine=20000).save())
    assert "不能重于" in refused(lambda: a_penalty(told, penalties=["警告", "通报"]).save())


def test_the_database_waits_for_the_hearing_and_for_review_and_discussion(story):
    story.in_procedure().told(50000, review_ground="复杂", discussion_ground="重大")
    story.spoke()
    assert "申请听证的期限" in refused(lambda: a_penalty(story).save())
    row = story.hearing_asked()
    story.on("2026-05-28")
    assert "听证还没有举行" in refused(lambda: a_penalty(story).save())
    hearings.withdraw_hearing(actor=story.cast.officer1, hearing=row, words="撤回")
    assert "法制审核" in refused(lambda: a_penalty(story).save())
    story.reviewed()
    assert "集体讨论" in refused(lambda: a_penalty(story).save())


def test_an_issued_notice_is_not_changed(told):
    said = refused(lambda: PriorNotice.objects.update(fine=100000))
    assert "重新告知" in said


# --- payment and limit -------------------------------------------------------------


def test_lateness_costs_three_percent_a_day_and_never_more_than_the_fine(story):
    decision = story.simply_punished(10000)
    assert sanctions.owed(decision, date(2026, 6, 4)).surcharge == 0
    assert sanctions.owed(decision, date(2026, 6, 5)).surcharge == 300
    assert sanctions.owed(decision, date(2026, 6, 14)).surcharge == 3000
    assert sanctions.owed(decision, date(2027, 6, 4)).surcharge == 10000


def test_fine_and_surcharge_are_both_paid_before_the_duty_ends(story):
    decision = story.simply_punished(10000)
    story.on("2026-06-06")
    pay = {"actor": story.cast.officer1, "act": story.act, "paid_on": date(2026, 6, 6)}
    story.act.refresh_from_db()
    sanctions.record_payment(amount=10000, voucher="1", **pay)
    assert sanctions.owed(decision, date(2026, 7, 1)).surcharge == 600
    assert story.case.obligations.open().filter(kind="pay").exists()
    with pytest.raises(DomainError):
        sanctions.record_payment(amount=601, voucher="2", is_surcharge=True, **pay)
    sanctions.record_payment(amount=600, voucher="2", is_surcharge=True, **pay)
    assert not story.case.obligations.open().filter(kind="pay").exists()


def test_a_deferral_moves_the_last_day_and_stops_the_surcharge(story):
    decision = story.simply_punished(10000)
    story.act.refresh_from_db()
    sanctions.defer_payment(
        actor=story.cast.leader2, act=story.act, asked_on=today(), until=date(2026, 9, 30), reason="停产"
    )
    assert sanctions.owed(decision, date(2026, 9, 30)).surcharge == 0
    assert sanctions.owed(decision, date(2026, 10, 1)).surcharge == 300
    assert story.case.obligations.open().get(kind="pay").due_on == date(2026, 9, 30)


def test_the_limit_of_a_case_is_extended_once_and_in_time(story):
    story.registered().filed()
    row = sanctions.extend_limit(actor=story.cast.leader1, case=story.case, reason="需要外地协查")
    assert (row.old_limit, row.new_limit) == (date(2026, 8, 11), date(2026, 11, 11))
    assert {clock.title for clock in clocks(story.case, date(2026, 8, 10))} == {"作出处理决定（已延长）"}
    with pytest.raises(WrongState):
        sanctions.extend_limit(actor=story.cast.leader1, case=story.case, reason="再延")


def test_a_limit_that_has_run_out_is_not_extended(story):
    story.registered().filed()
    story.on("2026-08-12")
    with pytest.raises(WrongState) as error:
        sanctions.extend_limit(actor=story.cast.leader1, case=story.case, reason="太忙")
    assert "已经届满" in error.value.message


def test_a_penalty_with_hearing_review_and_discussion_is_really_printed(story, real_pdf):
    story.in_procedure().told(50000, review_ground="较大数额罚款")
    story.spoke()
    story.hearing_held("2026-06-05")
    story.reviewed()
    story.discussed()
    story.punished(40000)
    paper = papers.draft_case_paper(
        actor=story.cast.officer1,
        case=story.case,
        act=story.act,
        kind="PENALTY_DECISION",
        extra={"pay_to": "黔江区财政局非税收入专户", "evidence": ["报表（书证）"]},
    )
    story.printed_and_served(paper)
    paper.refresh_from_db()
    assert paper.number == "黔统罚决〔2026〕1号" and bytes(paper.stored.pdf).startswith(b"%PDF-")
    assert "听证意见" in paper.context["statement"] and paper.context["fine"] == "4万元"
    assert story.case.obligations.open().get(kind="pay").due_on == today() + timedelta(days=17)
    with pytest.raises(DomainError):
        files.close_case(actor=story.cast.officer1, case=story.case, words="未缴款")


def test_taking_the_opinion_back_keeps_the_notice_and_starts_anew(told):
    told.spoke(adopted="yes")
    told.act.refresh_from_db()
    proposals.withdraw_opinion(actor=told.cast.officer1, act=told.act, reason="采纳申辩，重新核实")
    assert PriorNotice.objects.count() == 1 and told.act.state == ActState.FACTS
    with pytest.raises(WrongState):
        penalties.record_statement(actor=told.cast.officer1, act=told.act, kind="waived", on=today(), words="放弃")


def test_a_correction_still_owed_is_followed_up_after_the_penalty(story):
    """Punished for not correcting, the party still owes the correction; the file waits for it, the decision stands."""
    story.registered().filed().untrue().know(harm="none", minor_act=True).screened()
    story.order_served("2026-05-18")
    story.on("2026-05-20")
    story.rechecked("none")
    story.signed()
    story.decided()
    story.act.refresh_from_db()
    story.reported()
    story.told(0)
    story.spoke()
    decision = story.punished(0)
    made = story.act.assessments.count()
    assert "复查改正情况" in [step.title for step in next_steps(story.case, today())]
    story.rechecked("full", "2026-05-20")
    assert not story.case.obligations.open().filter(kind="correct").exists()
    assert story.act.assessments.count() == made and Decision.objects.get() == decision
