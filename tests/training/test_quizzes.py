"""Questions, quizzes made from a list version, sheets handed out and in."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from exemptions.models import Licence
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests import factories as people
from tests.exemptions import factories as law
from tests.training import factories
from training.enums import QuestionKind, QuestionSource, QuizState
from training.models import Attempt, AttemptAnswer, AttemptResult, Question, Quiz
from training.services import attempts, courses, quizzes

pytestmark = pytest.mark.django_db


def take(user, quiz, *, wrong=0) -> AttemptResult:
    sheet = attempts.start_attempt(actor=user, quiz=quiz)
    return attempts.submit_attempt(actor=user, attempt=sheet, answers=factories.answers(sheet.sheet, wrong=wrong))


def test_a_question_is_written_and_leaves_its_row(cast):
    row = factories.question(cast)
    assert row.correct == [1] and Event.objects.of("training.question", row.pk).get().verb == "question.write"


@pytest.mark.parametrize(
    ("fields", "blamed"),
    [
        ({"text": ""}, "text"),
        ({"kind": "essay"}, "kind"),
        ({"options": ["只有一个"]}, "options"),
        ({"options": ["一样", "一样"]}, "options"),
        ({"correct": ()}, "correct"),
        ({"correct": (7,)}, "correct"),
        ({"correct": (0, 1)}, "correct"),
        ({"text": "《中华人民共和国行政法》第几条？"}, "text"),
    ],
)
def test_a_question_must_be_whole(cast, fields, blamed):
    text = fields.pop("text", "警示是行政处罚吗？")
    with pytest.raises(DomainError) as error:
        factories.question(cast, text, **fields)
    assert error.value.field == blamed and not Question.objects.exists()


def test_only_the_training_manager_writes_questions_and_quizzes(cast):
    quiz = factories.quiz(cast)
    question = quiz.questions.first()
    for call in (
        lambda: quizzes.write_question(actor=cast.head1, kind="judge", text="对吗？", correct=[0]),
        lambda: quizzes.retire_question(actor=cast.head1, question=question, reason="过时"),
        lambda: quizzes.create_quiz(actor=cast.head1, title="测验"),
        lambda: quizzes.change_quiz(actor=cast.head1, quiz=quiz, pass_mark=1),
        lambda: quizzes.add_questions(actor=cast.head1, quiz=quiz, questions=[question]),
        lambda: quizzes.drop_question(actor=cast.head1, quiz=quiz, question=question),
        lambda: quizzes.close_quiz(actor=cast.head1, quiz=quiz),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_a_retired_question_leaves_new_sheets_and_stays_in_old_ones(cast):
    quiz = factories.quiz(cast, questions=3)
    sheet = attempts.start_attempt(actor=cast.officer1, quiz=quiz)
    gone = quiz.questions.first()
    with pytest.raises(DomainError, match="停用的原因"):
        quizzes.retire_question(actor=cast.training1, question=gone, reason="")
    quizzes.retire_question(actor=cast.training1, question=gone, reason="法律已改")
    with pytest.raises(WrongState):
        quizzes.retire_question(actor=cast.training1, question=gone, reason="法律已改")
    assert gone.pk in [row["question"] for row in sheet.sheet]
    other = attempts.start_attempt(actor=cast.officer2, quiz=quiz)
    assert gone.pk not in [row["question"] for row in other.sheet] and len(other.sheet) == 2


def test_a_question_never_changes(cast):
    row = factories.question(cast)
    with pytest.raises(IntegrityError, match="不能修改"), transaction.atomic():
        Question.objects.filter(pk=row.pk).update(correct=[0])


def test_questions_are_made_from_example_cases_and_items_of_a_list(cast):
    law.pack(data={"pack": {"kinds": [{"code": "enterprise", "name": "企业"}, {"code": "individual", "name": "个人"}]}})
    version = factories.published_list(items=2)
    quiz = quizzes.create_quiz(actor=cast.training1, title="清单测验")
    made = quizzes.generate_questions(actor=cast.training1, quiz=quiz, version=version)
    assert quiz.questions.count() == len(made)
    fits, fits_not = [row for row in made if row.source == QuestionSource.EXAMPLE]
    assert (fits.correct, fits_not.correct) == ([0], [1]) and "迟报半天" in fits.text
    assert fits.explanation.startswith("M1项：")
    by_kind = {(row.list_item.number, row.variant): row for row in made if row.source == QuestionSource.ITEM}
    must, may = by_kind["M1", "binding"], by_kind["M2", "binding"]
    assert must.options[must.correct[0]] == "应当不予行政处罚"
    assert may.options[may.correct[0]].startswith("可以不予行政处罚")
    kinds = by_kind["M1", "kinds"]
    assert [kinds.options[place] for place in kinds.correct] == ["企业"]
    measure = by_kind["M1", "measure"]
    assert measure.options[measure.correct[0]] == "提醒"


def test_making_questions_again_adds_none(cast):
    version = factories.published_list()
    quiz = quizzes.create_quiz(actor=cast.training1, title="清单测验")
    quizzes.generate_questions(actor=cast.training1, quiz=quiz, version=version)
    count = Question.objects.count()
    quizzes.generate_questions(actor=cast.training1, quiz=quiz, version=version)
    assert Question.objects.count() == count
    assert Event.objects.of("training.quiz", quiz.pk).last().after == {"新增": 0}


def test_no_questions_from_a_draft_list(cast):
    quiz = quizzes.create_quiz(actor=cast.training1, title="清单测验")
    with pytest.raises(DomainError, match="草案"):
        quizzes.generate_questions(actor=cast.training1, quiz=quiz, version=law.list_version("D"))


@pytest.mark.parametrize(("questions", "draw", "words"), [(0, 0, "没有可用的题目"), (2, 5, "题库只有2题")])
def test_a_quiz_opens_with_enough_questions(cast, questions, draw, words):
    quiz = factories.quiz(cast, questions=questions, opened=False, draw=draw)
    with pytest.raises(DomainError, match=words):
        quizzes.open_quiz(actor=cast.training1, quiz=quiz)
    quiz.refresh_from_db()
    assert quiz.state == QuizState.DRAFT


def test_a_pass_mark_outside_the_scale_is_refused(cast):
    with pytest.raises(DomainError, match="1到100"):
        factories.quiz(cast, pass_mark=101, opened=False)


def test_a_sheet_is_answered_marked_and_kept(cast):
    quiz = factories.quiz(cast, questions=5)
    result = take(cast.officer1, quiz, wrong=1)
    assert (result.right, result.total, result.score, result.passed) == (4, 5, 80, True)
    assert AttemptAnswer.objects.filter(attempt=result.attempt, is_right=False).count() == 1
    verbs = Event.objects.of("training.person", cast.officer1.pk).values_list("verb", flat=True)
    assert list(verbs) == ["quiz.start", "quiz.submit"]


def test_one_point_short_is_not_passed(cast):
    quiz = factories.quiz(cast, questions=5, pass_mark=81)
    assert take(cast.officer1, quiz, wrong=1).passed is False


def test_a_multiple_choice_counts_only_when_all_and_only_the_right_ones_are_chosen(cast):
    row = quizzes.write_question(
        actor=cast.training1, kind=QuestionKind.MULTIPLE, text="哪些是？", options=["甲", "乙", "丙"], correct=[0, 2]
    )
    sheet = [{"question": row.pk, "options": row.options, "correct": row.correct}]
    assert attempts.marked(sheet, {row.pk: [2, 0]}) == [(row.pk, [0, 2], True)]
    for chosen in ([0], [0, 1, 2], [0, 2, 9, 1], []):
        assert attempts.marked(sheet, {row.pk: chosen})[0][2] is False


def test_pressing_start_twice_gives_the_same_sheet_and_handing_in_twice_counts_once(cast):
    quiz = factories.quiz(cast)
    sheet = attempts.start_attempt(actor=cast.officer1, quiz=quiz)
    assert attempts.start_attempt(actor=cast.officer1, quiz=quiz) == sheet
    right = factories.answers(sheet.sheet)
    first = attempts.submit_attempt(actor=cast.officer1, attempt=sheet, answers=right)
    second = attempts.submit_attempt(
        actor=cast.officer1, attempt=sheet, answers=factories.answers(sheet.sheet, wrong=2)
    )
    assert first == second and AttemptResult.objects.count() == 1
    assert attempts.start_attempt(actor=cast.officer1, quiz=quiz).number == 2


def test_unanswered_questions_are_named_and_nothing_is_taken(cast):
    sheet = attempts.start_attempt(actor=cast.officer1, quiz=factories.quiz(cast, questions=3))
    with pytest.raises(DomainError, match="还有2题没有作答：第2题、第3题"):
        attempts.submit_attempt(actor=cast.officer1, attempt=sheet, answers={sheet.sheet[0]["question"]: [1]})
    assert not AttemptResult.objects.exists()


def test_nobody_hands_in_for_another(cast):
    sheet = attempts.start_attempt(actor=cast.officer1, quiz=factories.quiz(cast))
    with pytest.raises(NotAllowed, match="本人"):
        attempts.submit_attempt(actor=cast.officer2, attempt=sheet, answers=factories.answers(sheet.sheet))
    assert not Attempt.objects.visible_to(cast.officer2).exists()


def test_the_number_of_tries_may_be_limited(cast):
    quiz = factories.quiz(cast, most_attempts=1)
    take(cast.officer1, quiz, wrong=2)
    with pytest.raises(WrongState, match="最多1次"):
        attempts.start_attempt(actor=cast.officer1, quiz=quiz)


def test_required_reading_comes_before_the_quiz(cast):
    course = factories.course(cast)
    quiz = factories.quiz(cast, course=course)
    with pytest.raises(WrongState, match="还有1份必读材料"):
        attempts.start_attempt(actor=cast.officer1, quiz=quiz)
    courses.mark_read(actor=cast.officer1, material=course.materials.get())
    assert attempts.start_attempt(actor=cast.officer1, quiz=quiz).number == 1


def test_a_sheet_handed_in_late_is_kept_but_never_passes(cast):
    quiz = factories.quiz(cast, minutes=10)
    sheet = attempts.start_attempt(actor=cast.officer1, quiz=quiz)
    with time_machine.travel(timezone.now() + timedelta(minutes=12)):
        assert attempts.open_attempt(cast.officer1, quiz) is None
        result = attempts.submit_attempt(actor=cast.officer1, attempt=sheet, answers=factories.answers(sheet.sheet))
    assert (result.score, result.is_late, result.passed) == (100, True, False)


def test_a_drawn_sheet_has_that_many_questions_of_the_pool(cast):
    quiz = factories.quiz(cast, questions=6, draw=4)
    sheet = attempts.start_attempt(actor=cast.officer1, quiz=quiz)
    drawn = {row["question"] for row in sheet.sheet}
    assert len(drawn) == 4 and drawn <= set(quiz.questions.values_list("pk", flat=True))


def test_a_closed_quiz_hands_out_no_sheet_but_takes_those_handed_out(cast):
    quiz = factories.quiz(cast)
    sheet = attempts.start_attempt(actor=cast.officer1, quiz=quiz)
    quiz = quizzes.close_quiz(actor=cast.training1, quiz=quiz)
    with pytest.raises(WrongState, match="已结束"):
        attempts.start_attempt(actor=cast.officer2, quiz=quiz)
    assert attempts.submit_attempt(actor=cast.officer1, attempt=sheet, answers=factories.answers(sheet.sheet)).passed


def test_sheets_results_and_answers_only_grow(cast):
    result = take(cast.officer1, factories.quiz(cast), wrong=2)
    for write in (
        lambda: AttemptResult.objects.filter(pk=result.pk).update(passed=True),
        lambda: Attempt.objects.filter(pk=result.attempt_id).update(sheet=[]),
        lambda: AttemptAnswer.objects.filter(attempt=result.attempt_id).delete(),
    ):
        with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
            write()


def test_quizzes_in_the_making_are_the_managers_own(cast):
    factories.quiz(cast, opened=False)
    assert not Quiz.objects.visible_to(cast.officer1).exists() and Quiz.objects.visible_to(cast.training1).exists()


@pytest.mark.django_db(transaction=True)
def test_two_windows_of_one_person_get_one_sheet_and_one_result():
    cast = people.Cast()
    quiz = factories.quiz(cast)
    gate, results = Barrier(4), []

    def press() -> None:
        try:
            gate.wait(10)
            sheet = attempts.start_attempt(actor=cast.officer1, quiz=quiz)
            gate.wait(10)
            results.append(
                attempts.submit_attempt(actor=cast.officer1, attempt=sheet, answers=factories.answers(sheet.sheet)).pk
            )
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(results) == 4 and len(set(results)) == 1
    assert Attempt.objects.count() == 1 and AttemptResult.objects.count() == 1 and not Licence.objects.exists()
