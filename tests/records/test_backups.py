"""A backup comes back into an empty database with the same head; whatever is not whole is refused in words."""

import io
import json
import os
import shutil
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from launcher.postgres import Cluster, Names
from records import audit, restoring, rights
from records.backups import Manifest
from records.models import Event, StoredFile
from records.services import append_event, store_file
from tests import factories

pytestmark = pytest.mark.slow
TWO = Names(role="flextrial", database="flextrial", owner="flextrial_owner")
KEYS = ("records.backups.current_keys", lambda: {"SECRET_KEY": "of-the-old-machine"})


@contextmanager
def connected(**where):
    """Django at another database."""
    kept = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(where)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)


@pytest.fixture
def empty_machine(settings):
    """A new cluster as the set-up makes it, with a role that owns the tables and one that works; nothing in it."""
    folder = Path(tempfile.mkdtemp(prefix="flex"))
    folder.chmod(0o755)
    cluster = Cluster(folder / "pg", TWO, durable=False)
    try:
        cluster.borrow()
        said = cluster.credentials()
        owner = {"USER": TWO.owner, "PASSWORD": said["owner_password"], "HOST": str(cluster.sockets), "PORT": ""}
        settings.DATABASE_OWNER = owner
        yield owner | {"NAME": TWO.database, "USER": TWO.role, "PASSWORD": said["password"]}
    finally:
        cluster.destroy()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def old(transactional_db):
    """An office with a few acts and a file, committed: pg_dump sees nothing else."""
    cast = factories.Cast()
    for words in ("立案", "责令改正"):
        append_event(
            actor=cast.officer1, verb="test.say", subject=cast.officer1, stream=("cases.case", 7), summary=words
        )
    store_file(actor=cast.officer1, name="快报.pdf", content=b"%PDF-1.7 evidence of the backup")
    yield cast
    delete_files()


def backup(tmp_path, *more):
    said = io.StringIO()
    call_command("backup", str(tmp_path / "backups"), *(more or ("--keys", str(tmp_path / "keys"))), stdout=said)
    folder = next((tmp_path / "backups").iterdir())
    assert str(folder) in said.getvalue()
    return folder


def restore(folder, *more):
    said = io.StringIO()
    call_command("restore", str(folder), *more, stdout=said)
    return said.getvalue()


def delete_files():
    for name in StoredFile.objects.values_list("content", flat=True):
        default_storage.delete(name)


def test_an_empty_machine_gets_the_same_head_and_the_same_keys(old, empty_machine, tmp_path, settings, monkeypatch):
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setattr(*KEYS)
    head, file = audit.verify().head, StoredFile.objects.get()
    folder = backup(tmp_path)
    keys = next((tmp_path / "keys").iterdir())
    assert stat.S_IMODE(os.stat(keys).st_mode) == 0o600 and stat.S_IMODE(os.stat(folder).st_mode) == 0o700
    assert all(b"of-the-old-machine" not in part.read_bytes() for part in folder.iterdir())
    delete_files()
    default_storage.save(file.content.name, io.BytesIO(b"another"))
    migrated = []
    monkeypatch.setattr(restoring, "_behind", lambda: 2)
    monkeypatch.setattr(restoring, "call_command", lambda *words, **more: migrated.append(words))
    with connected(**empty_machine):
        _refused(folder, "已经存在，内容与备份不同")
        default_storage.delete(file.content.name)
        said = restore(folder, "--keys", str(keys))
        assert head in said and "校验通过，与备份时一致" in said
        assert "数据表已更新2项" in said and migrated == [("migrate",)]
        assert (settings.VAR_DIR / "secret_key").read_text().strip() == "of-the-old-machine"
        assert file.content.open().read() == b"%PDF-1.7 evidence of the backup"
        append_event(actor=None, verb="test.say", subject=old.officer1, stream=("cases.case", 7), summary="继续")
        assert rights.is_separate() and audit.verify().is_whole and Event.objects.of("cases.case", 7).count() == 3
        _refused(folder, "数据库不是空的，没有恢复")


def test_what_is_not_whole_is_refused_before_anything_is_written(old, empty_machine, tmp_path):
    folder = backup(tmp_path, "--without-keys")
    with connected(**empty_machine):
        _refused(folder, "密钥文件", "--keys", str(folder / "manifest.json"))
        said = json.loads((folder / "manifest.json").read_text())
        newer = said | {"migrations": [*said["migrations"], "records.9999_later"]}
        for wrong, words in ((newer, "不认识records.9999_later"), (said | {"format": 9}, "更新的版本生成")):
            (folder / "manifest.json").write_text(json.dumps(wrong))
            _refused(folder, words)
        (folder / "manifest.json").write_text(json.dumps(said))
        with (folder / "database.dump").open("ab") as dump:
            dump.write(b"x")
        _refused(folder, "database.dump与备份时的校验值不符")
        (folder / "database.dump").unlink()
        _refused(folder, "备份缺少database.dump")
        _refused(tmp_path, "不是完整的备份")
        assert connection.introspection.table_names() == []
    delete_files()
    with pytest.raises(CommandError, match="1个文件读不到"):
        backup(tmp_path / "again")


def _refused(folder, words, *more):
    with pytest.raises(CommandError, match=words):
        restore(folder, *more)


@pytest.mark.parametrize("more", [(), ("--keys", "a", "--without-keys")])
def test_where_the_keys_go_must_be_said(tmp_path, more):
    with pytest.raises(CommandError, match="二者选一"):
        call_command("backup", str(tmp_path / "backups"), *more)
    with pytest.raises(CommandError, match="不能和备份放在一起"):
        backup(tmp_path, "--keys", str(tmp_path / "backups" / "keys"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("head", "breaks", "said"),
    [("1" * 64, [], "与备份时的总校验值不同：0000"), ("0" * 64, ["链"], "备份时记录已有断开：链")],
)
def test_a_restored_log_that_differs_or_was_broken_is_no_success(tmp_path, monkeypatch, head, breaks, said):
    manifest = Manifest(made_at="2026-06-07", version="0.1.0", head="0" * 64, events=0, files=0, migrations=[])
    done = restoring.Restored(manifest, audit.Report(head=head, breaks=breaks), 0)
    monkeypatch.setattr(restoring, "restore", lambda **where: done)
    _refused(tmp_path, said)
