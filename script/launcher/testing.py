"""script/test: the same set-up as script/serve plus test tools, then every check, on a database that is thrown away."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import environment, setup
from .layout import ROOT, VAR, VENV, VENV_PYTHON, check_database_url
from .leases import Lease
from .postgres import Cluster, Names
from .words import Trouble, say, step, warn

FAST_MARKS = "not journey and not slow"
NAMES = Names(role="flextest", database="flextest", may_create_databases=True)
PREFIX = "test-database-"


@dataclass(frozen=True)
class Check:
    zh: str
    en: str
    command: Sequence[str]
    reads_only: bool = False  # needs no database, so it can run while the tables are made


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    fast = "--fast" in arguments
    pytest_arguments = [word for word in arguments if word != "--fast"]
    began = time.monotonic()
    setup.check_python()
    setup.check_owner()
    if not setup.prepare(with_tests=True):
        raise Trouble(
            "缺少 Pango 系统库，文书测试无法进行；要装什么见上。",
            "The Pango libraries are missing and papers cannot be tested; what to install stands above.",
        )
    given = check_database_url(os.environ.get("DATABASE_URL", ""))
    failed = _run_all(given, fast, pytest_arguments) if given else _run_on_own_database(fast, pytest_arguments)
    took = round(time.monotonic() - began)
    if failed:
        warn(
            f"没有通过：{'、'.join(check.zh for check in failed)}（{took} 秒）",
            f"Failed: {', '.join(check.en for check in failed)} ({took} s)",
        )
        return 1
    say(f"全部通过（{took} 秒）", f"all passed ({took} s)")
    return 0


def checks(fast: bool, pytest_arguments: Sequence[str], *, throw_away: bool = False) -> list[Check]:
    """In the order of what takes longest; pytest stands last so that its closing line does.

    A database that is thrown away whole needs no dropping of what the workers made in it.
    """
    python = str(VENV_PYTHON)
    run_pytest = [python, "-m", "pytest", "-n", "2", "--dist", "worksteal"]
    if throw_away:
        run_pytest += ["--create-db", "--reuse-db"]
    if fast:
        run_pytest += ["-m", FAST_MARKS]
    return [
        Check("代码检查", "ruff check", [python, "-m", "ruff", "check", "."], True),
        Check("代码格式", "ruff format", [python, "-m", "ruff", "format", "--check", "."], True),
        Check("模板检查", "djlint", [str(VENV / "bin" / "djlint"), "templates", "--lint", "--quiet"], True),
        Check("类型检查", "mypy", [python, "-m", "mypy"], True),
        Check("数据表变更", "migrations", [python, "manage.py", "makemigrations", "--check", "--dry-run"]),
        Check("测试", "pytest", [*run_pytest, *pytest_arguments]),
    ]


def _run_on_own_database(fast: bool, pytest_arguments: Sequence[str]) -> list[Check]:
    clear_leftovers()
    cluster = Cluster(VAR / f"{PREFIX}{os.getpid()}", NAMES, durable=False)
    try:
        url = cluster.borrow()
        begun = _begin(checks(fast, pytest_arguments), _variables(url))
        template = _with_tables(url)
        return _run_all(url, fast, pytest_arguments, template=template, throw_away=True, begun=begun)
    finally:
        cluster.destroy()


def _with_tables(url: str) -> str:
    """Makes the tables once; each test worker starts from a copy of that database, which takes no time.

    Empty when that fails: the tests then make their own tables and say what is wrong.
    """
    with step("建立测试数据表", "making the tables"):
        done = subprocess.run(
            [VENV_PYTHON, "manage.py", "migrate", "-v0"], cwd=ROOT, env=_variables(url), stdin=subprocess.DEVNULL
        )
    return NAMES.database if done.returncode == 0 else ""


def _variables(url: str, template: str = "") -> dict[str, str]:
    """The tests bring their own settings; wishes of the person's shell must not change what they prove."""
    variables = dict(os.environ) | environment.for_django(url) | {"TEST_DB_TEMPLATE": template}
    for name in ("DEMO", "PORT", "DEBUG", "HTTPS", "ALLOWED_HOSTS", "SECRET_KEY"):
        variables.pop(name, None)
    return variables


Begun = Mapping[str, "subprocess.Popen[str]"]


def _begin(every: Sequence[Check], variables: Mapping[str, str]) -> Begun:
    """Starts what only reads the code; each is ended, and its words shown, at its turn."""
    return {
        check.en: subprocess.Popen(
            check.command,
            cwd=ROOT,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for check in every
        if check.reads_only
    }


def _end(running: "subprocess.Popen[str]") -> int:
    words, _ = running.communicate()
    print(words, end="", flush=True)
    return running.returncode


def _run_all(
    url: str,
    fast: bool,
    pytest_arguments: Sequence[str],
    *,
    template: str = "",
    throw_away: bool = False,
    begun: Begun | None = None,
) -> list[Check]:
    """Every check runs, whatever the one before said; the failed ones are returned."""
    variables = _variables(url, template)
    failed = []
    for check in checks(fast, pytest_arguments, throw_away=throw_away):
        say(check.zh, check.en)
        running = (begun or {}).get(check.en)
        if (_end(running) if running else _run(check, variables)) != 0:
            failed.append(check)
    return failed


def _run(check: Check, variables: Mapping[str, str]) -> int:
    return subprocess.run(check.command, cwd=ROOT, env=variables, stdin=subprocess.DEVNULL).returncode


def clear_leftovers() -> None:
    """Databases of test runs that were killed: nobody holds their lock any more."""
    for home in sorted(VAR.glob(f"{PREFIX}*")):
        with Lease(home / "users.lock") as lease:
            if not lease.try_take():
                continue
        Cluster(home, NAMES, durable=False).destroy()
