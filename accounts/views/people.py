"""People and sections, kept by the administrator."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts import services
from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from accounts.forms import (
    BureauForm,
    LeaveForm,
    NewPasswordForm,
    NewPersonForm,
    PersonForm,
    SectionForm,
    carry_out,
)
from accounts.models import Bureau, Section, User
from accounts.views.profile import certificate_state

for_administrator = for_roles(Role.ADMINISTRATOR)


@require_GET
@for_roles(Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR)
def people(request):
    q, role, section = (request.GET.get(name, "").strip() for name in ("q", "role", "section"))
    rows = User.objects.select_related("section")
    if q:
        rows = rows.filter(Q(name__icontains=q) | Q(username__icontains=q) | Q(certificate_number__icontains=q))
    if role in Role.values:
        rows = rows.filter(role=role)
    if section.isdigit():
        rows = rows.filter(section_id=section)
    today = timezone.localdate()
    table = [
        (person, certificate_state(person, on=today))
        for person in rows.order_by("-is_active", "section__order", "username")
    ]
    chosen = {"q": q, "role": role, "section": section}
    choices = {"roles": Role.choices, "sections": Section.objects.all()}
    return render(request, "accounts/people.html", {"table": table, "chosen": chosen} | choices)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@for_administrator
def person_add(request):
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = carry_out(form, services.add_person, actor=request.user, **form.cleaned_data)
        if person:
            messages.success(request, f"已建立{person.name}的账号。")
            return redirect("accounts:people")
    return render(request, "accounts/person_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@for_administrator
def person(request, pk: int):
    user = get_object_or_404(User.objects.select_related("section"), pk=pk)
    form = PersonForm(request.POST or None, instance=user)
    sent = request.method == "POST" and form.is_valid()
    if sent and carry_out(form, services.change_person, actor=request.user, user=user, **form.changes()):
        messages.success(request, f"已保存{user.name}的信息。")
        return redirect("accounts:people")
    shown = User.objects.select_related("section").get(pk=pk)
    state = certificate_state(shown, on=timezone.localdate())
    return render(request, "accounts/person.html", {"form": form, "person": shown, "certificate": state})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@for_administrator
def person_password(request, pk: int):
    user = get_object_or_404(User, pk=pk, is_active=True)
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        word = form.cleaned_data["new"]
        if carry_out(form, services.set_password, actor=request.user, user=user, password=word):
            messages.success(request, f"已为{user.name}重设密码。请当面告诉本人，并请本人登录后改掉。")
            return redirect("accounts:person", pk)
    return render(request, "accounts/person_password.html", {"form": form, "person": user})


@require_http_methods(["GET", "POST"])
@for_administrator
def leave(request, pk: int):
    """Somebody leaves. The files they hold are handed over first, on a page of the cases room."""
    user = get_object_or_404(User, pk=pk, is_active=True)
    form = LeaveForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and carry_out(form, services.end_account, actor=request.user, user=user, **form.cleaned_data):
        messages.success(request, f"{user.name}的账号已经停用。")
        return redirect("accounts:people")
    return render(
        request, "accounts/leave.html", {"form": form, "person": user, "holds_files": user.role in CASE_WORKERS}
    )


@require_http_methods(["GET", "POST"])
@for_administrator
def sections(request):
    form = SectionForm(request.POST or None, initial={"order": (Section.objects.count() + 1) * 10})
    del form.fields["is_active"]
    if request.method == "POST" and form.is_valid():
        section = carry_out(form, services.add_section, actor=request.user, **form.cleaned_data)
        if section:
            messages.success(request, f"已设立{section.name}。")
            return redirect("accounts:sections")
    rows = Section.objects.annotate(working=Count("people", filter=Q(people__is_active=True)))
    return render(request, "accounts/sections.html", {"form": form, "rows": rows})


@require_http_methods(["GET", "POST"])
@for_administrator
def section(request, pk: int):
    row = get_object_or_404(Section, pk=pk)
    form = SectionForm(request.POST or None, instance=row)
    sent = request.method == "POST" and form.is_valid()
    if sent and carry_out(form, services.change_section, actor=request.user, section=row, **form.cleaned_data):
        messages.success(request, f"已保存{form.cleaned_data['name']}。")
        return redirect("accounts:sections")
    return render(request, "accounts/section.html", {"form": form, "section": Section.objects.get(pk=pk)})


@require_http_methods(["GET", "POST"])
@for_administrator
def bureau(request):
    form = BureauForm(request.POST or None, instance=Bureau.objects.get())
    sent = request.method == "POST" and form.is_valid()
    if sent and carry_out(form, services.change_bureau, actor=request.user, **form.cleaned_data):
        messages.success(request, "已保存。以后制作的文书按新的内容印。")
        return redirect("accounts:bureau")
    return render(request, "accounts/bureau.html", {"form": form})
