"""Sheets from outside: every fault in its cell, nothing imported while one is wrong."""

import pytest
from django.db import IntegrityError, transaction

from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests import factories as people
from tests.training import factories
from training.enums import ImportKind, ImportState
from training.models import Attendance, ImportBatch, PastRecord
from training.services import imports, sessions

pytestmark = pytest.mark.django_db
PAST_HEADS = ["姓名", "执法证号", "种类", "名称", "日期", "学时", "成绩", "是否及格", "举办单位"]


def attendance(cast, *rows, session=None, heads=("姓名", "执法证号")) -> ImportBatch:
    return imports.check_sheet(
        actor=cast.training1,
        kind=ImportKind.ATTENDANCE,
        upload=("签到.xlsx", factories.sheet(list(heads), *rows)),
        session=session or factories.session(cast),
    )


def past(cast, *rows) -> ImportBatch:
    return imports.check_sheet(
        actor=cast.training1, kind=ImportKind.PAST, upload=("历年.xlsx", factories.sheet(PAST_HEADS, *rows))
    )


def good_row(**change) -> list:
    row = {
        "姓名": "冉启明",
        "执法证号": "",
        "种类": "培训",
        "名称": "统计法培训",
        "日期": "2024-05-20",
        "学时": 8,
        "成绩": "",
        "是否及格": "",
        "举办单位": "市统计局",
    } | change
    return [row[head] for head in PAST_HEADS]


def test_a_sheet_is_read_shown_and_then_imported(cast):
    batch = attendance(cast, ["冉启明", ""], ["田小雨", "渝统执officer2"])
    assert [row["action"] for row in batch.rows] == ["new", "new"] and not Attendance.objects.exists()
    batch = imports.confirm_import(actor=cast.training1, batch=batch)
    assert (batch.state, batch.imported) == (ImportState.DONE, 2)
    assert set(Attendance.objects.values_list("means", "batch")) == {("sheet", batch.pk)}
    verbs = Event.objects.of("training.importbatch", batch.pk).values_list("verb", flat=True)
    assert list(verbs) == ["import.check", "import.confirm"]


def test_rows_already_signed_or_written_twice_are_skipped(cast):
    session = factories.session(cast)
    sessions.sign_in_people(actor=cast.training1, session=session, people=[cast.officer1])
    batch = attendance(cast, ["冉启明", ""], ["田小雨", ""], ["田小雨", ""], session=session)
    assert [row["words"] for row in batch.rows] == ["已经签到，跳过", "登记签到，3.0学时", "表内重复，只登记一次"]
    assert imports.confirm_import(actor=cast.training1, batch=batch).imported == 1


def test_every_fault_names_its_cell(cast):
    people.person("double", of="执法监督科", name="田小雨")
    batch = attendance(cast, ["没有此人", ""], ["田小雨", ""], ["冉启明", "渝统执officer2"], ["", "不存在的证号"])
    assert [(fault["cell"], fault["column"]) for fault in batch.faults] == [
        ("A2", "姓名"),
        ("A3", "姓名"),
        ("A4", "姓名"),
        ("A5", "姓名"),
        ("B5", "执法证号"),
    ]
    assert "有2人同名" in batch.faults[1]["message"] and "田小雨" in batch.faults[2]["message"]


def test_nothing_is_imported_while_a_cell_is_wrong(cast):
    batch = attendance(cast, ["冉启明", ""], ["没有此人", ""])
    with pytest.raises(DomainError, match="没有导入任何一行"):
        imports.confirm_import(actor=cast.training1, batch=batch)
    assert not Attendance.objects.exists()
    with pytest.raises(IntegrityError, match="import_done_without_faults"), transaction.atomic():
        ImportBatch.objects.filter(pk=batch.pk).update(state="done")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 broken", "读不出这份表格"),
        (factories.sheet(["名字"], ["冉启明"]), "没有找到栏目：姓名"),
        (factories.sheet(["姓名"]), "没有内容"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused_as_a_whole(cast, content, words):
    with pytest.raises(DomainError, match=words) as error:
        imports.check_sheet(
            actor=cast.training1,
            kind=ImportKind.ATTENDANCE,
            upload=("a.xlsx", content),
            session=factories.session(cast),
        )
    assert error.value.field == "upload" and not ImportBatch.objects.exists()


def test_a_title_above_the_header_does_no_harm(cast):
    content = factories.sheet(["培训签到表"], ["序号", "姓名 *"], [1, "冉启明"])
    batch = imports.check_sheet(
        actor=cast.training1,
        kind=ImportKind.ATTENDANCE,
        upload=("a.xlsx", content),
        session=factories.session(cast),
    )
    assert [row["line"] for row in batch.rows] == [3] and batch.faults == []


def test_only_the_training_manager_imports_and_sees_batches(cast):
    batch = attendance(cast, ["冉启明", ""])
    for call in (
        lambda: imports.check_sheet(actor=cast.head1, kind=ImportKind.PAST, upload=("a.xlsx", b"")),
        lambda: imports.confirm_import(actor=cast.head1, batch=batch),
        lambda: imports.drop_import(actor=cast.head1, batch=batch),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert not ImportBatch.objects.visible_to(cast.head1).exists()


def test_attendance_needs_a_session_that_takes_it(cast):
    with pytest.raises(WrongState):
        attendance(cast, ["冉启明", ""], session=factories.session(cast, opened=False))


def test_a_batch_is_imported_or_dropped_once(cast):
    batch = attendance(cast, ["冉启明", ""])
    imports.drop_import(actor=cast.training1, batch=batch)
    for verb in (imports.confirm_import, imports.drop_import):
        with pytest.raises(WrongState, match="已放弃"):
            verb(actor=cast.training1, batch=batch)
    assert not Attendance.objects.exists()


def test_a_batch_of_nothing_new_says_so(cast):
    session = factories.session(cast)
    sessions.sign_in_people(actor=cast.training1, session=session, people=[cast.officer1])
    batch = attendance(cast, ["冉启明", ""], session=session)
    with pytest.raises(DomainError, match="没有需要导入的行"):
        imports.confirm_import(actor=cast.training1, batch=batch)


def test_records_of_earlier_years_come_in(cast):
    exam = good_row(种类="考试", 名称="年度法律考试", 日期="2024/12/1", 学时="", 成绩=88, 是否及格="是")
    batch = past(cast, good_row(), exam)
    assert batch.faults == []
    imports.confirm_import(actor=cast.training1, batch=batch)
    training, test = PastRecord.objects.order_by("kind").reverse()
    assert (training.hours, training.organiser) == (8, "市统计局") and (test.score, test.passed) == (88, True)
    again = past(cast, good_row())
    assert [row["action"] for row in again.rows] == ["skip"]


@pytest.mark.parametrize(
    ("change", "cell", "words"),
    [
        ({"种类": "参观"}, "C2", "只能填"),
        ({"名称": "《中华人民共和国行政法》培训"}, "D2", "法规库中没有这部法律"),
        ({"日期": "2024-02-30"}, "E2", "没有这一天"),
        ({"日期": "2999-01-01"}, "E2", "不能晚于今天"),
        ({"学时": "很多"}, "F2", "0到200之间"),
        ({"学时": ""}, "F2", "必须填写学时"),
        ({"成绩": 101}, "G2", "0到100之间的整数"),
        ({"种类": "考试", "是否及格": "也许"}, "H2", "写明"),
        ({"名称": ""}, "D2", "没有填写"),
    ],
)
def test_a_wrong_cell_of_an_old_record_is_explained(cast, change, cell, words):
    batch = past(cast, good_row(**change))
    assert any(fault["cell"] == cell and words in fault["message"] for fault in batch.faults), batch.faults


def test_old_records_only_grow(cast):
    imports.confirm_import(actor=cast.training1, batch=past(cast, good_row()))
    with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
        PastRecord.objects.update(hours=99)
