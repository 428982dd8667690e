"""What stands around the cells of an Excel file: how far it unpacks, which cells are formulas, which are merged. And
workbooks going out, whose cells no program will run."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from records.errors import DomainError

UNPACKED_LIMIT = 120 * 1024 * 1024
RATIO_LIMIT = 250
MOST_CELLS = 3_000_000
MOST_PARTS = 2000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FORMULA = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f[\s>/]')
PLACE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')


@dataclass(frozen=True)
class Marks:
    """Cells by their names (C7) that are formulas, and those that are merged over several rows."""

    formulas: frozenset[str] = frozenset()
    merged: frozenset[str] = frozenset()

    def with_merged(self, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> "Marks":
        """Ranges as ((row, column), (row, column)), counted from nought; one row wide they do no harm."""
        cells = {
            f"{get_column_letter(column + 1)}{row + 1}"
            for (top, left), (bottom, right) in ranges
            if bottom > top and (bottom - top + 1) * (right - left + 1) < MOST_PARTS * 10
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        return replace(self, merged=frozenset(cells))


def looks_like_workbook(content: bytes) -> bool:
    return content[:4] == b"PK\x03\x04" or content.startswith(OLE)


def check_package(content: bytes) -> None:
    """Refuse what unpacks to far more than a table needs, before anything is unpacked."""
    if content.startswith(OLE):
        return
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise DomainError("文件不完整，打不开。请重新导出或者重新下载后再上传。", field="upload") from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > UNPACKED_LIMIT or len(parts) > MOST_PARTS or unpacked > max(len(content), 20_000) * RATIO_LIMIT:
        raise DomainError(
            f"这个文件解压后有{unpacked // 1048576}MB，不像正常的表格，没有打开。请用Excel重新另存为 .xlsx，只留需要的工作表。",
            field="upload",
        )
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise DomainError("这不是Excel表格。请上传 .xlsx、.xls 或 .csv 文件。", field="upload")


def marks_of(content: bytes, index: int) -> Marks:
    """Formulas of one sheet of an .xlsx; refuses a sheet whose cells are strewn too far apart to be a list."""
    if content.startswith(OLE):
        return Marks()
    package = zipfile.ZipFile(io.BytesIO(content))
    part = _part_of(package, index)
    if part not in package.namelist():
        return Marks()
    xml = package.read(part)
    _check_extent(xml)
    return Marks(formulas=frozenset(name.decode() for name in FORMULA.findall(xml)))


def _part_of(package: zipfile.ZipFile, index: int) -> str:
    """The file of a sheet inside the package."""
    try:
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))  # noqa: S314
        links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, ElementTree.ParseError) as error:
        raise DomainError("文件损坏，打不开。请用Excel重新另存为 .xlsx 后再上传。", field="upload") from error
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheets = [node for node in book.iter() if node.tag.endswith("}sheet")]
    target = targets.get(sheets[index].get(RELATION), "") if index < len(sheets) else ""
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _check_extent(xml: bytes) -> None:
    last_row = last_column = 0
    for letters, digits in PLACE.findall(xml):
        last_row = max(last_row, int(digits))
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        last_column = max(last_column, column)
    if last_row * last_column > MOST_CELLS:
        raise DomainError(
            f"表格一直排到第{last_row}行、第{last_column}列，中间大多是空的。请把名单复制到新的工作表，另存后再上传。",
            field="upload",
        )


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet program would run as a formula is kept as text."""
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return f"'{value}"
    return value


def workbook(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    notes: Iterable[Sequence[Any]] = (),
    *,
    most: int | None = None,
) -> bytes:
    """A sheet to keep or to fill in; explanations stand on a second sheet, where no import reads them.

    Of more than `most` rows the rest is left out, and the last row says so.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    for place, head in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(place)].width = max(12, min(40, 2 * len(head) + 6))
    sheet.append([_head(sheet, head) for head in heads])
    for number, row in enumerate(rows):
        if number == most:
            sheet.append([f"只导出了前{most}行，后面还有。请筛选后分次导出。"])
            break
        sheet.append([safe_cell(value) for value in row])
    explained = list(notes)
    if explained:
        second = book.create_sheet("填写说明")
        for note in explained:
            second.append([safe_cell(value) for value in note])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Any, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=words)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
    return cell
