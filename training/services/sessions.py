"""Verbs on training sessions: plan, open the sign-in, sign in three ways, correct, close."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core import signing
from django.utils import timezone

from accounts.models import Section, User
from cases.services.move import stated
from records.errors import DomainError, NotAllowed, WrongState
from records.services import store_file
from training.enums import SessionState, SignMeans
from training.library import refuse_unknown_laws
from training.models import Attendance, AttendanceVoid, Course, ImportBatch, Session, SessionPhoto
from training.people import attenders
from training.services.base import (
    locked,
    log,
    person_stream,
    require_learner,
    require_manager,
    saved,
    stream_of,
    verb,
)

SALT = "training.sign_in"
CONFIRM_SALT = "training.sign_in.confirm"
# The code on the screen is renewed every minute; signing in to the site first must still fit in.
CODE_SECONDS = 300
CONFIRM_SECONDS = 600
EARLIEST = timedelta(hours=1)
LATEST = timedelta(hours=2)


def _described(session: Session) -> dict[str, object]:
    return {
        "名称": session.title,
        "开始": timezone.localtime(session.starts_at).strftime("%Y-%m-%d %H:%M"),
        "结束": timezone.localtime(session.ends_at).strftime("%Y-%m-%d %H:%M"),
        "地点": session.place,
        "授课人": session.trainer,
        "学时": session.hours,
    }


@verb
def schedule_session(
    *,
    actor: User,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    trainer: str,
    hours,
    course: Course | None = None,
    sections: Iterable[Section] = (),
) -> Session:
    require_manager(actor)
    refuse_unknown_laws(title, field="title")
    session = saved(
        Session(
            course=course,
            title=stated(title, "请填写培训名称。", field="title", limit=80),
            starts_at=starts_at,
            ends_at=ends_at,
            place=stated(place, "请填写地点。", field="place", limit=60),
            trainer=stated(trainer, "请填写授课人。", field="trainer", limit=60),
            hours=hours,
            created_by=actor,
        )
    )
    session.sections.set(sections)
    log(actor, "session.schedule", session, f"安排培训“{session.title}”", after=_described(session))
    return session


@verb
def change_session(*, actor: User, session: Session, sections: Iterable[Section] | None = None, **fields) -> Session:
    """Time, place, trainer and hours may change until somebody has signed in; afterwards hours are already counted."""
    require_manager(actor)
    session = locked(session)
    if session.state not in {SessionState.PLANNED, SessionState.OPEN}:
        raise WrongState(f"培训{session.get_state_display()}，不能再改。")
    if session.attendances.exists() and fields.get("hours", session.hours) != session.hours:
        raise DomainError("已经有人签到，学时不能再改。", field="hours")
    refuse_unknown_laws(fields.get("title", ""), field="title")
    before = _described(session)
    for name, value in fields.items():
        setattr(session, name, value)
    saved(session)
    if sections is not None:
        session.sections.set(sections)
    log(actor, "session.change", session, f"修改培训“{session.title}”", before=before, after=_described(session))
    return session


@verb
def open_sign_in(*, actor: User, session: Session) -> Session:
    """From an hour before it begins; the code is then shown on the screen of the room."""
    require_manager(actor)
    session = locked(session)
    if session.state != SessionState.PLANNED:
        raise WrongState(f"培训{session.get_state_display()}，不能开放签到。")
    if timezone.now() < session.starts_at - EARLIEST:
        raise DomainError("开始前一小时才能开放签到。")
    session.state = SessionState.OPEN
    session.save(update_fields=["state"])
    log(actor, "session.open", session, f"“{session.title}”开放签到")
    return session


@verb
def close_session(*, actor: User, session: Session) -> Session:
    """The attendance list is final except for reasoned corrections; hours count from now on in the statement."""
    require_manager(actor)
    session = locked(session)
    if session.state not in {SessionState.PLANNED, SessionState.OPEN}:
        raise WrongState(f"培训{session.get_state_display()}，不需要再结束。")
    if timezone.now() < session.starts_at:
        raise DomainError("培训还没有开始，不能结束。不办了的，请取消。")
    count = session.attendances.counted().count()
    if not count:
        raise DomainError("还没有人签到。请先登记签到；没有办成的，请取消。")
    session.state = SessionState.CLOSED
    session.save(update_fields=["state"])
    log(actor, "session.close", session, f"“{session.title}”结束，签到{count}人", after={"签到": count})
    return session


@verb
def cancel_session(*, actor: User, session: Session, reason: str) -> Session:
    require_manager(actor)
    session = locked(session)
    if session.state not in {SessionState.PLANNED, SessionState.OPEN}:
        raise WrongState(f"培训{session.get_state_display()}，不能取消。")
    session.cancelled_words = stated(reason, "请写明取消的原因。", field="reason", limit=200)
    session.state = SessionState.CANCELLED
    session.save(update_fields=["state", "cancelled_words"])
    log(actor, "session.cancel", session, f"取消培训“{session.title}”", detail=session.cancelled_words)
    return session


@verb
def add_photo(*, actor: User, session: Session, upload: tuple[str, bytes] | None, caption: str = "") -> SessionPhoto:
    require_manager(actor)
    if session.state == SessionState.CANCELLED:
        raise WrongState("培训已取消，不能再添加照片。")
    if upload is None:
        raise DomainError("请选择照片。", field="upload")
    file = store_file(actor=actor, name=upload[0], content=upload[1])
    if not file.content_type.startswith("image/"):
        raise DomainError("照片应为JPG或PNG图片。", field="upload")
    row = saved(SessionPhoto(session=session, file=file, caption=caption.strip(), added_by=actor))
    log(actor, "session.photo", row, f"“{session.title}”添加照片", stream=stream_of(session))
    return row


def sign_in_code(session: Session) -> str:
    """What the code on the screen carries; good for five minutes."""
    return signing.dumps(session.pk, salt=SALT)


def session_of_code(code: str) -> Session | None:
    """The session of a fresh code; None when it is too old or not ours."""
    try:
        pk = signing.loads(code, salt=SALT, max_age=CODE_SECONDS)
    except signing.BadSignature:
        return None
    return Session.objects.filter(pk=pk).first()


def confirmation(session: Session, user: User) -> str:
    """Proof that this person held a fresh code; good for ten minutes and for nobody else."""
    return signing.dumps([session.pk, user.pk], salt=CONFIRM_SALT)


@verb
def sign_in(*, actor: User, session: Session, proof: str) -> Attendance:
    """Sign oneself in. A second press finds the first entry."""
    require_learner(actor)
    try:
        held = signing.loads(proof, salt=CONFIRM_SALT, max_age=CONFIRM_SECONDS)
    except signing.BadSignature as error:
        raise DomainError("签到码已经过期。请重新扫描现场屏幕上的码。") from error
    if held != [session.pk, actor.pk]:
        raise NotAllowed("签到码不是给您的。请自己扫描现场屏幕上的码。")
    _check_open(session, actor)
    row, is_new = _attend(session, actor, means=SignMeans.CODE, recorded_by=actor)
    if is_new:
        _log_attendance(actor, row, f"参加“{session.title}”，扫码签到")
    return row


def _check_open(session: Session, user: User) -> None:
    if session.state != SessionState.OPEN:
        raise WrongState(f"“{session.title}”{session.get_state_display()}，现在不能签到。请联系培训管理人员。")
    if timezone.now() > session.ends_at + LATEST:
        raise WrongState("培训已经结束超过两小时，不能再扫码签到。确实参加了的，请培训管理人员按现场名单登记。")


def _attend(
    session: Session, user: User, *, means: str, recorded_by: User, batch: ImportBatch | None = None
) -> tuple[Attendance, bool]:
    return Attendance.objects.get_or_create(
        session=session,
        user=user,
        defaults={
            "means": means,
            "signed_at": timezone.now(),
            "hours": session.hours,
            "recorded_by": recorded_by,
            "batch": batch,
        },
    )


def _log_attendance(actor: User, row: Attendance, summary: str) -> None:
    log(actor, "session.sign_in", row, summary, stream=person_stream(row.user), after={"学时": row.hours})


@verb
def sign_in_people(
    *,
    actor: User,
    session: Session,
    people: Iterable[User],
    means: str = SignMeans.LIST,
    batch: ImportBatch | None = None,
) -> list[Attendance]:
    """From the list in the room or an imported sheet: those already signed in are left as they are."""
    require_manager(actor)
    session = locked(session)
    if session.state not in {SessionState.OPEN, SessionState.CLOSED}:
        raise WrongState("开放签到以后，才能登记名单。")
    people = list(people)
    if not people:
        raise DomainError("请至少勾选一人。", field="people")
    allowed = set(attenders().filter(pk__in=[person.pk for person in people]).values_list("pk", flat=True))
    if outside := [person.name for person in people if person.pk not in allowed]:
        raise DomainError(f"{'、'.join(outside)}不在岗或者不参加业务培训，不能登记。", field="people")
    new = []
    for person in people:
        row, is_new = _attend(session, person, means=means, recorded_by=actor, batch=batch)
        if is_new:
            _log_attendance(actor, row, f"参加“{session.title}”，{row.get_means_display()}登记")
            new.append(row)
    log(actor, "session.list", session, f"“{session.title}”登记名单，新增{len(new)}人", after={"新增": len(new)})
    return new


@verb
def void_attendance(*, actor: User, attendance: Attendance, reason: str) -> AttendanceVoid:
    """A wrong entry counts no more; it stays readable with the reason."""
    require_manager(actor)
    if AttendanceVoid.objects.filter(attendance=attendance).exists():
        raise WrongState("这条签到已经更正。")
    row = saved(
        AttendanceVoid(
            attendance=attendance,
            reason=stated(reason, "请写明更正的理由。", field="reason", limit=200),
            voided_by=actor,
        )
    )
    log(
        actor,
        "session.void",
        row,
        f"{attendance.user.name}在“{attendance.session.title}”的签到不计",
        stream=person_stream(attendance.user),
        detail=row.reason,
    )
    return row
