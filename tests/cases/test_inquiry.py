"""Investigation, enforcement, decisions on the spot, joinder: what the law asks of each, in services and database."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

import documents
from cases.enums import ActState, CaseState
from cases.models import Act, Fact, FieldRecord, LegalView, Preservation, SpotDecision
from cases.services import corrections, enforcement, facts, files, inquiry, papers, proposals, spot, structure
from cases.sheets import fact_sheet
from records.constraints import explained
from records.errors import DomainError
from tests.cases.inquiry_scenes import (
    address_fields,
    asked,
    demanded,
    kept,
    late_after_urging,
    left_open,
    record_fields,
    second_case,
    spot_fields,
)
from tests.cases.story import today

pytestmark = pytest.mark.django_db


def refused(write) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    said = explained(error.value)
    assert said, error.value
    return said


def said_by(call) -> str:
    with pytest.raises(DomainError) as error:
        call()
    return error.value.message


# --- records -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"shown": False}, "出示"),
        ({"rights_told": False}, "告知当事人的权利"),
        ({"content": "问：怎么填的？"}, "后面没有答"),
        ({"signed": " "}, "签名"),
    ],
)
def test_a_record_that_breaks_the_rules_is_not_taken(story, change, words):
    story.registered().filed()
    fields = record_fields(story.cast) | change
    assert words in said_by(lambda: inquiry.record_inquiry(actor=story.cast.officer1, case=story.case, **fields))
    assert not FieldRecord.objects.exists()


def test_one_officer_alone_is_not_enough(story):
    story.registered().filed()
    fields = record_fields(story.cast) | {"officers": [story.cast.officer1]}
    assert "不得少于两名" in said_by(
        lambda: inquiry.record_inquiry(actor=story.cast.officer1, case=story.case, **fields)
    )
    plain = {key: value for key, value in fields.items() if key != "officers"}
    row = FieldRecord(case=story.case, recorded_by=story.cast.officer1, **plain)
    assert "两名" in refused(lambda: row.save(force_insert=True))


def test_a_record_becomes_a_paper_with_questions_and_answers(story):
    story.registered().filed()
    row = inquiry.record_inquiry(actor=story.cast.officer1, case=story.case, **record_fields(story.cast))
    assert row.paper.kind == "INQUIRY_RECORD"
    assert row.paper.context["dialogue"] == [{"question": "4月产值怎么填的？", "answer": "把含税数填进去了。"}]
    papers.issue_case_paper(actor=story.cast.officer1, paper=row.paper)


def test_a_query_not_answered_in_time_is_told_apart_from_one_refused(story):
    row = asked(story)
    row.act = story.act
    assert story.case.obligations.get(kind="query").due_on == row.answer_by

    def silent():
        return inquiry.record_reply(actor=story.cast.officer1, query=row, result="silent", on=today(), words="没有答复")

    assert "期满后" in said_by(silent)
    story.on("2026-05-19")
    assert silent().result == "silent"


# --- 先行登记保存 ----------------------------------------------------------------


def test_what_is_kept_is_dealt_with_in_seven_working_days_or_shows_as_late(story):
    row = kept(story)
    row.case = story.case
    inquiry.approve_preservation(actor=story.cast.leader1, preservation=row, approve=True)
    row.refresh_from_db()
    assert row.due_on == date(2026, 5, 20)
    owed = story.case.obligations.get(kind="preserve")
    assert owed.bars_closing and owed.unit == "7个工作日"
    story.act.refresh_from_db()
    assert "还没有处理" in said_by(story.reported)
    inquiry.settle_preservation(actor=story.cast.officer1, preservation=row, fate="复制后退还", settled_on=today())
    assert story.reported()


def test_a_preservation_is_approved_by_a_leader_also_in_the_database(story):
    row, who = kept(story), story.cast

    def approve(by):
        return Preservation.objects.filter(pk=row.pk).update(
            approved=True, approved_by=by, approved_on=today(), due_on=today()
        )

    assert "局领导" in refused(lambda: approve(who.head1))
    assert "列明物品" in refused(
        lambda: Preservation.objects.create(
            case=story.case, items=[], place="档案室", reason="可能灭失", asked_by=who.officer1
        )
    )


def test_a_leader_who_says_no_says_why(story):
    row = kept(story)
    row.case = story.case
    said = said_by(lambda: inquiry.approve_preservation(actor=story.cast.leader1, preservation=row, approve=False))
    assert "理由" in said


# --- report, notice, one fine ---------------------------------------------------


def test_nothing_is_told_before_the_investigation_is_reported(story):
    story.registered().filed().untrue().know(harm="none", minor_act=True).screened()
    story.order_served("2026-05-18")
    story.on("2026-05-20").rechecked("full", "2026-05-19")
    story.signed()
    super(type(story), story).decided()
    story.act.refresh_from_db()
    assert "调查终结报告" in said_by(story.notified)


def test_one_conduct_is_fined_once_by_the_higher_rule(story):
    story.in_procedure()
    other = story.with_act("LATE", "同一张报表迟报")
    structure.mark_same_conduct(actor=story.cast.officer1, act=other, other=story.act)
    other.refresh_from_db()
    assert "应当按该规定罚款" in structure.fine_twice_problem(other)
    story.told(10000)
    story.spoke()
    story.punished(10000)
    other.refresh_from_db()
    assert "不得再次罚款" in structure.fine_twice_problem(other)


def test_same_conduct_is_of_one_party_and_of_different_offences(story):
    story.registered().filed()
    same = story.with_act("UNTRUE_DATA", "另一张报表")

    def mark(other):
        return structure.mark_same_conduct(actor=story.cast.officer1, act=story.act, other=other)

    assert "分别处理" in said_by(lambda: mark(same))
    assert "另一项行为" in said_by(lambda: mark(story.act))


# --- joinder and separation ------------------------------------------------------


def test_a_separated_act_keeps_its_facts_evidence_and_clock(story):
    story.registered().filed().untrue()
    facts.add_evidence(
        actor=story.cast.officer1,
        case=story.case,
        kind="document",
        title="报表",
        source="平台",
        name="a.pdf",
        content=b"%PDF-1.7 x",
    )
    other = story.with_act("NO_LEDGER", "未设置统计台账")
    story.on("2026-06-01")
    new = structure.separate_act(actor=story.cast.leader1, act=story.act, reason="需要另行取证")
    assert new.case.number and new.case.filed_on == date(2026, 5, 11) and new.case.state == CaseState.INVESTIGATING
    assert new.case.obligations.get(kind="decide").due_on == date(2026, 8, 11)
    assert Fact.objects.get(act=new, key="reported", is_current=True).value == 10300
    assert new.case.evidence.get().file == story.case.evidence.get().file
    assert Act.objects.get(pk=story.act.pk).state == ActState.MOVED
    assert "只有这一项行为" in said_by(
        lambda: structure.separate_act(actor=story.cast.leader1, act=other, reason="分开")
    )


def test_a_joined_act_goes_on_in_the_other_file_and_the_empty_one_can_be_closed(story):
    story.registered().filed().untrue()
    target = second_case(story)
    new = structure.join_act(actor=story.cast.head1, act=story.act, into=target, reason="同一次检查发现")
    assert new.case == target and new.order == 2
    assert files.close_case(actor=story.cast.officer1, case=story.case, words="并案办理").state == CaseState.CLOSED


def test_a_state_of_moved_or_spot_is_earned_in_the_database(story):
    story.registered().filed()
    assert "并案、分案" in refused(lambda: Act.objects.filter(pk=story.act.pk).update(state="moved"))
    assert "当场处罚" in refused(lambda: Act.objects.filter(pk=story.act.pk).update(state="spot"))


# --- on the spot -------------------------------------------------------------------


def test_a_spot_penalty_from_the_form_to_the_closed_file(story):
    late_after_urging(story)
    row = spot.decide_on_spot(actor=story.cast.officer1, act=story.act, **spot_fields(500))
    assert row.penalties == ["警告", "罚款500元"] and row.paper.number == "黔统当罚〔2026〕1号"
    assert row.paper.service.recipient == "王明" and row.officers.count() == 2
    story.case.refresh_from_db()
    spot.file_spot_decision(actor=story.cast.head1, act=story.act, words="程序合法")
    story.case.refresh_from_db()
    assert story.case.state == CaseState.INVESTIGATING and story.case.number == "黔统当立〔2026〕1号"
    assert "缴纳罚款500元" in said_by(story.closed)
    spot.record_spot_payment(actor=story.cast.officer1, act=story.act, on=today(), voucher="非税9")
    assert story.closed().state == CaseState.CLOSED


@pytest.mark.parametrize(
    ("kind", "fine", "words"),
    [("enterprise", 3001, "应当适用普通程序"), ("individual_business", 201, "应当适用普通程序")],
)
def test_above_the_limit_the_ordinary_procedure_is_taken(story, kind, fine, words):
    late_after_urging(story, kind=kind)
    fields = spot_fields(fine)
    assert words in said_by(lambda: spot.decide_on_spot(actor=story.cast.officer1, act=story.act, **fields))
    row = SpotDecision(
        act=story.act,
        decided_at=timezone.now(),
        place="x",
        facts="x",
        basis=["x"],
        heard="x",
        recipient="x",
        warning="警告",
        fine=fine,
        decided_by=story.cast.officer1,
    )
    said = refused(lambda: row.save(force_insert=True))
    assert "限额" in said or "200元" in said


def test_facts_that_are_not_established_are_not_decided_on_the_spot(story):
    story.registered("LATE", "月报迟报")
    said = said_by(lambda: spot.decide_on_spot(actor=story.cast.officer1, act=story.act, **spot_fields()))
    assert "没有查明" in said and "普通程序" in said


def test_cash_taken_on_the_spot_is_handed_in_in_two_working_days(story):
    late_after_urging(story)
    fields = spot_fields(100) | {"paid_there": True, "pay_to": ""}
    row = spot.decide_on_spot(actor=story.cast.officer1, act=story.act, **fields)
    owed = story.case.obligations.get(kind="hand_in")
    assert owed.due_on == date(2026, 5, 13) and owed.bound == "bureau"
    assert row.paid_why and row.paper.context["pay_to"].startswith("当场收缴")
    before = execution_of(story)
    assert before["payments"] == [{"paid_on": "2026-05-11", "amount": "100元", "receipt": f"当场收缴，{row.paid_why}"}]
    assert before["result"] == "警告随决定书送达。当场收缴的罚款还没有交回，最迟2026年5月13日交至指定的银行。"
    spot.record_spot_payment(actor=story.cast.officer1, act=story.act, on=today(), voucher="非税8")
    after = execution_of(story)
    assert after["result"].endswith("当场收缴的罚款已于2026年5月11日交至指定的银行，票据号非税8。")
    assert "due_on" not in after and after["decision_number"] == "黔统当罚〔2026〕1号"


def execution_of(story) -> dict:
    """The record of execution as it is filled from the file, with nothing missing."""
    paper = papers.draft_case_paper(actor=story.cast.officer1, case=story.case, act=story.act, kind="EXECUTION_RECORD")
    assert documents.context_errors(paper.kind, paper.context) == []
    return paper.context


def test_a_fine_of_the_spot_paid_at_the_bank_stands_in_the_record_of_execution(story):
    late_after_urging(story)
    assert "还没有送达" in papers.not_now(story.act, "EXECUTION_RECORD")
    spot.decide_on_spot(actor=story.cast.officer1, act=story.act, **spot_fields(500))
    owing = execution_of(story)
    assert "尚有罚款500元没有缴纳" in owing["result"] and owing["penalties"] == ["警告", "罚款500元"]
    assert owing["due_on"] and owing["served_on"] == "2026-05-11" and "payments" not in owing
    spot.record_spot_payment(actor=story.cast.officer1, act=story.act, on=today(), voucher="非税9")
    paid = execution_of(story)
    assert paid["payments"] == [{"paid_on": "2026-05-11", "amount": "500元", "receipt": "非税9"}]
    assert paid["result"] == "警告随决定书送达。应当缴纳的款项已经缴清。"


# --- service, demand, court --------------------------------------------------------


def test_electronic_service_needs_the_consent_of_the_party(story):
    story.registered().filed()
    paper = papers.issue_case_paper(actor=story.cast.officer1, paper=story.ordered("2026-05-18").paper)

    def serve():
        return papers.serve_paper(
            actor=story.cast.officer1,
            paper=paper,
            method="electronic",
            served_on=today(),
            recipient="王明",
            proof="邮箱",
        )

    assert "同意电子送达" in said_by(serve)
    fields = address_fields(story) | {"electronic": True, "electronic_to": "a@b.cn"}
    assert "签字" in said_by(lambda: enforcement.confirm_address(actor=story.cast.officer1, case=story.case, **fields))
    upload = ("确认书.pdf", b"%PDF-1.7 signed")
    enforcement.confirm_address(actor=story.cast.officer1, case=story.case, upload=upload, **fields)
    assert serve().method == "electronic"


@pytest.mark.parametrize(
    ("method", "more", "words"),
    [("mail", {}, "单号"), ("entrust", {}, "机关"), ("notice", {"proof": "政府网"}, "公告日期")],
)
def test_every_other_way_of_service_asks_for_its_proof(story, method, more, words):
    story.registered().filed()
    paper = papers.issue_case_paper(actor=story.cast.officer1, paper=story.ordered("2026-05-18").paper)
    fields = {"paper": paper, "method": method, "served_on": today(), "recipient": "王明"} | more
    assert words in said_by(lambda: papers.serve_paper(actor=story.cast.officer1, **fields))


def test_a_public_notice_counts_after_thirty_days(story):
    story.registered().filed()
    paper = papers.issue_case_paper(actor=story.cast.officer1, paper=story.ordered("2026-07-18").paper)
    story.on("2026-06-10")

    def serve(day):
        return papers.serve_paper(
            actor=story.cast.officer1,
            paper=paper,
            method="notice",
            served_on=day,
            recipient="（公告）",
            proof="政府网",
            posted_on=date(2026, 5, 11),
        )

    assert "满30日" in said_by(lambda: serve(date(2026, 6, 9)))
    assert serve(date(2026, 6, 10)).posted_on == date(2026, 5, 11)


def test_the_court_is_asked_after_the_demand_and_within_three_months(story):
    row = demanded(story)
    who = story.cast
    assert row.surcharge == 10000 and row.paper.context["total"] == "2万元"
    start, due = enforcement.court_window(story.act.decision)
    assert (start, due.on) == (date(2026, 11, 20), date(2027, 2, 20))

    def apply():
        return enforcement.apply_to_court(actor=who.leader1, act=story.act, reasons="催告后仍不履行")

    assert "10个工作日" in said_by(apply)
    story.on("2027-02-21")
    assert "已经届满" in said_by(apply)
    story.on("2026-12-21")
    made = apply()
    assert made.amount == 20000 and made.court == "重庆市黔江区人民法院"
    papers.issue_case_paper(actor=who.officer1, paper=made.paper)


def test_no_demand_before_the_time_to_pay_has_passed(story):
    story.simply_punished()
    story.on("2026-06-04")
    said = said_by(
        lambda: enforcement.demand_payment(actor=story.cast.officer1, act=story.act, pay_until=date(2026, 7, 1))
    )
    assert "届满以后才能催告" in said


# --- legal view, rebuttal, earlier orders ---------------------------------------------


def test_where_the_law_is_open_the_reviewers_view_names_outcome_and_range(story):
    row = left_open(story)
    from cases.services import legal_views

    assert proposals.possible_departures(row) == frozenset()
    story.act.refresh_from_db()
    view = legal_views.give_legal_view(
        actor=story.cast.reviewer1, act=story.act, outcome="PENALTY", law_version="2009", reasons="行为终了在新法以前。"
    )
    assert (view.fine_least, view.fine_most) == (0, 50000) and "行政处罚法37条" in view.basis
    assert proposals.possible_departures(row) == {"PENALTY"}
    copy = LegalView.objects.get(pk=view.pk)
    copy.pk, copy.given_by = None, story.cast.officer1
    assert "非本案" in refused(lambda: copy.save(force_insert=True))


def test_minor_by_the_list_is_a_presumption_that_reasons_and_a_leader_may_rebut(story):
    story.registered().filed().untrue().know(harm="none").screened()
    story.corrected(deadline="2026-05-18", done_on="2026-05-15")
    row = story.assessed()
    assert row.outcome == "NP_MANDATORY_MINOR" and proposals.rests_on_list(row)
    opinion = story.proposed(adopts=False, outcome="PENALTY", reasons="一年内两次指使他人填报，不属轻微。")
    with pytest.raises(DomainError):
        proposals.countersign(actor=story.cast.head1, opinion=opinion, approve=True)
    proposals.countersign(actor=story.cast.leader2, opinion=opinion, approve=True)
    course = super(type(story), story).decided()
    assert course.fine_most == 100000 and any("统计法" in text for text in course.basis)


def test_minor_found_by_a_person_stays_binding(story):
    story.minor_untrue_corrected()
    row = story.assessed()
    assert row.outcome == "NP_MANDATORY_MINOR" and not proposals.possible_departures(row)


def test_orders_in_earlier_acts_of_the_party_are_counted(story):
    story.registered().filed().untrue()
    for subject in ("3月月报不真实", "2月月报不真实"):
        other = story.with_act("UNTRUE_DATA", subject)
        order = corrections.order_correction(
            actor=story.cast.officer1, act=other, deadline=date(2026, 5, 30), requirements="更正"
        )
        story.printed_and_served(order.paper)
    story.act.refresh_from_db()
    sheet = fact_sheet(story.act, today())
    assert [row["basis"] for row in sheet["orders"]] == ["UNTRUE_DATA", "UNTRUE_DATA"]
    story.know(harm="minor", minor_act=False).screened()
    story.order_served("2026-05-30")
    story.on("2026-06-01").rechecked("none")
    assert story.assessed().outcome == "PENALTY_SERIOUS"
