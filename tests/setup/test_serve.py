"""script/serve as a person runs it, on a database and files of its own: start, crashes, second start, stop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.layout import ROOT
from launcher.leases import Lease

pytestmark = pytest.mark.slow

# The set-up itself has been done by whoever started the tests; fonts and packages are shared with them.
CODE = (
    "import sys; sys.path.insert(0, 'script')\n"
    "from launcher import serve, setup, words\n"
    "setup.prepare = lambda with_tests: setup.environment.ensure_secret_key() or True\n"
    "try: sys.exit(serve.main([]))\n"
    "except words.Trouble as trouble: words.report(trouble); sys.exit(1)\n"
)
READY, STOPPED = "ready: open", "stopped"


class Site:
    """One copy's running site, with its own var folder."""

    def __init__(self, var: Path, port: int) -> None:
        self.var = var
        self.address = f"http://127.0.0.1:{port}/"
        self.said = var / "said.txt"
        self.environment = os.environ | {"FLEX_VAR": str(var), "PORT": str(port), "DEMO": "0", "PYTHONUNBUFFERED": "1"}
        self.environment.pop("DATABASE_URL", None)
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-c", CODE], cwd=ROOT, env=self.environment, stdout=said, stderr=said
            )
        self.wait_for(READY)

    def wait_for(self, text: str, seconds: float = 400) -> None:
        until = time.monotonic() + seconds
        while text not in self.text():
            assert self.process.poll() is None or text in self.text(), self.text()
            assert time.monotonic() < until, self.text()
            time.sleep(0.05)

    def text(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def answers(self) -> bool:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(self.address, timeout=10) as page:
                    return page.status == 200
            except OSError:
                time.sleep(0.1)
        return False

    def database_pid(self) -> int:
        return int((self.var / "postgres" / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])

    def children(self) -> list[int]:
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent == self.process.pid:
                found.append(int(entry.name))
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = Site(tmp_path_factory.mktemp("var"), port)
    yield site
    if site.process is not None and site.process.poll() is None:
        site.stop()


def test_the_site_comes_up_survives_crashes_and_stops_in_order(site):
    site.start()
    assert site.answers()

    second = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, env=site.environment, capture_output=True, text=True
    )
    assert second.returncode == 1
    assert f"这个程序已经在运行：{site.address.rstrip('/')}" in second.stderr

    os.kill(site.database_pid(), signal.SIGKILL)
    site.wait_for("The database ended unexpectedly")
    assert site.answers()

    database = site.database_pid()
    os.kill(next(pid for pid in site.children() if pid != database), signal.SIGKILL)
    site.wait_for("ended unexpectedly (code -9)")
    assert site.answers()

    assert site.stop() == 0
    assert site.text().rstrip().endswith(STOPPED)
    assert not (site.var / "postgres" / "data" / "postmaster.pid").exists()


def test_after_everything_was_killed_the_next_start_does_nothing_again_and_finds_its_data(site):
    site.start()
    key = (site.var / "secret_key").read_text(encoding="ascii")
    for pid in [site.process.pid, *site.children()]:
        os.kill(pid, signal.SIGKILL)
    site.process.wait()
    site.start()
    assert site.answers()
    assert [line for line in site.text().splitlines() if READY not in line] == []
    assert (site.var / "secret_key").read_text(encoding="ascii") == key
    assert site.stop() == 0


def test_manage_py_starts_the_database_for_its_own_time(site):
    command = [sys.executable, "manage.py", "showmigrations", "sessions"]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "[X] 0001_initial" in done.stdout
    assert not (site.var / "postgres" / "data" / "postmaster.pid").exists()
    with Lease(site.var / "postgres" / "users.lock") as lease:
        assert lease.try_take()
