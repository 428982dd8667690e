"""Learning by the party: offered, done by the party itself, never a condition of anything."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.enums import ActState
from cases.models import Obligation
from cases.services import obligations
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.training import factories
from training.enums import LearnMeans
from training.models import LearningAnswer, LearningOffer, LearningReading
from training.services import learning, units

pytestmark = pytest.mark.django_db


def paper(cast, offer, actor="officer1", **more):
    fields = {
        "answers": factories.answers(offer.lesson["sheet"]),
        "person_name": "王明",
        "person_role": "statistician",
        "done_on": timezone.localdate(),
        "upload": ("答卷.pdf", factories.PDF),
        "compared_by": cast.officer2,
    } | more
    return learning.record_paper_learning(actor=getattr(cast, actor), offer=offer, **fields)


def test_a_unit_is_offered_beside_the_measure(cast):
    offer = factories.learning_offer(cast)
    duty = offer.obligation
    assert (duty.kind, duty.bound, duty.bars_closing, duty.due_on) == ("learn", "party", False, None)
    assert "不学习不影响处理结果" in duty.due_words
    event = Event.objects.of("cases.case", offer.act.case_id).get()
    assert event.verb == "learning.offer" and "自愿" in event.summary


def test_a_decided_measure_may_be_followed_by_a_unit(cast):
    row = factories.act(cast, ActState.DECIDED)
    assert factories.learning_offer(cast, row).measure == "warning"


@pytest.mark.parametrize("who", ["officer3", "head1", "leader1", "training1", "admin1"])
def test_only_an_officer_of_the_file_offers(cast, who):
    row, unit = factories.act(cast), factories.learning_unit(cast)
    with pytest.raises(NotAllowed, match="办案人员"):
        learning.offer_learning(actor=getattr(cast, who), act=row, unit=unit)
    assert not LearningOffer.objects.exists()


def test_without_a_measure_there_is_nothing_to_offer(cast):
    row, unit = factories.act(cast, ActState.FACTS), factories.learning_unit(cast)
    with pytest.raises(WrongState, match="柔性措施"):
        learning.offer_learning(actor=cast.officer1, act=row, unit=unit)


def test_a_unit_must_be_open_and_fit_the_measure(cast):
    row = factories.act(cast)
    for unit in (factories.learning_unit(cast, opened=False), factories.learning_unit(cast, measures=["interview"])):
        with pytest.raises(DomainError, match="另选"):
            learning.offer_learning(actor=cast.officer1, act=row, unit=unit)


def test_a_unit_is_offered_once_per_act(cast):
    offer = factories.learning_offer(cast)
    with pytest.raises(DomainError, match="已经提供"):
        learning.offer_learning(actor=cast.officer1, act=offer.act, unit=offer.unit)


def test_an_offer_keeps_the_lesson_as_it_was(cast):
    offer = factories.learning_offer(cast)
    fields = {"title": "按时报送", "minutes": 5, "measures": ["warning"], "pass_mark": 60, "offences": []}
    questions = list(offer.unit.questions.all())
    units.change_learning_unit(actor=cast.training1, unit=offer.unit, body="新的内容。", questions=questions, **fields)
    offer.refresh_from_db()
    assert offer.lesson["body"] == "统计调查对象应当按时报送统计资料。"


def test_the_party_reads_answers_and_is_done(cast):
    offer = factories.learning_offer(cast)
    row = factories.learn(cast, offer)
    assert row.passed and row.means == LearnMeans.LINK and row.recorded_by is None
    duty = Obligation.objects.get(pk=offer.obligation_id)
    assert duty.fulfilled_at and duty.fulfilled_by is None and "王明（统计人员）" in duty.fulfilled_words
    last = Event.objects.of("cases.case", offer.act.case_id).last()
    assert (last.actor, last.actor_name, last.weight) == (None, "当事人", "party")


def test_reading_comes_before_the_questions_and_counts_once(cast):
    offer = factories.learning_offer(cast)
    token = learning.link_token(offer)
    fields = {"answers": factories.answers(offer.lesson["sheet"]), "person_name": "王明", "person_role": "owner"}
    with pytest.raises(WrongState, match="先读完"):
        learning.answer_by_link(token=token, **fields)
    assert learning.finish_reading(token=token) == learning.finish_reading(token=token)
    assert LearningReading.objects.count() == 1


def test_wrong_answers_are_kept_and_may_be_mended(cast):
    offer = factories.learning_offer(cast)
    first = factories.learn(cast, offer, wrong=2)
    assert not first.passed and Obligation.objects.get(pk=offer.obligation_id).fulfilled_at is None
    second = factories.learn(cast, offer)
    assert (second.number, second.passed) == (2, True)
    assert factories.learn(cast, offer) == second and LearningAnswer.objects.count() == 2


@pytest.mark.parametrize(("field", "value"), [("person_name", " "), ("person_role", "mayor")])
def test_the_person_says_who_they_are(cast, field, value):
    offer = factories.learning_offer(cast)
    token = learning.link_token(offer)
    learning.finish_reading(token=token)
    fields = {"answers": factories.answers(offer.lesson["sheet"]), "person_name": "王明", "person_role": "owner"}
    with pytest.raises(DomainError) as error:
        learning.answer_by_link(token=token, **(fields | {field: value}))
    assert error.value.field == field


def test_every_question_must_be_answered(cast):
    offer = factories.learning_offer(cast)
    token = learning.link_token(offer)
    learning.finish_reading(token=token)
    with pytest.raises(DomainError, match="还有2题没有作答"):
        learning.answer_by_link(token=token, answers={}, person_name="王明", person_role="owner")


def test_a_link_works_for_thirty_days_and_until_it_is_renewed(cast):
    offer = factories.learning_offer(cast)
    old = learning.link_token(offer)
    assert learning.offer_of_token(old) == (offer, True)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert learning.offer_of_token(old) == (offer, False)
        with pytest.raises(DomainError, match="已经失效"):
            learning.finish_reading(token=old)
        renewed = learning.renew_link(actor=cast.officer2, offer=offer)
        assert learning.offer_of_token(learning.link_token(renewed))[1]
        assert learning.offer_of_token(old) == (None, False)
    for made_up in ("", "abc", old[:-1]):
        assert learning.offer_of_token(made_up) == (None, False)


def test_only_an_officer_of_the_file_renews_withdraws_and_records(cast):
    offer = factories.learning_offer(cast)
    for call in (
        lambda: learning.renew_link(actor=cast.officer3, offer=offer),
        lambda: learning.withdraw_offer(actor=cast.head1, offer=offer, reason="改用约谈"),
        lambda: paper(cast, offer, "officer3"),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_an_offer_is_withdrawn_with_its_reason_and_the_link_dies(cast):
    offer = factories.learning_offer(cast)
    with pytest.raises(DomainError, match="收回的原因"):
        learning.withdraw_offer(actor=cast.officer1, offer=offer, reason=" ")
    learning.withdraw_offer(actor=cast.officer1, offer=offer, reason="改用另一单元")
    assert Obligation.objects.get(pk=offer.obligation_id).cancelled_at
    with pytest.raises(DomainError, match="已经失效"):
        factories.learn(cast, offer)
    with pytest.raises(WrongState):
        paper(cast, offer)


def test_what_the_party_has_finished_is_not_withdrawn(cast):
    offer = factories.learning_offer(cast)
    factories.learn(cast, offer)
    with pytest.raises(WrongState, match="已经学完"):
        learning.withdraw_offer(actor=cast.officer1, offer=offer, reason="改用")


def test_on_paper_the_sheet_is_kept_and_a_second_officer_compares(cast):
    offer = factories.learning_offer(cast)
    row = paper(cast, offer)
    assert (row.means, row.recorded_by, row.compared_by) == (LearnMeans.PAPER, cast.officer1, cast.officer2)
    duty = Obligation.objects.get(pk=offer.obligation_id)
    assert duty.fulfilled_by is None and "以纸质方式完成" in duty.fulfilled_words
    with pytest.raises(WrongState, match="已经学完"):
        paper(cast, offer)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"upload": None}, "upload"),
        ({"compared_by": None}, "compared_by"),
        ({"compared_by": "officer1"}, "compared_by"),
        ({"compared_by": "reviewer1"}, "compared_by"),
        ({"done_on": timezone.localdate() + timedelta(days=1)}, "done_on"),
        ({"done_on": timezone.localdate() - timedelta(days=400)}, "done_on"),
        ({"person_name": ""}, "person_name"),
    ],
)
def test_paper_without_original_second_person_or_day_is_refused(cast, change, field):
    offer = factories.learning_offer(cast)
    if isinstance(change.get("compared_by"), str):
        change = {"compared_by": getattr(cast, change["compared_by"])}
    with pytest.raises(DomainError) as error:
        paper(cast, offer, **change)
    assert error.value.field == field and not LearningAnswer.objects.exists()


def test_no_officer_can_tick_it_off(cast):
    """Neither by the general verb of the case room nor in the database."""
    offer = factories.learning_offer(cast)
    with pytest.raises(DomainError):
        obligations.fulfil_obligation(actor=cast.officer1, obligation=offer.obligation, words="已学")
    with pytest.raises(IntegrityError, match="当事人本人完成"), transaction.atomic():
        Obligation.objects.filter(pk=offer.obligation_id).update(fulfilled_at=timezone.now())
    assert Obligation.objects.get(pk=offer.obligation_id).fulfilled_at is None
    with pytest.raises(IntegrityError, match="learning_never_ticked"), transaction.atomic():
        LearningAnswer.objects.create(
            offer=offer,
            number=1,
            person_name="王明",
            person_role="owner",
            answers=[],
            right=1,
            total=1,
            passed=True,
            means="link",
            done_on=timezone.localdate(),
            recorded_by=cast.officer1,
        )


def test_answers_of_the_party_only_grow(cast):
    row = factories.learn(cast, factories.learning_offer(cast), wrong=2)
    with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
        LearningAnswer.objects.filter(pk=row.pk).update(passed=True)


def test_skipping_changes_nothing_of_the_case(cast):
    """Acts, opinions and decisions of a party that learns and of one that does not are the same."""
    learnt, skipped = factories.act(cast, ActState.DECIDED), factories.act(cast, ActState.DECIDED)
    unit = factories.learning_unit(cast)
    factories.learn(cast, learning.offer_learning(actor=cast.officer1, act=learnt, unit=unit))
    learning.offer_learning(actor=cast.officer1, act=skipped, unit=unit)
    for row in (learnt, skipped):
        row.refresh_from_db()
        assert row.state == ActState.DECIDED and row.decision.outcome == "NP_MANDATORY_MINOR"
        assert not row.case.obligations.barring().exists()


def test_offers_are_seen_by_who_sees_the_file(cast):
    factories.learning_offer(cast)
    seen = {name for name, user in cast.everyone().items() if LearningOffer.objects.visible_to(user).exists()}
    assert seen == {"officer1", "officer2", "head1", "leader1", "leader2", "reviewer1", "reviewer2"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"body": ""}, "body"),
        ({"measures": []}, "measures"),
        ({"questions": []}, "questions"),
        ({"minutes": 40}, "minutes"),
        ({"body": "学习《中华人民共和国行政法》"}, "body"),
    ],
)
def test_a_lesson_is_short_and_whole(cast, fields, field):
    with pytest.raises(DomainError) as error:
        factories.learning_unit(cast, **fields)
    assert error.value.field == field


def test_lessons_are_the_managers_and_open_and_close(cast):
    unit = factories.learning_unit(cast)
    with pytest.raises(WrongState):
        units.open_learning_unit(actor=cast.training1, unit=unit)
    for verb in (units.open_learning_unit, units.close_learning_unit):
        with pytest.raises(NotAllowed):
            verb(actor=cast.officer1, unit=unit)
    units.close_learning_unit(actor=cast.training1, unit=unit)
    with pytest.raises(WrongState):
        units.close_learning_unit(actor=cast.training1, unit=unit)
