"""The claim board: every item of the list in force, which sections took it, and what is disputed, unclaimed or overdue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms import carry_out
from exemptions import live
from exemptions.forms.claims import ClaimForm
from exemptions.models import Claim, ListItem
from exemptions.queries import claim_board, list_in_force
from exemptions.services import claims
from exemptions.showing_lists import Names
from records.errors import DomainError

SHOWN = {"unclaimed": "没有认领", "disputed": "有争议", "overdue": "逾期未落实"}


@require_GET
def board(request):
    """?show= narrows to one trouble; the counts always speak of the whole list."""
    today = timezone.localdate()
    version = list_in_force(on=today)
    rows = claim_board(version, on=today) if version else []
    counts = {name: sum(getattr(row, name) for row in rows) for name in SHOWN}
    show = request.GET.get("show", "")
    names = Names.read(live.current_law().facts) if version else None
    shown = [
        (row, names.joined(names.offences, row.item.offences))
        for row in rows
        if show not in SHOWN or getattr(row, show)
    ]
    return render(
        request,
        "exemptions/claims.html",
        {
            "tab": "claims",
            "version": version,
            "rows": shown,
            "filters": [(name, words, counts[name]) for name, words in SHOWN.items()],
            "show": show,
            "total": len(rows),
            "today": today,
        },
    )


@for_roles(Role.HEAD, Role.OFFICER)
@require_http_methods(["GET", "POST"])
def take(request, code: str, number: str):
    """The head of a section takes an item."""
    item = get_object_or_404(ListItem.objects.select_related("version"), version__code=code, number=number)
    form = ClaimForm(request.POST or None, section=request.user.section)
    if (
        request.method == "POST"
        and form.is_valid()
        and carry_out(form, claims.claim_item, actor=request.user, item=item, **form.cleaned_data)
    ):
        messages.success(request, f"已认领第{number}项。")
        return redirect("exemptions:claims")
    return render(request, "exemptions/claim.html", {"form": form, "item": item})


def _post(request: HttpRequest, pk: int, verb, said: str, **arguments) -> HttpResponse:
    claim = get_object_or_404(Claim.objects.select_related("item__version"), pk=pk)
    try:
        verb(actor=request.user, claim=claim, **arguments)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("exemptions:claims")


def _words(request: HttpRequest) -> str:
    return request.POST.get("words", "")[:300]


@require_POST
def implement(request, pk: int):
    return _post(request, pk, claims.report_implemented, "已登记落实。", on=timezone.localdate())


@require_POST
def dispute(request, pk: int):
    return _post(request, pk, claims.dispute_claim, "已提出争议，由局领导裁定。", words=_words(request))


@require_POST
def settle(request, pk: int):
    stands = request.POST.get("stands") == "1"
    return _post(request, pk, claims.settle_dispute, "已裁定。", stands=stands, words=_words(request))


@require_POST
def release(request, pk: int):
    return _post(request, pk, claims.release_claim, "已退回。", words=_words(request))
