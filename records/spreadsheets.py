"""Tables handed in from outside (xlsx, xls, csv): read safely, columns found by their headings, every fault with its cell.

What a table may be is settled here: size, how far it unpacks, how wide it is. Nothing of it is ever executed, and a
formula is not believed: its cell is named and the person pastes the value.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from records.errors import DomainError
from records.workbooks import Marks, check_package, looks_like_workbook, marks_of

LIMIT = 10 * 1024 * 1024
HEADER_WITHIN = 15
# A date kept as a number: days since the end of 1899, as the spreadsheet programs count.
DAY_ZERO = date(1899, 12, 30)
SERIALS = range(36526, 73051)  # 2000-01-01 to 2100-01-01
EXACT_DIGITS = 10**15
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class Column:
    """One thing a table says. `names` are the headings under which it is known, the first one is ours."""

    key: str
    names: tuple[str, ...]
    required: bool = False
    note: str = ""

    @property
    def title(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, in words that say what to do; `suggest` is a value that may be meant."""

    key: str
    column: str
    cell: str
    value: str
    message: str
    suggest: str = ""

    def to_json(self) -> dict[str, str]:
        return dict(vars(self))


@dataclass
class Line:
    """One row; `line` is its number in the table, `values` are texts by key of column."""

    line: int
    values: dict[str, str]
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def blame(self, column: Column, message: str, suggest: str = "") -> None:
        cell = self.cells.get(column.key, f"第{self.line}行")
        self.faults.append(Fault(column.key, column.title, cell, self.values.get(column.key, ""), message, suggest))


@dataclass(frozen=True)
class Table:
    sheet: str
    lines: list[Line]
    found: dict[str, str]
    """The heading under which each column was found, by key."""


def read(name: str, content: bytes, columns: Sequence[Column], *, most: int) -> Table:
    """The rows under the headings. Raises DomainError, in Chinese, where the file as a whole cannot be used."""
    _check_size(name, content)
    sheet, rows, marks = _open(name, content)
    found = _headings(rows, columns)
    if found is None:
        raise DomainError(_no_headings(rows, columns), field="upload")
    top, places = found
    lines = list(_lines(rows, top, places, columns, marks))
    if not lines:
        raise DomainError(f"“{name}”只有栏目，没有内容。请填写后再上传。", field="upload")
    if len(lines) > most:
        raise DomainError(f"一次最多{most}行，这份表有{len(lines)}行。请分成几份上传。", field="upload")
    headings = {column.key: text_of(rows[top][places[column.key]]) for column in columns if column.key in places}
    return Table(sheet, lines, headings)


def _check_size(name: str, content: bytes) -> None:
    if not content:
        raise DomainError(f"“{name}”是空文件。请重新选择文件。", field="upload")
    if len(content) > LIMIT:
        raise DomainError(too_large(name, len(content)), field="upload")


def too_large(name: str, size: int) -> str:
    return (
        f"“{name}”有{size / 1048576:.1f}MB，超过{LIMIT // 1048576}MB的上限。"
        "请删去图片和多余的工作表，或者分成几份再上传。"
    )


def _open(name: str, content: bytes) -> tuple[str, list[list[Any]], Marks]:
    if looks_like_workbook(content):
        check_package(content)
        return _workbook(name, content)
    if content[:5] == b"%PDF-" or content[:4] == b"\x89PNG":
        raise DomainError(f"“{name}”不是表格。请上传 .xlsx、.xls 或 .csv 文件。", field="upload")
    text = _decoded(name, content)
    if re.match(r"\s*(<!doctype|<html|<table|<\?xml)", text[:200], re.IGNORECASE):
        raise DomainError(f"“{name}”是网页格式的表格。请用Excel打开，另存为 .xlsx 后再上传。", field="upload")
    return "", _rows_of_text(name, text), Marks()


def _workbook(name: str, content: bytes) -> tuple[str, list[list[Any]], Marks]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for index, title in enumerate(book.sheet_names):
            marks = marks_of(content, index)
            sheet = book.get_sheet_by_index(index)
            rows = sheet.to_python(skip_empty_area=False)
            if any(text_of(value) for row in rows for value in row):
                merged = sheet.merged_cell_ranges or []
                return title, rows, marks.with_merged(merged)
    except (CalamineError, IndexError, ValueError, OSError) as error:
        raise DomainError(
            f"打不开“{name}”：文件损坏、加了密码，或者不是Excel表格。请用Excel打开后另存为 .xlsx 再上传。",
            field="upload",
        ) from error
    raise DomainError(f"“{name}”里没有内容。请填写后再上传。", field="upload")


def _decoded(name: str, content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise DomainError(
        f"认不出“{name}”的文字编码。请用Excel打开，另存为“CSV UTF-8”或者 .xlsx 后再上传。", field="upload"
    )


def _rows_of_text(name: str, text: str) -> list[list[Any]]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;，", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise DomainError(f"“{name}”的格式不对，读不出各栏。请另存为 .xlsx 后再上传。", field="upload") from error
    # Exports write ="00123" to keep a number as text.
    return [[re.sub(r'^="(.*)"$', r"\1", cell) for cell in row] for row in rows]


def _heading(value: Any) -> str:
    return re.sub(r"[\s*＊:：]|[(（][^()（）]*[)）]", "", text_of(value))


def _headings(rows: list[list[Any]], columns: Sequence[Column]) -> tuple[int, dict[str, int]] | None:
    """Where the headings stand, and which column is which; their order is free."""
    for top, row in enumerate(rows[:HEADER_WITHIN]):
        written = [_heading(value) for value in row]
        places = {}
        for column in columns:
            place = next((written.index(name) for name in column.names if name in written), None)
            if place is not None:
                places[column.key] = place
        if all(column.key in places for column in columns if column.required):
            return top, places
    return None


def _no_headings(rows: list[list[Any]], columns: Sequence[Column]) -> str:
    """Which columns are missing in the row that looks most like headings."""
    best: list[Column] = []
    for row in rows[:HEADER_WITHIN]:
        written = {_heading(value) for value in row}
        best = max(best, [column for column in columns if written & set(column.names)], key=len)
    missing = "、".join(f"“{column.title}”" for column in columns if column.required and column not in best)
    if best:
        return f"表格里没有找到这些栏目：{missing}。请补上栏目，或者下载样表填写；栏目的先后不限。"
    return f"表格里没有找到栏目{missing}。请确认上传的是这一份名单；打开后是乱码的，请另存为 .xlsx 或者“CSV UTF-8”。"


def _lines(
    rows: list[list[Any]], top: int, places: dict[str, int], columns: Sequence[Column], marks: Marks
) -> Iterator[Line]:
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        raw = {key: row[place] if place < len(row) else "" for key, place in places.items()}
        values = {key: text_of(value) for key, value in raw.items()}
        where = {key: f"{get_column_letter(place + 1)}{number}" for key, place in places.items()}
        if not any(values.values()) and not marks.formulas.intersection(where.values()):
            continue
        line = Line(number, values, where)
        for column in columns:
            if column.key in places:
                _check_cell(line, column, raw[column.key], marks)
        yield line


def _check_cell(line: Line, column: Column, value: Any, marks: Marks) -> None:
    cell = line.cells[column.key]
    if cell in marks.formulas or (isinstance(value, str) and value.startswith("=")):
        line.values[column.key] = ""
        line.blame(column, "这一格是公式，不采用公式的结果。请复制后“选择性粘贴—数值”，或者在此填写。")
    elif cell in marks.merged:
        line.blame(column, "这一格与别的行合并了，不能确定属于哪一行。请取消合并，逐行填写，或者在此填写。")
    elif isinstance(value, float) and abs(value) >= EXACT_DIGITS:
        line.blame(column, "这一格被存成了数字，末几位已经丢失。请把这一列设为文本后重新导出，或者在此填写。")
    elif column.required and not line.values[column.key]:
        line.blame(column, "没有填写。")


def text_of(value: Any) -> str:
    """A cell as a person reads it: whole numbers without .0, days as 2026-06-07, moments as 2026-06-07 18:00."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\u3000", " ").strip()


DAY = re.compile(
    r"^(?P<y>\d{4})\s*[-./年]\s*(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:[T\s]*(?P<h>\d{1,2})[:：时点](?P<min>\d{1,2})?(?:[:：分]\d{0,2}(?:\.\d+)?)?秒?分?)?$"
)
PLAIN = re.compile(r"^(\d{4})(\d{2})(\d{2})$")


def moment_of(text: str) -> tuple[date, time | None] | None:
    """2026-06-07, 2026/6/7 18:00, 2026年6月7日18时, 20260607; None where there is no such day."""
    text = text.strip()
    if plain := PLAIN.match(text):
        text = "-".join(plain.groups())
    found = DAY.match(text)
    if not found:
        return None
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
        if found["h"] is None:
            return day, None
        hour = int(found["h"])
        # 24:00 is the end of that day.
        return day, time(23, 59) if hour == 24 else time(hour, int(found["min"] or 0))
    except ValueError:
        return None


def serial_day(text: str) -> date | None:
    """The day that a bare number stands for in a spreadsheet, where it can be one."""
    whole = text.partition(".")[0]
    if not whole.isdigit() or not re.fullmatch(r"\d+(\.\d+)?", text) or int(whole) not in SERIALS:
        return None
    return DAY_ZERO + timedelta(days=int(whole))


def day_fault(text: str) -> tuple[str, str]:
    """Why this is no day, and which may be meant."""
    if day := serial_day(text):
        return (
            f"日期写成了数字{text}，按表格软件的算法是{day.year}年{day.month}月{day.day}日。请核对后采用，或者改写。",
            day.isoformat(),
        )
    if found := re.match(r"^(\d{4})\D+(\d{1,2})\D+(\d{1,2})", text):
        return f"没有这一天：{found[1]}年{int(found[2])}月{int(found[3])}日。请核对。", ""
    return "日期看不懂。请写成2026-06-07或者2026-06-07 18:00。", ""
