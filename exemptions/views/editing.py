"""Drafting in the browser: the version, its items, their examples. Reviewers write; everybody else reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms import carry_out
from exemptions import gate, live
from exemptions.forms.conditions import ConditionForm
from exemptions.forms.lists import ExampleForm, ItemForm, NewListForm, ReasonForm, VersionForm
from exemptions.forms.steps import StepsForm
from exemptions.models import ListItem, ListVersion
from exemptions.queries import list_in_force
from exemptions.services import drafts
from exemptions.showing_lists import Names, item_shown
from records.errors import DomainError

MORE_ROWS = 3
BLOCKS = ("all", "any", "steps")
reviewers = for_roles(Role.REVIEWER)


def find_draft(request: HttpRequest, code: str) -> ListVersion:
    """A version that can still be changed; a published one is shown on its own page."""
    return get_object_or_404(ListVersion.objects.visible_to(request.user).drafts(), code=code)


def find_item(version: ListVersion, number: str) -> ListItem:
    rows = version.items.prefetch_related("basis_rows__provision__version__statute", "examples")
    return get_object_or_404(rows, number=number)


@reviewers
@require_http_methods(["GET", "POST"])
def new(request):
    """Begin from the version in force, from any other, or blank."""
    current = list_in_force(on=timezone.localdate())
    form = NewListForm(request.POST or None, user=request.user, initial={"based_on": current})
    if request.method == "POST" and form.is_valid():
        version = carry_out(form, drafts.draft_list, actor=request.user, **form.cleaned_data)
        if version:
            messages.success(request, f"已起草{version.title}。")
            return redirect("exemptions:edit", version.code)
    return render(request, "exemptions/new.html", {"form": form})


@reviewers
@require_http_methods(["GET", "POST"])
def edit(request, code: str):
    """Title, dates and conventions of a draft, beside its items and what the gate still finds."""
    version = find_draft(request, code)
    form = VersionForm.of(version, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and carry_out(form, drafts.change_draft, actor=request.user, version=version, **form.cleaned_data)
    ):
        messages.success(request, "已保存版本事项。")
        return redirect("exemptions:edit", code)
    return render(request, "exemptions/edit.html", {**_rail(version), "form": form})


def _rail(version: ListVersion, number: str = "") -> dict[str, object]:
    """The items down the side with the worst thing the gate found about each, and what it found about this one."""
    found = gate.findings(version, today=timezone.localdate())
    still_open = gate.unanswered(version, found)
    worst = {one.item: one.severity for one in reversed(still_open)}
    items = [
        {"number": item.number, "name": item.name or item.wording[:18], "state": worst.get(item.number, "")}
        for item in version.items.all()
    ]
    return {
        "version": version,
        "rail": items,
        "here": number,
        "open_findings": len(still_open),
        "findings": [one for one in found if number and one.item == number],
    }


def _with_more_rows(data):
    """The typed form again with empty rows more in the block the button stands under."""
    data = data.copy()
    block = data["more"] if data["more"] in BLOCKS else "all"
    name = f"{block}-TOTAL_FORMS"
    data[name] = str(int(data.get(name) or 0) + MORE_ROWS)
    return data


@reviewers
@require_http_methods(["GET", "POST"])
def item(request, code: str, number: str = ""):
    """One item by form: rows of fact, comparison, value; the printed sentence beside the official one."""
    version = find_draft(request, code)
    row = find_item(version, number) if number else None
    law = live.current_law()
    more = "more" in request.POST
    data = (_with_more_rows(request.POST) if more else request.POST) or None
    form = ItemForm.of(row, data)
    rows = ConditionForm(data, facts=law.facts, condition=row.condition if row else None)
    steps = StepsForm(data, facts=law.facts, steps=row.steps if row else ())
    sent = request.method == "POST" and not more
    # All are checked, so that every fault shows at once.
    if sent and all([form.is_valid(), rows.is_valid(), steps.is_valid()]):
        saved = _save_item(request, version, row, form, rows, steps)
        if saved:
            messages.success(request, f"已保存第{saved.number}项。")
            return redirect("exemptions:item_edit", code, saved.number)
    shown = item_shown(row, version, Names.read(law.facts)) if row else None
    context = {"form": form, "rows": rows, "steps": steps, "item": row, "shown": shown}
    context["faults"] = [*rows.errors, *steps.errors] if sent else []
    return render(request, "exemptions/item_edit.html", {**_rail(version, number), **context})


def _save_item(
    request: HttpRequest,
    version: ListVersion,
    row: ListItem | None,
    form: ItemForm,
    rows: ConditionForm,
    steps: StepsForm,
) -> ListItem | None:
    fields = form.fields_for_service()
    if rows.fits:
        fields["condition"] = rows.condition()
    if steps.fits:
        fields["steps"] = steps.steps()
    return carry_out(
        form,
        drafts.save_item,
        actor=request.user,
        version=version,
        item=row,
        basis=form.cleaned_data["basis"],
        **fields,
    )


@reviewers
@require_http_methods(["GET", "POST"])
def example(request, code: str, number: str):
    """Add a case that must match, or must narrowly miss."""
    version = find_draft(request, code)
    row = find_item(version, number)
    form = ExampleForm(request.POST or None, item=row, facts=live.current_law().facts)
    if request.method == "POST" and form.is_valid():
        arguments = {"title": form.cleaned_data["title"], "qualifies": form.cleaned_data["qualifies"]}
        if carry_out(form, drafts.add_example, actor=request.user, item=row, sheet=form.sheet(), **arguments):
            messages.success(request, f"第{number}项已增加例案。")
            return redirect("exemptions:item_edit", code, number)
    return render(request, "exemptions/example.html", {"form": form, "version": version, "item": row})


def _post(request: HttpRequest, verb, said: str, to: tuple[str, ...], **arguments) -> HttpResponse:
    """One verb of one button; what it refuses is said on the page the person comes back to."""
    try:
        verb(actor=request.user, **arguments)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect(*to)


@reviewers
@require_POST
def item_remove(request, code: str, number: str):
    row = find_item(find_draft(request, code), number)
    return _post(request, drafts.remove_item, f"已删去第{number}项。", ("exemptions:edit", code), item=row)


@reviewers
@require_POST
def item_equate(request, code: str, number: str):
    row = find_item(find_draft(request, code), number)
    to = ("exemptions:item_edit", code, number)
    return _post(request, drafts.equate_wording, "已确认两处表述含义一致。", to, item=row)


@reviewers
@require_POST
def example_suggest(request, code: str, number: str = ""):
    """Let the system write the missing cases of one item, or of all."""
    version = find_draft(request, code)
    to = ("exemptions:item_edit", code, number) if number else ("exemptions:check", code)
    said = "系统已拟写例案，请逐个核对；不合本意的，说明条件写得不对。"
    return _post(request, drafts.suggest_examples, said, to, version=version, number=number)


@reviewers
@require_POST
def example_remove(request, code: str, number: str, pk: int):
    row = get_object_or_404(find_item(find_draft(request, code), number).examples, pk=pk)
    to = ("exemptions:item_edit", code, number)
    return _post(request, drafts.remove_example, "已删去例案。", to, example=row)


@reviewers
@require_http_methods(["GET", "POST"])
def discard(request, code: str):
    version = find_draft(request, code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        before = version.title
        try:
            drafts.discard_draft(actor=request.user, version=version, reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"已删去草案{before}。")
            return redirect("exemptions:versions")
    return render(request, "exemptions/discard.html", {"form": form, "version": version})
