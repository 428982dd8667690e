"""Visits to enterprises against the published yearly limit; graded points of risk."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from parties.enums import RiskGrade, VisitGround
from parties.merging import kept_record, records_of
from parties.models import Party, RiskPoint, Visit, VisitLimit
from parties.services import STREAM
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event

COUNTED = frozenset({VisitGround.DRAWN, VisitGround.PLAN})

# Who opens the record of visits and the points of risk.
READERS = (Role.OFFICER, Role.HEAD, Role.LEADER)


def _need(text: str, missing: str, field: str) -> str:
    if not text.strip():
        raise DomainError(missing, field=field)
    return text.strip()


def publish_visit_limit(*, actor: User, year: int, most: int, published_on: date, source: str) -> VisitLimit:
    """Enter the limit that was published for a year; it stands from then on (国办发〔2024〕54号)."""
    if actor.role != Role.LEADER:
        raise NotAllowed("检查频次上限由局领导登记。请联系局领导。")
    if published_on > timezone.localdate():
        raise DomainError("公布日期不能晚于今天。请核对。", field="published_on")
    if VisitLimit.objects.filter(year=year).exists():
        raise WrongState(f"{year}年度的上限已经登记，不能改动。")
    with transaction.atomic():
        row = VisitLimit.objects.create(
            year=year,
            most=most,
            published_on=published_on,
            source=_need(source, "请填写公布的文件或者网址。", "source"),
            published_by=actor,
        )
        append_event(
            actor=actor,
            verb="visits.limit",
            subject=row,
            stream=("parties.visitlimit", row.pk),
            summary=f"登记{year}年度检查频次上限：同一企业{most}次",
            detail=row.source,
        )
    return row


def counted_in(party: Party, year: int) -> int:
    """Of the party, its merged records included."""
    return Visit.objects.filter(party__in=records_of([party.pk]), on__year=year, counts=True).count()


def record_visit(
    *, actor: User, party: Party, on: date, ground: str, choice: str, purpose: str, companion: User | None, found: str
) -> Visit:
    """Note a visit with its ground and how the enterprise was chosen; a check too many is refused before it is noted."""
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("入企记录由执法人员登记。请联系承办科室。")
    if ground not in VisitGround.values:
        raise DomainError("请选择事由。", field="ground")
    if on > timezone.localdate():
        raise DomainError("日期不能晚于今天。请核对。", field="on")
    if companion is None or companion.pk == actor.pk:
        raise DomainError("入企由两名执法人员进行，请选择另一名执法人员。", field="companion")
    for person in (actor, companion):
        if not person.certificate_valid(on=on):
            raise DomainError(f"{person.name}在那一天没有有效的统计执法证。", field="companion")
    with transaction.atomic():
        party = Party.objects.select_for_update().get(pk=kept_record(party).pk)
        counts = ground in COUNTED
        if counts:
            _within_limit(party, on.year)
        row = Visit.objects.create(
            party=party,
            on=on,
            ground=ground,
            choice=_need(choice, "请写明怎样选定这家企业：抽取批次、计划文号、线索或者案号。", "choice"),
            purpose=_need(purpose, "请填写检查事项。", "purpose"),
            first_officer=actor,
            second_officer=companion,
            found=_need(found, "请写明检查的情况。", "found"),
            counts=counts,
        )
        append_event(
            actor=actor,
            verb="visits.record",
            subject=row,
            stream=(STREAM, party.pk),
            summary=f"入企：{row.get_ground_display()}（{row.purpose}）",
            detail=row.found,
            after={"日期": on, "怎样选定": row.choice, "计入上限": counts},
        )
    return row


def _within_limit(party: Party, year: int) -> None:
    limit = VisitLimit.objects.filter(year=year).first()
    if limit is None:
        raise DomainError(f"还没有登记{year}年度公布的检查频次上限，请局领导先登记。", field="ground")
    done = counted_in(party, year)
    if done >= limit.most:
        raise DomainError(
            f"{year}年已经检查{done}次，到了公布的上限{limit.most}次，不能再作计划内检查。有线索的，请登记线索后按线索办理。",
            field="ground",
        )


def note_risk(
    *, actor: User, party: Party, grade: str, words: str, violation: str = "", prevention: str = ""
) -> RiskPoint:
    """A point of risk with its grade and what is to be done about it."""
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("风险点由执法人员或者科室负责人认定。请联系承办科室。")
    if grade not in RiskGrade.values:
        raise DomainError("请选择等级。", field="grade")
    try:
        with transaction.atomic():
            row = RiskPoint.objects.create(
                party=party,
                grade=grade,
                words=_need(words, "请填写风险点。", "words"),
                violation=violation,
                prevention=prevention.strip(),
                noted_on=timezone.localdate(),
                noted_by=actor,
            )
            append_event(
                actor=actor,
                verb="risk.note",
                subject=row,
                stream=(STREAM, party.pk),
                summary=f"认定风险点（{row.get_grade_display()}）：{row.words}",
                detail=row.prevention,
            )
    except IntegrityError as error:
        raise DomainError("这个风险点已经登记。", field="words") from error
    return row


def lift_risk(*, actor: User, point: RiskPoint, words: str) -> RiskPoint:
    """The point no longer holds; it stays readable."""
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("风险点由执法人员或者科室负责人解除。请联系承办科室。")
    with transaction.atomic():
        row = RiskPoint.objects.select_for_update().get(pk=point.pk)
        if row.lifted_on:
            raise WrongState("这个风险点已经解除。")
        row.lifted_on = timezone.localdate()
        row.lifted_words = _need(words, "请写明为什么解除。", "words")
        row.save()
        append_event(
            actor=actor,
            verb="risk.lift",
            subject=row,
            stream=(STREAM, row.party_id),
            summary=f"解除风险点：{row.words}",
            detail=row.lifted_words,
        )
    return row
