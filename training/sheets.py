"""Excel in and out: rows by the names of their columns, every fault with the cell it is in."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from records.errors import DomainError

MOST_ROWS = 5000
HEADER_WITHIN = 10


@dataclass(frozen=True)
class Column:
    name: str
    required: bool = False
    note: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, in words that say what to do."""

    line: int
    column: str
    cell: str
    value: str
    message: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Line:
    """One row of the sheet; `line` is its number in Excel."""

    line: int
    values: dict[str, str]
    places: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    def blame(self, column: str, message: str) -> None:
        self.faults.append(
            Fault(self.line, column, self.places.get(column, f"第{self.line}行"), self.values.get(column, ""), message)
        )


def read(content: bytes, columns: Sequence[Column]) -> list[Line]:
    """The rows under the header; a sheet without the needed columns is refused as a whole."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError) as error:
        raise DomainError("读不出这份表格。请用Excel另存为 .xlsx 后再上传。", field="upload") from error
    found = _header(cells, columns)
    if found is None:
        names = "、".join(column.name for column in columns if column.required)
        raise DomainError(f"表格里没有找到栏目：{names}。请用下载的样表填写，不要改栏目名。", field="upload")
    top, places = found
    lines = list(_lines(cells, top, places))
    if not lines:
        raise DomainError("表格里没有内容。请填写后再上传。", field="upload")
    if len(lines) > MOST_ROWS:
        raise DomainError(f"一次最多导入{MOST_ROWS}行，这份表有{len(lines)}行。请分成几份。", field="upload")
    for line in lines:
        for column in columns:
            if column.required and not line.values.get(column.name):
                line.blame(column.name, "没有填写。")
    return lines


def _header(cells: list[list[Any]], columns: Sequence[Column]) -> tuple[int, dict[str, int]] | None:
    """Where the header stands and which column is which."""
    for top, row in enumerate(cells[:HEADER_WITHIN]):
        written = [text_of(value).replace("*", "").strip() for value in row]
        places = {column.name: written.index(name) for column in columns for name in column.names if name in written}
        if all(column.name in places for column in columns if column.required):
            return top, places
    return None


def _lines(cells: list[list[Any]], top: int, places: dict[str, int]) -> Iterator[Line]:
    for number, row in enumerate(cells[top + 1 :], start=top + 2):
        values = {name: text_of(row[place]) if place < len(row) else "" for name, place in places.items()}
        if any(values.values()):
            where = {name: f"{get_column_letter(place + 1)}{number}" for name, place in places.items()}
            yield Line(number, values, where)


def text_of(value: Any) -> str:
    """A cell as a person reads it: whole numbers without .0, days as 2026-06-07."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


DAY = re.compile(r"^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$")


def day_of(text: str) -> date | None:
    """2026-06-07, 2026/6/7, 2026.6.7 and 2026年6月7日."""
    found = DAY.match(text.strip())
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def number_of(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def workbook(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], notes: Sequence[Sequence[Any]] = ()
) -> bytes:
    """A sheet to fill in or to keep; explanations stand on a second sheet, where no import reads them."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    for row in (list(heads), *rows):
        sheet.append([_safe(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, head in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(place)].width = max(12, 2 * len(head) + 4)
    sheet.freeze_panes = "A2"
    if notes:
        explained = book.create_sheet("填写说明")
        for note in notes:
            explained.append(list(note))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _safe(value: Any) -> Any:
    """Text that Excel would run as a formula is kept as text."""
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"}:
        return f"'{value}"
    return value
