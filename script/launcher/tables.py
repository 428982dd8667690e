"""The tables of the tests, kept as SQL between two runs: making them by migrations takes half a minute, reading them back two seconds."""

import hashlib
import os
import subprocess
from pathlib import Path

from .layout import ROOT, VAR
from .postgres import Cluster

FOLDER = VAR / "test-tables"
# What migrations are made of: themselves, what they import, and the packages that carry them out.
SOURCES = (
    "*/migrations/*.py",
    "records/tables.py",
    "records/triggers.py",
    "records/chain.py",
    "accounts/models/*.py",
    "requirements.txt",
)


def digest(root: Path = ROOT) -> str:
    """Changes with every migration and everything that a migration uses."""
    found = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            found.update(f"{path.relative_to(root)}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:20]


def keep(cluster: Cluster, folder: Path = FOLDER) -> None:
    """Writes what the migrations made, under its digest; what was kept before goes. A failure costs only the time."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{os.getpid()}"
    done = _run(cluster, "pg_dump", "--no-owner", "--no-comments", "--no-privileges", "-f", str(unfinished))
    if done.returncode == 0:
        for old in folder.glob("*.sql"):
            old.unlink(missing_ok=True)
        unfinished.rename(folder / f"{digest()}.sql")
    unfinished.unlink(missing_ok=True)


def bring_back(cluster: Cluster, folder: Path = FOLDER) -> bool:
    """Whether the tables of just these migrations were kept and stand in the database again, all of them or none."""
    kept = folder / f"{digest()}.sql"
    if not kept.exists():
        return False
    done = _run(cluster, "psql", "-Xq", "-1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", str(kept))
    if done.returncode != 0:
        kept.unlink(missing_ok=True)
    return done.returncode == 0


def _run(cluster: Cluster, program: str, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [str(cluster.program(program)), *words, "-d", cluster.url]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
