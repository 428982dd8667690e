"""典型案例: found by conditions, told without anybody being recognised, checked by two others, published, taken down."""

import json
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from oversight.models import Removal, TypicalCase
from oversight.typical import course, figures, finder, masking, reading
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.cases.story import Story
from tests.factories import licensed
from tests.shipped import load_shipped_law

pytestmark = pytest.mark.slow

REASONS = "主动改正，效果好。"


@pytest.fixture
def closed(cast, monkeypatch):
    """One file of 执法监督科, spared the penalty, corrected, educated and closed in May."""
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: b"%PDF-1.7 for tests")
    monkeypatch.setattr("documents.page_count", lambda content: 1)
    load_shipped_law()
    licensed(cast.officer1, by=cast.training1, on=date(2026, 5, 1))
    with time_machine.travel("2026-05-11T09:00:00+08:00", tick=False) as clock:
        story = Story(cast, clock)
        story.registers_complete().registered().filed().untrue(10050).know(harm="none", minor_act=True)
        story.screened().first_checked().corrected(deadline="2026-05-18", done_on="2026-05-15")
        story.answered("accept").decided()
        story.decision_papers_served().educated().closed()
        yield story


@pytest.fixture
def told(closed):
    return course.nominate(actor=closed.cast.officer1, case=closed.case, reasons=REASONS)


def to_first_check(row, cast):
    return course.submit(actor=cast.officer1, typical=row)


def published(row, cast):
    course.approve_first(actor=cast.head1, typical=to_first_check(row, cast))
    return course.publish(actor=cast.leader1, typical=row)


def text_of(row):
    return masking.said(masking.shown(row, list(row.removals.all())))


def test_the_finder_names_the_conditions_of_a_closed_case_and_leaves_out_what_is_nominated(closed):
    cast = closed.cast
    (found,) = finder.candidates(cast.officer1)
    assert [one.key for one in finder.criteria_of(found)] == ["minor", "corrected", "chosen", "taught"]
    assert all(one.basis for one in finder.CRITERIA)
    assert not finder.candidates(cast.officer3) and not finder.candidates(cast.officer1, least=5)
    assert not finder.candidates(cast.officer1, year=2025)
    course.nominate(actor=cast.officer1, case=closed.case, reasons=REASONS)
    assert not finder.candidates(cast.officer1)
    with pytest.raises(WrongState, match="已经推荐"):
        course.nominate(actor=cast.officer1, case=closed.case, reasons=REASONS)


def test_only_the_section_nominates_with_reasons_and_may_drop_it(closed):
    with pytest.raises(NotAllowed, match="执法监督科"):
        course.nominate(actor=closed.cast.officer3, case=closed.case, reasons=REASONS)
    with pytest.raises(DomainError, match="推荐理由"):
        course.nominate(actor=closed.cast.officer1, case=closed.case, reasons=" ")
    row = course.nominate(actor=closed.cast.officer1, case=closed.case, reasons=REASONS)
    with pytest.raises(DomainError, match="理由"):
        course.drop(actor=closed.cast.officer1, typical=row, words="")
    assert course.drop(actor=closed.cast.officer1, typical=row, words="另有更好的。").state == "dropped"


def test_names_numbers_days_and_figures_are_marked_and_kept_beside_the_text(told, closed):
    party, cast = closed.case.party, closed.cast
    words = (
        f"2026年5月8日，{party.name}（信用代码{party.credit_code}）的{cast.officer1.name}到行署街12号核对，"
        "电话13812345678，工业总产值应为10000万元，多报10050万元。"
    )
    row = course.write(actor=cast.officer1, typical=told, facts=words)
    said = text_of(row)
    for secret in (party.name, party.credit_code, cast.officer1.name, "13812345678", "10050", "5月8日", "行署街12号"):
        assert not secret or secret not in said, secret
    assert "2026年5月，某企业" in said and "若干" in said
    kinds = set(row.removals.values_list("kind", flat=True))
    assert {"party", "person", "number", "day", "figure", "place"} <= kinds
    assert all(one.ground for one in row.removals.all())
    # Its short name, and the name with blanks in it.
    row = course.write(actor=cast.officer1, typical=row, facts="峻岭建材公司多报产值。")
    assert "峻岭" not in text_of(row)
    row = course.write(actor=cast.officer1, typical=row, facts="重庆 峻岭 建材有限公司多报产值。")
    assert "峻岭" not in text_of(row)


def test_a_person_marks_more_changes_the_wording_and_puts_a_figure_back_but_never_a_name(told, closed):
    officer = closed.cast.officer1
    row = course.write(actor=officer, typical=told, facts="位于武陵山脚的某厂多报产值，误差率为3.5%。")
    mark = course.remove(actor=officer, typical=row, words="武陵山脚", instead="辖区", kind="place", ground="")
    figure = row.removals.get(kind="figure", words__contains="3.5")
    back = course.restore(actor=officer, removal=figure, words="比率不涉及总量")
    assert "位于辖区的某厂" in text_of(row) and "3.5%" in text_of(row)
    assert mark.marked_by == officer and not back.kept and back.restored_words
    with pytest.raises(DomainError, match="不能恢复"):
        course.restore(actor=officer, removal=row.removals.get(kind="party"), words="大家都知道")
    with pytest.raises(DomainError, match="为什么"):
        course.restore(actor=officer, removal=row.removals.get(kind="place"), words=" ")
    course.write(actor=officer, typical=row, facts="位于武陵山脚的某厂，误差率为3.5%，已改正。")
    assert not row.removals.get(pk=figure.pk).kept
    with pytest.raises(DomainError, match="文中没有"):
        course.remove(actor=officer, typical=row, words="不存在的字", instead="某", kind="other", ground="")


def test_nothing_recognisable_is_sent_on_and_two_others_check_it(told, closed):
    cast, name = closed.cast, closed.case.party.name
    course.remove(actor=cast.officer1, typical=told, words=name, instead=name[:-2], kind="party", ground="")
    with pytest.raises(DomainError, match="还能认出"):
        course.submit(actor=cast.officer1, typical=told)
    course.remove(actor=cast.officer1, typical=told, words=name, instead="某企业", kind="party", ground="")

    with pytest.raises(WrongState, match="待初审"):
        course.approve_first(actor=cast.head1, typical=told)
    row = to_first_check(told, cast)
    for wrong in (cast.officer1, cast.officer2, cast.head2, cast.leader1):
        with pytest.raises(NotAllowed, match="初审"):
            course.approve_first(actor=wrong, typical=row)
    with pytest.raises(WrongState, match="撰写"):
        course.write(actor=cast.officer1, typical=row, facts="改一改")
    course.approve_first(actor=cast.reviewer1, typical=row)
    with pytest.raises(NotAllowed, match="终审"):
        course.publish(actor=cast.head1, typical=row)
    row = course.publish(actor=cast.leader1, typical=row)
    assert row.state == "published" and row.paper.number and closed.case.party.name not in row.public
    assert closed.case.party.name not in json.dumps(row.paper.context, ensure_ascii=False)
    (shown,) = reading.published()
    assert shown.title.startswith("某企业") and any(removed for _, removed in shown.parts["facts"])
    verbs = list(Event.objects.of("oversight.typicalcase", row.pk).values_list("verb", flat=True))
    assert verbs[0] == "typical.nominate" and verbs[-3:] == [
        "typical.submit",
        "typical.approve_first",
        "typical.publish",
    ]


def test_a_head_who_wrote_it_checks_neither_time(closed):
    cast = closed.cast
    row = course.nominate(actor=cast.head1, case=closed.case, reasons=REASONS)
    course.submit(actor=cast.head1, typical=row)
    with pytest.raises(NotAllowed, match="执笔人以外"):
        course.approve_first(actor=cast.head1, typical=row)
    with pytest.raises(IntegrityError, match="typical_first_by_another"), transaction.atomic():
        TypicalCase.objects.filter(pk=row.pk).update(first_by=cast.head1, first_at=row.nominated_at)


def test_sent_back_with_words_it_is_written_again(told, closed):
    cast = closed.cast
    row = to_first_check(told, cast)
    with pytest.raises(DomainError, match="退回的意见"):
        course.send_back(actor=cast.head1, typical=row, words="")
    row = course.send_back(actor=cast.head1, typical=row, words="意义写具体。")
    assert row.state == "draft" and row.returned_words == "意义写具体。"
    row = to_first_check(row, cast)
    course.approve_first(actor=cast.head1, typical=row)
    row = course.send_back(actor=cast.leader2, typical=row, words="再核一次。")
    assert row.state == "draft" and row.first_by is None


def test_published_it_stands_until_a_leader_takes_it_down(told, closed):
    cast, row = closed.cast, published(told, closed.cast)
    with pytest.raises(IntegrityError, match="不能修改"), transaction.atomic():
        TypicalCase.objects.filter(pk=row.pk).update(public="{}")
    with pytest.raises(IntegrityError, match="不能再改"), transaction.atomic():
        Removal.objects.filter(typical=row).update(instead="重庆峻岭")
    with pytest.raises(IntegrityError, match="不能删除"), transaction.atomic():
        TypicalCase.objects.filter(pk=row.pk)._raw_delete("default")
    with pytest.raises(NotAllowed, match="局领导"):
        course.withdraw(actor=cast.head1, typical=row, words="不合适")
    course.withdraw(actor=cast.leader1, typical=row, words="决定已变更。")
    assert reading.published() == [] and reading.published_one(row.pk) is None and reading.published_pdf(row.pk) is None
    assert course.nominate(actor=cast.officer1, case=closed.case, reasons=REASONS).state == "draft"


def test_each_section_is_asked_for_one_or_two_a_year_and_strangers_see_only_those(told, closed):
    mine = next(one for one in figures.by_section(2026) if one.section == closed.case.section)
    assert (mine.published, mine.under_way) == (0, 1) and "还差1个" in mine.words
    cast = closed.cast
    assert not TypicalCase.objects.visible_to(cast.officer3) and TypicalCase.objects.visible_to(cast.supervisor1)
    published(told, closed.cast)
    mine = next(one for one in figures.by_section(2026) if one.section == closed.case.section)
    assert (mine.published, mine.under_way) == (1, 0) and "已达到" in mine.words
    assert TypicalCase.objects.visible_to(cast.officer3).count() == 1
    assert reverse("typical_cases") in mine.url("published")
