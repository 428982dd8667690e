"""调查制度日历: forms, their reporting periods and last days, as the survey system of a year sets them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cases.enums_intake import RowPlan, RowState
from cases.imports.late import FORM, PERIOD
from cases.imports.periods import period_of, year_of
from cases.imports.rows import begin, blame, firsts, stopped
from cases.models import IntakeBatch, IntakeRow, ReportingTerm
from documents.words import zh_date
from records.spreadsheets import Column, day_fault, moment_of

NAME = Column("form_name", ("报表名称", "表名", "报表"), True)
SURVEY = Column("survey", ("调查制度", "制度名称", "统计调查制度"))
DUE = Column("due", ("截止时间", "报送截止时间", "报送截止日", "截止日期", "截止日", "上报截止时间"), True)
EXPECTED = Column("expected", ("应报单位数", "应报家数", "调查单位数"))
COLUMNS: tuple[Column, ...] = (FORM, NAME, SURVEY, PERIOD, DUE, EXPECTED)


def plan_rows(batch: IntakeBatch, rows: Sequence[IntakeRow], *, on: date, kept: dict[str, dict[str, Any]]) -> None:
    """Say for each period whether it is new, moved or known; nothing is saved here."""
    for row in rows:
        begin(row)
        _read(row)
        row.key = f"{form_of(row)}|{period_of(row.values.get('period', ''))}"
    first = firsts(batch, rows)
    known = {
        f"{term.form.code}|{term.period}": term
        for term in ReportingTerm.objects.filter(form__code__in={form_of(row) for row in rows}).select_related("form")
    }
    for row in rows:
        if not stopped(row, first):
            _plan(row, known.get(row.key))


def _plan(row: IntakeRow, term: ReportingTerm | None) -> None:
    due, at = moment_of(row.values["due"])
    row.plan, row.state = RowPlan.RECORD, RowState.PENDING
    row.words = "新的报送期"
    if term is not None:
        row.words = f"截止日由{zh_date(term.due_on)}改为{zh_date(due)}" if term.due_on != due else "更新"
        if (term.due_on, term.due_at, term.expected) == (due, at, expected_of(row)):
            row.plan, row.words = RowPlan.KNOWN, "日历中已有，没有变化"


def form_of(row: IntakeRow) -> str:
    return row.values.get("form", "").upper().replace(" ", "")[:20]


def expected_of(row: IntakeRow) -> int | None:
    text = row.values.get("expected", "")
    return int(text) if text.isdigit() else None


def _read(row: IntakeRow) -> None:
    text = row.values.get("due", "")
    if text and moment_of(text) is None:
        blame(row, DUE, *day_fault(text))
    period = period_of(row.values.get("period", ""))
    if period and year_of(period) is None:
        blame(row, PERIOD, f"“{period}”里没有年份。请写成2026年5月、2026年第2季度或者2026年。")
    text = row.values.get("expected", "")
    if text and not text.isdigit():
        blame(row, EXPECTED, f"“{text}”不是整数。请填应当报送的单位数，不知道的空着。")
