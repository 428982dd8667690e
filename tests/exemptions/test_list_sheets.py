"""The list as Excel: what goes out comes back the same; what is wrong is named by its cell; nothing is half taken."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.enums import Role
from accounts.models import Bureau, Section
from exemptions import gate, sheets
from exemptions.enums import ListImportState
from exemptions.models import ListImport, ListVersion
from exemptions.services import drafts, imports
from exemptions.services.packs import load_pack
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.exemptions import factories, packs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("garden"), pytest.mark.slow]

ROW = {
    "序号": "2",
    "违法行为": "迟浇水",
    "适用对象": "花匠",
    "免罚情形": "迟浇三天以内的，不予行政处罚。",
    "数值阈值": "迟浇天数3天以下",
    "免罚依据": "《花圃法（新）》第七条第一款第（一）项",
    "结果": "不予行政处罚",
    "柔性措施": "轻微违法警示",
    "升级条件": "又迟：迟浇天数超过2天",
    "须由人确认的要求": "花还活着",
    "配套监管措施": "回访\n提示",
    "认领科室": "执法监督科",
}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-07-01T10:00:00+08:00")


@pytest.fixture
def garden(tmp_path):
    Bureau.objects.create(pk=1, name="花圃局", word="花", district="花区")
    Section.objects.create(name="执法监督科")
    load_pack(actor=None, path=packs.write(tmp_path, packs.contents()))


@pytest.fixture
def reviewer():
    return factories.person(Role.REVIEWER, "drafter", name="周敏")


@pytest.fixture
def desk(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def draft(reviewer):
    return drafts.draft_list(
        actor=reviewer, code="HP-2", title="花圃清单第二版", based_on=ListVersion.objects.get(code="HP-1")
    )


def book(*rows: dict[str, object], spoil=None) -> bytes:
    made = Workbook()
    sheet = made.active
    heads = list(dict.fromkeys(head for row in rows for head in row))
    sheet.append(heads)
    for row in rows:
        sheet.append([row.get(head, "") for head in heads])
    if spoil:
        spoil(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def check(actor, version, content: bytes, name: str = "清单.xlsx") -> ListImport:
    return imports.check_import(actor=actor, version=version, upload=(name, content))


def url(name: str, *args) -> str:
    return reverse(f"exemptions:{name}", args=args)


def faults(batch: ListImport) -> list[tuple[str, str]]:
    return [(fault["cell"], fault["message"]) for fault in batch.faults]


# --- the verbs -----------------------------------------------------------------


def test_a_row_becomes_an_item_only_when_somebody_says_so(reviewer, draft):
    batch = check(reviewer, draft, book(ROW))
    assert [(row["number"], row["action"]) for row in batch.rows] == [("2", "add")]
    assert draft.items.count() == 1
    imports.import_items(actor=reviewer, batch=batch)
    item = draft.items.get(number="2")
    assert item.condition == {"fact": "late_days", "op": "le", "value": "3"}
    assert item.steps == [{"when": {"fact": "late_days", "op": "gt", "value": "2"}, "title": "又迟"}]
    assert (item.offences, item.kinds, item.measure, item.binding, item.supplies) == (
        ["LATE_WATER"],
        ["gardener"],
        "warning",
        "must",
        "minor",
    )
    assert (item.citations(), item.supporting) == (["花圃法(新)7条1款(一)"], ["回访", "提示"])
    said = Event.objects.of(drafts.STREAM, draft.pk).values_list("verb", flat=True)
    assert list(said)[-3:] == ["list.check_import", "list.item", "list.import"]


def test_what_goes_out_comes_back_the_same(reviewer, draft, desk):
    imports.import_items(actor=reviewer, batch=check(reviewer, draft, book(ROW)))
    before = [item.as_data() for item in draft.items.all()]
    response = desk.get(url("export", "HP-2"))
    batch = check(reviewer, draft, response.content)
    assert [row["action"] for row in batch.rows] == ["change", "change"]
    imports.import_items(actor=reviewer, batch=batch)
    assert [item.as_data() for item in draft.items.all()] == before


def test_words_that_are_no_condition_stay_words_until_entered_by_form(reviewer, draft):
    in_words = ROW | {"数值阈值": "数额不大且及时纠正"}
    batch = check(reviewer, draft, book(in_words, ROW | {"序号": "3", "数值阈值": ""}))
    assert [row["in_words"] for row in batch.rows] == [True, True]
    imports.import_items(actor=reviewer, batch=batch)
    item = draft.items.get(number="2")
    assert item.condition is None
    assert item.wording == "迟浇三天以内的，不予行政处罚。（数值阈值：数额不大且及时纠正）"
    found = [one for one in gate.findings(draft, today=draft.recorded_at.date()) if one.check == "condition"]
    assert [one.item for one in found] == ["2", "3"]


def test_empty_cells_keep_the_condition_that_was_entered_by_form(reviewer, draft):
    batch = check(reviewer, draft, book({"序号": 1, "免罚情形": "迟浇一天的，不予行政处罚。", "结果": "不予"}))
    imports.import_items(actor=reviewer, batch=batch)
    item = draft.items.get(number="1")
    assert item.wording == "迟浇一天的，不予行政处罚。"
    assert item.condition == {"fact": "late_days", "op": "le", "value": "1"}
    assert item.citations() == ["花圃法(新)7条"]


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("违法行为", "不浇水", "没有“不浇水”这个案由"),
        ("适用对象", "园丁", "可以填：花匠"),
        ("结果", "从轻", "从轻、减轻写进裁量基准"),
        ("结果", "", "没有填写"),
        ("免罚情形", "", "没有填写"),
        ("柔性措施", "警告", "没有“警告”这种柔性措施"),
        ("升级条件", "再次迟浇", "请在名称和条件之间写冒号"),
        ("认领科室", "园艺科", "可以填：执法监督科"),
        ("须由人确认的要求", "长" * 101, "最多100个字"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_taken(reviewer, draft, column, value, says):
    batch = check(reviewer, draft, book(ROW, ROW | {"序号": "3", column: value}))
    place = list(ROW).index(column)
    assert [cell for cell, _ in faults(batch)][0] == f"{chr(ord('A') + place)}3"
    assert says in faults(batch)[0][1]
    with pytest.raises(DomainError, match="这次没有导入任何一项"):
        imports.import_items(actor=reviewer, batch=batch)
    assert draft.items.count() == 1


def test_a_number_written_twice_is_a_fault(reviewer, draft):
    assert faults(check(reviewer, draft, book(ROW, ROW))) == [("A3", "与第2行重复。同一版本的序号不能重复。")]


def test_another_convention_of_the_sheet_is_no_silent_change_of_meaning(reviewer, draft, desk):
    content = desk.get(url("export", "HP-1")).content
    drafts.change_draft(actor=reviewer, version=draft, below_inclusive=False)
    batch = check(reviewer, draft, content)
    assert "请先改草案的约定" in faults(batch)[0][1]


def test_a_sheet_is_taken_once_or_dropped(reviewer, draft):
    batch = check(reviewer, draft, book(ROW))
    imports.import_items(actor=reviewer, batch=batch)
    for again in (imports.import_items, imports.drop_import):
        with pytest.raises(WrongState, match="已导入"):
            again(actor=reviewer, batch=batch)
    dropped = imports.drop_import(actor=reviewer, batch=check(reviewer, draft, book(ROW)))
    assert dropped.state == ListImportState.DROPPED
    assert Event.objects.filter(verb="list.drop_import").exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.LEADER])
def test_only_reviewers_take_sheets_in(reviewer, draft, role):
    batch = check(reviewer, draft, book(ROW))
    other = factories.person(role)
    for verb, arguments in (
        (imports.check_import, {"version": draft, "upload": ("清单.xlsx", book(ROW))}),
        (imports.import_items, {"batch": batch}),
        (imports.drop_import, {"batch": batch}),
    ):
        with pytest.raises(NotAllowed, match="法制审核人员起草"):
            verb(actor=other, **arguments)


def test_a_published_list_takes_no_sheet(reviewer):
    with pytest.raises(WrongState, match="已经公布"):
        check(reviewer, ListVersion.objects.get(code="HP-1"), book(ROW))


# --- files that are no list ----------------------------------------------------


def merged(sheet) -> None:
    sheet.merge_cells("B2:B3")


def formula(sheet) -> None:
    sheet["D2"] = '="迟浇"&"一天"'


def test_merged_cells_and_formulas_are_named(reviewer, draft):
    rows = (ROW, ROW | {"序号": "3"})
    assert ("B2", "B2:B3是合并单元格。请取消合并，每一格分别填写。") in faults(
        check(reviewer, draft, book(*rows, spoil=merged))
    )
    assert faults(check(reviewer, draft, book(*rows, spoil=formula))) == [
        ("D2", "这一格是公式。请复制后“选择性粘贴”为数值或者文字。")
    ]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (sheets.MOST_UNPACKED + 1))
    return out.getvalue()


def broken() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", "<no/>")
    return out.getvalue()


def long(sheet) -> None:
    sheet.cell(700, 1, "700")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("清单.xlsx", lambda: sheets.OLD_EXCEL + b"\0" * 600, "旧版 .xls 文件，或者加了打开密码"),
        ("清单.xlsx", lambda: "序号,结果\n1,不予".encode(), "不是Excel表格"),
        ("清单.xlsx", lambda: b"<html><table></table></html>", "改文件名没有用"),
        ("清单.xlsx", broken, "可能已经损坏"),
        ("清单.xlsx", bomb, "展开后过大"),
        ("清单.xlsx", lambda: b"P" * (sheets.MOST_BYTES + 1), "超过5MB"),
        ("清单.xlsx", lambda: book({"名称": "一", "内容": "二"}), "没有找到栏目：序号、免罚情形、结果"),
        ("清单.xlsx", lambda: book({"序号": "1", "内容": "二"}), "没有找到栏目：免罚情形、结果"),
        ("清单.xlsx", lambda: book(ROW | {"罚款": "5万元"}), "不认识的栏目：“罚款”"),
        ("清单.xlsx", lambda: book(ROW | {"项号": "1"}), "栏目重复：“序号”"),
        ("清单.xlsx", lambda: book({head: "" for head in ROW}), "表格里没有内容"),
        ("清单.xlsx", lambda: book(ROW, spoil=long), "一次最多500行"),
    ],
)
def test_what_is_no_such_sheet_is_refused_with_what_to_do(reviewer, draft, name, content, says):
    with pytest.raises(DomainError) as caught:
        check(reviewer, draft, content(), name)
    assert says in caught.value.message
    assert caught.value.field == "upload"
    assert not ListImport.objects.exists()


# --- pages ----------------------------------------------------------------------


def send(desk, content: bytes, name: str = "清单.xlsx"):
    return desk.post(url("import_new", "HP-2"), {"upload": SimpleUploadedFile(name, content)}, follow=True)


def test_the_sheet_is_shown_cell_by_cell_before_it_is_taken(desk, draft):
    body = send(desk, book(ROW, ROW | {"序号": "3", "适用对象": "园丁"})).content.decode()
    assert "C3 适用对象：没有“园丁”这个适用对象" in body
    assert "现在不能导入" in body
    body = send(desk, book(ROW)).content.decode()
    assert "导入1项？" in body
    batch = ListImport.objects.first()
    for name in ("import_confirm", "import_drop"):
        assert desk.get(url(name, "HP-2", batch.pk)).status_code == 405
    desk.post(url("import_confirm", "HP-2", batch.pk))
    assert draft.items.count() == 2
    assert "已导入，不能再办理" in desk.post(url("import_drop", "HP-2", batch.pk), follow=True).content.decode()


def test_a_refused_file_says_why_on_the_page(desk, draft):
    assert "旧版 .xls 文件" in send(desk, sheets.OLD_EXCEL, "清单.xlsx").content.decode()
    assert "请选择Excel文件" in desk.post(url("import_new", "HP-2")).content.decode()


def test_the_template_names_every_choice_and_reads_as_an_empty_sheet(desk, reviewer, draft):
    content = desk.get(url("import_template")).content
    filled = load_workbook(io.BytesIO(content))
    heads = [cell.value for cell in filled["清单"][1]]
    assert {"序号*", "免罚情形*", "结果*", "违反条款", "处罚条款", "实施主体", "认领科室", "版本与生效期"} <= set(heads)
    said = "".join(str(cell.value) for row in filled["填写说明"] for cell in row)
    assert "迟浇水" in said and "花匠" in said
    with pytest.raises(DomainError, match="没有内容"):
        check(reviewer, draft, content)


def test_strangers_neither_see_nor_send_sheets(client, reviewer, draft):
    batch = check(reviewer, draft, book(ROW))
    client.force_login(factories.person(Role.OFFICER))
    assert client.get(url("import_new", "HP-2")).status_code == 403
    assert client.post(url("import_confirm", "HP-2", batch.pk)).status_code == 403
    assert client.get(url("export", "HP-1")).status_code == 200
    client.force_login(reviewer)
    assert client.get(url("import", "HP-1", batch.pk)).status_code == 404
