"""法律适用设定 on pages: how each open question of law is answered, by whom, since when, and how that changes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms import carry_out
from accounts.powers import chair
from exemptions import live
from exemptions.forms.rule_settings import RefuseForm, SettingForm
from exemptions.models import RuleSetting, SettingChange
from exemptions.services import rule_settings
from exemptions.showing_settings import Shown, change_shown, setting_shown
from records.errors import DomainError
from rules.settings import Setting

OPEN = SettingChange.objects.filter(end="")


@require_GET
def settings_page(request):
    """Every open question of law with the answer that holds today."""
    today = timezone.localdate()
    signed = RuleSetting.objects.select_related("proposed_by", "signed_by")
    later = {row.name: row for row in signed.filter(effective_from__gt=today).order_by("-effective_from")}
    now = signed.holding(on=today)
    waiting = {row.name: row for row in OPEN.select_related("proposed_by")}
    rows = [
        setting_shown(one, now.get(one.name), later.get(one.name), waiting.get(one.name))
        for one in live.current_law(on=today).settings.values()
    ]
    return render(request, "exemptions/settings.html", {"tab": "settings", "rows": rows, "waiting": len(waiting)})


@require_http_methods(["GET", "POST"])
def setting(request, name: str):
    """One question: its answers, who gave them, and, for a reviewer, the form for another one."""
    found = _found(name)
    form = None
    if request.user.role == Role.REVIEWER and len(found.choices) > 1:
        form = SettingForm(request.POST or None, setting=found)
        if (
            request.method == "POST"
            and form.is_valid()
            and carry_out(form, rule_settings.propose_setting, actor=request.user, name=name, **form.cleaned_data)
        ):
            messages.success(request, "变更已提出，等待领导小组组长签署。")
            return redirect("exemptions:setting", name)
    elif request.method == "POST":
        messages.error(request, "设定的变更由法制审核人员提出。")
        return redirect("exemptions:setting", name)
    return render(request, "exemptions/setting.html", _context(request, found, form))


def _found(name: str) -> Setting:
    found = live.current_law(on=timezone.localdate()).settings.get(name)
    if found is None:
        raise Http404
    return found


def _context(request, found: Setting, form: SettingForm | None) -> dict:
    today = timezone.localdate()
    signed = RuleSetting.objects.filter(name=found.name).select_related("proposed_by", "signed_by")
    changes = SettingChange.objects.filter(name=found.name).select_related("proposed_by", "ended_by")
    waiting = next((row for row in changes if not row.end), None)
    head = chair(on=today)
    shown: Shown = setting_shown(found, signed.holding(on=today).get(found.name), None, waiting)
    return {
        "tab": "settings",
        "shown": shown,
        "choices": [(choice == found.value, found.words(choice)) for choice in found.choices],
        "changes": [change_shown(row, found) for row in changes],
        "waiting": change_shown(waiting, found) if waiting else None,
        "form": form if waiting is None else None,
        "chair": head,
        "may_sign": bool(waiting and head and head.pk == request.user.pk and waiting.proposed_by_id != head.pk),
        "may_withdraw": bool(waiting and waiting.proposed_by_id == request.user.pk),
    }


def _done(request, pk: int, verb, said: str, **arguments):
    change = get_object_or_404(SettingChange, pk=pk)
    try:
        verb(actor=request.user, change=change, **arguments)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("exemptions:setting", change.name)


def _words(request) -> str:
    form = RefuseForm(request.POST)
    return form.cleaned_data["words"] if form.is_valid() else ""


@for_roles(Role.LEADER)
@require_POST
def sign(request, pk: int):
    return _done(request, pk, rule_settings.sign_setting, "已签署，自施行日起适用。", words=_words(request))


@for_roles(Role.LEADER)
@require_POST
def refuse(request, pk: int):
    return _done(request, pk, rule_settings.refuse_setting, "已退回。", words=_words(request))


@for_roles(Role.REVIEWER)
@require_POST
def withdraw(request, pk: int):
    return _done(request, pk, rule_settings.withdraw_setting, "已撤回。")
