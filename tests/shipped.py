"""The shipped law in a test's database: loaded by the product once, the same rows copied in from then on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from exemptions.services.packs import load_pack

# By the day of loading: what was known on a day depends on it.
_rows: dict[date, dict[str, bytes]] = {}


def load_shipped_law() -> None:
    """What `load_pack` leaves of the shipped packs, except the row in the log.

    Loading proves the whole law sound, which takes seconds and comes out the same in every test of a process.
    """
    today = timezone.localdate()
    with transaction.atomic():
        if today in _rows:
            _copy_in(_rows[today])
        else:
            for folder in settings.FLEX_PACKS:
                load_pack(actor=None, path=folder)
            _rows[today] = _copied_out()


def _copied_out() -> dict[str, bytes]:
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("exemptions").get_models(include_auto_created=True):
            kept = BytesIO()
            cursor.copy_expert(f'COPY "{model._meta.db_table}" TO STDOUT', kept)
            if kept.getvalue():
                found[model._meta.db_table] = kept.getvalue()
    return found


def _copy_in(rows: dict[str, bytes]) -> None:
    with connection.cursor() as cursor, without_triggers(cursor, rows):
        for table, kept in rows.items():
            cursor.copy_expert(f'COPY "{table}" FROM STDIN', BytesIO(kept))
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM \"{table}\"))", [table]
            )


@contextmanager
def without_triggers(cursor, tables) -> Iterator[None]:
    """Rows that refuse what follows them, as a published list its items, come in whole."""
    cursor.execute("".join(f'ALTER TABLE "{table}" DISABLE TRIGGER USER;' for table in tables) or "SELECT")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    cursor.execute("".join(f'ALTER TABLE "{table}" ENABLE TRIGGER USER;' for table in tables) or "SELECT")
