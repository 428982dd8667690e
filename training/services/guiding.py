"""Verbs on guiding cases: record, publish, retire; assign, note, discuss."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.powers import acts_as
from cases.services.move import stated
from documents.words import zh_date
from exemptions.models import ListItem, Offence
from records.errors import DomainError, NotAllowed, WrongState
from records.services import notify, store_file
from training.enums import GuidingState
from training.library import refuse_unknown_laws
from training.models import GuidingCase, StudyAssignment, StudyNote, StudyPost
from training.people import attenders, is_manager
from training.services.base import (
    locked,
    log,
    person_stream,
    require_learner,
    require_manager,
    saved,
    stream_of,
    verb,
)

TEXTS = ("facts", "result", "meaning")
MISSING = {"facts": "请写基本案情。", "result": "请写处理结果。", "meaning": "请写典型意义。"}


def _fill(row: GuidingCase, fields: dict[str, object]) -> None:
    row.title = stated(str(fields.pop("title", "")), "请填写标题。", field="title", limit=120)
    row.issuer = stated(str(fields.pop("issuer", "")), "请填写发布机关。", field="issuer", limit=60)
    for name in TEXTS:
        text = stated(str(fields.pop(name, "")), MISSING[name], field=name)
        refuse_unknown_laws(text, field=name)
        setattr(row, name, text)
    for name, value in fields.items():
        setattr(row, name, value)


@verb
def record_guiding_case(
    *,
    actor: User,
    items: Iterable[ListItem] = (),
    offences: Iterable[Offence] = (),
    upload: tuple[str, bytes] | None = None,
    **fields,
) -> GuidingCase:
    """Title, issuer, facts, result and meaning must be there; items and offences link it to the list and the law."""
    require_manager(actor)
    row = GuidingCase(recorded_by=actor)
    _fill(row, fields)
    if upload:
        row.file = store_file(actor=actor, name=upload[0], content=upload[1])
    saved(row)
    row.items.set(items)
    row.offences.set(offences)
    log(actor, "guiding.record", row, f"录入指导性案例：{row.title}", after={"发布机关": row.issuer})
    return row


@verb
def change_guiding_case(
    *, actor: User, guiding_case: GuidingCase, items: Iterable[ListItem], offences: Iterable[Offence], **fields
) -> GuidingCase:
    """Only before it is published; afterwards a wrong one is retired and recorded anew."""
    require_manager(actor)
    row = locked(guiding_case)
    if row.state != GuidingState.DRAFT:
        raise WrongState("案例已经发布，不能再改。需要改正的，请停用后重新录入。")
    before = {"标题": row.title, "案情": row.facts, "结果": row.result, "意义": row.meaning}
    _fill(row, fields)
    saved(row)
    row.items.set(items)
    row.offences.set(offences)
    after = {"标题": row.title, "案情": row.facts, "结果": row.result, "意义": row.meaning}
    log(actor, "guiding.change", row, f"修改指导性案例：{row.title}", before=before, after=after)
    return row


@verb
def publish_guiding_case(*, actor: User, guiding_case: GuidingCase) -> GuidingCase:
    require_manager(actor)
    row = locked(guiding_case)
    if row.state != GuidingState.DRAFT:
        raise WrongState(f"案例{row.get_state_display()}，不需要再发布。")
    row.state = GuidingState.PUBLISHED
    row.save(update_fields=["state"])
    log(actor, "guiding.publish", row, f"发布指导性案例供学习：{row.title}")
    return row


@verb
def retire_guiding_case(*, actor: User, guiding_case: GuidingCase, reason: str) -> GuidingCase:
    """The law has moved on, or it was recorded wrongly; notes and discussion stay."""
    require_manager(actor)
    row = locked(guiding_case)
    if row.state != GuidingState.PUBLISHED:
        raise WrongState("只有供学习的案例可以停用。")
    row.retired_words = stated(reason, "请写明不再适用的理由。", field="reason", limit=200)
    row.state = GuidingState.RETIRED
    row.save(update_fields=["state", "retired_words"])
    log(actor, "guiding.retire", row, f"指导性案例不再适用：{row.title}", detail=row.retired_words)
    return row


def _may_assign(actor: User, user: User) -> bool:
    if is_manager(actor):
        return True
    return bool(user.section_id and acts_as(actor, Role.HEAD, on=timezone.localdate(), section_id=user.section_id))


@verb
def assign_study(
    *, actor: User, guiding_case: GuidingCase, people: Iterable[User], due_on: date, question: str = ""
) -> list[StudyAssignment]:
    """To anybody by the training manager, to one's own section by its head. Who has the task already keeps it."""
    people = list(people)
    if not people:
        raise DomainError("请至少选择一人。", field="people")
    if guiding_case.state != GuidingState.PUBLISHED:
        raise WrongState("案例还没有发布或者已经停用，不能布置学习。")
    if due_on < timezone.localdate():
        raise DomainError("完成期限不能早于今天。", field="due_on")
    known = set(attenders().filter(pk__in=[person.pk for person in people]).values_list("pk", flat=True))
    rows = []
    for person in people:
        if not _may_assign(actor, person):
            raise NotAllowed(f"只能给本科室人员布置学习；{person.name}不在本科室。")
        if person.pk not in known:
            raise DomainError(f"{person.name}不在岗或者不参加业务培训。", field="people")
        if StudyAssignment.objects.standing().filter(guiding_case=guiding_case, user=person).exists():
            continue
        row = saved(
            StudyAssignment(
                guiding_case=guiding_case, user=person, due_on=due_on, question=question.strip(), assigned_by=actor
            )
        )
        notify(user=person, text=f"请于{zh_date(due_on)}前学习指导性案例《{guiding_case.title}》，写下学习笔记。")
        rows.append(row)
    names = "、".join(row.user.name for row in rows)
    log(
        actor,
        "guiding.assign",
        guiding_case,
        f"布置学习《{guiding_case.title}》：{names or '没有新增'}",
        after={"期限": due_on, "人数": len(rows)},
    )
    return rows


@verb
def lift_assignment(*, actor: User, assignment: StudyAssignment) -> StudyAssignment:
    row = locked(assignment)
    if not _may_assign(actor, row.user):
        raise NotAllowed("学习任务由培训管理人员或者本科室负责人取消。")
    if row.lifted_at:
        raise WrongState("这项学习任务已经取消。")
    row.lifted_at = timezone.now()
    row.save(update_fields=["lifted_at"])
    log(
        actor,
        "guiding.lift",
        row,
        f"取消{row.user.name}学习《{row.guiding_case.title}》的任务",
        stream=stream_of(row.guiding_case),
    )
    return row


def _open_to_study(actor: User, guiding_case: GuidingCase) -> None:
    require_learner(actor)
    if guiding_case.state != GuidingState.PUBLISHED:
        raise WrongState("这个案例现在不供学习。")


@verb
def write_note(*, actor: User, guiding_case: GuidingCase, text: str) -> StudyNote:
    """One's own words; nobody but oneself, one's head and the training manager reads them."""
    _open_to_study(actor, guiding_case)
    row = saved(StudyNote(guiding_case=guiding_case, user=actor, text=stated(text, "请写学习笔记。", field="text")))
    log(actor, "guiding.note", row, f"写学习笔记：{guiding_case.title}", stream=person_stream(actor))
    return row


@verb
def post(*, actor: User, guiding_case: GuidingCase, text: str, answers: StudyPost | None = None) -> StudyPost:
    """Everybody reads the discussion, so it names no party."""
    _open_to_study(actor, guiding_case)
    if answers is not None and answers.guiding_case_id != guiding_case.pk:
        raise DomainError("要回复的发言不在这个案例下。")
    row = saved(
        StudyPost(guiding_case=guiding_case, user=actor, answers=answers, text=stated(text, "请写发言。", field="text"))
    )
    log(actor, "guiding.post", row, f"参加讨论：{guiding_case.title}", stream=stream_of(guiding_case))
    return row


@verb
def withdraw_post(*, actor: User, post: StudyPost, reason: str) -> StudyPost:
    """By its author or the training manager; the place in the discussion stays and says why."""
    row = locked(post)
    if actor.pk != row.user_id and not is_manager(actor):
        raise NotAllowed("发言由本人或者培训管理人员撤下。")
    if row.withdrawn_at:
        raise WrongState("这条发言已经撤下。")
    row.withdrawn_words = stated(reason, "请写明撤下的原因。", field="reason", limit=200)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at", "withdrawn_words"])
    log(
        actor,
        "guiding.withdraw_post",
        row,
        f"撤下{row.user.name}的一条发言",
        stream=stream_of(row.guiding_case),
        detail=row.withdrawn_words,
    )
    return row
