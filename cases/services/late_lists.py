"""What a reviewed row of a late list becomes: the filing on record, its lead, and a case where the rules ask for one."""

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from cases.enums import LeadSource, LeadState
from cases.enums_intake import PartyChoice, RowPlan, RowState
from cases.imports.late import Read, read_row
from cases.imports.units import kind_of
from cases.models import Act, Case, IntakeBatch, IntakeRow, LateFiling
from cases.services import facts, leads
from cases.services.files import register_case
from cases.sheets import current_facts
from documents.words import zh_date
from parties.identifiers import normalise_code
from parties.merging import records_of
from parties.services import register_listed
from records.errors import DomainError
from records.services import append_event

# What the list and the batch say, as facts of the case's questionnaire.
CASE_FACTS = ("due", "submitted", "urged", "urge_served", "urge_deadline", "refused", "harm", "minor_act")


def enter(batch: IntakeBatch, rows: Sequence[IntakeRow]) -> None:
    """Parties, filings and leads of these rows, in a handful of statements; what is there already is used."""
    actor, reads = batch.confirmed_by, {row.line: read_row(row) for row in rows}
    enter_parties(batch, rows, actor)
    forms = {read.form for read in reads.values()}
    records = records_of({row.party_id for row in rows})
    known = LateFiling.objects.select_for_update(of=("self",)).filter(party__in=records, form_code__in=forms)
    filings = {(records[one.party_id], one.form_code, one.period): one for one in known.select_related("party", "lead")}
    missing = {}
    for row in rows:
        read = reads[row.line]
        key = (row.party_id, read.form, read.period)
        if key in filings:
            _filed_since(actor, filings[key], read)
        else:
            missing[key] = _filing(batch, row, read)
    _with_leads(batch, actor, list(missing.values()))
    filings |= missing
    for row in rows:
        filing = filings[row.party_id, reads[row.line].form, reads[row.line].period]
        row.filing, row.lead = filing, filing.lead


def enter_parties(batch: IntakeBatch, rows: Sequence[IntakeRow], actor: User) -> None:
    """Register the units of these rows that nobody knows yet."""
    new = [row for row in rows if row.party is None]
    units = [
        {
            "kind": kind_of(row),
            "name": row.values.get("name", ""),
            "credit_code": row.values.get("code", ""),
            "phone": row.values.get("phone", ""),
        }
        for row in new
    ]
    parties = register_listed(actor=actor, units=units, source=batch.get_kind_display()) if units else {}
    for row in new:
        row.party, row.party_choice = parties[normalise_code(row.values["code"])], PartyChoice.KNOWN


def _filing(batch: IntakeBatch, row: IntakeRow, read: Read) -> LateFiling:
    return LateFiling(
        party=row.party,
        form_code=read.form,
        form_name=read.form_name,
        period=read.period,
        due_on=read.due,
        submitted_on=read.submitted,
        phone=row.values.get("phone", "")[:40],
        section=batch.section,
        recorded_by=batch.confirmed_by,
    )


def _with_leads(batch: IntakeBatch, actor: User, filings: list[LateFiling]) -> None:
    told = [(filing.party, _said(filing)) for filing in filings]
    rows = leads.record_listed(actor=actor, source=LeadSource.PLATFORM, section=batch.section, told=told)
    for filing, lead in zip(filings, rows, strict=True):
        filing.lead = lead
    LateFiling.objects.bulk_create(filings)


def _said(filing: LateFiling) -> str:
    done = f"，{zh_date(filing.submitted_on)}报送" if filing.submitted_on else "，尚未报送"
    return f"{filing.title}应于{zh_date(filing.due_on)}以前报送{done}。"


def _filed_since(actor: User, filing: LateFiling, read: Read) -> None:
    """A later list shows the day on which it came in after all."""
    if filing.submitted_on is not None or read.submitted is None:
        return
    filing.submitted_on = read.submitted
    filing.save(update_fields=["submitted_on"])
    append_event(
        actor=actor,
        verb="late.submitted",
        subject=filing,
        stream=(leads.STREAM, filing.lead_id),
        summary=f"名单显示已于{zh_date(read.submitted)}报送",
        before={"实际报送日": None},
        after={"实际报送日": read.submitted},
    )


def carry_out(batch: IntakeBatch, row: IntakeRow) -> tuple[RowState, str]:
    """Do what the row was to become, once it has been entered. Raises DomainError; nothing of it stays then."""
    if row.plan == RowPlan.URGE:
        return RowState.DONE, "已列入待催报"
    if row.plan == RowPlan.WAIT:
        return RowState.DONE, "等待催报期满"
    if row.plan == RowPlan.DECLINE:
        return RowState.TO_SIGN, "待科室负责人签署"
    if row.plan == RowPlan.CASE:
        return RowState.DONE, f"已登记为案件（{_case(batch.confirmed_by, row, row.filing)}）"
    return RowState.DONE, "线索待人工研判"


def _case(actor: User, row: IntakeRow, filing: LateFiling) -> Case:
    """A case with its act and what the list and the registers know of it; filing it remains for people."""
    lead = filing.lead
    if lead.state != LeadState.OPEN:
        raise DomainError(f"线索{lead.get_state_display()}，没有再登记案件。")
    case = register_case(
        actor=actor,
        party=filing.party,
        source=lead.source,
        discovered_on=lead.received_on,
        summary=lead.description,
        lead=lead,
    )
    act = facts.add_act(
        actor=actor,
        case=case,
        violation=row.violation,
        subject=f"{filing.title}应于{zh_date(filing.due_on)}以前报送而未报送",
    )
    _record(actor, case, act, row.sheet_facts)
    return case


def _record(actor: User, case: Case, act: Act, sheet: dict[str, Any]) -> None:
    known = current_facts(case, act)
    for key in CASE_FACTS:
        if key in sheet and key not in known:
            facts.record_fact(actor=actor, act=act, key=key, value=sheet[key], note="按迟报名单和催报登记")
