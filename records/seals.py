"""The daily seal: where every chain ends, bound into one chain. Only reads the heads, so nobody waits for it."""

from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from records import chain
from records.models import DailySeal, SealedHead
from records.services import append_event

STREAM_ID = 1
UNSEALED = """
    SELECT h.stream, h.stream_id, h.sequence, h.hash FROM records_streamhead h
    WHERE NOT EXISTS (SELECT 1 FROM records_sealedhead s
        WHERE s.stream = h.stream AND s.stream_id = h.stream_id AND s.sequence = h.sequence)
    ORDER BY h.stream COLLATE "C", h.stream_id
"""


def unsealed() -> list[tuple[str, int, int, str]]:
    """(stream, number, sequence, hash) of every chain that grew since the last seal."""
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED)
        return cursor.fetchall()


def latest(*, on: date | None = None) -> DailySeal | None:
    """The newest seal, or the newest that reaches no further than that day: what a paper of the day prints as its head."""
    seals = DailySeal.objects.order_by("-number")
    return (seals.filter(day__lte=on) if on else seals).first()


def final_head() -> str:
    """One hash over the whole log: the last seal and whatever grew since. Equal data have equal heads."""
    last = latest()
    return chain.sha256(f"{last.hash if last else ''}\n{chain.root_of(unsealed())}")


@transaction.atomic
def seal(*, day: date, actor=None) -> DailySeal:
    """Seal up to that day. A day without acts is sealed too; one already sealed again only if something grew since."""
    if day > timezone.localdate():
        raise ValueError(f"{day} has not come yet")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('daily seal', 0))")
    last, heads = latest(), unsealed()
    grew = any(stream != chain.SEAL for stream, *_ in heads)
    if last and (last.day > day or (last.day == day and not grew)):
        return last
    made = DailySeal(
        number=last.number + 1 if last else 1,
        day=day,
        made_at=timezone.now(),
        streams=len(heads),
        root=chain.root_of(heads),
        previous_hash=last.hash if last else "",
    )
    made.hash = chain.seal_hash(made)
    made.save(force_insert=True)
    SealedHead.objects.bulk_create(
        (
            SealedHead(seal=made, stream=stream, stream_id=number, sequence=sequence, hash=head)
            for stream, number, sequence, head in heads
        ),
        batch_size=5000,
    )
    append_event(
        actor=actor,
        verb="seal.make",
        subject=made,
        stream=(chain.SEAL, STREAM_ID),
        summary=f"第{made.number}号日封存，{made.streams}个卷宗",
        after={"封存号": made.number, "封存到": made.day, "校验值": made.hash},
    )
    return made


def seal_yesterday() -> DailySeal:
    return seal(day=timezone.localdate() - timedelta(days=1))


def next_time() -> datetime:
    """Ten past midnight of tomorrow."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time(0, 10)))
