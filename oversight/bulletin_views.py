"""Pages of the bulletins: the archive, one bulletin as it will be printed, its steps."""

import json
from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.powers import chair
from oversight import bulletins as course
from oversight.assessment_views import stored_file
from oversight.dashboard_views import tabs
from oversight.enums import BulletinState
from oversight.models import Bulletin
from records.errors import DomainError

# They draw up, check and issue; everybody who handles cases reads what was issued.
WORKERS = frozenset({Role.HEAD, Role.LEADER, Role.SUPERVISOR})
READERS = (Role.OFFICER, Role.HEAD, Role.REVIEWER, Role.LEADER, Role.SUPERVISOR)
PAGE = 24


def _visible(request: HttpRequest):
    rows = Bulletin.objects.select_related("paper", "drafted_by", "checked_by", "issued_by")
    return rows if request.user.role in WORKERS else rows.filter(state=BulletinState.ISSUED)


@for_roles(*READERS)
@require_GET
def bulletins(request: HttpRequest) -> HttpResponse:
    """Newest period first, by key; beside it the periods that have none yet."""
    rows = _visible(request).order_by("-last", "-pk")
    after = request.GET.get("after", "")
    last = rows.filter(pk=int(after)).first() if after.isdigit() else None
    if last:
        rows = rows.filter(Q(last__lt=last.last) | Q(last=last.last, pk__lt=last.pk))
    found = list(rows[: PAGE + 1])
    there = set(Bulletin.objects.values_list("first", "last"))
    may_draft = request.user.role in course.DRAFTERS
    open_periods = [
        {"name": name, "value": f"{first}/{last}"}
        for name, first, last in course.periods(timezone.localdate())
        if (first, last) not in there
    ]
    context = {
        "rows": found[:PAGE],
        "next_url": f"?after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "periods": open_periods if may_draft else [],
        "may_draft": may_draft,
        "tabs": tabs("bulletins", request.user),
    }
    return render(request, "oversight/bulletins.html", context)


@for_roles(*READERS)
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    try:
        first, last = (date.fromisoformat(part) for part in request.POST.get("period", "").split("/"))
    except ValueError:
        messages.error(request, "请选择要通报的月份或者季度。")
        return redirect("bulletins")
    try:
        row = course.draft_bulletin(actor=request.user, first=first, last=last)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("bulletins")
    messages.success(request, "通报已起草。请核对数字，写明下一步要求。")
    return redirect("bulletin", row.pk)


def _page(request: HttpRequest, row: Bulletin, **more: str) -> HttpResponse:
    seat = chair(on=timezone.localdate())
    is_head, is_chair = request.user.role == Role.HEAD, seat == request.user
    may_draft = request.user.role in course.DRAFTERS
    is_draft, is_checked = row.state == BulletinState.DRAFT, row.state == BulletinState.CHECKED
    may_check = is_draft and is_head and row.drafted_by_id != request.user.pk
    context = {
        "row": row,
        "body": course.body(json.loads(row.data), row.demands, row.counted_on),
        "may_change": is_draft and may_draft,
        "may_check": may_check,
        "may_return": may_check or (is_checked and is_chair),
        "may_issue": is_checked and is_chair,
        "chair": seat,
        "demands": row.demands,
        "tabs": tabs("bulletins", request.user),
    } | more
    return render(request, "oversight/bulletin.html", context, status=422 if more else 200)


@for_roles(*READERS)
@require_GET
def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(_visible(request), pk=pk))


def _step(request: HttpRequest, pk: int, verb: Callable, said: str, **given: str) -> HttpResponse:
    """One verb; refused, the page comes back with the reason and with what was typed."""
    row = get_object_or_404(_visible(request), pk=pk)
    try:
        verb(actor=request.user, bulletin=row, **given)
    except DomainError as error:
        return _page(request, row, refused=error.message, **given)
    messages.success(request, said)
    return redirect("bulletin", pk)


@for_roles(*READERS)
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    said = "已保存，数字按今天重新取过。"
    return _step(request, pk, course.change_bulletin, said, demands=request.POST.get("demands", ""))


@for_roles(*READERS)
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, course.check_bulletin, "已核稿，等组长签发。")


@for_roles(*READERS)
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, course.return_bulletin, "已退回起草人。", words=request.POST.get("words", ""))


@for_roles(*READERS)
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, course.issue_bulletin, "通报已签发，各科室负责人已收到提醒。")


@for_roles(*READERS)
@require_GET
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as it was stored."""
    row = get_object_or_404(_visible(request).select_related("paper__stored"), pk=pk)
    if row.paper is None:
        raise Http404("通报还没有签发，没有文书。")
    name = f"{row.title}{row.paper.number}.pdf"
    return stored_file(bytes(row.paper.stored.pdf), "application/pdf", name, attached=False)
