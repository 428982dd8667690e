"""The verbs on the party's code and on what came in through its page."""

from collections.abc import Callable
from datetime import date

from cases.models import PartyLink
from cases.services import doors, party
from tests.cases.scenes import Scene
from tests.cases.story import Story

PROOF = ("更正后的报表.txt", "工业总产值 10000 万元".encode())


def living_code(story: Story, who=None) -> str:
    """A code for the party of the file, as an officer would hand it over."""
    return doors.renew_party_link(actor=story.cast.officer1, case=story.case, party=who or story.case.party)


def link_of(code: str) -> PartyLink:
    link = doors.link_of(code)
    assert link is not None
    return link


def correction_sent(story: Story):
    story.registered().filed()
    story.order_served("2026-05-18")
    return party.send_correction(
        link=link_of(living_code(story)),
        act=story.act,
        person_name="王明",
        words="已更正4月月报。",
        done_on=date(2026, 5, 11),
        files=[PROOF],
    )


def renew_party_link(story: Story) -> Scene:
    who = story.registered().filed().cast
    call = lambda actor: doors.renew_party_link(actor=actor, case=story.case, party=story.case.party)  # noqa: E731
    return Scene(story.case, None, who.officer1, who.leader1, call)


def revoke_party_link(story: Story) -> Scene:
    who = story.registered().filed().cast
    link = link_of(living_code(story))
    call = lambda actor: doors.revoke_party_link(actor=actor, link=link, reason="发错了人")  # noqa: E731
    return Scene(story.case, None, who.officer1, who.leader1, call)


def take_party_message(story: Story) -> Scene:
    message = correction_sent(story)
    who = story.cast
    call = lambda actor: doors.take_party_message(actor=actor, message=message)  # noqa: E731
    return Scene(story.case, None, who.officer1, who.leader1, call)


DOOR_SCENES: dict[str, Callable[[Story], Scene]] = {
    build.__name__: build for build in (renew_party_link, revoke_party_link, take_party_message)
}
