"""Single rows of a list: mended in place, their party chosen, signed together; the papers that follow."""

import io

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from pypdf import PdfWriter

from accounts.access import for_roles
from accounts.enums import Role
from cases import jobs
from cases.imports.kinds import KINDS
from cases.models import Lead, LeadPaper
from cases.services import intake as verbs
from cases.views.intake import find
from parties.models import Party
from records.enums import PaperStatus
from records.errors import DomainError


def _back(request: HttpRequest, pk: int, line: int) -> str:
    tab = request.POST.get("tab", "all")
    tab = tab if tab in {"all", "wrong", "todo", "known"} else "all"
    return f"{reverse('intake:batch', args=[pk])}?tab={tab}&after={max(line - 10, 0)}#line{line}"


@require_POST
def mend(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """The cells of one row as they were typed over."""
    batch = find(request, pk)
    values = {
        column.key: request.POST[column.key] for column in KINDS[batch.kind].columns if column.key in request.POST
    }
    try:
        row = verbs.mend_row(actor=request.user, batch=batch, line=line, values=values)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        still = (
            "还有错误：" + "".join(fault["message"] for fault in row.faults) if row.faults else row.get_plan_display()
        )
        messages.success(request, f"第{line}行已改，{still}")
    return redirect(_back(request, pk, line))


@require_POST
def party(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """One of the likely parties, or a new one."""
    batch = find(request, pk)
    chosen = request.POST.get("party", "")
    found = Party.objects.visible_to(request.user).filter(pk=int(chosen)).first() if chosen.isdigit() else None
    if chosen != "new" and found is None:
        raise Http404
    try:
        verbs.choose_party(actor=request.user, batch=batch, line=line, party=found)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(_back(request, pk, line))


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the rows ticked, or send them back to people."""
    batch = find(request, pk)
    lines = [int(line) for line in request.POST.getlist("lines") if line.isdigit()]
    try:
        if request.POST.get("act") == "return":
            words = request.POST.get("words", "")
            verbs.return_rows(actor=request.user, batch=batch, lines=lines, words=words)
            messages.success(request, "已退回，由人工研判。")
        else:
            verbs.sign_rows(actor=request.user, batch=batch, lines=lines)
            jobs.end_leads.enqueue(batch.pk)
            messages.success(request, f"已签署{len(lines)}行，文书正在制发。")
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(f"{reverse('intake:batch', args=[pk])}?tab=all")


@require_GET
@for_roles(Role.OFFICER, Role.HEAD, Role.LEADER)
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """All issued papers of the list in one PDF, in the order of their rows, to print."""
    batch = find(request, pk)
    rows = LeadPaper.objects.filter(lead__intake_rows__batch=batch, paper__status=PaperStatus.ISSUED)
    found = rows.select_related("paper__stored").order_by("lead__intake_rows__line", "pk")
    merged = PdfWriter()
    for row in found.iterator(chunk_size=100):
        merged.append(io.BytesIO(bytes(row.paper.stored.pdf)))
    if not merged.pages:
        messages.error(request, "还没有制发的文书。")
        return redirect("intake:batch", pk)
    out = io.BytesIO()
    merged.write(out)
    response = HttpResponse(out.getvalue(), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="papers.pdf"'
    return response


@require_GET
@for_roles(Role.OFFICER, Role.HEAD, Role.LEADER)
def lead_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper that a lead ended with, for whoever may see the lead."""
    leads = Lead.objects.visible_to(request.user)
    issued = LeadPaper.objects.filter(lead__in=leads, paper__status=PaperStatus.ISSUED)
    row = get_object_or_404(issued.select_related("paper__stored"), pk=pk)
    response = HttpResponse(bytes(row.paper.stored.pdf), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="paper.pdf"'
    return response
