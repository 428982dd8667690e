"""The law in force as the rules read it, for the rooms of cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

import documents
from exemptions.live import current_law
from exemptions.queries import intake_terms
from rules import Law

__all__ = ["Law", "law_on", "one_law", "open_kinds", "trade_terms"]

_asked: ContextVar[dict[date, Law] | None] = ContextVar("asked", default=None)


def law_on(on: date) -> Law:
    """Statutes, offences, facts, lists, calendar and settings as the database holds them on that day."""
    asked = _asked.get()
    if asked is None:
        return current_law(on=on)
    if on not in asked:
        asked[on] = current_law(on=on)
    return asked[on]


@contextmanager
def one_law() -> Iterator[None]:
    """While one page is drawn every part of it reads the same law, and the database is asked for it once."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def trade_terms(name: str) -> dict[str, Any]:
    """What the bureau's pack says of a kind of intake; empty where its trade does not know it."""
    return intake_terms(name)


def open_kinds() -> list[str]:
    """Codes of the papers this bureau issues: the common ones, and those its pack names."""
    named = trade_terms("papers")
    return [code for code in documents.CATALOGUE if code not in documents.OF_A_TRADE or code in named]
