"""kill -9 of the worker in the middle of 300 reminders: no number lost or doubled, no paper twice. See README.md."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "script")]

from bench.papers.run import batch, furnish  # noqa: E402
from bench.training.run import database  # noqa: E402

PAGES_PER_REMINDER = 2  # printed on both sides, each reminder begins on a new sheet


def worker(url: str, *more: str) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "work", "--no-startup-delay", "--interval", "0.1", *more]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, stderr=subprocess.DEVNULL)


def issued() -> int:
    from records.models import Paper

    return Paper.objects.filter(status="issued").count()


def kill_in_the_middle(url: str, count: int, kills: int) -> None:
    """A fresh worker each time, killed when it has brought the batch a stretch further."""
    stretch = count // (kills + 1)
    for _ in range(kills):
        goal, end = issued() + stretch // 2 + 1, time.monotonic() + 600
        process = worker(url)
        while issued() < goal:
            if time.monotonic() > end or process.poll() is not None:
                raise SystemExit("the worker does not come forward")
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
    if issued() >= count:
        raise SystemExit("the batch had ended before the last kill: nothing was proved")


def faults(row, count: int, var: Path) -> list[str]:
    """What must not be, in plain words; empty when all is whole."""
    from pypdf import PdfReader

    from records.models import BatchItem, Paper, PaperBytes

    row.refresh_from_db()
    numbers = sorted(Paper.objects.filter(number_word="提示").values_list("sequence", flat=True))
    in_order = list(BatchItem.objects.filter(batch=row).order_by("position").values_list("paper__sequence", flat=True))
    held = {
        "the batch is not done": row.state != "done",
        "numbers are lost or doubled": numbers != list(range(1, count + 1)),
        "numbers do not follow the printing order": in_order != list(range(1, count + 1)),
        "a paper was made twice or not at all": not issued() == Paper.objects.count() == count,
        "bytes are missing or doubled": PaperBytes.objects.count() != count,
        "the merged file is not whole": len(PdfReader(var / "files" / row.merged.content.name).pages)
        != PAGES_PER_REMINDER * count,
    }
    return [words for words, wrong in held.items() if wrong]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--check", action="store_true", help="fail when anything was lost or doubled")
    options = parser.parse_args()
    os.environ.setdefault("FONTCONFIG_FILE", str(ROOT / "var" / "fonts" / "fonts.conf"))
    with tempfile.TemporaryDirectory(prefix="flex-bench-") as var, database() as url:
        os.environ |= {"FLEX_VAR": var, "DATABASE_URL": url}
        row = batch(*furnish(), options.count)
        kill_in_the_middle(url, options.count, options.kills)
        last = [worker(url, "--batch") for _ in range(2)]
        codes = [process.wait(timeout=3600) for process in last]
        found = faults(row, options.count, Path(var)) + [f"a worker ended with {code}" for code in codes if code]
    print(
        f"{options.count} reminders, {options.kills} kills: {'；'.join(found) if found else 'nothing lost, nothing doubled'}"
    )
    return 1 if options.check and found else 0


if __name__ == "__main__":
    sys.exit(main())
