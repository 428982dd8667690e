"""The law in force as the rules read it, for the rooms of cases."""

from datetime import date

from exemptions.live import current_law
from rules import Law

__all__ = ["Law", "law_on"]


def law_on(on: date) -> Law:
    """Statutes, offences, facts, lists, calendar and settings as the database holds them on that day."""
    return current_law(on=on)
