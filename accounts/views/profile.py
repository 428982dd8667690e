"""One's own account: certificate, seats, password, who signs while one is away."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import navigation, services, sessions
from accounts.enums import Role
from accounts.forms import PasswordForm, StandInForm, carry_out
from accounts.models import SignIn, StandIn
from records.errors import DomainError

SOON = timedelta(days=60)
SHOWN_SIGN_INS = 50


def certificate_state(user, *, on) -> dict[str, str]:
    """A mark and its word for the 执法证."""
    if not user.certificate_number:
        return {"kind": "na", "word": "没有"}
    if user.certificate_until < on:
        return {"kind": "late", "word": "已过期"}
    if user.certificate_from > on:
        return {"kind": "wait", "word": "尚未生效"}
    if user.certificate_until - on <= SOON:
        return {"kind": "late", "word": f"还有{(user.certificate_until - on).days}天到期"}
    return {"kind": "yes", "word": "有效"}


@require_GET
def profile(request):
    today = timezone.localdate()
    return render(
        request,
        "accounts/profile.html",
        {
            "certificate": certificate_state(request.user, on=today),
            "seats": request.user.seats.order_by("-starts_on"),
            "standing_in": StandIn.objects.running(on=today).filter(deputy=request.user).select_related("absent"),
            "my_deputies": StandIn.objects.running(on=today).filter(absent=request.user).select_related("deputy"),
        },
    )


@require_GET
def my_sign_ins(request):
    """When and from where one's own account was used; what one does not recognise is told to the security administrator."""
    rows = list(SignIn.objects.filter(user=request.user).order_by("-pk")[:SHOWN_SIGN_INS])
    return render(request, "accounts/my_sign_ins.html", {"rows": rows})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request):
    form = PasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        user = carry_out(
            form, services.set_password, actor=request.user, user=request.user, password=form.cleaned_data["new"]
        )
        if user:
            old_key = request.session.session_key
            update_session_auth_hash(request, user)
            sessions.renamed(request, old_key)
            sessions.owe(request, user)
            messages.success(request, "密码已改。其他电脑上的登录已经失效。")
            return redirect("accounts:profile")
    must = sessions.PASSWORD in request.session.get(sessions.OWED, [])
    return render(request, "accounts/password.html", {"form": form, "must": must})


def _visible_stand_ins(user):
    rows = StandIn.objects.select_related("absent", "deputy", "appointed_by")
    if user.role in {Role.ADMINISTRATOR, Role.LEADER, Role.AUDITOR}:
        return rows
    mine = Q(absent=user) | Q(deputy=user)
    return rows.filter(mine | Q(absent__section=user.section) if user.section_id else mine)


@require_http_methods(["GET", "POST"])
def stand_ins(request):
    """Name somebody for the days one is away, and see who stands in for whom."""
    form = StandInForm(request.POST or None, actor=request.user, initial={"absent": request.user.pk})
    if request.method == "POST" and form.is_valid():
        row = carry_out(form, services.appoint_stand_in, actor=request.user, **form.cleaned_data)
        if row:
            messages.success(
                request, f"{row.starts_on:%-m月%-d日}至{row.ends_on:%-m月%-d日}由{row.deputy}代{row.absent}。"
            )
            return redirect("accounts:stand_ins")
    today = timezone.localdate()
    rows = _visible_stand_ins(request.user).filter(ends_on__gte=today - timedelta(days=180)).order_by("-starts_on")
    # The files of somebody who leaves for good move on a page of the cases room.
    may_hand_over = request.user.role in {Role.HEAD, Role.LEADER}
    hand_over_url = navigation.url_if_there("cases:hand_over") if may_hand_over else ""
    context = {"form": form, "rows": rows, "today": today, "hand_over_url": hand_over_url}
    return render(request, "accounts/stand_ins.html", context)


@require_POST
def revoke_stand_in(request, pk: int):
    row = get_object_or_404(_visible_stand_ins(request.user), pk=pk)
    try:
        services.revoke_stand_in(actor=request.user, stand_in=row)
        messages.success(request, f"已撤销{row.deputy}代{row.absent}。")
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("accounts:stand_ins")
