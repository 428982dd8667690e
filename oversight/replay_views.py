"""Replay of a list version over past cases, and a draft beside live ones: pages linked from the version's own."""

from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from cases.models import Assessment, Case
from exemptions.enums import ReplayState
from exemptions.listing import list_hash
from exemptions.models import ListVersion, Replay
from exemptions.services import replays as services
from oversight.replays import WORDS, beside
from oversight.tasks import run_replay
from records.errors import DomainError

READERS = (Role.REVIEWER, Role.LEADER, Role.HEAD, Role.SUPERVISOR)
CHANGES = {"lenient": "新从宽", "harsher": "新从严", "undecided": "不能确定"}
TABLES = {"section": "按科室", "year": "按年度", "size": "按数额"}
NEWEST = 60
A_DAY = 24 * 60 * 60


def _version(request: HttpRequest, code: str) -> ListVersion:
    return get_object_or_404(ListVersion.objects.visible_to(request.user), code=code)


@for_roles(*READERS)
@require_GET
def replay(request: HttpRequest, code: str) -> HttpResponse:
    """The newest replay of a version: what would have been decided otherwise, by section, year and size, with the cases."""
    version = _version(request, code)
    runs = list(version.replays.select_related("base", "started_by", "signed_by")[:10])
    newest = runs[0] if runs else None
    change = request.GET.get("change", "lenient")
    context = {
        "version": version,
        "replay": newest,
        "earlier": runs[1:],
        "stale": newest is not None and newest.sha256 != list_hash(version),
        "running": newest is not None and newest.state == ReplayState.RUNNING,
        "done": newest is not None and newest.state == ReplayState.DONE,
        "may_begin": request.user.role in services.BEGINNERS,
        "may_sign": request.user.role == Role.REVIEWER,
    }
    if context["done"]:
        context |= _result(request, newest, change if change in WORDS.values() else "lenient")
    return render(request, "oversight/replay.html", context)


def _result(request: HttpRequest, row: Replay, change: str) -> dict[str, Any]:
    counts = [
        {"name": name, "number": getattr(row, key), "url": f"?change={key}#cases", "is_here": key == change}
        for key, name in CHANGES.items()
    ]
    samples = [one for one in row.samples if one["change"] == change]
    open_to = set(
        Case.objects.visible_to(request.user)
        .filter(pk__in=[one["case"] for one in samples])
        .values_list("pk", flat=True)
    )
    return {
        "counts": counts,
        "tables": [(title, row.tables.get(key, [])) for key, title in TABLES.items()],
        "change": CHANGES[change],
        "number": getattr(row, change),
        "samples": [one | {"may_open": one["case"] in open_to} for one in samples],
    }


def _carry_on(request: HttpRequest, verb: Any, said: str, code: str, to: str, **arguments: Any) -> HttpResponse:
    try:
        verb(actor=request.user, **arguments)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect(to, code)


def _begin(*, actor: Any, version: ListVersion) -> None:
    row = services.begin_replay(actor=actor, version=version)
    run_replay.enqueue(row.pk)


@for_roles(*READERS)
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    said = "已开始试算。案件多时要等一会儿，可以离开这一页。"
    return _carry_on(request, _begin, said, code, "replay", version=_version(request, code))


@for_roles(*READERS)
@require_POST
def sign(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    row = get_object_or_404(Replay, pk=pk, version=_version(request, code))
    words = request.POST.get("words", "")
    return _carry_on(request, services.sign_replay, "已签署试算结果。", code, "replay", replay=row, words=words)


# --- the shadow ----------------------------------------------------------------


@for_roles(*READERS)
@require_GET
def shadow(request: HttpRequest, code: str) -> HttpResponse:
    """A draft beside the newest live recommendations: where it would have said something else."""
    version = _version(request, code)
    running = version.shadows.select_related("started_by").first()
    found = _beside(request, version, running.started_at, running.ended_at) if running else []
    context = {
        "version": version,
        "shadow": running,
        "asked": len(found),
        "differences": [one for one in found if one["differs"]],
        "newest": NEWEST,
        "may_begin": request.user.role in services.BEGINNERS,
    }
    return render(request, "oversight/shadow.html", context)


def _beside(request: HttpRequest, version: ListVersion, since: Any, until: Any) -> list[dict[str, Any]]:
    """The newest recommendation of each act since the shadow began, asked of the draft once and remembered."""
    rows = Assessment.objects.filter(made_at__gte=since, act__case__in=Case.objects.visible_to(request.user))
    rows = rows.filter(made_at__lte=until) if until else rows
    newest = rows.order_by("act_id", "-pk").distinct("act_id")
    listed = list(
        Assessment.objects.filter(pk__in=newest.values("pk")).select_related("act__case").order_by("-pk")[:NEWEST]
    )
    words = list_hash(version)
    known = cache.get_many([_key(words, row.pk) for row in listed])
    asked = beside(version, [row for row in listed if _key(words, row.pk) not in known])
    fresh = {_key(words, one.assessment.pk): one.outcome for one in asked}
    cache.set_many(fresh, A_DAY)
    return [
        {
            "act": row.act,
            "case": row.act.case,
            "made_at": row.made_at,
            "now": row.outcome,
            "then": said,
            "differs": said != row.outcome,
        }
        for row in listed
        if (said := (known | fresh).get(_key(words, row.pk))) is not None
    ]


def _key(words: str, pk: int) -> str:
    return f"shadow:{words[:32]}:{pk}"


@for_roles(*READERS)
@require_POST
def shadow_start(request: HttpRequest, code: str) -> HttpResponse:
    said = "已开始影子运行。它不影响任何案件。"
    return _carry_on(request, services.start_shadow, said, code, "shadow", version=_version(request, code))


@for_roles(*READERS)
@require_POST
def shadow_end(request: HttpRequest, code: str) -> HttpResponse:
    return _carry_on(request, services.end_shadow, "已结束影子运行。", code, "shadow", version=_version(request, code))
