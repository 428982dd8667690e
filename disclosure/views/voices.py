"""What parties say: two short forms behind their code, one page for supervision."""

from django.db.models import Avg, Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Role
from cases.models import PartyLink
from disclosure import services as verbs
from disclosure.forms import ComplaintForm, HandleForm, RatingForm
from disclosure.views.door import for_party, page
from disclosure.views.party import send, shown, status_of
from oversight.models import Complaint, Rating, Score
from records.errors import DomainError

READERS = frozenset({Role.SUPERVISOR, Role.LEADER})
NEWEST = 50


@require_http_methods(["GET", "POST"])
@for_party
def rating(request: HttpRequest, link: PartyLink, code: str) -> HttpResponse:
    form, errors = RatingForm(request.POST if request.method == "POST" else None), []
    if done := send(request, code, form, errors, lambda: verbs.rate(link=link, **form.cleaned_data), "rated"):
        return done
    chosen = form["score"].value()
    choices = [{"value": value, "label": label, "checked": str(value) == chosen} for value, label in Score.choices]
    context = shown(link, code, form=form, errors=errors, choices=choices)
    return page(request, "disclosure/party_rating.html", context, status=status_of(form, errors))


@require_http_methods(["GET", "POST"])
@for_party
def complaint(request: HttpRequest, link: PartyLink, code: str) -> HttpResponse:
    form, errors = ComplaintForm(request.POST if request.method == "POST" else None), []
    if done := send(request, code, form, errors, lambda: verbs.complain(link=link, **form.cleaned_data), "complained"):
        return done
    context = shown(link, code, form=form, errors=errors)
    return page(request, "disclosure/party_complaint.html", context, status=status_of(form, errors))


def _voices(request: HttpRequest, form: HandleForm | None = None, about: int = 0) -> HttpResponse:
    if request.user.role not in READERS:
        raise Http404
    context = {
        "sections": Rating.objects.values("section__name")
        .annotate(mean=Avg("score"), many=Count("pk"))
        .order_by("section__order"),
        "ratings": Rating.objects.exclude(words="").select_related("section").order_by("-on", "?")[:NEWEST],
        "complaints": Complaint.objects.select_related("section", "case", "handled_by")[:NEWEST],
        "form": form or HandleForm(),
        "about": about,
        "may_handle": request.user.role == Role.SUPERVISOR,
    }
    return render(request, "disclosure/voices.html", context, status=422 if form else 200)


@require_GET
def voices(request: HttpRequest) -> HttpResponse:
    return _voices(request)


@require_POST
def handle(request: HttpRequest, pk: int) -> HttpResponse:
    if request.user.role not in READERS:
        raise Http404
    row = get_object_or_404(Complaint, pk=pk)
    form = HandleForm(request.POST)
    if form.is_valid():
        try:
            verbs.handle_complaint(actor=request.user, complaint=row, **form.cleaned_data)
        except DomainError as error:
            form.add_error("words", error.message)
        else:
            return redirect(reverse("voices"))
    return _voices(request, form, pk)
