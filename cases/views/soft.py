"""Soft handling: the measure offered, the party's free answer, the education that follows the decision."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.enums import CASE_WORKERS
from accounts.models import User
from cases.enums import ActState
from cases.forms.decide import AnswerForm, EducationForm, OfferForm
from cases.law import law_on
from cases.models import Act
from cases.services import education as education_verbs
from cases.services import offers
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.steps import STEPS
from cases.views.support import act_url, attempt, find_act, page, posted
from rules.deadlines import add_working_days

ANSWER_WORKING_DAYS = 5


def _witnesses(request: HttpRequest, act: Act) -> list[User]:
    """Other licensed officers, those of the section first."""
    rows = User.objects.certified(on=timezone.localdate()).filter(role__in=CASE_WORKERS).exclude(pk=request.user.pk)
    section = act.case.section_id
    return sorted(rows.select_related("section"), key=lambda one: (one.section_id != section, one.pk))


def _offer_form(request: HttpRequest, act: Act) -> OfferForm:
    today = timezone.localdate()
    due = add_working_days(today, ANSWER_WORKING_DAYS, law_on(today).calendar)
    return OfferForm(
        posted(request),
        user=request.user,
        case=act.case,
        place=f"act:{act.pk}:offer",
        initial={"answer_by": due.on},
    )


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Make the offer; once made, the page leads to the answer."""
    act = find_act(request, pk, order)
    form = _offer_form(request, act)
    if request.method == "POST":

        def write() -> str:
            offers.make_offer(actor=request.user, act=act, version=form.seen_version, **form.values)
            return act_url("answer", act)

        if done := attempt(request, form, write, "已记入征求意愿。当事人答复后，在这里登记。"):
            return done
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "form": form,
        "opinion": act.opinion,
        "offer": act.offer,
        "needed": act.state == ActState.SIGNED and offers.needs_offer(act),
        "may": Powers(request.user, act.case, act),
        "step": STEPS["征求意愿"],
    }
    return page(request, "cases/offer.html", context, form)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    made = act.offer
    form = AnswerForm(
        posted(request),
        request.FILES or None,
        people=_witnesses(request, act),
        user=request.user,
        case=act.case,
        place=f"act:{act.pk}:answer",
        initial={"answered_on": timezone.localdate()},
    )
    if request.method == "POST" and made is not None:

        def write() -> str:
            said = form.values
            file = said.pop("file")
            upload = (file.name, file.read()) if file else None
            offers.record_answer(actor=request.user, offer=made, upload=upload, version=form.seen_version, **said)
            return act_url("act", act)

        if done := attempt(request, form, write, "当事人的答复已入卷。"):
            return done
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "form": form,
        "offer": made,
        "reply": made.reply if made else None,
        "may": Powers(request.user, act.case, act),
        "step": STEPS["征求意愿"],
    }
    return page(request, "cases/answer.html", context, form)


@require_http_methods(["GET", "POST"])
def education(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = EducationForm(
        posted(request),
        request.FILES or None,
        user=request.user,
        case=act.case,
        place=f"act:{act.pk}:education",
        initial={"on": timezone.localdate(), "recipient": act.party.representative},
    )
    if request.method == "POST":

        def write() -> str:
            said = form.values
            file = said.pop("file")
            upload = (file.name, file.read()) if file else None
            education_verbs.record_education(
                actor=request.user, act=act, upload=upload, version=form.seen_version, **said
            )
            return act_url("education", act)

        if done := attempt(request, form, write, "教育记录已入卷。"):
            return done
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "form": form,
        "rows": list(act.educations.select_related("given_by", "file").order_by("-on", "-pk")),
        "may": Powers(request.user, act.case, act),
        "step": STEPS["教育"],
    }
    return page(request, "cases/education.html", context, form)
