"""Licences by list version: coverage, the unit of one version, exceptions."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Role
from exemptions.models import Licence, ListVersion
from records.errors import DomainError
from training.forms.people import ExcuseForm
from training.forms.sessions import ReasonForm
from training.gaps import coverage, coverage_by_section, lacking
from training.models import LicenceException, LicenceUnit
from training.people import is_manager, learners, records_visible_to, sections_headed
from training.services import attempts
from training.services import licences as verbs
from training.services.courses import unread
from training.views.support import FormPage, learners_only, page

CRUMB = ("适用资格", reverse_lazy("training:licences"))


@require_GET
@learners_only
def licences(request):
    """How far each version has come; the people who lack it, as far as one may see them."""
    today = timezone.localdate()
    seen = records_visible_to(request.user)
    rows = coverage(on=today)
    for row in rows:
        row.version.unit = LicenceUnit.objects.filter(list_version=row.version).first()
    versions = [
        {
            "row": row,
            "sections": coverage_by_section(row.version, on=today),
            "lacking": list(
                lacking(row.version, on=today, people=seen.filter(pk__in=learners().values("pk")))
                .select_related("section")
                .order_by("section__order", "pk")
            ),
        }
        for row in rows
    ]
    running = LicenceException.objects.filter(user__in=seen, ended_at__isnull=True, ends_on__gte=today)
    context = {
        "versions": versions,
        "exceptions": running.select_related("user__section", "list_version", "granted_by"),
        "today": today,
        "headed": sections_headed(request.user),
        "may_excuse": request.user.role == Role.LEADER,
    }
    return page(request, "training/licences.html", context, here="licences")


def find_version(request, pk: int) -> ListVersion:
    rows = ListVersion.objects.visible_to(request.user).deciding().annotate(item_count=Count("items"))
    return get_object_or_404(rows, pk=pk)


@require_GET
@learners_only
def licence(request, pk: int):
    """The unit of one version as three steps: read, answer, licensed."""
    version = find_version(request, pk)
    today = timezone.localdate()
    unit = LicenceUnit.objects.filter(list_version=version).select_related("course", "quiz").first()
    held = Licence.objects.valid(on=today).filter(user=request.user, item__version=version)
    last = unit and unit.quiz.attempts.handed_in().filter(user=request.user).select_related("result").first()
    missing = unread(request.user, unit.course) if unit else []
    licensed = held.count() >= version.item_count
    lasting = licensed and not held.filter(expires_on__isnull=False).exists()
    context = {
        "version": version,
        "unit": unit,
        "materials": unit.course.materials.filter(withdrawn_at__isnull=True) if unit else [],
        "unread": missing,
        "in_hand": unit and attempts.open_attempt(request.user, unit.quiz),
        "last": last,
        "held": held.order_by("expires_on").first(),
        "licensed": licensed,
        "is_learner": learners().filter(pk=request.user.pk).exists(),
        "steps": _steps(unit, missing, lasting),
        "today": today,
    }
    return page(request, "training/licence.html", context, here="licences")


def _steps(unit, missing: list, licensed: bool) -> list[dict[str, str]]:
    read = bool(unit) and not missing
    states = [
        "done" if read or licensed else "now",
        "done" if licensed else ("now" if read else "todo"),
        "done" if licensed else "todo",
    ]
    return [
        {"name": name, "state": state} for name, state in zip(("读完清单", "通过测验", "取得资格"), states, strict=True)
    ]


@require_POST
@learners_only
def licence_open(request, pk: int):
    """Begin: the unit is made where nobody has made it yet, and the list is opened to read."""
    version = find_version(request, pk)
    try:
        unit = verbs.open_unit(actor=request.user, list_version=version)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("training:licence", version.pk)
    if is_manager(request.user):
        return redirect("training:course", unit.course_id)
    first = next(iter(unread(request.user, unit.course)), None)
    return redirect("training:material", first.pk) if first else redirect("training:licence", version.pk)


@require_http_methods(["GET", "POST"])
@learners_only
def excuse(request, pk: int, person: int):
    """The head's reasoned exception for one person and one version."""
    version = find_version(request, pk)
    user = get_object_or_404(records_visible_to(request.user).select_related("section"), pk=person)
    back = reverse("training:licences")
    shown = FormPage(
        "批准例外",
        "批准例外",
        back,
        "licences",
        [CRUMB, ("批准例外", "")],
        sub=f"准许{user.name}在学完之前，先按{version.title}（{version.code}）提出处理意见。",
        hints=[
            (
                "什么时候可以例外",
                "出差办案、机构调动等来不及学习，而案件不能等。例外要写理由，到期自动失效，不能延长。",
            ),
            ("谁来批准", "本科室负责人或者局领导；不能给本人批准。"),
        ],
    )
    form = ExcuseForm(request.POST or None)
    return shown.send(request, form, verbs.excuse, user=user, list_version=version, said="例外已批准。")


@require_http_methods(["GET", "POST"])
@learners_only
def exception_end(request, pk: int):
    rows = LicenceException.objects.filter(user__in=records_visible_to(request.user))
    row = get_object_or_404(rows.select_related("user", "list_version"), pk=pk)
    shown = FormPage(
        "收回例外",
        "收回",
        reverse("training:licences"),
        "licences",
        [CRUMB, ("收回例外", "")],
        sub=f"{row.user.name}，{row.list_version.title}。已经通过学习取得的资格不受影响。",
        danger=True,
    )
    return shown.send(request, ReasonForm(request.POST or None), verbs.end_exception, exception=row)
