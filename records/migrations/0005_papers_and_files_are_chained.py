from django.db import migrations
from django.utils import timezone

from records import chain

STEP = 500


def _chain(event, rows, *, stream, kind, verb, facts, summary) -> None:
    events = []
    for row in rows:
        first = event(
            stream=stream,
            stream_id=row.pk,
            sequence=1,
            at=timezone.now(),
            actor_name="系统",
            verb=verb,
            summary=summary(row)[:300],
            weight="record",
            object_kind=kind,
            object_id=row.pk,
            before={},
            after=chain.plain_json(facts(row)),
        )
        first.hash = chain.event_hash(first)
        events.append(first)
        if len(events) == STEP:
            event.objects.bulk_create(events)
            events = []
    event.objects.bulk_create(events)


def chain_what_is_there(apps, schema_editor) -> None:
    """Papers issued and files stored before there were chains for them begin theirs as they are today."""
    event, paper, file = (apps.get_model("records", name) for name in ("Event", "Paper", "StoredFile"))
    issued = paper.objects.exclude(sha256="").filter(issued_at__isnull=False).order_by("pk")
    _chain(
        event,
        issued.iterator(chunk_size=STEP),
        stream=chain.PAPER,
        kind="records.paper",
        verb="paper.issue",
        facts=chain.paper_facts,
        summary=lambda row: f"登记此前制发的{row.title} {row.number}".strip(),
    )
    _chain(
        event,
        file.objects.order_by("pk").iterator(chunk_size=STEP),
        stream=chain.FILE,
        kind="records.storedfile",
        verb="file.store",
        facts=chain.file_facts,
        summary=lambda row: f"登记此前保存的文件，{row.size}字节",
    )
    for row in issued.filter(status="void").iterator(chunk_size=STEP):
        first = event.objects.get(stream=chain.PAPER, stream_id=row.pk, sequence=1)
        second = event(
            stream=chain.PAPER,
            stream_id=row.pk,
            sequence=2,
            at=timezone.now(),
            actor_name="系统",
            verb="paper.void",
            summary=f"{row.title} {row.number}".strip() + "作废",
            weight="record",
            object_kind="records.paper",
            object_id=row.pk,
            before={},
            after={"作废理由": row.void_reason},
            previous_hash=first.hash,
        )
        second.hash = chain.event_hash(second)
        second.save(force_insert=True)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_heads_and_seals"),
    ]

    operations = [
        migrations.RunPython(chain_what_is_there, migrations.RunPython.noop),
    ]
