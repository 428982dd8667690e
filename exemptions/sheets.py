"""Excel in and out: rows under named columns, every fault with its cell. Knows nothing of lists."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from records.errors import DomainError

MOST_ROWS, MOST_COLUMNS, HEADER_WITHIN = 500, 60, 10
MOST_BYTES, MOST_UNPACKED = 5 * 1024 * 1024, 60 * 1024 * 1024
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError,
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column of the sheet. `choices` are offered in the template and named when a cell is wrong."""

    name: str
    key: str
    required: bool = False
    note: str = ""
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    width: int = 16

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Fault:
    line: int
    column: str
    cell: str
    value: str
    message: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Line:
    """One row: what stands in its cells by the key of the column; `line` is its number in Excel."""

    line: int
    values: dict[str, str]
    places: dict[str, tuple[str, str]]
    faults: list[Fault] = field(default_factory=list)

    def blame(self, key: str, message: str) -> None:
        column, cell = self.places[key]
        self.faults.append(Fault(self.line, column, cell, self.values[key], message))


# --- in ------------------------------------------------------------------------


def read(name: str, content: bytes, columns: Sequence[Column]) -> list[Line]:
    """The rows under the header. What is no such sheet is refused as a whole, in words that say what to do."""
    sheet = _sheet(name, content)
    if sheet.max_row > MOST_ROWS + HEADER_WITHIN or sheet.max_column > MOST_COLUMNS:
        raise _refused(
            f"表格有{sheet.max_row}行、{sheet.max_column}列，一次最多{MOST_ROWS}行、{MOST_COLUMNS}列。"
            "请删去多余的行列（包括只有格式的空行），或者分成几份。"
        )
    cells = [list(row) for row in sheet.iter_rows()]
    top, places = _header(cells, columns)
    lines = list(_lines(cells, top, places))
    if not lines:
        raise _refused("表格里没有内容。请从栏目名的下一行开始填写，一行一项。")
    _blame_merged(sheet, lines, top + 1)
    for line in lines:
        for column in columns:
            if column.required and not line.values.get(column.key):
                line.blame(column.key, "没有填写。")
    return lines


def _refused(message: str) -> DomainError:
    return DomainError(message, field="upload")


def _sheet(name: str, content: bytes) -> Worksheet:
    _must_be_excel(name, content)
    try:
        with warnings.catch_warnings():
            # What the library cannot keep (styles, drop-downs) is of no matter for reading.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), data_only=False)
    except BROKEN as error:
        raise _refused(f"“{name}”打不开，可能已经损坏。请用Excel打开后另存为 .xlsx，再上传。") from error
    if not book.worksheets:
        raise _refused("文件里没有工作表。请用下载的样表填写。")
    return book.worksheets[0]


def _must_be_excel(name: str, content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise _refused(f"“{name}”超过{MOST_BYTES // 1048576}MB。清单只有文字，请删去图片和多余的工作表后再上传。")
    if content.startswith(OLD_EXCEL):
        raise _refused(f"“{name}”是旧版 .xls 文件，或者加了打开密码。请用Excel去掉密码，另存为 .xlsx 后再上传。")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile:
        names, unpacked = [], 0
    if "xl/workbook.xml" not in names:
        raise _refused(f"“{name}”不是Excel表格。请用下载的样表填写，保存为 .xlsx 后再上传；改文件名没有用。")
    if unpacked > MOST_UNPACKED:
        raise _refused(f"“{name}”展开后过大，不像一份清单。请用下载的样表重新填写。")


def _header(cells: list[list[Any]], columns: Sequence[Column]) -> tuple[int, dict[int, Column]]:
    """Where the header stands and which column is which; every written head must be one of ours."""
    known = {name: column for column in columns for name in column.names}
    wanted = [column.name for column in columns if column.required]
    missing = wanted
    for top, row in enumerate(cells[:HEADER_WITHIN]):
        heads = {place: _text(cell.value).replace("*", "").strip() for place, cell in enumerate(row)}
        written = {place: head for place, head in heads.items() if head}
        places = {place: known[head] for place, head in written.items() if head in known}
        found = {column.name for column in places.values()}
        missing = min(missing, [name for name in wanted if name not in found], key=len)
        if not missing:
            _refuse_odd_heads(written, places)
            return top, places
    raise _refused(f"没有找到栏目：{'、'.join(missing)}。请用下载的样表填写，不要改栏目名。")


def _refuse_odd_heads(written: dict[int, str], places: dict[int, Column]) -> None:
    odd = [f"“{head}”" for place, head in written.items() if place not in places]
    if odd:
        raise _refused(f"不认识的栏目：{'、'.join(odd)}。请改成样表里的栏目名，或者删去这几栏。")
    names = [column.name for column in places.values()]
    if twice := sorted({f"“{name}”" for name in names if names.count(name) > 1}):
        raise _refused(f"栏目重复：{'、'.join(twice)}。每一栏只能有一列。")


def _lines(cells: list[list[Any]], top: int, places: dict[int, Column]) -> Iterator[Line]:
    for number, row in enumerate(cells[top + 1 :], start=top + 2):
        values = {column.key: _text(row[place].value) for place, column in places.items()}
        if not any(values.values()):
            continue
        where = {column.key: (column.name, f"{get_column_letter(at + 1)}{number}") for at, column in places.items()}
        line = Line(number, values, where)
        for place, column in places.items():
            if row[place].data_type == "f":
                line.blame(column.key, "这一格是公式。请复制后“选择性粘贴”为数值或者文字。")
            elif row[place].data_type == "e":
                line.blame(column.key, "这一格是错误值。请改正。")
        yield line


def _blame_merged(sheet: Worksheet, lines: Sequence[Line], header: int) -> None:
    """A merged cell has one value for several rows; nobody can tell which rows it means."""
    for merged in sheet.merged_cells.ranges:
        if merged.max_row < header:
            continue
        line = next((one for one in lines if merged.min_row <= one.line <= merged.max_row), lines[0])
        start = f"{get_column_letter(merged.min_col)}{merged.min_row}"
        message = f"{merged.coord}是合并单元格。请取消合并，每一格分别填写。"
        line.faults.append(Fault(line.line, "合并单元格", start, _text(sheet[start].value), message))


def _text(value: Any) -> str:
    """A cell as a person reads it: whole numbers without .0, days as 2026-06-07."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


# --- out -----------------------------------------------------------------------


def workbook(columns: Sequence[Column], rows: Sequence[Sequence[str]], notes: Sequence[Sequence[str]] = ()) -> bytes:
    """One sheet that reads back as it was written; explanations stand on a second sheet, where no import looks."""
    book = Workbook()
    sheet = book.active
    sheet.title = "清单"
    for place, column in enumerate(columns, 1):
        cell = sheet.cell(1, place, f"{column.name}*" if column.required else column.name)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        cell.fill = PatternFill("solid", fgColor="EDF3FA")
        sheet.column_dimensions[get_column_letter(place)].width = column.width
        if column.choices:
            _offer(sheet, column, place)
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            _write(sheet.cell(number, place), value)
    sheet.freeze_panes = "B2"
    if notes:
        explained = book.create_sheet("填写说明")
        for number, note in enumerate(notes, 1):
            for place, value in enumerate(note, 1):
                _write(explained.cell(number, place), value)
        explained.column_dimensions["A"].width, explained.column_dimensions["B"].width = 22, 90
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: Any, value: str) -> None:
    cell.value = value
    # Words that begin like a formula stay words.
    cell.data_type, cell.number_format = "s", "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _offer(sheet: Worksheet, column: Column, place: int) -> None:
    letter = get_column_letter(place)
    offered = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
    offered.showErrorMessage = False
    sheet.add_data_validation(offered)
    offered.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
