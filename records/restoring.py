"""Bringing a backup back into an empty database, and proving that it is the same."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from records import audit, backups, programs, rights
from records.backups import DATABASE, FILES, FORMAT, MANIFEST, MEGABYTE, Manifest
from records.errors import DomainError

TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


@dataclass
class Restored:
    manifest: Manifest
    report: audit.Report
    migrated: int

    @property
    def is_same(self) -> bool:
        return self.report.head == self.manifest.head


def read_manifest(folder: Path) -> Manifest:
    """What the backup says of itself, after its parts were found unchanged."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**said)
    except (OSError, ValueError, TypeError) as error:
        raise DomainError(f"{folder}不是完整的备份：读不到{MANIFEST}。请指定备份所在的文件夹。") from error
    if manifest.format > FORMAT:
        raise DomainError("备份由更新的版本生成，这个版本读不了。请先升级系统再恢复。")
    for part, expected in manifest.sha256.items():
        if not (folder / part).exists():
            raise DomainError(f"备份缺少{part}。请使用另一份备份。")
        if backups.digest(folder / part) != expected:
            raise DomainError(f"备份中的{part}与备份时的校验值不符，已损坏或者被改动。请使用另一份备份。")
    return manifest


def restore(*, folder: Path, keys: Path | None) -> Restored:
    """Files, then the database in one transaction, then the keys; older tables are brought up to date, then all is proved."""
    manifest = read_manifest(folder)
    _check_known(manifest)
    held = _read_keys(keys)
    with rights.as_owner():
        with connection.cursor() as cursor:
            cursor.execute(TABLES)
            if cursor.fetchone()[0]:
                raise DomainError("数据库不是空的，没有恢复。恢复只写入空的数据库：请新建一个库，或者换一个安装目录。")
        _bring_files(folder / FILES)
        words = ("--no-owner", "--no-privileges", "--no-comments", "--exit-on-error", "--single-transaction")
        programs.run("pg_restore", *words, str(folder / DATABASE))
        connection.close()
    _keep_keys(held)
    rights.renew()
    behind = _behind()
    if behind:
        call_command("migrate", interactive=False, verbosity=0)
    return Restored(manifest, audit.verify(), behind)


def _check_known(manifest: Manifest) -> None:
    """Of apps that this version has; one that was given up in between says nothing."""
    migrations = MigrationLoader(None).disk_migrations
    replaced = {key for migration in migrations.values() for key in migration.replaces}
    known = {f"{app}.{name}" for app, name in {*migrations, *replaced}}
    apps = {name.split(".")[0] for name in known}
    newer = [name for name in manifest.migrations if name not in known and name.split(".")[0] in apps]
    if newer:
        raise DomainError(f"备份由更新的版本（{manifest.version}）生成，这个版本不认识{newer[0]}。请先升级系统再恢复。")


def _behind() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _bring_files(path: Path) -> None:
    """One that lies there already must be the same: a restore that was broken off can be begun again."""
    for name, content in backups.members(path):
        if default_storage.exists(name):
            with default_storage.open(name, "rb") as there:
                if not _same(there, content):
                    raise DomainError(f"文件{name}已经存在，内容与备份不同，没有恢复。请先移走存放文件的文件夹。")
        elif default_storage.save(name, content) != name:
            raise DomainError(f"文件{name}没有写到原来的位置，没有恢复。请检查存放文件的文件夹。")


def _same(one, other) -> bool:
    while True:
        left, right = one.read(MEGABYTE), other.read(MEGABYTE)
        if left != right:
            return False
        if not left:
            return True


def _read_keys(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return {name: str(said[name]) for name in backups.current_keys()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DomainError(f"{path}不是密钥文件。请指定备份时--keys写的文件夹中的.keys.json文件。") from error


def _keep_keys(held: dict[str, str]) -> None:
    """Nothing of an empty database was signed with the key that is replaced."""
    for name, value in held.items():
        backups.write_private(Path(settings.VAR_DIR) / name.lower(), value + "\n")
