"""Sheets from outside: upload, look at every row and fault, then import or drop."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import carry_out
from records.errors import DomainError
from training.enums import ImportKind
from training.forms.base import pair
from training.forms.sessions import SheetForm
from training.models import ImportBatch, Session
from training.services import imports as verbs
from training.sheets import workbook
from training.views.support import FormPage, file_response, managers_only, page, press, sheet_response

CRUMB = ("导入", reverse_lazy("training:imports"))
SAMPLES = {
    ImportKind.ATTENDANCE: [["冉启明", "", ""]],
    ImportKind.PAST: [
        ["冉启明", "", "", "培训", "统计法律法规培训", "2024-05-20", 8, "", "", "市统计局"],
        ["田小雨", "", "", "考试", "统计执法人员年度考试", "2024-12-10", "", 88, "是", "市统计局"],
    ],
}
ACTIONS = {"new": ("yes", "导入"), "skip": ("na", "跳过"), "wrong": ("late", "有错误")}


@require_GET
@managers_only
def import_list(request):
    rows = ImportBatch.objects.visible_to(request.user).select_related("session", "file", "uploaded_by")
    return page(request, "training/imports.html", {"batches": rows[:30]}, here="imports")


@require_http_methods(["GET", "POST"])
@managers_only
def import_past(request):
    return _upload(request, ImportKind.PAST, None)


@require_http_methods(["GET", "POST"])
@managers_only
def import_attendance(request, pk: int):
    return _upload(request, ImportKind.ATTENDANCE, get_object_or_404(Session, pk=pk))


def _upload(request, kind: ImportKind, session: Session | None):
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = pair(form.cleaned_data["upload"])
        batch = carry_out(form, verbs.check_sheet, actor=request.user, kind=kind, upload=upload, session=session)
        if batch:
            return redirect("training:import", batch.pk)
    back = reverse("training:session", args=[session.pk]) if session else reverse("training:imports")
    title = f"导入签到表：{session.title}" if session else "导入历年培训考试记录"
    shown = FormPage(
        title,
        "上传并核对",
        back,
        "imports",
        [CRUMB, (title, "")],
        sub="先核对，不会马上导入。有一格不对，整份都不导入。",
        has_files=True,
        links=[("下载样表", reverse("training:import_template", args=[kind]))],
    )
    return page(request, "training/form.html", {"page": shown, "form": form}, here="imports", form=form)


@require_GET
@managers_only
def import_template(request, kind: str):
    if kind not in ImportKind.values:
        raise Http404
    columns = verbs.COLUMNS[ImportKind(kind)]
    heads = [f"{column.name}*" if column.required else column.name for column in columns]
    notes = [["带*的必填，在第一张表里填写。"], *([one.name, one.note] for one in columns if one.note)]
    notes += [["示例"], heads, *SAMPLES[ImportKind(kind)]]
    content = workbook(ImportKind(kind).label, heads, [], notes)
    return sheet_response(content, f"{ImportKind(kind).label}样表.xlsx")


def find(request, pk: int) -> ImportBatch:
    rows = ImportBatch.objects.visible_to(request.user).select_related("session", "file", "uploaded_by")
    return get_object_or_404(rows, pk=pk)


@require_GET
@managers_only
def batch(request, pk: int):
    """Every row with what it becomes; every fault with its cell."""
    row = find(request, pk)
    by_line: dict[int, dict[str, str]] = {}
    for fault in row.faults:
        by_line.setdefault(fault["line"], {})[fault["column"]] = fault["message"]
    columns = [column.name for column in verbs.COLUMNS[ImportKind(row.kind)]]
    used = [name for name in columns if any(line["values"].get(name) for line in row.rows)]
    lines = [
        {
            "line": line["line"],
            "cells": [
                {"name": name, "value": line["values"].get(name, ""), "fault": by_line.get(line["line"], {}).get(name)}
                for name in used
            ],
            "mark": ACTIONS[line["action"]][0],
            "words": line["words"] or ACTIONS[line["action"]][1],
            "is_wrong": line["action"] == "wrong",
        }
        for line in row.rows
    ]
    counts = {action: sum(line["action"] == action for line in row.rows) for action in ACTIONS}
    context = {"batch": row, "lines": lines, "columns": used, "counts": counts}
    return page(request, "training/import.html", context, here="imports")


@require_POST
@managers_only
def batch_confirm(request, pk: int):
    row = find(request, pk)
    back = reverse("training:import", args=[row.pk])
    try:
        done = verbs.confirm_import(actor=request.user, batch=row)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(back)
    messages.success(request, f"已导入{done.imported}行。")
    return redirect(back)


@require_POST
@managers_only
def batch_drop(request, pk: int):
    row = find(request, pk)
    return press(
        request, verbs.drop_import, batch=row, to=reverse("training:imports"), said="已放弃，没有导入任何一行。"
    )


@require_GET
@managers_only
def batch_file(request, pk: int):
    return file_response(find(request, pk).file)
