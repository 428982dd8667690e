"""Fields that many rows of this room share."""

from django.conf import settings
from django.db import models


def person(name: str, *, null: bool = False, related_name: str = "+") -> models.ForeignKey:
    """Who did it or whom it is about; people are never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=name,
        null=null,
        blank=null,
        on_delete=models.PROTECT,
        related_name=related_name,
    )


def link(to: str, name: str, *, null: bool = False, related_name: str = "+") -> models.ForeignKey:
    return models.ForeignKey(
        to, verbose_name=name, null=null, blank=null, on_delete=models.PROTECT, related_name=related_name
    )


def hours(name: str, **more) -> models.DecimalField:
    """学时, to the half."""
    return models.DecimalField(name, max_digits=5, decimal_places=1, **more)
