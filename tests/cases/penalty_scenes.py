"""Scenes of the verbs of the ordinary procedure."""

from datetime import date, timedelta

from cases.services import hearings, penalties, reviews, sanctions
from tests.cases.scenes import Scene, _on_act, _on_case
from tests.cases.story import today


def notify_penalty(story) -> Scene:
    who = story.in_procedure().cast
    return _on_act(
        story,
        who.officer1,
        who.head1,
        penalties.notify_penalty,
        fine=10000,
        reasons="从轻",
        statement_by=today() + timedelta(days=5),
    )


def record_statement(story) -> Scene:
    story.in_procedure().told()
    who = story.cast
    return _on_act(
        story,
        who.officer2,
        who.head1,
        penalties.record_statement,
        kind="stated",
        on=today(),
        words="请从轻",
        review="已考虑",
        adopted="yes",
    )


def request_hearing(story) -> Scene:
    story.in_procedure().told(50000)
    who = story.cast
    return _on_act(story, who.officer1, who.head1, hearings.request_hearing, on=today(), words="要求听证")


def _with_hearing(story, verb, actor, wrong, **fields) -> Scene:
    row = story.hearing_asked()
    story.act.refresh_from_db()
    return Scene(story.case, story.act, actor, wrong, lambda who: verb(actor=who, hearing=row, **fields))


def withdraw_hearing(story) -> Scene:
    story.in_procedure().told(50000)
    who = story.cast
    return _with_hearing(story, hearings.withdraw_hearing, who.officer1, who.head1, words="书面撤回")


def call_hearing(story) -> Scene:
    story.in_procedure().told(50000)
    who = story.cast
    return _with_hearing(
        story,
        hearings.call_hearing,
        who.head1,
        who.officer1,
        scheduled_on=date(2026, 6, 5),
        place="会议室",
        presider=who.reviewer1,
    )


def record_hearing(story) -> Scene:
    story.in_procedure().told(50000)
    who, row = story.cast, story.hearing_called("2026-06-05")
    story.on("2026-06-05").act.refresh_from_db()

    def call(actor):
        return hearings.record_hearing(
            actor=actor, hearing=row, held_on=date(2026, 6, 5), minutes="质证", conclusion="建议从轻"
        )

    return Scene(story.case, story.act, who.reviewer1, who.officer1, call)


def review_legally(story) -> Scene:
    story.in_procedure().told()
    who = story.cast
    return _on_act(story, who.reviewer2, who.head1, reviews.review_legally, approve=True, words="合法")


def discuss(story) -> Scene:
    who = story.in_procedure().cast
    return _on_act(
        story,
        who.leader1,
        who.head1,
        reviews.discuss,
        held_on=today(),
        attending=[who.leader1, who.leader2],
        opinions=["同意", "同意"],
        conclusion="同意",
    )


def decide_penalty(story) -> Scene:
    story.in_procedure().told()
    story.spoke()
    who = story.cast
    return _on_act(story, who.leader1, who.head1, sanctions.decide_penalty, fine=10000, reasons="同意")


def record_payment(story) -> Scene:
    story.simply_punished()
    who = story.cast
    return _on_act(
        story, who.officer1, who.head1, sanctions.record_payment, paid_on=today(), amount=10000, voucher="非税001"
    )


def defer_payment(story) -> Scene:
    story.simply_punished()
    who = story.cast
    return _on_act(
        story,
        who.leader1,
        who.head1,
        sanctions.defer_payment,
        asked_on=today(),
        until=date(2026, 9, 30),
        reason="停产，经济困难",
    )


def extend_limit(story) -> Scene:
    who = story.registered().filed().cast
    return _on_case(story, who.leader1, who.head1, sanctions.extend_limit, reason="需要外地协查")


PENALTY_SCENES = {
    build.__name__: build
    for build in (
        notify_penalty,
        record_statement,
        request_hearing,
        withdraw_hearing,
        call_hearing,
        record_hearing,
        review_legally,
        discuss,
        decide_penalty,
        record_payment,
        defer_payment,
        extend_limit,
    )
}
