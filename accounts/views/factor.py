"""The second factor: one's own, and for the security administrator who has one and whose is reset."""

import segno
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import second_factor, sessions, totp
from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms import carry_out
from accounts.forms_access import FirstCodeForm, ResetForm
from accounts.models import Bureau, RecoveryCode, User


@never_cache
@sensitive_post_parameters("code")
@sensitive_variables("key", "codes")
@require_http_methods(["GET", "POST"])
def own(request):
    """Scan, type the first code, write the recovery codes down. The demo bureau shows what is asked for and does not do it."""
    if not sessions.is_strict():
        return render(request, "accounts/factor_demo.html")
    if in_use := second_factor.of(request.user):
        left = RecoveryCode.objects.filter(user=request.user, used_at__isnull=True).count()
        return render(request, "accounts/factor_in_use.html", {"factor": in_use, "left": left})
    form = FirstCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = carry_out(form, second_factor.confirm, actor=request.user, code=form.cleaned_data["code"])
        if codes:
            sessions.owe(request, request.user)
            return render(request, "accounts/factor_codes.html", {"codes": codes})
    key = second_factor.show(actor=request.user).key
    address = totp.address(key, issuer=Bureau.objects.get().name, account=request.user.username)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=2)
    shown = " ".join(key[start : start + 4] for start in range(0, len(key), 4))
    must = sessions.FACTOR in request.session.get(sessions.OWED, [])
    return render(request, "accounts/factor.html", {"form": form, "picture": picture, "key": shown, "must": must})


@require_http_methods(["GET", "POST"])
@for_roles(Role.SECURITY)
def everybody(request):
    form = ResetForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        carry_out(form, second_factor.reset, actor=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, f"已重设{form.cleaned_data['user'].name}的双因素认证，下次登录时重新启用。")
            return redirect("accounts:factors")
    people = User.objects.filter(is_active=True).select_related("section", "second_factor").order_by("role", "username")
    rows = [(person, _state(person)) for person in people]
    context = {"form": form, "rows": rows, "is_strict": sessions.is_strict()}
    return render(request, "accounts/factors.html", context)


def _state(person: User) -> dict[str, str]:
    factor = getattr(person, "second_factor", None)
    if factor and factor.confirmed_at:
        return {"kind": "yes", "word": "已启用"}
    return {"kind": "wait", "word": "应启用"} if second_factor.is_required(person) else {"kind": "na", "word": "未启用"}
