"""Sign in, sign out, and what was being sent when a session ran out."""

import re
import time

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import demo, guard, kept, navigation, second_factor, sessions, sign_ins
from accounts.enums import SignInOutcome
from accounts.forms import SignInForm, carry_out
from accounts.forms_access import CodeForm
from accounts.models import Bureau, User

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF_WAY, HALF_WAY_SECONDS = "half_way", 300
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
        return redirect(_after(request, _wanted(request)))
    accounts = demo.accounts(bureau)
    chosen = request.GET.get("as", "")
    form = SignInForm(request, data=request.POST or None)
    status = 200
    if request.method == "GET" and chosen in {account.username for account in accounts}:
        form.fill(chosen, demo.PASSWORD)
    if request.method == "POST":
        if seconds := guard.seconds_to_wait(request, request.POST.get("username", "")):
            form, status = SignInForm.waiting(request, request.POST.get("username", ""), seconds), 429
        elif form.is_valid():
            return _password_was_right(request, form.get_user())
        elif form.has_error(NON_FIELD_ERRORS):
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
            "next": _wanted(request),
            "expired": "expired" in request.GET,
            "waiting": kept.waiting(request),
        },
        status=status,
    )


def _password_was_right(request, user):
    """Signed in, or, with a second factor, asked for it first: until then nobody is signed in."""
    if not (sessions.is_strict() and second_factor.of(user)):
        return _enter(request, user, _wanted(request))
    request.session[HALF_WAY] = {"user": user.pk, "until": time.time() + HALF_WAY_SECONDS, "next": _wanted(request)}
    return redirect("accounts:sign_in_code")


def _enter(request, user, wanted: str):
    login(request, user, backend=BACKEND)
    sessions.begin(request, user)
    response = redirect(sessions.owed_page(request) or _after(request, wanted))
    kept.remember(response, user)
    sign_ins.signed_in(request, response, user=user)
    return response


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def sign_in_code(request):
    """The code on the phone, or a recovery code. The password was right a moment ago."""
    half = request.session.get(HALF_WAY)
    if request.user.is_authenticated or not half or half["until"] < time.time():
        request.session.pop(HALF_WAY, None)
        return redirect("accounts:sign_in")
    user = get_object_or_404(User, pk=half["user"], is_active=True)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_right = carry_out(form, second_factor.is_right, user=user, code=form.cleaned_data["code"])
        if is_right:
            del request.session[HALF_WAY]
            return _enter(request, user, half["next"])
        if is_right is False:
            form.add_error("code", "验证码不正确，或者已经用过。请等手机上出现新的验证码再输入。")
        sign_ins.note(request, user=user, outcome=SignInOutcome.CODE)
    return render(request, "accounts/sign_in_code.html", {"form": form})


def _wanted(request) -> str:
    return request.POST.get("next") or request.GET.get("next", "")


def _after(request, wanted: str) -> str:
    """The kept form first, then the page asked for, then the person's own first page."""
    if kept.kept_for(request):
        return "accounts:resume"
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return navigation.home(request.user)


@require_POST
def sign_out(request):
    sign_ins.note(request, user=request.user, outcome=SignInOutcome.OUT)
    sessions.end(request)
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
