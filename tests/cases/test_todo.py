"""The list of what is to do: as many questions for three penalty procedures as for one, and the same steps as the file says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Act
from cases.steps import may_do, next_steps
from cases.todo import todo
from tests import factories
from tests.cases.penalty_story import PenaltyStory
from tests.cases.story import today

pytestmark = pytest.mark.django_db


def heard(story: PenaltyStory, name: str) -> PenaltyStory:
    """Told of a fine that needs review and discussion; the party has spoken."""
    story.clock.move_to("2026-05-11T09:00:00+08:00")
    again = PenaltyStory(story.cast, story.clock)
    again.registered(party=factories.party(name, by=story.cast.officer1)).filed().untrue()
    again.know(harm="none", minor_act=True).screened().order_served("2026-05-18")
    again.on("2026-05-20")
    again.rechecked("full", "2026-05-19")
    again.signed()
    again.decided()
    again.act.refresh_from_db()
    again.reported()
    again.told(10000)
    again.spoke()
    return again


def asked(user) -> int:
    with CaptureQueriesContext(connection) as found:
        todo(user, today())
    return len(found)


@pytest.fixture
def one(story):
    story.registers_complete()
    heard(story, "重庆甲公司")
    return story


def test_more_files_ask_no_more_questions(one):
    who = one.cast
    people = (who.officer1, who.head1, who.leader1, who.reviewer1)
    before = [asked(person) for person in people]
    heard(one, "重庆乙公司")
    heard(one, "重庆丙公司")
    assert [asked(person) for person in people] == before
    assert max(before) <= 40


def test_each_person_reads_in_the_list_what_the_file_asks_of_them(one):
    second = heard(one, "重庆乙公司")
    second.reviewed()
    for act in Act.objects.select_related("case__section"):
        for person in one.cast.everyone().values():
            wanted = {
                step.title for step in next_steps(act.case, today()) if step.act and may_do(step, person, today())
            }
            mine = [row for row in todo(person, today()) if f"/cases/{act.case_id}/" in row.url + row.act_url]
            listed = {row.title.split("（")[0] for row in mine}
            assert wanted <= listed, (person.role, wanted, listed)
