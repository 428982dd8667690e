"""基本单位名录: one row per unit and year; new, changed, renamed, ended or merged, and what of it is known already."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cases.enums_intake import RowPlan, RowState
from cases.imports import units
from cases.imports.late import PHONE
from cases.imports.rows import begin, blame, firsts, settle_units, stopped
from cases.models import IntakeBatch, IntakeRow
from documents.words import zh_date
from parties.enums import Standing
from parties.identifiers import normalise_code
from parties.matching import known_by_code
from parties.models import Party
from parties.yearly import Unit, changes, known_years, yearly
from records.errors import DomainError
from records.spreadsheets import Column, day_fault, moment_of

CLASS = Column("survey_class", ("调查单位类别", "调查单位类型", "单位类别", "调查对象类别"))
INDUSTRY = Column("industry", ("行业", "行业名称", "国民经济行业", "行业类别", "行业代码"))
TOWNSHIP = Column("township", ("乡镇街道", "乡（镇、街道）", "乡镇", "街道", "所在乡镇街道"))
PERSON = Column("representative", ("法定代表人", "法定代表人（单位负责人）", "单位负责人", "负责人", "经营者"))
ADDRESS = Column("address", ("住所", "单位所在地", "详细地址", "地址", "经营地址"))
CONTACT = Column("contact", ("联系人", "统计负责人", "填表人"))
STANDING = Column("standing", ("存续情况", "运营状态", "营业状态", "登记状态", "单位状态"))
ENDED = Column("standing_on", ("注销日期", "状态变更日期", "注销或者合并日期", "变更日期"))
SUCCESSOR = Column(
    "successor", ("承继单位代码", "合并后单位代码", "存续单位统一社会信用代码", "合并后统一社会信用代码")
)
COLUMNS: tuple[Column, ...] = (
    units.NAME, units.CODE, CLASS, INDUSTRY, TOWNSHIP, PERSON, ADDRESS, CONTACT, PHONE, STANDING, ENDED, SUCCESSOR,
)  # fmt: skip
CLASSES = ("一套表单位", "非一套表单位")
WORDS = {
    Standing.ACTIVE: [
        "存续",
        "正常",
        "营业",
        "在营",
        "开业",
        "在业",
        "正常运营",
        "筹建",
        "停业",
        "停业（歇业）",
        "歇业",
        "当年新增",
    ],
    Standing.CANCELLED: ["注销", "已注销", "当年注销", "关闭", "当年关闭"],
    Standing.REVOKED: ["吊销", "已吊销", "当年吊销", "撤销", "当年撤销"],
    Standing.ABSORBED: ["合并", "被合并", "已被合并", "并入其他单位"],
}
STANDINGS = {word: standing for standing, words in WORDS.items() for word in words}
LONGEST = {column.key: Party._meta.get_field(column.key).max_length for column in COLUMNS[2:9]}
NAMES = {
    "name": "名称",
    "credit_code": "信用代码",
    "standing": "存续情况",
    **{column.key: column.title for column in COLUMNS[2:]},
}


def unit_of(row: IntakeRow) -> Unit:
    """The row as the register of parties takes it."""
    values = row.values
    ended = moment_of(values.get("standing_on", ""))
    said = {key: values.get(key, "") for key in ("name", *LONGEST)}
    return Unit(
        code=normalise_code(values.get("code", "")),
        kind=units.kind_of(row),
        said=said,
        standing=STANDINGS.get(values.get("standing", ""), Standing.ACTIVE),
        standing_on=ended[0] if ended else None,
        successor=normalise_code(values.get("successor", "")),
        party=row.party,
    )


def plan_rows(batch: IntakeBatch, rows: Sequence[IntakeRow], *, on: date, kept: dict[str, dict[str, Any]]) -> None:
    """Say for each unit whether it is new, changed or known; nothing is saved here."""
    for row in rows:
        begin(row)
        row.key = normalise_code(row.values.get("code", ""))
    settle_units(rows)
    codes = _heirs(batch, rows)
    for row in rows:
        _check(row, codes, on)
    first = firsts(batch, rows)
    year = batch.stated["year"]
    known = known_years([row.party_id for row in rows if row.party_id], year)
    for row in rows:
        if not stopped(row, first):
            _plan(row, year, known)


def _heirs(batch: IntakeBatch, rows: Sequence[IntakeRow]) -> set[str]:
    """Codes that are registered, or stand in this sheet."""
    asked = {normalise_code(row.values.get("successor", "")) for row in rows} - {""}
    if not asked:
        return set()
    here = batch.rows.filter(values__code__in=asked).values_list("values__code", flat=True)
    return set(known_by_code(asked)) | {normalise_code(code) for code in here}


def _check(row: IntakeRow, heirs: set[str], on: date) -> None:
    values, code = row.values, normalise_code(row.values.get("code", ""))
    if row.party is not None and code != row.party.credit_code and (problem := units.code_problem(code)):
        row.faults = [fault for fault in row.faults if fault["key"] != units.CODE.key]
        blame(row, units.CODE, problem, row.party.credit_code)
    if (text := values.get("survey_class", "")) and text not in CLASSES:
        blame(row, CLASS, f"认不出“{text}”。请写“一套表单位”或者“非一套表单位”。")
    if (text := values.get("standing", "")) and text not in STANDINGS:
        blame(row, STANDING, f"认不出“{text}”。请写：正常、注销、吊销或者被合并。")
    for column in COLUMNS[2:9]:
        if len(values.get(column.key, "")) > LONGEST[column.key]:
            blame(row, column, f"超过{LONGEST[column.key]}个字。请改短。")
    _check_end(row, heirs, on)


def _check_end(row: IntakeRow, heirs: set[str], on: date) -> None:
    """The day of an end and the heir go with an end."""
    values = row.values
    standing = STANDINGS.get(values.get("standing", ""), Standing.ACTIVE)
    text = values.get("standing_on", "")
    found = moment_of(text)
    if text and found is None:
        blame(row, ENDED, *day_fault(text))
    elif found and found[0] > on:
        blame(row, ENDED, "日期晚于今天。请核对。")
    heir = normalise_code(values.get("successor", ""))
    if standing == Standing.ABSORBED and not heir:
        blame(row, SUCCESSOR, "被合并的单位，请填写合并后存续单位的统一社会信用代码。")
    if not heir:
        return
    if heir == normalise_code(values.get("code", "")):
        blame(row, SUCCESSOR, "承继单位不能是这个单位自己。请核对代码。")
    elif heir not in heirs:
        blame(row, SUCCESSOR, "当事人库和这份名录里都没有这个承继单位。请核对代码，或者先登记承继单位。")
    elif standing == Standing.ACTIVE:
        blame(row, STANDING, "填了承继单位，存续情况却是存续。请改为“被合并”或者“注销”，或者删去承继单位代码。")


def _plan(row: IntakeRow, year: int, known: dict[int, tuple[str, ...]]) -> None:
    unit = unit_of(row)
    row.plan, row.state = RowPlan.RECORD, RowState.PENDING
    if row.party is None:
        row.words = f"新的单位{_ended(unit)}"
        return
    changed = changes(row.party, unit)
    heir = row.party.successor.credit_code if row.party.successor else ""
    if unit.successor and unit.successor != heir:
        changed["successor"] = (heir, unit.successor)
    if not changed and known.get(row.party_id) == yearly(unit, row.party):
        row.plan, row.words = RowPlan.KNOWN, f"与登记和{year}年名录一致"
        return
    told = [
        f"{NAMES[key]}由“{_word(key, before)}”改为“{_word(key, after)}”" if before else f"补登{NAMES[key]}"
        for key, (before, after) in changed.items()
    ]
    row.words = ("；".join(told) or f"没有变化，记入{year}年名录")[:300]


def _word(key: str, value: Any) -> str:
    if key == "standing":
        return Standing(value).label
    return zh_date(value) if isinstance(value, date) else str(value)


def _ended(unit: Unit) -> str:
    return f"（{Standing(unit.standing).label}）" if unit.standing != Standing.ACTIVE else ""


def refuse_year(year: int | None, on: date) -> int:
    """The year of the register, which no sheet tells by itself."""
    if year is None or not 2000 <= year <= on.year:
        raise DomainError(f"请填写名录的年度，从2000年到{on.year}年。", field="year")
    return year
