"""For every verb of the transition table: a file on which it may be done, by whom, and the call that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from cases.models import Act, Case
from cases.services import (
    archive,
    assessments,
    corrections,
    decisions,
    education,
    facts,
    files,
    leads,
    limits,
    obligations,
    offers,
    papers,
    paperwork,
    proposals,
    transfers,
)
from tests.cases.story import Story, today


@dataclass
class Scene:
    """`call(actor)` does the verb. `wrong` is somebody of the bureau whose role does not fit."""

    case: Case
    act: Act | None
    actor: User
    wrong: User
    call: Callable[[User], Any]
    lead: Any = None


def _on_case(story: Story, actor: User, wrong: User, verb, **fields) -> Scene:
    return Scene(story.case, None, actor, wrong, lambda who: verb(actor=who, case=story.case, **fields))


def _on_act(story: Story, actor: User, wrong: User, verb, **fields) -> Scene:
    story.act.refresh_from_db()
    return Scene(story.case, story.act, actor, wrong, lambda who: verb(actor=who, act=story.act, **fields))


def noted_lead(story: Story):
    from tests import factories

    who = story.cast
    row = leads.record_lead(
        actor=who.officer1,
        source="platform",
        received_on=today(),
        description="联网直报平台核查发现",
        party=factories.party(by=who.officer1),
    )
    return who, row


def decline_lead(story: Story) -> Scene:
    who, row = noted_lead(story)
    call = lambda actor: leads.decline_lead(actor=actor, lead=row, reason="核实后数据无误")  # noqa: E731
    return Scene(None, None, who.head1, who.officer2, call, lead=row)


def lead_to_case(story: Story) -> Scene:
    who, row = noted_lead(story)
    return Scene(
        None, None, who.officer1, who.leader1, lambda actor: leads.lead_to_case(actor=actor, lead=row), lead=row
    )


def name_officers(story: Story) -> Scene:
    who = story.registered().cast
    return _on_case(story, who.head1, who.leader1, files.name_officers, lead_officer=who.officer2, assistant=who.head1)


def replace_officer(story: Story) -> Scene:
    who = story.registered().cast
    row = story.case.officers.get(user=who.officer2)
    call = lambda actor: files.replace_officer(actor=actor, outgoing=row, incoming=who.officer3, reason="外出学习")  # noqa: E731
    return Scene(story.case, None, who.head1, who.officer1, call)


def declare_recusal(story: Story) -> Scene:
    who = story.registered().cast
    return _on_case(story, who.officer2, who.head1, files.declare_recusal, relation="与统计负责人是夫妻")


def decide_recusal(story: Story) -> Scene:
    who = story.registered().cast
    row = files.declare_recusal(actor=who.officer2, case=story.case, relation="与统计负责人是夫妻")
    call = lambda actor: files.decide_recusal(actor=actor, row=row, recused=True, words="属近亲属")  # noqa: E731
    return Scene(story.case, None, who.leader1, who.head1, call)


def request_filing(story: Story) -> Scene:
    who = story.registered().cast
    return _on_case(story, who.officer1, who.head1, files.request_filing, reason="符合立案条件")


def approve_filing(story: Story) -> Scene:
    who = story.registered().filing_requested().cast
    return _on_case(story, who.leader1, who.head1, files.approve_filing)


def refuse_filing(story: Story) -> Scene:
    who = story.registered().filing_requested().cast
    return _on_case(story, who.leader1, who.head1, files.refuse_filing, reason="事实不成立")


def add_act(story: Story) -> Scene:
    who = story.registered().cast
    return _on_case(story, who.officer1, who.leader1, facts.add_act, violation="NO_LEDGER", subject="未设置统计台账")


def add_evidence(story: Story) -> Scene:
    who = story.registered().cast
    return _on_case(
        story,
        who.officer2,
        who.head1,
        facts.add_evidence,
        kind="document",
        title="4月月报",
        source="联网直报平台导出",
        name="月报.pdf",
        content=b"%PDF-1.7 monthly report",
    )


def complete_screen(story: Story) -> Scene:
    who = story.registered().cast
    confirmed = [spec.key for spec in facts.screen_points(story.case)]
    return _on_case(story, who.officer1, who.head1, facts.complete_screen, confirmed=confirmed)


def case_fact(story: Story) -> Scene:
    who = story.registered().cast
    return _on_case(story, who.officer1, who.head1, facts.record_fact, key="harm", value="none")


def draft_paper(story: Story) -> Scene:
    who = story.registered().registers_complete().know(act_date=date(2026, 5, 8)).first_checked().cast
    return _on_case(story, who.officer1, who.head1, papers.draft_case_paper, act=story.act, kind="FIRST_OFFENCE_CHECK")


def issue_paper(story: Story) -> Scene:
    who = story.registered().filed().cast
    paper = story.ordered("2026-05-18").paper
    call = lambda actor: papers.issue_case_paper(actor=actor, paper=paper)  # noqa: E731
    return Scene(story.case, None, who.officer1, who.head1, call)


def _order(story: Story, *, issued: bool):
    who = story.registered().filed().cast
    paper = story.ordered("2026-05-18").paper
    return who, papers.issue_case_paper(actor=who.officer1, paper=paper) if issued else paper


def approve_paper(story: Story) -> Scene:
    who, paper = _order(story, issued=False)
    call = lambda actor: paperwork.approve_case_paper(actor=actor, paper=paper)  # noqa: E731
    return Scene(story.case, None, who.head1, who.officer1, call)


def void_paper(story: Story) -> Scene:
    who, paper = _order(story, issued=True)
    call = lambda actor: paperwork.void_case_paper(actor=actor, paper=paper, reason="当事人名称有误")  # noqa: E731
    return Scene(story.case, None, who.head1, who.officer1, call)


def correct_paper(story: Story) -> Scene:
    who, paper = _order(story, issued=True)
    changes = [{"place": "正文第一段", "was": "4月", "becomes": "5月"}]
    call = lambda actor: paperwork.correct_case_paper(  # noqa: E731
        actor=actor, paper=paper, changes=changes, reasons="系打印时误写。"
    )
    return Scene(story.case, None, who.officer1, who.head1, call)


def file_to_paper(story: Story) -> Scene:
    who, paper = _order(story, issued=True)
    call = lambda actor: paperwork.file_to_case_paper(  # noqa: E731
        actor=actor, paper=paper, kind="scan", file=("签章件.pdf", b"%PDF-1.7 scan")
    )
    return Scene(story.case, None, who.officer1, who.head1, call)


def serve_paper(story: Story) -> Scene:
    who = story.registered().filed().cast
    paper = papers.issue_case_paper(actor=who.officer1, paper=story.ordered("2026-05-18").paper)
    call = lambda actor: papers.serve_paper(  # noqa: E731
        actor=actor, paper=paper, method="direct", served_on=today(), recipient="王明"
    )
    return Scene(story.case, None, who.officer1, who.head1, call)


def fulfil_obligation(story: Story) -> Scene:
    story.minor_untrue_corrected().assessed()
    who = story.answered().cast
    story.decided()
    row = story.case.obligations.get(kind="revisit")
    call = lambda actor: obligations.fulfil_obligation(actor=actor, obligation=row, words="到企业回访")  # noqa: E731
    return Scene(story.case, None, who.officer1, who.leader1, call)


def cancel_obligation(story: Story) -> Scene:
    who = story.registered().filed().cast
    story.order_served("2026-05-18")
    row = story.case.obligations.get(kind="correct")
    call = lambda actor: obligations.cancel_obligation(actor=actor, obligation=row, words="主体已注销")  # noqa: E731
    return Scene(story.case, None, who.head1, who.officer1, call)


def close_case(story: Story) -> Scene:
    story.minor_untrue_corrected().assessed()
    story.answered().decided()
    who = story.decision_papers_served().educated().cast
    return _on_case(story, who.officer1, who.leader1, files.close_case, words="处理完毕")


def record_fact(story: Story) -> Scene:
    who = story.registered().cast
    return _on_act(story, who.officer2, who.head1, facts.record_fact, key="harm", value="none")


def check_first_offence(story: Story) -> Scene:
    who = story.registered().know(act_date=date(2026, 5, 8)).cast
    return _on_act(story, who.officer1, who.head1, facts.check_first_offence)


def assess_act(story: Story) -> Scene:
    who = story.registered().cast
    return _on_act(story, who.officer1, who.head1, assessments.assess_act)


def order_correction(story: Story) -> Scene:
    who = story.registered().filed().cast
    return _on_act(
        story,
        who.officer1,
        who.head1,
        corrections.order_correction,
        deadline=today() + timedelta(days=7),
        requirements="更正月报",
    )


def extend_correction(story: Story) -> Scene:
    who = story.registered().filed().cast
    row = story.order_served("2026-05-18")
    story.act.refresh_from_db()
    call = lambda actor: corrections.extend_correction(  # noqa: E731
        actor=actor, correction=row, new_deadline=date(2026, 5, 25), reason="系统停机检修"
    )
    return Scene(story.case, story.act, who.head1, who.officer1, call)


def record_recheck(story: Story) -> Scene:
    who = story.registered().filed().cast
    story.order_served("2026-05-18")
    return _on_act(
        story,
        who.officer2,
        who.head1,
        corrections.record_recheck,
        on=today(),
        result="full",
        done_on=today(),
        note="核对更正后的报表",
    )


def propose(story: Story) -> Scene:
    who = story.minor_untrue_corrected().cast
    row = story.assessed()
    return _on_act(story, who.officer1, who.head1, proposals.propose, assessment=row, adopts=True)


def withdraw_opinion(story: Story) -> Scene:
    who = story.minor_untrue_corrected().cast
    story.assessed()
    story.proposed()
    return _on_act(story, who.officer2, who.head1, proposals.withdraw_opinion, reason="补充证据")


def countersign(story: Story) -> Scene:
    who = story.minor_untrue_corrected().cast
    story.assessed()
    opinion = story.proposed()
    story.act.refresh_from_db()
    call = lambda actor: proposals.countersign(actor=actor, opinion=opinion, approve=True)  # noqa: E731
    return Scene(story.case, story.act, who.head1, who.officer2, call)


def make_offer(story: Story) -> Scene:
    who = story.minor_untrue_corrected().cast
    story.assessed()
    story.signed()
    return _on_act(story, who.officer1, who.head1, offers.make_offer, answer_by=today())


def record_answer(story: Story) -> Scene:
    who = story.minor_untrue_corrected().cast
    story.assessed()
    offer = story.offered()
    story.act.refresh_from_db()
    call = lambda actor: offers.record_answer(  # noqa: E731
        actor=actor, offer=offer, answer="accept", means="in_person", words="接受", witness=who.officer2
    )
    return Scene(story.case, story.act, who.officer1, who.head1, call)


def decide(story: Story) -> Scene:
    who = story.minor_untrue_corrected().cast
    story.assessed()
    story.answered()
    return _on_act(story, who.leader1, who.head1, decisions.decide, reasons="同意")


def _violent(story: Story):
    story.registered("OBSTRUCT", "2026年5月11日暴力阻碍统计检查").know(
        act_date=date(2026, 5, 11), violence=True, injury=True, crime_suspected=True
    ).screened()
    story.assessed()
    return story.cast


def report_for_transfer(story: Story) -> Scene:
    who = _violent(story)
    return _on_act(
        story,
        who.officer1,
        who.head1,
        transfers.report_for_transfer,
        to_organ="重庆市公安局黔江区分局",
        words="涉嫌妨害公务",
        annexes=["调查报告"],
    )


def approve_transfer(story: Story) -> Scene:
    who = _violent(story)
    row = story.reported_for_transfer()
    story.act.refresh_from_db()
    call = lambda actor: transfers.approve_transfer(actor=actor, transfer=row, approve=True)  # noqa: E731
    return Scene(story.case, story.act, who.leader1, who.head1, call)


def _approved(story: Story):
    who = _violent(story)
    row = story.reported_for_transfer()
    transfers.approve_transfer(actor=who.leader1, transfer=row, approve=True)
    return who, row


def send_transfer(story: Story) -> Scene:
    who, row = _approved(story)
    story.act.refresh_from_db()
    call = lambda actor: transfers.send_transfer(actor=actor, transfer=row)  # noqa: E731
    return Scene(story.case, story.act, who.officer1, who.head1, call)


def record_transfer_result(story: Story) -> Scene:
    who, row = _approved(story)
    transfers.send_transfer(actor=who.officer1, transfer=row)
    story.act.refresh_from_db()
    call = lambda actor: transfers.record_transfer_result(  # noqa: E731
        actor=actor, transfer=row, result="declined", on=today(), words="情节显著轻微，不予立案"
    )
    return Scene(story.case, story.act, who.officer1, who.head1, call)


def archive_case(story: Story) -> Scene:
    who = story.minor_untrue_corrected().cast
    story.assessed()
    story.answered().decided()
    story.decision_papers_served().educated().closed()
    return _on_case(story, who.officer1, who.leader1, archive.archive_case, retention="long")


def pause_limit(story: Story) -> Scene:
    who = story.registered().filed().cast
    return _on_case(story, who.head1, who.officer1, limits.pause_limit, ground="appraisal", first=today(), words="鉴定")


def resume_limit(story: Story) -> Scene:
    who = story.registered().filed().cast
    limits.pause_limit(actor=who.leader1, case=story.case, ground="appraisal", first=today(), words="鉴定")
    return _on_case(story, who.officer1, who.reviewer1, limits.resume_limit, last=today(), words="鉴定意见收到")


def _declined(story: Story):
    who, row = _approved(story)
    transfers.send_transfer(actor=who.officer1, transfer=row)
    transfers.record_transfer_result(
        actor=who.officer1, transfer=row, result="declined", on=today(), words="不予立案通知书1号"
    )
    story.act.refresh_from_db()
    return who, row


def contest_refusal(story: Story) -> Scene:
    who, row = _declined(story)
    call = lambda actor: transfers.contest_refusal(  # noqa: E731
        actor=actor, transfer=row, way="reconsider", on=today(), words="应当立案"
    )
    return Scene(story.case, story.act, who.officer1, who.head1, call)


def record_contest_answer(story: Story) -> Scene:
    who, row = _declined(story)
    asked = transfers.contest_refusal(actor=who.officer1, transfer=row, way="reconsider", on=today(), words="应当立案")
    story.act.refresh_from_db()
    call = lambda actor: transfers.record_contest_answer(  # noqa: E731
        actor=actor, contest=asked, upheld=True, on=today(), words="改为立案"
    )
    return Scene(story.case, story.act, who.officer1, who.head1, call)


def take_back_transfer(story: Story) -> Scene:
    who, row = _declined(story)
    call = lambda actor: transfers.take_back_transfer(actor=actor, transfer=row, words="不再异议")  # noqa: E731
    return Scene(story.case, story.act, who.head1, who.officer1, call)


def record_education(story: Story) -> Scene:
    who = story.minor_untrue_corrected().cast
    story.assessed()
    story.answered().decided()
    return _on_act(
        story,
        who.officer1,
        who.head1,
        education.record_education,
        on=today(),
        recipient="王明",
        content="讲解统计法第八条",
    )


SCENES: dict[str, Callable[[Story], Scene]] = {
    build.__name__: build
    for build in (
        decline_lead,
        lead_to_case,
        name_officers,
        replace_officer,
        declare_recusal,
        decide_recusal,
        request_filing,
        approve_filing,
        refuse_filing,
        add_act,
        add_evidence,
        complete_screen,
        case_fact,
        draft_paper,
        issue_paper,
        approve_paper,
        void_paper,
        correct_paper,
        file_to_paper,
        serve_paper,
        fulfil_obligation,
        cancel_obligation,
        close_case,
        archive_case,
        pause_limit,
        resume_limit,
        record_fact,
        check_first_offence,
        assess_act,
        order_correction,
        extend_correction,
        record_recheck,
        propose,
        withdraw_opinion,
        countersign,
        make_offer,
        record_answer,
        decide,
        report_for_transfer,
        approve_transfer,
        send_transfer,
        record_transfer_result,
        contest_refusal,
        record_contest_answer,
        take_back_transfer,
        record_education,
    )
}
