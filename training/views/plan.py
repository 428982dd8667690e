"""The implementation plan: both stages with their tasks, one task, the report for the leading group."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from training.enums import MilestoneState
from training.forms import plan as room
from training.forms.base import pair
from training.models import Milestone, MilestoneReport, PlanStage, TrainingPaper
from training.people import sections_headed
from training.services import plan as verbs
from training.views.support import FormPage, file_response, learners_only, managers_only, page

CRUMB = ("实施方案", reverse_lazy("training:plan"))
MARKS = {
    MilestoneState.TODO: "wait",
    MilestoneState.DOING: "doing",
    MilestoneState.DONE: "wait",
    MilestoneState.CONFIRMED: "done",
}


def shown_milestone(row: Milestone, today) -> dict[str, object]:
    late = row.state in {MilestoneState.TODO, MilestoneState.DOING} and row.due_on < today
    return {
        "row": row,
        "kind": "late" if late else MARKS[row.state],
        "word": f"{row.get_state_display()}，已过期限" if late else row.get_state_display(),
    }


@require_GET
@learners_only
def plan(request):
    today = timezone.localdate()
    rows = Milestone.objects.visible_to(request.user).select_related("section", "stage")
    stages = []
    for stage in PlanStage.objects.all():
        own = [shown_milestone(row, today) for row in rows if row.stage_id == stage.pk]
        done = sum(one["row"].state == MilestoneState.CONFIRMED for one in own)
        stages.append({"stage": stage, "rows": own, "done": done, "state": _stage_state(stage, today)})
    sections = (
        rows.order_by("section__order")
        .values("section__name")
        .annotate(
            total=Count("pk"),
            confirmed=Count("pk", filter=Q(state=MilestoneState.CONFIRMED)),
            late=Count("pk", filter=Q(state__in=[MilestoneState.TODO, MilestoneState.DOING], due_on__lt=today)),
        )
    )
    context = {
        "stages": stages,
        "steps": [{"name": one["stage"].name, "state": one["state"]} for one in stages],
        "sections": sections,
        "headed": sections_headed(request.user),
        "papers": TrainingPaper.objects.filter(paper__kind="OFFICIAL_DOCUMENT").select_related("paper")[:5],
        "today": today,
    }
    return page(request, "training/plan.html", context, here="plan")


def _stage_state(stage: PlanStage, today) -> str:
    if today < stage.starts_on:
        return "todo"
    return "done" if stage.ends_on and today >= stage.ends_on else "now"


@require_http_methods(["GET", "POST"])
@managers_only
def stages(request):
    known = {row.order: row for row in PlanStage.objects.all()}
    initial = {}
    if known:
        first, second = known[1], known[2]
        initial = {
            "first_from": first.starts_on,
            "second_from": second.starts_on,
            "second_to": second.ends_on,
        }
    form = room.StagesForm(request.POST or None, initial=initial)
    shown = FormPage("设定两个阶段", "设定", reverse("training:plan"), "plan", [CRUMB, ("两个阶段", "")])
    return shown.send(request, form, verbs.set_stages, said="两个阶段已设定。")


@require_http_methods(["GET", "POST"])
@managers_only
def milestone_new(request):
    form = room.MilestoneForm(request.POST or None)
    shown = FormPage(
        "下达任务",
        "下达",
        reverse("training:plan"),
        "plan",
        [CRUMB, ("下达任务", "")],
        draft="milestone-new",
        sub="同一项任务可以同时下达给几个科室。",
    )
    return shown.send(request, form, verbs.give_milestones, said="任务已下达。")


def find(request, pk: int) -> Milestone:
    return get_object_or_404(Milestone.objects.visible_to(request.user).select_related("section", "stage"), pk=pk)


def milestone_url(row: Milestone) -> str:
    return reverse("training:milestone", args=[row.pk])


@require_GET
@learners_only
def milestone(request, pk: int):
    row = find(request, pk)
    context = {
        "milestone": row,
        "shown": shown_milestone(row, timezone.localdate()),
        "reports": row.reports.select_related("reported_by", "file"),
        "may_report": row.section_id in sections_headed(request.user) and row.state != MilestoneState.CONFIRMED,
    }
    return page(request, "training/milestone.html", context, here="plan")


@require_http_methods(["GET", "POST"])
@learners_only
def milestone_report(request, pk: int):
    row = find(request, pk)
    form = room.ReportForm(request.POST or None, request.FILES or None)
    crumbs = [CRUMB, (row.title, milestone_url(row)), ("填报", "")]
    shown = FormPage(
        "填报进展",
        "填报",
        milestone_url(row),
        "plan",
        crumbs,
        sub=f"{row.section.name} · {row.title}",
        has_files=True,
        draft=f"milestone-{row.pk}",
    )
    return shown.send(request, form, verbs.report_milestone, milestone=row, values=_with_file, said="进展已填报。")


def _with_file(form) -> dict[str, object]:
    return form.cleaned_data | {"upload": pair(form.cleaned_data["upload"])}


@require_http_methods(["GET", "POST"])
@managers_only
def milestone_confirm(request, pk: int):
    row = find(request, pk)
    crumbs = [CRUMB, (row.title, milestone_url(row)), ("核实", "")]
    shown = FormPage("核实", "提交", milestone_url(row), "plan", crumbs, sub=f"{row.section.name} · {row.title}")
    form = room.ConfirmForm(request.POST or None)
    return shown.send(request, form, verbs.confirm_milestone, milestone=row)


@require_http_methods(["GET", "POST"])
@managers_only
def milestone_change(request, pk: int):
    row = find(request, pk)
    crumbs = [CRUMB, (row.title, milestone_url(row)), ("改期", "")]
    shown = FormPage("改期", "改期", milestone_url(row), "plan", crumbs, sub=f"{row.section.name} · {row.title}")
    form = room.ChangeForm(request.POST or None, initial={"due_on": row.due_on})
    return shown.send(request, form, verbs.change_milestone, milestone=row)


@require_GET
@learners_only
def report_file(request, pk: int):
    rows = MilestoneReport.objects.filter(milestone__in=Milestone.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("file"), pk=pk)
    if row.file_id is None:
        raise Http404
    return file_response(row.file)
