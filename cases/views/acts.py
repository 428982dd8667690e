"""One act of a file: adding it, and its own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases.forms.acts import ActForm, offence_choices
from cases.law import law_on
from cases.services import facts
from cases.views.actsteps import act_steps
from cases.views.heads import slim
from cases.views.outlook import outlook
from cases.views.powers import Powers
from cases.views.steps import STEPS
from cases.views.support import act_url, attempt, find_act, find_case, page, posted


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk)
    law = law_on(timezone.localdate())
    fit, unfit = offence_choices(law, case.party)
    form = ActForm(posted(request), offences=fit, law=law, user=request.user, case=case, place=f"case:{pk}:act")
    if request.method == "POST":

        def write() -> str:
            said = form.values
            act = facts.add_act(
                actor=request.user,
                case=case,
                violation=said["violation"],
                subject=said["subject"],
                version=form.seen_version,
            )
            for key, value in form.report.items():
                facts.record_fact(actor=request.user, act=act, key=key, value=value)
            return act_url("act", act)

        if done := attempt(request, form, write, "违法行为已登记。接下来逐项查明事实。"):
            return done
    context = {
        "case": case,
        "head": slim(case),
        "form": form,
        "unfit": unfit,
        "may": Powers(request.user, case),
        "step": STEPS["违法行为与事实"],
    }
    return page(request, "cases/act_new.html", context, form)


@require_GET
def act(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """The act by itself: what is known, what is missing, where each of its steps stands."""
    found = find_act(request, pk, order)
    on = timezone.localdate()
    may = Powers(request.user, found.case, found)
    context = {
        "act": found,
        "case": found.case,
        "head": slim(found.case, found),
        "rows": act_steps(found),
        "outlook": outlook(found, law_on(on), on),
        "may": may,
        "step": STEPS["违法行为与事实"],
    }
    return render(request, "cases/act.html", context)
