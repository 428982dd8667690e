"""Verbs of the detectors: run them, ask, answer, close, change a threshold."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.powers import acts_as
from cases.models import Case, Lead
from oversight.book import book_of, chinese_names
from oversight.detection.cell import Cell
from oversight.detection.run import detect
from oversight.detection.thresholds import MEANINGS, WHOLE, Thresholds, with_values
from oversight.detection.words import question
from oversight.models import DetectorRun, DetectorSetting, Finding, FindingAnswer, FindingClosing
from oversight.models.detection import ClosingResult
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event, notify, plain_json

STREAM = "oversight.finding"
SETTINGS = ("oversight.detectorsetting", 1)
YEAR = timedelta(days=365)
SHOWN = Decimal("0.01")


def thresholds_on(on: date) -> Thresholds:
    """The thresholds in force on a day: the defaults where supervision has set nothing."""
    values: dict[str, Decimal] = {}
    for row in DetectorSetting.objects.filter(effective_from__lte=on).order_by("effective_from", "pk"):
        values[row.name] = row.value
    return with_values(values)


def _supervisor(actor: User, what: str) -> None:
    if actor.role != Role.SUPERVISOR:
        raise NotAllowed(f"{what}由内部监督人员办理。请联系监督人员。")


@transaction.atomic
def set_threshold(
    *, actor: User, name: str, value: Decimal | None, effective_from: date | None, reason: str
) -> DetectorSetting:
    """Change a threshold from a day on; what earlier runs used stays with them."""
    _supervisor(actor, "调整阈值")
    if name not in MEANINGS:
        raise DomainError("请选择要调整的阈值。", field="name")
    meaning = MEANINGS[name]
    if value is None or not meaning.least <= value <= meaning.most:
        raise DomainError(f"“{meaning.name}”应在{meaning.least}至{meaning.most}之间。", field="value")
    if name in WHOLE and value != value.to_integral_value():
        raise DomainError(f"“{meaning.name}”应为整数。", field="value")
    if effective_from is None or effective_from < timezone.localdate():
        raise DomainError("生效日期不能早于今天，已经作出的检测不因此改变。", field="effective_from")
    if not reason.strip():
        raise DomainError("请写明调整的理由。", field="reason")
    before = getattr(thresholds_on(effective_from), name)
    row = DetectorSetting.objects.create(
        name=name, value=value, effective_from=effective_from, reason=reason.strip(), set_by=actor
    )
    append_event(
        actor=actor,
        verb="set_threshold",
        subject=row,
        stream=SETTINGS,
        summary=f"检测阈值“{meaning.name}”由{before}改为{value}",
        detail=row.reason,
        before={"value": str(before)},
        after={"value": str(value), "effective_from": effective_from},
    )
    return row


@transaction.atomic
def run_detectors(*, actor: User | None, on: date | None = None) -> DetectorRun:
    """Look over the last year and ask what has not been asked yet. `actor` None: the weekly run."""
    if actor is not None:
        _supervisor(actor, "检测")
    until = on or timezone.localdate()
    limits, book = thresholds_on(until), book_of(since=until - YEAR, until=until)
    asked = detect(book, limits)
    fresh = _not_asked_before(asked)
    run = DetectorRun.objects.create(
        since=book.since,
        until=until,
        cases=len({row.case for row in book.cases}),
        leads=len(book.leads),
        grievances=len(book.grievances),
        thresholds=plain_json(asdict(limits)),
        asked=len(asked),
        fresh=len(fresh),
        started_by=actor,
    )
    names = chinese_names()
    for cell in fresh:
        _ask(actor, run, cell, question(cell, names))
    return run


def _not_asked_before(asked: Sequence[Cell]) -> list[Cell]:
    """What is still open is not asked again; what was closed is asked again only with new cases."""
    earlier: dict[tuple[str, str], list[tuple[bool, set[int], set[int]]]] = {}
    rows = Finding.objects.filter(detector__in={cell.detector for cell in asked}).select_related("closing")
    for row in rows.prefetch_related("cases", "leads"):
        cases, leads = {case.pk for case in row.cases.all()}, {lead.pk for lead in row.leads.all()}
        earlier.setdefault((row.detector, row.sign), []).append((row.is_closed, cases, leads))

    def known(cell: Cell) -> bool:
        mine = {*cell.cases, *(-lead for lead in cell.leads)}
        for closed, cases, leads in earlier.get((cell.detector, cell.sign), ()):
            theirs = {*cases, *(-lead for lead in leads)}
            same = len(mine & theirs)
            if same == len(mine) or (not closed and 2 * same >= min(len(mine), len(theirs))):
                return True
        return False

    return [cell for cell in asked if not known(cell)]


def _section_of(cell: Cell) -> int | None:
    """The section asked: that of most of the rows."""
    sections: list[int] = list(Case.objects.filter(pk__in=cell.cases).values_list("section_id", flat=True))
    if not sections:
        sections = list(Lead.objects.filter(pk__in=cell.leads).values_list("section_id", flat=True))
    return max(sorted(set(sections)), key=sections.count, default=None)


def _ask(actor: User | None, run: DetectorRun, cell: Cell, words: str) -> None:
    section = _section_of(cell)
    if section is None:
        return
    row = Finding.objects.create(
        run=run,
        detector=cell.detector,
        sign=cell.sign,
        key=cell.key[:300],
        section_id=section,
        question=words,
        size=cell.size,
        count=cell.count,
        expected=Decimal(cell.expected).quantize(SHOWN),
        effect=Decimal(cell.effect).quantize(SHOWN),
        chance=cell.chance,
        since=cell.since,
        until=cell.until,
    )
    row.cases.set(cell.cases)
    row.leads.set(cell.leads)
    log(row, actor, "ask_finding", f"{row.get_detector_display()}：向{row.section.name}提出问题", detail=words)
    for head in User.objects.filter(role=Role.HEAD, section_id=section, is_active=True):
        notify(user=head, text=f"检测提示（{row.get_detector_display()}）：请说明情况。", link=_link(row))


def _link(row: Finding) -> str:
    return reverse("finding", args=[row.pk])


def log(row: Finding, actor: User | None, verb: str, summary: str, **more) -> None:
    append_event(actor=actor, verb=verb, subject=row, stream=(STREAM, row.pk), summary=summary, **more)


def _locked(finding: Finding) -> Finding:
    row = Finding.objects.select_for_update().get(pk=finding.pk)
    if row.is_closed:
        raise WrongState("这个问题已经办结，不能再说明或者办结。")
    return row


@transaction.atomic
def answer_finding(*, actor: User, finding: Finding, words: str) -> FindingAnswer:
    """The head of the section asked says what lies behind it; more may be said until it is closed."""
    row = _locked(finding)
    signature = acts_as(actor, Role.HEAD, on=timezone.localdate(), section_id=row.section_id)
    if signature is None:
        raise NotAllowed(f"由{row.section.name}负责人说明。请联系该科室负责人。")
    if len(words.strip()) < 10:
        raise DomainError("请写明情况和原因，不少于10个字。", field="words")
    answer = FindingAnswer.objects.create(
        finding=row, words=words.strip(), answered_by=actor, answered_for=signature.for_user
    )
    log(row, actor, "answer_finding", f"{row.section.name}说明：{words.strip()[:120]}", detail=words.strip())
    for one in User.objects.filter(role=Role.SUPERVISOR, is_active=True):
        notify(user=one, text=f"{row.section.name}已说明（{row.get_detector_display()}），请办结。", link=_link(row))
    return answer


@transaction.atomic
def close_finding(*, actor: User, finding: Finding, result: str, words: str) -> FindingClosing:
    """Supervision ends the question with a result and its reasons, once the section has been heard."""
    row = _locked(finding)
    _supervisor(actor, "办结")
    if not row.answers.exists():
        raise WrongState("科室还没有说明，不能办结。请先听取科室的说明。")
    if row.answers.filter(answered_by=actor).exists():
        raise NotAllowed("不能办结本人说明的问题，请由其他监督人员办结。")
    if result not in ClosingResult.values:
        raise DomainError("请选择办结结果。", field="result")
    if not words.strip():
        raise DomainError("请写明办结意见。", field="words")
    closing = FindingClosing.objects.create(finding=row, result=result, words=words.strip(), closed_by=actor)
    log(row, actor, "close_finding", f"办结：{closing.get_result_display()}", detail=closing.words)
    for head in User.objects.filter(role=Role.HEAD, section_id=row.section_id, is_active=True):
        notify(user=head, text=f"检测提示已办结：{closing.get_result_display()}。", link=_link(row))
    return closing
