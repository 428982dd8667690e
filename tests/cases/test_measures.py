"""Soft measures: free to take, never in place of a case, raised only on what was found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import Lead, SoftMeasure
from cases.services import interviews, measures
from cases.todo import todo
from parties.visits import note_risk
from records.errors import DomainError, NotAllowed
from rules.lists import Step
from tests.cases.measure_scenes import admonished, begun, broken, called, held, promised
from tests.cases.story import today

pytestmark = pytest.mark.django_db


def test_guidance_needs_no_violation_and_may_be_asked_for(story):
    row = begun(story, "guidance", trigger="request", violation="", subject="指标口径辅导")
    measures.give_measure(
        actor=story.cast.officer1, measure=row, on=today(), means="phone", recipient="王明", words="讲解口径"
    )
    row.refresh_from_db()
    assert row.follow_up_on == today() + timedelta(days=30)


def test_with_all_conditions_of_filing_a_case_is_asked_for_instead(story):
    every = [code for code, _ in measures.FILING_POINTS]
    with pytest.raises(DomainError) as error:
        begun(story, filing_points=every)
    assert "应当立案" in error.value.message and error.value.field == "filing_points"
    assert begun(story, filing_points=every[:3]).state == "open"


def test_an_act_that_must_be_punished_is_not_talked_over(story):
    story.registered().filed().untrue().know(harm="none", minor_act=False).screened()
    story.order_served("2026-05-18")
    story.on("2026-05-19")
    story.rechecked("refused")
    story.act.refresh_from_db()
    assert story.act.assessment.outcome == "PENALTY"
    with pytest.raises(DomainError) as error:
        begun(story, act=story.act, party=story.act.party)
    assert "不能以柔性措施代替" in error.value.message
    with pytest.raises(IntegrityError), transaction.atomic():
        SoftMeasure.objects.create(
            party=story.act.party,
            section=story.case.section,
            kind="reminder",
            trigger="repeated",
            subject="试",
            grounds="试",
            content="试",
            act=story.act,
            case=story.case,
            begun_by=story.cast.officer1,
        )


def test_an_admonition_takes_two_officers_with_valid_certificates(story):
    row = begun(story, "warning/admonition", trigger="slight")
    with pytest.raises(DomainError) as error:
        measures.give_measure(
            actor=story.cast.officer1, measure=row, on=today(), means="on_site", recipient="王明", words="指出"
        )
    assert error.value.field == "witness"
    assert admonished(story).witness == story.cast.officer2


def test_declining_leaves_the_party_where_accepting_would(story):
    """The same facts, one party declines, the other accepts: no lead, no rung, no other recommendation for either."""
    story.minor_untrue_corrected()
    before = story.assessed()
    declined = begun(story, "reminder", trigger="first_miss", party=story.case.party)
    accepted = begun(story, "reminder", trigger="first_miss", party=story.case.party)
    for row, choice in ((declined, "decline"), (accepted, "accept")):
        measures.record_choice(actor=story.cast.officer1, measure=row, choice=choice, on=today(), words="自己的意思")
    assert SoftMeasure.objects.get(pk=declined.pk).state == "declined"
    assert not Lead.objects.exists()
    after = story.assessed()
    assert (after.outcome, after.answer["fine_range_yuan"], after.answer["measure"]) == (
        before.outcome,
        before.answer["fine_range_yuan"],
        before.answer["measure"],
    )
    with pytest.raises(DomainError):
        measures.escalate_measure(actor=story.cast.head1, measure=declined, reason="不接受")
    declined.refresh_from_db()
    with pytest.raises(DomainError) as error:
        begun(story, raised_from=declined)
    assert "不得因此升级" in error.value.message


def test_who_does_not_come_to_an_interview_is_not_raised(story):
    row = called(story)
    interviews.record_interview(actor=story.cast.officer1, measure=row, held_at=row.interview.meet_at, attended=False)
    with pytest.raises(DomainError) as error:
        measures.escalate_measure(actor=story.cast.head1, measure=row, reason="没有来")
    assert "自愿" in error.value.message


def test_a_broken_commitment_goes_from_the_top_of_the_ladder_to_a_lead(story):
    row = broken(story)
    lead = measures.escalate_measure(actor=story.cast.head1, measure=row, reason="台账到期仍未设置")
    row.refresh_from_db()
    assert row.state == "escalated" and row.lead == lead
    assert lead.source == "measure" and lead.party == row.party and "台账" in lead.description


def test_a_lower_measure_is_raised_to_the_next_rung(story):
    row = admonished(story)
    measures.follow_up(actor=story.cast.officer1, measure=row, on=today(), words="没有改")
    raised = measures.escalate_measure(actor=story.cast.head1, measure=row, reason="劝诫后仍迟报")
    assert (raised.kind, raised.trigger, raised.raised_from) == ("interview", "no_effect", row)
    assert raised.begun_by == story.cast.officer1


def test_nobody_raises_what_they_began(story):
    row = begun(story, "guidance", trigger="request")
    SoftMeasure.objects.filter(pk=row.pk).update(begun_by=story.cast.head1)
    with pytest.raises(NotAllowed):
        measures.escalate_measure(actor=story.cast.head1, measure=row, reason="试")


def test_not_kept_can_only_be_said_after_the_day(story):
    one = promised(story)
    with pytest.raises(DomainError) as error:
        interviews.verify_commitment(
            actor=story.cast.officer1, commitment=one, on=today(), result="not_kept", words="没有"
        )
    assert error.value.field == "result"


def test_with_commitments_open_the_measure_does_not_end(story):
    row = held(story, commitments=(("补齐台账", 7), ("书面说明", 3)))
    assert len(measures.ending_problems(row)) == 2
    with pytest.raises(DomainError) as error:
        measures.end_measure(actor=story.cast.officer1, measure=row, words="完成")
    assert "补齐台账" in error.value.message
    for one in row.commitments.all():
        interviews.verify_commitment(actor=story.cast.officer2, commitment=one, on=today(), result="kept", words="看过")
    measures.end_measure(actor=story.cast.officer1, measure=row, words="全部兑现")
    assert SoftMeasure.objects.get(pk=row.pk).state == "done"


def test_commitments_stand_among_the_duties_of_who_began_the_measure(story):
    one = promised(story)
    rows = [row for row in todo(story.cast.officer1, today()) if "兑现承诺" in row.title]
    assert [(row.on, row.is_waiting) for row in rows] == [(one.due_on, True)]
    late = [row for row in todo(story.cast.officer1, date(2026, 5, 20)) if "兑现承诺" in row.title]
    assert [row.is_waiting for row in late] == [False]


def test_the_papers_of_an_interview_print(story, real_pdf):
    row = held(story)
    for kind in ("INTERVIEW_NOTICE", "INTERVIEW_RECORD"):
        paper = interviews.draft_measure_paper(actor=story.cast.officer1, measure=row, kind=kind)
        paper = interviews.issue_measure_paper(actor=story.cast.officer1, row=row.papers.get(paper=paper))
        assert bytes(paper.stored.pdf).startswith(b"%PDF")
    assert row.papers.get(paper__kind="INTERVIEW_NOTICE").paper.number == "黔统约谈〔2026〕1号"


POSTS = (
    "measure_give", "measure_choice", "measure_call", "measure_held", "measure_follow", "measure_end",
    "measure_escalate", "measure_draft",
)  # fmt: skip


def test_own_section_and_leaders_open_a_measure_others_find_nothing(story, signed_in):
    row = held(story)
    address = reverse("cases:measure", args=[row.pk])
    for person in (story.cast.officer1, story.cast.officer2, story.cast.head1, story.cast.leader1):
        assert signed_in(person).get(address).status_code == 200, person.role
    for person in (story.cast.officer3, story.cast.head2, story.cast.reviewer1, story.cast.admin1):
        assert signed_in(person).get(address).status_code == 404, person.role


@pytest.mark.parametrize("name", POSTS)
def test_steps_of_a_measure_take_a_post_of_its_own_section_only(story, signed_in, name):
    address = reverse(f"cases:{name}", args=[begun(story).pk])
    assert signed_in(story.cast.officer1).get(address).status_code == 405
    assert signed_in(story.cast.officer3).post(address).status_code == 404


def test_a_form_sent_empty_says_what_is_missing(story, signed_in):
    row = begun(story)
    answer = signed_in(story.cast.officer1).post(reverse("cases:measure_call", args=[row.pk]), {})
    assert answer.status_code == 422
    assert "请填写被约谈人" in answer.content.decode()


def test_the_page_fixes_time_and_place_of_an_interview(story, signed_in):
    row = begun(story)
    data = {"invited": "张喆", "purpose": "督促按时报送", "meet_at": "2026-05-12T10:00", "venue": "本局二楼会议室"}
    page = signed_in(story.cast.officer1).post(reverse("cases:measure_call", args=[row.pk]), data, follow=True)
    assert "本局二楼会议室" in page.content.decode()


def test_the_signed_record_opens_for_the_section_and_for_nobody_else(story, signed_in):
    row = called(story)
    address = reverse("cases:measure_minutes", args=[row.pk])
    assert signed_in(story.cast.officer1).get(address).status_code == 404
    interviews.record_interview(
        actor=story.cast.officer1,
        measure=row,
        held_at=row.interview.meet_at,
        attended=False,
        minutes=("约谈记录.txt", "没有到场".encode()),
    )
    assert signed_in(story.cast.officer1).get(address).status_code == 200
    assert signed_in(story.cast.officer3).get(address).status_code == 404


def test_a_commitment_without_its_day_is_sent_back_with_the_line(story, signed_in):
    row = called(story)
    data = {"held_at": "2026-05-11T09:00", "attended": "yes", "commitments": "补齐台账"}
    answer = signed_in(story.cast.officer1).post(reverse("cases:measure_held", args=[row.pk]), data)
    assert answer.status_code == 422
    assert "“补齐台账”没有写完成日期" in answer.content.decode()


def test_the_level_of_risk_changes_no_recommendation(story, signed_in):
    story.minor_untrue_corrected()
    before = story.assessed()
    note_risk(actor=story.cast.officer1, party=story.case.party, grade="high", words="屡次差错")
    after = story.assessed()
    assert (after.outcome, after.answer, after.sheet) == (before.outcome, before.answer, before.sheet)
    address = reverse("cases:recommendation", args=[story.case.pk, 1])
    page = signed_in(story.cast.officer1).get(address).content.decode()
    assert "高风险" in page and "不是处罚的理由" in page


def test_where_the_list_names_what_raises_a_measure_one_of_its_conditions_must_hold(story, law, monkeypatch):
    def raising(item):
        step = Step(when=item.condition, title="自然年度内第二次迟报")
        return replace(item, steps=(step,)) if "LATE" in item.offences else item

    lists = tuple(replace(version, items=tuple(map(raising, version.items))) for version in law.lists)
    monkeypatch.setattr("cases.law.current_law", lambda on=None: replace(law, lists=lists))
    row = admonished(story)
    measures.follow_up(actor=story.cast.officer1, measure=row, on=today(), words="没有改")
    raise_it = {"actor": story.cast.head1, "measure": row, "reason": "又迟报一次"}
    with pytest.raises(DomainError) as error:
        measures.escalate_measure(**raise_it)
    assert error.value.field == "step" and "自然年度内第二次迟报" in error.value.message
    raised = measures.escalate_measure(**raise_it, step="自然年度内第二次迟报")
    assert raised.kind == "interview" and "升级条件：自然年度内第二次迟报（《" in raised.grounds


def test_the_page_says_where_the_list_begins_for_the_offence(story, signed_in):
    row = admonished(story)
    page = signed_in(story.cast.head1).get(reverse("cases:measure", args=[row.pk])).content.decode()
    assert "清单的措施阶梯" in page and "提醒（第M4项）" in page and "没有另定升级条件" in page
