"""The findings of law: each a question with finitely many answers, looked up in a case.

A finding is asked of a `View`, so the same words serve a case that is fully known and one with unknown facts. What is
peculiar to a trade (who has jurisdiction, what makes a fine serious) comes from the pack as conditions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from rules.cond import tests
from rules.correction import TIMELY, correction_state, is_overdue
from rules.days import Day
from rules.law import Law
from rules.lists import MINOR as LISTED_MINOR
from rules.lists import ListVersion
from rules.offences import ActDays, Offence
from rules.relevant import lists_of, offences_of
from rules.sheet import PRIOR, Earlier
from rules.values import NOT_APPLICABLE
from rules.view import View

Answer = bool | str
NO_ONE = ""
FULL, LIMITED, MINOR, NONE = "full", "limited", "minor", "none"
HARMS = ("none", "minor", "serious")
LENIENCY = (
    ("harm_reduced", "行政处罚法32条(一)"),
    ("coerced", "行政处罚法32条(二)"),
    ("voluntary_disclosure", "行政处罚法32条(三)"),
    ("merit", "行政处罚法32条(四)"),
)
LIMITATION_YEARS, ADULT, PUNISHABLE = 2, 18, 14


@dataclass(frozen=True)
class Span:
    """First and last day of an act; `ongoing`: it had not ended on the day of the question."""

    start: Day
    end: Day
    ongoing: bool = False


def judged(view: View) -> Offence:
    """The offence the act is judged as: the one charged, or the lighter one where its elements are not proved."""
    if "judged" not in view.seen:
        charged = view.case.charged
        proved = charged.elements is None or view.holds(charged.elements.when)
        view.seen["judged"] = charged if proved else view.law.offences[charged.elements.otherwise]  # type: ignore[union-attr]
    found: Offence = view.seen["judged"]
    return found


def last_day(view: View) -> Day:
    return whole_span(view).end


def whole_span(view: View) -> Span:
    """The days of the act, without asking which offence it is where that makes no difference."""
    ends = {offence.act_days for offence in offences_of(view.case)}
    same = len({days.end if days else None for days in ends}) == 1
    return span(view, view.case.charged if same else judged(view))


def span(view: View, offence: Offence) -> Span:
    """The days of the act: stated, or by the nature of the offence."""
    case = view.case
    if case.stated("act_start") or case.stated("act_end"):
        ongoing = not view.happened("act_end")
        return Span(view.day("act_start"), view.as_of if ongoing else view.day("act_end"), ongoing)
    if case.stated("act_date") or offence.act_days is None:
        return Span(view.day("act_date"), view.day("act_date"))
    start = _missed(view, offence.act_days).plus(1)
    if not view.law.setting("late_is_continuing"):
        return Span(start, start)
    ongoing = not view.happened(offence.act_days.end)
    return Span(start, view.as_of if ongoing else view.day(offence.act_days.end), ongoing)


def _missed(view: View, days: ActDays) -> Day:
    """The day by which the thing should have been done: of those that made the act what it is, the first."""
    without = days.unless and (view.case.settled(days.unless) is True or view.recall(days.unless) is True)
    return view.day(days.after[-1] if without else days.after[0])


# --- before everything ---------------------------------------------------------


def crime(view: View) -> bool:
    """Suspicion of crime: stated, or signalled by violence unless the police have declined."""
    if not view.case.stated("crime_suspected") and view.law.setting("violence_is_suspicion"):
        signals = (ground.when for ground in view.law.pack.crimes)
        if any(view.peek(signal) for signal in signals):
            return True
    return bool(view.get("crime_suspected"))


def elsewhere(view: View) -> str:
    """The ground on which another authority is competent, "" where none is."""
    for ground in view.law.pack.jurisdiction:
        if ground.fits(view.case.violation, view.case.kind) and view.holds(ground.when):
            return ground.id
    return NO_ONE


def offence(view: View) -> str:
    return judged(view).code


def contrary(view: View) -> str:
    """What on the sheet refutes the finding, "" where nothing does. Silence refutes nothing."""
    return next((ground.id for ground in judged(view).contrary if view.peek(ground.when)), NO_ONE)


# --- limitation, capacity, fault -----------------------------------------------


def barred(view: View) -> bool:
    """Two years from the last day of the act without discovery; a verified tip-off is discovery."""
    act = whole_span(view)
    if act.ongoing:
        return False
    limit = act.end.plus_years(LIMITATION_YEARS)
    if view.le(view.day(_discovery_fact(view)), limit):
        return False
    if view.law.setting("discovery_by_tip_off") != "day_of_verified_tip_off" or not view.happened("tip_off_date"):
        return True
    return not (view.le(view.day("tip_off_date"), limit) and view.get("tip_off_verified"))


def _discovery_fact(view: View) -> str:
    by_filing = view.law.setting("discovery_by_tip_off") == "day_of_filing"
    return "filed_date" if by_filing and view.case.stated("filed_date") else "discovered_date"


def mind(view: View) -> str:
    """Whether a natural person or operator could tell and control what they did."""
    if not view.law.pack.kind(view.case.kind).natural:
        return FULL
    found = str(view.get("party.capacity"))
    return found if found in (NONE, LIMITED) else FULL


def age(view: View) -> str:
    """Under 14, under 18, or of age at the act. A year of age is full on the day after the birthday."""
    natural = view.law.pack.kind(view.case.kind).natural
    if not natural or view.case.settled("party.born_on") is NOT_APPLICABLE:
        return FULL
    born, end = view.day("party.born_on"), last_day(view)
    if view.le(end, born.plus_years(PUNISHABLE)):
        return NONE
    return MINOR if view.le(end, born.plus_years(ADULT)) else FULL


def no_fault(view: View) -> bool:
    return bool(view.get("fault_evidence"))


# --- 33 --------------------------------------------------------------------------


def timely(view: View) -> bool:
    return correction_state(view, judged(view)) == TIMELY


def overdue(view: View) -> bool:
    return is_overdue(view, judged(view))


def harm(view: View) -> str:
    return str(view.get("harm"))


def minor(view: View) -> bool:
    """The officer's reasoned finding."""
    return bool(view.get("minor_act"))


def listed(view: View) -> bool:
    """Whether an item of a list version that applies supplies 轻微."""
    code = judged(view).code
    return any(
        view.holds(item.condition) and applies(view, version)
        for version in lists_of(view.case)
        for item in version.items
        if item.supplies == LISTED_MINOR and item.fits(code, view.case.kind)
    )


def applies(view: View, version: ListVersion) -> bool:
    """The version named on the sheet, in force on the day of decision, or on the last day of the act (37 by analogy)."""
    if view.case.stated("active_list") or version.in_force(view.case.decided_on):
        return True
    end = last_day(view)
    return view.le(Day(version.first), end) and (version.last is None or view.le(end, Day(version.last)))


def excluded(view: View) -> bool:
    """A ground of the plan that closes lenience by choice."""
    return any(view.holds(one.when) for one in view.law.pack.exclusions if one.when and not one.escalates)


def key_area(view: View) -> bool:
    return any(view.holds(one.when) for one in view.law.pack.exclusions if one.when and one.escalates)


def first(view: View) -> bool:
    """No earlier decision or order of the same kind inside the window, counted against the first day of the act."""
    return priors_counted(view) == 0


def priors_counted(view: View) -> int:
    """How many of them there are; where nobody has searched, as many as could make a difference."""
    prior = view.case.facts.get(PRIOR)
    if not isinstance(prior, tuple):
        return int(view.assume(PRIOR, range(most_priors(view.law) + 1)))
    counted = [one for one in prior if isinstance(one, Earlier) and counts(view, one)]
    if not counted:
        return 0
    start, window = span(view, judged(view)).start, window_of(view)
    return sum(1 for one in counted if _in_window(view, window, start, Day(one.on)))


def most_priors(law: Law) -> int:
    """One more than any limit of a list on the count of earlier decisions."""
    if "most_priors" not in law.memo:
        counting = {key for key, spec in law.facts.items() if (spec.derive or {}).get("fn") == "count_in_window"}
        found = (test for version in law.lists for item in version.items for test in tests(item.condition))
        limits = (test.value for test in found if test.fact in counting and isinstance(test.value, Fraction))
        law.memo["most_priors"] = 1 + max((ceil(limit) for limit in limits), default=0)
    most: int = law.memo["most_priors"]
    return most


def counts(view: View, earlier: Earlier) -> bool:
    """Whether an earlier result makes a repeat offender: not where nothing was established, or it was annulled."""
    if not view.law.pack.prior.counts(earlier.text):
        return False
    no_penalty = earlier.text.startswith("NP_") or "不予" in earlier.text
    return bool(view.law.setting("prior_counts_no_penalty")) or not no_penalty


def window_of(view: View) -> str:
    """The window stated, of the list in force, or of the setting."""
    stated = view.case.sheet.text("first_window")
    if stated:
        return stated
    named = lists_of(view.case) if view.case.stated("active_list") else ()
    version = named[0] if named else view.law.lists_on(view.case.decided_on)
    return version.first_window if version else str(view.law.setting("first_window"))


def _in_window(view: View, window: str, start: Day, earlier: Day) -> bool:
    if not view.le(earlier, start):
        return False
    if window == "natural_years_2":
        return view.le(start.new_year(-1), earlier)
    return window == "unlimited" or view.le(start, earlier.plus_months(24))


# --- the fine ----------------------------------------------------------------------


def lenient(view: View) -> bool:
    """A ground of art. 32; unproved means not there."""
    return any(bool(view.get(key)) for key, _ in LENIENCY)


def serious(view: View) -> bool:
    return any(
        view.holds(ground.when) for ground in view.law.pack.serious if ground.fits(judged(view).code, view.case.kind)
    )


def fine_open(view: View) -> bool:
    """Whether the condition under which a fine exists at all is met."""
    conditions = {rule.fine_when for rule in judged(view).penalties if rule.fine_when and view.case.kind in rule.kinds}
    return all(view.holds(condition) for condition in sorted(conditions, key=repr))


def epoch(view: View) -> str:
    """The version of the law on the last day of the act, and, where later, of the day of decision: "2009|2024"."""
    laws = {offence.law for offence in offences_of(view.case)}
    regime = view.law.pack.regime(view.case.charged.law if len(laws) == 1 else judged(view).law)
    end = last_day(view)
    decided = regime.on(view.case.decided_on)
    for version in reversed(regime.versions[1:]):
        if version.first <= decided.first and view.le(Day(version.first), end):
            return f"{version.id}|{decided.id}"
    return f"{regime.versions[0].id}|{decided.id}"


@dataclass(frozen=True)
class Finding:
    """A finding by name, and how it is looked up."""

    name: str
    look: Callable[[View], Answer]


FINDINGS: dict[str, Finding] = {
    look.__name__: Finding(look.__name__, look)
    for look in (
        offence,
        crime,
        elsewhere,
        contrary,
        barred,
        mind,
        age,
        no_fault,
        timely,
        harm,
        minor,
        listed,
        excluded,
        key_area,
        first,
        lenient,
        serious,
        fine_open,
        epoch,
        overdue,
    )
}
