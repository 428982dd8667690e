"""通报: figures of a period that is over, checked by another head, issued by the chair, then it stands."""

import json
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from oversight import bulletins
from oversight.models import Bulletin
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Notice
from tests.cases.story import Story
from tests.factories import licensed
from tests.shipped import load_shipped_law

pytestmark = pytest.mark.slow
MAY = (date(2026, 5, 1), date(2026, 5, 31))


@pytest.fixture
def year(cast, monkeypatch):
    """One file decided in time in May, and one more that was left late; today is the first of July."""
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: b"%PDF-1.7 for tests")
    monkeypatch.setattr("documents.page_count", lambda content: 1)
    load_shipped_law()
    licensed(cast.officer1, by=cast.training1, on=date(2026, 5, 1))
    with time_machine.travel("2026-05-11T09:00:00+08:00", tick=False) as clock:
        story = Story(cast, clock)
        story.registers_complete().registered().filed().untrue(10050).know(harm="none", minor_act=True)
        story.screened().first_checked().corrected(deadline="2026-05-18", done_on="2026-05-15")
        story.answered("accept").decided()
        clock.move_to("2026-07-01T09:00:00+08:00")
        yield story


def drafted(cast):
    return bulletins.draft_bulletin(actor=cast.supervisor1, first=MAY[0], last=MAY[1])


def test_only_periods_that_are_over_are_offered_and_a_quarter_comes_with_its_last_month():
    names = [name for name, _, _ in bulletins.periods(date(2026, 7, 1))]
    assert names[:4] == ["2026年6月", "2026年第二季度", "2026年5月", "2026年4月"]
    january = bulletins.periods(date(2026, 1, 15))
    assert january[0][:2] == ("2025年12月", date(2025, 12, 1))
    assert january[1] == ("2025年第四季度", date(2025, 10, 1), date(2025, 12, 31))


def test_the_words_follow_the_figures_and_never_rank_penalties(year):
    row = drafted(year.cast)
    data = json.loads(row.data)
    own = next(one for one in data["sections"] if one["id"] == year.case.section_id)
    assert data["groups"] == [["应当不予", 1]] and own["parts"][0] == [1, 1] and own["parts"][1] == [1, 1]
    assert own["overdue"] > 0 and own["name"] in row.demands
    text = "".join(part.get("text", "") for part in bulletins.body(data, row.demands, row.counted_on))
    assert "应当不予1项" in text and "接受1件" in text and f"{own['name']}有{own['overdue']}项义务逾期" in text
    heads = [part["columns"] for part in bulletins.body(data, row.demands, row.counted_on) if "columns" in part]
    assert not any("罚" in head for row_of_heads in heads for head in row_of_heads)


def test_without_anything_late_it_says_so(cast):
    load_shipped_law()
    with time_machine.travel("2026-07-01T09:00:00+08:00", tick=False):
        row = drafted(cast)
    text = "".join(part.get("text", "") for part in bulletins.body(json.loads(row.data), row.demands, row.counted_on))
    assert "没有发现逾期" in text and "作出处理0项；" in text


def test_drawn_up_checked_by_another_head_and_issued_by_the_chair_on_the_pages(year, signed_in):
    cast = year.cast
    page = signed_in(cast.supervisor1).get(reverse("bulletins"))
    assert "2026年第二季度" in page.content.decode()
    signed_in(cast.supervisor1).post(reverse("bulletin_draft"), {"period": "2026-05-01/2026-05-31"})
    row = Bulletin.objects.get()
    url = {name: reverse(f"bulletin_{name}", args=[row.pk]) for name in ("change", "check", "return", "issue", "paper")}
    signed_in(cast.supervisor1).post(url["change"], {"demands": "逐项说明原因。"})
    assert signed_in(cast.leader1).post(url["issue"]).status_code == 422
    assert signed_in(cast.head2).post(url["check"]).status_code == 302
    back = signed_in(cast.leader1).post(url["return"], {"words": ""})
    assert back.status_code == 422 and "请写明退回的意见" in back.content.decode()
    assert signed_in(cast.leader1).get(url["paper"]).status_code == 404
    assert signed_in(cast.officer1).get(reverse("bulletin", args=[row.pk])).status_code == 404
    signed_in(cast.leader1).post(url["issue"])
    row.refresh_from_db()
    assert row.state == "issued" and row.paper.number and "逐项说明原因。" in str(row.paper.context["body"])
    assert row.paper.context["title"] == "关于2026年5月行政柔性执法工作情况的通报"
    assert signed_in(cast.officer1).get(url["paper"]).content.startswith(b"%PDF")
    assert Notice.objects.filter(user=cast.head1, text__contains="新通报").exists()
    verbs = Event.objects.of("oversight.bulletin", row.pk).values_list("verb", flat=True)
    assert list(verbs) == ["bulletin.draft", "bulletin.change", "bulletin.check", "bulletin.issue"]


@pytest.mark.parametrize("name", ["draft", "change", "check", "return", "issue"])
def test_no_step_is_taken_by_get_or_by_somebody_without_figures(year, signed_in, name):
    row = drafted(year.cast)
    url = reverse(f"bulletin_{name}", args=[] if name == "draft" else [row.pk])
    assert signed_in(year.cast.supervisor1).get(url).status_code == 405
    assert signed_in(year.cast.admin1).post(url).status_code == 403
    said = {"period": "2026-06-01/2026-06-30", "demands": "改", "words": "退"}
    assert signed_in(year.cast.officer1).post(url, said).status_code in {302, 404}
    row.refresh_from_db()
    assert row.state == "draft" and Bulletin.objects.count() == 1 and row.demands != "改"


def test_the_wrong_person_is_told_who_does_it(year):
    cast, row = year.cast, drafted(year.cast)
    with pytest.raises(NotAllowed, match="内部监督人员或者科室负责人起草"):
        bulletins.draft_bulletin(actor=cast.leader1, first=date(2026, 6, 1), last=date(2026, 6, 30))
    with pytest.raises(NotAllowed, match="科室负责人核稿"):
        bulletins.check_bulletin(actor=cast.supervisor1, bulletin=row)
    own = bulletins.draft_bulletin(actor=cast.head1, first=date(2026, 6, 1), last=date(2026, 6, 30))
    with pytest.raises(NotAllowed, match="别的科室负责人"):
        bulletins.check_bulletin(actor=cast.head1, bulletin=own)
    checked = bulletins.check_bulletin(actor=cast.head1, bulletin=row)
    with pytest.raises(NotAllowed, match="组长"):
        bulletins.issue_bulletin(actor=cast.leader2, bulletin=checked)
    with pytest.raises(NotAllowed, match="组长"):
        bulletins.return_bulletin(actor=cast.head2, bulletin=checked, words="再改")


def test_steps_out_of_order_and_bad_input_are_refused_in_words(year):
    cast = year.cast
    with pytest.raises(DomainError, match="没有结束的期间不能通报"):
        bulletins.draft_bulletin(actor=cast.supervisor1, first=date(2026, 7, 1), last=date(2026, 7, 31))
    row = drafted(cast)
    with pytest.raises(DomainError, match="已经有了"), transaction.atomic():
        drafted(cast)
    with pytest.raises(DomainError, match="请写明下一步要求"):
        bulletins.change_bulletin(actor=cast.supervisor1, bulletin=row, demands=" ")
    with pytest.raises(DomainError, match="最多3000字"):
        bulletins.change_bulletin(actor=cast.supervisor1, bulletin=row, demands="改" * 3001)
    with pytest.raises(WrongState, match="已核稿，待签发"):
        bulletins.issue_bulletin(actor=cast.leader1, bulletin=row)
    checked = bulletins.check_bulletin(actor=cast.head1, bulletin=row)
    with pytest.raises(WrongState):
        bulletins.change_bulletin(actor=cast.supervisor1, bulletin=checked, demands="改")
    returned = bulletins.return_bulletin(actor=cast.leader1, bulletin=checked, words="补充原因")
    assert returned.state == "draft" and returned.checked_by is None
    assert Notice.objects.filter(user=cast.supervisor1, text__contains="补充原因").exists()


def test_the_database_keeps_what_was_issued_and_who_checked(year):
    cast, row = year.cast, drafted(year.cast)
    for bad in ({"state": "checked"}, {"state": "checked", "checked_by": row.drafted_by, "checked_at": row.drafted_at}):
        with pytest.raises(IntegrityError, match="bulletin_checked_by_another"), transaction.atomic():
            Bulletin.objects.filter(pk=row.pk).update(**bad)
    with pytest.raises(IntegrityError, match="不能删除"), transaction.atomic():
        Bulletin.objects.all().delete()
    bulletins.check_bulletin(actor=cast.head1, bulletin=row)
    bulletins.issue_bulletin(actor=cast.leader1, bulletin=row)
    with pytest.raises(IntegrityError, match="已经签发的通报不能修改"), transaction.atomic():
        Bulletin.objects.filter(pk=row.pk).update(demands="另写")
