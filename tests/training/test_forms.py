"""Every form of the room, sent through its page: what is right is done, what is wrong comes back with its sentence."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from exemptions.models import Licence
from tests.training import factories
from training.models import (
    Attendance,
    Course,
    Erratum,
    GuidingCase,
    HourRequirement,
    ImportBatch,
    LearningAnswer,
    LearningUnit,
    LicenceException,
    LicenceUnit,
    Milestone,
    PastRecord,
    Question,
    Quiz,
    Session,
    StudyAssignment,
    StudyNote,
    StudyPost,
)
from training.services import courses, learning, plan

pytestmark = pytest.mark.django_db


def url(name: str, *arguments) -> str:
    return reverse(f"training:{name}", args=arguments)


def day(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def upload(content: bytes = factories.PDF, name: str = "文件.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent(client, address: str, fields: dict) -> None:
    response = client.post(address, fields)
    assert response.status_code == 302, response.content.decode()[-4000:]


def refused(client, address: str, fields: dict, words: str) -> None:
    response = client.post(address, fields)
    assert response.status_code == 422 and words in response.content.decode()


@pytest.fixture
def manager(cast, signed_in):
    return signed_in(cast.training1)


def test_a_course_is_made_filled_and_opened(cast, manager):
    sent(manager, url("course_new"), {"title": "专题", "kind": "law", "summary": "", "hours": "2"})
    course = Course.objects.get()
    refused(
        manager, url("material_new", course.pk, "statute"), {"statute": "行政法"}, "法规库中没有这部法律：《行政法》"
    )
    text = {"title": "讲义", "body": "正文", "required": "on"}
    refused(manager, url("material_new", course.pk, "text"), text | {"body": ""}, "请填写。")
    sent(manager, url("material_new", course.pk, "text"), text)
    sent(manager, url("material_new", course.pk, "file"), {"title": "课件", "upload": upload()})
    refused(manager, url("material_new", course.pk, "file"), {"title": "空", "upload": upload(b"", "空.pdf")}, "空")
    version = factories.published_list()
    sent(manager, url("material_new", course.pk, "list"), {"list_version": version.pk})
    case = factories.guiding_case(cast)
    sent(manager, url("material_new", course.pk, "guiding"), {"guiding_case": case.pk})
    assert [row.kind for row in course.materials.all()] == ["text", "file", "list", "guiding"]
    for row in course.materials.exclude(kind="list"):
        assert manager.get(url("material", row.pk)).status_code == 200
    sent(manager, url("course_open", course.pk), {})
    sent(manager, url("material_read", course.materials.first().pk), {})
    assert len(courses.unread(cast.training1, course)) == 0
    sent(manager, url("course_close", course.pk), {})


def test_an_erratum_is_noted_on_a_statute(cast, manager):
    from tests.exemptions import factories as law

    law.provision("黔江方案五(一)", level="内部文件")
    material = courses.add_statute(
        actor=cast.training1, course=factories.course(cast, opened=False), statute="黔江方案"
    )
    fields = {"place": "五(一)", "says": "《行政法》", "reads": "删去", "reason": "没有这部法律"}
    refused(manager, url("erratum_new", material.pk), fields | {"reads": ""}, "请填写。")
    sent(manager, url("erratum_new", material.pk), fields)
    assert Erratum.objects.get().material == material
    assert "《行政法》" in manager.get(url("material", material.pk)).content.decode()


def test_a_session_is_planned_changed_and_signed_from_a_list(cast, manager):
    start = timezone.localtime() - timedelta(minutes=5)
    fields = {
        "title": "集中培训",
        "starts_at": start.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (start - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "place": "三楼",
        "trainer": "周敏",
        "hours": "2.5",
        "sections": [cast.officer1.section_id],
    }
    refused(manager, url("session_new"), fields, "结束时间必须晚于开始时间")
    fields["ends_at"] = (start + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    refused(manager, url("session_new"), fields | {"starts_at": "明天"}, "没有这个时间")
    sent(manager, url("session_new"), fields)
    session = Session.objects.get()
    sent(manager, url("session_change", session.pk), fields | {"place": "四楼"})
    sent(manager, url("session_open", session.pk), {})
    listed = manager.get(url("session_people", session.pk)).content.decode()
    assert "冉启明" in listed and "罗建华" not in listed
    refused(manager, url("session_people", session.pk), {"csrfmiddlewaretoken": "x"}, "请选择。")
    sent(manager, url("session_people", session.pk), {"people": [cast.officer1.pk]})
    row = Attendance.objects.get()
    refused(manager, url("attendance_void", row.pk), {"reason": " "}, "请填写。")
    sent(manager, url("attendance_void", row.pk), {"reason": "代签"})
    sent(manager, url("photo_new", session.pk), {"upload": upload(factories.PNG, "现场.png"), "caption": "现场"})
    refused(manager, url("photo_new", session.pk), {"upload": upload(), "caption": ""}, "JPG或PNG")
    sent(manager, url("session_cancel", session.pk), {"reason": "停电"})


def test_a_quiz_is_written_opened_taken_and_analysed(cast, manager):
    fields = {"title": "测验", "pass_mark": "60", "draw": "0", "most_attempts": "0", "minutes": "0"}
    refused(manager, url("quiz_new"), fields | {"pass_mark": "101"}, "100")
    sent(manager, url("quiz_new"), fields)
    quiz = Quiz.objects.get()
    address = url("question_new") + f"?quiz={quiz.pk}"
    question = {"kind": "single", "text": "警示是处罚吗？", "option_0": "是", "option_1": "不是", "explanation": ""}
    refused(manager, address, question, "请标出正确的选项")
    sent(manager, address, question | {"correct": ["1"]})
    sent(manager, url("question_new"), {"kind": "judge", "text": "警示是处罚。", "correct": ["1"], "explanation": ""})
    other = Question.objects.get(kind="judge")
    assert other.options == ["对", "错"]
    sent(manager, url("quiz_pick", quiz.pk), {"questions": [other.pk]})
    sent(manager, url("quiz_generate", quiz.pk), {"version": factories.published_list().pk})
    sent(manager, url("quiz_drop", quiz.pk, other.pk), {})
    sent(manager, url("question_retire", other.pk), {"reason": "重复"})
    sent(manager, url("quiz_change", quiz.pk), fields | {"title": "新测验"})
    sent(manager, url("quiz_open", quiz.pk), {})
    sent(manager, url("quiz_start", quiz.pk), {})
    sheet = cast.training1.attempts.get()
    refused(manager, url("attempt", sheet.pk), {}, "没有作答")
    picked = {f"q{key}": value for key, value in factories.answers(sheet.sheet).items()}
    sent(manager, url("attempt", sheet.pk), picked)
    assert "100分，及格" in manager.get(url("attempt", sheet.pk)).content.decode()
    assert "作答不足10人" in manager.get(url("analysis", quiz.pk)).content.decode()
    sent(manager, url("quiz_close", quiz.pk), {})


def test_the_head_excuses_and_takes_back(cast, signed_in):
    version = factories.published_list()
    head = signed_in(cast.head1)
    address = url("excuse", version.pk, cast.officer1.pk)
    refused(head, address, {"until": day(60), "reason": "外出"}, "最迟到")
    sent(head, address, {"until": day(5), "reason": "外出"})
    row = LicenceException.objects.get()
    assert "例外" in signed_in(cast.officer1).get(url("licence", version.pk)).content.decode()
    head = signed_in(cast.head1)
    sent(head, url("exception_end", row.pk), {"reason": "已回"})
    assert not Licence.objects.filter(user=cast.officer1, revoked_on__isnull=True).exists()


def test_an_officer_begins_the_unit_and_is_led_through_it(cast, signed_in):
    version = factories.published_list()
    officer = signed_in(cast.officer1)
    assert "开始学习" in officer.get(url("licence", version.pk)).content.decode()
    response = officer.post(url("licence_open", version.pk))
    material = LicenceUnit.objects.get().course.materials.get()
    assert response["Location"] == url("material", material.pk)
    response = officer.post(url("material_read", material.pk))
    assert response["Location"] == url("licence", version.pk)
    sent(officer, url("quiz_start", LicenceUnit.objects.get().quiz_id), {})
    sheet = cast.officer1.attempts.get()
    picked = {f"q{key}": value for key, value in factories.answers(sheet.sheet).items()}
    sent(officer, url("attempt", sheet.pk), picked)
    assert "您已取得这一版清单的资格" in officer.get(url("licence", version.pk)).content.decode()


def test_the_hours_of_a_year_are_set_on_a_page(manager):
    refused(manager, url("requirement"), {"year": "2026", "hours": "40", "reason": ""}, "请填写。")
    sent(manager, url("requirement"), {"year": "2026", "hours": "40", "reason": "局务会"})
    assert HourRequirement.objects.get().hours == 40


def test_a_guiding_case_is_recorded_studied_and_discussed(cast, signed_in):
    manager = signed_in(cast.training1)
    item = factories.published_list().items.first()
    fields = {"title": "案", "issuer": "市局", "facts": "甲", "result": "乙", "meaning": "丙", "items": [item.pk]}
    refused(manager, url("guiding_new"), fields | {"meaning": "《中华人民共和国行政法》"}, "法规库中没有这部法律")
    sent(manager, url("guiding_new"), fields | {"upload": upload()})
    case = GuidingCase.objects.get()
    sent(manager, url("guiding_change", case.pk), fields | {"title": "新标题"})
    sent(manager, url("guiding_publish", case.pk), {})
    head = signed_in(cast.head1)
    assert "石秀英" not in head.get(url("guiding_assign", case.pk)).content.decode()
    sent(head, url("guiding_assign", case.pk), {"people": [cast.officer1.pk], "due_on": day(7), "question": "为何？"})
    officer = signed_in(cast.officer1)
    refused(officer, url("note_new", case.pk), {"text": " "}, "请填写。")
    sent(officer, url("note_new", case.pk), {"text": "及时改正是关键"})
    sent(officer, url("post_new", case.pk), {"text": "为什么没有罚款？"})
    first = StudyPost.objects.get()
    sent(officer, url("post_new", case.pk), {"text": "补充一句", "answers": first.pk})
    sent(officer, url("post_withdraw", first.pk), {"reason": "写错了"})
    assert "及时改正是关键" in officer.get(url("guiding_case", case.pk)).content.decode()
    assert "及时改正是关键" not in signed_in(cast.officer2).get(url("guiding_case", case.pk)).content.decode()
    assert StudyNote.objects.count() == 1
    sent(signed_in(cast.head1), url("assignment_lift", StudyAssignment.objects.get().pk), {})
    sent(signed_in(cast.training1), url("guiding_retire", case.pk), {"reason": "法律已改"})


def test_the_plan_is_set_given_reported_and_confirmed(cast, signed_in):
    manager = signed_in(cast.training1)
    assert "还没有设定阶段" in manager.get(url("plan")).content.decode()
    refused(manager, url("stages"), {"first_from": "2023-10-01", "second_from": "2023-06-13"}, "必须晚于第一阶段")
    sent(manager, url("stages"), {"first_from": "2023-06-13", "second_from": "2023-10-01"})
    fields = {"stage": "", "title": "学习", "due_on": "2024-01-01", "sections": [cast.head1.section_id]}
    refused(manager, url("milestone_new"), fields, "请选择。")
    sent(manager, url("milestone_new"), fields | {"stage": plan.PlanStage.objects.get(order=2).pk})
    row = Milestone.objects.get()
    head = signed_in(cast.head1)
    refused(head, url("milestone_report", row.pk), {"state": "done", "words": "学完"}, "请附佐证材料")
    sent(head, url("milestone_report", row.pk), {"state": "done", "words": "学完", "upload": upload()})
    refused(signed_in(cast.head2), url("milestone_report", row.pk), {"state": "doing", "words": "一半"}, "负责人填报")
    manager = signed_in(cast.training1)
    sent(manager, url("milestone_change", row.pk), {"due_on": "2024-02-01", "reason": "普查"})
    sent(manager, url("milestone_confirm", row.pk), {"confirmed": "yes", "words": "属实"})
    assert "已核实" in manager.get(url("milestone", row.pk)).content.decode()


def test_a_lesson_is_written_offered_and_recorded_on_paper(cast, signed_in):
    manager = signed_in(cast.training1)
    question = factories.question(cast)
    fields = {
        "title": "按时报送",
        "body": "内容",
        "minutes": "6",
        "pass_mark": "60",
        "measures": ["warning"],
        "questions": [question.pk],
    }
    refused(manager, url("unit_new"), fields | {"minutes": "40"}, "15")
    sent(manager, url("unit_new"), fields)
    unit = LearningUnit.objects.get()
    sent(manager, url("unit_change", unit.pk), fields | {"title": "按时如实报送"})
    sent(manager, url("unit_open", unit.pk), {})
    act = factories.act(cast)
    officer = signed_in(cast.officer1)
    sent(officer, url("offer_new", act.case_id, act.order), {"act1-unit": unit.pk})
    assert "适用的学习单元都已提供" in officer.get(url("case_learning", act.case_id)).content.decode()
    offer = act.learning_offers.get()
    old = learning.link_token(offer)
    sent(officer, url("offer_renew", offer.pk), {})
    assert learning.offer_of_token(old) == (None, False)
    paper = {"person_name": "王明", "person_role": "owner", "done_on": day(0), "compared_by": cast.officer2.pk}
    address = url("offer_paper", offer.pk)
    refused(officer, address, paper | {f"q{question.pk}": "1"}, "请填写。")
    refused(officer, address, paper | {"upload": upload()}, "没有作答")
    sent(officer, address, paper | {"upload": upload(), f"q{question.pk}": "1"})
    row = LearningAnswer.objects.get()
    assert row.compared_by == cast.officer2 and officer.get(url("answer_file", row.pk)).status_code == 200
    assert signed_in(cast.officer3).get(url("answer_file", row.pk)).status_code == 404


def test_an_offer_is_withdrawn_on_its_page(cast, signed_in):
    offer = factories.learning_offer(cast)
    officer = signed_in(cast.officer1)
    refused(officer, url("offer_withdraw", offer.pk), {"reason": ""}, "请填写。")
    sent(officer, url("offer_withdraw", offer.pk), {"reason": "改用另一单元"})
    assert "已经收回" in officer.get(url("offer", offer.pk)).content.decode()


def test_sheets_are_uploaded_looked_at_and_imported(cast, manager):
    session = factories.session(cast)
    wrong = upload(factories.sheet(["姓名"], ["没有此人"]), "签到.xlsx")
    sent(manager, url("import_attendance", session.pk), {"upload": wrong})
    first = ImportBatch.objects.get()
    page = manager.get(url("import", first.pk)).content.decode()
    assert "A2 姓名：没有这个在岗人员" in page and "现在不能导入" in page
    sent(manager, url("import_confirm", first.pk), {})
    assert not Attendance.objects.exists()
    sent(manager, url("import_drop", first.pk), {})
    heads = ["姓名", "种类", "名称", "日期", "学时"]
    content = factories.sheet(heads, ["冉启明", "培训", "统计法培训", "2024-05-20", 8])
    sent(manager, url("import_past"), {"upload": upload(content, "历年.xlsx")})
    batch = ImportBatch.objects.order_by("-pk").first()
    assert "导入1行？" in manager.get(url("import", batch.pk)).content.decode()
    sent(manager, url("import_confirm", batch.pk), {})
    assert PastRecord.objects.get().hours == 8
    refused(manager, url("import_past"), {"upload": upload(b"PK\x03\x04", "坏.xlsx")}, "读不出这份表格")


def test_the_sample_sheets_come_back_without_a_fault(cast, manager):
    for kind in ("past", "attendance"):
        content = manager.get(url("import_template", kind)).content
        address = url("import_past") if kind == "past" else url("import_attendance", factories.session(cast).pk)
        refused(manager, address, {"upload": upload(content, "样表.xlsx")}, "表格里没有内容")


def test_figures_are_frozen_and_kept_as_excel(cast, manager, quick_pdf):
    year = timezone.localdate().year
    sent(manager, url("statement_issue", year), {})
    assert "年度学习培训情况表" in manager.get(url("results")).content.decode()
    response = manager.get(url("results_sheet"))
    assert response.content[:2] == b"PK" and "attachment" in response["Content-Disposition"]


def test_buttons_that_are_refused_say_why(cast, manager):
    course = factories.course(cast, opened=False, text="")
    response = manager.post(url("course_open", course.pk), follow=True)
    assert "课程还没有学习材料" in response.content.decode()
    response = manager.post(url("plan_report_issue"), follow=True)
    assert "还没有设定实施阶段" in response.content.decode()
