"""Back to any minute: the embedded database archives its log, and a base backup with that log is brought back up to a time."""

import os
import secrets
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from . import roles
from .account import Account
from .layout import VAR
from .postgres import Cluster
from .words import Trouble, say

ARCHIVE = "WAL_ARCHIVE"
USAGE = Trouble(
    "用法：script/with-python base-backup 文件夹；script/with-python recover 基础备份 日志归档 '2026-06-07 15:30:00+08:00'",
    "Usage: script/with-python base-backup FOLDER; script/with-python recover BASE WAL '2026-06-07 15:30:00+08:00'",
)


def main(command: str, arguments: list[str]) -> None:
    """On the database of this copy: a base backup beside the running site, or a recovery where there are no data yet."""
    cluster = Cluster(VAR / "postgres")
    if command == "base-backup" and len(arguments) == 1:
        cluster.borrow()
        try:
            base_backup(cluster, Path(arguments[0]).absolute())
        finally:
            cluster.give_back()
    elif command == "recover" and len(arguments) == 3:
        base, log = (Path(word).absolute() for word in arguments[:2])
        recover(cluster, base=base, log=log, until=arguments[2])
    else:
        raise USAGE


def folder(account: Account) -> Path | None:
    """Where the log goes, made if need be; None where nobody asked for an archive."""
    wanted = os.environ.get(ARCHIVE, "").strip()
    if not wanted:
        return None
    path = Path(wanted).absolute()
    if not path.exists():
        path.mkdir(parents=True, mode=0o700)
        account.own(path)
    return path


def settings(path: Path) -> dict[str, str]:
    """A segment is copied under another name first, so that a broken copy is never taken for a whole one."""
    quoted = _quoted(path)
    return {
        "archive_mode": "on",
        "archive_timeout": "60s",
        "archive_command": f"test ! -f {quoted}/%f && cp %p {quoted}/.%f && mv {quoted}/.%f {quoted}/%f",
    }


def base_backup(cluster: Cluster, target: Path) -> None:
    """While people work. The folder must be new; it belongs to the database's account."""
    if target.exists() and any(target.iterdir()):
        raise Trouble(f"{target} 不是空的，请另选一个文件夹。", f"{target} is not empty: choose another folder.")
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    cluster.account.own(target)
    words = ["-D", target, "-h", cluster.sockets, "-U", roles.KEEPER, "--checkpoint=fast", "--wal-method=stream"]
    _run(cluster, "pg_basebackup", *words)
    say(f"基础备份在 {target}", f"the base backup lies in {target}")


def recover(cluster: Cluster, *, base: Path, log: Path, until: str) -> None:
    """Into a home that has no data yet. The passwords of the two roles are made anew: the old ones lay elsewhere."""
    if cluster.data.exists():
        raise Trouble(
            f"{cluster.data} 里已有数据，没有恢复。请换一个安装目录，或者先把它移走。",
            f"There are data in {cluster.data} already: use another copy, or move them away first.",
        )
    _check_time(until)
    unfinished = cluster.home / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(base, unfinished)
    (unfinished / "recovery.signal").touch()
    for path in (unfinished, *unfinished.rglob("*")):
        cluster.account.own(path)
    unfinished.rename(cluster.data)
    cluster.more_settings = {
        "restore_command": f"cp {_quoted(log)}/%f %p",
        "recovery_target_time": until,
        "recovery_target_action": "promote",
    }
    try:
        cluster.start()
        _wait_until_writable(cluster)
        _new_passwords(cluster)
    except Trouble:
        cluster.stop()
        cluster.data.rename(cluster.home / "data.not_recovered")
        raise
    finally:
        cluster.more_settings = {}
    cluster.stop()
    say(f"已恢复到 {until}", f"recovered up to {until}")


def _check_time(until: str) -> None:
    """With its zone: the server's own is not the bureau's."""
    try:
        has_zone = datetime.fromisoformat(until).tzinfo is not None
    except ValueError:
        has_zone = False
    if not has_zone:
        raise Trouble(
            f"“{until}”不是带时区的时间，请写成 2026-06-07 15:30:00+08:00。",
            f"{until!r} is no time with its zone: write 2026-06-07 15:30:00+08:00.",
        )


def _wait_until_writable(cluster: Cluster) -> None:
    """The server takes questions before it has read all of the log."""
    _run(
        cluster, "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", cluster.sockets, "-U", roles.KEEPER, "-c",
        "DO $$ BEGIN WHILE pg_is_in_recovery() LOOP PERFORM pg_sleep(0.1); END LOOP; END $$", cluster.names.database,
    )  # fmt: skip


def _new_passwords(cluster: Cluster) -> None:
    password = secrets.token_urlsafe(24)
    cluster.keep_credentials({"password": password})
    roles.as_keeper(cluster, f"ALTER ROLE {cluster.names.role} PASSWORD '{password}'")
    roles.separate(cluster)


def _run(cluster: Cluster, program: str, *arguments: Path | str) -> None:
    options = cluster.account.popen_options()
    command = [str(part) for part in (cluster.program(program), *arguments)]
    variables = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, env=variables, **options)
    if done.returncode != 0:
        raise Trouble(f"{program} 没有成功。", f"{program} failed.", details=done.stderr[-2000:])


def _quoted(path: Path) -> str:
    """For the shell that PostgreSQL starts; a percent sign is PostgreSQL's own."""
    return "'" + str(path.absolute()).replace("'", "'\\''").replace("%", "%%") + "'"
