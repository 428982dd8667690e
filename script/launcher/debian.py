"""Debian's packages: installed where we are root, otherwise only unpacked below var/, which needs no rights at all."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .layout import VAR
from .shell import Failed, is_here, run

APT = VAR / "apt"
QUICK = ["-oAcquire::Retries=1", "-oAcquire::http::Timeout=20", "-oAcquire::https::Timeout=20"]
QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


def has_apt() -> bool:
    return is_here("apt-get") and is_here("dpkg-deb")


def is_root() -> bool:
    return os.geteuid() == 0


def missing(packages: tuple[str, ...]) -> tuple[str, ...]:
    """Those not installed, as dpkg knows it."""
    return tuple(name for name in packages if not _installed(name))


def install(packages: tuple[str, ...]) -> None:
    """As root only. The package lists are brought up to date when the first try does not know them."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    try:
        run(command, env=QUIET)
    except Failed:
        _with_new_lists([], command, None)


def download(packages: tuple[str, ...], folder: Path) -> list[Path]:
    """Fetches .deb files without installing them, as any user, with lists of our own where the machine's are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        run(["apt-get", "download", *packages], env=QUIET, cwd=folder)
    except Failed:
        own = [] if is_root() else _own_lists()
        _with_new_lists(own, ["apt-get", *own, "download", *packages], folder)
    return sorted(folder.glob("*.deb"))


def _with_new_lists(options: list[str], command: list[str], folder: Path | None) -> None:
    """`apt-get update` ends well even without a network, so what it said belongs to the failure of what follows."""
    said = run(["apt-get", *QUICK, *options, "update"], env=QUIET)
    try:
        run(command, env=QUIET, cwd=folder)
    except Failed as failed:
        raise Failed(failed.program, f"{said}\n{failed.output}") from failed


def unpack(package: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    run(["dpkg-deb", "-x", package, folder])


def unpack_files(package: Path, patterns: tuple[str, ...], folder: Path) -> None:
    """Takes single files out of a large package, without their folders. The package is read as a stream, never laid out."""
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE) as reader:
        command = ["tar", "-x", "--wildcards", "--transform=s,.*/,,", "-C", str(folder), *patterns]
        done = subprocess.run(command, stdin=reader.stdout, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed("tar", done.stderr)


def library_folders(root: Path) -> list[Path]:
    """Folders below an unpacked tree that hold shared libraries, for LD_LIBRARY_PATH."""
    return sorted({path.parent for path in root.rglob("*.so.*") if path.parent.parent.name == "lib"})


def _installed(name: str) -> bool:
    try:
        said = run(["dpkg-query", "--show", "--showformat=${db:Status-Status}", name], env=QUIET)
    except Failed:
        return False
    return said.startswith("installed")


def _own_lists() -> list[str]:
    """apt options that keep lists and archives below var/ and read the machine's sources and dpkg status."""
    options: Mapping[str, Path] = {
        "Dir::State": APT / "state",
        "Dir::Cache": APT / "cache",
        "Dir::State::status": Path("/var/lib/dpkg/status"),
    }
    for folder in (APT / "state" / "lists" / "partial", APT / "cache" / "archives" / "partial"):
        folder.mkdir(parents=True, exist_ok=True)
    return [f"-o{name}={value}" for name, value in options.items()]
