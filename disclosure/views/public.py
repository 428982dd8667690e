"""Pages for everybody: the list in force and before, what each offence may cost, and the check for oneself."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

import rules
from disclosure import selfcheck, throttle
from disclosure.address import asker
from disclosure.allowed import table
from exemptions import live
from exemptions.models import ListVersion, Offence
from exemptions.queries import kind_names, list_in_force, regime_titles, violation_choices
from exemptions.showing_lists import WINDOW_WORDS, Names, item_shown, law_tables
from rules.clocks import CLOCKS
from rules.deadlines import BUREAU, PARTY, unit_zh
from rules.text import OUTCOMES

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Open to all, within the limit of one address."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **more: object) -> HttpResponse:
        if not throttle.passes(throttle.PAGES, asker(request)):
            response = render(request, "disclosure/public_later.html", status=429)
            response["Retry-After"] = "60"
            return response
        return view(request, *args, **more)

    return login_not_required(opened)


def cached(view: View) -> View:
    """The same for everybody: caches may keep it for five minutes."""
    return cache_control(public=True, max_age=300)(view)


@public
@cached
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    version = list_in_force(on=timezone.localdate())
    return render(request, "disclosure/public.html", {"version": version, "today": timezone.localdate()})


@public
@cached
@require_safe
def exemption_list(request: HttpRequest, code: str = "") -> HttpResponse:
    """The list of today, or a published version of another time; drafts are nobody's business."""
    today = timezone.localdate()
    published = ListVersion.objects.deciding()
    version = get_object_or_404(published, code=code) if code else list_in_force(on=today)
    rows = []
    if version:
        names = Names.read(live.current_law().facts)
        items = version.items.prefetch_related("basis_rows__provision__version__statute", "examples")
        rows = [item_shown(item, version, names) for item in items]
    context = {
        "version": version,
        "rows": rows,
        "window": WINDOW_WORDS.get(version.first_window, "") if version else "",
        "history": published,
        "today": today,
    }
    return render(request, "disclosure/public_list.html", context)


@public
@cached
@require_safe
def offences(request: HttpRequest) -> HttpResponse:
    """Made from the tables that decide, each time it is asked for."""
    rows = list(Offence.objects.prefetch_related("rules"))
    return render(request, "disclosure/public_offences.html", {"tables": law_tables(rows, regime_titles())})


@public
@cached
@require_safe
def rules_in_words(request: HttpRequest) -> HttpResponse:
    """Outcomes, periods and what is published: made from the tables that decide."""
    clocks = [
        {
            "title": row.name_zh,
            "length": f"{row.amount}{unit_zh(row.unit)}",
            "start": row.start_event,
            "is_partys": row.binds == PARTY,
            "source": "、".join(row.citations),
        }
        for row in CLOCKS.values()
        if row.binds in {PARTY, BUREAU}
    ]
    clocks.sort(key=lambda row: not row["is_partys"])
    context = {"outcomes": OUTCOMES.values(), "clocks": clocks, "kinds": table().kinds.values()}
    return render(request, "disclosure/public_rules.html", context)


@csrf_exempt
@public
@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """One question a page. Nothing is written, so no token is asked and nothing is kept."""
    if request.method == "GET":
        return _begin(request)
    law, today = live.current_law(), timezone.localdate()
    try:
        sent = request.POST
        said = selfcheck.read(sent.get("kind", ""), sent.get("violation", ""), sent.getlist("said"), law)
    except selfcheck.Nonsense:
        return _begin(request, wrong=True)
    error = _take(request, said, law)
    answer = rules.assess(said.sheet(law), law=law, today=today)
    question = selfcheck.next_question(said, answer, law)
    context = {
        "said": said,
        "told": selfcheck.told(said),
        "kind_name": kind_names()[said.kind],
        "violation_name": dict(violation_choices())[said.violation],
    }
    if question is None:
        shown = {"result": selfcheck.result(said, answer, law, today), "words": selfcheck.told_words(said, law)}
        return render(request, "disclosure/check_result.html", context | shown)
    shown = {"question": question, "choices": selfcheck.choices(question), "error": error}
    return render(request, "disclosure/check_question.html", context | shown, status=422 if error else 200)


def _take(request: HttpRequest, said: selfcheck.Said, law: rules.Law) -> str:
    """The answer to the question just asked; the reason where it is none."""
    key = request.POST.get("asked", "")
    if not key:
        return ""
    raw = request.POST.get("answer", "")
    if raw in {"", "typed"}:
        raw = request.POST.get("typed", "").strip()
    if not raw:
        return "请选择或者填写；不清楚的，选“不清楚”。"
    if error := selfcheck.problem(law, key, raw):
        return error
    said.answers[key] = raw
    errors = rules.validate_sheet(said.sheet(law), law)
    if errors:
        del said.answers[key]
        return errors[0].message_zh
    return ""


def _begin(request: HttpRequest, *, wrong: bool = False) -> HttpResponse:
    context = {"kinds": kind_names().items(), "violations": violation_choices(), "wrong": wrong}
    return render(request, "disclosure/check.html", context, status=422 if wrong else 200)
