"""The event log: one chain per file, append-only, and a broken link is named."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from records.audit import first_broken_link
from records.models import Event
from records.services import append_event

pytestmark = pytest.mark.django_db


def say(actor, words, stream=("cases.case", 7), **more):
    return append_event(actor=actor, verb="test.say", subject=actor, stream=stream, summary=words, **more)


def test_events_of_a_file_are_numbered_and_chained(cast):
    first, second = say(cast.officer1, "立案"), say(cast.officer2, "责令改正", after={"deadline": "2026-06-12"})
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.previous_hash == "" and second.previous_hash == first.hash
    assert first_broken_link("cases.case", 7) is None


def test_another_file_has_a_chain_of_its_own(cast):
    say(cast.officer1, "立案")
    other = say(cast.officer1, "立案", stream=("cases.case", 8))
    assert other.sequence == 1 and other.previous_hash == ""


def test_the_name_stands_as_it_was_when_the_person_is_renamed_later(cast):
    event = say(cast.officer1, "立案")
    cast.officer1.name = "冉明"
    cast.officer1.save()
    assert Event.objects.get(pk=event.pk).actor_name == "冉启明"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE records_event SET summary = '改过'",
        "DELETE FROM records_event",
        "TRUNCATE records_event",
    ],
)
def test_the_database_refuses_to_change_the_log(cast, sql):
    say(cast.officer1, "立案")
    refused = pytest.raises((IntegrityError, InternalError), match="只能增加")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)
    assert Event.objects.count() == 1


def test_a_row_changed_behind_the_trigger_is_named(cast):
    say(cast.officer1, "立案")
    second = say(cast.officer1, "责令改正")
    say(cast.officer1, "复查")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE records_event DISABLE TRIGGER records_event_append_only")
        cursor.execute("UPDATE records_event SET summary = '没有责令' WHERE id = %s", [second.pk])
        cursor.execute("ALTER TABLE records_event ENABLE TRIGGER records_event_append_only")
    assert first_broken_link("cases.case", 7) == second


def test_a_row_taken_out_of_the_middle_is_noticed(cast):
    say(cast.officer1, "立案")
    second, third = say(cast.officer1, "责令改正"), say(cast.officer1, "复查")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE records_event DISABLE TRIGGER records_event_append_only")
        cursor.execute("DELETE FROM records_event WHERE id = %s", [second.pk])
        cursor.execute("ALTER TABLE records_event ENABLE TRIGGER records_event_append_only")
    assert first_broken_link("cases.case", 7) == third


def test_what_the_party_does_is_signed_as_the_party(cast):
    assert say_as_party(cast).actor_name == "当事人"


def say_as_party(cast):
    return append_event(
        actor=None,
        verb="offer.answer",
        subject=cast.officer1,
        stream=("cases.case", 7),
        summary="接受警示",
        weight="party",
    )
