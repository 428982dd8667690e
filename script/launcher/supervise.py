"""Keeps web server, background worker and database running until somebody asks to stop."""

import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from types import FrameType

from .children import LOGS, Child, CrashCount
from .layout import OWNER_URL, VENV_PYTHON, Wishes
from .postgres import Cluster
from .words import Trouble, say, warn

WATCH_SECONDS = 0.5
STOP_SECONDS = 20
ANSWER_SECONDS = 60


def web(wishes: Wishes, environment: Mapping[str, str]) -> Child:
    command = [
        str(VENV_PYTHON), "-m", "gunicorn", "flexenforce.wsgi:application", "--bind", f"127.0.0.1:{wishes.port}", "--workers", "2",
        "--threads", "4", "--timeout", "120", "--graceful-timeout", "15", "--access-logfile", str(LOGS / "access.log"),
        "--no-control-socket", "--preload",
    ]  # fmt: skip
    return Child("网站", "web server", command, environment, LOGS / "web.log", [LOGS / "access.log"])


def worker(environment: Mapping[str, str], number: int = 1) -> Child:
    """Two of them halve the time of a large batch of papers; each is one process on one core."""
    command = [str(VENV_PYTHON), "manage.py", "work", "--queue-name", "*", "--no-startup-delay"]
    log = LOGS / ("worker.log" if number == 1 else f"worker-{number}.log")
    return Child(f"后台任务{number}", f"background worker {number}", command, environment, log)


def check_port(port: int, *, patience: float = 0) -> None:
    """Before anything is started, so that a taken port costs no waiting.

    After a run that was killed, its last workers need a moment to notice: that is what the patience (seconds) is for.
    """
    until = time.monotonic() + patience
    while not _is_free(port):
        if time.monotonic() >= until:
            other = port + 1 if port < 65535 else port - 1
            raise Trouble(
                f"端口 {port} 已被其他程序占用。请停止那个程序，或者另选端口：PORT={other} script/serve",
                f"Port {port} is taken by another program. Stop that one, or choose another port: PORT={other} script/serve",
            )
        time.sleep(0.1)


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Trouble(
                f"当前用户不能使用端口 {port}（小于 1024 的端口需要管理员权限）。请另选端口：PORT=8080 script/serve",
                f"This user may not use port {port} (below 1024 needs rights). Choose another: PORT=8080 script/serve",
            ) from None
        except OSError:
            return False
    return True


class Keeper:
    """One run of script/serve, from the first child to the last."""

    def __init__(self, children: list[Child], cluster: Cluster | None, address: str) -> None:
        self.children = children
        self.cluster = cluster
        self.address = address
        self.asked_to_stop = threading.Event()
        self._database_crashes = CrashCount()

    def listen(self) -> None:
        """Ctrl-C, TERM and a closed terminal all mean: stop in order."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop.set()

    def run(self) -> None:
        """Returns after a clean stop; raises Trouble when something cannot be kept running. Children are stopped either way."""
        try:
            site, *rest = self.children
            site.start()
            self._wait_for_answer(site)
            # The workers read in for seconds; who waits for the first page does not wait for them, too.
            for child in rest:
                child.start()
            while not self.asked_to_stop.wait(WATCH_SECONDS):
                self._look_after_database()
                for child in self.children:
                    self._look_after(child)
        finally:
            self._stop_children()

    def _wait_for_answer(self, site: Child) -> None:
        until = time.monotonic() + ANSWER_SECONDS
        while not self.asked_to_stop.is_set():
            self._look_after(site)
            if answers(self.address):
                say(f"已启动，请打开 {self.address} ，按 Ctrl-C 停止", f"ready: open {self.address} , stop with Ctrl-C")
                return
            if time.monotonic() > until:
                raise Trouble(
                    f"网站在 {ANSWER_SECONDS} 秒内没有应答。日志：{site.log}",
                    f"The web server did not answer within {ANSWER_SECONDS} s. Log: {site.log}",
                    details=site.log_tail(),
                )
            time.sleep(0.05)

    def _look_after(self, child: Child) -> None:
        if not child.has_ended() or self.asked_to_stop.is_set():
            return
        assert child.process is not None
        code = child.process.returncode
        if child.crashes.add(time.monotonic()):
            raise Trouble(
                f"{child.zh}反复异常退出（代码 {code}），已全部停止，数据完好。日志：{child.log}",
                f"The {child.en} keeps ending (code {code}); everything was stopped, the data are safe. Log: {child.log}",
                details=child.log_tail(),
            )
        warn(
            f"{child.zh}意外退出（代码 {code}），正在重新启动",
            f"The {child.en} ended unexpectedly (code {code}): starting it again",
        )
        child.start()

    def _look_after_database(self) -> None:
        if self.cluster is None or self.cluster.pid() is not None:
            return
        if self._database_crashes.add(time.monotonic()):
            raise Trouble(
                f"数据库反复异常退出，已全部停止，数据仍在 {self.cluster.data}。日志：{self.cluster.log}",
                f"The database keeps ending; everything was stopped, the data are still in {self.cluster.data}. Log: {self.cluster.log}",
                details=self.cluster.log_tail(),
            )
        warn("数据库意外退出，正在重新启动", "The database ended unexpectedly: starting it again")
        self.cluster.ensure_running()

    def _stop_children(self) -> None:
        say("正在停止", "stopping")
        for child in self.children:
            child.ask_to_stop()
        until = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.wait_stopped(until)


def answers(address: str) -> bool:
    """Any answer of the application will do, an error page included: it shows that the process is up."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(address, timeout=10).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def children_environment(added: Mapping[str, str]) -> dict[str, str]:
    """Web server and workers never learn how to reach the database as the owner of its tables."""
    return {name: value for name, value in (dict(os.environ) | dict(added)).items() if name != OWNER_URL}
