"""What every page of this room shares: who may come, the tabs, the one way a form or a button is sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from accounts.access import for_roles
from accounts.enums import ADMINISTRATORS, Role
from accounts.forms import carry_out
from records.errors import DomainError
from records.models import StoredFile
from training.people import is_manager, may_see_figures, remember_capacities
from training.services.base import ASK_MANAGER

_everybody_who_learns = for_roles(*(role for role in Role if role not in ADMINISTRATORS))

TABS = (
    ("home", "我的学习", "training:home"),
    ("courses", "课程", "training:courses"),
    ("sessions", "培训场次", "training:sessions"),
    ("guiding", "指导性案例", "training:guiding"),
    ("licences", "适用资格", "training:licences"),
    ("plan", "实施方案", "training:plan"),
)
FIGURE_TABS = (("results", "成效与年度", "training:results"),)
MANAGER_TABS = (
    ("quizzes", "测验与题库", "training:quizzes"),
    ("units", "当事人学习", "training:units"),
    ("imports", "导入", "training:imports"),
)


def learners_only(view: Callable) -> Callable:
    """Pages for everybody but the three administrators."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        remember_capacities(request.user)
        return view(request, *args, **kwargs)

    return _everybody_who_learns(guarded)


def managers_only(view: Callable) -> Callable:
    """Pages on which the training is run: the training manager, or who stands in today."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        remember_capacities(request.user)
        if not is_manager(request.user):
            raise PermissionDenied(ASK_MANAGER)
        return view(request, *args, **kwargs)

    return guarded


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    *,
    here: str = "",
    form: forms.BaseForm | None = None,
    status: int = 0,
) -> HttpResponse:
    """Render inside the room's tabs; a refused form answers 422, so that scripts know nothing was saved."""
    manages = is_manager(request.user)
    tabs = [
        {"name": name, "url": reverse(url), "is_here": key == here}
        for key, name, url in _tabs_for(request.user, manages)
    ]
    refused = form is not None and form.is_bound and bool(form.errors)
    return render(
        request,
        template,
        context | {"tabs": tabs, "manages": manages},
        status=status or (422 if refused else 200),
    )


def _tabs_for(user, manages: bool) -> tuple[tuple[str, str, str], ...]:
    """No tab leads to a page that would refuse."""
    figures = FIGURE_TABS if may_see_figures(user, manages=manages) else ()
    return TABS + figures + (MANAGER_TABS if manages else ())


@dataclass
class FormPage:
    """A page that is one form. `hints`: what the side column explains, as (title, sentence)."""

    title: str
    act: str
    back: str
    here: str
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    sub: str = ""
    draft: str = ""
    danger: bool = False
    has_files: bool = False
    hints: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    def send(
        self,
        request: HttpRequest,
        form: forms.BaseForm,
        verb: Callable,
        *,
        said: str = "",
        to: Callable[[object], str] | str = "",
        values: Callable[[forms.BaseForm], dict] | None = None,
        **arguments,
    ) -> HttpResponse:
        """Show the form, or send it to the service and go on; what is refused stands in the form."""
        if request.method == "POST" and form.is_valid():
            fields = values(form) if values else form.cleaned_data
            row = carry_out(form, verb, actor=request.user, **arguments, **fields)
            if row is not None:
                if said:
                    messages.success(request, said)
                return redirect(to(row) if callable(to) else to or self.back)
        return page(request, "training/form.html", {"page": self, "form": form}, here=self.here, form=form)


def press(request: HttpRequest, verb: Callable, *, to: str, said: str = "", **arguments) -> HttpResponse:
    """A button without fields: done, or the refusal in words on the page it leads back to."""
    try:
        verb(actor=request.user, **arguments)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        if said:
            messages.success(request, said)
    return redirect(to)


def file_response(file: StoredFile) -> FileResponse:
    """A stored file through the object it belongs to; shown in the browser only where that is harmless."""
    shown = file.content_type in {"application/pdf", "image/png", "image/jpeg"}
    response = FileResponse(file.content.open("rb"), content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(not shown, file.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def sheet_response(content: bytes, name: str) -> HttpResponse:
    """An Excel file to keep."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
