from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Bureau, Section, StandIn
from exemptions.models import Claim, ListVersion
from exemptions.queries import claim_board
from exemptions.services import claims
from exemptions.services.packs import load_pack
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.exemptions import factories, packs

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-07-01T10:00:00+08:00")


@pytest.fixture
def item(tmp_path):
    Bureau.objects.create(pk=1, name="花圃局", word="花", district="花区")
    load_pack(actor=None, path=packs.write(tmp_path, packs.contents()))
    return ListVersion.objects.get(code="HP-1").items.get()


@pytest.fixture
def head():
    return factories.person(Role.HEAD, "head1", name="赵科长")


@pytest.fixture
def gardener():
    return factories.person(Role.OFFICER, "officer1", name="钱园丁")


@pytest.fixture
def other_head():
    section = Section.objects.create(name="温室科")
    return factories.person(Role.HEAD, "head2", name="孙科长", section=section)


@pytest.fixture
def claim(item, head, gardener):
    return claims.claim_item(actor=head, item=item, person=gardener, implement_by=date(2026, 7, 31))


def test_a_head_takes_an_item_for_the_section(claim):
    assert (claim.section.name, claim.person.name, claim.claimed_on) == ("执法监督科", "钱园丁", TODAY)
    assert Event.objects.get(verb="claim.take").summary == "执法监督科认领第1项，责任人钱园丁"


def test_only_heads_claim_and_only_with_their_own_people(item, gardener, head, other_head):
    with pytest.raises(NotAllowed, match="由科室负责人办理"):
        claims.claim_item(actor=gardener, item=item, person=gardener)
    with pytest.raises(DomainError, match="本科室在岗的人员"):
        claims.claim_item(actor=head, item=item, person=other_head)


def test_a_stand_in_claims_for_the_head(item, head, gardener):
    StandIn.objects.create(
        absent=head, deputy=gardener, starts_on=TODAY, ends_on=TODAY, reason="出差", appointed_by=head
    )
    claims.claim_item(actor=gardener, item=item, person=gardener)
    assert Event.objects.get(verb="claim.take").detail == "钱园丁（代赵科长）"


def test_a_section_claims_an_item_once(claim, head, gardener):
    with pytest.raises(DomainError, match="本科室已经认领这一项"):
        claims.claim_item(actor=head, item=claim.item, person=gardener)


def test_drafts_are_not_claimed(item, head, gardener):
    draft = factories.list_version("D-1")
    with pytest.raises(WrongState, match="已经公布"):
        claims.claim_item(actor=head, item=factories.list_item(draft), person=gardener)


def test_the_board_tells_unclaimed_disputed_and_overdue_apart(claim, other_head, item):
    version = claim.item.version
    assert not claim_board(version, on=TODAY)[0].overdue
    assert claim_board(version, on=date(2026, 8, 1))[0].overdue
    claims.dispute_claim(actor=other_head, claim=claim, words="应由温室科承担")
    assert claim_board(version, on=TODAY)[0].disputed
    Claim.objects.all().delete()
    assert claim_board(version, on=TODAY)[0].unclaimed


def test_a_dispute_is_settled_by_a_leader_with_reasons(claim, other_head, head):
    with pytest.raises(DomainError, match="必须写明理由"):
        claims.dispute_claim(actor=other_head, claim=claim, words=" ")
    claims.dispute_claim(actor=other_head, claim=claim, words="应由温室科承担")
    with pytest.raises(NotAllowed, match="由局领导裁定"):
        claims.settle_dispute(actor=head, claim=claim, stands=True, words="维持")
    leader = factories.person(Role.LEADER)
    with pytest.raises(DomainError, match="裁定的理由"):
        claims.settle_dispute(actor=leader, claim=claim, stands=True, words="")
    assert claims.settle_dispute(actor=leader, claim=claim, stands=False, words="归温室科").state == "released"


def test_an_item_is_put_to_work_or_given_back(claim, head, other_head):
    with pytest.raises(NotAllowed):
        claims.report_implemented(actor=other_head, claim=claim, on=TODAY)
    with pytest.raises(DomainError, match="不晚于今天"):
        claims.report_implemented(actor=head, claim=claim, on=date(2026, 7, 2))
    assert claims.report_implemented(actor=head, claim=claim, on=TODAY).implemented_on == TODAY
    assert claims.release_claim(actor=head, claim=claim, words="职责调整").state == "released"
    with pytest.raises(WrongState, match="已经退回"):
        claims.report_implemented(actor=head, claim=claim, on=TODAY)


def test_the_board_in_the_browser(client, item, head, gardener, other_head):
    client.force_login(head)
    board = reverse("exemptions:claims")
    assert "没有认领 1" in client.get(board).content.decode()
    take = reverse("exemptions:claim_take", args=["HP-1", "1"])
    assert "请选择责任人" in client.post(take, {"person": ""}).content.decode()
    assert client.post(take, {"person": gardener.pk, "implement_by": "2026-07-31"}).url == board
    claim = Claim.objects.get()
    client.force_login(other_head)
    assert "提出争议" in client.get(board).content.decode()
    client.post(reverse("exemptions:claim_dispute", args=[claim.pk]), {"words": "应由温室科承担"})
    assert "应由温室科承担" in client.get(board, {"show": "disputed"}).content.decode()
    client.force_login(factories.person(Role.LEADER))
    client.post(reverse("exemptions:claim_settle", args=[claim.pk]), {"words": "维持原认领", "stands": "1"})
    client.force_login(head)
    client.post(reverse("exemptions:claim_implement", args=[claim.pk]))
    assert "已落实" in client.get(board).content.decode()
    response = client.post(reverse("exemptions:claim_release", args=[claim.pk]), {"words": ""}, follow=True)
    assert "必须写明理由" in response.content.decode()


def test_the_board_asks_few_questions_of_the_database(client, claim, head, django_assert_max_num_queries):
    client.force_login(head)
    client.get(reverse("exemptions:claims"))
    with django_assert_max_num_queries(20):
        assert client.get(reverse("exemptions:claims")).status_code == 200
