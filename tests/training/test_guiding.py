"""Guiding cases: recorded, published, assigned, noted, discussed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Notice
from tests.exemptions import factories as law
from tests.training import factories
from training.enums import GuidingState
from training.models import GuidingCase, StudyAssignment, StudyNote
from training.services import guiding

pytestmark = pytest.mark.django_db


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def assign(cast, case, *who, by="training1", **more):
    return guiding.assign_study(
        actor=getattr(cast, by), guiding_case=case, people=list(who), due_on=more.pop("due_on", tomorrow()), **more
    )


def test_a_case_is_recorded_with_its_items_and_published(cast):
    item = factories.published_list().items.first()
    row = factories.guiding_case(cast, items=[item], keywords="迟报 首违")
    assert row.state == GuidingState.PUBLISHED and list(row.items.all()) == [item]
    verbs = Event.objects.of("training.guidingcase", row.pk).values_list("verb", flat=True)
    assert list(verbs) == ["guiding.record", "guiding.publish"]


@pytest.mark.parametrize("field", ["title", "issuer", "facts", "result", "meaning"])
def test_a_case_must_be_whole(cast, field):
    with pytest.raises(DomainError) as error:
        factories.guiding_case(cast, **{field: ""})
    assert error.value.field == field and not GuidingCase.objects.exists()


def test_a_case_names_no_law_that_does_not_exist(cast):
    with pytest.raises(DomainError, match="法规库中没有这部法律"):
        factories.guiding_case(cast, meaning="依照《中华人民共和国行政法》。")


def test_only_the_training_manager_records_publishes_and_retires(cast):
    row = factories.guiding_case(cast, published=False)
    for call in (
        lambda: guiding.record_guiding_case(actor=cast.head1, title="案"),
        lambda: guiding.publish_guiding_case(actor=cast.head1, guiding_case=row),
        lambda: guiding.retire_guiding_case(actor=cast.head1, guiding_case=row, reason="过时"),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_a_published_case_is_not_rewritten_but_retired(cast):
    row = factories.guiding_case(cast, published=False)
    fields = {"title": "新标题", "issuer": "市局", "facts": "甲", "result": "乙", "meaning": "丙"}
    guiding.change_guiding_case(actor=cast.training1, guiding_case=row, items=[], offences=[], **fields)
    guiding.publish_guiding_case(actor=cast.training1, guiding_case=row)
    with pytest.raises(WrongState, match="重新录入"):
        guiding.change_guiding_case(actor=cast.training1, guiding_case=row, items=[], offences=[], **fields)
    with pytest.raises(DomainError, match="理由"):
        guiding.retire_guiding_case(actor=cast.training1, guiding_case=row, reason="")
    guiding.retire_guiding_case(actor=cast.training1, guiding_case=row, reason="统计法已修正")
    with pytest.raises(WrongState):
        guiding.write_note(actor=cast.officer1, guiding_case=row, text="心得")


def test_drafts_are_the_managers_own(cast):
    factories.guiding_case(cast, published=False)
    assert not GuidingCase.objects.visible_to(cast.officer1).exists()
    assert GuidingCase.objects.visible_to(cast.training1).exists()
    assert not GuidingCase.objects.visible_to(cast.auditor1).exists()


def test_study_is_assigned_by_the_manager_to_anybody_and_by_a_head_to_the_own_section(cast):
    case = factories.guiding_case(cast)
    assert len(assign(cast, case, cast.officer1, cast.officer3)) == 2
    assert Notice.objects.filter(user=cast.officer1, text__contains=case.title).exists()
    assert len(assign(cast, case, cast.officer2, by="head1")) == 1
    with pytest.raises(NotAllowed, match="石秀英"):
        assign(cast, case, cast.officer4, by="head1")
    with pytest.raises(NotAllowed):
        assign(cast, case, cast.officer2, by="officer1")


def test_assigning_again_changes_nothing(cast):
    case = factories.guiding_case(cast)
    assign(cast, case, cast.officer1)
    assert assign(cast, case, cast.officer1) == [] and StudyAssignment.objects.count() == 1


def test_an_assignment_needs_people_a_day_to_come_and_a_published_case(cast):
    case = factories.guiding_case(cast)
    with pytest.raises(DomainError, match="至少选择一人"):
        assign(cast, case)
    with pytest.raises(DomainError, match="不能早于今天"):
        assign(cast, case, cast.officer1, due_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(DomainError, match="任立"):
        assign(cast, case, cast.admin1)
    with pytest.raises(WrongState):
        assign(cast, factories.guiding_case(cast, published=False), cast.officer1)


def test_a_note_is_what_completes_the_assignment(cast):
    case = factories.guiding_case(cast)
    (row,) = assign(cast, case, cast.officer1)
    overdue = StudyAssignment.objects.overdue(on=tomorrow() + timedelta(days=1))
    assert list(overdue) == [row]
    guiding.write_note(actor=cast.officer1, guiding_case=case, text="及时改正是关键。")
    assert not overdue.all().exists()
    with pytest.raises(DomainError, match="请写学习笔记"):
        guiding.write_note(actor=cast.officer1, guiding_case=case, text=" ")


def test_an_assignment_is_lifted_by_who_may_give_it(cast):
    (row,) = assign(cast, factories.guiding_case(cast), cast.officer1)
    with pytest.raises(NotAllowed):
        guiding.lift_assignment(actor=cast.head2, assignment=row)
    guiding.lift_assignment(actor=cast.head1, assignment=row)
    assert not StudyAssignment.objects.standing().exists()
    with pytest.raises(WrongState):
        guiding.lift_assignment(actor=cast.head1, assignment=row)


def test_assignments_are_seen_by_oneself_the_head_and_the_manager(cast):
    assign(cast, factories.guiding_case(cast), cast.officer1)
    seen = {name for name, user in cast.everyone().items() if StudyAssignment.objects.visible_to(user).exists()}
    assert seen == {"officer1", "head1", "training1", "leader1", "leader2", "supervisor1"}


def test_discussion_answers_within_one_case_and_is_withdrawn_by_its_author_or_the_manager(cast):
    case, other = factories.guiding_case(cast), factories.guiding_case(cast, title="另一案")
    first = guiding.post(actor=cast.officer1, guiding_case=case, text="为什么没有罚款？")
    reply = guiding.post(actor=cast.head1, guiding_case=case, text="轻微并及时改正。", answers=first)
    assert reply.answers == first
    with pytest.raises(DomainError, match="不在这个案例下"):
        guiding.post(actor=cast.head1, guiding_case=other, text="回复", answers=first)
    with pytest.raises(NotAllowed):
        guiding.withdraw_post(actor=cast.officer2, post=first, reason="不当")
    with pytest.raises(DomainError, match="撤下的原因"):
        guiding.withdraw_post(actor=cast.officer1, post=first, reason="")
    guiding.withdraw_post(actor=cast.officer1, post=first, reason="写了企业名称")
    with pytest.raises(WrongState):
        guiding.withdraw_post(actor=cast.training1, post=first, reason="写了企业名称")


def test_notes_only_grow_and_posts_keep_their_words(cast):
    case = factories.guiding_case(cast)
    note = guiding.write_note(actor=cast.officer1, guiding_case=case, text="心得")
    words = guiding.post(actor=cast.officer1, guiding_case=case, text="发言")
    with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
        StudyNote.objects.filter(pk=note.pk).update(text="改")
    with pytest.raises(IntegrityError, match="不能修改"), transaction.atomic():
        type(words).objects.filter(pk=words.pk).update(text="改")


def test_items_of_a_list_version_link_to_the_case(cast):
    provision = law.provision("统计法(2024修正)8条")
    item = law.list_item(law.list_version("L7"), "M7", basis=(provision,))
    row = factories.guiding_case(cast, items=[item])
    assert list(GuidingCase.objects.filter(items=item)) == [row]
