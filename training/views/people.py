"""The record of one person, the page of a section, the hours a year asks for."""

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Section
from accounts.views.profile import certificate_state
from exemptions.models import Licence
from training.forms.people import RequirementForm
from training.gaps import coverage, gaps_of, licence_words
from training.models import AttemptResult, Attendance, HourRequirement, PastRecord, StudyAssignment, TrainingPaper
from training.people import is_manager, learners, records_visible_to, sections_headed
from training.record import year_records
from training.services.licences import set_requirement
from training.views.support import FormPage, learners_only, managers_only, page

CRUMB = ("成效与年度", reverse_lazy("training:results"))
YEARS = 4


def chosen_year(request) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdigit() and 2000 <= int(asked) <= 2100 else timezone.localdate().year


@require_GET
@learners_only
def person(request, pk: int):
    """Hours, exams, certificate, licences, study; whoever is not the head, the manager or an overseer sees only their own."""
    user = get_object_or_404(records_visible_to(request.user).select_related("section"), pk=pk)
    today, year = timezone.localdate(), chosen_year(request)
    attended = Attendance.objects.filter(user=user, session__starts_at__year=year)
    results = AttemptResult.objects.filter(attempt__user=user, submitted_at__year=year)
    assignments = StudyAssignment.objects.standing().with_done().filter(user=user)
    context = {
        "person": user,
        "year": year,
        "years": range(today.year, today.year - YEARS, -1),
        "record": year_records([user], year=year)[user.pk],
        "is_learner": learners().filter(pk=user.pk).exists(),
        "certificate": certificate_state(user, on=today),
        "gaps": gaps_of(user, on=today),
        "licences": _versions_held(user, today),
        "attended": attended.select_related("session", "void").order_by("-session__starts_at"),
        "results": results.select_related("attempt__quiz").order_by("-submitted_at"),
        "past": PastRecord.objects.filter(user=user, on__year=year),
        "assignments": assignments.select_related("guiding_case"),
        "papers": TrainingPaper.objects.filter(user=user).select_related("paper"),
        "is_head": user.section_id in sections_headed(request.user),
        "today": today,
    }
    return page(request, "training/person.html", context, here="home" if user == request.user else "licences")


def _versions_held(user, today) -> list[Licence]:
    """One licence per version, as all items of a version are granted together."""
    rows = Licence.objects.valid(on=today).filter(user=user).select_related("item__version")
    return list(rows.order_by("item__version_id", "expires_on").distinct("item__version_id"))


@require_GET
@learners_only
def section(request, pk: int):
    """Everybody of a section: hours, exam, certificate, licences still missing."""
    row = get_object_or_404(Section, pk=pk)
    today, year = timezone.localdate(), chosen_year(request)
    people = records_visible_to(request.user).filter(section=row, is_active=True).select_related("section")
    people = list(people.order_by("role", "pk"))
    records = year_records(people, year=year)
    working = set(learners().filter(section=row).values_list("pk", flat=True))
    missing = licence_words([one.pk for one in people], on=today)
    rows = [
        {
            "person": one,
            "record": records[one.pk],
            "certificate": certificate_state(one, on=today),
            "is_learner": one.pk in working,
            "missing": missing[one.pk] if one.pk in working else [],
        }
        for one in people
    ]
    context = {
        "section": row,
        "rows": rows,
        "coverage": coverage(on=today, section=row),
        "year": year,
        "sees_all": is_manager(request.user) or row.pk in sections_headed(request.user),
    }
    return page(request, "training/section.html", context, here="licences")


@require_http_methods(["GET", "POST"])
@managers_only
def requirement(request):
    form = RequirementForm(request.POST or None, initial={"year": timezone.localdate().year})
    known = HourRequirement.objects.select_related("set_by")[:8]
    shown = FormPage(
        "年度学时要求",
        "设定",
        reverse("training:results"),
        "results",
        [CRUMB, ("学时要求", "")],
        sub="设定后，个人档案、科室页和年度情况都按它计算；以前的设定保留。",
        hints=[
            (f"{row.year}年：{row.hours}学时", f"{row.reason} · {row.set_by.name} {timezone.localdate(row.set_at)}")
            for row in known
        ],
    )
    return shown.send(request, form, set_requirement, said="学时要求已设定。")
