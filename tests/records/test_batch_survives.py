"""kill -9 of the worker in the middle: no number lost, none given twice, no paper twice; 300 of them in bench/papers."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import override_settings
from pypdf import PdfReader

from records import batches
from records.enums import BatchState, PaperStatus
from records.models import BatchItem, Paper, PaperBytes
from tests import factories
from tests.records.batches import prepared, sequences

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def worker(folder, *more):
    """A real worker on the test database, as script/serve starts it."""
    at = connection.settings_dict
    url = f"postgres://{quote(at['USER'])}:{quote(at['PASSWORD'])}@/{at['NAME']}?host={quote(at['HOST'], safe='')}"
    if at["PORT"]:
        url += f"&port={at['PORT']}"
    environment = os.environ | {
        "DATABASE_URL": url,
        "FLEX_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "flexenforce.settings",
    }
    environment.setdefault("FONTCONFIG_FILE", str(ROOT / "var" / "fonts" / "fonts.conf"))
    command = [sys.executable, "manage.py", "work", "--no-startup-delay", "--interval", "0.2", *more]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def made():
    return Paper.objects.filter(status=PaperStatus.ISSUED).count()


def until(done, seconds):
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "the worker does not come forward"
        time.sleep(0.05)


def survives(tmp_path, count, kills):
    cast = factories.Cast()
    with override_settings(TASKS=QUEUE):
        batch = batches.approve_batch(actor=cast.head1, batch=prepared(cast, count))
    for number in range(kills):
        before = made()
        process = worker(tmp_path)
        until(lambda before=before, number=number: made() > before + number, 120)
        process.send_signal(signal.SIGKILL)
        process.wait()
    until(lambda: not batches.is_alive(batch), 20)
    assert made() < count
    last = [worker(tmp_path, "--batch"), worker(tmp_path, "--batch")]
    assert [process.wait(timeout=600) for process in last] == [0, 0]
    batch.refresh_from_db()
    return batch


def whole(batch, count, tmp_path):
    assert batch.state == BatchState.DONE
    assert sequences() == list(range(1, count + 1))
    assert made() == Paper.objects.count() == PaperBytes.objects.count() == count
    assert BatchItem.objects.filter(batch=batch, paper__isnull=False).values("paper").distinct().count() == count
    by_position = BatchItem.objects.order_by("position").values_list("paper__sequence", flat=True)
    assert list(by_position) == list(range(1, count + 1))
    assert len(PdfReader(tmp_path / "files" / batch.merged.content.name).pages) == 2 * count


@pytest.mark.django_db(transaction=True)
def test_a_small_batch_survives_a_kill(tmp_path):
    whole(survives(tmp_path, 12, kills=1), 12, tmp_path)
