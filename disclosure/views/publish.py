"""公示 from the inside: the preview with every removal marked, the second person's signature, the withdrawal."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.base import WorkForm
from cases.models import Act
from cases.services.publication import overturned
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.support import attempt, find_act, page
from disclosure import publishing
from disclosure.allowed import table
from disclosure.extract import said_of
from disclosure.forms_publish import ProposeForm, SignForm, WithdrawForm
from disclosure.models import Publication, PublicationState
from records.errors import DomainError

OPEN = (PublicationState.PROPOSED, PublicationState.PUBLIC)


def _address(act: Act) -> str:
    return reverse("publication", args=[act.case_id, act.order])


def _preview(act: Act, hidden: publishing.Hidden) -> tuple[list[dict[str, object]], str]:
    """The lines as they would be published; the reason where that cannot be said yet."""
    try:
        return publishing.frozen(publishing.decision_of(act), publishing.check_hidden(hidden)), ""
    except DomainError as error:
        return [], error.message


def _page(request: HttpRequest, act: Act, **forms: WorkForm) -> HttpResponse:
    base = {"user": request.user, "case": act.case}
    rows = list(act.publications.select_related("proposed_by", "signed_by", "ended_by", "disclosed"))
    current = next((row for row in rows if row.state in OPEN), None)
    propose = forms.get("propose") or ProposeForm(place=f"act:{act.pk}:publication", **base)
    lines, reason = (current.content, "") if current else _preview(act, propose.hidden)
    said = said_of(act, on=timezone.localdate())
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "kind": said.kind if said else None,
        "rows": rows,
        "current": current,
        "lines": lines,
        "reason": reason,
        "removed": [piece for line in lines for piece in line["pieces"] if piece[1]],
        "grounds": table().grounds,
        "overturned": overturned(act),
        "owed": act.case.obligations.open().filter(act=act, kind__in=["disclose", "withdraw"]).order_by("due_on"),
        "is_own": current is not None and current.proposed_by_id == request.user.pk,
        "may": Powers(request.user, act.case, act),
        "propose": propose,
        "sign": forms.get("sign") or SignForm(**base),
        "withdraw": forms.get("withdraw") or WithdrawForm(**base),
    }
    return page(request, "disclosure/publication.html", context, next(iter(forms.values()), None))


def _send(
    request: HttpRequest, act: Act, name: str, form: WorkForm, call: Callable[[], object], said: str
) -> HttpResponse:
    def write() -> str:
        call()
        return _address(act)

    return attempt(request, form, write, said) or _page(request, act, **{name: form})


@require_http_methods(["GET", "POST"])
def publication(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """POST with `preview` shows the words again with what was marked; nothing is written."""
    act = find_act(request, pk, order)
    if request.method == "GET":
        return _page(request, act)
    form = ProposeForm(request.POST, user=request.user, case=act.case)
    if "preview" in request.POST:
        form.is_valid()
        return _page(request, act, propose=form)

    def call() -> object:
        return publishing.propose(
            actor=request.user,
            act=act,
            hidden=form.hidden,
            withheld=form.cleaned_data["withheld"],
            withheld_words=form.cleaned_data["withheld_words"],
            version=form.seen_version,
        )

    return _send(request, act, "propose", form, call, "公示稿已提交，等第二人审核。")


def _current(act: Act, state: str) -> Publication:
    row = act.publications.filter(state=state).first()
    if row is None:
        raise DomainError("这份公示稿已经处理，请看最新情况。")
    return row


@require_POST
def sign(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = SignForm(request.POST, user=request.user, case=act.case)

    def call() -> object:
        said = form.cleaned_data
        return publishing.sign(
            actor=request.user,
            publication=_current(act, PublicationState.PROPOSED),
            approve=said["verdict"] == "approve",
            words=said["words"],
            version=form.seen_version,
        )

    return _send(request, act, "sign", form, call, "审核意见已登记。")


@require_POST
def withdraw(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = WithdrawForm(request.POST, user=request.user, case=act.case)

    def call() -> object:
        return publishing.withdraw(
            actor=request.user, act=act, words=form.cleaned_data["words"], version=form.seen_version
        )

    return _send(request, act, "withdraw", form, call, "已撤回公示，公开页面只保留撤回的理由。")
