"""What every page of a file shares: the lookup that is the permission, and the one way a form is sent."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cases.forms.base import WorkForm
from cases.models import Act, Case
from cases.services import facts
from cases.services.move import STREAM
from records.errors import DomainError, Stale
from records.models import Event

DONE_KEY = "sent_forms"
DONE_KEPT = 40
SHOWN_CHANGES = 5


def visible_cases(request: HttpRequest) -> QuerySet[Case]:
    return Case.objects.visible_to(request.user).select_related("party", "section")


def find_case(request: HttpRequest, pk: int) -> Case:
    """The file, if this person may see it; a stranger gets 404."""
    return get_object_or_404(visible_cases(request), pk=pk)


def find_act(request: HttpRequest, pk: int, order: int) -> Act:
    """The act with its file loaded, if this person may see the file."""
    case = find_case(request, pk)
    act = get_object_or_404(Act.objects.select_related("party"), case=case, order=order)
    act.case = case
    return act


def to(name: str, *args: object) -> str:
    return reverse(f"cases:{name}", args=args)


def act_url(name: str, act: Act, *more: object) -> str:
    return to(name, act.case_id, act.order, *more)


def posted(request: HttpRequest) -> QueryDict | None:
    """The data of a bound form; an empty POST is a form sent empty, not a page opened."""
    return request.POST if request.method == "POST" else None


def attempt(request: HttpRequest, form: WorkForm, write: Callable[[], str], said: str = "") -> HttpResponse | None:
    """Send the form once. `write` calls the service and returns the address to go to.

    None: the page must be shown again, with everything that was typed and what is wrong with it. The same form sent
    twice is done once, and the second send leads to where the first one led.
    """
    key = request.POST.get("once", "")[:32]
    if not form.is_valid():
        return _repeated(request, key)
    try:
        with transaction.atomic():
            _one_at_a_time(request, key)
            if again := _repeated(request, key):
                return again
            target = write()
            if form.cleaned_data.get("place"):
                facts.drop_draft(actor=request.user, place=form.cleaned_data["place"])
            _remember(request, key, target)
    except DomainError as error:
        form.refuse(error)
        if isinstance(error, Stale):
            form.others_work = changes_since(form)
            form.renew()
        return None
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    if said:
        messages.success(request, said)
    return redirect(target)


def changes_since(form: WorkForm) -> list[Event]:
    """What others did while this page was open, newest first; shown beside what was typed."""
    if form.case is None:
        return []
    opened = form.cleaned_data.get("version") or 0
    fresh = Case.objects.values_list("version", flat=True).get(pk=form.case.pk)
    how_many = min(max(fresh - opened, 1), SHOWN_CHANGES)
    return list(Event.objects.filter(stream=STREAM, stream_id=form.case.pk).order_by("-sequence")[:how_many])


def _one_at_a_time(request: HttpRequest, key: str) -> None:
    if key:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [f"{request.user.pk}:{key}"])


def _sent_before(request: HttpRequest) -> dict[str, str]:
    """As the database has it now: a second send may have been waiting for the first."""
    stored = type(request.session)(session_key=request.session.session_key)
    return dict(stored.get(DONE_KEY, {}))


def _repeated(request: HttpRequest, key: str) -> HttpResponse | None:
    done = _sent_before(request) if key else {}
    if key not in done:
        return None
    request.session[DONE_KEY] = done
    messages.info(request, "这份表单已经提交过，没有重复登记。")
    return redirect(done[key])


def _remember(request: HttpRequest, key: str, target: str) -> None:
    if not key:
        return
    done = _sent_before(request)
    done[key] = target
    request.session[DONE_KEY] = dict(list(done.items())[-DONE_KEPT:])
    request.session.save()


def page(request: HttpRequest, template: str, context: dict[str, object], form: WorkForm | None = None) -> HttpResponse:
    """Render; a refused form answers 422, so that scripts know nothing was saved."""
    wrong = form is not None and form.is_bound and (form.errors or form.refusals)
    return render(request, template, context | {"wrong": form if wrong else None}, status=422 if wrong else 200)
