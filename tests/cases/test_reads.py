"""What pages show of a file: tasks, next step, clocks, banners, duties; and who sees which file."""

from datetime import date

import pytest

from accounts.models import StandIn
from cases.deadlines import clocks, obligations
from cases.models import Case, Lead
from cases.services import leads
from cases.steps import next_step
from cases.tasks import progress, task_list
from cases.todo import section_todo, todo, waiting_for_party
from tests import factories
from tests.cases.story import today

pytestmark = pytest.mark.django_db


def states(case) -> list[str]:
    return [task.state for task in task_list(case)]


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def test_the_task_list_of_a_new_file_says_what_is_missing(story):
    story.registered()
    tasks = task_list(story.case)
    assert [task.number for task in tasks] == [1, 2, 3, 4, 5, 6, 7]
    assert tasks[0].state == "doing" and tasks[0].is_here
    assert {"提请立案", "局领导批准立案"} <= set(tasks[0].missing)
    assert [task.state for task in tasks[3:]] == ["locked"] * 4
    assert progress(tasks).endswith("/7")


def test_the_tasks_grow_with_the_file(story):
    story.minor_untrue_corrected()
    assert states(story.case)[:4] == ["done", "done", "done", "done"]
    assert task_list(story.case)[4].is_here
    story.answered()
    assert progress(task_list(story.case)) == "已完成 5/7"
    story.decided()
    tasks = task_list(story.case)
    assert progress(tasks) == "已完成 6/7"
    assert any("送达不予行政处罚决定书" in words for words in tasks[6].missing)


def test_a_task_of_two_acts_is_done_by_halves(story):
    story.minor_untrue_corrected()
    story.with_act("NO_LEDGER", "未设置台账")
    story.proposed()
    task = task_list(story.case)[4]
    assert task.word == "已完成1/2"


def test_each_person_is_led_to_their_own_next_step(story):
    who = story.cast
    story.registered()
    assert next_step(story.case, who.officer1).verb == "request_filing"
    assert next_step(story.case, who.leader1) is None
    story.filing_requested()
    assert next_step(story.case, who.leader1).verb == "approve_filing"
    assert next_step(story.case, who.officer1).verb != "approve_filing"


def test_the_steps_of_an_order_follow_one_another(story):
    story.registered().filed().untrue().know(harm="none", minor_act=True).screened()
    officer = story.cast.officer1
    assert next_step(story.case, officer).verb == "order_correction"
    row = story.ordered("2026-05-18")
    assert next_step(story.case, officer).verb == "issue_paper"
    story.printed_and_served(row.paper)
    assert next_step(story.case, officer).verb == "record_recheck"
    story.rechecked("full", "2026-05-11")
    assert next_step(story.case, officer).verb == "propose"


def test_clocks_come_with_rule_unit_and_what_is_left(story):
    story.registered().filed()
    found = {clock.title: clock for clock in clocks(story.case, date(2026, 5, 12))}
    limit = found["作出处理决定"]
    assert (limit.on, limit.span, limit.left) == (date(2026, 8, 11), "3个月", "还有91天")
    assert "统计执法监督检查办法" in limit.source
    assert found["办案期限预警"].on == date(2026, 8, 9)


def test_an_obligation_in_working_days_counts_what_is_left_in_working_days(story):
    story.minor_untrue_corrected().answered()
    story.decided()
    rows = {row.title: row for row in obligations(story.case, today())}
    serve = rows["行为1：送达不予行政处罚决定书"]
    assert (serve.unit, serve.span, serve.on) == ("working", "7个工作日", date(2026, 5, 26))
    assert serve.left == "还有7个工作日"
    visit = rows["行为1：回访当事人"]
    assert (visit.unit, visit.on) == ("calendar", date(2026, 6, 14))


def test_a_deadline_across_the_dragon_boat_holiday_skips_it(story):
    story.minor_untrue_corrected().answered()
    story.on("2026-06-16")
    story.decided()
    serve = story.case.obligations.get(kind="serve", paper_kind="NO_PENALTY_DECISION")
    assert serve.due_on == date(2026, 6, 26)


def test_everyone_sees_what_they_owe_today(story):
    who = story.cast
    story.registered().filing_requested()
    assert titles(todo(who.leader1, today())) == ["审批立案"]
    assert todo(who.head1, today()) == []
    story.minor_untrue_corrected()
    assert "提出处理意见（行为1）" in titles(todo(who.officer1, today()))
    story.proposed()
    assert "签署处理意见（行为1）" in titles(todo(who.head1, today()))
    assert "签署处理意见（行为1）" not in titles(todo(who.head2, today()))


def test_a_departure_waits_for_a_leader_not_for_the_head(story):
    story.first_with_minor_harm()
    story.proposed(adopts=False, outcome="PENALTY", reasons="屡教不改")
    assert any("不采纳" in title for title in titles(todo(story.cast.leader1, today())))
    assert not any("签署" in title for title in titles(todo(story.cast.head1, today())))


def test_overdue_work_is_marked_with_its_rule(story):
    story.registered().filed()
    story.order_served("2026-05-18")
    story.on("2026-05-27")
    row = next(row for row in todo(story.cast.officer1, today()) if "复查" in row.title)
    assert row.is_late and row.left == "逾期2天" and row.act == "登记复查"


def test_what_waits_for_the_party_is_listed_apart(story):
    story.registered().filed()
    story.order_served("2026-05-18")
    rows = waiting_for_party(story.cast.officer1, today())
    assert [(row.is_waiting, row.is_pressing) for row in rows] == [(True, False)]
    assert waiting_for_party(story.cast.officer3, today()) == []
    assert titles(waiting_for_party(story.cast.head1, today())) == titles(rows)


def test_a_stand_in_finds_the_absent_persons_work_named_as_such(story):
    who = story.cast
    story.registered().filing_requested()
    StandIn.objects.create(
        absent=who.leader1,
        deputy=who.head2,
        starts_on=today(),
        ends_on=today(),
        reason="出差",
        appointed_by=who.leader1,
    )
    rows = todo(who.head2, today())
    assert titles(rows) == ["审批立案"] and "代杨正平" in rows[0].about


def test_the_section_sees_files_without_two_officers(story):
    from cases.services import files

    party = factories.party(by=story.cast.officer1)
    files.register_case(
        actor=story.cast.officer1, party=party, source="random", discovered_on=today(), summary="数据核查"
    )
    assert "指定办案人员" in titles(section_todo(story.cast.head1, today()))
    assert section_todo(story.cast.leader1, today()) == []


def test_a_file_is_seen_by_its_section_its_officers_and_the_leaders_only(story):
    who = story.cast
    story.registered()
    seen = {name for name, user in who.everyone().items() if Case.objects.visible_to(user).exists()}
    assert seen == {"officer1", "officer2", "head1", "leader1", "leader2"}


def test_a_legal_reviewer_sees_a_file_once_an_opinion_is_up(story):
    story.minor_untrue_corrected()
    assert not Case.objects.visible_to(story.cast.reviewer1).exists()
    story.proposed()
    assert Case.objects.visible_to(story.cast.reviewer1).exists()


def test_leads_are_seen_by_their_section_and_the_leaders(story):
    who = story.cast
    leads.record_lead(
        actor=who.officer3, source="tip_off", received_on=today(), description="来信反映", party_words="某建材厂"
    )
    seen = {name for name, user in who.everyone().items() if Lead.objects.visible_to(user).exists()}
    assert seen == {"officer3", "officer4", "head2", "leader1", "leader2"}


def test_pages_of_files_do_not_shift_when_files_are_added(story):
    made = []
    for number in range(5):
        story.registered(party=factories.party(f"重庆第{number}建材有限公司", by=story.cast.officer1))
        made.append(story.case.pk)
    cases = Case.objects.visible_to(story.cast.head1)
    first = [case.pk for case in cases.page_after(None, size=2)]
    story.registered(party=factories.party("重庆新来建材有限公司", by=story.cast.officer1))
    second = [case.pk for case in cases.page_after(first[-1], size=2)]
    assert first == made[:-3:-1] and second == made[2:0:-1]


def test_overdue_files_are_found_in_one_question(story):
    story.registered().filed()
    story.order_served("2026-05-18")
    assert not Case.objects.overdue(on=date(2026, 5, 18)).exists()
    assert Case.objects.overdue(on=date(2026, 5, 19)).get() == story.case
    assert Case.objects.due_within(on=date(2026, 5, 12), last=date(2026, 5, 18)).get() == story.case
    assert Case.objects.worked_by(story.cast.officer2).get() == story.case
