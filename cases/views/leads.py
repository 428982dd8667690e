"""Leads: the inbox, one lead, and what becomes of it; the registration of a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from accounts.saved import saved_filters
from cases import lead_filters
from cases.capacity import first_signature
from cases.enums import Jurisdiction, LeadSource, LeadState
from cases.forms.base import WorkForm
from cases.forms.leads import (
    DeclineForm,
    InformantForm,
    JoinForm,
    JurisdictionForm,
    LeadForm,
    ReaderForm,
    RegisterForm,
    WhyForm,
)
from cases.law import law_on
from cases.models import Case, Informant, Lead
from cases.services import files
from cases.services import leads as verbs
from cases.views.steps import STEPS
from cases.views.support import attempt, page, posted, to
from cases.workflow import TRANSITIONS
from parties.merging import kept_record, records_of
from parties.models import Party
from records.errors import DomainError
from records.models import Event
from rules.cond import tests

PAGE = 30
READINGS = 10
CASE_ROLES = (Role.OFFICER, Role.HEAD)
TABS = [(LeadState.OPEN, "待处理"), (LeadState.CASE, "已转案件"), (LeadState.NOT_FILED, "不立案")]


def find_lead(request: HttpRequest, pk: int) -> Lead:
    rows = Lead.objects.visible_to(request.user).select_related("party", "section", "case", "recorded_by")
    rows = rows.prefetch_related("papers__paper")
    return get_object_or_404(rows, pk=pk)


def _party(request: HttpRequest) -> Party | None:
    """The party chosen in the register, by ?party=; somebody's stale link is simply no party."""
    chosen = request.GET.get("party", "")
    found = Party.objects.visible_to(request.user).filter(pk=int(chosen)).first() if chosen.isdigit() else None
    return kept_record(found) if found else None


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    values = lead_filters.read(request.GET)
    visible = Lead.objects.visible_to(request.user)
    rows = lead_filters.narrowed(request.user, visible, values).select_related(
        "party", "section", "case", "recorded_by"
    )
    query = lead_filters.query_of(values)
    other = {**values, "state": ""}
    tabs = [
        {
            "name": name,
            "url": f"?{lead_filters.query_of({**values, 'state': state})}",
            "is_here": state == values["state"],
        }
        for state, name in TABS
    ]
    after = request.GET.get("after", "")
    found = list(lead_filters.paged(rows, after)[: PAGE + 1])
    context = {
        "leads": found[:PAGE],
        "next_url": f"?{query}&after={lead_filters.place_of(found[PAGE - 1])}" if len(found) > PAGE else "",
        "first_url": f"?{query}" if after else "",
        "tabs": tabs,
        "state": values["state"],
        "query": query,
        "is_filtered": any(other.values()),
        "form": lead_filters.LeadFilterForm(values),
        "may_record": request.user.role in CASE_WORKERS,
        **saved_filters(
            request,
            "leads",
            lambda asked: lead_filters.narrowed(request.user, visible, asked),
            query,
            saveable=any(other.values()),
        ),
        "new_url": to("lead_new"),
        "import_url": reverse("intake:list"),
    }
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


def _cases_to_join(request: HttpRequest, lead: Lead) -> list[Case]:
    rows = Case.objects.visible_to(request.user).open().filter(section=lead.section)
    if lead.party is None:
        return []
    same = records_of([kept_record(lead.party).pk])
    return list(rows.filter(party__in=same).select_related("party"))


def _may(request: HttpRequest, lead: Lead, verb: str) -> bool:
    row = TRANSITIONS[verb]
    authors = {lead.recorded_by_id} if verb in {"decline_lead", "name_reader"} else set()
    on = timezone.localdate()
    signed = first_signature(row.who, actor=request.user, section_id=lead.section_id, on=on, authors=authors)
    return lead.state in row.frm and signed is not None


def _higher_organs() -> set[str]:
    """Organs whose cases belong to the authority above, as the trade's grounds of jurisdiction say."""
    grounds = law_on(timezone.localdate()).pack.jurisdiction
    asked = (test for ground in grounds for test in tests(ground.when) if test.fact == "party.organ_level")
    return {level for test in asked for level in (test.value if isinstance(test.value, tuple) else (test.value,))}


def _forms(request: HttpRequest, lead: Lead) -> dict[str, WorkForm]:
    user, place = request.user, f"lead:{lead.pk}"
    level = lead.party.organ_level if lead.party else ""
    higher = bool(level) and level in _higher_organs()
    hint = {"jurisdiction": Jurisdiction.MUNICIPAL} if higher else {}
    people = User.objects.filter(is_active=True, role__in=(Role.OFFICER, Role.HEAD, Role.LEADER)).order_by("pk")
    return {
        "form": DeclineForm(user=user, place=f"{place}:decline"),
        "jurisdiction": JurisdictionForm(user=user, place=f"{place}:jurisdiction", initial=hint),
        "join": JoinForm(user=user, cases=_cases_to_join(request, lead)),
        "informant_form": InformantForm(user=user),
        "reader": ReaderForm(user=user, people=people),
        "why": WhyForm(user=user),
    }


def _lead_page(request: HttpRequest, lead: Lead, shown: Informant | None = None, **forms: WorkForm) -> HttpResponse:
    is_open = lead.state == LeadState.OPEN
    party = f"&party={lead.party_id}" if lead.party_id else ""
    informant = Informant.objects.filter(lead=lead).prefetch_related("readers").first()
    readers = list(informant.readers.all()) if informant else []
    ours = lead.jurisdiction in {"", Jurisdiction.OURS}
    context = {
        "lead": lead,
        "events": Event.objects.of(verbs.STREAM, lead.pk),
        "may_decline": is_open and request.user.role in {Role.HEAD, Role.LEADER},
        "may_file": is_open and ours and request.user.role in CASE_WORKERS,
        "may_check": _may(request, lead, "check_jurisdiction"),
        "may_join": _may(request, lead, "join_lead") and bool(_cases_to_join(request, lead)),
        "is_tip_off": lead.source == LeadSource.TIP_OFF,
        "informant": informant,
        "readers": readers,
        "may_read": request.user in readers,
        "may_name": informant is not None and _may(request, lead, "name_reader"),
        "shown": shown,
        "readings": informant.readings.select_related("user")[:READINGS] if informant else [],
        "register_url": f"{to('register')}?lead={lead.pk}{party}",
        "step": STEPS["登记"],
        **_forms(request, lead),
        **forms,
    }
    return page(request, "cases/lead.html", context, next(iter(forms.values()), None))


@require_GET
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_lead(request, pk)
    return _lead_page(request, found)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_lead(request, pk)
    form = DeclineForm(request.POST, user=request.user)

    def write() -> str:
        return to("lead", verbs.decline_lead(actor=request.user, lead=found, **form.values).pk)

    return attempt(request, form, write, "已决定不立案，理由已留存。") or _lead_page(request, found, form=form)


@require_POST
def jurisdiction(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = find_lead(request, pk), JurisdictionForm(request.POST, user=request.user)

    def write() -> str:
        return to("lead", verbs.check_jurisdiction(actor=request.user, lead=found, **form.values).pk)

    return attempt(request, form, write, "管辖已核对。") or _lead_page(request, found, jurisdiction=form)


@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_lead(request, pk)
    cases = _cases_to_join(request, found)
    form = JoinForm(request.POST, user=request.user, cases=cases)

    def write() -> str:
        case = next(case for case in cases if str(case.pk) == form.cleaned_data["case"])
        verbs.join_lead(actor=request.user, lead=found, case=case)
        return to("detail", case.pk)

    return attempt(request, form, write, "线索已并入案件。") or _lead_page(request, found, join=form)


@require_POST
def informant(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = find_lead(request, pk), InformantForm(request.POST, user=request.user)

    def write() -> str:
        verbs.record_informant(actor=request.user, lead=found, **form.values)
        return to("lead", pk)

    done = attempt(request, form, write, "举报人已另行登记，只对指定的人开放。")
    return done or _lead_page(request, found, informant_form=form)


@require_POST
def reader(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_lead(request, pk)
    people = User.objects.filter(is_active=True, role__in=(Role.OFFICER, Role.HEAD, Role.LEADER))
    form = ReaderForm(request.POST, user=request.user, people=people)

    def write() -> str:
        person = people.get(pk=form.cleaned_data["reader"])
        verbs.name_reader(actor=request.user, lead=found, reader=person)
        return to("lead", pk)

    return attempt(request, form, write, "已指定。") or _lead_page(request, found, reader=form)


@never_cache
@require_POST
def informant_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the identity on the answer to this one POST; a page opened again shows nothing."""
    found, form = find_lead(request, pk), WhyForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            shown = verbs.read_informant(actor=request.user, lead=found, why=form.cleaned_data["why"])
        except DomainError as error:
            form.refuse(error)
        else:
            return _lead_page(request, found, shown=shown)
    return _lead_page(request, found, why=form)


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
    party = _party(request) or (kept_record(source.party) if source and source.party else None)
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
