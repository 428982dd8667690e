"""Where things lie, and what the environment asks for."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from .words import Trouble

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("FLEX_VAR") or ROOT / "var").absolute()
OLDEST_PYTHON = (3, 11)
DEFAULT_PORT = 8000
OWNER_URL = "DATABASE_OWNER_URL"


@dataclass(frozen=True)
class Wishes:
    """What the person asked for by environment variables."""

    port: int = DEFAULT_PORT
    demo: bool = True
    database_url: str = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @classmethod
    def read(cls, environ: dict[str, str] | os._Environ[str]) -> "Wishes":
        return cls(
            port=parse_port(environ.get("PORT", "")),
            demo=parse_switch("DEMO", environ.get("DEMO", ""), default=True),
            database_url=check_database_url(environ.get("DATABASE_URL", "")),
        )


def parse_port(text: str) -> int:
    text = text.strip()
    if not text:
        return DEFAULT_PORT
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise Trouble(
        f"PORT={text!r} 不是端口号，请填 1 到 65535 之间的整数。",
        f"PORT={text!r} is no port: write a number from 1 to 65535.",
    )


def parse_switch(name: str, text: str, *, default: bool) -> bool:
    known = {
        "": default,
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    try:
        return known[text.strip().lower()]
    except KeyError:
        raise Trouble(f"{name}={text!r}：请填 1 或 0。", f"{name}={text!r}: write 1 or 0.") from None


def check_database_url(url: str) -> str:
    """The URL itself when it can be used; the password is never repeated in the message."""
    url = url.strip()
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1 and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise Trouble(
            "DATABASE_URL 应写成 postgres://用户:密码@主机:端口/库名。",
            "DATABASE_URL should read postgres://user:password@host:port/name.",
        )
    return url


def socket_url(*, user: str, password: str, directory: Path, database: str) -> str:
    """The address of a server that listens on a Unix socket only."""
    return f"postgresql://{quote(user)}:{quote(password, safe='')}@/{quote(database)}?host={quote(str(directory), safe='')}"
