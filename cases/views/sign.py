"""The second pair of eyes and the organ's word: countersigning an opinion, deciding on an act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cases.enums import ActState
from cases.forms.decide import CountersignForm, DecideForm
from cases.law import law_on
from cases.models import Act, PenaltyProcedure
from cases.outcomes import PUNISHED
from cases.services import decisions, proposals
from cases.services.offers import needs_offer
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.reasons import recommendation_of, unproved
from cases.views.steps import STEPS
from cases.views.support import act_url, attempt, find_act, page, posted, to


def _opinion(act: Act):
    rows = act.opinions.select_related("assessment", "submitted_by", "countersignature__signed_by")
    return rows.filter(is_current=True).first()


def say(request: HttpRequest, row: object, words: str) -> None:
    """What was done; or, when facts or law have moved on, that nothing was and why."""
    if isinstance(row, proposals.SentBack):
        messages.warning(request, row.message)
    else:
        messages.success(request, words)


@require_http_methods(["GET", "POST"])
def countersign(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    opinion = _opinion(act)
    form = CountersignForm(posted(request), user=request.user, case=act.case, place=f"act:{act.pk}:countersign")
    if request.method == "POST" and opinion is not None:

        def write() -> str:
            row = proposals.countersign(actor=request.user, opinion=opinion, version=form.seen_version, **form.values)
            say(request, row, "已签署同意。" if form.values["approve"] else "已退回承办人。")
            return to("detail", pk)

        if done := attempt(request, form, write):
            return done
    may = Powers(request.user, act.case, act)
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "form": form,
        "opinion": opinion,
        "rec": recommendation_of(opinion.assessment) if opinion else None,
        "unproved": unproved(act, law_on(opinion.assessment.as_of).facts) if opinion else [],
        "may": may,
        "refusal": may.refusal("countersign"),
        "own": opinion is not None and opinion.submitted_by_id == request.user.pk,
        "step": STEPS["签署"],
    }
    return page(request, "cases/countersign.html", context, form)


@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    opinion = _opinion(act)
    form = DecideForm(
        posted(request),
        user=request.user,
        case=act.case,
        place=f"act:{act.pk}:decision",
        initial={"reasons": opinion.reasons if opinion else ""},
    )
    if request.method == "POST":

        def write() -> str:
            row = decisions.decide(actor=request.user, act=act, version=form.seen_version, **form.values)
            say(request, row, "已作出决定，记入案卷。")
            return act_url("penalty", act) if isinstance(row, PenaltyProcedure) else to("detail", pk)

        if done := attempt(request, form, write):
            return done
    may = Powers(request.user, act.case, act)
    offer = act.offer
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "form": form,
        "opinion": opinion,
        "offer": offer,
        "reply": offer.reply if offer else None,
        "decision": getattr(act, "decision", None),
        "rec": recommendation_of(opinion.assessment) if opinion else None,
        "unproved": unproved(act, law_on(opinion.assessment.as_of).facts) if opinion else [],
        "punishes": opinion is not None and opinion.outcome in PUNISHED,
        "waits": act.state == ActState.SIGNED and needs_offer(act),
        "may": may,
        "refusal": may.refusal("decide"),
        "step": STEPS["作出决定"],
    }
    return page(request, "cases/decision.html", context, form)
