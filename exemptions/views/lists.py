"""The list in force, its versions, one item; and what each offence may cost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from exemptions import live
from exemptions.models import ListVersion, Offence
from exemptions.queries import list_in_force, regime_titles
from exemptions.showing_lists import WINDOW_WORDS, Names, item_shown, items_shown, law_tables
from rules.proofs import claims


def _list_page(request: HttpRequest, version: ListVersion | None, tab: str) -> HttpResponse:
    items = items_shown(version, live.current_law().facts) if version else []
    return render(
        request,
        "exemptions/list.html",
        {
            "tab": tab,
            "version": version,
            "items": items,
            "window": WINDOW_WORDS.get(version.first_window, version.first_window) if version else "",
            "today": timezone.localdate(),
        },
    )


@require_GET
def in_force(request):
    """The list of today; to have none is lawful, and the page says so."""
    return _list_page(request, list_in_force(on=timezone.localdate()), "list")


@require_GET
def versions(request):
    """Every version ever published, and the drafts, the newest first."""
    rows = ListVersion.objects.visible_to(request.user).select_related("drafted_by", "published_by", "based_on")
    return render(
        request, "exemptions/versions.html", {"tab": "versions", "versions": rows, "today": timezone.localdate()}
    )


@require_GET
def version(request, code: str):
    return _list_page(request, get_object_or_404(ListVersion.objects.visible_to(request.user), code=code), "versions")


@require_GET
def item(request, code: str, number: str):
    """One item: official wording beside the printed condition, its basis in gist and words, who claimed it."""
    found = get_object_or_404(ListVersion.objects.visible_to(request.user), code=code)
    row = get_object_or_404(
        found.items.prefetch_related("basis_rows__provision__version__statute", "examples"), number=number
    )
    return render(
        request,
        "exemptions/item.html",
        {
            "version": found,
            "shown": item_shown(row, found, Names.read(live.current_law().facts)),
            "claims": row.claims.standing().select_related("section", "person"),
            "numbers": list(found.items.values_list("number", flat=True)),
            "today": timezone.localdate(),
        },
    )


@require_GET
def offences(request):
    """Offences with what each version of the law threatens, for each kind of party."""
    rows = list(Offence.objects.visible_to(request.user).prefetch_related("rules"))
    return render(request, "exemptions/offences.html", {"tab": "offences", "tables": law_tables(rows, regime_titles())})


@require_GET
def proofs(request):
    """What is proved of the law in force, worked out on the diagrams that decide cases."""
    today = timezone.localdate()
    law = live.current_law()
    key = ("claims", today)
    if key not in law.memo:
        law.memo[key] = claims(law, today)
    rows = law.memo[key]
    failing = sum(not row.holds for row in rows)
    return render(
        request,
        "exemptions/proofs.html",
        {"tab": "proofs", "rows": rows, "failing": failing, "today": today, "law": law},
    )
