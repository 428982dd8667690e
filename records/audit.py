"""Proves the log whole, or names where it is broken: seals, chains, papers, files. Reads one moment of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection, transaction

from records import chain, seals
from records.audit_objects import broken_files, broken_papers
from records.audit_seals import broken_heads, broken_seals
from records.breaks import Break, Counts
from records.models import Event, StreamHead

CHUNK = 5000
FEW = 20


class Row(NamedTuple):
    """An event as its hash needs it, without the weight of a model."""

    stream: str
    stream_id: int
    sequence: int
    at: object
    actor_id: int | None
    actor_name: str
    verb: str
    summary: str
    detail: str
    weight: str
    object_kind: str
    object_id: int
    before: object
    after: object
    previous_hash: str
    hash: str


@dataclass
class Report:
    counts: Counts = field(default_factory=Counts)
    breaks: list[Break] = field(default_factory=list)
    head: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.breaks


def verify(*, printed_head: str = "") -> Report:
    """Everything. `printed_head` is a seal once printed: it must still stand in the chain."""
    with _one_moment():
        report = Report(head=seals.final_head())
        _collect(report, broken_seals(report.counts, printed_head))
        _collect(report, broken_heads())
        _collect(report, broken_chains(report.counts))
        _collect(report, broken_papers(report.counts))
        _collect(report, broken_files(report.counts))
    return report


def verify_stream(stream: str, stream_id: int) -> Report:
    """One file: its chain and head, its seals, its papers, and the stored files its events speak of."""
    with _one_moment():
        head = StreamHead.objects.filter(stream=stream, stream_id=stream_id).first()
        report = Report(head=head.hash if head else "")
        _collect(report, broken_heads(stream, stream_id))
        said: set[str] = set()
        _collect(report, broken_chains(report.counts, stream, stream_id, said))
        _collect(report, broken_papers(report.counts, stream, stream_id))
        _collect(report, broken_files(report.counts, stream, stream_id, said))
    return report


def is_known(stream: str, stream_id: int) -> bool:
    mine = {"stream": stream, "stream_id": stream_id}
    return Event.objects.filter(**mine).exists() or StreamHead.objects.filter(**mine).exists()


def broken_chains(
    counts: Counts, stream: str = "", stream_id: int = 0, said: set[str] | None = None
) -> Iterator[Break]:
    """Event by event in the order of the chains; of each chain only the first fault. `said` gathers hashes of files."""
    rows = Event.objects.order_by("stream", "stream_id", "sequence")
    if stream:
        rows = rows.filter(stream=stream, stream_id=stream_id)
    here, expected, previous, is_broken = ("", 0), 0, "", False
    for values in rows.values_list(*Row._fields).iterator(chunk_size=CHUNK):
        row = Row(*values)
        counts.events += 1
        if (row.stream, row.stream_id) != here:
            here, expected, previous, is_broken = (row.stream, row.stream_id), 0, "", False
            counts.streams += 1
        expected += 1
        if said is not None and isinstance(row.after, dict):
            said.add(str(row.after.get("SHA-256", "")))
        if is_broken:
            continue
        if fault := _fault(row, expected, previous):
            is_broken = True
            yield Break(f"{row.stream}/{row.stream_id}", fault)
        previous = row.hash


def _fault(row: Row, expected: int, previous: str) -> str:
    if row.sequence != expected:
        return f"第{expected}条事件缺失，接着的是第{row.sequence}条。"
    if row.previous_hash != previous:
        return f"第{row.sequence}条事件与上一条接不上。"
    if row.hash != chain.event_hash(row):
        return f"第{row.sequence}条事件（{row.verb}）的内容与校验值不符，记录被改动。"
    return ""


def first_broken_link(stream: str, stream_id: int) -> Event | None:
    """Walk one file's chain; the first event that does not fit, or None."""
    previous = ""
    for expected, event in enumerate(Event.objects.of(stream, stream_id), start=1):
        if event.sequence != expected or event.previous_hash != previous or event.hash != chain.event_hash(event):
            return event
        previous = event.hash
    return None


def _collect(report: Report, found: Iterator[Break]) -> None:
    """Everything is walked, since the counts are part of the answer; only the first faults are told."""
    for one in found:
        if len(report.breaks) < FEW:
            report.breaks.append(one)


@contextmanager
def _one_moment() -> Iterator[None]:
    """A snapshot: people go on working while we read."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
