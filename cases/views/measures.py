"""Soft measures: the list, the beginning, the page of one with what comes next."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import documents
from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from cases.capacity import first_signature
from cases.enums import Measure, MeasureState
from cases.forms.base import WorkForm
from cases.forms.measures import (
    BeginMeasureForm,
    CallForm,
    ChoiceForm,
    EndMeasureForm,
    EscalateForm,
    FollowUpForm,
    GiveForm,
    HeldForm,
)
from cases.ladder import ladder_of, next_rung
from cases.law import law_on
from cases.models import Act, SoftMeasure
from cases.papers_measure import KINDS_OF
from cases.services import interviews, measures
from cases.views.steps import STEPS
from cases.views.support import attempt, page, posted, to
from cases.workflow import TRANSITIONS
from parties.merging import records_of
from parties.models import Party
from records.enums import PaperStatus
from records.models import Event

PAGE = 30
CASE_ROLES = (Role.OFFICER, Role.HEAD)
TABS = [("open", "办理中"), ("done", "已办结"), ("declined", "不接受"), ("escalated", "已升级")]


def find_measure(request: HttpRequest, pk: int) -> SoftMeasure:
    rows = SoftMeasure.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("party", "section", "case", "act", "begun_by", "witness", "lead"), pk=pk
    )


def colleagues(request: HttpRequest) -> QuerySet[User]:
    return User.objects.certified(on=timezone.localdate()).exclude(pk=request.user.pk).select_related("section")


def _state(request: HttpRequest) -> str:
    state = request.GET.get("state", MeasureState.OPEN)
    return state if state in MeasureState.values else MeasureState.OPEN


def of_state(request: HttpRequest) -> QuerySet[SoftMeasure]:
    """The measures of the tab that the address asks for."""
    return SoftMeasure.objects.visible_to(request.user).filter(state=_state(request))


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """One tab, newest first, paged by key."""
    state = _state(request)
    rows = of_state(request).select_related("party", "begun_by").order_by("-pk")
    if (after := request.GET.get("after", "")).isdigit():
        rows = rows.filter(pk__lt=int(after))
    found = list(rows[: PAGE + 1])
    tabs = [{"name": name, "url": f"?state={value}", "is_here": value == state} for value, name in TABS]
    context = {
        "measures": found[:PAGE],
        "state": state,
        "next_url": f"?state={state}&after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "first_url": f"?state={state}" if after else "",
        "tabs": tabs,
        "may_begin": request.user.role in CASE_WORKERS,
        "new_url": to("measure_new"),
    }
    return render(request, "cases/measures.html", context)


def _act(request: HttpRequest, party: Party) -> Act | None:
    """The act the measure belongs to, by ?act=, where this person sees its file."""
    from cases.models import Case

    asked = request.GET.get("act", "")
    rows = Act.objects.filter(case__in=Case.objects.visible_to(request.user), party__in=records_of([party.pk]))
    rows = rows.select_related("case")
    return rows.filter(pk=int(asked)).first() if asked.isdigit() else None


@for_roles(*CASE_ROLES)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("party", "")
    party = Party.objects.visible_to(request.user).current().filter(pk=int(asked)).first() if asked.isdigit() else None
    if party is None:
        return redirect(f"{reverse('parties:list')}?for=measure")
    act = _act(request, party)
    offences = [(code, one.name) for code, one in law_on(timezone.localdate()).offences.items()]
    initial = {"violation": act.violation, "subject": act.subject[:120]} if act else {}
    place = f"measure:{party.pk}:{act.pk if act else ''}"
    form = BeginMeasureForm(posted(request), offences=offences, user=request.user, place=place, initial=initial)
    if request.method == "POST":

        def write() -> str:
            row = measures.begin_measure(actor=request.user, party=party, act=act, **form.values)
            return to("measure", row.pk)

        if done := attempt(request, form, write, "措施已登记。"):
            return done
    context = {"form": form, "party": party, "act": act, "step": STEPS["柔性措施"]}
    return page(request, "cases/measure_new.html", context, form)


def _may(request: HttpRequest, row: SoftMeasure, verb: str) -> bool:
    entry, on = TRANSITIONS[verb], timezone.localdate()
    authors = {row.begun_by_id} if verb == "escalate_measure" else set()
    signed = first_signature(entry.who, actor=request.user, section_id=row.section_id, on=on, authors=authors)
    return row.state in entry.frm and signed is not None


def _papers(row: SoftMeasure) -> dict[str, object]:
    rows = list(row.papers.select_related("paper__issued_by"))
    issued = {one.paper.kind for one in rows if one.paper.status != PaperStatus.DRAFT}
    talk = row.talk
    waits = {"INTERVIEW_NOTICE": talk is None, "INTERVIEW_RECORD": talk is None or not talk.attended}
    kinds = [
        (kind, documents.CATALOGUE[kind].title)
        for kind in KINDS_OF.get(row.kind, ())
        if kind not in issued and not waits.get(kind)
    ]
    return {"papers": rows, "paper_kinds": kinds}


def _forms(request: HttpRequest, row: SoftMeasure) -> dict[str, WorkForm]:
    """The forms of every stage; the page shows those whose turn it is."""
    user, place, today = request.user, f"measure:{row.pk}", timezone.localdate()
    people = list(colleagues(request)) if row.is_open else []
    now = timezone.localtime().replace(second=0, microsecond=0)
    talk = row.talk
    said = {"held_at": talk.meet_at if talk else now, "attendants": talk.invited if talk else ""}
    invited = row.party.representative or ""
    return {
        "give": GiveForm(user=user, place=f"{place}:give", people=people, initial={"on": today, "recipient": invited}),
        "choice": ChoiceForm(user=user, place=f"{place}:choice", initial={"on": today}),
        "call": CallForm(user=user, place=f"{place}:call", initial={"invited": invited}),
        "held": HeldForm(user=user, place=f"{place}:held", people=people, initial=said),
        "follow": FollowUpForm(user=user, place=f"{place}:follow", initial={"on": today}),
        "end": EndMeasureForm(user=user, place=f"{place}:end"),
        "escalate": EscalateForm(user=user, place=f"{place}:escalate", steps=ladder_of(row, today).steps),
    }


def measure_page(request: HttpRequest, row: SoftMeasure, **forms: WorkForm) -> HttpResponse:
    rung = next_rung(row.kind)
    context = {
        "measure": row,
        "talk": row.talk,
        "commitments": list(row.commitments.select_related("verified_by", "report_file")),
        "is_talk": row.kind == Measure.INTERVIEW,
        "problems": measures.ending_problems(row) if row.is_open else [],
        "not_higher": measures.may_escalate(row) if row.is_open else "",
        "ladder": ladder_of(row, timezone.localdate()).words,
        "rung": Measure(rung).label if rung else "线索，审查立案",
        "raised": SoftMeasure.objects.filter(raised_from=row).first(),
        "may_work": _may(request, row, "give_measure"),
        "may_raise": _may(request, row, "escalate_measure"),
        "events": Event.objects.of(measures.STREAM, row.pk),
        "today": timezone.localdate(),
        "issue": WorkForm(user=request.user),
        "step": STEPS["柔性措施"],
        **_papers(row),
        **_forms(request, row),
        **forms,
    }
    return page(request, "cases/measure.html", context, next(iter(forms.values()), None))


@require_GET
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    return measure_page(request, find_measure(request, pk))


def send(
    request: HttpRequest, row: SoftMeasure, name: str, form: WorkForm, call: Callable[[], object], said: str
) -> HttpResponse:
    """One step: the same way to send, the same page to come back to."""

    def write() -> str:
        call()
        return to("measure", row.pk)

    return attempt(request, form, write, said) or measure_page(request, row, **{name: form})


def _with_witness(said: dict[str, object]) -> dict[str, object]:
    chosen = said.pop("witness", None)
    return {**said, "witness": User.objects.filter(pk=chosen).first() if chosen else None}


def upload(said: dict[str, object], name: str) -> dict[str, object]:
    file = said.pop(name, None)
    return {**said, name: (file.name, file.read()) if file else None}


@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    row = find_measure(request, pk)
    form = GiveForm(request.POST, user=request.user, people=colleagues(request))
    call = lambda: measures.give_measure(actor=request.user, measure=row, **_with_witness(form.values))  # noqa: E731
    return send(request, row, "give", form, call, "措施的实施已登记。")


@require_POST
def choice(request: HttpRequest, pk: int) -> HttpResponse:
    row = find_measure(request, pk)
    form = ChoiceForm(request.POST, user=request.user)
    call = lambda: measures.record_choice(actor=request.user, measure=row, **form.values)  # noqa: E731
    return send(request, row, "choice", form, call, "当事人的选择已登记。")


@require_POST
def call_in(request: HttpRequest, pk: int) -> HttpResponse:
    row = find_measure(request, pk)
    form = CallForm(request.POST, user=request.user)
    call = lambda: interviews.call_interview(actor=request.user, measure=row, **form.values)  # noqa: E731
    return send(request, row, "call", form, call, "约谈时间已定。请制作约谈通知书并送达。")


@require_POST
def held(request: HttpRequest, pk: int) -> HttpResponse:
    row = find_measure(request, pk)
    form = HeldForm(request.POST, request.FILES, user=request.user, people=colleagues(request))

    def call() -> object:
        said = upload(_with_witness(form.values), "minutes")
        return interviews.record_interview(actor=request.user, measure=row, **said)

    return send(request, row, "held", form, call, "约谈已登记。")


@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    row = find_measure(request, pk)
    form = FollowUpForm(request.POST, user=request.user)
    call = lambda: measures.follow_up(actor=request.user, measure=row, **form.values)  # noqa: E731
    return send(request, row, "follow", form, call, "回访已登记。")


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    row = find_measure(request, pk)
    form = EndMeasureForm(request.POST, user=request.user)
    call = lambda: measures.end_measure(actor=request.user, measure=row, **form.values)  # noqa: E731
    return send(request, row, "end", form, call, "措施已办结。")


@require_POST
def escalate(request: HttpRequest, pk: int) -> HttpResponse:
    row = find_measure(request, pk)
    form = EscalateForm(request.POST, user=request.user, steps=ladder_of(row, timezone.localdate()).steps)
    call = lambda: measures.escalate_measure(actor=request.user, measure=row, **form.values)  # noqa: E731
    return send(request, row, "escalate", form, call, "已升级。")
