"""Earlier handling of parties, for one act or for a whole list.

Decisions, also those on the spot, leads ended without a case, entered records.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cases.enums import CheckResult, RegisterKind
from cases.models import Decision, LeadHandling, PastDecision, Register, SpotDecision
from cases.outcomes import COUNTS_AS_PRIOR
from cases.windows import Window
from parties.merging import records_of


@dataclass(frozen=True)
class Prior:
    """One earlier handling of a party for an offence; `row` is what a check keeps of it."""

    party_id: int
    violation: str
    on: date
    row: dict[str, Any]
    act_id: int | None = None


def _row(register: str, pk: int, on: date, result: str, violation: str, number: str) -> dict[str, Any]:
    return {
        "register": register,
        "id": pk,
        "date": on.isoformat(),
        "result": result,
        "violation": violation,
        "number": number,
    }


def priors_of(parties: Iterable[int], violations: Iterable[str], names: dict[str, str]) -> list[Prior]:
    """Everything that counts against 初次, in five queries, oldest first. `names`: offences by code."""
    asked = records_of(parties)
    parties, violations = list(asked), list(violations)
    decisions = Decision.objects.filter(
        act__party__in=parties, act__violation__in=violations, outcome__in=COUNTS_AS_PRIOR
    ).select_related("act__case")
    handled = LeadHandling.objects.filter(party__in=parties, violation__in=violations, outcome__in=COUNTS_AS_PRIOR)
    past = PastDecision.objects.filter(
        party__in=parties, violation__in=violations, outcome__in=COUNTS_AS_PRIOR, is_annulled=False
    )
    found = [
        Prior(
            asked[row.act.party_id],
            row.act.violation,
            row.decided_on,
            _row(
                RegisterKind.OWN,
                row.pk,
                row.decided_on,
                row.outcome,
                names.get(row.act.violation, row.act.violation_name),
                row.act.case.number,
            ),
            row.act_id,
        )
        for row in decisions
    ]
    found += _on_the_spot(asked, violations, names)
    for register, rows in ((RegisterKind.OWN, handled), (RegisterKind.PAST, past)):
        for row in rows:
            number = row.number if register == RegisterKind.PAST else f"线索{row.lead_id}"
            kept = _row(register, row.pk, row.decided_on, row.outcome, names.get(row.violation, ""), number)
            found.append(Prior(asked[row.party_id], row.violation, row.decided_on, kept))
    return sorted(found, key=lambda one: (one.on, one.row["register"], one.row["id"]))


def _on_the_spot(asked: dict[int, int], violations: list[str], names: dict[str, str]) -> list[Prior]:
    """Decisions on the spot are penalties like any other."""
    rows = SpotDecision.objects.filter(act__party__in=list(asked), act__violation__in=violations)
    found = []
    for row in rows.select_related("act", "paper"):
        on = timezone.localtime(row.decided_at).date()
        name = names.get(row.act.violation, row.act.violation_name)
        kept = _row(RegisterKind.OWN, row.pk, on, "PENALTY", name, row.paper.number if row.paper else "")
        found.append(Prior(asked[row.act.party_id], row.act.violation, on, kept, row.act_id))
    return found


def within(prior: Prior, window: Window) -> bool:
    return prior.on <= window.last and (window.first is None or prior.on >= window.first)


def covers(registers: Iterable[Register], window: Window) -> bool:
    """Whether the registers, complete from their days on, together cover the whole window.

    The past decisions cover the time before this system; our own cover the time since it began.
    """
    by_kind = {row.kind: row.complete_from for row in registers}
    past, own = by_kind.get(RegisterKind.PAST), by_kind.get(RegisterKind.OWN)
    reaches_back = min((day for day in (past, own) if day), default=None)
    return bool(own and reaches_back and window.first and reaches_back <= window.first)


def said(priors: list[Prior], registers: Iterable[Register], window: Window) -> str:
    """有, 无, or 未查: 无 only where every day of the window has been covered."""
    if priors:
        return str(CheckResult.FOUND)
    return str(CheckResult.NONE if covers(registers, window) else CheckResult.NOT_SEARCHED)
