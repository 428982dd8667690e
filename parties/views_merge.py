"""Two records of one party: looked at side by side, merged with a reason, taken apart again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from parties import merging as verbs
from parties.forms import FindForm, MergeForm, UndoForm
from parties.identifiers import core_name
from parties.matching import likely_matches
from parties.models import Party, PartyMerge
from parties.views import blame, detail_page
from records.closing import masked
from records.errors import DomainError

MOST = 8
COMPARED = (
    ("名称", "name"),
    ("统一社会信用代码", "credit_code"),
    ("主体种类", "get_kind_display"),
    ("调查单位类别", "survey_class"),
    ("行业", "industry"),
    ("乡镇街道", "township"),
    ("法定代表人、负责人或经营者", "representative"),
    ("住所", "address"),
    ("联系电话", "phone"),
)


def _candidates(request: HttpRequest, party: Party, words: str) -> list[tuple[Party, str]]:
    register = Party.objects.visible_to(request.user).exclude(pk=party.pk).order_by("-pk")
    if words:
        return [(row, "查找到的") for row in register.matching(words)[:MOST]]
    found = likely_matches(name=party.name, phone=party.phone, user=request.user)
    known = {match.party: "、".join(match.reasons) for match in found if match.party.pk != party.pk}
    alike = {row: "主要字样相同" for row in register.matching(core_name(party.name))[:MOST]}
    return list((alike | known).items())[:MOST]


def _side_by_side(kept: Party, gone: Party) -> list[tuple[str, object, object]]:
    def said(party: Party, key: str) -> object:
        value = getattr(party, key)
        if key == "phone":
            return masked(party.phone)
        return value() if callable(value) else value

    return [(title, said(kept, key), said(gone, key)) for title, key in COMPARED]


@for_roles(Role.HEAD)
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the other record, compare, say why, merge."""
    kept = get_object_or_404(Party.objects.visible_to(request.user).current(), pk=pk)
    asked = request.POST.get("gone") or request.GET.get("gone", "")
    others = Party.objects.visible_to(request.user).current().exclude(pk=pk)
    gone = others.filter(pk=int(asked)).first() if asked.isdigit() else None
    find, form = FindForm(request.GET), MergeForm(request.POST or None)
    if request.method == "POST" and gone is not None and form.is_valid():
        try:
            verbs.merge_parties(actor=request.user, kept=kept, gone=gone, **form.cleaned_data)
        except DomainError as error:
            blame(form, error)
        else:
            messages.success(request, f"“{gone.name}”已并入本登记，随时可以撤销。")
            return redirect("parties:detail", pk)
    words = find.cleaned_data["q"] if find.is_valid() else ""
    context = {"party": kept, "gone": gone, "find": find, "form": form}
    if gone is None:
        context["candidates"] = _candidates(request, kept, words)
    else:
        context |= {"rows": _side_by_side(kept, gone), "moves": verbs.what_hangs_on(gone)}
    return render(request, "parties/merge.html", context, status=422 if form.errors else 200)


@for_roles(Role.HEAD)
@require_POST
def unmerge(request: HttpRequest, pk: int, merge_pk: int) -> HttpResponse:
    kept = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    row = get_object_or_404(PartyMerge, pk=merge_pk, kept=kept)
    form = UndoForm(request.POST)
    if form.is_valid():
        try:
            verbs.undo_merge(actor=request.user, merge=row, **form.cleaned_data)
        except DomainError as error:
            blame(form, error)
        else:
            messages.success(request, f"“{row.gone.name}”又是单独的登记，原来的各项都在。")
            return redirect("parties:detail", row.gone_id)
    return detail_page(request, kept, undo_form=form)
