"""Runs the programs of the set-up quietly: their words go to var/log/setup.log, and to the terminal only when they fail."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from .layout import VAR
from .words import Trouble

SETUP_LOG = VAR / "log" / "setup.log"
NETWORK_WORDS = (
    "temporary failure", "could not resolve", "name or service not known", "network is unreachable", "connection refused",
    "connection timed out", "failed to connect", "could not connect", "dns error", "getaddrinfo", "enotfound", "eai_again", "econnrefused",
    "etimedout", "failed to fetch", "error sending request", "max retries exceeded", "no matching distribution",
    "connecterror", "client error (connect)", "proxyerror", "tunnel error", "unable to connect",
)  # fmt: skip


class Failed(Exception):
    """A program of the set-up ended with an error; `output` holds what it said."""

    def __init__(self, program: str, output: str) -> None:
        super().__init__(f"{program}: {output[-300:]}")
        self.program = program
        self.output = output

    @property
    def is_network(self) -> bool:
        said = self.output.lower()
        return any(word in said for word in NETWORK_WORDS)

    def trouble(self) -> Trouble:
        """The same as a sentence for people."""
        tail = "\n".join(line[:200] for line in self.output.strip().splitlines()[-5:])
        if self.is_network:
            return Trouble(
                f"首次启动需要联网下载，但 {self.program} 连不上软件源。请接通网络（或配置好代理、镜像）后再启动；"
                "已经下载的部分不会重来。",
                f"The first start downloads software, but {self.program} cannot reach its package source. Connect to the network "
                f"(or set a proxy or mirror) and start again; finished parts are kept. Details: {SETUP_LOG}",
                details=tail,
            )
        return Trouble(
            f"{self.program} 没有成功，详情见 {SETUP_LOG}。",
            f"{self.program} failed; details are in {SETUP_LOG}.",
            details=tail,
        )


def run(
    command: Sequence[str | Path],
    *,
    name: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    seconds: float = 1800,
) -> str:
    """Runs to the end and returns what was printed; raises Failed. A program that is not there fails like any other."""
    words = [str(part) for part in command]
    name = name or Path(words[0]).name
    try:
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=dict(os.environ) | dict(env or {}),
            cwd=cwd,
            timeout=seconds,
        )
        output, code = done.stdout.decode(errors="replace"), done.returncode
    except subprocess.TimeoutExpired as error:
        output, code = (error.stdout or b"").decode(errors="replace") + "\nconnection timed out", 124
    except OSError as error:
        output, code = str(error), 127
    _log(words, output)
    if code != 0:
        raise Failed(name, output)
    return output


def is_here(program: str) -> bool:
    return shutil.which(program) is not None


def _log(words: list[str], output: str) -> None:
    SETUP_LOG.parent.mkdir(parents=True, exist_ok=True)
    with SETUP_LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(words)}\n{output}\n")
