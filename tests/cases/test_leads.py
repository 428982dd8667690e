"""Leads: whose matter, several to one file, and the informant whom only named people see."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import InformantReading, Lead
from cases.services import leads
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests import factories
from tests.cases.lead_scenes import tip_off
from tests.cases.story import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(story) -> Lead:
    _, lead = tip_off(story)
    leads.record_informant(actor=story.cast.officer1, lead=lead, name="赵钱孙", contact="13900000000")
    return lead


def test_what_is_not_ours_does_not_become_a_case_here(story):
    party = factories.party(by=story.cast.officer1)
    lead = leads.record_lead(
        actor=story.cast.officer1, source="platform", received_on=today(), description="采购经理调查拒报", party=party
    )
    lead = leads.check_jurisdiction(
        actor=story.cast.officer1, lead=lead, jurisdiction="survey_team", words="调查队组织的采购经理调查"
    )
    with pytest.raises(DomainError) as error:
        leads.lead_to_case(actor=story.cast.officer1, lead=lead)
    assert "上级派出的调查机构管辖" in error.value.message
    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.filter(pk=lead.pk).update(state="case", case=story.registered().case)
    assert leads.decline_lead(actor=story.cast.head1, lead=lead, reason="移送调查队").state == "not_filed"


def test_several_leads_belong_to_one_file(story):
    story.registered()
    for words in ("举报", "数据核查"):
        lead = leads.record_lead(
            actor=story.cast.officer1,
            source="data_check",
            received_on=today(),
            description=words,
            party=story.case.party,
        )
        leads.join_lead(actor=story.cast.officer1, lead=lead, case=story.case)
    assert story.case.leads.count() == 2
    assert Event.objects.filter(stream="cases.case", stream_id=story.case.pk, verb="join_lead").count() == 2


def test_a_lead_of_another_party_is_not_joined(story):
    story.registered()
    other = factories.party("重庆另一家公司", by=story.cast.officer1)
    lead = leads.record_lead(
        actor=story.cast.officer1, source="platform", received_on=today(), description="迟报", party=other
    )
    with pytest.raises(DomainError) as error:
        leads.join_lead(actor=story.cast.officer1, lead=lead, case=story.case)
    assert error.value.field == "case"


def test_the_informant_is_shown_to_named_people_who_say_why_and_every_reading_is_noted(story, row):
    who = story.cast
    for person in (who.officer2, who.head1, who.leader1):
        with pytest.raises(NotAllowed):
            leads.read_informant(actor=person, lead=row, why="想看")
    leads.name_reader(actor=who.head1, lead=row, reader=who.officer2)
    with pytest.raises(DomainError):
        leads.read_informant(actor=who.officer2, lead=row, why=" ")
    assert leads.read_informant(actor=who.officer2, lead=row, why="核实举报内容").name == "赵钱孙"
    assert InformantReading.objects.get().user == who.officer2
    with pytest.raises(IntegrityError), transaction.atomic():
        InformantReading.objects.all().delete()


def test_no_event_and_no_page_carries_the_name(story, row, signed_in):
    said = [f"{event.summary}{event.detail}{event.after}" for event in Event.objects.all()]
    assert not any("赵钱孙" in words or "13900000000" in words for words in said)
    for person in (story.cast.officer1, story.cast.officer2, story.cast.head1, story.cast.leader1):
        page = signed_in(person).get(reverse("cases:lead", args=[row.pk])).content.decode()
        assert "赵钱孙" not in page and "13900000000" not in page


def test_a_named_person_reads_on_the_page_once(story, row, signed_in):
    client = signed_in(story.cast.officer1)
    address = reverse("cases:lead_informant_read", args=[row.pk])
    assert client.get(address).status_code == 405
    assert client.post(address, {"why": ""}).status_code == 422
    assert "赵钱孙" in client.post(address, {"why": "反馈结果"}).content.decode()
    page = client.get(reverse("cases:lead", args=[row.pk])).content.decode()
    assert "赵钱孙" not in page and "反馈结果" in page
    stranger = signed_in(story.cast.officer2).post(address, {"why": "想看"})
    assert stranger.status_code == 422 and "赵钱孙" not in stranger.content.decode()


def test_only_a_tip_off_has_an_informant(story):
    lead = leads.record_lead(
        actor=story.cast.officer1, source="platform", received_on=today(), description="迟报", party_words="某厂"
    )
    with pytest.raises(DomainError):
        leads.record_informant(actor=story.cast.officer1, lead=lead, name="赵某")


def test_an_informant_is_noted_once(story, row):
    with pytest.raises(WrongState):
        leads.record_informant(actor=story.cast.officer1, lead=row, name="另一人")


@pytest.mark.parametrize("name", ["lead_jurisdiction", "lead_join", "lead_informant", "lead_reader"])
def test_steps_of_a_lead_take_a_post_of_its_own_section_only(story, row, signed_in, name):
    address = reverse(f"cases:{name}", args=[row.pk])
    assert signed_in(story.cast.officer1).get(address).status_code == 405
    assert signed_in(story.cast.officer3).post(address).status_code == 404
    assert signed_in(story.cast.officer1).post(address, {}).status_code == 422
