"""The embedded database: made once, shared by whoever uses it, and back after every kind of crash."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from launcher import account, binaries, postgres, processes
from launcher.account import Account
from launcher.leases import Lease
from launcher.postgres import Cluster
from launcher.words import Trouble

from .conftest import NAMES


def rows(cluster: Cluster) -> int:
    connection = psycopg2.connect(cluster.url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM proof")
            return cursor.fetchone()[0]
    finally:
        connection.close()


def write_rows(cluster: Cluster, count: int) -> None:
    connection = psycopg2.connect(cluster.url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS proof (n int)")
            for number in range(count):
                cursor.execute("INSERT INTO proof VALUES (%s)", [number])
    finally:
        connection.close()


def family_of(pid: int) -> list[int]:
    """The server process and its own, to be killed all at once."""
    found = [pid]
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            found.append(int(entry.name))
    return found


def test_the_socket_lies_beside_the_data_and_never_inside():
    home = Path("/srv/flexenforce/var/postgres")
    assert postgres.socket_folder(home) == home / "socket"


@pytest.mark.parametrize("folder", ["a" * 90, "统计局执法监督科" * 5])
def test_a_socket_path_too_long_for_the_kernel_moves_to_the_temporary_folder(folder):
    moved = postgres.socket_folder(Path("/srv") / folder / "var" / "postgres")
    assert len(os.fsencode(moved / postgres.SOCKET_NAME)) < postgres.LONGEST_SOCKET_PATH
    assert moved.name.startswith("flexenforce-")
    assert moved != postgres.socket_folder(Path("/srv") / folder / "other" / "postgres")


def test_a_lock_is_shared_by_users_and_taken_only_when_they_are_gone(tmp_path):
    path = tmp_path / "deep" / "users.lock"
    with Lease(path) as first, Lease(path) as second, Lease(path) as last:
        first.share()
        second.share()
        assert not last.try_take()
        first.release()
        assert not last.try_take()
        second.release()
        assert last.try_take()


def test_whoever_finds_a_lock_taken_can_read_who_has_it(tmp_path):
    with Lease(tmp_path / "serve.lock") as holder, Lease(tmp_path / "serve.lock") as other:
        assert holder.try_take()
        holder.note("http://127.0.0.1:8000 (pid 7)")
        assert not other.try_take()
        assert other.read_note() == "http://127.0.0.1:8000 (pid 7)"


def test_a_lock_of_a_killed_process_is_free_again(tmp_path):
    path = tmp_path / "users.lock"
    code = f"import fcntl,time; f=open({str(path)!r},'w'); fcntl.flock(f,2); print('has it',flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"has it\n"
        with Lease(path) as lease:
            assert not lease.try_take()
            holder.kill()
            holder.wait()
            assert lease.try_take()


def test_a_process_is_alive_under_its_own_name_only():
    assert processes.is_alive(os.getpid(), name=Path(f"/proc/{os.getpid()}/comm").read_text().strip())
    assert not processes.is_alive(os.getpid(), name="postgres")


def test_a_zombie_is_not_alive():
    with subprocess.Popen(["true"]) as child:
        until = time.monotonic() + 10
        while processes.is_alive(child.pid, name="true") and time.monotonic() < until:
            time.sleep(0.01)
        assert Path(f"/proc/{child.pid}").exists()
        assert not processes.is_alive(child.pid, name="true")


def test_the_database_never_runs_as_root(monkeypatch):
    chosen = account.database_account()
    assert chosen.uid != 0
    assert chosen.other is (os.geteuid() == 0)


def test_an_account_that_nobody_registered_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000_000)
    with pytest.raises(Trouble, match="/etc/passwd"):
        account.database_account()


def test_a_home_out_of_reach_is_answered_by_a_link_and_its_content_comes_along(tmp_path, monkeypatch):
    shelter = tmp_path / "shelter"
    monkeypatch.setattr(binaries, "SHELTER", shelter)
    monkeypatch.setattr(Account, "can_enter", lambda self, folder: False)
    home = tmp_path / "var" / "postgres"
    home.mkdir(parents=True)
    (home / "credentials.json").write_text("{}", encoding="ascii")
    stranger = Account(uid=os.getuid(), gid=os.getgid(), other=True)
    place = binaries.find_place(home, stranger)
    assert home.is_symlink()
    assert home.resolve() == place.home
    assert place.home.parent == shelter
    assert (place.home / "credentials.json").exists()
    assert (place.programs / "postgres").exists()
    assert binaries.find_place(home, stranger) == place


def test_a_folder_of_somebody_else_is_not_used_for_the_socket(cluster, monkeypatch):
    cluster.sockets.mkdir()
    cluster.sockets.chmod(0o755)
    owner = cluster.sockets.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    monkeypatch.setattr(cluster, "account", Account(uid=owner + 2, gid=0, other=False))
    with pytest.raises(Trouble, match="不属于本用户"):
        cluster._prepare_sockets()


@pytest.mark.slow
def test_two_users_share_one_server_and_the_last_one_stops_it(cluster, open_folder):
    url = cluster.borrow()
    other = Cluster(open_folder / "pg", NAMES)
    assert other.borrow() == url
    assert other.pid() == cluster.pid()
    write_rows(other, 3)
    cluster.give_back()
    assert other.pid() is not None
    assert rows(other) == 3
    other.give_back()
    assert other.pid() is None
    assert cluster.pid() is None


@pytest.mark.slow
def test_the_cluster_reads_chinese_and_listens_on_no_port(cluster):
    cluster.borrow()
    connection = psycopg2.connect(cluster.url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION pg_trgm")
            cursor.execute("SELECT cardinality(show_trgm('国家统计局'))")
            assert cursor.fetchone() == (6,)
            cursor.execute("SELECT current_setting('listen_addresses'), current_setting('fsync'), usesuper FROM pg_user "
                           "WHERE usename = current_user")  # fmt: skip
            assert cursor.fetchone() == ("", "on", False)
    finally:
        connection.close()
    assert cluster.sockets.stat().st_mode & 0o777 == 0o700
    assert cluster.data.stat().st_mode & 0o077 == 0
    assert (cluster.home / "credentials.json").stat().st_mode & 0o077 == 0
    assert "trust" not in (cluster.data / "pg_hba.conf").read_text(encoding="ascii")


@pytest.mark.slow
def test_nothing_committed_is_lost_when_every_process_is_killed(cluster, open_folder):
    cluster.borrow()
    write_rows(cluster, 200)
    for pid in family_of(cluster.pid()):
        os.kill(pid, signal.SIGKILL)
    again = Cluster(open_folder / "pg", NAMES)
    again.borrow()
    assert rows(again) == 200
    assert (again.data / "postmaster.pid").exists()
    again.stop()


@pytest.mark.slow
def test_a_number_that_now_belongs_to_another_program_does_not_stop_the_start(cluster):
    cluster.borrow()
    write_rows(cluster, 5)
    cluster.stop()
    stale = [str(os.getpid()), str(cluster.data), "1", "5432", str(cluster.sockets), "", "1 1", "ready"]
    (cluster.data / "postmaster.pid").write_text("\n".join(stale), encoding="utf-8")
    (cluster.sockets / f"{postgres.SOCKET_NAME}.lock").write_text("\n".join(stale), encoding="utf-8")
    assert cluster.pid() is None
    cluster.ensure_running()
    assert rows(cluster) == 5


@pytest.mark.slow
def test_an_initdb_that_was_cut_short_is_begun_again(cluster):
    (cluster.home / "data.unfinished" / "base").mkdir(parents=True)
    cluster.borrow()
    assert cluster.ask("SELECT 1") == "1"
    assert not (cluster.home / "data.unfinished").exists()
    assert cluster.ask("SELECT * FROM no_such_table") is None


@pytest.mark.slow
def test_data_of_another_version_are_not_opened(cluster):
    cluster.borrow()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("12\n", encoding="ascii")
    with pytest.raises(Trouble, match="PostgreSQL 12"):
        cluster.ensure_running()


@pytest.mark.slow
def test_a_server_that_cannot_start_says_where_its_log_is(cluster, monkeypatch):
    cluster.borrow()
    cluster.stop()
    monkeypatch.setattr(postgres, "RETRY_SECONDS", 0)
    (cluster.data / "postgresql.conf").write_text("no such setting\n", encoding="ascii")
    with pytest.raises(Trouble) as caught:
        cluster.ensure_running()
    assert str(cluster.log) in caught.value.zh
    assert "syntax error" in caught.value.details
