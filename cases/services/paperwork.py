"""Verbs on a paper beside its issue: 审签 before the number, voiding, mending by a new paper, filing the sealed scan."""

from collections.abc import Sequence

from django.utils import timezone

from accounts.models import User
from cases.models import CasePaper, Service
from cases.papers_soft import common, organ
from cases.services.move import case_url, move, stated
from records import services as records
from records.enums import FilingKind, PaperStatus
from records.errors import DomainError, WrongState
from records.models import Paper, PaperFiling

STREAM = "cases.case"
MENDING = "PAPER_CORRECTION"


def _row(paper: Paper) -> CasePaper:
    return CasePaper.objects.select_related("case", "act__party").get(paper=paper)


def approve_case_paper(*, actor: User, paper: Paper, version: int | None = None) -> Paper:
    """审签 of a draft; falls when somebody changes the draft afterwards."""
    row = _row(paper)
    with move("approve_paper", actor=actor, case=row.case, version=version) as step:
        paper = records.approve_paper(actor=actor, paper=paper)
        step.log(f"审签{paper.title}草稿", subject=paper)
    return paper


def void_case_paper(*, actor: User, paper: Paper, reason: str, version: int | None = None) -> Paper:
    """The number stays used, with the reason beside it. What the party has received is mended, not voided."""
    row = _row(paper)
    with move("void_paper", actor=actor, case=row.case, version=version) as step:
        reason = stated(reason, "请写明作废的理由。", field="reason", limit=300)
        if Service.objects.filter(paper=paper).exists():
            raise WrongState(
                f"{paper.title}已经送达，不能作废。有笔误的，请制作更正通知书。", way_out=case_url(row.case)
            )
        paper = records.void_paper(actor=actor, paper=paper, reason=reason)
        step.log(f"作废{paper.title} {paper.number}".strip(), subject=paper, detail=reason)
    return paper


def correct_case_paper(
    *, actor: User, paper: Paper, changes: Sequence[dict[str, str]], reasons: str, version: int | None = None
) -> Paper:
    """A draft of the paper that mends slips of an issued one and names it; the old one stays as it is."""
    row = _row(paper)
    with move("correct_paper", actor=actor, case=row.case, version=version) as step:
        if paper.status != PaperStatus.ISSUED or not paper.number:
            raise WrongState("只有编了文号、已经制发的文书才能更正；草稿可以直接修改。", way_out=case_url(row.case))
        if not changes:
            raise DomainError("请写明哪里更正成什么。", field="changes")
        context = _mending_context(row, paper) | {
            "changes": list(changes),
            "reasons": stated(reasons, "请写明更正的原因。", field="reasons", limit=300),
        }
        new = records.draft_paper(
            actor=actor, kind=MENDING, stream=(STREAM, row.case.pk), context=context, corrects=paper
        )
        CasePaper.objects.create(case=step.case, act=row.act, paper=new)
        step.log(f"起草{new.title}，更正{paper.number}", subject=new)
    return new


def _mending_context(row: CasePaper, paper: Paper) -> dict[str, object]:
    shared = common(row.case, row.act) if row.act else {"organ": organ()}
    return shared | {
        "party": paper.context.get("party") or shared.get("party", {}),
        "old_title": paper.title,
        "old_number": paper.number,
        "old_issued_on": timezone.localtime(paper.issued_at).date(),
    }


def file_to_case_paper(
    *, actor: User, paper: Paper, kind: str, file: tuple[str, bytes], note: str = "", version: int | None = None
) -> PaperFiling:
    """The scan with signatures and seal, or a proof of service, kept under the paper's number."""
    row = _row(paper)
    with move("file_to_paper", actor=actor, case=row.case, version=version) as step:
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        filed = records.file_to_paper(actor=actor, paper=paper, kind=kind, name=file[0], content=file[1], note=note)
        step.log(
            f"{FilingKind(kind).label}归入{paper.title} {paper.number}".strip(),
            subject=filed,
            detail=filed.note,
            after={"文件": filed.file.name, "SHA-256": filed.file.sha256},
        )
    return filed
