"""Sign in, sign out, and what was being sent when a session ran out."""

import re

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import demo, kept, navigation, sign_ins
from accounts.enums import SignInOutcome
from accounts.forms import SignInForm
from accounts.models import Bureau

SHOWN_CHARACTERS = 400
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request):
    bureau = Bureau.objects.first()
    if bureau is None:
        return redirect("accounts:set_up")
    if request.user.is_authenticated:
        return redirect(_after(request))
    form = SignInForm(request, data=request.POST or None)
    accounts = demo.accounts(bureau)
    chosen = request.GET.get("as", "")
    if request.method == "GET" and chosen in {account.username for account in accounts}:
        form.fill(chosen, demo.PASSWORD)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        response = redirect(_after(request))
        kept.remember(response, form.get_user())
        sign_ins.signed_in(request, response, user=form.get_user())
        return response
    if request.method == "POST" and form.has_error(NON_FIELD_ERRORS):
        is_locked = getattr(request, "axes_locked_out", False)
        outcome = SignInOutcome.LOCKED if is_locked else SignInOutcome.WRONG
        sign_ins.note(request, username=form.cleaned_data.get("username", ""), outcome=outcome)
    return render(
        request,
        "accounts/sign_in.html",
        {
            "form": form,
            "demo_accounts": accounts,
            "demo_password": demo.PASSWORD if accounts else "",
            "chosen": chosen,
            "next": request.POST.get("next") or request.GET.get("next", ""),
            "expired": "expired" in request.GET,
            "waiting": kept.waiting(request),
        },
    )


def _after(request) -> str:
    """The kept form first, then the page asked for, then the person's own first page."""
    if kept.kept_for(request):
        return "accounts:resume"
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return navigation.home(request.user)


@require_POST
def sign_out(request):
    sign_ins.note(request, user=request.user, outcome=SignInOutcome.OUT)
    logout(request)
    response = redirect("accounts:sign_in")
    response.delete_cookie(settings.SESSION_COOKIE_NAME, samesite=settings.SESSION_COOKIE_SAMESITE)
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def resume(request):
    """Show what was being sent; the person looks at it and sends it once more, or drops it."""
    if request.method == "POST":
        kept.forget(request)
        return redirect(navigation.home(request.user))
    post = kept.kept_for(request)
    if post is None:
        return redirect(navigation.home(request.user))
    return render(
        request,
        "accounts/resume.html",
        {"post": post, "at": parse_datetime(post.at), "words": _typed_words(post.fields)},
    )


def _typed_words(fields: list[tuple[str, str]]) -> list[str]:
    """What somebody wrote by hand; codes, numbers of rows and the form's own bookkeeping say nothing to a reader."""
    words = [value for _, value in fields if CHINESE.search(value)]
    return [text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}……" for text in words]
