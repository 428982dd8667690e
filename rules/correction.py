"""What became of the correction: in time, overdue, refused, unsatisfactory, or not yet to be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.offences import Offence

if TYPE_CHECKING:
    from rules.view import View

TIMELY, OVERDUE, REFUSED, FAILED, UNDONE = "timely", "overdue", "refused", "failed", "undone"
ORDERED, DEADLINE, DONE, RESULT = (
    "correction.ordered_on",
    "correction.deadline",
    "correction.done_on",
    "correction.result",
)
RECHECK = "recheck_date"


def correction_state(view: View, offence: Offence) -> str:
    """The state of the correction. While a deadline runs and nothing is done, it forks into in time and overdue."""
    named = view.case.named_correction()
    if named:
        return named
    if offence.filing:
        return _by_filing(view, offence)
    result = str(view.get(RESULT))
    if result == "refused":
        return REFUSED
    if not ordered(view):
        return {"full": TIMELY, "partial": FAILED}.get(result, UNDONE)
    if result == "full":
        view.happened(DONE)
        return TIMELY if view.le(view.day(DONE), view.day(DEADLINE)) else OVERDUE
    if result == "partial":
        if view.case.sheet.day(RECHECK) or deadline_passed(view):
            return FAILED
        return _still_running(view, DONE)
    return OVERDUE if deadline_passed(view) else _still_running(view, DONE)


def is_overdue(view: View, offence: Offence) -> bool:
    """Whether the ordered deadline went by without full correction, however that is called."""
    state = correction_state(view, offence)
    if state in (REFUSED, FAILED):
        return ordered(view) and deadline_passed(view)
    return state == OVERDUE


def ordered(view: View) -> bool:
    return view.case.stated(ORDERED) or view.case.stated(DEADLINE)


def deadline_passed(view: View) -> bool:
    """The day of the question lies after the ordered deadline."""
    return view.le(view.day(DEADLINE).plus(1), view.as_of)


def _still_running(view: View, key: str) -> str:
    """Nothing is done and the deadline has not passed: what the party does by then decides."""
    return TIMELY if view.assume(key, (True, False)) else OVERDUE


def _by_filing(view: View, offence: Offence) -> str:
    """Where a filing is the correction: by the ordered deadline, or as the pack says where nothing was ordered.

    What is written of the correction beside it is not asked, but for a refusal while nothing is filed.
    """
    filing = offence.filing
    assert filing is not None
    if view.happened(filing.done):
        if ordered(view):
            return TIMELY if view.le(view.day(filing.done), view.day(DEADLINE)) else OVERDUE
        return TIMELY if view.holds(filing.timely) else UNDONE
    if view.case.facts.get(RESULT) == "refused":
        return REFUSED
    if ordered(view):
        return OVERDUE if deadline_passed(view) else _still_running(view, filing.done)
    prompted = filing.running is not None and view.holds(filing.running)
    return _still_running(view, filing.done) if prompted else UNDONE
