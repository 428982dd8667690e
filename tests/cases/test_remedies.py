"""Reconsideration and suits: our time to answer, the result, and what an overturned decision leaves to be put right."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import Remedy
from cases.services import obligations, publication, remedies
from records.errors import DomainError, WrongState
from tests.cases.remedy_scenes import asked, decided
from tests.cases.story import today

pytestmark = pytest.mark.django_db


def ended(story, row, result: str) -> Remedy:
    return remedies.record_remedy_result(
        actor=story.cast.officer1, remedy=row, result=result, result_on=today(), received_on=today(), words="决定书1号"
    )


def owed(story, kind: str):
    return story.case.obligations.open().get(kind=kind)


@pytest.mark.parametrize(("kind", "last"), [("reconsider", date(2026, 5, 29)), ("litigation", date(2026, 5, 30))])
def test_our_answer_is_due_in_ten_working_or_fifteen_natural_days(story, kind, last):
    asked(decided(story), kind)
    assert owed(story, "reply").due_on == last


def test_an_upheld_decision_leaves_nothing_to_put_right(story):
    ended(story, asked(decided(story)), "upheld")
    assert not story.case.obligations.open().filter(kind__in=["withdraw", "repair", "reply"]).exists()


@pytest.mark.parametrize("result", ["revoked", "changed", "redo", "unlawful"])
def test_an_overturned_decision_is_withdrawn_from_publication_in_three_working_days(story, result):
    ended(story, asked(decided(story)), result)
    row = owed(story, "withdraw")
    assert row.due_on == date(2026, 5, 20) and "48条2款" in row.due_words
    assert not story.case.obligations.open().filter(kind="disclose").exists()
    with pytest.raises(DomainError) as error:
        obligations.cancel_obligation(actor=story.cast.head1, obligation=row, words="不想撤")
    assert "法定事项" in error.value.message


def test_a_new_decision_where_one_is_ordered_and_repair_where_it_was_unlawful(story):
    ended(story, asked(decided(story)), "redo")
    assert "重新作出决定" in owed(story, "repair").title


def test_a_remedy_after_closing_is_owed_all_the_same(story):
    decided(story)
    story.decision_papers_served().educated().closed()
    ended(story, asked(story), "revoked")
    row = owed(story, "withdraw")
    assert not row.bars_closing
    with pytest.raises(DomainError, match="公示"):
        obligations.fulfil_obligation(actor=story.cast.officer1, obligation=row, words="已撤回并说明理由")
    publication.withdraw_publication(actor=story.cast.officer1, act=story.act, words="决定已被复议撤销")
    assert not story.case.obligations.open().filter(kind="withdraw").exists()


def test_the_bureau_corrects_its_own_decision_once(story):
    decided(story)
    remedies.correct_own_decision(actor=story.cast.leader1, act=story.act, words="适用法律有误")
    assert owed(story, "withdraw")
    with pytest.raises(WrongState):
        remedies.correct_own_decision(actor=story.cast.leader1, act=story.act, words="再改")


def test_one_review_runs_at_a_time(story):
    asked(decided(story))
    with pytest.raises(DomainError) as error:
        asked(story)
    assert "已有在办" in error.value.message


def test_the_database_asks_for_the_words_of_a_result(story):
    row = asked(decided(story))
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.filter(pk=row.pk).update(result="revoked", result_on=today(), received_on=today())


def test_the_page_leads_through_answer_and_result(story, signed_in):
    decided(story)
    client = signed_in(story.cast.officer1)
    address = reverse("cases:remedies", args=[story.case.pk, 1])
    story.case.refresh_from_db()
    data = {
        "version": story.case.version,
        "kind": "reconsider",
        "organ": "重庆市黔江区人民政府",
        "asked_on": today(),
        "notified_on": today(),
        "words": "请求撤销",
    }
    page = client.post(address, data, follow=True).content.decode()
    assert "登记答复、答辩" in page and "请求撤销" in page
    row = Remedy.objects.get()
    for name in ("remedy_reply", "remedy_result"):
        target = reverse(f"cases:{name}", args=[story.case.pk, 1, row.pk])
        assert client.get(target).status_code == 405
        assert signed_in(story.cast.officer3).post(target).status_code == 404
    client = signed_in(story.cast.officer1)
    answer = client.post(reverse("cases:remedy_reply", args=[story.case.pk, 1, row.pk]), {})
    assert answer.status_code == 422
