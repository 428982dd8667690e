"""General functions that work facts out of facts. Packs name and feed them (`derive` of a catalogue entry).

Flags take a look at the case (`rules.view.View`) and may fork it; sums of quantities stand in `rules.quantities`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from rules.cond import SET_OPS, Test, compare
from rules.facts import FactSpec, whole
from rules.values import Value

if TYPE_CHECKING:
    from rules.view import View


def on_or_before(view: View, spec: FactSpec) -> bool:
    """The first day has come, not later than the second."""
    first, second = spec.of
    return view.happened(first) and view.happened(second) and view.le(view.day(first), view.day(second))


def happened(view: View, spec: FactSpec) -> bool:
    """The day has come. `prompted`: a flag that, where false, means it has not."""
    return _prompted(view, spec, spec.of[0])


def passed_without(view: View, spec: FactSpec) -> bool:
    """The deadline lies behind us and the thing was not done by it."""
    deadline, done = spec.of
    if not view.happened(deadline) or not view.le(view.day(deadline).plus(1), view.as_of):
        return False
    return not (view.happened(done) and view.le(view.day(done), view.day(deadline)))


def before_prompt(view: View, spec: FactSpec) -> bool:
    """It was done without a prompt, or before the prompt was served."""
    done, served = spec.of
    if not view.happened(done):
        return False
    return not _prompted(view, spec, served) or view.le(view.day(done).plus(1), view.day(served))


def within_prompt(view: View, spec: FactSpec) -> bool:
    """It was done after a prompt was served, not later than the prompt's deadline."""
    done, served, deadline = spec.of
    if not view.happened(done) or not _prompted(view, spec, served) or not view.happened(deadline):
        return False
    return view.le(view.day(done), view.day(deadline)) and view.le(view.day(served), view.day(done))


def runs(view: View, spec: FactSpec) -> bool:
    """The deadline of a prompt has not passed: the thing can still be done by it."""
    deadline, served = spec.of
    known = view.day(deadline).known
    if known is not None and known < view.case.as_of:
        return False
    flag = spec.derive.get("prompted") if spec.derive else None
    if flag and not isinstance(view.case.facts.get(served), date) and not view.get(flag):
        return False
    return view.happened(deadline) and view.le(view.as_of, view.day(deadline))


def finding(view: View, spec: FactSpec) -> bool:
    """A finding of the law itself, so that a list can name it."""
    from rules.findings import FINDINGS

    return bool(FINDINGS[spec.derive["name"]].look(view))  # type: ignore[index]


def count_in_window(view: View, spec: FactSpec, test: Test) -> bool:
    """A test on the number of earlier decisions of the same kind inside the window that counts for 初次违法."""
    from rules.findings import priors_counted

    return compare(test, Fraction(priors_counted(view)))


def number_of(view: View, spec: FactSpec) -> Fraction | None:
    """A counted fact as a number; None while a day of it is unknown."""
    from rules.findings import priors_counted

    if (spec.derive or {}).get("fn") == "count_in_window":
        return Fraction(priors_counted(view))
    start, end = spec.of
    first, last = view.day(start).known, (view.day(end) if view.happened(end) else view.as_of).known
    return None if first is None or last is None else Fraction((last - first).days)


def _prompted(view: View, spec: FactSpec, served: str) -> bool:
    """Whether a prompt with proof of service is there."""
    flag = spec.derive.get("prompted") if spec.derive else None
    if not view.case.stated(served) and flag and not view.get(flag):
        return False
    return view.happened(served)


COUNTS = ("days_between", "count_in_window")
DERIVED_FLAGS: dict[str, Callable[[View, FactSpec], Value]] = {
    "on_or_before": on_or_before,
    "happened": happened,
    "passed_without": passed_without,
    "before_prompt": before_prompt,
    "within_prompt": within_prompt,
    "runs": runs,
    "finding": finding,
}


def days_between(view: View, spec: FactSpec, test: Test) -> bool:
    """A test on the number of days from the first day to the second (or to today, while it has not come)."""
    start, end = spec.of
    first, last = view.day(start), view.day(end) if view.happened(end) else view.as_of

    def within(days: int) -> bool:
        return view.le(last, first.plus(days))

    def exactly(days: int) -> bool:
        return within(days) and not within(days - 1)

    if test.op == "is_na":
        return False
    if test.op in SET_OPS:
        return any(exactly(whole(one)) for one in test.value) is (test.op == "in")
    limit = whole(test.value)
    if test.op in ("eq", "ne"):
        return exactly(limit) is (test.op == "eq")
    if test.op in ("le", "gt"):
        return within(limit) is (test.op == "le")
    return within(limit - 1) is (test.op == "lt")
