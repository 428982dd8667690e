"""The law library: statutes and their versions, provisions with our gist beside the official words, the calendar."""

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms import carry_out
from exemptions.forms.calendar import YearForm
from exemptions.models import CalendarYear, Provision, Statute, StatuteVersion
from exemptions.services.calendar import enter_year
from exemptions.showing import calendar_year, provisions_shown, renumbering_rows

FOUND = 60


@require_GET
def statutes(request):
    """All documents by rank, or the provisions that hold every word searched for."""
    words = request.GET.get("q", "").strip()[:60]
    visible = Statute.objects.visible_to(request.user)
    context = {"tab": "law", "words": words, "today": timezone.localdate()}
    if words:
        found = (
            Provision.objects.visible_to(request.user)
            .holding(words)
            .select_related("version__statute")
            .order_by("-version__statute__pack__order", "version__statute__order", "-version__effective_from", "order")
        )
        rows = list(found[: FOUND + 1])
        return render(
            request, "exemptions/law_found.html", {**context, "rows": rows[:FOUND], "more": len(rows) > FOUND}
        )
    versions = StatuteVersion.objects.annotate(
        gists=Count("provisions", filter=~Q(provisions__gist="")),
        worded=Count("provisions", filter=~Q(provisions__wording="")),
    )
    listed = list(visible.prefetch_related(Prefetch("versions", versions.order_by("-effective_from"))))
    return render(
        request,
        "exemptions/law.html",
        {
            **context,
            "binding": [statute for statute in listed if statute.may_be_basis],
            "references": [statute for statute in listed if not statute.may_be_basis],
        },
    )


@require_GET
def statute(request, code: str):
    """One version, article by article. Without ?v= the one in force today, or else the latest."""
    found = get_object_or_404(Statute.objects.visible_to(request.user), code=code)
    today = timezone.localdate()
    versions = list(found.versions.select_related("replaces").order_by("-effective_from"))
    label = request.GET.get("v")
    if label is None:
        version = next((one for one in versions if one.is_in_force(on=today)), versions[0])
    else:
        version = get_object_or_404(StatuteVersion, statute=found, label=label)
    version.statute = found
    provisions = list(version.provisions.all())
    for provision in provisions:
        provision.version = version
    return render(
        request,
        "exemptions/statute.html",
        {
            "tab": "law",
            "statute": found,
            "version": version,
            "versions": versions,
            "in_force": version.is_in_force(on=today),
            "provisions": provisions_shown(provisions),
            "has_wording": any(row.wording for row in provisions),
            "renumbering": renumbering_rows(version),
        },
    )


@require_GET
def calendar(request):
    """What each year's notice says; a year without one is named, since deadlines in it are provisional."""
    years = [calendar_year(year) for year in CalendarYear.objects.prefetch_related("days").order_by("-year")]
    this_year = timezone.localdate().year
    known = {year.number for year in years}
    return render(
        request,
        "exemptions/calendar.html",
        {
            "tab": "calendar",
            "years": years,
            "unknown": [year for year in (this_year, this_year + 1) if year not in known],
        },
    )


@for_roles(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def calendar_enter(request):
    """The administrator enters a year from the State Council's notice, or corrects it."""
    form = YearForm(request.POST or None, initial={"year": timezone.localdate().year + 1})
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        if carry_out(form, enter_year, actor=request.user, year=year, entry=form.entry):
            messages.success(request, f"已录入{year}年的工作日历。")
            return redirect("exemptions:calendar")
    return render(request, "exemptions/calendar_enter.html", {"tab": "calendar", "form": form})
