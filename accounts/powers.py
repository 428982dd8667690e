"""Who may do what: pure questions about a person, asked by services before they write."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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
    for absent in persons_stood_in_for(user, on=on):
        if fits(absent):
            return Signature(user, absent)
    return None


_told: ContextVar[dict[tuple[int, date], list[User]] | None] = ContextVar("stand_ins_told", default=None)


@contextmanager
def same_stand_ins() -> Iterator[None]:
    """While one list is drawn up, whom somebody stands in for is asked once and not for every row."""
    token = _told.set({})
    try:
        yield
    finally:
        _told.reset(token)


def persons_stood_in_for(user: User, *, on: date) -> list[User]:
    told = _told.get()
    if told is not None and (user.pk, on) in told:
        return told[user.pk, on]
    rows = StandIn.objects.running(on=on).filter(deputy=user).select_related("absent")
    found = [row.absent for row in rows]
    if told is not None:
        told[user.pk, on] = found
    return found


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
