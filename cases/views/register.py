"""文书台账: every number that was given, void ones with their reason; filtered, paged by key, printable."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

import documents
from accounts.enums import CASE_WORKERS, Role
from accounts.saved import LISTS, saved_filters
from cases import papers_soft
from cases.forms.paperwork import RegisterForm
from cases.models import Case
from cases.services.reminders import batches_visible_to
from cases.views.batches import SIGNERS
from cases.views.paperwork import word_file
from cases.views.sheets import listed
from records.enums import PaperStatus
from records.models import Paper

PAGE = 40
PRINTED = 2000
MOST_ROWS = 50_000
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


def _said(form: RegisterForm) -> dict[str, str]:
    """Wrong values in an address count as no filter."""
    form.is_valid()
    return {name: str(form.cleaned_data.get(name) or "").strip() for name in LISTS["papers"].keys}


def _narrowed(user, asked: Mapping[str, str]) -> QuerySet[Paper]:
    rows = papers_visible_to(user)
    if (year := asked.get("year", "")).isdigit():
        rows = rows.filter(year=int(year))
    for name in ("kind", "status"):
        if wanted := asked.get(name):
            rows = rows.filter(**{name: wanted})
    return rows.filter(number__contains=asked["q"]) if asked.get("q") else rows


def _scope(said: Mapping[str, str]) -> str:
    """What the printed register covers, in words."""
    parts = (
        f"{said['year']}年" if said["year"] else "",
        documents.CATALOGUE[said["kind"]].title if said["kind"] else "",
        dict(PaperStatus.choices)[said["status"]] if said["status"] else "",
        f"文号含“{said['q']}”" if said["q"] else "",
    )
    return "，".join(part for part in parts if part) or "全部"


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    form = RegisterForm(request.GET)
    said = _said(form)
    rows = _narrowed(request.user, said)
    if "print" in request.GET:
        return _printed(rows, _scope(said))
    if (after := request.GET.get("after", "")).isdigit():
        rows = rows.filter(pk__lt=int(after))
    found = list(rows.select_related("issued_by", "in_case", "batch_item").order_by("-pk")[: PAGE + 1])
    query = urlencode({name: value for name, value in said.items() if value})
    context = {
        "form": form,
        "rows": [(paper, about(paper)) for paper in found[:PAGE]],
        "query": query,
        "batches_url": reverse("cases:batches") if request.user.role in SIGNERS else "",
        "print_url": f"?{query}&print=1" if query else "?print=1",
        **saved_filters(request, "papers", lambda asked: _narrowed(request.user, asked), query),
        "next_url": f"?{query}&after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "first_url": f"?{query}" if after else "",
    }
    return render(request, "cases/paper_register.html", context)


def about(paper: Paper) -> str:
    """Whom the paper is about, as the paper itself says."""
    party = paper.context.get("party")
    return str(party.get("name", "")) if isinstance(party, dict) else str(paper.context.get("title", ""))


def _printed(rows: QuerySet[Paper], scope: str) -> HttpResponse:
    """Oldest first, as a register is bound. Nothing is left out unsaid: what is too long for one book is refused."""
    if rows.count() > PRINTED:
        words = f"超过{PRINTED}份文书，不能装订成一册。请按年份、文书种类筛选后再打印，或者导出表格。"
        return HttpResponse(words, status=422, content_type="text/plain; charset=utf-8")
    lines = [
        {
            "number": paper.number,
            "title": paper.title,
            "about": about(paper),
            "issued_on": timezone.localdate(paper.issued_at or paper.created_at),
            "status": f"已作废：{paper.void_reason}" if paper.void_reason else paper.get_status_display(),
        }
        for paper in rows.order_by("year", "organ_word", "number_word", "sequence")
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
def sheet(request: HttpRequest) -> HttpResponse:
    """The papers found, as a sheet."""
    rows = _narrowed(request.user, _said(RegisterForm(request.GET))).select_related("issued_by").order_by("-pk")
    heads = ["文号", "文书", "对象", "制发日期", "制发人", "状态", "作废理由"]
    lines = (
        [
            paper.number,
            paper.title,
            about(paper),
            timezone.localdate(paper.issued_at) if paper.issued_at else "",
            paper.issued_by.name if paper.issued_by else "",
            paper.get_status_display(),
            paper.void_reason,
        ]
        for paper in rows[: MOST_ROWS + 1].iterator(chunk_size=2000)
    )
    return listed("文书台账", heads, lines, most=MOST_ROWS)


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
