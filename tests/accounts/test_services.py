"""The bureau, its people, its leading group and who stands in for whom."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts import powers, services
from accounts.enums import Role, Seat
from accounts.models import Bureau, GroupSeat, StandIn, User
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("error")]
TODAY = date(2026, 6, 16)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-06-16 10:00+08:00", tick=False):
        yield


def set_up(**more):
    fields = {"name": "重庆市黔江区统计局", "word": "黔统", "district": "重庆市黔江区"} | more
    return services.set_up_bureau(
        **fields, administrator={"username": "renli", "name": "任立", "password": "a-long-enough-one"}
    )


def stand_in(cast, *, actor=None, absent=None, deputy=None, starts_on=TODAY, ends_on=date(2026, 6, 20)):
    return services.appoint_stand_in(
        actor=actor or cast.head1,
        absent=absent or cast.head1,
        deputy=deputy or cast.head2,
        starts_on=starts_on,
        ends_on=ends_on,
        reason="出差",
    )


def test_an_empty_installation_is_set_up_once_with_its_first_administrator():
    set_up()
    admin = User.objects.get()
    assert (admin.role, admin.check_password("a-long-enough-one")) == (Role.ADMINISTRATOR, True)
    with pytest.raises(WrongState, match="已经设立"):
        set_up()
    assert Bureau.objects.count() == 1


def test_the_administrator_adds_people_and_it_is_logged(cast):
    user = services.add_person(
        actor=cast.admin1, username="officer9", password="a-long-enough-one", name="新人", role=Role.OFFICER,
        section=cast.officer1.section,
    )  # fmt: skip
    assert Event.objects.of(services.PERSON, user.pk).get().actor == cast.admin1


@pytest.mark.parametrize("who", ["officer1", "head1", "leader1", "security1", "auditor1", "supervisor1"])
def test_nobody_else_adds_people(cast, who):
    with pytest.raises(NotAllowed, match="系统管理员"):
        services.add_person(actor=getattr(cast, who), username="x", password="y", name="z", role=Role.LEADER)


def test_a_case_worker_without_section_is_refused(cast):
    with pytest.raises(ValidationError, match="必须属于一个科室"):
        services.add_person(actor=cast.admin1, username="x", password="y", name="z", role=Role.OFFICER)


def test_a_certificate_needs_its_dates_and_belongs_to_one_person(cast):
    with pytest.raises(ValidationError, match="必须填写有效期"):
        services.change_person(actor=cast.admin1, user=cast.reviewer2, certificate_number="渝统执9")
    with pytest.raises(ValidationError, match="另一人名下"):
        services.change_person(
            actor=cast.admin1,
            user=cast.reviewer2,
            certificate_number=cast.officer1.certificate_number,
            certificate_from=TODAY,
            certificate_until=date(2028, 1, 1),
        )


@pytest.mark.parametrize(
    ("on", "valid"),
    [(date(2023, 12, 31), False), (date(2024, 1, 1), True), (date(2028, 12, 31), True), (date(2029, 1, 1), False)],
)
def test_a_certificate_counts_from_its_first_to_its_last_day(cast, on, valid):
    assert cast.officer1.certificate_valid(on=on) is valid
    assert (cast.officer1 in User.objects.certified(on=on)) is valid


def test_nobody_changes_their_own_role_or_ends_their_own_account(cast):
    with pytest.raises(NotAllowed, match="本人的角色"):
        services.change_person(actor=cast.admin1, user=cast.admin1, role=Role.LEADER)
    with pytest.raises(NotAllowed, match="本人的账号"):
        services.end_account(actor=cast.admin1, user=cast.admin1, left_on=TODAY)


def test_somebody_who_left_may_nothing_more(cast):
    services.end_account(actor=cast.admin1, user=cast.head1, left_on=TODAY)
    cast.head1.refresh_from_db()
    assert powers.acts_as(cast.head1, Role.HEAD, on=TODAY) is None
    with pytest.raises(WrongState, match="已经停用"):
        services.end_account(actor=cast.admin1, user=cast.head1, left_on=TODAY)


def test_the_group_has_one_chair_at_a_time(cast):
    with pytest.raises(ValidationError, match="只能有一名组长"):
        services.give_seat(actor=cast.admin1, user=cast.head1, seat=Seat.CHAIR, starts_on=TODAY)
    services.end_seat(actor=cast.admin1, seat=GroupSeat.objects.get(seat=Seat.CHAIR), ends_on=date(2026, 6, 15))
    services.give_seat(actor=cast.admin1, user=cast.head1, seat=Seat.CHAIR, starts_on=TODAY)
    assert powers.chair(on=TODAY) == cast.head1
    assert powers.chair(on=date(2026, 6, 15)) == cast.leader1


def test_a_stand_in_signs_between_the_dates_and_is_named_as_such(cast):
    stand_in(cast)
    signature = powers.may_countersign(
        cast.head2, section_id=cast.head1.section_id, authors={cast.officer1.pk}, on=date(2026, 6, 20)
    )
    assert signature.words == "向东（代谭学军）"
    assert not powers.may_countersign(
        cast.head2, section_id=cast.head1.section_id, authors={cast.officer1.pk}, on=date(2026, 6, 21)
    )


def test_a_stand_in_never_signs_own_work(cast):
    stand_in(cast, deputy=cast.officer2)
    assert not powers.may_countersign(
        cast.officer2, section_id=cast.head1.section_id, authors={cast.officer2.pk}, on=TODAY
    )


def test_a_head_signs_for_the_own_section_only_and_a_leader_anywhere(cast):
    other = cast.officer3.section_id
    assert not powers.may_countersign(cast.head1, section_id=other, authors=set(), on=TODAY)
    assert powers.may_countersign(cast.leader2, section_id=other, authors=set(), on=TODAY)


@pytest.mark.parametrize("who", ["officer2", "head2", "reviewer1", "security1"])
def test_a_stranger_appoints_no_stand_in(cast, who):
    with pytest.raises(NotAllowed, match="只能由本人"):
        stand_in(cast, actor=getattr(cast, who))
    assert not StandIn.objects.exists()


def test_nobody_stands_in_for_themselves_not_even_in_the_database(cast):
    with pytest.raises(ValidationError, match="本人代行本人"):
        stand_in(cast, deputy=cast.head1)
    with pytest.raises(IntegrityError, match="stand_in_is_another"), transaction.atomic():
        StandIn.objects.create(
            absent=cast.head1, deputy=cast.head1, starts_on=TODAY, ends_on=TODAY, reason="x", appointed_by=cast.head1
        )


def test_administrators_do_not_stand_in_for_case_workers(cast):
    with pytest.raises(DomainError, match="在岗的办案或管理人员"):
        stand_in(cast, deputy=cast.admin1)


def test_two_stand_ins_at_once_are_refused_until_the_first_is_revoked(cast):
    first = stand_in(cast)
    with pytest.raises(ValidationError, match="已经指定了代行人"):
        stand_in(cast, deputy=cast.officer2)
    services.revoke_stand_in(actor=cast.leader1, stand_in=first)
    stand_in(cast, deputy=cast.officer2)
    with pytest.raises(WrongState, match="已经撤销"):
        services.revoke_stand_in(actor=cast.leader1, stand_in=first)
