"""Reads of the register."""

import re

from django.db import models
from django.db.models import Q

from parties.identifiers import name_key, normalise_code
from records.closing import digests, number_key

SHORTEST_NUMBER = 7


class PartyQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PartyQuerySet":
        """Everyone who works on cases knows the register; the three administrators do not."""
        return self.all() if user.sees_cases else self.none()

    def current(self) -> "PartyQuerySet":
        """Without the records that were merged into others."""
        return self.filter(merged_into__isnull=True)

    def with_phone(self, number: str) -> "PartyQuerySet":
        """By the whole number: what lies closed cannot be found by a part."""
        return self.filter(phone_digest__in=digests(number_key(number)))

    def matching(self, words: str) -> "PartyQuerySet":
        """Name, former name, credit code, whole phone number, pinyin or its initials; an empty question finds everybody."""
        key = name_key(words)
        if not key:
            return self.current()
        ways = [Q(name_key__contains=key), Q(other_names__name_key__contains=key)]
        if re.fullmatch(r"[0-9a-z]+", key):
            ways += [
                Q(credit_code__startswith=normalise_code(words)),
                Q(initials__startswith=key),
                Q(pinyin__contains=key),
            ]
        if len(number := number_key(words)) >= SHORTEST_NUMBER and number.isdigit():
            ways.append(Q(phone_digest__in=digests(number)))
        # Each way has an index of its own; one condition with OR would read the whole register.
        first, *others = (self.model.objects.filter(way).order_by().values("pk") for way in ways)
        return self.current().filter(pk__in=first.union(*others))
