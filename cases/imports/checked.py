"""数据核查结果: pairs of what was reported and what was found; the error ratio is worked out by the rules."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import rules
from cases.enums_intake import RowPlan, RowState
from cases.imports import units
from cases.imports.late import FORM, FORM_NAME, KEPT, PERIOD
from cases.imports.periods import period_of
from cases.imports.rows import begin, blame, firsts, settle_units, stopped, unit_key
from cases.imports.verdicts import NOT_ESTABLISHED, plan_of
from cases.law import Law, law_on, trade_terms
from cases.models import IntakeBatch, IntakeRow
from cases.outcomes import COUNTS_AS_PRIOR, outcome_words
from records.spreadsheets import Column

INDICATOR = Column("indicator", ("指标", "指标名称", "核查指标"), True)
UNIT = Column("unit", ("计量单位", "单位（计量）", "数据单位"), True)
REPORTED = Column("reported", ("上报数", "报表数", "报送数"), True)
ACTUAL = Column("actual", ("核实数", "实际数", "检查数", "查实数"), True)
REPORTABLE = Column("reportable", ("应报数",))
COLUMNS: tuple[Column, ...] = (
    units.NAME,
    units.CODE,
    FORM,
    FORM_NAME,
    PERIOD,
    INDICATOR,
    UNIT,
    REPORTED,
    ACTUAL,
    REPORTABLE,
)
SAID = ("error_amount", "error_ratio")


def number(row: IntakeRow, column: Column) -> Decimal | None:
    text = row.values.get(column.key, "").replace(",", "").replace("，", "")
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        blame(row, column, f"“{text}”不是数。只填数字，计量单位另填一栏。")
        return None
    return found


def plan_rows(batch: IntakeBatch, rows: Sequence[IntakeRow], *, on: date, kept: dict[str, dict[str, Any]]) -> None:
    """Say for each pair what it becomes; nothing is saved here."""
    pairs = {}
    for row in rows:
        begin(row)
        pairs[row.line] = {column.key: number(row, column) for column in (REPORTED, ACTUAL, REPORTABLE)}
        form, period = row.values.get("form", "").upper(), period_of(row.values.get("period", ""))
        row.key = f"{unit_key(row)}|{form}|{period}|{row.values.get('indicator', '')}"[:200]
    settle_units(rows)
    law, first = law_on(on), firsts(batch, rows)
    entered = dict(
        IntakeRow.objects.filter(batch__kind=batch.kind, key__in=[row.key for row in rows], lead__isnull=False)
        .exclude(batch=batch)
        .values_list("key", "lead")
    )
    for row in rows:
        if stopped(row, first):
            continue
        if row.key in entered:
            row.plan, row.lead_id, row.words = RowPlan.KNOWN, entered[row.key], "同一单位、报表、报告期、指标的线索已有"
            continue
        _judge(row, pairs[row.line], law, on)


def _judge(row: IntakeRow, pair: dict[str, Decimal | None], law: Law, on: date) -> None:
    sheet: dict[str, Any] = {
        "violation": trade_terms("data_check")["violation"],
        "party": {"kind": units.kind_of(row)},
        "form": row.values.get("form", ""),
        "indicator": row.values.get("indicator", ""),
        "unit": row.values.get("unit", ""),
        "discovered_date": on.isoformat(),
        "as_of": on.isoformat(),
    } | {key: str(value) for key, value in pair.items() if value is not None}
    if faults := rules.validate_sheet(sheet, law, today=on):
        blame(row, ACTUAL, "".join(fault.message_zh for fault in faults))
        stopped(row, firsts(row.batch, [row]))
        return
    full = rules.assess(sheet, law=law, today=on).to_json()
    row.answer = {name: full.get(name) for name in KEPT}
    sums = {one.key: one for one in rules.derived(sheet, law, on)}
    said = "，".join(f"{sums[key].label}{sums[key].value_zh}" for key in SAID if key in sums)
    row.sheet_facts, row.outcome = sheet, full.get("outcome") or ""
    row.violation, row.measure = full.get("violation") or sheet["violation"], full.get("measure") or ""
    row.plan, words = plan_of(row.answer, sheet, law, on=on)
    possible = set(full.get("possible") or [])
    if NOT_ESTABLISHED in possible and not possible & COUNTS_AS_PRIOR:
        # What else is possible hangs on questions that nobody has a reason to ask.
        row.plan, words = RowPlan.NONE, outcome_words(NOT_ESTABLISHED)
    elif row.plan != RowPlan.NONE:
        row.plan = RowPlan.PERSON
    row.words = f"{said}；{words}"[:300] if said else words
    row.state = RowState.PENDING
