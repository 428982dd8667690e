"""Training, from the course over the published list to the officer who goes on; and a party that learns on its phone."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Case, Obligation
from exemptions.listing import fill_items, list_hash
from exemptions.models import Licence, ListVersion
from tests.journeys.conftest import PHONE
from tests.journeys.desk import Desk, days
from tests.journeys.stories import File
from tests.training import factories
from training.models import Attempt, AttemptResult, Attendance, Course, LearningAnswer, Session
from training.services import sessions


def publish_again(old: ListVersion, code: str, since) -> ListVersion:
    """The next version of a list with the same items; the old one ends the day before."""
    new = ListVersion.objects.create(
        code=code,
        title=old.title,
        pack=old.pack,
        is_demo=old.is_demo,
        effective_from=since,
        first_window=old.first_window,
        based_on=old,
    )
    assert list(fill_items(new, old.as_data()["items"], file=code)) == []
    old.effective_to = since - timedelta(days=1)
    old.save()
    new.state, new.published_at, new.sha256 = "published", timezone.now(), list_hash(new)
    new.save()
    return new


def answer_sheet(person: Desk, sheet: list[dict]) -> None:
    """Tick the right options of every question on the page."""
    for line in sheet:
        for place in line["correct"]:
            person.page.locator(f'[name="q{line["question"]}"][value="{place}"]').check()


def course_and_session(desk) -> tuple[Course, Session]:
    manager = desk("training1").open("/training/courses/new/")
    manager.fill(title="学习《中华人民共和国行政法》", kind="law", hours="1")
    manager.page.get_by_role("button", name="建立", exact=True).click()
    manager.sees("法规库中没有这部法律：《中华人民共和国行政法》")
    manager.fill(title="行政处罚法专题").press("建立")
    course = Course.objects.get()
    manager.press("添加法规或者方案").fill(statute="行政处罚法").press("添加").sees("中华人民共和国行政处罚法")
    manager.press("开放课程").sees("课程已开放")
    start = timezone.localtime() - timedelta(minutes=10)
    manager.press("安排培训").fill(
        starts_at=start.strftime("%Y-%m-%dT%H:%M"),
        ends_at=(start + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"),
        place="三楼会议室",
        trainer="周敏",
        hours="2",
    )
    manager.press("安排").press("开放签到").press("显示签到码").sees("用手机扫码签到", "0 人已签到")
    return course, Session.objects.get()


def write_quiz(desk, course: Course) -> None:
    manager = desk("training1").open(f"/training/quizzes/new/?course={course.pk}").press("建立")
    manager.press("出一道新题").fill(
        kind="single", text="警示是行政处罚吗？", option_0="是", option_1="不是", explanation="警示是柔性措施。"
    )
    manager.page.locator('[name="correct"][value="1"]').check()
    manager.press("保存").press("开放测验").sees("测验已开放")


def test_officers_learn_the_list_before_they_propose_under_it(office, desk, clock):
    course, session = course_and_session(desk)
    write_quiz(desk, course)
    for username in ("officer1", "officer2"):
        phone = desk(username, phone=True).open(reverse("training:sign_in", args=[sessions.sign_in_code(session)]))
        phone.press("签到").sees("已签到，计2.0学时")
    assert Attendance.objects.count() == 2
    officer = desk("officer1").open(reverse("training:course", args=[course.pk]))
    officer.sees("先读完必读材料").press("中华人民共和国行政处罚法").press("我已读完")
    officer.press("行政处罚法专题测验").press("开始")
    answer_sheet(officer, Attempt.objects.get().sheet)
    officer.press("交卷").sees("100分，及格")

    version = publish_again(ListVersion.objects.get(), "QJ-2", timezone.localdate() + timedelta(days=1))
    officer.open("/training/").sees("QJ-2", "起施行")
    clock.shift(timedelta(days=1))

    file = File(desk).begin(office, "重庆正阳物流有限公司", "LATE", "季报《财务状况》迟报1日")
    file.screen()
    file.answer("due", value=days(-4))
    file.answer("submitted", value=days(-3))
    file.answer("urged", "false")
    file.answer("harm", "none", note="报表还没有汇总，没有影响。")
    officer = file.on_act("recommendation/").press("请系统建议")
    officer.sees("先学完这一版清单", "还没有通过", "QJ-2", "批准例外")
    assert officer.page.get_by_role("button", name="提交科室负责人").count() == 0

    officer.open("/").sees("不能按它的项目提出处理意见")
    officer.open(file.at_act("recommendation/")).press("去学习").press("开始学习").press("我已读完").press("开始答题")
    answer_sheet(officer, Attempt.objects.get(quiz__licence_unit__list_version=version).sheet)
    officer.press("交卷").sees("已取得资格")
    assert Licence.objects.filter(user=office.officer1, item__version=version).count() == version.items.count()
    file.propose("期限届满次日自行报送，没有影响汇总。")
    assert AttemptResult.objects.filter(passed=True).count() == 2


def test_a_party_completes_a_unit_on_its_phone(office, desk, browser, live_server):
    unit = factories.learning_unit(office, measures=["reminder"])
    file = File(desk).begin(office, "重庆正阳物流有限公司", "LATE", "季报《财务状况》迟报1日")
    file.screen()
    file.answer("due", value=days(-4))
    file.answer("submitted", value=days(-3))
    file.answer("urged", "false")
    file.answer("harm", "none", note="报表还没有汇总，没有影响。")
    file.on_act("recommendation/").press("请系统建议")
    file.propose("期限届满次日自行报送，没有影响汇总。")
    file.countersign()
    file.on_act("offer/").fill(answer_by=days(5)).press("告知当事人")

    officer = desk("officer1").open(reverse("training:case_learning", args=[file.pk]))
    officer.fill(**{"act1-unit": str(unit.pk)}).press("提供给当事人").sees("交给当事人")
    link = officer.page.locator(".fx-mono").inner_text()

    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(link)
    expect(page.locator("body")).to_contain_text("不学习、没有答对，都不影响")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="读完了").click()
    for question in unit.questions.all():
        page.locator(f'[name="q{question.pk}"][value="{question.correct[0]}"]').check()
    page.fill('[name="person_name"]', "王明")
    page.select_option('[name="person_role"]', "statistician")
    page.get_by_role("button", name="交卷").click()
    expect(page.locator("body")).to_contain_text("学习完成")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()

    row = LearningAnswer.objects.get()
    assert row.passed and row.recorded_by is None
    assert Obligation.objects.get(kind="learn").fulfilled_at
    assert Case.objects.get(pk=file.pk).acts.get().state == "offered"
    officer.open(reverse("training:case_learning", args=[file.pk])).sees("当事人已学完")
