"""The second pair of eyes and the organ's word: countersigning an opinion, deciding on an act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cases.enums import ActState, Verdict
from cases.forms.decide import CountersignForm, DecideForm
from cases.law import law_on
from cases.likeness import has_like_cases, like_cases
from cases.models import Act, FirstView, Opinion, PenaltyProcedure
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
    return rows.prefetch_related("first_views__stated_by").filter(is_current=True).first()


def _first_view(request: HttpRequest, opinion: Opinion | None) -> FirstView | None:
    """What this person wrote before the like cases were shown."""
    rows = opinion.first_views.all() if opinion else ()
    return next((row for row in rows if row.stated_by_id == request.user.pk), None)


def _sign(request: HttpRequest, act: Act, opinion: Opinion, form: CountersignForm) -> str:
    """First what one thinks oneself; where there are like cases, these are shown before the signature counts."""
    given = {"actor": request.user, "opinion": opinion, "version": form.seen_version, **form.values}
    if _first_view(request, opinion) is None and has_like_cases(act, opinion.assessment):
        proposals.state_first_view(**given)
        messages.success(request, "初步意见已留存。请对照同类案件的处理，再签署。")
        return act_url("countersign", act)
    row = proposals.countersign(**given)
    say(request, row, "已签署同意。" if form.values["approve"] else "已退回承办人。")
    return to("detail", act.case_id)


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
    first = _first_view(request, opinion)
    form = CountersignForm(
        posted(request),
        user=request.user,
        case=act.case,
        place=f"act:{act.pk}:countersign",
        initial={"approve": "yes" if first.verdict == Verdict.APPROVE else "no", "words": first.words} if first else {},
    )
    sent = request.method == "POST" and opinion is not None
    if sent and (done := attempt(request, form, lambda: _sign(request, act, opinion, form))):
        return done
    may = Powers(request.user, act.case, act)
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "form": form,
        "opinion": opinion,
        "first": first,
        "like": like_cases(act, opinion.assessment, request.user) if opinion and first else None,
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
