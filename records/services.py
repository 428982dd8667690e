"""Writes of this room: the event log, stored files, papers and their numbers. Callers hold the transaction."""

import hashlib
import json
import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

import documents
from records import uploads
from records.enums import PaperStatus, Weight
from records.errors import DomainError, WrongState
from records.models import Event, Notice, NumberSeries, Paper, PaperBytes, StoredFile

SYSTEM_NAME = "系统"
PARTY_NAME = "当事人"


def canonical_json(value: Any) -> str:
    """One spelling per value, so that equal values have equal hashes."""
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        cls=DjangoJSONEncoder,
    )


def event_hash(event: Event) -> str:
    """SHA-256 over the previous hash and everything the row says."""
    said = {
        "stream": [event.stream, event.stream_id, event.sequence],
        "at": event.at.astimezone(timezone.get_default_timezone()).isoformat(timespec="microseconds"),
        "actor": [event.actor_id, event.actor_name],
        "verb": event.verb,
        "summary": event.summary,
        "detail": event.detail,
        "weight": event.weight,
        "object": [event.object_kind, event.object_id],
        "before": event.before,
        "after": event.after,
        "previous": event.previous_hash,
    }
    return hashlib.sha256(canonical_json(said).encode()).hexdigest()


def append_event(
    *,
    actor,
    verb: str,
    subject,
    stream: tuple[str, int],
    summary: str,
    detail: str = "",
    weight: str = Weight.RECORD,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Event:
    """Add one row to the file's chain. `actor` None means the party or the system; say which in `summary`."""
    kind, number = stream
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"event:{kind}:{number}"],
            )
        last = Event.objects.filter(stream=kind, stream_id=number).order_by("-sequence").first()
        event = Event(
            stream=kind,
            stream_id=number,
            sequence=last.sequence + 1 if last else 1,
            at=timezone.now(),
            actor=actor,
            actor_name=actor.name if actor else (PARTY_NAME if weight == Weight.PARTY else SYSTEM_NAME),
            verb=verb,
            summary=summary[:300],
            detail=detail[:600],
            weight=weight,
            object_kind=subject._meta.label_lower,
            object_id=subject.pk,
            before=json.loads(canonical_json(before or {})),
            after=json.loads(canonical_json(after or {})),
            previous_hash=last.hash if last else "",
        )
        event.hash = event_hash(event)
        event.save(force_insert=True)
    return event


def append_first_events(*, actor, verb: str, entries: Iterable[tuple[Any, str, str, Mapping[str, Any]]]) -> None:
    """The first event of many objects made a moment ago in this transaction: (object, stream, summary, after).

    Their streams are empty and nobody else knows them yet, so no lock and no last event is asked for.
    """
    now, events = timezone.now(), []
    for subject, stream, summary, after in entries:
        event = Event(
            stream=stream,
            stream_id=subject.pk,
            sequence=1,
            at=now,
            actor=actor,
            actor_name=actor.name,
            verb=verb,
            summary=summary[:300],
            object_kind=subject._meta.label_lower,
            object_id=subject.pk,
            before={},
            after=json.loads(canonical_json(after)),
        )
        event.hash = event_hash(event)
        events.append(event)
    Event.objects.bulk_create(events)


def first_broken_link(stream: str, stream_id: int) -> Event | None:
    """Walk one file's chain; the first event that does not fit, or None."""
    previous = ""
    for expected, event in enumerate(Event.objects.of(stream, stream_id), start=1):
        if event.sequence != expected or event.previous_hash != previous or event.hash != event_hash(event):
            return event
        previous = event.hash
    return None


def store_file(*, actor, name: str, content: bytes) -> StoredFile:
    """Keep handed-in bytes with their hash; the type comes from the content."""
    name = posixpath.basename(name.replace("\\", "/")).strip() or "未命名文件"
    found = uploads.check(name=name, content=content, limit=settings.FLEX_UPLOAD_LIMIT)
    digest = hashlib.sha256(content).hexdigest()
    stored = StoredFile(
        name=name[-200:],
        content_type=found.content_type,
        size=len(content),
        sha256=digest,
        uploaded_by=actor,
    )
    stored.content.save(f"{digest}{found.suffix}", ContentFile(content), save=False)
    stored.save(force_insert=True)
    return stored


def draft_paper(*, actor, kind: str, stream: tuple[str, int], context: Mapping[str, Any]) -> Paper:
    """A paper that can still be changed: no number, watermark when printed."""
    return Paper.objects.create(
        kind=kind,
        title=documents.CATALOGUE[kind].title,
        stream=stream[0],
        stream_id=stream[1],
        context=json.loads(canonical_json(context)),
        created_by=actor,
    )


def revise_paper(*, paper: Paper, context: Mapping[str, Any]) -> Paper:
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.status != PaperStatus.DRAFT:
        raise WrongState(f"{paper.title}已经制发，不能修改。需要改正的，请制作更正文书。")
    paper.context = json.loads(canonical_json(context))
    paper.save(update_fields=["context"])
    return paper


def next_number(*, organ_word: str, number_word: str, year: int) -> tuple[int, str]:
    """The next number of the series, under lock until the transaction ends: (sequence, text)."""
    NumberSeries.objects.get_or_create(organ_word=organ_word, number_word=number_word, year=year)
    series = NumberSeries.objects.select_for_update().get(organ_word=organ_word, number_word=number_word, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last, f"{organ_word}{number_word}〔{year}〕{series.last}号"


@transaction.atomic
def issue_paper(*, actor, paper: Paper, organ_word: str) -> Paper:
    """Give the number, render once, keep bytes and hash. Refused with the list of what is missing."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.status != PaperStatus.DRAFT:
        raise WrongState(f"{paper.title}已经制发，文号{paper.number}。")
    missing = documents.context_errors(paper.kind, paper.context)
    if missing:
        raise DomainError("文书还不能制发：" + "；".join(sentence.rstrip("。") for sentence in missing) + "。")
    kind = documents.CATALOGUE[paper.kind]
    now = timezone.localtime()
    if kind.number_word:
        paper.organ_word, paper.number_word, paper.year = (
            organ_word,
            kind.number_word,
            now.year,
        )
        paper.sequence, paper.number = next_number(organ_word=organ_word, number_word=kind.number_word, year=now.year)
    pdf = documents.render(paper.kind, paper.context, draft=False, number=paper.number)
    paper.status = PaperStatus.ISSUED
    paper.sha256 = hashlib.sha256(pdf).hexdigest()
    paper.page_count = documents.page_count(pdf)
    paper.issued_by, paper.issued_at = actor, now
    paper.save()
    PaperBytes.objects.create(paper=paper, pdf=pdf)
    return paper


@transaction.atomic
def void_paper(*, paper: Paper, reason: str) -> Paper:
    """The number stays used; the paper says why it counts no more."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.status != PaperStatus.ISSUED:
        raise WrongState("只有已经制发的文书才需要作废；草稿可以直接修改。")
    if not reason.strip():
        raise DomainError("请写明作废的理由。", field="reason")
    paper.status, paper.void_reason = PaperStatus.VOID, reason.strip()
    paper.save(update_fields=["status", "void_reason"])
    return paper


def notify(*, user, text: str, link: str = "") -> Notice:
    return Notice.objects.create(user=user, text=text[:300], link=link)
