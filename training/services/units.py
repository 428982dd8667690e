"""Verbs on the lessons for parties, written by the training manager."""

from collections.abc import Iterable

from accounts.models import User
from cases.enums import Measure
from cases.services.move import stated
from exemptions.models import Offence
from records.errors import DomainError, WrongState
from training.enums import UnitState
from training.library import refuse_unknown_laws
from training.models import LearningUnit, Question
from training.services.base import locked, log, require_manager, saved, verb

MOST_QUESTIONS = 5
LONGEST_MINUTES = 15


def _fill(row: LearningUnit, *, title: str, body: str, minutes: int, measures: Iterable[str], pass_mark: int) -> None:
    row.title = stated(title, "请填写单元名称。", field="title", limit=60)
    row.body = stated(body, "请写学习内容。", field="body")
    refuse_unknown_laws(row.title, field="title")
    refuse_unknown_laws(row.body, field="body")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise DomainError(f"当事人的学习单元不超过{LONGEST_MINUTES}分钟。请精简内容。", field="minutes")
    row.measures = [measure for measure in Measure.values if measure in set(measures)]
    if not row.measures:
        raise DomainError("请至少选择一种柔性措施。", field="measures")
    row.minutes, row.pass_mark = minutes, pass_mark


def _described(row: LearningUnit) -> dict[str, object]:
    return {"名称": row.title, "内容": row.body, "分钟": row.minutes, "措施": row.measures, "答对比例": row.pass_mark}


@verb
def write_learning_unit(
    *,
    actor: User,
    title: str,
    body: str,
    measures: Iterable[str],
    questions: Iterable[Question],
    offences: Iterable[Offence] = (),
    minutes: int = 8,
    pass_mark: int = 60,
) -> LearningUnit:
    """Short text, a handful of questions. Nobody is offered it before it is opened."""
    require_manager(actor)
    row = LearningUnit(created_by=actor)
    _fill(row, title=title, body=body, minutes=minutes, measures=measures, pass_mark=pass_mark)
    saved(row)
    _set_links(row, questions, offences)
    log(actor, "learning.write", row, f"编写当事人学习单元《{row.title}》", after=_described(row))
    return row


def _set_links(row: LearningUnit, questions: Iterable[Question], offences: Iterable[Offence]) -> None:
    questions = list(questions)
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise DomainError(f"请选1到{MOST_QUESTIONS}道测验题。", field="questions")
    if any(question.is_retired for question in questions):
        raise DomainError("停用的题目不能使用。", field="questions")
    row.questions.set(questions)
    row.offences.set(offences)


@verb
def change_learning_unit(
    *, actor: User, unit: LearningUnit, questions: Iterable[Question], offences: Iterable[Offence], **fields
) -> LearningUnit:
    """Later offers carry the new text; offers made keep the lesson as it was."""
    require_manager(actor)
    row = locked(unit)
    if row.state == UnitState.CLOSED:
        raise WrongState("单元已经停用，不能再改。")
    before = _described(row)
    _fill(row, **fields)
    saved(row)
    _set_links(row, questions, offences)
    log(actor, "learning.change", row, f"修改当事人学习单元《{row.title}》", before=before, after=_described(row))
    return row


@verb
def open_learning_unit(*, actor: User, unit: LearningUnit) -> LearningUnit:
    require_manager(actor)
    row = locked(unit)
    if row.state == UnitState.OPEN:
        raise WrongState("单元已经启用。")
    row.state = UnitState.OPEN
    row.save(update_fields=["state"])
    log(actor, "learning.open", row, f"启用当事人学习单元《{row.title}》")
    return row


@verb
def close_learning_unit(*, actor: User, unit: LearningUnit) -> LearningUnit:
    """No new offers; a party that holds one can still finish."""
    require_manager(actor)
    row = locked(unit)
    if row.state != UnitState.OPEN:
        raise WrongState("只有启用的单元可以停用。")
    row.state = UnitState.CLOSED
    row.save(update_fields=["state"])
    log(actor, "learning.close", row, f"停用当事人学习单元《{row.title}》")
    return row
