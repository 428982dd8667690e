"""The list as Excel: out of any version, into a draft."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import carry_out
from exemptions import live
from exemptions.forms.sheets import SheetForm
from exemptions.models import ListImport, ListVersion
from exemptions.services import imports
from exemptions.sheet_items import COLUMNS, export, template
from exemptions.showing_lists import Names
from exemptions.views.editing import find_draft, reviewers
from records.errors import DomainError

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARKS = {imports.ADD: ("yes", "增加"), imports.CHANGE: ("doing", "修改"), imports.WRONG: ("late", "有错误")}


def _names() -> Names:
    return Names.read(live.current_law().facts)


def _sheet(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=EXCEL,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )


@require_GET
def export_list(request: HttpRequest, code: str):
    """Any version anybody may read, as the sheet that a draft can take in again."""
    version = get_object_or_404(ListVersion.objects.visible_to(request.user), code=code)
    return _sheet(export(version, _names()), f"{version.title}.xlsx")


@reviewers
@require_GET
def import_template(request):
    return _sheet(template(_names()), "清单样表.xlsx")


@reviewers
@require_http_methods(["GET", "POST"])
def import_new(request, code: str):
    """Hand in a sheet for a draft; what it would do is shown before anything is taken."""
    version = find_draft(request, code)
    sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if sent else SheetForm()
    if sent and form.is_valid():
        batch = carry_out(form, imports.check_import, actor=request.user, version=version, upload=form.pair())
        if batch:
            return redirect("exemptions:import", code, batch.pk)
    return render(request, "exemptions/import_new.html", {"version": version, "form": form})


def _find(request, code: str, pk: int) -> ListImport:
    rows = ListImport.objects.visible_to(request.user).select_related("version", "file", "uploaded_by")
    return get_object_or_404(rows, pk=pk, version__code=code)


@reviewers
@require_GET
def import_page(request, code: str, pk: int):
    """Every row with what it becomes, every fault in its cell."""
    batch = _find(request, code, pk)
    wrong = {(fault["line"], fault["column"]): fault["message"] for fault in batch.faults}
    used = [column for column in COLUMNS if any(row["values"].get(column.key) for row in batch.rows)]
    rows = [
        {
            "line": row["line"],
            "cells": [
                {
                    "name": column.name,
                    "value": row["values"].get(column.key, ""),
                    "fault": wrong.get((row["line"], column.name)),
                }
                for column in used
            ],
            "mark": MARKS[row["action"]][0],
            "words": MARKS[row["action"]][1],
            "is_wrong": row["action"] == imports.WRONG,
            "in_words": row["in_words"],
        }
        for row in batch.rows
    ]
    counts = {action: sum(row["action"] == action for row in batch.rows) for action in MARKS}
    context = {
        "version": batch.version,
        "batch": batch,
        "rows": rows,
        "columns": [column.name for column in used],
        "counts": counts,
        "in_words": sum(row["in_words"] for row in batch.rows),
    }
    return render(request, "exemptions/import.html", context)


@reviewers
@require_POST
def import_confirm(request, code: str, pk: int):
    batch = _find(request, code, pk)
    try:
        done = imports.import_items(actor=request.user, batch=batch)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("exemptions:import", code, pk)
    messages.success(request, f"已导入{len(done.rows)}项。只有文字的项目，请用表单录入条件。")
    return redirect("exemptions:edit", code)


@reviewers
@require_POST
def import_drop(request, code: str, pk: int):
    batch = _find(request, code, pk)
    try:
        imports.drop_import(actor=request.user, batch=batch)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("exemptions:import", code, pk)
    messages.success(request, "已放弃，没有导入任何一项。")
    return redirect("exemptions:edit", code)
