"""Reads of the training room that read aloud; permission is the lookup."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q, Sum
from django.utils import timezone

from cases.models import Case
from training.enums import CourseState, GuidingState, MilestoneState, QuizState, SessionState, UnitState
from training.people import is_manager, records_visible_to


def _present(user) -> bool:
    return bool(user.is_authenticated and user.is_active and user.sees_cases)


class CourseQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CourseQuerySet":
        """Drafts are the training manager's own."""
        if not _present(user):
            return self.none()
        return self if is_manager(user) else self.exclude(state=CourseState.DRAFT)

    def open(self) -> "CourseQuerySet":
        return self.filter(state=CourseState.OPEN)


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SessionQuerySet":
        return self if _present(user) else self.none()

    def coming(self, *, now) -> "SessionQuerySet":
        return self.filter(ends_at__gte=now, state__in=[SessionState.PLANNED, SessionState.OPEN]).order_by("starts_at")

    def held(self, *, year: int) -> "SessionQuerySet":
        """Counted by the day they began, in Shanghai."""
        return self.filter(starts_at__year=year, state=SessionState.CLOSED)


class AttendanceQuerySet(models.QuerySet):
    def counted(self) -> "AttendanceQuerySet":
        """Entries that have not been voided, of sessions that were not cancelled."""
        return self.filter(void__isnull=True).exclude(session__state=SessionState.CANCELLED)

    def in_year(self, year: int) -> "AttendanceQuerySet":
        return self.filter(session__starts_at__year=year)

    def hours(self):
        return self.aggregate(total=Sum("hours"))["total"] or 0


class QuizQuerySet(models.QuerySet):
    def visible_to(self, user) -> "QuizQuerySet":
        if not _present(user):
            return self.none()
        return self if is_manager(user) else self.exclude(state=QuizState.DRAFT)

    def open(self) -> "QuizQuerySet":
        return self.filter(state=QuizState.OPEN)


class AttemptQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AttemptQuerySet":
        """One's own sheets. Others see results, not what somebody answered."""
        return self.filter(user=user) if _present(user) else self.none()

    def handed_in(self) -> "AttemptQuerySet":
        return self.filter(result__isnull=False)

    def still_open(self) -> "AttemptQuerySet":
        return self.filter(result__isnull=True)


class GuidingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "GuidingQuerySet":
        if not _present(user):
            return self.none()
        return self if is_manager(user) else self.exclude(state=GuidingState.DRAFT)

    def published(self) -> "GuidingQuerySet":
        return self.filter(state=GuidingState.PUBLISHED)


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AssignmentQuerySet":
        return self.filter(user__in=records_visible_to(user))

    def standing(self) -> "AssignmentQuerySet":
        return self.filter(lifted_at__isnull=True)

    def with_done(self) -> "AssignmentQuerySet":
        """`is_done`: a note on the case by this person, written after the assignment or before it."""
        notes = self.model.guiding_case.field.related_model.notes.rel.related_model.objects
        return self.annotate(is_done=Exists(notes.filter(guiding_case=OuterRef("guiding_case"), user=OuterRef("user"))))

    def overdue(self, *, on: date) -> "AssignmentQuerySet":
        return self.standing().with_done().filter(due_on__lt=on, is_done=False)


class LearningUnitQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LearningUnitQuerySet":
        if not _present(user):
            return self.none()
        return self if is_manager(user) else self.exclude(state=UnitState.DRAFT)

    def fitting(self, *, measure: str, violation: str) -> "LearningUnitQuerySet":
        """Units in use for this measure and offence; a unit without offences fits every one."""
        fits = self.filter(state=UnitState.OPEN, measures__contains=[measure])
        return fits.filter(Q(offences__isnull=True) | Q(offences__code=violation)).distinct()


class LearningOfferQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LearningOfferQuerySet":
        """Whoever sees the file sees what was offered in it."""
        return self.filter(act__case__in=Case.objects.visible_to(user))

    def standing(self) -> "LearningOfferQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def with_done(self) -> "LearningOfferQuerySet":
        answers = self.model.answers.rel.related_model.objects
        return self.annotate(is_done=Exists(answers.filter(offer=OuterRef("pk"), passed=True)))


class MilestoneQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MilestoneQuerySet":
        """The plan is everybody's business in the bureau."""
        return self if _present(user) else self.none()

    def unfinished(self) -> "MilestoneQuerySet":
        return self.exclude(state__in=[MilestoneState.DONE, MilestoneState.CONFIRMED])

    def overdue(self, *, on: date) -> "MilestoneQuerySet":
        return self.unfinished().filter(due_on__lt=on)


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ImportQuerySet":
        return self if is_manager(user) else self.none()


def year_of_today() -> int:
    return timezone.localdate().year
