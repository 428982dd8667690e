"""Which operating-system account runs the database. PostgreSQL refuses to run as root, so root lends it one of its own."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .words import Trouble

SERVICE_USER = "flexenforce"


@dataclass(frozen=True)
class Account:
    """The account of the database processes; `other` when it differs from ours, which only root can bring about."""

    uid: int
    gid: int
    other: bool

    def popen_options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"cwd": "/", "stdin": subprocess.DEVNULL}
        if self.other:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options

    def own(self, path: Path) -> None:
        """Gives one directory to the account; parents are never touched."""
        if self.other:
            os.chown(path, self.uid, self.gid)

    def can_run(self, program: Path) -> bool:
        try:
            done = subprocess.run(
                [program, "--version"], capture_output=True, timeout=30, env={}, **self.popen_options()
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    def can_enter(self, directory: Path) -> bool:
        test = shutil.which("test") or "/usr/bin/test"
        done = subprocess.run([test, "-x", str(directory)], capture_output=True, env={}, **self.popen_options())
        return done.returncode == 0


def database_account() -> Account:
    """Ourselves, or, for root, the system account made for the database.

    PostgreSQL looks its own account up by number, so an account without an entry in /etc/passwd cannot run it.
    """
    uid = os.geteuid()
    if uid != 0:
        try:
            pwd.getpwuid(uid)
        except KeyError:
            raise Trouble(
                f"当前用户编号 {uid} 在 /etc/passwd 中没有登记，数据库无法启动。请换用正常建立的用户，或者用 DATABASE_URL 指定数据库。",
                f"User id {uid} has no entry in /etc/passwd, so the database cannot start. "
                "Use an ordinary account, or name a database server in DATABASE_URL.",
            ) from None
        return Account(uid=uid, gid=os.getegid(), other=False)
    entry = _entry(SERVICE_USER) or _create() or _entry("nobody")
    if entry is None:
        raise Trouble(
            f"数据库不能以 root 身份运行，系统用户 {SERVICE_USER} 又无法建立。请执行：useradd --system {SERVICE_USER}",
            f"The database cannot run as root and the system user {SERVICE_USER} could not be made. "
            f"Please run: useradd --system {SERVICE_USER}",
        )
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, other=True)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd | None:
    program = shutil.which("useradd") or "/usr/sbin/useradd"
    options = ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    try:
        subprocess.run([program, *options, SERVICE_USER], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return _entry(SERVICE_USER)
