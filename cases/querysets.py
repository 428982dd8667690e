"""Reads of the case room that read aloud; permission is the lookup."""

from django.db import models
from django.db.models import Q

from accounts.enums import Role

SEES_ALL = frozenset({Role.LEADER})
UNDER_REVIEW = ("proposed", "signed", "offered", "answered", "ordinary", "transfer")


class LeadQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LeadQuerySet":
        if user.role in SEES_ALL:
            return self.all()
        if user.role in {Role.OFFICER, Role.HEAD}:
            return self.filter(section_id=user.section_id)
        return self.none()


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CaseQuerySet":
        """Own section and files one is named in; leaders see all, legal reviewers what is under review."""
        if user.role in SEES_ALL:
            return self.all()
        if user.role == Role.REVIEWER:
            return self.filter(acts__state__in=UNDER_REVIEW).distinct()
        if user.role in {Role.OFFICER, Role.HEAD}:
            named = Q(officers__user=user, officers__until_on__isnull=True)
            return self.filter(Q(section_id=user.section_id) | Q(pk__in=self.model.objects.filter(named).values("pk")))
        return self.none()
