"""历年处理记录: what was decided before this system, so that a first-offence check finds it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cases.enums_intake import RowPlan, RowState
from cases.imports import units
from cases.imports.rows import begin, blame, firsts, settle_units, stopped, unit_key
from cases.law import Law, law_on
from cases.models import IntakeBatch, IntakeRow, PastDecision
from parties.merging import records_of
from records.spreadsheets import Column, day_fault, moment_of
from rules.text import OUTCOMES

OFFENCE = Column("offence", ("案由", "违法行为", "违法行为名称"), True)
OUTCOME = Column("outcome", ("处理结果", "结果", "处理决定"), True)
DECIDED = Column("decided", ("决定日期", "处理日期", "作出日期"), True)
NUMBER = Column("number", ("文号", "决定文号", "决定书文号"))
SOURCE = Column("source", ("出处", "案卷号", "卷号", "来源"), True)
COLUMNS: tuple[Column, ...] = (units.NAME, units.CODE, OFFENCE, OUTCOME, DECIDED, NUMBER, SOURCE)
# As old registers put it.
OLD_WORDS = {
    "警告": "PENALTY",
    "罚款": "PENALTY",
    "警告并处罚款": "PENALTY",
    "行政处罚": "PENALTY",
    "首违不罚": "NP_DISCRETIONARY_FIRST",
    "不予处罚": "NP_MANDATORY_MINOR",
}


def outcome_code(text: str) -> str:
    """The code of a result written as a code, by its name, or as old registers do; empty where it is none of these."""
    names = {one.name: code for code, one in OUTCOMES.items() if one.rank >= 0}
    return text if text in names.values() else names.get(text) or OLD_WORDS.get(text, "")


def offence_code(text: str, law: Law) -> str:
    known = {offence.name: code for code, offence in law.offences.items()}
    known |= {offence.gist: code for code, offence in law.offences.items() if offence.gist}
    return text if text in law.offences else known.get(text, "")


def plan_rows(batch: IntakeBatch, rows: Sequence[IntakeRow], *, on: date, kept: dict[str, dict[str, Any]]) -> None:
    """Say for each record whether it can be entered; nothing is saved here."""
    law, days = law_on(on), {}
    for row in rows:
        begin(row)
        days[row.line] = _read(row, law, on)
        row.key = "|".join([unit_key(row), row.violation, str(days[row.line]), row.values.get("number", "")])[:200]
    settle_units(rows)
    first = firsts(batch, rows)
    records = records_of({row.party_id for row in rows if row.party_id})
    entered = PastDecision.objects.filter(party__in=records).values_list("party", "violation", "decided_on", "number")
    known = {(records[one[0]], *one[1:]) for one in entered}
    for row in rows:
        if stopped(row, first):
            continue
        if (row.party_id, row.violation, days[row.line], row.values.get("number", "")) in known:
            row.plan, row.words = RowPlan.KNOWN, "这条记录已经补录过"
        else:
            row.plan, row.state = RowPlan.RECORD, RowState.PENDING
            row.words = f"{law.offences[row.violation].name}，{OUTCOMES[row.outcome].name}"


def _read(row: IntakeRow, law: Law, on: date) -> date | None:
    text = row.values.get("offence", "")
    row.violation = offence_code(text, law)
    if text and not row.violation:
        blame(row, OFFENCE, f"没有“{text}”这个案由。请写案由全称，如“{next(iter(law.offences.values())).name}”。")
    text = row.values.get("outcome", "")
    row.outcome = outcome_code(text)
    if text and not row.outcome:
        blame(row, OUTCOME, f"认不出“{text}”。请写：不予行政处罚、可以不予行政处罚、警告、罚款等。")
    text = row.values.get("decided", "")
    found = moment_of(text)
    if text and found is None:
        blame(row, DECIDED, *day_fault(text))
    if found and found[0] > on:
        blame(row, DECIDED, "决定日期晚于今天。请核对。")
    return found[0] if found else None
