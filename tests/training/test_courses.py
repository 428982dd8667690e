"""Courses, materials, errata, reading marks."""

import pytest
from django.db import IntegrityError, transaction

from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.exemptions import factories as law
from tests.training import factories
from training.enums import CourseKind, CourseState, MaterialKind
from training.models import Course, Material, Reading
from training.services import courses

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(db):
    """Two statutes and the bureau's plan."""
    law.provision("统计法(2024修正)8条")
    law.provision("行政处罚法33条1款前段")
    law.provision("黔江方案五(一)", level="内部文件")


def verbs(course: Course) -> list[str]:
    return list(Event.objects.of("training.course", course.pk).values_list("verb", flat=True))


def test_a_course_is_made_filled_and_opened_and_each_step_leaves_its_row(cast):
    course = factories.course(cast)
    assert course.state == CourseState.OPEN and course.materials.count() == 1
    assert verbs(course) == ["course.create", "material.add", "course.open"]


@pytest.mark.parametrize("who", ["officer1", "head1", "leader1", "reviewer1", "supervisor1", "admin1", "auditor1"])
def test_nobody_but_the_training_manager_makes_courses(cast, who):
    with pytest.raises(NotAllowed, match="培训管理人员"):
        courses.create_course(actor=getattr(cast, who), title="课程", kind=CourseKind.LAW)
    assert not Course.objects.exists()


def test_a_course_needs_a_name(cast):
    with pytest.raises(DomainError) as error:
        courses.create_course(actor=cast.training1, title="  ", kind=CourseKind.LAW)
    assert error.value.field == "title"


def test_an_empty_course_is_not_opened(cast):
    with pytest.raises(DomainError, match="先添加材料"):
        courses.open_course(actor=cast.training1, course=factories.course(cast, opened=False, text=""))


def test_a_course_is_opened_once_and_closed_once(cast):
    course = factories.course(cast)
    with pytest.raises(WrongState):
        courses.open_course(actor=cast.training1, course=course)
    courses.close_course(actor=cast.training1, course=course)
    with pytest.raises(WrongState):
        courses.close_course(actor=cast.training1, course=course)


def test_what_a_course_was_called_stays_readable(cast):
    course = factories.course(cast)
    courses.change_course(actor=cast.training1, course=course, title="新名称", kind=CourseKind.SKILL, hours=3)
    event = Event.objects.of("training.course", course.pk).last()
    assert event.before["名称"] == "行政处罚法专题" and event.after["名称"] == "新名称"


def test_a_closed_course_takes_nothing_more(cast):
    course = courses.close_course(actor=cast.training1, course=factories.course(cast))
    with pytest.raises(WrongState):
        courses.add_text(actor=cast.training1, course=course, title="补充", body="正文")


@pytest.mark.parametrize(
    "title", ["统计法", "《中华人民共和国统计法》", "中华人民共和国统计法（2024修正）", "《统计法》"]
)
def test_a_statute_is_found_under_its_names(cast, library, title):
    material = courses.add_statute(actor=cast.training1, course=factories.course(cast, opened=False), statute=title)
    assert material.kind == MaterialKind.STATUTE and material.statute_version.statute.code == "统计法"


@pytest.mark.parametrize("title", ["《中华人民共和国行政法》", "中华人民共和国行政法", "行政法"])
def test_a_law_that_does_not_exist_is_refused_by_name(cast, library, title):
    course = factories.course(cast, opened=False, text="")
    with pytest.raises(DomainError, match="法规库中没有这部法律：《.*行政法》") as error:
        courses.add_statute(actor=cast.training1, course=course, statute=title)
    assert error.value.field == "statute" and not course.materials.exists()


@pytest.mark.parametrize("field", ["title", "summary"])
def test_no_course_names_a_law_that_does_not_exist(cast, library, field):
    fields = {"title": "学习", "kind": CourseKind.LAW} | {field: "学习《中华人民共和国行政法》"}
    with pytest.raises(DomainError, match="法规库中没有这部法律") as error:
        courses.create_course(actor=cast.training1, **fields)
    assert error.value.field == field


def test_free_text_may_name_known_laws_plans_and_lists(cast, library):
    course = factories.course(cast, opened=False, text="")
    body = "依照《中华人民共和国行政处罚法》和《推行行政柔性执法工作方案》，参照《包容免罚清单》。"
    assert courses.add_text(actor=cast.training1, course=course, title="讲义", body=body).pk
    with pytest.raises(DomainError, match="《行政法总则法》"):
        courses.add_text(actor=cast.training1, course=course, title="讲义", body="《行政法总则法》")


def test_the_plan_is_a_document_of_its_own_kind_and_carries_its_errata(cast, library):
    course = factories.course(cast, opened=False, text="")
    plan = courses.add_statute(actor=cast.training1, course=course, statute="黔江方案")
    assert plan.kind == MaterialKind.PLAN
    row = courses.note_erratum(
        actor=cast.training1,
        material=plan,
        place="五(一)",
        says="《中华人民共和国行政法》",
        reads="删去",
        reason="没有这部法律",
    )
    assert list(plan.errata.all()) == [row] and "material.erratum" in verbs(course)


def test_errata_need_place_words_and_reason_and_belong_to_documents(cast, library):
    course = factories.course(cast, opened=False)
    fields = {"place": "一", "says": "甲", "reads": "乙", "reason": "误植"}
    with pytest.raises(DomainError, match="直接撤下重写"):
        courses.note_erratum(actor=cast.training1, material=course.materials.get(), **fields)
    plan = courses.add_statute(actor=cast.training1, course=course, statute="黔江方案")
    for name in fields:
        with pytest.raises(DomainError) as error:
            courses.note_erratum(actor=cast.training1, material=plan, **(fields | {name: ""}))
        assert error.value.field == name
    with pytest.raises(NotAllowed):
        courses.note_erratum(actor=cast.officer1, material=plan, **fields)


def test_list_versions_and_guiding_cases_are_taught_once_they_are_out(cast):
    course = factories.course(cast, opened=False, text="")
    draft = law.list_version("L9")
    with pytest.raises(DomainError, match="草案"):
        courses.add_list(actor=cast.training1, course=course, list_version=draft)
    assert courses.add_list(actor=cast.training1, course=course, list_version=factories.published_list()).list_version
    with pytest.raises(DomainError, match="没有发布"):
        courses.add_guiding_case(
            actor=cast.training1, course=course, guiding_case=factories.guiding_case(cast, published=False)
        )
    row = factories.guiding_case(cast)
    assert courses.add_guiding_case(actor=cast.training1, course=course, guiding_case=row).title == row.title


def test_a_file_is_kept_with_its_hash_and_a_strange_one_is_refused(cast):
    course = factories.course(cast, opened=False, text="")
    material = courses.add_file(actor=cast.training1, course=course, title="课件", upload=("课件.pdf", factories.PDF))
    assert len(material.file.sha256) == 64
    with pytest.raises(DomainError, match="不是可以保存的文件"):
        courses.add_file(actor=cast.training1, course=course, title="课件", upload=("a.exe", b"MZ\x00\x01"))
    with pytest.raises(DomainError, match="请选择文件"):
        courses.add_file(actor=cast.training1, course=course, title="课件", upload=None)


def test_the_last_material_of_an_open_course_stays(cast):
    course = factories.course(cast)
    first = course.materials.get()
    with pytest.raises(DomainError, match="唯一的材料"):
        courses.withdraw_material(actor=cast.training1, material=first)
    courses.add_text(actor=cast.training1, course=course, title="续", body="正文")
    courses.withdraw_material(actor=cast.training1, material=first)
    with pytest.raises(WrongState, match="已经撤下"):
        courses.withdraw_material(actor=cast.training1, material=first)


def test_reading_is_marked_once_by_anybody_who_learns(cast):
    material = factories.course(cast).materials.get()
    first = courses.mark_read(actor=cast.officer1, material=material)
    assert courses.mark_read(actor=cast.officer1, material=material) == first
    assert Event.objects.of("training.person", cast.officer1.pk).filter(verb="material.read").count() == 1
    assert courses.unread(cast.officer1, material.course) == []
    assert courses.unread(cast.officer2, material.course) == [material]
    with pytest.raises(NotAllowed):
        courses.mark_read(actor=cast.auditor1, material=material)


def test_nothing_is_read_in_a_course_that_is_not_open(cast):
    material = factories.course(cast, opened=False).materials.get()
    with pytest.raises(WrongState):
        courses.mark_read(actor=cast.officer1, material=material)


def test_drafts_are_the_managers_own(cast):
    course = factories.course(cast, opened=False)
    assert not Course.objects.visible_to(cast.officer1).exists()
    assert list(Course.objects.visible_to(cast.training1)) == [course]
    assert not Course.objects.visible_to(cast.admin1).exists()


def test_the_database_refuses_a_material_without_content_and_keeps_reading_marks(cast):
    course = factories.course(cast)
    with pytest.raises(IntegrityError, match="material_has_content"), transaction.atomic():
        Material.objects.create(course=course, kind="statute", title="空", added_by=cast.training1)
    row = courses.mark_read(actor=cast.officer1, material=course.materials.get())
    with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
        Reading.objects.filter(pk=row.pk).delete()
