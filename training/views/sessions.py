"""Training sessions: the list, one session, the code on the screen, signing in, the list in the room."""

import segno
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import carry_out
from training.forms import sessions as room
from training.forms.base import pair
from training.models import Attendance, Course, Session, SessionPhoto
from training.people import may_see_figures
from training.services import sessions as verbs
from training.views.support import FormPage, file_response, learners_only, managers_only, page, press

CRUMB = ("培训场次", reverse_lazy("training:sessions"))
RENEW_SECONDS = 60


def find(request, pk: int) -> Session:
    return get_object_or_404(Session.objects.visible_to(request.user).select_related("course"), pk=pk)


def session_url(row: Session) -> str:
    return reverse("training:session", args=[row.pk])


@require_GET
@learners_only
def session_list(request):
    today = timezone.localdate()
    year = int(request.GET["year"]) if request.GET.get("year", "").isdigit() else today.year
    rows = Session.objects.visible_to(request.user)
    mine = Attendance.objects.counted().filter(user=request.user, session__starts_at__year=year)
    context = {
        "coming": rows.coming(now=timezone.now()),
        "held": rows.filter(starts_at__year=year, ends_at__lt=timezone.now()).order_by("-starts_at"),
        "attended": set(mine.values_list("session", flat=True)),
        "hours": mine.hours(),
        "year": year,
        "years": range(today.year, today.year - 4, -1),
    }
    return page(request, "training/sessions.html", context, here="sessions")


@require_GET
@learners_only
def session(request, pk: int):
    """The whole list is for who runs the training or leads; the others see their own entry and how many have come."""
    row = find(request, pk)
    attendances = row.attendances.select_related("user__section", "recorded_by", "void")
    mine = attendances.filter(user=request.user).first()
    own = [mine] if mine else []
    context = {
        "session": row,
        "attendances": attendances if may_see_figures(request.user) else own,
        "count": row.attendances.counted().count(),
        "mine": mine,
        "photos": row.photos.select_related("file"),
        "papers": row.papers.select_related("paper"),
        "sections": row.sections.all(),
        "reason_form": room.ReasonForm(),
        "photo_form": room.PhotoForm(),
    }
    return page(request, "training/session.html", context, here="sessions")


@require_http_methods(["GET", "POST"])
@managers_only
def session_new(request):
    course = Course.objects.filter(pk=request.GET.get("course") or 0).first()
    form = room.SessionForm(request.POST or None, course=course)
    back = reverse("training:sessions")
    shown = FormPage("安排培训", "安排", back, "sessions", [CRUMB, ("安排", "")], draft="session-new")
    return shown.send(request, form, verbs.schedule_session, to=session_url)


@require_http_methods(["GET", "POST"])
@managers_only
def session_change(request, pk: int):
    row = find(request, pk)
    form = room.SessionForm(request.POST or None, session=row)
    crumbs = [CRUMB, (row.title, session_url(row)), ("修改", "")]
    return FormPage("修改培训", "保存", session_url(row), "sessions", crumbs).send(
        request, form, verbs.change_session, session=row
    )


@require_POST
@managers_only
def session_open(request, pk: int):
    row = find(request, pk)
    return press(
        request,
        verbs.open_sign_in,
        session=row,
        to=session_url(row),
        said="签到已开放。请在现场屏幕上打开签到码。",
    )


@require_POST
@managers_only
def session_close(request, pk: int):
    row = find(request, pk)
    return press(request, verbs.close_session, session=row, to=session_url(row), said="培训已结束，学时计入个人档案。")


@require_http_methods(["GET", "POST"])
@managers_only
def session_cancel(request, pk: int):
    row = find(request, pk)
    crumbs = [CRUMB, (row.title, session_url(row)), ("取消", "")]
    shown = FormPage(
        "取消培训",
        "取消这场培训",
        session_url(row),
        "sessions",
        crumbs,
        sub="已经签到的记录保留，不计学时。",
        danger=True,
    )
    return shown.send(request, room.ReasonForm(request.POST or None), verbs.cancel_session, session=row)


@never_cache
@require_GET
@managers_only
def session_code(request, pk: int):
    """The page for the screen of the room; it renews itself every minute without a script."""
    row = find(request, pk)
    url = request.build_absolute_uri(reverse("training:sign_in", args=[verbs.sign_in_code(row)]))
    context = {
        "session": row,
        "picture": segno.make(url, error="m").svg_data_uri(scale=8, border=2),
        "count": row.attendances.counted().count(),
        "renew": RENEW_SECONDS,
        "url": url,
    }
    return page(request, "training/session_code.html", context, here="sessions")


@never_cache
@require_GET
@learners_only
def sign_in(request, code: str):
    """Where the code leads: one button. A code that is too old says what to do."""
    row = verbs.session_of_code(code)
    mine = row and row.attendances.filter(user=request.user).first()
    context = {
        "session": row,
        "mine": mine,
        "proof": verbs.confirmation(row, request.user) if row else "",
    }
    return page(request, "training/sign_in.html", context, here="sessions", status=200 if row else 410)


@require_POST
@learners_only
def sign_in_confirm(request, pk: int):
    row = find(request, pk)
    proof = request.POST.get("proof", "")
    return press(
        request, verbs.sign_in, session=row, proof=proof, to=session_url(row), said=f"已签到，计{row.hours}学时。"
    )


@require_http_methods(["GET", "POST"])
@managers_only
def session_people(request, pk: int):
    row = find(request, pk)
    form = room.PeopleForm(request.POST or None, session=row)
    crumbs = [CRUMB, (row.title, session_url(row)), ("现场名单", "")]
    shown = FormPage(
        "按现场名单登记",
        "登记",
        session_url(row),
        "sessions",
        crumbs,
        sub="已经签到的不再列出。",
        hints=[("只登记到场的人", "登记错的只能更正，不能删除；更正要写理由。")],
    )
    return shown.send(request, form, verbs.sign_in_people, session=row, said="名单已登记。")


@require_http_methods(["GET", "POST"])
@managers_only
def attendance_void(request, pk: int):
    row = get_object_or_404(Attendance.objects.select_related("session", "user"), pk=pk)
    back = session_url(row.session)
    shown = FormPage(
        "更正签到",
        "不计这条签到",
        back,
        "sessions",
        [CRUMB, (row.session.title, back), ("更正", "")],
        sub=f"{row.user.name}在“{row.session.title}”的签到不再计学时。原记录保留，以后不能再登记这个人参加这一场。",
        danger=True,
    )
    return shown.send(request, room.ReasonForm(request.POST or None), verbs.void_attendance, attendance=row)


@require_POST
@managers_only
def photo_new(request, pk: int):
    row = find(request, pk)
    form = room.PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        upload = pair(form.cleaned_data["upload"])
        caption = form.cleaned_data["caption"]
        if carry_out(form, verbs.add_photo, actor=request.user, session=row, upload=upload, caption=caption):
            return redirect(session_url(row))
    shown = FormPage(
        "添加照片", "添加", session_url(row), "sessions", [CRUMB, (row.title, session_url(row))], has_files=True
    )
    return page(request, "training/form.html", {"page": shown, "form": form}, here="sessions", form=form)


@require_GET
@learners_only
def photo(request, pk: int):
    row = get_object_or_404(
        SessionPhoto.objects.filter(session__in=Session.objects.visible_to(request.user)).select_related("file"), pk=pk
    )
    return file_response(row.file)
