"""Verbs on the bureau, its sections and people. Every one leaves an event in the stream of the person or bureau."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import passwords
from accounts.enums import ADMINISTRATORS, Role
from accounts.models import Bureau, GroupSeat, Section, StandIn, User
from accounts.powers import acts_as
from documents.words import zh_date
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event

PERSON = "accounts.user"
BUREAU = "accounts.bureau"


def _only_administrator(actor: User) -> None:
    if actor.role != Role.ADMINISTRATOR:
        raise NotAllowed("人员和科室由系统管理员维护。请联系系统管理员。")


@transaction.atomic
def set_up_bureau(
    *,
    name: str,
    word: str,
    district: str,
    administrator: dict[str, str],
    demo: bool = False,
    **more,
) -> Bureau:
    """First start of an empty installation: the organ and its first administrator. Possible once."""
    if Bureau.objects.exists():
        raise WrongState("本局已经设立，不能再次设立。")
    bureau = Bureau(pk=1, name=name, word=word, district=district, is_demo=demo, **more)
    bureau.full_clean()
    bureau.save(force_insert=True)
    admin = User.objects.create_user(
        administrator["username"],
        administrator["password"],
        name=administrator["name"],
        role=Role.ADMINISTRATOR,
    )
    append_event(
        actor=admin,
        verb="bureau.set_up",
        subject=bureau,
        stream=(BUREAU, bureau.pk),
        summary=f"设立{name}，首任系统管理员{admin.name}",
        after={"name": name, "word": word, "district": district},
    )
    return bureau


@transaction.atomic
def add_section(*, actor: User, name: str, kind: str, order: int = 0) -> Section:
    _only_administrator(actor)
    section = Section(name=name.strip(), kind=kind, order=order)
    section.full_clean()
    section.save()
    append_event(
        actor=actor,
        verb="section.add",
        subject=section,
        stream=(BUREAU, 1),
        summary=f"设立科室{section.name}",
        after={"name": section.name, "kind": kind},
    )
    return section


@transaction.atomic
def add_person(*, actor: User, username: str, password: str, **fields) -> User:
    """A new account. The role decides what it may do; case workers need a section."""
    _only_administrator(actor)
    user = User(username=username.strip(), password_is_first=True, **fields)
    user.set_password(password)
    user.full_clean()
    user.save()
    append_event(
        actor=actor,
        verb="person.add",
        subject=user,
        stream=(PERSON, user.pk),
        summary=f"建立账号{user.username}（{user.name}，{user.get_role_display()}）",
        after={
            "username": user.username,
            "role": user.role,
            "section": user.section_id,
        },
    )
    return user


@transaction.atomic
def change_person(*, actor: User, user: User, **fields) -> User:
    """Change role, section, certificate and the like; what was there stays readable in the event."""
    _only_administrator(actor)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == actor.pk and fields.get("role", user.role) != user.role:
        raise NotAllowed("不能更改本人的角色。请由另一名系统管理员办理。")
    before = {key: getattr(user, key) for key in fields}
    for key, value in fields.items():
        setattr(user, key, value)
    user.full_clean(exclude=["password"])
    user.save()
    append_event(
        actor=actor,
        verb="person.change",
        subject=user,
        stream=(PERSON, user.pk),
        summary=f"变更{user.name}的人员信息",
        before={key: str(value) for key, value in before.items()},
        after={key: str(value) for key, value in fields.items()},
    )
    return user


@transaction.atomic
def end_account(*, actor: User, user: User, left_on: date) -> User:
    """Somebody leaves: no more sign-in. The files they hold are handed over by the cases room beforehand."""
    _only_administrator(actor)
    if user.pk == actor.pk:
        raise NotAllowed("不能停用本人的账号。请由另一名系统管理员办理。")
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise WrongState(f"{user.name}的账号已经停用。")
    user.is_active, user.left_on = False, left_on
    user.save(update_fields=["is_active", "left_on"])
    append_event(
        actor=actor,
        verb="person.leave",
        subject=user,
        stream=(PERSON, user.pk),
        summary=f"{user.name}离岗，账号停用",
        after={"left_on": left_on},
    )
    return user


@transaction.atomic
def give_seat(*, actor: User, user: User, seat: str, starts_on: date, ends_on: date | None = None) -> GroupSeat:
    """A seat in the leading group; one chair at a time (database)."""
    _only_administrator(actor)
    row = GroupSeat(user=user, seat=seat, starts_on=starts_on, ends_on=ends_on)
    row.full_clean()
    row.save()
    append_event(
        actor=actor,
        verb="group.seat",
        subject=row,
        stream=(BUREAU, 1),
        summary=f"{user.name}任领导小组{row.get_seat_display()}",
        after={"starts_on": starts_on, "ends_on": ends_on},
    )
    return row


@transaction.atomic
def end_seat(*, actor: User, seat: GroupSeat, ends_on: date) -> GroupSeat:
    _only_administrator(actor)
    seat = GroupSeat.objects.select_for_update().get(pk=seat.pk)
    seat.ends_on = ends_on
    seat.full_clean()
    seat.save(update_fields=["ends_on"])
    append_event(
        actor=actor,
        verb="group.end_seat",
        subject=seat,
        stream=(BUREAU, 1),
        summary=f"{seat.user.name}不再任领导小组{seat.get_seat_display()}",
        after={"ends_on": ends_on},
    )
    return seat


def _may_appoint(actor: User, absent: User, on: date) -> bool:
    if actor.pk == absent.pk or actor.role in {Role.ADMINISTRATOR, Role.LEADER}:
        return True
    return bool(absent.section_id and acts_as(actor, Role.HEAD, on=on, section_id=absent.section_id))


@transaction.atomic
def appoint_stand_in(
    *,
    actor: User,
    absent: User,
    deputy: User,
    starts_on: date,
    ends_on: date,
    reason: str,
) -> StandIn:
    """Name who signs for an absent person between two dates: by the person, the head, a leader or the administrator."""
    if not _may_appoint(actor, absent, timezone.localdate()):
        raise NotAllowed("只能由本人、本科室负责人、局领导或系统管理员指定代行人。")
    if deputy.role in ADMINISTRATORS or not deputy.is_active:
        raise DomainError("代行人必须是在岗的办案或管理人员。请另选一人。", field="deputy")
    row = StandIn(
        absent=absent,
        deputy=deputy,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip(),
        appointed_by=actor,
    )
    row.full_clean()
    row.save()
    append_event(
        actor=actor,
        verb="stand_in.appoint",
        subject=row,
        stream=(PERSON, absent.pk),
        summary=f"{zh_date(starts_on)}至{zh_date(ends_on)}由{deputy.name}代{absent.name}",
        detail=row.reason,
        after={"deputy": deputy.pk, "starts_on": starts_on, "ends_on": ends_on},
    )
    return row


@transaction.atomic
def revoke_stand_in(*, actor: User, stand_in: StandIn) -> StandIn:
    row = StandIn.objects.select_for_update().select_related("absent", "deputy").get(pk=stand_in.pk)
    if not _may_appoint(actor, row.absent, timezone.localdate()):
        raise NotAllowed("只能由本人、本科室负责人、局领导或系统管理员撤销代行。")
    if row.revoked_at:
        raise WrongState("这项代行已经撤销。")
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    append_event(
        actor=actor,
        verb="stand_in.revoke",
        subject=row,
        stream=(PERSON, row.absent_id),
        summary=f"撤销{row.deputy.name}代{row.absent.name}",
    )
    return row


@transaction.atomic
def change_section(*, actor: User, section: Section, **fields) -> Section:
    """Rename, reorder or close a section. One with people in it cannot be closed."""
    _only_administrator(actor)
    section = Section.objects.select_for_update().get(pk=section.pk)
    if fields.get("is_active") is False and section.people.filter(is_active=True).exists():
        raise WrongState(f"{section.name}还有在岗人员。请先把他们调到其他科室。", field="is_active")
    before = {key: getattr(section, key) for key in fields}
    for key, value in fields.items():
        setattr(section, key, value)
    section.full_clean()
    section.save()
    append_event(
        actor=actor,
        verb="section.change",
        subject=section,
        stream=(BUREAU, 1),
        summary=f"变更科室{section.name}",
        before=before,
        after=dict(fields),
    )
    return section


@transaction.atomic
def change_bureau(*, actor: User, **fields) -> Bureau:
    """What later papers print of the organ; papers already issued keep what they said."""
    _only_administrator(actor)
    bureau = Bureau.objects.select_for_update().get()
    before = {key: getattr(bureau, key) for key in fields}
    for key, value in fields.items():
        setattr(bureau, key, value)
    bureau.full_clean()
    bureau.save()
    append_event(
        actor=actor,
        verb="bureau.change",
        subject=bureau,
        stream=(BUREAU, bureau.pk),
        summary="变更本局信息",
        before=before,
        after=dict(fields),
    )
    return bureau


@transaction.atomic
def set_password(*, actor: User, user: User, password: str) -> User:
    """Everybody sets their own; the administrator gives a new one to somebody who forgot. Its words are never logged."""
    if actor.pk != user.pk:
        _only_administrator(actor)
    user = User.objects.select_for_update().get(pk=user.pk)
    passwords.refuse_used(user, password)
    passwords.replace(user, password, by_other=actor.pk != user.pk)
    append_event(
        actor=actor,
        verb="person.password",
        subject=user,
        stream=(PERSON, user.pk),
        summary="更改本人密码" if actor.pk == user.pk else f"为{user.name}重设密码",
    )
    return user


@transaction.atomic
def record_unlock(*, actor: User, user: User) -> None:
    """The security administrator lets a locked account try again; the counter itself is the sign-in guard's."""
    if actor.role != Role.SECURITY:
        raise NotAllowed("锁定的账号由安全管理员解锁。请联系安全管理员。")
    append_event(
        actor=actor,
        verb="person.unlock",
        subject=user,
        stream=(PERSON, user.pk),
        summary=f"解除{user.name}的登录锁定",
    )
