"""Everything that must be there before the first process starts. Done again only where something has changed."""

import os
import pwd
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from . import assets, debian, environment, fonts, libraries, python_env
from .layout import OLDEST_PYTHON, ROOT, VAR, VENV
from .leases import Lease
from .shell import Failed
from .words import Trouble, warn


def check_python(version: tuple[int, ...] = sys.version_info[:2]) -> None:
    """The shell script looks for a new enough Python; this is for whoever starts main.py by hand."""
    if version < OLDEST_PYTHON:
        wanted, have = ".".join(map(str, OLDEST_PYTHON)), ".".join(map(str, version[:2]))
        raise Trouble(
            f"需要 Python {wanted} 或更新的版本，这里是 {have}。请安装新版 Python（Debian 12：apt-get install python3 python3-venv）。",
            f"Python {wanted} or newer is needed, this is {have}. Install a newer one (Debian 12: apt-get install python3 python3-venv).",
        )


def check_owner() -> None:
    """One copy is run by one user. Two would leave files that the other cannot write."""
    for folder in (VAR, VENV):
        if not folder.exists():
            continue
        owner = folder.stat().st_uid
        if owner == os.geteuid():
            continue
        name = _name_of(owner)
        raise Trouble(
            f"{folder} 是用户 {name} 建立的，请仍用该用户启动（例如 sudo -u {name} script/serve）；"
            f"如果要换用户，请先执行：chown -R $(id -un) {ROOT}",
            f"{folder} was made by {name}: start as that user (sudo -u {name} script/serve), "
            f"or hand the copy over first: chown -R $(id -un) {ROOT}",
        )
    target = VAR if VAR.exists() else ROOT
    if not os.access(target, os.W_OK):
        raise Trouble(
            f"当前用户不能写入 {target}，无法建立 .venv 和 var。请换用有权限的用户，或者把程序复制到自己的目录。",
            f"This user may not write to {target}. Use another user, or copy the program to a folder of your own.",
        )
    if os.geteuid() == 0 and ROOT.stat().st_uid != 0 and not VAR.exists():
        name = _name_of(ROOT.stat().st_uid)
        warn(
            f"现在以 root 身份运行，但程序目录属于 {name}：.venv 和 var 将归 root 所有，以后也要用 root 启动。",
            f"Running as root in a copy that belongs to {name}: .venv and var will be root's, and so must every later start.",
        )


def prepare(*, with_tests: bool) -> bool:
    """Packages, libraries, fonts and page files, one set-up at a time. Returns whether papers can be made as PDF."""
    VAR.mkdir(parents=True, exist_ok=True)
    with Lease(VAR / "run" / "setup.lock") as turn:
        turn.take()
        python_env.prepare(with_tests=with_tests)
        environment.ensure_secret_key()
        pdf = libraries.prepare()
        if with_tests:
            libraries.prepare_test_tools()
        try:
            _at_once(fonts.prepare, assets.prepare)
        except Failed as failed:
            raise failed.trouble() from failed
        shutil.rmtree(debian.APT, ignore_errors=True)
    return pdf


def _at_once(*tasks: Callable[[], None]) -> None:
    """Tasks that wait for the network and for each other's processor; the first failure is raised when all have ended."""
    with ThreadPoolExecutor(max_workers=len(tasks)) as pool:
        for running in [pool.submit(task) for task in tasks]:
            running.result()


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
