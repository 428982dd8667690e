"""The six stories a bureau must be able to tell from first notice to closed file, or to penalty or transfer."""

from datetime import date

import pytest

from cases.deadlines import clocks
from cases.enums import ActState, CaseState
from cases.services import facts, offers, proposals, transfers
from cases.services.papers import draft_case_paper, issue_case_paper
from cases.tasks import banners, progress, task_list
from parties.enums import PartyKind
from records.audit import first_broken_link
from records.errors import DomainError
from records.models import Event, Paper
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def late_filing(story, *, submitted: str):
    return story.registered("LATE", "2026年4月月报逾期报送", kind=PartyKind.ENTERPRISE).know(
        due=date(2026, 5, 8), submitted=date.fromisoformat(submitted), urged=False, harm="none", minor_act=True
    )


def test_a_late_filing_before_any_urging_ends_softly_with_a_reminder(story):
    late_filing(story, submitted="2026-05-09").filed().screened()
    advice = story.assessed()
    assert (advice.outcome, advice.answer["measure"], advice.binding) == ("NP_MANDATORY_MINOR", "reminder", "must")
    story.answered("accept")
    decision = story.decided()
    assert (decision.outcome, decision.measure) == ("NP_MANDATORY_MINOR", "reminder")
    owed = set(story.case.obligations.barring().values_list("kind", "paper_kind"))
    assert owed == {("serve", "NO_PENALTY_DECISION"), ("serve", "REMINDER"), ("educate", "")}
    case = story.decision_papers_served().educated().closed()
    assert case.state == CaseState.CLOSED
    assert progress(task_list(case)) == "已完成 7/7"
    numbers = list(Paper.objects.issued().order_by("pk").values_list("number", flat=True))
    assert numbers == ["黔统不罚决〔2026〕1号", "黔统提示〔2026〕1号"]
    assert first_broken_link("cases.case", case.pk) is None


def test_an_untrue_figure_corrected_in_time_without_harm_is_not_punished(story):
    story.minor_untrue_corrected()
    advice = story.act.assessments.first()
    assert (advice.outcome, advice.binding) == ("NP_MANDATORY_MINOR", "must")
    assert advice.answer["fine_range_yuan"] is None
    assert "行政处罚法33条1款前段" in advice.answer["basis"]
    story.answered("accept").decided()
    case = story.decision_papers_served().educated().closed()
    assert case.state == CaseState.CLOSED
    kinds = set(case.papers.values_list("paper__kind", flat=True))
    assert kinds == {"CORRECTION_ORDER", "NO_PENALTY_DECISION", "MINOR_WARNING"}
    assert list(case.obligations.open().values_list("kind", flat=True).order_by("kind")) == ["disclose", "revisit"]


def test_the_same_figure_corrected_too_late_goes_to_the_penalty_procedure(story):
    story.registered().filed().untrue().know(harm="none", minor_act=True).screened()
    story.order_served("2026-05-18")
    story.on("2026-05-20")
    assert "改正期限已过" in banners(story.case)[0].title
    story.rechecked("full", "2026-05-19")
    advice = story.act.assessments.first()
    assert (advice.outcome, advice.answer["fine_range_yuan"]) == ("PENALTY", [0, 100000])
    story.signed()
    row = story.decided()
    story.act.refresh_from_db()
    assert story.act.state == ActState.ORDINARY
    assert (row.fine_least, row.fine_most) == (0, 100000)
    assert row.duties and row.basis
    assert not hasattr(story.act, "decision")
    due = {clock.title: clock.on for clock in clocks(story.case, date(2026, 5, 20))}
    assert due["作出处理决定"] == date(2026, 8, 11)
    assert due["办案期限预警"] == date(2026, 8, 9)
    with pytest.raises(DomainError):
        story.closed()


def test_violence_against_inspectors_is_transferred_and_the_case_waits(story):
    story.registered("OBSTRUCT", "2026年5月11日暴力阻碍统计检查").filed().know(
        act_date=date(2026, 5, 11), violence=True, injury=True, crime_suspected=True
    ).screened()
    advice = story.assessed()
    assert advice.outcome == "CRIMINAL_TRANSFER"
    with pytest.raises(DomainError) as error:
        story.proposed()
    assert "应当移送" in error.value.message
    story.on("2026-05-11", 10)
    row = story.reported_for_transfer()
    due = story.case.obligations.open().get(kind="decide", act=story.act)
    assert due.due_on == date(2026, 5, 14)
    story.on("2026-05-13", 16)
    transfers.approve_transfer(actor=story.cast.leader1, transfer=row, approve=True)
    sending = story.case.obligations.open().get(kind="transfer")
    assert sending.due_on == date(2026, 5, 14) and "16:00" in sending.due_words
    transfers.send_transfer(actor=story.cast.officer1, transfer=row, receipt=("回执.pdf", b"%PDF-1.7 receipt"))
    story.act.refresh_from_db()
    assert story.act.state == ActState.TRANSFER
    with pytest.raises(DomainError):
        story.closed()


def test_what_the_police_do_not_take_comes_back_and_is_serious(story):
    story.registered("OBSTRUCT", "2026年5月11日暴力阻碍统计检查").filed().know(
        act_date=date(2026, 5, 11), violence=True, crime_suspected=True, harm="minor"
    ).screened()
    story.assessed()
    row = story.reported_for_transfer()
    transfers.approve_transfer(actor=story.cast.leader1, transfer=row, approve=True)
    transfers.send_transfer(actor=story.cast.officer1, transfer=row)
    story.on("2026-05-15")
    transfers.record_transfer_result(
        actor=story.cast.officer1, transfer=row, result="declined", on=date(2026, 5, 15), words="不予立案通知书1号"
    )
    transfers.take_back_transfer(actor=story.cast.head1, transfer=row, words="情节未达到立案标准，不提请复议")
    story.act.refresh_from_db()
    assert story.act.state == ActState.FACTS
    assert story.act.facts.get(key="crime_suspected", is_current=True).value is False
    story.order_served("2026-05-18")
    story.on("2026-05-19")
    story.rechecked("none")
    assert story.act.assessments.first().outcome == "PENALTY_SERIOUS"
    assert story.act.assessments.first().answer["fine_range_yuan"] == [100000, 500000]


def test_a_first_offence_with_minor_harm_may_be_spared_with_reasons(story):
    story.first_with_minor_harm()
    advice = story.act.assessments.first()
    assert (advice.outcome, advice.binding) == ("NP_DISCRETIONARY_FIRST", "may")
    assert advice.answer["fine_range_yuan"] == [0, 100000]
    with pytest.raises(DomainError) as error:
        story.proposed(reasons="")
    assert "必须说明理由" in error.value.message
    story.answered("accept", reasons="初次违法，后果仅限一期快报且已订正，主动更正。").decided()
    assert story.decision_papers_served().educated().closed().state == CaseState.CLOSED


def test_the_same_again_within_the_window_is_punished(story, cast):
    party = factories.party(by=cast.officer1)
    story.registers_complete().registered(party=party).filed().untrue(2900, 2700).know(harm="minor", minor_act=False)
    story.screened().first_checked().corrected(deadline="2026-05-18", done_on="2026-05-15")
    story.answered().decided()
    story.decision_papers_served().educated().closed()
    story.on("2026-07-13")
    story.registered(party=party).filed().untrue(2900, 2700, act_date="2026-07-08").know(harm="minor", minor_act=False)
    story.screened().first_checked()
    check = story.act.first_checks.get()
    assert check.result == "found" and check.priors[0]["date"] == "2026-05-15"
    story.corrected(deadline="2026-07-20", done_on="2026-07-16")
    advice = story.act.assessments.first()
    assert (advice.outcome, advice.answer["fine_range_yuan"]) == ("PENALTY", [0, 100000])
    story.signed()
    story.decided()
    story.act.refresh_from_db()
    assert story.act.state == ActState.ORDINARY


@pytest.mark.parametrize("answer", ["accept", "decline", "ordinary", "silent"])
def test_no_answer_of_the_party_changes_outcome_or_range(story, answer):
    story.first_with_minor_harm()
    advice = story.act.assessments.first()
    offer = story.offered()
    if answer == "silent":
        story.on("2026-05-16")
        offers.record_answer(actor=story.cast.officer1, offer=offer, answer=answer, means="none")
    else:
        offers.record_answer(
            actor=story.cast.officer1,
            offer=offer,
            answer=answer,
            means="phone",
            words="如上",
            witness=story.cast.officer2,
        )
    again = story.assessed()
    for key in ("outcome", "binding", "fine_range_yuan", "basis", "measure", "law_version"):
        assert again.answer[key] == advice.answer[key]


@pytest.mark.parametrize("answer", ["decline", "ordinary"])
def test_a_party_that_declines_gets_the_same_decision_without_the_measure(story, answer):
    story.minor_untrue_corrected().answered(answer)
    decision = story.decided()
    assert decision.outcome == "NP_MANDATORY_MINOR"
    assert not story.case.obligations.filter(paper_kind="MINOR_WARNING").exists()
    assert story.decision_papers_served().educated().closed().state == CaseState.CLOSED


def test_two_acts_of_one_file_are_judged_apart(story):
    story.registered().filed().untrue().know(harm="none", minor_act=True)
    first = story.act
    second = story.with_act("NO_LEDGER", "2026年1月起未设置统计台账")
    story.screened()
    story.order_served("2026-05-18")
    story.act = second
    story.know(act_start=date(2026, 1, 1), act_end=None, ledger_state="完全未设置", harm="none", minor_act=False)
    story.order_served("2026-05-18")
    story.on("2026-05-15")
    story.act = first
    story.rechecked("full", "2026-05-15")
    story.on("2026-05-19")
    story.act = second
    story.rechecked("none")
    assert first.assessments.first().outcome == "NP_MANDATORY_MINOR"
    assert second.assessments.first().answer["fine_range_yuan"] == [0, 50000]
    assert second.assessments.first().outcome == "PENALTY"
    story.act = first
    story.answered().decided()
    story.act = second
    story.signed()
    story.decided()
    assert sorted(story.case.acts.values_list("state", flat=True)) == ["decided", "ordinary"]


def test_facts_that_change_after_the_opinion_send_it_back_with_an_explanation(story):
    story.minor_untrue_corrected()
    opinion = story.proposed()
    facts.record_fact(actor=story.cast.officer2, case=story.case, key="key_area", value=True)
    back = proposals.countersign(actor=story.cast.head1, opinion=opinion, approve=True)
    assert isinstance(back, proposals.SentBack) and "事实有变化" in back.message
    story.act.refresh_from_db()
    assert story.act.state == ActState.FACTS and story.act.opinion is None
    assert Event.objects.filter(summary__contains="退回重办").exists()


def test_the_papers_of_a_soft_case_are_really_printed(story, real_pdf):
    story.registers_complete().registered().filed().untrue(2900, 2700).know(harm="minor", minor_act=False)
    story.screened().first_checked()
    check = draft_case_paper(actor=story.cast.officer1, case=story.case, act=story.act, kind="FIRST_OFFENCE_CHECK")
    issue_case_paper(actor=story.cast.officer1, paper=check)
    story.corrected(deadline="2026-05-18", done_on="2026-05-15")
    story.answered(reasons="初次违法，后果轻微。").decided()
    story.decision_papers_served()
    for paper in Paper.objects.issued():
        assert bytes(paper.stored.pdf).startswith(b"%PDF-") and paper.page_count >= 1
    assert Paper.objects.issued().count() == 4
