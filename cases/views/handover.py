"""Somebody leaves or moves: every open file goes to a colleague in one step."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from cases.forms.people import HandOverForm
from cases.models import CaseOfficer
from cases.services import files
from cases.views.support import attempt, page, posted, to, visible_cases


def _open_rows(request: HttpRequest) -> list[CaseOfficer]:
    """Who works which open file, among the files this person may see."""
    return list(
        CaseOfficer.objects.filter(until_on__isnull=True, case__in=visible_cases(request).open())
        .select_related("user", "user__section", "case", "case__party")
        .order_by("user__section__order", "user_id", "case_id")
    )


@require_http_methods(["GET", "POST"])
@for_roles(Role.HEAD, Role.LEADER)
def hand_over(request: HttpRequest) -> HttpResponse:
    rows = _open_rows(request)
    held: dict[User, list[CaseOfficer]] = {}
    for row in rows:
        held.setdefault(row.user, []).append(row)
    today = timezone.localdate()
    form = HandOverForm(
        posted(request),
        leaving={person: len(files_held) for person, files_held in held.items()},
        people=list(User.objects.certified(on=today).filter(role__in=CASE_WORKERS).select_related("section")),
        user=request.user,
        place="hand-over",
        initial={"on": today, "from_user": request.GET.get("from", "")},
    )
    if request.method == "POST":

        def write() -> str:
            files.hand_over(actor=request.user, **form.values)
            return to("hand_over")

        said = "案件已全部移交。请接手人逐件声明是否需要回避。"
        if done := attempt(request, form, write, said):
            return done
    return page(request, "cases/hand_over.html", {"form": form, "held": held.items(), "today": today}, form)
