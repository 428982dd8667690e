"""Questions about processes that we may not have started ourselves."""

import os
import signal
import time
from pathlib import Path

PROC = Path("/proc")


def is_alive(pid: int, *, name: str) -> bool:
    """True for a process of that name that still runs; a zombie or a stranger that inherited the number is not it."""
    if not (PROC / "self").exists():
        return _answers(pid)
    try:
        stat = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    command, _, rest = stat.partition("(")[2].rpartition(")")
    return command == name[:15] and rest.split()[0] not in {"Z", "X"}


def working_in(directory: Path) -> list[int]:
    """Processes whose working directory this is, as every PostgreSQL process has its data directory."""
    found = []
    wanted = str(directory.resolve())
    for entry in PROC.glob("[0-9]*"):
        try:
            if os.readlink(entry / "cwd") == wanted:
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def send(pid: int, number: signal.Signals) -> bool:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


def wait_until_gone(pid: int, *, name: str, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while is_alive(pid, name=name):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
