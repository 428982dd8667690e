"""Lessons for parties, kept by the training manager."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.enums import Measure
from training.forms.learning import UnitForm
from training.models import LearningUnit
from training.services import units as verbs
from training.views.support import FormPage, managers_only, page, press

CRUMB = ("当事人学习", reverse_lazy("training:units"))
HINTS = [
    ("写给当事人看", "用短句，讲清楚该怎么做、为什么、去哪里问。一刻钟以内学完。"),
    ("自愿", "学习不是条件：不学不影响处理结果，也不影响结案。"),
]


def unit_url(row: LearningUnit) -> str:
    return reverse("training:unit", args=[row.pk])


@require_GET
@managers_only
def unit_list(request):
    rows = LearningUnit.objects.annotate(
        offered=Count("offers", filter=Q(offers__withdrawn_at__isnull=True), distinct=True),
        done=Count("offers__answers", filter=Q(offers__answers__passed=True), distinct=True),
    )
    return page(request, "training/units.html", {"units": rows}, here="units")


@require_GET
@managers_only
def unit(request, pk: int):
    row = get_object_or_404(LearningUnit, pk=pk)
    context = {
        "unit": row,
        "measures": [Measure(code).label for code in row.measures],
        "offences": row.offences.all(),
        "questions": row.questions.all(),
    }
    return page(request, "training/unit.html", context, here="units")


@require_http_methods(["GET", "POST"])
@managers_only
def unit_new(request):
    form = UnitForm(request.POST or None)
    links = [("先出几道题", reverse("training:question_new"))]
    shown = FormPage(
        "编写学习单元",
        "保存",
        reverse("training:units"),
        "units",
        [CRUMB, ("编写", "")],
        draft="unit-new",
        hints=HINTS,
        links=links,
    )
    return shown.send(request, form, verbs.write_learning_unit, to=unit_url)


@require_http_methods(["GET", "POST"])
@managers_only
def unit_change(request, pk: int):
    row = get_object_or_404(LearningUnit, pk=pk)
    form = UnitForm(request.POST or None, unit=row)
    crumbs = [CRUMB, (row.title, unit_url(row)), ("修改", "")]
    shown = FormPage(
        "修改学习单元",
        "保存",
        unit_url(row),
        "units",
        crumbs,
        hints=HINTS,
        sub="已经提供给当事人的，内容不变。",
    )
    return shown.send(request, form, verbs.change_learning_unit, unit=row)


@require_POST
@managers_only
def unit_open(request, pk: int):
    row = get_object_or_404(LearningUnit, pk=pk)
    return press(request, verbs.open_learning_unit, unit=row, to=unit_url(row), said="单元已启用。")


@require_POST
@managers_only
def unit_close(request, pk: int):
    row = get_object_or_404(LearningUnit, pk=pk)
    return press(request, verbs.close_learning_unit, unit=row, to=unit_url(row), said="单元已停用。")
