"""首违核查: the registers, the window, the frozen result, and its proof on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.enums import CheckResult
from cases.forms.base import WorkForm
from cases.law import law_on
from cases.models import Act, FirstOffenceCheck, Register
from cases.services import history, papers
from cases.sheets import fact_sheet
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.reasons import outcome_name
from cases.views.steps import STEPS
from cases.views.support import act_url, attempt, find_act, page, to
from cases.windows import WINDOW_WORDS, Window, window_of

MARKS = {CheckResult.NONE: "done", CheckResult.FOUND: "late", CheckResult.NOT_SEARCHED: "unknown"}


def _shown(check: FirstOffenceCheck) -> dict[str, Any]:
    return {
        "row": check,
        "kind": MARKS[CheckResult(check.result)],
        "word": check.get_result_display(),
        "window": WINDOW_WORDS.get(check.window, check.window),
        "registers": check.registers,
        "priors": [{**prior, "result_name": outcome_name(prior["result"])} for prior in check.priors],
    }


def _page(request: HttpRequest, act: Act, form: WorkForm) -> HttpResponse:
    on = timezone.localdate()
    window: Window | None = window_of(fact_sheet(act, on), law_on(on))
    checks = [_shown(check) for check in act.first_checks.select_related("made_by")]
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "form": form,
        "window": window,
        "newest": checks[0] if checks else None,
        "older": checks[1:],
        "registers": list(Register.objects.order_by("kind")),
        "must_answer": bool(checks) and checks[0]["row"].result == CheckResult.NOT_SEARCHED,
        "may": Powers(request.user, act.case, act),
        "step": STEPS["首违核查"],
    }
    return page(request, "cases/first_check.html", context, form)


@require_http_methods(["GET", "POST"])
def first_check(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    if request.method == "GET":
        return _page(request, act, WorkForm(user=request.user, case=act.case))
    form = WorkForm(request.POST, user=request.user, case=act.case)

    def write() -> str:
        history.check_first_offence(actor=request.user, act=act, version=form.seen_version)
        return act_url("first_check", act)

    return attempt(request, form, write, "核查结果已固定，可以打印核查单。") or _page(request, act, form)


@require_POST
def print_check(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """The proof as a paper of the file: drafted from the newest check, to be looked at and issued."""
    act = find_act(request, pk, order)
    form = WorkForm(request.POST, user=request.user, case=act.case)

    def write() -> str:
        paper = papers.draft_case_paper(
            actor=request.user, case=act.case, act=act, kind="FIRST_OFFENCE_CHECK", version=form.seen_version
        )
        return to("paper", pk, paper.pk)

    return attempt(request, form, write, "首违核查单已起草，请核对后制发。") or _page(request, act, form)
