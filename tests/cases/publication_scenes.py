"""For every verb of publication: a decided act, by whom, and the call that does it."""

from collections.abc import Callable

from cases.services import publication
from tests.cases.remedy_scenes import decided
from tests.cases.scenes import Scene
from tests.cases.story import Story


def _scene(story: Story, actor, wrong, call) -> Scene:
    story.act.refresh_from_db()
    return Scene(story.case, story.act, actor, wrong, call)


def propose_publication(story: Story) -> Scene:
    who = decided(story).cast
    return _scene(
        story,
        who.officer1,
        who.head1,
        lambda actor: publication.propose_publication(actor=actor, act=story.act, words="公示至2027年5月15日"),
    )


def sign_publication(story: Story) -> Scene:
    who = decided(story).cast
    return _scene(
        story,
        who.head1,
        who.officer1,
        lambda actor: publication.sign_publication(
            actor=actor, act=story.act, proposer=who.officer2, approve=True, publish=True, words="同意"
        ),
    )


def withdraw_publication(story: Story) -> Scene:
    who = decided(story).cast
    return _scene(
        story,
        who.officer1,
        who.reviewer1,
        lambda actor: publication.withdraw_publication(actor=actor, act=story.act, words="决定被撤销"),
    )


PUBLICATION_SCENES: dict[str, Callable[[Story], Scene]] = {
    build.__name__: build for build in (propose_publication, sign_publication, withdraw_publication)
}
