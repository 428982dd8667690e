"""Everybody signs in first; what was being sent when a session ran out is kept and comes back after sign-in."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url

from accounts import kept
from accounts.models import Bureau


class SignedInMiddleware(LoginRequiredMiddleware):
    """Views marked `login_not_required` are open. An installation without a bureau leads to its set-up."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method == "POST" and request.user.is_authenticated:
            kept.arrived(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if request.headers.get("X-Draft"):
            return HttpResponse(status=401)
        if not Bureau.objects.exists():
            return redirect("accounts:set_up")
        if request.method == "POST":
            kept.keep(request)
            back = settings.LOGIN_REDIRECT_URL
            to = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'expired': 1})}"
        else:
            back = request.get_full_path()
            to = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": to})
        return redirect(to)
