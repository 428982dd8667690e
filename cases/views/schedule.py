"""Deadlines: one page per person, one per section, the private calendar, the pauses of a case."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import Section, User
from cases.forms.base import WorkForm
from cases.forms.limits import MailForm, PauseForm, ResumeForm
from cases.ical import feed
from cases.schedule import WARNED, ScheduleRow, clocks_of, clocks_of_section
from cases.services import limits, warnings
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.steps import STEPS
from cases.views.support import attempt, find_case, page, posted, to

WORKERS = (Role.OFFICER, Role.HEAD, Role.REVIEWER, Role.LEADER)
NOTICES = 20


def _split(rows: list[ScheduleRow]) -> dict[str, object]:
    late = [row for row in rows if row.is_late]
    groups = (
        ("已逾期", late),
        ("在走的期限", [row for row in rows if not row.is_late and row.on]),
        ("期间中止", [row for row in rows if row.stands_still]),
        ("没有期限的事项", [row for row in rows if row.on is None and not row.stands_still]),
    )
    return {"groups": [(name, found) for name, found in groups if found], "late": len(late), "warned": WARNED.values()}


def _person(request: HttpRequest, pk: int) -> User:
    """Oneself, people of one's own section for its head, everybody for a leader; else nobody."""
    people = User.objects.select_related("section")
    if request.user.role == Role.LEADER:
        return get_object_or_404(people.filter(role__in=WORKERS), pk=pk)
    if request.user.role == Role.HEAD:
        return get_object_or_404(people, pk=pk, section_id=request.user.section_id)
    return get_object_or_404(people, pk=pk, id=request.user.pk)


@for_roles(*WORKERS)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    return _mine(request, MailForm(user=request.user, initial={"email": request.user.email}))


def _mine(request: HttpRequest, form: WorkForm, address: str = "") -> HttpResponse:
    context = {
        "who": request.user,
        "own": True,
        "link": request.user.calendar_links.filter(revoked_at__isnull=True).first(),
        "address": address,
        "mail": form,
        "mail_works": bool(settings.EMAIL_HOST),
        "notices": list(request.user.notices.order_by("-pk")[:NOTICES]),
        "once": WorkForm(user=request.user),
        **_split(clocks_of(request.user, timezone.localdate())),
    }
    return page(request, "cases/deadlines.html", context, form)


@for_roles(*WORKERS)
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    who = _person(request, pk)
    context = {"who": who, "own": False, **_split(clocks_of(who, timezone.localdate()))}
    return page(request, "cases/deadlines.html", context)


@for_roles(Role.HEAD, Role.LEADER)
@require_GET
def section(request: HttpRequest) -> HttpResponse:
    """The head's own section; a leader chooses one."""
    sections = list(Section.objects.filter(is_active=True, people__role__in=(Role.OFFICER, Role.HEAD)).distinct())
    if request.user.role == Role.HEAD:
        here = request.user.section
        sections = []
    else:
        asked = request.GET.get("section", "")
        here = next((one for one in sections if str(one.pk) == asked), sections[0] if sections else None)
    if here is None:
        raise Http404
    people = User.objects.filter(section=here, is_active=True, role__in=(Role.OFFICER, Role.HEAD)).order_by("pk")
    context = {
        "here": here,
        "sections": sections,
        "people": people,
        **_split(clocks_of_section(here, timezone.localdate())),
    }
    return page(request, "cases/deadlines_section.html", context)


@require_POST
def calendar_open(request: HttpRequest) -> HttpResponse:
    """Shown once: the page that answers carries the address, the database only its hash."""
    from records.errors import DomainError

    form = MailForm(user=request.user, initial={"email": request.user.email})
    try:
        secret = warnings.open_calendar(actor=request.user)
    except DomainError as error:
        raise Http404 from error
    return _mine(request, form, request.build_absolute_uri(to("calendar", secret)))


@require_POST
def calendar_revoke(request: HttpRequest) -> HttpResponse:
    form = WorkForm(request.POST, user=request.user)

    def write() -> str:
        warnings.revoke_calendar(actor=request.user)
        return to("deadlines")

    mail = MailForm(user=request.user, initial={"email": request.user.email})
    return attempt(request, form, write, "订阅地址已撤销，日历不再更新。") or _mine(request, mail)


@login_not_required
@never_cache
@require_GET
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed behind a private address; numbers and days only, and 404 for anything else."""
    reader = warnings.reader_of(secret)
    if reader is None:
        raise Http404
    text = feed(clocks_of(reader, timezone.localdate()), at=timezone.now(), host=request.get_host().split(":")[0])
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


@for_roles(*WORKERS)
@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    form = MailForm(request.POST, user=request.user)

    def write() -> str:
        warnings.set_mail(actor=request.user, **form.values)
        return to("deadlines")

    return attempt(request, form, write, "已保存。") or _mine(request, form)


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    warnings.read_notices(actor=request.user)
    return redirect("cases:deadlines")


@require_http_methods(["GET", "POST"])
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the limit of the case stand still, or run on."""
    case = find_case(request, pk)
    open_pause = case.limit_pauses.filter(last__isnull=True).first()
    kind = ResumeForm if open_pause else PauseForm
    today = timezone.localdate()
    initial = {"last": today} if open_pause else {"first": today}
    place = f"case:{pk}:{'resume' if open_pause else 'pause'}"
    form = kind(posted(request), user=request.user, case=case, place=place, initial=initial)
    if request.method == "POST":
        verb = limits.resume_limit if open_pause else limits.pause_limit

        def write() -> str:
            verb(actor=request.user, case=case, version=form.seen_version, **form.values)
            return to("detail", pk)

        if done := attempt(request, form, write, "办案期限已更新。"):
            return done
    context = {
        "case": case,
        "head": slim(case),
        "form": form,
        "open_pause": open_pause,
        "pauses": list(case.limit_pauses.select_related("paused_by", "resumed_by")),
        "may": Powers(request.user, case),
        "step": STEPS["中止、恢复办案期限"],
    }
    return page(request, "cases/pause.html", context, form)
