"""Verbs on what is known of a party's past: the frozen first-offence check, and the registers it searches."""

import hashlib
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from cases.enums import CheckResult, RegisterKind
from cases.law import law_on
from cases.models import Act, Decision, FirstOffenceCheck, PastDecision, Register, SpotDecision
from cases.outcomes import COUNTS_AS_PRIOR
from cases.services.move import case_url, move, not_later_than_today, stated, translated
from cases.sheets import fact_sheet
from cases.windows import Window, window_of
from documents.words import zh_date
from parties.models import Party
from records.errors import DomainError, NotAllowed
from records.services import append_event, canonical_json

REGISTER_STREAM = "cases.register"


def _within(field: str, window: Window) -> Q:
    inside = Q(**{f"{field}__lte": window.last})
    return inside & Q(**{f"{field}__gte": window.first}) if window.first else inside


def _own(act: Act, window: Window) -> list[dict[str, Any]]:
    rows = (
        Decision.objects.filter(_within("decided_on", window), act__party=act.party, act__violation=act.violation)
        .filter(outcome__in=COUNTS_AS_PRIOR)
        .exclude(act=act)
        .select_related("act__case")
        .order_by("decided_on", "pk")
    )
    return [
        {
            "register": RegisterKind.OWN,
            "id": row.pk,
            "date": row.decided_on.isoformat(),
            "result": row.outcome,
            "violation": row.act.violation_name,
            "number": row.act.case.number,
        }
        for row in rows
    ]


def _on_the_spot(act: Act, window: Window) -> list[dict[str, Any]]:
    """Decisions on the spot are penalties like any other."""
    rows = (
        SpotDecision.objects.filter(_within("decided_at__date", window), act__party=act.party)
        .filter(act__violation=act.violation)
        .exclude(act=act)
        .select_related("act__case", "paper")
        .order_by("decided_at", "pk")
    )
    return [
        {
            "register": RegisterKind.OWN,
            "id": row.pk,
            "date": timezone.localtime(row.decided_at).date().isoformat(),
            "result": "PENALTY",
            "violation": row.act.violation_name,
            "number": row.paper.number if row.paper else "",
        }
        for row in rows
    ]


def _past(act: Act, window: Window) -> list[dict[str, Any]]:
    rows = (
        PastDecision.objects.filter(_within("decided_on", window), party=act.party, violation=act.violation)
        .filter(outcome__in=COUNTS_AS_PRIOR, is_annulled=False)
        .order_by("decided_on", "pk")
    )
    return [
        {
            "register": RegisterKind.PAST,
            "id": row.pk,
            "date": row.decided_on.isoformat(),
            "result": row.outcome,
            "violation": act.violation_name,
            "number": row.number,
        }
        for row in rows
    ]


def _complete(registers: list[Register], window: Window) -> bool:
    """Whether some register, complete from its day on, and those before it together cover the whole window.

    The past decisions cover the time before this system; our own cover the time since it began.
    """
    by_kind = {row.kind: row.complete_from for row in registers}
    past, own = by_kind.get(RegisterKind.PAST), by_kind.get(RegisterKind.OWN)
    reaches_back = min((day for day in (past, own) if day), default=None)
    return bool(own and reaches_back and window.first and reaches_back <= window.first)


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
        own, past = _own(step.act, window) + _on_the_spot(step.act, window), _past(step.act, window)
        priors = sorted(own + past, key=lambda row: (row["date"], row["register"], row["id"]))
        rows = list(Register.objects.all())
        registers = _registers({RegisterKind.OWN: len(own), RegisterKind.PAST: len(past)}, rows)
        result = CheckResult.FOUND if priors else CheckResult.NONE
        if not priors and not _complete(rows, window):
            result = CheckResult.NOT_SEARCHED
        check = _freeze(step.act, window, registers, priors, result, actor)
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
    now = timezone.now()
    said = {
        "act": act.pk,
        "party": act.party_id,
        "violation": act.violation,
        "window": [window.rule, window.first, window.last],
        "registers": registers,
        "priors": priors,
        "result": result,
        "made_at": timezone.localtime(now).isoformat(),
        "made_by": actor.pk,
    }
    return FirstOffenceCheck.objects.create(
        act=act,
        window=window.rule,
        window_from=window.first,
        window_to=window.last,
        registers=registers,
        priors=priors,
        result=result,
        sha256=hashlib.sha256(canonical_json(said).encode()).hexdigest(),
        made_by=actor,
        made_at=now,
    )


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
            party=party,
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
            stream=("parties.party", party.pk),
            summary=f"补录{zh_date(decided_on)}的处理记录",
            detail=row.source,
            after={"案由": violation, "结果": outcome, "文号": row.number},
        )
    return row
