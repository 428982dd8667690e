"""One PostgreSQL cluster from the wheel: made once, started, watched, stopped. No network port, a socket only we can open."""

import hashlib
import json
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from . import processes, roles
from .account import Account, database_account
from .binaries import Place, find_place
from .layout import socket_url
from .leases import Lease
from .words import Trouble, say

# Builtin C.UTF-8: with a plain C locale pg_trgm sees no Chinese at all, and says nothing about it.
INITDB_FLAGS = (
    "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=C.UTF-8",
    "-U", "postgres", "--auth-local=peer", "--auth-host=reject",
)  # fmt: skip
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100
RETRY_SECONDS = 12
START_SECONDS = 60
RECOVERY_SECONDS = 1800
LARGEST_LOG = 5_000_000


@dataclass(frozen=True)
class Names:
    """Role and database of the application inside a cluster; `owner` owns the tables and migrates, or the role itself."""

    role: str = "flexenforce"
    database: str = "flexenforce"
    may_create_databases: bool = False
    owner: str = ""


PRODUCT = Names(owner="flexenforce_owner")


def socket_folder(home: Path) -> Path:
    """Beside the data (never inside: pg_basebackup would copy it), or in /tmp when the path is too long for the kernel."""
    wanted = home / "socket"
    if len(os.fsencode(wanted / SOCKET_NAME)) < LONGEST_SOCKET_PATH:
        return wanted
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"flexenforce-{digest}"


class Cluster:
    """A cluster under one home folder.

    Everybody who uses it holds a share of `users.lock`; whoever leaves last stops the server, whoever comes first starts it.
    `start()` and `stop()` are for the one process that keeps the server running; the others call `borrow()` and `give_back()`.
    """

    def __init__(self, home: Path, names: Names | None = None, *, durable: bool = True) -> None:
        self.names = names or PRODUCT
        self.durable = durable
        self.account: Account = database_account()
        self.wanted_home = home
        self.place: Place = find_place(home, self.account)
        self.home = self.place.home.resolve()
        self.data = self.home / "data"
        self.sockets = socket_folder(self.home)
        self.log = self.home / "postgres.log"
        self._users = Lease(self.home / "users.lock")
        self._child: subprocess.Popen[bytes] | None = None
        self.more_settings: dict[str, str] = {}

    @property
    def url(self) -> str:
        return socket_url(
            user=self.names.role, password=self._password(), directory=self.sockets, database=self.names.database
        )

    @property
    def owner_url(self) -> str:
        """The same database as the role that owns its tables; empty where the application's own role does."""
        if not self.names.owner:
            return ""
        password = self.credentials().get("owner_password", "")
        owner = {"user": self.names.owner, "password": password}
        return socket_url(**owner, directory=self.sockets, database=self.names.database) if password else ""

    def program(self, name: str) -> Path:
        return self.place.programs / name

    # --- using it -------------------------------------------------------------------------------------------------

    def borrow(self) -> str:
        """Finds the running server or starts it; returns its URL. Pair with give_back()."""
        self._users.share()
        self.ensure_running()
        return self.url

    def ensure_running(self) -> None:
        with Lease(self.home / "start.lock") as turn:
            turn.take()
            if self.pid() is None:
                self.start()
                roles.separate(self)

    def give_back(self) -> None:
        """Stops the server if nobody else uses it."""
        if self._users.try_take():
            self.stop()
        self._users.release()

    def ask(self, sql: str) -> str | None:
        """One answer of the application's database by psql; None where the question fails."""
        command = [
            self.program("psql"),
            "-XAtq",
            "-h",
            self.sockets,
            "-U",
            self.names.role,
            "-c",
            sql,
            self.names.database,
        ]
        variables = _clean_environment() | {"PGPASSWORD": self._password()}
        done = subprocess.run([str(part) for part in command], env=variables, capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else None

    def pid(self) -> int | None:
        """Number of the running server process, whoever started it."""
        if self._child is not None and self._child.poll() is None:
            return self._child.pid
        lines = self._pid_file()
        if lines and lines[0].isdigit() and processes.is_alive(int(lines[0]), name="postgres"):
            return int(lines[0])
        return None

    # --- making it ------------------------------------------------------------------------------------------------

    def ensure_made(self) -> None:
        """initdb with our role and database, in a folder that gets its name only when it is complete."""
        if self.data.exists():
            self._check_version()
            self._own_data()
            return
        say("新建数据库", "making the database")
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self.account.own(unfinished)
        self._run([self.program("initdb"), "-D", unfinished, *INITDB_FLAGS], "initdb")
        (unfinished / "pg_hba.conf").write_text(_hba(), encoding="ascii")
        (unfinished / "pg_ident.conf").write_text(_ident(self.account), encoding="utf-8")
        self._run(
            [self.program("postgres"), "--single", "-D", unfinished, "postgres"], "postgres --single", self._first_sql()
        )
        unfinished.rename(self.data)

    def _first_sql(self) -> str:
        password, owner = secrets.token_urlsafe(24), self.names.owner
        self.keep_credentials({"password": password})
        createdb = "CREATEDB" if self.names.may_create_databases else "NOCREATEDB"
        said = f"CREATE ROLE {self.names.role} LOGIN {createdb} PASSWORD '{password}'\n"
        if owner:
            said += f"CREATE ROLE {owner} NOLOGIN\n"
        return said + f"CREATE DATABASE {self.names.database} OWNER {owner or self.names.role} TEMPLATE template0\n"

    def keep_credentials(self, said: dict[str, str]) -> None:
        """Whole or not at all; nobody else on the machine may read it."""
        path = self.home / "credentials.json"
        unfinished = path.with_name(".credentials.json")
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        unfinished.write_text(json.dumps(said), encoding="ascii")
        unfinished.rename(path)

    def _password(self) -> str:
        return self.credentials()["password"]

    def credentials(self) -> dict[str, str]:
        try:
            said = json.loads((self.home / "credentials.json").read_text(encoding="ascii"))
            return {"password": said["password"]} | said
        except (OSError, ValueError, KeyError) as error:
            raise Trouble(
                f"读不到数据库口令文件 {self.home / 'credentials.json'}：请用建立它的用户运行。",
                f"Cannot read the database password in {self.home / 'credentials.json'}: run as the user who made it.",
            ) from error

    def _check_version(self) -> None:
        have = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        printed = subprocess.run(
            [self.program("postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
        offered = printed.split()[-1].split(".")[0]
        if have != offered:
            raise Trouble(
                f"数据由 PostgreSQL {have} 建立，现装的是 {offered}，不能直接打开。请先用旧版本备份，再用新版本恢复。",
                f"The data were made by PostgreSQL {have}, installed is {offered}: back up with the old one, restore with the new.",
            )

    def _own_data(self) -> None:
        """A copied or unpacked folder may belong to somebody else; only root can and may put that right."""
        if self.data.stat().st_uid == self.account.uid:
            return
        if not self.account.other:
            raise Trouble(
                f"数据目录 {self.data} 属于另一个用户。请用那个用户运行，或者执行：chown -R $(id -u) {self.home}",
                f"{self.data} belongs to another user: run as that user, or chown -R $(id -u) {self.home}",
            )
        for folder, _, files in os.walk(self.data):
            for path in (Path(folder), *(Path(folder) / name for name in files)):
                os.chown(path, self.account.uid, self.account.gid, follow_symlinks=False)

    # --- running it -----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts the server and waits until it takes connections.

        Right after a crash the old processes may still hold the shared memory, so a refusal is tried again for a while.
        """
        self.ensure_made()
        self._prepare_sockets()
        until = time.monotonic() + RETRY_SECONDS
        while True:
            self._clear_stale_pid_file()
            self._launch()
            if self._wait_ready():
                return
            if time.monotonic() > until:
                raise Trouble(
                    f"数据库没有启动成功，数据仍在 {self.data}。日志：{self.log}",
                    f"The database did not start; the data are still in {self.data}. Log: {self.log}",
                    details=self.log_tail(),
                )
            time.sleep(0.5)

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back, everything committed is on disk."""
        pid = self.pid()
        if pid is None:
            return
        processes.send(pid, signal.SIGINT)
        if not self._wait_ended(pid, 60):
            processes.send(pid, signal.SIGQUIT)
            self._wait_ended(pid, 30)

    def destroy(self) -> None:
        """For a throw-away cluster: stops the server and removes everything, what a link leads to included."""
        self.stop()
        self._users.release()
        shutil.rmtree(self.home, ignore_errors=True)
        if self.sockets.parent != self.home:
            shutil.rmtree(self.sockets, ignore_errors=True)
        if self.wanted_home.is_symlink():
            self.wanted_home.unlink()

    def log_tail(self, lines: int = 12) -> str:
        try:
            return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
        except OSError:
            return ""

    def _launch(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.rename(self.log.with_suffix(".log.1"))
        command = [str(self.program("postgres")), "-D", str(self.data)]
        for name, value in self._settings().items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=_clean_environment(),
                **self.account.popen_options(),
            )

    def _settings(self) -> dict[str, str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.sockets}"',
            "unix_socket_permissions": "0700",
            "log_min_messages": "warning",
            "log_line_prefix": "%m [%p] ",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return settings | self.more_settings

    def _wait_ready(self) -> bool:
        """False when the server ended instead. Crash recovery of a large database is given its time."""
        child = self._child
        assert child is not None
        began = time.monotonic()
        told = False
        while child.poll() is None:
            lines = self._pid_file()
            if lines[:1] == [str(child.pid)] and len(lines) > 7 and lines[7].strip() == "ready":
                return True
            waited = time.monotonic() - began
            if waited > START_SECONDS and not told:
                say("数据库正在恢复数据，请稍候", "the database is recovering, please wait")
                told = True
            if waited > RECOVERY_SECONDS:
                child.kill()
            time.sleep(0.02)
        self._child = None
        return False

    def _wait_ended(self, pid: int, seconds: float) -> bool:
        if self._child is not None and self._child.pid == pid:
            try:
                self._child.wait(seconds)
            except subprocess.TimeoutExpired:
                return False
            self._child = None
            return True
        return processes.wait_until_gone(pid, name="postgres", seconds=seconds)

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []

    def _clear_stale_pid_file(self) -> None:
        """PostgreSQL clears its own, but not when the number now belongs to a zombie or to another program of ours."""
        if self._pid_file() and self.pid() is None and not processes.working_in(self.data):
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            (self.sockets / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)

    def _prepare_sockets(self) -> None:
        self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = self.sockets.lstat()
        if self.sockets.is_symlink() or state.st_uid not in {os.geteuid(), self.account.uid}:
            raise Trouble(
                f"目录 {self.sockets} 不属于本用户，为安全起见没有使用。请删除它后再启动。",
                f"{self.sockets} belongs to somebody else and was not used: remove it and start again.",
            )
        self.sockets.chmod(0o700)
        self.account.own(self.sockets)

    def _run(self, command: list[Path | str], name: str, text: str = "") -> None:
        options = self.account.popen_options()
        options.pop("stdin")
        done = subprocess.run(
            [str(part) for part in command],
            input=text,
            capture_output=True,
            text=True,
            env=_clean_environment(),
            **options,
        )
        if done.returncode != 0 or "ERROR:" in done.stderr:
            raise Trouble(f"{name} 没有成功。", f"{name} failed.", details=(done.stdout + done.stderr)[-2000:])


def _clean_environment() -> dict[str, str]:
    """Nothing of ours reaches the server: PG* variables would change it, and LC_ALL must be C.UTF-8 whatever the shell has."""
    kept = {name: os.environ[name] for name in ("TZ", "TMPDIR") if name in os.environ}
    return {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"} | kept


def _hba() -> str:
    return "\n".join([
        "# Unix socket only, in a folder that only this account can enter.",
        "local all         postgres peer map=keeper",
        "local replication postgres peer map=keeper",
        "local all         all      scram-sha-256",
        "",
    ])  # fmt: skip


def _ident(account: Account) -> str:
    keepers = {pwd.getpwuid(account.uid).pw_name, "root"}
    return "".join(f'keeper "{name}" postgres\n' for name in sorted(keepers))
