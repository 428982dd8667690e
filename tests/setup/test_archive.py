"""The embedded database is brought back to a minute before a mistake, from a base backup and its archived log."""

import shutil
from pathlib import Path

import psycopg2
import pytest

from launcher import archive
from launcher.postgres import Cluster, Names
from launcher.words import Trouble

pytestmark = pytest.mark.slow
TWO = Names(role="flextrial", database="flextrial", owner="flextrial_owner")


def answer(url, sql):
    with psycopg2.connect(url) as opened, opened.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_back_to_the_moment_before_a_mistake(open_folder: Path, monkeypatch):
    monkeypatch.setenv(archive.ARCHIVE, str(open_folder / "it's 100% log"))
    office = Cluster(open_folder / "pg", TWO, durable=False)
    log = archive.folder(office.account)
    office.more_settings = archive.settings(log)
    try:
        office.borrow()
        answer(office.owner_url, "CREATE TABLE proof (n int); INSERT INTO proof VALUES (1); SELECT 1")
        archive.base_backup(office, open_folder / "base")
        answer(office.owner_url, "INSERT INTO proof VALUES (2); SELECT 1")
        moment = answer(office.owner_url, "SELECT clock_timestamp()::text")
        answer(office.owner_url, "DELETE FROM proof RETURNING n")
        with pytest.raises(Trouble, match="不是空的"):
            archive.base_backup(office, open_folder / "base")
        office.give_back()
        with pytest.raises(Trouble, match="已有数据"):
            archive.recover(office, base=open_folder / "base", log=log, until=moment)
        shutil.rmtree(office.data)
        (office.home / "credentials.json").unlink()
        for wrong in ("上周", "2026-06-07 15:30"):
            with pytest.raises(Trouble, match="不是带时区的时间"):
                archive.recover(office, base=open_folder / "base", log=log, until=wrong)
        archive.recover(office, base=open_folder / "base", log=log, until=moment)
        assert answer(office.borrow(), "SELECT pg_is_in_recovery()") is False
        assert answer(office.owner_url, "SELECT string_agg(n::text, ',' ORDER BY n) FROM proof") == "1,2"
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            answer(office.url, "DROP TABLE proof")
    finally:
        office.destroy()


def test_nobody_who_asked_for_no_archive_gets_one(open_folder: Path, monkeypatch):
    monkeypatch.delenv(archive.ARCHIVE, raising=False)
    assert archive.folder(Cluster(open_folder / "pg", TWO).account) is None
    with pytest.raises(Trouble, match="用法"):
        archive.main("recover", ["only one"])
