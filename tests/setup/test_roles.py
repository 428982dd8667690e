"""Two roles in the embedded database: the application's works, and cannot touch proof; an older cluster is separated."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from disclosure import rights as outside
from launcher import roles
from launcher.layout import ROOT
from launcher.postgres import Cluster, Names
from records import rights

pytestmark = pytest.mark.slow

ONE = Names(role="flextrial", database="flextrial")
TWO = Names(role="flextrial", database="flextrial", owner="flextrial_owner")
REFUSED = [
    "UPDATE records_event SET summary = 'x'",
    "DELETE FROM records_event",
    "TRUNCATE records_event",
    "DROP TABLE records_event",
    "ALTER TABLE records_event DISABLE TRIGGER records_event_append_only",
    "DROP TRIGGER records_event_append_only ON records_event",
    "CREATE TRIGGER mine BEFORE INSERT ON records_event FOR EACH ROW EXECUTE FUNCTION flex_append_only()",
    "CREATE OR REPLACE FUNCTION flex_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
    "INSERT INTO records_streamhead (stream, stream_id, sequence, hash) VALUES ('a', 1, 1, 'x')",
    "UPDATE records_streamhead SET sequence = 1",
    "DELETE FROM records_dailyseal",
    "DELETE FROM records_storedfile",
    "UPDATE records_paperbytes SET pdf = ''",
    "TRUNCATE records_paper CASCADE",
    "UPDATE cases_assessment SET sha256 = ''",
    "DELETE FROM cases_case",
    "DELETE FROM django_migrations",
    "SET session_replication_role = replica",
    "SET ROLE flextrial_owner",
    "CREATE TABLE mine (n int)",
    "COPY records_event TO PROGRAM 'cat'",
]

PUBLIC = "flextrial_public"
OPEN_OUTSIDE = [
    "SELECT name, phone FROM accounts_user",
    "SELECT * FROM disclosure_disclosed",
    "SELECT id FROM cases_case FOR UPDATE",
    "SELECT id FROM oversight_rating",
    "SELECT public, sha256 FROM oversight_typicalcase",
    "UPDATE cases_case SET version = version + 1",
    "INSERT INTO disclosure_throttle (key, span, count) VALUES ('a', 1, 1)",
]
SHUT_OUTSIDE = [
    *REFUSED,
    "SELECT password FROM accounts_user",
    "SELECT * FROM accounts_user",
    "SELECT * FROM disclosure_publication",
    "SELECT words FROM oversight_complaint",
    "SELECT * FROM oversight_typicalcase",
    "SELECT * FROM django_session",
    "SELECT * FROM cases_evidence",
    "SELECT * FROM cases_lead",
    "SELECT * FROM cases_fact",
    "UPDATE cases_act SET subject = ''",
    "UPDATE cases_obligation SET due_on = NULL",
    "INSERT INTO cases_decision DEFAULT VALUES",
    "INSERT INTO disclosure_disclosed DEFAULT VALUES",
]


@pytest.fixture
def two(open_folder: Path) -> Iterator[Cluster]:
    made = Cluster(open_folder / "pg", TWO, durable=False)
    made.borrow()
    yield made
    made.destroy()


@pytest.fixture
def filled(two: Cluster, db: None) -> Cluster:
    """With the tables of the product, as the test database has them, and the rights that migrating gives."""
    told = connection.get_connection_params()
    known = {"host": "-h", "port": "-p", "user": "-U", "dbname": "-d"}
    words = [word for name, flag in known.items() if told.get(name) for word in (flag, str(told[name]))]
    command = [str(two.program("pg_dump")), "--schema-only", "--no-owner", "--no-privileges", *words]
    variables = {"PGPASSWORD": told.get("password", ""), "LC_ALL": "C.UTF-8"}
    tables = subprocess.run(command, env=variables, capture_output=True, text=True, check=True).stdout
    command = [str(two.program("psql")), "-Xq", "-v", "ON_ERROR_STOP=1", "-d", two.owner_url]
    subprocess.run(command, input=tables, text=True, check=True, stdout=subprocess.DEVNULL)
    with psycopg2.connect(two.owner_url) as opened, opened.cursor() as cursor:
        rights.grant(cursor, TWO.role)
    return two


def run(url: str, sql: str) -> None:
    with psycopg2.connect(url) as opened, opened.cursor() as cursor:
        cursor.execute(sql)


def said(url: str) -> list[str]:
    with psycopg2.connect(url) as opened, opened.cursor() as cursor:
        return rights.weaknesses(cursor)


def test_the_application_cannot_touch_proof_whatever_it_sends(filled: Cluster):
    for sql in REFUSED:
        with pytest.raises((psycopg2.errors.InsufficientPrivilege, psycopg2.errors.UndefinedObject)):
            run(filled.url, sql)
    event = (
        "INSERT INTO records_event (stream, stream_id, sequence, at, actor_name, verb, summary, detail, weight,"
        " object_kind, object_id, before, after, previous_hash, hash)"
        " VALUES ('a', 1, 1, now(), 'a', 'a', 'a', '', 'record', 'a', 1, '{}', '{}', '', 'h')"
    )
    run(filled.url, event)
    with psycopg2.connect(filled.url) as opened, opened.cursor() as cursor:
        cursor.execute("SELECT sequence, hash FROM records_streamhead")
        assert cursor.fetchall() == [(1, "h")]
    assert said(filled.url) == []
    assert "同时拥有数据表" in said(filled.owner_url)[0]
    run(
        filled.owner_url,
        f"GRANT DELETE ON records_event TO {TWO.role}; GRANT TRIGGER ON records_dailyseal TO {TWO.role}",
    )
    assert said(filled.url) == [
        "应用的数据库角色对records_event有DELETE权限。",
        "应用的数据库角色对records_dailyseal有TRIGGER权限。",
    ]


def test_the_role_of_the_public_door_reaches_only_what_its_pages_need(filled: Cluster):
    roles.as_keeper(filled, f"CREATE ROLE {PUBLIC} LOGIN PASSWORD 'of-the-tests'")
    with psycopg2.connect(filled.owner_url) as opened, opened.cursor() as cursor:
        outside.grant(cursor, PUBLIC)
    url = re.sub("//[^@]*@", f"//{PUBLIC}:of-the-tests@", filled.url)
    for sql in SHUT_OUTSIDE:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            run(url, sql)
    for sql in OPEN_OUTSIDE:
        run(url, sql)


def test_an_older_cluster_with_one_role_is_separated_with_its_rows(open_folder: Path):
    older = Cluster(open_folder / "pg", ONE, durable=False)
    run(older.borrow(), "CREATE TABLE proof (n int); INSERT INTO proof VALUES (7)")
    older.give_back()
    newer = Cluster(open_folder / "pg", TWO, durable=False)
    try:
        with psycopg2.connect(newer.borrow()) as opened, opened.cursor() as cursor:
            cursor.execute("SELECT n, (SELECT tableowner FROM pg_tables WHERE tablename = 'proof') FROM proof")
            assert cursor.fetchall() == [(7, "flextrial_owner")]
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            run(newer.url, "DROP TABLE proof")
        run(newer.owner_url, "DROP TABLE proof")
        newer.give_back()
        assert newer.borrow() == newer.url
    finally:
        newer.destroy()


def test_a_row_is_locked_without_the_proof_it_belongs_to():
    """Locking what a lookup joins needs the right to change it, and the application has none on proof."""
    lock = re.compile(r"select_for_update\(\)(?:\.\w+\([^)]*\))*")
    joins = re.compile(r"\b(?!\w+__(?:in|isnull|lte|gte|lt|gt|code)\b)\w+__\w+=")
    rooms = ("records", "accounts", "exemptions", "parties", "cases", "training", "oversight", "disclosure")
    paths = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    wrong = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in paths
        for found in lock.findall(path.read_text(encoding="utf-8"))
        if joins.search(found)
    ]
    assert wrong == []
