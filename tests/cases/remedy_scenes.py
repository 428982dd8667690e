"""For every verb of remedies: a decided act on which it may be done, by whom, and the call that does it."""

from collections.abc import Callable

from cases.services import remedies
from tests.cases.scenes import Scene
from tests.cases.story import Story, today


def decided(story: Story) -> Story:
    story.minor_untrue_corrected()
    story.assessed()
    story.answered().decided()
    story.act.refresh_from_db()
    return story


def asked(story: Story, kind: str = "reconsider"):
    return remedies.record_remedy(
        actor=story.cast.officer1,
        act=story.act,
        kind=kind,
        organ="重庆市黔江区人民政府",
        asked_on=today(),
        notified_on=today(),
        words="认为事实不成立，请求撤销",
    )


def _scene(story: Story, call, leader: bool = False) -> Scene:
    who = story.cast
    story.act.refresh_from_db()
    return Scene(story.case, story.act, who.leader1 if leader else who.officer1, who.head1, call)


def record_remedy(story: Story) -> Scene:
    decided(story)
    return _scene(
        story,
        lambda actor: remedies.record_remedy(
            actor=actor,
            act=story.act,
            kind="litigation",
            organ="重庆市黔江区人民法院",
            asked_on=today(),
            notified_on=today(),
            words="请求撤销",
        ),
    )


def reply_to_remedy(story: Story) -> Scene:
    row = asked(decided(story))
    return _scene(
        story, lambda actor: remedies.reply_to_remedy(actor=actor, remedy=row, on=today(), words="事实清楚，程序合法")
    )


def record_remedy_result(story: Story) -> Scene:
    row = asked(decided(story))
    return _scene(
        story,
        lambda actor: remedies.record_remedy_result(
            actor=actor, remedy=row, result="upheld", result_on=today(), received_on=today(), words="维持"
        ),
    )


def correct_own_decision(story: Story) -> Scene:
    decided(story)
    return _scene(
        story,
        lambda actor: remedies.correct_own_decision(actor=actor, act=story.act, words="适用法律有误"),
        leader=True,
    )


REMEDY_SCENES: dict[str, Callable[[Story], Scene]] = {
    build.__name__: build for build in (record_remedy, reply_to_remedy, record_remedy_result, correct_own_decision)
}
