"""The questionnaire: one fact at a time, all answers on one page, the routine screen point by point."""

from copy import deepcopy
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import rules
from cases.enums import CheckResult
from cases.forms.facts import FactForm, ScreenForm, clear_word, in_unit_of_report
from cases.law import Law, law_on
from cases.models import Act, Fact
from cases.services import facts
from cases.sheets import current_facts, fact_sheet, is_managed, look, plain, put
from cases.views.drafts import typed
from cases.views.heads import slim
from cases.views.laws import quotes
from cases.views.outlook import CORRECTION, assessed, outlook
from cases.views.powers import Powers
from cases.views.steps import STEPS
from cases.views.support import act_url, attempt, find_act, page, posted
from records.templatetags.flex import zh_date
from rules.facts import FactSpec

GROUP_NAMES = {
    "party": "当事人",
    "screen": "例行核查",
    "act": "行为",
    "late": "期限",
    "quantity": "数量",
    "history": "以往处理",
    "correction": "改正",
    "harm": "危害后果",
    "exclusion": "不适用柔性执法的情形",
    "leniency": "从轻减轻",
    "fault": "主观过错",
    "serious": "情节严重",
    "procedure": "程序",
}


def _group_name(law: Law, spec: FactSpec) -> str:
    """The heading a fact stands under: in the trade's words where its pack has them."""
    return law.pack.groups.get(spec.group) or GROUP_NAMES.get(spec.group, "")


def _place(act: Act, key: str) -> str:
    return f"act:{act.pk}:fact:{key}"


def questionnaire(act: Act, law: Law) -> list[FactSpec]:
    """What is asked here, in asking order; the order to correct and the history check have pages of their own."""
    sheet = fact_sheet(act, timezone.localdate())
    return [spec for spec in rules.applicable_facts(sheet, law) if _asked_here(act, spec)]


def _asked_here(act: Act, spec: FactSpec) -> bool:
    if is_managed(spec.key) or spec.key.startswith(CORRECTION):
        return False
    if spec.key == "prior_same_type":
        check = act.first_checks.first()
        return check is not None and check.result == CheckResult.NOT_SEARCHED
    return True


def next_url(act: Act, law: Law, *, after: str = "") -> str:
    """The next fact that can still change the result, preferring those after `after`; else all answers."""
    on = timezone.localdate()
    answer = assessed(fact_sheet(act, on), law, on)
    asked = [spec.key for spec in questionnaire(act, law)]
    open_keys = [key for key in asked if key in answer.questions]
    if after in asked:
        place = asked.index(after)
        open_keys = [key for key in open_keys if asked.index(key) > place] + [
            key for key in open_keys if asked.index(key) < place
        ]
    return act_url("question", act, open_keys[0]) if open_keys else act_url("answers", act)


@require_GET
def start(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Where to go on: the screen first, since it answers most at once, then the next open question."""
    act = find_act(request, pk, order)
    law = law_on(timezone.localdate())
    screened = current_facts(act.case, None).get(facts.SCREEN_KEY)
    if screened is None and facts.screen_points(act.case) and Powers(request.user, act.case, act)["record_fact"]:
        return redirect(act_url("screen", act))
    return redirect(next_url(act, law))


def _find_spec(act: Act, key: str, law: Law) -> FactSpec:
    spec = law.facts.get(key)
    if spec is None or not spec.entered or is_managed(key) or not spec.asks(act.violation, act.party.kind):
        raise Http404
    return spec


def _unit(act: Act, spec: FactSpec) -> str:
    """Quantities are written in the unit of the report."""
    if not in_unit_of_report(spec):
        return ""
    return str(look(fact_sheet(act, timezone.localdate()), "unit") or "")


def _form(request: HttpRequest, act: Act, spec: FactSpec, fact: Fact | None, data: Any = None) -> FactForm:
    return FactForm(
        data,
        request.FILES or None,
        spec=spec,
        fact=fact,
        unit=_unit(act, spec),
        user=request.user,
        case=act.case,
        place=_place(act, spec.key),
    )


def _record(request: HttpRequest, act: Act, spec: FactSpec, form: FactForm) -> None:
    said, version = form.cleaned_data, form.seen_version
    evidence = list(said["evidence"])
    if said["file"]:
        row = facts.add_evidence(
            actor=request.user,
            case=act.case,
            kind=said["kind"],
            title=said["file"].name,
            source=said["source"],
            name=said["file"].name,
            content=said["file"].read(),
            version=version,
        )
        evidence.append(row)
        version = None
    if form.new_unit:
        facts.record_fact(actor=request.user, act=act, key="unit", value=form.new_unit, version=version)
        version = None
    known, value = form.answer_value()
    facts.record_fact(
        actor=request.user,
        act=act,
        key=spec.key,
        value=value,
        known=known,
        note=said["note"],
        evidence=evidence,
        version=version,
    )
    if spec.note and said["note"].strip():
        facts.record_fact(actor=request.user, act=act, key=spec.note, value=said["note"].strip())


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: int, order: int, key: str) -> HttpResponse:
    act = find_act(request, pk, order)
    law = law_on(timezone.localdate())
    spec = _find_spec(act, key, law)
    fact = current_facts(act.case, act).get(key)
    if "later" in request.POST:
        facts.save_draft(
            actor=request.user,
            place=_place(act, key),
            content=typed(request),
            title=f"{spec.label} · {act.case}",
            address=request.path,
        )
        return redirect(next_url(act, law, after=key))
    form = _form(request, act, spec, fact, posted(request))
    if request.method == "POST":

        def write() -> str:
            _record(request, act, spec, form)
            return next_url(act, law, after=key)

        if done := attempt(request, form, write):
            return done
    return page(request, "cases/question.html", _question_context(request, act, spec, form, law), form)


def _question_context(request: HttpRequest, act: Act, spec: FactSpec, form: FactForm, law: Law) -> dict[str, Any]:
    asked = questionnaire(act, law)
    keys = [one.key for one in asked]
    place = keys.index(spec.key) if spec.key in keys else 0
    quote = quotes([spec.citation]).get(spec.citation)
    head = slim(
        act.case,
        act,
        step=place + 1,
        total=len(keys),
        link="查看全部答案",
        link_url=act_url("answers", act),
    )
    subject = act.subject.rstrip("。")
    return {
        "act": act,
        "case": act.case,
        "head": head,
        "spec": spec,
        "form": form,
        "eye": " · ".join(part for part in (_group_name(law, spec), spec.citation) if part),
        "hint": f"只看行为{act.order}：{subject}。{spec.hint}",
        "quote": quote,
        "marked": [option.label for option in spec.options],
        "previous": act_url("question", act, keys[place - 1]) if place else "",
        "outlook": outlook(act, law, timezone.localdate(), key=spec.key, said=_current_words(form)),
        "may": Powers(request.user, act.case, act),
        "step": STEPS["违法行为与事实"],
    }


def _current_words(form: FactForm) -> str:
    chosen = form["answer"].value()
    return dict(form.fields["answer"].choices).get(chosen, "") if chosen else ""


@require_POST
def live(request: HttpRequest, pk: int, order: int, key: str) -> HttpResponse:
    """The side column with the answer as it stands in the form, before it is saved."""
    act = find_act(request, pk, order)
    on = timezone.localdate()
    law = law_on(on)
    spec = _find_spec(act, key, law)
    form = FactForm(request.POST, spec=spec, user=request.user, case=act.case, unit=_unit(act, spec))
    sheet = deepcopy(fact_sheet(act, on))
    form.is_valid()
    if {"answer", "value"} & set(form.errors) or "answer" not in form.cleaned_data:
        found = outlook(act, law, on, key=key)
    else:
        known, value = form.answer_value()
        put(sheet, key, plain(value)) if known else _drop(sheet, key)
        found = outlook(act, law, on, changed=sheet, key=key, said=_current_words(form))
    return render(request, "cases/_outlook.html", {"outlook": found})


def _drop(sheet: dict[str, Any], key: str) -> None:
    *parents, last = key.split(".")
    inner: Any = sheet
    for parent in parents:
        inner = inner.get(parent, {})
    inner.pop(last, None)


@require_GET
def answers(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Every question with its answer, note and evidence, each with a way to change it."""
    act = find_act(request, pk, order)
    on = timezone.localdate()
    law = law_on(on)
    sheet = fact_sheet(act, on)
    found = _with_evidence(current_facts(act.case, act))
    open_keys = set(assessed(sheet, law, on).questions)
    unit, screened = str(sheet.get("unit") or ""), found.get(facts.SCREEN_KEY)
    groups: dict[str, list[dict[str, Any]]] = {}
    for spec in questionnaire(act, law):
        row = _answer_row(act, spec, found.get(spec.key), unit=unit, screened=screened is not None)
        row["is_open"] = spec.key in open_keys
        groups.setdefault(_group_name(law, spec), []).append(row)
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "groups": groups.items(),
        "screened": screened,
        "outlook": outlook(act, law, on),
        "open_count": sum(row["is_open"] for rows in groups.values() for row in rows),
        "may": Powers(request.user, act.case, act),
    }
    return render(request, "cases/answers.html", context)


def _with_evidence(found: dict[str, Fact]) -> dict[str, Fact]:
    prefetch_related_objects(list(found.values()), "evidence", "recorded_by")
    return found


def _answer_row(
    act: Act, spec: FactSpec, fact: Fact | None, *, unit: str = "", screened: bool = False
) -> dict[str, Any]:
    return {
        "spec": spec,
        "fact": fact,
        "words": _answer_words(spec, fact, unit) if fact else "",
        "by_screen": clear_word(spec) if fact is None and screened and spec.screen is not None else "",
        "evidence": list(fact.evidence.all()) if fact else [],
        "url": act_url("question", act, spec.key),
    }


def _answer_words(spec: FactSpec, fact: Fact, unit: str) -> str:
    """Days as people write them, quantities with the unit of the report."""
    if fact.known and spec.kind == "date" and isinstance(fact.value, str) and fact.value[:1].isdigit():
        return zh_date(date.fromisoformat(fact.value[:10]))
    words = facts.show_value(spec, known=fact.known, value=fact.value)
    return words + unit if fact.known and in_unit_of_report(spec) else words


@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Every point answered consciously. What is found or not yet looked at goes to its own question first."""
    act = find_act(request, pk, order)
    law = law_on(timezone.localdate())
    points = facts.screen_points(act.case)
    place = f"case:{pk}:screen"
    form = ScreenForm(posted(request), points=points, user=request.user, case=act.case, place=place)
    if request.method == "POST" and form.is_valid() and form.found:
        facts.save_draft(
            actor=request.user,
            place=place,
            content=typed(request),
            title=f"例行核查 · {act.case}",
            address=request.path,
        )
        return redirect(act_url("question", act, form.found[0].key))
    if request.method == "POST":

        def write() -> str:
            facts.complete_screen(
                actor=request.user,
                case=act.case,
                note=form.cleaned_data["note"],
                confirmed=form.confirmed,
                version=form.seen_version,
            )
            return next_url(act, law)

        if done := attempt(request, form, write, "例行核查已完成，逐项留痕。"):
            return done
    answered = [
        _answer_row(act, spec, fact)
        for key, fact in _with_evidence(current_facts(act.case, act)).items()
        if (spec := law.facts.get(key)) and spec.screen is not None
    ]
    context = {
        "act": act,
        "case": act.case,
        "head": slim(act.case, act),
        "form": form,
        "answered": answered,
        "done": current_facts(act.case, None).get(facts.SCREEN_KEY),
        "may": Powers(request.user, act.case, act),
        "step": STEPS["违法行为与事实"],
    }
    return page(request, "cases/screen.html", context, form)
