"""同类案件: shown to the signer only after a view of one's own, which stays whatever is signed later."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.likeness import has_like_cases, like_cases
from cases.models import Case, FirstView
from cases.services import proposals
from records.errors import DomainError, NotAllowed
from records.models import Event
from tests import factories
from tests.cases.story import Story


@pytest.fixture
def second(cast):
    """A file proposed in June; another of the same offence and list was decided in May."""
    factories.licensed(cast.officer1, by=cast.training1, on=date(2026, 5, 1))
    with time_machine.travel("2026-05-11T09:00:00+08:00", tick=False) as clock:
        first = Story(cast, clock).minor_untrue_corrected()
        first.answered("accept").decided()
        story = Story(cast, clock)
        story.registered(party=factories.party("重庆云谷纺织有限公司", by=cast.officer1)).filed()
        story.untrue().know(harm="none", minor_act=True).screened().corrected(
            deadline="2026-05-25", done_on="2026-05-20"
        )
        story.assessed()
        story.opinion, story.earlier = story.proposed(), first
        yield story


def page_of(client, story):
    return client.get(reverse("cases:countersign", args=[story.case.pk, 1])).content.decode()


def sign(client, story, approve, words=""):
    story.case.refresh_from_db()
    said = {"approve": approve, "words": words, "version": Case.objects.get(pk=story.case.pk).version}
    return client.post(reverse("cases:countersign", args=[story.case.pk, 1]), said)


def test_like_cases_come_after_the_first_view_and_a_change_of_mind_stays_visible(second, cast, signed_in):
    head = signed_in(cast.head1)
    assert "同类案件怎样处理" not in page_of(head, second)
    sign(head, second, "no", "证据不足。")
    first = FirstView.objects.get()
    assert (first.verdict, first.words, first.stated_by) == ("return", "证据不足。", cast.head1)
    second.act.refresh_from_db()
    assert second.act.state == "proposed" and not hasattr(second.opinion, "countersignature")
    page = page_of(head, second)
    assert "同类案件怎样处理" in page and str(second.earlier.case) in page and "危害后果相同" in page
    assert "看了1项" in page and "证据不足。" in page
    sign(head, second, "yes", "对照后同意。")
    second.act.refresh_from_db()
    assert second.act.state == "signed"
    said = Event.objects.filter(stream_id=second.case.pk, verb="countersign").last().summary
    assert "改变了初步意见" in said
    assert (
        "签署时改变"
        in signed_in(cast.leader1).get(reverse("cases:countersign", args=[second.case.pk, 1])).content.decode()
    )
    with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
        FirstView.objects.update(verdict="approve")


def test_the_first_view_is_the_signers_own_once_and_never_the_authors(second, cast):
    with pytest.raises(NotAllowed):
        proposals.state_first_view(actor=cast.officer1, opinion=second.opinion, approve=True)
    with pytest.raises(DomainError, match="退回意见必须说明原因"):
        proposals.state_first_view(actor=cast.head1, opinion=second.opinion, approve=False)
    proposals.state_first_view(actor=cast.head1, opinion=second.opinion, approve=True)
    with pytest.raises(DomainError, match="已经写过初步意见"):
        proposals.state_first_view(actor=cast.head1, opinion=second.opinion, approve=True)
    proposals.countersign(actor=cast.head1, opinion=second.opinion, approve=True)
    assert "改变" not in Event.objects.filter(stream_id=second.case.pk, verb="countersign").last().summary


def test_a_file_of_another_section_is_compared_without_its_party(second, cast, django_assert_max_num_queries):
    assessment = second.opinion.assessment
    assert has_like_cases(second.act, assessment)
    with django_assert_max_num_queries(4):
        (row,) = like_cases(second.act, assessment, cast.head2).rows
    assert row.party == "" and row.url_pk is None and row.outcome == "NP_MANDATORY_MINOR"
    (row,) = like_cases(second.act, assessment, cast.head1).rows
    assert row.party == second.earlier.case.party.name and row.url_pk == second.earlier.case.pk
