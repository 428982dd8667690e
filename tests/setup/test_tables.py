"""The tables of the tests are kept between two runs, and only as long as the migrations are the same."""

from launcher import tables


def test_a_changed_migration_or_what_it_uses_asks_for_new_tables(tmp_path):
    migration = tmp_path / "cases" / "migrations" / "0001_initial.py"
    migration.parent.mkdir(parents=True)
    migration.write_text("one", encoding="ascii")
    first = tables.digest(tmp_path)
    assert tables.digest(tmp_path) == first
    migration.write_text("two", encoding="ascii")
    second = tables.digest(tmp_path)
    (tmp_path / "requirements.txt").write_text("django", encoding="ascii")
    assert len({first, second, tables.digest(tmp_path)}) == 3


def test_kept_tables_come_back_whole_or_not_at_all(cluster, tmp_path):
    cluster.borrow()
    assert not tables.bring_back(cluster, tmp_path)
    cluster.ask("CREATE TABLE kept (word text PRIMARY KEY); INSERT INTO kept VALUES ('公示')")
    (tmp_path / "old.sql").write_text("", encoding="ascii")
    tables.keep(cluster, tmp_path)
    assert [path.stem for path in tmp_path.iterdir()] == [tables.digest()]
    cluster.ask("DROP TABLE kept")
    assert tables.bring_back(cluster, tmp_path)
    assert cluster.ask("SELECT word FROM kept") == "公示"
    broken = tmp_path / f"{tables.digest()}.sql"
    broken.write_text("CREATE TABLE half (n int); no sql", encoding="ascii")
    assert not tables.bring_back(cluster, tmp_path)
    assert cluster.ask("SELECT n FROM half") is None
    assert not broken.exists()
