"""The first page of the room: what one still owes, how the year stands, what is coming."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.views.profile import certificate_state
from training.enums import CourseState
from training.models import Course, GuidingCase, Quiz, Session
from training.people import learners
from training.record import year_records
from training.todo import study_notices
from training.views.support import learners_only, page

SHOWN = 6


@require_GET
@learners_only
def home(request):
    user, today = request.user, timezone.localdate()
    courses = Course.objects.visible_to(user).filter(state=CourseState.OPEN).exclude(licence_unit__isnull=False)
    context = {
        "today": today,
        "notices": study_notices(user, on=today),
        "record": year_records([user], year=today.year)[user.pk],
        "is_learner": learners().filter(pk=user.pk).exists(),
        "certificate": certificate_state(user, on=today),
        "sessions": Session.objects.visible_to(user).coming(now=timezone.now())[:SHOWN],
        "courses": courses[:SHOWN],
        "exams": Quiz.objects.visible_to(user).open().filter(is_exam=True)[:SHOWN],
        "guiding": GuidingCase.objects.visible_to(user).published()[:SHOWN],
    }
    return page(request, "training/home.html", context, here="home")
