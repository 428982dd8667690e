"""What the kinds of sheets share: faults of cells, doubles, the start of every plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.enums_intake import RowPlan
from cases.imports import units
from cases.models import IntakeBatch, IntakeRow
from parties.identifiers import name_key, normalise_code
from records.spreadsheets import Column


def blame(row: IntakeRow, column: Column, message: str, suggest: str = "") -> None:
    """Note a fault of a cell."""
    row.faults.append(
        {
            "key": column.key,
            "column": column.title,
            "cell": row.cells.get(column.key, f"第{row.line}行"),
            "value": row.values.get(column.key, ""),
            "message": message,
            "suggest": suggest,
        }
    )


def begin(row: IntakeRow) -> None:
    """Nothing is known of the row but what reading it showed; cells mended since are taken as they are."""
    row.faults = [fault for fault in row.read_faults if not (row.edited_by_id and row.values.get(fault["key"]))]
    row.outcome = row.measure = row.violation = row.words = row.first_offence = ""
    row.priors, row.answer, row.sheet_facts = [], {}, {}


def unit_key(row: IntakeRow) -> str:
    return normalise_code(row.values.get("code", "")) or name_key(row.values.get("name", ""))


def settle_units(rows: Sequence[IntakeRow]) -> None:
    """Which party each row means, or why that is not known."""
    by_line = {row.line: row for row in rows}
    for line, faults in units.settle(rows).items():
        row = by_line[line]
        for fault in faults:
            if not any(known["key"] == fault.column.key for known in row.faults):
                blame(row, fault.column, fault.message, fault.suggest)


@dataclass(frozen=True)
class Firsts:
    """The first line of each key in the sheet."""

    lines: dict[str, int]

    def double_of(self, row: IntakeRow) -> int | None:
        first = self.lines.get(row.key, row.line)
        return first if first < row.line else None


def firsts(batch: IntakeBatch, rows: Sequence[IntakeRow]) -> Firsts:
    """Rows planned before and these; rows with errors make no doubles."""
    before = batch.rows.filter(key__in={row.key for row in rows}).exclude(pk__in=[row.pk for row in rows])
    found = list(before.exclude(plan__in=[RowPlan.WRONG, RowPlan.KNOWN]).values_list("key", "line"))
    lines: dict[str, int] = {}
    for key, line in sorted(found + [(row.key, row.line) for row in rows], key=lambda pair: pair[1]):
        lines.setdefault(key, line)
    return Firsts(lines)


def stopped(row: IntakeRow, known: Firsts) -> bool:
    """A row with faults, or a double of an earlier one, goes no further."""
    if row.faults:
        row.plan, row.words = RowPlan.WRONG, "改正或者放弃这一行"
        return True
    if first := known.double_of(row):
        row.plan, row.words = RowPlan.KNOWN, f"与第{first}行重复"
        return True
    return False
