"""The pages of imported lists: who opens them, what they show, and that every write is a POST of somebody who may."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from cases.models import IntakeBatch, LateFiling
from cases.todo import todo
from tests.cases import lists
from tests.cases.test_intake import desk, hand_in, run  # noqa: F401

pytestmark = pytest.mark.django_db
READS = ("batch", "file", "faults", "papers")
POSTS = ("confirm", "halt", "go_on", "drop", "sign")
ROW_POSTS = ("mend", "party")
DESK = ("list", "urging", "urging_papers", "urging_sheet", "calendar")
DESK_POSTS = ("urge", "urging_issue", "urging_serve", "urging_review")
OTHERS = {"remind", "lead_paper", "new", "template", "urging_filed", "urging_proof"}


@pytest.fixture
def batch(desk) -> IntakeBatch:  # noqa: F811
    return hand_in(desk.officer1, [lists.row(1), lists.row(2, submitted="2026-06-31"), lists.row(3, submitted="")])


def url(name: str, batch: IntakeBatch) -> str:
    if name in ROW_POSTS:
        return reverse(f"intake:{name}", args=[batch.pk, 3])
    return reverse(f"intake:{name}", args=[] if name in DESK + DESK_POSTS else [batch.pk])


def test_every_page_is_in_one_of_these_tables():
    names = {pattern.name for pattern in get_resolver("cases.urls_intake").url_patterns}
    assert names == {*READS, *POSTS, *ROW_POSTS, *DESK, *DESK_POSTS} | OTHERS


@pytest.mark.parametrize("name", READS)
def test_the_section_and_the_leaders_open_a_list_and_nobody_else(batch, desk, signed_in, name):  # noqa: F811
    for person in (desk.officer1, desk.head1, desk.leader1):
        assert signed_in(person).get(url(name, batch)).status_code in {200, 302}, person.role
    for person in (desk.officer3, desk.head2):
        assert signed_in(person).get(url(name, batch)).status_code == 404
    for person in (desk.admin1, desk.auditor1, desk.reviewer1, desk.supervisor1):
        assert signed_in(person).get(url(name, batch)).status_code in {403, 404}


@pytest.mark.parametrize("name", POSTS + ROW_POSTS + DESK_POSTS)
def test_a_write_is_not_to_be_had_by_get_nor_by_strangers(batch, desk, signed_in, name):  # noqa: F811
    assert signed_in(desk.officer1).get(url(name, batch)).status_code == 405
    if name not in DESK_POSTS:
        assert signed_in(desk.officer3).post(url(name, batch), {"party": "new"}).status_code == 404
    assert signed_in(desk.admin1).post(url(name, batch), {"party": "new"}).status_code in {403, 404}
    batch.refresh_from_db()
    assert batch.state == "checked" and not LateFiling.objects.exists()


def test_the_preview_names_every_fault_and_mends_it_in_place(batch, desk, signed_in):  # noqa: F811
    client = signed_in(desk.officer1)
    shown = client.get(url("batch", batch)).content.decode()
    assert "1行有错误" in shown and "没有这一天：2026年6月31日" in shown and "首违" in shown
    assert 'name="submitted"' in client.get(url("batch", batch), {"edit": "3"}).content.decode()
    client.post(url("mend", batch), {"submitted": "2026-06-09"})
    assert "行有错误" not in client.get(url("batch", batch)).content.decode()


def test_the_list_of_imports_says_how_many_rows_wait_for_a_signature(batch, desk, signed_in):  # noqa: F811
    client = signed_in(desk.head1)
    assert "待签署" not in client.get(url("list", batch)).content.decode()
    run(desk.officer1, batch)
    assert "1行待签署" in client.get(url("list", batch)).content.decode()
    assert 'name="submitted"' not in client.get(url("batch", batch), {"edit": "3", "tab": "all"}).content.decode()


def test_a_file_that_cannot_be_used_is_answered_beside_the_field_and_nothing_is_kept(desk, signed_in):  # noqa: F811
    upload = SimpleUploadedFile("a.xlsx", lists.xlsx([["x"]], ["金额"]))
    answer = signed_in(desk.officer1).post(
        reverse("intake:new", args=["late_list"]), {"upload": upload, "harm": "none"}
    )
    assert answer.status_code == 422 and "没有找到栏目" in answer.content.decode()
    assert not IntakeBatch.objects.exists()


def test_uploaded_it_is_worked_out_and_shown(desk, signed_in):  # noqa: F811
    upload = SimpleUploadedFile("a.csv", lists.csv([lists.row(1)], encoding="gbk"))
    answer = signed_in(desk.officer1).post(
        reverse("intake:new", args=["late_list"]), {"upload": upload, "harm": "none", "screened": "on"}, follow=True
    )
    assert "核对导入预览" in answer.content.decode() and IntakeBatch.objects.get().rows.get().plan == "decline"


def test_the_head_signs_what_is_ticked_and_prints(desk, signed_in, real_pdf):  # noqa: F811
    batch = run(desk.officer1, hand_in(desk.officer1, [lists.row(1)]))
    client = signed_in(desk.head1)
    assert "签署勾选的各行" in client.get(url("batch", batch)).content.decode()
    assert "签署勾选的各行" not in signed_in(desk.officer2).get(url("batch", batch)).content.decode()
    signed_in(desk.head1).post(url("sign", batch), {"lines": ["2"], "act": "sign"})
    answer = client.get(url("papers", batch))
    assert answer["Content-Type"] == "application/pdf" and answer.content[:5] == b"%PDF-"
    lead = batch.rows.get().lead
    address = reverse("intake:lead_paper", args=[lead.papers.get().pk])
    assert address in client.get(reverse("cases:lead", args=[lead.pk])).content.decode()
    assert client.get(address).content[:5] == b"%PDF-"
    assert signed_in(desk.officer3).get(address).status_code == 404


def test_the_start_page_has_one_line_for_many_rows(desk):  # noqa: F811
    run(desk.officer1, hand_in(desk.officer1, [lists.row(1), lists.row(2), lists.row(3, submitted="")]))
    titles = [row.title for row in todo(desk.head1, date(2026, 6, 9))]
    assert titles == ["签署不立案（2行）", "催报（1项）"]
    assert [row.title for row in todo(desk.officer1, date(2026, 6, 9))] == ["催报（1项）"]


def test_a_page_of_rows_costs_the_same_for_three_rows_and_for_fifty(desk, signed_in, django_assert_max_num_queries):  # noqa: F811
    batch = hand_in(desk.officer1, [lists.row(n) for n in range(1, 61)])
    client = signed_in(desk.officer1)
    with django_assert_max_num_queries(24):
        shown = client.get(url("batch", batch)).content.decode()
    assert "后面的行" in shown


def test_the_samples_and_the_report_are_sheets(batch, desk, signed_in):  # noqa: F811
    client = signed_in(desk.officer1)
    for address in (reverse("intake:template", args=["late_list"]), url("faults", batch)):
        assert client.get(address)["Content-Type"].endswith("spreadsheetml.sheet")


def test_urging_goes_from_the_tick_to_the_proof(batch, desk, signed_in):  # noqa: F811
    run(desk.officer1, batch)
    client = signed_in(desk.officer1)
    filing = LateFiling.objects.get(submitted_on=None)
    client.post(reverse("intake:urge"), {"rows": [filing.pk], "deadline": "2026-06-11"})
    notice = filing.urgings.get()
    assert notice.paper.number == "黔统催〔2026〕1号"
    assert "黔统催〔2026〕1号" in client.get(reverse("intake:urging"), {"tab": "serve"}).content.decode()
    proof = SimpleUploadedFile("p.pdf", b"%PDF-1.7 x")
    client.post(
        reverse("intake:urging_serve"),
        {"rows": [notice.pk], "means": "platform", "served_on": "2026-06-09", "proof": proof},
    )
    service = notice.services.get()
    assert service.is_proved
    assert client.get(reverse("intake:urging_proof", args=[service.pk])).status_code == 200
    assert signed_in(desk.officer3).get(reverse("intake:urging_proof", args=[service.pk])).status_code == 404
    signed_in(desk.officer1).post(reverse("intake:urging_filed", args=[filing.pk]), {"submitted_on": "2026-06-09"})
    answer = client.post(
        reverse("intake:urging_review"), {"rows": [filing.pk], "harm": "none", "screened": "on"}, follow=True
    )
    assert "核对导入预览" in answer.content.decode()


def test_the_newest_list_stands_first_and_older_ones_on_the_next_screen(batch, desk, signed_in):  # noqa: F811
    for _ in range(30):
        IntakeBatch.objects.create(
            kind="past", section=batch.section, file=batch.file, total=1, uploaded_by=desk.officer1, state="dropped"
        )
    client = signed_in(desk.officer1)
    first = client.get(reverse("intake:list"))
    shown = [one for one, _ in first.context["batches"]]
    assert batch in [
        one for one, _ in client.get(reverse("intake:list") + first.context["next_url"]).context["batches"]
    ]
    assert len(shown) == 30 and shown[0].pk > shown[-1].pk and batch not in shown
