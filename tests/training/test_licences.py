"""The unit of a list version, the licences it earns, exceptions, and what a year asks for."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from exemptions.models import Licence
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.exemptions import factories as law
from tests.training import factories
from training.models import HourRequirement, LicenceException, LicenceUnit
from training.services import attempts, courses, licences, quizzes

pytestmark = pytest.mark.django_db


def pass_unit(user, unit: LicenceUnit, *, wrong: int = 0):
    for material in courses.unread(user, unit.course):
        courses.mark_read(actor=user, material=material)
    sheet = attempts.start_attempt(actor=user, quiz=unit.quiz)
    return attempts.submit_attempt(actor=user, attempt=sheet, answers=factories.answers(sheet.sheet, wrong=wrong))


def valid(user, on=None):
    return Licence.objects.valid(on=on or timezone.localdate()).filter(user=user)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_the_unit_holds_the_list_and_questions_made_from_it(cast):
    version = factories.published_list()
    unit = licences.open_unit(actor=cast.training1, list_version=version)
    assert unit.course.materials.get().list_version == version and unit.quiz.questions.count() >= 4
    assert unit.quiz.draw <= unit.quiz.questions.count()


def test_whoever_comes_first_opens_it_and_it_is_made_once(cast):
    version = factories.published_list()
    unit = licences.open_unit(actor=cast.officer1, list_version=version)
    assert licences.open_unit(actor=cast.training1, list_version=version) == unit
    assert "首位学习人" in Event.objects.of("training.licenceunit", unit.pk).get().summary
    with pytest.raises(NotAllowed):
        licences.open_unit(actor=cast.admin1, list_version=version)


def test_a_draft_needs_no_unit(cast):
    with pytest.raises(DomainError, match="草案"):
        licences.open_unit(actor=cast.training1, list_version=law.list_version("D"))
    assert not LicenceUnit.objects.exists()


def test_passing_grants_every_item_of_the_version(cast):
    version = factories.published_list(items=3)
    unit = licences.open_unit(actor=cast.training1, list_version=version)
    assert pass_unit(cast.officer1, unit).passed
    rows = valid(cast.officer1)
    assert {row.item.number for row in rows} == {"M1", "M2", "M3"}
    assert rows[0].expires_on is None and "测验100分" in rows[0].source
    assert Event.objects.of("training.person", cast.officer1.pk).last().verb == "licence.grant"


def test_failing_grants_nothing_and_may_be_tried_again(cast):
    unit = licences.open_unit(actor=cast.training1, list_version=factories.published_list())
    assert not pass_unit(cast.officer1, unit, wrong=3).passed and not valid(cast.officer1).exists()
    assert pass_unit(cast.officer1, unit).passed and valid(cast.officer1).count() == 2


def test_passing_again_grants_nothing_twice(cast):
    unit = licences.open_unit(actor=cast.training1, list_version=factories.published_list())
    pass_unit(cast.officer1, unit)
    pass_unit(cast.officer1, unit)
    assert Licence.objects.filter(user=cast.officer1).count() == 2


def test_a_licence_is_for_its_version_only(cast):
    old = factories.published_list("L1", until=date(2025, 12, 31))
    new = factories.published_list("L2", since=date(2026, 1, 1))
    pass_unit(cast.officer1, licences.open_unit(actor=cast.training1, list_version=old))
    assert valid(cast.officer1).filter(item__version=old).exists()
    assert not valid(cast.officer1).filter(item__version=new).exists()


def test_the_quiz_and_course_of_a_unit_in_force_are_not_closed(cast):
    unit = licences.open_unit(actor=cast.training1, list_version=factories.published_list())
    with pytest.raises(DomainError, match="不能结束"):
        quizzes.close_quiz(actor=cast.training1, quiz=unit.quiz)
    with pytest.raises(DomainError, match="不能结束"):
        courses.close_course(actor=cast.training1, course=unit.course)


def excuse(cast, actor="head1", user="officer1", days=10, **more):
    version = more.pop("version", None) or factories.published_list()
    return licences.excuse(
        actor=getattr(cast, actor),
        user=getattr(cast, user),
        list_version=version,
        until=in_days(days),
        reason=more.pop("reason", "外出办案，回来补学"),
    )


@pytest.mark.parametrize("actor", ["head1", "leader1"])
def test_the_head_or_a_leader_excuses_for_some_days(cast, actor):
    row = excuse(cast, actor)
    assert valid(cast.officer1).count() == 2 and valid(cast.officer1)[0].expires_on == row.ends_on
    assert not valid(cast.officer1, on=in_days(11)).exists()
    event = Event.objects.of("training.person", cast.officer1.pk).get()
    assert event.verb == "licence.excuse" and event.detail == "外出办案，回来补学"


@pytest.mark.parametrize("actor", ["officer2", "head2", "training1", "reviewer1", "admin1"])
def test_nobody_else_excuses(cast, actor):
    with pytest.raises(NotAllowed, match="科室负责人或者局领导"):
        excuse(cast, actor)
    assert not Licence.objects.exists()


def test_nobody_excuses_themselves(cast):
    with pytest.raises(NotAllowed, match="本人"):
        excuse(cast, "head1", "head1")


@pytest.mark.parametrize(
    ("days", "reason", "field"), [(31, "理由", "until"), (-1, "理由", "until"), (5, " ", "reason")]
)
def test_an_exception_is_short_and_reasoned(cast, days, reason, field):
    with pytest.raises(DomainError) as error:
        excuse(cast, days=days, reason=reason)
    assert error.value.field == field and not LicenceException.objects.exists()


def test_an_exception_is_given_once_per_version(cast):
    version = factories.published_list()
    excuse(cast, version=version)
    with time_machine.travel(timezone.now() + timedelta(days=20)), pytest.raises(DomainError, match="不能延长"):
        excuse(cast, version=version)


def test_whoever_is_licensed_needs_no_exception(cast):
    version = factories.published_list()
    pass_unit(cast.officer1, licences.open_unit(actor=cast.training1, list_version=version))
    with pytest.raises(DomainError, match="不需要例外"):
        excuse(cast, version=version)
    assert not LicenceException.objects.exists()


def test_passing_turns_the_exception_into_a_lasting_licence(cast):
    version = factories.published_list()
    excuse(cast, version=version)
    pass_unit(cast.officer1, licences.open_unit(actor=cast.training1, list_version=version))
    rows = Licence.objects.filter(user=cast.officer1)
    assert rows.filter(revoked_on__isnull=True, expires_on__isnull=True).count() == 2
    assert rows.filter(revoked_on__isnull=False).count() == 2


def test_an_exception_is_taken_back_early_with_its_reason(cast):
    row = excuse(cast)
    with pytest.raises(NotAllowed):
        licences.end_exception(actor=cast.head2, exception=row, reason="已回")
    with pytest.raises(DomainError, match="收回的原因"):
        licences.end_exception(actor=cast.head1, exception=row, reason="")
    licences.end_exception(actor=cast.head1, exception=row, reason="已回")
    assert not valid(cast.officer1).exists()
    with pytest.raises(WrongState):
        licences.end_exception(actor=cast.head1, exception=row, reason="已回")


def test_the_hours_of_a_year_are_set_with_a_reason_and_the_last_one_holds(cast):
    assert licences.required_hours(2026) == (60, True)
    licences.set_requirement(actor=cast.training1, year=2025, hours=40, reason="局务会")
    licences.set_requirement(actor=cast.training1, year=2026, hours=50, reason="局务会")
    licences.set_requirement(actor=cast.training1, year=2026, hours=48, reason="更正", exam_required=False)
    assert licences.required_hours(2026) == (48, False)
    assert licences.required_hours(2025) == (40, True) and licences.required_hours(2027) == (48, False)
    assert licences.required_hours(2024) == (60, True)


@pytest.mark.parametrize(("fields", "field"), [({"reason": ""}, "reason"), ({"year": 26}, "year"), ({"hours": -1}, "")])
def test_a_requirement_must_make_sense(cast, fields, field):
    with pytest.raises(DomainError) as error:
        licences.set_requirement(actor=cast.training1, **({"year": 2026, "hours": 50, "reason": "局务会"} | fields))
    assert error.value.field == field


def test_requirements_only_grow_and_are_the_managers(cast):
    with pytest.raises(NotAllowed):
        licences.set_requirement(actor=cast.head1, year=2026, hours=1, reason="少一点")
    row = licences.set_requirement(actor=cast.training1, year=2026, hours=48, reason="局务会")
    with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
        HourRequirement.objects.filter(pk=row.pk).update(hours=1)
