"""Verbs on who works the file: two licensed officers, their recusal, replacement, hand-over (行政处罚法42、43条)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from cases.capacity import current_officers
from cases.enums import OfficerPart, RecusalState
from cases.models import Case, CaseOfficer
from cases.querysets import OPEN_CASES
from cases.services.move import move, stated
from documents.words import zh_date
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState


def _check_fit(user: User, *, on: date, field: str) -> None:
    if user.role not in CASE_WORKERS or not user.is_active:
        raise DomainError(f"{user.name}不是在岗的执法人员。请另选一人。", field=field)
    if not user.certificate_number:
        raise DomainError(f"{user.name}没有执法证，不能办案。请另选一人。", field=field)
    if not user.certificate_valid(on=on):
        raise DomainError(
            f"{user.name}的执法证不在有效期内（{zh_date(user.certificate_from)}至{zh_date(user.certificate_until)}）。请另选一人，或先换证。",
            field=field,
        )


def _put_in(case: Case, user: User, part: str, on: date) -> CaseOfficer:
    return CaseOfficer.objects.create(case=case, user=user, part=part, from_on=on)


def name_officers(
    *, actor: User, case: Case, lead_officer: User, assistant: User, version: int | None = None
) -> list[CaseOfficer]:
    """Name the two officers, both with a 执法证 valid today. Naming again replaces; who stays keeps their declaration."""
    with move("name_officers", actor=actor, case=case, version=version) as step:
        if lead_officer.pk == assistant.pk:
            raise DomainError("主办和协办必须是两个人（行政处罚法42条1款）。请另选一名协办。", field="assistant")
        _check_fit(lead_officer, on=step.on, field="lead_officer")
        _check_fit(assistant, on=step.on, field="assistant")
        wanted = {lead_officer.pk: OfficerPart.LEAD, assistant.pk: OfficerPart.ASSIST}
        current = {row.user_id: row for row in current_officers(step.case)}
        for row in current.values():
            if row.user_id not in wanted or row.part != wanted[row.user_id]:
                row.until_on = step.on
                row.save(update_fields=["until_on"])
        for user in (lead_officer, assistant):
            old = current.get(user.pk)
            if old is not None and old.until_on is None:
                continue
            row = _put_in(step.case, user, wanted[user.pk], step.on)
            if old is not None:
                row.recusal, row.recusal_words, row.declared_at = old.recusal, old.recusal_words, old.declared_at
                row.save(update_fields=["recusal", "recusal_words", "declared_at"])
        step.log(
            f"指定主办{lead_officer.name}（{lead_officer.certificate_number}）、协办{assistant.name}（{assistant.certificate_number}）",
            after={"主办": lead_officer.name, "协办": assistant.name},
        )
    return current_officers(case)


def declare_recusal(*, actor: User, case: Case, relation: str = "", version: int | None = None) -> CaseOfficer:
    """An officer says whether anything ties them to the party; a tie is for a leader to decide. Empty means none."""
    named = {row.user_id for row in current_officers(case)}
    with move("declare_recusal", actor=actor, case=case, version=version, authors=named) as step:
        row = CaseOfficer.objects.get(case=step.case, user=actor, until_on__isnull=True)
        if row.recusal not in {RecusalState.NOT_ASKED, RecusalState.NONE} and not relation.strip():
            raise WrongState("您的回避已经提出，须由局领导决定，不能自行撤销。")
        row.recusal_words = relation.strip()
        row.recusal = RecusalState.ASKED if row.recusal_words else RecusalState.NONE
        row.declared_at = timezone.now()
        row.recusal_decided_by, row.recusal_decided_words = None, ""
        row.full_clean(exclude=["case", "user"])
        row.save()
        said = "声明可能需要回避" if row.recusal_words else "声明与本案没有利害关系，无须回避"
        step.log(f"{actor.name}{said}", detail=row.recusal_words, subject=row, after={"回避": row.recusal})
    return row


def decide_recusal(
    *, actor: User, row: CaseOfficer, recused: bool, words: str, version: int | None = None
) -> CaseOfficer:
    """A leader decides on a recusal that was asked (43条3款). Recused: off the file at once, another must be named."""
    with move("decide_recusal", actor=actor, case=row.case, version=version) as step:
        row = CaseOfficer.objects.select_related("user").get(pk=row.pk, case=step.case)
        if row.recusal != RecusalState.ASKED or row.until_on is not None:
            raise WrongState(f"{row.user.name}没有待决定的回避。")
        row.recusal = RecusalState.RECUSED if recused else RecusalState.REFUSED
        row.recusal_decided_by = actor
        row.recusal_decided_words = stated(words, "请写明决定的理由。", field="words", limit=300)
        row.until_on = step.on if recused else None
        row.save()
        step.log(
            f"决定{row.user.name}{'回避' if recused else '不需要回避'}",
            detail=row.recusal_decided_words,
            subject=row,
            weight=Weight.DECISION,
            after={"回避": row.recusal},
        )
    return row


def replace_officer(
    *, actor: User, outgoing: CaseOfficer, incoming: User, reason: str, version: int | None = None
) -> CaseOfficer:
    """Put somebody else in the place of an officer who is recused, away or overloaded. Never for oneself."""
    with move("replace_officer", actor=actor, case=outgoing.case, version=version, authors={outgoing.user_id}) as step:
        outgoing = CaseOfficer.objects.select_related("user").get(pk=outgoing.pk, case=step.case)
        said = stated(reason, "请写明更换的原因。", field="reason", limit=300)
        row = _exchange(step.case, outgoing, incoming, step.on)
        step.log(
            f"办案人员由{outgoing.user.name}更换为{incoming.name}",
            detail=said,
            subject=row,
            before={outgoing.get_part_display(): outgoing.user.name},
            after={row.get_part_display(): incoming.name},
        )
    return row


def _exchange(case: Case, outgoing: CaseOfficer, incoming: User, on: date) -> CaseOfficer:
    _check_fit(incoming, on=on, field="incoming")
    current = current_officers(case)
    if incoming.pk in {row.user_id for row in current}:
        raise DomainError(f"{incoming.name}已经是本案办案人员。请另选一人。", field="incoming")
    if outgoing.until_on is None:
        outgoing.until_on = on
        outgoing.save(update_fields=["until_on"])
    elif outgoing.part in {row.part for row in current}:
        raise WrongState(f"{outgoing.user.name}已经由他人接替。")
    return _put_in(case, incoming, outgoing.part, on)


def hand_over(*, actor: User, from_user: User, to_user: User, on: date) -> list[Case]:
    """Every open file of somebody who leaves goes to a colleague in one step, or none does. Returns the files."""
    if from_user.pk == to_user.pk:
        raise DomainError("接手人不能是离岗的本人。请另选一人。", field="to_user")
    if actor.role not in {Role.HEAD, Role.LEADER}:
        raise NotAllowed("案件由科室负责人或局领导移交。请联系科室负责人。")
    today = timezone.localdate()
    if on > today:
        raise DomainError("移交日期不能晚于今天。", field="on")
    _check_fit(to_user, on=today, field="to_user")
    with transaction.atomic():
        rows = list(
            CaseOfficer.objects.filter(user=from_user, until_on__isnull=True, case__state__in=OPEN_CASES)
            .select_related("case")
            .order_by("case_id")
        )
        both = [str(row.case) for row in rows if row.case.officers.filter(user=to_user, until_on__isnull=True).exists()]
        if both:
            raise DomainError(
                f"{to_user.name}已经是这些案件的另一名办案人员：{'、'.join(both)}。请先为它们更换办案人员，再整体移交。",
                field="to_user",
            )
        for row in rows:
            replace_officer(
                actor=actor,
                outgoing=row,
                incoming=to_user,
                reason=f"{from_user.name}离岗，{zh_date(on)}起由{to_user.name}接手",
            )
    return [row.case for row in rows]
