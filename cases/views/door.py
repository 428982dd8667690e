"""当事人页面 as the file sees it: who has a code, what came in, a new code for whoever lost theirs."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cases.forms.base import WorkForm
from cases.forms.door import RenewForm, RevokeForm
from cases.models import Case, PartyLink, PartyMessage
from cases.services import doors
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.support import attempt, find_case, page, posted, to
from parties.models import Party
from records.errors import DomainError


def _parties(case: Case) -> list[Party]:
    return list(Party.objects.filter(pk__in=[case.party_id, *case.acts.values_list("party_id", flat=True)]))


def door_page(request: HttpRequest, case: Case, wrong: WorkForm | None = None, **forms: WorkForm) -> HttpResponse:
    common = {"user": request.user, "case": case}
    context = {
        "case": case,
        "head": slim(case),
        "links": case.party_links.select_related("party", "paper", "made_by"),
        "messages_in": PartyMessage.objects.filter(act__case=case)
        .select_related("act", "taken_by", "statement")
        .prefetch_related("files"),
        "now": timezone.now(),
        "work": WorkForm(**common),
        "renew": RenewForm(parties=_parties(case), **common),
        "revoke": RevokeForm(**common),
        "may": Powers(request.user, case),
        **forms,
    }
    return page(request, "cases/door.html", context, wrong)


@require_GET
def door(request: HttpRequest, pk: int) -> HttpResponse:
    return door_page(request, find_case(request, pk))


@never_cache
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """The new code is on this answer and nowhere else: reloading the page does not bring it back."""
    case = find_case(request, pk)
    form = RenewForm(posted(request), parties=_parties(case), user=request.user, case=case)
    if form.is_valid():
        party = form.values["party"]
        try:
            code = doors.renew_party_link(actor=request.user, case=case, party=party, version=form.seen_version)
        except DomainError as error:
            form.refuse(error)
        else:
            return _told_once(request, case, party, code)
    return door_page(request, case, form, renew=form)


def _told_once(request: HttpRequest, case: Case, party: Party, code: str) -> HttpResponse:
    url = doors.address(code)
    context = {
        "case": case,
        "head": slim(case),
        "party": party,
        "url": url,
        "code": doors.written(code),
        "picture": segno.make(url, error="m").svg_data_uri(scale=5, border=2),
        "days": doors.VALID_DAYS,
    }
    return render(request, "cases/door_code.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    case = find_case(request, pk)
    link = get_object_or_404(PartyLink, pk=row, case=case)
    form = RevokeForm(posted(request), user=request.user, case=case)

    def write() -> str:
        doors.revoke_party_link(actor=request.user, link=link, version=form.seen_version, **form.values)
        return to("door", pk)

    if done := attempt(request, form, write, "办理码已经停用。"):
        return done
    return door_page(request, case, form, revoke=form)


@require_POST
def take(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    case = find_case(request, pk)
    message = get_object_or_404(PartyMessage, pk=row, act__case=case)
    form = WorkForm(posted(request), user=request.user, case=case)

    def write() -> str:
        doors.take_party_message(actor=request.user, message=message, version=form.seen_version)
        return to("door", pk)

    if done := attempt(request, form, write, "材料已收取，附件已列为证据，复查时可以引用。"):
        return done
    return door_page(request, case, form, work=form)
