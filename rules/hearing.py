"""Two limits that decide which procedure a fine takes: the right to a hearing (63), and the decision on the spot (51)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.deadlines import legal_day
from rules.terms import Terms, Threshold

SPOT_CITIZEN_YUAN = 200
SPOT_ORGANISATION_YUAN = 3000
SPOT_BASIS = ("行政处罚法51条",)
HEARING_BASIS = ("行政处罚法63条1款(一)",)

PENAL = frozenset({"PENALTY", "PENALTY_SERIOUS", "PENALTY_LENIENT", "NO_FINE_ORGAN"})
MAY_PENALISE = frozenset({"NP_DISCRETIONARY_FIRST", "ESCALATE_MANUAL"})

FineRange = tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """An answer that may be open, with the sentence that explains it and what it rests on."""

    value: bool | None
    detail_zh: str
    basis: tuple[str, ...] = ()


def thresholds(kind: str | None, terms: Terms, on: date) -> tuple[Threshold, ...]:
    """Every threshold any rule in force names for this kind of party, the lowest first."""
    named = [entry for entry in terms.thresholds if kind in entry.kinds and entry.basis.holds(legal_day(on))]
    return tuple(sorted(named, key=lambda entry: entry.least_yuan))


def hearing(kind: str | None, fine: int | None, terms: Terms, on: date, fine_range: FineRange | None = None) -> Reading:
    """Whether the party must be told of its right to a hearing: the lowest threshold any applicable rule names, included.

    `fine` is the amount intended (or decided); where it is open, the statutory range may still settle it.
    """
    named = thresholds(kind, terms, on)
    if kind in terms.no_fine_kinds:
        return Reading(False, "国家机关不处罚款，不发生较大数额罚款的听证。", HEARING_BASIS)
    if not named:
        return Reading(None, "没有查到适用于该主体的听证数额标准，须由法制人员确定。", HEARING_BASIS)
    least = named[0].least_yuan
    basis = HEARING_BASIS + tuple(citation for entry in named for citation in entry.basis.basis)
    rule = f"对该主体，{least}元以上（含本数）罚款属于较大数额"
    if fine is not None:
        told = fine >= least
        verdict = "应当告知听证权利" if told else "不必告知听证权利"
        return Reading(told, f"{rule}；拟处罚款{fine}元，{verdict}。", _unique(basis))
    if fine_range is None:
        return Reading(None, f"{rule}；罚款数额未定。", _unique(basis))
    lowest, highest = fine_range
    if lowest >= least:
        return Reading(True, f"{rule}；法定罚款不低于{lowest}元，应当告知听证权利。", _unique(basis))
    if highest < least:
        return Reading(False, f"{rule}；法定罚款最高{highest}元，达不到。", _unique(basis))
    return Reading(None, f"{rule}；法定罚款{lowest}元至{highest}元，视拟处数额而定。", _unique(basis))


def spot_limit(kind: str | None, terms: Terms) -> int | None:
    """The highest fine that may be decided on the spot, included; None while the kind of party is unknown."""
    if kind is None:
        return None
    return SPOT_CITIZEN_YUAN if kind in terms.citizen_kinds else SPOT_ORGANISATION_YUAN


def on_the_spot(
    kind: str | None, fine: int | None, terms: Terms, fine_range: FineRange | None = None, barred: bool = False
) -> Reading:
    """Whether 51 lets the officers decide on the spot. That the facts are beyond doubt (确凿) stays their own finding.

    `fine` 0 is a warning alone. `barred`: the act is serious or goes to collective discussion.
    """
    limit = spot_limit(kind, terms)
    if limit is None:
        return Reading(None, "主体种类未定，不能判断简易程序的限额。", SPOT_BASIS)
    rule = f"当场处罚的限额为{limit}元（含本数）或者警告"
    if barred:
        return Reading(False, "情节严重或者须集体讨论的，适用普通程序。", SPOT_BASIS)
    if fine is not None:
        allowed = fine <= limit
        verdict = "事实确凿的可以当场决定" if allowed else "应当适用普通程序"
        what = f"拟处罚款{fine}元" if fine else "只拟警告"
        return Reading(allowed, f"{rule}；{what}，{verdict}。", SPOT_BASIS)
    if fine_range is not None and fine_range[0] > limit:
        return Reading(False, f"{rule}；法定罚款不低于{fine_range[0]}元。", SPOT_BASIS)
    return Reading(None, f"{rule}；罚款数额未定。", SPOT_BASIS)


def _unique(basis: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(basis))
