"""The party's page: its papers, what it may choose, say and report, where it may complain; all by its code, no account."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import PartyLink
from cases.services import doors
from cases.services import party as verbs
from disclosure import party as reads
from disclosure.forms import AnswerForm, CorrectionForm, PartyForm, StatementForm
from disclosure.views.door import for_party, page
from records.errors import DomainError

DONE = {
    "answered": ("已经收到您的选择", "在本局作出决定以前，您可以改变选择。"),
    "stated": ("已经收到您的陈述、申辩", "办案人员复核以前，本局不会作出处罚决定；不会因为申辩加重处罚。"),
    "rated": ("谢谢您的评价", "评价不记名，办案人员看不到是谁写的。"),
    "complained": ("投诉已经交给内部监督人员", "办案人员看不到投诉内容；投诉不影响您的案件怎么处理。"),
    "corrected": ("已经收到改正情况", "办案人员会来复查，是否改正以复查结果为准。"),
}


def shown(link: PartyLink, code: str, **more: object) -> dict[str, object]:
    name, phone = reads.contact(link)
    return {"link": link, "code": code, "contact_name": name, "contact_phone": phone} | more


@require_GET
@for_party
def home(request: HttpRequest, link: PartyLink, code: str) -> HttpResponse:
    doors.note_opened(link)
    title, text = DONE.get(request.GET.get("done", ""), ("", ""))
    more = {"matters": reads.matters(link), "papers": reads.papers_of(link), "done_title": title, "done_text": text}
    return page(request, "disclosure/party.html", shown(link, code, **more))


@require_GET
@for_party
def paper(request: HttpRequest, link: PartyLink, code: str, pk: int) -> HttpResponse:
    """The stored bytes of a paper of the party's own."""
    row = get_object_or_404(reads.papers_of(link), pk=pk)
    response = HttpResponse(bytes(row.stored.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(f'{row.title}{row.number}.pdf')}"
    response["X-Robots-Tag"] = "noindex"
    return response


def _matter(link: PartyLink, order: int) -> reads.Matter:
    row = reads.matter_of(link, order)
    if row is None:
        raise Http404
    return row


def send(
    request: HttpRequest, code: str, form: PartyForm, errors: list[DomainError], write: Callable[[], object], done: str
) -> HttpResponse | None:
    """Do it once the form is whole; what the service refuses is said on the page with everything that was typed."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        write()
    except DomainError as error:
        if error.field in form.fields:
            form.add_error(error.field, error.message)
        else:
            errors.append(error)
        return None
    return redirect(f"{reverse('party', args=[code])}?done={done}")


@require_http_methods(["GET", "POST"])
@for_party
def answer(request: HttpRequest, link: PartyLink, code: str, order: int) -> HttpResponse:
    row, errors = _matter(link, order), []
    form = AnswerForm(_posted(request)[0])

    def write() -> object:
        return verbs.answer_online(link=link, act=row.act, **form.cleaned_data)

    if done := send(request, code, form, errors, write, "answered"):
        return done
    context = shown(link, code, row=row, form=form, errors=errors, choices=_choices(form))
    return page(request, "disclosure/party_answer.html", context, status=status_of(form, errors))


def _choices(form: AnswerForm) -> list[dict[str, object]]:
    chosen = form["answer"].value()
    return [
        {"value": value, "label": label, "hint": hint, "checked": value == chosen}
        for value, label, hint in reads.CHOICES
    ]


@require_http_methods(["GET", "POST"])
@for_party
def statement(request: HttpRequest, link: PartyLink, code: str, order: int) -> HttpResponse:
    row, errors = _matter(link, order), []
    form = StatementForm(*_posted(request))

    def write() -> object:
        said = form.cleaned_data
        files = form.sent()
        return verbs.send_statement(
            link=link, act=row.act, person_name=said["person_name"], words=said["words"], files=files
        )

    if done := send(request, code, form, errors, write, "stated"):
        return done
    context = shown(link, code, row=row, form=form, errors=errors)
    return page(request, "disclosure/party_statement.html", context, status=status_of(form, errors))


@require_http_methods(["GET", "POST"])
@for_party
def correction(request: HttpRequest, link: PartyLink, code: str, order: int) -> HttpResponse:
    row, errors = _matter(link, order), []
    form = CorrectionForm(*_posted(request))

    def write() -> object:
        said = form.cleaned_data
        return verbs.send_correction(
            link=link,
            act=row.act,
            person_name=said["person_name"],
            words=said["words"],
            done_on=said["done_on"],
            files=form.sent(),
        )

    if done := send(request, code, form, errors, write, "corrected"):
        return done
    context = shown(link, code, row=row, form=form, errors=errors)
    return page(request, "disclosure/party_correction.html", context, status=status_of(form, errors))


def _posted(request: HttpRequest) -> tuple[object, object]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def status_of(form: PartyForm, errors: list[DomainError]) -> int:
    return 422 if errors or form.errors else 200
