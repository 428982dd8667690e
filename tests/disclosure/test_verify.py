"""Anybody may ask whether a paper is genuine; the answer names no person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.services import papers, paperwork
from records import verification
from records.models import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(story):
    story.registered().filed()
    return papers.issue_case_paper(actor=story.cast.officer1, paper=story.ordered("2026-05-18").paper)


def ask(client, paper):
    return client.get(reverse("verify", args=[paper.verify_code]))


def test_a_genuine_paper_shows_number_day_and_that_its_bytes_are_whole(client, issued):
    page = ask(client, issued).content.decode()
    assert issued.number in page and "2026年5月11日" in page
    assert "现在有效" in page and "与制发时一致" in page and issued.sha256[:16] in page


def test_the_page_names_neither_party_nor_officer(client, issued):
    page = ask(client, issued).content.decode()
    for private in (issued.context["party"]["name"], issued.context["contact"]["name"], issued.issued_by.name):
        assert private not in page


def test_the_code_on_the_paper_leads_to_this_page(issued, settings):
    settings.PUBLIC_URL = "https://tjj.example.gov.cn/"
    assert verification.address(issued.verify_code) == f"https://tjj.example.gov.cn/verify/{issued.verify_code}/"
    assert len(issued.verify_code) == 16 and set(issued.verify_code) <= set(verification.LETTERS)


def test_a_void_paper_says_so(client, story, issued):
    paperwork.void_case_paper(actor=story.cast.head1, paper=issued, reason="当事人名称有误")
    page = ask(client, issued).content.decode()
    assert "已经作废" in page and "现在有效" not in page and "名称有误" not in page


def test_a_mended_paper_names_the_paper_that_mends_it(client, story, issued):
    changes = [{"place": "正文第一段", "was": "4月", "becomes": "5月"}]
    new = paperwork.correct_case_paper(actor=story.cast.officer1, paper=issued, changes=changes, reasons="误写。")
    assert "已经更正" not in ask(client, issued).content.decode()
    new = papers.issue_case_paper(actor=story.cast.officer1, paper=new)
    page = ask(client, issued).content.decode()
    assert "已经更正" in page and new.number in page


def test_a_file_is_compared_to_the_last_bit_and_not_kept(client, issued):
    url = reverse("verify", args=[issued.verify_code])
    content = bytes(issued.stored.pdf)
    same = client.post(url, {"file": SimpleUploadedFile("a.pdf", content)}).content.decode()
    other = client.post(url, {"file": SimpleUploadedFile("a.pdf", content + b" ")}).content.decode()
    assert "一个字也没有改过" in same and "内容被改过" in other
    assert Paper.objects.count() == 1


def test_a_post_without_a_file_says_what_to_do(client, issued):
    assert "请" in client.post(reverse("verify", args=[issued.verify_code])).content.decode()


@pytest.mark.parametrize("code", ["", "XXXXXXXXXXXXXXXX", "草稿", "A" * 200])
def test_an_unknown_code_gets_a_page_that_says_what_to_do(client, story, code):
    answer = client.get(f"/verify/{code}/") if code else client.get("/verify/")
    assert answer.status_code == (404 if code else 200)
    assert "核验码" in answer.content.decode()


def test_a_draft_cannot_be_asked_for(client, story):
    story.registered().filed()
    draft = story.ordered("2026-05-18").paper
    assert draft.verify_code == ""
    assert client.get("/verify/0000000000000000/").status_code == 404


def test_small_letters_are_read_as_capitals(client, issued):
    assert client.get(reverse("verify", args=[issued.verify_code.lower()])).status_code == 200
    assert client.get("/verify/", {"code": issued.verify_code.lower()}).status_code == 302


def test_other_methods_are_refused(client, issued):
    assert client.delete(reverse("verify", args=[issued.verify_code])).status_code == 405
