"""The recommendation page: what the system says and why, then the person's opinion. Old ones stay readable."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import Role
from accounts.models import User
from cases.enums import ActState
from cases.forms.base import WorkForm
from cases.forms.decide import OpinionForm, WithdrawForm
from cases.law import law_on
from cases.models import Act, Assessment, Decision
from cases.outcomes import FOR_PEOPLE, NEEDS_REASONS, SOFT
from cases.services import assessments, proposals
from cases.views.heads import act_name, slim
from cases.views.powers import Powers
from cases.views.reasons import bands, comparison, flips, list_places, recommendation_of, trace_steps, unproved
from cases.views.steps import STEPS
from cases.views.support import act_url, attempt, find_act, page
from exemptions.licensing import refusal_words
from parties.risk import NOTE, risk_of
from rules.text import OUTCOMES

LIKE_YEARS = 2


def _tabs(act: Act) -> list[dict[str, Any]]:
    """One tab per act of the file, each with where it stands."""
    rows = list(act.case.acts.prefetch_related("assessments", "opinions"))
    return [_tab(row, is_here=row.pk == act.pk) for row in rows] if len(rows) > 1 else []


def _tab(row: Act, *, is_here: bool) -> dict[str, Any]:
    newest = next(iter(row.assessments.all()), None)
    opinion = next((one for one in row.opinions.all() if one.is_current), None)
    tab: dict[str, Any] = {"name": act_name(row).replace("：", " "), "is_here": is_here}
    tab["url"] = act_url("recommendation", row)
    if opinion is not None:
        tab |= {"kind": "done", "word": "已采纳" if opinion.adopts else "已另提意见"}
    elif newest is not None and newest.binding:
        tab["force"] = newest.binding
    return tab


def is_signed(act: Act) -> bool:
    return act.state not in {ActState.FACTS, ActState.PROPOSED}


def opinion_form(request: HttpRequest, act: Act, row: Assessment, data: Any = None) -> OpinionForm:
    name = OUTCOMES[row.outcome].name if row.outcome else ""
    departures = proposals.possible_departures(row)
    outcomes = [(code, OUTCOMES[code].name) for code in sorted(departures)]
    if row.outcome and row.outcome not in FOR_PEOPLE:
        outcomes.insert(0, (row.outcome, f"仍为“{name}”，改用别的措施"))
    measure = row.answer.get("measure") or ""
    note = "配套措施先征求当事人意愿" if measure and row.outcome in SOFT else "按建议的依据和范围办理"
    return OpinionForm(
        data,
        user=request.user,
        case=act.case,
        place=f"act:{act.pk}:opinion",
        adopt_words=(f"采纳：{name}", note),
        outcomes=outcomes,
        must_reason=row.binding == "may" or row.outcome in NEEDS_REASONS,
        initial={"measure": measure},
    )


def route(act: Act) -> list[dict[str, str]]:
    """Who comes next, by name where there is one."""
    people = list(User.objects.filter(is_active=True, role__in=[Role.HEAD, Role.LEADER]).order_by("pk"))
    officers = set(act.case.officers.filter(until_on__isnull=True).values_list("user_id", flat=True))
    head = next((one for one in people if one.role == Role.HEAD and one.section_id == act.case.section_id), None)
    signer = head if head and head.pk not in officers else None
    leader = next((one for one in people if one.role == Role.LEADER and one.pk not in officers), None)
    stops = [{"who": signer.name if signer else "局领导", "what": "科室负责人签署" if signer else "签署"}]
    if act.assessment and act.assessment.outcome in SOFT and act.assessment.answer.get("measure"):
        stops.append({"who": "", "what": "当事人选择是否接受柔性措施"})
    stops.append({"who": leader.name if leader else "", "what": "局领导决定"})
    return stops


def like_cases(act: Act) -> list[dict[str, Any]]:
    """How this bureau decided the same offence of the same kind of party in the last two years."""
    today = timezone.localdate()
    since = today.replace(year=today.year - LIKE_YEARS, day=min(today.day, 28))
    rows = Decision.objects.filter(
        act__violation=act.violation, act__party__kind=act.party.kind, decided_on__gte=since
    ).exclude(act=act)
    counts: dict[str, int] = {}
    for outcome in rows.values_list("outcome", flat=True):
        counts[outcome] = counts.get(outcome, 0) + 1
    return [{"name": OUTCOMES[code].name, "number": number} for code, number in sorted(counts.items())]


def _context(request: HttpRequest, act: Act, row: Assessment | None, *, old: bool = False) -> dict[str, Any]:
    may = Powers(request.user, act.case, act)
    opinions = act.opinions.select_related("submitted_by", "countersignature__signed_by", "assessment")
    tabs = _tabs(act)
    link = (
        {"link": "打印本页", "link_url": act_url("recommendation_print", act), "link_glyph": "printer"} if row else {}
    )
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, None if tabs else act, tabs=tabs, **link),
        "row": row,
        "old": old,
        "all": list(act.assessments.select_related("made_by")),
        "opinion": next((one for one in opinions if one.is_current), None),
        "past_opinions": [one for one in opinions if not one.is_current],
        "may": may,
        "risk": risk_of(act.party, act.violation),
        "party_risk": risk_of(act.party),
        "risk_note": NOTE,
        "ask": WorkForm(user=request.user, case=act.case),
        "withdraw": WithdrawForm(signed=is_signed(act), user=request.user, case=act.case),
        "step": STEPS["处理建议"],
    }
    if row is None:
        return context
    answer = row.answer
    context |= {
        "rec": recommendation_of(row),
        "steps": trace_steps(answer),
        "compare": comparison(answer),
        "flips": flips(answer),
        "places": list_places(answer),
        "bands": bands(answer, law_on(row.as_of).facts),
        "problems": [] if old else assessments.final_problems(row, on=timezone.localdate()),
        "unproved": [] if old else unproved(act, law_on(row.as_of).facts),
        "facts_number": len([key for key in row.sheet if key != "as_of"]),
    }
    return context


def _rec_page(request: HttpRequest, act: Act, row: Assessment | None, **forms: WorkForm) -> HttpResponse:
    context = _context(request, act, row)
    if row is not None:
        context |= {"route": route(act), "like": like_cases(act)}
        if context["may"]["propose"] and row.outcome and not context["problems"]:
            missing = proposals.missing_licences(request.user, row, on=timezone.localdate())
            context |= {"unlearnt": refusal_words(missing), "unit_url": proposals.unit_url(missing)}
            if not missing:
                context["form"] = opinion_form(request, act, row)
    context |= forms
    return page(request, "cases/recommendation.html", context, next(iter(forms.values()), None))


def _newest(act: Act) -> Assessment | None:
    row = act.assessments.select_related("made_by").first()
    if row is not None:
        row.act = act
    return row


@require_GET
def recommendation(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    return _rec_page(request, act, _newest(act))


@require_GET
def assessment(request: HttpRequest, pk: int, order: int, assessment_pk: int) -> HttpResponse:
    """An earlier recommendation, exactly as it was given."""
    act = find_act(request, pk, order)
    row = get_object_or_404(act.assessments.select_related("made_by"), pk=assessment_pk)
    row.act = act
    newest = act.assessments.values_list("pk", flat=True).first()
    return page(request, "cases/recommendation.html", _context(request, act, row, old=row.pk != newest))


@require_POST
def assess(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = WorkForm(request.POST, user=request.user, case=act.case)

    def write() -> str:
        assessments.assess_act(actor=request.user, act=act, version=form.seen_version)
        return act_url("recommendation", act)

    return attempt(request, form, write) or _rec_page(request, act, _newest(act), ask=form)


@require_POST
def propose(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    row = get_object_or_404(act.assessments, pk=request.POST.get("assessment") or 0)
    row.act = act
    form = opinion_form(request, act, row, request.POST)

    def write() -> str:
        said = form.values
        if said["adopts"]:
            said["outcome"], said["measure"] = "", None
        proposals.propose(actor=request.user, act=act, assessment=row, version=form.seen_version, **said)
        return act_url("recommendation", act)

    done = attempt(request, form, write, "处理意见已提出，等待签署。")
    return done or _rec_page(request, act, _newest(act), form=form)


@require_POST
def withdraw(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    form = WithdrawForm(request.POST, signed=is_signed(act), user=request.user, case=act.case)

    def write() -> str:
        proposals.withdraw_opinion(actor=request.user, act=act, version=form.seen_version, **form.values)
        return act_url("recommendation", act)

    done = attempt(request, form, write, "处理意见已撤回，可以更正事实后重新提出。")
    return done or _rec_page(request, act, _newest(act), withdraw=form)


@require_GET
def print_view(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    row = get_object_or_404(act.assessments.select_related("made_by"), pk=request.GET.get("row") or act.assessment.pk)
    row.act = act
    return page(request, "cases/recommendation_print.html", _context(request, act, row, old=True))
