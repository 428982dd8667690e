"""The steps of long work on a list, a few rows each and each in a transaction of its own: stopped or broken off, it goes
on where it was."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Bureau
from cases.enums_intake import IntakeState, RowPlan, RowState
from cases.imports.kinds import KINDS, plan
from cases.law import law_on
from cases.models import IntakeBatch, IntakeRow, LateFiling, LeadHandling, LeadPaper
from cases.papers_leads import lead_paper
from cases.services.intake import PLANNED, TO_DO, log, save_rows
from cases.services.leads import STREAM as LEAD_STREAM
from cases.services.leads import decline_lead
from cases.services.move import translated
from records import services as records
from records.errors import DomainError
from records.services import append_event

CHUNK = 250
DOING = 250


def _going(pk: int, state: str) -> IntakeBatch | None:
    batch = IntakeBatch.objects.select_for_update().select_related("section").get(pk=pk)
    return batch if batch.state == state and not batch.is_halted else None


def prepare_some(pk: int, kept: dict[str, dict[str, Any]]) -> bool:
    """Work out what the next rows become; False when there is nothing more to do now."""
    with transaction.atomic():
        batch = _going(pk, IntakeState.PREPARING)
        if batch is None:
            return False
        rows = list(batch.rows.filter(plan=RowPlan.UNREAD).select_related("party").order_by("line")[:CHUNK])
        if not rows:
            batch.state = IntakeState.CHECKED
            batch.save(update_fields=["state"])
            return False
        plan(batch, rows, on=timezone.localdate(), kept=kept)
        save_rows(rows, PLANNED)
    return True


def run_some(pk: int) -> bool:
    """Carry out the next rows; a row that cannot be done says why and keeps nobody waiting."""
    with transaction.atomic():
        batch = _going(pk, IntakeState.RUNNING)
        if batch is None:
            return False
        rows = list(
            batch.rows.filter(plan__in=TO_DO, state=RowState.PENDING).select_related("party").order_by("line")[:DOING]
        )
        if not rows:
            _finish(batch)
            return False
        for row in rows:
            row.batch = batch
        entered, why = _enter(batch, rows)
        for row in rows:
            if row in entered:
                _do(batch, row)
            else:
                row.state, row.result = RowState.FAILED, why[row.line]
        save_rows(rows, ["state", "result", "party", "party_choice", "lead"])
    return True


def _enter(batch: IntakeBatch, rows: list[IntakeRow]) -> tuple[list[IntakeRow], dict[int, str]]:
    """All together; where one of them stands in the way, one by one. Those entered, and why the others are not."""
    if not _refusal(lambda: KINDS[batch.kind].enter(batch, rows)):
        return rows, {}
    why = {}
    for row in rows:
        row.refresh_from_db(fields=["party", "lead"])
        if words := _refusal(lambda row=row: KINDS[batch.kind].enter(batch, [row])):
            row.refresh_from_db(fields=["party", "lead"])
            why[row.line] = words[:300]
    return [row for row in rows if row.line not in why], why


def _refusal(work: Callable[[], None]) -> str:
    """Do it in a savepoint; the words in which it was refused, empty when it was done."""
    try:
        with translated(), transaction.atomic():
            work()
    except DomainError as error:
        return error.message
    except (ValidationError, IntegrityError):
        return "与已有的登记冲突，没有办成。请打开当事人核对后另行登记。"
    return ""


def _do(batch: IntakeBatch, row: IntakeRow) -> None:
    kind = KINDS[batch.kind]

    def work() -> None:
        row.state, row.result = kind.carry_out(batch, row)

    if row.plan not in kind.writes:
        # Nothing but the row is written: no savepoint of its own, thousands of which would take their time.
        work()
    elif words := _refusal(work):
        row.state, row.result = RowState.FAILED, words[:300]


def _finish(batch: IntakeBatch) -> None:
    batch.state = IntakeState.DONE
    batch.save(update_fields=["state"])
    done = batch.rows.filter(plan__in=TO_DO).exclude(state=RowState.FAILED).count()
    failed = batch.rows.filter(state=RowState.FAILED).count()
    log(
        batch,
        batch.confirmed_by,
        "done",
        f"导入{batch.get_kind_display()}{done}行" + (f"，{failed}行未办成" if failed else ""),
        after={"导入": done, "未办成": failed},
    )


def end_one(pk: int) -> bool:
    """End the lead of the next signed row: 不立案 on record, its paper issued. False when none is left."""
    with transaction.atomic():
        row = (
            IntakeRow.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(batch=pk, state=RowState.SIGNED)
            .select_related("batch", "party", "lead", "signed_by", "signed_for", "batch__confirmed_by")
            .order_by("line")
            .first()
        )
        if row is None:
            return False
        try:
            with translated(), transaction.atomic():
                row.result = _end(row)
                row.state = RowState.DONE
        except DomainError as error:
            row.state, row.result = RowState.FAILED, error.message[:300]
        row.save(update_fields=["state", "result"])
    return True


def _end(row: IntakeRow) -> str:
    on = timezone.localtime(row.signed_at).date()
    law = law_on(on)
    filing = LateFiling.objects.filter(lead=row.lead).first()
    reason = f"{row.words}。依照行政处罚法第三十三条第一款，违法行为轻微并及时改正，没有造成危害后果，不予行政处罚。"
    lead = decline_lead(actor=row.signed_by, lead=row.lead, reason=reason)
    handling = LeadHandling.objects.create(
        lead=lead,
        party=row.party,
        violation=row.violation,
        outcome=row.outcome,
        measure=row.measure,
        decided_on=on,
        corrected_on=filing.submitted_on if filing else None,
        reasons=reason[:600],
        sheet=row.sheet_facts,
        answer=row.answer,
        law_digest=row.answer.get("law_digest") or law.digest,
        proposed_by=row.batch.confirmed_by,
        signed_by=row.signed_by,
        signed_for=row.signed_for,
        signed_at=row.signed_at,
    )
    kind, context = lead_paper(handling, filing, row.batch.confirmed_by, law, on)
    draft = records.draft_paper(actor=row.signed_by, kind=kind, stream=(LEAD_STREAM, lead.pk), context=context)
    LeadPaper.objects.create(lead=lead, paper=draft)
    paper = records.issue_paper(actor=row.signed_by, paper=draft, organ_word=Bureau.objects.get().word)
    append_event(
        actor=row.signed_by,
        verb="lead.paper",
        subject=paper,
        stream=(LEAD_STREAM, lead.pk),
        summary=f"制发{paper.title} {paper.number}",
        after={"文号": paper.number, "SHA-256": paper.sha256},
    )
    return f"不立案，{paper.title} {paper.number}"
