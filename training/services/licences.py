"""What earns a licence to propose under a list version, who is excused for a while, and what a year asks for.

The only rows the rooms below read are exemptions.Licence.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from accounts.powers import acts_as
from cases.services.move import stated
from documents.words import zh_date
from exemptions.models import Licence, ListVersion
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from training.defaults import EXCEPTION_DAYS, HOURS
from training.enums import CourseKind, CourseState, MaterialKind, QuizState
from training.models import AttemptResult, Course, HourRequirement, LicenceException, LicenceUnit, Material, Quiz
from training.people import is_manager
from training.services.base import locked, log, person_stream, require_learner, require_manager, saved, verb
from training.services.quizzes import generated_questions

PASS_MARK, DRAW, MINUTES = 80, 10, 8


@verb
def open_unit(*, actor: User, list_version: ListVersion, minutes: int = MINUTES) -> LicenceUnit:
    """The unit of a published version: the list to read, questions made from it. Made once; whoever comes first.

    A learner may open it too, so that nobody is stopped for want of somebody else's work; the training manager can
    add written questions at any time.
    """
    require_learner(actor)
    # Two people may come first: the version's row decides.
    list_version = ListVersion.objects.select_for_update(no_key=True).get(pk=list_version.pk)
    if unit := LicenceUnit.objects.filter(list_version=list_version).first():
        return unit
    if list_version.is_draft:
        raise DomainError("清单草案还没有公布，不需要学习单元。")
    course = Course.objects.create(
        title=f"{list_version.title}（{list_version.code}）学习单元"[:80],
        kind=CourseKind.LIST,
        summary="读完清单全文，通过测验，即取得按这一版清单提出处理意见的资格。",
        state=CourseState.OPEN,
        created_by=actor,
    )
    saved(
        Material(
            course=course,
            order=1,
            kind=MaterialKind.LIST,
            title=list_version.title,
            list_version=list_version,
            added_by=actor,
        )
    )
    questions = generated_questions(actor=actor, version=list_version)
    if not questions:
        raise DomainError("这一版清单的项目还没有录入条件，不能自动出题。请联系培训管理人员编写题目。")
    quiz = Quiz.objects.create(
        title=f"{list_version.code}清单测验"[:80],
        course=course,
        pass_mark=PASS_MARK,
        draw=min(DRAW, len(questions)),
        state=QuizState.OPEN,
        created_by=actor,
    )
    quiz.questions.set(questions)
    unit = LicenceUnit.objects.create(
        list_version=list_version, course=course, quiz=quiz, minutes=minutes, opened_by=actor
    )
    by = "" if is_manager(actor) else "（首位学习人打开时自动建立）"
    log(
        actor,
        "unit.open",
        unit,
        f"建立{list_version.title}学习单元，{len(questions)}题{by}",
        after={"题目": len(questions)},
    )
    return unit


def _give(
    user: User, version: ListVersion, *, by: User, source: str, on: date, until: date | None = None
) -> list[Licence]:
    """Licences for every item of the version. A lasting one replaces one that is limited in time."""
    held = {row.item_id: row for row in Licence.objects.filter(user=user, item__version=version, revoked_on=None)}
    given = []
    for item in version.items.all():
        old = held.get(item.pk)
        if old is not None and (old.expires_on is None or until is not None and old.expires_on >= on):
            continue
        if old is not None:
            old.revoked_on = on
            old.save(update_fields=["revoked_on"])
        given.append(Licence(user=user, item=item, granted_on=on, granted_by=by, source=source[:200], expires_on=until))
    return Licence.objects.bulk_create(given)


def grant_licences(*, actor: User, unit: LicenceUnit, result: AttemptResult) -> list[Licence]:
    """Called in the transaction in which the quiz was passed."""
    on = timezone.localdate()
    version = unit.list_version
    source = f"{unit.course.title}，{zh_date(on)}测验{result.score}分"
    rows = _give(actor, version, by=actor, source=source, on=on)
    if rows:
        log(
            actor,
            "licence.grant",
            unit,
            f"取得按{version.title}提出处理意见的资格，共{len(rows)}项",
            stream=person_stream(actor),
            weight=Weight.DECISION,
            after={"清单": version.code, "项目": [row.item.number for row in rows]},
        )
    return rows


@verb
def excuse(*, actor: User, user: User, list_version: ListVersion, until: date, reason: str) -> LicenceException:
    """The head lets one of the section propose for some days before the unit is passed; once per version."""
    on = timezone.localdate()
    signature = user.section_id and acts_as(actor, Role.HEAD, on=on, section_id=user.section_id)
    signature = signature or acts_as(actor, Role.LEADER, on=on)
    if not signature:
        raise NotAllowed("例外由本科室负责人或者局领导批准。")
    if actor.pk == user.pk or (signature.for_user and signature.for_user.pk == user.pk):
        raise NotAllowed("不能给本人批准例外。请由局领导批准，或者先完成学习单元。")
    if user.role not in CASE_WORKERS or not user.is_active:
        raise DomainError("只有在岗的执法人员和科室负责人需要适用资格。", field="user")
    if list_version.is_draft:
        raise DomainError("清单草案还没有公布。", field="list_version")
    longest = on + timedelta(days=EXCEPTION_DAYS)
    if not on <= until <= longest:
        raise DomainError(f"例外从今天起，最迟到{zh_date(longest)}。", field="until")
    reason = stated(reason, "请写明理由。", field="reason", limit=300)
    row = saved(
        LicenceException(
            user=user,
            list_version=list_version,
            reason=reason,
            starts_on=on,
            ends_on=until,
            granted_by=actor,
            granted_for=signature.for_user,
        )
    )
    given = _give(user, list_version, by=actor, source=f"例外：{reason}", on=on, until=until)
    if not given:
        raise DomainError(f"{user.name}已经取得这一版清单的资格，不需要例外。", field="user")
    log(
        actor,
        "licence.excuse",
        row,
        f"准许{user.name}在{zh_date(until)}前先按{list_version.title}提出处理意见",
        stream=person_stream(user),
        detail=reason,
        weight=Weight.DECISION,
        after={"至": until, "签署": signature.words},
    )
    return row


@verb
def end_exception(*, actor: User, exception: LicenceException, reason: str) -> LicenceException:
    """Taken back early; what was earned by passing the unit meanwhile stays."""
    exception = locked(exception)
    on = timezone.localdate()
    section = exception.user.section_id
    if not (section and acts_as(actor, Role.HEAD, on=on, section_id=section)) and not acts_as(
        actor, Role.LEADER, on=on
    ):
        raise NotAllowed("例外由本科室负责人或者局领导收回。")
    if exception.ended_at:
        raise WrongState("这项例外已经收回。")
    exception.ended_words = stated(reason, "请写明收回的原因。", field="reason", limit=200)
    exception.ended_at = timezone.now()
    exception.save(update_fields=["ended_at", "ended_words"])
    rows = Licence.objects.filter(
        user=exception.user, item__version=exception.list_version, revoked_on=None, expires_on__isnull=False
    )
    rows.update(revoked_on=on)
    log(
        actor,
        "licence.end_exception",
        exception,
        f"收回{exception.user.name}的例外",
        stream=person_stream(exception.user),
        detail=exception.ended_words,
        weight=Weight.DECISION,
    )
    return exception


@verb
def set_requirement(*, actor: User, year: int, hours, reason: str, exam_required: bool = True) -> HourRequirement:
    """How many hours this year asks for; the row before stays readable."""
    require_manager(actor)
    if not 2000 <= year <= 2100:
        raise DomainError("请填写四位年份。", field="year")
    row = saved(
        HourRequirement(
            year=year,
            hours=hours,
            exam_required=exam_required,
            reason=stated(reason, "请写明学时要求的依据或理由。", field="reason", limit=200),
            set_by=actor,
        )
    )
    log(
        actor,
        "requirement.set",
        row,
        f"{year}年应完成{hours}学时",
        stream=("training.requirement", year),
        detail=row.reason,
        after={"学时": hours, "须通过考试": exam_required},
    )
    return row


def required_hours(year: int) -> tuple[Decimal, bool]:
    """(hours, exam) asked of that year: the newest row of the year or of an earlier one, else the setting's."""
    row = HourRequirement.objects.filter(year__lte=year).order_by("-year", "-pk").first()
    return (row.hours, row.exam_required) if row else (Decimal(HOURS), True)
