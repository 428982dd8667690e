"""Everybody signs in first; what was being sent when a session ran out is kept and comes back after sign-in."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url

from accounts import kept, sessions
from accounts.models import Bureau


class LastingSessionMiddleware(SessionMiddleware):
    """Django's sessions, but an answer that knows no session never takes the cookie away.

    A draft saved in the background may be answered after the sign-in page has begun a new session under the same cookie;
    removing it then would lose what was typed. Signing out takes it away by itself.
    """

    def process_response(self, request, response):
        name = settings.SESSION_COOKIE_NAME
        is_wanted = name in response.cookies
        response = super().process_response(request, response)
        if not is_wanted and name in response.cookies and not response.cookies[name].value:
            del response.cookies[name]
        return response


class SignedInMiddleware(LoginRequiredMiddleware):
    """Views marked `login_not_required` are open. An installation without a bureau leads to its set-up."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.user.is_authenticated:
            if sessions.is_over(request):
                sessions.end(request)
                logout(request)
            elif page := sessions.owed_page(request):
                return redirect(page)
            elif request.method == "POST":
                kept.arrived(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if request.headers.get("X-Draft"):
            return HttpResponse(status=401)
        if getattr(request, "htmx", False):
            # A part of the page that asks in the background changes nothing: leading the browser away could cut off the
            # form that is being sent at the same moment, which is kept and leads to the sign-in itself.
            return HttpResponse(status=204)
        if not Bureau.objects.exists():
            return redirect("accounts:set_up")
        if request.method == "POST":
            kept.keep(request)
            back = settings.LOGIN_REDIRECT_URL
            to = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'expired': 1})}"
        else:
            back = request.get_full_path()
            to = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
        return redirect(to)
