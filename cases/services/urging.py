"""Verbs of urging (催报): notices for what has not been filed, issued in batch, and what is known of their service."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS
from accounts.models import Bureau, User
from cases.enums_intake import IntakeKind, UrgingMeans
from cases.imports import late
from cases.law import law_on, trade_terms
from cases.models import IntakeBatch, LateFiling, UrgingNotice, UrgingService
from cases.papers_leads import urging
from cases.services.intake import hand_in
from cases.services.move import not_later_than_today, stated, translated
from documents.words import zh_date
from parties.models import Party
from records import services as records
from records.enums import PaperStatus
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event, store_file
from records.workbooks import workbook
from rules.deadlines import add_working_days, legal_day

STREAM = "cases.urging"


def enabled() -> bool:
    """Whether the bureau's pack knows urging."""
    return bool(trade_terms("urging"))


def usual_deadline(on: date) -> date:
    """So many working days as the pack says."""
    return legal_day(add_working_days(on, int(trade_terms("urging")["working_days"]), law_on(on).calendar).on)


def _worker(actor: User, section_id: int) -> None:
    if actor.role not in CASE_WORKERS or actor.section_id != section_id:
        raise NotAllowed("催报由承办科室的执法人员或科室负责人办理。请联系承办科室。")


def draft_notices(*, actor: User, filings: Iterable[LateFiling], deadline: date) -> list[UrgingNotice]:
    """One notice for each party with everything of it that is asked for here; papers are issued by `issue_notice`."""
    if not enabled():
        raise DomainError("本局没有启用催报。")
    today = timezone.localdate()
    if deadline < today:
        raise DomainError(f"催报期限不能早于今天（{zh_date(today)}）。", field="deadline")
    asked = [row.pk for row in filings]
    with translated(), transaction.atomic():
        rows = list(
            LateFiling.objects.select_for_update(of=("self",)).filter(pk__in=asked).select_related("party", "section")
        )
        for row in rows:
            _worker(actor, row.section_id)
        rows = [row for row in rows if row.submitted_on is None and not _urged_already(row, today)]
        if not rows:
            raise DomainError("没有需要催报的报表：选中的都已报送，或者催报期限还没有到。", field="filings")
        by_party: dict[Party, list[LateFiling]] = {}
        for row in rows:
            by_party.setdefault(row.party, []).append(row)
        return [_draft(actor, party, owed, deadline) for party, owed in by_party.items()]


def _urged_already(row: LateFiling, on: date) -> bool:
    return row.urgings.filter(deadline__gte=on).exists()


def _draft(actor: User, party: Party, owed: list[LateFiling], deadline: date) -> UrgingNotice:
    notice = UrgingNotice.objects.create(party=party, section=owed[0].section, deadline=deadline, made_by=actor)
    notice.filings.set(owed)
    append_event(
        actor=actor,
        verb="urging.draft",
        subject=notice,
        stream=(STREAM, notice.pk),
        summary=f"催报{party.name}{len(owed)}张表，限{zh_date(deadline)}以前报送",
        after={"报表": [row.title for row in owed], "期限": deadline},
    )
    return notice


def issue_notice(*, actor: User, notice: UrgingNotice) -> UrgingNotice:
    """The paper with its number; filed in the meantime, it is not issued any more."""
    with translated(), transaction.atomic():
        notice = UrgingNotice.objects.select_for_update(of=("self",)).select_related("party").get(pk=notice.pk)
        _worker(actor, notice.section_id)
        if notice.paper_id is not None:
            raise WrongState(f"催报通知书已经制发：{notice.paper.number}。")
        today = timezone.localdate()
        owed = list(notice.filings.open().order_by("due_on", "pk"))
        if not owed:
            raise WrongState(f"{notice.party.name}已经报送，不用再催报。")
        if notice.deadline < today:
            raise WrongState(f"催报期限（{zh_date(notice.deadline)}）已经过了。请重新催报。")
        context = urging(notice.party, owed, notice.deadline, notice.made_by, law_on(today), today)
        draft = records.draft_paper(actor=actor, kind="URGING_NOTICE", stream=(STREAM, notice.pk), context=context)
        paper = records.issue_paper(actor=actor, paper=draft, organ_word=Bureau.objects.get().word)
        notice.paper = paper
        notice.save(update_fields=["paper"])
        append_event(
            actor=actor,
            verb="urging.issue",
            subject=paper,
            stream=(STREAM, notice.pk),
            summary=f"制发{paper.title} {paper.number}",
            after={"文号": paper.number, "SHA-256": paper.sha256},
        )
    return notice


def record_service(
    *,
    actor: User,
    notices: Iterable[UrgingNotice],
    means: str,
    served_on: date,
    recipient: str = "",
    words: str = "",
    proof: tuple[str, bytes] | None = None,
) -> list[UrgingService]:
    """How the notices reached their parties. One proof (a platform's sending report) may stand for many.

    A call is written down but serves nothing; without a proof nothing is served either.
    """
    if means not in UrgingMeans.values:
        raise DomainError("请选择方式。", field="means")
    not_later_than_today(served_on, timezone.localdate(), name="送达日期", field="served_on")
    asked = [notice.pk for notice in notices]
    if not asked:
        raise DomainError("请勾选催报通知书。", field="notices")
    with translated(), transaction.atomic():
        rows = list(
            UrgingNotice.objects.select_for_update(of=("self",)).filter(pk__in=asked).select_related("party", "paper")
        )
        for row in rows:
            _check_service(actor, row, served_on)
        is_proved = proof is not None and means != UrgingMeans.PHONE
        file = store_file(actor=actor, name=proof[0], content=proof[1]) if proof else None
        return [_serve(actor, row, means, served_on, recipient, words, file, is_proved) for row in rows]


def _check_service(actor: User, row: UrgingNotice, served_on: date) -> None:
    _worker(actor, row.section_id)
    if row.paper is None or row.paper.status != PaperStatus.ISSUED:
        raise WrongState(f"{row.party.name}的催报通知书还没有制发，不能登记送达。请先制发。")
    issued = timezone.localtime(row.paper.issued_at).date()
    if served_on < issued:
        raise DomainError(f"送达日期不能早于制发日期（{zh_date(issued)}）。", field="served_on")


def _serve(actor, row, means, served_on, recipient, words, file, is_proved) -> UrgingService:
    service = UrgingService.objects.create(
        notice=row,
        means=means,
        served_on=served_on,
        recipient=stated(recipient or row.party.name, "请填写接收人。", field="recipient", limit=60),
        words=words.strip()[:200],
        proof=file,
        is_proved=is_proved,
        recorded_by=actor,
    )
    said = "有送达证明" if is_proved else "没有送达证明，不作为送达"
    append_event(
        actor=actor,
        verb="urging.serve",
        subject=service,
        stream=(STREAM, row.pk),
        summary=f"{service.get_means_display()}催报{row.party.name}（{said}）",
        detail=service.words,
        after={"日期": served_on, "接收人": service.recipient, "证明": file.sha256 if file else None},
    )
    return service


def review(*, actor: User, filings: Iterable[LateFiling], harm: str = "", screened: bool = False) -> IntakeBatch:
    """Judge anew what was filed since, or was not filed although urged: the same preview, the same signatures."""
    rows = list(LateFiling.objects.filter(pk__in=[row.pk for row in filings]).select_related("party", "section"))
    if not rows:
        raise DomainError("请勾选要核办的报表。", field="filings")
    for row in rows:
        _worker(actor, row.section_id)
    lines = [
        [
            row.form_code,
            row.form_name,
            row.period,
            row.party.name,
            row.party.credit_code,
            row.due_on.isoformat(),
            row.submitted_on.isoformat() if row.submitted_on else "",
            row.phone,
        ]
        for row in rows
    ]
    title = f"催报结果{timezone.localdate()}"
    content = workbook(title, [column.title for column in late.COLUMNS], lines)
    return hand_in(
        actor=actor,
        kind=IntakeKind.LATE_LIST,
        upload=(f"{title}.xlsx", content),
        harm=harm,
        screened=screened,
        is_review=True,
    )


def record_filing(*, actor: User, filing: LateFiling, submitted_on: date) -> LateFiling:
    """The party has filed after all; what that means the rules say when the next list, or the case, is judged."""
    with translated(), transaction.atomic():
        filing = LateFiling.objects.select_for_update().get(pk=filing.pk)
        _worker(actor, filing.section_id)
        if filing.submitted_on is not None:
            raise WrongState(f"已经登记于{zh_date(filing.submitted_on)}报送。")
        not_later_than_today(submitted_on, timezone.localdate(), name="报送日期", field="submitted_on")
        filing.submitted_on = submitted_on
        filing.save(update_fields=["submitted_on"])
        append_event(
            actor=actor,
            verb="urging.filed",
            subject=filing,
            stream=("cases.lead", filing.lead_id) if filing.lead_id else (STREAM, filing.pk),
            summary=f"登记{filing.title}于{zh_date(submitted_on)}报送",
            after={"实际报送日": submitted_on},
        )
    return filing


def note_exported_phones(*, actor: User, title: str) -> None:
    """A sheet with numbers to call has left the system: who took it, and when."""
    append_event(
        actor=actor,
        verb="person.export_phones",
        subject=actor,
        stream=("accounts.user", actor.pk),
        summary=f"导出“{title}”，含联系电话",
    )
