"""One line of what is to be done, as the start page shows it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TodoRow:
    """One line of components/due.html. `unit` is working, calendar or empty; `is_pressing`: today or late, and ours."""

    on: date | None
    title: str
    about: str
    left: str
    is_late: bool
    is_waiting: bool
    url: str
    span: str
    unit: str
    rule: str
    source: str
    act: str
    act_url: str
    is_pressing: bool
