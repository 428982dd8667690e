"""What holds for each verb of the table alike: it works, it is logged, and who, when and in which state it is refused."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from cases.enums import ActState, CaseState, LeadState, MeasureState
from cases.models import Case
from cases.workflow import TRANSITIONS
from records.errors import DomainError, NotAllowed, Stale, WrongState
from records.models import Event
from tests.cases.door_scenes import DOOR_SCENES
from tests.cases.inquiry_scenes import INQUIRY_SCENES
from tests.cases.lead_scenes import LEAD_SCENES
from tests.cases.measure_scenes import MEASURE_SCENES
from tests.cases.penalty_scenes import PENALTY_SCENES
from tests.cases.publication_scenes import PUBLICATION_SCENES
from tests.cases.remedy_scenes import REMEDY_SCENES
from tests.cases.scenes import SCENES as FIRST_SCENES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCENES = FIRST_SCENES | PENALTY_SCENES | INQUIRY_SCENES | LEAD_SCENES | MEASURE_SCENES | REMEDY_SCENES
SCENES |= DOOR_SCENES | PUBLICATION_SCENES
VERBS = sorted(TRANSITIONS)
GATED = {verb for verb in VERBS if TRANSITIONS[verb].object in {"case", "act"} and TRANSITIONS[verb].gate}
STATES = {"case": CaseState, "act": ActState, "lead": [LeadState.NOT_FILED], "measure": [MeasureState.DONE]}
# What the checks of single rows ask of each state.
FILLED = {
    "closed": "number = '试1号', filed_on = now(), closed_on = now(), closing_words = '试'",
    "investigating": "number = '试1号', filed_on = now()",
    "not_filed": "not_filed_reason = '试'",
    "done": "ended_on = now(), ended_words = '试'",
}


def force_state(row, state: str) -> None:
    """Put a row into a state it has not earned, past the database's own guard."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        filled = f", {FILLED[state]}" if state in FILLED else ""
        cursor.execute(f"UPDATE {table} SET state = %s{filled} WHERE id = %s", [state, row.pk])
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_every_verb_of_the_table_has_its_scene():
    assert set(SCENES) == set(TRANSITIONS)


@contextmanager
def undone():
    """What happens inside leaves no trace: one scene serves several questions."""
    mark = transaction.savepoint()
    yield
    transaction.savepoint_rollback(mark)


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_refused_in_words_that_help_and_works_is_logged_and_leads_where_the_table_says(story, verb):
    scene = SCENES[verb](story)
    strangers_and_wrong_roles_are_told_who_may(scene, story)
    a_wrong_state_is_refused_with_the_way_out(scene, TRANSITIONS[verb])
    if verb in GATED:
        without_two_officers_who_have_declared_it_is_refused_by_name(scene, story)
    it_works_is_logged_and_leads_only_where_the_table_says(scene, TRANSITIONS[verb])


def _found(scene, row):
    return scene.lead or (scene.act if row.object == "act" else scene.case)


def it_works_is_logged_and_leads_only_where_the_table_says(scene, row) -> None:
    found = _found(scene, row)
    before, logged = found.state, set(Event.objects.values_list("pk", flat=True))
    version = Case.objects.get(pk=scene.case.pk).version if scene.case else None
    scene.call(scene.actor)
    new = Event.objects.exclude(pk__in=logged).filter(verb=row.verb)
    assert set(new.values_list("actor_name", flat=True)) == {scene.actor.name}
    found.refresh_from_db()
    assert before in row.frm and found.state in (row.to or (before,))
    assert version is None or Case.objects.get(pk=scene.case.pk).version == version + 1


def strangers_and_wrong_roles_are_told_who_may(scene, story) -> None:
    who, before = story.cast, Event.objects.count()
    for person in (who.officer4, who.head2, scene.wrong, who.training1, who.admin1, who.auditor1):
        with pytest.raises(NotAllowed) as error:
            scene.call(person)
        assert "办理" in error.value.message
    assert Event.objects.count() == before


def a_wrong_state_is_refused_with_the_way_out(scene, row) -> None:
    found = _found(scene, row)
    wrong = sorted(set(STATES[row.object]) - row.frm)
    for state in wrong:
        with undone():
            force_state(found, state)
            with pytest.raises(WrongState) as error:
                scene.call(scene.actor)
        assert row.way_out in error.value.message or "案件" in error.value.message
    assert wrong


def without_two_officers_who_have_declared_it_is_refused_by_name(scene, story) -> None:
    row = story.case.officers.filter(until_on__isnull=True).exclude(user=scene.actor).last()
    with undone():
        type(row).objects.filter(pk=row.pk).update(recusal="not_asked")
        with pytest.raises(DomainError) as error:
            scene.call(scene.actor)
    assert f"{row.user.name}还没有声明" in error.value.message


def test_the_version_of_an_old_page_is_refused_with_what_happened_meanwhile(story):
    from cases.services import facts

    story.registered()
    opened = Case.objects.get(pk=story.case.pk).version
    facts.record_fact(actor=story.cast.officer2, act=story.act, key="harm", value="minor")
    with pytest.raises(Stale) as error:
        facts.record_fact(actor=story.cast.officer1, act=story.act, key="harm", value="none", version=opened)
    assert "田小雨" in error.value.message and "没有丢失" in error.value.message
    assert story.act.facts.get(key="harm", is_current=True).value == "minor"
