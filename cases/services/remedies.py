"""救济: what the party asked for, what we answered, what came of it, and what must then be put right."""

from datetime import date

from django.utils import timezone

from accounts.models import User
from cases.enums import Bound, CaseState, ObligationKind, RemedyKind, RemedyResult
from cases.law import law_on
from cases.models import Act, Decision, Remedy
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import cancel, fulfil, open_obligation, open_ones
from documents.words import zh_date
from records.enums import Weight
from records.errors import DomainError, WrongState
from records.services import store_file
from rules.clocks import clock
from rules.deadlines import Due, add_days, add_working_days

# How long we have to answer: 十日 of 行政复议法 are working days (88条), those of 行政诉讼法 are not.
REPLY = {RemedyKind.RECONSIDER: (10, "行政复议法48条、88条"), RemedyKind.LITIGATION: (15, "行政诉讼法67条1款")}
OVERTURNED = frozenset(
    {RemedyResult.REVOKED, RemedyResult.CHANGED, RemedyResult.REDO, RemedyResult.UNLAWFUL, RemedyResult.SELF}
)


def _owe(step: Move, kind: str, title: str, due: Due, words: str = "") -> None:
    """On a closed file nothing new can bar the closing; it is owed all the same."""
    open_obligation(
        case=step.case,
        act=step.act,
        kind=kind,
        title=f"行为{step.act.order}：{title}",
        bound=Bound.BUREAU,
        due=due,
        due_words=words,
        bars_closing=step.case.state != CaseState.CLOSED,
    )


def _reply_due(step: Move, row: Remedy) -> tuple[Due, str]:
    days, article = REPLY[RemedyKind(row.kind)]
    if row.kind == RemedyKind.RECONSIDER:
        return add_working_days(row.notified_on, days, law_on(step.on).calendar), article
    return add_days(row.notified_on, days), article


def record_remedy(
    *,
    actor: User,
    act: Act,
    kind: str,
    organ: str,
    asked_on: date,
    notified_on: date,
    words: str,
    number: str = "",
    version: int | None = None,
) -> Remedy:
    """Reconsideration or suit: the decision goes on binding, our time to answer begins (行政处罚法73条)."""
    with move("record_remedy", actor=actor, case=act.case, act=act, version=version) as step:
        if kind not in RemedyKind.values:
            raise DomainError("请选择复议或者诉讼。", field="kind")
        decision = step.act.decision
        not_later_than_today(notified_on, step.on, name="收到通知日期", field="notified_on")
        if asked_on < decision.decided_on:
            raise DomainError(f"申请日期不能早于决定日期（{zh_date(decision.decided_on)}）。", field="asked_on")
        row = Remedy.objects.create(
            decision=decision,
            kind=kind,
            organ=stated(organ, "请填写复议机关或者法院。", field="organ", limit=80),
            asked_on=asked_on,
            notified_on=notified_on,
            number=number.strip(),
            words=stated(words, "请写明对方的请求和理由。", field="words"),
            recorded_by=actor,
        )
        due, article = _reply_due(step, row)
        _owe(step, ObligationKind.REPLY, f"{row.get_kind_display()}提出书面答复、答辩并提交证据", due, article)
        step.log(
            f"行为{step.act.order}：当事人申请{row.get_kind_display()}（{row.organ}）",
            detail=row.words,
            subject=row,
            weight=Weight.PARTY,
        )
    return row


def _running(step: Move, remedy: Remedy) -> Remedy:
    row = Remedy.objects.select_for_update(of=["self"]).get(pk=remedy.pk, decision__act=step.act)
    if row.result:
        raise WrongState("这项救济已经有了结果。", way_out=case_url(step.case))
    return row


def reply_to_remedy(*, actor: User, remedy: Remedy, on: date, words: str, version: int | None = None) -> Remedy:
    act = remedy.decision.act
    with move("reply_to_remedy", actor=actor, case=act.case, act=act, version=version) as step:
        row = _running(step, remedy)
        if row.replied_on:
            raise WrongState("答复、答辩已经登记。")
        not_later_than_today(on, step.on, name="答复日期", field="on")
        if on < row.notified_on:
            raise DomainError("答复日期不能早于收到通知的日期。", field="on")
        row.replied_on, row.reply_words = on, stated(words, "请写明答复、答辩的要点。", field="words")
        row.save()
        owed = open_ones(case=step.case, kind=ObligationKind.REPLY, act=step.act)
        fulfil(owed, by=actor, words=f"{zh_date(on)}提出答复、答辩")
        step.log(f"行为{step.act.order}：提出{row.get_kind_display()}答复、答辩", detail=row.reply_words, subject=row)
    return row


def record_remedy_result(
    *,
    actor: User,
    remedy: Remedy,
    result: str,
    result_on: date,
    received_on: date,
    words: str,
    file: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> Remedy:
    """What was decided. An overturned decision leaves its withdrawal from publication and its repair owed."""
    act = remedy.decision.act
    with move("record_remedy_result", actor=actor, case=act.case, act=act, version=version) as step:
        row = _running(step, remedy)
        if result not in RemedyResult.values or result == RemedyResult.SELF:
            raise DomainError("请选择结果。", field="result")
        not_later_than_today(received_on, step.on, name="收到结果日期", field="received_on")
        if not row.asked_on <= result_on <= received_on:
            raise DomainError("结果日期应在申请以后、收到以前。请核对。", field="result_on")
        row.result, row.result_on, row.received_on = result, result_on, received_on
        row.result_words = stated(words, "请写明结果的内容和文号。", field="words")
        row.file = store_file(actor=actor, name=file[0], content=file[1]) if file else None
        row.save()
        cancel(open_ones(case=step.case, kind=ObligationKind.REPLY, act=step.act), words=row.get_result_display())
        if result in OVERTURNED:
            _put_right(step, row.decision, result, received_on)
        step.log(
            f"行为{step.act.order}：{row.get_kind_display()}{row.get_result_display()}",
            detail=row.result_words,
            subject=row,
            weight=Weight.DECISION,
        )
    return row


def _put_right(step: Move, decision: Decision, result: str, on: date) -> None:
    """Publication withdrawn within three working days with reasons; money returned; a new decision where ordered."""
    law = law_on(step.on)
    _owe(
        step,
        ObligationKind.WITHDRAW,
        "撤回已公开的决定信息并说明理由",
        clock("withdraw_by").due(on, law.calendar),
    )
    pending = open_ones(case=step.case, kind=ObligationKind.DISCLOSE, act=step.act)
    cancel(pending, words=f"决定已被{RemedyResult(result).label}")
    month = add_days(on, 30)
    if decision.payments.exists() and result in {RemedyResult.REVOKED, RemedyResult.REDO, RemedyResult.SELF}:
        _owe(step, ObligationKind.REPAIR, "退还已缴罚款", month, "本局办案要求：收到结果后30日内退还")
    if decision.payments.exists() and result == RemedyResult.CHANGED:
        _owe(step, ObligationKind.REPAIR, "按变更后的数额退还多缴的罚款", month, "本局办案要求：收到结果后30日内退还")
    if result == RemedyResult.REDO:
        _owe(step, ObligationKind.REPAIR, "重新登记案件、重新作出决定", month, "生效文书确定的期限内；未写明的30日内")
    if result == RemedyResult.UNLAWFUL:
        _owe(step, ObligationKind.REPAIR, "研究补救措施并书面告知当事人", month, "本局办案要求：收到结果后30日内")


def correct_own_decision(
    *, actor: User, act: Act, words: str, on: date | None = None, version: int | None = None
) -> Remedy:
    """The bureau finds its own decision wrong and changes it without waiting to be told (行政处罚法75条2款)."""
    with move("correct_own_decision", actor=actor, case=act.case, act=act, version=version) as step:
        decision = step.act.decision
        if decision.remedies.filter(result__in=OVERTURNED).exists():
            raise WrongState("这项决定已经被改变或者撤销。")
        day = not_later_than_today(on or step.on, step.on, name="改变日期", field="on")
        words = stated(words, "请写明错在哪里、怎样改正。", field="words")
        row = Remedy.objects.create(
            decision=decision,
            kind=RemedyKind.RECONSIDER,
            organ="本局",
            asked_on=day,
            notified_on=day,
            words=words,
            recorded_by=actor,
            result=RemedyResult.SELF,
            result_on=day,
            received_on=day,
            result_words=words,
        )
        _put_right(step, decision, RemedyResult.SELF, day)
        step.log(f"行为{step.act.order}：本局自行改变决定", detail=words, subject=row, weight=Weight.DECISION)
    return row


def last_days(served_on: date | None) -> list[tuple[str, date]]:
    """Until when the party may ask for review or sue; nothing while the decision is not served."""
    if served_on is None:
        return []
    calendar = law_on(timezone.localdate()).calendar
    names = (("reconsideration_last_day", "申请复议"), ("litigation_last_day", "提起诉讼"))
    return [(name, clock(key).due(served_on, calendar).on) for key, name in names]
