"""What lies in a file beside its papers: signed originals, receipts, vouchers, reports; and the measures that went with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from cases.enums import RecordKind
from cases.models import (
    Answer,
    Case,
    Commitment,
    Education,
    Hearing,
    Interview,
    Payment,
    Remedy,
    ServiceAddress,
    SoftMeasure,
    Statement,
    Transfer,
    UrgingService,
    WrittenQuery,
)
from records.models import StoredFile


@dataclass(frozen=True)
class Original:
    """One file, what to call it, its day, and the kind of paper it lies beside."""

    title: str
    file: StoredFile
    day: date
    beside: str


@dataclass(frozen=True)
class Place:
    """Where originals of one kind hang: `of` leads from the row to its file, or to its measure."""

    model: type[Model]
    of: str
    day: str
    title: str
    beside: str
    file: str = "file"


PLACES = (
    Place(UrgingService, "notice__filings__lead__case", "served_on", "通知书送达证明", "URGING_NOTICE", "proof"),
    Place(WrittenQuery, "act__case", "answered_on", "查询书答复原件", "QUERY"),
    Place(Answer, "offer__act__case", "answered_on", "征求意愿答复原件", "OFFER"),
    Place(Statement, "notice__procedure__act__case", "on", "陈述申辩原件", "STATEMENT_RECORD"),
    Place(Hearing, "notice__procedure__act__case", "held_on", "听证笔录签字原件", "HEARING_RECORD"),
    Place(Education, "act__case", "on", "教育记录签字原件", "EDUCATION_RECORD"),
    Place(Transfer, "act__case", "sent_at", "移送回执", "CRIME_TRANSFER", "receipt"),
    Place(ServiceAddress, "case", "confirmed_on", "送达地址确认书签字原件", "SERVICE_ADDRESS"),
    Place(Payment, "decision__act__case", "paid_on", "缴款票据", "EXECUTION_RECORD"),
    Place(Remedy, "decision__act__case", "result_on", "复议决定或者裁判文书", "FOLLOW_UP_RECORD"),
)
OF_MEASURES = (
    Place(Interview, "measure", "held_at", "约谈记录签字原件", "INTERVIEW_RECORD", "minutes"),
    Place(Commitment, "measure", "reported_on", "整改报告", "INTERVIEW_RECORD", "report_file"),
)


def measures_of(case: Case) -> list[SoftMeasure]:
    """The measures taken in the file, and those outside it whose escalation led to it, from the lowest rung on."""
    found = {row.pk: row for row in SoftMeasure.objects.filter(Q(case=case) | Q(lead__case=case)).order_by("pk")}
    below = [row.raised_from_id for row in found.values()]
    while wanted := [pk for pk in below if pk and pk not in found]:
        rows = list(SoftMeasure.objects.filter(pk__in=wanted))
        found |= {row.pk: row for row in rows}
        below = [row.raised_from_id for row in rows]
    return [found[pk] for pk in sorted(found)]


def originals_of(case: Case, measures: list[SoftMeasure]) -> Iterator[Original]:
    for place in PLACES:
        yield from _at(place, {place.of: case})
    for place in OF_MEASURES:
        yield from _at(place, {f"{place.of}__in": measures})
    for row in case.field_records.filter(file__isnull=False).select_related("file"):
        beside = "SCENE_RECORD" if row.kind == RecordKind.SCENE else "INQUIRY_RECORD"
        yield Original(f"{row.get_kind_display()}签字原件", row.file, _day(row.begun_at), beside)


def _at(place: Place, where: dict[str, Any]) -> Iterator[Original]:
    rows = place.model._default_manager.filter(**where, **{f"{place.file}__isnull": False}).select_related(place.file)
    for row in rows.distinct():
        day = attrgetter(place.day)(row)
        yield Original(place.title, getattr(row, place.file), _day(day), place.beside)


def _day(moment: date | datetime) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
