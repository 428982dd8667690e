"""For the verbs on leads that came later: a lead on which each may be done, by whom, and the call that does it."""

from collections.abc import Callable

from cases.services import leads
from tests.cases.scenes import Scene, noted_lead
from tests.cases.story import Story, today


def check_jurisdiction(story: Story) -> Scene:
    who, row = noted_lead(story)
    call = lambda actor: leads.check_jurisdiction(  # noqa: E731
        actor=actor, lead=row, jurisdiction="ours", words="行为发生在本区，由本局组织的月报"
    )
    return Scene(None, None, who.officer1, who.leader1, call, lead=row)


def join_lead(story: Story) -> Scene:
    who = story.registered().cast
    row = leads.record_lead(
        actor=who.officer1, source="data_check", received_on=today(), description="又一次", party=story.case.party
    )
    call = lambda actor: leads.join_lead(actor=actor, lead=row, case=story.case)  # noqa: E731
    return Scene(None, None, who.officer1, who.leader1, call, lead=row)


def tip_off(story: Story):
    who = story.cast
    row = leads.record_lead(
        actor=who.officer1, source="tip_off", received_on=today(), description="举报虚报", party_words="某建材厂"
    )
    return who, row


def record_informant(story: Story) -> Scene:
    who, row = tip_off(story)
    call = lambda actor: leads.record_informant(actor=actor, lead=row, name="赵某", contact="139")  # noqa: E731
    return Scene(None, None, who.officer1, who.leader1, call, lead=row)


def name_reader(story: Story) -> Scene:
    who, row = tip_off(story)
    leads.record_informant(actor=who.officer1, lead=row, name="赵某")
    call = lambda actor: leads.name_reader(actor=actor, lead=row, reader=who.officer2)  # noqa: E731
    return Scene(None, None, who.head1, who.officer2, call, lead=row)


LEAD_SCENES: dict[str, Callable[[Story], Scene]] = {
    build.__name__: build for build in (check_jurisdiction, join_lead, record_informant, name_reader)
}
