"""文书台账: every number that was given, void ones with their reason; filtered, paged by key, printable."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

import documents
from accounts.enums import CASE_WORKERS, Role
from cases import papers_soft
from cases.forms.paperwork import RegisterForm
from cases.models import Case
from cases.services.reminders import batches_visible_to
from cases.views.paperwork import word_file
from records.enums import PaperStatus
from records.models import Paper

PAGE = 40
PRINTED = 2000
READERS = (*CASE_WORKERS, Role.LEADER, Role.REVIEWER)


def papers_visible_to(user) -> QuerySet[Paper]:
    """Numbered papers of the files one may see and of the batches of one's section; leaders see all."""
    rows = Paper.objects.exclude(status=PaperStatus.DRAFT).exclude(number="")
    if not user.is_active or user.role not in READERS:
        return rows.none()
    if user.role == Role.LEADER:
        return rows
    seen = Q(in_case__case__in=Case.objects.visible_to(user)) | Q(batch_item__batch__in=batches_visible_to(user))
    return rows.filter(seen)


def _filtered(request: HttpRequest) -> tuple[RegisterForm, QuerySet[Paper], str]:
    form = RegisterForm(request.GET)
    form.is_valid()
    said = {name: form.cleaned_data.get(name) for name in ("year", "kind", "status", "q")}
    rows = papers_visible_to(request.user)
    if said["year"]:
        rows = rows.filter(year=said["year"])
    if said["kind"]:
        rows = rows.filter(kind=said["kind"])
    if said["status"]:
        rows = rows.filter(status=said["status"])
    if said["q"]:
        rows = rows.filter(number__contains=said["q"].strip())
    scope = "，".join(
        part
        for part in (
            f"{said['year']}年" if said["year"] else "",
            documents.CATALOGUE[said["kind"]].title if said["kind"] else "",
            dict(PaperStatus.choices)[said["status"]] if said["status"] else "",
        )
        if part
    )
    return form, rows, scope or "全部"


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    form, rows, scope = _filtered(request)
    if "print" in request.GET:
        return _printed(rows, scope)
    if (after := request.GET.get("after", "")).isdigit():
        rows = rows.filter(pk__lt=int(after))
    found = list(rows.select_related("issued_by", "in_case", "batch_item").order_by("-pk")[: PAGE + 1])
    asked = request.GET.copy()
    asked.pop("after", None)
    query = asked.urlencode()
    context = {
        "form": form,
        "rows": [(paper, about(paper)) for paper in found[:PAGE]],
        "scope": scope,
        "print_url": f"?{query}&print=1" if query else "?print=1",
        "next_url": f"?{query}&after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "first_url": f"?{query}" if after else "",
    }
    return render(request, "cases/paper_register.html", context)


def about(paper: Paper) -> str:
    """Whom the paper is about, as the paper itself says."""
    party = paper.context.get("party")
    return str(party.get("name", "")) if isinstance(party, dict) else str(paper.context.get("title", ""))


def _printed(rows: QuerySet[Paper], scope: str) -> HttpResponse:
    """Oldest first, as a register is bound."""
    lines = [
        {
            "number": paper.number,
            "title": paper.title,
            "about": about(paper),
            "issued_on": timezone.localdate(paper.issued_at or paper.created_at),
            "status": f"已作废：{paper.void_reason}" if paper.void_reason else paper.get_status_display(),
        }
        for paper in rows.order_by("year", "organ_word", "number_word", "sequence")[:PRINTED]
    ]
    if not lines:
        return HttpResponse(
            "没有符合条件的文书，不能打印。请改变筛选条件。", status=404, content_type="text/plain; charset=utf-8"
        )
    context = {"organ": papers_soft.organ(), "scope": scope, "papers": lines, "made_on": timezone.localdate()}
    pdf = documents.render("PAPER_REGISTER", context, draft=False)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = "inline; filename*=UTF-8''%E6%96%87%E4%B9%A6%E5%8F%B0%E8%B4%A6.pdf"
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def paper_pdf(request: HttpRequest, paper_pk: int) -> HttpResponse:
    """The stored bytes of a numbered paper of a batch."""
    paper = get_object_or_404(papers_visible_to(request.user).filter(stored__isnull=False), pk=paper_pk)
    if "word" in request.GET:
        return word_file(paper)
    response = HttpResponse(bytes(paper.stored.pdf), content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    return response
