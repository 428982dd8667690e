"""Where soft handling is not open: the penalty procedure with its range, duties and clocks; the transfer."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.deadlines import clocks
from cases.enums import TransferKind
from cases.forms.base import WorkForm
from cases.forms.decide import WithdrawForm
from cases.forms.transfer import ApproveTransferForm, ReportForm, SendForm, TransferResultForm
from cases.models import Act
from cases.outcomes import TRANSFERRED
from cases.services import transfers
from cases.views.heads import slim
from cases.views.laws import basis_rows
from cases.views.powers import Powers
from cases.views.reasons import recommendation_of
from cases.views.route import route_rows
from cases.views.steps import STEPS
from cases.views.support import act_url, attempt, find_act, page


@require_GET
def penalty(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    rows = act.penalty_procedures.select_related("assessment", "opinion", "opened_by", "author")
    procedure = rows.filter(ended_at__isnull=True).first()
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "procedure": procedure,
        "ended": [row for row in rows if row.ended_at],
        "answer": procedure.assessment.answer if procedure else {},
        "basis": basis_rows(procedure.basis) if procedure else [],
        "route": route_rows(act),
        "reported": act.reports.exists(),
        "clocks": clocks(act.case, timezone.localdate()),
        "withdraw": WithdrawForm(signed=True, user=request.user, case=act.case),
        "may": Powers(request.user, act.case, act),
        "step": STEPS["处罚程序"],
    }
    return page(request, "cases/penalty.html", context)


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


def _transfer_page(request: HttpRequest, act: Act, **forms: WorkForm) -> HttpResponse:
    row = act.assessment
    transfer = act.transfers.select_related("reported_by", "decided_by", "sent_by", "receipt").first()
    may = Powers(request.user, act.case, act)
    now = timezone.localtime().replace(second=0, microsecond=0)
    base = {"user": request.user, "case": act.case}
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "assessment": row,
        "rec": recommendation_of(row) if row else None,
        "recommended": row is not None and row.outcome in TRANSFERRED,
        "transfer": transfer,
        "past": list(act.transfers.filter(ended_at__isnull=False).select_related("reported_by", "decided_by")),
        "clocks": clocks(act.case, timezone.localdate()),
        "report": _report_form(request, act),
        "decide": ApproveTransferForm(place=f"act:{act.pk}:transfer-decision", **base),
        "send": SendForm(place=f"act:{act.pk}:transfer-sending", initial={"sent_at": now}, **base),
        "result": TransferResultForm(
            place=f"act:{act.pk}:transfer-result", initial={"on": timezone.localdate()}, **base
        ),
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
