"""Tables from outside: what can be read is read whatever its order and encoding; what cannot is answered in words."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from records import workbooks
from records.errors import DomainError
from records.spreadsheets import Column, day_fault, moment_of, read
from tests.cases import lists

CODE, NAME = Column("code", ("信用代码", "统一社会信用代码"), True), Column("name", ("单位名称", "单位详细名称"), True)
DUE = Column("due", ("截止时间", "应报时间"))
COLUMNS = (CODE, NAME, DUE)


def refused(content: bytes, name: str = "名单.xlsx") -> str:
    with pytest.raises(DomainError) as error:
        read(name, content, COLUMNS, most=5000)
    return error.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_text_table_is_read_in_each_encoding_that_offices_use(encoding):
    table = read("名单.csv", lists.csv([lists.row(1)], encoding=encoding), COLUMNS, most=10)
    assert table.lines[0].values["name"] == "重庆第1号机械制造有限公司"


def test_columns_are_found_by_name_in_any_order_below_a_title():
    content = lists.xlsx(
        [["甲公司", "2026-06-08", lists.code(1)]], ["单位名称", "应报时间", "统一社会信用代码*"], title="名单"
    )
    line = read("a.xlsx", content, COLUMNS, most=10).lines[0]
    assert (line.line, line.values["code"], line.cells["code"]) == (3, lists.code(1), "C3")


def test_wrong_columns_are_named():
    words = refused(lists.xlsx([["甲", "乙"]], ["单位名称", "金额"]))
    assert "“信用代码”" in words and "单位名称" not in words


def test_a_sheet_of_something_else_is_sent_back_with_a_hint_at_its_encoding():
    assert "乱码" in refused(lists.xlsx([["甲", "乙"]], ["日期", "金额"]))


def test_a_formula_is_blamed_by_its_cell_and_its_result_is_not_taken():
    line = read(
        "a.xlsx", lists.xlsx([["=A9", "甲公司", "2026-06-08"]], ["信用代码", "单位名称", "应报时间"]), COLUMNS, most=9
    ).lines[0]
    assert [(fault.cell, "公式" in fault.message) for fault in line.faults] == [("A2", True)]
    assert line.values["code"] == ""


def test_cells_merged_over_rows_are_blamed_in_each_row():
    book = Workbook()
    for one in (["信用代码", "单位名称"], [lists.code(1), "甲公司"], [None, "乙公司"]):
        book.active.append(one)
    book.active.merge_cells("A2:A3")
    out = io.BytesIO()
    book.save(out)
    lines = read("a.xlsx", out.getvalue(), COLUMNS, most=9).lines
    assert ["合并" in line.faults[0].message for line in lines] == [True, True]


def test_a_code_kept_as_a_number_has_lost_its_end():
    line = read(
        "a.xlsx", lists.xlsx([[915001140000000000, "甲公司"]], ["信用代码", "单位名称"]), COLUMNS, most=9
    ).lines[0]
    assert "末几位已经丢失" in line.faults[0].message


def test_twenty_megabytes_are_too_much():
    assert "20.0MB，超过10MB" in refused(b"PK\x03\x04" + b"0" * (20 * 1024 * 1024))


def test_a_zip_bomb_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (130 * 1024 * 1024))
    assert "解压后有130MB" in refused(out.getvalue())


def test_a_sheet_strewn_to_the_last_cell_is_refused():
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "信用代码", "x"
    out = io.BytesIO()
    book.save(out)
    assert "第1048576行" in refused(out.getvalue())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (b"PK\x03\x04broken", "不完整"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "打不开"),
        (b"%PDF-1.7", "不是表格"),
        (b"<html><table>", "网页格式"),
        (b"\xff\x00\x81\x00\x9d", "文字编码"),
    ],
)
def test_what_is_no_table_is_answered_by_what_it_is(content, words):
    assert words in refused(content)


def test_more_rows_than_allowed_are_refused_with_both_numbers():
    with pytest.raises(DomainError) as error:
        read("a.csv", lists.csv([lists.row(n) for n in range(4)], encoding="gbk"), COLUMNS, most=3)
    assert "最多3行，这份表有4行" in error.value.message


@pytest.mark.parametrize(
    "text",
    ["2026-06-08", "2026/6/8", "2026.6.8", "2026年6月8日", "20260608", "2026-06-08 18:00:00", "2026年6月8日18时"],
)
def test_days_are_read_however_they_are_written(text):
    assert moment_of(text)[0].isoformat() == "2026-06-08"


def test_a_day_that_is_none_and_a_day_written_as_a_number_are_told_apart():
    assert moment_of("2026-06-31") is None and "没有这一天" in day_fault("2026-06-31")[0]
    assert day_fault("46181") == (
        "日期写成了数字46181，按表格软件的算法是2026年6月8日。请核对后采用，或者改写。",
        "2026-06-08",
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_that_goes_out_is_run_as_a_formula(text):
    content = workbooks.workbook("导出", ["名称"], [[text]])
    line = read("a.xlsx", content, (Column("name", ("名称",)),), most=5).lines[0]
    assert not line.faults and line.values["name"].startswith("'")
