"""The bureau of the benchmark, and what must be true of its rows afterwards."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Count
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Bureau, Section, User
from records.audit import first_broken_link
from records.models import Event
from training.enums import QuestionKind
from training.models import Attempt, AttemptAnswer, AttemptResult, Attendance
from training.services import quizzes, sessions

HOURS = 2


def furnish_database(count: int, *, questions: int) -> tuple[list[tuple[int, str]], int, int, str]:
    """(people with their session keys, session, quiz, code on the screen)."""
    Bureau.objects.create(pk=1, name="压力试验局", word="试", district="试验区")
    section = Section.objects.create(name="执法监督科")
    manager = User.objects.create(username="training1", name="培训管理", role=Role.TRAINING, password="!")
    start = timezone.now() - timedelta(minutes=5)
    session = sessions.schedule_session(
        actor=manager,
        title="全员培训",
        starts_at=start,
        ends_at=start + timedelta(hours=3),
        place="礼堂",
        trainer="周敏",
        hours=HOURS,
    )
    session = sessions.open_sign_in(actor=manager, session=session)
    quiz = quizzes.create_quiz(actor=manager, title="培训测验")
    rows = [
        quizzes.write_question(
            actor=manager, kind=QuestionKind.SINGLE, text=f"第{number}题", options=["错的", "对的", "也错"], correct=[1]
        )
        for number in range(questions)
    ]
    quizzes.add_questions(actor=manager, quiz=quiz, questions=rows)
    quizzes.open_quiz(actor=manager, quiz=quiz)
    people = [
        User.objects.create(
            username=f"officer{number}", name=f"人员{number}", role=Role.OFFICER, section=section, password="!"
        )
        for number in range(count)
    ]
    return [(person.pk, signed_in(person)) for person in people], session.pk, quiz.pk, sessions.sign_in_code(session)


def signed_in(person: User) -> str:
    """A session of the site, as the sign-in page leaves it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return store.session_key


def faults_after(count: int, *, questions: int) -> list[str]:
    """What was lost or doubled, in words; empty when every person is there exactly once with all answers."""
    faults = []
    for model, path in ((Attendance, "user"), (Attempt, "user"), (AttemptResult, "attempt__user")):
        per_person = model.objects.order_by().values(path).annotate(rows=Count("pk"))
        if len(per_person) != count:
            faults.append(f"{model.__name__}: {count - len(per_person)} people lost")
        if doubled := [row for row in per_person if row["rows"] != 1]:
            faults.append(f"{model.__name__}: {len(doubled)} people doubled")
    if AttemptResult.objects.filter(passed=True, score=100).count() != count:
        faults.append("not every result is what was answered")
    if AttemptAnswer.objects.count() != AttemptResult.objects.count() * questions:
        faults.append("answers are missing or doubled")
    if Attendance.objects.counted().hours() != count * HOURS:
        faults.append("hours do not add up")
    chains = Event.objects.order_by().values_list("stream", "stream_id").distinct()
    if broken := [chain for chain in chains if first_broken_link(*chain)]:
        faults.append(f"{len(broken)} event chains are broken")
    return faults
