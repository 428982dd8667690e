"""Visits and risk of one party; the yearly limits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from parties import visits as verbs
from parties.forms import LiftForm, LimitForm, RiskForm, VisitForm
from parties.merging import records_of
from parties.models import Party, RiskPoint, Visit, VisitLimit
from parties.risk import NOTE, risk_of
from parties.views import blame
from parties.visits import READERS
from records.errors import DomainError

SHOWN = 50


def _find(request: HttpRequest, pk: int) -> Party:
    return get_object_or_404(Party.objects.visible_to(request.user).current(), pk=pk)


def _page(request: HttpRequest, party: Party, **forms: object) -> HttpResponse:
    today = timezone.localdate()
    people = User.objects.certified(on=today).exclude(pk=request.user.pk)
    context = {
        "party": party,
        "visits": list(
            Visit.objects.filter(party__in=records_of([party.pk])).select_related("first_officer", "second_officer")[
                :SHOWN
            ]
        ),
        "counted": verbs.counted_in(party, today.year),
        "limit": VisitLimit.objects.filter(year=today.year).first(),
        "year": today.year,
        "risk": risk_of(party),
        "note": NOTE,
        "visit": VisitForm(people=people, initial={"on": today}),
        "point": RiskForm(),
        "lift": LiftForm(),
        "may": request.user.role in CASE_WORKERS,
        **forms,
    }
    wrong = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "parties/visits.html", context, status=422 if wrong else 200)


@for_roles(*READERS)
@require_http_methods(["GET", "POST"])
def visits(request: HttpRequest, pk: int) -> HttpResponse:
    party = _find(request, pk)
    if request.method == "GET":
        return _page(request, party)
    people = User.objects.certified(on=timezone.localdate()).exclude(pk=request.user.pk)
    form = VisitForm(request.POST, people=people)
    if form.is_valid():
        try:
            verbs.record_visit(actor=request.user, party=party, **form.cleaned_data)
        except DomainError as error:
            blame(form, error)
        else:
            messages.success(request, "入企记录已登记。")
            return redirect("parties:visits", pk)
    return _page(request, party, visit=form)


@for_roles(*READERS)
@require_POST
def risk(request: HttpRequest, pk: int) -> HttpResponse:
    party = _find(request, pk)
    form = RiskForm(request.POST)
    if form.is_valid():
        try:
            verbs.note_risk(actor=request.user, party=party, **form.cleaned_data)
        except DomainError as error:
            blame(form, error)
        else:
            messages.success(request, "风险点已登记。")
            return redirect("parties:visits", pk)
    return _page(request, party, point=form)


@for_roles(*READERS)
@require_POST
def lift(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    party = _find(request, pk)
    found = get_object_or_404(RiskPoint, party__in=records_of([party.pk]), pk=point)
    form = LiftForm(request.POST)
    if form.is_valid():
        try:
            verbs.lift_risk(actor=request.user, point=found, **form.cleaned_data)
        except DomainError as error:
            blame(form, error)
        else:
            messages.success(request, "风险点已解除。")
            return redirect("parties:visits", pk)
    return _page(request, party, lift=form)


@for_roles(*READERS)
@require_http_methods(["GET", "POST"])
def limits(request: HttpRequest) -> HttpResponse:
    form = LimitForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.publish_visit_limit(actor=request.user, **form.cleaned_data)
        except DomainError as error:
            blame(form, error)
        else:
            messages.success(request, "上限已登记。")
            return redirect("parties:visit_limits")
    context = {"form": form, "rows": VisitLimit.objects.all(), "may": request.user.role == Role.LEADER}
    return render(request, "parties/visit_limits.html", context, status=422 if form.errors else 200)
