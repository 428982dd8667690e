"""Papers of a file: the list, the preview, the free-text parts, issue, PDF, service."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import documents
from cases.forms.base import WorkForm
from cases.forms.ending import ServeForm
from cases.forms.papers import PaperForm, editable
from cases.forms.paperwork import FileForm, MendForm, VoidForm
from cases.models import Case, CasePaper
from cases.papers import CONTEXTS
from cases.services import papers as verbs
from cases.views.evidence import PDF_POLICY
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.shown import paper_rows, revision_rows
from cases.views.steps import STEPS
from cases.views.support import attempt, find_case, page, posted, to
from records import verification
from records.enums import PaperStatus
from records.errors import DomainError


def find_paper(case: Case, paper_pk: int) -> CasePaper:
    rows = case.papers.select_related(
        "paper__created_by", "paper__issued_by", "paper__approved_by", "paper__corrects__in_case", "act__party"
    )
    found = get_object_or_404(rows, paper_id=paper_pk)
    found.case = case
    return found


class NewPaperForm(WorkForm):
    """Two buttons per act and kind carry both names; nothing is typed."""


def _kinds(case: Case) -> list[tuple[object, list[tuple[str, str, str]]]]:
    """Per act: the papers of a file, those that can be drafted now first, the others with what they wait for."""
    rows = []
    for act in case.acts.select_related("party").prefetch_related("first_checks"):
        act.case = case
        offered = []
        for kind in CONTEXTS:
            if kind in verbs.OWN_VERB:
                continue
            offered.append((kind, documents.CATALOGUE[kind].title, verbs.not_now(act, kind)))
        rows.append((act, sorted(offered, key=lambda one: bool(one[2]))))
    return rows


def _list_page(request: HttpRequest, case: Case, form: WorkForm) -> HttpResponse:
    context = {
        "case": case,
        "head": slim(case),
        "rows": paper_rows(case),
        "kinds": _kinds(case),
        "form": form,
        "may": Powers(request.user, case),
        "step": STEPS["文书与送达"],
    }
    return page(request, "cases/papers.html", context, form)


@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """The list; a POST drafts one kind for one act, both named by the button pressed."""
    case = find_case(request, pk)
    if request.method == "GET":
        return _list_page(request, case, NewPaperForm(user=request.user, case=case))
    form = NewPaperForm(request.POST, user=request.user, case=case)
    order, _, kind = request.POST.get("draft", "").partition(":")
    act = get_object_or_404(case.acts, order=int(order) if order.isdigit() else 0)

    def write() -> str:
        paper = verbs.draft_case_paper(actor=request.user, case=case, act=act, kind=kind, version=form.seen_version)
        return to("paper", pk, paper.pk)

    return attempt(request, form, write, "草稿已按案卷内容填好，请核对。") or _list_page(request, case, form)


def paper_page(request: HttpRequest, row: CasePaper, **forms: WorkForm) -> HttpResponse:
    paper, case = row.paper, row.case
    is_draft = paper.status == PaperStatus.DRAFT
    may_work = is_draft and not verbs.closed_problem(case, paper.kind)
    kind = documents.CATALOGUE[paper.kind]
    service = getattr(paper, "service", None)
    initial = {"served_on": timezone.localdate(), "recipient": row.act.party.representative if row.act else ""}
    context = {
        "case": case,
        "row": row,
        "paper": paper,
        "kind": kind,
        "head": slim(case, back_url=to("detail", case.pk)),
        "is_draft": is_draft,
        "missing": documents.context_errors(paper.kind, paper.context, draft=True) if is_draft else [],
        "may_edit": may_work and bool(editable(paper)),
        "may_work": may_work,
        "service": service,
        "issue": WorkForm(user=request.user, case=case),
        "serve": ServeForm(user=request.user, case=case, place=f"paper:{paper.pk}:serve", initial=initial),
        "approval": WorkForm(user=request.user, case=case),
        "void": VoidForm(user=request.user, case=case),
        "mend": MendForm(user=request.user, case=case),
        "attach": FileForm(user=request.user, case=case),
        "remarks": documents.remarks(paper.kind, paper.context) if is_draft else [],
        "revisions": revision_rows(paper) if is_draft else [],
        "filings": paper.filings.select_related("file", "by"),
        "verify_url": verification.address(paper.verify_code) if paper.verify_code else "",
        "corrected_by": paper.corrections.exclude(status=PaperStatus.DRAFT).select_related("in_case"),
        "may": Powers(request.user, case, row.act),
        "step": STEPS["文书与送达"],
        **forms,
    }
    return page(request, "cases/paper.html", context, next(iter(forms.values()), None))


@require_GET
def paper(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    return paper_page(request, find_paper(find_case(request, pk), paper_pk))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    case = find_case(request, pk)
    row = find_paper(case, paper_pk)
    place = f"paper:{paper_pk}:edit"
    form = PaperForm(posted(request), paper=row.paper, user=request.user, case=case, place=place)
    if request.method == "POST":

        def write() -> str:
            verbs.revise_case_paper(actor=request.user, paper=row.paper, extra=form.extra, version=form.seen_version)
            return to("paper", pk, paper_pk)

        if done := attempt(request, form, write, "草稿已修改。"):
            return done
    context = {
        "case": case,
        "row": row,
        "paper": row.paper,
        "head": slim(case, back=row.paper.title, back_url=to("paper", pk, paper_pk)),
        "form": form,
        "is_draft": row.paper.status == PaperStatus.DRAFT,
        "may": Powers(request.user, case, row.act),
        "step": STEPS["文书与送达"],
    }
    return page(request, "cases/paper_edit.html", context, form)


@require_GET
def preview(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """The paper as a sheet on the screen, for a frame on our own pages."""
    paper = find_paper(find_case(request, pk), paper_pk).paper
    verify = verification.address(paper.verify_code) if paper.verify_code else ""
    return HttpResponse(documents.preview_html(paper.kind, paper.context, number=paper.number, verify=verify))


@require_GET
def pdf(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """The stored bytes of an issued paper; of a draft, a print with the watermark."""
    row = find_paper(find_case(request, pk), paper_pk)
    paper = row.paper
    if paper.status == PaperStatus.DRAFT:
        try:
            content = documents.render(paper.kind, paper.context, draft=True)
        except (documents.PaperFault, documents.PdfUnavailable) as error:
            form = WorkForm({}, user=request.user, case=row.case)
            form.is_valid()
            form.refuse(DomainError(f"草稿还不能打印：{error}"))
            return paper_page(request, row, issue=form)
    else:
        content = bytes(paper.stored.pdf)
    response = HttpResponse(content, content_type="application/pdf")
    disposition = "attachment" if "save" in request.GET else "inline"
    name = f"{paper.title}{paper.number or '（草稿）'}.pdf"
    response["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = PDF_POLICY
    return response


@require_POST
def issue(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    row = find_paper(find_case(request, pk), paper_pk)
    form = WorkForm(request.POST, user=request.user, case=row.case)

    def write() -> str:
        verbs.issue_case_paper(actor=request.user, paper=row.paper, version=form.seen_version)
        return to("paper", pk, paper_pk)

    return attempt(request, form, write, "文书已制发，原样留存。") or paper_page(request, row, issue=form)


@require_http_methods(["GET", "POST"])
def serve(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    row = find_paper(find_case(request, pk), paper_pk)
    if request.method == "GET":
        return paper_page(request, row)
    form = ServeForm(request.POST, request.FILES, user=request.user, case=row.case)

    def write() -> str:
        said = form.values
        file = said.pop("receipt")
        receipt = (file.name, file.read()) if file else None
        verbs.serve_paper(actor=request.user, paper=row.paper, receipt=receipt, version=form.seen_version, **said)
        return to("paper", pk, paper_pk)

    return attempt(request, form, write, "送达已登记。") or paper_page(request, row, serve=form)
