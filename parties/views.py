"""Pages of the register: find, look, register, correct."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Role
from accounts.saved import saved_filters
from parties import filters, services
from parties.filters import PartyFilterForm
from parties.forms import NameForm, PartyForm, UndoForm
from parties.matching import likely_matches
from parties.models import Party
from parties.risk import NOTE, risk_of
from parties.visits import READERS
from records.closing import masked
from records.errors import DomainError
from records.models import Event
from records.workbooks import workbook

PAGE = 30
YEARS = 12
MOST_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What the party was looked for: the page that takes it.
GOES_ON = {"case": "cases:register", "lead": "cases:lead_new", "measure": "cases:measure_new"}


def blame(form, error: DomainError | ValidationError) -> None:
    """Put the sentence beside the field it is about, or on top of the form."""
    if isinstance(error, ValidationError):
        form.add_error(None, error.messages)
        return
    form.add_error(error.field if error.field in form.fields else None, error.message)


@require_GET
def party_list(request):
    form = PartyFilterForm(request.GET)
    values = filters.read(form)
    query = filters.query_of(values)
    found = filters.narrowed(request.user, values).order_by("-pk")
    if (after := request.GET.get("after", "")).isdigit():
        found = found.filter(pk__lt=int(after))
    rows = list(found.prefetch_related("other_names")[: PAGE + 1])
    return render(
        request,
        "parties/list.html",
        {
            "form": form,
            "words": values["q"],
            "query": query,
            "parties": rows[:PAGE],
            "next_after": rows[PAGE - 1].pk if len(rows) > PAGE else None,
            "purpose": request.GET.get("for", "") if request.user.works_cases else "",
            **saved_filters(request, "parties", lambda asked: filters.narrowed(request.user, asked), query),
        },
    )


@require_GET
def sheet(request):
    """The parties found, as a sheet."""
    values = filters.read(PartyFilterForm(request.GET))
    found = filters.narrowed(request.user, values).order_by("-pk").prefetch_related("other_names")
    heads = ["名称", "统一社会信用代码", "主体种类", "调查单位类别", "行业", "乡镇街道", "别的名称", "联系电话（部分）"]
    lines = (
        [
            party.name,
            party.credit_code,
            party.get_kind_display(),
            party.survey_class,
            party.industry,
            party.township,
            "、".join(other.name for other in party.other_names.all()),
            masked(party.phone),
        ]
        for party in found[: MOST_ROWS + 1]
    )
    response = HttpResponse(workbook("当事人", heads, lines, most=MOST_ROWS), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"当事人{timezone.localdate()}.xlsx")
    return response


@require_http_methods(["GET", "POST"])
def register(request):
    """The form, then the cards of likely matches, then the new record."""
    form = PartyForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    matches = []
    if request.method == "POST" and form.is_valid():
        seen = frozenset(int(pk) for pk in request.POST.getlist("seen") if pk.isdigit())
        said = dict(form.cleaned_data)
        try:
            party = services.register_party(actor=request.user, seen_matches=seen, **said)
        except (DomainError, ValidationError) as error:
            # The form forgets the clean value of a field it blames.
            blame(form, error)
            matches = likely_matches(
                name=said["name"], credit_code=said["credit_code"], phone=said["phone"], user=request.user
            )
        else:
            messages.success(request, f"已登记{party.name}。")
            if page := GOES_ON.get(request.GET.get("for", "")):
                return redirect(f"{reverse(page)}?party={party.pk}")
            return redirect("parties:detail", party.pk)
    return render(
        request, "parties/register.html", {"form": form, "matches": matches, "purpose": request.GET.get("for", "")}
    )


@require_GET
def detail(request, pk: int):
    party = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    if party.merged_into_id:
        messages.info(request, f"“{party.name}”的登记已并入下面这一份。")
        return redirect("parties:detail", party.merged_into_id)
    return detail_page(request, party)


@require_POST
def phone(request, pk: int):
    """The whole number on the page that answers, and nowhere else; the look leaves a row."""
    party = get_object_or_404(Party.objects.visible_to(request.user).current(), pk=pk)
    try:
        return detail_page(request, party, shown_phone=services.reveal_phone(actor=request.user, party=party))
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("parties:detail", party.pk)


def detail_page(request, party: Party, *, shown_phone: str = "", **forms):
    """The record with its history; forms that were refused come back as they were typed."""
    wrong = any(form.errors for form in forms.values())
    return render(
        request,
        "parties/detail.html",
        {
            "party": party,
            "shown_phone": shown_phone,
            "masked_phone": masked(party.phone),
            "events": Event.objects.of(services.STREAM, party.pk).select_related("actor"),
            "name_form": NameForm(),
            "undo_form": UndoForm(),
            "risk": risk_of(party),
            "risk_note": NOTE,
            "may_open_visits": request.user.role in READERS,
            "years": party.years.all()[:YEARS],
            "merges": party.merges.filter(undone_at__isnull=True).select_related("gone", "merged_by"),
            "may_merge": request.user.role == Role.HEAD,
            **forms,
        },
        status=422 if wrong else 200,
    )


@require_http_methods(["GET", "POST"])
def change(request, pk: int):
    party = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    form = PartyForm(request.POST or None, instance=Party.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_party(actor=request.user, party=party, **form.cleaned_data)
        except (DomainError, ValidationError) as error:
            blame(form, error)
        else:
            messages.success(request, "登记已更新，原来的名称仍可查到。")
            return redirect("parties:detail", party.pk)
    return render(request, "parties/change.html", {"form": form, "party": party})


@require_POST
def add_name(request, pk: int):
    party = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            services.add_name(actor=request.user, party=party, **form.cleaned_data)
        except (DomainError, ValidationError) as error:
            blame(form, error)
        else:
            return redirect("parties:detail", party.pk)
    return detail_page(request, party, name_form=form)
