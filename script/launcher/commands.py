"""What manage.py does before Django: the right Python, the right environment, and a database for as long as the command runs."""

import importlib.util
import os
import sys
from collections.abc import Callable, Sequence

from . import environment
from .layout import OWNER_URL, ROOT, VAR, VENV_PYTHON, check_database_url
from .postgres import Cluster
from .setup import check_owner
from .words import Trouble

# These work on files alone. Everything else may need the database.
WITHOUT_DATABASE = {
    "assess", "audit_packages", "check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages", "startapp",
    "startproject", "version",
}  # fmt: skip
# These work as the owner of the tables; with a server of the bureau's own DATABASE_OWNER_URL names it.
AS_OWNER = {"migrate", "restore", "rotate_keys"}
REEXECUTED = "FLEX_ENVIRONMENT_READY"


def needs_database(arguments: Sequence[str]) -> bool:
    """`arguments` as in sys.argv. Asking for help needs none, nor does assess on the packs; `assess --live` does."""
    rest = list(arguments[1:])
    if not rest or "--help" in rest or "-h" in rest or rest[0] in {"--version"}:
        return False
    if rest[0] == "assess":
        return "--live" in rest
    return rest[0] not in WITHOUT_DATABASE


def run(arguments: list[str], execute: Callable[[list[str]], None]) -> None:
    """Runs one management command. A server that is already there is used; one started here is stopped afterwards."""
    _use_venv(arguments)
    _use_libraries(arguments)
    url = check_database_url(os.environ.get("DATABASE_URL", ""))
    if url or not needs_database(arguments):
        os.environ.update(environment.for_django(url))
        execute(arguments)
        return
    check_owner()
    environment.ensure_secret_key()
    cluster = Cluster(VAR / "postgres")
    try:
        os.environ.update(environment.for_django(cluster.borrow()))
        if arguments[1] in AS_OWNER:
            os.environ[OWNER_URL] = cluster.owner_url
        execute(arguments)
    finally:
        cluster.give_back()


def _use_venv(arguments: list[str]) -> None:
    """`python3 manage.py …` works too: where Django is not installed for this Python, that of .venv takes over."""
    if importlib.util.find_spec("django") is not None:
        return
    if not VENV_PYTHON.exists() or os.environ.get(REEXECUTED):
        raise Trouble("还没有安装，请先运行 script/serve。", "Nothing is installed yet: run script/serve first.")
    _execute_again(str(VENV_PYTHON), arguments)


def _use_libraries(arguments: list[str]) -> None:
    """Libraries below var/ are found only at the start of a process, so this one may have to start anew."""
    path = environment.library_path()
    if path != os.environ.get(environment.LIBRARY_PATH, ""):
        os.environ[environment.LIBRARY_PATH] = path
        _execute_again(sys.executable, arguments)


def _execute_again(python: str, arguments: list[str]) -> None:
    sys.stdout.flush()
    os.environ[REEXECUTED] = "1"
    os.execv(python, [python, str(ROOT / "manage.py"), *arguments[1:]])
