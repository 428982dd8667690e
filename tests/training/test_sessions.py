"""Sessions and the three ways onto the attendance list."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.training import factories
from training.enums import SessionState, SignMeans
from training.models import Attendance, Session
from training.services import sessions

pytestmark = pytest.mark.django_db


def sign(cast, session, who="officer1"):
    user = getattr(cast, who)
    return sessions.sign_in(actor=user, session=session, proof=sessions.confirmation(session, user))


def test_a_session_is_planned_opened_signed_and_closed(cast):
    session = factories.session(cast)
    row = sign(cast, session)
    assert (row.means, row.hours, row.recorded_by) == (SignMeans.CODE, 3, cast.officer1)
    session = sessions.close_session(actor=cast.training1, session=session)
    assert session.state == SessionState.CLOSED
    verbs = Event.objects.of("training.session", session.pk).values_list("verb", flat=True)
    assert list(verbs) == ["session.schedule", "session.open", "session.close"]
    assert Event.objects.of("training.person", cast.officer1.pk).get().verb == "session.sign_in"


@pytest.mark.parametrize("who", ["officer1", "head1", "leader1", "admin1"])
def test_only_the_training_manager_runs_sessions(cast, who):
    session = factories.session(cast)
    actor = getattr(cast, who)
    for call in (
        lambda: factories.sessions.open_sign_in(actor=actor, session=session),
        lambda: sessions.close_session(actor=actor, session=session),
        lambda: sessions.cancel_session(actor=actor, session=session, reason="停电"),
        lambda: sessions.sign_in_people(actor=actor, session=session, people=[cast.officer2]),
        lambda: sessions.add_photo(actor=actor, session=session, upload=("a.png", factories.PNG)),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("field", ["title", "place", "trainer"])
def test_a_session_needs_name_place_and_trainer(cast, field):
    with pytest.raises(DomainError) as error:
        factories.session(cast, **{field: " "})
    assert error.value.field == field


def test_end_before_start_and_no_hours_are_refused(cast):
    now = timezone.now()
    with pytest.raises(DomainError, match="晚于开始时间"):
        sessions.schedule_session(
            actor=cast.training1, title="培训", starts_at=now, ends_at=now, place="三楼", trainer="周敏", hours=1
        )
    with pytest.raises(DomainError, match="学时应大于0"):
        factories.session(cast, hours=0)


def test_the_sign_in_opens_an_hour_before(cast):
    session = factories.session(cast, started_ago=-timedelta(hours=2), opened=False)
    with pytest.raises(DomainError, match="开始前一小时"):
        sessions.open_sign_in(actor=cast.training1, session=session)
    with pytest.raises(WrongState, match="已安排"):
        sign(cast, session)


def test_signing_twice_counts_once(cast):
    session = factories.session(cast)
    assert sign(cast, session) == sign(cast, session)
    assert Attendance.objects.count() == 1
    assert Event.objects.of("training.person", cast.officer1.pk).count() == 1


def test_a_code_is_good_for_five_minutes(cast):
    session = factories.session(cast)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        code = sessions.sign_in_code(session)
        clock.shift(timedelta(seconds=299))
        assert sessions.session_of_code(code) == session
        clock.shift(timedelta(seconds=2))
        assert sessions.session_of_code(code) is None
    assert sessions.session_of_code("made-up") is None


def test_the_proof_is_for_one_person_and_ten_minutes(cast):
    session = factories.session(cast)
    proof = sessions.confirmation(session, cast.officer1)
    with pytest.raises(NotAllowed, match="不是给您的"):
        sessions.sign_in(actor=cast.officer2, session=session, proof=proof)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)), pytest.raises(DomainError, match="已经过期"):
        sessions.sign_in(actor=cast.officer1, session=session, proof=proof)
    assert not Attendance.objects.exists()


def test_administrators_do_not_sign_in(cast):
    with pytest.raises(NotAllowed):
        sign(cast, factories.session(cast), "admin1")


def test_two_hours_after_the_end_the_code_is_of_no_use(cast):
    session = factories.session(cast, started_ago=timedelta(hours=6))
    with pytest.raises(WrongState, match="按现场名单登记"):
        sign(cast, session)


def test_the_list_adds_those_who_are_missing_and_leaves_the_others(cast):
    session = factories.session(cast)
    own = sign(cast, session)
    rows = sessions.sign_in_people(
        actor=cast.training1, session=session, people=[cast.officer1, cast.officer2, cast.head1]
    )
    assert [row.user for row in rows] == [cast.officer2, cast.head1]
    assert Attendance.objects.get(user=cast.officer1) == own


def test_the_list_refuses_nobody_and_people_who_do_not_train(cast):
    session = factories.session(cast)
    with pytest.raises(DomainError, match="至少勾选一人"):
        sessions.sign_in_people(actor=cast.training1, session=session, people=[])
    with pytest.raises(DomainError, match="任立"):
        sessions.sign_in_people(actor=cast.training1, session=session, people=[cast.admin1, cast.officer2])
    assert not Attendance.objects.exists()


def test_hours_stand_once_somebody_has_signed(cast):
    session = factories.session(cast)
    sessions.change_session(actor=cast.training1, session=session, hours=4, place="四楼")
    assert sign(cast, session.__class__.objects.get(pk=session.pk)).hours == 4
    with pytest.raises(DomainError, match="学时不能再改") as error:
        sessions.change_session(actor=cast.training1, session=session, hours=5)
    assert error.value.field == "hours"


def test_a_session_nobody_came_to_is_cancelled_with_its_reason(cast):
    session = factories.session(cast)
    with pytest.raises(DomainError, match="还没有人签到"):
        sessions.close_session(actor=cast.training1, session=session)
    with pytest.raises(DomainError, match="取消的原因"):
        sessions.cancel_session(actor=cast.training1, session=session, reason=" ")
    session = sessions.cancel_session(actor=cast.training1, session=session, reason="停电")
    with pytest.raises(WrongState):
        sessions.close_session(actor=cast.training1, session=session)
    with pytest.raises(WrongState):
        sessions.add_photo(actor=cast.training1, session=session, upload=("a.png", factories.PNG))


def test_hours_of_a_cancelled_session_do_not_count(cast):
    session = factories.session(cast)
    sign(cast, session)
    assert Attendance.objects.counted().hours() == 3
    sessions.cancel_session(actor=cast.training1, session=session, reason="改期")
    assert Attendance.objects.counted().hours() == 0


def test_a_wrong_entry_is_voided_with_a_reason_and_stays_readable(cast):
    row = sign(cast, factories.session(cast))
    with pytest.raises(DomainError, match="更正的理由"):
        sessions.void_attendance(actor=cast.training1, attendance=row, reason="")
    with pytest.raises(NotAllowed):
        sessions.void_attendance(actor=cast.officer1, attendance=row, reason="没到")
    sessions.void_attendance(actor=cast.training1, attendance=row, reason="代签")
    assert Attendance.objects.count() == 1 and not Attendance.objects.counted().exists()
    with pytest.raises(WrongState, match="已经更正"):
        sessions.void_attendance(actor=cast.training1, attendance=row, reason="代签")


def test_photos_are_pictures(cast):
    session = factories.session(cast)
    row = sessions.add_photo(actor=cast.training1, session=session, upload=("现场.png", factories.PNG), caption="现场")
    assert row.file.content_type == "image/png"
    with pytest.raises(DomainError, match="JPG或PNG"):
        sessions.add_photo(actor=cast.training1, session=session, upload=("a.pdf", factories.PDF))


def test_attendance_only_grows(cast):
    row = sign(cast, factories.session(cast))
    for write in (
        lambda: Attendance.objects.filter(pk=row.pk).update(hours=9),
        lambda: Attendance.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
            write()
    with pytest.raises(IntegrityError, match="attendance_code_is_own"), transaction.atomic():
        Attendance.objects.create(
            session=row.session, user=cast.officer2, means="code", hours=3, recorded_by=cast.training1
        )


def test_sessions_are_open_to_everybody_but_administrators(cast):
    factories.session(cast)
    assert (
        Session.objects.visible_to(cast.officer3).exists() and not Session.objects.visible_to(cast.security1).exists()
    )
