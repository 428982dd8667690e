"""听证 (63–65条): asked for in time, called seven working days ahead, held by somebody not of the case, recorded."""

from datetime import date, time

from django.utils import timezone

from accounts.enums import ADMINISTRATORS
from accounts.models import User
from cases.capacity import authors_of
from cases.enums import ObligationKind
from cases.law import law_on
from cases.models import Act, Hearing
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import fulfil, open_ones
from cases.services.penalties import served_notice
from documents.words import zh_date
from records.enums import Weight
from records.errors import DomainError, WrongState
from records.services import notify, store_file
from rules.clocks import clock

NINE_THIRTY = time(9, 30)
TOO_LATE = "超过申请听证的期限，不予受理"


def request_hearing(*, actor: User, act: Act, on: date, words: str, version: int | None = None) -> Hearing:
    """The party asks for a hearing, in writing, by word or electronically. A late request is recorded and ends there."""
    with move("request_hearing", actor=actor, case=act.case, act=act, version=version) as step:
        notice = served_notice(step)
        if not notice.hearing_told or notice.hearing_until is None:
            raise WrongState("拟作出的处罚不属于应当听证的情形，请作为陈述申辩记录。", way_out=case_url(act.case))
        not_later_than_today(on, step.on, name="申请日期", field="on")
        if on < notice.served_on:
            raise DomainError(f"申请日期不能早于告知书送达日（{zh_date(notice.served_on)}）。", field="on")
        in_time = on <= notice.hearing_until
        row = Hearing.objects.create(
            notice=notice,
            requested_on=on,
            requested_words=stated(words, "请记下当事人怎么提出听证要求。", field="words"),
            in_time=in_time,
            ended_at=None if in_time else timezone.now(),
            ended_words="" if in_time else TOO_LATE,
            recorded_by=actor,
        )
        fulfil(_to_ask(step), by=None, words=f"{zh_date(on)}申请听证")
        step.log(
            f"行为{step.act.order}当事人要求听证" + ("" if in_time else f"（{TOO_LATE}）"),
            detail=row.requested_words,
            subject=row,
            weight=Weight.PARTY,
            after={"申请日期": on, "期限": notice.hearing_until},
        )
    return row


def _to_ask(step: Move):
    return open_ones(case=step.case, kind=ObligationKind.HEAR, act=step.act).filter(title__contains="听证")


def _open_hearing(step: Move, hearing: Hearing) -> Hearing:
    row = Hearing.objects.select_for_update(of=["self"]).get(pk=hearing.pk, notice__procedure__act=step.act)
    if row.ended_at is not None:
        raise WrongState("这次听证已经结束。", way_out=case_url(step.case))
    return row


def call_hearing(
    *,
    actor: User,
    hearing: Hearing,
    scheduled_on: date,
    place: str,
    presider: User,
    starts_at: time = NINE_THIRTY,
    is_open: bool = True,
    version: int | None = None,
) -> Hearing:
    """Name day, place and presider, and tell the party seven working days before. Calling again moves the day."""
    act = hearing.notice.procedure.act
    with move("call_hearing", actor=actor, case=act.case, act=act, version=version) as step:
        row = _open_hearing(step, hearing)
        if presider.pk in authors_of(step.case):
            raise DomainError(f"{presider.name}参与了本案调查，不能主持听证。请另选一人。", field="presider")
        if presider.role in ADMINISTRATORS or not presider.is_active:
            raise DomainError(f"{presider.name}不能主持听证。请另选一人。", field="presider")
        last = clock("hearing_notice_last_day").due(scheduled_on, law_on(step.on).calendar)
        if last.passed(step.on):
            raise DomainError(
                f"举行听证须在7个工作日前通知：{zh_date(scheduled_on)}举行的，最迟{zh_date(last.on)}通知。请改定日期。",
                field="scheduled_on",
            )
        row.scheduled_on, row.presider, row.called_on = scheduled_on, presider, step.on
        row.starts_at, row.is_open = starts_at, is_open
        row.place = stated(place, "请填写听证地点。", field="place", limit=100)
        row.save()
        step.log(
            f"行为{step.act.order}通知{zh_date(scheduled_on)}举行听证，主持人{presider.name}",
            subject=row,
            after={"地点": row.place, "最迟通知日": last.on},
        )
        notify(
            user=presider, text=f"{step.case}定于{zh_date(scheduled_on)}举行听证，由您主持", link=case_url(step.case)
        )
    return row


def withdraw_hearing(*, actor: User, hearing: Hearing, words: str, version: int | None = None) -> Hearing:
    """The party takes its request back, or stays away without good reason: the hearing ends (64条(六))."""
    act = hearing.notice.procedure.act
    with move("withdraw_hearing", actor=actor, case=act.case, act=act, version=version) as step:
        row = _open_hearing(step, hearing)
        row.ended_words = stated(words, "请写明撤回或者视为放弃的情况。", field="words", limit=300)
        row.ended_at = timezone.now()
        row.save()
        step.log(f"行为{step.act.order}听证终止", detail=row.ended_words, subject=row, weight=Weight.PARTY)
    return row


def record_hearing(
    *,
    actor: User,
    hearing: Hearing,
    held_on: date,
    minutes: str,
    conclusion: str,
    upload: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> Hearing:
    """The presider hands in minutes and opinion; the decision is made on the minutes (65条)."""
    act = hearing.notice.procedure.act
    presider = {hearing.presider_id} if hearing.presider_id else set()
    with move("record_hearing", actor=actor, case=act.case, act=act, version=version, authors=presider) as step:
        row = _open_hearing(step, hearing)
        if row.scheduled_on is None or held_on < row.scheduled_on:
            raise DomainError("举行日期不能早于通知的日期。请核对。", field="held_on")
        not_later_than_today(held_on, step.on, name="举行日期", field="held_on")
        row.held_on = held_on
        row.minutes = stated(minutes, "请记录听证的经过和各方意见。", field="minutes")
        row.conclusion = stated(conclusion, "请写明听证意见。", field="conclusion")
        row.file = store_file(actor=actor, name=upload[0], content=upload[1]) if upload else None
        row.ended_at, row.ended_words = timezone.now(), "已举行"
        row.save()
        step.log(
            f"行为{step.act.order}举行听证",
            detail=row.conclusion,
            subject=row,
            weight=Weight.DECISION,
            after={"举行日期": held_on},
        )
    return row
