"""决定: by a leader, never on own work, on a signed opinion whose recommendation still holds today."""

from dataclasses import dataclass
from datetime import date

import documents
from accounts.models import User
from cases.enums import ActState, Bound, Measure, ObligationKind, OfferAnswer
from cases.law import law_on
from cases.models import Act, Decision, Offer, Opinion, PenaltyProcedure
from cases.outcomes import EDUCATED, EDUCATION_ONLY, NOT_PUNISHED, PUNISHED
from cases.services.assessments import final_problems, fresh_differences, outcome_words
from cases.services.legal_views import view_of
from cases.services.move import Move, case_url, move, stated
from cases.services.offers import needs_offer
from cases.services.owing import fulfil, open_obligation, open_ones
from cases.services.proposals import SentBack, send_back
from documents.words import zh_date
from exemptions.live import lock_lists
from records.enums import Weight
from records.errors import WrongState
from records.services import notify
from rules.clocks import clock
from rules.deadlines import add_days
from rules.offences import Penalty

REVISIT_DAYS = 30
NO_PENALTY_DECISION = "NO_PENALTY_DECISION"
MEASURE_PAPERS = {Measure.WARNING: "MINOR_WARNING", Measure.ADMONITION: "ADMONITION", Measure.REMINDER: "REMINDER"}


def decide(
    *, actor: User, act: Act, reasons: str, version: int | None = None
) -> Decision | PenaltyProcedure | SentBack:
    """Decide on one act: a no-penalty decision (DECIDED), or the way into the penalty procedure (ORDINARY).

    The rules are asked once more under the lock of the law. When facts or law have changed since the opinion, nothing
    is decided: the act goes back to the officer and SentBack says why.
    """
    with move("decide", actor=actor, case=act.case, act=act, version=version) as step:
        reasons = stated(reasons, "请写明决定的理由。", field="reasons")
        opinion = _signed_opinion(step)
        if step.act.state == ActState.SIGNED and needs_offer(step.act):
            raise WrongState(
                "拟采取柔性措施的，先告知当事人、征求意愿，答复入卷后再作决定。", way_out=case_url(act.case)
            )
        lock_lists()
        assessment = opinion.assessment
        differences = final_problems(assessment, on=step.on) or fresh_differences(assessment, on=step.on)
        if differences:
            return send_back(step, opinion, differences)
        if opinion.outcome in NOT_PUNISHED:
            return _no_penalty(step, opinion, reasons)
        if opinion.outcome in PUNISHED:
            return _open_procedure(step, opinion, reasons)
        raise WrongState("这一结果应当移送，不能在这里决定。", way_out=case_url(act.case))


def _signed_opinion(step: Move) -> Opinion:
    opinion = Opinion.objects.select_related("assessment", "countersignature").get(act=step.act, is_current=True)
    if getattr(opinion, "countersignature", None) is None or opinion.countersignature.verdict != "approve":
        raise WrongState("处理意见还没有由他人签署同意。", way_out=case_url(step.case))
    return opinion


@dataclass(frozen=True)
class Ground:
    """What a decision rests on: articles, the range of the fine, the version of the law."""

    basis: list[str]
    least: int | None = None
    most: int | None = None


def _ground(opinion: Opinion, on: date) -> Ground:
    """Of the recommendation; of the reviewer's view where it left the law open; of the law where a person departs from it."""
    answer = opinion.assessment.answer
    punished = opinion.outcome in PUNISHED
    if view := view_of(opinion.assessment_id):
        return Ground(view.basis, view.fine_least, view.fine_most) if punished else Ground(view.basis)
    if not punished:
        return Ground(answer["basis"])
    found = answer.get("fine_range_yuan")
    if opinion.assessment.outcome in NOT_PUNISHED:
        rule = rule_of(opinion.act, opinion.assessment.law_version, on)
        least, most = (rule.fine or (None, None)) if opinion.outcome != "NO_FINE_ORGAN" else (None, None)
        return Ground(list(rule.basis), least, most)
    return Ground(answer["basis"], *(found or (None, None)))


def rule_of(act: Act, version: str, on: date) -> Penalty:
    """The rule that punishes this offence in this party; of several, the one with the higher fine (29条)."""
    rules = law_on(on).offences[act.violation].rules_for(act.party.kind, version)
    if not rules:
        raise WrongState("法律没有对这一当事人规定处罚，不能处罚。")
    return max(rules, key=lambda rule: (rule.fine or (0, 0))[1])


def _no_penalty(step: Move, opinion: Opinion, reasons: str) -> Decision:
    row = Decision.objects.create(
        act=step.act,
        assessment=opinion.assessment,
        opinion=opinion,
        outcome=opinion.outcome,
        measure=opinion.measure,
        reasons=reasons,
        basis=_ground(opinion, step.on).basis,
        decided_on=step.on,
        decided_by=step.signature.user,
        decided_for=step.signature.for_user,
        author=opinion.submitted_by,
    )
    step.goto(ActState.DECIDED)
    _owe_after(step, row)
    step.log(
        f"行为{step.act.order}决定：{outcome_words(row.outcome)}",
        detail=reasons,
        subject=row,
        weight=Weight.DECISION,
        after={"结果": outcome_words(row.outcome), "措施": row.get_measure_display(), "依据": row.basis},
    )
    notify(
        user=opinion.submitted_by,
        text=f"{step.case}行为{step.act.order}已作出决定：{outcome_words(row.outcome)}",
        link=case_url(step.case),
    )
    settle_case_clock(step)
    return row


def settle_case_clock(step: Move) -> None:
    """The three months are kept once every act of the file has ended."""
    if not [act for act in step.case.acts.all() if not act.has_ended]:
        rows = open_ones(case=step.case, kind=ObligationKind.DECIDE).filter(act__isnull=True)
        fulfil(rows, by=step.actor, words=f"{zh_date(step.on)}全部行为处理完毕")


def measure_accepted(act: Act) -> bool:
    """A measure is carried out only where the party took it."""
    offer = Offer.objects.filter(act=act, opinion__is_current=True).last()
    reply = offer.reply if offer else None
    return bool(reply and reply.answer == OfferAnswer.ACCEPT)


def _owe_after(step: Move, row: Decision) -> None:
    """What a no-penalty decision brings with it (行政处罚法33条3款, 61条; 三项制度)."""
    act, calendar = step.act, law_on(step.on).calendar
    serve_by = clock("serve_by").due(step.on, calendar)
    common = {"case": step.case, "act": act, "bound": Bound.BUREAU}
    if row.outcome != EDUCATION_ONLY:
        open_obligation(
            kind=ObligationKind.SERVE,
            paper_kind=NO_PENALTY_DECISION,
            title=f"行为{act.order}：送达不予行政处罚决定书",
            due=serve_by,
            **common,
        )
    if row.outcome in EDUCATED:
        open_obligation(
            kind=ObligationKind.EDUCATE,
            title=f"行为{act.order}：对当事人进行教育并记录",
            due=serve_by,
            due_words="行政处罚法33条3款，随决定书送达办理",
            **common,
        )
    paper = MEASURE_PAPERS.get(row.measure)
    if paper and measure_accepted(act):
        open_obligation(
            kind=ObligationKind.SERVE,
            paper_kind=paper,
            title=f"行为{act.order}：送达{documents.CATALOGUE[paper].title}",
            due=serve_by,
            due_words="随决定书送达",
            **common,
        )
    owe_later(step, "publish_other")


def owe_later(step: Move, publish: str) -> None:
    """What comes after the file may be closed: a visit, and publication within the named clock."""
    common = {"case": step.case, "act": step.act, "bound": Bound.BUREAU, "bars_closing": False}
    open_obligation(
        kind=ObligationKind.REVISIT,
        title=f"行为{step.act.order}：回访当事人",
        due=add_days(step.on, REVISIT_DAYS),
        due_words=f"本局办案要求：决定后{REVISIT_DAYS}日内回访",
        **common,
    )
    open_obligation(
        kind=ObligationKind.DISCLOSE,
        title=f"行为{step.act.order}：公示执法决定（脱敏）",
        due=clock(publish).due(step.on, law_on(step.on).calendar),
        **common,
    )


def _open_procedure(step: Move, opinion: Opinion, reasons: str) -> PenaltyProcedure:
    answer = opinion.assessment.answer
    ground = _ground(opinion, step.on)
    row = PenaltyProcedure.objects.create(
        act=step.act,
        assessment=opinion.assessment,
        opinion=opinion,
        outcome=opinion.outcome,
        fine_least=ground.least,
        fine_most=ground.most,
        duties=answer["duties"],
        basis=ground.basis,
        reasons=reasons,
        opened_on=step.on,
        opened_by=step.signature.user,
        opened_for=step.signature.for_user,
        author=opinion.submitted_by,
    )
    step.goto(ActState.ORDINARY)
    step.log(
        f"行为{step.act.order}同意进入处罚程序：{outcome_words(row.outcome)}",
        detail=reasons,
        subject=row,
        weight=Weight.DECISION,
        after={
            "拟处理结果": outcome_words(row.outcome),
            "罚款幅度": [ground.least, ground.most],
            "应办事项": row.duties,
        },
    )
    notify(
        user=opinion.submitted_by,
        text=f"{step.case}行为{step.act.order}已同意进入处罚程序，请办理事先告知",
        link=case_url(step.case),
    )
    return row
