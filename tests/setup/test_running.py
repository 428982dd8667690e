"""Keeping processes running, stopping them in order, and what manage.py does before Django."""

import os
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from launcher import commands, supervise, testing
from launcher.children import TOO_MANY, WITHIN_SECONDS, Child, CrashCount
from launcher.layout import ROOT
from launcher.supervise import Keeper
from launcher.words import Trouble

SLEEPS = "import time; print('up', flush=True); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def child(tmp_path, code: str, name: str = "web") -> Child:
    return Child("网站", "web server", [sys.executable, "-c", code], dict(os.environ), tmp_path / f"{name}.log")


def wait_for(path, text: str) -> None:
    until = time.monotonic() + 20
    while text not in (path.read_text(encoding="utf-8") if path.exists() else ""):
        assert time.monotonic() < until
        time.sleep(0.02)


class Broken(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_error(500)

    def log_message(self, *_):
        pass


def test_a_hiccup_is_forgiven_and_a_thing_that_keeps_ending_is_not():
    count = CrashCount()
    assert [count.add(now) for now in range(TOO_MANY)] == [False] * (TOO_MANY - 1) + [True]
    spread = CrashCount()
    assert not any(spread.add(number * WITHIN_SECONDS) for number in range(20))


def test_a_child_is_stopped_when_asked(tmp_path):
    one = child(tmp_path, SLEEPS)
    one.start()
    wait_for(one.log, "up")
    assert not one.has_ended()
    one.ask_to_stop()
    one.wait_stopped(time.monotonic() + 10)
    assert one.process.returncode == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_killed(tmp_path):
    one = child(tmp_path, DEAF)
    one.start()
    wait_for(one.log, "up")
    one.ask_to_stop()
    one.wait_stopped(time.monotonic())
    assert one.process.returncode == -signal.SIGKILL


def test_a_child_that_ends_is_started_again_and_in_the_end_given_up(tmp_path, capsys):
    one = child(tmp_path, "raise SystemExit('cannot read the settings')")
    keeper = Keeper([one], None, "http://127.0.0.1:9")
    with pytest.raises(Trouble) as caught:
        keeper.run()
    assert "反复异常退出" in caught.value.zh
    assert "cannot read the settings" in caught.value.details
    said = capsys.readouterr()
    assert said.err.count("意外退出") == TOO_MANY - 1
    assert "stopping" in said.out


def test_asking_to_stop_ends_every_child(tmp_path):
    children = [child(tmp_path, SLEEPS, "web"), child(tmp_path, SLEEPS, "worker")]
    keeper = Keeper(children, None, "http://127.0.0.1:9")
    keeper.asked_to_stop.set()
    keeper.run()
    assert [one.process.returncode for one in children] == [-signal.SIGTERM, -signal.SIGTERM]


def test_an_error_page_is_an_answer_and_a_closed_port_is_none():
    with HTTPServer(("127.0.0.1", 0), Broken) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.handle_request)
        thread.start()
        assert supervise.answers(address)
        thread.join()
    assert not supervise.answers(address)


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("migrate", True),
        ("load_pack fixtures/reference", True),
        ("runserver 8001", True),
        ("assess sheet.json", False),
        ("assess sheet.json --live", True),
        ("assess --help", False),
        ("migrate --help", False),
        ("check", False),
        ("", False),
        ("--version", False),
    ],
)
def test_a_database_is_started_only_for_commands_that_need_one(words, needed):
    assert commands.needs_database(["manage.py", *words.split()]) is needed


def test_fast_leaves_out_journeys_and_slow_tests_and_nothing_else():
    whole, fast = testing.checks(False, []), testing.checks(True, [])
    assert [check.en for check in whole] == [check.en for check in fast]
    assert whole[-1].en == "pytest"
    assert fast[-1].command[-2:] == ["-m", "not journey and not slow"]
    assert testing.checks(False, ["tests/rules", "-k", "late"])[-1].command[-3:] == ["tests/rules", "-k", "late"]


def test_every_check_runs_and_the_failed_ones_are_named(monkeypatch, capsys):
    ran = []

    def run(command, **options):
        ran.append(command)
        assert options["env"]["DATABASE_URL"] == "postgres://u@h/x"
        assert "DEMO" not in options["env"]
        return subprocess.CompletedProcess(command, returncode=1 if "mypy" in command else 0)

    monkeypatch.setenv("DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(testing.subprocess, "run", run)
    failed = testing._run_all("postgres://u@h/x", True, [])
    assert [check.en for check in failed] == ["mypy"]
    assert len(ran) == len(testing.checks(True, []))


def test_an_old_python_reads_what_to_install_before_anything_else(tmp_path):
    """With a python3 that says it is too old first on the PATH, and no other."""
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        program = tmp_path / name
        program.write_text(
            "#!/bin/sh\n[ \"$1\" = --version ] && echo 'Python 3.9.2' && exit 0\nexit 1\n", encoding="ascii"
        )
        program.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run([ROOT / "script" / "serve"], env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "需要 Python 3.11 或更新的版本，这里是：Python 3.9.2" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr


def test_serve_takes_no_arguments_and_says_what_it_takes_instead():
    done = subprocess.run([ROOT / "script" / "serve", "--port", "1"], capture_output=True, text=True)
    assert done.returncode == 1
    assert "PORT" in done.stderr
