"""Opening and ending what is owed, for the services of this room; the verb of a person is in obligations.py."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from cases.models import Act, Case, Obligation
from rules.deadlines import NATURAL_DAYS, Due, legal_day, unit_zh


def unit_words(due: Due) -> str:
    """7个工作日 · 15日 · 自然日 · 3个月 · 24小时: as pages print the length of a period."""
    length = f"{due.amount}{unit_zh(due.unit)}"
    return f"{length} · {NATURAL_DAYS}" if due.unit == NATURAL_DAYS else length


def open_obligation(
    *,
    case: Case,
    kind: str,
    title: str,
    bound: str,
    act: Act | None = None,
    paper_kind: str = "",
    due: Due | None = None,
    due_on: date | None = None,
    due_words: str = "",
    unit: str = "",
    bars_closing: bool = True,
) -> Obligation:
    """One thing somebody owes. `due`, a clock of the rules, brings its day, unit, article and arithmetic."""
    if due is not None:
        due_on = legal_day(due.on)
        unit = unit or unit_words(due)
        due_words = "；".join(part for part in (due_words or due.citation, due.arithmetic) if part)
    return Obligation.objects.create(
        case=case,
        act=act,
        paper_kind=paper_kind,
        kind=kind,
        title=title,
        bound=bound,
        due_on=due_on,
        due_words=due_words[:200],
        unit=unit,
        rule=due.rule[:60] if due else "",
        starts_on=legal_day(due.start) if due and due.start else None,
        start_event=due.start_event[:60] if due else "",
        provisional=bool(due and due.provisional),
        bars_closing=bars_closing,
    )


def open_ones(*, case: Case, kind: str, act: Act | None = None, paper_kind: str = "") -> QuerySet[Obligation]:
    rows = case.obligations.open().filter(kind=kind)
    if act is not None:
        rows = rows.filter(act=act)
    return rows.filter(paper_kind=paper_kind) if paper_kind else rows


def fulfil(rows: QuerySet[Obligation], *, by: User | None, words: str) -> None:
    """The work these rows stood for has been done in its own verb."""
    rows.update(fulfilled_at=timezone.now(), fulfilled_by=by, fulfilled_words=words[:300])


def cancel(rows: QuerySet[Obligation], *, words: str) -> None:
    """What they stood for is not owed any more."""
    rows.update(cancelled_at=timezone.now(), cancelled_words=words[:300])
