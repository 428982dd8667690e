"""建议, 意见, 决定: what may be adopted or departed from, who signs, and what a decision brings with it."""

from datetime import date

import pytest

from cases.enums import ActState
from cases.models import Decision, PenaltyProcedure
from cases.outcomes import DEPARTURES, FOR_PEOPLE, NOT_PUNISHED, PUNISHED, TRANSFERRED
from cases.services import decisions, facts, offers, proposals
from parties.enums import PartyKind
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Notice
from rules.text import OUTCOMES

pytestmark = pytest.mark.django_db


def test_every_outcome_of_the_rules_has_its_class_here():
    classes = (NOT_PUNISHED, PUNISHED, TRANSFERRED, FOR_PEOPLE)
    procedural = {"SPLIT", "PROCEDURE_BLOCK", "PROCEDURE_BREACH", "PROCEDURE_OK", "EXECUTION"}
    assert set().union(*classes) == set(OUTCOMES) - procedural
    assert sum(len(one) for one in classes) == len(set().union(*classes))


def test_no_departure_leads_from_a_penalty_or_transfer_to_a_soft_outcome():
    for advice, allowed in DEPARTURES.items():
        if advice in PUNISHED | TRANSFERRED:
            assert not allowed & NOT_PUNISHED


def test_open_questions_carry_no_opinion(story):
    story.registered().filed().untrue()
    story.assessed()
    with pytest.raises(DomainError) as error:
        story.proposed()
    assert "还有没查明的事实" in error.value.message


def test_an_assessment_keeps_the_facts_the_answer_and_the_versions_it_rests_on(story, law):
    story.minor_untrue_corrected()
    row = story.act.assessments.first()
    assert row.sheet["reported"] == 10300 and row.answer["outcome"] == row.outcome
    assert (row.law_digest, row.law_version, row.list_version) == (law.digest, "2024", "QJ-DEMO")
    assert row.engine_version and len(row.sha256) == 64


def test_the_same_facts_give_the_same_recommendation_with_the_same_hash(story):
    story.minor_untrue_corrected()
    one, two = story.assessed(), story.assessed()
    assert one.pk != two.pk and one.sha256 == two.sha256


def test_a_recommendation_can_be_asked_as_of_an_earlier_day_but_not_of_tomorrow(story):
    from cases.services import assessments

    story.minor_untrue_corrected()
    row = assessments.assess_act(actor=story.cast.officer1, act=story.act, as_of=date(2026, 5, 12))
    assert (row.as_of, row.outcome) == (date(2026, 5, 12), "")
    with pytest.raises(DomainError):
        assessments.assess_act(actor=story.cast.officer1, act=story.act, as_of=date(2026, 5, 16))


def test_a_superseded_recommendation_carries_no_opinion(story):
    story.minor_untrue_corrected()
    old = story.act.assessments.first()
    story.assessed()
    with pytest.raises(DomainError) as error:
        proposals.propose(actor=story.cast.officer1, act=story.act, assessment=old, adopts=True)
    assert "以最新的为准" in error.value.message


def test_a_must_is_adopted_without_reasons(story):
    story.minor_untrue_corrected()
    assert story.proposed(reasons="").reasons == ""


def test_a_must_cannot_be_left_for_another_outcome(story):
    story.minor_untrue_corrected()
    with pytest.raises(DomainError) as error:
        story.proposed(adopts=False, outcome="PENALTY", reasons="想罚")
    assert error.value.field == "outcome" and "更正事实" in error.value.message


def test_another_measure_is_a_departure_signed_by_a_leader(story):
    story.minor_untrue_corrected()
    opinion = story.proposed(adopts=False, measure="guidance", reasons="指导更合适")
    assert (opinion.outcome, opinion.measure) == ("NP_MANDATORY_MINOR", "guidance")
    with pytest.raises(NotAllowed) as error:
        proposals.countersign(actor=story.cast.head1, opinion=opinion, approve=True)
    assert "上一级" in error.value.message
    assert proposals.countersign(actor=story.cast.leader2, opinion=opinion, approve=True).signed_by.role == "leader"


@pytest.mark.parametrize("reasons", ["", "   "])
def test_a_departure_needs_reasons(story, reasons):
    story.first_with_minor_harm()
    with pytest.raises(DomainError) as error:
        story.proposed(adopts=False, outcome="PENALTY", reasons=reasons)
    assert error.value.field == "reasons"


def test_a_may_left_for_a_penalty_goes_to_the_procedure_with_its_range(story):
    story.first_with_minor_harm()
    story.signed(by=story.cast.leader2, adopts=False, outcome="PENALTY", reasons="同一统计员连年出错")
    row = story.decided()
    assert isinstance(row, PenaltyProcedure) and (row.fine_least, row.fine_most) == (0, 100000)


def test_what_looks_like_a_departure_but_is_none_is_named(story):
    story.minor_untrue_corrected()
    with pytest.raises(DomainError) as error:
        story.proposed(adopts=False, outcome="NP_MANDATORY_MINOR", reasons="同意")
    assert "相同" in error.value.message


def test_a_key_area_leaves_the_choice_to_people_with_reasons_and_a_leader(story):
    story.registers_complete().registered().filed().untrue(2900, 2700).know(
        harm="minor", minor_act=False, key_area=True
    )
    story.screened().first_checked().corrected(deadline="2026-05-18", done_on="2026-05-15")
    assert story.act.assessments.first().outcome == "ESCALATE_MANUAL"
    with pytest.raises(DomainError):
        story.proposed()
    opinion = story.proposed(
        adopts=False, outcome="NP_DISCRETIONARY_FIRST", measure="warning", reasons="后果仅限一期快报，已订正。"
    )
    with pytest.raises(NotAllowed):
        proposals.countersign(actor=story.cast.head1, opinion=opinion, approve=True)
    proposals.countersign(actor=story.cast.leader2, opinion=opinion, approve=True)
    offer = offers.make_offer(actor=story.cast.officer1, act=story.act, answer_by=date(2026, 5, 20))
    offers.record_answer(
        actor=story.cast.officer1,
        offer=offer,
        answer="accept",
        means="phone",
        words="接受",
        witness=story.cast.officer2,
    )
    assert story.decided().outcome == "NP_DISCRETIONARY_FIRST"


def test_a_returned_opinion_goes_back_with_its_words(story):
    story.minor_untrue_corrected()
    opinion = story.proposed()
    with pytest.raises(DomainError):
        proposals.countersign(actor=story.cast.head1, opinion=opinion, approve=False, words="")
    proposals.countersign(actor=story.cast.head1, opinion=opinion, approve=False, words="补充原始凭证")
    story.act.refresh_from_db()
    assert story.act.state == ActState.FACTS and story.act.opinion is None
    assert Notice.objects.get(user=story.cast.officer1).text.endswith("补充原始凭证")
    assert story.proposed().is_current


def test_a_signed_opinion_is_taken_back_only_with_a_reason(story):
    story.minor_untrue_corrected()
    story.signed()
    with pytest.raises(DomainError) as error:
        proposals.withdraw_opinion(actor=story.cast.officer1, act=story.act)
    assert error.value.field == "reason"
    proposals.withdraw_opinion(actor=story.cast.officer1, act=story.act, reason="发现新证据")
    assert story.act.state == ActState.FACTS


def test_taking_the_opinion_back_ends_the_penalty_procedure_it_opened(story):
    story.first_with_minor_harm()
    story.signed(by=story.cast.leader2, adopts=False, outcome="PENALTY", reasons="连年出错")
    row = story.decided()
    proposals.withdraw_opinion(actor=story.cast.officer1, act=story.act, reason="当事人补交了免责证据")
    row.refresh_from_db()
    assert row.ended_at and story.act.state == ActState.FACTS and story.act.penalty_procedure is None


def test_facts_do_not_change_under_an_opinion(story):
    story.minor_untrue_corrected()
    story.proposed()
    with pytest.raises(WrongState) as error:
        story.know(harm="minor")
    assert "先撤回意见" in error.value.message


def test_a_new_list_between_opinion_and_decision_sends_it_back(story, law, monkeypatch):
    """The list that made the act minor is gone on the day of the decision: nothing is decided on what was seen."""
    import dataclasses

    story.registered().filed().untrue().know(harm="none")
    story.screened().corrected(deadline="2026-05-18", done_on="2026-05-15")
    assert story.act.assessments.first().outcome == "NP_MANDATORY_MINOR"
    story.answered()
    without = dataclasses.replace(law, lists=(), digest="0" * 64)
    monkeypatch.setattr("cases.law.current_law", lambda on=None: without)
    back = decisions.decide(actor=story.cast.leader1, act=story.act, reasons="同意")
    assert isinstance(back, proposals.SentBack) and "清单版本已经更换" in back.message
    story.act.refresh_from_db()
    assert story.act.state == ActState.FACTS and not Decision.objects.exists()


def test_the_offer_goes_out_only_after_the_signature_and_the_decision_only_after_the_answer(story):
    story.minor_untrue_corrected()
    story.proposed()
    with pytest.raises(WrongState):
        offers.make_offer(actor=story.cast.officer1, act=story.act, answer_by=date(2026, 5, 20))
    proposals.countersign(actor=story.cast.head1, opinion=story.act.opinion, approve=True)
    story.act.refresh_from_db()
    with pytest.raises(WrongState) as error:
        decisions.decide(actor=story.cast.leader1, act=story.act, reasons="同意")
    assert "征求意愿" in error.value.message


def test_silence_counts_only_after_the_last_day(story):
    story.minor_untrue_corrected()
    offer = story.offered()
    silent = {"offer": offer, "answer": "silent", "means": "none"}
    with pytest.raises(DomainError) as error:
        offers.record_answer(actor=story.cast.officer1, **silent)
    assert "期满后" in error.value.message
    story.on("2026-05-16")
    assert offers.record_answer(actor=story.cast.officer1, **silent).answer == "silent"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"witness": None}, "witness"),
        ({"words": ""}, "words"),
        ({"means": "online"}, "means"),
        ({"means": "none"}, "means"),
        ({"answered_on": date(2026, 5, 14)}, "answered_on"),
        ({"answered_on": date(2026, 5, 16)}, "answered_on"),
        ({"answer": "perhaps"}, "answer"),
    ],
)
def test_an_answer_is_taken_down_with_words_day_and_witness(story, fields, field):
    story.minor_untrue_corrected()
    offer = story.offered()
    given = {"answer": "decline", "means": "phone", "words": "不用", "witness": story.cast.officer2}
    with pytest.raises(DomainError) as error:
        offers.record_answer(actor=story.cast.officer1, offer=offer, **(given | fields))
    assert error.value.field == field


def test_a_decision_opens_what_follows_from_it(story):
    story.minor_untrue_corrected().answered()
    story.decided()
    owed = {(row.kind, row.paper_kind): (row.due_on, row.bars_closing) for row in story.case.obligations.open()}
    assert owed == {
        ("serve", "NO_PENALTY_DECISION"): (date(2026, 5, 26), True),
        ("serve", "MINOR_WARNING"): (date(2026, 5, 26), True),
        ("educate", ""): (date(2026, 5, 26), True),
        ("revisit", ""): (date(2026, 6, 14), False),
        ("disclose", ""): (date(2026, 6, 12), False),
    }
    assert story.case.obligations.get(kind="decide").fulfilled_at


def test_a_leader_who_works_the_file_does_not_decide_it(story):
    story.minor_untrue_corrected().answered()
    story.case.officers.create(user=story.cast.leader2, part="assist", from_on=date(2026, 5, 1))
    row = story.case.officers.get(user=story.cast.leader2)
    row.recusal = "none"
    row.save()
    with pytest.raises(NotAllowed):
        story.decided(by=story.cast.leader2)
    assert story.decided(by=story.cast.leader1).decided_by == story.cast.leader1


def test_a_party_for_whom_the_offence_does_not_exist_is_told_so(story):
    story.registered("NO_LEDGER", "未设置统计台账", kind=PartyKind.INDIVIDUAL_BUSINESS).filed().know(
        act_date=date(2026, 5, 8), harm="none"
    ).screened()
    assert story.assessed().outcome == "NP_NOT_ESTABLISHED"
    story.signed()
    assert story.decided().outcome == "NP_NOT_ESTABLISHED"
    assert set(story.case.obligations.barring().values_list("kind", "paper_kind")) == {("serve", "NO_PENALTY_DECISION")}


def test_every_step_stands_in_the_timeline_as_it_was_said(story):
    story.minor_untrue_corrected().answered()
    story.decided()
    said = list(Event.objects.of("cases.case", story.case.pk).values_list("verb", flat=True))
    wanted = ["register_case", "approve_filing", "serve_paper", "record_recheck", "propose", "countersign", "decide"]
    places = [said.index(verb) for verb in wanted]
    assert places == sorted(places)
    row = Event.objects.get(verb="countersign")
    assert row.summary.startswith("行为1同意处理意见：不予行政处罚") and row.before == {"状态": "proposed"}


def test_what_was_found_later_does_not_rewrite_what_was_recommended(story):
    story.minor_untrue_corrected()
    row = story.act.assessments.first()
    facts.record_fact(actor=story.cast.officer1, act=story.act, key="harm", value="minor")
    row.refresh_from_db()
    assert row.sheet["harm"] == "none"
