"""What somebody is typing, saved as they go; never part of the file until it is sent."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cases.forms.base import HIDDEN
from cases.services import facts

# The page sends its own title along; no field of a form has this name.
TITLE = "draft_title"
NOT_KEPT = {*HIDDEN, "csrfmiddlewaretoken", "drop", TITLE}
SITE = "· 行政柔性执法"
PLACE_LENGTH = 120
LIMIT = 64 * 1024


def typed(request: HttpRequest) -> dict[str, str | list[str]]:
    """The fields as a form takes them back as initial values: one value, or a list where several were chosen."""
    rows = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    return {name: values[0] if len(values) == 1 else values for name, values in rows.items()}


def _came_from(request: HttpRequest) -> str:
    """The page of ours the form stands on, as path and query; empty for any other."""
    came = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(came)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(_came_from(request) or "start")


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what was typed under the form's name, or throw it away when asked. Every person has drafts of their own."""
    place = request.POST.get("place", "")
    content = typed(request)
    if not place or len(place) > PLACE_LENGTH or sum(len(str(value)) for value in content.values()) > LIMIT:
        return HttpResponseBadRequest("草稿没有保存：内容太长，请先提交。", content_type="text/plain; charset=utf-8")
    if request.POST.get("drop"):
        facts.drop_draft(actor=request.user, place=place)
        return _back(request)
    title = request.POST.get(TITLE, "").removesuffix(SITE).strip()
    facts.save_draft(actor=request.user, place=place, content=content, title=title, address=_came_from(request))
    return HttpResponse(status=204) if request.headers.get("X-Draft") else _back(request)
