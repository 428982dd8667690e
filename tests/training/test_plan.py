"""The implementation plan: two stages, tasks per section, reports, confirmation."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.training import factories
from training.enums import MilestoneState
from training.models import Milestone, MilestoneReport, PlanStage
from training.services import plan

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2023, 6, 13), date(2023, 9, 1)


@pytest.fixture
def stages(cast) -> list[PlanStage]:
    return plan.set_stages(actor=cast.training1, first_from=FIRST, second_from=SECOND)


def give(cast, stages, *sections, title="组织学习方案", due_on=date(2023, 7, 31)):
    return plan.give_milestones(
        actor=cast.training1,
        stage=stages[0],
        sections=sections or [cast.head1.section],
        title=title,
        due_on=due_on,
    )


def report(cast, row, state="done", words="已组织两次学习。", upload=("签到表.pdf", factories.PDF), by="head1"):
    return plan.report_milestone(actor=getattr(cast, by), milestone=row, state=state, words=words, upload=upload)


def test_the_two_stages_carry_the_words_of_the_plan(cast, stages):
    first, second = stages
    assert (first.name, second.name) == ("部署推进阶段", "组织实施阶段")
    assert first.citation == "黔江方案五(一)" and first.ends_on == SECOND
    assert Event.objects.of("training.plan", 1).get().verb == "plan.stages"
    again = plan.set_stages(actor=cast.training1, first_from=FIRST, second_from=SECOND + timedelta(days=30))
    assert [row.pk for row in again] == [first.pk, second.pk] and PlanStage.objects.count() == 2


def test_stages_follow_each_other_and_are_the_managers(cast):
    with pytest.raises(DomainError) as error:
        plan.set_stages(actor=cast.training1, first_from=SECOND, second_from=FIRST)
    assert error.value.field == "second_from"
    with pytest.raises(NotAllowed):
        plan.set_stages(actor=cast.leader1, first_from=FIRST, second_from=SECOND)


def test_a_task_goes_to_every_section_named(cast, stages):
    rows = give(cast, stages, cast.head1.section, cast.head2.section)
    assert {row.section for row in rows} == {cast.head1.section, cast.head2.section}
    with pytest.raises(DomainError, match="已经下达"):
        give(cast, stages)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"title": ""}, "title"), ({"due_on": date(2023, 1, 1)}, "due_on"), ({"due_on": date(2024, 1, 1)}, "due_on")],
)
def test_a_task_has_a_name_and_a_day_within_its_stage(cast, stages, fields, field):
    with pytest.raises(DomainError) as error:
        give(cast, stages, **fields)
    assert error.value.field == field and not Milestone.objects.exists()


def test_the_head_reports_and_the_manager_confirms(cast, stages):
    (row,) = give(cast, stages)
    report(cast, row, "doing", upload=None)
    report(cast, row)
    row.refresh_from_db()
    assert row.state == MilestoneState.DONE
    plan.confirm_milestone(actor=cast.training1, milestone=row, confirmed=True, words="材料齐全。")
    row.refresh_from_db()
    assert row.state == MilestoneState.CONFIRMED and row.reports.count() == 3
    with pytest.raises(WrongState):
        report(cast, row)


def test_what_is_reported_as_done_is_shown(cast, stages):
    (row,) = give(cast, stages)
    with pytest.raises(DomainError) as error:
        report(cast, row, upload=None)
    assert error.value.field == "upload"
    with pytest.raises(DomainError, match="进展情况"):
        report(cast, row, words=" ")
    with pytest.raises(DomainError, match="进行中"):
        report(cast, row, "confirmed")


@pytest.mark.parametrize("who", ["officer1", "head2", "training1", "leader1"])
def test_nobody_reports_for_another_section(cast, stages, who):
    (row,) = give(cast, stages)
    with pytest.raises(NotAllowed, match="执法监督科负责人"):
        report(cast, row, by=who)


def test_a_report_that_does_not_hold_goes_back(cast, stages):
    (row,) = give(cast, stages)
    with pytest.raises(WrongState):
        plan.confirm_milestone(actor=cast.training1, milestone=row, confirmed=True, words="好")
    report(cast, row)
    with pytest.raises(DomainError, match="核实情况"):
        plan.confirm_milestone(actor=cast.training1, milestone=row, confirmed=False, words="")
    plan.confirm_milestone(actor=cast.training1, milestone=row, confirmed=False, words="签到表没有签名。")
    row.refresh_from_db()
    assert row.state == MilestoneState.DOING


def test_a_task_gets_another_day_with_a_reason(cast, stages):
    (row,) = give(cast, stages)
    with pytest.raises(DomainError, match="改期的理由"):
        plan.change_milestone(actor=cast.training1, milestone=row, due_on=date(2023, 8, 15), reason="")
    plan.change_milestone(actor=cast.training1, milestone=row, due_on=date(2023, 8, 15), reason="普查")
    assert not Milestone.objects.overdue(on=date(2023, 8, 15)).exists()
    assert Milestone.objects.overdue(on=date(2023, 8, 16)).exists()


def test_reports_only_grow_and_the_plan_is_open_to_everybody(cast, stages):
    (row,) = give(cast, stages)
    said = report(cast, row)
    with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
        MilestoneReport.objects.filter(pk=said.pk).update(words="改")
    assert (
        Milestone.objects.visible_to(cast.officer3).exists() and not Milestone.objects.visible_to(cast.admin1).exists()
    )
