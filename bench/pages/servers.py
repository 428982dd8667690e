"""Databases that are kept, and gunicorn on them: one for the product, one for the floor."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent.parent
SEED, WORKERS = 1, 2
# What decides how a generated database looks.
SHAPING = ("*/migrations/*.py", "oversight/simulation/*.py", "fixtures/**/*.json")


def label(cases: int) -> str:
    return f"{cases // 1_000}k" if cases < 1_000_000 else f"{cases // 1_000_000}m"


def shape() -> str:
    total = hashlib.sha256()
    for pattern in SHAPING:
        for path in sorted(ROOT.glob(pattern)):
            total.update(path.read_bytes())
    return total.hexdigest()[:8]


def given_url() -> str:
    if url := os.environ.get("DATABASE_URL"):
        return url
    raise SystemExit("Set DATABASE_URL: the bench makes its databases on that server and keeps them.")


def _environment(url: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": "bench-" + "0123456789abcdef" * 3,
        "DEBUG": "0",
        "PYTHONPATH": str(ROOT),
    }


def _run(url: str, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=_environment(url), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def _made(name: str) -> tuple[str, bool]:
    """The address of the database, and whether it is new."""
    import psycopg2

    given = given_url()
    connection = psycopg2.connect(given)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_new = cursor.fetchone() is None
        if is_new:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    connection.close()
    return urlunsplit(urlsplit(given)._replace(path=f"/{name}")), is_new


def drop(name: str) -> None:
    import psycopg2

    connection = psycopg2.connect(given_url())
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    connection.close()


def generated(cases: int) -> str:
    """A database with that many cases; one that is there already is used again."""
    name = f"bench_{label(cases)}_{shape()}"
    url, is_new = _made(name)
    if is_new:
        began = time.monotonic()
        try:
            _run(url, "manage.py", "migrate", "-v0")
            _run(url, "manage.py", "load_pack", "fixtures/reference", "fixtures/statistics")
            said = _run(url, "manage.py", "generate_cases", "--cases", str(cases), "--seed", str(SEED))
        except BaseException:
            drop(name)
            raise
        print(f"{name}: {said.strip().splitlines()[-1]} ({time.monotonic() - began:.0f} s)", flush=True)
    return url


def collect_static(url: str) -> None:
    """As the set-up does; without the files the pages cannot be drawn."""
    if not (ROOT / "var" / "static" / "staticfiles.json").exists():
        _run(url, "manage.py", "collectstatic", "--noinput", "-v0")


def floor() -> tuple[str, str]:
    """Address of the floor's database and the key of a session."""
    url, _ = _made("bench_floor")
    return url, _run(url, "-m", "bench.floor.furnish").strip().splitlines()[-1]


def scene(url: str) -> dict:
    return json.loads(_run(url, "-m", "bench.pages.scene").strip().splitlines()[-1])


@contextmanager
def served(url: str, application: str, port: int) -> Iterator[subprocess.Popen]:
    command = [
        sys.executable, "-m", "gunicorn", application, "--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}",
        "--preload", "--timeout", "110", "--log-level", "critical",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=_environment(url))
    try:
        _wait(port, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait(port: int, process: subprocess.Popen) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit("gunicorn did not start")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/nothing-here/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("gunicorn does not answer")


def memory(process: subprocess.Popen) -> int:
    """The largest worker in megabytes."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    return max(_resident(int(child)) for child in children)


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0
