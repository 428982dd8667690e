"""System libraries that no Python package brings: Pango, which lays out the text of official papers."""

import shutil
import subprocess
from contextlib import suppress

from . import debian
from .environment import LIBRARIES, LIBRARY_PATH, library_path
from .layout import VAR, VENV_PYTHON
from .shell import Failed
from .words import Trouble, step, warn

NEEDED = (
    "libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)  # fmt: skip
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
# Without rights the packages are only unpacked, so what those three depend on is named too.
UNPACKED = (
    *PACKAGES, "libharfbuzz0b", "libfribidi0", "libthai0", "libthai-data", "libdatrie1", "libgraphite2-3", "libglib2.0-0",
    "libfreetype6", "libfontconfig1", "libpng16-16", "libbrotli1", "libexpat1", "libpcre2-8-0", "libffi8",
)  # fmt: skip


def prepare() -> bool:
    """Sees to it that papers can be made as PDF. False, with a warning that names what to install, when they cannot."""
    if are_here():
        return True
    try:
        with step("安装 PDF 所需的系统库", "installing the libraries that PDF needs"):
            _bring()
    except Failed as failed:
        warn(f"{failed.program}：{failed.output.strip()[-200:]}", f"({failed.program} failed)")
    if are_here():
        return True
    names = " ".join(PACKAGES)
    warn(
        f"缺少 Pango 系统库，暂时不能生成 PDF 文书，其他功能照常。请由管理员执行：apt-get install {names}，然后重新启动。",
        f"The Pango libraries are missing: no PDF for now, everything else works. "
        f"Ask an administrator to run: apt-get install {names}, then start again.",
    )
    return False


def are_here() -> bool:
    """Asked of a process of its own, since libraries unpacked below var/ are found only at the start of one."""
    question = f"import ctypes\nfor name in {NEEDED!r}: ctypes.CDLL(name)"
    done = subprocess.run([VENV_PYTHON, "-c", question], env={LIBRARY_PATH: library_path()}, capture_output=True)
    return done.returncode == 0


def _bring() -> None:
    if not debian.has_apt():
        raise Failed("apt-get", "not on this machine")
    if debian.is_root():
        debian.install(PACKAGES)
        return
    folder = VAR / "download"
    shutil.rmtree(LIBRARIES, ignore_errors=True)
    try:
        for package in debian.download(UNPACKED, folder):
            debian.unpack(package, LIBRARIES)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# Without a window it needs half the time of the browser that has one; either drives the tests.
BROWSERS = ("chromium-headless-shell", "chromium")
PDF_READER = ("pdftoppm", "poppler-utils")


def prepare_test_tools() -> None:
    """Browser and PDF reader of the tests. Without them the tests do not start: a test left out proves nothing."""
    may_install = debian.has_apt() and debian.is_root()
    if may_install and shutil.which(BROWSERS[0]) is None:
        with suppress(Failed):
            _install_tools((BROWSERS[0],))
    lacking = () if any(shutil.which(program) for program in BROWSERS) else (BROWSERS[1],)
    lacking += () if shutil.which(PDF_READER[0]) else (PDF_READER[1],)
    if not lacking:
        return
    if may_install:
        try:
            _install_tools(lacking)
            return
        except Failed as failed:
            raise failed.trouble() from failed
    names = " ".join(lacking)
    raise Trouble(
        f"测试需要 {names}，当前用户无权安装。请由管理员执行：apt-get install --no-install-recommends {names}",
        f"The tests need {names}, which this user may not install. "
        f"Ask an administrator to run: apt-get install --no-install-recommends {names}",
    )


def _install_tools(names: tuple[str, ...]) -> None:
    with step(f"安装测试工具 {' '.join(names)}", f"installing {' '.join(names)}"):
        debian.install(names)
