"""The party's page by its code: what it shows and to whom, and how guessing is stopped."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Answer, PartyMessage
from cases.services import doors, papers
from disclosure import throttle
from disclosure.models import Throttle
from records.models import Event
from records.verification import LETTERS
from tests.cases.door_scenes import living_code

pytestmark = pytest.mark.django_db


def url(name: str, code: str, *more: object) -> str:
    return reverse(name, args=[code, *more])


@pytest.fixture
def asked(story):
    story.minor_untrue_corrected().assessed()
    story.offered()
    story.code = living_code(story)
    return story


@pytest.fixture
def ordered(story):
    story.registered().filed()
    story.order_served("2026-05-18")
    story.code = living_code(story)
    return story


def test_the_page_says_where_things_stand_and_whom_to_call(client, asked, django_assert_max_num_queries):
    with django_assert_max_num_queries(36):
        page = client.get(url("party", asked.code)).content.decode()
    assert asked.case.party.name in page and "看说明，作选择" in page
    assert asked.cast.officer1.name in page and "申请行政复议" in page
    assert Event.objects.filter(verb="open_party_page").count() == 1
    client.get(url("party", asked.code))
    assert Event.objects.filter(verb="open_party_page").count() == 1


def test_only_papers_served_on_this_party_are_shown_and_opened(client, ordered):
    served = ordered.case.papers.get().paper
    draft = papers.draft_case_paper(
        actor=ordered.cast.officer1, case=ordered.case, act=ordered.act, kind="REMINDER", extra={}
    )
    page = client.get(url("party", ordered.code)).content.decode()
    assert served.title in page and draft.title not in page
    opened = client.get(url("party_paper", ordered.code, served.pk))
    assert opened["Content-Type"] == "application/pdf" and opened.content == bytes(served.stored.pdf)
    assert client.get(url("party_paper", ordered.code, draft.pk)).status_code == 404


def test_the_three_answers_weigh_the_same_and_none_is_ticked(client, asked):
    page = client.get(url("party_answer", asked.code, 1)).content.decode()
    assert page.count('<label class="fx-choice">') == 3
    assert page.count('type="radio"') == 3 and "checked" not in page
    assert "都不影响处理结果" in page


def test_an_answer_is_given_and_shown(client, asked):
    sent = client.post(
        url("party_answer", asked.code, 1), {"answer": "decline", "person_name": "王明", "words": "不必"}
    )
    assert sent.status_code == 302 and Answer.objects.get().answer == "decline"
    page = client.get(sent.url).content.decode()
    assert "已经收到您的选择" in page and "不接受" in page and "改变选择" in page


def test_an_incomplete_answer_comes_back_with_what_was_typed(client, asked):
    sent = client.post(url("party_answer", asked.code, 1), {"words": "我的话不能丢"})
    page = sent.content.decode()
    assert (
        sent.status_code == 422 and "我的话不能丢" in page and "请从三项中选择一项" in page and "请填写您的姓名" in page
    )
    assert not Answer.objects.exists()


def test_a_correction_is_reported_with_its_proof(client, ordered):
    proof = SimpleUploadedFile("更正后的报表.txt", "工业总产值 10000".encode())
    said = {"done_on": "2026-05-11", "words": "已更正", "person_name": "王明", "uploads": proof}
    sent = client.post(url("party_correction", ordered.code, 1), said)
    assert sent.status_code == 302
    row = PartyMessage.objects.get()
    assert (row.done_on, row.files.get().name) == (date(2026, 5, 11), "更正后的报表.txt")
    assert "已提交" in client.get(sent.url).content.decode()


@pytest.mark.parametrize("name", ["party_statement", "party_correction", "party_answer"])
def test_what_is_not_open_now_is_said_and_not_taken(client, story, name):
    story.registered().filed()
    code = living_code(story)
    address = url(name, code, 1)
    assert "现在没有等您" in client.get(address).content.decode()
    said = {
        "answer": "accept",
        "person_name": "王明",
        "words": "话",
        "done_on": "2026-05-11",
        "uploads": SimpleUploadedFile("a.txt", b"a"),
    }
    sent = client.post(address, said)
    assert sent.status_code == 422 and not PartyMessage.objects.exists() and not Answer.objects.exists()
    assert client.get(url(name, code, 9)).status_code == 404


def test_a_forged_program_as_proof_is_refused_by_its_content(client, ordered):
    said = {
        "done_on": "2026-05-11",
        "words": "已更正",
        "person_name": "王明",
        "uploads": SimpleUploadedFile("报表.pdf", b"MZ\x90\x00\x03\x00\x00\x00program"),
    }
    sent = client.post(url("party_correction", ordered.code, 1), said)
    assert sent.status_code == 422 and "已更正" in sent.content.decode() and not PartyMessage.objects.exists()


def test_nobody_of_the_bureau_comes_in_by_the_partys_door(signed_in, asked):
    client = signed_in(asked.cast.officer1)
    for name in ("party_answer", "party_statement", "party_correction"):
        assert client.get(url(name, asked.code, 1)).status_code == 403
    sent = client.post(url("party_answer", asked.code, 1), {"answer": "accept", "person_name": "王明"})
    assert sent.status_code == 403 and not Answer.objects.exists()


def test_other_methods_are_refused(client, asked):
    assert client.delete(url("party", asked.code)).status_code == 405
    assert client.post(url("party", asked.code)).status_code == 405
    assert client.put(url("party_answer", asked.code, 1)).status_code == 405


def test_answers_are_private_to_the_browser_and_to_no_search_engine(client, asked):
    answer = client.get(url("party", asked.code))
    assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_code_is_typed_in_at_a_page_of_its_own(client, asked):
    typed = client.post(reverse("party_ask"), {"code": doors.written(asked.code).lower()})
    assert typed.url == url("party", asked.code)
    assert client.post(reverse("party_ask"), {"code": ""}).status_code == 422


def test_all_dead_codes_look_alike(client, asked):
    dead = living_code(asked)
    living_code(asked)
    answers = {client.get(url("party", code)).content for code in (dead, "A" * 12, "x")}
    assert len({answer.split(b"csrfmiddlewaretoken")[0] for answer in answers}) == 1


# --- guessing -----------------------------------------------------------------


def test_one_address_is_stopped_after_its_tries_whatever_it_then_asks(client, asked):
    for number in range(throttle.ONE.most):
        assert client.get(url("party", f"{number:012d}")).status_code == 404
    stopped = client.get(url("party", "B" * 12))
    assert stopped.status_code == 429 and stopped["Retry-After"] and "15分钟" in stopped.content.decode()
    assert client.get(url("party", asked.code)).status_code == 429, "a right code would tell a guesser"
    assert client.get(url("party", asked.code), REMOTE_ADDR="10.0.0.9").status_code == 200
    asked.clock.shift(throttle.QUARTER)
    assert client.get(url("party", asked.code)).status_code == 200


def test_a_right_code_costs_nothing(client, asked):
    for _ in range(throttle.ONE.most * 2):
        assert client.get(url("party_answer", asked.code, 1)).status_code == 200
    assert set(Throttle.objects.values_list("count", flat=True)) == {0}


def test_many_addresses_together_are_stopped_too(client, asked, monkeypatch):
    monkeypatch.setattr(throttle, "ALL", throttle.Limit("codes", 5, throttle.HOUR))
    for number in range(5):
        assert client.get(url("party", "A" * 12), REMOTE_ADDR=f"10.0.0.{number}").status_code == 404
    assert client.get(url("party", "A" * 12), REMOTE_ADDR="10.0.1.1").status_code == 429


def test_an_address_that_is_stopped_cannot_shut_the_door_for_others(client, asked):
    for number in range(throttle.ONE.most * 3):
        client.get(url("party", f"{number:012d}"), REMOTE_ADDR="10.0.0.1")
    everybody = Throttle.objects.get(key=throttle.ALL.key(throttle.EVERYBODY))
    assert everybody.count == throttle.ONE.most


def test_no_address_is_kept(client, asked):
    client.get(url("party", "A" * 12), REMOTE_ADDR="10.11.12.13")
    assert "10.11.12.13" not in str(list(Throttle.objects.values()))


def test_a_million_tries_within_the_limits_gain_nothing():
    """Counted: all tries the limits let through in as many hours, against ten thousand living codes."""
    codes, living, tries = len(LETTERS) ** doors.LENGTH, 10_000, 1_000_000
    hours = tries / throttle.ALL.most
    assert codes == 2**60
    assert hours / 24 > 200, "a million tries take more than half a year, longer than a code lives"
    assert hours / 24 > doors.VALID_DAYS
    assert tries * living / codes < 1e-7
