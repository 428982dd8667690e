"""From the system's 建议 to the officer's 意见, and its signature by a second person."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import User
from cases.capacity import authors_of, refusal_words, signature_as
from cases.enums import ActState, Measure, Verdict
from cases.models import Act, Assessment, Countersignature, FirstView, Opinion
from cases.outcomes import (
    DEPARTURES,
    FOR_PEOPLE,
    LEFT_OPEN,
    MAY_DEPARTURES,
    NEEDS_REASONS,
    PUNISHED,
    REBUTTED,
    TRANSFERRED,
)
from cases.services.assessments import final_problems, fresh_differences, outcome_words
from cases.services.legal_views import view_of
from cases.services.move import Move, case_url, move, stated
from cases.services.owing import cancel, open_ones
from cases.workflow import Who
from exemptions.licensing import items_hit, unlicensed_items
from exemptions.licensing import refusal_words as licence_words
from exemptions.live import lock_lists
from exemptions.models import ListItem
from records.enums import Weight
from records.errors import DomainError, NotAllowed
from records.services import notify


def possible_departures(assessment: Assessment) -> frozenset[str]:
    """Outcomes a person may choose instead of the recommended one; empty where the facts alone decide."""
    found = DEPARTURES.get(assessment.outcome, frozenset())
    if assessment.outcome == LEFT_OPEN:
        view = view_of(assessment.pk)
        return frozenset({view.outcome}) if view else frozenset()
    if assessment.outcome == "NP_MANDATORY_MINOR" and rests_on_list(assessment):
        found = found | REBUTTED
    if assessment.binding == "may":
        found = found | MAY_DEPARTURES.get(assessment.outcome, frozenset())
    organ = assessment.act.party.kind == "state_organ"
    return found - ({"PENALTY", "PENALTY_LENIENT"} if organ else {"NO_FINE_ORGAN"})


def rests_on_list(assessment: Assessment) -> bool:
    """Whether 轻微 was found by measuring against the list, not by a person: such a finding can be rebutted with reasons."""
    hit = any(row.get("verdict") == "true" for row in assessment.answer.get("items") or [])
    fact = assessment.act.facts.filter(key="minor_act", is_current=True, known=True, value=True).exists()
    return hit and not fact


def propose(
    *,
    actor: User,
    act: Act,
    assessment: Assessment,
    adopts: bool,
    outcome: str = "",
    measure: str | None = None,
    reasons: str = "",
    version: int | None = None,
) -> Opinion:
    """Adopt the recommendation, or depart from it with reasons (a leader then signs instead of the head).

    `may` outcomes need reasons even when adopted. A measure other than the recommended one is a departure too.
    """
    with move("propose", actor=actor, case=act.case, act=act, version=version) as step:
        assessment = Assessment.objects.select_related("act__party", "act__case").get(pk=assessment.pk, act=step.act)
        _require_current(step, assessment)
        if assessment.outcome in TRANSFERRED:
            raise DomainError(
                "应当移送，不能提出其他处理意见。请办理“报告负责人、提请移送”。", way_out=case_url(act.case)
            )
        _require_licensed(step, assessment)
        outcome, measure = _chosen(assessment, adopts, outcome, measure)
        reasons = reasons.strip()
        if not reasons and (not adopts or assessment.outcome in NEEDS_REASONS or assessment.binding == "may"):
            why = "不采纳系统建议的" if not adopts else "法律规定为“可以”的"
            raise DomainError(f"{why}，必须说明理由。", field="reasons")
        opinion = Opinion.objects.create(
            act=step.act,
            assessment=assessment,
            adopts=adopts,
            outcome=outcome,
            measure=measure,
            reasons=reasons,
            submitted_by=actor,
        )
        step.goto(ActState.PROPOSED)
        step.log(
            f"行为{step.act.order}提出处理意见：{outcome_words(outcome)}" + ("" if adopts else "（不采纳系统建议）"),
            detail=reasons,
            subject=opinion,
            after={
                "结果": outcome_words(outcome),
                "措施": opinion.get_measure_display(),
                "系统建议": assessment.outcome,
            },
        )
    return opinion


def _require_current(step: Move, assessment: Assessment) -> None:
    problems = final_problems(assessment, on=step.on)
    if not problems:
        problems = fresh_differences(assessment, on=step.on)
        if problems:
            problems.append("请重新请系统建议")
    if problems:
        raise DomainError(f"现在还不能提出处理意见：{'；'.join(problems)}。", way_out=case_url(step.case))


def _require_licensed(step: Move, assessment: Assessment) -> None:
    """Whoever proposes under an item has learnt the item as it reads today; the way out is the unit of that version."""
    missing = missing_licences(step.actor, assessment, on=step.on)
    if missing:
        raise NotAllowed(licence_words(missing), way_out=unit_url(missing))


def missing_licences(user: User, assessment: Assessment, *, on: date) -> list[ListItem]:
    return unlicensed_items(user, items_hit(assessment.answer), on=on)


def unit_url(missing: list[ListItem]) -> str:
    return reverse("training:licence", args=[missing[0].version_id]) if missing else ""


def _chosen(assessment: Assessment, adopts: bool, outcome: str, measure: str | None) -> tuple[str, str]:
    """Outcome and measure of the opinion, checked against what a person may choose here."""
    recommended = assessment.answer.get("measure") or ""
    if adopts:
        if assessment.outcome in FOR_PEOPLE:
            raise DomainError(
                f"系统建议为“{outcome_words(assessment.outcome)}”，须由人选择处理结果并说明理由。", field="outcome"
            )
        return assessment.outcome, recommended
    outcome = outcome or assessment.outcome
    measure = recommended if measure is None else measure
    if measure and measure not in Measure.values:
        raise DomainError("没有这种柔性措施。请从列表中选择。", field="measure")
    if outcome == assessment.outcome and outcome not in FOR_PEOPLE:
        if measure == recommended:
            raise DomainError("您选择的与系统建议相同。请直接采纳，或者改选。", field="outcome")
        return outcome, measure
    allowed = possible_departures(assessment)
    if assessment.outcome == LEFT_OPEN and not allowed:
        raise DomainError(
            "新旧法的轻重无法比较。请先由法制审核人员出具法律适用意见，再按意见提出处理意见。", field="outcome"
        )
    if outcome not in allowed:
        names = "、".join(outcome_words(code) for code in sorted(allowed))
        way = f"可以改为：{names}" if names else "事实认定有误的，请更正事实后重新请系统建议"
        raise DomainError(f"按现有事实，不能改为“{outcome_words(outcome)}”。{way}。", field="outcome")
    return outcome, "" if outcome in PUNISHED else measure


@dataclass(frozen=True)
class SentBack:
    """Nothing was signed or decided: facts or law have moved on, the act is with the officer again. `message` is shown."""

    opinion: Opinion
    message: str


def end_opinion(step: Move, opinion: Opinion, words: str) -> None:
    """The opinion is worked on no more; the row stays as it was said."""
    opinion.is_current, opinion.ended_words = False, words[:600]
    opinion.save(update_fields=["is_current", "ended_words"])
    cancel(open_ones(case=step.case, kind="answer", act=step.act), words="处理意见不再办理")


def send_back(step: Move, opinion: Opinion, differences: list[str]) -> SentBack:
    """Facts or law have moved on since: back to the facts, with the explanation that also goes to the author."""
    words = f"签署前重新核对，与提出意见时不一致：{'；'.join(differences)}。"
    end_opinion(step, opinion, words)
    step.goto(ActState.FACTS)
    step.log(f"行为{step.act.order}处理意见退回重办", detail=words, subject=opinion)
    notify(user=opinion.submitted_by, text=f"{step.case}行为{step.act.order}：{words}", link=case_url(step.case))
    return SentBack(opinion, f"{words}已退回承办人，没有签署，也没有作出决定。")


def withdraw_opinion(*, actor: User, act: Act, reason: str = "", version: int | None = None) -> Act:
    """Take the opinion back to correct facts. Once signed, the reason must be written; a procedure opened ends with it."""
    with move("withdraw_opinion", actor=actor, case=act.case, act=act, version=version) as step:
        opinion = step.act.opinion
        if step.act.state != ActState.PROPOSED:
            reason = stated(reason, "意见已经签署，撤回必须写明理由。", field="reason", limit=600)
        procedure = step.act.penalty_procedure
        if procedure is not None:
            procedure.end(reason)
        end_opinion(step, opinion, reason or "提出人撤回")
        step.goto(ActState.FACTS)
        step.log(f"行为{step.act.order}撤回处理意见", detail=reason, subject=opinion)
    return act


def countersign(
    *, actor: User, opinion: Opinion, approve: bool, words: str = "", version: int | None = None
) -> Countersignature | SentBack:
    """Sign or return an opinion; never one's own work. A departure is signed by a leader.

    Before the signature counts, the rules are asked again: when facts or law have changed, nothing is signed, the act
    goes back to the officer and SentBack says why.
    """
    act = opinion.act
    with move("countersign", actor=actor, case=act.case, act=act, version=version) as step:
        opinion = Opinion.objects.select_for_update().get(pk=opinion.pk, act=step.act)
        if not opinion.is_current:
            raise DomainError("这份意见已经不再办理，请看最新的意见。", way_out=case_url(act.case))
        _check_signer(step, opinion)
        if not approve:
            return _return(step, opinion, words)
        lock_lists()
        differences = final_problems(opinion.assessment, on=step.on) or fresh_differences(
            opinion.assessment, on=step.on
        )
        if differences:
            return send_back(step, opinion, differences)
        row = _sign(step, opinion, Verdict.APPROVE, words.strip())
        step.goto(ActState.SIGNED)
        step.log(
            f"行为{step.act.order}同意处理意见：{outcome_words(opinion.outcome)}"
            + _changed(opinion, actor, Verdict.APPROVE),
            detail=row.words,
            subject=row,
            weight=Weight.DECISION,
        )
    return row


def state_first_view(
    *, actor: User, opinion: Opinion, approve: bool, words: str = "", version: int | None = None
) -> FirstView:
    """What the signer thinks before like cases are shown; it stands, and a later change of mind stays visible."""
    act = opinion.act
    with move("countersign", actor=actor, case=act.case, act=act, version=version) as step:
        opinion = Opinion.objects.select_for_update().get(pk=opinion.pk, act=step.act)
        _check_signer(step, opinion)
        if opinion.first_views.filter(stated_by=actor).exists():
            raise DomainError("您已经写过初步意见，不能再改。看过同类案件以后，直接签署。")
        words = words.strip() if approve else stated(words, "退回意见必须说明原因。", field="words")
        verdict = Verdict.APPROVE if approve else Verdict.RETURN
        row = FirstView.objects.create(opinion=opinion, verdict=verdict, words=words, stated_by=actor)
        said = f"行为{step.act.order}写下签署前的初步意见：{row.get_verdict_display()}"
        step.log(said, detail=words, subject=row, verb="state_first_view")
    return row


def _changed(opinion: Opinion, actor: User, verdict: str) -> str:
    """Said in the timeline where the signer has changed their mind."""
    first = opinion.first_views.filter(stated_by=actor).first()
    return "（看过同类案件后改变了初步意见）" if first and first.verdict != verdict else ""


def _check_signer(step: Move, opinion: Opinion) -> None:
    authors = authors_of(step.case) | {opinion.submitted_by_id}
    whos = step.row.who if opinion.adopts else (Who.LEADER,)
    for who in whos:
        signature = signature_as(
            who, actor=step.actor, section_id=step.case.section_id, on=step.on, case=step.case, authors=authors
        )
        if signature:
            step.signature = signature
            return
    why = "" if opinion.adopts else "这份意见没有采纳系统建议，须由上一级签署。"
    raise NotAllowed(why + refusal_words(step.row.title, whos, step.actor, authors), way_out=case_url(step.case))


def _sign(step: Move, opinion: Opinion, verdict: str, words: str) -> Countersignature:
    return Countersignature.objects.create(
        opinion=opinion,
        verdict=verdict,
        words=words,
        signed_by=step.signature.user,
        signed_for=step.signature.for_user,
        author=opinion.submitted_by,
    )


def _return(step: Move, opinion: Opinion, words: str) -> Countersignature:
    words = stated(words, "退回意见必须说明原因。", field="words")
    row = _sign(step, opinion, Verdict.RETURN, words)
    end_opinion(step, opinion, f"退回：{words}")
    step.goto(ActState.FACTS)
    said = f"行为{step.act.order}退回处理意见" + _changed(opinion, step.actor, Verdict.RETURN)
    step.log(said, detail=words, subject=row, weight=Weight.DECISION)
    notify(
        user=opinion.submitted_by,
        text=f"{step.case}行为{step.act.order}的处理意见被退回：{words}",
        link=case_url(step.case),
    )
    return row
