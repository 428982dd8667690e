"""Guiding cases: the list, one case with its study, and keeping them."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from training.enums import GuidingState
from training.forms import guiding as room
from training.forms.base import pair
from training.forms.sessions import ReasonForm
from training.models import GuidingCase, StudyAssignment, StudyNote, StudyPost
from training.people import is_manager, learners, records_visible_to, sections_headed
from training.services import guiding as verbs
from training.views.support import FormPage, file_response, learners_only, managers_only, page, press

CRUMB = ("指导性案例", reverse_lazy("training:guiding"))


def find(request, pk: int) -> GuidingCase:
    return get_object_or_404(GuidingCase.objects.visible_to(request.user), pk=pk)


def case_url(row: GuidingCase) -> str:
    return reverse("training:guiding_case", args=[row.pk])


@require_GET
@learners_only
def guiding_list(request):
    words = request.GET.get("q", "").strip()
    rows = GuidingCase.objects.visible_to(request.user).prefetch_related("items", "offences")
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(keywords__icontains=words) | Q(facts__icontains=words))
    rows = rows.annotate(
        writers=Count("notes__user", distinct=True),
        speaking=Count("posts", filter=Q(posts__withdrawn_at__isnull=True), distinct=True),
    )
    mine = StudyAssignment.objects.standing().with_done().filter(user=request.user).select_related("guiding_case")
    context = {"cases": rows, "mine": mine, "words": words, "today": timezone.localdate()}
    return page(request, "training/guiding.html", context, here="guiding")


@require_GET
@learners_only
def guiding_case(request, pk: int):
    return _case_page(request, find(request, pk))


def _case_page(request, row: GuidingCase, *, note_form=None, post_form=None):
    seen = records_visible_to(request.user)
    notes = StudyNote.objects.filter(guiding_case=row, user__in=seen).select_related("user__section")
    assignments = row.assignments.standing().with_done().filter(user__in=seen)
    context = {
        "case": row,
        "items": row.items.select_related("version"),
        "offences": row.offences.all(),
        "mine": next((one for one in assignments if one.user_id == request.user.pk), None),
        "assignments": assignments.select_related("user__section"),
        "notes": notes,
        "posts": row.posts.select_related("user", "answers__user"),
        "note_form": note_form or room.NoteForm(),
        "post_form": post_form or room.PostForm(),
        "may_assign": is_manager(request.user) or bool(sections_headed(request.user)),
        "today": timezone.localdate(),
    }
    form = note_form or post_form
    return page(request, "training/guiding_case.html", context, here="guiding", form=form)


def _with_file(form) -> dict[str, object]:
    fields = dict(form.cleaned_data)
    if "upload" in fields:
        fields["upload"] = pair(fields["upload"])
    return fields


@require_http_methods(["GET", "POST"])
@managers_only
def guiding_new(request):
    form = room.GuidingCaseForm(request.POST or None, request.FILES or None, on=timezone.localdate())
    shown = FormPage(
        "录入指导性案例",
        "录入",
        reverse("training:guiding"),
        "guiding",
        [CRUMB, ("录入", "")],
        draft="guiding-new",
        has_files=True,
        hints=[("只写发布的内容", "照发布机关公布的文本录入；发布供学习后不能再改。")],
    )
    return shown.send(request, form, verbs.record_guiding_case, to=case_url, values=_with_file)


@require_http_methods(["GET", "POST"])
@managers_only
def guiding_change(request, pk: int):
    row = find(request, pk)
    form = room.GuidingCaseForm(request.POST or None, on=timezone.localdate(), guiding_case=row)
    crumbs = [CRUMB, (row.title, case_url(row)), ("修改", "")]
    shown = FormPage("修改指导性案例", "保存", case_url(row), "guiding", crumbs)
    return shown.send(request, form, verbs.change_guiding_case, guiding_case=row)


@require_POST
@managers_only
def guiding_publish(request, pk: int):
    row = find(request, pk)
    return press(request, verbs.publish_guiding_case, guiding_case=row, to=case_url(row), said="案例已发布，供学习。")


@require_http_methods(["GET", "POST"])
@managers_only
def guiding_retire(request, pk: int):
    row = find(request, pk)
    crumbs = [CRUMB, (row.title, case_url(row)), ("停用", "")]
    shown = FormPage("不再适用", "停用", case_url(row), "guiding", crumbs, sub="笔记和讨论保留。", danger=True)
    return shown.send(request, ReasonForm(request.POST or None), verbs.retire_guiding_case, guiding_case=row)


@require_GET
@learners_only
def guiding_file(request, pk: int):
    row = find(request, pk)
    if row.file_id is None:
        raise Http404
    return file_response(row.file)


@require_http_methods(["GET", "POST"])
@learners_only
def guiding_assign(request, pk: int):
    """To anybody by the training manager, to the own section by its head."""
    row = get_object_or_404(GuidingCase.objects.visible_to(request.user), pk=pk, state=GuidingState.PUBLISHED)
    form = room.AssignForm(request.POST or None)
    people = form.fields["people"].queryset
    if not is_manager(request.user):
        people = people.filter(section__in=sections_headed(request.user))
    form.fields["people"].queryset = people.filter(pk__in=learners().values("pk"))
    crumbs = [CRUMB, (row.title, case_url(row)), ("布置学习", "")]
    shown = FormPage("布置学习", "布置", case_url(row), "guiding", crumbs, sub=row.title)
    return shown.send(request, form, verbs.assign_study, guiding_case=row, said="学习任务已布置，并通知了学习人。")


@require_POST
@learners_only
def assignment_lift(request, pk: int):
    row = get_object_or_404(StudyAssignment.objects.visible_to(request.user), pk=pk)
    return press(request, verbs.lift_assignment, assignment=row, to=case_url(row.guiding_case), said="学习任务已取消。")


@require_POST
@learners_only
def note_new(request, pk: int):
    row = find(request, pk)
    form = room.NoteForm(request.POST)
    shown = FormPage("学习笔记", "写下", case_url(row), "guiding")
    if form.is_valid():
        return shown.send(request, form, verbs.write_note, guiding_case=row, said="笔记已写下。")
    return _case_page(request, row, note_form=form)


@require_POST
@learners_only
def post_new(request, pk: int):
    row = find(request, pk)
    form = room.PostForm(request.POST)
    answers = row.posts.filter(pk=request.POST.get("answers") or 0).first()
    shown = FormPage("讨论", "发言", case_url(row), "guiding")
    if form.is_valid():
        return shown.send(request, form, verbs.post, guiding_case=row, answers=answers)
    return _case_page(request, row, post_form=form)


@require_http_methods(["GET", "POST"])
@learners_only
def post_withdraw(request, pk: int):
    rows = StudyPost.objects.filter(guiding_case__in=GuidingCase.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("guiding_case"), pk=pk)
    crumbs = [CRUMB, (row.guiding_case.title, case_url(row.guiding_case)), ("撤下发言", "")]
    shown = FormPage("撤下发言", "撤下", case_url(row.guiding_case), "guiding", crumbs, sub=row.text, danger=True)
    return shown.send(request, ReasonForm(request.POST or None), verbs.withdraw_post, post=row)
