"""What confirmed rows of data checks, of past decisions and of the register of units become."""

from collections.abc import Sequence

from cases.enums import LeadSource
from cases.enums_intake import PartyChoice, RowState
from cases.imports.periods import period_of
from cases.imports.register import unit_of
from cases.models import IntakeBatch, IntakeRow
from cases.services import leads
from cases.services.history import record_past_decision
from cases.services.late_lists import enter_parties
from parties import yearly
from parties.matching import known_by_code
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


def enter_register(batch: IntakeBatch, rows: Sequence[IntakeRow]) -> None:
    """Units of a year's register; those that take another's place are registered first."""
    read = {row.line: unit_of(row) for row in rows}
    asked = {unit.successor for unit in read.values() if unit.successor}
    if missing := asked - set(known_by_code(asked)):
        enter_parties(batch, list(batch.rows.filter(values__code__in=missing, party=None)), batch.confirmed_by)
    year = batch.stated["year"]
    source = f"{batch.file.name}（{batch.file.sha256[:12]}）"
    found = yearly.enter_units(actor=batch.confirmed_by, year=year, units=list(read.values()), source=source)
    for row in rows:
        row.party, row.party_choice = found[read[row.line].code], PartyChoice.KNOWN


def unit_entered(batch: IntakeBatch, row: IntakeRow) -> tuple[RowState, str]:
    return RowState.DONE, f"已记入{batch.stated['year']}年名录"
