"""The leading group (领导小组): its seats and terms; locked accounts."""

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import services
from accounts.access import for_roles
from accounts.enums import Role, Seat
from accounts.forms import EndSeatForm, SeatForm, carry_out
from accounts.models import GroupSeat, User
from records.errors import DomainError

ORDER = list(Seat)


@require_GET
def group(request):
    today = timezone.localdate()
    held = GroupSeat.objects.held(on=today).select_related("user__section")
    now = sorted(held, key=lambda row: (ORDER.index(row.seat), row.starts_on, row.pk))
    others = GroupSeat.objects.select_related("user__section").exclude(pk__in=[row.pk for row in now])
    may_edit = request.user.role == Role.ADMINISTRATOR
    rows = {"now": now, "others": others.order_by("-starts_on")}
    return render(request, "accounts/group.html", rows | {"today": today, "may_edit": may_edit})


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def seat_add(request):
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = carry_out(form, services.give_seat, actor=request.user, **form.cleaned_data)
        if row:
            messages.success(request, f"已登记{row.user.name}任{row.get_seat_display()}。")
            return redirect("accounts:group")
    return render(request, "accounts/seat_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def seat_end(request, pk: int):
    row = get_object_or_404(GroupSeat.objects.select_related("user"), pk=pk)
    form = EndSeatForm(request.POST or None, initial={"ends_on": row.ends_on or timezone.localdate()})
    sent = request.method == "POST" and form.is_valid()
    if sent and carry_out(form, services.end_seat, actor=request.user, seat=row, **form.cleaned_data):
        messages.success(request, f"已登记{row.user.name}的离任日期。")
        return redirect("accounts:group")
    return render(request, "accounts/seat_end.html", {"form": form, "seat": row})


@require_http_methods(["GET", "POST"])
@for_roles(Role.SECURITY)
def lockouts(request):
    """Accounts that had too many wrong passwords; the security administrator lets them try again."""
    if request.method == "POST":
        user = get_object_or_404(User, username=request.POST.get("username", ""))
        try:
            services.record_unlock(actor=request.user, user=user)
            reset(username=user.username)
            messages.success(request, f"已解除{user.name}的锁定。请本人再试。")
        except DomainError as error:
            messages.error(request, error.message)
        return redirect("accounts:lockouts")
    attempts = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT).order_by(
        "-attempt_time"
    )
    people = {
        person.username: person for person in User.objects.filter(username__in=[row.username for row in attempts])
    }
    rows = [(row, people.get(row.username)) for row in attempts]
    return render(request, "accounts/lockouts.html", {"rows": rows})
