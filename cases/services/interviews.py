"""约谈 and its commitments; and the papers of soft measures."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

import documents
from accounts.models import Bureau, User
from cases.enums import KeptResult, Measure, ServiceMethod
from cases.models import Commitment, Interview, MeasurePaper, SoftMeasure
from cases.papers_measure import KINDS_OF, context_of_measure
from cases.services.measures import STREAM, check_witness, doing, log
from cases.services.move import not_later_than_today, stated
from cases.sheets import plain
from documents.words import zh_date
from records import services as records
from records.enums import PaperStatus
from records.errors import DomainError, WrongState
from records.models import Paper
from records.services import store_file

MOST_COMMITMENTS = 10


def call_interview(
    *,
    actor: User,
    measure: SoftMeasure,
    invited: str,
    purpose: str,
    meet_at: datetime,
    venue: str,
    bring: Sequence[str] = (),
) -> Interview:
    """Fix time and place; the notice is drafted from it. Called again before it is held, it is another time and place."""
    with doing("call_interview", actor=actor, measure=measure) as (row, _, today):
        if row.kind != Measure.INTERVIEW:
            raise DomainError("只有约谈才需要通知约谈。")
        if row.talk and row.talk.attended is not None:
            raise WrongState("约谈已经登记，不能再改时间。")
        if timezone.localtime(meet_at).date() < today:
            raise DomainError("约谈时间不能早于今天。", field="meet_at")
        said = {
            "invited": stated(invited, "请填写被约谈人的姓名和职务。", field="invited", limit=120),
            "purpose": stated(purpose, "请写明约谈要达到什么目的。", field="purpose", limit=200),
            "meet_at": meet_at,
            "place": stated(venue, "请填写约谈地点。", field="venue", limit=120),
            "bring": [line.strip() for line in bring if line.strip()],
            "called_by": actor,
        }
        found, _ = Interview.objects.update_or_create(measure=row, defaults=said)
        log(row, actor, "call_interview", f"通知{found.invited}约谈", detail=f"{found.place}；{found.purpose}")
    return found


def record_interview(
    *,
    actor: User,
    measure: SoftMeasure,
    held_at: datetime,
    attended: bool,
    attendants: str = "",
    problems: Sequence[str] = (),
    explanation: str = "",
    promise: str = "",
    commitments: Sequence[tuple[str, date]] = (),
    witness: User | None = None,
    minutes: tuple[str, bytes] | None = None,
) -> Interview:
    """Who came, what was said, what they commit themselves to by when. Not coming is noted and leads nowhere."""
    with doing("record_interview", actor=actor, measure=measure) as (row, _, today):
        talk = row.talk
        if talk is None:
            raise WrongState("还没有通知约谈。请先办理“通知约谈”。")
        if talk.attended is not None:
            raise WrongState("约谈已经登记。")
        day = not_later_than_today(timezone.localtime(held_at).date(), today, name="约谈时间", field="held_at")
        talk.held_at, talk.attended, talk.recorded_by = held_at, attended, actor
        if attended:
            check_witness(actor, witness, day)
            talk.attendants = stated(attendants, "请填写到场的人。", field="attendants", limit=200)
            talk.problems = [line.strip() for line in problems if line.strip()]
            if not talk.problems:
                raise DomainError("请写明指出了哪些问题，一行一个。", field="problems")
            talk.explanation, talk.promise = explanation.strip(), promise.strip()
            row.given_on, row.means, row.given_by, row.witness = day, "on_site", actor, witness
            row.recipient, row.given_words = talk.attendants[:60], "；".join(talk.problems)
            row.save()
        talk.minutes = store_file(actor=actor, name=minutes[0], content=minutes[1]) if minutes else None
        talk.save()
        if attended:
            _commit(row, commitments, day)
        said = f"{zh_date(day)}约谈，{talk.attendants}到场" if attended else f"{zh_date(day)}约谈，被约谈人没有到场"
        log(row, actor, "record_interview", said, detail=talk.promise)
    return talk


def _commit(row: SoftMeasure, commitments: Sequence[tuple[str, date]], day: date) -> None:
    if len(commitments) > MOST_COMMITMENTS:
        raise DomainError(f"承诺最多{MOST_COMMITMENTS}项，请合并。", field="commitments")
    for order, (what, due_on) in enumerate(commitments, start=1):
        if due_on < day:
            raise DomainError(f"承诺{order}的期限不能早于约谈日期。", field="commitments")
        what = stated(what, f"请写明第{order}项承诺做什么。", field="commitments", limit=200)
        Commitment.objects.create(measure=row, order=order, what=what, due_on=due_on)


def _commitment(row: SoftMeasure, commitment: Commitment) -> Commitment:
    return Commitment.objects.select_for_update().get(pk=commitment.pk, measure=row)


def report_commitment(
    *, actor: User, commitment: Commitment, on: date, words: str, report: tuple[str, bytes] | None = None
) -> Commitment:
    """The party's report that it was done; it may be completed until it has been verified."""
    with doing("report_commitment", actor=actor, measure=commitment.measure) as (row, _, today):
        one = _commitment(row, commitment)
        if one.result:
            raise WrongState("这项承诺已经核查，不能再改报告。")
        one.reported_on = not_later_than_today(on, today, name="报告日期", field="on")
        one.report_words = stated(words, "请写明对方报告了什么。", field="words")
        one.report_file = store_file(actor=actor, name=report[0], content=report[1]) if report else one.report_file
        one.save()
        log(row, actor, "report_commitment", f"收到承诺{one.order}的整改报告", detail=one.report_words)
    return one


def verify_commitment(*, actor: User, commitment: Commitment, on: date, result: str, words: str) -> Commitment:
    """Look whether it was kept. That it was not kept can only be said after its day."""
    with doing("verify_commitment", actor=actor, measure=commitment.measure) as (row, _, today):
        one = _commitment(row, commitment)
        if one.result:
            raise WrongState("这项承诺已经核查。")
        if result not in KeptResult.values:
            raise DomainError("请选择核查结果。", field="result")
        not_later_than_today(on, today, name="核查日期", field="on")
        if result == KeptResult.NOT_KEPT and on <= one.due_on:
            raise DomainError(f"期限到{zh_date(one.due_on)}，期满以后才能认定没有兑现。", field="result")
        one.result, one.verified_on, one.verified_by = result, on, actor
        one.verified_words = stated(words, "请写明核查了什么、看到什么。", field="words")
        one.save()
        said = f"核查承诺{one.order}：{one.get_result_display()}"
        log(row, actor, "verify_commitment", said, detail=one.verified_words)
    return one


def draft_measure_paper(*, actor: User, measure: SoftMeasure, kind: str) -> Paper:
    """A draft filled from the measure; drafting again fills the same draft anew."""
    with doing("draft_measure_paper", actor=actor, measure=measure) as (row, _, today):
        if kind not in KINDS_OF.get(row.kind, ()):
            raise DomainError("这项措施没有这种文书。请从列表中选择。", field="kind")
        context = context_of_measure(kind, row, today)
        old = row.papers.filter(paper__kind=kind, paper__status=PaperStatus.DRAFT).select_related("paper").first()
        if old:
            paper = records.revise_paper(paper=old.paper, context=context)
        else:
            paper = records.draft_paper(actor=actor, kind=kind, stream=(STREAM, row.pk), context=context)
            MeasurePaper.objects.create(measure=row, paper=paper)
        log(row, actor, "draft_measure_paper", f"起草{paper.title}")
    return paper


def revise_measure_paper(*, actor: User, row: MeasurePaper, extra: Mapping[str, Any]) -> Paper:
    """Change fields of a draft; the rest of its context stays."""
    with doing("draft_measure_paper", actor=actor, measure=row.measure) as (measure, _, _today):
        paper = Paper.objects.select_for_update().get(pk=row.paper_id)
        paper = records.revise_paper(paper=paper, context=paper.context | plain(dict(extra)))
        log(measure, actor, "draft_measure_paper", f"修改{paper.title}草稿")
    return paper


def issue_measure_paper(*, actor: User, row: MeasurePaper) -> Paper:
    """Number, bytes and hash; from now on it stands."""
    with doing("issue_measure_paper", actor=actor, measure=row.measure) as (measure, _, today):
        paper = Paper.objects.select_for_update().get(pk=row.paper_id)
        if any(field.name == "issued_on" for field in documents.CATALOGUE[paper.kind].fields):
            paper = records.revise_paper(paper=paper, context=paper.context | {"issued_on": today.isoformat()})
        paper = records.issue_paper(actor=actor, paper=paper, organ_word=Bureau.objects.get().word)
        log(measure, actor, "issue_measure_paper", f"制发{paper.title} {paper.number}".strip())
    return paper


def serve_measure_paper(
    *, actor: User, row: MeasurePaper, method: str, served_on: date, recipient: str
) -> MeasurePaper:
    """How the paper reached the party."""
    with doing("serve_measure_paper", actor=actor, measure=row.measure) as (measure, _, today):
        found = MeasurePaper.objects.select_for_update().select_related("paper").get(pk=row.pk)
        if found.paper.status != PaperStatus.ISSUED or found.served_on:
            raise WrongState("文书还没有制发，或者送达已经登记。")
        if method not in ServiceMethod.values:
            raise DomainError("请选择送达方式。", field="method")
        not_later_than_today(served_on, today, name="送达日期", field="served_on")
        if served_on < timezone.localtime(found.paper.issued_at).date():
            raise DomainError("送达日期不能早于制发日期。", field="served_on")
        found.method, found.served_on = method, served_on
        found.recipient = stated(recipient, "请填写签收人。", field="recipient", limit=60)
        found.save()
        said = f"送达{found.paper.title} {found.paper.number}".strip()
        log(measure, actor, "serve_measure_paper", said, detail=f"{found.recipient}签收")
    return found
