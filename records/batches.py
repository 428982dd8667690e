"""Batches of papers: prepared, approved by another person, made by background tasks that may die at any moment.

Two lanes work on one batch. A lane holds a lock of the database session, so a killed worker lets go of it at once. It takes the
next positions, gives them their numbers and commits; then it prints them one by one, each in a transaction of its own. So a
number is never lost (its row waits to be printed) and never given twice, and whoever takes over a lane begins with what is
numbered and not yet printed.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

import documents
from records import services
from records.enums import BatchState, PaperStatus
from records.errors import DomainError, NotAllowed, WrongState
from records.models import BatchItem, Paper, PaperBatch, PaperBytes
from records.verification import address, new_code

STREAM = "records.paperbatch"
LANES = (0, 1)
CHUNK = 8
LARGEST = 2000


@dataclass(frozen=True)
class Item:
    """One paper to be: whose file it belongs to, for whom, where to, and its context without date and number."""

    stream: str
    stream_id: int
    about: str
    address: str
    context: dict


@dataclass(frozen=True)
class Progress:
    total: int
    numbered: int
    made: int
    failed: int

    @property
    def percent(self) -> int:
        return 100 * (self.made + self.failed) // self.total if self.total else 100

    @property
    def left(self) -> int:
        return self.total - self.made - self.failed


@transaction.atomic
def prepare_batch(
    *, actor, kind: str, title: str, items: Sequence[Item], organ_word: str, is_duplex: bool = True
) -> PaperBatch:
    """All rows checked, nothing numbered. Refused with the first faults by name."""
    if not items:
        raise DomainError("这一批还没有对象。请至少选择一个当事人。", field="parties")
    if len(items) > LARGEST:
        raise DomainError(f"一批最多{LARGEST}件，现在有{len(items)}件。请分批制作。", field="parties")
    faults = [
        f"{item.about}：{fault}" for item in items for fault in documents.context_errors(kind, item.context, draft=True)
    ]
    if faults:
        more = f"另有{len(faults) - 3}处。" if len(faults) > 3 else ""
        raise DomainError("有的文书还不能制作。" + "".join(faults[:3]) + more)
    batch = PaperBatch.objects.create(
        kind=kind, title=title.strip()[:120], organ_word=organ_word, is_duplex=is_duplex, created_by=actor
    )
    BatchItem.objects.bulk_create(
        BatchItem(
            batch=batch,
            position=position,
            stream=item.stream,
            stream_id=item.stream_id,
            about=item.about[:160],
            address=item.address[:200],
            context=services.plain_json(item.context),
        )
        for position, item in enumerate(items, 1)
    )
    _log(batch, actor, "prepare_batch", f"准备批量{documents.CATALOGUE[kind].title}{len(items)}件")
    return batch


@transaction.atomic
def approve_batch(*, actor, batch: PaperBatch) -> PaperBatch:
    """签发: from here the papers are numbered and printed. Never by who prepared it."""
    batch = _locked(batch, {BatchState.PREPARED}, "这一批已经处理过，不能再批准。")
    if batch.created_by_id == actor.pk:
        raise NotAllowed("批量文书不能由制作人自己批准。请交科室负责人或者局领导批准。")
    batch.state, batch.approved_by, batch.approved_at = BatchState.RUNNING, actor, timezone.now()
    batch.save(update_fields=["state", "approved_by", "approved_at"])
    _log(batch, actor, "approve_batch", f"批准“{batch.title}”")
    _start(batch)
    return batch


@transaction.atomic
def refuse_batch(*, actor, batch: PaperBatch, reason: str) -> PaperBatch:
    batch = _locked(batch, {BatchState.PREPARED}, "这一批已经处理过，不能再退回。")
    batch.state, batch.reason = BatchState.REFUSED, _stated(reason, "请写明不批准的理由。")
    batch.save(update_fields=["state", "reason"])
    _log(batch, actor, "refuse_batch", f"不批准“{batch.title}”", batch.reason)
    return batch


@transaction.atomic
def stop_batch(*, actor, batch: PaperBatch, reason: str) -> PaperBatch:
    """No further number is given; the few that have one are still printed, so that no number is lost."""
    batch = _locked(batch, {BatchState.RUNNING}, "这一批没有在制作，不需要停止。")
    batch.state, batch.reason = BatchState.STOPPED, _stated(reason, "请写明停止的理由。")
    batch.save(update_fields=["state", "reason"])
    _log(batch, actor, "stop_batch", f"停止“{batch.title}”", batch.reason)
    return batch


@transaction.atomic
def resume_batch(*, actor, batch: PaperBatch) -> PaperBatch:
    """Go on after a stop, or after the worker died. Harmless while it is running: a lane runs only once."""
    batch = _locked(batch, {BatchState.RUNNING, BatchState.STOPPED}, "这一批不在制作中，不能继续。")
    batch.state, batch.reason = BatchState.RUNNING, ""
    batch.save(update_fields=["state", "reason"])
    _log(batch, actor, "resume_batch", f"继续“{batch.title}”")
    _start(batch)
    return batch


def progress(batch: PaperBatch) -> Progress:
    """One query, however many rows."""
    of = PaperStatus
    counts = batch.items.aggregate(
        total=Count("pk"),
        numbered=Count("pk", filter=Q(paper__isnull=False)),
        made=Count("pk", filter=Q(paper__status=of.ISSUED)),
        failed=Count("pk", filter=Q(paper__status=of.VOID)),
    )
    return Progress(**counts)


def is_alive(batch: PaperBatch) -> bool:
    """Does a worker hold one of its lanes right now?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND classid = %s AND objid = ANY(%s))",
            [batch.pk, list(LANES)],
        )
        return bool(cursor.fetchone()[0])


def resume_interrupted() -> int:
    """What a worker does first: batches that were running when the last worker died go on. Says how many."""
    stalled = [batch for batch in PaperBatch.objects.filter(state=BatchState.RUNNING) if not is_alive(batch)]
    stalled += [
        batch
        for batch in PaperBatch.objects.filter(
            state=BatchState.STOPPED, items__paper__status=PaperStatus.NUMBERED
        ).distinct()
        if not is_alive(batch)
    ]
    for batch in stalled:
        _start(batch)
    return len(stalled)


def run_lane(batch_pk: int, lane: int) -> None:
    """The work of one background task; may be started any number of times."""
    with _held(batch_pk, lane) as is_mine:
        if not is_mine:
            return
        batch = PaperBatch.objects.select_related("approved_by").get(pk=batch_pk)
        waiting = BatchItem.objects.filter(batch_id=batch_pk, lane=lane, paper__status=PaperStatus.NUMBERED)
        for item in list(waiting.select_related("paper")):
            _print(batch, item)
        while taken := _number_next(batch_pk, lane):
            for item in taken:
                _print(batch, item)
        _finish(batch_pk)


@contextmanager
def _held(batch_pk: int, lane: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [batch_pk, lane])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [batch_pk, lane])


@transaction.atomic
def _number_next(batch_pk: int, lane: int) -> list[BatchItem]:
    """The next positions get their numbers, in printing order; empty when there is nothing to take or it was stopped."""
    batch = PaperBatch.objects.select_for_update().get(pk=batch_pk)
    if batch.state != BatchState.RUNNING:
        return []
    items = list(batch.items.filter(paper__isnull=True).order_by("position")[:CHUNK])
    if not items:
        return []
    kind, today = documents.CATALOGUE[batch.kind], timezone.localdate()
    numbers = services.next_numbers(
        organ_word=batch.organ_word, number_word=kind.number_word, year=today.year, count=len(items)
    )
    for item, (sequence, number) in zip(items, numbers, strict=True):
        item.paper = Paper.objects.create(
            kind=batch.kind,
            title=kind.title,
            stream=item.stream,
            stream_id=item.stream_id,
            status=PaperStatus.NUMBERED,
            context=item.context | {"issued_on": today.isoformat()},
            number=number,
            organ_word=batch.organ_word,
            number_word=kind.number_word,
            year=today.year,
            sequence=sequence,
            verify_code=new_code(),
            created_by_id=batch.created_by_id,
            approved_by_id=batch.approved_by_id,
            approved_at=batch.approved_at,
        )
        item.lane = lane
    BatchItem.objects.bulk_update(items, ["paper", "lane"])
    return items


def _print(batch: PaperBatch, item: BatchItem) -> None:
    """Print and keep one numbered paper. One that cannot be printed is void, with the reason beside its number."""
    paper = item.paper
    try:
        pdf = documents.render(
            paper.kind, paper.context, draft=False, number=paper.number, verify=address(paper.verify_code)
        )
    except documents.PaperFault as fault:
        _give_up(item, str(fault))
        return
    with transaction.atomic():
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        if paper.status != PaperStatus.NUMBERED:
            return
        paper.status, paper.sha256 = PaperStatus.ISSUED, hashlib.sha256(pdf).hexdigest()
        paper.page_count = documents.page_count(pdf)
        paper.issued_by, paper.issued_at = batch.approved_by, timezone.now()
        paper.save(update_fields=["status", "sha256", "page_count", "issued_by", "issued_at"])
        services.keep_bytes(actor=batch.approved_by, paper=paper, pdf=pdf)
        services.append_event(
            actor=batch.approved_by,
            verb="issue_paper",
            subject=paper,
            stream=(item.stream, item.stream_id),
            summary=f"批量制发{paper.title} {paper.number}",
            after={"文号": paper.number, "SHA-256": paper.sha256, "批次": batch.title},
        )


@transaction.atomic
def _give_up(item: BatchItem, reason: str) -> None:
    paper = Paper.objects.select_for_update().get(pk=item.paper_id)
    if paper.status == PaperStatus.NUMBERED:
        paper.status, paper.void_reason = PaperStatus.VOID, f"制作失败：{reason}"[:300]
        paper.save(update_fields=["status", "void_reason"])
        _log(item.batch, None, "void_paper", f"{paper.number}作废", paper.void_reason)


@transaction.atomic
def _finish(batch_pk: int) -> None:
    """The lane that leaves nothing behind merges what was made, in printing order, and tells who asked for it."""
    batch = PaperBatch.objects.select_for_update(of=("self",)).select_related("created_by").get(pk=batch_pk)
    counted = progress(batch)
    if batch.state == BatchState.DONE or counted.numbered > counted.made + counted.failed:
        return
    if batch.state == BatchState.RUNNING and counted.left:
        return
    rows = batch.items.filter(paper__status=PaperStatus.ISSUED).order_by("position")
    if counted.made:
        pdfs = PaperBytes.objects.filter(paper__batch_item__in=rows).order_by("paper__batch_item__position")
        merged = documents.merge((bytes(row.pdf) for row in pdfs.iterator(chunk_size=20)), duplex=batch.is_duplex)
        batch.merged = services.store_file(actor=batch.created_by, name=f"{batch.title}.pdf", content=merged)
        lines = rows.values_list("about", "address", "paper__number")
        labels = documents.labels([documents.Label(*line) for line in lines])
        batch.labels = services.store_file(actor=batch.created_by, name=f"{batch.title}标签.pdf", content=labels)
    if batch.state == BatchState.RUNNING:
        batch.state, batch.finished_at = BatchState.DONE, timezone.now()
    batch.save(update_fields=["state", "finished_at", "merged", "labels"])
    said = f"“{batch.title}”已制作{counted.made}件" + (f"，{counted.failed}件没有做成" if counted.failed else "")
    _log(batch, None, "finish_batch", said)
    services.notify(user=batch.created_by, text=said)


def _start(batch: PaperBatch) -> None:
    from records.tasks import make_papers

    for lane in LANES:
        transaction.on_commit(lambda lane=lane: make_papers.enqueue(batch.pk, lane))


def _locked(batch: PaperBatch, states: set[str], refusal: str) -> PaperBatch:
    found = PaperBatch.objects.select_for_update().get(pk=batch.pk)
    if found.state not in states:
        raise WrongState(refusal)
    return found


def _stated(reason: str, missing: str) -> str:
    if not reason.strip():
        raise DomainError(missing, field="reason")
    return reason.strip()[:300]


def _log(batch: PaperBatch, actor, verb: str, summary: str, detail: str = "") -> None:
    services.append_event(
        actor=actor, verb=verb, subject=batch, stream=(STREAM, batch.pk), summary=summary, detail=detail
    )
