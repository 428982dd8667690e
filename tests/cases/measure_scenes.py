"""For every verb on soft measures: a measure on which it may be done, by whom, and the call that does it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from cases.models import Commitment, MeasurePaper, SoftMeasure
from cases.services import interviews, measures
from tests import factories
from tests.cases.scenes import Scene
from tests.cases.story import CHINA, Story, today


def begun(story: Story, kind: str = "interview", **fields) -> SoftMeasure:
    who = story.cast.officer1
    given = {
        "trigger": "repeated",
        "subject": "按时报送工业月报",
        "grounds": "2026年以来三次迟报。",
        "content": "每月5日前完成核对。",
        "violation": "LATE",
    } | fields
    party = given.pop("party", None) or factories.party(by=who, representative="张喆")
    return measures.begin_measure(actor=who, party=party, kind=kind, **given)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), CHINA)


def called(story: Story) -> SoftMeasure:
    row = begun(story)
    interviews.call_interview(
        actor=story.cast.officer1,
        measure=row,
        invited="法定代表人张喆",
        purpose="督促按时报送",
        meet_at=at(today()),
        venue="本局二楼会议室",
    )
    return row


def held(story: Story, *, commitments: tuple[tuple[str, int], ...] = (("补齐台账", 7),)) -> SoftMeasure:
    row = called(story)
    interviews.record_interview(
        actor=story.cast.officer1,
        measure=row,
        held_at=at(today()),
        attended=True,
        attendants="张喆",
        problems=["三次迟报"],
        promise="保证改正",
        commitments=[(what, today() + timedelta(days=left)) for what, left in commitments],
        witness=story.cast.officer2,
    )
    row.refresh_from_db()
    return row


def promised(story: Story) -> Commitment:
    return held(story).commitments.get()


def broken(story: Story) -> SoftMeasure:
    """An interview whose commitment was not kept."""
    one = promised(story)
    story.on("2026-05-20")
    interviews.verify_commitment(
        actor=story.cast.officer1, commitment=one, on=today(), result="not_kept", words="台账仍未设置"
    )
    one.measure.refresh_from_db()
    return one.measure


def admonished(story: Story) -> SoftMeasure:
    row = begun(story, "warning/admonition", trigger="slight")
    return measures.give_measure(
        actor=story.cast.officer1,
        measure=row,
        on=today(),
        means="on_site",
        recipient="王明（统计负责人）",
        words="当面指出，表示马上改。",
        witness=story.cast.officer2,
    )


def _scene(story: Story, row: SoftMeasure, call, head: bool = False) -> Scene:
    who = story.cast
    return Scene(None, None, who.head1 if head else who.officer1, who.officer2 if head else who.leader1, call, lead=row)


def give_measure(story: Story) -> Scene:
    row = begun(story, "guidance", trigger="request", violation="")
    return _scene(
        story,
        row,
        lambda actor: measures.give_measure(
            actor=actor, measure=row, on=today(), means="phone", recipient="王明", words="讲解指标口径"
        ),
    )


def record_choice(story: Story) -> Scene:
    row = begun(story)
    return _scene(
        story,
        row,
        lambda actor: measures.record_choice(actor=actor, measure=row, choice="decline", on=today(), words="不想参加"),
    )


def call_interview(story: Story) -> Scene:
    row = begun(story)
    return _scene(
        story,
        row,
        lambda actor: interviews.call_interview(
            actor=actor, measure=row, invited="张喆", purpose="督促", meet_at=at(today()), venue="本局"
        ),
    )


def record_interview(story: Story) -> Scene:
    row = called(story)
    return _scene(
        story,
        row,
        lambda actor: interviews.record_interview(actor=actor, measure=row, held_at=at(today()), attended=False),
    )


def report_commitment(story: Story) -> Scene:
    one = promised(story)
    return _scene(
        story,
        one.measure,
        lambda actor: interviews.report_commitment(actor=actor, commitment=one, on=today(), words="台账已补齐"),
    )


def verify_commitment(story: Story) -> Scene:
    one = promised(story)
    return _scene(
        story,
        one.measure,
        lambda actor: interviews.verify_commitment(
            actor=actor, commitment=one, on=today(), result="kept", words="现场看过"
        ),
    )


def follow_up(story: Story) -> Scene:
    row = admonished(story)
    return _scene(story, row, lambda actor: measures.follow_up(actor=actor, measure=row, on=today(), words="已改"))


def end_measure(story: Story) -> Scene:
    row = admonished(story)
    return _scene(story, row, lambda actor: measures.end_measure(actor=actor, measure=row, words="已按要求改正"))


def escalate_measure(story: Story) -> Scene:
    row = broken(story)
    return _scene(
        story,
        row,
        lambda actor: measures.escalate_measure(actor=actor, measure=row, reason="台账到期仍未设置"),
        head=True,
    )


def draft_measure_paper(story: Story) -> Scene:
    row = called(story)
    return _scene(
        story,
        row,
        lambda actor: interviews.draft_measure_paper(actor=actor, measure=row, kind="INTERVIEW_NOTICE"),
    )


def _paper(story: Story) -> MeasurePaper:
    row = called(story)
    paper = interviews.draft_measure_paper(actor=story.cast.officer1, measure=row, kind="INTERVIEW_NOTICE")
    return row.papers.get(paper=paper)


def issue_measure_paper(story: Story) -> Scene:
    found = _paper(story)
    return _scene(story, found.measure, lambda actor: interviews.issue_measure_paper(actor=actor, row=found))


def serve_measure_paper(story: Story) -> Scene:
    found = _paper(story)
    interviews.issue_measure_paper(actor=story.cast.officer1, row=found)
    return _scene(
        story,
        found.measure,
        lambda actor: interviews.serve_measure_paper(
            actor=actor, row=found, method="direct", served_on=today(), recipient="张喆"
        ),
    )


MEASURE_SCENES: dict[str, Callable[[Story], Scene]] = {
    build.__name__: build
    for build in (
        give_measure,
        record_choice,
        call_interview,
        record_interview,
        report_commitment,
        verify_commitment,
        follow_up,
        end_measure,
        escalate_measure,
        draft_measure_paper,
        issue_measure_paper,
        serve_measure_paper,
    )
}
