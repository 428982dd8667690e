"""Beside the issue of a paper: 审签, voiding, mending, filed scans, the Word file."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import documents
from cases.forms.base import WorkForm
from cases.forms.paperwork import FileForm, MendForm, VoidForm
from cases.services import paperwork as verbs
from cases.views.evidence import send_file
from cases.views.papers import find_paper, paper_page
from cases.views.support import attempt, find_case, to
from records.enums import PaperStatus
from records.models import StoredFile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_POST
def approve(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    row = find_paper(find_case(request, pk), paper_pk)
    form = WorkForm(request.POST, user=request.user, case=row.case)

    def write() -> str:
        verbs.approve_case_paper(actor=request.user, paper=row.paper, version=form.seen_version)
        return to("paper", pk, paper_pk)

    return attempt(request, form, write, "已审签，可以编号制发。") or paper_page(request, row, approval=form)


@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    row = find_paper(find_case(request, pk), paper_pk)
    if request.method == "GET":
        return paper_page(request, row)
    form = VoidForm(request.POST, user=request.user, case=row.case)

    def write() -> str:
        verbs.void_case_paper(actor=request.user, paper=row.paper, version=form.seen_version, **form.values)
        return to("paper", pk, paper_pk)

    return attempt(request, form, write, "已作废，文号留存。") or paper_page(request, row, void=form)


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    row = find_paper(find_case(request, pk), paper_pk)
    if request.method == "GET":
        return paper_page(request, row)
    form = MendForm(request.POST, user=request.user, case=row.case)

    def write() -> str:
        new = verbs.correct_case_paper(actor=request.user, paper=row.paper, version=form.seen_version, **form.values)
        return to("paper", pk, new.pk)

    return attempt(request, form, write, "更正通知书的草稿已填好，请核对。") or paper_page(request, row, mend=form)


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    row = find_paper(find_case(request, pk), paper_pk)
    if request.method == "GET":
        return paper_page(request, row)
    form = FileForm(request.POST, request.FILES, user=request.user, case=row.case)

    def write() -> str:
        said = form.values
        file = said.pop("file")
        verbs.file_to_case_paper(
            actor=request.user, paper=row.paper, file=(file.name, file.read()), version=form.seen_version, **said
        )
        return to("paper", pk, paper_pk)

    return attempt(request, form, write, "已归入这份文书。") or paper_page(request, row, attach=form)


@require_GET
def filed(request: HttpRequest, pk: int, paper_pk: int, filing_pk: int) -> HttpResponse:
    row = find_paper(find_case(request, pk), paper_pk)
    found = get_object_or_404(StoredFile, pk=get_object_or_404(row.paper.filings, pk=filing_pk).file_id)
    return send_file(found, save="save" in request.GET)


@require_GET
def word(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """The same text for house edits; of an issued paper, marked as a copy."""
    paper = find_paper(find_case(request, pk), paper_pk).paper
    return word_file(paper)


def word_file(paper) -> HttpResponse:
    is_draft = paper.status == PaperStatus.DRAFT
    mark = "草稿，不是正式文书" if is_draft else "副本：以系统留存的PDF为准"
    day = timezone.localdate(paper.issued_at or paper.created_at)
    content = documents.to_word(paper.kind, paper.context, number=paper.number, mark=mark, day=day)
    response = HttpResponse(content, content_type=WORD)
    name = f"{paper.title}{paper.number}{'（草稿）' if is_draft else '（副本）'}.docx"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response
