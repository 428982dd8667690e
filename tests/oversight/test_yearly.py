"""行政执法年报: heaviest kind once, nought and blank told apart, issued by the chair after the year, kept as issued."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from exemptions.models import Offence
from oversight.annual import yearly
from oversight.models import YearlyData
from records.errors import DomainError, NotAllowed
from records.models import Event
from tests.cases.penalty_story import PenaltyStory
from tests.factories import licensed
from tests.shipped import load_shipped_law


@pytest.fixture
def bureau(cast, monkeypatch):
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: b"%PDF-1.7 for tests")
    monkeypatch.setattr("documents.page_count", lambda content: 1)
    load_shipped_law()
    licensed(cast.officer1, cast.head1, by=cast.training1, on=date(2026, 5, 1))
    with time_machine.travel("2026-05-11T09:00:00+08:00", tick=False) as clock:
        yield PenaltyStory(cast, clock)


def test_penalties_given_together_are_one_case_under_the_heaviest():
    assert yearly.heaviest(["警告", "罚款1万元"]) == "罚款"
    assert yearly.heaviest(["通报批评", "警告"]) == "警告、通报批评"
    assert yearly.heaviest(["罚款2万元", "没收违法所得3万元", "警告"]) == "没收违法所得、没收非法财物"
    assert yearly.heaviest(["责令改正"]) == "其他"
    assert [yearly.wan(amount) for amount in (0, 10_000, 12_500, 1)] == ["0", "1", "1.25", "0.0001"]
    assert yearly.due_on(2026) == date(2027, 1, 31)


def test_not_punished_stands_in_the_annex_and_a_blank_is_no_nought(bureau):
    bureau.registers_complete().registered().filed().untrue(10050).know(harm="none", minor_act=True)
    bureau.screened().first_checked().corrected(deadline="2026-05-18", done_on="2026-05-15")
    bureau.answered("accept").decided()
    found = yearly.count(2026)
    rows = dict(found["penalties"])
    assert (rows["警告、通报批评"], rows["罚款"], rows["吊销许可证件"], rows["合计"]) == (0, 0, "", 0)
    assert found["spared"] == [["应当不予", 1]] and found["amount"] == 0
    assert dict(found["force"])["加处罚款"] == 0 and dict(found["force"])["扣押财物"] == ""
    assert dict(yearly.count(2025)["penalties"])["合计"] == 0
    Offence.objects.all().delete()
    assert dict(yearly.count(2026)["penalties"])["罚款"] == ""


def test_the_chair_issues_after_the_year_and_what_was_issued_stands(bureau, signed_in):
    cast, url = bureau.cast, reverse("yearly_issue", args=[2026])
    with pytest.raises(DomainError, match="已经结束"):
        yearly.issue_yearly(actor=cast.leader1, year=2026, words="一年情况")
    bureau.clock.move_to("2027-02-01T09:00:00+08:00")
    page = signed_in(cast.leader1).get(reverse("yearly_report"))
    assert page.context["is_late"] and "已超过公开期限" in page.content.decode()
    assert signed_in(cast.leader1).get(url).status_code == 405
    assert signed_in(cast.officer1).post(url, {"words": "情况"}).status_code == 403
    signed_in(cast.supervisor1).post(url, {"words": "情况"})
    with pytest.raises(NotAllowed):
        yearly.issue_yearly(actor=cast.leader2, year=2026, words="情况")
    signed_in(cast.leader1).post(url, {"words": " "})
    assert not YearlyData.objects.exists()
    signed_in(cast.leader1).post(url, {"words": "全年依法办理，没有处罚。"})
    row = YearlyData.objects.get()
    assert row.order == 1 and Event.objects.filter(verb="yearly.issue").count() == 1
    cells = {caption["caption"]: caption["cells"] for caption in row.paper.context["body"] if caption.get("caption")}
    assert ["罚款", "0"] in cells["表一　行政处罚实施情况"] and ["吊销许可证件", ""] in cells["表一　行政处罚实施情况"]
    with pytest.raises(IntegrityError), transaction.atomic():
        YearlyData.objects.update(words="改")
    paper = signed_in(cast.head1).get(reverse("yearly_paper", args=[2026, 1]))
    assert paper.content.startswith(b"%PDF")
    assert "空白" in str(row.paper.context["body"][0])
