"""Batches: checked and approved before a number is given, printed in order, stopped and resumed without a hole."""

import io

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

import documents
from records import batches, services
from records.enums import BatchState, PaperStatus
from records.errors import DomainError, NotAllowed, WrongState
from records.models import BatchItem, Event, Notice, NumberSeries, Paper
from tests.records.batches import items, prepared, sequences

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def approved(cast, batch):
    """Numbered and allowed; its tasks are left to the test."""
    return batches.approve_batch(actor=cast.head1, batch=batch)


def run(batch):
    for lane in batches.LANES:
        batches.run_lane(batch.pk, lane)
    batch.refresh_from_db()
    return batch


def test_a_batch_is_numbered_in_printing_order_and_merged(cast):
    batch = run(approved(cast, prepared(cast, 5)))
    assert batch.state == BatchState.DONE and sequences() == [1, 2, 3, 4, 5]
    rows = batch.items.select_related("paper__stored").order_by("position")
    assert [row.paper.sequence for row in rows] == [row.position for row in rows]
    assert all(row.paper.status == PaperStatus.ISSUED and row.paper.approved_by == cast.head1 for row in rows)
    assert len({row.paper.sha256 for row in rows}) == 5
    merged = PdfReader(io.BytesIO(batch.merged.content.read()))
    assert len(merged.pages) == 10
    for position, row in enumerate(rows):
        text = "".join(merged.pages[2 * position].extract_text().split())
        assert row.about in text and row.paper.number in text
        assert merged.pages[2 * position + 1].extract_text() == ""


def test_one_sided_printing_needs_no_blank_pages(cast):
    batch = run(approved(cast, prepared(cast, 2, is_duplex=False)))
    assert documents.page_count(batch.merged.content.read()) == 2


def test_the_labels_name_everybody_in_the_same_order(cast):
    batch = run(approved(cast, prepared(cast, 3)))
    text = "".join(PdfReader(io.BytesIO(batch.labels.content.read())).pages[0].extract_text().split())
    places = [text.index(f"重庆第{number}建材有限公司收") for number in (1, 2, 3)]
    assert places == sorted(places) and "黔统提示〔2026〕3号" in text or sequences() == [1, 2, 3]


def test_who_prepared_a_batch_cannot_approve_it(cast):
    batch = prepared(cast)
    with pytest.raises(NotAllowed, match="不能由制作人自己批准"):
        batches.approve_batch(actor=cast.officer1, batch=batch)
    assert Paper.objects.count() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        type(batch).objects.filter(pk=batch.pk).update(
            state="running", approved_by=cast.officer1, approved_at="2026-06-01T00:00Z"
        )


def test_no_number_is_given_before_the_approval(cast):
    batch = prepared(cast)
    run(batch)
    assert Paper.objects.count() == 0 and NumberSeries.objects.count() == 0
    assert batch.state == BatchState.PREPARED


def test_a_faulty_row_is_named_before_anything_is_made(cast):
    rows = items(2)
    rows[1].context["risks"] = []
    with pytest.raises(DomainError, match="重庆第2建材有限公司：请填写“风险点”"):
        batches.prepare_batch(actor=cast.officer1, kind="REMINDER", title="提醒", items=rows, organ_word="黔统")


def test_an_empty_and_an_immense_batch_are_refused(cast):
    for count, words in ((0, "还没有对象"), (batches.LARGEST + 1, "最多2000件")):
        rows = items(1) * count
        with pytest.raises(DomainError, match=words):
            batches.prepare_batch(actor=cast.officer1, kind="REMINDER", title="提醒", items=rows, organ_word="黔统")


def test_a_stopped_batch_finishes_what_has_a_number_and_goes_on_later(cast):
    batch = approved(cast, prepared(cast, 12))
    taken = batches._number_next(batch.pk, 0)
    batches.stop_batch(actor=cast.officer1, batch=batch, reason="收件地址有误")
    run(batch)
    assert batch.state == BatchState.STOPPED and batches.progress(batch).made == len(taken) == batches.CHUNK
    assert batch.merged is not None
    batches.resume_batch(actor=cast.officer1, batch=batch)
    run(batch)
    assert batch.state == BatchState.DONE and sequences() == list(range(1, 13))


def test_a_lane_that_died_between_number_and_print_is_taken_over(cast):
    batch = approved(cast, prepared(cast, 5))
    batches._number_next(batch.pk, 0)
    before = dict(BatchItem.objects.values_list("position", "paper__number"))
    run(batch)
    assert dict(BatchItem.objects.values_list("position", "paper__number")) == before
    assert batch.state == BatchState.DONE and sequences() == [1, 2, 3, 4, 5]


def test_running_a_lane_again_makes_nothing_twice(cast):
    run(run(approved(cast, prepared(cast, 4))))
    assert Paper.objects.count() == 4
    assert Event.objects.filter(verb="finish_batch").count() == 1


def test_a_paper_that_cannot_be_printed_keeps_its_number_with_the_reason(cast, monkeypatch):
    batch = approved(cast, prepared(cast, 3))
    whole = documents.render

    def failing(code, context, **more):
        if "第2" in context["party"]["name"]:
            raise documents.PaperFault(["字体缺少“𬭎”"])
        return whole(code, context, **more)

    monkeypatch.setattr(documents, "render", failing)
    run(batch)
    void = Paper.objects.get(status=PaperStatus.VOID)
    assert "字体缺少" in void.void_reason and sequences() == [1, 2, 3]
    assert batch.state == BatchState.DONE and batches.progress(batch).failed == 1
    assert documents.page_count(batch.merged.content.read()) == 4


def test_every_verb_leaves_a_log_row_and_the_end_is_told(cast):
    batch = prepared(cast, 1)
    run(approved(cast, batch))
    verbs = list(Event.objects.of(batches.STREAM, batch.pk).values_list("verb", flat=True))
    assert verbs == ["prepare_batch", "approve_batch", "finish_batch"]
    assert Event.objects.of("parties.party", 1).get().summary.startswith("批量制发提醒函 黔统提示〔")
    assert Notice.objects.get(user=cast.officer1).text == "“5月月报提醒”已制作1件"


def test_verbs_are_refused_from_the_wrong_state(cast):
    batch = prepared(cast, 1)
    with pytest.raises(WrongState):
        batches.stop_batch(actor=cast.officer1, batch=batch, reason="停")
    with pytest.raises(WrongState):
        batches.resume_batch(actor=cast.officer1, batch=batch)
    with pytest.raises(DomainError, match="理由"):
        batches.refuse_batch(actor=cast.head1, batch=batch, reason=" ")
    batches.refuse_batch(actor=cast.head1, batch=batch, reason="内容不妥")
    with pytest.raises(WrongState):
        approved(cast, batch)


def test_the_database_keeps_rows_and_numbers_as_they_are(cast):
    batch = approved(cast, prepared(cast, 2))
    batches._number_next(batch.pk, 0)
    item, paper = batch.items.first(), Paper.objects.order_by("sequence").first()
    for change in (
        lambda: BatchItem.objects.filter(pk=item.pk).update(paper=None),
        lambda: BatchItem.objects.filter(pk=item.pk).update(context={}),
        lambda: Paper.objects.filter(pk=paper.pk).update(number="黔统提示〔2026〕9号"),
        lambda: Paper.objects.filter(pk=paper.pk).delete(),
        lambda: NumberSeries.objects.update(last=0),
        lambda: NumberSeries.objects.all().delete(),
    ):
        with pytest.raises(Exception, match="不能|protected"), transaction.atomic():
            change()


def test_a_number_never_jumps(cast):
    services.next_numbers(organ_word="黔统", number_word="提示", year=2026, count=4)
    rows = dict(kind="REMINDER", title="提醒函", stream="x", stream_id=1, created_by=cast.officer1, year=2026)
    with pytest.raises(IntegrityError, match="跳号"), transaction.atomic():
        Paper.objects.create(organ_word="黔统", number_word="提示", sequence=4, number="黔统提示〔2026〕4号", **rows)


def test_progress_is_one_query(cast, django_assert_num_queries):
    batch = prepared(cast, 20)
    with django_assert_num_queries(1):
        assert batches.progress(batch).left == 20
