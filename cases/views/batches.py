"""Reminders by the hundred: the list of batches, a new one, and the page of one with its progress."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import documents
from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from cases.forms.base import WorkForm
from cases.forms.paperwork import BATCH_TONES, BatchForm, ReasonForm
from cases.services import reminders
from cases.views.evidence import send_file
from cases.views.support import attempt, page, posted, to
from records import batches
from records.enums import BatchState
from records.models import PaperBatch

PAGE = 20
ROWS = 100
SIGNERS = (*CASE_WORKERS, Role.LEADER)


def _find(request: HttpRequest, pk: int) -> PaperBatch:
    return get_object_or_404(reminders.batches_visible_to(request.user), pk=pk)


@for_roles(*SIGNERS)
@require_GET
def batch_list(request: HttpRequest) -> HttpResponse:
    rows = reminders.batches_visible_to(request.user).order_by("-pk")
    if (after := request.GET.get("after", "")).isdigit():
        rows = rows.filter(pk__lt=int(after))
    found = list(rows[: PAGE + 1])
    context = {
        "rows": [(batch, BATCH_TONES[batch.state]) for batch in found[:PAGE]],
        "may_prepare": request.user.role in CASE_WORKERS,
        "next_url": f"?after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "first_url": "?" if after else "",
    }
    return render(request, "cases/batches.html", context)


@for_roles(*CASE_WORKERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = BatchForm(posted(request), user=request.user, place="batch:new", initial={"phone": request.user.phone})

    def write() -> str:
        shared = {name: form.cleaned_data[name] for name in ("subject", "reason", "risks", "todo", "phone")}
        batch = reminders.prepare_reminders(
            actor=request.user,
            title=form.cleaned_data["title"],
            parties=form.cleaned_data["parties"],
            violation=form.cleaned_data["violation"],
            said=shared,
            is_duplex=form.cleaned_data["is_duplex"],
        )
        return to("batch", batch.pk)

    said = "已准备好，还没有编号。请核对后交负责人批准。"
    if request.method == "POST" and (done := attempt(request, form, write, said)):
        return done
    return page(request, "cases/batch_new.html", {"form": form}, form)


def _batch_page(request: HttpRequest, batch: PaperBatch, form: ReasonForm | WorkForm | None = None) -> HttpResponse:
    counted = batches.progress(batch)
    items = list(batch.items.select_related("paper").order_by("position")[:ROWS])
    is_running = batch.state == BatchState.RUNNING
    alive = is_running and batches.is_alive(batch)
    context = {
        "batch": batch,
        "tone": BATCH_TONES[batch.state],
        "kind": documents.CATALOGUE[batch.kind],
        "counted": counted,
        "items": items,
        "more": counted.total - len(items),
        "is_running": is_running,
        "is_alive": alive,
        "may_sign": batch.state == BatchState.PREPARED and reminders.may_sign(request.user, batch),
        "may_work": request.user.role in CASE_WORKERS,
        "form": form if isinstance(form, ReasonForm) else ReasonForm(user=request.user),
        "plain": WorkForm(user=request.user),
        "remarks": documents.remarks(batch.kind, items[0].context)
        if items and batch.state == BatchState.PREPARED
        else [],
    }
    template = "cases/_batch_progress.html" if request.headers.get("HX-Request") else "cases/batch.html"
    return page(request, template, context, form)


@for_roles(*SIGNERS)
@require_GET
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    return _batch_page(request, _find(request, pk))


@for_roles(*SIGNERS)
@require_GET
def preview(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """One paper of the batch as it would be printed."""
    found = get_object_or_404(_find(request, pk).items.select_related("paper"), position=position)
    context = found.paper.context if found.paper else found.context
    return HttpResponse(
        documents.preview_html(found.batch.kind, context, number=found.paper.number if found.paper else "")
    )


def _verb(request: HttpRequest, pk: int, service, said: str, *, with_reason: bool) -> HttpResponse:
    found = _find(request, pk)
    form = (ReasonForm if with_reason else WorkForm)(request.POST, user=request.user)

    def write() -> str:
        more = {"reason": form.cleaned_data["reason"]} if with_reason else {}
        service(actor=request.user, batch=found, **more)
        return to("batch", pk)

    return attempt(request, form, write, said) or _batch_page(request, found, form)


@for_roles(*SIGNERS)
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, reminders.approve_reminders, "已批准，开始编号制作。", with_reason=False)


@for_roles(*SIGNERS)
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, reminders.refuse_reminders, "已退回。", with_reason=True)


@for_roles(*CASE_WORKERS)
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, reminders.stop_reminders, "正在停止，已编号的几件会做完。", with_reason=True)


@for_roles(*CASE_WORKERS)
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, reminders.resume_reminders, "继续制作。", with_reason=False)


@for_roles(*SIGNERS)
@require_GET
def download(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    found = _find(request, pk)
    stored = {"merged": found.merged, "labels": found.labels}.get(what)
    if stored is None:
        return _batch_page(request, found)
    return send_file(stored, save="save" in request.GET)
