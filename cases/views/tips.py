"""Risk tips to a group: choose by kind of survey unit, trade or township, see who gets it, send, see the result."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from cases.forms.measures import TipForm
from cases.law import law_on
from cases.services import tips
from cases.views.steps import STEPS
from cases.views.support import page, posted
from parties.models import Party
from records.errors import DomainError

FILTERS = ("survey_class", "township", "industry")


def _group(request: HttpRequest) -> QuerySet[Party]:
    rows = Party.objects.visible_to(request.user).current()
    for name in FILTERS:
        if wanted := request.GET.get(name, "").strip():
            rows = rows.filter(**{name: wanted})
    return rows.order_by("township", "pk")


def _choices(request: HttpRequest) -> list[tuple[str, str, list[str], str]]:
    """Field, its Chinese name, its values in the register, the one chosen."""
    rows = Party.objects.visible_to(request.user).current()
    found = []
    for name in FILTERS:
        values = rows.exclude(**{name: ""}).order_by(name).values_list(name, flat=True).distinct()
        label = str(Party._meta.get_field(name).verbose_name)
        found.append((name, label, list(values), request.GET.get(name, "")))
    return found


@for_roles(Role.OFFICER, Role.HEAD)
@require_http_methods(["GET", "POST"])
def group_tips(request: HttpRequest) -> HttpResponse:
    offences = [(code, one.name) for code, one in law_on(timezone.localdate()).offences.items()]
    initial = {"on": timezone.localdate()}
    form = TipForm(posted(request), offences=offences, user=request.user, place="tips", initial=initial)
    group = list(_group(request)[: tips.MOST])
    ticked = {int(pk) for pk in request.POST.getlist("parties") if pk.isdigit()}
    if request.method == "POST" and form.is_valid():
        chosen = [party for party in group if party.pk in ticked]
        try:
            results = tips.send_tips(actor=request.user, parties=chosen, **form.values)
        except DomainError as error:
            form.refuse(error)
        else:
            return render(request, "cases/tips_sent.html", {"results": results, "step": STEPS["柔性措施"]})
    context = {
        "form": form,
        "filters": _choices(request),
        "group": [(party, party.pk in ticked or request.method == "GET") for party in group],
        "step": STEPS["柔性措施"],
    }
    return page(request, "cases/tips.html", context, form)
