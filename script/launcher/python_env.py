"""The virtual environment in .venv: made when missing, filled from requirements.txt when that has changed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import debian
from .layout import OLDEST_PYTHON, ROOT, VAR, VENV, VENV_PYTHON
from .shell import Failed, run
from .words import Trouble, step

REQUIREMENTS = ROOT / "requirements.txt"
UV = "uv==0.13.9"
TEST_MARK = "# --- to test ---"
PULLED_IN_MARK = "# --- pulled in by these ---"
STAMP = VENV / ".flexenforce"
# Debian's Python comes without ensurepip; the pip inside this package does the same job and needs no rights.
PIP_PACKAGE = "python3-pip-whl"


def prepare(*, with_tests: bool) -> bool:
    """Brings .venv up to date; True when something had to be done."""
    level = "test" if with_tests else "run"
    if is_current(level):
        return False
    text = REQUIREMENTS.read_text(encoding="utf-8")
    with step("安装 Python 组件", "installing Python packages"):
        try:
            if not _usable():
                _make()
            _fill(text, level)
        except Failed as failed:
            raise failed.trouble() from failed
    STAMP.write_text(f"{level} {fingerprint(text)}\n", encoding="ascii")
    return True


def is_current(level: str) -> bool:
    """Whether .venv holds what requirements.txt asks for; one filled for tests will also do to run."""
    try:
        have_level, have = STAMP.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return False
    return have_level in {level, "test"} and have == fingerprint(REQUIREMENTS.read_text(encoding="utf-8"))


def fingerprint(requirements: str) -> str:
    """Changes with the packages, with the tool that installs them and with the Python below."""
    return hashlib.sha256(repr((requirements, UV, os.path.realpath(VENV_PYTHON))).encode()).hexdigest()


def part_to_run(requirements: str) -> str:
    return requirements.partition(TEST_MARK)[0]


def part_to_test(requirements: str) -> str:
    return requirements.partition(PULLED_IN_MARK)[0]


def _usable() -> bool:
    """A .venv whose Python starts, is new enough and has pip; one left half made has not."""
    question = f"import pip, sys; print(sys.version_info[:2] >= {OLDEST_PYTHON} and sys.prefix != sys.base_prefix)"
    try:
        said = run([VENV_PYTHON, "-c", question], name="python")
    except Failed:
        return False
    return said.strip() == "True"


def _make() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    if not _has_ensurepip() and debian.has_apt() and debian.is_root():
        debian.install(("python3-venv",))
    # A separate process: ensurepip may have been installed a moment ago.
    if _has_ensurepip():
        run([sys.executable, "-m", "venv", VENV], name="venv")
    else:
        run([sys.executable, "-m", "venv", "--without-pip", VENV], name="venv")
        _bring_pip()


def _has_ensurepip() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode == 0


def _bring_pip() -> None:
    folder = VAR / "download"
    try:
        (package,) = debian.download((PIP_PACKAGE,), folder)
        debian.unpack(package, folder)
        wheel = next(folder.rglob("pip-*.whl"))
        run([VENV_PYTHON, wheel / "pip", "install", "--quiet", "pip"], name="pip")
    except (Failed, ValueError, StopIteration) as error:
        if isinstance(error, Failed) and error.is_network:
            raise
        raise Trouble(
            "这台机器的 Python 缺少 venv 模块。请由管理员执行：apt-get install python3-venv，然后再启动。",
            "Python's venv module is not installed. Ask an administrator to run: apt-get install python3-venv, then start again.",
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(text: str, level: str) -> None:
    """uv does it; where it cannot (a mirror that only pip is set up for), pip does."""
    run([VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV], name="pip")
    wanted = VAR / f"requirements-{level}.txt"
    wanted.parent.mkdir(parents=True, exist_ok=True)
    wanted.write_text(part_to_test(text) if level == "test" else part_to_run(text), encoding="utf-8")
    arguments: list[str | Path] = ["install", "-r", wanted, "-c", REQUIREMENTS]
    try:
        run([VENV / "bin" / "uv", "pip", *arguments, "--python", VENV_PYTHON], env=_index_of_pip(), name="uv")
    except Failed:
        run([VENV_PYTHON, "-m", "pip", *arguments], name="pip")


def _index_of_pip() -> dict[str, str]:
    """uv does not read pip's settings, and in China the mirror is usually set there."""
    said = run([VENV_PYTHON, "-m", "pip", "config", "list"], name="pip")
    for line in said.splitlines():
        key, _, value = line.partition("=")
        if key.endswith(".index-url") and not os.environ.get("UV_DEFAULT_INDEX"):
            return {"UV_DEFAULT_INDEX": value.strip("'\"")}
    return {}
