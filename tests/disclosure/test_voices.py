"""Ratings and complaints: from the party past the people of its file to supervision, once and for good."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.services import doors
from disclosure import services as verbs
from oversight.book import book_of
from oversight.models import Complaint, Rating
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Notice
from tests.cases.door_scenes import link_of, living_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(story):
    story.registered().filed()
    story.code = living_code(story)
    return story


def page_of(told, name):
    return reverse(name, args=[told.code])


def test_a_rating_names_the_section_and_nobody(client, told):
    assert client.get(page_of(told, "party_rating")).content.decode().count('type="radio"') == 5
    sent = client.post(page_of(told, "party_rating"), {"score": "4", "words": "讲得清楚"})
    assert sent.status_code == 302 and "谢谢您的评价" in client.get(sent.url).content.decode()
    row = Rating.objects.get()
    assert (row.section, row.score) == (told.case.section, 4)
    event = Event.objects.get(verb="rate")
    assert event.stream == "disclosure.rating" and "讲得清楚" not in str(event.detail) + str(event.after)
    assert {field.name for field in Rating._meta.fields} == {"id", "section", "on", "score", "words"}


def test_a_code_rates_once(client, told):
    verbs.rate(link=link_of(told.code), score=5)
    again = client.post(page_of(told, "party_rating"), {"score": "1", "words": "补充的话"})
    assert again.status_code == 422 and "已经评价过" in again.content.decode() and "补充的话" in again.content.decode()
    assert Rating.objects.get().score == 5


@pytest.mark.parametrize("score", ["", "0", "6", "很好"])
def test_what_is_no_score_is_refused_with_what_to_do(client, told, score):
    sent = client.post(page_of(told, "party_rating"), {"score": score, "words": ""})
    assert sent.status_code == 422 and "请选择一档评价" in sent.content.decode() and not Rating.objects.exists()


def test_a_complaint_goes_to_supervision_alone_and_names_the_file_only_on_wish(client, told):
    sent = client.post(page_of(told, "party_complaint"), {"words": "态度不好"})
    assert sent.status_code == 302
    row = Complaint.objects.get()
    assert (row.case, row.reach, row.section) == (None, "", told.case.section)
    assert set(Notice.objects.filter(text__contains="投诉").values_list("user__role", flat=True)) <= {"supervisor"}
    client.post(page_of(told, "party_complaint"), {"words": "没有出示证件", "names_case": "on", "reach": "13800000000"})
    assert Complaint.objects.first().case == told.case
    timeline = Event.objects.filter(stream="cases.case", stream_id=told.case.pk)
    assert not timeline.filter(summary__contains="投诉").exists()


def test_an_empty_complaint_and_one_too_many_are_refused(client, told):
    assert client.post(page_of(told, "party_complaint"), {"words": " "}).status_code == 422
    for _ in range(verbs.MOST_COMPLAINTS):
        verbs.complain(link=link_of(told.code), words="再说一次")
    with pytest.raises(DomainError, match="次数已经很多"):
        verbs.complain(link=link_of(told.code), words="再说一次")


def test_a_dead_code_neither_rates_nor_complains(client, told):
    link = link_of(told.code)
    doors.revoke_party_link(actor=told.cast.head1, link=link, reason="被外人看到")
    for call in (lambda: verbs.rate(link=link, score=5), lambda: verbs.complain(link=link, words="话")):
        with pytest.raises(NotAllowed):
            call()
    for name in ("party_rating", "party_complaint"):
        assert client.post(page_of(told, name), {"score": "5", "words": "话"}).status_code == 404


def test_supervision_handles_each_complaint_once_on_its_page(signed_in, told):
    row = verbs.complain(link=link_of(told.code), words="态度不好")
    verbs.rate(link=link_of(told.code), score=2, words="等了很久")
    client = signed_in(told.cast.supervisor1)
    page = client.get(reverse("voices")).content.decode()
    assert "态度不好" in page and "等了很久" in page and "1份评价" in page
    url = reverse("voice_handle", args=[row.pk])
    assert client.get(url).status_code == 405
    assert client.post(url, {"words": ""}).status_code == 422
    assert client.post(url, {"words": "已核实，向当事人说明。"}).status_code == 302
    row.refresh_from_db()
    assert row.handled_by == told.cast.supervisor1
    assert Event.objects.get(verb="handle_complaint").actor == told.cast.supervisor1
    with pytest.raises(WrongState):
        verbs.handle_complaint(actor=told.cast.supervisor1, complaint=row, words="再来")


def test_supervision_reads_them_beside_the_consent_and_the_detectors_hear_a_complaint(signed_in, told):
    verbs.complain(link=link_of(told.code), words="不说是哪一件")
    verbs.complain(link=link_of(told.code), words="说了以后又来查", names_case=True)
    verbs.rate(link=link_of(told.code), score=2)
    today = timezone.localdate()
    book = book_of(since=today - timedelta(days=30), until=today)
    (heard,) = [row for row in book.grievances if row.kind == "complaint"]
    assert (heard.party, heard.section, heard.on) == (told.case.party_id, told.case.section.name, today)
    page = signed_in(told.cast.supervisor1).get(reverse("consent")).content.decode()
    assert "当事人的评价和投诉" in page and "2件" in page and "不足5份，不计算" in page
    assert "评价和投诉" not in signed_in(told.cast.head1).get(reverse("consent")).content.decode()


def test_those_complained_of_see_and_handle_nothing(signed_in, told):
    row = verbs.complain(link=link_of(told.code), words="态度不好")
    for person in (told.cast.officer1, told.cast.head1, told.cast.reviewer1, told.cast.admin1, told.cast.auditor1):
        client = signed_in(person)
        assert client.get(reverse("voices")).status_code == 404
        assert client.post(reverse("voice_handle", args=[row.pk]), {"words": "没事"}).status_code == 404
    assert signed_in(told.cast.leader1).get(reverse("voices")).status_code == 200
    with pytest.raises(NotAllowed):
        verbs.handle_complaint(actor=told.cast.leader1, complaint=row, words="没事")


def test_the_database_keeps_what_was_said(told):
    row = verbs.complain(link=link_of(told.code), words="态度不好")
    verbs.rate(link=link_of(told.code), score=1)
    verbs.handle_complaint(actor=told.cast.supervisor1, complaint=row, words="已核实。")
    for attempt in (
        lambda: Rating.objects.update(score=5),
        lambda: Rating.objects.all().delete(),
        lambda: Complaint.objects.update(words="很好"),
        lambda: Complaint.objects.update(handled_words="没事"),
        lambda: Complaint.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
