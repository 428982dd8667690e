"""What goes into the volume of a file, in the order of the procedure: papers, receipts, evidence, other files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from operator import itemgetter

from django.db.models import Q, QuerySet
from django.utils import timezone

import documents
from cases.law import law_on
from cases.models import Case, Evidence, SoftMeasure
from cases.originals import measures_of, originals_of
from cases.outcomes import outcome_words
from cases.papers_soft import organ, party
from documents import volume
from documents.words import groups, zh_date
from records.enums import PaperStatus
from records.models import Paper, StoredFile

# The order of a volume: what opened the file, what was found, what was told, decided, served, done.
ORDER = (
    "FILING_APPROVAL", "RECUSAL_DECISION", "INSPECTION_NOTICE", "SCENE_RECORD", "INQUIRY_RECORD", "QUERY",
    "PRESERVATION_NOTICE", "PRESERVATION_DISPOSAL", "URGING_NOTICE", "FIRST_OFFENCE_CHECK", "CORRECTION_ORDER",
    "RECHECK_RECORD", "INVESTIGATION_REPORT", "OFFER", "PENALTY_NOTICE", "HEARING_RIGHT_NOTICE", "STATEMENT_RECORD",
    "HEARING_NOTICE", "HEARING_RECORD", "HEARING_REPORT", "LEGAL_REVIEW", "DISCUSSION_RECORD", "DECISION_APPROVAL",
    "EXTENSION_APPROVAL", "NO_PENALTY_DECISION", "PENALTY_DECISION", "ON_SPOT_PENALTY", "MINOR_WARNING", "ADMONITION",
    "REMINDER", "GUIDANCE", "INTERVIEW_NOTICE", "INTERVIEW_RECORD", "EDUCATION_RECORD", "TRANSFER_APPROVAL",
    "CRIME_TRANSFER", "JURISDICTION_TRANSFER", "DISCIPLINE_PROPOSAL", "SERVICE_ADDRESS", "SERVICE_RECEIPT",
    "INSTALMENT_APPROVAL", "PAYMENT_DEMAND", "ENFORCEMENT_APPLICATION", "EXECUTION_RECORD", "PUBLICATION_RECORD",
    "FOLLOW_UP_RECORD", "PAPER_CORRECTION", "CLOSING_APPROVAL",
)  # fmt: skip
PLACE = {kind: number for number, kind in enumerate(ORDER)}
SIZE_WORDS = "原件按校验值存于系统，不能打印"


@dataclass(frozen=True)
class Item:
    """One line of the contents: what it is and its pages as PDF."""

    title: str
    number: str
    made_on: date
    content: bytes
    note: str = ""


def items_of(case: Case) -> list[Item]:
    """Everything in the order of the volume. Material that cannot be printed is a sheet with its hash."""
    found = [*_papers(case)]
    if evidence := list(case.evidence.select_related("file").prefetch_related("facts")):
        found.append(_evidence_list(case, evidence))
        found += [_evidence(row) for row in evidence]
    return found


def _of(case: Case, measures: list[SoftMeasure]) -> QuerySet[Paper]:
    """Papers of the file, of what led to it and of the measures that went with it."""
    ours = (
        Q(in_case__case=case)
        | Q(in_lead__lead__case=case)
        | Q(in_urging__filings__lead__case=case)
        | Q(in_measure__measure__in=measures)
    )
    return Paper.objects.filter(ours).distinct()


def left_out(case: Case) -> list[str]:
    """Drafts that were never issued, by name: they do not go into the volume."""
    drafts = _of(case, measures_of(case)).filter(status=PaperStatus.DRAFT)
    return [paper.title for paper in sorted(drafts, key=lambda paper: (_place(paper.kind), paper.pk))]


def _papers(case: Case) -> Iterator[Item]:
    """What was issued, each paper followed by its originals."""
    measures = measures_of(case)
    papers = _of(case, measures).filter(status=PaperStatus.ISSUED)
    found = []
    for paper in papers.select_related("stored", "service__receipt", "in_measure").prefetch_related("filings__file"):
        found.append((_place(paper.kind), paper.issued_at, list(_paper(paper))))
    for row in originals_of(case, measures):
        moment = datetime.combine(row.day, time.max, timezone.get_current_timezone())
        found.append((_place(row.beside), moment, [_file(row.file, row.title, row.day)]))
    for _, _, items in sorted(found, key=itemgetter(0, 1)):
        yield from items


def _place(kind: str) -> int:
    return PLACE.get(kind, len(ORDER))


def _paper(paper: Paper) -> Iterator[Item]:
    day = timezone.localtime(paper.issued_at).date()
    note = ""
    if (row := getattr(paper, "in_measure", None)) and row.served_on:
        note = f"{zh_date(row.served_on)}{row.get_method_display()}，{row.recipient}签收"
    yield Item(paper.title, paper.number, day, _printable(bytes(paper.stored.pdf), paper.title, paper.sha256), note)
    service = getattr(paper, "service", None)
    if service and service.receipt:
        yield _file(service.receipt, f"{paper.title}送达回证", service.served_on)
    for filing in paper.filings.all():
        yield _file(filing.file, f"{paper.title}（{filing.get_kind_display()}）", timezone.localtime(filing.at).date())


def _printable(content: bytes, title: str, digest: str) -> bytes:
    return content if volume.readable(content) else volume.slip(title, [SIZE_WORDS, f"SHA-256：{groups(digest)}"])


def _file(stored: StoredFile, title: str, day: date) -> Item:
    with stored.content.open("rb") as handle:
        content = handle.read()
    sheet = content if volume.readable(content) else b""
    if not sheet and stored.content_type.startswith("image/"):
        sheet = volume.picture(content)
    lines = [stored.name, f"{stored.content_type}，{stored.size}字节", SIZE_WORDS, f"SHA-256：{groups(stored.sha256)}"]
    return Item(title, "", day, sheet or volume.slip(title, lines))


def _evidence(row: Evidence) -> Item:
    day = timezone.localtime(row.added_at).date()
    found = _file(row.file, f"证据{row.number} {row.title}", day)
    return Item(found.title, "", day, found.content, row.get_kind_display())


def _evidence_list(case: Case, evidence: list[Evidence]) -> Item:
    """The list with the hash of every piece, so that each can be checked against the stored bytes."""
    today = timezone.localdate()
    facts = law_on(today).facts
    act = case.acts.first()
    context = {
        "organ": organ(),
        "party": party(case.party),
        "case_number": case.number,
        "offence": act.violation_name if act else "",
        "evidence": [
            {
                "name": row.title,
                "kind": row.get_kind_display(),
                "source": f"{row.source or '未写明'}；SHA-256 {groups(row.file.sha256)}",
                "proves": "、".join(
                    dict.fromkeys(facts[fact.key].label for fact in row.facts.all() if fact.key in facts)
                ),
            }
            for row in evidence
        ],
        "made_on": today,
    }
    content = documents.render("EVIDENCE_LIST", context, draft=False)
    return Item("证据清单", "", today, _printable(content, "证据清单", ""))


def result_words(case: Case) -> str:
    said = []
    for act in case.acts.all():
        decision = getattr(act, "decision", None)
        said.append(f"行为{act.order}：{outcome_words(decision.outcome) if decision else act.get_state_display()}")
    return "；".join(said)


def bound(case: Case, *, archivist: str, keep: str, part: int) -> tuple[bytes, int, list[dict[str, str]]]:
    """The PDF, its number of pages and its contents."""
    items, today = items_of(case), timezone.localdate()
    counts = [volume.readable(item.content) for item in items]
    contents, page = [], 1
    for item, count in zip(items, counts, strict=True):
        contents.append(
            {
                "title": item.title,
                "number": item.number,
                "made_on": item.made_on.isoformat(),
                "page": f"{page}—{page + count - 1}" if count > 1 else str(page),
                "note": item.note,
            }
        )
        page += count
    officers = case.officers.filter(until_on__isnull=True).select_related("user")
    cover = {
        "organ": organ(),
        "party": party(case.party),
        "case_number": case.number,
        "offence": "；".join(act.violation_name for act in case.acts.all()),
        "result": result_words(case),
        "filed_on": case.filed_on,
        "closed_on": case.closed_on,
        "handlers": [row.user.name for row in officers],
        "archived_on": today,
        "archivist": archivist,
        "pages": page - 1,
        "keep": keep,
        "archive_number": f"{case.number}第{part}卷",
    }
    table = {"organ": organ(), "case_number": case.number, "items": contents, "made_on": today}
    front = [
        _printable(documents.render("FILE_COVER", cover, draft=False), "行政执法案卷", ""),
        _printable(documents.render("FILE_CONTENTS", table, draft=False), "卷内目录", ""),
    ]
    return volume.bind(front, [item.content for item in items]), page - 1, contents
