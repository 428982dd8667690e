"""并案, 分案 and 竞合: an act goes on in the file where it belongs; one conduct is fined once (29条)."""

from accounts.models import Bureau, User
from cases.capacity import current_officers
from cases.enums import ActState, Bound, CaseState, MoveKind, ObligationKind, RecusalState
from cases.law import law_on
from cases.models import Act, ActMove, Case, CaseOfficer, Evidence, Fact
from cases.services.decisions import settle_case_clock
from cases.services.move import STREAM, Move, case_url, move, stated
from cases.services.owing import cancel, open_obligation
from records.enums import Weight
from records.errors import DomainError, WrongState
from records.services import append_event, next_number
from rules.clocks import case_clock

FILING_WORD = "立"


def join_act(*, actor: User, act: Act, into: Case, reason: str, version: int | None = None) -> Act:
    """并案: the act goes on in `into`, a filed case of the same section. Facts and evidence go with it, the old stay readable."""
    with move("join_act", actor=actor, case=act.case, act=act, version=version) as step:
        target = Case.objects.select_for_update().get(pk=into.pk)
        if target.pk == step.case.pk:
            raise DomainError("请选择另一个案件。", field="into")
        if target.state != CaseState.INVESTIGATING or target.section_id != step.case.section_id:
            raise DomainError("只能并入本科室办理中的案件。请重新选择。", field="into")
        row = _carry(step, target, reason, MoveKind.JOINED)
        _say_in(step, target, row)
    return row.target


def separate_act(*, actor: User, act: Act, reason: str, version: int | None = None) -> Act:
    """分案: the act goes on in a new file with the same officers. The day of filing stays, so no time is gained."""
    with move("separate_act", actor=actor, case=act.case, act=act, version=version) as step:
        if step.case.acts.exclude(state=ActState.MOVED).count() < 2:
            raise WrongState("案件只有这一项行为，不用分案。", way_out=case_url(act.case))
        target = _new_file(step)
        row = _carry(step, target, reason, MoveKind.SEPARATED)
        _say_in(step, target, row)
    return row.target


def _carry(step: Move, target: Case, reason: str, kind: str) -> ActMove:
    reason = stated(reason, "请写明并案、分案的理由。", field="reason", limit=300)
    old = step.act
    if old.corrections.exists():
        raise WrongState("已经责令改正的行为不再并案、分案，请在本案办理完毕。", way_out=case_url(step.case))
    new = Act.objects.create(
        case=target,
        party=old.party,
        order=max([0, *target.acts.values_list("order", flat=True)]) + 1,
        violation=old.violation,
        violation_name=old.violation_name,
        subject=old.subject,
        created_by=old.created_by,
    )
    _copy_facts(old, new, _copy_evidence(old.case, target))
    row = ActMove.objects.create(
        kind=kind,
        source=old,
        target=new,
        reason=reason,
        decided_by=step.signature.user,
        decided_for=step.signature.for_user,
        decided_on=step.on,
    )
    cancel(step.case.obligations.open().filter(act=old), words=f"{row.get_kind_display()}，转{target}办理")
    step.goto(ActState.MOVED)
    settle_case_clock(step)
    step.log(
        f"行为{old.order}{row.get_kind_display()}，转{target}行为{new.order}",
        detail=reason,
        subject=row,
        weight=Weight.DECISION,
        after={"案件": str(target)},
    )
    return row


def _copy_evidence(source: Case, target: Case) -> dict[int, Evidence]:
    """The same stored bytes under numbers of the new file; what is there already is not copied twice."""
    there = {row.file_id: row for row in target.evidence.all()}
    number = max([0, *(row.number for row in there.values())])
    found = {}
    for row in source.evidence.all():
        if row.file_id not in there:
            number += 1
            there[row.file_id] = Evidence.objects.create(
                case=target,
                number=number,
                kind=row.kind,
                title=row.title,
                source=f"{row.source}（自{source}证据{row.number}转来）"[:200],
                file=row.file,
                added_by=row.added_by,
                added_at=row.added_at,
            )
        found[row.pk] = there[row.file_id]
    return found


def _copy_facts(old: Act, new: Act, evidence: dict[int, Evidence]) -> None:
    for fact in old.case.facts.filter(act=old, is_current=True).prefetch_related("evidence"):
        row = Fact.objects.create(
            case=new.case,
            act=new,
            key=fact.key,
            known=fact.known,
            value=fact.value,
            note=fact.note,
            recorded_by=fact.recorded_by,
            recorded_at=fact.recorded_at,
        )
        row.evidence.set([evidence[one.pk] for one in fact.evidence.all()])


def _new_file(step: Move) -> Case:
    old = step.case
    _, number = next_number(organ_word=Bureau.objects.get().word, number_word=FILING_WORD, year=step.on.year)
    target = Case.objects.create(
        party=step.act.party,
        section=old.section,
        source=old.source,
        discovered_on=old.discovered_on,
        summary=f"自{old}分案：{step.act.subject}",
        registered_by=old.registered_by,
        filing_reason=old.filing_reason,
        filing_requested_by=old.filing_requested_by,
    )
    for row in current_officers(old):
        CaseOfficer.objects.create(
            case=target,
            user=row.user,
            part=row.part,
            from_on=step.on,
            recusal=RecusalState.NONE if row.recusal == RecusalState.NONE else RecusalState.NOT_ASKED,
            declared_at=row.declared_at if row.recusal == RecusalState.NONE else None,
        )
    target.number, target.filed_on = number, old.filed_on
    target.filed_by, target.filed_for = step.signature.user, step.signature.for_user
    target.state = CaseState.INVESTIGATING
    target.save()
    limit = old.limit_extensions.first()
    law = law_on(step.on)
    due = case_clock(old.filed_on, law.calendar, law.procedure).hard
    open_obligation(
        case=target,
        kind=ObligationKind.DECIDE,
        title="作出处理决定",
        bound=Bound.BUREAU,
        due=None if limit else due,
        due_on=limit.new_limit if limit else None,
        due_words=f"自{old}分案，办案期限连续计算；{due.citation}",
    )
    return target


def _say_in(step: Move, target: Case, row: ActMove) -> None:
    target.version += 1
    target.save(update_fields=["version"])
    append_event(
        actor=step.actor,
        verb=step.row.verb,
        subject=row.target,
        stream=(STREAM, target.pk),
        summary=f"{row.get_kind_display()}：自{step.case}转来行为{row.target.order}",
        detail=row.reason,
        weight=Weight.DECISION,
        after={"原案件": str(step.case)},
    )


def mark_same_conduct(*, actor: User, act: Act, other: Act | None, version: int | None = None) -> Act:
    """竞合: two offences in one conduct of one party are fined once, by the rule with the higher fine (29条). None undoes it."""
    with move("mark_same_conduct", actor=actor, case=act.case, act=act, version=version) as step:
        if other is not None:
            if other.pk == act.pk or other.case_id != step.case.pk or other.party_id != step.act.party_id:
                raise DomainError("只能选择本案中同一当事人的另一项行为。", field="other")
            if other.violation == step.act.violation:
                raise DomainError(
                    "同一案由的两项行为是两个行为，分别处理；同一行为触犯不同规定的才需要标明。", field="other"
                )
            if other.same_conduct_id == step.act.pk:
                raise WrongState("这两项行为已经标明是同一行为。", way_out=case_url(act.case))
        step.act.same_conduct = other
        step.act.save(update_fields=["same_conduct"])
        words = f"与行为{other.order}是同一行为，只罚一次款" if other else "不再与其他行为并作同一行为"
        step.log(f"行为{step.act.order}{words}", subject=step.act, after={"同一行为": str(other or "无")})
    return act


def concurring(act: Act) -> list[Act]:
    """The other offences of the same conduct."""
    found = list(Act.objects.filter(same_conduct=act).select_related("party"))
    return found + ([act.same_conduct] if act.same_conduct_id else [])


def fine_twice_problem(act: Act) -> str:
    """Why this act may not be fined beside its concurring ones; empty when it may (29条)."""
    own = act.assessment
    most = (own.answer.get("fine_range_yuan") or [0, 0])[1] if own else 0
    for other in concurring(act):
        if other.state == ActState.DECIDED and (other.decision.fine or 0) > 0:
            return f"同一行为已经以行为{other.order}“{other.violation_name}”罚款，不得再次罚款"
        row = other.assessment
        theirs = (row.answer.get("fine_range_yuan") or [0, 0])[1] if row else 0
        if theirs > most and other.state not in {ActState.MOVED, ActState.TRANSFERRED}:
            return f"同一行为触犯行为{other.order}“{other.violation_name}”的规定，其罚款数额更高，应当按该规定罚款"
    return ""
