"""Who may do what: pure questions about a person, asked by services before they write."""

from dataclasses import dataclass
from datetime import date

from accounts.enums import Role, Seat
from accounts.models import GroupSeat, StandIn, User


@dataclass(frozen=True)
class Signature:
    """Who signs, and for whom when standing in."""

    user: User
    for_user: User | None = None

    @property
    def words(self) -> str:
        return f"{self.user.name}（代{self.for_user.name}）" if self.for_user else self.user.name


def acts_as(user: User, role: str, *, on: date, section_id: int | None = None) -> Signature | None:
    """The capacity in which `user` may act as `role` on that day: in person, or standing in for somebody."""
    if not user.is_active:
        return None

    def fits(person: User) -> bool:
        return person.role == role and (section_id is None or person.section_id == section_id)

    if fits(user):
        return Signature(user)
    for stand_in in StandIn.objects.running(on=on).filter(deputy=user).select_related("absent"):
        if fits(stand_in.absent):
            return Signature(user, stand_in.absent)
    return None


def may_countersign(user: User, *, section_id: int, authors: set[int], on: date) -> Signature | None:
    """A section head signs what others of the section propose; a leader may sign in the head's place. Never own work."""
    if user.pk in authors:
        return None
    return acts_as(user, Role.HEAD, on=on, section_id=section_id) or acts_as(user, Role.LEADER, on=on)


def may_decide(user: User, *, authors: set[int], on: date) -> Signature | None:
    """Decisions of the organ are the leaders' (机关负责人); never on own proposals."""
    if user.pk in authors:
        return None
    return acts_as(user, Role.LEADER, on=on)


def chair(*, on: date) -> User | None:
    seat = GroupSeat.objects.held(on=on).filter(seat=Seat.CHAIR).select_related("user").first()
    return seat.user if seat else None
