"""Connected systems: the security administrator gives tokens out and takes them back, and sees who called."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import systems as verbs
from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms import ConnectForm, carry_out
from accounts.models import ConnectedSystem, SystemCall
from records.errors import DomainError

SHOWN_CALLS = 30


@never_cache
@for_roles(Role.SECURITY)
@require_http_methods(["GET", "POST"])
def systems(request: HttpRequest) -> HttpResponse:
    """The new token stands on the answer to this one POST and nowhere else."""
    form, token = ConnectForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        done = carry_out(form, verbs.connect_system, actor=request.user, **form.cleaned_data)
        if done:
            token, form = done[1], ConnectForm()
    context = {
        "form": form,
        "token": token,
        "today": timezone.localdate(),
        "systems": ConnectedSystem.objects.select_related("acts_for", "made_by"),
        "calls": SystemCall.objects.select_related("system").order_by("-at")[:SHOWN_CALLS],
    }
    return render(request, "accounts/systems.html", context, status=422 if form.errors else 200)


@for_roles(Role.SECURITY)
@require_POST
def disconnect(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ConnectedSystem, pk=pk)
    try:
        verbs.disconnect_system(actor=request.user, system=row)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"已收回{row.name}的令牌，立即失效。")
    return redirect("accounts:systems")
