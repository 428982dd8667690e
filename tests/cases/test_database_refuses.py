"""The database says no where the services would, also to somebody who goes past them."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from cases.enums import ActState, CaseState
from cases.models import (
    Act,
    Answer,
    Assessment,
    Case,
    Countersignature,
    Decision,
    Fact,
    Obligation,
    Opinion,
    PenaltyProcedure,
    Service,
)
from records.constraints import explained
from tests.cases.story import Story, today

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def refused(write) -> str:
    """The Chinese sentence with which the database refuses, through the helper that services use."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    said = explained(error.value)
    assert said, error.value
    return said


@pytest.fixture
def answered(story) -> Story:
    """Ready to be decided: opinion signed, offer answered."""
    story.minor_untrue_corrected().assessed()
    return story.answered()


@pytest.fixture
def decided(answered) -> Story:
    answered.decided()
    answered.decision_papers_served().educated()
    return answered


def a_decision(story: Story, **changed) -> Decision:
    opinion = story.act.opinion
    fields = {
        "act": story.act,
        "assessment": opinion.assessment,
        "opinion": opinion,
        "outcome": opinion.outcome,
        "measure": opinion.measure,
        "reasons": "理由",
        "basis": ["行政处罚法33条1款前段"],
        "decided_on": today(),
        "decided_by": story.cast.leader1,
        "author": story.cast.officer1,
    }
    return Decision(**(fields | changed))


PROOFS = (
    "cases_evidence",
    "cases_firstoffencecheck",
    "cases_assessment",
    "cases_countersignature",
    "cases_offer",
    "cases_answer",
    "cases_decision",
    "cases_education",
    "cases_correctionextension",
    "cases_recheck",
    "cases_casepaper",
    "cases_service",
)


@pytest.mark.parametrize("table", PROOFS)
def test_rows_that_prove_something_are_neither_changed_nor_deleted(decided, table):
    from cases.services import corrections, facts

    facts.add_evidence(
        actor=decided.cast.officer1,
        case=decided.case,
        kind="document",
        title="报表",
        source="平台",
        name="a.pdf",
        content=b"%PDF-1.7 x",
    )
    other = decided.with_act("NO_LEDGER", "未设置台账")
    facts.record_fact(actor=decided.cast.officer1, act=other, key="act_date", value=date(2026, 5, 8))
    facts.check_first_offence(actor=decided.cast.officer1, act=other)
    row = corrections.order_correction(
        actor=decided.cast.officer1, act=other, deadline=date(2026, 5, 30), requirements="补齐台账"
    )
    decided.printed_and_served(row.paper)
    corrections.extend_correction(
        actor=decided.cast.head1, correction=row, new_deadline=date(2026, 6, 5), reason="停电"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] > 0
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
            assert "只能增加" in refused(lambda statement=statement: cursor.execute(statement))


def test_an_answer_of_the_fact_sheet_is_superseded_never_rewritten(story):
    story.registered().know(harm="none")
    fact = Fact.objects.get(key="harm")
    assert "不能修改" in refused(lambda: Fact.objects.filter(pk=fact.pk).update(value="minor"))
    assert "不能修改" in refused(lambda: fact.delete())
    assert "一个现行答案" in refused(
        lambda: Fact.objects.create(case=story.case, act=story.act, key="harm", value="x", recorded_by=fact.recorded_by)
    )


def test_a_decision_needs_a_signature_of_another_person(story):
    story.minor_untrue_corrected().assessed()
    story.proposed()
    assert "没有经他人签署" in refused(lambda: a_decision(story).save())


def test_a_decision_is_made_by_a_leader(answered):
    assert "局领导" in refused(lambda: a_decision(answered, decided_by=answered.cast.head1).save())


def test_a_decision_says_what_the_signed_opinion_says(answered):
    assert "不符" in refused(lambda: a_decision(answered, outcome="NP_MANDATORY_NO_FAULT").save())


def test_a_decision_is_never_the_authors(answered):
    said = refused(lambda: a_decision(answered, decided_by=answered.cast.officer1).save())
    assert "局领导" in said or "本人" in said


def test_a_measure_is_not_decided_before_the_party_has_answered(story):
    story.minor_untrue_corrected().assessed()
    story.signed()
    assert "没有征求当事人意愿" in refused(lambda: a_decision(story).save())


def test_a_decision_needs_two_officers_with_valid_certificates(answered):
    who = answered.cast.officer2
    type(who).objects.filter(pk=who.pk).update(certificate_until=date(2026, 5, 1))
    assert "两名有执法资格" in refused(lambda: a_decision(answered).save())


@pytest.mark.parametrize("advice", ["CRIMINAL_TRANSFER", "JURISDICTION_TRANSFER", "PENALTY", "PENALTY_SERIOUS"])
def test_no_soft_decision_past_a_hard_stop(answered, advice):
    """Even where somebody slips in an opinion and a signature for it."""
    story, old = answered, answered.act.opinion
    hard = Assessment.objects.get(pk=old.assessment_id)
    hard.pk, hard.outcome = None, advice
    hard.save(force_insert=True)
    Opinion.objects.filter(pk=old.pk).update(is_current=False)
    opinion = Opinion.objects.create(
        act=story.act,
        assessment=hard,
        adopts=False,
        outcome="NP_MANDATORY_MINOR",
        reasons="自认轻微",
        submitted_by=story.cast.officer1,
    )
    Countersignature.objects.create(
        opinion=opinion, verdict="approve", signed_by=story.cast.leader2, author=story.cast.officer1
    )
    said = refused(lambda: a_decision(story, assessment=hard, opinion=opinion, measure="").save())
    assert "应当处罚或者移送" in said


def test_nobody_signs_their_own_opinion_not_even_for_somebody_absent(story):
    story.minor_untrue_corrected().assessed()
    opinion = story.proposed()
    author, head = story.cast.officer1, story.cast.head1
    own = {"opinion": opinion, "verdict": "approve", "author": author}
    assert "本人" in refused(lambda: Countersignature.objects.create(**own, signed_by=author))
    assert "本人" in refused(lambda: Countersignature.objects.create(**own, signed_by=head, signed_for=author))
    assert "本人" in refused(lambda: Countersignature.objects.create(**(own | {"author": head}), signed_by=author))


def test_a_departure_is_signed_by_a_leader(story):
    story.first_with_minor_harm().assessed()
    opinion = story.proposed(adopts=False, outcome="PENALTY", reasons="多次提醒仍不重视")
    row = {"opinion": opinion, "verdict": "approve", "author": story.cast.officer1}
    assert "局领导" in refused(lambda: Countersignature.objects.create(**row, signed_by=story.cast.head1))


@pytest.mark.parametrize("state", sorted(set(ActState) - {ActState.FACTS}))
def test_no_act_reaches_a_state_it_has_not_earned(story, state):
    story.registered().filed()
    assert refused(lambda: Act.objects.filter(pk=story.act.pk).update(state=state))


def test_a_decided_act_does_not_go_back(decided):
    said = refused(lambda: Act.objects.filter(pk=decided.act.pk).update(state=ActState.FACTS))
    assert "不能退回" in said


def closing(story: Story):
    return Case.objects.filter(pk=story.case.pk).update(state=CaseState.CLOSED, closed_on=today(), closing_words="办结")


def test_a_file_is_not_closed_with_an_act_open(decided):
    decided.with_act("NO_LEDGER", "未设置台账")
    assert "还有违法行为" in refused(lambda: closing(decided))


def test_a_file_is_not_closed_while_something_that_bars_it_is_owed(answered):
    answered.decided()
    assert "还有没办的事" in refused(lambda: closing(answered))


def test_nothing_is_added_to_a_closed_file(decided):
    case = decided.closed()
    assert "已经办结" in refused(lambda: Case.objects.filter(pk=case.pk).update(summary="改写"))
    assert "已经办结" in refused(lambda: Obligation.objects.create(case=case, kind="report", title="x", bound="bureau"))
    assert "已经办结" in refused(
        lambda: Fact.objects.create(case=case, key="harm", value="none", recorded_by=decided.cast.officer1)
    )
    assert "已经办结" in refused(
        lambda: Act.objects.create(
            case=case,
            party=case.party,
            order=9,
            violation="LATE",
            violation_name="x",
            subject="x",
            created_by=decided.cast.officer1,
        )
    )
    later = Obligation.objects.create(case=case, kind="learn", title="自愿学习", bound="party", bars_closing=False)
    assert later.pk


def test_learning_never_bars(story):
    story.registered()
    said = refused(
        lambda: Obligation.objects.create(case=story.case, kind="learn", title="学习", bound="party", bars_closing=True)
    )
    assert "自愿" in said


def test_the_number_of_a_file_stands(story):
    story.registered().filed()
    assert "案号" in refused(lambda: Case.objects.filter(pk=story.case.pk).update(number="黔统立〔2026〕9号"))


def test_a_file_is_filed_by_a_leader_who_did_not_ask_for_it(story):
    story.registered().filing_requested()
    rows = Case.objects.filter(pk=story.case.pk)
    fields = {"state": CaseState.INVESTIGATING, "number": "黔统立〔2026〕1号", "filed_on": today()}
    assert "局领导" in refused(lambda: rows.update(**fields, filed_by=story.cast.head1))
    assert refused(lambda: rows.update(**fields, filed_by=story.cast.officer1))


def test_only_an_issued_paper_is_served(story):
    story.registered().filed()
    paper = story.ordered("2026-05-18").paper
    said = refused(
        lambda: Service.objects.create(
            case=story.case,
            paper=paper,
            method="direct",
            served_on=today(),
            recipient="王明",
            recorded_by=story.cast.officer1,
        )
    )
    assert "已经制发" in said


def test_an_issued_order_is_not_changed(story):
    story.registered().filed()
    row = story.order_served("2026-05-18")
    assert "已经制发" in refused(lambda: type(row).objects.filter(pk=row.pk).update(deadline="2027-01-01"))


def test_an_answer_taken_down_by_an_officer_has_a_witness(story):
    story.minor_untrue_corrected().assessed()
    offer = story.offered()
    said = refused(
        lambda: Answer.objects.create(
            offer=offer, answer="accept", means="phone", answered_on=today(), recorded_by=story.cast.officer1
        )
    )
    assert "见证" in said


def test_the_penalty_procedure_is_opened_only_for_a_penalty(answered):
    opinion = answered.act.opinion
    said = refused(
        lambda: PenaltyProcedure.objects.create(
            act=answered.act,
            assessment=opinion.assessment,
            opinion=opinion,
            outcome=opinion.outcome,
            reasons="x",
            opened_on=today(),
            opened_by=answered.cast.leader1,
            author=opinion.submitted_by,
        )
    )
    assert "不进入处罚程序" in said
