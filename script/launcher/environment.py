"""What a Django process of ours is told by its environment, however it was started."""

import os
import secrets
from pathlib import Path

from .debian import library_folders
from .fonts import CONFIG
from .layout import VAR

SECRET_KEY = VAR / "secret_key"
LIBRARIES = VAR / "libraries"
LIBRARY_PATH = "LD_LIBRARY_PATH"


def for_django(database_url: str) -> dict[str, str]:
    """Variables to add. What the person set already wins, but for the library path, which is added to, and compiled files."""
    wanted = {"DATABASE_URL": database_url, "FLEX_VAR": str(VAR), "PYTHONUTF8": "1"}
    if CONFIG.exists():
        wanted["FONTCONFIG_FILE"] = str(CONFIG)
    found = {name: value for name, value in wanted.items() if value and not os.environ.get(name)}
    found["PYTHONDONTWRITEBYTECODE"] = ""  # set, it makes every start compile everything again: 13 seconds for 5
    path = library_path()
    if path != os.environ.get(LIBRARY_PATH, ""):
        found[LIBRARY_PATH] = path
    return found


def library_path() -> str:
    """Libraries unpacked below var/ come first; without any, whatever was set."""
    already = os.environ.get(LIBRARY_PATH, "")
    folders = [str(folder) for folder in library_folders(LIBRARIES)]
    parts = already.split(":") if already else []
    return ":".join([*(folder for folder in folders if folder not in parts), *parts])


def ensure_secret_key(path: Path = SECRET_KEY) -> None:
    """Made once; sessions and signed links live as long as it does. Nobody else on the machine may read it."""
    if path.exists() and path.stat().st_size > 0:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    unfinished.rename(path)
