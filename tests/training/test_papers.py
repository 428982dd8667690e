"""Papers of the room: fixed once, numbered where they are sent out, never a number of penalties in them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

import documents
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, PaperBytes
from tests.training import factories
from tests.training.test_quizzes import take
from training import papers as contexts
from training.models import TrainingPaper
from training.services import papers, plan, sessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(cast):
    """A session that is over, with two people of whom one was entered by mistake."""
    session = factories.session(cast)
    rows = sessions.sign_in_people(actor=cast.training1, session=session, people=[cast.officer1, cast.officer2])
    sessions.void_attendance(actor=cast.training1, attendance=rows[1], reason="代签")
    return sessions.close_session(actor=cast.training1, session=session)


@pytest.fixture
def stages(cast):
    return plan.set_stages(actor=cast.training1, first_from=date(2023, 6, 13), second_from=date(2090, 1, 1))


def test_every_context_of_the_room_can_be_printed(cast, held, stages):
    plan.give_milestones(
        actor=cast.training1,
        stage=stages[0],
        sections=[cast.head1.section],
        title="组织学习",
        due_on=date(2023, 7, 1),
    )
    result = take(cast.officer1, factories.quiz(cast, course=factories.course(cast, opened=False, text="")))
    on = timezone.localdate()
    for code, context in (
        ("ATTENDANCE_SHEET", contexts.attendance_context(held)),
        ("TRAINING_CERTIFICATE", contexts.certificate_context(result)),
        ("TRAINING_STATEMENT", contexts.statement_context(on.year, on=on)),
        ("OFFICIAL_DOCUMENT", contexts.plan_context(on=on)),
        ("LEARNING_SHEET", contexts.learning_context(factories.learning_offer(cast))),
    ):
        assert documents.context_errors(code, context) == [], code


def test_the_sheet_names_who_counts_and_says_what_was_corrected(cast, held):
    context = contexts.attendance_context(held)
    assert [row["name"] for row in context["people"]] == ["冉启明"]
    assert context["voided"] == ["田小雨的签到不计：代签"] and context["hours"] == "3"


def test_a_sheet_is_printed_stored_and_opened_by_colleagues(cast, held, signed_in):
    row = papers.issue_attendance_sheet(actor=cast.training1, session=held)
    assert row.paper.number == "" and bytes(PaperBytes.objects.get(paper=row.paper).pdf).startswith(b"%PDF")
    response = signed_in(cast.officer3).get(reverse("training:paper", args=[row.pk]))
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
    verbs = Event.objects.of("training.session", held.pk).values_list("verb", flat=True)
    assert "paper.attendance" in verbs


def test_a_session_under_way_has_no_sheet_yet_and_nobody_else_makes_one(cast, quick_pdf):
    session = factories.session(cast)
    with pytest.raises(WrongState, match="结束以后"):
        papers.issue_attendance_sheet(actor=cast.training1, session=session)
    with pytest.raises(NotAllowed):
        papers.issue_attendance_sheet(actor=cast.officer1, session=session)


def test_a_certificate_is_numbered_and_given_once_to_who_passed(cast, quick_pdf):
    quiz = factories.quiz(cast)
    failed = take(cast.officer2, quiz, wrong=2)
    with pytest.raises(DomainError, match="没有及格"):
        papers.issue_certificate(actor=cast.training1, result=failed)
    result = take(cast.officer1, quiz)
    row = papers.issue_certificate(actor=cast.training1, result=result)
    assert row.paper.number == f"黔统培证〔{timezone.localdate().year}〕1号" and row.user == cast.officer1
    with pytest.raises(WrongState, match="已经出具"):
        papers.issue_certificate(actor=cast.training1, result=result)
    with pytest.raises(NotAllowed):
        papers.issue_certificate(actor=cast.head1, result=result)


def test_a_certificate_is_opened_by_its_owner_the_head_and_the_offices(cast, client, quick_pdf):
    row = papers.issue_certificate(actor=cast.training1, result=take(cast.officer1, factories.quiz(cast)))
    opened = set()
    for who, user in cast.everyone().items():
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        if client.get(reverse("training:paper", args=[row.pk])).status_code == 200:
            opened.add(who)
    assert opened == {"officer1", "head1", "leader1", "leader2", "training1", "supervisor1"}


def test_the_statement_is_frozen_with_its_hash_and_no_penalty_in_it(cast, held, quick_pdf):
    year = timezone.localdate().year
    row = papers.issue_statement(actor=cast.training1, year=year)
    context = row.paper.context
    assert len(context["sha256"]) == 64 and row.year == year
    assert {"name": "培训人次", "value": "1人次", "note": "已更正的、取消的不计"} in context["figures"]
    words = str(context)
    assert "罚款" not in words and "处罚决定" not in words
    sessions.void_attendance(
        actor=cast.training1, attendance=held.attendances.get(user=cast.officer1), reason="没有到场"
    )
    row.refresh_from_db()
    assert row.paper.context == context


def test_the_statement_is_the_managers_and_not_of_years_to_come(cast, quick_pdf):
    with pytest.raises(NotAllowed):
        papers.issue_statement(actor=cast.leader1, year=timezone.localdate().year)
    with pytest.raises(DomainError) as error:
        papers.issue_statement(actor=cast.training1, year=timezone.localdate().year + 1)
    assert error.value.field == "year"


def test_the_report_on_the_plan_goes_to_the_leading_group_with_a_number(cast, stages, quick_pdf):
    plan.give_milestones(
        actor=cast.training1, stage=stages[0], sections=[cast.head1.section], title="组织学习", due_on=date(2023, 7, 1)
    )
    row = papers.issue_plan_report(actor=cast.leader1)
    assert row.paper.number.startswith("黔统发〔")
    text = str(row.paper.context)
    assert "部署推进阶段" in text and "未开始（已过期限）" in text
    with pytest.raises(NotAllowed):
        papers.issue_plan_report(actor=cast.head1)


def test_there_is_no_report_before_there_is_a_plan(cast):
    with pytest.raises(WrongState, match="还没有设定实施阶段"):
        papers.issue_plan_report(actor=cast.training1)


def test_rows_of_papers_only_grow(cast, held, quick_pdf):
    row = papers.issue_attendance_sheet(actor=cast.training1, session=held)
    with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
        TrainingPaper.objects.filter(pk=row.pk).delete()


def test_the_lesson_on_paper_says_that_it_is_voluntary(cast, signed_in):
    offer = factories.learning_offer(cast)
    response = signed_in(cast.officer1).get(reverse("training:offer_sheet", args=[offer.pk]))
    assert response.status_code == 200 and response.content.startswith(b"%PDF")
