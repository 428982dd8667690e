"""The survey calendar: its periods, the risk tip (风险提示) before a deadline, and what the tip was good for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from accounts.enums import CASE_WORKERS
from accounts.models import User
from cases.enums_intake import RowState
from cases.imports.calendar import expected_of, form_of
from cases.imports.periods import period_of, year_of
from cases.law import trade_terms
from cases.models import IntakeBatch, IntakeRow, LateFiling, ReportingTerm, SurveyForm
from cases.services.move import translated
from documents.words import zh_date
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event
from records.spreadsheets import moment_of

STREAM = "cases.term"


def enter_forms(batch: IntakeBatch, rows: Sequence[IntakeRow]) -> None:
    """Forms by their code; a later sheet may give them another name."""
    forms = {
        form_of(row): SurveyForm(
            code=form_of(row), name=row.values["form_name"][:80], survey=row.values.get("survey", "")[:80]
        )
        for row in rows
    }
    SurveyForm.objects.bulk_create(
        forms.values(), update_conflicts=True, unique_fields=["code"], update_fields=["name", "survey"]
    )


def record_term(batch: IntakeBatch, row: IntakeRow) -> tuple[RowState, str]:
    """One period of the calendar, new or moved; what stood there before stays in its history."""
    due, at = moment_of(row.values["due"])
    period = period_of(row.values["period"])
    term = ReportingTerm.objects.select_for_update().filter(form__code=form_of(row), period=period).first()
    before = {"截止日": term.due_on, "应报": term.expected} if term else {}
    if term is None:
        term = ReportingTerm(form=SurveyForm.objects.get(code=form_of(row)), period=period)
    if term.reminded_on and term.reminded_on > due:
        raise DomainError("已经在新的截止日以后发过风险提示，不能改到那一天。请核对日期。")
    term.year, term.due_on, term.due_at, term.expected = year_of(period), due, at, expected_of(row)
    term.save()
    append_event(
        actor=batch.confirmed_by,
        verb="term.record",
        subject=term,
        stream=(STREAM, term.pk),
        summary=f"{term}截止日{zh_date(due)}",
        before=before,
        after={"截止日": due, "应报": term.expected},
    )
    return RowState.DONE, "已更新" if before else "已登记"


def remind_term(*, actor: User, term: ReportingTerm) -> ReportingTerm:
    """The risk tip for a period has gone out today; only before its deadline is it one."""
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("风险提示由执法人员或科室负责人登记。请联系承办科室。")
    with translated(), transaction.atomic():
        term = ReportingTerm.objects.select_for_update(of=("self",)).select_related("form").get(pk=term.pk)
        today = timezone.localdate()
        if term.reminded_on is not None:
            raise WrongState(f"已经登记{zh_date(term.reminded_on)}发过风险提示。")
        if today > term.due_on:
            raise WrongState(f"{term}已于{zh_date(term.due_on)}截止。截止以后请用催报。")
        term.reminded_on, term.reminded_by = today, actor
        term.save(update_fields=["reminded_on", "reminded_by"])
        append_event(
            actor=actor,
            verb="term.remind",
            subject=term,
            stream=(STREAM, term.pk),
            summary=f"发出{term}报送的风险提示",
            after={"日期": today},
        )
    return term


def to_remind(on: date) -> list[ReportingTerm]:
    """Periods whose deadline is near and for which no tip has gone out: the system proposes one."""
    days = int(trade_terms("calendar").get("remind_days", 0))
    rows = ReportingTerm.objects.filter(due_on__gte=on, due_on__lte=on + timedelta(days=days), reminded_on__isnull=True)
    return list(rows.select_related("form").order_by("due_on", "form__code"))


@dataclass(frozen=True)
class Effect:
    """How many of those that had to file were late, over the periods with a tip and those without."""

    terms: int
    expected: int
    late: int

    @property
    def rate(self) -> str:
        """In per cent, one decimal; a dash where the number of those that had to file is not known."""
        if not self.expected:
            return "—"
        tenths = (self.late * 2000 + self.expected) // (2 * self.expected)
        return f"{tenths // 10}.{tenths % 10}%"


def late_counts(terms: Sequence[ReportingTerm]) -> dict[tuple[str, str], int]:
    """Late filings by form and period, in one query."""
    rows = LateFiling.objects.filter(form_code__in={term.form.code for term in terms})
    found = rows.values("form_code", "period").annotate(count=Count("pk")).order_by()
    return {(row["form_code"], row["period"]): row["count"] for row in found}


def effect(terms: Sequence[ReportingTerm], counts: dict[tuple[str, str], int], *, reminded: bool) -> Effect:
    """Over periods that are past and of which the number of units is known."""
    chosen = [term for term in terms if (term.reminded_on is not None) == reminded and term.expected]
    return Effect(
        len(chosen),
        sum(term.expected or 0 for term in chosen),
        sum(counts.get((term.form.code, term.period), 0) for term in chosen),
    )
