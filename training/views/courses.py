"""Courses: the list, one course, its materials."""

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exemptions import live
from exemptions.showing_lists import items_shown
from training.enums import CourseKind, MaterialKind
from training.forms import courses as room
from training.forms.base import pair
from training.models import Course, Material, Reading
from training.services import courses as verbs
from training.views.support import FormPage, file_response, learners_only, managers_only, page, press

ADDING = {
    "statute": ("添加法规或者方案", room.StatuteForm, verbs.add_statute),
    "list": ("添加清单版本", room.ListForm, verbs.add_list),
    "guiding": ("添加指导性案例", room.GuidingForm, verbs.add_guiding_case),
    "text": ("添加文字材料", room.TextForm, verbs.add_text),
    "file": ("添加文件", room.FileForm, verbs.add_file),
}
CRUMB = ("课程", reverse_lazy("training:courses"))


def find(request, pk: int) -> Course:
    return get_object_or_404(Course.objects.visible_to(request.user), pk=pk)


def find_material(request, pk: int) -> Material:
    """The material of a course this person may see."""
    rows = Material.objects.select_related("course", "statute_version__statute", "list_version", "guiding_case", "file")
    return get_object_or_404(rows.filter(course__in=Course.objects.visible_to(request.user)), pk=pk)


def course_url(course: Course) -> str:
    return reverse("training:course", args=[course.pk])


@require_GET
@learners_only
def course_list(request):
    kind = request.GET.get("kind", "")
    courses = Course.objects.visible_to(request.user)
    if kind in CourseKind.values:
        courses = courses.filter(kind=kind)
    mine = Q(materials__withdrawn_at__isnull=True, materials__required=True)
    courses = courses.annotate(
        needed=Count("materials", filter=mine, distinct=True),
        read=Count("materials", filter=mine & Q(materials__readings__user=request.user), distinct=True),
    )
    kinds = [("", "全部"), *CourseKind.choices]
    return page(request, "training/courses.html", {"courses": courses, "kinds": kinds, "kind": kind}, here="courses")


@require_GET
@learners_only
def course(request, pk: int):
    row = find(request, pk)
    own = Reading.objects.filter(material=OuterRef("pk"), user=request.user)
    materials = row.materials.filter(withdrawn_at__isnull=True).annotate(is_read=Exists(own))
    context = {
        "course": row,
        "materials": materials.select_related("file"),
        "unread": sum(material.required and not material.is_read for material in materials),
        "quizzes": row.quizzes.all() if row.state != "draft" else [],
        "sessions": row.sessions.all()[:5],
        "unit": getattr(row, "licence_unit", None),
        "adding": [(kind, words[0]) for kind, words in ADDING.items()],
        "readers": _readers(row) if request.user.role == "training" else None,
    }
    return page(request, "training/course.html", context, here="courses")


def _readers(row: Course) -> int:
    return Reading.objects.filter(material__course=row).values("user").distinct().count()


@require_http_methods(["GET", "POST"])
@managers_only
def course_new(request):
    form = room.CourseForm(request.POST or None)
    shown = FormPage(
        "建立课程", "建立", reverse("training:courses"), "courses", [CRUMB, ("建立", "")], draft="course-new"
    )
    return shown.send(request, form, verbs.create_course, to=course_url, said="课程已建立。添加材料以后再开放。")


@require_http_methods(["GET", "POST"])
@managers_only
def course_change(request, pk: int):
    row = find(request, pk)
    names = ("title", "kind", "summary", "hours")
    form = room.CourseForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    crumbs = [CRUMB, (row.title, course_url(row)), ("修改", "")]
    shown = FormPage("修改课程", "保存", course_url(row), "courses", crumbs)
    return shown.send(request, form, verbs.change_course, course=row)


@require_POST
@managers_only
def course_open(request, pk: int):
    row = find(request, pk)
    return press(request, verbs.open_course, course=row, to=course_url(row), said="课程已开放。")


@require_POST
@managers_only
def course_close(request, pk: int):
    row = find(request, pk)
    return press(request, verbs.close_course, course=row, to=course_url(row), said="课程已结束，学习记录都保留。")


@require_http_methods(["GET", "POST"])
@managers_only
def material_new(request, pk: int, kind: str):
    if kind not in ADDING:
        raise Http404
    row = find(request, pk)
    title, form_class, verb = ADDING[kind]
    form = form_class(request.POST or None, request.FILES or None)
    shown = FormPage(
        title,
        "添加",
        course_url(row),
        "courses",
        [CRUMB, (row.title, course_url(row)), (title, "")],
        draft=f"course-{row.pk}-{kind}",
        has_files=kind == "file",
        hints=[("只学真实存在的法", "法规从法规库中选。名称不对或者库中没有的，不能加入课程。")]
        if kind == "statute"
        else [],
    )
    values = _with_file if kind == "file" else None
    return shown.send(request, form, verb, course=row, said="材料已添加。", values=values)


def _with_file(form) -> dict[str, object]:
    return form.cleaned_data | {"upload": pair(form.cleaned_data["upload"])}


@require_GET
@learners_only
def material(request, pk: int):
    """The page on which a material is read."""
    row = find_material(request, pk)
    context = {
        "material": row,
        "course": row.course,
        "errata": row.errata.all(),
        "is_read": Reading.objects.filter(material=row, user=request.user).first(),
        "next": row.course.materials.filter(withdrawn_at__isnull=True, order__gt=row.order).first(),
    }
    if row.statute_version_id:
        context["provisions"] = row.statute_version.provisions.all()
    if row.kind == MaterialKind.LIST:
        context["items"] = items_shown(row.list_version, live.current_law().facts)
    return page(request, "training/material.html", context, here="courses")


@require_POST
@learners_only
def material_read(request, pk: int):
    row = find_material(request, pk)
    following = row.course.materials.filter(withdrawn_at__isnull=True, order__gt=row.order)
    following = following.exclude(readings__user=request.user).first()
    to = reverse("training:material", args=[following.pk]) if following else _after_reading(row.course)
    return press(request, verbs.mark_read, material=row, to=to, said=f"已记下：读完“{row.title}”。")


def _after_reading(row: Course) -> str:
    if hasattr(row, "licence_unit"):
        return reverse("training:licence", args=[row.licence_unit.list_version_id])
    return course_url(row)


@require_POST
@managers_only
def material_withdraw(request, pk: int):
    row = find_material(request, pk)
    return press(request, verbs.withdraw_material, material=row, to=course_url(row.course), said="材料已撤下。")


@require_GET
@learners_only
def material_file(request, pk: int):
    row = find_material(request, pk)
    if row.file_id is None:
        raise Http404
    return file_response(row.file)


@require_http_methods(["GET", "POST"])
@managers_only
def erratum_new(request, pk: int):
    row = find_material(request, pk)
    back = reverse("training:material", args=[row.pk])
    crumbs = [CRUMB, (row.course.title, course_url(row.course)), (row.title, back), ("勘误", "")]
    shown = FormPage(
        "记一处勘误",
        "记下",
        back,
        "courses",
        crumbs,
        hints=[("原文不改", "文件按印发时的原样保存，勘误只在旁边说明。")],
        draft=f"erratum-{row.pk}",
    )
    return shown.send(request, room.ErratumForm(request.POST or None), verbs.note_erratum, material=row)
