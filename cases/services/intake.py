"""Verbs on imported lists: hand in, mend a row, choose its party, confirm, stop, go on, drop, sign."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS
from accounts.models import User
from accounts.powers import Signature
from cases.capacity import first_signature, refusal_words
from cases.enums_intake import IntakeKind, IntakeState, PartyChoice, RowPlan, RowState
from cases.imports.kinds import KINDS, plan
from cases.imports.register import refuse_year
from cases.law import trade_terms
from cases.models import IntakeBatch, IntakeRow
from cases.services.move import translated
from cases.workflow import TRANSITIONS
from parties.models import Party
from records import spreadsheets
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event, store_file

STREAM = "cases.intake"
MOST_ROWS = 5000
HARMS = frozenset({"", "none", "minor"})
# What becomes something when the batch is confirmed.
TO_DO = (RowPlan.URGE, RowPlan.WAIT, RowPlan.DECLINE, RowPlan.CASE, RowPlan.PERSON, RowPlan.RECORD)
PLANNED = (
    "values", "faults", "party", "party_choice", "matches", "key", "plan", "words", "outcome", "measure", "violation",
    "sheet_facts", "answer", "priors", "first_offence", "lead", "state", "edited_by",
)  # fmt: skip


def save_rows(rows: list[IntakeRow], fields: Iterable[str]) -> None:
    """Many rows in one statement; an upsert by key is many times quicker than a CASE per column."""
    if rows:
        IntakeRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=list(fields))


def log(batch: IntakeBatch, actor: User, verb: str, summary: str, **fields: Any) -> None:
    append_event(
        actor=actor, verb=f"intake.{verb}", subject=batch, stream=(STREAM, batch.pk), summary=summary, **fields
    )


def may_use(kind: str) -> bool:
    """Whether the bureau's pack knows this kind of list."""
    terms = KINDS[kind].terms
    return not terms or bool(trade_terms(terms))


def _worker(actor: User, batch: IntakeBatch | None = None) -> None:
    if actor.role not in CASE_WORKERS or (batch is not None and actor.section_id != batch.section_id):
        raise NotAllowed("名单由承办科室的执法人员或科室负责人导入。请联系承办科室。")


def _locked(batch: IntakeBatch, *states: str, doing: str) -> IntakeBatch:
    found = IntakeBatch.objects.select_for_update().get(pk=batch.pk)
    if found.state not in states:
        raise WrongState(f"现在不能“{doing}”：这份名单{found.get_state_display()}。")
    return found


def hand_in(
    *,
    actor: User,
    kind: str,
    upload: tuple[str, bytes] | None,
    harm: str = "",
    screened: bool = False,
    is_review: bool = False,
    year: int | None = None,
) -> IntakeBatch:
    """Read a sheet and keep its rows; what each becomes is worked out in the background (`cases.jobs.prepare`).

    `harm` and `screened` are the officer's findings for all rows; left open, the rules will ask for them. `is_review`: the
    sheet was written from our own registers, to judge anew what stands in them. `year`: of a register of units.
    """
    _worker(actor)
    if kind not in KINDS or not may_use(kind):
        raise DomainError("本局没有启用这一种名单。", field="kind")
    if upload is None:
        raise DomainError("请选择表格文件。", field="upload")
    if harm not in HARMS:
        raise DomainError("请选择有没有造成危害后果。", field="harm")
    name, content = upload
    table = spreadsheets.read(name, content, KINDS[kind].columns, most=MOST_ROWS)
    stated = _stated(kind, harm=harm, screened=screened, year=year)
    with translated(), transaction.atomic():
        batch = IntakeBatch.objects.create(
            kind=kind,
            section=actor.section,
            file=store_file(actor=actor, name=name, content=content),
            sheet=table.sheet[:60],
            columns=table.found,
            stated=stated,
            is_review=is_review,
            total=len(table.lines),
            uploaded_by=actor,
        )
        IntakeRow.objects.bulk_create(
            [
                IntakeRow(
                    batch=batch,
                    line=line.line,
                    values=line.values,
                    cells=line.cells,
                    read_faults=[fault.to_json() for fault in line.faults],
                )
                for line in table.lines
            ],
            batch_size=1000,
        )
        log(
            batch,
            actor,
            "hand_in",
            f"上传{batch.get_kind_display()}“{name}”，{batch.total}行",
            after={"行数": batch.total, "SHA-256": batch.file.sha256, "全批事实": stated},
        )
    return batch


def _stated(kind: str, *, harm: str, screened: bool, year: int | None) -> dict[str, Any]:
    """What holds for every row of this kind of list."""
    if kind == IntakeKind.REGISTER:
        return {"year": refuse_year(year, timezone.localdate())}
    if kind != IntakeKind.LATE_LIST:
        return {}
    return ({"harm": harm} if harm else {}) | ({"routine_screen": "clear"} if screened else {})


def _row(batch: IntakeBatch, line: int) -> IntakeRow:
    row = batch.rows.select_for_update(of=("self",)).filter(line=line).select_related("party").first()
    if row is None:
        raise DomainError(f"这份名单没有第{line}行。")
    return row


def _plan_again(batch: IntakeBatch, row: IntakeRow, *, old_key: str) -> None:
    """The row, and those that its old or new cells make doubles of it or no longer do."""
    on = timezone.localdate()
    plan(batch, [row], on=on, kept={})
    row.save(update_fields=PLANNED)
    others = list(batch.rows.filter(key__in={old_key, row.key} - {""}).exclude(pk=row.pk).select_related("party"))
    if others:
        plan(batch, others, on=on, kept={})
        save_rows(others, PLANNED)


def mend_row(*, actor: User, batch: IntakeBatch, line: int, values: Mapping[str, str]) -> IntakeRow:
    """Other words for the cells of one row; what it becomes is asked anew."""
    _worker(actor, batch)
    with translated(), transaction.atomic():
        batch = _locked(batch, IntakeState.CHECKED, doing="改正")
        row = _row(batch, line)
        known = {column.key for column in KINDS[batch.kind].columns}
        changed = {
            key: value.strip()[:200]
            for key, value in values.items()
            if key in known and value.strip() != row.values.get(key, "")
        }
        if not changed:
            return row
        before = {key: row.values.get(key, "") for key in changed}
        kept = {key: value for key, value in row.values.items() if key not in {"chosen", "is_new"}}
        if not {"name", "code"} & set(changed):
            kept = dict(row.values)
        row.values, row.edited_by, old_key = kept | changed, actor, row.key
        _plan_again(batch, row, old_key=old_key)
        log(batch, actor, "mend_row", f"改正第{line}行", before=before, after=changed)
    return row


def choose_party(*, actor: User, batch: IntakeBatch, line: int, party: Party | None) -> IntakeRow:
    """This party is meant; None: it is a new one, not any of those like it."""
    _worker(actor, batch)
    with translated(), transaction.atomic():
        batch = _locked(batch, IntakeState.CHECKED, doing="选定当事人")
        row = _row(batch, line)
        if party is not None and party.pk not in {match["pk"] for match in row.matches}:
            raise DomainError("请从列出的相近单位中选择；都不是的，改正名称或者代码再查。")
        flags = {"chosen": str(party.pk)} if party else {"is_new": "1"}
        row.values = {key: value for key, value in row.values.items() if key not in {"chosen", "is_new"}} | flags
        row.edited_by, row.party = actor, party
        row.party_choice = PartyChoice.KNOWN if party else PartyChoice.OPEN
        _plan_again(batch, row, old_key=row.key)
        words = f"第{line}行选定{party.name}" if party else f"确认第{line}行是新的单位"
        log(batch, actor, "choose_party", words, after={"当事人": party.pk if party else None})
    return row


def confirm(*, actor: User, batch: IntakeBatch) -> IntakeBatch:
    """Carry out every row without errors, in the background (`cases.jobs.run`); rows with errors stay out."""
    _worker(actor, batch)
    with translated(), transaction.atomic():
        batch = _locked(batch, IntakeState.CHECKED, doing="确认导入")
        count = batch.rows.filter(plan__in=TO_DO).count()
        if not count:
            raise DomainError("没有可以导入的行：各行有错误、已有记录，或者不需要处理。没有改变任何数据。")
        batch.state, batch.confirmed_by, batch.confirmed_at = IntakeState.RUNNING, actor, timezone.now()
        batch.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        log(batch, actor, "confirm", f"确认导入{batch.get_kind_display()}{count}行", after={"行数": count})
    return batch


def halt(*, actor: User, batch: IntakeBatch) -> IntakeBatch:
    """Stop after the rows in hand; what is done stays, the rest waits."""
    _worker(actor, batch)
    with transaction.atomic():
        batch = _locked(batch, IntakeState.PREPARING, IntakeState.RUNNING, doing="停止")
        if batch.is_halted:
            raise WrongState("已经停止。")
        batch.is_halted = True
        batch.save(update_fields=["is_halted"])
        log(batch, actor, "halt", f"停止{batch.get_state_display().removesuffix('中')}")
    return batch


def go_on(*, actor: User, batch: IntakeBatch) -> IntakeBatch:
    """Take up a stopped batch where it was left; once imported, the papers of its signed rows."""
    _worker(actor, batch)
    with transaction.atomic():
        batch = _locked(batch, IntakeState.PREPARING, IntakeState.RUNNING, IntakeState.DONE, doing="继续")
        batch.is_halted, batch.trouble = False, ""
        batch.save(update_fields=["is_halted", "trouble"])
        what = "制发文书" if batch.state == IntakeState.DONE else batch.get_state_display().removesuffix("中")
        log(batch, actor, "go_on", f"继续{what}")
    return batch


def drop(*, actor: User, batch: IntakeBatch) -> IntakeBatch:
    """Nothing of it is imported; file and findings stay."""
    _worker(actor, batch)
    with transaction.atomic():
        batch = _locked(batch, IntakeState.PREPARING, IntakeState.CHECKED, doing="放弃")
        batch.state = IntakeState.DROPPED
        batch.save(update_fields=["state"])
        log(batch, actor, "drop", f"放弃{batch.get_kind_display()}“{batch.file.name}”")
    return batch


def signature_of(actor: User, batch: IntakeBatch) -> Signature | None:
    """How this person would sign 不立案 for the rows; never for rows of one's own."""
    row = TRANSITIONS["decline_lead"]
    return first_signature(
        row.who,
        actor=actor,
        section_id=batch.section_id,
        on=timezone.localdate(),
        authors={batch.uploaded_by_id, batch.confirmed_by_id},
    )


def _signing(actor: User, batch: IntakeBatch) -> Signature:
    signature = signature_of(actor, batch)
    if signature is None:
        row = TRANSITIONS["decline_lead"]
        raise NotAllowed(refusal_words("签署不立案", row.who, actor, {batch.uploaded_by_id, batch.confirmed_by_id}))
    return signature


def _to_sign(batch: IntakeBatch, lines: Iterable[int]) -> list[IntakeRow]:
    chosen = set(lines)
    rows = list(batch.rows.select_for_update(of=("self",)).filter(state=RowState.TO_SIGN, line__in=chosen))
    if not rows:
        raise DomainError("请先勾选要签署的行；没有勾选的仍待签署。", field="lines")
    return rows


def sign_rows(*, actor: User, batch: IntakeBatch, lines: Iterable[int]) -> IntakeBatch:
    """One signature for the rows ticked, each of which was shown; the papers follow in the background."""
    with translated(), transaction.atomic():
        batch = IntakeBatch.objects.select_for_update().get(pk=batch.pk)
        signature = _signing(actor, batch)
        rows = _to_sign(batch, lines)
        for row in rows:
            row.state, row.signed_by, row.signed_for = RowState.SIGNED, actor, signature.for_user
            row.signed_at = timezone.now()
        save_rows(rows, ["state", "signed_by", "signed_for", "signed_at"])
        log(
            batch,
            actor,
            "sign_rows",
            f"{signature.words}签署不立案{len(rows)}行",
            weight=Weight.DECISION,
            after={"行": [row.line for row in rows]},
        )
    return batch


def return_rows(*, actor: User, batch: IntakeBatch, lines: Iterable[int], words: str) -> IntakeBatch:
    """The head does not sign these: their leads stay open and go to people."""
    words = words.strip()
    if not words:
        raise DomainError("请写明退回的理由。", field="words")
    with translated(), transaction.atomic():
        batch = IntakeBatch.objects.select_for_update().get(pk=batch.pk)
        signature = _signing(actor, batch)
        rows = _to_sign(batch, lines)
        for row in rows:
            row.state, row.plan = RowState.DONE, RowPlan.PERSON
            row.result = f"{signature.words}退回：{words}"[:300]
        save_rows(rows, ["state", "plan", "result"])
        log(
            batch,
            actor,
            "return_rows",
            f"{signature.words}退回{len(rows)}行，由人工研判",
            detail=words,
            after={"行": [row.line for row in rows]},
        )
    return batch
