"""审签, voiding, mending, filed scans, the Word file and the register of papers."""

import io
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts.models import Bureau
from cases.services import papers, paperwork
from records import services as records
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Paper, PaperFiling, PaperRevision

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(story):
    story.registered().filed()
    return story.ordered("2026-05-18").paper


@pytest.fixture
def issued(story, draft):
    return papers.issue_case_paper(actor=story.cast.officer1, paper=draft)


def url(name, story, paper, *more):
    return reverse(f"cases:{name}", args=[story.case.pk, paper.pk, *more])


def test_where_papers_need_approval_no_number_is_given_before_it(story, draft):
    Bureau.objects.update(papers_need_approval=True)
    with pytest.raises(DomainError, match="还没有审签"):
        papers.issue_case_paper(actor=story.cast.officer1, paper=draft)
    assert Paper.objects.get(pk=draft.pk).number == ""
    paperwork.approve_case_paper(actor=story.cast.head1, paper=draft)
    paper = papers.issue_case_paper(actor=story.cast.officer1, paper=draft)
    assert paper.number.endswith("1号") and paper.approved_by == story.cast.head1


def test_an_approval_falls_when_the_draft_is_changed_afterwards(story, draft):
    paperwork.approve_case_paper(actor=story.cast.head1, paper=draft)
    papers.revise_case_paper(actor=story.cast.officer1, paper=draft, extra={"report": "书面报送本局"})
    draft.refresh_from_db()
    assert draft.approved_by is None and draft.approved_at is None


def test_every_change_of_a_draft_is_kept_with_what_was_there(story, draft):
    before = draft.context["report"]
    papers.revise_case_paper(actor=story.cast.officer1, paper=draft, extra={"report": "书面报送本局办公室"})
    row = PaperRevision.objects.get(paper=draft)
    assert (row.before["report"], row.after["report"]) == (before, "书面报送本局办公室")
    assert row.by == story.cast.officer1
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperRevision.objects.update(after={})


def test_the_drafter_cannot_approve_even_past_the_service(story, draft):
    with pytest.raises(NotAllowed):
        records.approve_paper(actor=story.cast.officer1, paper=draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=draft.pk).update(approved_by=draft.created_by, approved_at="2026-05-11T00:00Z")


def test_a_void_number_is_kept_with_its_reason_and_the_next_one_follows(story, issued):
    paperwork.void_case_paper(actor=story.cast.head1, paper=issued, reason="当事人名称有误")
    issued.refresh_from_db()
    assert issued.status == "void" and issued.void_reason == "当事人名称有误"
    sequence, number = records.next_number(organ_word="黔统", number_word="责改", year=2026)
    assert sequence == 2 and number == "黔统责改〔2026〕2号"


def test_what_was_served_is_mended_and_not_voided(story, issued):
    said = dict(method="direct", served_on=date(2026, 5, 11), recipient="王明")
    papers.serve_paper(actor=story.cast.officer1, paper=issued, **said)
    with pytest.raises(WrongState, match="已经送达，不能作废"):
        paperwork.void_case_paper(actor=story.cast.head1, paper=issued, reason="笔误")


def test_a_paper_is_mended_by_a_new_one_that_names_the_old(real_pdf, story, issued):
    changes = [{"place": "正文第一段", "was": "4月", "becomes": "5月"}]
    before = bytes(issued.stored.pdf)
    new = paperwork.correct_case_paper(actor=story.cast.officer1, paper=issued, changes=changes, reasons="误写。")
    new = papers.issue_case_paper(actor=story.cast.officer1, paper=new)
    assert new.corrects == issued and new.kind == "PAPER_CORRECTION" and new.number == "黔统更正〔2026〕1号"
    text = "".join(PdfReader(io.BytesIO(bytes(new.stored.pdf))).pages[0].extract_text().split())
    assert issued.number in text and "责令改正通知书" in text
    issued.stored.refresh_from_db()
    assert bytes(issued.stored.pdf) == before


def test_a_draft_is_not_mended(story, draft):
    with pytest.raises(WrongState, match="草稿可以直接修改"):
        paperwork.correct_case_paper(actor=story.cast.officer1, paper=draft, changes=[{}], reasons="误写。")


def test_the_sealed_scan_is_filed_to_the_number(story, issued, signed_in):
    client = signed_in(story.cast.officer1)
    sent = {"kind": "scan", "file": SimpleUploadedFile("签章.pdf", b"%PDF-1.7 sealed"), "note": "原件在卷"}
    assert client.post(url("paper_attach", story, issued), sent).status_code == 302
    row = PaperFiling.objects.get(paper=issued)
    found = client.get(url("paper_filed", story, issued, row.pk))
    assert b"".join(found.streaming_content) == b"%PDF-1.7 sealed"
    assert "签章扫描件" in client.get(url("paper", story, issued)).content.decode()
    stranger = signed_in(story.cast.officer4)
    assert stranger.get(url("paper_filed", story, issued, row.pk)).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperFiling.objects.update(note="")


def test_the_word_file_of_an_issued_paper_is_marked_as_a_copy(story, issued, signed_in):
    client = signed_in(story.cast.officer1)
    answer = client.get(url("paper_word", story, issued))
    document = docx.Document(io.BytesIO(answer.content))
    assert document.sections[0].header.paragraphs[0].text == "副本：以系统留存的PDF为准"
    assert issued.number in "".join(paragraph.text for paragraph in document.paragraphs)


def test_the_pages_of_the_verbs_refuse_get_and_show_what_is_wrong(story, issued, signed_in):
    client = signed_in(story.cast.head1)
    assert client.get(url("paper_approve", story, issued)).status_code == 405
    wrong = client.post(url("paper_void", story, issued), {"reason": ""})
    assert wrong.status_code == 422
    done = client.post(url("paper_void", story, issued), {"reason": "名称有误"}, follow=True)
    assert "已作废，文号留存" in done.content.decode()


def test_mending_from_the_page_reads_lines_and_names_a_faulty_one(story, issued, signed_in):
    client = signed_in(story.cast.officer1)
    wrong = client.post(url("paper_mend", story, issued), {"changes": "第一段|四月", "reasons": "误写"})
    assert wrong.status_code == 422 and "没有写全" in wrong.content.decode()
    done = client.post(
        url("paper_mend", story, issued), {"changes": "第一段｜4月｜5月", "reasons": "误写"}, follow=True
    )
    assert "更正" in done.content.decode() and issued.number in done.content.decode()


def test_the_preview_shows_advice_on_plain_words(story, draft, signed_in):
    records.revise_paper(paper=draft, context=draft.context | {"report": "尽快按相关规定报送"})
    page = signed_in(story.cast.officer1).get(url("paper", story, draft)).content.decode()
    assert "怎样更明白" in page and "尽快" in page


def test_the_register_shows_numbers_void_ones_with_the_reason(
    real_pdf, story, issued, signed_in, django_assert_max_num_queries
):
    paperwork.void_case_paper(actor=story.cast.head1, paper=issued, reason="当事人名称有误")
    client = signed_in(story.cast.officer1)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("cases:paper_register")).content.decode()
    assert issued.number in page and "当事人名称有误" in page
    printed = client.get(reverse("cases:paper_register"), {"print": 1, "year": 2026})
    text = "".join(PdfReader(io.BytesIO(printed.content)).pages[0].extract_text().split())
    assert "文书台账" in text and "当事人名称有误" in text
    assert client.get(reverse("cases:paper_register"), {"print": 1, "q": "没有"}).status_code == 404


def test_the_register_is_exported_and_a_book_too_thick_is_refused(story, issued, signed_in, monkeypatch):
    client = signed_in(story.cast.officer1)
    rows = list(load_workbook(io.BytesIO(client.get(reverse("cases:paper_sheet")).content)).active.values)
    assert rows[0][:2] == ("文号", "文书") and rows[1][0] == issued.number
    monkeypatch.setattr("cases.views.register.PRINTED", 0)
    refused = client.get(reverse("cases:paper_register"), {"print": 1})
    assert refused.status_code == 422 and "请按年份" in refused.content.decode()


def test_the_register_shows_nobody_what_they_may_not_see(story, issued, signed_in):
    for person, seen in ((story.cast.leader1, True), (story.cast.officer4, False), (story.cast.admin1, False)):
        page = signed_in(person).get(reverse("cases:paper_register")).content.decode()
        assert (issued.number in page) is seen
