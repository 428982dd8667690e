"""The list of files, and what this bureau knows of one party (一企一档)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.saved import saved_filters
from cases import filters
from cases.models import Act, Case
from exemptions.queries import violation_choices
from parties.merging import records_of
from parties.models import Party

PAGE = 30


@require_GET
def case_list(request):
    """Filtered, newest first, paged by key; one exact number opens the file at once."""
    form = filters.CaseFilterForm(request.GET, violations=violation_choices())
    visible = Case.objects.visible_to(request.user)

    def narrowed(asked):
        return filters.apply(visible, filters.like(form, asked), request.user)

    filtered = filters.read(form)
    cases = filters.apply(visible, filtered, request.user)
    if (after := request.GET.get("after", "")).isdigit():
        cases = cases.filter(pk__lt=int(after))
    rows = list(
        cases.select_related("party", "section").prefetch_related("acts", "officers__user").order_by("-pk")[: PAGE + 1]
    )
    if filtered.values["q"] and len(rows) == 1 and rows[0].number and rows[0].number == filtered.values["q"].strip():
        return redirect("cases:detail", rows[0].pk)
    query = filtered.query
    more = f"?{query}&after={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return render(
        request,
        "cases/list.html",
        {
            "form": form,
            "cases": rows[:PAGE],
            "query": query,
            **saved_filters(request, "cases", narrowed, query),
            "next_url": more,
            "first_url": f"?{query}" if after else "",
            "register_url": reverse("parties:list") + "?for=case" if request.user.works_cases else "",
        },
    )


@require_GET
def history(request, party_pk: int):
    """Facts of every act of the party across sections; files open only to those who may see them."""
    party = get_object_or_404(Party.objects.visible_to(request.user), pk=party_pk)
    if party.merged_into_id:
        return redirect("cases:history", party.merged_into_id)
    acts = list(
        Act.objects.filter(party__in=records_of([party.pk]))
        .select_related("case__section", "decision")
        .order_by("-case_id", "order")
    )
    openable = set(
        Case.objects.visible_to(request.user).filter(pk__in={act.case_id for act in acts}).values_list("pk", flat=True)
    )
    return render(request, "cases/history.html", {"party": party, "acts": acts, "openable": openable})
