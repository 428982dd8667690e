"""Urging: what is not filed, notices in batch, their service, and what became of it."""

import io

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST
from pypdf import PdfWriter

from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from cases import jobs
from cases.forms.urging import DeadlineForm, FiledForm, ReviewForm, ServiceForm
from cases.models import LateFiling, UrgingNotice, UrgingService
from cases.services import urging as verbs
from cases.views.sheets import MOST_ROWS, listed
from cases.views.support import attempt, page

PAGE = 200
READERS = (Role.OFFICER, Role.HEAD, Role.LEADER)
TABS = (("urge", "待催报"), ("issue", "制发中"), ("serve", "待送达"), ("running", "催报期内"), ("judge", "待核办"))


def rows_of(request: HttpRequest, tab: str):
    """The rows of a tab, oldest day first; notices or filings."""
    today = timezone.localdate()
    filings = LateFiling.objects.visible_to(request.user).select_related("party").order_by("due_on", "pk")
    notices = UrgingNotice.objects.visible_to(request.user).select_related("party", "paper")
    notices = notices.prefetch_related("filings", "services").order_by("deadline", "pk")
    found = {
        "urge": filings.to_urge(on=today),
        "issue": notices.to_issue(),
        "serve": notices.to_serve(),
        "running": notices.filter(deadline__gte=today, services__is_proved=True).distinct(),
        "judge": filings.to_judge(on=today),
    }
    return found[tab]


def asked_tab(request: HttpRequest) -> str:
    tab = request.GET.get("tab", "urge")
    return tab if tab in dict(TABS) else "urge"


def _context(request: HttpRequest, tab: str, form) -> dict[str, object]:
    rows = list(rows_of(request, tab)[: PAGE + 1])
    tabs = [
        {"name": name, "number": rows_of(request, key).order_by().count(), "url": f"?tab={key}", "is_here": key == tab}
        for key, name in TABS
    ]
    return {
        "tab": tab,
        "tabs": tabs,
        "rows": rows[:PAGE],
        "more": len(rows) > PAGE,
        "form": form,
        "filed_form": FiledForm(user=request.user, initial={"submitted_on": timezone.localdate()}),
        "may_work": request.user.role in CASE_WORKERS,
    }


def _blank(request: HttpRequest, tab: str):
    today = timezone.localdate()
    if tab == "urge":
        return DeadlineForm(user=request.user, initial={"deadline": verbs.usual_deadline(today)})
    if tab == "serve":
        return ServiceForm(user=request.user, initial={"served_on": today})
    return ReviewForm(user=request.user) if tab == "judge" else None


@require_GET
@for_roles(*READERS)
def desk(request: HttpRequest) -> HttpResponse:
    if not verbs.enabled():
        raise Http404
    tab = asked_tab(request)
    return page(request, "intake/urging.html", _context(request, tab, _blank(request, tab)))


def _chosen(request: HttpRequest, rows):
    pks = [int(pk) for pk in request.POST.getlist("rows") if pk.isdigit()]
    return rows.visible_to(request.user).filter(pk__in=pks)


def _sent(request: HttpRequest, tab: str, form, write, said: str = "") -> HttpResponse:
    done = attempt(request, form, write, said)
    return done or page(request, "intake/urging.html", _context(request, tab, form), form)


@require_POST
@for_roles(Role.OFFICER, Role.HEAD)
def urge(request: HttpRequest) -> HttpResponse:
    """Notices for the forms ticked; their papers are issued in the background."""
    form, made = DeadlineForm(request.POST, user=request.user), []

    def write() -> str:
        filings = _chosen(request, LateFiling.objects)
        made.extend(verbs.draft_notices(actor=request.user, filings=filings, **form.values))
        return f"{reverse('intake:urging')}?tab=issue"

    answer = _sent(request, "urge", form, write, "正在制发催报通知书。")
    if made:
        jobs.issue_notices.enqueue(request.user.pk, [notice.pk for notice in made])
    return answer


@require_POST
@for_roles(Role.OFFICER, Role.HEAD)
def issue(request: HttpRequest) -> HttpResponse:
    """Take up notices whose paper is not issued yet."""
    pks = list(UrgingNotice.objects.visible_to(request.user).to_issue().values_list("pk", flat=True))
    jobs.issue_notices.enqueue(request.user.pk, pks)
    messages.success(request, f"正在制发{len(pks)}份催报通知书。")
    return redirect("intake:urging")


@require_POST
@for_roles(Role.OFFICER, Role.HEAD)
def serve(request: HttpRequest) -> HttpResponse:
    form = ServiceForm(request.POST, request.FILES, user=request.user)

    def write() -> str:
        values = dict(form.values)
        upload = values.pop("proof")
        proof = (upload.name, upload.read()) if upload else None
        notices = _chosen(request, UrgingNotice.objects)
        verbs.record_service(actor=request.user, notices=notices, proof=proof, **values)
        return f"{reverse('intake:urging')}?tab={'running' if proof else 'serve'}"

    return _sent(request, "serve", form, write, "送达情况已登记。")


@require_POST
@for_roles(Role.OFFICER, Role.HEAD)
def filed(request: HttpRequest, pk: int) -> HttpResponse:
    filing = get_object_or_404(LateFiling.objects.visible_to(request.user), pk=pk)
    form = FiledForm(request.POST, user=request.user)

    def write() -> str:
        verbs.record_filing(actor=request.user, filing=filing, **form.values)
        return f"{reverse('intake:urging')}?tab=judge"

    return _sent(request, "urge", form, write, "已登记报送日期。")


@require_POST
@for_roles(Role.OFFICER, Role.HEAD)
def review(request: HttpRequest) -> HttpResponse:
    """Judge the forms ticked: on to the preview of a list."""
    form, made = ReviewForm(request.POST, user=request.user), []

    def write() -> str:
        batch = verbs.review(actor=request.user, filings=_chosen(request, LateFiling.objects), **form.values)
        made.append(batch.pk)
        return reverse("intake:batch", args=[batch.pk])

    answer = _sent(request, "judge", form, write)
    for pk in made:
        jobs.prepare.enqueue(pk)
    return answer


@require_GET
@for_roles(*READERS)
def papers(request: HttpRequest) -> HttpResponse:
    """The notices that wait for service, in one PDF to print."""
    rows = UrgingNotice.objects.visible_to(request.user).to_serve().select_related("paper__stored").order_by("pk")
    merged = PdfWriter()
    for row in rows.iterator(chunk_size=100):
        merged.append(io.BytesIO(bytes(row.paper.stored.pdf)))
    if not merged.pages:
        messages.error(request, "没有等待送达的催报通知书。")
        return redirect("intake:urging")
    out = io.BytesIO()
    merged.write(out)
    response = HttpResponse(out.getvalue(), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="urging.pdf"'
    return response


@require_GET
@for_roles(*READERS)
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of a service, through the notice it belongs to."""
    notices = UrgingNotice.objects.visible_to(request.user)
    service = get_object_or_404(UrgingService.objects.select_related("proof"), pk=pk, notice__in=notices)
    if service.proof is None:
        raise Http404
    response = FileResponse(service.proof.content.open("rb"), content_type=service.proof.content_type)
    response["Content-Disposition"] = content_disposition_header(True, service.proof.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
@for_roles(*READERS)
def urging_sheet(request: HttpRequest) -> HttpResponse:
    """What stands under one tab of the urging desk: filings, or notices with their service."""
    if not verbs.enabled():
        raise Http404
    tab = asked_tab(request)
    rows = rows_of(request, tab)[: MOST_ROWS + 1]
    title = f"催报{dict(TABS)[tab]}"
    if tab in ("urge", "judge"):
        verbs.note_exported_phones(actor=request.user, title=title)
        heads = ["单位", "统一社会信用代码", "报表", "报送截止日", "实际报送日", "联系电话"]
        return listed(title, heads, (_filing(row) for row in rows))
    heads = ["单位", "统一社会信用代码", "催报通知书", "报表", "催报期限", "送达"]
    return listed(title, heads, (_notice(row) for row in rows))


def _filing(row: LateFiling) -> list[object]:
    party = row.party
    return [party.name, party.credit_code, row.title, row.due_on, row.submitted_on or "未报", row.phone or party.phone]


def _notice(row: UrgingNotice) -> list[object]:
    services = "；".join(
        f"{one.served_on:%Y-%m-%d}{one.get_means_display()}（{'有送达证明' if one.is_proved else '没有证明，不作为送达'}）"
        for one in row.services.all()
    )
    titles = "；".join(filing.title for filing in row.filings.all())
    return [row.party.name, row.party.credit_code, str(row), titles, row.deadline, services]
