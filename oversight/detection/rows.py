"""What the detectors read: frozen rows of decided and running cases, of leads and of grievances. No database here."""

from dataclasses import dataclass
from datetime import date

# Somebody outside the officer's own choice brought the case: the calendar, the draw, an order, a third party.
INDEPENDENT = frozenset({"platform", "random", "tip_off", "assigned", "self_report"})

COMPLAINT, REMEDY, STATEMENT, REFUSAL = "complaint", "remedy", "statement", "refusal"
GRIEVANCES = {
    COMPLAINT: "投诉、举报本局人员",
    REMEDY: "申请复议、提起诉讼",
    STATEMENT: "陈述申辩、要求听证",
    REFUSAL: "不接受柔性措施",
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One act of one case. `is_open`: the law leaves the choice (可以不予); `severity`: 0 slightest … 4 gravest."""

    case: int
    title: str
    section: str
    officer: str
    party: int
    kind: str
    trade: str
    township: str
    offence: str
    severity: int
    is_first: bool
    source: str
    lead_on: date
    filed_on: date
    decided_on: date | None = None
    is_open: bool = False
    is_spared: bool | None = None
    fine: int | None = None
    fine_least: int = 0
    fine_most: int = 0
    notified_fine: int | None = None
    answer: str = ""
    has_stated: bool = False

    @property
    def is_own_choice(self) -> bool:
        return self.source not in INDEPENDENT


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One lead and what became of it."""

    lead: int
    section: str
    party: int
    kind: str
    trade: str
    township: str
    source: str
    received_on: date
    is_filed: bool


@dataclass(frozen=True, slots=True)
class Grievance:
    """A party used a right of its own against the section."""

    party: int
    section: str
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Book:
    """A stretch of time of one bureau."""

    since: date
    until: date
    cases: tuple[CaseRow, ...]
    leads: tuple[LeadRow, ...] = ()
    grievances: tuple[Grievance, ...] = ()
