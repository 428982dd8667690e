"""The auditor's pages: seals, verifications, what was done by whom, who signed in. Never a word of a case."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts import sign_ins
from accounts.access import for_roles
from accounts.audit_forms import EventSearchForm, SignInSearchForm, name_of
from accounts.enums import Role
from accounts.models import User
from records import inspection, seals, tasks
from records.errors import DomainError
from records.models import AuditCheck, DailySeal, Event

PAGE = 40
# Rooms whose words name nobody the bureau deals with; of every other act the auditor sees who, when, verb and number.
OPEN_ROOMS = ("accounts.", "exemptions.", "records.")


@require_GET
@for_roles(Role.AUDITOR)
def home(request: HttpRequest) -> HttpResponse:
    rows, turn = _screen(request.GET, DailySeal.objects.order_by("-pk"))
    checks = list(AuditCheck.objects.select_related("asked_by").order_by("-pk")[:10])
    done = next((check for check in checks if check.finished_at), None)
    is_running = any(check.state in inspection.RUNNING for check in checks[:1])
    context = {"seals": rows, "checks": checks, "last": done, "is_running": is_running, "head": seals.latest()}
    return render(request, "accounts/audit.html", context | turn)


@require_POST
@for_roles(Role.AUDITOR)
def check(request: HttpRequest) -> HttpResponse:
    try:
        asked = inspection.ask(actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        tasks.check_audit.enqueue(asked.pk)
        messages.success(request, "已开始校验，在后台进行。稍后刷新本页看结果。")
    return redirect("accounts:audit")


@require_GET
@for_roles(Role.AUDITOR)
def events(request: HttpRequest) -> HttpResponse:
    form = EventSearchForm(request.GET or None)
    rows, turn = _screen(request.GET, _found(form))
    table = [(event, name_of(event.stream), event.stream.startswith(OPEN_ROOMS)) for event in rows]
    return render(request, "accounts/audit_events.html", {"form": form, "table": table} | turn)


@require_GET
@for_roles(Role.AUDITOR)
def sign_in_history(request: HttpRequest) -> HttpResponse:
    form = SignInSearchForm(request.GET or None)
    said = form.cleaned_data if form.is_valid() else {}
    found = sign_ins.found(**said) if not form.errors else sign_ins.found().none()
    rows, turn = _screen(request.GET, found.order_by("-pk"))
    return render(request, "accounts/audit_sign_ins.html", {"form": form, "rows": rows} | turn)


def _found(form: EventSearchForm) -> QuerySet[Event]:
    rows = Event.objects.order_by("-pk")
    if form.errors:
        return rows.none()
    said = form.cleaned_data if form.is_valid() else {}
    if person := said.get("person"):
        rows = rows.filter(actor__in=User.objects.filter(name=person) | User.objects.filter(username=person))
    if kind := said.get("kind"):
        rows = rows.filter(stream=kind)
    if number := said.get("number"):
        rows = rows.filter(stream_id=number)
    if since := said.get("since"):
        rows = rows.filter(at__gte=since)
    if until := said.get("until"):
        rows = rows.filter(at__lt=until)
    return rows


def _screen(asked: QueryDict, rows: QuerySet) -> tuple[list, dict[str, str]]:
    """One screen by key, newest first, and where the next and the first begin."""
    if (after := asked.get("after", "")).isdigit():
        rows = rows.filter(pk__lt=int(after))
    found = list(rows[: PAGE + 1])
    kept = asked.copy()
    kept.pop("after", None)
    query = kept.urlencode()
    following = f"?{query}&after={found[PAGE - 1].pk}".replace("?&", "?") if len(found) > PAGE else ""
    return found[:PAGE], {"next_url": following, "first_url": f"?{query}" if after else ""}
