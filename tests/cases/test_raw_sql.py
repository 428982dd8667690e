"""Somebody with a database console and no services: the database itself says no, in Chinese and by name."""

import json

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cases.models import Decision
from records.constraints import explained
from tests.cases.story import today

pytestmark = pytest.mark.django_db


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values) -> str:
    """What the database says to one statement, the deferred triggers included."""
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        sql(statement, *values)
        sql("SET CONSTRAINTS ALL IMMEDIATE")
    said = explained(error.value)
    assert said, error.value
    return said


def decision(story, **changed) -> tuple:
    """INSERT of a decision that follows the signed opinion, with single fields changed."""
    opinion, who = story.act.opinion, story.cast
    row = {
        "act_id": story.act.pk,
        "assessment_id": opinion.assessment_id,
        "opinion_id": opinion.pk,
        "outcome": opinion.outcome,
        "measure": opinion.measure,
        "reasons": "理由",
        "basis": json.dumps(["行政处罚法33条1款前段"]),
        "penalties": "[]",
        "band_reason": "",
        "decided_on": today(),
        "decided_at": f"{today()} 09:00+08",
        "decided_by_id": who.leader1.pk,
        "author_id": opinion.submitted_by_id,
    } | changed
    marks = ", ".join(["%s"] * len(row))
    return (f"INSERT INTO cases_decision ({', '.join(row)}) VALUES ({marks})", *row.values())


def penalty(story, fine: int = 10000) -> tuple:
    procedure = story.act.penalty_procedure
    said = json.dumps(["警告", f"罚款{fine}元"])
    return decision(story, procedure_id=procedure.pk, fine=fine, fine_least=0, fine_most=100000, penalties=said)


@pytest.fixture
def ready(story):
    """A soft decision could be made: opinion signed, offer answered."""
    story.minor_untrue_corrected()
    story.assessed()
    return story.answered()


def test_what_the_services_would_write_passes(ready):
    sql(*decision(ready))
    assert Decision.objects.count() == 1


def test_no_penalty_without_notice_nor_before_the_party_was_heard(story):
    story.in_procedure()
    assert "没有送达事先告知书" in refused(*penalty(story))
    story.notified()
    assert "没有送达事先告知书" in refused(*penalty(story))


def test_no_penalty_before_the_party_was_heard_nor_heavier_than_told(story):
    story.in_procedure().told(10000)
    assert "没有听取陈述申辩" in refused(*penalty(story))
    story.spoke()
    assert "不能重于事先告知" in refused(*penalty(story, 20000))
    sql(*penalty(story))
    assert Decision.objects.get().fine == 10000


def test_no_penalty_without_legal_review_where_it_is_required(story):
    story.in_procedure().told(10000, review_ground="法律关系复杂")
    story.spoke()
    assert "没有经法制审核通过" in refused(*penalty(story))
    story.reviewed(approve=False)
    assert "没有经法制审核通过" in refused(*penalty(story))
    story.reviewed()
    sql(*penalty(story))
    assert Decision.objects.count() == 1


def test_no_decision_with_one_officer_by_whoever_writes(ready):
    who = ready.cast.officer2
    sql("UPDATE cases_caseofficer SET until_on = %s WHERE user_id = %s", today(), who.pk)
    assert "两名有执法资格" in refused(*decision(ready))


@pytest.mark.parametrize("found", ["CRIMINAL_TRANSFER", "JURISDICTION_TRANSFER", "REFER_OFFICIAL", "PENALTY_SERIOUS"])
def test_no_soft_decision_past_a_hard_stop_not_even_on_an_older_recommendation(ready, found):
    rest = _columns("cases_assessment") - {"id", "outcome"}
    assert rest >= {"act_id", "sheet", "answer"}
    names = ", ".join(sorted(rest))
    sql(f"INSERT INTO cases_assessment (outcome, {names}) SELECT %s, {names} FROM cases_assessment LIMIT 1", found)
    assert "应当处罚或者移送" in refused(*decision(ready))


def _columns(table: str) -> set[str]:
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, table)}


def test_no_measure_in_place_of_a_penalty(story):
    story.in_procedure()
    row = {
        "party_id": story.case.party_id,
        "section_id": story.case.section_id,
        "act_id": story.act.pk,
        "case_id": story.case.pk,
        "begun_by_id": story.cast.officer1.pk,
        "begun_at": f"{today()} 09:00+08",
        "kind": "reminder",
        "trigger": "slight",
        "state": "open",
        "filing_met": False,
    } | dict.fromkeys(
        (
            "violation", "subject", "grounds", "content", "means", "recipient", "given_words", "choice",
            "choice_words", "followed_words", "ended_words",
        ),
        "",
    )  # fmt: skip
    marks = ", ".join(["%s"] * len(row))
    insert = f"INSERT INTO cases_softmeasure ({', '.join(row)}) VALUES ({marks})"
    assert "不能以柔性措施代替" in refused(insert, *row.values())


def test_no_closing_while_something_that_bars_it_is_owed(ready):
    ready.decided()
    close = "UPDATE cases_case SET state = 'closed', closed_on = %s, closing_words = '办结' WHERE id = %s"
    assert "还有没办的事" in refused(close, today(), ready.case.pk)
    for way in (
        "UPDATE cases_obligation SET bars_closing = false WHERE case_id = %s",
        "DELETE FROM cases_obligation WHERE case_id = %s",
    ):
        assert "不能" in refused(way, ready.case.pk)
    ready.decision_papers_served().educated()
    sql(close, today(), ready.case.pk)
    assert "已经办结" in refused("UPDATE cases_case SET state = 'investigating' WHERE id = %s", ready.case.pk)


# What people may take back or work over: drafts, links, terms, and lists that are not yet anybody's case.
LOOSE = {
    "cases_calendarlink",
    "cases_factdraft",
    "cases_informant_readers",
    "cases_intakebatch",
    "cases_intakerow",
    "cases_register",
    "cases_reportingterm",
    "cases_surveyform",
}


def _guarded(event: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND tgtype & %s > 0",
            [{"DELETE": 8, "UPDATE": 16}[event]],
        )
        return {name for (name,) in cursor.fetchall()}


def test_every_other_table_of_the_room_refuses_deletion():
    tables = {name for name in connection.introspection.table_names() if name.startswith("cases_")}
    assert tables - _guarded("DELETE") == LOOSE
    assert {"records_event", "records_paper", "records_paperbytes", "records_storedfile"} <= _guarded("DELETE")


def test_what_was_recorded_is_neither_changed_nor_deleted(ready):
    ready.decided()
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(_guarded("DELETE") & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    filled = [table for table, count in found.items() if count]
    assert {"records_event", "cases_case", "cases_decision", "cases_service", "cases_caseofficer"} <= set(filled)
    for table in filled:
        assert "不能" in refused(f"DELETE FROM {table}")
    for table in ("records_event", "records_paperbytes", "records_storedfile", "cases_decision", "cases_assessment"):
        if found[table]:
            assert "只能增加" in refused(f"UPDATE {table} SET id = id")
    assert "不能修改" in refused("UPDATE cases_caseofficer SET user_id = %s", ready.cast.officer3.pk)
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    assert "只能增加" in refused("TRUNCATE records_event")
