"""Commitments of an interview, and the papers of a measure."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import documents
from cases.forms.base import WorkForm
from cases.forms.measures import CommitmentReportForm, ServeMeasureForm, VerifyForm
from cases.forms.papers import PaperForm
from cases.models import MeasurePaper, SoftMeasure
from cases.services import interviews
from cases.views.evidence import send_file
from cases.views.measures import _may, find_measure, measure_page, upload
from cases.views.steps import STEPS
from cases.views.support import attempt, page, posted, to
from records.enums import PaperStatus
from records.models import StoredFile


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    row = find_measure(request, pk)
    one = get_object_or_404(row.commitments, order=order)
    one.measure = row
    initial = {"on": timezone.localdate()}
    form = CommitmentReportForm(
        posted(request), request.FILES or None, user=request.user, place=f"commitment:{one.pk}:report", initial=initial
    )
    if request.method == "POST":

        def write() -> str:
            said = upload(form.values, "report")
            interviews.report_commitment(actor=request.user, commitment=one, **said)
            return to("measure", pk)

        if done := attempt(request, form, write, "整改报告已登记，请核查。"):
            return done
    return _commitment_page(request, row, one, form, "登记整改报告")


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    row = find_measure(request, pk)
    one = get_object_or_404(row.commitments, order=order)
    one.measure = row
    form = VerifyForm(
        posted(request), user=request.user, place=f"commitment:{one.pk}:verify", initial={"on": timezone.localdate()}
    )
    if request.method == "POST":

        def write() -> str:
            interviews.verify_commitment(actor=request.user, commitment=one, **form.values)
            return to("measure", pk)

        if done := attempt(request, form, write, "核查结果已登记。"):
            return done
    return _commitment_page(request, row, one, form, "核查承诺")


def _commitment_page(request: HttpRequest, row: SoftMeasure, one, form: WorkForm, title: str) -> HttpResponse:
    context = {
        "measure": row,
        "one": one,
        "form": form,
        "title": title,
        "may_work": _may(request, row, "verify_commitment"),
        "step": STEPS["柔性措施"],
    }
    return page(request, "cases/commitment.html", context, form)


@require_GET
def commitment_file(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    one = get_object_or_404(find_measure(request, pk).commitments, order=order, report_file__isnull=False)
    return send_file(one.report_file)


@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed record of the interview, as it was handed in."""
    row = find_measure(request, pk)
    return send_file(get_object_or_404(StoredFile, pk=row.talk.minutes_id if row.talk else None))


def _find_paper(row: SoftMeasure, paper_pk: int) -> MeasurePaper:
    found = get_object_or_404(row.papers.select_related("paper"), paper_id=paper_pk)
    found.measure = row
    return found


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    row = find_measure(request, pk)
    form = WorkForm(request.POST, user=request.user)
    kind = request.POST.get("kind", "")

    def write() -> str:
        paper = interviews.draft_measure_paper(actor=request.user, measure=row, kind=kind)
        return to("measure_paper", pk, paper.pk)

    done = attempt(request, form, write, "草稿已按登记的内容填好，请核对。")
    return done or measure_page(request, row, issue=form)


def _paper_page(request: HttpRequest, found: MeasurePaper, **forms: WorkForm) -> HttpResponse:
    row, paper = found.measure, found.paper
    is_draft = paper.status == PaperStatus.DRAFT
    initial = {"served_on": timezone.localdate(), "recipient": row.party.representative}
    context = {
        "measure": row,
        "row": found,
        "paper": paper,
        "kind": documents.CATALOGUE[paper.kind],
        "is_draft": is_draft,
        "missing": documents.context_errors(paper.kind, paper.context, draft=True) if is_draft else [],
        "edit": PaperForm(paper=paper, user=request.user, place=f"paper:{paper.pk}:edit") if is_draft else None,
        "issue": WorkForm(user=request.user),
        "serve": ServeMeasureForm(user=request.user, place=f"paper:{paper.pk}:serve", initial=initial),
        "may_work": _may(request, row, "issue_measure_paper"),
        "step": STEPS["文书与送达"],
        **forms,
    }
    return page(request, "cases/measure_paper.html", context, next(iter(forms.values()), None))


@require_GET
def paper(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    return _paper_page(request, _find_paper(find_measure(request, pk), paper_pk))


@require_POST
def edit(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    found = _find_paper(find_measure(request, pk), paper_pk)
    form = PaperForm(request.POST, paper=found.paper, user=request.user)

    def write() -> str:
        interviews.revise_measure_paper(actor=request.user, row=found, extra=form.extra)
        return to("measure_paper", pk, paper_pk)

    return attempt(request, form, write, "草稿已修改。") or _paper_page(request, found, edit=form)


@require_POST
def issue(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    found = _find_paper(find_measure(request, pk), paper_pk)
    form = WorkForm(request.POST, user=request.user)

    def write() -> str:
        interviews.issue_measure_paper(actor=request.user, row=found)
        return to("measure_paper", pk, paper_pk)

    return attempt(request, form, write, "文书已制发，请登记送达。") or _paper_page(request, found, issue=form)


@require_POST
def serve(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    found = _find_paper(find_measure(request, pk), paper_pk)
    form = ServeMeasureForm(request.POST, user=request.user)
    call = lambda: interviews.serve_measure_paper(actor=request.user, row=found, **form.values)  # noqa: E731

    def write() -> str:
        call()
        return to("measure", pk)

    return attempt(request, form, write, "送达已登记。") or _paper_page(request, found, serve=form)


@require_GET
def preview(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    paper = _find_paper(find_measure(request, pk), paper_pk).paper
    return HttpResponse(documents.preview_html(paper.kind, paper.context, number=paper.number))


@require_GET
def pdf(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """The stored bytes of an issued paper."""
    row = get_object_or_404(
        find_measure(request, pk).papers.select_related("paper__stored"), paper_id=paper_pk, paper__status="issued"
    )
    response = HttpResponse(bytes(row.paper.stored.pdf), content_type="application/pdf")
    name = quote(f"{row.paper.title}{row.paper.number}.pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return response
