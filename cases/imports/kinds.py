"""The kinds of sheets by their code: columns, what a row becomes, how it is carried out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.enums_intake import IntakeKind, RowPlan, RowState
from cases.imports import calendar, checked, late, past, register
from cases.models import IntakeBatch, IntakeRow
from cases.services import late_lists, lists_entered, surveys
from records.spreadsheets import Column

Planner = Callable[..., None]
Doer = Callable[[IntakeBatch, IntakeRow], tuple[RowState, str]]


@dataclass(frozen=True)
class Kind:
    """`terms`: the entry of the pack that switches it on; empty: every bureau has it. `writes`: plans whose carrying out
    writes more than the row itself, and may therefore be refused by itself.
    """

    code: str
    columns: tuple[Column, ...]
    plan_rows: Planner
    enter: Callable[[IntakeBatch, Sequence[IntakeRow]], None]
    carry_out: Doer
    terms: str = ""
    example: Sequence[Any] = ()
    writes: frozenset[str] = frozenset()


KINDS: dict[str, Kind] = {
    IntakeKind.LATE_LIST: Kind(
        IntakeKind.LATE_LIST,
        late.COLUMNS,
        late.plan_rows,
        late_lists.enter,
        late_lists.carry_out,
        "late_list",
        (
            "B204-1",
            "工业产销总值及主要产品产量",
            "2026年5月",
            "重庆正阳物流有限公司",
            "91500114MA60N3Q82J",
            "2026-06-08 18:00",
            "2026-06-09 09:12",
            "023-79220000",
        ),
        frozenset({RowPlan.CASE}),
    ),
    IntakeKind.DATA_CHECK: Kind(
        IntakeKind.DATA_CHECK,
        checked.COLUMNS,
        checked.plan_rows,
        lists_entered.enter_leads,
        lists_entered.lead_told,
        "data_check",
        (
            "重庆正阳物流有限公司",
            "91500114MA60N3Q82J",
            "B204-1",
            "工业产销总值及主要产品产量",
            "2026年5月",
            "工业总产值",
            "万元",
            4860,
            4500,
            "",
        ),
    ),
    IntakeKind.PAST: Kind(
        IntakeKind.PAST,
        past.COLUMNS,
        past.plan_rows,
        lists_entered.enter_units,
        lists_entered.record_past,
        "",
        (
            "重庆正阳物流有限公司",
            "91500114MA60N3Q82J",
            "迟报统计资料",
            "警告",
            "2023-05-08",
            "黔统罚决字〔2023〕4号",
            "2023年第4卷",
        ),
        frozenset({RowPlan.RECORD}),
    ),
    IntakeKind.CALENDAR: Kind(
        IntakeKind.CALENDAR,
        calendar.COLUMNS,
        calendar.plan_rows,
        surveys.enter_forms,
        surveys.record_term,
        "calendar",
        ("B204-1", "工业产销总值及主要产品产量", "规模以上工业统计报表制度", "2026年5月", "2026-06-08 18:00", 126),
        frozenset({RowPlan.RECORD}),
    ),
    IntakeKind.REGISTER: Kind(
        IntakeKind.REGISTER,
        register.COLUMNS,
        register.plan_rows,
        lists_entered.enter_register,
        lists_entered.unit_entered,
        "",
        (
            "重庆正阳物流有限公司",
            "91500114MA60N3Q82J",
            "一套表单位",
            "道路货物运输",
            "正阳街道",
            "王小明",
            "重庆市黔江区正阳街道工业路1号",
            "李会计",
            "023-79220000",
            "正常",
            "",
            "",
        ),
    ),
}


def plan(batch: IntakeBatch, rows: Sequence[IntakeRow], *, on: date, kept: dict[str, dict[str, Any]]) -> None:
    """Say for each row what it becomes; the rows are changed, not saved."""
    for row in rows:
        row.batch = batch
    KINDS[batch.kind].plan_rows(batch, rows, on=on, kept=kept)
