"""The yearly training statement: every number with what it is out of, by section; nothing of penalties."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from accounts.models import Section, User
from training.gaps import Coverage, coverage
from training.models import (
    AttemptResult,
    Attendance,
    LearningAnswer,
    LearningOffer,
    Session,
    StudyAssignment,
    StudyNote,
)
from training.people import learners
from training.record import year_records
from training.services.licences import required_hours


@dataclass(frozen=True)
class SectionFigures:
    section: Section
    people: int
    hours: Decimal
    met: int
    exam_passed: int
    certified: int


@dataclass(frozen=True)
class YearFigures:
    """`on`: the day the standing figures (certificates, licences) were taken."""

    year: int
    on: date
    required: Decimal
    exam_required: bool
    sessions: int
    session_hours: Decimal
    attendances: int
    quizzes_taken: int
    quizzes_passed: int
    assignments: int
    notes: int
    offers: int
    offers_done: int
    sections: tuple[SectionFigures, ...]
    coverage: tuple[Coverage, ...]

    @property
    def people(self) -> int:
        return sum(row.people for row in self.sections)

    @property
    def met(self) -> int:
        return sum(row.met for row in self.sections)

    @property
    def exam_passed(self) -> int:
        return sum(row.exam_passed for row in self.sections)

    @property
    def certified(self) -> int:
        return sum(row.certified for row in self.sections)


def year_figures(year: int, *, on: date) -> YearFigures:
    required, exam = required_hours(year)
    held = Session.objects.held(year=year).aggregate(count=Count("pk"), hours=Sum("hours"))
    results = AttemptResult.objects.filter(submitted_at__year=year)
    return YearFigures(
        year=year,
        on=on,
        required=required,
        exam_required=exam,
        sessions=held["count"],
        session_hours=held["hours"] or Decimal(0),
        attendances=Attendance.objects.counted().in_year(year).count(),
        quizzes_taken=results.count(),
        quizzes_passed=results.filter(passed=True).count(),
        assignments=StudyAssignment.objects.standing().filter(due_on__year=year).count(),
        notes=StudyNote.objects.filter(written_at__year=year).count(),
        offers=LearningOffer.objects.standing().filter(offered_at__year=year).count(),
        offers_done=LearningAnswer.objects.filter(passed=True, offer__offered_at__year=year).count(),
        sections=tuple(_by_section(year, on)),
        coverage=tuple(coverage(on=on)),
    )


def _by_section(year: int, on: date) -> list[SectionFigures]:
    people: dict[int, list[User]] = {}
    everybody = list(learners().select_related("section").order_by("section__order", "pk"))
    records = year_records(everybody, year=year)
    for person in everybody:
        people.setdefault(person.section_id, []).append(person)
    return [
        SectionFigures(
            section=group[0].section,
            people=len(group),
            hours=sum((records[person.pk].total for person in group), Decimal(0)),
            met=sum(not records[person.pk].short for person in group),
            exam_passed=sum(records[person.pk].exam_passed for person in group),
            certified=sum(person.certificate_valid(on=on) for person in group),
        )
        for group in people.values()
    ]
