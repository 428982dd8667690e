"""In which capacity a person may act on a file that day, and whether the file has its two licensed officers."""

from datetime import date

from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from accounts.powers import Signature, acts_as, persons_stood_in_for
from cases.enums import OfficerPart, RecusalState
from cases.models import Case, CaseOfficer
from cases.reading import is_read
from cases.workflow import WHO_WORDS, Gate, Who
from documents.words import zh_date

SETTLED = frozenset({RecusalState.NONE, RecusalState.REFUSED})


def current_officers(case: Case) -> list[CaseOfficer]:
    """The officers of the file, lead first; recused and replaced ones are gone."""
    rows = (
        case.officers.all()
        if is_read(case, "officers")
        else case.officers.select_related("user__section").defer("user__password")
    )
    here = [row for row in rows if row.until_on is None]
    return sorted(here, key=lambda row: (row.part != OfficerPart.LEAD, row.pk))


def _as_case_officer(actor: User, case: Case, on: date) -> Signature | None:
    named = {row.user_id for row in current_officers(case)}
    if not named:
        return Signature(actor) if actor.pk == case.registered_by_id else None
    if actor.pk in named:
        return Signature(actor)
    if not actor.certificate_valid(on=on):
        return None
    absent = next((person for person in persons_stood_in_for(actor, on=on) if person.pk in named), None)
    return Signature(actor, absent) if absent else None


def _as_section(actor: User, section_id: int, on: date) -> Signature | None:
    for role in CASE_WORKERS:
        if signature := acts_as(actor, role, on=on, section_id=section_id):
            return signature
    return None


def _not_own(signature: Signature | None, authors: set[int]) -> Signature | None:
    """Nobody signs what they wrote, in their own name or in that of the person they stand in for."""
    if signature is None or signature.user.pk in authors:
        return None
    return None if signature.for_user and signature.for_user.pk in authors else signature


def signature_as(
    who: Who,
    *,
    actor: User,
    section_id: int,
    on: date,
    case: Case | None = None,
    authors: set[int] = frozenset(),
) -> Signature | None:
    """How the actor would sign in this capacity, or None."""
    if not actor.is_active:
        return None
    if who == Who.SELF:
        return Signature(actor) if actor.pk in authors else None
    if who == Who.CASE_OFFICER:
        return _as_case_officer(actor, case, on) if case else None
    if who == Who.SECTION:
        return _as_section(actor, section_id, on)
    if who == Who.HEAD:
        return _not_own(acts_as(actor, Role.HEAD, on=on, section_id=section_id), authors)
    role = Role.REVIEWER if who == Who.REVIEWER else Role.LEADER
    return _not_own(acts_as(actor, role, on=on), authors)


def first_signature(
    whos: tuple[Who, ...],
    *,
    actor: User,
    section_id: int,
    on: date,
    case: Case | None = None,
    authors: set[int] = frozenset(),
) -> Signature | None:
    for who in whos:
        signed = signature_as(who, actor=actor, section_id=section_id, on=on, case=case, authors=authors)
        if signed:
            return signed
    return None


def refusal_words(title: str, whos: tuple[Who, ...], actor: User, authors: set[int]) -> str:
    """Why this person may not, and who may."""
    allowed = "或".join(WHO_WORDS[who] for who in whos)
    if actor.pk in authors and Who.SELF not in whos:
        return f"不能对本人经办的事项“{title}”。请交由{allowed}办理。"
    return f"“{title}”由{allowed}办理。您现在不是这一身份，请联系承办科室。"


def officer_problem(row: CaseOfficer, *, on: date, asked_is_open: bool) -> str:
    """What keeps this officer from acting on that day, in one clause; empty when nothing does."""
    name = row.user.name
    if not row.user.is_active:
        return f"{name}已经离岗，请更换办案人员"
    if not row.user.certificate_number:
        return f"{name}没有执法证，请更换办案人员"
    if not row.user.certificate_valid(on=on):
        return f"{name}的执法证不在有效期内（有效期至{zh_date(row.user.certificate_until)}），请换证或更换办案人员"
    if row.recusal == RecusalState.NOT_ASKED:
        return f"{name}还没有声明是否需要回避，请其先作声明"
    if row.recusal == RecusalState.ASKED and asked_is_open:
        return f"{name}的回避还没有决定，请局领导先作决定"
    return ""


def gate_problems(case: Case, gate: Gate | None, *, on: date) -> list[str]:
    """Why the file may not take this step now (行政处罚法42、43条); empty when it may."""
    if gate is None:
        return []
    rows = current_officers(case)
    problems = [officer_problem(row, on=on, asked_is_open=gate == Gate.TWO_OFFICERS) for row in rows]
    problems = [words for words in problems if words]
    if len(rows) < 2:
        problems.append(
            f"办案人员只有{len(rows)}名，不得少于两名，请先指定" if rows else "还没有指定两名办案人员，请先指定"
        )
    return problems


def authors_of(case: Case) -> set[int]:
    """Everyone whose own work this file is: officers past and present, who registered it, who asked to file it."""
    people = {row.user_id for row in case.officers.all()}
    people |= {case.registered_by_id, case.filing_requested_by_id}
    return {pk for pk in people if pk}
