"""Verbs on what is known of a party's past: the frozen first-offence check, and the registers it searches."""

import hashlib
from collections import Counter
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from cases.enums import RegisterKind
from cases.law import law_on
from cases.models import Act, FirstOffenceCheck, PastDecision, Register
from cases.priors import Prior, priors_of, said, within
from cases.services.move import case_url, move, not_later_than_today, stated, translated
from cases.sheets import fact_sheet
from cases.windows import Window, window_of
from documents.words import zh_date
from parties.merging import kept_record
from parties.models import Party
from records.chain import canonical_json
from records.errors import DomainError, NotAllowed
from records.services import append_event

REGISTER_STREAM = "cases.register"


def _priors(act: Act, window: Window) -> list[Prior]:
    found = priors_of([act.party_id], [act.violation], {act.violation: act.violation_name})
    return [one for one in found if one.act_id != act.pk and within(one, window)]


def _registers(found: dict[str, int], registers: list[Register]) -> list[dict[str, Any]]:
    by_kind = {row.kind: row for row in registers}
    return [
        {
            "kind": kind,
            "title": RegisterKind(kind).label,
            "complete_from": by_kind[kind].complete_from.isoformat()
            if kind in by_kind and by_kind[kind].complete_from
            else None,
            "found": count,
        }
        for kind, count in found.items()
    ]


def check_first_offence(*, actor: User, act: Act, version: int | None = None) -> FirstOffenceCheck:
    """首违核查: search this bureau's registers in the window of the list version, and freeze what was found.

    A find counts at once. 无 is said only when the registers are complete for the whole window; otherwise 未查明,
    and a person must answer `prior_same_type` with evidence.
    """
    with move("check_first_offence", actor=actor, case=act.case, act=act, version=version) as step:
        law = law_on(step.on)
        window = window_of(fact_sheet(step.act, step.on), law)
        if window is None:
            raise DomainError(
                "还不知道行为发生在哪一天，无法确定核查的期间。请先回答行为日期。", way_out=case_url(act.case)
            )
        found = _priors(step.act, window)
        priors = [one.row for one in found]
        rows = list(Register.objects.all())
        counted = Counter(row["register"] for row in priors)
        registers = _registers({kind: counted[kind] for kind in (RegisterKind.OWN, RegisterKind.PAST)}, rows)
        check = _freeze(step.act, window, registers, priors, said(found, rows, window), actor)
        step.log(
            f"行为{step.act.order}首违核查：{check.get_result_display()}",
            detail=f"期间：{window.words}",
            subject=check,
            after={"结果": check.get_result_display(), "查到": len(priors), "校验值": check.sha256},
        )
    return check


def _freeze(
    act: Act, window: Window, registers: list[dict], priors: list[dict], result: str, actor: User
) -> FirstOffenceCheck:
    row = FirstOffenceCheck(
        act=act,
        window=window.rule,
        window_from=window.first,
        window_to=window.last,
        registers=registers,
        priors=priors,
        result=result,
        made_by=actor,
        made_at=timezone.now(),
    )
    row.sha256 = hashlib.sha256(canonical_json(hashed(row)).encode()).hexdigest()
    row.save(force_insert=True)
    return row


def hashed(row: FirstOffenceCheck) -> dict[str, Any]:
    """What the hash of a check is taken over."""
    return {
        "act": row.act_id,
        "party": row.act.party_id,
        "violation": row.act.violation,
        "window": [row.window, row.window_from, row.window_to],
        "registers": row.registers,
        "priors": row.priors,
        "result": row.result,
        "made_at": timezone.localtime(row.made_at).isoformat(),
        "made_by": row.made_by_id,
    }


def declare_register(*, actor: User, kind: str, complete_from: date, note: str) -> Register:
    """A head or leader answers for it that a register lacks nothing since that day."""
    if actor.role not in {Role.HEAD, Role.LEADER}:
        raise NotAllowed("登记库自何日起完整，由科室负责人或局领导确认。")
    not_later_than_today(complete_from, timezone.localdate(), name="完整起始日", field="complete_from")
    with translated(), transaction.atomic():
        row, _ = Register.objects.update_or_create(
            kind=kind,
            defaults={
                "complete_from": complete_from,
                "note": stated(note, "请写明依据：查过哪些卷宗。", field="note", limit=300),
                "declared_by": actor,
                "declared_at": timezone.now(),
            },
        )
        append_event(
            actor=actor,
            verb="declare_register",
            subject=row,
            stream=(REGISTER_STREAM, row.pk),
            summary=f"确认“{row.get_kind_display()}”自{complete_from}起完整",
            detail=row.note,
            after={"自": complete_from},
        )
    return row


def record_past_decision(
    *, actor: User, party: Party, violation: str, outcome: str, decided_on: date, source: str, number: str = ""
) -> PastDecision:
    """Enter an earlier handling from the paper files, so that a first-offence check finds it."""
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("历年处理记录由执法人员或科室负责人补录。")
    today = timezone.localdate()
    not_later_than_today(decided_on, today, name="决定日期", field="decided_on")
    if violation not in law_on(today).offences:
        raise DomainError("没有这个案由。请从列表中选择。", field="violation")
    with translated(), transaction.atomic():
        row = PastDecision.objects.create(
            party=kept_record(party),
            violation=violation,
            outcome=outcome,
            decided_on=decided_on,
            number=number.strip(),
            source=stated(source, "请写明出处：哪一年的哪一卷。", field="source", limit=200),
            recorded_by=actor,
        )
        append_event(
            actor=actor,
            verb="record_past_decision",
            subject=row,
            stream=("parties.party", row.party_id),
            summary=f"补录{zh_date(decided_on)}的处理记录",
            detail=row.source,
            after={"案由": violation, "结果": outcome, "文号": row.number},
        )
    return row
