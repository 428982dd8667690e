"""Reads of the register."""

import re

from django.db import models
from django.db.models import Q

from parties.identifiers import name_key, normalise_code


class PartyQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PartyQuerySet":
        """Everyone who works on cases knows the register; the three administrators do not."""
        return self.all() if user.sees_cases else self.none()

    def current(self) -> "PartyQuerySet":
        """Without the records that were merged into others."""
        return self.filter(merged_into__isnull=True)

    def matching(self, words: str) -> "PartyQuerySet":
        """Name, former name, credit code, pinyin or its initials; an empty question finds everybody."""
        key = name_key(words)
        if not key:
            return self.current()
        other = self.model.objects.filter(other_names__name_key__contains=key)
        found = Q(name_key__contains=key) | Q(pk__in=other.values("pk"))
        if re.fullmatch(r"[0-9a-z]+", key):
            found |= Q(credit_code__startswith=normalise_code(words)) | Q(initials__startswith=key)
            found |= Q(pinyin__contains=key)
        return self.current().filter(found)
