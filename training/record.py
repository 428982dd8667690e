"""What one person has done in a year: hours against the required number, exams, and what is still missing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from accounts.models import User
from training.enums import PastKind
from training.models import AttemptResult, Attendance, PastRecord
from training.services.licences import required_hours

NONE = Decimal(0)


@dataclass(frozen=True)
class YearRecord:
    """Hours of one person in one year by where they come from, and whether the year's exam is passed."""

    year: int
    required: Decimal
    exam_required: bool
    sessions: Decimal = NONE
    self_study: Decimal = NONE
    past: Decimal = NONE
    exam_passed: bool = False

    @property
    def total(self) -> Decimal:
        return self.sessions + self.self_study + self.past

    @property
    def short(self) -> Decimal:
        """Hours still to do; never negative."""
        return max(NONE, self.required - self.total)

    @property
    def exam_missing(self) -> bool:
        return self.exam_required and not self.exam_passed

    @property
    def is_met(self) -> bool:
        return not self.short and not self.exam_missing


def year_records(people: Iterable[User], *, year: int) -> dict[int, YearRecord]:
    """By person, in five queries however many people."""
    ids = [person.pk for person in people]
    required, exam = required_hours(year)
    attended = dict(
        Attendance.objects.counted()
        .in_year(year)
        .filter(user__in=ids)
        .order_by()
        .values("user")
        .annotate(hours=Sum("hours"))
        .values_list("user", "hours")
    )
    past = dict(
        PastRecord.objects.filter(user__in=ids, on__year=year, kind=PastKind.TRAINING)
        .order_by()
        .values("user")
        .annotate(hours=Sum("hours"))
        .values_list("user", "hours")
    )
    studied = self_study_hours(ids, year=year)
    passed = exam_passers(ids, year=year)
    return {
        pk: YearRecord(
            year=year,
            required=required,
            exam_required=exam,
            sessions=attended.get(pk, NONE),
            self_study=studied.get(pk, NONE),
            past=past.get(pk, NONE),
            exam_passed=pk in passed,
        )
        for pk in ids
    }


def self_study_hours(ids: Iterable[int], *, year: int) -> dict[int, Decimal]:
    """A course counts once a year, in the year in which one of its quizzes was passed."""
    rows = (
        AttemptResult.objects.filter(
            passed=True, submitted_at__year=year, attempt__user__in=ids, attempt__quiz__course__hours__gt=0
        )
        .order_by()
        .values_list("attempt__user", "attempt__quiz__course", "attempt__quiz__course__hours")
        .distinct()
    )
    found: dict[int, Decimal] = defaultdict(lambda: NONE)
    for user, _, hours in rows:
        found[user] += hours
    return dict(found)


def exam_passers(ids: Iterable[int], *, year: int) -> set[int]:
    """Who has passed an exam of that year, here or before this system."""
    here = AttemptResult.objects.filter(
        passed=True, submitted_at__year=year, attempt__user__in=ids, attempt__quiz__is_exam=True
    ).values_list("attempt__user", flat=True)
    before = PastRecord.objects.filter(user__in=ids, on__year=year, kind=PastKind.EXAM, passed=True)
    return set(here) | set(before.values_list("user", flat=True))
