"""Random people doing random verbs of the table: no way leads past what the law forbids."""

import os
import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import documents
from cases.enums import ActState, CaseState
from cases.models import (
    Act,
    Case,
    Contest,
    Countersignature,
    Decision,
    Demand,
    Hearing,
    Preservation,
    SpotDecision,
    WrittenQuery,
)
from cases.outcomes import NOT_PUNISHED, PUNISHED, TRANSFERRED
from cases.services import (
    assessments,
    corrections,
    decisions,
    education,
    enforcement,
    facts,
    files,
    hearings,
    inquiry,
    legal_views,
    obligations,
    offers,
    papers,
    penalties,
    proposals,
    reviews,
    sanctions,
    spot,
    transfers,
)
from cases.steps import may_do, next_steps
from cases.workflow import TRANSITIONS
from records.errors import DomainError
from records.models import Paper
from tests.cases.inquiry_scenes import ITEMS, address_fields, record_fields, spot_fields
from tests.cases.story import EXTRA, today

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Few walks on every run, the same ones for everybody; bench/walks takes as many new ones as it is asked for.
LONG = int(os.environ.get("WALKS", "0"))
DRAWN = settings(deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
WALKS, STEPS = LONG or 2, 70
ANSWERS = {
    "harm": ("none", "minor", "serious"),
    "minor_act": (True, False),
    "violence": (True, False, False),
    "crime_suspected": (True, False, False),
    "key_area": (True, False),
    "irreversible": (True, False, False),
    "survey_organiser": ("local_statistics", "local_statistics", "国家统计局派出的调查队"),
    "fault_evidence": (True, False, False),
    "prior_same_type": ([], [{"date": "2026-03-02", "result": "警告"}]),
    "orders_within_1y": (0, 3),
    "reported": (10300, 30000),
    "actual": (10000,),
    "act_date": (date(2026, 5, 8), date(2023, 5, 8)),
    "serious_consequence": (True, False, False),
}


class Walk:
    """One file, wandered over. `roll` are the dice: hypothesis throws them and shrinks a walk that fails."""

    def __init__(self, story, roll: random.Random) -> None:
        self.story, self.roll = story, roll
        self.people = list(story.cast.everyone().values())
        self.done: list[str] = []

    @property
    def case(self) -> Case:
        return self.story.case

    def act(self) -> Act:
        return self.roll.choice(list(Act.objects.filter(case=self.case).select_related("party", "case")))

    def actor(self, verb: str):
        who = self.story.cast
        if self.roll.random() < 0.3:
            return self.roll.choice(self.people)
        likely = {"leader": (who.leader1, who.leader2), "head": (who.head1,), "reviewer": (who.reviewer1,)}
        wanted = [str(capacity) for capacity in TRANSITIONS[verb].who]
        officers = (who.officer1, who.officer2)
        return self.roll.choice([person for name in wanted for person in likely.get(name, officers)])

    def step(self) -> None:
        called_for = [step.verb for step in next_steps(self.case, today())]
        verb = (
            self.roll.choice(called_for) if called_for and self.roll.random() < 0.6 else self.roll.choice(sorted(VERBS))
        )
        self.story.clock.shift(timedelta(hours=self.roll.choice((1, 3, 20))))
        try:
            VERBS[verb](self, self.actor(verb))
        except DomainError:
            return
        self.done.append(verb)


def _latest(model, **where):
    found = model.objects.filter(**where).order_by("-pk").first()
    if found is None:
        raise DomainError("这里没有可以办的事。")
    return found


def _fact(walk: Walk, actor) -> None:
    key = walk.roll.choice(sorted(ANSWERS))
    facts.record_fact(actor=actor, act=walk.act(), key=key, value=walk.roll.choice(ANSWERS[key]))


def _propose(walk: Walk, actor) -> None:
    act = walk.act()
    advice = act.assessment
    if advice is None:
        raise DomainError("还没有系统建议。")
    adopts = walk.roll.random() < 0.7
    outcome = "" if adopts else walk.roll.choice(sorted(NOT_PUNISHED | PUNISHED | TRANSFERRED))
    proposals.propose(
        actor=actor,
        act=act,
        assessment=advice,
        adopts=adopts,
        outcome=outcome,
        reasons=walk.roll.choice(("", "有理由")),
    )


def _order(walk: Walk, actor) -> None:
    corrections.order_correction(
        actor=actor, act=walk.act(), deadline=today() + timedelta(days=walk.roll.randint(0, 5)), requirements="更正"
    )


def _recheck(walk: Walk, actor) -> None:
    result = walk.roll.choice(("full", "full", "partial", "none", "refused"))
    done = today() if result == "full" else None
    corrections.record_recheck(actor=actor, act=walk.act(), on=today(), result=result, done_on=done, note="查看")


def _draft(walk: Walk, actor) -> None:
    kind = walk.roll.choice(sorted(EXTRA))
    papers.draft_case_paper(actor=actor, case=walk.case, act=walk.act(), kind=kind, extra=EXTRA[kind])


def _serve(walk: Walk, actor) -> None:
    """Something drafted is issued, something issued is served, or a paper that is owed is drafted."""
    rows = Paper.objects.filter(in_case__case=walk.case)
    drafts = list(rows.filter(status="draft"))
    issued = rows.filter(status="issued", service__isnull=True)
    ready = [paper for paper in issued if documents.CATALOGUE[paper.kind].for_party]
    if ready:
        papers.serve_paper(actor=actor, paper=ready[0], method="direct", served_on=today(), recipient="王明")
    elif drafts and walk.roll.random() < 0.6:
        papers.issue_case_paper(actor=actor, paper=walk.roll.choice(drafts))
    else:
        _draft(walk, actor)


def _answer(walk: Walk, actor) -> None:
    from cases.models import Offer

    offer = _latest(Offer, act__case=walk.case)
    witness = walk.story.cast.officer2 if actor != walk.story.cast.officer2 else walk.story.cast.officer1
    answer = walk.roll.choice(("accept", "decline", "ordinary"))
    offers.record_answer(actor=actor, offer=offer, answer=answer, means="phone", words="如上", witness=witness)


def _countersign(walk: Walk, actor) -> None:
    from cases.models import Opinion

    opinion = _latest(Opinion, act__case=walk.case, is_current=True)
    proposals.countersign(actor=actor, opinion=opinion, approve=walk.roll.random() < 0.8, words="看过")


def _notify(walk: Walk, actor) -> None:
    penalties.notify_penalty(
        actor=actor,
        act=walk.act(),
        fine=walk.roll.choice((0, 10000, 50000, 200000)),
        reasons="从轻",
        statement_by=today() + timedelta(days=2),
        review_ground=walk.roll.choice(("", "", "法律关系复杂")),
        extra={"evidence": ["报表"]},
    )


def _statement(walk: Walk, actor) -> None:
    penalties.record_statement(
        actor=actor,
        act=walk.act(),
        kind=walk.roll.choice(("stated", "waived", "silent")),
        on=today(),
        words="请从轻",
        review="已考虑",
        adopted="no",
    )


def _pay(walk: Walk, actor) -> None:
    act = walk.act()
    if act.state != ActState.DECIDED:
        raise DomainError("还没有决定。")
    left = sanctions.owed(act.decision, today())
    what = {"amount": left.fine} if left.fine else {"amount": left.surcharge, "is_surcharge": True}
    sanctions.record_payment(actor=actor, act=act, paid_on=today(), voucher="1", **what)


def _transfer(verb: Callable, **fields):
    def do(walk: Walk, actor) -> None:
        from cases.models import Transfer

        verb(actor=actor, transfer=_latest(Transfer, act__case=walk.case), **fields)

    return do


def _on_case(verb: Callable, **fields):
    return lambda walk, actor: verb(actor=actor, case=walk.case, **fields)


def _on_act(verb: Callable, **fields):
    return lambda walk, actor: verb(actor=actor, act=walk.act(), **fields)


def _obligation(verb: Callable):
    def do(walk: Walk, actor) -> None:
        rows = list(walk.case.obligations.open())
        if not rows:
            raise DomainError("没有要办的事。")
        verb(actor=actor, obligation=walk.roll.choice(rows), words="已办")

    return do


def _officers(walk: Walk, actor) -> None:
    row = walk.roll.choice(list(walk.case.officers.all()))
    incoming = walk.roll.choice(walk.people)
    files.replace_officer(actor=actor, outgoing=row, incoming=incoming, reason="调整")


def _recusal(walk: Walk, actor) -> None:
    rows = list(walk.case.officers.filter(recusal="asked"))
    if not rows:
        raise DomainError("没有待决定的回避。")
    files.decide_recusal(actor=actor, row=rows[0], recused=walk.roll.random() < 0.3, words="理由")


def _screen(walk: Walk, actor) -> None:
    confirmed = [spec.key for spec in facts.screen_points(walk.case)]
    facts.complete_screen(actor=actor, case=walk.case, confirmed=confirmed)


VERBS: dict[str, Callable[[Walk, object], None]] = {
    "record_fact": _fact,
    "case_fact": lambda walk, actor: facts.record_fact(actor=actor, case=walk.case, key="harm", value="none"),
    "complete_screen": _screen,
    "check_first_offence": _on_act(facts.check_first_offence),
    "assess_act": _on_act(assessments.assess_act),
    "propose": _propose,
    "withdraw_opinion": _on_act(proposals.withdraw_opinion, reason="补充"),
    "countersign": _countersign,
    "order_correction": _order,
    "record_recheck": _recheck,
    "draft_paper": _draft,
    "issue_paper": _serve,
    "serve_paper": _serve,
    "make_offer": lambda walk, actor: offers.make_offer(actor=actor, act=walk.act(), answer_by=today()),
    "record_answer": _answer,
    "decide": _on_act(decisions.decide, reasons="同意"),
    "record_education": lambda walk, actor: education.record_education(
        actor=actor, act=walk.act(), on=today(), recipient="王明", content="讲解"
    ),
    "report_for_transfer": _on_act(
        transfers.report_for_transfer, to_organ="有关机关", words="依法移送", annexes=["调查报告"]
    ),
    "approve_transfer": _transfer(transfers.approve_transfer, approve=True),
    "send_transfer": _transfer(transfers.send_transfer),
    "record_transfer_result": lambda walk, actor: _transfer(
        transfers.record_transfer_result, result=walk.roll.choice(("taken", "declined")), on=today(), words="答复"
    )(walk, actor),
    "contest_refusal": lambda walk, actor: _transfer(
        transfers.contest_refusal,
        way=walk.roll.choice(("reconsider", "procurator")),
        on=today(),
        words="应当立案",
    )(walk, actor),
    "record_contest_answer": lambda walk, actor: transfers.record_contest_answer(
        actor=actor,
        contest=_latest(Contest, transfer__act__case=walk.case),
        upheld=walk.roll.random() < 0.3,
        on=today(),
        words="答复",
    ),
    "take_back_transfer": _transfer(transfers.take_back_transfer, words="收回"),
    "replace_officer": _officers,
    "declare_recusal": lambda walk, actor: files.declare_recusal(
        actor=actor, case=walk.case, relation=walk.roll.choice(("", "", "", "同学"))
    ),
    "decide_recusal": _recusal,
    "fulfil_obligation": _obligation(obligations.fulfil_obligation),
    "cancel_obligation": _obligation(obligations.cancel_obligation),
    "notify_penalty": _notify,
    "record_statement": _statement,
    "request_hearing": lambda walk, actor: hearings.request_hearing(
        actor=actor, act=walk.act(), on=today(), words="要求听证"
    ),
    "withdraw_hearing": lambda walk, actor: hearings.withdraw_hearing(
        actor=actor, hearing=_latest(Hearing, notice__procedure__act__case=walk.case), words="撤回"
    ),
    "call_hearing": lambda walk, actor: hearings.call_hearing(
        actor=actor,
        hearing=_latest(Hearing, notice__procedure__act__case=walk.case),
        scheduled_on=today() + timedelta(days=walk.roll.choice((3, 14))),
        place="会议室",
        presider=walk.roll.choice(walk.people),
    ),
    "record_hearing": lambda walk, actor: hearings.record_hearing(
        actor=actor,
        hearing=_latest(Hearing, notice__procedure__act__case=walk.case),
        held_on=today(),
        minutes="质证",
        conclusion="建议从轻",
    ),
    "review_legally": _on_act(reviews.review_legally, approve=True, words="合法"),
    "discuss": lambda walk, actor: reviews.discuss(
        actor=actor,
        act=walk.act(),
        held_on=today(),
        attending=[walk.story.cast.leader1, walk.story.cast.leader2],
        opinions=["同意", "同意"],
        conclusion="同意",
    ),
    "decide_penalty": lambda walk, actor: sanctions.decide_penalty(
        actor=actor, act=walk.act(), fine=walk.roll.choice((0, 10000, 50000, 200000)), reasons="同意"
    ),
    "record_payment": _pay,
    "record_inquiry": lambda walk, actor: inquiry.record_inquiry(
        actor=actor, case=walk.case, **record_fields(walk.story.cast)
    ),
    "ask_in_writing": lambda walk, actor: inquiry.ask_in_writing(
        actor=actor, act=walk.act(), questions="来源", reason="核实", answer_by=today() + timedelta(days=3)
    ),
    "record_reply": lambda walk, actor: inquiry.record_reply(
        actor=actor,
        query=_latest(WrittenQuery, act__case=walk.case),
        result=walk.roll.choice(("answered", "refused", "silent")),
        on=today(),
        words="如上",
    ),
    "request_preservation": _on_case(inquiry.request_preservation, items=ITEMS, place="档案室", reason="可能灭失"),
    "approve_preservation": lambda walk, actor: inquiry.approve_preservation(
        actor=actor, preservation=_latest(Preservation, case=walk.case), approve=walk.roll.random() < 0.7, words="看过"
    ),
    "settle_preservation": lambda walk, actor: inquiry.settle_preservation(
        actor=actor, preservation=_latest(Preservation, case=walk.case), fate="退还", settled_on=today()
    ),
    "report_investigation": _on_act(inquiry.report_investigation, course="核对", found="多报", proposal="警告"),
    "give_legal_view": _on_act(
        legal_views.give_legal_view, outcome="PENALTY", law_version="2024", reasons="行为在新法以后"
    ),
    "confirm_address": lambda walk, actor: enforcement.confirm_address(
        actor=actor, case=walk.case, **address_fields(walk.story)
    ),
    "demand_payment": _on_act(enforcement.demand_payment, pay_until=date(2027, 12, 31)),
    "record_defence_to_demand": lambda walk, actor: enforcement.record_defence_to_demand(
        actor=actor, demand=_latest(Demand, decision__act__case=walk.case), words="困难"
    ),
    "apply_to_court": _on_act(enforcement.apply_to_court, reasons="不履行"),
    "record_court_result": lambda walk, actor: enforcement.record_court_result(
        actor=actor, act=walk.act(), words="准予执行", on=today()
    ),
    "decide_on_spot": lambda walk, actor: spot.decide_on_spot(
        actor=actor, act=walk.act(), **spot_fields(walk.roll.choice((0, 500, 3000, 50000)))
    ),
    "file_spot_decision": _on_act(spot.file_spot_decision, words="程序合法"),
    "record_spot_payment": lambda walk, actor: spot.record_spot_payment(
        actor=actor, act=walk.act(), on=today(), voucher="1"
    ),
    "request_filing": _on_case(files.request_filing, reason="符合条件"),
    "approve_filing": _on_case(files.approve_filing),
    "close_case": _on_case(files.close_case, words="办结"),
}


def check_penalty(decision: Decision) -> None:
    """Told, served, heard, waited for, reviewed where needed; never heavier than told."""
    notice = decision.procedure.notice
    assert notice.served_on and notice.served_on <= decision.decided_on
    assert decision.act.reports.exists()
    assert notice.statements.exists() and (decision.fine or 0) <= notice.fine
    assert decision.assessment.outcome not in TRANSFERRED
    held = notice.hearings.filter(held_on__isnull=False).exists()
    waived = notice.statements.filter(kind="waived").exists()
    assert not notice.hearing_told or held or waived or decision.decided_on > notice.hearing_until
    review = decision.procedure.reviews.first()
    assert not (held or notice.review_ground) or (review and review.verdict == "approve")


def check_spot(walk: Walk) -> None:
    """On the spot: only small, heard, by two officers, delivered with its paper."""
    for row in SpotDecision.objects.filter(act__case=walk.case):
        assert row.fine <= 3000 and row.heard and row.officers.count() == 2
        assert row.paper.status == "issued" and row.paper.service.recipient == row.recipient


def check_the_law(walk: Walk) -> None:
    """What must hold wherever the walk has come."""
    check_spot(walk)
    for decision in Decision.objects.filter(act__case=walk.case).select_related("assessment", "opinion"):
        if decision.outcome in PUNISHED:
            check_penalty(decision)
        else:
            assert decision.outcome in NOT_PUNISHED
            assert decision.assessment.outcome not in TRANSFERRED | PUNISHED, walk.done
        assert decision.assessment.answer["questions"] == []
        there = walk.case.officers.filter(from_on__lte=decision.decided_on).exclude(until_on__lt=decision.decided_on)
        people = [row.user for row in there.select_related("user")]
        assert sum(person.certificate_valid(on=decision.decided_on) for person in people) >= 2
        signature = Countersignature.objects.get(opinion=decision.opinion, verdict="approve")
        assert signature.signed_by_id != decision.author_id and decision.decided_by_id != decision.author_id
        assert not walk.case.officers.filter(user=decision.decided_by).exists()
    case = Case.objects.get(pk=walk.case.pk)
    if case.state == CaseState.CLOSED:
        assert not case.obligations.barring().exists(), walk.done
        assert all(act.has_ended for act in case.acts.all())
    for act in case.acts.filter(state=ActState.ORDINARY):
        assert act.penalty_procedure.outcome in PUNISHED


# Seeds, not hypothesis' own dice: those it also throws all alike, and such a walk stands still. A seed names its walk, so nothing is shrunk.
@given(seed=st.integers(0, 2**32 - 1))
@settings(DRAWN, max_examples=WALKS, derandomize=not LONG)
def test_random_walks_never_reach_what_the_law_forbids(story, seed):
    story.on("2026-05-11")
    with transaction.atomic():
        story.registers_complete().registered().filed().untrue().know(harm="none", minor_act=True).screened()
        walk = Walk(story, random.Random(seed))
        for _ in range(STEPS):
            walk.step()
            check_the_law(walk)
        assert len(set(walk.done)) >= 5
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(WALKS))
def test_whoever_does_what_the_file_calls_for_comes_to_its_end(story, seed):
    """No dead ends: the next steps lead from filing to a closed file, or to penalty or transfer."""
    story.registers_complete().registered().filed().untrue().know(harm="none", minor_act=True).screened()
    walk = Walk(story, random.Random(seed))
    for _ in range(90):
        called_for = [step for step in next_steps(walk.case, today()) if step.verb in VERBS]
        if not called_for:
            break
        step = called_for[0]
        person = next(one for one in walk.people if may_do(step, one, today()))
        try:
            VERBS[step.verb](walk, person)
        except DomainError:
            walk.roll.random()
        walk.case.refresh_from_db()
    states = set(walk.case.acts.values_list("state", flat=True))
    assert walk.case.state == CaseState.CLOSED or states <= {ActState.ORDINARY, ActState.TRANSFER}


def test_the_walk_knows_the_verbs_of_the_table():
    """Verbs that only begin a file or add to it are left to other tests."""
    beginnings = {"decline_lead", "lead_to_case", "name_officers", "refuse_filing", "add_act", "add_evidence"}
    elsewhere = {"join_act", "separate_act", "mark_same_conduct"}
    later = {"extend_correction", "extend_limit", "defer_payment"}
    of_papers = {"approve_paper", "correct_paper", "file_to_paper", "void_paper"}
    of_leads = {"check_jurisdiction", "join_lead", "name_reader", "record_informant"}
    after_the_end = {"archive_case", "correct_own_decision", "record_remedy", "record_remedy_result", "reply_to_remedy"}
    limits = {"pause_limit", "resume_limit"}
    of_the_party = {"renew_party_link", "revoke_party_link", "take_party_message"}
    measures = {verb for verb, row in TRANSITIONS.items() if row.object == "measure"} | {"give_measure"}
    of_publication = {"propose_publication", "sign_publication", "withdraw_publication"}
    others = of_publication | of_papers | of_leads | after_the_end | limits | of_the_party | measures
    assert set(TRANSITIONS) - set(VERBS) == beginnings | elsewhere | later | others
