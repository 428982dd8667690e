"""Lists handed in: upload, look at every row, confirm, watch, and what became of each."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from cases import jobs
from cases.enums_intake import IntakeKind, IntakeState, RowPlan, RowState
from cases.forms.intake import HandInForm, LateListForm, RegisterForm
from cases.imports.kinds import KINDS
from cases.law import trade_terms
from cases.models import IntakeBatch, IntakeRow
from cases.services import intake as verbs
from cases.views.support import attempt, page, posted
from parties import filters as party_filters
from records.errors import DomainError
from records.models import Event
from records.workbooks import workbook

PAGE = 50
BATCHES = 30
SHOWN_FAULTS = 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROLES = (Role.OFFICER, Role.HEAD)
# The tabs of a list, with the rows that each shows.
TABS = (
    ("all", "全部", {}),
    ("todo", "可导入", {"plan__in": verbs.TO_DO}),
    ("sign", "待签署", {"state": RowState.TO_SIGN}),
    ("known", "已有记录", {"plan__in": [RowPlan.KNOWN, RowPlan.NONE]}),
    ("wrong", "有错误", {"plan": RowPlan.WRONG}),
    ("failed", "未办成", {"state": RowState.FAILED}),
)
# Shown together with another column, or only when a row is mended.
BESIDE = frozenset({"name", "code", "form_name", "phone", "representative", "address", "contact"})
JOBS = {
    IntakeState.PREPARING: jobs.prepare,
    IntakeState.RUNNING: jobs.run,
    IntakeState.DONE: jobs.end_leads,
}
FORMS = {IntakeKind.LATE_LIST: LateListForm, IntakeKind.REGISTER: RegisterForm}
RUNNING = (IntakeState.PREPARING, IntakeState.RUNNING)


def find(request: HttpRequest, pk: int) -> IntakeBatch:
    rows = IntakeBatch.objects.visible_to(request.user).select_related("section", "file", "uploaded_by", "confirmed_by")
    return get_object_or_404(rows, pk=pk)


def sheet_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_GET
@for_roles(Role.OFFICER, Role.HEAD, Role.LEADER)
def batches(request: HttpRequest) -> HttpResponse:
    rows = IntakeBatch.objects.visible_to(request.user).select_related("file", "uploaded_by", "section")
    kinds = [(kind, IntakeKind(kind).label) for kind in KINDS if verbs.may_use(kind)]
    if (after := request.GET.get("after", "")).isdigit():
        rows = rows.filter(pk__lt=int(after))
    found = list(rows.order_by("-pk")[: BATCHES + 1])
    waiting = IntakeRow.objects.filter(batch__in=found, state=RowState.TO_SIGN).order_by()
    to_sign = dict(waiting.values_list("batch").annotate(count=Count("pk")))
    context = {
        "batches": [(batch, to_sign.get(batch.pk, 0)) for batch in found[:BATCHES]],
        "next_url": f"?after={found[BATCHES - 1].pk}" if len(found) > BATCHES else "",
        "first_url": reverse("intake:list") if after else "",
        "urging": trade_terms("urging"),
        "kinds": kinds if request.user.role in CASE_WORKERS else [],
    }
    return render(request, "intake/list.html", context)


@for_roles(*ROLES)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS or not verbs.may_use(kind):
        raise Http404
    make = FORMS.get(kind, HandInForm)
    form = make(posted(request), request.FILES or None, user=request.user, initial={"year": timezone.localdate().year})
    if request.method == "POST":
        made: list[int] = []

        def write() -> str:
            values = dict(form.values)
            upload = values.pop("upload")
            row = verbs.hand_in(actor=request.user, kind=kind, upload=(upload.name, upload.read()), **values)
            made.append(row.pk)
            return reverse("intake:batch", args=[row.pk])

        if done := attempt(request, form, write):
            for pk in made:
                jobs.prepare.enqueue(pk)
            return done
    context = {"form": form, "kind": kind, "title": f"导入{IntakeKind(kind).label}", "columns": KINDS[kind].columns}
    return page(request, "intake/new.html", context | {"steps": steps("file")}, form)


def steps(here: str) -> list[dict[str, str]]:
    names = (("file", "选择文件"), ("check", "核对预览"), ("done", "办理结果"))
    order = [key for key, _ in names]
    state = {-1: "done", 0: "now", 1: "todo"}
    place = order.index(here)
    return [{"name": name, "state": state[(index > place) - (index < place)]} for index, (_, name) in enumerate(names)]


@require_GET
@for_roles(*ROLES)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty sheet with our headings; which others are understood stands on the second sheet."""
    if kind not in KINDS:
        raise Http404
    columns = KINDS[kind].columns
    notes = [["栏目", "也认得的写法"], *([one.title, "、".join(one.names[1:])] for one in columns)]
    heads = [f"{one.title}*" if one.required else one.title for one in columns]
    title = IntakeKind(kind).label
    return sheet_response(
        workbook(title, heads, [], notes + [["示例"], list(KINDS[kind].example)]), f"{title}样表.xlsx"
    )


@require_GET
@for_roles(Role.OFFICER, Role.HEAD, Role.LEADER)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview before it is confirmed, the progress while it runs, the report afterwards."""
    row = find(request, pk)
    return render(request, "intake/batch.html", batch_context(request, row))


def batch_context(request: HttpRequest, row: IntakeBatch) -> dict[str, object]:
    counts = dict(row.rows.values_list("plan").annotate(count=Count("pk")).order_by())
    states = dict(row.rows.values_list("state").annotate(count=Count("pk")).order_by())
    is_running = row.state in RUNNING
    signing = states.get(RowState.TO_SIGN, 0) > 0 and verbs.signature_of(request.user, row) is not None
    tab = request.GET.get("tab", "sign" if signing else "all")
    chosen = next((one for one in TABS if one[0] == tab), TABS[0])
    after = request.GET.get("after", "")
    size = PAGE if not (signing and chosen[0] == "sign") else 500
    rows = row.rows.filter(**chosen[2], line__gt=int(after) if after.isdigit() else 0)
    shown = list(rows.select_related("party", "lead", "lead__case").order_by("line")[: size + 1])
    editing = request.GET.get("edit", "")
    done = row.total - counts.get(RowPlan.UNREAD, 0)
    if row.state == IntakeState.RUNNING:
        done = row.total - row.rows.filter(plan__in=verbs.TO_DO, state=RowState.PENDING).count()
    return {
        "batch": row,
        "rows": [_with_faults(one) for one in shown[:size]],
        "next_after": shown[size - 1].line if len(shown) > size else None,
        "tabs": _tabs(row, counts, states, chosen[0]),
        "tab": chosen[0],
        "is_running": is_running,
        "is_signing": signing and chosen[0] == "sign",
        "done": done,
        "signed": states.get(RowState.SIGNED, 0),
        "summary": _summary(counts),
        "todo": sum(counts.get(plan, 0) for plan in verbs.TO_DO),
        "wrong": counts.get(RowPlan.WRONG, 0),
        "faulty": row.rows.filter(plan=RowPlan.WRONG).order_by("line")[:SHOWN_FAULTS] if row.state == "checked" else [],
        "editing": int(editing) if editing.isdigit() and row.state == IntakeState.CHECKED else None,
        "may_work": request.user.role in CASE_WORKERS and request.user.section_id == row.section_id,
        "columns": KINDS[row.kind].columns,
        "has_units": any(one.key == "name" for one in KINDS[row.kind].columns),
        "shown_columns": [one for one in KINDS[row.kind].columns if one.key not in BESIDE],
        "papers": row.rows.filter(lead__papers__isnull=False).count() if row.state == IntakeState.DONE else 0,
        "steps": steps("done" if row.state in (IntakeState.RUNNING, IntakeState.DONE) else "check"),
        "events": Event.objects.of(verbs.STREAM, row.pk),
        "missing": _missing(request, row),
    }


def _missing(request: HttpRequest, row: IntakeBatch) -> dict[str, object] | None:
    """After a yearly register: the parties that stood in an earlier one and not in this."""
    if row.kind != IntakeKind.REGISTER or row.state != IntakeState.DONE:
        return None
    year = row.stated["year"]
    asked = {"register": f"{party_filters.GONE}-{year}"}
    number = party_filters.narrowed(request.user, asked).count()
    return {"year": year, "number": number, "url": f"{reverse('parties:list')}?{party_filters.query_of(asked)}"}


def _tabs(row: IntakeBatch, counts: dict, states: dict, here: str) -> list[dict[str, object]]:
    found = []
    for key, name, wanted in TABS:
        plans = wanted.get("plan__in", [wanted["plan"]] if "plan" in wanted else [])
        number = sum(counts.get(plan, 0) for plan in plans) if plans else states.get(wanted.get("state"), 0)
        if key == "all":
            number = row.total
        if number or key == "all":
            found.append({"name": name, "number": number, "url": f"?tab={key}", "is_here": key == here})
    return found


def _summary(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(RowPlan(plan).label, counts[plan]) for plan in verbs.TO_DO if counts.get(plan)]


def _with_faults(row):
    row.by_key = {fault["key"]: fault for fault in row.faults}
    return row


@require_GET
@for_roles(Role.OFFICER, Role.HEAD, Role.LEADER)
def original(request: HttpRequest, pk: int) -> HttpResponse:
    file = find(request, pk).file
    response = FileResponse(file.content.open("rb"), content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
@for_roles(Role.OFFICER, Role.HEAD, Role.LEADER)
def faults(request: HttpRequest, pk: int) -> HttpResponse:
    """Every fault with its cell, and every row with what became of it, as a sheet."""
    row = find(request, pk)
    heads = ["行", *(column.title for column in KINDS[row.kind].columns), "导入后成为", "说明", "错误", "办理结果"]
    lines = [
        [
            one.line,
            *(one.values.get(column.key, "") for column in KINDS[row.kind].columns),
            one.get_plan_display(),
            one.words,
            "；".join(f"{fault['cell']} {fault['column']}：{fault['message']}" for fault in one.faults),
            one.result,
        ]
        for one in row.rows.order_by("line").iterator(chunk_size=500)
    ]
    return sheet_response(workbook("逐行结果", heads, lines), f"{row.get_kind_display()}逐行结果.xlsx")


def press(request: HttpRequest, pk: int, verb: Callable, said: str, job=None, **fields: object) -> HttpResponse:
    """A button: done, or the refusal in words on the page it leads back to."""
    row = find(request, pk)
    try:
        verb(actor=request.user, batch=row, **fields)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        if job is not None:
            job.enqueue(row.pk)
        if said:
            messages.success(request, said)
    return redirect("intake:batch", pk)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    return press(request, pk, verbs.confirm, "已确认，正在逐行办理。", jobs.run)


@require_POST
def halt(request: HttpRequest, pk: int) -> HttpResponse:
    return press(request, pk, verbs.halt, "已停止，处理完的行不受影响，可以继续。")


@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    row = find(request, pk)
    return press(request, pk, verbs.go_on, "", JOBS.get(row.state))


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    return press(request, pk, verbs.drop, "已放弃，没有导入任何一行。")
