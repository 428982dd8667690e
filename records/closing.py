"""Text that must not lie open in the database: closed with a key that lies elsewhere, found again by a keyed hash.

Keys come from PERSONAL_KEYS or from the file var/personal_keys, newest first: the first closes, every one opens. The file is
read again when it changes, so that a new key needs no restart.
"""

import hashlib
import hmac
import os
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django import forms
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.text import capfirst

PREFIX = "f1:"


def key_file() -> Path:
    return Path(settings.VAR_DIR) / "personal_keys"


def keys() -> tuple[str, ...]:
    if settings.PERSONAL_KEYS:
        return tuple(settings.PERSONAL_KEYS)
    path = key_file()
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        write_keys((Fernet.generate_key().decode(),), only_if_new=True)
        return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="ascii").split())


def write_keys(wanted: tuple[str, ...], *, only_if_new: bool = False) -> None:
    """Whole or not at all; nobody else on the machine may read it. Of two processes that make the first, one wins."""
    path = key_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("\n".join(wanted) + "\n")
    if not only_if_new:
        unfinished.rename(path)
        return
    try:
        os.link(unfinished, path)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


@lru_cache(maxsize=4)
def _box(known: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in known])
    except ValueError as error:
        raise ImproperlyConfigured("PERSONAL_KEYS中的密钥格式不对：应为44个字符，由rotate_keys生成。") from error


def close_text(text: str) -> str:
    return PREFIX + _box(keys()).encrypt(text.encode()).decode() if text else ""


def open_text(held: str) -> str:
    """What was closed; text that never was comes back as it is, so that older rows can be read while they are closed."""
    if not held.startswith(PREFIX):
        return held
    try:
        return _box(keys()).decrypt(held[len(PREFIX) :].encode()).decode()
    except InvalidToken as error:
        raise ImproperlyConfigured("个人信息打不开：密钥不对。请把备份的密钥放回var/personal_keys后再启动。") from error


def is_newest(held: str) -> bool:
    """Whether the first key closed it."""
    try:
        Fernet(keys()[0]).decrypt(held.removeprefix(PREFIX).encode())
    except InvalidToken:
        return False
    return held.startswith(PREFIX)


def digest(text: str, key: str = "") -> str:
    """By which an exact value is found without opening a row. Without the key nobody can try all numbers."""
    return hmac.new((key or keys()[0]).encode(), text.encode(), hashlib.sha256).hexdigest() if text else ""


def digests(text: str) -> list[str]:
    """Under every key: while keys change, rows of both kinds are found."""
    return [digest(text, key) for key in keys()] if text else []


def masked(text: str) -> str:
    """Enough to recognise: the first three and the last two characters of a number."""
    return f"{text[:3]}{'*' * max(len(text) - 5, 2)}{text[-2:]}" if len(text) > 5 else "*" * len(text)


def number_key(text: str) -> str:
    """A number however it is written: without spaces and dashes."""
    return "".join(letter for letter in text if letter.isalnum()).upper()


class ClosedField(models.TextField):
    """Closed in the database, open in Python. It cannot be searched: a `DigestField` beside it can, by the exact value."""

    def get_prep_value(self, value):
        return close_text(super().get_prep_value(value) or "")

    def from_db_value(self, value, expression, connection):
        return open_text(value) if value else value

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def formfield(self, **more):
        return forms.CharField(
            label=capfirst(self.verbose_name),
            required=not self.blank,
            max_length=self.max_length,
            help_text=self.help_text,
        )


class DigestField(models.CharField):
    """The keyed hash of the number in the closed field `of`, written whenever the row is."""

    def __init__(self, *args, of: str = "", **kwargs) -> None:
        self.of = of
        super().__init__(*args, **{"max_length": 64, "blank": True, "editable": False, "db_index": True} | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance, add):
        value = digest(number_key(getattr(model_instance, self.of)))
        setattr(model_instance, self.attname, value)
        return value
