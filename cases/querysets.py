"""Reads of the case room that read aloud; permission is the lookup."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import StandIn
from cases.enums import CaseState
from cases.outcomes import LEFT_OPEN

OPEN_CASES = (CaseState.REGISTERED, CaseState.FILING, CaseState.INVESTIGATING)
UNDER_REVIEW = ("proposed", "signed", "offered", "answered", "ordinary", "transfer")


def _capacities(user) -> list:
    """The person, and everyone they stand in for today."""
    if not user.is_authenticated or not user.is_active or not user.sees_cases:
        return []
    running = StandIn.objects.running(on=timezone.localdate()).filter(deputy=user).select_related("absent")
    return [user, *(row.absent for row in running)]


class OfSectionQuerySet(models.QuerySet):
    """Rows of one section: its officers and head see them, leaders see all, nobody else any."""

    def visible_to(self, user):
        people = _capacities(user)
        if any(person.role == Role.LEADER for person in people):
            return self.all()
        return self.filter(section_id__in={person.section_id for person in people if person.role in CASE_WORKERS})


class LeadQuerySet(OfSectionQuerySet):
    def open(self) -> "LeadQuerySet":
        return self.filter(state="open")


class SoftMeasureQuerySet(OfSectionQuerySet):
    def open(self) -> "SoftMeasureQuerySet":
        return self.filter(state="open")


class IntakeQuerySet(OfSectionQuerySet):
    pass


class FilingQuerySet(OfSectionQuerySet):
    def open(self) -> "FilingQuerySet":
        """Still not filed."""
        return self.filter(submitted_on__isnull=True)

    def to_urge(self, *, on: date) -> "FilingQuerySet":
        """Not filed, and no notice whose day is still to come."""
        running = self.model.urgings.rel.related_model.objects.filter(filings=OuterRef("pk"), deadline__gte=on)
        return self.open().filter(~Exists(running), lead__state="open")

    def to_judge(self, *, on: date) -> "FilingQuerySet":
        """Filed since, or not filed although a notice was served with proof and its day has passed."""
        passed = self.model.urgings.rel.related_model.objects.filter(
            filings=OuterRef("pk"), deadline__lt=on, services__is_proved=True
        )
        waiting = self.model.lead.field.related_model.intake_rows.rel.related_model.objects.filter(
            lead=OuterRef("lead"), state__in=["to_sign", "signed"]
        )
        rows = self.filter(Q(submitted_on__isnull=False) | Exists(passed), lead__state="open")
        return rows.filter(~Exists(waiting))


class UrgingQuerySet(OfSectionQuerySet):
    def to_issue(self) -> "UrgingQuerySet":
        return self.filter(paper__isnull=True)

    def to_serve(self) -> "UrgingQuerySet":
        """Issued, and not yet served with proof."""
        served = self.model.services.rel.related_model.objects.filter(notice=OuterRef("pk"), is_proved=True)
        return self.filter(~Exists(served), paper__isnull=False)


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CaseQuerySet":
        """Own section and files one is named in; leaders see all, legal reviewers what is under review, supervisors what
        was drawn for review.

        A stand-in sees what the absent person sees, as long as the stand-in runs.
        """
        people = _capacities(user)
        if any(person.role == Role.LEADER for person in people):
            return self.all()
        seen = Q(pk__in=[])
        workers = [person for person in people if person.role in CASE_WORKERS]
        if workers:
            named = self.model.officers.rel.related_model.objects.filter(
                case=OuterRef("pk"), user__in=workers, until_on__isnull=True
            )
            seen |= Q(section_id__in={person.section_id for person in workers}) | Q(Exists(named))
        if any(person.role == Role.REVIEWER for person in people):
            acts = self.model.acts.rel.related_model.objects.filter(case=OuterRef("pk"))
            seen |= Q(Exists(acts.filter(Q(state__in=UNDER_REVIEW) | Q(assessments__outcome=LEFT_OPEN))))
        acts = self.model.acts.rel.related_model.objects.filter(case=OuterRef("pk"))
        seen |= Q(Exists(acts.filter(penalty_procedures__notices__hearings__presider__in=people)))
        if any(person.role == Role.SUPERVISOR for person in people):
            reviews = self.model.file_reviews.rel.related_model.objects.filter(case=OuterRef("pk"))
            seen |= Q(Exists(reviews))
        return self.filter(seen)

    def open(self) -> "CaseQuerySet":
        return self.filter(state__in=OPEN_CASES)

    def worked_by(self, user) -> "CaseQuerySet":
        """Files in which the person is one of the two officers now."""
        return self.filter(
            Exists(
                self.model.officers.rel.related_model.objects.filter(
                    case=OuterRef("pk"), user=user, until_on__isnull=True
                )
            )
        )

    def overdue(self, *, on: date) -> "CaseQuerySet":
        """Files with something owed whose day has passed."""
        return self.filter(Exists(self._owing(due_on__lt=on)))

    def due_within(self, *, on: date, last: date) -> "CaseQuerySet":
        return self.filter(Exists(self._owing(due_on__gte=on, due_on__lte=last)))

    def _owing(self, **conditions):
        obligations = self.model.obligations.rel.related_model.objects
        return obligations.filter(
            case=OuterRef("pk"), fulfilled_at__isnull=True, cancelled_at__isnull=True, **conditions
        )

    def page_after(self, key: int | None, *, size: int) -> "CaseQuerySet":
        """Newest first, the rows after this key; keys do not shift when files are added."""
        rows = self.order_by("-pk")
        return rows.filter(pk__lt=key)[:size] if key else rows[:size]
