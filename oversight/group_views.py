"""Pages of the leading group's supervision: what is to be done, meetings, checks, one matter until it is put right."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms import carry_out
from accounts.powers import chair
from oversight import group as verbs
from oversight.assessment_views import stored_file
from oversight.dashboard_views import tabs
from oversight.enums import ItemState, MeetingState
from oversight.group_forms import CheckForm, FollowForm, ItemFilter, ItemForm, MeetingForm, ReportForm
from oversight.models import ActionItem, ActionReport, GroupMeeting, PlanCheck
from records.errors import DomainError

# The group and supervision read its papers; whoever owns something to be done reads that.
GROUP = (Role.HEAD, Role.LEADER, Role.SUPERVISOR)
OWNERS = (Role.OFFICER, *GROUP)
PAGE = 20


def _sent(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


@for_roles(*OWNERS)
@require_GET
def group_work(request: HttpRequest) -> HttpResponse:
    """What is to be done, next day first; beside it the newest meetings and checks."""
    on, form = timezone.localdate(), ItemFilter(request.GET)
    said = form.said()
    rows = _chosen(ActionItem.objects.visible_to(request.user).binding(), said, on)
    after = request.GET.get("after", "")
    last = rows.filter(pk=int(after)).first() if after.isdigit() else None
    if last:
        rows = rows.filter(Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, pk__gt=last.pk))
    found = list(rows.select_related("section", "owner", "meeting", "check_row").order_by("due_on", "pk")[: PAGE + 1])
    whole = request.user.role in GROUP
    context = {
        "form": form,
        "rows": found[:PAGE],
        "next_url": f"?{urlencode(said)}&after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "first_url": f"?{urlencode(said)}" if after else "",
        "today": on,
        "meetings": GroupMeeting.objects.all()[:PAGE] if whole else [],
        "checks": PlanCheck.objects.select_related("section")[:PAGE] if whole else [],
        "may_record": verbs.may_record(request.user),
        "may_check": request.user.role == Role.SUPERVISOR,
        "tabs": tabs("group_work", request.user),
    }
    return render(request, "oversight/group_work.html", context)


def _chosen(rows: Any, said: dict[str, Any], on: Any) -> Any:
    state = said.get("state", "")
    if said.get("section"):
        rows = rows.filter(section_id=said["section"])
    if state in ItemState.values:
        return rows.filter(state=state)
    if state == "all":
        return rows
    rows = rows.exclude(state=ItemState.DONE)
    return rows.filter(due_on__lt=on) if state == "late" else rows


# --- meetings -----------------------------------------------------------------------


@for_roles(*GROUP)
@require_http_methods(["GET", "POST"])
def meeting_new(request: HttpRequest) -> HttpResponse:
    return _record(request, None)


@for_roles(*GROUP)
@require_http_methods(["GET", "POST"])
def meeting_change(request: HttpRequest, pk: int) -> HttpResponse:
    return _record(request, get_object_or_404(GroupMeeting, pk=pk))


def _record(request: HttpRequest, meeting: GroupMeeting | None) -> HttpResponse:
    form = MeetingForm(*_sent(request)[:1], meeting=meeting)
    if request.method == "POST" and form.is_valid():
        row = carry_out(form, verbs.record_meeting, actor=request.user, meeting=meeting, **form.said())
        if row:
            messages.success(request, "会议已记录。请登记议定事项，再请组长签发纪要。")
            return redirect("group_meeting", row.pk)
    context = {"form": form, "meeting": meeting, "title": "修改会议记录" if meeting else "登记会议"}
    return render(request, "oversight/group_form.html", context, status=422 if form.errors else 200)


def _meeting(request: HttpRequest, row: GroupMeeting, **more: Any) -> HttpResponse:
    draft = row.state == MeetingState.DRAFT
    may = draft and verbs.may_record(request.user)
    context = {
        "row": row,
        "agenda": row.agenda.all(),
        "seats": row.seats.select_related("user__section"),
        "items": row.items.select_related("section", "owner").order_by("order"),
        "may_change": may,
        "may_sign": draft and chair(on=timezone.localdate()) == request.user,
        "form": ItemForm() if may else None,
        "today": timezone.localdate(),
    } | more
    return render(request, "oversight/group_meeting.html", context, status=422 if more else 200)


def _find_meeting(pk: int) -> GroupMeeting:
    return get_object_or_404(
        GroupMeeting.objects.select_related("chaired_by", "recorded_by", "signed_by", "paper"), pk=pk
    )


@for_roles(*GROUP)
@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    return _meeting(request, _find_meeting(pk))


@for_roles(*GROUP)
@require_POST
def meeting_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _find_meeting(pk), ItemForm(request.POST)
    if form.is_valid() and carry_out(form, verbs.resolve, actor=request.user, meeting=row, **form.cleaned_data):
        messages.success(request, "已登记议定事项，签发纪要后生效。")
        return redirect("group_meeting", pk)
    return _meeting(request, row, form=form)


@for_roles(*GROUP)
@require_POST
def meeting_sign(request: HttpRequest, pk: int) -> HttpResponse:
    row = _find_meeting(pk)
    try:
        verbs.sign_meeting(actor=request.user, meeting=row)
    except DomainError as error:
        return _meeting(request, row, refused=error.message)
    messages.success(request, "纪要已签发，责任人已收到提醒。")
    return redirect("group_meeting", pk)


@for_roles(*GROUP)
@require_GET
def meeting_paper(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(GroupMeeting.objects.select_related("paper__stored"), pk=pk)
    if row.paper is None:
        raise Http404("纪要还没有签发，没有文书。")
    return stored_file(
        bytes(row.paper.stored.pdf), "application/pdf", f"会议纪要{row.paper.number}.pdf", attached=False
    )


# --- checks ---------------------------------------------------------------------------


@for_roles(Role.SUPERVISOR)
@require_http_methods(["GET", "POST"])
def check_new(request: HttpRequest) -> HttpResponse:
    form = CheckForm(*_sent(request)[:1])
    if request.method == "POST" and form.is_valid():
        row = carry_out(form, verbs.record_check, actor=request.user, **form.cleaned_data)
        if row:
            messages.success(request, "检查已记录。发现问题的，逐条登记，写明责任人和期限。")
            return redirect("plan_check", row.pk)
    context = {"form": form, "title": "登记检查"}
    return render(request, "oversight/group_form.html", context, status=422 if form.errors else 200)


def _check(request: HttpRequest, row: PlanCheck, **more: Any) -> HttpResponse:
    may = request.user.role == Role.SUPERVISOR
    context = {
        "row": row,
        "items": row.items.select_related("section", "owner").order_by("order"),
        "form": ItemForm(of_section=row.section) if may else None,
        "today": timezone.localdate(),
    } | more
    return render(request, "oversight/plan_check.html", context, status=422 if more else 200)


def _find_check(request: HttpRequest, pk: int) -> PlanCheck:
    rows = PlanCheck.objects.select_related("section", "checked_by")
    return get_object_or_404(rows, pk=pk)


@for_roles(*GROUP)
@require_GET
def check(request: HttpRequest, pk: int) -> HttpResponse:
    return _check(request, _find_check(request, pk))


@for_roles(*GROUP)
@require_POST
def check_find(request: HttpRequest, pk: int) -> HttpResponse:
    row = _find_check(request, pk)
    form = ItemForm(request.POST, of_section=row.section)
    if form.is_valid() and carry_out(form, verbs.find_problem, actor=request.user, check=row, **form.cleaned_data):
        messages.success(request, "已登记，并通知责任人。")
        return redirect("plan_check", pk)
    return _check(request, row, form=form)


# --- one matter -------------------------------------------------------------------------


def _find_item(request: HttpRequest, pk: int) -> ActionItem:
    rows = ActionItem.objects.visible_to(request.user).select_related("section", "owner", "meeting", "check_row")
    return get_object_or_404(rows, pk=pk)


def _item(request: HttpRequest, row: ActionItem, **more: Any) -> HttpResponse:
    binding = row.check_row_id is not None or row.meeting.state == MeetingState.SIGNED
    may_report = binding and row.state == ItemState.OPEN and verbs.may_report(request.user, row)
    may_follow = row.state == ItemState.REPORTED and request.user.role == Role.SUPERVISOR
    reports = row.reports.select_related("reported_by", "file", "follow_up__followed_by")
    context = {
        "row": row,
        "reports": reports,
        "is_late": row.state != ItemState.DONE and row.due_on < timezone.localdate(),
        "report_form": ReportForm() if may_report else None,
        "follow_form": FollowForm() if may_follow else None,
        "in_group": request.user.role in GROUP,
    } | more
    return render(request, "oversight/action_item.html", context, status=422 if more else 200)


@for_roles(*OWNERS)
@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    return _item(request, _find_item(request, pk))


@for_roles(*OWNERS)
@require_POST
def item_report(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _find_item(request, pk), ReportForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        file = {"name": sent.name, "content": sent.read()} if sent else {}
        if carry_out(form, verbs.report_action, actor=request.user, item=row, words=form.cleaned_data["words"], **file):
            messages.success(request, "已报告，由监督人员核查。")
            return redirect("action_item", pk)
    return _item(request, row, report_form=form)


@for_roles(*OWNERS)
@require_POST
def item_follow(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _find_item(request, pk), FollowForm(request.POST)
    if form.is_valid() and carry_out(form, verbs.follow_up, actor=request.user, item=row, **form.cleaned_data):
        messages.success(request, "已登记核查。")
        return redirect("action_item", pk)
    return _item(request, row, follow_form=form)


@for_roles(*OWNERS)
@require_GET
def item_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    rows = ActionReport.objects.filter(item=_find_item(request, pk), file__isnull=False).select_related("file")
    file = get_object_or_404(rows, pk=number).file
    with file.content.open() as stream:
        return stored_file(stream.read(), file.content_type, file.name, attached=True)
