"""The page on which the files of somebody who leaves go to a colleague."""

import pytest
from django.urls import reverse

from cases.models import CaseOfficer
from records.models import Event
from tests import factories

URL = reverse("cases:hand_over")


@pytest.fixture
def running(story):
    story.registered()
    return story


def send(client, cast, **changed):
    colleague = factories.person("officer9", of=cast.officer1.section.name, certified=True)
    data = {"from_user": cast.officer1.pk, "to_user": colleague.pk, "on": "2026-05-11", **changed}
    return colleague, client.post(URL, data)


def test_the_head_sees_who_works_what_and_hands_it_over(running, cast, signed_in):
    client = signed_in(cast.head1)
    page = client.get(URL).content.decode()
    assert f"{cast.officer1.name}（{cast.officer1.section.name} · 在办1件）" in page
    colleague, answer = send(client, cast)
    assert answer.url == URL
    assert CaseOfficer.objects.get(case=running.case, user=colleague).until_on is None
    assert not CaseOfficer.objects.filter(case=running.case, user=cast.officer1, until_on__isnull=True).exists()
    assert Event.objects.filter(stream_id=running.case.pk, actor=cast.head1, detail__contains="离岗").exists()


def test_nothing_is_handed_to_the_other_officer_of_the_same_file(running, cast, signed_in):
    client = signed_in(cast.head1)
    _, answer = send(client, cast, to_user=cast.officer2.pk)
    assert answer.status_code == 422
    assert "已经是这些案件的另一名办案人员" in answer.content.decode()
    assert CaseOfficer.objects.filter(user=cast.officer1, until_on__isnull=True).exists()


def test_a_later_day_is_refused_and_the_choice_stays(running, cast, signed_in):
    _, answer = send(signed_in(cast.head1), cast, on="2026-05-12")
    assert answer.status_code == 422
    assert "移交日期不能晚于今天" in answer.content.decode()


def test_a_head_of_another_section_finds_nothing_to_hand_over(running, cast, signed_in):
    assert "没有要移交的案件" in signed_in(cast.head2).get(URL).content.decode()


def test_officers_and_strangers_are_turned_away(running, cast, signed_in, client):
    assert signed_in(cast.officer1).get(URL).status_code == 403
    client.logout()
    assert client.get(URL).url.startswith(reverse("accounts:sign_in"))
