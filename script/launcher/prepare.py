"""Tables, law data, demo bureau and static files. Runs in the virtual environment, in one process, with Django loaded once.

Only after a change: `code_digest` is what script/serve remembers of the last time. Inside, law data and static files have
stamps of their own, so that a change of code alone does not load them again.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from .layout import ROOT, VAR, Wishes
from .words import Trouble, report, step, warn

FAILED = 3
# Packages bring these for debugging or for other versions; compressing them is a third of the work.
UNUSED_STATIC = ("jquery.js", "select2.full.js", "xregexp.js", "htmx-4*", "htmax-*", "htmx-2.js")
STATIC_STAMP = VAR / "static.stamp"


def digest(paths: Iterable[Path], *more: object) -> str:
    """Of names and contents, so that a checkout with new dates but the same files counts as unchanged."""
    total = hashlib.sha256(repr(more).encode())
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def files_below(*folders: str) -> list[Path]:
    return [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]


def code_digest(environ: Mapping[str, str]) -> str:
    """Of all that decides what the preparation would do, the wishes in the environment included."""
    code = [path for folder in ROOT.glob("*/__init__.py") for path in folder.parent.rglob("*.py")]
    more = [ROOT / "requirements.txt", *files_below("fixtures", "static")]
    return digest([*code, *more], *(environ.get(name, "") for name in ("DEMO", "PACK")), VAR)


def main(stamp: Path | None) -> int:
    """`stamp` lies beside an embedded database; for a server of the bureau's own there is none, and all is done again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flexenforce.settings")
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management.base import CommandError
    from django.db.utils import OperationalError

    try:
        django.setup()
        _migrate()
        _load_data(stamp)
        _do_daily()
        _collect_static()
    except OperationalError as error:
        report(
            Trouble(
                "数据库没有接受连接或操作，请检查 DATABASE_URL 指定的服务器、库名、用户和口令。",
                "The database refused: check server, name, user and password in DATABASE_URL.",
                details=str(error).strip(),
            )
        )
        return FAILED
    except CommandError as error:
        report(Trouble(str(error), "A step of the preparation failed."))
        return FAILED
    return 0


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from records import rights

    with rights.as_owner():
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        rights.renew()
    else:
        with step(f"更新数据表（{len(plan)} 项）", f"updating tables ({len(plan)} migrations)"):
            call_command("migrate", interactive=False, verbosity=0)


def _load_data(stamp: Path | None) -> None:
    from django.conf import settings
    from django.core.management import call_command

    demo = Wishes.read(os.environ).demo
    wanted = digest(files_below("fixtures"), demo, settings.FLEX_PACKS)
    if stamp is not None and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    with step("装入法律数据", "loading the law data"):
        call_command("load_pack", *(str(folder) for folder in settings.FLEX_PACKS), verbosity=0)
    if demo:
        _load_demo()
    if stamp is not None:
        stamp.write_text(wanted, encoding="ascii")


def _do_daily() -> None:
    """Warnings, the seal over the log, the detectors: the background worker goes on from here by itself, from one day to the next."""
    from io import StringIO

    from django.core.management import call_command

    call_command("warn_of_deadlines", "--daily", stdout=StringIO())
    call_command("seal_audit", "--daily", stdout=StringIO())
    call_command("run_detectors", "--weekly", stdout=StringIO())


def _load_demo() -> None:
    """A bureau at work that was started without DEMO=0 is left as it is, and told so."""
    from django.core.management import call_command
    from django.core.management.base import CommandError

    try:
        with step("建立演示单位", "setting up the demo bureau"):
            call_command("load_demo", verbosity=0)
    except CommandError as error:
        warn(
            f"{error}以后请用 DEMO=0 script/serve 启动。",
            "This is a bureau at work: no demo data. From now on start with DEMO=0 script/serve.",
        )


def _collect_static() -> None:
    """Also collected anew when packages changed, since some bring static files of their own."""
    from django.conf import settings
    from django.core.management import call_command

    packages = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    wanted = digest(files_below("static"), packages, settings.STATIC_ROOT)
    if STATIC_STAMP.exists() and STATIC_STAMP.read_text(encoding="ascii") == wanted and settings.STATIC_ROOT.exists():
        return
    with step("整理页面文件", "collecting static files"):
        call_command("collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=list(UNUSED_STATIC))
    STATIC_STAMP.write_text(wanted, encoding="ascii")
