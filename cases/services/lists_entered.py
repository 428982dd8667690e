"""What confirmed rows of data checks and of past decisions become."""

from collections.abc import Sequence

from cases.enums import LeadSource
from cases.enums_intake import RowState
from cases.imports.periods import period_of
from cases.models import IntakeBatch, IntakeRow
from cases.services import leads
from cases.services.history import record_past_decision
from cases.services.late_lists import enter_parties
from records.spreadsheets import moment_of


def enter_leads(batch: IntakeBatch, rows: Sequence[IntakeRow]) -> None:
    """A lead for each pair that differs, with the figures and the ratio as the rules worked it out."""
    enter_parties(batch, rows, batch.confirmed_by)
    made = leads.record_listed(
        actor=batch.confirmed_by,
        source=LeadSource.DATA_CHECK,
        section=batch.section,
        told=[(row.party, _said(row)) for row in rows],
    )
    for row, lead in zip(rows, made, strict=True):
        row.lead = lead


def _said(row: IntakeRow) -> str:
    values = row.values
    form = f"《{values['form_name']}》（{values['form']}）" if values.get("form_name") else values["form"]
    figures = f"上报{values['reported']}{values['unit']}，核实{values['actual']}{values['unit']}"
    return f"{period_of(values['period'])}{form}{values['indicator']}：{figures}。{row.words.partition('；')[0]}。"


def lead_told(batch: IntakeBatch, row: IntakeRow) -> tuple[RowState, str]:
    return RowState.DONE, "已登记线索，待人工研判"


def enter_units(batch: IntakeBatch, rows: Sequence[IntakeRow]) -> None:
    enter_parties(batch, rows, batch.confirmed_by)


def record_past(batch: IntakeBatch, row: IntakeRow) -> tuple[RowState, str]:
    """One earlier decision on record."""
    record_past_decision(
        actor=batch.confirmed_by,
        party=row.party,
        violation=row.violation,
        outcome=row.outcome,
        decided_on=moment_of(row.values["decided"])[0],
        source=row.values["source"],
        number=row.values.get("number", ""),
    )
    return RowState.DONE, "已补录"
