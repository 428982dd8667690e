"""What the gates of procedure look at: one frozen record, filled from a fact sheet (`rules.procedure_sheet`) or from rows.

Every field may be unknown (None). Nothing here is decided; the gates (`rules.gates`) read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from rules.calendar import Calendar
from rules.deadlines import Pause
from rules.hearing import FineRange
from rules.terms import Terms

PENALTY = "penalty"
NO_PENALTY = "no_penalty"
TRANSFER = "transfer"
DISMISSED = "dismissed"


@dataclass(frozen=True)
class Officer:
    """`certified`: None = not known. `related`: a relation that calls for recusal and has not been resolved."""

    name: str = ""
    certified: bool | None = None
    related: bool = False
    relation: str = ""

    @property
    def may_act(self) -> bool | None:
        return False if self.related else self.certified


@dataclass(frozen=True, kw_only=True)
class ProcedureFacts:
    """All that gates may ask. `decided`: True once a decision is made, False when none is; `on` is the day asked about."""

    on: date
    calendar: Calendar
    terms: Terms = field(default_factory=Terms)
    party_kind: str | None = None
    offence: str | None = None
    crime_suspected: bool | None = None
    # people and evidence
    officers: tuple[Officer, ...] | None = None
    present: int | None = None
    identity_shown: bool | None = None
    acted: bool | None = None
    acted_on: date | None = None
    recorded: bool | None = None
    signed_by: int | None = None
    # the case and its decision
    filed_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    extension_asked: bool | None = None
    extension_approved_on: date | None = None
    extension_until: date | None = None
    decided: bool | None = None
    decided_on: date | None = None
    decision_kind: str | None = None
    spot: bool | None = None
    proposed_fine: int | None = None
    final_fine: int | None = None
    fine_range: FineRange | None = None
    penalty_barred: bool = False
    lenient: bool = False
    serious: bool | None = None
    correction_ordered: bool | None = None
    refused: bool | None = None
    prompt_unproved: bool | None = None
    # notice, defence, hearing
    notified: bool | None = None
    notified_on: date | None = None
    hearing_offered: bool | None = None
    defended: bool | None = None
    heard: bool | None = None
    waived: bool | None = None
    hearing_requested_on: date | None = None
    hearing_notice_on: date | None = None
    hearing_on: date | None = None
    hearing_held: bool | None = None
    presider_of_case: bool | None = None
    # review, decision, service
    review_required: bool | None = None
    review_passed: bool | None = None
    reviewer_qualified: bool | None = None
    discussion_required: bool | None = None
    discussed: bool | None = None
    served: bool | None = None
    served_on: date | None = None
    # transfer
    reported_at: date | None = None
    head_decided_at: date | None = None
    transfer_approved: bool | None = None
    decided_below_head: bool | None = None
    transferred_at: date | None = None
    penalised_first: bool | None = None

    @property
    def penal(self) -> bool | None:
        """Whether a penalty is intended or decided; None while it is not known."""
        if self.decision_kind is not None:
            return self.decision_kind == PENALTY
        if self.proposed_fine is not None or self.final_fine is not None:
            return True
        return None

    @property
    def fine(self) -> int | None:
        """The amount that decides the procedure: the higher of what was notified and what was decided."""
        known = [amount for amount in (self.proposed_fine, self.final_fine) if amount is not None]
        return max(known) if known else None

    @property
    def procedure_day(self) -> date:
        """The day whose rules of procedure are cited."""
        return self.acted_on or self.decided_on or self.on
