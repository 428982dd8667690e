"""Verbs on the implementation plan: two stages, tasks per section, what the sections report, what is confirmed."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Section, User
from accounts.powers import acts_as
from cases.services.move import stated
from documents.words import zh_date
from records.errors import DomainError, NotAllowed, WrongState
from records.services import store_file
from training.enums import MilestoneState
from training.models import Milestone, MilestoneReport, PlanStage
from training.services.base import locked, log, require_manager, saved, stream_of, verb

# What the plan itself says of its two stages (黔江方案五(一)、五(二)).
STAGES = (
    (1, "部署推进阶段", "学习法律法规和方案，统一思想认识，部署柔性执法工作。", "黔江方案五(一)"),
    (2, "组织实施阶段", "分步落实柔性措施；培训和学习指导性案例；认领并实施清单项目。", "黔江方案五(二)"),
)
REPORTED = (MilestoneState.DOING, MilestoneState.DONE)


@verb
def set_stages(*, actor: User, first_from: date, second_from: date, second_to: date | None = None) -> list[PlanStage]:
    """The two stages with their dates; the first lasts until the second begins. May be set again, with the log keeping both."""
    require_manager(actor)
    if second_from <= first_from:
        raise DomainError("第二阶段必须晚于第一阶段开始。", field="second_from")
    dates = {1: (first_from, second_from), 2: (second_from, second_to)}
    rows = []
    for order, name, goal, citation in STAGES:
        row = PlanStage.objects.filter(order=order).first() or PlanStage(order=order)
        row.name, row.goal, row.citation, row.set_by = name, goal, citation, actor
        row.starts_on, row.ends_on = dates[order]
        rows.append(saved(row))
    log(
        actor,
        "plan.stages",
        rows[0],
        "设定实施方案的两个阶段",
        stream=("training.plan", 1),
        after={"第一阶段": first_from, "第二阶段": second_from, "结束": second_to},
    )
    return rows


@verb
def give_milestones(
    *, actor: User, stage: PlanStage, sections: Iterable[Section], title: str, due_on: date
) -> list[Milestone]:
    """The same task for each of these sections."""
    require_manager(actor)
    sections = list(sections)
    if not sections:
        raise DomainError("请至少选择一个科室。", field="sections")
    title = stated(title, "请填写任务。", field="title", limit=120)
    if due_on < stage.starts_on or (stage.ends_on and due_on > stage.ends_on):
        raise DomainError(f"完成期限应在{stage.name}之内（自{zh_date(stage.starts_on)}起）。", field="due_on")
    rows = []
    for section in sections:
        row = saved(Milestone(stage=stage, section=section, title=title, due_on=due_on, created_by=actor))
        log(
            actor,
            "plan.milestone",
            row,
            f"下达任务“{title}”给{section.name}，{zh_date(due_on)}前完成",
            after={"期限": due_on},
        )
        rows.append(row)
    return rows


@verb
def change_milestone(*, actor: User, milestone: Milestone, due_on: date, reason: str) -> Milestone:
    """Another day, with the reason."""
    require_manager(actor)
    row = locked(milestone)
    if row.state == MilestoneState.CONFIRMED:
        raise WrongState("任务已经核实，期限不能再改。")
    reason = stated(reason, "请写明改期的理由。", field="reason", limit=300)
    before, row.due_on = row.due_on, due_on
    saved(row)
    log(
        actor,
        "plan.change",
        row,
        f"任务“{row.title}”改期到{zh_date(due_on)}",
        detail=reason,
        before={"期限": before},
        after={"期限": due_on},
    )
    return row


@verb
def report_milestone(
    *,
    actor: User,
    milestone: Milestone,
    state: str,
    words: str,
    upload: tuple[str, bytes] | None = None,
) -> MilestoneReport:
    """The head of the section says how far it is; what is reported as done must be shown."""
    row = locked(milestone)
    if not acts_as(actor, Role.HEAD, on=timezone.localdate(), section_id=row.section_id):
        raise NotAllowed(f"任务进展由{row.section.name}负责人填报。")
    if row.state == MilestoneState.CONFIRMED:
        raise WrongState("任务已经核实，不需要再填报。")
    if state not in REPORTED:
        raise DomainError("请选择“进行中”或者“已完成”。", field="state")
    words = stated(words, "请写明进展情况。", field="words")
    if state == MilestoneState.DONE and upload is None and not row.reports.filter(file__isnull=False).exists():
        raise DomainError("报已完成的，请附佐证材料（签到表、照片、文件等）。", field="upload")
    return _report(actor, row, state, words, upload, "填报")


@verb
def confirm_milestone(*, actor: User, milestone: Milestone, confirmed: bool, words: str) -> MilestoneReport:
    """The training manager looks at the evidence: confirmed, or back to the section with the reason."""
    require_manager(actor)
    row = locked(milestone)
    if row.state != MilestoneState.DONE:
        raise WrongState("科室报已完成以后，才能核实。")
    words = stated(words, "请写明核实情况。", field="words")
    state = MilestoneState.CONFIRMED if confirmed else MilestoneState.DOING
    return _report(actor, row, state, words, None, "核实" if confirmed else "退回")


def _report(
    actor: User, row: Milestone, state: str, words: str, upload: tuple[str, bytes] | None, said: str
) -> MilestoneReport:
    file = store_file(actor=actor, name=upload[0], content=upload[1]) if upload else None
    report = saved(MilestoneReport(milestone=row, state=state, words=words, file=file, reported_by=actor))
    before = row.get_state_display()
    row.state = state
    row.save(update_fields=["state"])
    log(
        actor,
        "plan.report",
        report,
        f"{row.section.name}“{row.title}”{said}：{row.get_state_display()}",
        stream=stream_of(row),
        detail=words,
        before={"状态": before},
        after={"状态": row.get_state_display()},
    )
    return report
