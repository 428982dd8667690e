"""How a party comes in: by the code of its paper, counted, without an account; nobody of the bureau comes in this way."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.models import PartyLink
from cases.services import doors
from disclosure.address import asker
from disclosure.throttle import Try

# Not "no-referrer": browsers would then send Origin: null with the form, and the site could not tell it from a foreign one.
PRIVATE = {"Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex"}


class CodeForm(forms.Form):
    code = forms.CharField(
        label="办理码",
        max_length=40,
        help_text="印在文书右上角“扫码办理”下面，12位字母和数字，不分大小写。",
        error_messages={"required": "请填写办理码。"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


def page(request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    for name, value in PRIVATE.items():
        response[name] = value
    return response


def _turned_away(request: HttpRequest) -> HttpResponse:
    response = page(request, "disclosure/party_later.html", {}, status=429)
    response["Retry-After"] = "900"
    return response


def _wrong(request: HttpRequest) -> HttpResponse:
    """The same for a code that never was, ran out, was replaced or revoked: a guesser learns nothing."""
    return page(request, "disclosure/party_gone.html", {"form": CodeForm()}, status=404)


def for_party(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, link, …)` for whoever holds a living code."""

    @wraps(view)
    def entered(request: HttpRequest, code: str, *args: object, **more: object) -> HttpResponse:
        if request.user.is_authenticated:
            return page(request, "disclosure/party_staff.html", {}, status=403)
        attempt = Try(asker(request))
        if not attempt.is_allowed:
            return _turned_away(request)
        link: PartyLink | None = doors.link_of(code)
        if link is None:
            return _wrong(request)
        attempt.was_right()
        return view(request, link, code, *args, **more)

    return login_not_required(never_cache(entered))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """For those who type the code; whether it is right is found, and counted, at the page it leads to."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("party", code=doors.read_code(form.cleaned_data["code"]) or "-")
    refused = request.method == "POST"
    return page(request, "disclosure/party_ask.html", {"form": form}, status=422 if refused else 200)
