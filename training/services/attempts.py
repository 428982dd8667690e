"""Handing out a sheet of questions and taking it back. Pressing twice does either of them once."""

import random
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from records.errors import DomainError, NotAllowed, WrongState
from training.enums import CourseState, QuizState
from training.models import Attempt, AttemptAnswer, AttemptResult, Question, Quiz
from training.services.base import log, person_stream, require_learner, verb
from training.services.courses import unread
from training.services.licences import grant_licences
from training.services.quizzes import usable

# A page sent on the last second may still be on its way.
GRACE = timedelta(seconds=60)
_draw = random.SystemRandom()


def open_attempt(user: User, quiz: Quiz) -> Attempt | None:
    """The sheet this person has in hand: not handed in and not out of time."""
    row = quiz.attempts.filter(user=user, result__isnull=True).order_by("-number").first()
    if row is None or (row.due_at and timezone.now() > row.due_at + GRACE):
        return None
    return row


def refusal(user: User, quiz: Quiz) -> str:
    """Why this person cannot get a sheet now; empty when they can."""
    if quiz.state != QuizState.OPEN:
        return f"测验{quiz.get_state_display()}，现在不能作答。"
    if quiz.course_id and quiz.course.state == CourseState.CLOSED:
        return "课程已经结束，不能再作答。"
    if quiz.course_id and (rows := unread(user, quiz.course)):
        return f"还有{len(rows)}份必读材料没有标记读过：{rows[0].title}。读完再答题。"
    used = quiz.attempts.filter(user=user).count()
    if quiz.most_attempts and used >= quiz.most_attempts:
        return f"这个测验每人最多{quiz.most_attempts}次，您已经用完。请联系培训管理人员。"
    return ""


@verb
def start_attempt(*, actor: User, quiz: Quiz) -> Attempt:
    """A sheet of drawn questions, kept as they read now. Whoever has one in hand gets that one again."""
    require_learner(actor)
    # One sheet at a time per person: the second press waits here and finds the first one's sheet.
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if row := open_attempt(actor, quiz):
        return row
    if words := refusal(actor, quiz):
        raise WrongState(words)
    questions = list(usable(quiz).order_by("pk"))
    if not questions:
        raise WrongState("测验里没有可用的题目。请联系培训管理人员。")
    if quiz.draw and quiz.draw < len(questions):
        questions = _draw.sample(questions, quiz.draw)
    now = timezone.now()
    last = quiz.attempts.filter(user=actor).aggregate(last=Max("number"))["last"] or 0
    row = Attempt.objects.create(
        quiz=quiz,
        user=actor,
        number=last + 1,
        sheet=[_printed(question) for question in questions],
        pass_mark=quiz.pass_mark,
        started_at=now,
        due_at=now + timedelta(minutes=quiz.minutes) if quiz.minutes else None,
    )
    log(actor, "quiz.start", row, f"开始《{quiz.title}》第{row.number}次测验", stream=person_stream(actor))
    return row


def _printed(question: Question) -> dict[str, object]:
    return {
        "question": question.pk,
        "kind": question.kind,
        "text": question.text,
        "options": question.options,
        "correct": question.correct,
        "explanation": question.explanation,
    }


def unanswered(sheet: list[dict], answers: Mapping[int, Iterable[int]]) -> list[int]:
    """Numbers, from 1, of the questions of a sheet that have no answer."""
    return [place for place, row in enumerate(sheet, 1) if not list(answers.get(row["question"], ()))]


def marked(sheet: list[dict], answers: Mapping[int, Iterable[int]]) -> list[tuple[int, list[int], bool]]:
    """(question, chosen, right) of each line; choices outside the options do not count as chosen."""
    rows = []
    for row in sheet:
        chosen = sorted({place for place in answers.get(row["question"], ()) if 0 <= place < len(row["options"])})
        rows.append((row["question"], chosen, chosen == sorted(row["correct"])))
    return rows


@verb
def submit_attempt(*, actor: User, attempt: Attempt, answers: Mapping[int, Iterable[int]]) -> AttemptResult:
    """Hand the sheet in; it counts once. Passing the quiz of a list version grants its licences."""
    if attempt.user_id != actor.pk:
        raise NotAllowed("只能交本人的答卷。")
    # The lock row is the person: the sheet itself is append-only.
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if done := AttemptResult.objects.filter(attempt=attempt).first():
        return done
    if missing := unanswered(attempt.sheet, answers):
        places = "、".join(f"第{place}题" for place in missing)
        raise DomainError(f"还有{len(missing)}题没有作答：{places}。答完再交卷。")
    now = timezone.now()
    rows = marked(attempt.sheet, answers)
    AttemptAnswer.objects.bulk_create(
        AttemptAnswer(attempt=attempt, question_id=question, chosen=chosen, is_right=right)
        for question, chosen, right in rows
    )
    right, total = sum(row[2] for row in rows), len(rows)
    late = bool(attempt.due_at and now > attempt.due_at + GRACE)
    result = AttemptResult.objects.create(
        attempt=attempt,
        right=right,
        total=total,
        score=right * 100 // total,
        passed=not late and right * 100 >= attempt.pass_mark * total,
        is_late=late,
        submitted_at=now,
    )
    verdict = "超时，不计及格" if late else ("及格" if result.passed else "不及格")
    log(
        actor,
        "quiz.submit",
        result,
        f"《{attempt.quiz.title}》第{attempt.number}次测验{result.score}分，{verdict}",
        stream=person_stream(actor),
        after={"答对": right, "总题数": total, "得分": result.score},
    )
    if result.passed and hasattr(attempt.quiz, "licence_unit"):
        grant_licences(actor=actor, unit=attempt.quiz.licence_unit, result=result)
    return result
