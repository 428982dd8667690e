"""Who runs the training, whose record somebody may read, who has to learn."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.enums import ADMINISTRATORS, CASE_WORKERS, Role
from accounts.models import StandIn, User

# They see everybody's record: the chain of command and internal supervision.
OVERSEERS = frozenset({Role.LEADER, Role.SUPERVISOR})


def capacities(user) -> list[User]:
    """The person, and everybody they stand in for today; read once per request (`remember_capacities`)."""
    known = getattr(user, "capacities_today", None)
    if known is not None:
        return known
    if not _present(user):
        return []
    running = StandIn.objects.running(on=timezone.localdate()).filter(deputy=user).select_related("absent")
    return [user, *(row.absent for row in running)]


def remember_capacities(user) -> None:
    """For the user of one request, whose pages ask several times; never for one that lives longer."""
    user.capacities_today = capacities(user)


def is_manager(user) -> bool:
    """The training manager, or somebody standing in."""
    return any(person.role == Role.TRAINING for person in capacities(user))


def sections_headed(user) -> set[int]:
    """Sections whose head this person is or stands in for today."""
    return {person.section_id for person in capacities(user) if person.role == Role.HEAD and person.section_id}


def records_visible_to(user) -> QuerySet[User]:
    """People whose training record this person may read: own, own section's as its head, everybody's by office."""
    if not _present(user):
        return User.objects.none()
    everybody = User.objects.exclude(role__in=ADMINISTRATORS)
    if user.role in OVERSEERS or is_manager(user):
        return everybody
    return everybody.filter(Q(pk=user.pk) | Q(section_id__in=sections_headed(user)))


def may_see_figures(user, *, manages: bool | None = None) -> bool:
    """Figures name sections, not people: the heads see them too, as members of the leading group."""
    if not _present(user):
        return False
    manages = is_manager(user) if manages is None else manages
    return user.role in OVERSEERS or manages or bool(sections_headed(user))


def learners() -> QuerySet[User]:
    """Everybody who handles cases and is in office: hours, exams and licences are asked of them."""
    return User.objects.filter(is_active=True, role__in=CASE_WORKERS)


def attenders() -> QuerySet[User]:
    """Everybody who may sit in a session; the three administrators have no part in it."""
    return User.objects.filter(is_active=True).exclude(role__in=ADMINISTRATORS)


def _present(user) -> bool:
    return bool(user.is_authenticated and user.is_active and user.sees_cases)
