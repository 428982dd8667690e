"""Pages of the detectors: findings, one finding, thresholds, consent watch."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms import carry_out
from accounts.powers import acts_as
from cases.models import Case
from oversight.consent import HASTY_SECONDS, consent_watch, voices_watch
from oversight.detection.thresholds import MEANINGS
from oversight.detection.words import ABOUT, CAUTION, NAMES, TESTS
from oversight.detection_forms import AnswerForm, CloseForm, ThresholdForm
from oversight.models import DetectorRun, DetectorSetting, Finding, FindingAnswer
from oversight.services import detection as verbs
from oversight.tasks import detect_now

READERS = (Role.SUPERVISOR, Role.LEADER, Role.HEAD)
PAGE = 20
VIEWS = {"section": "待科室说明", "supervision": "待监督人员办结", "closed": "已办结"}


def tabs(here: str) -> list[dict[str, Any]]:
    found = (("findings", "检测提示"), ("thresholds", "阈值"), ("consent", "当事人意愿"))
    return [{"name": name, "url": reverse(url), "is_here": url == here} for url, name in found]


def _rows(request: HttpRequest):
    return Finding.objects.visible_to(request.user)


@for_roles(*READERS)
@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """What was asked, by where it stands; a page goes on from the number of the last row."""
    heaps = {
        "section": _rows(request).awaiting_section(),
        "supervision": _rows(request).awaiting_supervision(),
        "closed": _rows(request).filter(closing__isnull=False),
    }
    view = request.GET.get("view", "")
    usual = "supervision" if request.user.role == Role.SUPERVISOR else "section"
    view = view if view in heaps else usual
    rows = (
        heaps[view]
        .select_related("section", "closing")
        .annotate(is_answered=Exists(FindingAnswer.objects.filter(finding=OuterRef("pk"))))
    )
    before = request.GET.get("before", "")
    if before.isdigit():
        rows = rows.filter(pk__lt=int(before))
    shown = list(rows.order_by("-pk")[: PAGE + 1])
    more = len(shown) > PAGE
    context = {
        "rows": shown[:PAGE],
        "next_url": f"?view={view}&before={shown[PAGE - 1].pk}" if more else "",
        "first_url": f"?view={view}" if before else "",
        "counts": [
            {"name": name, "number": heaps[key].count(), "note": "条", "url": f"?view={key}", "is_here": key == view}
            for key, name in VIEWS.items()
        ],
        "view_name": VIEWS[view],
        "run": DetectorRun.objects.first(),
        "about": [(NAMES[key], words) for key, words in ABOUT.items()],
        "may_run": request.user.role == Role.SUPERVISOR,
        "tabs": tabs("findings"),
        "caution": CAUTION,
    }
    return render(request, "oversight/findings.html", context)


@for_roles(Role.SUPERVISOR)
@require_POST
def run_now(request: HttpRequest) -> HttpResponse:
    """Look now instead of waiting for Monday."""
    detect_now.enqueue(request.user.pk)
    messages.success(request, "已开始检测，完成后新的问题列在这里，并通知有关科室。")
    return redirect("findings")


def _find(request: HttpRequest, pk: int) -> Finding:
    rows = _rows(request).select_related("section", "run", "closing__closed_by")
    return get_object_or_404(rows.prefetch_related("answers__answered_by", "answers__answered_for"), pk=pk)


def _page(request: HttpRequest, row: Finding, *, status: int = 200, **forms: Any) -> HttpResponse:
    cases = row.cases.select_related("party", "section").prefetch_related("acts__decision").order_by("filed_on", "pk")
    head = acts_as(request.user, Role.HEAD, on=timezone.localdate(), section_id=row.section_id)
    context = {
        "finding": row,
        "cases": cases,
        "leads": row.leads.select_related("party").order_by("received_on", "pk"),
        "open_to": set(Case.objects.visible_to(request.user).filter(findings=row).values_list("pk", flat=True)),
        "test": TESTS[row.sign],
        "about": ABOUT[row.detector],
        "caution": CAUTION,
        "limits": [(MEANINGS[name].name, value) for name, value in row.run.thresholds.items() if name in MEANINGS],
        "per_mille": _chance_words(row.chance),
        "answer_form": forms.get("answer_form") or (AnswerForm() if head and not row.is_closed else None),
        "close_form": forms.get("close_form") or (CloseForm() if _may_close(request, row) else None),
    }
    return render(request, "oversight/finding.html", context, status=status)


def _may_close(request: HttpRequest, row: Finding) -> bool:
    return request.user.role == Role.SUPERVISOR and not row.is_closed and bool(row.answers.all())


def _chance_words(chance: float) -> str:
    """As people say it: about one in so many."""
    if chance >= 0.01:
        return f"{chance:.1%}"
    if chance < 1e-6:
        return "不到百万分之一"
    return f"约{_rounded(1 / chance):,}分之一"


def _rounded(number: float) -> int:
    size = 10 ** (len(str(int(number))) - 2)
    return round(number / size) * size if size > 1 else round(number)


@for_roles(*READERS)
@require_GET
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """The question with its cases, its numbers and what was said to it."""
    return _page(request, _find(request, pk))


@for_roles(*READERS)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _find(request, pk), AnswerForm(request.POST)
    if form.is_valid() and carry_out(
        form, verbs.answer_finding, actor=request.user, finding=row, words=form.cleaned_data["words"]
    ):
        messages.success(request, "已提交说明，由监督人员办结。")
        return redirect("finding", row.pk)
    return _page(request, row, answer_form=form, status=422)


@for_roles(*READERS)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _find(request, pk), CloseForm(request.POST)
    if form.is_valid() and carry_out(form, verbs.close_finding, actor=request.user, finding=row, **form.cleaned_data):
        messages.success(request, "已办结，并通知科室。")
        return redirect("finding", row.pk)
    return _page(request, row, close_form=form, status=422)


@for_roles(*READERS)
@require_http_methods(["GET", "POST"])
def thresholds(request: HttpRequest) -> HttpResponse:
    """Every threshold with its meaning and value; supervision changes one at a time, with a reason."""
    may_set = request.user.role == Role.SUPERVISOR
    form = ThresholdForm(request.POST or None) if may_set or request.method == "POST" else None
    valid = request.method == "POST" and form.is_valid()
    if valid and carry_out(form, verbs.set_threshold, actor=request.user, **form.cleaned_data):
        messages.success(request, "已调整，自所写日期的检测起使用。")
        return redirect("thresholds")
    now = verbs.thresholds_on(timezone.localdate())
    context = {
        "rows": [
            (meaning, NAMES.get(meaning.detector, "全部"), getattr(now, key)) for key, meaning in MEANINGS.items()
        ],
        "changes": DetectorSetting.objects.select_related("set_by")[:PAGE],
        "form": form,
        "tabs": tabs("thresholds"),
    }
    return render(request, "oversight/thresholds.html", context, status=422 if form and form.errors else 200)


@for_roles(*READERS)
@require_GET
def consent(request: HttpRequest) -> HttpResponse:
    """Offers of the last year, how they were answered, what followed; a head sees the own section.

    What parties said of their handling is for supervision: the section concerned is not shown it.
    """
    until = timezone.localdate()
    since = until - timedelta(days=365)
    own = request.user.section_id if request.user.role == Role.HEAD else None
    hears = request.user.role != Role.HEAD
    context = {
        "rows": consent_watch(since=since, until=until, section=own),
        "voices": voices_watch(since=since, until=until) if hears else [],
        "hears": hears,
        "until": until,
        "hasty": HASTY_SECONDS,
        "tabs": tabs("consent"),
    }
    return render(request, "oversight/consent.html", context)
