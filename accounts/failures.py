"""Pages for what went wrong: each says in plain Chinese what to do next."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request, exception):
    return render(request, "400.html", {"too_large": isinstance(exception, TOO_LARGE)}, status=400)


def forbidden(request, exception):
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    """Without request and context: what failed may be the database or the session."""
    return HttpResponseServerError(render_to_string("500.html"))


def csrf_failure(request, reason=""):
    """The form is older than the sign-in, or cookies are off."""
    return render(request, "403_csrf.html", status=403)
