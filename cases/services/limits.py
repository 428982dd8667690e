"""The limit of a case: it stands still for a named ground, runs on afterwards, and every change leaves a row."""

from datetime import date, timedelta

from accounts.models import User
from cases.enums import Bound, ObligationKind, PauseGround
from cases.law import law_on
from cases.models import Case, LimitPause, Obligation
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import cancel, open_obligation, open_ones
from documents.words import zh_date
from records.enums import Weight
from records.errors import DomainError, WrongState
from rules.clocks import CaseClock, case_clock
from rules.deadlines import Due, Pause

BASIS = "行政处罚法60条"


def pauses_of(case: Case) -> list[Pause]:
    """The pauses of the file as the rules count them."""
    return [Pause(row.first, row.last, row.get_ground_display(), BASIS) for row in case.limit_pauses.all()]


def limit_of(case: Case, on: date) -> CaseClock:
    """Alert, limit and utmost extension of a filed case, its pauses taken out."""
    law = law_on(on)
    return case_clock(case.filed_on, law.calendar, law.procedure, pauses_of(case), on)


def _clock_row(step: Move) -> Obligation:
    row = open_ones(case=step.case, kind=ObligationKind.DECIDE).filter(act__isnull=True).first()
    if row is None:
        raise WrongState("这个案件没有在走的办案期限。", way_out=case_url(step.case))
    return row


def pause_limit(
    *, actor: User, case: Case, ground: str, first: date, words: str, version: int | None = None
) -> LimitPause:
    """The clock stands still from that day; the file says so until it is resumed."""
    with move("pause_limit", actor=actor, case=case, version=version) as step:
        if ground not in PauseGround.values:
            raise DomainError("请选择中止的事由。", field="ground")
        not_later_than_today(first, step.on, name="中止日", field="first")
        last = step.case.limit_pauses.order_by("-last").first()
        if first < step.case.filed_on or (last and last.last and first <= last.last):
            raise DomainError("中止日不能早于立案日，也不能与以前的中止重叠。", field="first")
        running = _clock_row(step)
        if running.due_on is None:
            raise WrongState("办案期限已经中止，请先恢复。")
        if running.due_on < first:
            raise DomainError(f"办案期限{zh_date(running.due_on)}已经届满，不能再中止。", field="first")
        row = LimitPause.objects.create(
            case=step.case,
            ground=ground,
            words=stated(words, "请写明中止的理由和材料。", field="words", limit=300),
            first=first,
            paused_by=step.signature.user,
            paused_for=step.signature.for_user,
        )
        title = running.title
        cancel(Obligation.objects.filter(pk=running.pk), words=f"自{zh_date(first)}起中止：{row.get_ground_display()}")
        open_obligation(
            case=step.case,
            kind=ObligationKind.DECIDE,
            title=title,
            bound=Bound.BUREAU,
            due_words=f"自{zh_date(first)}起中止：{row.get_ground_display()}；恢复后接着计算（{BASIS}）",
            unit=running.unit,
        )
        step.log(
            f"办案期限自{zh_date(first)}起中止：{row.get_ground_display()}", detail=row.words, weight=Weight.DECISION
        )
    return row


def resume_limit(*, actor: User, case: Case, last: date, words: str, version: int | None = None) -> LimitPause:
    """The clock runs on from the day after `last`, by as many days as it stood still."""
    with move("resume_limit", actor=actor, case=case, version=version) as step:
        row = step.case.limit_pauses.filter(last__isnull=True).first()
        if row is None:
            raise WrongState("办案期限没有中止。")
        not_later_than_today(last, step.on, name="中止的最后一日", field="last")
        if last < row.first - timedelta(days=1):
            raise DomainError("中止的最后一日不能早于中止日。", field="last")
        row.last, row.resumed_by = last, actor
        row.resumed_words = stated(words, "请写明恢复的原因，例如听证已经举行。", field="words", limit=300)
        row.save()
        title = _clock_row(step).title
        cancel(open_ones(case=step.case, kind=ObligationKind.DECIDE).filter(act__isnull=True), words="恢复计算")
        due = running_due(step.case, step.on)
        open_obligation(case=step.case, kind=ObligationKind.DECIDE, title=title, bound=Bound.BUREAU, due=due)
        step.log(
            f"办案期限恢复计算，至{zh_date(due.on)}",
            detail=row.resumed_words,
            after={"中止": f"{zh_date(row.first)}至{zh_date(last)}"},
        )
    return row


def running_due(case: Case, on: date) -> Due:
    """The limit that binds today: extended where a leader extended it, its pauses taken out."""
    limit = limit_of(case, on)
    return limit.max_extended if case.limit_extensions.exists() and limit.max_extended else limit.hard
