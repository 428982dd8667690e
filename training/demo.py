"""Training of the demo bureau, done through the same verbs as people use; officer4 is left to learn the list."""

import json
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accounts.models import Section, User
from cases.models import Act
from exemptions.queries import list_in_force
from training.models import Course, GuidingCase, LearningUnit, Milestone, PlanStage, Question
from training.services import attempts, courses, guiding, learning, licences, plan, quizzes, sessions, units

SOURCE = Path(settings.BASE_DIR) / "fixtures" / "demo" / "training.json"
EVIDENCE = ("签到表.txt", "示范数据：签到表。".encode())


def load_training() -> str:
    """Make it all once the bureau and its law are there. Returns what was made, in words."""
    data = json.loads(SOURCE.read_text(encoding="utf-8"))
    manager = User.objects.get(username="training1")
    today = timezone.localdate()
    licences.set_requirement(actor=manager, year=today.year, **data["requirement"])
    made = [_course(manager, entry) for entry in data["courses"]]
    for entry in data["guiding"]:
        _guiding(manager, entry, today)
    for entry in data["units"]:
        _unit(manager, entry)
    _plan(manager, data)
    for entry in data["sessions"]:
        _session(manager, entry, made[0])
    licensed = _licences(manager, data["licensed"], today)
    return f"{len(made)}门课程、{len(data['guiding'])}个案例、{len(data['units'])}个当事人学习单元，{licensed}人取得清单资格"


def load_party_learning() -> int:
    """Every party that has been asked about a measure is offered the unit that goes with it. Returns how many."""
    made = 0
    for act in Act.objects.filter(state__in=learning.OFFERED_IN).select_related("case").order_by("pk"):
        measure = learning.measure_of(act)
        unit = LearningUnit.objects.filter(state="open", measures__contains=[measure]).first() if measure else None
        officer = act.case.officers.filter(part="lead", until_on__isnull=True).select_related("user").first()
        if unit and officer and act.case.state != "closed":
            learning.offer_learning(actor=officer.user, act=act, unit=unit)
            made += 1
    return made


def _question(manager: User, entry: dict) -> Question:
    return quizzes.write_question(actor=manager, **entry)


def _course(manager: User, entry: dict) -> Course:
    course = courses.create_course(
        actor=manager, **{name: entry[name] for name in ("title", "kind", "summary", "hours")}
    )
    material = None
    for title in entry["statutes"]:
        material = courses.add_statute(actor=manager, course=course, statute=title, required=title == "黔江方案")
    for erratum in entry["errata"]:
        courses.note_erratum(actor=manager, material=material, **erratum)
    for text in entry["texts"]:
        courses.add_text(actor=manager, course=course, **text)
    course = courses.open_course(actor=manager, course=course)
    words = dict(entry["quiz"])
    questions = [_question(manager, one) for one in words.pop("questions")]
    quiz = quizzes.create_quiz(actor=manager, course=course, **words)
    quizzes.add_questions(actor=manager, quiz=quiz, questions=questions)
    quizzes.open_quiz(actor=manager, quiz=quiz)
    return course


def _guiding(manager: User, entry: dict, today: date) -> GuidingCase:
    fields = dict(entry)
    numbers = fields.pop("items")
    version = list_in_force(on=today)
    items = version.items.filter(number__in=numbers) if version else []
    row = guiding.record_guiding_case(actor=manager, items=items, **fields)
    row = guiding.publish_guiding_case(actor=manager, guiding_case=row)
    people = User.objects.filter(username__in=["officer1", "officer2"])
    guiding.assign_study(
        actor=manager, guiding_case=row, people=people, due_on=today + timedelta(days=14), question="为什么没有处罚？"
    )
    return row


def _unit(manager: User, entry: dict) -> None:
    fields = dict(entry)
    questions = [_question(manager, one) for one in fields.pop("questions")]
    unit = units.write_learning_unit(actor=manager, questions=questions, **fields)
    units.open_learning_unit(actor=manager, unit=unit)


def _plan(manager: User, data: dict) -> None:
    days = {name: date.fromisoformat(day) for name, day in data["stages"].items()}
    plan.set_stages(actor=manager, **days)
    for entry in data["milestones"]:
        plan.give_milestones(
            actor=manager,
            stage=PlanStage.objects.get(order=entry["stage"]),
            sections=Section.objects.filter(name__in=entry["sections"]),
            title=entry["title"],
            due_on=date.fromisoformat(entry["due_on"]),
        )
    for entry in data["reported"]:
        row = Milestone.objects.get(section__name=entry["section"], title=entry["title"])
        head = User.objects.get(username=entry["by"])
        plan.report_milestone(actor=head, milestone=row, state="done", words=entry["words"], upload=EVIDENCE)
        if entry["confirmed"]:
            plan.confirm_milestone(actor=manager, milestone=row, confirmed=True, words="材料齐全。")


def _session(manager: User, entry: dict, course: Course) -> None:
    day = timezone.localtime() - timedelta(days=entry["days_ago"])
    start = day.replace(hour=9, minute=0, second=0, microsecond=0)
    row = sessions.schedule_session(
        actor=manager,
        course=course,
        title=entry["title"],
        starts_at=start,
        ends_at=start + timedelta(hours=3),
        place=entry["place"],
        trainer=entry["trainer"],
        hours=entry["hours"],
    )
    row = sessions.open_sign_in(actor=manager, session=row)
    people = User.objects.filter(username__in=entry["people"])
    sessions.sign_in_people(actor=manager, session=row, people=people)
    sessions.close_session(actor=manager, session=row)


def _licences(manager: User, usernames: list[str], today: date) -> int:
    """These have read the list and passed; without a list in force there is nothing to learn."""
    version = list_in_force(on=today)
    if version is None:
        return 0
    unit = licences.open_unit(actor=manager, list_version=version)
    people = list(User.objects.filter(username__in=usernames))
    for person in people:
        for material in courses.unread(person, unit.course):
            courses.mark_read(actor=person, material=material)
        sheet = attempts.start_attempt(actor=person, quiz=unit.quiz)
        right = {row["question"]: row["correct"] for row in sheet.sheet}
        attempts.submit_attempt(actor=person, attempt=sheet, answers=right)
    return len(people)
