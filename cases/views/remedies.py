"""Remedies of one act: the applications, our answers, the results, and what was put right."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Bureau
from cases.forms.base import WorkForm
from cases.forms.remedies import CorrectOwnForm, RemedyForm, RemedyResultForm, ReplyForm
from cases.models import Act, Decision, Remedy
from cases.services import remedies as verbs
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.steps import STEPS
from cases.views.support import act_url, attempt, find_act, page


def _decision(act: Act) -> Decision:
    return get_object_or_404(Decision.objects.filter(act=act))


def _served_on(act: Act):
    paper = act.papers.filter(paper__kind__in=["NO_PENALTY_DECISION", "PENALTY_DECISION"]).first()
    service = getattr(paper.paper, "service", None) if paper else None
    return service.served_on if service else None


def _page(request: HttpRequest, act: Act, **forms: WorkForm) -> HttpResponse:
    decision = _decision(act)
    rows = list(decision.remedies.select_related("recorded_by", "file"))
    today, base = timezone.localdate(), {"user": request.user, "case": act.case}
    place = f"act:{act.pk}:remedy"
    organ = Bureau.objects.get().review_organ
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "decision": decision,
        "rows": rows,
        "running": [row for row in rows if not row.result],
        "last_days": verbs.last_days(_served_on(act)),
        "record": RemedyForm(place=place, initial={"organ": organ, "notified_on": today}, **base),
        "reply": ReplyForm(place=f"{place}:reply", initial={"on": today}, **base),
        "result": RemedyResultForm(place=f"{place}:result", initial={"received_on": today}, **base),
        "correct": CorrectOwnForm(place=f"{place}:correct", **base),
        "may": Powers(request.user, act.case, act),
        "step": STEPS["救济"],
        **forms,
    }
    return page(request, "cases/remedies.html", context, next(iter(forms.values()), None))


@require_http_methods(["GET", "POST"])
def remedies(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    if request.method == "GET":
        return _page(request, act)
    _decision(act)
    form = RemedyForm(request.POST, user=request.user, case=act.case)
    call = lambda: verbs.record_remedy(actor=request.user, act=act, version=form.seen_version, **form.values)  # noqa: E731
    return _send(request, act, "record", form, call, "已登记，请按期答复、答辩。")


def _send(
    request: HttpRequest, act: Act, name: str, form: WorkForm, call: Callable[[], object], said: str
) -> HttpResponse:
    def write() -> str:
        call()
        return act_url("remedies", act)

    return attempt(request, form, write, said) or _page(request, act, **{name: form})


def _find(act: Act, row: int) -> Remedy:
    found = get_object_or_404(Remedy.objects.filter(decision__act=act), pk=row)
    found.decision.act = act
    return found


@require_POST
def reply(request: HttpRequest, pk: int, order: int, row: int) -> HttpResponse:
    act = find_act(request, pk, order)
    found, form = _find(act, row), ReplyForm(request.POST, user=request.user, case=act.case)
    call = lambda: verbs.reply_to_remedy(  # noqa: E731
        actor=request.user, remedy=found, version=form.seen_version, **form.values
    )
    return _send(request, act, "reply", form, call, "答复、答辩已登记。")


@require_POST
def result(request: HttpRequest, pk: int, order: int, row: int) -> HttpResponse:
    act = find_act(request, pk, order)
    found, form = _find(act, row), RemedyResultForm(request.POST, request.FILES, user=request.user, case=act.case)

    def call() -> object:
        said = form.values
        file = said.pop("file")
        sent = (file.name, file.read()) if file else None
        return verbs.record_remedy_result(
            actor=request.user, remedy=found, file=sent, version=form.seen_version, **said
        )

    return _send(request, act, "result", form, call, "结果已登记。")


@require_POST
def correct(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    _decision(act)
    form = CorrectOwnForm(request.POST, user=request.user, case=act.case)
    call = lambda: verbs.correct_own_decision(  # noqa: E731
        actor=request.user, act=act, version=form.seen_version, **form.values
    )
    return _send(request, act, "correct", form, call, "已改变决定，须在3个工作日内撤回公示。")
