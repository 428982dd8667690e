"""The law in force as the rules read it, for the rooms of cases."""

from datetime import date
from typing import Any

from exemptions.live import current_law
from exemptions.queries import intake_terms
from rules import Law

__all__ = ["Law", "law_on", "trade_terms"]


def law_on(on: date) -> Law:
    """Statutes, offences, facts, lists, calendar and settings as the database holds them on that day."""
    return current_law(on=on)


def trade_terms(name: str) -> dict[str, Any]:
    """What the bureau's pack says of a kind of intake; empty where its trade does not know it."""
    return intake_terms(name)
