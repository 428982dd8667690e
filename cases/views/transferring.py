"""移送: the report to the chief, the decision, the sending, the answer, and what follows a refusal."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.deadlines import clocks
from cases.enums import TransferKind
from cases.forms.base import WorkForm
from cases.forms.transfer import (
    ApproveTransferForm,
    ContestAnswerForm,
    ContestForm,
    ReportForm,
    SendForm,
    TakeBackForm,
    TransferResultForm,
)
from cases.models import Act, Transfer
from cases.outcomes import TRANSFERRED
from cases.services import transfers
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.reasons import recommendation_of
from cases.views.steps import STEPS
from cases.views.support import act_url, attempt, find_act, page


def _upload(file: object) -> tuple[str, bytes] | None:
    return (file.name, file.read()) if file else None


def _not_before_the_minute(typed: datetime, decided: datetime | None) -> datetime:
    """A field knows minutes: what was sent in the minute of the approval was not sent before it."""
    same = decided is not None and typed == decided.replace(second=0, microsecond=0)
    return decided if same else typed


def _report_form(request: HttpRequest, act: Act, data: object = None) -> ReportForm:
    row = act.assessment
    kind = transfers.KIND_OF.get(row.outcome, "") if row else ""
    initial = {"to_organ": "公安机关" if kind == TransferKind.CRIMINAL else ""}
    place = f"act:{act.pk}:transfer"
    return ReportForm(data, user=request.user, case=act.case, place=place, initial=initial)


def _forms(request: HttpRequest, act: Act) -> dict[str, WorkForm]:
    """The forms of every stage; the page shows the one whose turn it is."""
    base = {"user": request.user, "case": act.case}
    today, place = timezone.localdate(), f"act:{act.pk}:transfer"
    now = timezone.localtime().replace(second=0, microsecond=0)
    return {
        "decide": ApproveTransferForm(place=f"{place}-decision", **base),
        "send": SendForm(place=f"{place}-sending", initial={"sent_at": now}, **base),
        "result": TransferResultForm(place=f"{place}-result", initial={"on": today}, **base),
        "contest_form": ContestForm(place=f"{place}-contest", initial={"on": today}, **base),
        "contest_answer": ContestAnswerForm(place=f"{place}-contest-answer", initial={"on": today}, **base),
        "take_back": TakeBackForm(place=f"{place}-back", **base),
    }


def _transfer_page(request: HttpRequest, act: Act, **forms: WorkForm) -> HttpResponse:
    row = act.assessment
    rows = act.transfers.select_related("reported_by", "decided_by", "sent_by", "receipt")
    rows = list(rows.prefetch_related("contests__asked_by"))
    transfer = rows[0] if rows else None
    may = Powers(request.user, act.case, act)
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "assessment": row,
        "rec": recommendation_of(row) if row else None,
        "recommended": row is not None and row.outcome in TRANSFERRED,
        "transfer": transfer,
        "past": [one for one in rows[1:] if one.ended_at],
        "contest": next((one for one in transfer.contests.all() if one.upheld is None), None) if transfer else None,
        "clocks": clocks(act.case, timezone.localdate()),
        "report": _report_form(request, act),
        **_forms(request, act),
        "may": may,
        "step": STEPS["移送"],
        **forms,
    }
    return page(request, "cases/transfer.html", context, next(iter(forms.values()), None))


@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """The report to the chief; later the state of the transfer."""
    act = find_act(request, pk, order)
    if request.method == "GET":
        return _transfer_page(request, act)
    form = _report_form(request, act, request.POST)

    def write() -> str:
        transfers.report_for_transfer(actor=request.user, act=act, version=form.seen_version, **form.values)
        return act_url("transfer", act)

    done = attempt(request, form, write, "已书面报告负责人，三日内决定是否移送。")
    return done or _transfer_page(request, act, report=form)


@require_POST
def approve(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = ApproveTransferForm(request.POST, user=request.user, case=act.case)

    def write() -> str:
        transfers.approve_transfer(
            actor=request.user, transfer=act.open_transfer, version=form.seen_version, **form.values
        )
        return act_url("transfer", act)

    done = attempt(request, form, write, "移送决定已记入案卷。") if act.open_transfer else None
    return done or _transfer_page(request, act, decide=form)


@require_POST
def send(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = SendForm(request.POST, request.FILES, user=request.user, case=act.case)

    def write() -> str:
        said = form.values
        receipt = _upload(said.pop("file"))
        said["sent_at"] = _not_before_the_minute(said["sent_at"], act.open_transfer.decided_at)
        transfers.send_transfer(
            actor=request.user, transfer=act.open_transfer, receipt=receipt, version=form.seen_version, **said
        )
        return act_url("transfer", act)

    done = attempt(request, form, write, "移送已登记。") if act.open_transfer else None
    return done or _transfer_page(request, act, send=form)


@require_POST
def result(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = TransferResultForm(request.POST, user=request.user, case=act.case)

    def write() -> str:
        transfers.record_transfer_result(
            actor=request.user, transfer=act.open_transfer, version=form.seen_version, **form.values
        )
        return act_url("transfer", act)

    done = attempt(request, form, write, "对方的答复已记入案卷。") if act.open_transfer else None
    return done or _transfer_page(request, act, result=form)


def _step(
    request: HttpRequest, act: Act, name: str, form: WorkForm, call: Callable[[Transfer, WorkForm], object], said: str
) -> HttpResponse:
    """One of the steps after a refusal: the same way to send, the same page to come back to."""
    row = act.open_transfer

    def write() -> str:
        call(row, form)
        return act_url("transfer", act)

    done = attempt(request, form, write, said) if row else None
    return done or _transfer_page(request, act, **{name: form})


@require_POST
def contest(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = ContestForm(request.POST, user=request.user, case=act.case)

    def call(row: Transfer, form: WorkForm) -> object:
        return transfers.contest_refusal(actor=request.user, transfer=row, version=form.seen_version, **form.values)

    return _step(request, act, "contest_form", form, call, "异议已登记，请等待答复。")


@require_POST
def contest_answer(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = ContestAnswerForm(request.POST, user=request.user, case=act.case)

    def call(row: Transfer, form: WorkForm) -> object:
        asked = get_object_or_404(row.contests, upheld__isnull=True)
        return transfers.record_contest_answer(
            actor=request.user, contest=asked, version=form.seen_version, **form.values
        )

    return _step(request, act, "contest_answer", form, call, "答复已登记。")


@require_POST
def take_back(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = TakeBackForm(request.POST, user=request.user, case=act.case)

    def call(row: Transfer, form: WorkForm) -> object:
        return transfers.take_back_transfer(actor=request.user, transfer=row, version=form.seen_version, **form.values)

    return _step(request, act, "take_back", form, call, "已收回，按重新作出的系统建议继续办理。")
