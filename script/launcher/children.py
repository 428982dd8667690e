"""The long-running processes of script/serve, each in a session of its own, so that Ctrl-C reaches only us and we stop them in order."""

import ctypes
import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .layout import ROOT, VAR

LOGS = VAR / "log"
LARGEST_LOG = 20_000_000
TOO_MANY, WITHIN_SECONDS = 5, 60.0
PR_SET_PDEATHSIG = 1


@dataclass
class CrashCount:
    """Tells a hiccup from a thing that cannot run."""

    times: deque[float] = field(default_factory=lambda: deque(maxlen=TOO_MANY))

    def add(self, now: float) -> bool:
        """True when this was one too many."""
        self.times.append(now)
        return len(self.times) == TOO_MANY and now - self.times[0] <= WITHIN_SECONDS


@dataclass
class Child:
    """One process that is kept running."""

    zh: str
    en: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    other_logs: Sequence[Path] = ()
    crashes: CrashCount = field(default_factory=CrashCount)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        for path in (self.log, *self.other_logs):
            turn_over(path)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                list(self.command),
                cwd=ROOT,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait_stopped(self, until: float) -> None:
        """Past the moment given, the whole session of the child is killed."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def log_tail(self, lines: int = 12) -> str:
        try:
            return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
        except OSError:
            return ""


def turn_over(log: Path) -> None:
    """One older log is kept; done at a start, when nobody is writing."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.rename(log.with_suffix(".log.1"))


# Loaded before any fork: a child between fork and exec should do as little as it can.
_libc = ctypes.CDLL(None, use_errno=True)


def _end_with_parent() -> None:
    """If script/serve is killed outright, the kernel ends its children too, and the port is free for the next start."""
    if hasattr(_libc, "prctl"):
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
