"""A backup is a folder: the database, the stored files, and a manifest that names their hashes and the head of the audit.

Keys go into another folder, so that who finds the backup cannot read what they close. Everything is of one moment:
the dump reads the snapshot whose head and files the manifest names, while people go on working.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.utils import timezone

from records import closing, programs, seals
from records.errors import DomainError
from records.models import Event

FORMAT = 1
DATABASE, FILES, MANIFEST = "database.dump", "files.tar", "manifest.json"
# Who is signed in is nobody's evidence, and a found backup should open no session.
WITHOUT_ROWS = ("django_session",)
MEGABYTE = 1024 * 1024
MIGRATIONS = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"


@dataclass
class Manifest:
    made_at: str
    version: str
    head: str
    events: int
    files: int
    migrations: list[str]
    sha256: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT


def make(*, target: Path, keys: Path | None) -> tuple[Path, Manifest]:
    """A new folder below `target`; it gets its name only when it is complete. `keys` None: the keys are not kept."""
    now = timezone.localtime()
    _check_apart(target, keys)
    name = f"flexenforce-{now:%Y%m%d-%H%M%S}"
    unfinished = target / f".{name}.unfinished"
    try:
        unfinished.mkdir(parents=True, mode=0o700)
        manifest = _dump(unfinished, now)
        manifest.sha256 = {part: digest(unfinished / part) for part in (DATABASE, FILES)}
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        (unfinished / MANIFEST).write_text(text, encoding="utf-8")
        if keys is not None:
            write_private(keys / f"{name}.keys.json", json.dumps(current_keys(), indent=1))
        return unfinished.rename(target / name), manifest
    except OSError as error:
        raise DomainError(f"备份没有写成：{error}。没有写完的部分在{unfinished}，可以删除。") from error


def _dump(folder: Path, now: datetime) -> Manifest:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        cursor.execute(MIGRATIONS)
        migrations = [name for (name,) in cursor.fetchall()]
        stored = sorted(set(stored_names()))
        manifest = Manifest(
            made_at=now.isoformat(timespec="seconds"),
            version=settings.VERSION,
            head=seals.final_head(),
            events=Event.objects.count(),
            files=len(stored),
            migrations=migrations,
        )
        without = [f"--exclude-table-data={table}" for table in WITHOUT_ROWS]
        words = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", *without)
        programs.run("pg_dump", *words, f"--file={folder / DATABASE}")
    manifest.missing = _copy_files(stored, folder / FILES)
    return manifest


def stored_names() -> Iterator[str]:
    """Of every file some row names; files only grow, so what the snapshot names is still there after it."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, models.FileField):
                yield from model._default_manager.exclude(**{column.name: ""}).values_list(column.name, flat=True)


def _copy_files(names: list[str], path: Path) -> list[str]:
    """Returns the names of those that could not be read: the backup is made all the same, and says so."""
    missing = []
    with tarfile.open(path, "w") as archive:
        for name in names:
            try:
                with default_storage.open(name, "rb") as content:
                    entry = tarfile.TarInfo(name)
                    entry.size = default_storage.size(name)
                    archive.addfile(entry, content)
            except FileNotFoundError:
                missing.append(name)
    return missing


def current_keys() -> dict[str, str]:
    return {"SECRET_KEY": settings.SECRET_KEY, "PERSONAL_KEYS": "\n".join(closing.keys())}


def write_private(path: Path, text: str) -> None:
    """Nobody else on the machine may read it; whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f".{path.name}")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    unfinished.write_text(text, encoding="utf-8")
    unfinished.rename(path)


def _check_apart(target: Path, keys: Path | None) -> None:
    if keys is None:
        return
    one, other = target.resolve(), keys.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise DomainError("密钥不能和备份放在一起：请给--keys另写一个文件夹，最好在另一台设备上。")


def digest(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(MEGABYTE):
            total.update(part)
    return total.hexdigest()


def members(path: Path) -> Iterator[tuple[str, io.BufferedReader]]:
    """Name and bytes of each file of a backup, in its order."""
    with tarfile.open(path, "r:") as archive:
        for entry in archive:
            content = archive.extractfile(entry)
            if content is not None:
                yield entry.name, content
