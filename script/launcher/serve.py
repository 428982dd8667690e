"""script/serve: from a fresh clone to a running site, and the same again in a few seconds."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from . import archive, environment, prepare, setup, supervise
from .layout import OWNER_URL, ROOT, VAR, VENV_PYTHON, Wishes
from .leases import Lease
from .postgres import Cluster
from .words import Trouble, say

PATIENCE = 10.0
CLUSTER_HOME = VAR / "postgres"
APPLIED = "SELECT md5(string_agg(app || name || applied, ',' ORDER BY id)) FROM django_migrations"


def main(arguments: list[str]) -> int:
    if arguments:
        raise Trouble(
            "用法：script/serve（端口用 PORT，空单位用 DEMO=0，外部数据库用 DATABASE_URL）",
            "Usage: script/serve (PORT chooses the port, DEMO=0 an empty bureau, DATABASE_URL a database server)",
        )
    # A stop that comes during the set-up is handled like Ctrl-C: what was begun is put away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    wishes = Wishes.read(os.environ)
    setup.check_python()
    setup.check_owner()
    with Lease(VAR / "run" / "serve.lock") as only_one:
        if not only_one.try_take():
            raise Trouble(
                f"这个程序已经在运行：{only_one.read_note()}", f"This copy is already running: {only_one.read_note()}"
            )
        was_killed = only_one.read_note() != ""
        supervise.check_port(wishes.port, patience=PATIENCE if was_killed else 0)
        only_one.note(f"{wishes.address} (pid {os.getpid()})")
        try:
            setup.prepare(with_tests=False)
            _run(wishes)
        finally:
            only_one.note("")
    say("已停止", "stopped")
    return 0


def _run(wishes: Wishes) -> None:
    with database(wishes) as (url, cluster):
        added = environment.for_django(url)
        _prepare(added, cluster)
        variables = supervise.children_environment(added)
        children = [supervise.web(wishes, variables), supervise.worker(variables), supervise.worker(variables, 2)]
        keeper = supervise.Keeper(children, cluster, wishes.address)
        keeper.listen()
        keeper.run()


@contextmanager
def database(wishes: Wishes) -> Iterator[tuple[str, Cluster | None]]:
    """The server of DATABASE_URL, or our own for as long as the block lasts."""
    if wishes.database_url:
        yield wishes.database_url, None
        return
    cluster = Cluster(CLUSTER_HOME)
    if log := archive.folder(cluster.account):
        cluster.more_settings = archive.settings(log)
    try:
        yield cluster.borrow(), cluster
    finally:
        cluster.give_back()


def _prepare(added: dict[str, str], cluster: Cluster | None) -> None:
    """Tables and data, unless code, data and database are as they were after the last time."""
    if cluster is None:
        _run_prepare(added, [])
        return
    added = added | {OWNER_URL: cluster.owner_url}
    done_before = cluster.home / "prepared.stamp"
    if done_before.exists() and done_before.read_text(encoding="ascii") == _state(cluster):
        return
    _run_prepare(added, [str(cluster.home / "data.stamp")])
    done_before.write_text(_state(cluster), encoding="ascii")


def _run_prepare(added: dict[str, str], stamp: list[str]) -> None:
    command = [str(VENV_PYTHON), str(ROOT / "script" / "main.py"), "prepare", *stamp]
    done = subprocess.run(command, env=dict(os.environ) | added, cwd=ROOT, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise Trouble(
            "启动前的准备没有完成，原因见上。", "The preparation before the start failed; the reason stands above."
        )


def _state(cluster: Cluster) -> str:
    """Asked of the database too: a backup restored in between may bring older tables."""
    return f"{prepare.code_digest(os.environ)} {cluster.ask(APPLIED) or 'none'}"
