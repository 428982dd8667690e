"""Verbs on soft measures: begin, give, record the free choice, follow up, end, escalate by the ladder of the list."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS
from accounts.models import User
from accounts.powers import Signature
from cases.capacity import first_signature, refusal_words
from cases.enums import (
    KeptResult,
    LeadSource,
    Measure,
    MeasureChoice,
    MeasureMeans,
    MeasureState,
    MeasureTrigger,
)
from cases.ladder import ladder_of, next_rung
from cases.models import Act, Lead, SoftMeasure
from cases.outcomes import PUNISHED, TRANSFERRED
from cases.services.move import not_later_than_today, stated, translated
from cases.workflow import TRANSITIONS
from documents.words import zh_date
from parties.merging import kept_record
from parties.models import Party
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event

STREAM = "cases.softmeasure"
FOLLOW_UP_DAYS = 30
# The four conditions under which a case must be filed: with all of them no measure may stand in for it.
FILING_POINTS = (
    ("person", "有明确的行为人"),
    ("breach", "有违反法律、法规、规章的行为，依法应当追究"),
    ("ours", "属于本机关管辖"),
    ("in_time", "在二年追究时效内"),
)
BY_TWO = frozenset({Measure.WARNING, Measure.ADMONITION, Measure.INTERVIEW})


def log(
    row: SoftMeasure, actor: User, verb: str, summary: str, *, detail: str = "", weight: str = Weight.RECORD
) -> None:
    append_event(
        actor=actor, verb=verb, subject=row, stream=(STREAM, row.pk), summary=summary, detail=detail, weight=weight
    )


@contextmanager
def doing(verb: str, *, actor: User, measure: SoftMeasure) -> Iterator[tuple[SoftMeasure, Signature, date]]:
    """Lock the measure and check the table; escalation is never of one's own work."""
    row = TRANSITIONS[verb]
    with translated(), transaction.atomic():
        found = SoftMeasure.objects.select_for_update().get(pk=measure.pk)
        on = timezone.localdate()
        authors = {found.begun_by_id} if verb == "escalate_measure" else set()
        signature = first_signature(row.who, actor=actor, section_id=found.section_id, on=on, authors=authors)
        if signature is None:
            raise NotAllowed(refusal_words(row.title, row.who, actor, authors))
        if found.state not in row.frm:
            raise WrongState(f"现在不能“{row.title}”：措施{found.get_state_display()}。{row.way_out}")
        yield found, signature, on


def stop_words(act: Act | None) -> str:
    """Why an act may not be handled softly; empty when it may."""
    found = act.assessment if act else None
    if found is not None and found.outcome in PUNISHED | TRANSFERRED:
        return "按已查明的事实，这项行为应当处罚或者移送，不能以柔性措施代替。"
    return ""


def begin_measure(
    *,
    actor: User,
    party: Party,
    kind: str,
    trigger: str,
    subject: str,
    grounds: str,
    content: str,
    violation: str = "",
    filing_points: Sequence[str] = (),
    act: Act | None = None,
    raised_from: SoftMeasure | None = None,
) -> SoftMeasure:
    """Note down that a measure is begun and why. Guidance needs no violation; nothing replaces a case that must be filed."""
    if raised_from is None and actor.role not in CASE_WORKERS:
        raise NotAllowed("柔性措施由执法人员或科室负责人办理。请联系承办科室。")
    if kind not in Measure.values or trigger not in MeasureTrigger.values:
        raise DomainError("请选择措施和启动情形。", field="kind")
    if kind == Measure.WARNING:
        raise DomainError("警示随不予行政处罚决定办理。请在案件中办理；没有立案的，可以选劝诫。", field="kind")
    must_file = set(filing_points) == {code for code, _ in FILING_POINTS}
    if must_file and act is None:
        raise DomainError(
            "四项立案条件都具备的，应当立案，不能以柔性措施代替（行政处罚法54条2款、76条2款）。请先登记案件。",
            field="filing_points",
        )
    if kind != Measure.GUIDANCE and (words := stop_words(act)):
        raise DomainError(words, field="kind")
    with translated(), transaction.atomic():
        row = SoftMeasure.objects.create(
            party=kept_record(party),
            section=raised_from.section if raised_from else actor.section,
            kind=kind,
            trigger=trigger,
            violation=violation,
            subject=stated(subject, "请填写事项，例如“按时报送2026年5月工业月报”。", field="subject", limit=120),
            grounds=stated(grounds, "请写明是什么情况、为什么采取这项措施。", field="grounds"),
            content=stated(content, "请写明要提示、建议对方做什么。", field="content"),
            filing_met=must_file,
            case=act.case if act else None,
            act=act,
            raised_from=raised_from,
            begun_by=raised_from.begun_by if raised_from else actor,
        )
        log(row, actor, "begin_measure", f"开始{row.get_kind_display()}：{row.subject}", detail=row.grounds)
    return row


def give_measure(
    *,
    actor: User,
    measure: SoftMeasure,
    on: date,
    means: str,
    recipient: str,
    words: str,
    witness: User | None = None,
    follow_up_on: date | None = None,
) -> SoftMeasure:
    """It was carried out: when, how, towards whom. Admonitions take two officers; a visit follows in thirty days."""
    with doing("give_measure", actor=actor, measure=measure) as (row, _, today):
        if row.given_on:
            raise WrongState("这项措施的实施已经登记。")
        if row.kind == Measure.INTERVIEW:
            raise DomainError("约谈请办理“通知约谈”和“登记约谈”。")
        not_later_than_today(on, today, name="实施日期", field="on")
        if means not in MeasureMeans.values:
            raise DomainError("请选择实施的方式。", field="means")
        if row.kind in BY_TWO:
            check_witness(actor, witness, on)
        row.given_on, row.means, row.given_by = on, means, actor
        row.witness = witness
        row.recipient = stated(recipient, "请填写接受人。", field="recipient", limit=60)
        row.given_words = stated(words, "请写明怎么做的、对方怎么说。", field="words")
        row.follow_up_on = follow_up_on or on + timedelta(days=FOLLOW_UP_DAYS)
        row.save()
        log(
            row,
            actor,
            "give_measure",
            f"{zh_date(on)}{row.get_means_display()}{row.get_kind_display()}",
            detail=row.given_words,
        )
    return row


def check_witness(actor: User, witness: User | None, on: date) -> None:
    if witness is None or witness.pk == actor.pk:
        raise DomainError("这项措施由两名执法人员进行，请选择另一名执法人员。", field="witness")
    for person in (actor, witness):
        if not person.certificate_valid(on=on):
            raise DomainError(f"{person.name}没有有效的执法证，请另选一人。", field="witness")


def record_choice(*, actor: User, measure: SoftMeasure, choice: str, on: date, words: str) -> SoftMeasure:
    """The party's free choice. A refusal ends the measure: no lead, no case, no higher rung comes of it."""
    with doing("record_choice", actor=actor, measure=measure) as (row, _, today):
        if choice not in MeasureChoice.values:
            raise DomainError("请选择当事人的答复。", field="choice")
        not_later_than_today(on, today, name="选择日期", field="on")
        row.choice, row.choice_on = choice, on
        row.choice_words = stated(words, "请记下当事人是怎么说的。", field="words")
        if choice == MeasureChoice.DECLINE:
            row.state, row.ended_on = MeasureState.DECLINED, today
            row.ended_words = "当事人不接受，措施到此为止；不因此立案、检查或者加重处理。"
        row.save()
        said = f"当事人{row.get_choice_display()}{row.get_kind_display()}"
        log(row, actor, "record_choice", said, detail=row.choice_words, weight=Weight.PARTY)
    return row


def follow_up(*, actor: User, measure: SoftMeasure, on: date, words: str) -> SoftMeasure:
    """回访: what came of it."""
    with doing("follow_up", actor=actor, measure=measure) as (row, _, today):
        start = row.given_on or (row.talk and row.talk.held_at and timezone.localtime(row.talk.held_at).date())
        if not start:
            raise WrongState("措施还没有实施，不能回访。")
        not_later_than_today(on, today, name="回访日期", field="on")
        if on < start:
            raise DomainError("回访日期不能早于实施日期。", field="on")
        row.followed_on, row.followed_words = on, stated(words, "请写明回访看到的情况。", field="words")
        row.save()
        log(row, actor, "follow_up", f"{zh_date(on)}回访", detail=row.followed_words)
    return row


def ending_problems(row: SoftMeasure) -> list[str]:
    """What is still to be done before the measure can end well."""
    if row.kind == Measure.INTERVIEW:
        found = [] if row.talk and row.talk.attended is not None else ["约谈还没有登记"]
    else:
        found = [] if row.given_on else ["措施还没有实施"]
    for one in row.commitments.all():
        if not one.result:
            found.append(f"承诺{one.order}“{one.what}”还没有核查")
        elif one.result != KeptResult.KEPT:
            found.append(f"承诺{one.order}“{one.what}”{one.get_result_display()}")
    return found


def end_measure(*, actor: User, measure: SoftMeasure, words: str) -> SoftMeasure:
    """Done: carried out, and every commitment kept."""
    with doing("end_measure", actor=actor, measure=measure) as (row, _, today):
        if problems := ending_problems(row):
            raise DomainError(f"现在还不能办结：{'；'.join(problems)}。没有兑现的，请科室负责人决定是否升级。")
        row.state, row.ended_on = MeasureState.DONE, today
        row.ended_words = stated(words, "请写明效果：对方改没改、有没有再犯。", field="words")
        row.save()
        log(row, actor, "end_measure", f"{row.get_kind_display()}办结", detail=row.ended_words)
    return row


def may_escalate(row: SoftMeasure) -> str:
    """Why it may not be raised, in one sentence; empty when it may."""
    if row.choice == MeasureChoice.DECLINE:
        return "当事人不接受柔性措施的，不得因此升级。"
    broken = row.commitments.filter(result__in=[KeptResult.NOT_KEPT, KeptResult.PARTLY]).exists()
    absent = row.kind == Measure.INTERVIEW and not (row.talk and row.talk.attended)
    if absent:
        return "约谈由当事人自愿参加，没有参加的，不得因此升级。"
    if not broken and not row.followed_on:
        return "升级要有依据：先核查承诺，或者先回访看效果。"
    return ""


def _by_the_list(row: SoftMeasure, step: str, on: date) -> str:
    """Where the list names what raises the measure, one of its conditions must hold; in words for the record."""
    ladder = ladder_of(row, on)
    if not ladder.steps:
        return ""
    if step not in ladder.steps:
        raise DomainError(
            f"清单定有升级条件，请选择已经具备的一条：{'；'.join(ladder.steps)}。都不具备的，不升级。", field="step"
        )
    return f"升级条件：{step}（《{ladder.version}》）。"


def escalate_measure(*, actor: User, measure: SoftMeasure, reason: str, step: str = "") -> SoftMeasure | Lead:
    """One rung up, or from the top a lead for filing; by a head or leader, on what was found, never on a refusal.

    `step`: the condition of the list in force that holds, where it names any for the offence.
    """
    with doing("escalate_measure", actor=actor, measure=measure) as (row, signature, today):
        if words := may_escalate(row):
            raise DomainError(words)
        reason = stated(reason, "请写明升级的理由：哪一项没有做到、怎么查明的。", field="reason")
        reason = _by_the_list(row, step, today) + reason
        row.state, row.ended_on, row.ended_words = MeasureState.ESCALATED, today, reason
        rung = next_rung(row.kind)
        said = f"{signature.words}决定升级为{Measure(rung).label if rung else '线索，审查立案'}"
        if rung:
            row.save()
            raised = begin_measure(
                actor=actor,
                party=row.party,
                kind=rung,
                trigger=MeasureTrigger.NO_EFFECT,
                subject=row.subject,
                grounds=f"{row.get_kind_display()}以后没有见效：{reason}",
                content=row.content,
                violation=row.violation,
                act=row.act,
                raised_from=row,
            )
        else:
            raised = row.lead = _lead_of(row, actor, reason, today)
            row.save()
        log(row, actor, "escalate_measure", said, detail=reason, weight=Weight.DECISION)
    return raised


def _lead_of(row: SoftMeasure, actor: User, reason: str, today: date) -> Lead:
    """The top of the ladder: whoever worked on the measure takes the lead up, and the head decides on filing."""
    lead = Lead.objects.create(
        source=LeadSource.MEASURE,
        received_on=today,
        description=f"{row.subject}：约谈以后没有见效。{reason}\n原来的情况：{row.grounds}",
        party=row.party,
        section=row.section,
        recorded_by=row.begun_by,
    )
    append_event(
        actor=actor,
        verb="record_lead",
        subject=lead,
        stream=("cases.lead", lead.pk),
        summary=f"由{row.get_kind_display()}升级为线索",
        after={"当事人": row.party.name, "收到日期": today},
    )
    return lead
