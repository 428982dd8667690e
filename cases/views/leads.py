"""Leads: the inbox, one lead, and what becomes of it; the registration of a file."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from cases.enums import LeadState
from cases.forms.leads import DeclineForm, LeadForm, RegisterForm
from cases.models import Lead
from cases.services import files
from cases.services import leads as verbs
from cases.views.steps import STEPS
from cases.views.support import attempt, page, posted, to
from parties.models import Party
from records.models import Event

PAGE = 30
CASE_ROLES = (Role.OFFICER, Role.HEAD)
TABS = [(LeadState.OPEN, "待处理"), (LeadState.CASE, "已转案件"), (LeadState.NOT_FILED, "不立案")]


def find_lead(request: HttpRequest, pk: int) -> Lead:
    rows = Lead.objects.visible_to(request.user).select_related("party", "section", "case", "recorded_by")
    rows = rows.prefetch_related("papers__paper")
    return get_object_or_404(rows, pk=pk)


def _party(request: HttpRequest) -> Party | None:
    """The party chosen in the register, by ?party=; somebody's stale link is simply no party."""
    chosen = request.GET.get("party", "")
    return Party.objects.visible_to(request.user).filter(pk=int(chosen)).first() if chosen.isdigit() else None


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", LeadState.OPEN)
    state = state if state in LeadState.values else LeadState.OPEN
    rows = Lead.objects.visible_to(request.user).filter(state=state)
    rows = rows.select_related("party", "section", "case", "recorded_by").order_by("-received_on", "-pk")
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    tabs = [{"name": name, "url": f"?state={value}", "is_here": value == state} for value, name in TABS]
    context = {"leads": shown, "tabs": tabs, "state": state, "may_record": request.user.role in CASE_WORKERS}
    context["new_url"] = to("lead_new")
    context["import_url"] = reverse("intake:list")
    return render(request, "cases/leads.html", context)


@for_roles(*CASE_ROLES)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    party = _party(request)
    initial = {"received_on": timezone.localdate()}
    form = LeadForm(posted(request), user=request.user, place="lead:new", initial=initial)
    if request.method == "POST":

        def write() -> str:
            return to("lead", verbs.record_lead(actor=request.user, party=party, **form.values).pk)

        if done := attempt(request, form, write, "线索已登记。"):
            return done
    context = {"form": form, "party": party, "step": STEPS["登记"], "find_url": reverse("parties:list") + "?for=lead"}
    return page(request, "cases/lead_new.html", context, form)


def _lead_page(request: HttpRequest, lead: Lead, form: DeclineForm) -> HttpResponse:
    is_open = lead.state == LeadState.OPEN
    party = f"&party={lead.party_id}" if lead.party_id else ""
    context = {
        "lead": lead,
        "form": form,
        "events": Event.objects.of(verbs.STREAM, lead.pk),
        "may_decline": is_open and request.user.role in {Role.HEAD, Role.LEADER},
        "may_file": is_open and request.user.role in CASE_WORKERS,
        "register_url": f"{to('register')}?lead={lead.pk}{party}",
        "step": STEPS["登记"],
    }
    return page(request, "cases/lead.html", context, form)


@require_GET
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_lead(request, pk)
    return _lead_page(request, found, DeclineForm(user=request.user, place=f"lead:{pk}:decline"))


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_lead(request, pk)
    form = DeclineForm(request.POST, user=request.user)

    def write() -> str:
        return to("lead", verbs.decline_lead(actor=request.user, lead=found, **form.values).pk)

    return attempt(request, form, write, "已决定不立案，理由已留存。") or _lead_page(request, found, form)


def _choose_party(request: HttpRequest, lead: Lead | None) -> HttpResponse:
    """The party comes first: to the register, and back here with the one found."""
    kept = f"&lead={lead.pk}" if lead else ""
    words = f"&q={lead.party_words}" if lead and lead.party_words else ""
    return redirect(f"{reverse('parties:list')}?for=case{kept}{words}")


@for_roles(*CASE_ROLES)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("lead", "")
    source = find_lead(request, int(asked)) if asked.isdigit() else None
    party = _party(request) or (source.party if source else None)
    if party is None:
        return _choose_party(request, source)
    initial: dict[str, object] = {"discovered_on": timezone.localdate()}
    if source:
        initial = {"source": source.source, "discovered_on": source.received_on, "summary": source.description}
    place = f"register:{party.pk}:{source.pk if source else ''}"
    form = RegisterForm(posted(request), user=request.user, place=place, initial=initial)
    if request.method == "POST":

        def write() -> str:
            case = files.register_case(actor=request.user, party=party, lead=source, **form.values)
            return to("detail", case.pk)

        if done := attempt(request, form, write, "案件已登记。接下来登记违法行为、指定办案人员。"):
            return done
    context = {"form": form, "party": party, "lead": source, "step": STEPS["登记"]}
    return page(request, "cases/register.html", context, form)
