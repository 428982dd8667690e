"""责令改正 and 复查 of one act: the order with its deadline, a longer one, what re-inspection found."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.enums import EvidenceKind
from cases.forms.base import WorkForm
from cases.forms.correct import ExtendForm, OrderForm, RecheckForm
from cases.law import law_on
from cases.models import Act, Correction
from cases.services import corrections, facts
from cases.views.drafts import typed
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.steps import STEPS
from cases.views.support import act_url, attempt, find_act, page, posted, to
from records.enums import PaperStatus
from rules.deadlines import Due, add_days, add_working_days

WORKING = (5, 10, 15)
NATURAL = (7, 15, 30)


@dataclass(frozen=True)
class Pick:
    """A ready deadline: so many days from today in one unit, worked out with its arithmetic."""

    name: str
    due: Due


def picks(on: date) -> list[Pick]:
    calendar = law_on(on).calendar
    working = [Pick(f"{days}个工作日", add_working_days(on, days, calendar)) for days in WORKING]
    return working + [Pick(f"{days}日（自然日）", add_days(on, days)) for days in NATURAL]


def order_state(row: Correction | None) -> str:
    """none, draft, issued (not served), served."""
    if row is None:
        return "none"
    if row.paper is None or row.paper.status == PaperStatus.DRAFT:
        return "draft"
    return "served" if row.served_on else "issued"


def _may_order_again(row: Correction | None) -> bool:
    """A first order or its draft; a new one once the last was looked into or its day has passed."""
    state = order_state(row)
    if state in {"none", "draft"}:
        return True
    return state == "served" and (row.current_deadline < timezone.localdate() or row.rechecks.exists())


def _order_form(request: HttpRequest, act: Act, row: Correction | None) -> OrderForm:
    initial = {"deadline": row.deadline, "requirements": row.requirements} if order_state(row) == "draft" else {}
    place = f"act:{act.pk}:correction"
    if request.method == "POST" and "pick" not in request.POST:
        return OrderForm(request.POST, user=request.user, case=act.case)
    form = OrderForm(user=request.user, case=act.case, place=place, initial=initial)
    if "pick" in request.POST:
        form.draft = None
        form.initial |= typed(request) | {"deadline": request.POST["pick"]}
    return form


def _correction_page(request: HttpRequest, act: Act, form: OrderForm, **forms: WorkForm) -> HttpResponse:
    orders = list(act.corrections.select_related("paper", "ordered_by").prefetch_related("extensions__approved_by"))
    last = orders[0] if orders else None
    may = Powers(request.user, act.case, act)
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "orders": orders,
        "last": last,
        "state": order_state(last),
        "rechecks": list(act.rechecks.select_related("recorded_by").prefetch_related("evidence")),
        "form": form,
        "extend": ExtendForm(user=request.user, case=act.case, place=f"act:{act.pk}:extend"),
        "picks": picks(timezone.localdate()),
        "may": may,
        "may_order": may["order_correction"] and _may_order_again(last),
        "may_extend": may["extend_correction"] and order_state(last) in {"issued", "served"},
        "step": STEPS["责令改正与复查"],
        "today": timezone.localdate(),
        **forms,
    }
    return page(request, "cases/correction.html", context, next(iter(forms.values()), form))


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = _order_form(request, act, act.correction)
    if form.is_bound:

        def write() -> str:
            row = corrections.order_correction(actor=request.user, act=act, version=form.seen_version, **form.values)
            return to("paper", pk, row.paper_id)

        if done := attempt(request, form, write, "责令改正通知书已起草。核对预览后制发，再登记送达。"):
            return done
    return _correction_page(request, act, form)


@require_POST
def extend(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = ExtendForm(request.POST, user=request.user, case=act.case)

    def write() -> str:
        corrections.extend_correction(
            actor=request.user, correction=act.correction, version=form.seen_version, **form.values
        )
        return act_url("correction", act)

    done = attempt(request, form, write, "改正期限已延长，原期限仍可查到。")
    return done or _correction_page(request, act, OrderForm(user=request.user, case=act.case), extend=form)


@require_http_methods(["GET", "POST"])
def recheck(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = RecheckForm(
        posted(request),
        request.FILES or None,
        user=request.user,
        case=act.case,
        place=f"act:{act.pk}:recheck",
        initial={"on": timezone.localdate()},
    )
    if request.method == "POST":

        def write() -> str:
            said = form.values
            file, version = said.pop("file"), form.seen_version
            chosen = list(said.pop("evidence"))
            if file:
                chosen.append(_new_evidence(request, act, file, version))
                version = None
            corrections.record_recheck(actor=request.user, act=act, evidence=chosen, version=version, **said)
            return act_url("recommendation", act)

        if done := attempt(request, form, write, "复查已登记，系统已重新提出建议，原建议仍可查到。"):
            return done
    row = act.correction
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "form": form,
        "last": row,
        "state": order_state(row),
        "may": Powers(request.user, act.case, act),
        "step": STEPS["责令改正与复查"],
    }
    return page(request, "cases/recheck.html", context, form)


def _new_evidence(request: HttpRequest, act: Act, file, version: int | None):
    return facts.add_evidence(
        actor=request.user,
        case=act.case,
        kind=EvidenceKind.RECORD,
        title=f"复查材料：{file.name}"[:200],
        source="复查时取得",
        name=file.name,
        content=file.read(),
        version=version,
    )
