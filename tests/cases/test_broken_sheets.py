"""Whatever is wrong with a file, each kind of sheet answers in words, and nothing of it is half imported."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from cases.enums_intake import IntakeKind, RowPlan
from cases.imports.kinds import KINDS
from cases.models import IntakeBatch, IntakeRow, Lead
from cases.services import intake as verbs
from cases.services import intake_steps as steps
from parties.models import Party
from records.errors import DomainError
from records.models import StoredFile
from tests.cases import lists
from tests.cases.test_intake import desk  # noqa: F401

pytestmark = pytest.mark.django_db
# The column of each kind that holds a day.
DAYS = {"late_list": "截止时间", "past": "决定日期", "calendar": "截止时间", "register": "注销日期"}


def sheet(kind: str, *, wrong: dict[str, object] | None = None, merge: str = "") -> bytes:
    """The example row of a kind, twice, with some cells written over."""
    book = Workbook()
    heads = [column.title for column in KINDS[kind].columns]
    book.active.append(heads)
    for _ in range(2):
        book.active.append(list(KINDS[kind].example))
    for title, value in (wrong or {}).items():
        book.active.cell(2, heads.index(title) + 1).value = value
    if merge:
        letter = book.active.cell(1, heads.index(merge) + 1).column_letter
        book.active.merge_cells(f"{letter}2:{letter}3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def hand_in(actor, kind: str, content: bytes, name: str = "名单.xlsx") -> IntakeBatch:
    return verbs.hand_in(
        actor=actor, kind=kind, upload=(name, content), year=2026 if kind == IntakeKind.REGISTER else None
    )


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (130 * 1024 * 1024))
    return out.getvalue()


def spoilt_text() -> bytes:
    return "单位名称,统一社会信用代码\n".encode() + b"\xff\x00\x81\x00\x9d"


WHOLE = {
    "wrong columns": (lambda: lists.xlsx([["甲", 1]], ["日期", "金额"]), "名单.xlsx", "没有找到"),
    "twenty megabytes": (lambda: b"PK\x03\x04" + b"0" * (20 * 1024 * 1024), "名单.xlsx", "超过10MB"),
    "a zip bomb": (bomb, "名单.xlsx", "解压后有130MB"),
    "a wrong encoding": (spoilt_text, "名单.csv", "文字编码"),
    "not a table": (lambda: b"%PDF-1.7", "名单.xlsx", "不是表格"),
    "broken off": (lambda: sheet("past")[:2000], "名单.xlsx", "不完整"),
    "empty": (lambda: b"", "名单.xlsx", "空文件"),
}


@pytest.mark.parametrize("what", sorted(WHOLE))
def test_a_file_that_cannot_be_used_is_refused_by_every_kind_and_nothing_is_kept(desk, what):  # noqa: F811
    make, name, words = WHOLE[what]
    content = make()
    for kind in KINDS:
        with pytest.raises(DomainError, match=words) as error:
            hand_in(desk.officer1, kind, content, name)
        assert error.value.field == "upload", kind
    assert not IntakeBatch.objects.exists() and not StoredFile.objects.exists()


def faults(actor, kind: str, content: bytes) -> list[str]:
    batch = hand_in(actor, kind, content)
    while steps.prepare_some(batch.pk, {}):
        pass
    rows = IntakeRow.objects.filter(batch=batch, plan=RowPlan.WRONG)
    return [fault["message"] for row in rows for fault in row.faults]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_formulas_merged_cells_and_days_as_numbers_are_named_by_their_cell(desk, kind):  # noqa: F811
    title = KINDS[kind].columns[0].title
    assert any("公式" in words for words in faults(desk.officer1, kind, sheet(kind, wrong={title: "=A9&B9"})))
    merged = faults(desk.officer1, kind, sheet(kind, merge=title))
    assert sum("合并" in words for words in merged) == 2
    if kind in DAYS:
        told = faults(desk.officer1, kind, sheet(kind, wrong={DAYS[kind]: "46181"}))
        assert any("日期写成了数字46181" in words for words in told)
    assert not Lead.objects.exists() and not Party.objects.exists()


def test_the_example_of_every_kind_can_be_read_as_it_stands(desk):  # noqa: F811
    for kind in KINDS:
        content = sheet(kind)
        assert load_workbook(io.BytesIO(content)).active.max_row == 3
        read = [words for words in faults(desk.officer1, kind, content) if "公式" in words or "合并" in words]
        assert read == []
