"""Pages of batches: a list of parties becomes a batch, the head approves, everything is made and can be printed."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from records import batches
from records.models import Paper, PaperBatch
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(story):
    names = [f"重庆第{number}建材有限公司" for number in range(1, 4)]
    for name in names:
        factories.party(name, by=story.cast.officer1)
    return {
        "title": "5月工业月报提醒",
        "violation": "LATE",
        "subject": "按时报送2026年5月工业月报",
        "reason": "2026年5月工业月报将于6月10日截止报送。",
        "risks": "只在截止当日填报，遇到系统拥堵就会迟报",
        "todo": "报送5月工业月报|2026-06-10\n每月截止日前两天完成填报",
        "phone": "023-79220001",
        "parties": "\n".join(names),
        "is_duplex": "on",
    }


def post(client, name, *args, **data):
    return client.post(reverse(f"cases:{name}", args=args), data)


def prepared(signed_in, story, sent):
    assert post(signed_in(story.cast.officer1), "batch_new", **sent).status_code == 302
    return PaperBatch.objects.get()


def test_a_batch_is_prepared_approved_and_made(real_pdf, story, sent, signed_in, django_capture_on_commit_callbacks):
    batch = prepared(signed_in, story, sent)
    page = signed_in(story.cast.officer1).get(reverse("cases:batch", args=[batch.pk])).content.decode()
    assert "等待批准" in page and Paper.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert post(signed_in(story.cast.head1), "batch_approve", batch.pk).status_code == 302
    batch.refresh_from_db()
    assert batch.state == "done" and Paper.objects.filter(status="issued").count() == 3
    client = signed_in(story.cast.officer1)
    for what in ("merged", "labels"):
        answer = client.get(reverse("cases:batch_file", args=[batch.pk, what]))
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    paper = Paper.objects.first()
    assert client.get(reverse("cases:register_pdf", args=[paper.pk])).content == bytes(paper.stored.pdf)
    assert "迟报统计资料的，责令改正，给予警告" in str(paper.context["consequence"])


def test_a_line_that_is_no_party_is_named_and_nothing_typed_is_lost(story, sent, signed_in):
    sent["parties"] += "\n没有登记的公司"
    answer = post(signed_in(story.cast.officer1), "batch_new", **sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "没有登记：没有登记的公司" in page and "重庆第2建材有限公司" in page
    assert not PaperBatch.objects.exists()


def test_a_party_twice_in_the_list_is_refused(story, sent, signed_in):
    sent["parties"] += "\n重庆第1建材有限公司"
    answer = post(signed_in(story.cast.officer1), "batch_new", **sent)
    assert answer.status_code == 422 and "出现了两次" in answer.content.decode()


def test_only_another_head_or_leader_approves(story, sent, signed_in):
    batch = prepared(signed_in, story, sent)
    for person in (story.cast.officer1, story.cast.officer2):
        answer = post(signed_in(person), "batch_approve", batch.pk)
        assert answer.status_code == 422 and "由制作人以外的科室负责人或者局领导" in answer.content.decode()
    batch.refresh_from_db()
    assert batch.state == "prepared"


def test_strangers_do_not_see_a_batch_and_verbs_refuse_get(story, sent, signed_in):
    batch = prepared(signed_in, story, sent)
    address = reverse("cases:batch", args=[batch.pk])
    assert signed_in(story.cast.officer4).get(address).status_code == 404
    assert signed_in(story.cast.admin1).get(address).status_code == 403
    client = signed_in(story.cast.head1)
    for name in ("approve", "refuse"):
        assert client.get(reverse(f"cases:batch_{name}", args=[batch.pk])).status_code == 405
    for name in ("stop", "resume"):
        assert client.get(reverse(f"cases:batch_{name}", args=[batch.pk])).status_code == 405


def test_a_refused_batch_says_why_and_gives_no_number(story, sent, signed_in):
    batch = prepared(signed_in, story, sent)
    client = signed_in(story.cast.head1)
    assert post(client, "batch_refuse", batch.pk, reason="").status_code == 422
    assert post(client, "batch_refuse", batch.pk, reason="内容不妥").status_code == 302
    assert "内容不妥" in client.get(reverse("cases:batch", args=[batch.pk])).content.decode()
    assert Paper.objects.count() == 0


def test_stop_and_resume_from_the_page(real_pdf, story, sent, signed_in, django_capture_on_commit_callbacks):
    batch = prepared(signed_in, story, sent)
    batches.approve_batch(actor=story.cast.head1, batch=batch)
    client = signed_in(story.cast.officer1)
    page = client.get(reverse("cases:batch", args=[batch.pk])).content.decode()
    assert "后台任务还没有开始，或者中途停了" in page
    assert post(client, "batch_stop", batch.pk, reason="地址有误").status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        assert post(client, "batch_resume", batch.pk).status_code == 302
    batch.refresh_from_db()
    assert batch.state == "done"


def test_the_preview_of_a_row_is_its_paper(story, sent, signed_in):
    batch = prepared(signed_in, story, sent)
    client = signed_in(story.cast.head1)
    page = client.get(reverse("cases:batch_preview", args=[batch.pk, 2])).content.decode()
    assert "重庆第2建材有限公司" in page and "草稿" in page


def test_the_list_of_batches_is_for_those_who_work_with_them(story, sent, signed_in):
    prepared(signed_in, story, sent)
    assert "5月工业月报提醒" in signed_in(story.cast.leader1).get(reverse("cases:batches")).content.decode()
    assert "5月工业月报提醒" not in signed_in(story.cast.head2).get(reverse("cases:batches")).content.decode()
    assert signed_in(story.cast.auditor1).get(reverse("cases:batches")).status_code == 403
    assert story.cast.auditor1.role == Role.AUDITOR


def test_the_page_of_a_batch_asks_few_questions(story, sent, signed_in, django_assert_max_num_queries):
    batch = prepared(signed_in, story, sent)
    client = signed_in(story.cast.head1)
    with django_assert_max_num_queries(16):
        client.get(reverse("cases:batch", args=[batch.pk]))
