"""The soft measure offered to the party after the signature, and its free answer. Declining worsens nothing."""

from datetime import date

from accounts.models import User
from cases.enums import ActState, AnswerMeans, Bound, ObligationKind, OfferAnswer
from cases.models import Act, Answer, Offer
from cases.outcomes import SOFT
from cases.services.move import Move, move, not_later_than_today, stated
from cases.services.owing import fulfil, open_obligation, open_ones
from documents.words import zh_date
from records.enums import Weight
from records.errors import DomainError
from records.services import store_file


def needs_offer(act: Act) -> bool:
    """Whether the party must be asked before the decision: the violation stands and a measure is proposed."""
    opinion = act.opinion
    return bool(opinion and opinion.outcome in SOFT and opinion.measure)


def make_offer(*, actor: User, act: Act, answer_by: date, version: int | None = None) -> Offer:
    """Tell the party which measure is proposed and that it is free to take it or not."""
    with move("make_offer", actor=actor, case=act.case, act=act, version=version) as step:
        if not needs_offer(step.act):
            raise DomainError("这份处理意见没有需要征求意愿的柔性措施，请直接提请决定。")
        if answer_by < step.on:
            raise DomainError("答复期限不能早于今天。", field="answer_by")
        opinion = step.act.opinion
        row = Offer.objects.create(
            act=step.act,
            opinion=opinion,
            measure=opinion.measure,
            offered_on=step.on,
            answer_by=answer_by,
            made_by=actor,
        )
        open_obligation(
            case=step.case,
            act=step.act,
            kind=ObligationKind.ANSWER,
            title=f"行为{step.act.order}：答复是否接受{row.get_measure_display()}",
            bound=Bound.PARTY,
            due_on=answer_by,
            due_words="告知书载明的日期；不答复不影响处理结果",
            unit="至载明之日",
            bars_closing=False,
        )
        step.goto(ActState.OFFERED)
        step.log(
            f"行为{step.act.order}告知拟采取{row.get_measure_display()}，请当事人于{zh_date(answer_by)}前答复",
            subject=row,
            after={"措施": row.get_measure_display(), "答复期限": answer_by},
        )
    return row


def record_answer(
    *,
    actor: User,
    offer: Offer,
    answer: str,
    means: str,
    words: str = "",
    answered_on: date | None = None,
    witness: User | None = None,
    upload: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> Answer:
    """Put the party's answer on file, with a second officer as witness. Silence only counts after the last day."""
    act = offer.act
    with move("record_answer", actor=actor, case=act.case, act=act, version=version) as step:
        offer = Offer.objects.get(pk=offer.pk, act=step.act, opinion__is_current=True)
        answered_on = answered_on or step.on
        _check_answer(step, offer, answer, means, answered_on, witness)
        if means == AnswerMeans.PAPER and not upload:
            raise DomainError("书面答复请上传当事人签名的原件扫描件。没有原件的，不能登记为书面答复。", field="file")
        if answer != OfferAnswer.SILENT:
            words = stated(words, "请记下当事人是怎么说的。", field="words")
        row = Answer.objects.create(
            offer=offer,
            answer=answer,
            means=means,
            words=words.strip(),
            answered_on=answered_on,
            file=store_file(actor=actor, name=upload[0], content=upload[1]) if upload else None,
            recorded_by=actor,
            witnessed_by=witness,
        )
        fulfil(
            open_ones(case=step.case, kind=ObligationKind.ANSWER, act=step.act),
            by=None,
            words=row.get_answer_display(),
        )
        step.goto(ActState.ANSWERED)
        step.log(
            f"行为{step.act.order}当事人答复：{row.get_answer_display()}",
            detail=row.words,
            subject=row,
            weight=Weight.PARTY,
            after={
                "答复": row.get_answer_display(),
                "方式": row.get_means_display(),
                "见证": witness.name if witness else "",
            },
        )
    return row


def _check_answer(step: Move, offer: Offer, answer: str, means: str, answered_on: date, witness: User | None) -> None:
    if answer not in OfferAnswer.values or means not in AnswerMeans.values:
        raise DomainError("请选择当事人的答复和答复方式。", field="answer")
    not_later_than_today(answered_on, step.on, name="答复日期", field="answered_on")
    if answered_on < offer.offered_on:
        raise DomainError(f"答复日期不能早于告知日期（{zh_date(offer.offered_on)}）。", field="answered_on")
    if answer == OfferAnswer.SILENT:
        if offer.replies.exists():
            raise DomainError("当事人已经答复，不能记为未答复。", field="answer")
        if means != AnswerMeans.NONE:
            raise DomainError("当事人没有答复的，方式选“未答复”。", field="means")
        if step.on <= offer.answer_by:
            raise DomainError(f"答复期限到{zh_date(offer.answer_by)}，期满后才能记为未答复。", field="answer")
        return
    if means in {AnswerMeans.NONE, AnswerMeans.ONLINE}:
        raise DomainError("执法人员代为记录的，方式选书面、当面或电话。", field="means")
    if witness is None or witness.pk == step.actor.pk:
        raise DomainError("请选择另一名执法人员作见证人。", field="witness")
    if not witness.certificate_valid(on=step.on):
        raise DomainError(f"{witness.name}没有有效的执法证，不能作见证人。请另选一人。", field="witness")
