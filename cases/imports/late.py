"""迟报名单: one row per party and form that was not filed in time. What a row becomes, the rules say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import rules
from cases.enums import CheckResult, LeadState
from cases.enums_intake import RowPlan, RowState
from cases.imports import units
from cases.imports.periods import period_of, year_of
from cases.imports.rows import Firsts, begin, blame, firsts, settle_units, stopped, unit_key
from cases.imports.verdicts import plan_of
from cases.law import Law, law_on, trade_terms
from cases.models import IntakeBatch, IntakeRow, LateFiling, Register, ReportingTerm, UrgingNotice
from cases.priors import Prior, priors_of, said, within
from cases.sheets import put
from cases.windows import window_of
from documents.words import zh_date
from parties.enums import Standing
from parties.merging import records_of
from records.chain import canonical_json
from records.spreadsheets import Column, day_fault, moment_of

FORM = Column("form", ("表号", "报表代码", "报表编号", "报表表号", "表代码"), True)
FORM_NAME = Column("form_name", ("报表名称", "表名", "报表"))
PERIOD = Column("period", ("报告期", "报告期别", "所属期", "报告期间", "期别"), True)
DUE = Column(
    "due",
    ("截止时间", "应报时间", "报送截止时间", "上报截止时间", "应报截止", "报送截止日", "截止日期", "截止日"),
    True,
)
SUBMITTED = Column(
    "submitted", ("上报时间", "报送时间", "实际报送时间", "实报时间", "实报", "实际上报时间", "实际报送日")
)
PHONE = Column("phone", ("联系电话", "手机", "手机号", "手机号码", "电话", "联系方式", "填报人电话"))
COLUMNS: tuple[Column, ...] = (FORM, FORM_NAME, PERIOD, units.NAME, units.CODE, DUE, SUBMITTED, PHONE)
KEPT = ("outcome", "binding", "violation", "measure", "possible", "questions", "basis", "law_version", "law_digest")
SCREEN_KEY = "routine_screen"
NOT_FILED = frozenset({"", "未报", "未上报", "未报送", "-", "—", "/", "无", "逾期未报"})


@dataclass
class Read:
    """What the cells of a row say, where they can be read."""

    form: str = ""
    form_name: str = ""
    period: str = ""
    due: date | None = None
    submitted: date | None = None


@dataclass
class Ground:
    """What a part of the list is judged on: looked up once for all its rows."""

    law: Law
    on: date
    terms: dict[str, Any]
    stated: dict[str, Any]
    registers: list[Register]
    filings: dict[tuple[int, str, str], LateFiling] = field(default_factory=dict)
    urgings: dict[int, UrgingNotice] = field(default_factory=dict)
    priors: dict[int, list[Prior]] = field(default_factory=dict)
    catalogue: dict[str, set[int]] = field(default_factory=dict)
    calendar: dict[tuple[str, str], date] = field(default_factory=dict)
    earlier: Firsts = field(default_factory=lambda: Firsts({}))
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)


def read_row(row: IntakeRow) -> Read:
    """Read the cells; what cannot be read is noted as faults of the row."""
    values = row.values
    found = Read(form=values.get("form", "").upper().replace(" ", ""), form_name=values.get("form_name", "")[:80])
    found.period = period_of(values.get("period", ""))
    found.due = _day(row, DUE)
    text = values.get("submitted", "")
    found.submitted = _day(row, SUBMITTED) if text not in NOT_FILED else None
    return found


def _day(row: IntakeRow, column: Column) -> date | None:
    text = row.values.get(column.key, "")
    if not text:
        return None
    if moment := moment_of(text):
        return moment[0]
    message, suggest = day_fault(text)
    blame(row, column, message, suggest)
    return None


def plan_rows(batch: IntakeBatch, rows: Sequence[IntakeRow], *, on: date, kept: dict[str, dict[str, Any]]) -> None:
    """Say for each row what is wrong with it or what it becomes; nothing is saved here. `kept`: answers so far."""
    reads = {}
    for row in rows:
        begin(row)
        reads[row.line] = read_row(row)
        row.key = f"{unit_key(row)}|{reads[row.line].form}|{reads[row.line].period}"[:200]
    settle_units(rows)
    ground = _ground(batch, rows, reads, on, kept)
    for row in rows:
        _plan(row, reads[row.line], ground)


def _ground(
    batch: IntakeBatch, rows: Sequence[IntakeRow], reads: dict[int, Read], on: date, kept: dict[str, dict[str, Any]]
) -> Ground:
    law, terms = law_on(on), trade_terms("late_list")
    ground = Ground(law, on, terms, batch.stated, list(Register.objects.all()), answers=kept)
    parties = {row.party_id for row in rows if row.party_id}
    records = records_of(parties)
    filings = LateFiling.objects.filter(party__in=records, form_code__in={read.form for read in reads.values()})
    for filing in filings.select_related("lead__handling", "lead__case"):
        ground.filings[records[filing.party_id], filing.form_code, filing.period] = filing
    pks = [filing.pk for filing in ground.filings.values()]
    notices = UrgingNotice.objects.filter(filings__in=pks).prefetch_related("services", "filings").distinct()
    for notice in notices.order_by("pk"):
        for filing in notice.filings.all():
            ground.urgings.setdefault(filing.pk, notice)
            if proved(notice):
                ground.urgings[filing.pk] = notice
    waiting = IntakeRow.objects.filter(
        lead__in=[filing.lead_id for filing in ground.filings.values() if filing.lead_id],
        state__in=[RowState.TO_SIGN, RowState.SIGNED],
    )
    ground.waiting = set(waiting.values_list("lead_id", flat=True))
    names = {code: offence.name for code, offence in law.offences.items()}
    charged = {terms["violation"]}
    if elements := law.offences[terms["violation"]].elements:
        charged.add(elements.otherwise)
    for prior in priors_of(parties, charged, names):
        ground.priors.setdefault(prior.party_id, []).append(prior)
    for code, year, period, due in ReportingTerm.objects.values_list("form__code", "year", "period", "due_on"):
        ground.catalogue.setdefault(code, set()).add(year)
        ground.calendar[code, period] = due
    ground.earlier = firsts(batch, rows)
    return ground


def proved(notice: UrgingNotice) -> date | None:
    """The first day on which the notice was served with proof."""
    return next((service.served_on for service in notice.services.all() if service.is_proved), None)


def _check(row: IntakeRow, read: Read, ground: Ground) -> None:
    """Cells that can be read but cannot be right."""
    year = year_of(read.period)
    years = {one for found in ground.catalogue.values() for one in found}
    if read.form and year in years and year not in ground.catalogue.get(read.form, set()):
        blame(row, FORM, f"“{read.form}”不在{year}年制度目录中。请核对表号。")
    if read.due is None:
        return
    if read.due > ground.on:
        blame(row, DUE, "截止日还没有到，不是逾期。请核对日期。")
    known = ground.calendar.get((read.form, read.period))
    if known and known != read.due:
        blame(row, DUE, f"与制度日历不同：{read.form}{read.period}的截止日是{zh_date(known)}。", known.isoformat())
    if read.submitted and read.submitted > ground.on:
        blame(row, SUBMITTED, "报送日晚于今天。请核对日期。")


def _plan(row: IntakeRow, read: Read, ground: Ground) -> None:
    _check(row, read, ground)
    if stopped(row, ground.earlier):
        return
    filing = ground.filings.get((row.party_id or 0, read.form, read.period))
    if filing and _nothing_new(row, read, filing, ground):
        return
    judge(row, _facts(row, read, filing, ground), ground, filing)
    if row.party and row.party.standing != Standing.ACTIVE and row.plan != RowPlan.NONE:
        row.plan = RowPlan.PERSON
        row.words = f"名录记载这个单位{row.party.get_standing_display()}，请先核对；{row.words}"[:300]


def _nothing_new(row: IntakeRow, read: Read, filing: LateFiling, ground: Ground) -> bool:
    """The row says what is known already; the words say where it is."""
    lead = filing.lead
    ended = lead is not None and (lead.state != LeadState.OPEN or lead.pk in ground.waiting)
    notice = ground.urgings.get(filing.pk)
    if not ended and row.batch.is_review:
        return False
    if not ended and read.submitted and read.submitted != filing.submitted_on:
        return False
    if not ended and filing.submitted_on is None and notice is not None and proved(notice):
        return False
    row.lead, row.plan = lead, RowPlan.KNOWN
    row.words = "已有同一单位、报表、报告期的线索"
    if lead is not None and ended:
        row.words = (
            "已在另一份名单中待签署" if lead.pk in ground.waiting else f"线索已有去向：{lead.get_state_display()}"
        )
    return True


def _facts(row: IntakeRow, read: Read, filing: LateFiling | None, ground: Ground) -> dict[str, Any]:
    """The fact sheet of the row: what the list says, what stands in our registers, what was stated for all rows."""
    sheet: dict[str, Any] = {"violation": ground.terms["violation"]}
    party = {"name": row.party.name if row.party else row.values.get("name", ""), "kind": units.kind_of(row)}
    if row.party and row.party.survey_class:
        party["survey_class"] = row.party.survey_class
    if row.party and row.party.organ_level:
        party["organ_level"] = row.party.organ_level
    sheet["party"] = party
    sheet["due"] = read.due.isoformat()
    sheet["submitted"] = read.submitted.isoformat() if read.submitted else None
    sheet["discovered_date"] = sheet["as_of"] = ground.on.isoformat()
    # What the list itself cannot know (nobody refused) is taken for granted only by who went through the screen.
    granted = ground.terms.get("stated", {}) if ground.stated.get(SCREEN_KEY) else {}
    for key, value in {**granted, **ground.stated}.items():
        put(sheet, key, value)
    notice = ground.urgings.get(filing.pk) if filing else None
    sheet["urged"] = notice is not None
    if notice is not None:
        served = proved(notice)
        sheet["urge_served"] = served.isoformat() if served else None
        sheet["urge_deadline"] = notice.deadline.isoformat()
    return sheet


def judge(row: IntakeRow, sheet: dict[str, Any], ground: Ground, filing: LateFiling | None) -> None:
    """Ask the rules, first for the offence, then with the history of that offence."""
    first = ask(sheet, ground)
    violation = first.get("violation") or sheet["violation"]
    window = window_of(sheet, ground.law)
    if window is not None:
        found = [
            one
            for one in ground.priors.get(row.party_id or 0, [])
            if one.violation == violation and within(one, window)
        ]
        row.priors = [one.row for one in found]
        row.first_offence = said(found, ground.registers, window)
        if found:
            sheet["prior_same_type"] = [{"date": one.row["date"], "result": one.row["result"]} for one in found]
        elif row.first_offence == CheckResult.NONE:
            sheet["prior_same_type"] = []
    answer = ask(sheet, ground)
    row.sheet_facts, row.answer = sheet, answer
    row.outcome, row.measure = answer.get("outcome") or "", answer.get("measure") or ""
    row.violation = answer.get("violation") or violation
    row.plan, row.words = plan_of(answer, sheet, ground.law, on=ground.on)
    row.state = RowState.PENDING


def ask(sheet: dict[str, Any], ground: Ground) -> dict[str, Any]:
    """The rules' answer. Rows that differ in the name of the party only are asked once."""
    plain = sheet | {"party": {key: value for key, value in sheet["party"].items() if key != "name"}}
    key = canonical_json(plain)
    if key not in ground.answers:
        faults = rules.validate_sheet(plain, ground.law, today=ground.on)
        if faults:
            ground.answers[key] = {"faults": [fault.message_zh for fault in faults]}
        else:
            full = rules.assess(plain, law=ground.law, today=ground.on).to_json()
            hits = [line["number"] for line in full["items"] if line["verdict"] == "true"]
            ground.answers[key] = {name: full.get(name) for name in KEPT} | {"items": hits}
    return ground.answers[key]
