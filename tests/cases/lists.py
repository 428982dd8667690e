"""Late lists for tests: rows in words, sheets in bytes."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from stdnum.cn import uscc

HEADS = ("统一社会信用代码", "单位详细名称", "报表代码", "报告期别", "应报时间", "实际上报时间", "填报人电话")
DUE, NEXT = "2026-06-08 18:00", "2026-06-09 09:12"


def code(number: int, head: str = "91") -> str:
    body = f"{head}500114MA{number:07d}"
    return body + uscc.calc_check_digit(body)


def row(number: int, *, form: str = "B204-1", due: str = DUE, submitted: str = NEXT, **other: str) -> list[str]:
    """A unit that filed the day after, unless said otherwise."""
    unit = other.get("code", code(number))
    name = other.get("name", f"重庆第{number}号机械制造有限公司")
    return [unit, name, form, other.get("period", "2026年5月"), due, submitted, other.get("phone", "")]


def xlsx(rows: Sequence[Sequence[object]], heads: Sequence[str] = HEADS, *, title: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    if title:
        sheet.append([title])
    sheet.append(list(heads))
    for one in rows:
        sheet.append(list(one))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(rows: Sequence[Sequence[object]], heads: Sequence[str] = HEADS, *, encoding: str) -> bytes:
    return "\r\n".join(",".join(map(str, one)) for one in [heads, *rows]).encode(encoding)
