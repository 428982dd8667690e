"""The leading group's supervision: meetings, checks, and what must be done until supervision has seen it done."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from oversight import group
from oversight.models import ActionItem, GroupMeeting, PlanCheck
from oversight.start import start_page
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Notice
from tests.shipped import load_shipped_law

pytestmark = pytest.mark.slow

DAY = date(2026, 6, 1)
FIELDS = {"subject": "第二季度领导小组会议", "held_on": DAY, "place": "三楼会议室", "minutes": "听取汇报，研究问题。"}


@pytest.fixture
def june(cast, monkeypatch):
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: b"%PDF-1.7 for tests")
    monkeypatch.setattr("documents.page_count", lambda content: 1)
    load_shipped_law()
    with time_machine.travel("2026-06-01T09:00:00+08:00", tick=False) as clock:
        yield clock


def met(cast, **more):
    presences = {cast.leader1.pk: "present", cast.leader2.pk: "leave"}
    said = FIELDS | {"chaired_by": cast.leader1} | more
    return group.record_meeting(actor=cast.supervisor1, agenda=["上季度进展", "清单更新"], presences=presences, **said)


def resolved(cast, row, **more):
    said = {
        "words": "补齐台账。",
        "section": cast.officer1.section,
        "owner": cast.officer1,
        "due_on": date(2026, 6, 30),
    }
    return group.resolve(actor=cast.supervisor1, meeting=row, **(said | more))


def found(cast):
    check = group.record_check(
        actor=cast.supervisor1,
        title="方案落实检查",
        section=cast.officer1.section,
        checked_on=DAY,
        scope="抽查台账",
        result="台账缺月份",
    )
    return group.find_problem(
        actor=cast.supervisor1, check=check, words="补三月台账。", owner=cast.officer1, due_on=date(2026, 6, 10)
    )


def titles(user, on=DAY):
    return [row.title for heap in start_page(user, view="mine", on=on)["groups"] for row in heap.rows]


def test_a_meeting_is_recorded_resolved_and_signed_by_the_chair(cast, june):
    row = met(cast)
    item = resolved(cast, row)
    assert [seat.presence for seat in row.seats.all()] == ["present", "leave"] and row.agenda.count() == 2
    assert "落实督办事项" not in titles(cast.officer1) and "签发会议纪要" in titles(cast.leader1)
    with pytest.raises(WrongState, match="还没有生效"):
        group.report_action(actor=cast.officer1, item=item, words="已补齐。")
    with pytest.raises(NotAllowed, match="组长"):
        group.sign_meeting(actor=cast.leader2, meeting=row)
    row = group.sign_meeting(actor=cast.leader1, meeting=row)
    said = str(row.paper.context["body"])
    assert row.paper.number and "补齐台账" in said and "出席" in said and "请假" in said
    assert "落实督办事项" in titles(cast.officer1) and Notice.objects.filter(user=cast.officer1).exists()
    assert list(Event.objects.of("oversight.groupmeeting", row.pk).values_list("verb", flat=True)) == [
        "meeting.record",
        "meeting.resolve",
        "meeting.sign",
    ]
    with pytest.raises(WrongState, match="已经签发"):
        resolved(cast, row)
    with pytest.raises(IntegrityError, match="不能修改"), transaction.atomic():
        GroupMeeting.objects.filter(pk=row.pk).update(minutes="改")
    with pytest.raises(IntegrityError, match="不能再改"), transaction.atomic():
        row.seats.update(presence="present")


def test_what_is_missing_at_a_meeting_is_said(cast, june):
    with pytest.raises(NotAllowed, match="成员或者内部监督"):
        group.record_meeting(actor=cast.officer1, agenda=["一"], presences={}, **FIELDS, chaired_by=cast.leader1)
    with pytest.raises(DomainError, match="不能晚于今天"):
        met(cast, held_on=date(2026, 6, 2))
    row = met(cast, minutes="")
    with pytest.raises(DomainError, match="还没有写会议纪要"):
        group.sign_meeting(actor=cast.leader1, meeting=row)
    with pytest.raises(DomainError, match="不在"):
        resolved(cast, row, section=cast.officer3.section)
    with pytest.raises(DomainError, match="不能早于"):
        resolved(cast, row, due_on=date(2026, 5, 1))
    own = group.record_meeting(actor=cast.leader1, agenda=["一"], presences={}, **FIELDS, chaired_by=cast.leader1)
    with pytest.raises(NotAllowed, match="您记录的"):
        group.sign_meeting(actor=cast.leader1, meeting=own)


def test_a_finding_is_reported_followed_up_and_only_then_done(cast, june):
    with pytest.raises(NotAllowed, match="内部监督"):
        group.record_check(
            actor=cast.head1, title="查", section=cast.head1.section, checked_on=DAY, scope="查", result="好"
        )
    item = found(cast)
    assert "落实督办事项" in titles(cast.officer1) and "落实督办事项" in titles(cast.head1)
    june.move_to("2026-06-12T09:00:00+08:00")
    late = next(row for row in start_page(cast.officer1, view="late", on=date(2026, 6, 12))["groups"][0].rows)
    assert late.is_late and late.left == "逾期2天" and "催办督办事项" in titles(cast.supervisor1, date(2026, 6, 12))
    with pytest.raises(NotAllowed, match="由责任人"):
        group.report_action(actor=cast.officer3, item=item, words="补了。")
    with pytest.raises(WrongState, match="还没有落实报告"):
        group.follow_up(actor=cast.supervisor1, item=item, result="done", words="看了")
    group.report_action(actor=cast.officer1, item=item, words="已补三月台账。")
    with pytest.raises(WrongState, match="不用再报告"):
        group.report_action(actor=cast.officer1, item=item, words="再报。")
    with pytest.raises(DomainError, match="期限"):
        group.follow_up(actor=cast.supervisor1, item=item, result="again", words="还缺签字")
    group.follow_up(actor=cast.supervisor1, item=item, result="again", words="还缺签字", new_due_on=date(2026, 6, 20))
    item.refresh_from_db()
    assert (item.state, item.due_on) == ("open", date(2026, 6, 20))
    with pytest.raises(IntegrityError, match="没有核查"), transaction.atomic():
        ActionItem.objects.filter(pk=item.pk).update(state="done")
    group.report_action(actor=cast.head1, item=item, words="签字补齐。")
    group.follow_up(actor=cast.supervisor1, item=item, result="done", words="复看属实。")
    item.refresh_from_db()
    assert item.state == "done" and "落实督办事项" not in titles(cast.officer1)
    for row in (item.reports.first(), item.follow_ups.first(), PlanCheck.objects.get()):
        with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
            type(row).objects.filter(pk=row.pk)._raw_delete("default")


def test_the_pages_from_the_meeting_to_the_follow_up(cast, june, signed_in):
    watch = signed_in(cast.supervisor1)
    typed = {
        "subject": "第二季度会议", "held_on": "2026-06-01", "place": "会议室", "chaired_by": cast.leader1.pk,
        "agenda": "进展\n清单", "minutes": "研究了两项。",
        f"seat_{cast.leader1.pk}": "present", f"seat_{cast.leader2.pk}": "absent",
    }  # fmt: skip
    refused = watch.post(reverse("group_meeting_new"), typed | {"agenda": " "})
    assert refused.status_code == 422 and "研究了两项" in refused.content.decode()
    page = watch.post(reverse("group_meeting_new"), typed).url
    row = GroupMeeting.objects.get()
    items = {
        "words": "更新清单",
        "section": cast.officer1.section_id,
        "owner": cast.officer1.pk,
        "due_on": "2026-06-20",
    }
    assert watch.post(reverse("group_meeting_resolve", args=[row.pk]), items | {"due_on": ""}).status_code == 422
    watch.post(reverse("group_meeting_resolve", args=[row.pk]), items)
    assert watch.post(reverse("group_meeting_sign", args=[row.pk])).status_code == 422
    signed_in(cast.leader1).post(reverse("group_meeting_sign", args=[row.pk]))
    item = ActionItem.objects.get()
    assert "更新清单" in signed_in(cast.head2).get(page).content.decode()
    officer = signed_in(cast.officer1)
    assert officer.get(page).status_code == 403
    assert "更新清单" in officer.get(reverse("group_work")).content.decode()
    officer.post(reverse("action_report", args=[item.pk]), {"words": "已更新并公布。"})
    watch = signed_in(cast.supervisor1)
    assert "已更新并公布" in watch.get(reverse("action_item", args=[item.pk])).content.decode()
    watch.post(reverse("action_follow", args=[item.pk]), {"result": "done", "words": "属实。"})
    item.refresh_from_db()
    assert item.state == "done" and not watch.get(reverse("group_work")).context["rows"]
    assert len(watch.get(reverse("group_work") + "?state=done").context["rows"]) == 1


def test_no_step_of_the_group_is_taken_by_get_or_by_a_stranger(cast, june, signed_in):
    item, row = found(cast), met(cast)
    steps = {
        "group_meeting_resolve": row.pk, "group_meeting_sign": row.pk, "plan_check_find": item.check_row_id,
        "action_report": item.pk, "action_follow": item.pk,
    }  # fmt: skip
    for name, pk in steps.items():
        url = reverse(name, args=[pk])
        assert signed_in(cast.supervisor1).get(url).status_code == 405
        assert signed_in(cast.officer3).post(url).status_code in {403, 404}
        assert signed_in(cast.admin1).post(url).status_code == 403
    assert signed_in(cast.head1).get(reverse("plan_check_new")).status_code == 403
    item.refresh_from_db()
    assert item.state == "open" and ActionItem.objects.count() == 1
