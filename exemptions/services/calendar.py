"""Enter the working days of a year from the State Council's notice."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.enums import Role
from exemptions import live
from exemptions.models import CalendarYear
from exemptions.packs.store import store_year
from records.errors import DomainError, NotAllowed
from records.services import append_event
from rules.calendar import Calendar, CalendarError

STREAM = "exemptions.calendar"


@transaction.atomic
def enter_year(*, actor, year: int, entry: Mapping[str, Any]) -> CalendarYear:
    """Take the place of what was known of the year. `entry`: source, issued, holidays, workdays as packs write them.

    Deadlines already notified do not move: a paper that was served says its own day.
    """
    if actor.role != Role.ADMINISTRATOR:
        raise NotAllowed("工作日历由系统管理员录入。请联系系统管理员。")
    try:
        Calendar.from_json({"years": {str(year): entry}})
    except CalendarError as error:
        raise DomainError(str(error)) from error
    live.lock_lists()
    before = CalendarYear.objects.filter(year=year).first()
    said = before.as_data() if before else {}
    row = store_year(year, entry)
    append_event(
        actor=actor,
        verb="calendar.enter",
        subject=row,
        stream=(STREAM, year),
        summary=f"{'更正' if before else '录入'}{year}年工作日历",
        detail=str(entry["source"]),
        before=said,
        after=entry,
    )
    return row
