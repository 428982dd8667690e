"""Verbs that fix what was: attendance sheets, certificates, the yearly statement, the report on the plan."""

from datetime import date

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Bureau, User
from accounts.powers import acts_as
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Paper
from records.services import draft_paper, issue_paper
from training import papers
from training.enums import SessionState
from training.models import AttemptResult, PlanStage, Session, TrainingPaper
from training.people import is_manager
from training.services.base import log, person_stream, require_manager, stream_of, verb

STATEMENT = "training.statement"
PLAN = ("training.plan", 1)


def _issue(actor: User, kind: str, stream: tuple[str, int], context: dict) -> Paper:
    paper = draft_paper(actor=actor, kind=kind, stream=stream, context=context)
    return issue_paper(actor=actor, paper=paper, organ_word=Bureau.objects.get().word)


@verb
def issue_attendance_sheet(*, actor: User, session: Session) -> TrainingPaper:
    """The list as it stands; a later correction needs a new sheet, the old one stays."""
    require_manager(actor)
    if session.state != SessionState.CLOSED:
        raise WrongState("培训结束以后，才能制作签到表。")
    paper = _issue(actor, "ATTENDANCE_SHEET", stream_of(session), papers.attendance_context(session))
    row = TrainingPaper.objects.create(paper=paper, session=session)
    log(actor, "paper.attendance", row, f"制作“{session.title}”签到表", stream=stream_of(session))
    return row


@verb
def issue_certificate(*, actor: User, result: AttemptResult) -> TrainingPaper:
    """A numbered paper for one who passed; once per result."""
    require_manager(actor)
    if not result.passed:
        raise DomainError("没有及格的，不能出具合格证明。")
    user = result.attempt.user
    context = papers.certificate_context(result)
    given = TrainingPaper.objects.filter(user=user, paper__kind="TRAINING_CERTIFICATE")
    if given.filter(
        paper__context__quiz=context["quiz"], paper__context__passed_on=context["passed_on"].isoformat()
    ).exists():
        raise WrongState("这次测验已经出具过合格证明。")
    paper = _issue(actor, "TRAINING_CERTIFICATE", person_stream(user), context)
    row = TrainingPaper.objects.create(paper=paper, user=user)
    log(actor, "paper.certificate", row, f"出具培训合格证明{paper.number}", stream=person_stream(user))
    return row


@verb
def issue_statement(*, actor: User, year: int) -> TrainingPaper:
    """Freeze the figures of a year with their hash. May be made again; each stands as it was."""
    require_manager(actor)
    on = timezone.localdate()
    if not 2000 <= year <= on.year:
        raise DomainError("请选择今年或者以前的年度。", field="year")
    context = papers.statement_context(year, on=on)
    if not context["cells"]:
        raise DomainError("还没有在岗的执法人员和科室负责人，没有可以统计的内容。")
    paper = _issue(actor, "TRAINING_STATEMENT", (STATEMENT, year), context)
    row = TrainingPaper.objects.create(paper=paper, year=year)
    log(
        actor,
        "paper.statement",
        row,
        f"固定{year}年度学习培训情况表",
        stream=(STATEMENT, year),
        weight=Weight.DECISION,
        after={"校验值": context["sha256"]},
    )
    return row


@verb
def issue_plan_report(*, actor: User) -> TrainingPaper:
    """The report on the plan for the leading group, with its number; by the training manager or a leader."""
    on: date = timezone.localdate()
    if not is_manager(actor) and not acts_as(actor, Role.LEADER, on=on):
        raise NotAllowed("实施进展报告由培训管理人员或者局领导制发。")
    if not PlanStage.objects.exists():
        raise WrongState("还没有设定实施阶段。请先设定两个阶段，下达任务。")
    paper = _issue(actor, "OFFICIAL_DOCUMENT", PLAN, papers.plan_context(on=on))
    row = TrainingPaper.objects.create(paper=paper)
    log(actor, "paper.plan", row, f"制发方案实施进展报告{paper.number}", stream=PLAN, weight=Weight.DECISION)
    return row
