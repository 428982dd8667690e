"""Visits against the published limit; graded points of risk."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from parties import visits
from parties.models import RiskPoint, Visit, VisitLimit
from parties.risk import risk_of
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-05-11T09:00:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def party(cast):
    return factories.party(by=cast.officer1)


def limited(cast, most: int = 1) -> VisitLimit:
    return visits.publish_visit_limit(
        actor=cast.leader1, year=2026, most=most, published_on=date(2026, 1, 5), source="黔统发〔2026〕1号"
    )


def visited(cast, party, ground: str = "plan", **fields) -> Visit:
    given = {
        "on": date(2026, 5, 11),
        "choice": "2026年度检查计划第3项",
        "purpose": "工业月报核查",
        "companion": cast.officer2,
        "found": "台账齐全",
    } | fields
    return visits.record_visit(actor=cast.officer1, party=party, ground=ground, **given)


def test_a_visit_is_noted_with_ground_and_choice_and_logged(cast, party):
    limited(cast)
    row = visited(cast, party)
    assert row.counts and row.choice == "2026年度检查计划第3项"
    assert Event.objects.filter(verb="visits.record", object_id=row.pk).get().actor == cast.officer1


def test_a_check_beyond_the_published_limit_is_refused(cast, party):
    limited(cast)
    visited(cast, party)
    with pytest.raises(DomainError) as error:
        visited(cast, party, "drawn")
    assert "上限1次" in error.value.message
    assert visited(cast, party, "lead").counts is False


def test_without_a_published_limit_nothing_is_checked_by_plan(cast, party):
    with pytest.raises(DomainError) as error:
        visited(cast, party)
    assert "还没有登记2026年度" in error.value.message


def test_the_database_refuses_the_check_too_many_and_changes_afterwards(cast, party):
    limited(cast)
    row = visited(cast, party)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=row.pk).update(found="改写")
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitLimit.objects.update(most=9)


@pytest.mark.parametrize("companion", ["nobody", "self", "uncertified"])
def test_two_licensed_officers_go(cast, party, companion):
    chosen = {"nobody": None, "self": cast.officer1, "uncertified": cast.training1}[companion]
    with pytest.raises(DomainError) as error:
        visited(cast, party, "lead", companion=chosen)
    assert error.value.field == "companion"


def test_only_a_leader_enters_the_limit_and_once(cast):
    with pytest.raises(NotAllowed):
        visits.publish_visit_limit(
            actor=cast.head1, year=2026, most=2, published_on=date(2026, 1, 5), source="黔统发〔2026〕1号"
        )
    limited(cast)
    with pytest.raises(WrongState):
        limited(cast)


@pytest.mark.parametrize(
    ("grades", "level"),
    [
        ((), ""),
        (("low",), "low"),
        (("low", "low", "low"), "middle"),
        (("low", "middle"), "middle"),
        (("high", "low"), "high"),
    ],
)
def test_the_level_follows_from_the_graded_points(cast, party, grades, level):
    for number, grade in enumerate(grades):
        visits.note_risk(actor=cast.officer1, party=party, grade=grade, words=f"风险点{number}")
    reading = risk_of(party)
    assert reading.level == level
    assert all(f"风险点{number}" in reading.reason for number, grade in enumerate(grades) if grade == level)


def test_a_point_may_be_of_one_kind_of_act_only(cast, party):
    visits.note_risk(actor=cast.officer1, party=party, grade="high", words="屡次迟报", violation="LATE")
    assert risk_of(party, "LATE").level == "high" and risk_of(party, "NO_LEDGER").level == ""


def test_a_lifted_point_counts_no_more_and_stays_readable(cast, party):
    point = visits.note_risk(actor=cast.officer1, party=party, grade="high", words="统计人员更换")
    visits.lift_risk(actor=cast.head1, point=point, words="已培训")
    assert risk_of(party).level == "" and RiskPoint.objects.get().lifted_words == "已培训"
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskPoint.objects.update(words="改写")


def test_pages_of_visits_are_for_those_who_work_on_cases(cast, party, signed_in):
    address = reverse("parties:visits", args=[party.pk])
    for person in (cast.officer1, cast.head2, cast.leader1):
        assert signed_in(person).get(address).status_code == 200
    for person in (cast.admin1, cast.training1, cast.supervisor1):
        assert signed_in(person).get(address).status_code == 403
    assert signed_in(cast.officer1).get(reverse("parties:risk", args=[party.pk])).status_code == 405


def test_a_form_beyond_the_limit_comes_back_with_what_was_typed(cast, party, signed_in):
    limited(cast)
    visited(cast, party)
    data = {
        "on": "2026-05-11",
        "ground": "plan",
        "choice": "计划第4项",
        "purpose": "核查",
        "companion": cast.officer2.pk,
        "found": "正常",
    }
    answer = signed_in(cast.officer1).post(reverse("parties:visits", args=[party.pk]), data)
    assert answer.status_code == 422
    assert "上限1次" in answer.content.decode() and "计划第4项" in answer.content.decode()


def test_a_leader_enters_the_limit_on_its_page(cast, signed_in):
    data = {"year": 2026, "most": 2, "published_on": "2026-01-05", "source": "黔统发〔2026〕1号"}
    page = signed_in(cast.leader1).post(reverse("parties:visit_limits"), data, follow=True).content.decode()
    assert "2次" in page
    assert signed_in(cast.officer1).post(reverse("parties:visit_limits"), data).status_code == 422


def test_the_party_page_shows_the_level_with_its_reason(cast, party, signed_in):
    client = signed_in(cast.officer1)
    data = {"grade": "middle", "words": "差错率偏高", "prevention": "上门辅导"}
    client.post(reverse("parties:risk", args=[party.pk]), data)
    page = client.get(reverse("parties:detail", args=[party.pk])).content.decode()
    assert "中风险" in page and "差错率偏高" in page and "不是处罚的理由" in page
    point = RiskPoint.objects.get()
    client.post(reverse("parties:risk_lift", args=[party.pk, point.pk]), {"words": "已辅导"})
    point.refresh_from_db()
    assert point.lifted_on == date(2026, 5, 11)
