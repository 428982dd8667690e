"""Writes of this room: the event log, stored files, papers and their numbers. Callers hold the transaction."""

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone

import documents
from records import chain, uploads
from records.chain import event_hash, plain_json
from records.enums import FilingKind, PaperStatus, Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Notice, NumberSeries, Paper, PaperBytes, PaperFiling, PaperRevision, StoredFile
from records.verification import address, new_code

SYSTEM_NAME = "系统"
PARTY_NAME = "当事人"


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
            before=plain_json(before or {}),
            after=plain_json(after or {}),
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
            actor_name=actor.name if actor else SYSTEM_NAME,
            verb=verb,
            summary=summary[:300],
            object_kind=subject._meta.label_lower,
            object_id=subject.pk,
            before={},
            after=plain_json(after),
        )
        event.hash = event_hash(event)
        events.append(event)
    Event.objects.bulk_create(events)


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
    entry = (stored, chain.FILE, f"保存文件，{stored.size}字节", chain.file_facts(stored))
    append_first_events(actor=actor, verb="file.store", entries=[entry])
    return stored


def draft_paper(
    *, actor, kind: str, stream: tuple[str, int], context: Mapping[str, Any], corrects: Paper | None = None
) -> Paper:
    """A paper that can still be changed: no number, watermark when printed. `corrects`: the issued one it mends."""
    return Paper.objects.create(
        kind=kind,
        title=documents.CATALOGUE[kind].title,
        stream=stream[0],
        stream_id=stream[1],
        context=plain_json(context),
        created_by=actor,
        corrects=corrects,
    )


def revise_paper(*, paper: Paper, context: Mapping[str, Any], actor=None) -> Paper:
    """Change a draft. By a person (`actor`) the change is kept and an earlier approval falls; the system only completes."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.status != PaperStatus.DRAFT:
        raise WrongState(f"{paper.title}已经制发，不能修改。需要改正的，请制作更正文书。")
    before, after = paper.context, plain_json(context)
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    paper.context = after
    if actor is not None and changed:
        paper.approved_by = paper.approved_at = None
        PaperRevision.objects.create(
            paper=paper,
            by=actor,
            before={name: before.get(name) for name in changed},
            after={name: after.get(name) for name in changed},
        )
    paper.save(update_fields=["context", "approved_by", "approved_at"])
    return paper


def approve_paper(*, actor, paper: Paper) -> Paper:
    """审签 a draft as it stands; whoever drafted or last changed it may not."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.status != PaperStatus.DRAFT:
        raise WrongState(f"{paper.title}已经制发，不需要审签。")
    if missing := documents.context_errors(paper.kind, paper.context, draft=True):
        raise DomainError("草稿还没有填好，不能审签：" + "；".join(words.rstrip("。") for words in missing) + "。")
    last = paper.revisions.last()
    if actor.pk in {paper.created_by_id, last.by_id if last else None}:
        raise NotAllowed("起草人、修改人不能审签自己的文书。请交另一位负责人审签。")
    paper.approved_by, paper.approved_at = actor, timezone.now()
    paper.save(update_fields=["approved_by", "approved_at"])
    return paper


def file_to_paper(*, actor, paper: Paper, kind: str, name: str, content: bytes, note: str = "") -> PaperFiling:
    """A scan with signatures and seal, or a proof of service, kept under the number of its paper."""
    if paper.status != PaperStatus.ISSUED:
        raise WrongState(f"{paper.title}还没有制发，不能归入扫描件。请先制发。")
    if kind not in FilingKind.values:
        raise DomainError("请选择附件的种类。", field="kind")
    stored = store_file(actor=actor, name=name, content=content)
    return PaperFiling.objects.create(paper=paper, kind=kind, file=stored, note=note.strip()[:200], by=actor)


def next_number(*, organ_word: str, number_word: str, year: int) -> tuple[int, str]:
    """The next number of the series, under lock until the transaction ends: (sequence, text)."""
    [number] = next_numbers(organ_word=organ_word, number_word=number_word, year=year, count=1)
    return number


def next_numbers(*, organ_word: str, number_word: str, year: int, count: int) -> list[tuple[int, str]]:
    """The next numbers of the series in one go, each (sequence, text)."""
    NumberSeries.objects.get_or_create(organ_word=organ_word, number_word=number_word, year=year)
    series = NumberSeries.objects.select_for_update().get(organ_word=organ_word, number_word=number_word, year=year)
    first, series.last = series.last + 1, series.last + count
    series.save(update_fields=["last"])
    return [(number, f"{organ_word}{number_word}〔{year}〕{number}号") for number in range(first, series.last + 1)]


@transaction.atomic
def issue_paper(*, actor, paper: Paper, organ_word: str, door: tuple[str, str] | None = None) -> Paper:
    """Give the number, render once, keep bytes and hash. Refused with the list of what is missing.

    `door`: address and code of the party's own page, printed beside the code of verification and kept nowhere else.
    """
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
    paper.verify_code = new_code()
    verify = address(paper.verify_code)
    pdf = documents.render(paper.kind, paper.context, draft=False, number=paper.number, verify=verify, door=door)
    paper.status = PaperStatus.ISSUED
    paper.sha256 = hashlib.sha256(pdf).hexdigest()
    paper.page_count = documents.page_count(pdf)
    paper.issued_by, paper.issued_at = actor, now
    paper.save()
    keep_bytes(actor=actor, paper=paper, pdf=pdf)
    return paper


def keep_bytes(*, actor, paper: Paper, pdf: bytes) -> None:
    """The print of a paper just issued, and the first event of its own chain: hash of the bytes, words of the register."""
    PaperBytes.objects.create(paper=paper, pdf=pdf)
    entry = (paper, chain.PAPER, f"制发{paper.title} {paper.number}".strip(), chain.paper_facts(paper))
    append_first_events(actor=actor, verb="paper.issue", entries=[entry])


@transaction.atomic
def void_paper(*, paper: Paper, reason: str, actor=None) -> Paper:
    """The number stays used; the paper says why it counts no more."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.status != PaperStatus.ISSUED:
        raise WrongState("只有已经制发的文书才需要作废；草稿可以直接修改。")
    if not reason.strip():
        raise DomainError("请写明作废的理由。", field="reason")
    paper.status, paper.void_reason = PaperStatus.VOID, reason.strip()
    paper.save(update_fields=["status", "void_reason"])
    append_event(
        actor=actor,
        verb="paper.void",
        subject=paper,
        stream=(chain.PAPER, paper.pk),
        summary=f"{paper.title} {paper.number}".strip() + "作废",
        after={"作废理由": paper.void_reason},
    )
    return paper


def notify(*, user, text: str, link: str = "") -> Notice:
    return Notice.objects.create(user=user, text=text[:300], link=link)
