"""Verbs on courses: set up, fill with material, note errata, open, close; mark as read."""

from django.utils import timezone

from accounts.models import User
from cases.services.move import stated
from exemptions.enums import Level, ListState
from exemptions.models import ListVersion
from records.errors import DomainError, WrongState
from records.services import store_file
from training.enums import CourseState, GuidingState, MaterialKind
from training.library import find_statute, refuse_unknown_laws, version_for
from training.models import Course, Erratum, GuidingCase, Material, Reading
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

INTERNAL = (Level.INTERNAL, Level.NORMATIVE, Level.ELSEWHERE, Level.REPLY, Level.STANDARD)


def _check_words(title: str, summary: str) -> None:
    refuse_unknown_laws(title, field="title")
    refuse_unknown_laws(summary, field="summary")


@verb
def create_course(*, actor: User, title: str, kind: str, summary: str = "", hours=0) -> Course:
    """A course nobody but the training manager sees until it is opened."""
    require_manager(actor)
    title = stated(title, "请填写课程名称。", field="title", limit=80)
    _check_words(title, summary)
    course = saved(Course(title=title, kind=kind, summary=summary.strip(), hours=hours, created_by=actor))
    log(
        actor, "course.create", course, f"建立课程《{title}》", after={"类别": course.get_kind_display(), "学时": hours}
    )
    return course


@verb
def change_course(*, actor: User, course: Course, title: str, kind: str, summary: str = "", hours=0) -> Course:
    """Correct what a course is called or counts; what was there stays readable in the event."""
    require_manager(actor)
    course = locked(course)
    if course.state == CourseState.CLOSED:
        raise WrongState("课程已经结束，不能再改。需要的，请另建课程。")
    before = {"名称": course.title, "类别": course.get_kind_display(), "提要": course.summary, "学时": course.hours}
    _check_words(title, summary)
    course.title = stated(title, "请填写课程名称。", field="title", limit=80)
    course.kind, course.summary, course.hours = kind, summary.strip(), hours
    saved(course)
    after = {"名称": course.title, "类别": course.get_kind_display(), "提要": course.summary, "学时": hours}
    log(actor, "course.change", course, f"修改课程《{course.title}》", before=before, after=after)
    return course


@verb
def open_course(*, actor: User, course: Course) -> Course:
    """Everybody may read it from now on. An empty course is not opened."""
    require_manager(actor)
    course = locked(course)
    if course.state != CourseState.DRAFT:
        raise WrongState(f"课程{course.get_state_display()}，不需要再开放。")
    if not course.materials.filter(withdrawn_at__isnull=True).exists():
        raise DomainError("课程还没有学习材料。请先添加材料，再开放。")
    course.state = CourseState.OPEN
    course.save(update_fields=["state"])
    log(actor, "course.open", course, f"开放课程《{course.title}》")
    return course


@verb
def close_course(*, actor: User, course: Course) -> Course:
    """No more reading marks and quizzes; what was done stays."""
    require_manager(actor)
    course = locked(course)
    if course.state != CourseState.OPEN:
        raise WrongState("只有开放的课程可以结束。")
    if hasattr(course, "licence_unit") and course.licence_unit.list_version.state == ListState.PUBLISHED:
        raise DomainError("这是现行清单的学习单元，不能结束。清单废止以后再结束。")
    course.state = CourseState.CLOSED
    course.save(update_fields=["state"])
    log(actor, "course.close", course, f"结束课程《{course.title}》")
    return course


def _changeable(course: Course) -> Course:
    course = locked(course)
    if course.state == CourseState.CLOSED:
        raise WrongState("课程已经结束，不能再改材料。")
    return course


def _add(actor: User, course: Course, **fields) -> Material:
    last = course.materials.order_by("-order").values_list("order", flat=True).first()
    row = saved(Material(course=course, order=(last or 0) + 1, added_by=actor, **fields))
    log(
        actor,
        "material.add",
        row,
        f"课程《{course.title}》添加材料：{row.title}",
        stream=stream_of(course),
        after={"种类": row.get_kind_display(), "必读": row.required},
    )
    return row


@verb
def add_statute(*, actor: User, course: Course, statute: str, required: bool = True) -> Material:
    """A law, regulation or plan by its title; only what stands in the law library."""
    require_manager(actor)
    course = _changeable(course)
    found = find_statute(stated(statute, "请填写法规名称。", field="statute"))
    version = version_for(found, on=timezone.localdate())
    kind = MaterialKind.PLAN if found.level in INTERNAL else MaterialKind.STATUTE
    title = f"{found.title}（{version.label}）" if version.label else found.title
    return _add(actor, course, kind=kind, title=title, statute_version=version, required=required)


@verb
def add_list(*, actor: User, course: Course, list_version: ListVersion, required: bool = True) -> Material:
    require_manager(actor)
    course = _changeable(course)
    if list_version.is_draft:
        raise DomainError("清单草案还没有公布，不能作为学习材料。", field="list_version")
    return _add(
        actor, course, kind=MaterialKind.LIST, title=list_version.title, list_version=list_version, required=required
    )


@verb
def add_guiding_case(*, actor: User, course: Course, guiding_case: GuidingCase, required: bool = True) -> Material:
    require_manager(actor)
    course = _changeable(course)
    if guiding_case.state != GuidingState.PUBLISHED:
        raise DomainError("这个案例没有发布或者不再适用，不能作为学习材料。", field="guiding_case")
    return _add(
        actor,
        course,
        kind=MaterialKind.GUIDING,
        title=guiding_case.title,
        guiding_case=guiding_case,
        required=required,
    )


@verb
def add_text(*, actor: User, course: Course, title: str, body: str, required: bool = True) -> Material:
    require_manager(actor)
    course = _changeable(course)
    title = stated(title, "请填写材料名称。", field="title", limit=200)
    body = stated(body, "请填写正文。", field="body")
    refuse_unknown_laws(title, field="title")
    refuse_unknown_laws(body, field="body")
    return _add(actor, course, kind=MaterialKind.TEXT, title=title, body=body, required=required)


@verb
def add_file(
    *, actor: User, course: Course, title: str, upload: tuple[str, bytes] | None, required: bool = True
) -> Material:
    require_manager(actor)
    course = _changeable(course)
    title = stated(title, "请填写材料名称。", field="title", limit=200)
    refuse_unknown_laws(title, field="title")
    if upload is None:
        raise DomainError("请选择文件。", field="upload")
    file = store_file(actor=actor, name=upload[0], content=upload[1])
    return _add(actor, course, kind=MaterialKind.FILE, title=title, file=file, required=required)


@verb
def withdraw_material(*, actor: User, material: Material) -> Material:
    """Out of the course; who has read it keeps the mark."""
    require_manager(actor)
    course = _changeable(material.course)
    material = locked(material)
    if material.withdrawn_at:
        raise WrongState("这份材料已经撤下。")
    rest = course.materials.filter(withdrawn_at__isnull=True).exclude(pk=material.pk)
    if course.state == CourseState.OPEN and not rest.exists():
        raise DomainError("这是课程唯一的材料。请先添加新的材料，再撤下这一份。")
    material.withdrawn_at = timezone.now()
    material.save(update_fields=["withdrawn_at"])
    log(actor, "material.withdraw", material, f"撤下材料：{material.title}", stream=stream_of(course))
    return material


@verb
def note_erratum(*, actor: User, material: Material, place: str, says: str, reads: str, reason: str) -> Erratum:
    """What a document says wrongly; the document stays as issued, the note stands beside it."""
    require_manager(actor)
    if material.statute_version_id is None:
        raise DomainError("勘误只记在法规和内部文件上；自己写的材料请直接撤下重写。")
    row = saved(
        Erratum(
            material=material,
            place=stated(place, "请写明位置，如“五(一)”。", field="place", limit=40),
            says=stated(says, "请写明原文。", field="says", limit=120),
            reads=stated(reads, "请写明应读作什么。", field="reads", limit=120),
            reason=stated(reason, "请写明理由。", field="reason", limit=300),
            noted_by=actor,
        )
    )
    log(
        actor,
        "material.erratum",
        row,
        f"{material.title}{row.place}勘误：“{row.says}”应读作“{row.reads}”",
        stream=stream_of(material.course),
        detail=row.reason,
    )
    return row


@verb
def mark_read(*, actor: User, material: Material) -> Reading:
    """Say that one has read it. Said twice, it counts once."""
    require_learner(actor)
    if material.course.state != CourseState.OPEN or material.withdrawn_at:
        raise WrongState("这份材料现在不在开放的课程里。")
    row, is_new = Reading.objects.get_or_create(material=material, user=actor)
    if is_new:
        log(
            actor,
            "material.read",
            row,
            f"读完《{material.course.title}》的材料：{material.title}",
            stream=person_stream(actor),
        )
    return row


def unread(user: User, course: Course) -> list[Material]:
    """Required materials this person has not marked as read, in order."""
    rows = course.materials.filter(withdrawn_at__isnull=True, required=True)
    return list(rows.exclude(readings__user=user))
