"""Two licensed officers, recusal, replacement, hand-over, and who signs for somebody absent."""

from datetime import date

import pytest

from accounts.models import StandIn
from cases.capacity import current_officers
from cases.models import Case, CaseOfficer, Countersignature
from cases.services import decisions, facts, files, proposals
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


def evidence(story, by):
    return facts.add_evidence(
        actor=by, case=story.case, kind="record", title="现场笔录", source="现场制作", name="a.txt", content=b"on site"
    )


def away(absent, deputy, by):
    return StandIn.objects.create(
        absent=absent,
        deputy=deputy,
        starts_on=date(2026, 5, 1),
        ends_on=date(2026, 6, 30),
        reason="学习",
        appointed_by=by,
    )


def test_lead_and_assistant_are_two_people(story):
    story.registered()
    with pytest.raises(DomainError) as error:
        files.name_officers(
            actor=story.cast.head1,
            case=story.case,
            lead_officer=story.cast.officer1,
            assistant=story.cast.officer1,
        )
    assert error.value.field == "assistant"


def test_an_officer_whose_certificate_has_lapsed_is_not_named(story):
    story.registered()
    lapsed = factories.person("officer9", of="执法监督科", certified=True, certificate_until=date(2026, 5, 10))
    with pytest.raises(DomainError) as error:
        files.name_officers(actor=story.cast.head1, case=story.case, lead_officer=story.cast.officer1, assistant=lapsed)
    assert "不在有效期内" in error.value.message


def test_the_day_a_certificate_ends_is_still_valid_and_the_next_is_not(story):
    story.registered()
    who = story.cast.officer2
    type(who).objects.filter(pk=who.pk).update(certificate_until=date(2026, 5, 11))
    assert evidence(story, story.cast.officer1).number == 1
    story.on("2026-05-12")
    with pytest.raises(DomainError) as error:
        evidence(story, story.cast.officer1)
    assert "田小雨的执法证不在有效期内" in error.value.message


def test_an_open_recusal_does_not_stop_the_investigation_but_every_act_of_the_file(story):
    """行政处罚法43条3款: the investigation goes on until the recusal is decided."""
    story.registered()
    files.declare_recusal(actor=story.cast.officer2, case=story.case, relation="与法定代表人是同学")
    assert evidence(story, story.cast.officer1).number == 1
    with pytest.raises(DomainError) as error:
        story.filing_requested()
    assert "田小雨的回避还没有决定" in error.value.message


def test_a_recused_officer_is_off_the_file_until_another_takes_the_place(story):
    story.registered()
    row = files.declare_recusal(actor=story.cast.officer2, case=story.case, relation="与法定代表人是夫妻")
    files.decide_recusal(actor=story.cast.leader1, row=row, recused=True, words="近亲属")
    with pytest.raises(NotAllowed):
        evidence(story, story.cast.officer2)
    with pytest.raises(DomainError) as error:
        evidence(story, story.cast.officer1)
    assert "办案人员只有1名" in error.value.message
    files.replace_officer(actor=story.cast.head1, outgoing=row, incoming=story.cast.officer3, reason="回避")
    files.declare_recusal(actor=story.cast.officer3, case=story.case)
    assert evidence(story, story.cast.officer3).number == 1
    assert Case.objects.visible_to(story.cast.officer3).filter(pk=story.case.pk).exists()
    assert not Case.objects.visible_to(story.cast.officer4).filter(pk=story.case.pk).exists()


def test_a_recusal_refused_lets_the_officer_go_on(story):
    story.registered()
    row = files.declare_recusal(actor=story.cast.officer2, case=story.case, relation="曾在同一培训班")
    files.decide_recusal(actor=story.cast.leader1, row=row, recused=False, words="不影响公正")
    assert story.filing_requested().case.state == "filing"


def test_a_recusal_once_asked_is_not_taken_back_by_oneself(story):
    story.registered()
    files.declare_recusal(actor=story.cast.officer2, case=story.case, relation="同学")
    with pytest.raises(WrongState):
        files.declare_recusal(actor=story.cast.officer2, case=story.case)


def test_nobody_replaces_themselves(story):
    story.registered()
    row = CaseOfficer.objects.get(case=story.case, user=story.cast.officer1)
    with pytest.raises(NotAllowed):
        files.replace_officer(actor=story.cast.officer1, outgoing=row, incoming=story.cast.officer3, reason="忙")


def test_all_files_of_somebody_who_leaves_go_over_in_one_step(story):
    cases = []
    for number in range(3):
        story.registered(party=factories.party(f"重庆第{number}食品有限公司", by=story.cast.officer1))
        cases.append(story.case)
    done = files.hand_over(
        actor=story.cast.head1, from_user=story.cast.officer1, to_user=story.cast.officer3, on=date(2026, 5, 11)
    )
    assert {case.pk for case in done} == {case.pk for case in cases}
    for case in cases:
        assert [row.user.username for row in current_officers(case)] == ["officer3", "officer2"]
        assert Event.objects.filter(stream="cases.case", stream_id=case.pk, verb="replace_officer").count() == 1


def test_a_hand_over_that_cannot_be_whole_moves_nothing(story):
    story.registered()
    with pytest.raises(DomainError) as error:
        files.hand_over(
            actor=story.cast.head1, from_user=story.cast.officer1, to_user=story.cast.officer2, on=date(2026, 5, 11)
        )
    assert str(story.case) in error.value.message
    assert [row.user.username for row in current_officers(story.case)] == ["officer1", "officer2"]


def test_a_head_named_in_the_file_does_not_countersign_it(story):
    who = story.cast
    story.registered()
    files.name_officers(actor=who.head1, case=story.case, lead_officer=who.officer1, assistant=who.head1)
    files.declare_recusal(actor=who.head1, case=story.case)
    story.filed().untrue().know(harm="none", minor_act=True).screened()
    story.corrected(deadline="2026-05-18", done_on="2026-05-15")
    opinion = story.proposed()
    with pytest.raises(NotAllowed) as error:
        proposals.countersign(actor=who.head1, opinion=opinion, approve=True)
    assert "本人经办" in error.value.message
    assert proposals.countersign(actor=who.leader2, opinion=opinion, approve=True).verdict == "approve"


def test_a_stand_in_signs_named_as_such_and_never_for_the_author(story):
    who = story.cast
    story.minor_untrue_corrected()
    away(who.head1, who.officer3, who.leader1)
    opinion = story.proposed()
    row = proposals.countersign(actor=who.officer3, opinion=opinion, approve=True)
    assert (row.signed_by, row.signed_for) == (who.officer3, who.head1)
    assert Event.objects.filter(verb="countersign", summary__contains="代谭学军").exists()


def test_the_author_does_not_sign_as_stand_in_for_the_head(story):
    who = story.cast
    story.minor_untrue_corrected()
    away(who.head1, who.officer1, who.leader1)
    opinion = story.proposed()
    with pytest.raises(NotAllowed):
        proposals.countersign(actor=who.officer1, opinion=opinion, approve=True)
    assert not Countersignature.objects.exists()


def test_a_stand_in_decides_for_an_absent_leader(story):
    who = story.cast
    story.minor_untrue_corrected().answered()
    away(who.leader1, who.head2, who.leader1)
    story.act.refresh_from_db()
    assert Case.objects.visible_to(who.head2).filter(pk=story.case.pk).exists()
    row = decisions.decide(actor=who.head2, act=story.act, reasons="同意")
    assert (row.decided_by, row.decided_for) == (who.head2, who.leader1)


def test_a_stand_in_that_has_run_out_sees_and_signs_nothing(story):
    who = story.cast
    story.registered().filing_requested()
    away(who.leader1, who.head2, who.leader1)
    story.on("2026-07-01")
    assert not Case.objects.visible_to(who.head2).filter(pk=story.case.pk).exists()
    with pytest.raises(NotAllowed):
        files.approve_filing(actor=who.head2, case=story.case)
